//! The building blocks of messages and modals, each within Slack's limits whatever is put in.

mod blocks;
mod cut;
mod elements;
mod object;
mod state;

use serde_json::{Map, Value};

pub use blocks::{
    actions, bold, bullets, button, channel, confirmed, context, dispatched, divider, header,
    hinted, input, lead_in, line, link, link_button, mention, named, optional, plain, primary,
    rich, run, section, section_with,
};
pub use cut::cut;
use cut::escape_cut;
pub use elements::{
    Choice, checkboxes, element, external_multi_select, external_select, option, overflow, radio,
    select, suggestions, text_input, users, with_placeholder,
};
use object::object;
pub use state::State;

use crate::slack::ids::CallbackId;

/// Longest top-level text of a message.
const MESSAGE_TEXT_MAX: usize = 3_900;

/// A message: what a lock screen and a screen reader get, and what is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The top-level text; escaped, at most 3,900 characters.
    pub text: String,
    /// The blocks.
    pub blocks: Vec<Value>,
}

impl Message {
    /// A message of this text (as read, not yet escaped) and these blocks.
    #[must_use]
    pub fn new(text: &str, blocks: Vec<Value>) -> Self {
        Self {
            text: escape_cut(text, MESSAGE_TEXT_MAX),
            blocks,
        }
    }

    /// A message of one paragraph, the same in both.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::new(text, vec![section(text)])
    }

    /// The arguments of `chat.postMessage` and `chat.update`, without the channel.
    #[must_use]
    pub fn json(self) -> Value {
        object!({
            "text": self.text,
            "blocks": self.blocks,
            "unfurl_links": false,
            "unfurl_media": false,
        })
    }
}

/// A modal.
#[derive(Debug, Clone)]
pub struct Modal {
    /// What it is.
    pub callback: CallbackId,
    /// One opaque id.
    pub metadata: String,
    /// Its title.
    pub title: String,
    /// The submit button; none for a modal without inputs.
    pub submit: Option<String>,
    /// The close button.
    pub close: String,
    /// Whether Slack tells when it is closed.
    pub notify_on_close: bool,
    /// Its blocks.
    pub blocks: Vec<Value>,
}

impl Modal {
    /// The view as `views.open`, `views.update`, `views.push` and an acknowledgement take it.
    #[must_use]
    pub fn json(self) -> Value {
        let mut view = object!({
            "type": "modal",
            "callback_id": self.callback.as_str(),
            "private_metadata": self.metadata,
            "title": plain(&self.title, 24),
            "close": plain(&self.close, 24),
            "notify_on_close": self.notify_on_close,
            "blocks": self.blocks,
        });
        if let Some(submit) = self.submit {
            view["submit"] = plain(&submit, 24);
        }
        view
    }
}

/// The acknowledgement of a submission that shows this view next.
#[must_use]
pub fn answer_update(view: Value) -> Value {
    object!({"response_action": "update", "view": view})
}

/// The acknowledgement of a submission that lays this view on top.
#[must_use]
pub fn answer_push(view: Value) -> Value {
    object!({"response_action": "push", "view": view})
}

/// The acknowledgement of a submission that sends the person back to fields: block id and what is wrong.
#[must_use]
pub fn answer_errors(errors: &[(String, String)]) -> Value {
    let errors: Map<String, Value> = errors
        .iter()
        .map(|(block, text)| (block.clone(), Value::from(cut(text, 3_000))))
        .collect();
    object!({"response_action": "errors", "errors": errors})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_a_grapheme() {
        assert_eq!(cut("Nova Bouw", 9), "Nova Bouw");
        assert_eq!(cut("Nova Bouw", 6), "Nova…");
        assert_eq!(cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 12), "👩‍👩‍👧‍👦…");
        assert_eq!(cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5), "…");
    }

    #[test]
    fn a_messages_text_can_mention_nobody() {
        let message = Message::plain("Tea & <!channel>");
        assert_eq!(message.text, "Tea &amp; &lt;!channel&gt;");
        assert!(Message::plain(&"<".repeat(5_000)).text.len() <= 3_910);
    }

    #[test]
    fn only_https_becomes_a_link() {
        assert!(link_button("Open", "https://crm.example/1").is_some());
        assert!(link_button("Open", "javascript:alert(1)").is_none());
    }
}
