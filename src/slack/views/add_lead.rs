//! "Add a lead": by a rep for themselves, or by marketing for somebody; from a shortcut or a message.

use serde_json::{Value, json};

use super::kit::{self, Choice, Message, Modal, State};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::language::Language;
use crate::domain::lead::LeadFacts;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

const COMPANY: &str = "company";
const PERSON: &str = "person";
const JOB: &str = "job";
const EMAIL: &str = "email";
const CAMPAIGN: &str = "campaign";
const OWNER: &str = "owner";
const SAID: &str = "said";

const FACT_MAX: usize = 120;
const SAID_MAX: usize = 500;

/// The modal.
#[derive(Debug, Clone)]
pub struct AddLeadView {
    /// One opaque id.
    pub metadata: String,
    /// The text of the message it was started from.
    pub message: Option<String>,
    /// The owner suggested: oneself for a rep; none hides the field's prefill.
    pub owner: Option<MemberId>,
    /// May name another owner than oneself.
    pub can_choose_owner: bool,
}

/// What was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedLead {
    /// Company, person, job title, e-mail, message.
    pub facts: LeadFacts,
    /// The campaign.
    pub campaign: Option<CampaignId>,
    /// The owner chosen; none where it could not be chosen.
    pub owner: Option<MemberId>,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddLeadError {
    /// Neither company nor person nor e-mail.
    Nameless,
    /// The e-mail is none.
    NotAnEmail,
    /// The owner can't take leads.
    OwnerCannot,
}

impl AddLeadView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let text = |block: &str, label: &str| {
            kit::optional(kit::input(
                block,
                &t!(language, label),
                kit::text_input(FACT_MAX, false, None),
            ))
        };
        let mut blocks = vec![
            text(COMPANY, "add-lead-company"),
            text(PERSON, "add-lead-person"),
            text(JOB, "add-lead-job"),
            kit::optional(kit::input(
                EMAIL,
                &t!(language, "add-lead-email"),
                kit::element("email_text_input", ActionId::Field, None),
            )),
            kit::optional(kit::input(
                CAMPAIGN,
                &t!(language, "add-lead-campaign"),
                kit::external_select(
                    ActionId::PickCampaign,
                    &t!(language, "add-lead-campaign-placeholder"),
                    None,
                ),
            )),
        ];
        if self.can_choose_owner {
            let initial = self
                .owner
                .as_ref()
                .map(|owner| ("initial_user", json!(owner.as_str())));
            blocks.push(kit::optional(kit::input(
                OWNER,
                &t!(language, "add-lead-owner"),
                kit::element("users_select", ActionId::Field, initial),
            )));
        }
        blocks.push(kit::optional(kit::input(
            SAID,
            &t!(language, "add-lead-said"),
            kit::text_input(SAID_MAX, true, self.message.as_deref()),
        )));
        blocks.push(kit::context(&if self.can_choose_owner {
            t!(language, "add-lead-note")
        } else {
            t!(language, "add-lead-note-own")
        }));
        Modal {
            callback: CallbackId::AddLead,
            metadata: self.metadata.clone(),
            title: t!(language, "add-lead-title"),
            submit: Some(t!(language, "add-lead-submit")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }
}

/// Reads `view.state.values`.
///
/// # Errors
/// What is missing or no e-mail.
pub fn parse(values: &Value) -> Result<AddedLead, AddLeadError> {
    let state = State(values);
    let fact = |block: &str| state.text(block).map(|text| kit::cut(text, FACT_MAX));
    let facts = LeadFacts {
        company: fact(COMPANY),
        person: fact(PERSON),
        job_title: fact(JOB),
        email: state.text(EMAIL).map(str::to_lowercase),
        message: state.text(SAID).map(|text| kit::cut(text, SAID_MAX)),
        ..LeadFacts::default()
    };
    if facts.company.is_none() && facts.person.is_none() && facts.email.is_none() {
        return Err(AddLeadError::Nameless);
    }
    if facts.email.as_deref().is_some_and(|email| !is_email(email)) {
        return Err(AddLeadError::NotAnEmail);
    }
    Ok(AddedLead {
        facts,
        campaign: state.choice(CAMPAIGN).map(CampaignId::new),
        owner: state.field(OWNER, "selected_user").map(MemberId::new),
    })
}

fn is_email(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// The answer that points at what is wrong.
#[must_use]
pub fn error(language: Language, error: AddLeadError) -> Value {
    let (block, key) = match error {
        AddLeadError::Nameless => (COMPANY, "add-lead-nameless"),
        AddLeadError::NotAnEmail => (EMAIL, "add-lead-not-an-email"),
        AddLeadError::OwnerCannot => (OWNER, "pass-on-cannot"),
    };
    kit::answer_errors(&[(block.to_owned(), t!(language, key))])
}

/// Campaigns as the answer to a `block_suggestion`: id and name.
#[must_use]
pub fn campaign_suggestions(campaigns: &[(CampaignId, String)]) -> Value {
    let choices: Vec<Choice> = campaigns
        .iter()
        .map(|(id, name)| (id.as_str().to_owned(), name.clone()))
        .collect();
    kit::suggestions(&choices)
}

/// What became of an added lead.
#[derive(Debug, Clone)]
pub enum Added {
    /// It is new.
    New {
        /// What it is called.
        lead: String,
    },
    /// It is new, and belongs to nobody yet.
    WithoutOwner {
        /// What it is called.
        lead: String,
    },
    /// It was known already, and stays as it was.
    Known {
        /// What it is called.
        lead: String,
        /// Its owner's name.
        owner: Option<String>,
    },
}

impl Added {
    /// What the person is told.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        Message::plain(&match self {
            Self::New { lead } => t!(language, "add-lead-done", lead = lead.as_str()),
            Self::WithoutOwner { lead } => {
                t!(language, "add-lead-done-no-owner", lead = lead.as_str())
            }
            Self::Known {
                lead,
                owner: Some(owner),
            } => t!(
                language,
                "add-lead-known-owner",
                lead = lead.as_str(),
                owner = owner.as_str()
            ),
            Self::Known { lead, owner: None } => {
                t!(language, "add-lead-known", lead = lead.as_str())
            }
        })
    }
}
