//! What a campaign's owner hears when a round closes, before anybody else, and the one line they may answer.

use jiff::Zoned;
use serde_json::{Value, json};

use super::campaign_results::{Change, change_buttons, with_done};
use super::figures::{campaign_lines_in_full, reasons};
use super::forecast::{accepted_line, warmth_line};
use super::kit::{self, Message, Modal, State};
use super::ratings::RatingsPage;
use super::words;
use crate::domain::figures::{ANSWER_MAX, CampaignFigures};
use crate::domain::ids::{CampaignId, LeadId, RoundId};
use crate::domain::language::Language;
use crate::domain::rating::Reason;
use crate::slack::ids::{ActionId, CallbackId, pair};
use crate::texts::{dates, t};

const ANSWER: &str = "answer";
const REASONS: &str = "reasons";
/// Comments stand in several questions: an element takes ten options.
const COMMENTS: &str = "comments";
/// Most options of one element.
const TICKS_MAX: usize = 10;
/// Questions with comments.
const PARTS_MAX: usize = 3;
/// Longest line of an option.
const OPTION_LINE: usize = 75;

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
    /// The digest is out; an answer then goes into the next one.
    pub is_published: bool,
    /// An answer is still taken.
    pub takes_answer: bool,
    /// What they answered already; the button then changes it.
    pub change: Option<Change>,
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
            let mut lines = campaign_lines_in_full(language, self.figures);
            lines.extend(accepted_line(language, self.figures));
            lines.extend(
                warmth_line(language, self.figures)
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
        let answered = self.change.as_ref().map(|change| {
            let lead_in = t!(language, "owner-your-answer");
            (lead_in, with_done(language, change))
        });
        if let Some((lead_in, answer)) = &answered {
            blocks.push(kit::lead_in(lead_in, answer));
        }
        let question = self.question(language);
        blocks.extend(question.as_deref().map(kit::section));
        let mut buttons = change_buttons(
            language,
            &pair(&self.round, &self.campaign),
            self.change.as_ref(),
            self.takes_answer,
        );
        if self.may_see_names {
            let campaign = Some(&self.campaign);
            buttons.push(RatingsPage::button(&self.round, campaign, language));
        }
        if !buttons.is_empty() {
            blocks.push(kit::actions(buttons));
        }
        let answered = answered.map(|(lead_in, answer)| format!("{lead_in} {answer}"));
        let text = [
            vec![heading],
            lines,
            Vec::from_iter(answered),
            Vec::from_iter(question),
        ];
        let text = text.concat().join("\n");
        Message::new(&text, blocks)
    }

    /// What is asked, and where the answer will stand; nothing when none is taken any more, or there is one and
    /// the digest is out.
    fn question(&self, language: Language) -> Option<String> {
        if !self.takes_answer || (self.is_published && self.change.is_some()) {
            return None;
        }
        Some(match self.is_published {
            true => t!(language, "owner-question-published"),
            false => t!(
                language,
                "owner-question",
                at = dates::moment(language, &self.digest_at)
            ),
        })
    }
}

/// A comment that can be ticked.
#[derive(Debug, Clone)]
pub struct TickedComment {
    /// The lead about which it is.
    pub lead: LeadId,
    /// The comment, without names of people.
    pub text: String,
    /// It led to the answer so far.
    pub is_ticked: bool,
}

/// A reason that can be ticked.
#[derive(Debug, Clone)]
pub struct TickedReason {
    /// The reason.
    pub reason: Reason,
    /// How many rejections are for it.
    pub count: u32,
    /// It led to the answer so far.
    pub is_ticked: bool,
}

/// The modal for the one line, and for what led to it.
#[derive(Debug, Clone)]
pub struct OwnerAnswerView {
    /// One opaque id: the round and the campaign.
    pub metadata: String,
    /// The campaign's name.
    pub campaign: String,
    /// The line so far.
    pub answer: Option<String>,
    /// The comments that can be ticked.
    pub comments: Vec<TickedComment>,
    /// The reasons that can be ticked.
    pub reasons: Vec<TickedReason>,
}

impl OwnerAnswerView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let line = kit::text_input(ANSWER_MAX, false, self.answer.as_deref());
        let line = kit::input(ANSWER, &t!(language, "owner-modal-question"), line);
        let mut blocks = vec![
            kit::header(&self.campaign),
            kit::hinted(line, &t!(language, "owner-modal-hint")),
        ];
        blocks.extend(self.ticks(language));
        Modal {
            callback: CallbackId::OwnerAnswer,
            metadata: self.metadata.clone(),
            title: t!(language, "owner-modal-title"),
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }

    fn ticks(&self, language: Language) -> Vec<Value> {
        let mut blocks = Vec::new();
        if !self.reasons.is_empty() {
            let options: Vec<(Value, bool)> = self
                .reasons
                .iter()
                .map(|it| {
                    let reason = words::reason(language, it.reason);
                    let text = t!(
                        language,
                        "owner-tick-reason",
                        reason = reason,
                        count = it.count
                    );
                    let option = kit::option(&(it.reason.code().to_owned(), text));
                    (option, it.is_ticked)
                })
                .collect();
            blocks.push(ticks(
                REASONS,
                &t!(language, "owner-modal-reasons"),
                &options,
            ));
        }
        let options: Vec<(Value, bool)> = self
            .comments
            .iter()
            .map(|it| (comment_option(it), it.is_ticked))
            .collect();
        for (part, options) in options.chunks(TICKS_MAX).take(PARTS_MAX).enumerate() {
            let label = match part {
                0 => t!(language, "owner-modal-comments"),
                _ => t!(language, "owner-modal-more-comments"),
            };
            blocks.push(ticks(&format!("{COMMENTS}{part}"), &label, options));
        }
        if let Some(last) = blocks.pop() {
            blocks.push(kit::hinted(last, &t!(language, "owner-modal-ticks-hint")));
        }
        blocks
    }
}

/// A question with options to tick, at most ten.
fn ticks(block_id: &str, label: &str, options: &[(Value, bool)]) -> Value {
    let all: Vec<&Value> = options.iter().map(|(option, _)| option).collect();
    let ticked = options.iter().filter(|(_, is_ticked)| *is_ticked);
    let ticked: Vec<&Value> = ticked.map(|(option, _)| option).collect();
    let mut element = kit::element("checkboxes", ActionId::Field, None);
    element["options"] = json!(all);
    if !ticked.is_empty() {
        element["initial_options"] = json!(ticked);
    }
    kit::optional(kit::input(block_id, label, element))
}

/// A comment in the two lines that an option has.
fn comment_option(comment: &TickedComment) -> Value {
    let (mut first, mut rest) = (String::new(), String::new());
    for word in comment.text.split_whitespace() {
        let line = match rest.is_empty() && fits(&first, word) {
            true => &mut first,
            false => &mut rest,
        };
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let mut option = kit::option(&(comment.lead.to_string(), first));
    if !rest.is_empty() {
        option["description"] = kit::plain(&rest, OPTION_LINE);
    }
    option
}

/// Whether a word goes on an option's first line: the very first in any case.
fn fits(line: &str, word: &str) -> bool {
    let length = |text: &str| text.encode_utf16().count();
    line.is_empty() || length(line) + 1 + length(word) <= OPTION_LINE
}

/// What was submitted: the line, and the values that were ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submitted {
    /// The line; empty when nothing was written.
    pub line: String,
    /// The leads whose comments were ticked.
    pub comments: Vec<LeadId>,
    /// The reasons that were ticked.
    pub reasons: Vec<Reason>,
}

/// Reads `view.state.values`.
#[must_use]
pub fn parse(values: &Value) -> Submitted {
    let state = State(values);
    let comments = (0..PARTS_MAX).flat_map(|part| state.ticked(&format!("{COMMENTS}{part}")));
    let reasons = state.ticked(REASONS).into_iter();
    Submitted {
        line: state
            .text(ANSWER)
            .map(|text| kit::cut(text, ANSWER_MAX))
            .unwrap_or_default(),
        comments: comments.map(LeadId::new).collect(),
        reasons: reasons.filter_map(Reason::from_code).collect(),
    }
}
