//! What a team lead sees before a loop is saved: dates in words, who is asked, who is not and why.

use jiff::Zoned;
use jiff::civil::Date;
use serde_json::Value;

use super::kit::{self, Modal};
use crate::domain::feedback_loop::Cadence;
use crate::domain::holidays::Country;
use crate::domain::language::Language;
use crate::slack::ids::CallbackId;
use crate::texts::{dates, t};

/// Why somebody will not be asked in the first round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAskedBecause {
    /// They own no lead that counts for the loop.
    NoLeads,
    /// None of their leads is still asked about.
    AllDone,
    /// Their leads stand in an ask that is open.
    InOpenAsk,
    /// Their leads rest: marketing keeps in touch.
    Resting,
    /// None of their leads is ripe by then.
    NoneRipe,
    /// They own one, which waits a round for company.
    OneLead,
    /// They are away; never why.
    Away,
    /// Not known to leadloop yet.
    Unknown,
    /// A guest, a bot, or of another workspace.
    Outsider,
    /// Deactivated in Slack.
    Deactivated,
    /// Another loop asks them on that day.
    OtherLoop,
}

/// The preview.
#[derive(Debug, Clone)]
pub struct SetUpPreview {
    /// One opaque id: the kept draft.
    pub metadata: String,
    /// The loop's name.
    pub name: String,
    /// How often.
    pub cadence: Cadence,
    /// The next three rounds, in the home zone at the loop's time.
    pub next: Vec<Zoned>,
    /// Until when the first can be answered.
    pub first_deadline: Date,
    /// When the first digest goes out.
    pub first_digest: Zoned,
    /// Who will be asked about how many leads.
    pub asked: Vec<(String, u32)>,
    /// Who will not, and why.
    pub not_asked: Vec<(String, NotAskedBecause)>,
    /// Leads without an owner in the loop.
    pub without_owner: u32,
    /// Whose public holidays are free.
    pub country: Option<Country>,
}

/// People listed by name before "n more".
const PEOPLE_MAX: usize = 50;

impl SetUpPreview {
    /// A date of the loop. On a public holiday people are asked when they are back.
    fn round(&self, language: Language, moment: &Zoned) -> String {
        let shown = dates::moment(language, moment);
        let is_holiday = |country: Country| country.is_holiday(moment.date());
        if self.country.is_some_and(is_holiday) {
            t!(language, "preview-on-holiday", moment = shown)
        } else {
            shown
        }
    }

    /// The view that follows the modal.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let next: Vec<Value> = self
            .next
            .iter()
            .map(|moment| kit::line(vec![kit::run(&self.round(language, moment))]))
            .collect();
        let mut blocks = vec![
            kit::header(&self.name),
            kit::section(&t!(
                language,
                "preview-rhythm",
                cadence = dates::cadence(language, self.cadence),
                deadline = dates::day(language, self.first_deadline),
                digest = dates::moment(language, &self.first_digest)
            )),
            kit::rich(vec![
                kit::line(vec![kit::bold(&t!(language, "preview-next"))]),
                kit::bullets(next),
            ]),
        ];
        let leads: u32 = self.asked.iter().map(|(_, count)| count).sum();
        let asked: Vec<String> = self
            .asked
            .iter()
            .map(|(name, count)| {
                t!(
                    language,
                    "preview-asked-line",
                    name = name.as_str(),
                    count = *count
                )
            })
            .collect();
        let heading = t!(
            language,
            "preview-asked",
            people = self.asked.len(),
            leads = leads
        );
        blocks.push(people(language, &heading, &asked));
        if !self.not_asked.is_empty() {
            let lines: Vec<String> = self
                .not_asked
                .iter()
                .map(|(name, why)| {
                    let key = match why {
                        NotAskedBecause::NoLeads => "preview-why-no-leads",
                        NotAskedBecause::AllDone => "preview-why-all-done",
                        NotAskedBecause::InOpenAsk => "preview-why-open-ask",
                        NotAskedBecause::Resting => "preview-why-resting",
                        NotAskedBecause::NoneRipe => "preview-why-none-ripe",
                        NotAskedBecause::OneLead => "preview-why-one-lead",
                        NotAskedBecause::Away => "preview-why-away",
                        NotAskedBecause::Unknown => "preview-why-unknown",
                        NotAskedBecause::Outsider => "preview-why-outsider",
                        NotAskedBecause::Deactivated => "preview-why-deactivated",
                        NotAskedBecause::OtherLoop => "preview-why-other-loop",
                    };
                    t!(
                        language,
                        "preview-not-asked-line",
                        name = name.as_str(),
                        why = t!(language, key)
                    )
                })
                .collect();
            blocks.push(people(language, &t!(language, "preview-not-asked"), &lines));
        }
        if self.without_owner > 0 {
            blocks.push(kit::context(&t!(
                language,
                "preview-without-owner",
                count = self.without_owner
            )));
        }
        blocks.push(kit::context(&t!(language, "preview-nothing-sent")));
        Modal {
            callback: CallbackId::SetUpPreview,
            metadata: self.metadata.clone(),
            title: t!(language, "preview-title"),
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-back"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }
}

fn people(language: Language, heading: &str, lines: &[String]) -> Value {
    let mut shown: Vec<String> = lines
        .iter()
        .take(PEOPLE_MAX)
        .map(|line| kit::cut(line, 200))
        .collect();
    let more = lines.len().saturating_sub(PEOPLE_MAX);
    if more > 0 {
        shown.push(t!(language, "digest-more-leads", count = more));
    }
    let mut elements = vec![kit::line(vec![kit::bold(heading)])];
    if !shown.is_empty() {
        let lines = shown.iter().map(|line| kit::line(vec![kit::run(line)]));
        elements.push(kit::bullets(lines.collect()));
    }
    kit::rich(elements)
}
