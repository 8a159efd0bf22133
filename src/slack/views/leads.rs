//! Lists of leads in a window: those that wait for a first contact, and those that need an owner.

use std::collections::BTreeMap;

use serde_json::Value;

use super::digest_details::waiting_line;
use super::kit::{self, Modal};
use super::pages;
use crate::domain::figures::{CampaignFigures, WaitingLead};
use crate::domain::ids::{LeadId, MemberId, RoundId};
use crate::domain::language::Language;
use crate::domain::lead::Whose;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::{dates, t};

use super::figures::{campaign_lines, campaign_name};

/// Rows in one window: each is a block, and a window has room for a hundred.
const ROWS_MAX: usize = 90;

fn notice(language: Language, callback: CallbackId, title: String, blocks: Vec<Value>) -> Value {
    Modal {
        callback,
        metadata: String::new(),
        title,
        submit: None,
        close: t!(language, "button-close"),
        notify_on_close: false,
        blocks,
    }
    .json()
}

/// Leads that wait for a first contact.
#[derive(Debug, Clone)]
pub struct WaitingLeads {
    /// The round that closed.
    pub round: RoundId,
    /// Which page it is, from 0 on.
    pub page: usize,
    /// Longest first.
    pub leads: Vec<WaitingLead>,
    /// Their owners' names: for team leads.
    pub names: BTreeMap<MemberId, String>,
    /// So many more, which are not among them.
    pub more: usize,
}

impl WaitingLeads {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks: Vec<Value> = self
            .leads
            .iter()
            .take(ROWS_MAX)
            .map(|lead| kit::section(&waiting_line(language, lead, &self.names)))
            .collect();
        if blocks.is_empty() {
            blocks.push(kit::section(&t!(language, "leads-none-waiting")));
        }
        let value = |page| pages::page_value(self.round.as_str(), page);
        let list = ActionId::SeeWaiting;
        blocks.extend(pages::turn(language, list, self.page, self.more, value));
        let title = t!(language, "leads-waiting-title");
        notice(language, CallbackId::Leads, title, blocks)
    }
}

/// A page of the leads that name no campaign: what each is called, and the date on which it came in; and how many
/// come after it.
#[must_use]
pub fn without_campaign(
    language: Language,
    leads: &[(String, jiff::civil::Date)],
    page: usize,
    more: usize,
) -> Value {
    let mut blocks = vec![kit::section(&t!(language, "leads-without-campaign-why"))];
    blocks.extend(leads.iter().take(ROWS_MAX).map(|(lead, came_in)| {
        kit::section(&t!(
            language,
            "leads-without-campaign-row",
            lead = lead.as_str(),
            date = dates::day_month(language, *came_in)
        ))
    }));
    let value = |page| pages::page_value("", page);
    let list = ActionId::SeeWithoutCampaign;
    blocks.extend(pages::turn(language, list, page, more, value));
    let title = t!(language, "leads-without-campaign-title");
    notice(language, CallbackId::Leads, title, blocks)
}

/// A lead that needs an owner.
#[derive(Debug, Clone)]
pub struct OwnerlessLead {
    /// The lead; the row's block id.
    pub lead: LeadId,
    /// What it is called.
    pub title: String,
    /// Its campaign.
    pub campaign: Option<String>,
    /// When it came in.
    pub came_in: jiff::civil::Date,
    /// The owner as the import worded it, if it could not be matched.
    pub import_owner: Option<String>,
    /// What the rep said of it who passed it on without naming a colleague.
    pub passed_on_as: Option<Whose>,
    /// The owner just given, by name: the row then says so.
    pub given_to: Option<String>,
}

/// Leads without owner, or of colleagues who are away, each with a list of people.
#[derive(Debug, Clone)]
pub struct OwnerlessLeads {
    /// Which list it is, and of which page.
    pub metadata: String,
    /// The leads are of colleagues who are away, not of nobody.
    pub is_of_away: bool,
    /// What the buttons to its other pages hold, but for the page.
    pub about: String,
    /// Which page it is, from 0 on.
    pub page: usize,
    /// Oldest first.
    pub leads: Vec<OwnerlessLead>,
    /// So many more, which are not among them.
    pub more: usize,
}

impl OwnerlessLeads {
    /// The view. Choosing a person sends [`ActionId::GiveOwner`] with the lead as the block's id.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks: Vec<Value> = self
            .leads
            .iter()
            .take(ROWS_MAX)
            .map(|lead| lead.row(language))
            .collect();
        if blocks.is_empty() {
            blocks.push(kit::section(&t!(language, "leads-all-have-owners")));
        }
        let list = match self.is_of_away {
            true => ActionId::PassOnAway,
            false => ActionId::GiveOwners,
        };
        let value = |page| pages::page_value(&self.about, page);
        blocks.extend(pages::turn(language, list, self.page, self.more, value));
        let title = if self.is_of_away {
            t!(language, "leads-of-away-title")
        } else {
            t!(language, "leads-without-owner-title")
        };
        let mut view = notice(language, CallbackId::Leads, title, blocks);
        view["private_metadata"] = Value::from(self.metadata.as_str());
        view
    }
}

impl OwnerlessLead {
    fn row(&self, language: Language) -> Value {
        let campaign = self
            .campaign
            .clone()
            .unwrap_or_else(|| t!(language, "campaign-none"));
        let text = t!(
            language,
            "leads-row",
            lead = self.title.as_str(),
            campaign = campaign,
            date = dates::day_month(language, self.came_in)
        );
        if let Some(name) = &self.given_to {
            let text = t!(language, "leads-given", line = text, name = name.as_str());
            return kit::named(kit::section(&text), self.lead.as_str());
        }
        let text = match &self.import_owner {
            Some(owner) => t!(
                language,
                "leads-import-owner",
                line = text,
                owner = owner.as_str()
            ),
            None => text,
        };
        let text = match self.passed_on_as {
            Some(whose) => {
                let key = match whose {
                    Whose::Colleague => "leads-passed-on-colleague",
                    Whose::Nobody => "leads-passed-on-nobody",
                    Whose::AccountManager => "leads-passed-on-account-manager",
                };
                t!(language, key, line = text)
            }
            None => text,
        };
        let people = kit::with_placeholder(
            kit::element("users_select", ActionId::GiveOwner, None),
            &t!(language, "leads-choose-owner"),
        );
        kit::named(kit::section_with(&text, people), self.lead.as_str())
    }
}

/// The campaigns of a digest beyond its first ten. Hand over those that may be shown.
#[must_use]
pub fn more_campaigns(language: Language, rows: &[&CampaignFigures]) -> Value {
    let mut blocks: Vec<Value> = rows
        .iter()
        .take(ROWS_MAX)
        .map(|row| {
            kit::section(&t!(
                language,
                "digest-campaign-line",
                name = campaign_name(language, row),
                figures = campaign_lines(language, row).join(" ")
            ))
        })
        .collect();
    if blocks.is_empty() {
        blocks.push(kit::section(&t!(language, "home-no-campaigns")));
    }
    let title = t!(language, "leads-campaigns-title");
    notice(language, CallbackId::Notice, title, blocks)
}

/// What the digest's words mean.
#[must_use]
pub fn definitions(language: Language) -> Value {
    let blocks = [
        "definitions-accepted",
        "definitions-axes",
        "definitions-warmth",
        "definitions-first-contact",
        "definitions-limits",
    ]
    .map(|key| kit::section(&t!(language, key)));
    let title = t!(language, "definitions-title");
    notice(language, CallbackId::Notice, title, blocks.to_vec())
}

/// How to get everything as CSV: from whoever runs leadloop, since Slack is no place for a file of everybody's
/// leads.
#[must_use]
pub fn how_to_export(language: Language) -> Value {
    let blocks = ["export-who", "export-what"].map(|key| kit::section(&t!(language, key)));
    let title = t!(language, "export-title");
    notice(language, CallbackId::Notice, title, blocks.to_vec())
}

/// A window that says one thing: a refusal where a button was to open something.
#[must_use]
pub fn said(language: Language, text: &str) -> Value {
    notice(
        language,
        CallbackId::Notice,
        t!(language, "notice-title"),
        vec![kit::section(text)],
    )
}

/// A message's blocks in a window: an answer that is longer than one paragraph.
#[must_use]
pub fn shown(language: Language, message: &kit::Message) -> Value {
    notice(
        language,
        CallbackId::Notice,
        t!(language, "notice-title"),
        message.blocks.clone(),
    )
}
