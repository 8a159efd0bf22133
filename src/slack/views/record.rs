//! The done record: the ask, edited in place, says what was answered and lets it be changed.

use jiff::civil::Date;

use super::digest::headline_sentence;
use super::figures::{axis, before, campaign_name};
use super::kit::{self, Choice, Message};
use super::words;
use crate::domain::figures::RoundFigures;
use crate::domain::figures_headline::{HeadlineFact, headline};
use crate::domain::ids::{AskId, LeadId};
use crate::domain::language::Language;
use crate::domain::rating::{Axis, Judged, Judgement, Verdict};
use crate::slack::ids::{ActionId, pair};
use crate::texts::{dates, t};

/// Answers of marketing that a record repeats.
const ANSWERS_MAX: usize = 2;

/// What became of a lead of the ask.
#[derive(Debug, Clone)]
pub enum RecordedOutcome {
    /// Rated.
    Rated(Judged),
    /// Passed on; to whom, if to a colleague.
    PassedOn(Option<String>),
    /// Taken out of the ask meanwhile.
    Withdrawn,
    /// Not answered; it comes back, and while answers are taken it can be rated late.
    Open,
}

/// One line of the record.
#[derive(Debug, Clone)]
pub struct RecordedLead {
    /// The lead.
    pub lead: LeadId,
    /// What it is called: the company, with the person where another lead of the record has the same.
    pub title: String,
    /// What became of it.
    pub outcome: RecordedOutcome,
    /// It comes back next round.
    pub comes_back: bool,
}

/// What the digest added, without a ping.
#[derive(Debug, Clone)]
pub struct ThisRound {
    /// Leads rated in the round.
    pub rated: u32,
    /// People who rated.
    pub people: u32,
    /// What the digest says to reps, sentence by sentence.
    pub sentences: Vec<String>,
}

/// The record of an ask.
#[derive(Debug, Clone)]
pub struct Record {
    /// The ask.
    pub ask: AskId,
    /// The date of the last answer, in the rep's zone.
    pub answered_on: Date,
    /// Its leads, in the order of the window.
    pub leads: Vec<RecordedLead>,
    /// The date of the digest that takes changes; none once it is out.
    pub digest_on: Option<Date>,
    /// After publishing.
    pub this_round: Option<ThisRound>,
    /// Answers can be changed: until the rep's next ask.
    pub can_change: bool,
}

impl ThisRound {
    /// What a published round says to those who rated in it: its changes with their counts, what it draws, and
    /// marketing's answers. Who waits for a contact is for team leads, so it is not repeated here.
    #[must_use]
    pub fn of(language: Language, figures: &RoundFigures) -> Self {
        let changes = headline(figures)
            .into_iter()
            .filter_map(|fact| change(language, figures, &fact));
        let answers = figures.campaigns.iter().filter_map(|row| {
            let answer = row.owner_answer.as_deref()?;
            Some(t!(
                language,
                "digest-owner-answer",
                campaign = campaign_name(language, row),
                answer = answer
            ))
        });
        Self {
            rated: figures.verdicts.rated(),
            people: figures.reps_answered,
            sentences: changes.chain(answers.take(ANSWERS_MAX)).collect(),
        }
    }
}

fn change(language: Language, figures: &RoundFigures, fact: &HeadlineFact) -> Option<String> {
    let (key, name) = match fact {
        HeadlineFact::CampaignFitsBetter { name } => ("record-fits-better", name),
        HeadlineFact::CampaignFitsWorse { name } => ("record-fits-worse", name),
        HeadlineFact::DrawsReason { .. } => return Some(headline_sentence(language, fact)),
        HeadlineFact::WaitForContact { .. }
        | HeadlineFact::ExtraRound
        | HeadlineFact::FirstRound
        | HeadlineFact::NothingNew => return None,
    };
    let row = figures.campaigns.iter().find(|row| row.name == *name)?;
    Some(t!(
        language,
        key,
        name = name.as_str(),
        of = axis(language, row, Axis::Relevance),
        before = before(language, row)
    ))
}

impl RecordedLead {
    pub(super) fn line(&self, language: Language) -> String {
        let lead = self.title.as_str();
        match &self.outcome {
            RecordedOutcome::PassedOn(Some(to)) => {
                t!(
                    language,
                    "record-passed-to",
                    lead = lead,
                    name = to.as_str()
                )
            }
            RecordedOutcome::PassedOn(None) => t!(language, "record-passed-on", lead = lead),
            RecordedOutcome::Withdrawn => t!(language, "record-withdrawn", lead = lead),
            RecordedOutcome::Open => {
                let line = t!(language, "record-open", lead = lead);
                if self.comes_back {
                    t!(language, "record-comes-back", line = line)
                } else {
                    line
                }
            }
            RecordedOutcome::Rated(judged) => self.rated(language, lead, judged),
        }
    }

    fn rated(&self, language: Language, lead: &str, judged: &Judged) -> String {
        let outcome = match (judged.verdict, judged.reason) {
            (Verdict::Rejected, Some(reason)) => t!(
                language,
                "record-rejected",
                reason = words::reason(language, reason)
            ),
            (verdict, _) if judged.follow_up.is_contact() => words::verdict(language, verdict),
            (Verdict::Open, _) => t!(language, "record-no-contact"),
            (verdict, _) => t!(
                language,
                "record-verdict-no-contact",
                verdict = words::verdict(language, verdict)
            ),
        };
        let levels: Vec<String> = [
            (Axis::Relevance, judged.relevance),
            (Axis::Timing, judged.timing),
            (Axis::Intent, judged.intent),
        ]
        .into_iter()
        .filter_map(|(axis, judgement): (Axis, Judgement)| {
            let level = judgement.level()?;
            Some(t!(
                language,
                "record-level",
                axis = words::axis(language, axis),
                level = level
            ))
        })
        .collect();
        let mut line = t!(language, "record-line", lead = lead, outcome = outcome);
        if !levels.is_empty() {
            let warmth = words::warmth(language, judged.warmth());
            let levels = levels.join(", ");
            let detail = match warmth {
                Some(warmth) => t!(
                    language,
                    "record-levels-warmth",
                    levels = levels,
                    warmth = warmth
                ),
                None => t!(language, "record-levels", levels = levels),
            };
            line = t!(language, "record-line-detail", line = line, detail = detail);
        }
        if self.comes_back {
            line = t!(language, "record-comes-back", line = line);
        }
        line
    }
}

impl Record {
    /// The message that the ask becomes.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let rated = self
            .leads
            .iter()
            .filter(|lead| matches!(lead.outcome, RecordedOutcome::Rated(_)))
            .count();
        let heading = t!(
            language,
            "record-heading",
            count = rated,
            date = dates::day(language, self.answered_on)
        );
        let mut blocks = vec![kit::rich(vec![kit::line(vec![kit::bold(&heading)])])];
        if !self.leads.is_empty() {
            blocks.push(kit::rich(vec![kit::bullets(
                self.leads
                    .iter()
                    .map(|lead| kit::line(vec![kit::run(&lead.line(language))]))
                    .collect(),
            )]));
        }
        let mut text = heading;
        if let Some(round) = &self.this_round {
            let counts = t!(
                language,
                "record-this-round-counts",
                rated = round.rated,
                people = round.people
            );
            let rest = [vec![counts], round.sentences.clone()].concat().join(" ");
            let lead_in = t!(language, "record-this-round");
            text = t!(
                language,
                "two-sentences",
                first = text,
                second = format!("{lead_in} {rest}")
            );
            blocks.push(kit::lead_in(&lead_in, &rest));
        }
        if self.can_change {
            blocks.push(self.buttons(language));
        }
        if let Some(date) = self.digest_on {
            blocks.push(kit::context(&t!(
                language,
                "record-changes-until",
                date = dates::day_month(language, date)
            )));
        } else if self.can_change {
            blocks.push(kit::context(&t!(language, "record-changes-next")));
        }
        Message::new(&text, blocks)
    }

    fn buttons(&self, language: Language) -> serde_json::Value {
        let with = |wanted: fn(&RecordedOutcome) -> bool| {
            self.leads
                .iter()
                .filter(move |lead| wanted(&lead.outcome))
                .map(|lead| (lead.lead.clone(), lead.title.clone()))
                .collect::<Vec<_>>()
        };
        let rated = with(|outcome| matches!(outcome, RecordedOutcome::Rated(_)));
        let open = with(|outcome| matches!(outcome, RecordedOutcome::Open));
        let mut elements = Vec::new();
        if !open.is_empty() {
            elements.push(kit::primary(
                &t!(language, "ask-rate", count = open.len()),
                ActionId::RateLeads,
                self.ask.as_str(),
            ));
        }
        if !rated.is_empty() {
            elements.push(change_select(language, &self.ask, &rated));
        }
        elements.push(kit::button(
            &t!(language, "record-add-lead"),
            ActionId::AddLead,
            "",
        ));
        kit::actions(elements)
    }
}

/// The list from which an answer is chosen that is to be changed.
pub(super) fn change_select(
    language: Language,
    ask: &AskId,
    leads: &[(LeadId, String)],
) -> serde_json::Value {
    let choices: Vec<Choice> = leads
        .iter()
        .map(|(lead, title)| (pair(ask, lead), title.clone()))
        .collect();
    kit::select(
        ActionId::ChangeAnswer,
        Some(&t!(language, "record-change")),
        &choices,
        None,
    )
}
