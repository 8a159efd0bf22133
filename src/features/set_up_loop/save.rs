//! Saves a loop: a new one plans its first round, a changed one moves what was planned.

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::civil::Date;

use super::check::{Checked, check};
use super::{LoopDraft, LoopTarget};
use crate::app::{App, fresh_id};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{LoopId, MemberId, PostId, RoundId};
use crate::domain::member::Role;
use crate::domain::post::{Destination, Post};
use crate::domain::round::Round;
use crate::features::refusal::{self, Outcome, Refusal, Stop};
use crate::features::{next_date, wake};
use crate::store::{StoreError, Tenant, Tx};

/// A loop that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The loop.
    pub loop_id: LoopId,
    /// Its name.
    pub name: String,
    /// The date of its next round; none while it is paused.
    pub next_date: Option<Date>,
    /// It was made just now.
    pub is_new: bool,
}

/// Saves a loop as filled in. A new one plans its first round and tells its other team leads and its
/// marketing; saving the same new one again changes nothing.
///
/// An edit of the cadence or the first date moves the planned round; of the time or the window, the
/// asks of it that were fixed. Rounds in which somebody has been asked stay as they are.
///
/// # Errors
/// When the database fails.
pub async fn save(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    target: &LoopTarget,
    draft: &LoopDraft,
) -> Outcome<Saved> {
    let input = (
        tenant.clone(),
        actor.clone(),
        target.clone(),
        draft.clone(),
        app.now(),
    );
    refusal::write(app, input, |tx, (tenant, actor, target, draft, now)| {
        save_in(tx, tenant, actor, target, draft, *now).boxed()
    })
    .await
}

async fn save_in(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    target: &LoopTarget,
    draft: &LoopDraft,
    now: Timestamp,
) -> Result<Saved, Stop> {
    if let Some(saved) = saved_before(tx, tenant, actor, target).await? {
        return Ok(saved);
    }
    let checked = check(tx, tenant, actor, target, draft, now).await?;
    if !checked.faults.is_empty() {
        return Err(Refusal::Loop(checked.faults).into());
    }
    let loop_id = checked.row.settings.id.clone();
    tx.save_loop(tenant, &checked.row).await?;
    let reps = set_people(tx, tenant, &checked, draft, now).await?;
    let next_date = plan(tx, tenant, &checked, &reps, now).await?;
    let is_new = checked.before.is_none();
    if is_new {
        tell(tx, tenant, actor, &loop_id, draft, now).await?;
    }
    wake::rounds_of(tx, tenant, &loop_id, now).await?;
    Ok(Saved {
        loop_id,
        name: checked.row.settings.name,
        next_date,
        is_new,
    })
}

/// A submission that Slack delivered twice: the loop is there.
async fn saved_before(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    target: &LoopTarget,
) -> Result<Option<Saved>, StoreError> {
    let LoopTarget::New(id) = target else {
        return Ok(None);
    };
    let row = tx.feedback_loop(tenant, id).await?;
    let Some(row) = row.filter(|row| row.created_by == *actor) else {
        return Ok(None);
    };
    let rounds = next_date::RoundsSoFar::of(tx, tenant, id).await?;
    Ok(Some(Saved {
        loop_id: id.clone(),
        name: row.settings.name,
        next_date: rounds.planned.map(|it| it.date),
        is_new: true,
    }))
}

/// Stores who is what; gives everybody who is asked.
async fn set_people(
    tx: &mut Tx,
    tenant: &Tenant,
    checked: &Checked,
    draft: &LoopDraft,
    now: Timestamp,
) -> Result<Vec<MemberId>, StoreError> {
    let id = &checked.row.settings.id;
    let mut teams = draft.teams.clone();
    for team in &mut teams {
        team.reps.retain(|it| checked.people.contains_key(it));
    }
    tx.set_teams(tenant, id, &teams, &draft.reps, now).await?;
    for (role, members) in [
        (Role::TeamLead, &draft.team_leads),
        (Role::Marketing, &draft.marketing),
    ] {
        tx.set_loop_members(tenant, id, role, members, false, now)
            .await?;
    }
    Ok(draft.all_reps())
}

/// Plans the first round, or moves the planned one and forgets those planned after it in the old rhythm;
/// gives the date of the next round.
async fn plan(
    tx: &mut Tx,
    tenant: &Tenant,
    checked: &Checked,
    reps: &[MemberId],
    now: Timestamp,
) -> Result<Option<Date>, StoreError> {
    let settings = &checked.row.settings;
    if settings.state != LoopState::Active {
        return Ok(None);
    }
    let date = checked.next_date(reps, now);
    let Some(planned) = &checked.rounds.planned else {
        let (id, loop_id) = (RoundId::new(fresh_id(now)), settings.id.clone());
        let round = Round::planned(id, loop_id, checked.rounds.next_number, date, now);
        tx.save_round(tenant, &round).await?;
        return Ok(Some(date));
    };
    if checked.moves_rounds() {
        for later in &checked.rounds.planned_later {
            tx.forget_round(tenant, later).await?;
        }
    }
    if planned.date != date || checked.moves_asks() {
        tx.forget_asks(tenant, &planned.id).await?;
    }
    let moved = Round {
        date,
        next_wake: Some(now),
        ..planned.clone()
    };
    tx.save_round(tenant, &moved).await?;
    Ok(Some(date))
}

/// Tells the other team leads, its teams' own ones too, and marketing that there is a loop now.
async fn tell(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    loop_id: &LoopId,
    draft: &LoopDraft,
    now: Timestamp,
) -> Result<(), StoreError> {
    let of_teams = draft.teams.iter().flat_map(|it| &it.leads);
    let named = draft.team_leads.iter().chain(&draft.marketing);
    let mut told: Vec<&MemberId> = named.chain(of_teams).collect();
    told.sort();
    told.dedup();
    for member_id in told.into_iter().filter(|it| *it != actor) {
        let post = Post::LoopStarted {
            loop_id: loop_id.clone(),
            member_id: member_id.clone(),
        };
        let to = Destination::Member(member_id.clone());
        tx.post(tenant, &PostId::new(fresh_id(now)), &post, &to, now)
            .await?;
    }
    Ok(())
}
