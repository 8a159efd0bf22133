//! A briefing as it stands in its channel: one screen, the rest in its thread.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::briefing_words::{first_contact, where_it_runs};
use super::kit::{self, Message};
use crate::domain::briefing::BriefingContent;
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::slack::ids::ActionId;
use crate::texts::{commas, dates, t};

/// Longest text of one of the fields that stand side by side.
const FIELD_MAX: usize = 2_000;

/// How many of those who count have read it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadCount {
    /// Those who have.
    pub read: usize,
    /// Those who count.
    pub of: usize,
}

/// What colleagues who read the draft brought about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// How many said something.
    pub people: usize,
    /// What was changed because of them, in the owner's words.
    pub changes: Vec<String>,
}

/// A briefing as it is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingPost {
    /// The campaign.
    pub campaign: CampaignId,
    /// The campaign's name.
    pub name: String,
    /// Its owner's name.
    pub by: Option<String>,
    /// What it says.
    pub content: BriefingContent,
    /// Who has read it; nobody counts before it is posted.
    pub read: ReadCount,
    /// What the colleagues who saw the draft brought about.
    pub heard: Heard,
    /// Its campaign was closed on this date: nothing is to be done any more.
    pub closed_on: Option<Date>,
}

impl BriefingPost {
    /// The message as it stands in its channel.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        Message::new(&self.lines(language).join("\n"), self.blocks(language))
    }

    /// As it is posted, with its buttons.
    #[must_use]
    pub fn blocks(&self, language: Language) -> Vec<Value> {
        let mut blocks = self.body(language);
        if self.closed_on.is_none() {
            blocks.push(kit::actions(self.buttons(language)));
        }
        blocks.extend(self.footer(language).map(|it| kit::context(&it)));
        blocks
    }

    /// The same without buttons: what its writer sees before it is posted.
    #[must_use]
    pub fn preview(&self, language: Language) -> Vec<Value> {
        let mut blocks = self.body(language);
        blocks.extend(self.footer(language).map(|it| kit::context(&it)));
        blocks
    }

    /// Its lines without layout: what a lock screen and a screen reader get.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        let pair = |(heading, text): (String, String)| {
            t!(language, "briefing-line", heading = heading, text = text)
        };
        let mut lines = vec![self.heading(language)];
        lines.extend(self.closed(language));
        lines.push(self.small_print(language));
        lines.push(pair(self.goal(language)));
        lines.extend(self.fields(language).into_iter().map(pair));
        lines.push(pair(self.request(language)));
        lines.extend(self.footer(language));
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn body(&self, language: Language) -> Vec<Value> {
        let mut blocks = vec![kit::header(&self.heading(language))];
        blocks.extend(self.closed(language).map(|it| kit::section(&it)));
        let small_print = self.small_print(language);
        if !small_print.is_empty() {
            blocks.push(kit::context(&small_print));
        }
        let (heading, goal) = self.goal(language);
        blocks.push(kit::lead_in(&heading, &goal));
        let fields = self.fields(language).into_iter().map(|(heading, text)| {
            let text = t!(language, "briefing-field", heading = heading, text = text);
            kit::plain(&text, FIELD_MAX)
        });
        blocks.push(json!({"type": "section", "fields": fields.collect::<Vec<_>>()}));
        let (heading, request) = self.request(language);
        blocks.push(kit::lead_in(&heading, &request));
        blocks
    }

    fn heading(&self, language: Language) -> String {
        match self.closed_on {
            None => self.name.clone(),
            Some(_) => t!(
                language,
                "briefing-closed-heading",
                name = self.name.as_str()
            ),
        }
    }

    fn closed(&self, language: Language) -> Option<String> {
        let on = dates::day(language, self.closed_on?);
        Some(t!(language, "briefing-closed", date = on))
    }

    /// Who, where, from when, until when.
    fn small_print(&self, language: Language) -> String {
        let by = self.by.as_deref();
        let by = by.map(|name| t!(language, "briefing-by", name = name));
        let places = where_it_runs(language, &self.content);
        let places = (!places.is_empty()).then_some(places);
        let first = self.content.starts_on.map(|it| dates::day(language, it));
        let first = first.map(|date| t!(language, "briefing-first-leads", date = date));
        let last = self.content.ends_on.map(|it| dates::day(language, it));
        let last = last.map(|date| t!(language, "briefing-until", date = date));
        let parts: Vec<String> = [by, places, first, last].into_iter().flatten().collect();
        parts.join(" · ")
    }

    fn goal(&self, language: Language) -> (String, String) {
        (t!(language, "briefing-goal"), self.content.goal.clone())
    }

    fn fields(&self, language: Language) -> [(String, String); 4] {
        let it = &self.content;
        [
            (t!(language, "briefing-for"), it.for_whom.clone()),
            (t!(language, "briefing-not-for"), it.not_for.clone()),
            (t!(language, "briefing-promise"), it.promise.clone()),
            (t!(language, "briefing-expect"), expect(language, it)),
        ]
    }

    fn request(&self, language: Language) -> (String, String) {
        let contact = first_contact(language, self.content.first_contact_days);
        let opening = self.content.opening.trim();
        let request = if opening.is_empty() {
            contact
        } else {
            let open = t!(language, "briefing-open-with", opening = opening);
            t!(language, "two-sentences", first = contact, second = open)
        };
        (t!(language, "briefing-request"), request)
    }

    fn buttons(&self, language: Language) -> Vec<Value> {
        let button =
            |key: &str, action| kit::button(&t!(language, key), action, self.campaign.as_str());
        let mut buttons = vec![
            button("briefing-read-it", ActionId::BriefingRead),
            button("briefing-question", ActionId::BriefingQuestion),
        ];
        if !self.content.objections.trim().is_empty() || !self.content.links.is_empty() {
            buttons.push(button("briefing-more", ActionId::BriefingMore));
        }
        buttons
    }

    /// Who has read it, and what the colleagues who saw the draft brought about.
    fn footer(&self, language: Language) -> Option<String> {
        let read = (self.read.of > 0).then(|| {
            let (read, of) = (self.read.read, self.read.of);
            t!(language, "briefing-read-by", read = read, of = of)
        });
        let heard = (self.heard.people > 0 && !self.heard.changes.is_empty()).then(|| {
            t!(
                language,
                "briefing-heard",
                people = self.heard.people,
                changes = commas(&self.heard.changes)
            )
        });
        let parts: Vec<String> = [read, heard].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

/// "about 40 leads; of ten: 5 accepted; of ten reached: 2 warm, 5 lukewarm, 3 cold".
fn expect(language: Language, content: &BriefingContent) -> String {
    let leads = content
        .expected_leads
        .map(|count| t!(language, "briefing-expect-leads", count = count));
    let forecast = content.forecast.map(|it| {
        t!(
            language,
            "briefing-expect-forecast",
            accepted = it.accepted_of_ten,
            warm = it.warm_of_ten,
            lukewarm = it.lukewarm_of_ten(),
            cold = it.cold_of_ten
        )
    });
    let parts: Vec<String> = [leads, forecast].into_iter().flatten().collect();
    parts.join("; ")
}
