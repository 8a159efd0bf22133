//! Which words of a Slack status mean "away" in this workspace: admins read and change them.

use futures_util::FutureExt as _;

use super::refusal::{self, Outcome};
use super::who;
use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::permission::Action;
use crate::domain::status_words::StatusWords;
use crate::store::Tenant;

/// The words as they now are.
///
/// # Errors
/// When the database fails.
pub async fn away_words(app: &App, tenant: &Tenant, actor: &MemberId) -> Outcome<StatusWords> {
    let input = (tenant.clone(), actor.clone());
    refusal::read(app, input, |tx, (tenant, actor)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditAwayWords).await?;
            Ok(tx.status_words(tenant).await?)
        }
        .boxed()
    })
    .await
}

/// Changes them; two empty lists stand for those that leadloop comes with. Statuses are not kept, so everybody's is
/// read from Slack again.
///
/// # Errors
/// When the database fails.
pub async fn set_away_words(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    words: &StatusWords,
) -> Outcome<()> {
    let input = (tenant.clone(), actor.clone(), words.clone());
    let set = refusal::write(app, input, |tx, (tenant, actor, words)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditAwayWords).await?;
            let is_empty = words.away.is_empty() && words.not_away.is_empty();
            let are_own = !is_empty && *words != StatusWords::default();
            tx.set_status_words(tenant, are_own.then_some(words))
                .await?;
            Ok(())
        }
        .boxed()
    })
    .await?;
    if set.is_ok() {
        app.bells.people.ring();
    }
    Ok(set)
}
