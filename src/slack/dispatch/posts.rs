//! Posts that failed or may not have arrived: send them again, or say that they did.

use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::ids::{AskId, PostId};
use crate::features::troubled_posts::{Mending, mend, seen};
use crate::slack::ids::ActionId;
use crate::slack::incoming::{Action, BlockActions};
use crate::store::SentPost;
use crate::texts::t;

impl Dispatch {
    pub(super) async fn mend_post(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        id: ActionId,
        action: &Action,
    ) -> Result<(), Trouble> {
        let mending = if id == ActionId::ItArrived {
            Mending::Arrived
        } else {
            Mending::SendAgain
        };
        let post = PostId::new(value(action)?);
        let mended = mend(&self.app, &visitor.tenant, &visitor.member, &post, mending).await?;
        let key = match mended {
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
            Ok(false) => "cannot-post-gone",
            Ok(true) if mending == Mending::Arrived => "post-noted",
            Ok(true) => "post-goes-again",
        };
        self.say_done(visitor, delivery, &t!(visitor.language, key))
            .await;
        Ok(())
    }

    /// Whoever presses a button of an ask has its message in front of them: it arrived, and stands there.
    pub(super) async fn learn_place(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) {
        let (Some(message), Ok(ask)) = (&delivery.message, value(action)) else {
            return;
        };
        let place = SentPost {
            channel: message.channel.to_string(),
            ts: message.ts.clone(),
        };
        let ask = AskId::new(ask);
        if let Err(error) = seen(&self.app, &visitor.tenant, &ask, place).await {
            tracing::error!(%ask, %error, "where an ask stands could not be noted");
        }
    }
}
