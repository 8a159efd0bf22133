//! "Whose lead is it?": laid over the rating window, so that a lead is never judged by somebody it is not for.

use serde_json::Value;

use super::kit::{self, Modal, State};
use crate::domain::ids::MemberId;
use crate::domain::language::Language;
use crate::domain::lead::Whose;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::t;

const TO: &str = "pass_to";
const WHY: &str = "pass_why";

/// The pushed view.
#[derive(Debug, Clone)]
pub struct PassOnView {
    /// One opaque id: the window and the lead.
    pub metadata: String,
    /// What the lead is called.
    pub lead: String,
}

/// What was submitted: the colleague wins when one is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassOn {
    /// The colleague, if one was named.
    pub to: Option<MemberId>,
    /// Whose it is; a colleague's when one is named and nothing was chosen.
    pub whose: Whose,
}

impl PassOnView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let choices: Vec<_> = Whose::ALL
            .iter()
            .map(|whose| {
                let key = match whose {
                    Whose::Colleague => "pass-on-colleague",
                    Whose::Nobody => "pass-on-nobody",
                    Whose::AccountManager => "pass-on-account-manager",
                };
                (whose.code().to_owned(), t!(language, key))
            })
            .collect();
        let people = kit::with_placeholder(
            kit::element("users_select", ActionId::Field, None),
            &t!(language, "pass-on-choose"),
        );
        Modal {
            callback: CallbackId::PassOn,
            metadata: self.metadata.clone(),
            title: t!(language, "pass-on-title"),
            submit: Some(t!(language, "pass-on-submit")),
            close: t!(language, "button-back"),
            notify_on_close: false,
            blocks: vec![
                kit::header(&self.lead),
                kit::optional(kit::input(TO, &t!(language, "pass-on-to"), people)),
                kit::input(
                    WHY,
                    &t!(language, "pass-on-whose"),
                    kit::radio(ActionId::Field, &choices, Some(Whose::Colleague.code())),
                ),
            ],
        }
        .json()
    }
}

/// Reads `view.state.values`.
#[must_use]
pub fn parse(values: &Value) -> PassOn {
    let state = State(values);
    let to = state.field(TO, "selected_user").map(MemberId::new);
    let chosen = state.choice(WHY);
    let whose = Whose::ALL
        .iter()
        .copied()
        .find(|whose| Some(whose.code()) == chosen)
        .unwrap_or(if to.is_some() {
            Whose::Colleague
        } else {
            Whose::Nobody
        });
    PassOn { to, whose }
}

/// The answer when the person named can't take leads.
#[must_use]
pub fn cannot_take(language: Language) -> Value {
    kit::answer_errors(&[(TO.to_owned(), t!(language, "pass-on-cannot"))])
}
