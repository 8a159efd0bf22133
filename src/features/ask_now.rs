//! Holds an extra round now, for a whole loop or for one rep; at most weekly.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::sample;
use super::set_up_loop::{RepPreview, for_rep};
use super::who;
use crate::app::{App, fresh_id};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{LoopId, MemberId, RoundId};
use crate::domain::member::Role;
use crate::domain::permission::{Action, may};
use crate::domain::round::{Round, RoundState, extra_date, may_ask_now};
use crate::store::{Tenant, Tx};

/// An extra round that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedNow {
    /// The loop.
    pub loop_id: LoopId,
    /// Its name.
    pub loop_name: String,
    /// The round.
    pub round_id: RoundId,
    /// Whom it asks about how many leads, and whom not and why.
    pub reps: Vec<RepPreview>,
}

/// A loop in which somebody may ask now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopChoice {
    /// The loop.
    pub loop_id: LoopId,
    /// Its name.
    pub name: String,
}

/// The running loops in which somebody may hold an extra round; only those in which `rep` is asked, if
/// one is named.
///
/// # Errors
/// When the database fails.
pub async fn choices(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    rep: Option<&MemberId>,
) -> Outcome<Vec<LoopChoice>> {
    let input = (tenant.clone(), actor.clone(), rep.cloned());
    refusal::read(app, input, |tx, (tenant, actor, rep)| {
        async move {
            let person = who::actor(tx, tenant, actor).await?;
            let of_rep = match rep {
                Some(rep) => Some(tx.roles_of(tenant, rep).await?),
                None => None,
            };
            let mut choices = Vec::new();
            let mut refused = None;
            for row in tx.loops(tenant).await? {
                let it = row.settings;
                let asks_rep = of_rep.as_ref().is_none_or(|roles| {
                    roles
                        .iter()
                        .any(|role| role.loop_id == it.id && role.role == Role::Sales)
                });
                match may(&person, &Action::AskNow(it.id.clone())) {
                    Err(refusal) => refused = Some(refusal),
                    Ok(()) if asks_rep && it.state == LoopState::Active => {
                        choices.push(LoopChoice {
                            loop_id: it.id,
                            name: it.name,
                        });
                    }
                    Ok(()) => {}
                }
            }
            match refused {
                Some(refusal) if choices.is_empty() => Err(refusal.into()),
                _ => Ok(choices),
            }
        }
        .boxed()
    })
    .await
}

/// Makes an extra round whose asks go out at once, in the working hours of each rep. When nobody has
/// anything to be asked about, no round is made and the week's one stays to be used. A round that is planned
/// comes after it, also by its number.
///
/// # Errors
/// When the database fails.
pub async fn ask_now(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    loop_id: &LoopId,
    rep: Option<&MemberId>,
) -> Outcome<AskedNow> {
    let input = (
        tenant.clone(),
        actor.clone(),
        loop_id.clone(),
        rep.cloned(),
        app.now(),
    );
    refusal::write(app, input, |tx, (tenant, actor, loop_id, rep, now)| {
        ask_in(tx, tenant, actor, loop_id, rep.as_ref(), *now).boxed()
    })
    .await
}

async fn ask_in(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    loop_id: &LoopId,
    rep: Option<&MemberId>,
    now: Timestamp,
) -> Result<AskedNow, Stop> {
    who::must_be_allowed(tx, tenant, actor, &Action::AskNow(loop_id.clone())).await?;
    let row = tx.feedback_loop(tenant, loop_id).await?;
    let mut row = row.ok_or(Refusal::Unknown(Thing::Loop))?;
    if row.settings.state != LoopState::Active {
        return Err(Refusal::LoopStopped(row.settings.state).into());
    }
    may_ask_now(row.last_extra_at, now)?;
    let people = tx.loop_members(tenant, loop_id).await?;
    let reps: Vec<MemberId> = people
        .into_iter()
        .filter(|it| it.role == Role::Sales && rep.is_none_or(|rep| *rep == it.member_id))
        .map(|it| it.member_id)
        .collect();
    if reps.is_empty() {
        return Err(Refusal::Unknown(Thing::Rep).into());
    }
    let date = extra_date(&row.settings.time_zone(), now);
    let id = RoundId::new(fresh_id(now));
    let latest = tx.rounds_of_loop(tenant, loop_id, 1).await?.pop();
    // The next round in the rhythm comes after this one, and is compared with it.
    let planned = latest
        .clone()
        .filter(|it| it.state == RoundState::Planned && !it.is_extra);
    let number = match (&planned, &latest) {
        (Some(planned), _) => planned.number,
        (None, latest) => latest.as_ref().map_or(1, |latest| latest.number + 1),
    };
    let round = Round {
        is_extra: true,
        only_rep: rep.cloned(),
        ..Round::planned(id.clone(), loop_id.clone(), number, date, now)
    };
    let mut previews = Vec::with_capacity(reps.len());
    let mut sampling = sample::of_reps(tx, tenant, &row, &round.id, &reps, now).await?;
    for member in tx.members_by_id(tenant, &reps).await? {
        previews.push(for_rep(tx, tenant, &row, &round, &member, &mut sampling, now).await?);
    }
    if previews.iter().all(|it| it.why_not.is_some()) {
        return Err(Refusal::NothingToAsk.into());
    }
    previews.sort_by(|a, b| (&a.name, &a.member_id).cmp(&(&b.name, &b.member_id)));
    row.last_extra_at = Some(now);
    tx.save_loop(tenant, &row).await?;
    if let Some(mut planned) = planned {
        planned.number += 1;
        tx.save_round(tenant, &planned).await?;
    }
    tx.save_round(tenant, &round).await?;
    Ok(AskedNow {
        loop_id: loop_id.clone(),
        loop_name: row.settings.name,
        round_id: id,
        reps: previews,
    })
}
