//! To marketing, when sales heard nothing back two rounds in a row: what will you do?

use super::kit::{self, Message};
use crate::domain::ids::{CampaignId, RoundId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, pair};
use crate::texts::t;

/// Campaigns that stand in one message.
const CAMPAIGNS_MAX: usize = 10;

/// A campaign whose numbers wait for an answer.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its name.
    pub name: String,
    /// How many of its leads were rated in this round.
    pub rated: u32,
    /// Nobody owns it, so that nobody can answer.
    pub lacks_owner: bool,
}

/// The message.
#[derive(Debug, Clone)]
pub struct NothingCameBack {
    /// The second of the two rounds.
    pub round: RoundId,
    /// The loop's name.
    pub loop_name: String,
    /// The campaigns.
    pub campaigns: Vec<Waiting>,
}

impl NothingCameBack {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let opening = t!(
            language,
            "nothing-came-back",
            loop_name = self.loop_name.as_str()
        );
        let mut text = vec![opening.clone()];
        let mut blocks = vec![kit::section(&opening)];
        for it in self.campaigns.iter().take(CAMPAIGNS_MAX) {
            let line = t!(
                language,
                "nothing-came-back-campaign",
                campaign = it.name.as_str(),
                rated = it.rated
            );
            let button = match it.lacks_owner {
                true => kit::button(
                    &t!(language, "nothing-came-back-owner"),
                    ActionId::EditCampaign,
                    it.campaign.as_str(),
                ),
                false => kit::button(
                    &t!(language, "owner-answer"),
                    ActionId::AnswerFigures,
                    &pair(&self.round, &it.campaign),
                ),
            };
            blocks.push(kit::section_with(&line, button));
            text.push(line);
        }
        Message::new(&text.join("\n"), blocks)
    }
}
