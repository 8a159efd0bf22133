//! Where its briefing is, to the campaign's owner: one message, edited as colleagues answer and read.

use jiff::Zoned;
use jiff::civil::Date;
use serde_json::Value;

use super::briefing_draft::{answer, word};
use super::briefing_post::ReadCount;
use super::briefing_words;
use super::kit::{self, Choice, Message, Modal, State};
use crate::domain::briefing::{Opinion, REMARK_MAX};
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId, pair};
use crate::texts::{dates, list, t};

const REPLY: &str = "reply";
const KIND: &str = "reply_kind";
const TAKEN_OVER: &str = "taken_over";
const NOT_TAKEN_OVER: &str = "not_taken_over";
/// Colleagues that are listed.
const LISTED: usize = 15;
/// Names in a list of those who have not read it.
const NAMED: usize = 100;

/// Where a briefing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// With colleagues who read the draft.
    InReview,
    /// It is posted then.
    Scheduled(Zoned),
    /// Its time came while it was being rewritten: it was not posted.
    HeldBack,
    /// Written, and nobody has said when it is to be posted.
    NotDecided,
    /// In its channels, since then.
    Posted(Zoned),
    /// Its campaign was closed then.
    Closed(Date),
}

/// A colleague who was shown the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Who.
    pub member: MemberId,
    /// By name.
    pub name: String,
    /// What they think of it.
    pub opinion: Option<Opinion>,
    /// Their line.
    pub remark: Option<String>,
    /// What was answered; true when it was taken over.
    pub reply: Option<(String, bool)>,
}

/// The message.
#[derive(Debug, Clone)]
pub struct BriefingOwner {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its name.
    pub name: String,
    /// Where its briefing is.
    pub whereabouts: Whereabouts,
    /// Its channels.
    pub channels: Vec<ChannelId>,
    /// Who has read it.
    pub read: ReadCount,
    /// Its first lead came so many days before the briefing.
    pub days_late: Option<u32>,
    /// Those who were shown the draft.
    pub reviews: Vec<Reviewed>,
}

impl BriefingOwner {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let heading = t!(language, "desk-heading", name = self.name.as_str());
        let mut lines = vec![self.whereabouts(language)];
        if self.read.of > 0 && self.is_posted() {
            let (read, of) = (self.read.read, self.read.of);
            lines.push(t!(language, "desk-read-by", read = read, of = of));
        }
        let days = self.days_late;
        lines.extend(days.map(|days| t!(language, "desk-late", days = days)));
        let mut blocks = vec![kit::header(&heading), kit::section(&lines.join("\n"))];
        if !self.channels.is_empty() {
            let mut runs = vec![kit::run(&t!(language, "desk-channels"))];
            for channel in self.channels.iter().take(LISTED) {
                runs.push(kit::run(" "));
                runs.push(kit::channel(channel));
            }
            blocks.push(kit::rich(vec![kit::line(runs)]));
        }
        lines.insert(0, heading);
        for review in self.reviews.iter().take(LISTED) {
            let said = review.said(language);
            blocks.push(match review.button(&self.campaign, language) {
                Some(button) => kit::section_with(&said, button),
                None => kit::section(&said),
            });
            lines.push(said);
        }
        let more = self.reviews.len().saturating_sub(LISTED);
        if more > 0 {
            blocks.push(kit::context(&t!(language, "desk-more", count = more)));
        }
        blocks.extend(self.buttons(language));
        Message::new(&lines.join("\n"), blocks)
    }

    fn is_posted(&self) -> bool {
        matches!(self.whereabouts, Whereabouts::Posted(_))
    }

    fn whereabouts(&self, language: Language) -> String {
        let count = self.channels.len();
        match &self.whereabouts {
            Whereabouts::InReview => t!(language, "desk-in-review"),
            Whereabouts::Scheduled(at) => {
                let at = dates::moment(language, at);
                t!(language, "desk-scheduled", at = at, count = count)
            }
            Whereabouts::HeldBack => t!(language, "desk-held-back"),
            Whereabouts::NotDecided => t!(language, "desk-not-decided"),
            Whereabouts::Posted(at) => {
                let at = dates::moment(language, at);
                t!(language, "desk-posted", at = at, count = count)
            }
            Whereabouts::Closed(on) => {
                t!(
                    language,
                    "briefing-closed",
                    date = dates::day(language, *on)
                )
            }
        }
    }

    fn buttons(&self, language: Language) -> Option<Value> {
        let campaign = self.campaign.as_str();
        let first = match self.whereabouts {
            Whereabouts::InReview
            | Whereabouts::Scheduled(_)
            | Whereabouts::NotDecided
            | Whereabouts::HeldBack => {
                let text = t!(language, "desk-post-now");
                Some(kit::primary(&text, ActionId::PostBriefingNow, campaign))
            }
            Whereabouts::Posted(_) if self.read.read < self.read.of => {
                let text = t!(language, "desk-who-has-not");
                Some(kit::button(&text, ActionId::WhoHasNotRead, campaign))
            }
            Whereabouts::Posted(_) => None,
            Whereabouts::Closed(_) => return None,
        };
        let edit = t!(language, "desk-edit");
        let edit = kit::button(&edit, ActionId::WriteBriefing, campaign);
        Some(kit::actions(first.into_iter().chain([edit]).collect()))
    }
}

impl Reviewed {
    fn said(&self, language: Language) -> String {
        let opinion = self.opinion.map(|it| briefing_words::opinion(language, it));
        let name = self.name.as_str();
        let Some(said) = word(language, opinion, self.remark.as_deref()) else {
            return t!(language, "desk-silent", name = name);
        };
        let said = t!(language, "desk-said", name = name, said = said);
        match &self.reply {
            Some((reply, is_taken_over)) => {
                let reply = answer(language, reply, *is_taken_over);
                let reply = t!(language, "desk-you-answered", reply = reply);
                [said, reply].join("\n")
            }
            None => said,
        }
    }

    fn button(&self, campaign: &CampaignId, language: Language) -> Option<Value> {
        if self.opinion.is_none() && self.remark.is_none() {
            return None;
        }
        let text = match self.reply {
            None => t!(language, "desk-answer"),
            Some(_) => t!(language, "desk-change-answer"),
        };
        let value = pair(campaign, &self.member);
        Some(kit::button(&text, ActionId::ReplyToRemark, &value))
    }
}

/// Reads what a button that answers a colleague carries.
#[must_use]
pub fn place(value: &str) -> Option<(CampaignId, MemberId)> {
    let (campaign, member) = value.split_once(':')?;
    Some((CampaignId::new(campaign), MemberId::new(member)))
}

/// The modal in which a colleague is answered.
#[derive(Debug, Clone)]
pub struct ReplyView {
    /// The campaign.
    pub campaign: CampaignId,
    /// Whom it answers.
    pub reviewed: Reviewed,
}

impl ReplyView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let it = &self.reviewed;
        let kinds: Vec<Choice> = vec![
            (TAKEN_OVER.to_owned(), t!(language, "reply-taken-over")),
            (NOT_TAKEN_OVER.to_owned(), t!(language, "reply-not")),
        ];
        let is_taken_over = it
            .reply
            .as_ref()
            .is_none_or(|(_, is_taken_over)| *is_taken_over);
        let chosen = if is_taken_over {
            TAKEN_OVER
        } else {
            NOT_TAKEN_OVER
        };
        let reply = it.reply.as_ref().map(|(reply, _)| reply.as_str());
        let opinion = it.opinion.map(|it| briefing_words::opinion(language, it));
        let said = word(language, opinion, it.remark.as_deref()).unwrap_or_default();
        let said = t!(language, "desk-said", name = it.name.as_str(), said = said);
        Modal {
            callback: CallbackId::Reply,
            metadata: pair(&self.campaign, &it.member),
            title: t!(language, "reply-title"),
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![
                kit::section(&said),
                kit::input(
                    KIND,
                    &t!(language, "reply-kind"),
                    kit::radio(ActionId::Field, &kinds, Some(chosen)),
                ),
                kit::hinted(
                    kit::input(
                        REPLY,
                        &t!(language, "reply-label"),
                        kit::text_input(REMARK_MAX, false, reply),
                    ),
                    &t!(language, "reply-hint"),
                ),
            ],
        }
        .json()
    }
}

/// Reads `view.state.values`: the answer, and whether it tells what was taken over.
#[must_use]
pub fn parse(values: &Value) -> (String, bool) {
    let state = State(values);
    let text = state.text(REPLY).unwrap_or_default();
    let is_taken_over = state.choice(KIND) != Some(NOT_TAKEN_OVER);
    (kit::cut(text, REMARK_MAX), is_taken_over)
}

/// Those who have not read it, in a sentence.
#[must_use]
pub fn not_read(language: Language, names: &[String]) -> String {
    if names.is_empty() {
        return t!(language, "desk-all-read");
    }
    let shown = &names[..names.len().min(NAMED)];
    t!(
        language,
        "desk-not-read",
        count = names.len(),
        names = list(language, shown)
    )
}
