//! Who wants something, and whether they may.

use super::refusal::{Refusal, Stop, Thing};
use crate::domain::ids::MemberId;
use crate::domain::member::{Member, Role};
use crate::domain::ownership::without_owner;
use crate::domain::permission::{Action, Actor, may};
use crate::store::{StoreError, Tenant, Tx};

/// Somebody with their roles in loops that have not ended. A person whom leadloop doesn't know, or who
/// is deactivated, a guest or of another company, has none and is no admin.
///
/// # Errors
/// When the database fails.
pub async fn actor(tx: &mut Tx, tenant: &Tenant, id: &MemberId) -> Result<Actor, StoreError> {
    let Some(member) = tx.member(tenant, id).await? else {
        return Ok(Actor::default());
    };
    if member.is_deactivated || member.is_outsider {
        return Ok(Actor::default());
    }
    let roles = tx.roles_of(tenant, id).await?;
    Ok(Actor {
        is_admin: member.is_admin,
        roles: roles.into_iter().map(|it| (it.loop_id, it.role)).collect(),
        teams: vec![],
    })
}

/// The same with the teams they lead, where what they want may be a matter of a team.
///
/// # Errors
/// When the database fails.
pub(super) async fn actor_with_teams(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
) -> Result<Actor, StoreError> {
    let actor = actor(tx, tenant, id).await?;
    let member = tx.member(tenant, id).await?;
    let teams = match member.filter(Member::can_be_asked) {
        Some(_) => tx.teams_led_by(tenant, id).await?,
        None => vec![],
    };
    Ok(Actor { teams, ..actor })
}

/// Stops unless this person may do this.
pub(super) async fn must_be_allowed(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
    action: &Action,
) -> Result<(), Stop> {
    Ok(may(&actor(tx, tenant, id).await?, action)?)
}

/// A person whom leadloop must know.
pub(super) async fn known(tx: &mut Tx, tenant: &Tenant, id: &MemberId) -> Result<Member, Stop> {
    let member = tx.member(tenant, id).await?;
    Ok(member.ok_or(Refusal::Unknown(Thing::Member))?)
}

/// Stops unless this person can be given leads: known, not gone, no guest, and in sales in some loop.
pub(super) async fn can_take_leads(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
) -> Result<(), Stop> {
    let member = known(tx, tenant, id).await?;
    let roles = tx.roles_of(tenant, id).await?;
    let is_rep = roles.iter().any(|it| it.role == Role::Sales);
    match without_owner(Some(&member), is_rep) {
        Some(_) => Err(Refusal::Unknown(Thing::Rep).into()),
        None => Ok(()),
    }
}
