//! Why an act did not come about.

use std::fmt;

use crate::delivery::DeliveryFailure;

/// Where somebody looked for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A message, by its timestamp.
    Message(String),
    /// The modal on top.
    Modal,
    /// The Home tab.
    Home,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(ts) => write!(f, "the message {ts}"),
            Self::Modal => f.write_str("the modal"),
            Self::Home => f.write_str("the Home tab"),
        }
    }
}

/// Why an act did not come about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// There is no such button, input or option.
    #[error("no {what} \"{wanted}\" in {place}; there are: {}", list(.there))]
    NoSuch {
        /// `button`, `input`, `option`, …
        what: &'static str,
        /// What was asked for.
        wanted: String,
        /// Where.
        place: Place,
        /// What is there instead.
        there: Vec<String>,
    },
    /// No modal is open, or the Home tab is empty.
    #[error("there is nothing in {0}")]
    Empty(Place),
    /// The person, channel, message, command or shortcut does not exist.
    #[error("{0}")]
    NotFound(String),
    /// Slack's own client would not let this happen.
    #[error("{0}")]
    NotAllowed(String),
    /// The app failed; the person is told "We had some trouble connecting. Try again?".
    #[error("the app failed: {0}")]
    App(#[from] DeliveryFailure),
    /// The app acknowledged with something Slack refuses.
    #[error("the app's acknowledgement was refused: {0}")]
    Refused(String),
}

fn list(there: &[String]) -> String {
    if there.is_empty() {
        return "none".to_owned();
    }
    there
        .iter()
        .map(|label| format!("\"{label}\""))
        .collect::<Vec<_>>()
        .join(", ")
}
