//! A loop as its team lead sees it: where it is, in counts of people.

use jiff::Timestamp;

use super::{CurrentRound, HomeLoop};
use crate::domain::ids::MemberId;
use crate::domain::member::{Member, Role};
use crate::domain::round::{AskCounts, Round, RoundState, may_ask_now};
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// Rounds that are looked through.
const RECENT_ROUNDS: u32 = 20;

pub(super) async fn line(
    tx: &mut Tx,
    tenant: &Tenant,
    row: LoopRow,
    now: Timestamp,
) -> Result<HomeLoop, StoreError> {
    let it = row.settings;
    let rounds = tx.rounds_of_loop(tenant, &it.id, RECENT_ROUNDS).await?;
    let next_round = rounds
        .iter()
        .filter(|round| round.state == RoundState::Planned && !round.is_extra)
        .min_by_key(|round| round.date)
        .map(|round| (round.id.clone(), round.date));
    let mut current = None;
    // How one rep alone is getting on is told to nobody, nor has such a round figures.
    let of_all = || rounds.iter().filter(|it| it.only_rep.is_none());
    if let Some(round) = of_all().find(|it| it.state == RoundState::Open) {
        current = Some(progress(tx, tenant, round).await?);
    }
    let mut waiting = None;
    let closed = of_all().filter(|it| it.closed_at.is_some());
    if let Some(round) = closed.max_by_key(|it| it.closed_at) {
        let figures = tx.figures(tenant, &round.id).await?;
        waiting = figures.map(|it| {
            let count = u32::try_from(it.waiting.len()).unwrap_or(u32::MAX);
            (round.id.clone(), count)
        });
    }
    let people = tx.loop_members(tenant, &it.id).await?;
    let reps: Vec<MemberId> = people
        .into_iter()
        .filter(|it| it.role == Role::Sales)
        .map(|it| it.member_id)
        .collect();
    let reps = tx.members_by_id(tenant, &reps).await?;
    let reps = reps.iter().filter(|it| Member::can_be_asked(it)).count();
    Ok(HomeLoop {
        loop_id: it.id,
        name: it.name,
        state: it.state,
        cadence: it.cadence,
        zone: it.zone,
        reps: u32::try_from(reps).unwrap_or(u32::MAX),
        next_round,
        current,
        waiting,
        ask_now_from: may_ask_now(row.last_extra_at, now)
            .err()
            .map(|refused| refused.until),
    })
}

async fn progress(tx: &mut Tx, tenant: &Tenant, round: &Round) -> Result<CurrentRound, StoreError> {
    let mut counts = AskCounts::default();
    let mut until = None;
    for summary in tx.ask_summary(tenant, &round.id).await? {
        counts.add(summary.state, summary.count);
        until = until.max(summary.last_deadline);
    }
    Ok(CurrentRound {
        round_id: round.id.clone(),
        number: round.number,
        asked: counts.were_sent(),
        answered: counts.answered + counts.partial,
        until,
    })
}
