//! What a round found of a campaign, in the thread of its briefing: counts, expected against found, why
//! leads were rejected, what waits, what sales wrote; and what marketing changes. No rep is named.

use jiff::civil::Date;
use serde_json::Value;

use super::digest::Charts;
use super::digest_sections::listed;
use super::figures::{campaign_lines_in_full, reasons};
use super::forecast::{accepted_line, late, warmth_line};
use super::{digest_charts, kit};
use crate::domain::figures::{CampaignFigures, ListedLead, ROWS_MAX};
use crate::domain::ids::{CampaignId, MemberId, RoundId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, pair};
use crate::slack::views::kit::Message;
use crate::texts::{dates, t};

/// What marketing changes, and whether it is done.
#[derive(Debug, Clone)]
pub struct Change {
    /// In marketing's words.
    pub answer: String,
    /// When it was done.
    pub done_on: Option<Date>,
}

impl Change {
    /// "Done on 12 November."; none while it is not.
    pub(super) fn done(&self, language: Language) -> Option<String> {
        let on = self.done_on?;
        let date = dates::day_month(language, on);
        Some(t!(language, "results-done-on", date = date))
    }
}

/// The results of a round in a campaign's thread.
#[derive(Debug, Clone)]
pub struct CampaignResults<'a> {
    /// The round.
    pub round: RoundId,
    /// Its number.
    pub number: u32,
    /// The loop's name.
    pub loop_name: String,
    /// The campaign.
    pub campaign: CampaignId,
    /// Its figures.
    pub figures: &'a CampaignFigures,
    /// Its leads one by one, in a loop that has too few reps for statistics.
    pub list: Option<Vec<ListedLead>>,
    /// Who is asked what they will change.
    pub owner: Option<MemberId>,
    /// What they answered.
    pub change: Option<Change>,
    /// An answer is still taken.
    pub takes_answer: bool,
    /// Native charts, or text.
    pub charts: Charts,
}

impl CampaignResults<'_> {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let heading = t!(
            language,
            "owner-heading",
            campaign = self.figures.name.as_str(),
            loop_name = self.loop_name.as_str(),
            number = self.number
        );
        let mut text = vec![heading.clone()];
        let mut blocks = vec![kit::header(&heading)];
        if let Some(list) = &self.list {
            self.listed(list, language, &mut text, &mut blocks);
        } else if self.figures.can_be_shown() {
            self.found(language, &mut text, &mut blocks);
        } else {
            let rated = self.figures.verdicts.rated();
            section(
                t!(language, "owner-too-few", count = rated),
                &mut text,
                &mut blocks,
            );
        }
        self.waiting(language, &mut text, &mut blocks);
        self.change(language, &mut text, &mut blocks);
        Message::new(&text.join("\n"), blocks)
    }

    fn found(&self, language: Language, text: &mut Vec<String>, blocks: &mut Vec<Value>) {
        let figures = self.figures;
        let mut lines = campaign_lines_in_full(language, figures);
        lines.extend(accepted_line(language, figures));
        let warmth = warmth_line(language, figures);
        let chart = match self.charts {
            Charts::Native => digest_charts::warmth(language, figures),
            Charts::Plain => None,
        };
        lines.extend(warmth.map(|warmth| t!(language, "owner-warmth", warmth = warmth)));
        section(lines.join("\n"), text, blocks);
        blocks.extend(chart);
        if !figures.reasons.is_empty() {
            let why = t!(
                language,
                "digest-why-rejected",
                count = figures.verdicts.rejected
            );
            let reasons = reasons(language, &figures.reasons);
            text.push(format!("{why} {reasons}"));
            blocks.push(kit::lead_in(&why, &reasons));
        }
        self.comments(language, text, blocks);
    }

    /// Under four reps, as in the digest: what became of each lead, instead of statistics.
    fn listed(
        &self,
        list: &[ListedLead],
        language: Language,
        text: &mut Vec<String>,
        blocks: &mut Vec<Value>,
    ) {
        let leads = list.iter().take(ROWS_MAX);
        let lines: Vec<String> = leads.map(|lead| listed(language, lead)).collect();
        if !lines.is_empty() {
            text.extend(lines.iter().cloned());
            let lines = lines.iter().map(|line| kit::line(vec![kit::run(line)]));
            blocks.push(kit::rich(vec![kit::bullets(lines.collect())]));
        }
        let more = list.len().saturating_sub(ROWS_MAX);
        if more > 0 {
            section(
                t!(language, "digest-more-leads", count = more),
                text,
                blocks,
            );
        }
        if self.figures.can_be_shown() {
            self.comments(language, text, blocks);
        }
    }

    fn comments(&self, language: Language, text: &mut Vec<String>, blocks: &mut Vec<Value>) {
        let figures = self.figures;
        if !figures.comments.is_empty() {
            let quotes: Vec<String> = figures
                .comments
                .iter()
                .map(|comment| t!(language, "quote", text = comment.as_str()))
                .collect();
            text.extend(quotes.iter().cloned());
            let quotes = quotes.iter().map(|quote| kit::line(vec![kit::run(quote)]));
            blocks.push(kit::rich(vec![kit::bullets(quotes.collect())]));
        }
    }

    /// First contacts that wait too long, and a briefing that came late.
    fn waiting(&self, language: Language, text: &mut Vec<String>, blocks: &mut Vec<Value>) {
        let count = self.figures.waiting_too_long;
        let waiting = (count > 0).then(|| t!(language, "results-waiting", count = count));
        let lines: Vec<String> = waiting
            .into_iter()
            .chain(late(language, self.figures))
            .collect();
        if !lines.is_empty() {
            section(lines.join("\n"), text, blocks);
        }
    }

    fn change(&self, language: Language, text: &mut Vec<String>, blocks: &mut Vec<Value>) {
        let question = t!(language, "results-question");
        match (&self.change, &self.owner) {
            (Some(change), _) => {
                let answer = with_done(language, change);
                let lead_in = t!(language, "results-change");
                text.push(format!("{lead_in} {answer}"));
                blocks.push(kit::lead_in(&lead_in, &answer));
            }
            (None, Some(owner)) if self.takes_answer => {
                let line = vec![kit::mention(owner), kit::run(&format!(" {question}"))];
                blocks.push(kit::rich(vec![kit::line(line)]));
                text.push(question);
            }
            (None, None) if self.takes_answer => section(question, text, blocks),
            (None, _) => {}
        }
        let buttons = change_buttons(
            language,
            &pair(&self.round, &self.campaign),
            self.change.as_ref(),
            self.takes_answer,
        );
        if !buttons.is_empty() {
            blocks.push(kit::actions(buttons));
        }
    }
}

/// What is changed, and that it is done.
pub(super) fn with_done(language: Language, change: &Change) -> String {
    match change.done(language) {
        Some(done) => t!(
            language,
            "results-change-done",
            answer = change.answer.as_str(),
            done = done
        ),
        None => change.answer.clone(),
    }
}

/// The owner's buttons: to answer while an answer is taken, and to say that it is done while it is not.
pub(super) fn change_buttons(
    language: Language,
    value: &str,
    change: Option<&Change>,
    takes_answer: bool,
) -> Vec<Value> {
    let mut buttons = Vec::new();
    match change {
        None if takes_answer => {
            let label = t!(language, "owner-answer");
            buttons.push(kit::primary(&label, ActionId::AnswerFigures, value));
        }
        Some(_) if takes_answer => {
            let label = t!(language, "owner-change-answer");
            buttons.push(kit::button(&label, ActionId::AnswerFigures, value));
        }
        _ => {}
    }
    if change.is_some_and(|it| it.done_on.is_none()) {
        let label = t!(language, "results-mark-done");
        buttons.push(kit::button(&label, ActionId::AnswerDone, value));
    }
    buttons
}

fn section(paragraph: String, text: &mut Vec<String>, blocks: &mut Vec<Value>) {
    blocks.push(kit::section(&paragraph));
    text.push(paragraph);
}
