//! What a rep does with an ask besides answering it.

use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::ask::DeclineReason;
use crate::domain::ids::AskId;
use crate::features::decline_ask::{Declining, decline_ask};
use crate::slack::ids::ActionId;
use crate::slack::incoming::{Action, BlockActions};

impl Dispatch {
    /// "Not this time", the optional word for it, and "shall I ask less often?".
    pub(super) async fn decline(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        id: ActionId,
        action: &Action,
    ) -> Result<(), Trouble> {
        let declining = match id {
            ActionId::DeclineTooEarly => Declining::Because(DeclineReason::TooEarly),
            ActionId::DeclineTooBusy => Declining::Because(DeclineReason::TooBusy),
            ActionId::DeclineNotMine => Declining::Because(DeclineReason::NotMine),
            ActionId::AskLessOften => Declining::AskLessOften,
            ActionId::KeepRhythm => Declining::KeepRhythm,
            _ => Declining::NotThisTime,
        };
        let ask_id = AskId::new(value(action)?);
        let done = decline_ask(
            &self.app,
            &visitor.tenant,
            &visitor.member,
            &ask_id,
            declining,
        )
        .await?;
        if let Err(refusal) = done {
            tracing::info!(ask = %ask_id, member = %visitor.member, ?refusal, "an ask was not declined");
            let view = super::rating::refused_view(visitor, refusal);
            return self.show(visitor, delivery, view).await;
        }
        Ok(())
    }
}
