//! What a marketer sees: what waits for them, and the newest campaigns; all of them are behind a button.

use serde_json::Value;

use super::first::First;
use crate::domain::ids::{CampaignId, MemberId, RoundId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, pair};
use crate::slack::views::campaign_list::ListedCampaign;
use crate::slack::views::kit;
use crate::texts::t;

/// One thing that waits for a marketer.
#[derive(Debug, Clone)]
pub enum MarketerTodo {
    /// "What will you change?"
    AnswerNumbers(RoundId),
    /// So many colleagues said what they think of the draft, and have no reply; the first of them.
    ReplyToColleagues(u32, MemberId),
    /// So many leads, and sales was told nothing.
    WriteBriefing(u32),
    /// A briefing that was begun.
    FinishBriefing,
    /// An import brought the name, nobody the rest.
    CompleteCampaign,
}

/// What a marketer sees.
#[derive(Debug, Clone, Default)]
pub struct HomeMarketer {
    /// What waits for them: the campaign, its name, and what.
    pub waiting: Vec<(CampaignId, String, MarketerTodo)>,
    /// So many more things wait.
    pub more_waiting: usize,
    /// The newest campaigns.
    pub campaigns: Vec<ListedCampaign>,
    /// So many more campaigns.
    pub more_campaigns: usize,
    /// Leads that name no campaign.
    pub without_campaign: u32,
}

const CAMPAIGNS_MAX: usize = 5;
const WAITING_MAX: usize = 3;

pub(super) fn blocks(language: Language, it: &HomeMarketer, first: &mut First) -> Vec<Value> {
    let mut blocks = vec![kit::header(&t!(language, "home-campaigns"))];
    for (campaign, name, todo) in it.waiting.iter().take(WAITING_MAX) {
        blocks.push(todo.block(language, campaign, name, first));
    }
    if it.more_waiting > 0 {
        blocks.push(kit::context(&t!(
            language,
            "todo-more",
            count = it.more_waiting
        )));
    }
    if it.without_campaign > 0 {
        blocks.push(kit::section_with(
            &t!(
                language,
                "home-without-campaign",
                count = it.without_campaign
            ),
            kit::button(
                &t!(language, "digest-show"),
                ActionId::SeeWithoutCampaign,
                "",
            ),
        ));
    }
    if it.campaigns.is_empty() {
        blocks.push(kit::section(&t!(language, "home-no-campaigns")));
    }
    for campaign in it.campaigns.iter().take(CAMPAIGNS_MAX) {
        blocks.extend(campaign.blocks(language));
    }
    let mut buttons = vec![
        kit::button(
            &t!(language, "listed-new-briefing"),
            ActionId::WriteBriefing,
            "",
        ),
        kit::button(
            &t!(language, "home-add-campaign"),
            ActionId::EditCampaign,
            "",
        ),
    ];
    let not_shown = it.campaigns.len().saturating_sub(CAMPAIGNS_MAX);
    if let more @ 1.. = it.more_campaigns + not_shown {
        let all = more + it.campaigns.len().min(CAMPAIGNS_MAX);
        buttons.push(kit::button(
            &t!(language, "campaigns-all", count = all),
            ActionId::SeeCampaigns,
            "",
        ));
    }
    blocks.push(kit::actions(buttons));
    blocks
}

impl MarketerTodo {
    fn block(
        &self,
        language: Language,
        campaign: &CampaignId,
        name: &str,
        first: &mut First,
    ) -> Value {
        let id = campaign.as_str();
        let (text, key, action, value) = match self {
            Self::AnswerNumbers(round) => (
                t!(language, "todo-answer", campaign = name),
                "todo-answer-button",
                ActionId::AnswerFigures,
                pair(round, campaign),
            ),
            Self::ReplyToColleagues(count, colleague) => (
                t!(language, "todo-reply", campaign = name, count = *count),
                "todo-reply-button",
                ActionId::ReplyToRemark,
                pair(campaign, colleague),
            ),
            Self::WriteBriefing(leads) => (
                t!(language, "todo-briefing", campaign = name, leads = *leads),
                "listed-write-briefing",
                ActionId::WriteBriefing,
                id.to_owned(),
            ),
            Self::FinishBriefing => (
                t!(language, "todo-finish", campaign = name),
                "listed-go-on-writing",
                ActionId::WriteBriefing,
                id.to_owned(),
            ),
            Self::CompleteCampaign => (
                t!(language, "todo-complete", campaign = name),
                "listed-complete",
                ActionId::EditCampaign,
                id.to_owned(),
            ),
        };
        kit::section_with(&text, first.button(&t!(language, key), action, &value))
    }
}
