//! The buttons of a digest that show what it leaves out.

use futures_util::FutureExt as _;

use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::figures::RoundFigures;
use crate::domain::ids::RoundId;
use crate::slack::ids::ActionId;
use crate::slack::incoming::{Action, BlockActions};
use crate::slack::views::digest_rest::{more_comments, more_rated};
use crate::slack::views::refusals::CannotNow;

impl Dispatch {
    /// Rated leads, or comments, that a digest had no room for.
    pub(super) async fn show_rest(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        id: ActionId,
        action: &Action,
    ) -> Result<(), Trouble> {
        let input = (visitor.tenant.clone(), RoundId::new(value(action)?));
        let figures: Option<RoundFigures> = self
            .app
            .store
            .read(input, |tx, (tenant, id)| tx.figures(tenant, id).boxed())
            .await?;
        let Some(figures) = figures else {
            let text = CannotNow::OutOfDate.text(visitor.language);
            return self.say(visitor, delivery, &text).await;
        };
        let view = match id {
            ActionId::MoreComments => more_comments(visitor.language, &figures),
            _ => more_rated(visitor.language, &figures),
        };
        self.show(visitor, delivery, &view).await
    }
}
