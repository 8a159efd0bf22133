//! What a campaign's owner hears when a round closes, before anybody else, and the one line they may answer.

use jiff::Zoned;
use serde_json::Value;

use super::figures::{campaign_lines, reasons, warmth};
use super::kit::{self, Message, Modal, State};
use super::ratings::RatingsPage;
use crate::domain::figures::{ANSWER_MAX, CampaignFigures};
use crate::domain::ids::{CampaignId, RoundId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId, pair};
use crate::texts::{dates, t};

const ANSWER: &str = "answer";

/// A campaign's numbers, to its owner.
#[derive(Debug, Clone)]
pub struct OwnerNumbers<'a> {
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
    /// The owner may read the ratings with names.
    pub may_see_names: bool,
    /// When the digest goes out, in the owner's zone.
    pub digest_at: Zoned,
    /// The line they answered already; the button then changes it.
    pub answer: Option<String>,
}

impl OwnerNumbers<'_> {
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
        let rated = self.figures.verdicts.rated();
        let may_show = self.figures.can_be_shown();
        let lines = if may_show {
            let mut lines = campaign_lines(language, self.figures);
            lines.extend(
                warmth(language, self.figures)
                    .map(|warmth| t!(language, "owner-warmth", warmth = warmth)),
            );
            lines
        } else {
            vec![t!(language, "owner-too-few", count = rated)]
        };
        let mut blocks = vec![kit::header(&heading), kit::section(&lines.join("\n"))];
        if may_show && !self.figures.reasons.is_empty() {
            blocks.push(kit::lead_in(
                &t!(
                    language,
                    "digest-why-rejected",
                    count = self.figures.verdicts.rejected
                ),
                &reasons(language, &self.figures.reasons),
            ));
        }
        if may_show && !self.figures.comments.is_empty() {
            let quotes = self.figures.comments.iter().map(|comment| {
                kit::line(vec![kit::run(&t!(
                    language,
                    "quote",
                    text = comment.as_str()
                ))])
            });
            blocks.push(kit::rich(vec![kit::bullets(quotes.collect())]));
        }
        let question = t!(
            language,
            "owner-question",
            at = dates::moment(language, &self.digest_at)
        );
        let button = match &self.answer {
            None => t!(language, "owner-answer"),
            Some(_) => t!(language, "owner-change-answer"),
        };
        if let Some(answer) = &self.answer {
            blocks.push(kit::lead_in(&t!(language, "owner-your-answer"), answer));
        }
        blocks.push(kit::section(&question));
        let mut buttons = vec![kit::primary(
            &button,
            ActionId::AnswerFigures,
            &pair(&self.round, &self.campaign),
        )];
        if self.may_see_names {
            let campaign = Some(&self.campaign);
            buttons.push(RatingsPage::button(&self.round, campaign, language));
        }
        blocks.push(kit::actions(buttons));
        let answered = self.answer.as_ref().map(|answer| {
            let lead_in = t!(language, "owner-your-answer");
            format!("{lead_in} {answer}")
        });
        let text = [
            vec![heading],
            lines,
            Vec::from_iter(answered),
            vec![question],
        ];
        let text = text.concat().join("\n");
        Message::new(&text, blocks)
    }
}

/// The modal for the one line.
#[derive(Debug, Clone)]
pub struct OwnerAnswerView {
    /// One opaque id: the round and the campaign.
    pub metadata: String,
    /// The campaign's name.
    pub campaign: String,
    /// The line so far.
    pub answer: Option<String>,
}

impl OwnerAnswerView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        Modal {
            callback: CallbackId::OwnerAnswer,
            metadata: self.metadata.clone(),
            title: t!(language, "owner-modal-title"),
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![
                kit::header(&self.campaign),
                kit::hinted(
                    kit::input(
                        ANSWER,
                        &t!(language, "owner-modal-question"),
                        kit::text_input(ANSWER_MAX, false, self.answer.as_deref()),
                    ),
                    &t!(language, "owner-modal-hint"),
                ),
            ],
        }
        .json()
    }
}

/// Reads `view.state.values`: the line; none when it is empty.
#[must_use]
pub fn parse(values: &Value) -> Option<String> {
    State(values)
        .text(ANSWER)
        .map(|text| kit::cut(text, ANSWER_MAX))
}
