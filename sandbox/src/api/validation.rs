//! `blocks.validate`

use serde_json::{Value, json};

use super::{Answer, ApiError, Args};
use crate::validate::{self, Fault, Surface};

/// Takes exactly one of `blocks`, `view` and `message`, and no token.
///
/// <https://docs.slack.dev/reference/methods/blocks.validate>
pub(super) fn validate(args: &Args) -> Answer {
    let read = |name: &str| args.json(name, "invalid_arguments");
    let given = [read("blocks")?, read("view")?, read("message")?];
    let faults = match given {
        [Some(blocks), None, None] => validate::blocks(&blocks, Surface::Message),
        [None, Some(view), None] => validate::view(&view),
        [None, None, Some(message)] => validate::message(&message),
        _ => {
            return Err(ApiError::new("invalid_arguments").because(vec![
                "[ERROR] must provide exactly one of: blocks, view, message".to_owned(),
            ]));
        }
    };
    // Slack does not mind here that a message has no text.
    let faults: Vec<Fault> = faults
        .into_iter()
        .filter(|fault| fault.code != validate::FaultCode::NoText)
        .collect();
    if faults.is_empty() {
        return Ok(json!({}));
    }
    let errors: Vec<Value> = faults.iter().map(Fault::to_json).collect();
    Err(ApiError::faulty("invalid_blocks", &faults).with("errors", errors))
}
