//! A campaign in a small modal: owner, goal, who it is not for, days to a first contact.

use serde_json::{Value, json};

use super::kit::{self, Choice, Modal, State};
use crate::domain::campaign::{GOAL_MAX, NAME_MAX, NOT_FOR_MAX};
use crate::domain::ids::MemberId;
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

const NAME: &str = "name";
const OWNER: &str = "owner";
const GOAL: &str = "goal";
const NOT_FOR: &str = "not_for";
const CONTACT: &str = "contact";
const NO_CONTACT: &str = "none";

/// What the modal holds: shown prefilled, and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignForm {
    /// Its name.
    pub name: String,
    /// The marketer who answers for it.
    pub owner: Option<MemberId>,
    /// Its goal in one line.
    pub goal: Option<String>,
    /// Who it is not for.
    pub not_for: Option<String>,
    /// Working days to a first contact (0 is the same day); none when none is needed.
    pub first_contact_days: Option<u8>,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CampaignError {
    /// It has no name.
    NoName,
    /// Another campaign has the name.
    NameTaken,
    /// The owner is not known here.
    OwnerUnknown,
    /// Somebody else edited it meanwhile.
    Edited,
}

/// The modal.
#[derive(Debug, Clone)]
pub struct CampaignView {
    /// One opaque id: empty for a new one, else the campaign and its revision.
    pub metadata: String,
    /// An existing one is edited.
    pub is_edit: bool,
    /// Shown prefilled.
    pub form: CampaignForm,
}

impl CampaignView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let form = &self.form;
        let owner = form
            .owner
            .as_ref()
            .map(|owner| ("initial_user", json!(owner.as_str())));
        let mut days: Vec<Choice> = [0, 1, 2, 3, 5]
            .into_iter()
            .map(|days: u8| {
                (
                    days.to_string(),
                    t!(language, "campaign-contact-within", days = days),
                )
            })
            .collect();
        days.push((NO_CONTACT.to_owned(), t!(language, "campaign-contact-none")));
        let chosen = form
            .first_contact_days
            .map_or_else(|| NO_CONTACT.to_owned(), |days| days.to_string());
        Modal {
            callback: CallbackId::Campaign,
            metadata: self.metadata.clone(),
            title: if self.is_edit {
                t!(language, "campaign-edit-title")
            } else {
                t!(language, "campaign-title")
            },
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks: vec![
                kit::input(
                    NAME,
                    &t!(language, "campaign-name"),
                    kit::text_input(NAME_MAX, false, Some(&form.name)),
                ),
                kit::optional(kit::hinted(
                    kit::input(
                        OWNER,
                        &t!(language, "campaign-owner"),
                        kit::element("users_select", ActionId::Field, owner),
                    ),
                    &t!(language, "campaign-owner-hint"),
                )),
                kit::optional(kit::input(
                    GOAL,
                    &t!(language, "campaign-goal"),
                    kit::with_placeholder(
                        kit::text_input(GOAL_MAX, false, form.goal.as_deref()),
                        &t!(language, "campaign-goal-placeholder"),
                    ),
                )),
                kit::optional(kit::hinted(
                    kit::input(
                        NOT_FOR,
                        &t!(language, "campaign-not-for"),
                        kit::text_input(NOT_FOR_MAX, true, form.not_for.as_deref()),
                    ),
                    &t!(language, "campaign-not-for-hint"),
                )),
                kit::input(
                    CONTACT,
                    &t!(language, "campaign-contact"),
                    kit::select(ActionId::Field, None, &days, Some(&chosen)),
                ),
            ],
        }
        .json()
    }
}

/// Reads `view.state.values`.
///
/// # Errors
/// When it has no name.
pub fn parse(values: &Value) -> Result<CampaignForm, CampaignError> {
    let state = State(values);
    let cut = |text: &str, max: usize| text.chars().take(max).collect::<String>();
    Ok(CampaignForm {
        name: cut(state.text(NAME).ok_or(CampaignError::NoName)?, NAME_MAX),
        owner: state.field(OWNER, "selected_user").map(MemberId::new),
        goal: state.text(GOAL).map(|text| cut(text, GOAL_MAX)),
        not_for: state.text(NOT_FOR).map(|text| cut(text, NOT_FOR_MAX)),
        first_contact_days: state.choice(CONTACT).and_then(|value| value.parse().ok()),
    })
}

/// The answer that points at what is wrong.
#[must_use]
pub fn error(language: Language, error: CampaignError) -> Value {
    let (block, key) = match error {
        CampaignError::NoName => (NAME, "campaign-error-no-name"),
        CampaignError::NameTaken => (NAME, "campaign-error-name-taken"),
        CampaignError::OwnerUnknown => (OWNER, "cannot-nobody"),
        CampaignError::Edited => (NAME, "error-edited"),
    };
    kit::answer_errors(&[(block.to_owned(), t!(language, key))])
}
