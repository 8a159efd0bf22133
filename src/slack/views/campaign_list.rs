//! Campaigns as marketing sees them: on the Home tab, and all of them in a window, a page at a time.

use serde_json::Value;

use super::figures::{axis, before};
use super::kit::{self, Modal};
use super::{pages, words};
use crate::domain::campaign::CampaignState;
use crate::domain::figures::CampaignFigures;
use crate::domain::figures_headline::change;
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::domain::rating::Axis;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

/// Where a campaign's briefing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BriefingNow {
    /// Nobody has begun one.
    None,
    /// Being written.
    Draft,
    /// Shown to a few colleagues.
    WithColleagues,
    /// Stands in its channels.
    Posted {
        /// Who have read it, of those whom it is for.
        read: u32,
        /// Whom it is for.
        of: u32,
    },
    /// Its campaign is over.
    Closed,
}

/// A campaign as marketing sees it.
#[derive(Debug, Clone)]
pub struct ListedCampaign {
    /// The campaign.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Its owner's name.
    pub owner: Option<String>,
    /// Where it is.
    pub state: CampaignState,
    /// Where its briefing is.
    pub briefing: BriefingNow,
    /// Leads that came in.
    pub leads: u32,
    /// Those of them that were rated.
    pub rated: u32,
    /// Its figures of the last round in which they may be shown.
    pub figures: Option<CampaignFigures>,
}

impl ListedCampaign {
    /// Two blocks: what is known of it, and its buttons.
    pub(super) fn blocks(&self, language: Language) -> [Value; 2] {
        let write = match (self.state, self.briefing) {
            (CampaignState::Closed, _) | (_, BriefingNow::Closed) => None,
            (_, BriefingNow::None) => Some("listed-write-briefing"),
            (_, BriefingNow::Draft | BriefingNow::WithColleagues) => Some("listed-go-on-writing"),
            (_, BriefingNow::Posted { .. }) => Some("listed-edit-briefing"),
        };
        let id = self.id.as_str();
        let edit = if self.state == CampaignState::Draft {
            "listed-complete"
        } else {
            "home-edit"
        };
        let mut buttons = vec![kit::button(&t!(language, edit), ActionId::EditCampaign, id)];
        if let Some(key) = write {
            buttons.push(kit::button(&t!(language, key), ActionId::WriteBriefing, id));
        }
        [kit::section(&self.text(language)), kit::actions(buttons)]
    }

    fn text(&self, language: Language) -> String {
        let state = match self.state {
            CampaignState::Draft => t!(language, "listed-state-draft"),
            CampaignState::Running => t!(language, "listed-state-running"),
            CampaignState::Closed => t!(language, "listed-state-closed"),
        };
        let owner = match &self.owner {
            Some(owner) => t!(language, "home-campaign-owner", owner = owner.as_str()),
            None => t!(language, "home-campaign-no-owner"),
        };
        let briefing = match self.briefing {
            BriefingNow::None => t!(language, "listed-briefing-none"),
            BriefingNow::Draft => t!(language, "listed-briefing-draft"),
            BriefingNow::WithColleagues => t!(language, "listed-briefing-with-colleagues"),
            BriefingNow::Posted { read, of } => {
                t!(language, "listed-briefing-read", read = read, of = of)
            }
            BriefingNow::Closed => t!(language, "listed-briefing-closed"),
        };
        let first = t!(
            language,
            "listed-campaign",
            name = self.name.as_str(),
            state = state,
            owner = owner,
            leads = self.leads,
            rated = self.rated,
            briefing = briefing
        );
        match &self.figures {
            Some(figures) => format!("{first}\n{}", judged(language, figures)),
            None => first,
        }
    }
}

/// "Relevance 12 of 17, was 7 of 16: better. Timing 6 of 13, intent 7 of 13."
fn judged(language: Language, figures: &CampaignFigures) -> String {
    let compared = before(language, figures);
    let trend = match change(figures) {
        Some(by) if by > 0 => t!(language, "listed-better", before = compared),
        Some(_) => t!(language, "listed-worse", before = compared),
        None => t!(language, "listed-before", before = compared),
    };
    t!(
        language,
        "listed-judged",
        relevance = axis(language, figures, Axis::Relevance),
        trend = trend,
        timing = axis(language, figures, Axis::Timing),
        intent = axis(language, figures, Axis::Intent),
        relevance_word = words::axis(language, Axis::Relevance),
        timing_word = words::axis(language, Axis::Timing),
        intent_word = words::axis(language, Axis::Intent)
    )
}

/// A page of all campaigns, in a window.
#[derive(Debug, Clone)]
pub struct CampaignList {
    /// The campaigns of this page.
    pub campaigns: Vec<ListedCampaign>,
    /// Which page it is, from 0 on.
    pub page: usize,
    /// So many more come after these.
    pub more: usize,
}

impl CampaignList {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks = Vec::new();
        if self.campaigns.is_empty() {
            blocks.push(kit::section(&t!(language, "home-no-campaigns")));
        }
        for campaign in &self.campaigns {
            blocks.extend(campaign.blocks(language));
        }
        let value = |page| pages::page_value("", page);
        blocks.extend(pages::turn(
            language,
            ActionId::SeeCampaigns,
            self.page,
            self.more,
            value,
        ));
        Modal {
            callback: CallbackId::Lists,
            metadata: String::new(),
            title: t!(language, "home-campaigns"),
            submit: None,
            close: t!(language, "button-close"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }
}
