//! "Merge into…": which campaign this one is another spelling of, and what that does.

use serde_json::Value;

use super::kit::{self, Choice, Modal, State};
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

const INTO: &str = "into";
/// Most campaigns in one list.
const LISTED_MAX: usize = 100;

/// What merging would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeTold {
    /// The campaign that stays.
    pub into: (CampaignId, String),
    /// Leads that move.
    pub leads: usize,
    /// Leads that both have.
    pub in_both: usize,
    /// Answers that go with the leads.
    pub answers: u32,
    /// A posted briefing is marked as closed; whether its text becomes a draft of the campaign that stays.
    pub closes_briefing: Option<bool>,
}

/// The modal.
#[derive(Debug, Clone)]
pub struct MergeView {
    /// The spelling that goes: its id and name.
    pub from: (CampaignId, String),
    /// The others.
    pub others: Vec<(CampaignId, String)>,
    /// What merging into the chosen one would do.
    pub told: Option<MergeTold>,
}

impl MergeView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let name = self.from.1.as_str();
        let mut blocks = vec![kit::section(&t!(language, "merge-intro", name = name))];
        if self.others.is_empty() {
            blocks = vec![kit::section(&t!(language, "merge-no-other"))];
        } else {
            blocks.push(self.list(language));
        }
        if let Some(told) = &self.told {
            blocks.extend(told.blocks(language, name));
        }
        Modal {
            callback: CallbackId::MergeCampaigns,
            metadata: self.from.0.to_string(),
            title: t!(language, "merge-title"),
            submit: (!self.others.is_empty()).then(|| t!(language, "merge-submit")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }

    fn list(&self, language: Language) -> Value {
        let chosen: Option<Choice> = self
            .told
            .as_ref()
            .map(|it| (it.into.0.to_string(), it.into.1.clone()));
        let placeholder = t!(language, "merge-placeholder");
        let list = if self.others.len() > LISTED_MAX {
            kit::external_select(ActionId::MergeInto, &placeholder, chosen.as_ref())
        } else {
            let choices = choices(&self.others);
            let chosen = chosen.as_ref().map(|(id, _)| id.as_str());
            kit::select(ActionId::MergeInto, Some(&placeholder), &choices, chosen)
        };
        kit::dispatched(kit::input(INTO, &t!(language, "merge-into"), list))
    }
}

impl MergeTold {
    fn blocks(&self, language: Language, from: &str) -> Vec<Value> {
        let into = self.into.1.as_str();
        let mut lines = vec![t!(
            language,
            "merge-leads",
            leads = self.leads,
            answers = self.answers,
            into = into
        )];
        if self.in_both > 0 {
            lines.push(t!(language, "merge-in-both", count = self.in_both));
        }
        if let Some(becomes_draft) = self.closes_briefing {
            let key = match becomes_draft {
                true => "merge-briefing-draft",
                false => "merge-briefing-closed",
            };
            lines.push(t!(language, key, from = from, into = into));
        }
        lines.push(t!(language, "merge-later", from = from, into = into));
        let mut blocks: Vec<Value> = lines.iter().map(|it| kit::section(it)).collect();
        blocks.push(kit::context(&t!(language, "merge-for-good")));
        blocks
    }
}

/// Campaigns to choose from.
#[must_use]
pub fn choices(campaigns: &[(CampaignId, String)]) -> Vec<Choice> {
    campaigns
        .iter()
        .map(|(id, name)| (id.to_string(), name.clone()))
        .collect()
}

/// The campaign that was chosen.
#[must_use]
pub fn parse(values: &Value) -> Option<CampaignId> {
    State(values).choice(INTO).map(CampaignId::new)
}
