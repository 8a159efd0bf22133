//! A campaign in a small modal: owner, goal, who it is not for, days to a first contact.

use serde_json::{Value, json};

use super::kit::{self, Choice, Modal, State};
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::{CampaignState, GOAL_MAX, NAME_MAX, NOT_FOR_MAX};
use crate::domain::ids::{CampaignId, MemberId};
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
    /// The one that is edited; none for a new one.
    pub known: Option<KnownCampaign>,
    /// Shown prefilled.
    pub form: CampaignForm,
}

/// A campaign that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCampaign {
    /// The campaign.
    pub id: CampaignId,
    /// Where it is.
    pub state: CampaignState,
    /// Where its briefing is; none where nobody has written one.
    pub briefing: Option<BriefingState>,
}

impl CampaignView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let known = self.known.as_ref();
        let mut blocks: Vec<Value> = known
            .and_then(|it| it.note(language))
            .map(|note| kit::section(&note))
            .into_iter()
            .collect();
        blocks.extend(self.whose(language));
        if known.is_some_and(KnownCampaign::is_told) {
            blocks.push(kit::section(&t!(language, "campaign-in-briefing")));
        } else {
            blocks.extend(self.what_for(language));
        }
        blocks.extend(known.map(|it| kit::actions(it.buttons(language))));
        Modal {
            callback: CallbackId::Campaign,
            metadata: self.metadata.clone(),
            title: if known.is_some() {
                t!(language, "campaign-edit-title")
            } else {
                t!(language, "campaign-title")
            },
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }

    fn whose(&self, language: Language) -> Vec<Value> {
        let form = &self.form;
        let owner = form
            .owner
            .as_ref()
            .map(|owner| ("initial_user", json!(owner.as_str())));
        vec![
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
        ]
    }

    /// What sales sees of it while it has no briefing.
    fn what_for(&self, language: Language) -> Vec<Value> {
        let form = &self.form;
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
        vec![
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
        ]
    }
}

impl KnownCampaign {
    /// Sales has read in a briefing what it is for.
    fn is_told(&self) -> bool {
        matches!(
            self.briefing,
            Some(BriefingState::Posted | BriefingState::Closed)
        )
    }

    /// What there is to know of where it is.
    fn note(&self, language: Language) -> Option<String> {
        match self.state {
            CampaignState::Draft => Some(t!(language, "campaign-is-draft")),
            CampaignState::Running => None,
            CampaignState::Closed => Some(t!(language, "campaign-is-closed")),
        }
    }

    fn buttons(&self, language: Language) -> Vec<Value> {
        let button = |key: &str, action| kit::button(&t!(language, key), action, self.id.as_str());
        let merge = button("campaign-merge", ActionId::MergeCampaign);
        if self.state == CampaignState::Closed {
            return vec![button("campaign-reopen", ActionId::ReopenCampaign), merge];
        }
        let write = match self.briefing {
            None => "campaign-modal-write",
            Some(_) => "campaign-modal-edit",
        };
        let close = kit::confirmed(
            button("campaign-close", ActionId::CloseCampaign),
            &t!(language, "campaign-close-sure"),
            &t!(language, "campaign-close-means"),
            &t!(language, "campaign-close"),
            &t!(language, "button-cancel"),
        );
        vec![button(write, ActionId::WriteBriefing), merge, close]
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
