//! Block Kit as a person meets it: what can be pressed and filled in, what is chosen, what is read.
//! Knows nothing of limits; that is the validator's.

mod figures;
mod mrkdwn;
mod plain;
mod state;
mod typed;
mod walk;

pub(crate) use mrkdwn::{Names, mrkdwn_plain};
pub(crate) use plain::{inputs, plain, text_of};
pub use state::State;
pub(crate) use state::{carried_over, chosen_texts, initial_state, is_list, options_of, set_value};
pub(crate) use typed::typed;
pub(crate) use walk::{Placed, button_labels, fill_ids, interactive};
