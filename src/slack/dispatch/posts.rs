//! Posts that failed or may not have arrived: send them again, or say that they did.

use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::ids::PostId;
use crate::features::troubled_posts::{Mending, mend};
use crate::slack::ids::ActionId;
use crate::slack::incoming::{Action, BlockActions};
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
        self.say(visitor, delivery, &t!(visitor.language, key))
            .await
    }
}
