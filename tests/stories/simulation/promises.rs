//! The promises: what is so at every moment of every story, whatever people do and whatever goes wrong.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use slack_sandbox::{Delivery, Entry, Happening};

use super::ledger::Ledger;
use super::neighbour::{MARK, Neighbours, leaked};
use super::observed::{Database, Observed, PostRow, RoundRow, Seen};
use super::play::Broken;
use crate::world::{DIGEST_CHANNEL, World};

const ASKED_ONCE: &str = "Nobody is asked twice for a round";
const ONE_A_DAY: &str = "Nobody gets two asks on one day";
const NOT_AWAY: &str = "Nobody is asked or reminded while they are away";
const NOT_DONE: &str = "Nobody is reminded who is done";
const ONE_REMINDER: &str = "Nobody is reminded twice";
const PAUSED: &str = "A paused loop posts nothing";
const POSTED_ONCE: &str = "No message is posted twice";
const KNOWN: &str = "No message is posted that the outbox does not know";
const FORWARD: &str = "A round never goes back";
const FROZEN: &str = "The figures of a closed round never change";
const PUBLISHED: &str = "Every round that was opened closes and is published once";
const STORED: &str = "Every acknowledged rating is in the database";
const LATE: &str = "What is rated after the close is late, and nothing else is";
const SAME_ANSWER: &str = "A submission that is delivered again gets the same answer";
const APART: &str = "No row and no message crosses workspaces";
const EMPTY: &str = "When the faults end the outbox empties";
const LOGGED: &str = "Nothing is logged as an error that nothing explains";
const REFUSED: &str = "Slack refuses nothing that nothing explains";

/// Two asks so close to one another are of one day, wherever their rep is: people are asked from eight to six.
const ONE_DAYS_ASKS: SignedDuration = SignedDuration::from_hours(8);

/// What was seen so far.
#[derive(Default)]
pub(super) struct Promises {
    messages: BTreeSet<(&'static str, String)>,
    rounds: BTreeMap<String, RoundRow>,
    asked: BTreeMap<(String, String), String>,
    asked_last: BTreeMap<&'static str, Timestamp>,
    /// Something went wrong in the story: from then on warnings and errors are explained.
    is_troubled: bool,
    lines: usize,
    entries: u64,
    /// The first answers to submissions, by their deliveries.
    answers: BTreeMap<String, Value>,
}

fn broken(promise: &'static str, seen: String) -> Broken {
    Broken {
        promise,
        seen,
        after: None,
    }
}

fn hold(is_kept: bool, promise: &'static str, seen: impl FnOnce() -> String) -> Result<(), Broken> {
    match is_kept {
        true => Ok(()),
        false => Err(broken(promise, seen())),
    }
}

impl Promises {
    /// From now on something goes wrong.
    pub(super) fn expect_trouble(&mut self) {
        self.is_troubled = true;
    }

    /// From now on all is well, so that nothing is explained by what went wrong before.
    pub(super) fn expect_calm(&mut self, world: &World) {
        self.is_troubled = false;
        self.lines = world.logged_lines().len();
        drop(world.slack.take_refusals());
    }

    pub(super) async fn look(
        &mut self,
        world: &World,
        observed: &Observed,
        ledger: &Ledger,
        database: &mut Database,
        neighbours: Option<&Neighbours>,
    ) -> Result<(), Broken> {
        // What says most of why a promise is broken comes first: a message that is posted twice may ask twice, too.
        if let Some(neighbours) = neighbours {
            let crossed = match neighbours.changed(database).await {
                Some(changed) => Some(changed),
                None => leaked(database).await,
            };
            hold(crossed.is_none(), APART, || crossed.unwrap_or_default())?;
        }
        posted_once(observed)?;
        for seen in &observed.messages {
            let key = (seen.place, seen.message.ts.clone());
            if self.messages.insert(key) {
                self.message(observed, seen, ledger)?;
            }
        }
        self.rounds(observed)?;
        ratings(observed, ledger)?;
        self.log(world)?;
        self.traffic(world)?;
        Ok(())
    }

    /// A message that was not there before.
    fn message(&mut self, observed: &Observed, seen: &Seen, ledger: &Ledger) -> Result<(), Broken> {
        let (who, at) = (seen.place, seen.at());
        let what = || format!("{who} at {at}: {}", seen.message.plain());
        let Some(id) = seen.post() else {
            hold(seen.is_reply(), KNOWN, what)?;
            // What stands under the digest: no other message has a thread here.
            return hold(!ledger.was_paused(at), PAUSED, what);
        };
        let Some(post) = observed.posts.get(id) else {
            return Err(broken(KNOWN, what()));
        };
        hold(
            !post.is_of_the_loop() || !ledger.was_paused(at),
            PAUSED,
            what,
        )?;
        let is_ask = post.kind() == "ask";
        if !is_ask && post.kind() != "reminder" {
            return Ok(());
        }
        hold(!ledger.was_away(who, at), NOT_AWAY, what)?;
        let ask = post.field("ask_id");
        let round = observed.asks.get(ask).map(|it| it.round.clone());
        let key = (format!("{} {who}", post.kind()), round.unwrap_or_default());
        let before = self.asked.insert(key, what());
        let promise = if is_ask { ASKED_ONCE } else { ONE_REMINDER };
        hold(before.is_none(), promise, || {
            format!("{before:?}, and {}", what())
        })?;
        if is_ask {
            let before = self.asked_last.insert(who, at);
            let apart = before.map(|before| before.duration_until(at).abs());
            let is_another_day = apart.is_none_or(|it| it > ONE_DAYS_ASKS);
            return hold(is_another_day, ONE_A_DAY, || {
                format!("at {before:?}, and {}", what())
            });
        }
        let is_done = ledger.done_at(ask).is_some_and(|done| done < at);
        hold(!is_done, NOT_DONE, what)
    }

    fn rounds(&mut self, observed: &Observed) -> Result<(), Broken> {
        for (id, round) in &observed.rounds {
            if let Some(before) = self.rounds.get(id) {
                let is_forward = order(&before.state) <= order(&round.state)
                    && (round.state != "skipped"
                        || ["planned", "skipped"].contains(&&*before.state));
                hold(is_forward, FORWARD, || {
                    format!("round {}: {} → {}", round.number, before.state, round.state)
                })?;
                let is_published = before.state == "published";
                let [was, is] = [before, round].map(|it| figures(it, is_published));
                hold(was.is_none() || was == is, FROZEN, || {
                    format!("round {}: {}", round.number, difference(was, is))
                })?;
            }
            self.rounds.insert(id.clone(), round.clone());
        }
        let is_there = self
            .rounds
            .keys()
            .all(|it| observed.rounds.contains_key(it));
        hold(is_there, FORWARD, || "a round is gone".to_owned())
    }

    fn log(&mut self, world: &World) -> Result<(), Broken> {
        let lines = world.logged_lines();
        let new = &lines[self.lines.min(lines.len())..];
        self.lines = lines.len();
        if self.is_troubled {
            return Ok(());
        }
        // How fast the machine is, is no part of a story.
        let slow = [
            "was not answered in time",
            "did not acknowledge in time",
            "work in flight was cut",
        ];
        let surprise = new
            .iter()
            .find(|line| !slow.iter().any(|it| line.contains(it)));
        hold(surprise.is_none(), LOGGED, || format!("{surprise:?}"))?;
        let refusals = world.slack.refusals();
        hold(refusals.is_empty(), REFUSED, || format!("{refusals:#?}"))
    }

    /// Everything that the bot says to Slack, views and acknowledgements included.
    fn traffic(&mut self, world: &World) -> Result<(), Broken> {
        for entry in world.slack.log_after(self.entries) {
            let Entry { seq, what, .. } = entry;
            self.entries = seq;
            let said = match &what {
                Happening::Call(call) => call.arguments.to_string(),
                Happening::Delivery(delivery) => format!("{:?}", delivery.acknowledged),
                Happening::Socket(_) => continue,
            };
            hold(!said.contains(MARK), APART, || said.clone())?;
            if let Happening::Delivery(delivery) = what {
                self.answered_alike(delivery)?;
            }
        }
        Ok(())
    }

    fn answered_alike(&mut self, delivery: Delivery) -> Result<(), Broken> {
        let is_saved = |answer: &Value| answer["response_action"] != "errors";
        let Some(answer) = delivery.acknowledged.filter(is_saved) else {
            return Ok(());
        };
        if delivery.name != "view_submission" {
            return Ok(());
        }
        if delivery.attempt == 0 {
            self.answers.insert(delivery.id, answer);
            return Ok(());
        }
        let first = self.answers.remove(&delivery.id);
        let is_same = first.as_ref().is_none_or(|first| *first == answer);
        hold(is_same, SAME_ANSWER, || format!("{first:?}, then {answer}"))
    }

    /// What must have come about once the faults have ended and all rounds of the story are over.
    pub(super) fn look_at_the_end(
        &self,
        observed: &Observed,
        ledger: &Ledger,
        now: Timestamp,
    ) -> Result<(), Broken> {
        for post in observed.posts.values() {
            let is_over = ["sent", "dropped"].contains(&&*post.state);
            hold(is_over, EMPTY, || format!("{post:?}"))?;
        }
        let today = TimeZone::UTC.to_datetime(now).date();
        for round in observed.rounds.values() {
            let date: Date = round
                .date
                .parse()
                .map_err(|_| broken(PUBLISHED, round.date.clone()))?;
            let days = date.until(today).map_or(0, |it| it.get_days());
            // The longest window, a weekend, and a day for the digest.
            if days < 11 || ledger.was_ever_paused() {
                continue;
            }
            let is_over = match round.only_rep {
                Some(_) => ["closed", "skipped"].contains(&&*round.state),
                None => ["published", "skipped"].contains(&&*round.state),
            };
            hold(is_over, PUBLISHED, || format!("{round:?} on {today}"))?;
            let digests = digests(observed, round);
            let expected = usize::from(round.state == "published");
            hold(digests == expected, PUBLISHED, || {
                format!("{digests} digests in the channel of {round:?}")
            })?;
        }
        Ok(())
    }
}

fn order(state: &str) -> usize {
    let states = ["planned", "open", "closed", "published", "skipped"];
    let found = states.iter().position(|it| *it == state);
    found.unwrap_or(usize::MAX)
}

/// What can't change any more: all of it once the digest is out, before that all but what owners still say.
fn figures(round: &RoundRow, is_published: bool) -> Option<Value> {
    let mut figures: Value = serde_json::from_str(round.figures.as_deref()?).ok()?;
    if !is_published {
        figures["said"] = Value::Null;
        for campaign in figures["campaigns"].as_array_mut().into_iter().flatten() {
            campaign["owner_answer"] = Value::Null;
        }
    }
    Some(figures)
}

fn difference(was: Option<Value>, is: Option<Value>) -> String {
    let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
    let fields = was.as_object().into_iter().flatten();
    let different = fields.filter(|(name, value)| is[*name] != **value);
    different
        .map(|(name, value)| format!("{name} was {value}, is {}; ", is[name]))
        .collect()
}

fn digests(observed: &Observed, round: &RoundRow) -> usize {
    let is_digest = |post: &PostRow| {
        post.kind() == "digest"
            && post.field("round_id") == round.id
            && post.post["team_lead"].is_null()
    };
    let in_channel = observed
        .messages
        .iter()
        .filter(|it| it.place == DIGEST_CHANNEL);
    in_channel
        .filter(|it| observed.post_of(it).is_some_and(is_digest))
        .count()
}

fn posted_once(observed: &Observed) -> Result<(), Broken> {
    let mut posts = BTreeMap::new();
    let mut replies = BTreeSet::new();
    for seen in &observed.messages {
        if let Some(post) = seen.post() {
            let before = posts.insert(post, seen.at());
            hold(before.is_none(), POSTED_ONCE, || {
                let row = observed.posts.get(post);
                format!(
                    "{row:?} for {} at {before:?} and at {}",
                    seen.place,
                    seen.at()
                )
            })?;
        } else if let Some(thread) = &seen.message.thread_ts {
            let is_new = replies.insert((thread, seen.message.plain()));
            hold(is_new, POSTED_ONCE, || seen.message.plain())?;
        }
    }
    Ok(())
}

fn ratings(observed: &Observed, ledger: &Ledger) -> Result<(), Broken> {
    for (slot, saves) in ledger.acknowledged() {
        let stored = observed
            .ratings
            .iter()
            .find(|it| it.ask == slot.ask && it.lead == slot.lead && it.member == slot.who);
        let fits = stored.is_some_and(|stored| {
            saves.iter().any(|save| {
                stored.comment.as_ref() == Some(&save.words)
                    && save.verdict.is_none_or(|it| it == stored.verdict)
            })
        });
        hold(fits, STORED, || {
            format!("{slot:?} was told that it is saved: {saves:?}; stored is {stored:?}")
        })?;
    }
    for rating in &observed.ratings {
        let ask = observed.asks.get(&rating.ask);
        let round = ask.and_then(|it| observed.rounds.get(&it.round));
        let closed = round.and_then(|it| it.closed_ms);
        let is_kept = match (closed, rating.is_late) {
            (None, late) => late == 0,
            (Some(closed), 0) => rating.at_ms <= closed,
            (Some(closed), _) => rating.at_ms >= closed,
        };
        hold(is_kept, LATE, || format!("{rating:?} of {round:?}"))?;
    }
    Ok(())
}
