//! What people do in a story. Whoever is told that something came of it has it written into the ledger.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use leadloop::clock::Clock as _;
use serde_json::Value;
use slack_sandbox::{ActError, Message, Submitted, View};

use super::deeds::{AtSave, Kind, Then};
use super::ledger::{Save, Slot};
use super::observed::{Observed, PostRow};
use super::play::{Play, TURNS_WITHOUT_DATABASE, turns};
use super::trouble;
use crate::world::{
    ACCEPTED, Answers, COMMENT, KARIN, MARIEKE, NOT_YET, REJECTED, UNTOUCHED, VERDICT, WRONG,
};

/// Messages that one look at the Home tab deals with.
const MENDED_MAX: u32 = 40;

impl Kind {
    fn answers(self) -> Answers<'static> {
        match self {
            Self::Untouched => UNTOUCHED,
            Self::Wrong => WRONG,
            Self::Accepted => ACCEPTED,
            Self::NotYet => NOT_YET,
            Self::Rejected => REJECTED,
        }
    }

    /// The verdict, in the word of the exports.
    fn verdict(self) -> &'static str {
        match self {
            Self::Untouched => "open",
            Self::Wrong | Self::Rejected => "rejected",
            Self::Accepted => "accepted",
            Self::NotYet => "not_yet",
        }
    }
}

impl Play {
    fn now(&self) -> Timestamp {
        self.world.clock.now()
    }

    /// Somebody's newest message with such a button, and the button.
    fn newest(&self, who: &str, fits: impl Fn(&str) -> bool) -> Option<(Message, String)> {
        let messages = self.world.person(who).messages_in_dm_with_app();
        messages.into_iter().rev().find_map(|message| {
            let mut buttons = message.buttons().into_iter();
            let button = buttons.find(|it| fits(it))?;
            Some((message, button))
        })
    }

    pub(super) async fn rate(&mut self, who: &'static str, leads: u32, answers: Kind, then: Then) {
        let person = self.world.person(who);
        if person
            .view()
            .is_none_or(|view| slot_of(who, &view).is_none())
        {
            self.close(who).await;
            let ask = self.newest(who, |it| it.starts_with("Rate ") || it == "Go on");
            let Some((message, button)) = ask else { return };
            if person.press(&message, &button).await.is_err() {
                return;
            }
        }
        for _ in 0..leads {
            if !self.rate_one(who, answers).await {
                break;
            }
        }
        if then == Then::Close {
            self.close(who).await;
        }
    }

    /// Answers the lead in the window, and saves. False when there is nothing more to be done there.
    async fn rate_one(&mut self, who: &'static str, answers: Kind) -> bool {
        let person = self.world.person(who);
        let Some(view) = person.view() else {
            return false;
        };
        let Some(slot) = slot_of(who, &view) else {
            return false;
        };
        let is_edit = view.plain().starts_with("Change answer");
        let mut verdict = None;
        for (question, option) in answers.answers() {
            let inputs = person.view().map(|it| it.inputs()).unwrap_or_default();
            if !inputs.iter().any(|it| it.label == *question) {
                continue;
            }
            if person.choose(question, option).await.is_err() {
                return false;
            }
            if *question == VERDICT {
                verdict = Some(answers.verdict());
            }
        }
        let words = self.ledger.new_words();
        if person.type_text(COMMENT, &words).await.is_err() {
            return false;
        }
        let saved = self.save(who).await;
        let plain = match &saved {
            Ok(Submitted::Updated(view)) => view.plain(),
            _ => String::new(),
        };
        let is_over = matches!(saved, Ok(Submitted::Closed | Submitted::Cleared))
            || plain.contains("Done, thank you.");
        let title = format!("Saved: {}", firm_of(&slot.lead));
        let is_acknowledged = is_over
            || plain
                .lines()
                .any(|it| it == format!("{title}.") || it.starts_with(&format!("{title},")));
        if is_over && !is_edit {
            self.ledger.is_done(slot.ask.clone(), self.now());
        }
        let save = Save {
            words,
            verdict,
            is_acknowledged,
        };
        self.ledger.saves(slot, save);
        is_acknowledged && !is_over
    }

    /// Presses save, while the database may be in trouble.
    async fn save(&mut self, who: &str) -> Result<Submitted, ActError> {
        let person = self.world.person(who);
        let is_well = self.fails_until.is_none();
        let Some(trouble) = self.at_next_save.take().filter(|_| is_well) else {
            return person.submit().await;
        };
        match trouble {
            AtSave::Held => {
                trouble::hold(&mut self.database).await;
                let mut saving = Box::pin(person.submit());
                let saved = tokio::select! {
                    biased;
                    saved = &mut saving => Some(saved),
                    () = turns(TURNS_WITHOUT_DATABASE) => None,
                };
                trouble::let_go(&mut self.database).await;
                match saved {
                    Some(saved) => saved,
                    None => saving.await,
                }
            }
            AtSave::HeldForLong => {
                trouble::hold(&mut self.database).await;
                let saved = person.submit().await;
                trouble::let_go(&mut self.database).await;
                saved
            }
            AtSave::DiskFull => {
                trouble::fill_the_disk(&mut self.database).await;
                let saved = person.submit().await;
                trouble::mend(&mut self.database).await;
                saved
            }
            AtSave::CommitFails => {
                trouble::break_commits(&mut self.database).await;
                let saved = person.submit().await;
                trouble::mend(&mut self.database).await;
                saved
            }
        }
    }

    async fn close(&self, who: &str) {
        let person = self.world.person(who);
        if person.view().is_some() {
            // The windows are gone from the screen, whether or not the bot hears of it.
            drop(person.close().await);
        }
    }

    pub(super) async fn edit(&mut self, who: &'static str, nth: u32, answers: Kind) {
        self.close(who).await;
        let person = self.world.person(who);
        let messages = person.messages_in_dm_with_app();
        let record = messages.into_iter().rev().find_map(|message| {
            let options = options_of(&message.blocks, "Change an answer");
            (!options.is_empty()).then_some((message, options))
        });
        let Some((record, options)) = record else {
            return;
        };
        let at = usize::try_from(nth).unwrap_or_default() % options.len();
        let opened = person.choose_in(&record, "Change an answer", &options[at]);
        if opened.await.is_ok() {
            self.rate_one(who, answers).await;
        }
        self.close(who).await;
    }

    pub(super) async fn decline(&mut self, who: &'static str) {
        let Some((message, button)) = self.newest(who, |it| it == "Not this time") else {
            return;
        };
        let ask = value_of(&message.blocks, &button);
        let pressed = self.world.person(who).press(&message, &button).await;
        if let (Ok(()), Some(ask)) = (pressed, ask) {
            self.declined.push(ask);
        }
        self.close(who).await;
    }

    pub(super) async fn pass_on(&mut self, who: &'static str, to: &'static str) {
        let Some((message, button)) = self.newest(who, |it| it.starts_with("Rate ")) else {
            return;
        };
        self.close(who).await;
        let person = self.world.person(who);
        if person.press(&message, &button).await.is_ok()
            && person.press_in_view("Not my lead").await.is_ok()
            && person.pick_user("pass_to", to).await.is_ok()
        {
            drop(person.submit().await);
        }
        self.close(who).await;
    }

    pub(super) async fn pause(&mut self, who: &'static str, days: u32) {
        self.close(who).await;
        let person = self.world.person(who);
        let zone = TimeZone::get(&self.zones[who]).expect("a zone");
        let first_day_back = zone.to_datetime(self.now()).date() + i64::from(days).days();
        let until = "Until (your first day back)";
        if person.slash("/leadloop", "pause").await.is_err()
            || person
                .pick_date(until, &first_day_back.to_string())
                .await
                .is_err()
        {
            return;
        }
        let now = self.now();
        let saved = person.submit().await;
        let is_accepted = saved.is_ok_and(|it| it.is_accepted());
        // Whoever moves takes the date along: a day less is certain in any zone.
        let back = first_day_back - 1.day();
        let back = zone.to_zoned(back.at(0, 0, 0, 0)).ok();
        let certain = back.map(|it| it.timestamp()).filter(|_| is_accepted);
        self.ledger.pauses(who, now, certain);
        self.close(who).await;
    }

    pub(super) async fn look_home(&self, who: &'static str) {
        // What stands there is looked at with everything that the bot says.
        drop(self.world.person(who).open_home().await);
    }

    pub(super) async fn command(&self, who: &'static str, text: &str) {
        drop(self.world.person(who).slash("/leadloop", text).await);
    }

    pub(super) async fn pause_loop(&mut self, is_paused: bool) {
        let karin = self.world.person(KARIN);
        drop(karin.open_home().await);
        self.world.settle().await;
        let button = if is_paused { "Pause" } else { "Go on" };
        let now = self.now();
        if is_paused {
            if karin.choose_overflow_in_home(button).await.is_ok() {
                self.ledger.pauses_loop(now);
            }
        } else {
            self.ledger.resumes_loop(now);
            drop(karin.choose_overflow_in_home(button).await);
        }
    }

    pub(super) async fn owner_answers(&mut self, line: u32) {
        self.close(MARIEKE).await;
        let buttons = ["Answer in one line", "Change the answer"];
        let Some((numbers, button)) = self.newest(MARIEKE, |it| buttons.contains(&it)) else {
            return;
        };
        let marieke = self.world.person(MARIEKE);
        let line = format!("Change {line}");
        if marieke.press(&numbers, &button).await.is_ok()
            && marieke
                .type_text("What will you change?", &line)
                .await
                .is_ok()
        {
            drop(marieke.submit().await);
        }
        self.close(MARIEKE).await;
    }

    /// Karin looks whether what may not have arrived is there, and says so; what is not there she has sent again.
    pub(super) async fn mend(&mut self) {
        for _ in 0..MENDED_MAX {
            let karin = self.world.person(KARIN);
            self.close(KARIN).await;
            if karin.open_home().await.is_err() {
                return;
            }
            self.world.settle().await;
            let Some(home) = karin.home() else { return };
            let Some(post) = value_of(&home.blocks, "Send again") else {
                return;
            };
            let may_have_arrived = value_of(&home.blocks, "It arrived").as_ref() == Some(&post);
            let has_arrived = self.has_arrived(&post).await;
            let button = match may_have_arrived && has_arrived {
                true => "It arrived",
                false => "Send again",
            };
            if karin.press_in_home(button).await.is_err() {
                return;
            }
            self.close(KARIN).await;
            self.world.a_minute().await;
        }
    }
    /// Whether somebody who looks sees this post in Slack. What stands under a digest does not say which post it is,
    /// and there is nothing else under it.
    async fn has_arrived(&mut self, post: &str) -> bool {
        let observed = Observed::now(&self.world, &mut self.database).await;
        let message_of = |post: &str| observed.messages.iter().find(|it| it.post() == Some(post));
        let row = observed.posts.get(post);
        let Some(details) = row.filter(|it| it.kind() == "digest_details") else {
            return message_of(post).is_some();
        };
        let is_its_digest = |it: &&PostRow| {
            it.kind() == "digest"
                && it.field("round_id") == details.field("round_id")
                && it.post["team_lead"] == details.post["team_lead"]
        };
        let digest = observed.posts.values().find(is_its_digest);
        let Some(digest) = digest.and_then(|it| message_of(&it.id)) else {
            return false;
        };
        let thread = Some(&digest.message.ts);
        let mut replies = observed.messages.iter().filter(|it| it.is_reply());
        replies.any(|it| it.place == digest.place && it.message.thread_ts.as_ref() == thread)
    }
}

/// What the rating window on the screen is about: its blocks' ids say so.
fn slot_of(who: &'static str, view: &View) -> Option<Slot> {
    view.blocks.iter().find_map(|block| {
        let id = block["block_id"].as_str()?;
        let (_, place) = id.split_once(':')?;
        let (ask, lead) = place.split_once(':')?;
        lead.starts_with("lead-").then(|| Slot {
            who,
            ask: ask.to_owned(),
            lead: lead.to_owned(),
        })
    })
}

fn firm_of(lead: &str) -> String {
    let number = lead.trim_start_matches("lead-").trim_start_matches('0');
    format!("Firm {number}")
}

/// The value of the first button of this label.
fn value_of(blocks: &[Value], label: &str) -> Option<String> {
    elements(blocks)
        .into_iter()
        .find(|it| it["type"] == "button" && it["text"]["text"] == *label)
        .and_then(|it| it["value"].as_str().map(str::to_owned))
}

/// The options of the first menu that is called so.
fn options_of(blocks: &[Value], label: &str) -> Vec<String> {
    let all = elements(blocks);
    let menu = all.iter().find(|it| it["placeholder"]["text"] == *label);
    let options = menu.and_then(|it| it["options"].as_array());
    let text = |it: &Value| it["text"]["text"].as_str().map(str::to_owned);
    options.into_iter().flatten().filter_map(text).collect()
}

fn elements(blocks: &[Value]) -> Vec<&Value> {
    let mut all = Vec::new();
    for block in blocks {
        all.extend([&block["accessory"], &block["element"]]);
        all.extend(block["elements"].as_array().into_iter().flatten());
    }
    all
}
