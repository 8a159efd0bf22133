//! What a rep sees of themselves: what is open, what they said last, briefings to read, what came of their answers,
//! and whether they are away.

use serde_json::Value;

use super::first::First;
use super::{AwayNow, HeardAnswer, HomeRep, LastAnswers, UnreadBriefing};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::slack::views::kit::{self, Modal};
use crate::slack::views::pages;
use crate::slack::views::record::{self, RecordedLead, RecordedOutcome};
use crate::slack::views::settings::working_days;
use crate::texts::{dates, estimate, t};

/// Answers that are repeated; all of them can be changed.
const ANSWERS_MAX: usize = 5;
/// Unread briefings on the Home tab.
const UNREAD_MAX: usize = 3;
/// Answers of marketing.
const HEARD_MAX: usize = 3;
/// Briefings on a page of the window.
const PAGE: usize = 40;

pub(super) fn blocks(language: Language, rep: &HomeRep, first: &mut First) -> Vec<Value> {
    let mut blocks = vec![kit::header(&t!(language, "home-your-leads"))];
    blocks.push(match (&rep.open, rep.next_round) {
        (Some(open), _) => kit::section_with(
            &if open.is_late {
                t!(
                    language,
                    "home-open-late",
                    count = open.open,
                    estimate = estimate(language, open.open)
                )
            } else {
                t!(
                    language,
                    "home-open-ask",
                    count = open.open,
                    until = dates::moment(language, &open.deadline),
                    estimate = estimate(language, open.open)
                )
            },
            first.button(
                &t!(language, "ask-rate", count = open.open),
                ActionId::RateLeads,
                open.ask.as_str(),
            ),
        ),
        (None, Some(next)) => kit::section(&t!(
            language,
            "home-nothing-open-next",
            date = dates::day(language, next)
        )),
        (None, None) => kit::section(&t!(language, "home-nothing-open")),
    });
    blocks.extend(unread(language, rep, first));
    blocks.extend(rep.last.as_ref().map(|it| last(language, it)));
    blocks.extend(heard(language, &rep.heard));
    blocks.push(availability(language, rep));
    if rep.asks_less_often {
        blocks.push(kit::context(&t!(language, "home-less-often")));
    }
    blocks
}

/// Whether they are away, and the button that changes it; else the days they work.
fn availability(language: Language, rep: &HomeRep) -> Value {
    let (text, button, action) = match rep.away {
        Some(AwayNow::Paused(date)) => (
            t!(language, "home-paused", date = dates::day(language, date)),
            "home-end-pause",
            ActionId::EndPause,
        ),
        Some(AwayNow::Status(Some(date))) => (
            t!(
                language,
                "home-away-until",
                date = dates::day(language, date)
            ),
            "home-ask-all-the-same",
            ActionId::EndPause,
        ),
        Some(AwayNow::Status(None)) => (
            t!(language, "home-away"),
            "home-ask-all-the-same",
            ActionId::EndPause,
        ),
        None => (
            t!(
                language,
                "home-working-days",
                days = working_days(language, rep.working_days)
            ),
            "home-pause",
            ActionId::OpenPause,
        ),
    };
    kit::section_with(&text, kit::button(&t!(language, button), action, ""))
}

/// What they said last, with the list that changes an answer.
fn last(language: Language, it: &LastAnswers) -> Value {
    let mut lines = vec![t!(
        language,
        "home-answers",
        date = dates::day(language, it.on)
    )];
    lines.extend(
        it.answers
            .iter()
            .take(ANSWERS_MAX)
            .map(|(lead, title, judged)| {
                let said = RecordedLead {
                    lead: lead.clone(),
                    title: title.clone(),
                    outcome: RecordedOutcome::Rated(judged.clone()),
                    comes_back: false,
                };
                said.line(language)
            }),
    );
    if let more @ 1.. = it.answers.len().saturating_sub(ANSWERS_MAX) {
        lines.push(t!(language, "digest-more-leads", count = more));
    }
    let text = lines.join("\n");
    if !it.can_change {
        return kit::section(&text);
    }
    let leads: Vec<_> = it
        .answers
        .iter()
        .map(|(lead, title, _)| (lead.clone(), title.clone()))
        .collect();
    kit::section_with(&text, record::change_select(language, &it.ask, &leads))
}

fn unread(language: Language, rep: &HomeRep, first: &mut First) -> Vec<Value> {
    if rep.unread.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![kit::context(&t!(language, "home-unread-title"))];
    let rows = rep.unread.iter().take(UNREAD_MAX);
    blocks.extend(rows.map(|it| {
        let button = first.button(
            &t!(language, "home-read-it"),
            ActionId::SeeBriefing,
            it.campaign.as_str(),
        );
        kit::section_with(&it.text(language), button)
    }));
    if rep.more_unread > 0 {
        blocks.push(kit::actions(vec![kit::button(
            &t!(language, "home-unread-all", count = rep.more_unread),
            ActionId::SeeUnread,
            "",
        )]));
    }
    blocks
}

fn heard(language: Language, answers: &[HeardAnswer]) -> Option<Value> {
    let mut lines = vec![t!(language, "home-heard-title")];
    lines.extend(answers.iter().take(HEARD_MAX).map(|it| {
        let owner = it
            .owner
            .clone()
            .unwrap_or_else(|| t!(language, "ask-outcome-marketing"));
        let (campaign, answer) = (it.campaign.as_str(), it.answer.as_str());
        match it.done_on {
            Some(date) => t!(
                language,
                "home-heard-done",
                campaign = campaign,
                owner = owner,
                answer = answer,
                date = dates::day_month(language, date)
            ),
            None => t!(
                language,
                "home-heard",
                campaign = campaign,
                owner = owner,
                answer = answer
            ),
        }
    }));
    (!answers.is_empty()).then(|| kit::section(&lines.join("\n")))
}

impl UnreadBriefing {
    fn text(&self, language: Language) -> String {
        t!(
            language,
            "home-unread",
            campaign = self.name.as_str(),
            goal = self.goal.as_str()
        )
    }
}

/// All briefings that a rep has not read, in a window, a page at a time.
#[derive(Debug, Clone)]
pub struct UnreadList {
    /// All of them, the latest first.
    pub briefings: Vec<UnreadBriefing>,
    /// Which page, from 0 on.
    pub page: usize,
}

impl UnreadList {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let before = self.page.saturating_mul(PAGE);
        let rows = self.briefings.iter().skip(before).take(PAGE);
        let mut blocks: Vec<Value> = rows
            .map(|it| {
                let text = t!(language, "home-read-it");
                let button = kit::button(&text, ActionId::SeeBriefing, it.campaign.as_str());
                kit::section_with(&it.text(language), button)
            })
            .collect();
        if blocks.is_empty() {
            blocks.push(kit::section(&t!(language, "unread-none")));
        }
        let more = self.briefings.len().saturating_sub(before + PAGE);
        blocks.extend(pages::turn(
            language,
            ActionId::SeeUnread,
            self.page,
            more,
            |page| pages::page_value("", page),
        ));
        Modal {
            callback: CallbackId::Lists,
            metadata: String::new(),
            title: t!(language, "unread-title"),
            submit: None,
            close: t!(language, "button-close"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }
}
