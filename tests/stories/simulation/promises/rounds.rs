//! What is promised of rounds: on their way, and once they must be over.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{EMPTY, FORWARD, FROZEN, PUBLISHED, Promises, broken, hold};
use crate::simulation::ledger::Ledger;
use crate::simulation::observed::{Observed, PostRow, RoundRow};
use crate::simulation::play::Broken;
use crate::world::DIGEST_CHANNEL;

impl Promises {
    /// Each round as it was before, and as it is.
    pub(super) fn rounds(&mut self, observed: &Observed) -> Result<(), Broken> {
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

    /// What must have come about once the faults have ended and all rounds of the story are over.
    pub(in crate::simulation) fn look_at_the_end(
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
