//! The rating window: one lead, its facts, the questions, and what was chosen when it comes back.
//!
//! Never decides what a rating is: [`Draft::complete`] does. What folds, folds below the answer just given.

use jiff::civil::Date;
use serde_json::Value;

pub use super::briefing::BriefingView;
use super::kit::{self, Choice, Modal};
pub use super::rating_submission::{Chosen, comment_needed, parse};
use super::rating_submission::{SAME, comment_block};
use super::words::{self, LeadTitle};
use crate::domain::ask::AskedForm;
use crate::domain::ids::{AskId, CampaignId, LeadId};
use crate::domain::language::Language;
use crate::domain::lead::LeadFacts;
use crate::domain::rating::{Axis, COMMENT_MAX, Draft, FollowUp, Judgement, Reason, Verdict};
use crate::slack::ids::{ActionId, CallbackId, pair};
use crate::texts::{dates, t};

/// Where in an ask the window stands: decides its title and its buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Lead so and so of so many; the last one's submit says "finish".
    InAsk {
        /// From 1.
        position: usize,
        /// Leads (cards) of the ask.
        total: usize,
        /// No open lead comes after it.
        is_last: bool,
    },
    /// Changing one answer from the record.
    Edit,
}

/// The campaign of the lead, as its card shows it.
#[derive(Debug, Clone)]
pub struct CardCampaign {
    /// Its id, for the briefing button.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Its goal in one line.
    pub goal: Option<String>,
    /// Who it is not for.
    pub not_for: Option<String>,
}

/// A line above everything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// "Saved: Kade 9."
    Saved(LeadTitle),
    /// "One question more.": the fold was lost on the way.
    OneQuestionMore,
    /// The lead was changed elsewhere meanwhile; this is the newer answer.
    Newer,
}

/// One lead's window.
#[derive(Debug, Clone)]
pub struct RatingWindow {
    /// One opaque id.
    pub metadata: String,
    /// The ask; with the lead it makes the blocks' ids.
    pub ask: AskId,
    /// The lead.
    pub lead: LeadId,
    /// Where it stands.
    pub place: Place,
    /// The line above.
    pub note: Option<Note>,
    /// What is known about the lead.
    pub facts: LeadFacts,
    /// The date it came in, in the rep's zone.
    pub came_in: Date,
    /// Today, in the rep's zone.
    pub today: Date,
    /// Its campaign.
    pub campaign: Option<CardCampaign>,
    /// The whole form, or the follow-up question only.
    pub form: AskedForm,
    /// What was chosen so far, or is prefilled.
    pub draft: Draft,
    /// The follow-up in the draft is the import's ("from your CRM").
    pub is_follow_up_from_crm: bool,
    /// The workspace's own line on who its customer is.
    pub ideal_customer: Option<String>,
    /// Other people of the same company on this card, by name.
    pub others: Vec<String>,
    /// "Same for the other two" is ticked.
    pub is_same_for_others: bool,
    /// Campaign owners see the answer with the rep's name.
    pub shows_names: bool,
}

impl RatingWindow {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let (title, submit, close) = match self.place {
            Place::InAsk {
                position,
                total,
                is_last,
            } => (
                t!(language, "rating-title", position = position, total = total),
                if is_last {
                    t!(language, "rating-save-and-finish")
                } else {
                    t!(language, "rating-save-and-next")
                },
                t!(language, "rating-stop"),
            ),
            Place::Edit => (
                t!(language, "rating-edit-title"),
                t!(language, "button-save"),
                t!(language, "button-cancel"),
            ),
        };
        let mut blocks = self.card(language);
        blocks.extend(match self.form {
            AskedForm::Full => self.questions(language),
            AskedForm::FollowUpOnly => vec![self.follow_up(language)],
        });
        blocks.push(kit::context(&if self.shows_names {
            t!(language, "rating-seen-with-name")
        } else {
            t!(language, "rating-seen-by-lead")
        }));
        Modal {
            callback: match self.place {
                Place::InAsk { .. } => CallbackId::Rate,
                Place::Edit => CallbackId::ChangeAnswer,
            },
            metadata: self.metadata.clone(),
            title,
            submit: Some(submit),
            close,
            notify_on_close: true,
            blocks,
        }
        .json()
    }

    fn card(&self, language: Language) -> Vec<Value> {
        let mut blocks = Vec::new();
        if let Some(note) = &self.note {
            blocks.push(kit::context(&match note {
                Note::Saved(title) => t!(language, "rating-saved", lead = title.inside()),
                Note::OneQuestionMore => t!(language, "rating-one-question-more"),
                Note::Newer => t!(language, "rating-newer"),
            }));
        }
        let title = LeadTitle::from(&self.facts);
        blocks.push(kit::header(title.inside()));
        blocks.push(self.who(language, &title));
        blocks.push(kit::section(&kit::cut(&self.what_they_did(language), 200)));
        blocks.push(self.campaign(language));
        if matches!(self.place, Place::InAsk { .. }) {
            let value = pair(&self.ask, &self.lead);
            blocks.push(kit::actions(vec![
                kit::button(
                    &t!(language, "rating-not-mine"),
                    ActionId::NotMyLead,
                    &value,
                ),
                kit::button(&t!(language, "rating-skip"), ActionId::SkipLead, &value),
            ]));
        }
        blocks
    }

    /// Who that was, with the others of the company and the way into the CRM.
    fn who(&self, language: Language, title: &LeadTitle) -> Value {
        let facts = &self.facts;
        let person = match title {
            LeadTitle::Company(_) => facts.person.clone(),
            LeadTitle::Person(_) => None,
        };
        let size = facts.company_size.as_deref().map(|size| {
            if size.chars().any(char::is_alphabetic) {
                size.to_owned()
            } else {
                t!(language, "rating-people", size = size)
            }
        });
        let known: Vec<String> = [person, facts.job_title.clone(), size, facts.place.clone()]
            .into_iter()
            .flatten()
            .filter(|fact| !fact.trim().is_empty())
            .collect();
        let mut text = match known.as_slice() {
            [] => t!(language, "rating-nothing-known"),
            known => t!(language, "rating-who", facts = known.join(", ")),
        };
        if !self.others.is_empty() {
            let others = t!(
                language,
                "rating-others",
                count = self.others.len(),
                company = title.inside(),
                names = self.others.join(", ")
            );
            text = t!(language, "two-sentences", first = text, second = others);
        }
        let button = facts
            .link
            .as_deref()
            .and_then(|url| kit::link_button(&t!(language, "rating-open-in-crm"), url));
        match button {
            Some(button) => kit::section_with(&text, button),
            None => kit::section(&text),
        }
    }

    fn what_they_did(&self, language: Language) -> String {
        let days = self
            .came_in
            .until(self.today)
            .map_or(0, |span| span.get_days())
            .max(0);
        let date = dates::day_month(language, self.came_in);
        let came = match &self.facts.activity {
            Some(activity) if !activity.trim().is_empty() => t!(
                language,
                "rating-activity",
                activity = activity.trim_end_matches('.'),
                date = date,
                days = days
            ),
            _ => t!(language, "rating-came-in", date = date, days = days),
        };
        match &self.facts.message {
            Some(message) if !message.trim().is_empty() => {
                let wrote = t!(language, "rating-wrote", message = message.trim());
                t!(language, "two-sentences", first = came, second = wrote)
            }
            _ => came,
        }
    }

    fn campaign(&self, language: Language) -> Value {
        let Some(campaign) = &self.campaign else {
            return kit::section(&t!(language, "rating-no-campaign"));
        };
        let mut sentences = vec![t!(
            language,
            "rating-campaign",
            name = campaign.name.as_str()
        )];
        if let Some(goal) = &campaign.goal {
            sentences.push(t!(language, "rating-goal", goal = goal.as_str()));
        }
        if let Some(not_for) = &campaign.not_for {
            sentences.push(t!(language, "rating-not-for", not_for = not_for.as_str()));
        }
        if sentences.len() == 1 {
            sentences.push(t!(language, "briefing-none"));
            return kit::section(&sentences.join(" "));
        }
        kit::section_with(
            &sentences.join(" "),
            kit::button(
                &t!(language, "rating-see-briefing"),
                ActionId::SeeBriefing,
                campaign.id.as_str(),
            ),
        )
    }

    /// A block's id: it carries the lead, or Slack would show one lead's choices on the next.
    fn block(&self, name: &str) -> String {
        format!("{name}:{}:{}", self.ask, self.lead)
    }

    fn follow_up(&self, language: Language) -> Value {
        let mut hint = t!(language, "rating-follow-up-hint");
        if self.is_follow_up_from_crm && self.draft.follow_up.is_some() {
            hint = t!(
                language,
                "two-sentences",
                first = t!(language, "rating-from-crm"),
                second = hint
            );
        }
        let element = kit::radio(
            ActionId::PickFollowUp,
            &words::follow_ups(language),
            self.draft.follow_up.map(FollowUp::code),
        );
        let question = kit::input(
            &self.block("follow_up"),
            &t!(language, "rating-follow-up"),
            element,
        );
        kit::hinted(kit::dispatched(question), &hint)
    }

    fn axis(&self, language: Language, axis: Axis) -> Value {
        let (label, chosen) = match axis {
            Axis::Relevance => (t!(language, "rating-relevance"), self.draft.relevance),
            Axis::Timing => (t!(language, "rating-timing"), self.draft.timing),
            Axis::Intent => (t!(language, "rating-intent"), self.draft.intent),
        };
        let element = kit::radio(
            ActionId::Field,
            &words::levels(language, axis),
            chosen.map(Judgement::code),
        );
        kit::input(&self.block(axis.code()), &label, element)
    }

    fn questions(&self, language: Language) -> Vec<Value> {
        let draft = &self.draft;
        let mut relevance = self.axis(language, Axis::Relevance);
        if let Some(line) = &self.ideal_customer {
            let hint = t!(
                language,
                "rating-our-customer",
                line = line.trim_end_matches('.')
            );
            relevance = kit::hinted(relevance, &hint);
        }
        let mut blocks = vec![self.follow_up(language), relevance];
        if draft.shows_timing_and_intent() {
            blocks.push(self.axis(language, Axis::Timing));
            blocks.push(self.axis(language, Axis::Intent));
        }
        blocks.push(kit::dispatched(kit::input(
            &self.block("verdict"),
            &t!(language, "rating-verdict"),
            kit::radio(
                ActionId::PickVerdict,
                &words::verdicts(language),
                draft.verdict.map(Verdict::code),
            ),
        )));
        if !self.others.is_empty() {
            blocks.push(self.same_for_others(language));
        }
        if draft.shows_reason() {
            blocks.push(kit::input(
                &self.block("reason"),
                &t!(language, "rating-reason"),
                kit::radio(
                    ActionId::Field,
                    &words::reasons(language),
                    draft.reason.map(Reason::code),
                ),
            ));
        }
        let comment = kit::with_placeholder(
            kit::text_input(COMMENT_MAX, true, draft.comment.as_deref()),
            &t!(language, "rating-comment-placeholder"),
        );
        blocks.push(kit::optional(kit::input(
            &comment_block(&self.ask, &self.lead),
            &t!(language, "rating-comment"),
            comment,
        )));
        blocks
    }

    fn same_for_others(&self, language: Language) -> Value {
        let text = t!(
            language,
            "rating-same-for-others",
            count = self.others.len()
        );
        let choices: [Choice; 1] = [(SAME.to_owned(), text)];
        let ticked: &[&str] = if self.is_same_for_others {
            &[SAME]
        } else {
            &[]
        };
        kit::optional(kit::input(
            &self.block("others"),
            &t!(language, "rating-others-label"),
            kit::checkboxes(&choices, ticked),
        ))
    }
}

/// The last view, when more leads wait beyond the cap.
#[derive(Debug, Clone)]
pub struct RatingDone {
    /// One opaque id; the button's value too.
    pub metadata: String,
    /// Older leads that wait.
    pub waiting: usize,
    /// How many of them the button offers.
    pub next: usize,
}

impl RatingDone {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        Modal {
            callback: CallbackId::RateDone,
            metadata: self.metadata.clone(),
            title: t!(language, "rating-done-title"),
            submit: None,
            close: t!(language, "button-close"),
            notify_on_close: false,
            blocks: vec![
                kit::section(&t!(language, "rating-done", count = self.waiting)),
                kit::actions(vec![kit::primary(
                    &t!(language, "rating-more", count = self.next),
                    ActionId::RateMore,
                    &self.metadata,
                )]),
            ],
        }
        .json()
    }
}
