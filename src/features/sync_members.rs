//! Takes over what Slack says about people and user groups. What they chose in leadloop stays.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::wake;
use crate::app::App;
use crate::domain::ids::{MemberId, UserGroupId};
use crate::domain::member::{Member, Role};
use crate::domain::status_words::Status;
use crate::store::{StoreError, Tenant, Tx};

/// People stored in one transaction.
const CHUNK: usize = 200;

/// Stores what Slack says about people: all of them at start, one when something about them changed.
///
/// `admins` are admins whatever Slack says: those of `LEADLOOP_ADMINS`. The leads of somebody who left are without owner from then on, and an ask that was on its way to them is not sent.
/// Doing it twice changes nothing.
///
/// # Errors
/// When the database fails; people stored by then stay stored.
pub async fn sync_members(
    app: &App,
    tenant: &Tenant,
    members: &[Member],
    admins: &[MemberId],
) -> Result<(), StoreError> {
    let said: Vec<Said> = members
        .iter()
        .map(|it| Said {
            member: it.clone(),
            since: None,
            status: None,
        })
        .collect();
    sync_said(app, tenant, &said, admins).await
}

/// What Slack says about somebody.
#[derive(Debug, Clone)]
pub struct Said {
    /// Who they are.
    pub member: Member,
    /// Since when it says so, where it says that.
    pub since: Option<Timestamp>,
    /// Their status, where it says anything of it. It is looked at and not kept: only until when they are away by it.
    pub status: Option<Status>,
}

/// As [`sync_members`]; what Slack said before what is known already is passed over, for it repeats its events.
///
/// # Errors
/// When the database fails; people stored by then stay stored.
pub async fn sync_said(
    app: &App,
    tenant: &Tenant,
    said: &[Said],
    admins: &[MemberId],
) -> Result<(), StoreError> {
    let now = app.now();
    for chunk in said.chunks(CHUNK) {
        let chunk: Vec<Said> = chunk
            .iter()
            .map(|said| {
                let member = &said.member;
                let member = Member {
                    is_admin: member.is_admin || admins.contains(&member.id),
                    email: member.email.as_deref().map(str::to_lowercase),
                    ..member.clone()
                };
                Said {
                    member,
                    ..said.clone()
                }
            })
            .collect();
        app.store
            .write((tenant.clone(), chunk, now), |tx, (tenant, chunk, now)| {
                store_people(tx, tenant, chunk, *now).boxed()
            })
            .await?;
    }
    Ok(())
}

async fn store_people(
    tx: &mut Tx,
    tenant: &Tenant,
    said: &[Said],
    now: Timestamp,
) -> Result<(), StoreError> {
    let ids: Vec<MemberId> = said.iter().map(|it| it.member.id.clone()).collect();
    let before: std::collections::HashMap<MemberId, Member> = tx
        .members_by_id(tenant, &ids)
        .await?
        .into_iter()
        .map(|it| (it.id.clone(), it))
        .collect();
    let words = tx.status_words(tenant).await?;
    for Said {
        member,
        since,
        status,
    } in said
    {
        if let Some(since) = since
            && before.contains_key(&member.id)
            && !tx.note_slack_update(tenant, &member.id, *since).await?
        {
            continue;
        }
        tx.upsert_member(tenant, member).await?;
        if let Some(since) = since {
            tx.note_slack_update(tenant, &member.id, *since).await?;
        }
        let before = before.get(&member.id);
        if let Some(status) = status {
            let until = words.away_until(status, now);
            note_status(tx, tenant, &member.id, before, until, now).await?;
        }
        let Some(before) = before else {
            continue;
        };
        // Who moved may have to be asked sooner than the scheduler knows.
        if before.can_be_asked() == member.can_be_asked() && before.zone == member.zone {
            continue;
        }
        wake::pending_asks(tx, tenant, &member.id, now).await?;
        for role in tx.roles_of(tenant, &member.id).await? {
            if role.role == Role::Sales {
                if member.can_be_asked() && !before.can_be_asked() {
                    // Of a round under way they are no more than whoever joins just now.
                    tx.joins_anew(tenant, &role.loop_id, &member.id, now)
                        .await?;
                }
                wake::rounds_of(tx, tenant, &role.loop_id, now).await?;
            }
        }
    }
    Ok(())
}

/// Notes until when somebody is away by their status, and has their asks looked at when that changed something.
async fn note_status(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
    before: Option<&Member>,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if before.and_then(|it| it.status_until) == until {
        return Ok(());
    }
    tx.set_status_until(tenant, id, until).await?;
    if let Some(before) = before {
        let after = Member {
            status_until: until,
            overrules_status: false,
            ..before.clone()
        };
        wake::asks_after_leave_changed(tx, tenant, before, &after, now).await?;
    }
    Ok(())
}

/// Makes the people of a user group, and nobody else of it, reps of the loops that take theirs from it: its
/// team. Who is in another group of the loop as well stays in the loop.
/// People whom leadloop doesn't know are left out: sync them first.
///
/// # Errors
/// When the database fails.
pub async fn set_group_members(
    app: &App,
    tenant: &Tenant,
    group: &UserGroupId,
    members: &[MemberId],
) -> Result<(), StoreError> {
    let input = (tenant.clone(), group.clone(), members.to_vec(), app.now());
    app.store
        .write(input, |tx, (tenant, group, members, now)| {
            async move {
                let known = tx.members_by_id(tenant, members).await?;
                let known: Vec<MemberId> = known.into_iter().map(|it| it.id).collect();
                for id in tx.loops_of_group(tenant, group).await? {
                    tx.set_team_reps(tenant, &id, group, &known, *now).await?;
                    wake::rounds_of(tx, tenant, &id, *now).await?;
                }
                Ok(())
            }
            .boxed()
        })
        .await
}

/// Notes what a user group is called now.
///
/// # Errors
/// When the database fails.
pub async fn rename_group(
    app: &App,
    tenant: &Tenant,
    group: &UserGroupId,
    name: &str,
) -> Result<(), StoreError> {
    let input = (tenant.clone(), group.clone(), name.to_owned());
    app.store
        .write(input, |tx, (tenant, group, name)| {
            tx.rename_group(tenant, group, name).boxed()
        })
        .await
}

/// The user groups from which loops take their reps, so that their people can be looked up.
///
/// # Errors
/// When the database fails.
pub async fn groups_in_use(app: &App, tenant: &Tenant) -> Result<Vec<UserGroupId>, StoreError> {
    app.store
        .read(tenant.clone(), |tx, tenant| {
            tx.groups_in_use(tenant).boxed()
        })
        .await
}
