//! Posts that Slack refused, or of which nobody knows whether they arrived: admins and team leads send
//! them again, or say that they did arrive.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::App;
use crate::domain::ids::{MemberId, PostId};
use crate::domain::member::Role;
use crate::domain::permission;
use crate::store::{OutboxState, Tenant, Tx};

/// What somebody says about such a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mending {
    /// It shall be sent again.
    SendAgain,
    /// It arrived.
    Arrived,
}

/// Deals with a post. False when somebody else did so before.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn mend(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    post_id: &PostId,
    mending: Mending,
) -> Outcome<bool> {
    let input = (
        tenant.clone(),
        actor.clone(),
        post_id.clone(),
        mending,
        app.now(),
    );
    refusal::write(app, input, |tx, (tenant, actor, post_id, mending, now)| {
        mend_in(tx, tenant, actor, post_id, *mending, *now).boxed()
    })
    .await
}

async fn mend_in(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    post_id: &PostId,
    mending: Mending,
    now: Timestamp,
) -> Result<bool, Stop> {
    let person = who::actor(tx, tenant, actor).await?;
    let is_lead = person.roles.iter().any(|(_, role)| *role == Role::TeamLead);
    if !person.is_admin && !is_lead {
        return Err(permission::Refusal::OnlyTeamLeads.into());
    }
    let row = tx.post_by_id(tenant, post_id).await?;
    let row = row.ok_or(Refusal::Unknown(Thing::Round))?;
    match mending {
        Mending::SendAgain => Ok(tx.send_again(tenant, post_id, now).await?),
        Mending::Arrived if row.state == OutboxState::Unknown => {
            tx.mark_post(tenant, &row, OutboxState::Sent, "arrived")
                .await?;
            Ok(true)
        }
        Mending::Arrived => Ok(false),
    }
}
