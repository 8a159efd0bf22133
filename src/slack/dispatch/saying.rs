//! How somebody is told something: a window over what they look at, or a line in their channel.

use serde_json::Value;

use super::{Dispatch, Trouble, Visitor};
use crate::features::refusal::Refusal;
use crate::slack::ack::Ack;
use crate::slack::incoming::BlockActions;
use crate::slack::refusal_text::refusal_text;
use crate::slack::views::kit::{self, Message};
use crate::slack::views::leads::said;

impl Dispatch {
    /// Shows a view: over the modal in which somebody pressed, else by itself.
    pub(super) async fn show(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        view: Value,
    ) -> Result<(), Trouble> {
        let api = self.api(&visitor.tenant);
        let is_modal = delivery.view.as_ref().is_some_and(|it| it.kind == "modal");
        let trigger = super::trigger(delivery)?;
        if is_modal {
            api.push_view(trigger, view).await?;
        } else {
            api.open_view(trigger, view).await?;
        }
        Ok(())
    }

    /// Says something to whoever pressed a button.
    pub(super) async fn say(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        text: &str,
    ) -> Result<(), Trouble> {
        self.show(visitor, delivery, said(visitor.language, text))
            .await
    }

    /// Says what was done. It is done: a window that Slack does not show is only logged.
    pub(super) async fn say_done(&self, visitor: &Visitor, delivery: &BlockActions, text: &str) {
        if let Err(trouble) = self.say(visitor, delivery, text).await {
            tracing::info!(member = %visitor.member, error = %trouble, "what was done could not be shown");
        }
    }

    /// Tells whoever pressed a button why nothing came of it.
    pub(super) async fn refuse(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        refusal: &Refusal,
    ) -> Result<(), Trouble> {
        let text = refusal_text(visitor.language, refusal);
        self.say(visitor, delivery, &text).await
    }
}

/// A submission's answer that says something in the place of the form.
pub(super) fn said_instead(visitor: &Visitor, text: &str) -> Ack {
    Ack::Json(kit::answer_update(said(visitor.language, text)))
}

/// A submission's answer that says why nothing came of it.
pub(super) fn refused_instead(visitor: &Visitor, refusal: &Refusal) -> Ack {
    said_instead(visitor, &refusal_text(visitor.language, refusal))
}

/// A command's answer.
pub(super) fn answered(message: Message) -> Ack {
    Ack::Ephemeral(message.json())
}

/// A command's answer of one paragraph.
pub(super) fn answered_plainly(text: &str) -> Ack {
    answered(Message::plain(text))
}
