//! What a team lead does with a loop that runs: pause, resume, end; skip or move the next round.
//!
//! Doing a thing twice does it once: rounds are named by the one that was shown, not by "the next".

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::next_date::{RoundsSoFar, first_possible};
use super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::{advance_round, wake, who};
use crate::app::{App, fresh_id};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{LoopId, MemberId, RoundId};
use crate::domain::member::{Member, Role};
use crate::domain::permission::Action;
use crate::domain::round::{self, Round, RoundState, SkipReason};
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// A loop after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopNow {
    /// The loop.
    pub loop_id: LoopId,
    /// Its name.
    pub name: String,
    /// Whether it runs.
    pub state: LoopState,
    /// The date of its next round, if one is planned.
    pub next_date: Option<Date>,
}

/// Pauses a loop: what is planned is not asked, what is open closes without a digest.
///
/// # Errors
/// When the database fails.
pub async fn pause(app: &App, tenant: &Tenant, actor: &MemberId, id: &LoopId) -> Outcome<LoopNow> {
    change_state(app, tenant, actor, id, LoopState::Paused).await
}

/// Resumes a paused loop; its next round is planned on the first date that is still to come.
///
/// # Errors
/// When the database fails.
pub async fn resume(app: &App, tenant: &Tenant, actor: &MemberId, id: &LoopId) -> Outcome<LoopNow> {
    change_state(app, tenant, actor, id, LoopState::Active).await
}

/// Ends a loop for good.
///
/// # Errors
/// When the database fails.
pub async fn end(app: &App, tenant: &Tenant, actor: &MemberId, id: &LoopId) -> Outcome<LoopNow> {
    change_state(app, tenant, actor, id, LoopState::Ended).await
}

async fn change_state(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    id: &LoopId,
    to: LoopState,
) -> Outcome<LoopNow> {
    let input = (tenant.clone(), actor.clone(), id.clone(), to, app.now());
    refusal::write(app, input, |tx, (tenant, actor, id, to, now)| {
        async move {
            let mut row =
                loop_to_change(tx, tenant, actor, &Action::EditLoop(id.clone()), id).await?;
            let from = row.settings.state;
            if from != *to {
                if from == LoopState::Ended {
                    return Err(Refusal::LoopStopped(from).into());
                }
                row.settings.state = *to;
                tx.save_loop(tenant, &row).await?;
                if *to == LoopState::Active {
                    plan_next(tx, tenant, &row, *now).await?;
                }
                wake::rounds_of(tx, tenant, id, *now).await?;
            }
            Ok(loop_now(tx, tenant, row).await?)
        }
        .boxed()
    })
    .await
}

/// Skips a planned round; the one after it keeps its date.
///
/// # Errors
/// When the database fails.
pub async fn skip_round(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    round_id: &RoundId,
) -> Outcome<LoopNow> {
    let input = (tenant.clone(), actor.clone(), round_id.clone(), app.now());
    refusal::write(app, input, |tx, (tenant, actor, round_id, now)| {
        async move {
            let (row, round) = round_to_change(tx, tenant, actor, round_id).await?;
            if round.skip_reason != Some(SkipReason::TeamLead) {
                let (_, next) = neighbours(tx, tenant, &round).await?;
                let step = round::skip(&row.settings, &round, next, *now)?;
                advance_round::carry_out(tx, tenant, &row, step, *now).await?;
            }
            Ok(loop_now(tx, tenant, row).await?)
        }
        .boxed()
    })
    .await
}

/// Moves a planned round to another date; the one after it keeps its date.
///
/// # Errors
/// When the database fails.
pub async fn shift_round(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    round_id: &RoundId,
    new_date: Date,
) -> Outcome<LoopNow> {
    let input = (
        tenant.clone(),
        actor.clone(),
        round_id.clone(),
        new_date,
        app.now(),
    );
    refusal::write(
        app,
        input,
        |tx, (tenant, actor, round_id, new_date, now)| {
            async move {
                let (row, round) = round_to_change(tx, tenant, actor, round_id).await?;
                if round.date != *new_date {
                    let (previous, next) = neighbours(tx, tenant, &round).await?;
                    let step =
                        round::shift(&row.settings, &round, *new_date, previous, next, *now)?;
                    advance_round::carry_out(tx, tenant, &row, step, *now).await?;
                }
                Ok(loop_now(tx, tenant, row).await?)
            }
            .boxed()
        },
    )
    .await
}

async fn loop_to_change(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    action: &Action,
    id: &LoopId,
) -> Result<LoopRow, Stop> {
    // A team lead of a loop that has ended leads it no more; whether it is over is told first.
    let row = tx.feedback_loop(tenant, id).await?;
    let row = row.ok_or(Refusal::Unknown(Thing::Loop))?;
    if row.settings.state != LoopState::Ended {
        who::must_be_allowed(tx, tenant, actor, action).await?;
        return Ok(row);
    }
    let people = tx.loop_members(tenant, id).await?;
    let led = people
        .iter()
        .any(|it| it.role == Role::TeamLead && it.member_id == *actor);
    if !led {
        who::must_be_allowed(tx, tenant, actor, action).await?;
    }
    Ok(row)
}

async fn round_to_change(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    id: &RoundId,
) -> Result<(LoopRow, Round), Stop> {
    let round = tx.round(tenant, id).await?;
    let round = round.ok_or(Refusal::Unknown(Thing::Round))?;
    let action = Action::SkipRound(round.loop_id.clone());
    let row = loop_to_change(tx, tenant, actor, &action, &round.loop_id).await?;
    if row.settings.state != LoopState::Active {
        return Err(Refusal::LoopStopped(row.settings.state).into());
    }
    Ok((row, round))
}

/// The dates of the round of the cadence before this one, and of one planned after it.
async fn neighbours(
    tx: &mut Tx,
    tenant: &Tenant,
    round: &Round,
) -> Result<(Option<Date>, Option<Date>), StoreError> {
    let rounds = tx.rounds_of_loop(tenant, &round.loop_id, 20).await?;
    let others = || rounds.iter().filter(|it| !it.is_extra && it.id != round.id);
    let previous = others()
        .filter(|it| it.number < round.number && it.state != RoundState::Skipped)
        .map(|it| it.date)
        .max();
    let next = others()
        .filter(|it| it.number > round.number && it.state == RoundState::Planned)
        .map(|it| it.date)
        .min();
    Ok((previous, next))
}

async fn plan_next(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &LoopRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id = &row.settings.id;
    let rounds = RoundsSoFar::of(tx, tenant, id).await?;
    if rounds.planned.is_some() {
        return Ok(());
    }
    let people = tx.loop_members(tenant, id).await?;
    let reps: Vec<MemberId> = people
        .into_iter()
        .filter(|it| it.role == Role::Sales)
        .map(|it| it.member_id)
        .collect();
    let zones: Vec<TimeZone> = tx
        .members_by_id(tenant, &reps)
        .await?
        .iter()
        .filter(|it| it.can_be_asked())
        .map(Member::time_zone)
        .collect();
    let date = first_possible(&row.settings, &zones, &rounds, now);
    let round_id = RoundId::new(fresh_id(now));
    let round = Round::planned(round_id, id.clone(), rounds.next_number, date, now);
    tx.save_round(tenant, &round).await
}

async fn loop_now(tx: &mut Tx, tenant: &Tenant, row: LoopRow) -> Result<LoopNow, StoreError> {
    let rounds = RoundsSoFar::of(tx, tenant, &row.settings.id).await?;
    let runs = row.settings.state == LoopState::Active;
    Ok(LoopNow {
        next_date: rounds.planned.filter(|_| runs).map(|it| it.date),
        loop_id: row.settings.id,
        name: row.settings.name,
        state: row.settings.state,
    })
}
