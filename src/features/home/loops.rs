//! A loop as its team lead sees it: where it is, in counts of people.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::{CurrentRound, HomeLoop};
use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::member::{Member, Role};
use crate::domain::permission::{Action, Actor, may};
use crate::domain::round::{AskCounts, Round, RoundState, may_ask_now};
use crate::features::refusal::{self, Outcome};
use crate::features::who;
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// Rounds that are looked through.
const RECENT_ROUNDS: u32 = 20;
/// Loops on a page of the window.
const PAGE: usize = 10;

/// A page of the loops that somebody leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopPage {
    /// The loops, by name.
    pub loops: Vec<HomeLoop>,
    /// So many more come after this page.
    pub more: u32,
}

/// A page (from 0 on) of the loops that somebody leads; for admins of all.
///
/// # Errors
/// When the database fails.
pub async fn see_loops(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    page: usize,
) -> Outcome<LoopPage> {
    let input = (tenant.clone(), actor.clone(), app.now());
    refusal::read(app, input, move |tx, (tenant, actor, now)| {
        async move {
            let person = who::actor(tx, tenant, actor).await?;
            let skip = page.saturating_mul(PAGE);
            let (loops, more) = self::page(tx, tenant, &person, skip, PAGE, *now).await?;
            Ok(LoopPage { loops, more })
        }
        .boxed()
    })
    .await
}

/// At most `limit` of the loops that a person leads after the first `skip`, and how many come after these.
pub(super) async fn page(
    tx: &mut Tx,
    tenant: &Tenant,
    person: &Actor,
    skip: usize,
    limit: usize,
    now: Timestamp,
) -> Result<(Vec<HomeLoop>, u32), StoreError> {
    let mut led = tx.loops(tenant).await?;
    led.retain(|row| may(person, &Action::EditLoop(row.settings.id.clone())).is_ok());
    let more = led.len().saturating_sub(skip.saturating_add(limit));
    let mut loops = Vec::new();
    for row in led.into_iter().skip(skip).take(limit) {
        loops.push(line(tx, tenant, row, now).await?);
    }
    Ok((loops, u32::try_from(more).unwrap_or(u32::MAX)))
}

async fn line(
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
    let (mut waiting, mut trend) = (None, Vec::new());
    let closed = of_all().filter(|it| it.closed_at.is_some());
    if let Some(round) = closed.max_by_key(|it| it.closed_at) {
        let figures = tx.figures(tenant, &round.id).await?;
        if let Some(it) = figures {
            let count = u32::try_from(it.waiting.len()).unwrap_or(u32::MAX);
            waiting = Some((round.id.clone(), count));
            if it.shows_statistics() {
                trend = it.trend;
            }
        }
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
        trend,
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
    let (leads, rated) = tx.asked_counts(tenant, &round.id).await?;
    Ok(CurrentRound {
        round_id: round.id.clone(),
        number: round.number,
        asked: counts.were_sent(),
        answered: counts.answered + counts.partial,
        leads,
        rated,
        until,
    })
}
