//! What stands in the digest's thread: comments without names, how warm leads were, and those that wait.

use std::collections::BTreeMap;

use super::digest::Copy;
use super::figures::campaign_name;
use super::forecast::warmth_line;
use super::kit::{self, Message};
use crate::domain::figures::{COMMENTS_MAX, CampaignFigures, ROWS_MAX, RoundFigures, WaitingLead};
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::language::Language;
use crate::slack::ids::ActionId;
use crate::texts::t;

/// Blocks of the comments, which come first: their title and the list.
const COMMENTS_BLOCKS: usize = 2;

/// The thread's message.
#[derive(Debug, Clone)]
pub struct DigestDetails<'a> {
    /// The round, for the button.
    pub round: RoundId,
    /// The frozen figures.
    pub figures: &'a RoundFigures,
    /// Who reads it; the names are those of the leads' owners.
    pub copy: Copy,
}

impl DigestDetails<'_> {
    /// The message; none when there is nothing to add.
    #[must_use]
    pub fn message(&self, language: Language) -> Option<Message> {
        let comments = self.comments(language);
        let warmth = self.warmth(language);
        let waiting = self.waiting(language);
        let mut text = Vec::new();
        let mut blocks = Vec::new();
        for (title, lines) in [
            (t!(language, "details-comments"), comments),
            (t!(language, "details-warmth"), warmth),
            (t!(language, "details-waiting"), waiting),
        ] {
            if lines.is_empty() {
                continue;
            }
            blocks.push(kit::rich(vec![kit::line(vec![kit::bold(&title)])]));
            text.push(format!("{title}\n{}", lines.join("\n")));
            let lines = lines.iter().map(|line| kit::line(vec![kit::run(line)]));
            blocks.push(kit::rich(vec![kit::bullets(lines.collect())]));
        }
        let more = self.figures.quoted().count().saturating_sub(COMMENTS_MAX);
        if more > 0 {
            let after = COMMENTS_BLOCKS.min(blocks.len());
            let button = kit::button(
                &t!(language, "details-more-comments", count = more),
                ActionId::MoreComments,
                self.round.as_str(),
            );
            blocks.insert(after, kit::actions(vec![button]));
        }
        let waiting = &self.copy.open(self.figures).waiting;
        let more = waiting.len().saturating_sub(ROWS_MAX);
        if more > 0 && matches!(self.copy, Copy::TeamLead { .. }) {
            blocks.push(kit::actions(vec![kit::button(
                &t!(language, "digest-more-leads", count = more),
                ActionId::SeeWaiting,
                self.round.as_str(),
            )]));
        }
        (!blocks.is_empty()).then(|| Message::new(&text.join("\n\n"), blocks))
    }

    fn comments(&self, language: Language) -> Vec<String> {
        self.figures
            .quoted()
            .take(COMMENTS_MAX)
            .map(|(row, comment)| comment_line(language, row, comment))
            .collect()
    }

    /// How warm each campaign's leads were, where enough are known to show a split.
    fn warmth(&self, language: Language) -> Vec<String> {
        self.figures
            .campaigns
            .iter()
            .filter(|row| row.can_be_shown())
            .filter(|row| row.warmth.can_be_shown())
            .filter_map(|row| Some((row, warmth_line(language, row)?)))
            .take(ROWS_MAX)
            .map(|(row, warmth)| {
                t!(
                    language,
                    "details-warmth-of",
                    campaign = campaign_name(language, row),
                    warmth = warmth
                )
            })
            .collect()
    }

    fn waiting(&self, language: Language) -> Vec<String> {
        let none = BTreeMap::new();
        let names = match &self.copy {
            Copy::TeamLead { names, .. } => names,
            Copy::Channel => &none,
        };
        let waiting = self.copy.open(self.figures).waiting.iter();
        waiting
            .take(ROWS_MAX)
            .map(|lead| waiting_line(language, lead, names))
            .collect()
    }
}

/// A comment in a line, with its campaign.
pub(super) fn comment_line(language: Language, row: &CampaignFigures, comment: &str) -> String {
    t!(
        language,
        "details-comment",
        campaign = campaign_name(language, row),
        text = comment
    )
}

/// A waiting lead in a line; with its owner where the name is given.
pub(super) fn waiting_line(
    language: Language,
    lead: &WaitingLead,
    names: &BTreeMap<MemberId, String>,
) -> String {
    let campaign = lead
        .campaign
        .clone()
        .unwrap_or_else(|| t!(language, "campaign-none"));
    let line = t!(
        language,
        "details-waiting-lead",
        lead = lead.title.as_str(),
        campaign = campaign,
        days = lead.age_working_days
    );
    match lead.owner_id.as_ref().and_then(|owner| names.get(owner)) {
        Some(owner) => t!(
            language,
            "details-waiting-owner",
            line = line,
            owner = owner.as_str()
        ),
        None => line,
    }
}
