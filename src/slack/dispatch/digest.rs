//! The buttons of a digest and of a campaign's numbers: what they leave out, and the ratings with names.

use futures_util::FutureExt as _;

use super::{Dispatch, Trouble, Visitor, value};
use crate::domain::figures::RoundFigures;
use crate::domain::ids::RoundId;
use crate::features::refusal::{Refusal, Thing};
use crate::features::see_ratings::see_ratings;
use crate::slack::ids::ActionId;
use crate::slack::incoming::{Action, BlockActions};
use crate::slack::views::digest_rest::{more_comments, more_rated};
use crate::slack::views::ratings::{RatingLine, RatingsPage, RatingsView};
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
        self.show(visitor, delivery, view).await
    }

    /// The ratings with names: opened from a message, turned over in the window.
    pub(super) async fn show_ratings(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let Some(page) = RatingsPage::parse(value(action)?) else {
            let refusal = Refusal::Unknown(Thing::Round);
            return self.refuse(visitor, delivery, &refusal).await;
        };
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let (round, campaign) = (&page.round, page.campaign.as_ref());
        let found = see_ratings(&self.app, tenant, member, round, campaign, page.page).await?;
        let found = match found {
            Ok(found) => found,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let ratings = found.ratings.into_iter().map(|it| RatingLine {
            title: it.title,
            campaign: it.campaign,
            rep: it.rep,
            judged: it.judged,
        });
        let view = RatingsView {
            page,
            loop_name: found.loop_name,
            number: found.number,
            campaign: found.campaign,
            ratings: ratings.collect(),
            more: found.more,
        };
        let view = view.view(visitor.language);
        self.show_page(visitor, delivery, action, view).await
    }
}
