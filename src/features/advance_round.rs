//! The clock's part: takes one round as far as this instant allows.
//!
//! One transaction takes a chunk of the round's asks, or the round itself after the last of them. Nobody else can
//! save meanwhile, so each is short: what a big round needs to have read is read between two of them, and what is
//! left makes the round wake at once, also after a crash.

mod asks;
mod fix_asks;
mod round_actions;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::FutureExt as _;
use jiff::Timestamp;

use self::asks::Advanced;
use super::fill_ask::{self, CampaignAnswers};
use super::{freeze_figures, sample};
use crate::app::{App, fresh_id};
use crate::domain::ask::{self, AskState};
use crate::domain::ids::{AskId, MemberId, PostId, RoundId};
use crate::domain::member::{Member, Role};
use crate::domain::post::{Destination, Post};
use crate::domain::round::{
    self, AskCounts, Round, RoundAction, RoundFacts, RoundState, SkipReason,
};
use crate::domain::sampling::Sampling;
use crate::store::{AskRow, LoopMember, LoopRow, StoreError, Tenant, Tx};

/// Asks that one transaction advances: a rep who saves an answer meanwhile waits no longer than these take.
const CHUNK: u32 = 20;
/// Asks whose messages one transaction has edited: that takes little for one.
const EDIT_CHUNK: u32 = 100;
/// Steps without rest after which a round is taken to be stuck: a defect, told in the log.
const STEPS_WITHOUT_REST: u32 = 10_000;

/// What comes after a transaction of a round.
enum Next {
    /// Another look at it at this instant; none when there is nothing to do any more.
    Look(Option<Timestamp>),
    /// An ask is to be filled, and what the round has to ask about is to be looked up first.
    Sample,
    /// Asks of these reps are to be fixed too.
    Fix(Vec<MemberId>),
    /// Its figures are to be frozen.
    Freeze,
}

/// Advances a round until nothing is left to do at this instant; false when it does not come to rest.
///
/// # Errors
/// When the database fails. What was committed by then stays; the round wakes again.
pub async fn advance_round(app: &App, tenant: &Tenant, id: &RoundId) -> Result<bool, StoreError> {
    let answers = Arc::new(CampaignAnswers::default());
    // Looked up once for all the asks that are filled now.
    let mut sampling = None;
    for _ in 0..STEPS_WITHOUT_REST {
        let now = app.now();
        let input = (
            tenant.clone(),
            id.clone(),
            Arc::clone(&answers),
            sampling,
            now,
        );
        let next;
        (next, sampling) = app
            .store
            .write(input, |tx, (tenant, id, answers, sampling, now)| {
                let mut sampling = sampling.clone();
                async move {
                    let next = step(tx, tenant, id, answers, sampling.as_mut(), *now).await?;
                    Ok::<_, StoreError>((next, sampling))
                }
                .boxed()
            })
            .await?;
        match next {
            Next::Look(wake) if wake.is_none_or(|wake| wake > now) => return Ok(true),
            Next::Look(_) => {}
            Next::Sample => sampling = Some(sample(app, tenant, id, &answers, now).await?),
            Next::Fix(reps) => fix_asks::of_reps(app, tenant, id, &reps).await?,
            Next::Freeze => freeze_figures::freeze(app, tenant, id).await?,
        }
    }
    Ok(false)
}

/// What the round has to ask about, read while others may save; the answers of those campaigns are noted in `answers`.
async fn sample(
    app: &App,
    tenant: &Tenant,
    id: &RoundId,
    answers: &Arc<CampaignAnswers>,
    now: Timestamp,
) -> Result<Sampling, StoreError> {
    let input = (tenant.clone(), id.clone(), Arc::clone(answers), now);
    app.store
        .read(input, |tx, (tenant, id, answers, now)| {
            sample::of_round(tx, tenant, id, answers, *now).boxed()
        })
        .await
}

async fn step(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &RoundId,
    answers: &CampaignAnswers,
    mut sampling: Option<&mut Sampling>,
    now: Timestamp,
) -> Result<Next, StoreError> {
    let Some(round) = tx.round(tenant, id).await? else {
        return Ok(Next::Look(None));
    };
    let Some(feedback_loop) = tx.feedback_loop(tenant, &round.loop_id).await? else {
        return Ok(Next::Look(None));
    };
    if round.state == RoundState::Published {
        return edit_asks(tx, tenant, round, now).await;
    }
    let due = tx.asks_to_wake(tenant, id, now, CHUNK).await?;
    let has_more = due.len() == CHUNK as usize;
    let people = match has_more {
        false => tx.loop_members(tenant, &round.loop_id).await?,
        true => {
            let reps: Vec<MemberId> = due.iter().map(|it| it.ask.member_id.clone()).collect();
            tx.loop_members_of(tenant, &round.loop_id, &reps).await?
        }
    };
    let mut scene = Scene {
        tenant,
        feedback_loop: &feedback_loop,
        people: &people,
        answers,
        now,
    };
    let (mut dropped_by_downtime, mut needs_sample, mut was_sent) = (false, false, false);
    let members: Vec<MemberId> = due.iter().map(|it| it.ask.member_id.clone()).collect();
    let members = tx.members_by_id(tenant, &members).await?;
    for row in due {
        let Some(member) = members.iter().find(|it| it.id == row.ask.member_id) else {
            continue;
        };
        let sampling = sampling.as_deref_mut();
        match scene.advance_ask(tx, row, member, sampling).await? {
            Advanced::Done => {}
            Advanced::Sent => was_sent = true,
            Advanced::DroppedByDowntime => dropped_by_downtime = true,
            Advanced::NeedsSample => {
                needs_sample = true;
                break;
            }
        }
    }
    // The round itself is looked at after its last ask: until then it stays due. Only that it missed one it must keep,
    // and that it is open once one was sent, for it can't be skipped or moved any more then.
    let is_changed = dropped_by_downtime || (was_sent && round.state == RoundState::Planned);
    if needs_sample && !is_changed {
        return Ok(Next::Sample);
    }
    if has_more && !is_changed {
        return Ok(Next::Look(Some(now)));
    }
    let everybody;
    if has_more {
        everybody = tx.loop_members(tenant, &round.loop_id).await?;
        scene.people = &everybody;
    }
    let unfixed = scene.unfixed(tx, &round).await?;
    let facts = scene
        .facts(tx, &round, &unfixed, dropped_by_downtime)
        .await?;
    let step = round::advance(&feedback_loop.settings, &round, &facts, now);
    tx.save_round(tenant, &step.round).await?;
    let mut next = Next::Look(step.next_wake);
    for action in step.actions {
        match action {
            RoundAction::FixAsks => {
                let rest = scene.fix_asks(tx, &step.round, &unfixed).await?;
                if !rest.is_empty() {
                    next = Next::Fix(rest);
                }
            }
            RoundAction::Freeze => next = Next::Freeze,
            _ => {}
        }
        scene.act(tx, &step.round, action).await?;
    }
    Ok(next)
}

/// Brings the messages of asks in line with the digest that their round has got, a chunk of those that wake for it. The
/// round stays due until none is left.
async fn edit_asks(
    tx: &mut Tx,
    tenant: &Tenant,
    mut round: Round,
    now: Timestamp,
) -> Result<Next, StoreError> {
    let woken = tx.asks_to_wake(tenant, &round.id, now, EDIT_CHUNK).await?;
    let has_more = woken.len() == EDIT_CHUNK as usize;
    for mut row in woken {
        row.next_wake = None;
        tx.save_ask(tenant, &row).await?;
        refresh(tx, tenant, &row, &row.ask.member_id, now).await?;
    }
    if has_more {
        return Ok(Next::Look(Some(now)));
    }
    round.next_wake = None;
    tx.save_round(tenant, &round).await?;
    Ok(Next::Look(None))
}

/// Carries out what a person's change of a round asks for: the round as it now is, and the actions.
pub(super) async fn carry_out(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    step: round::Step,
    now: Timestamp,
) -> Result<(), StoreError> {
    let people = tx.loop_members(tenant, &step.round.loop_id).await?;
    let answers = CampaignAnswers::default();
    let scene = Scene {
        tenant,
        feedback_loop,
        people: &people,
        answers: &answers,
        now,
    };
    tx.save_round(tenant, &step.round).await?;
    for action in step.actions {
        scene.act(tx, &step.round, action).await?;
    }
    Ok(())
}

/// A rep who takes part in the round and has no ask yet, with the instant at which it is fixed.
type Unfixed = (Timestamp, Member);

/// What the asks and the round are looked at with.
struct Scene<'a> {
    tenant: &'a Tenant,
    feedback_loop: &'a LoopRow,
    people: &'a [LoopMember],
    answers: &'a CampaignAnswers,
    now: Timestamp,
}

impl Scene<'_> {
    fn with_role(&self, role: Role) -> impl Iterator<Item = &MemberId> {
        self.people
            .iter()
            .filter(move |it| it.role == role)
            .map(|it| &it.member_id)
    }

    async fn post(&self, tx: &mut Tx, post: &Post, to: &Destination) -> Result<(), StoreError> {
        tx.post(
            self.tenant,
            &PostId::new(fresh_id(self.now)),
            post,
            to,
            self.now,
        )
        .await
    }

    /// Brings the messages of an ask in line with it.
    async fn refresh(
        &self,
        tx: &mut Tx,
        ask_id: &AskId,
        member: &MemberId,
    ) -> Result<(), StoreError> {
        refresh_ask(tx, self.tenant, ask_id, member, self.now).await
    }

    /// The reps who still get an ask in this round, the earliest first.
    async fn unfixed(&self, tx: &mut Tx, round: &Round) -> Result<Vec<Unfixed>, StoreError> {
        if !matches!(round.state, RoundState::Planned | RoundState::Open) {
            return Ok(Vec::new());
        }
        let settings = &self.feedback_loop.settings;
        let only = round.only_rep.as_ref();
        let mut joined: HashMap<MemberId, Timestamp> = self
            .people
            .iter()
            .filter(|it| it.role == Role::Sales && only.is_none_or(|only| *only == it.member_id))
            .map(|it| (it.member_id.clone(), it.joined_at))
            .collect();
        let reps: Vec<MemberId> = joined.keys().cloned().collect();
        for asked in tx.members_asked_in(self.tenant, &round.id, &reps).await? {
            joined.remove(&asked);
        }
        let ids: Vec<MemberId> = joined.keys().cloned().collect();
        let mut unfixed: Vec<Unfixed> = tx
            .members_by_id(self.tenant, &ids)
            .await?
            .into_iter()
            .filter(Member::can_be_asked)
            .filter_map(|member| {
                let (zone, joined_at) = (member.time_zone(), *joined.get(&member.id)?);
                ask::takes_part(settings, round, &zone, joined_at)
                    .then(|| (ask::fixes_at(settings, round, &zone), member))
            })
            .collect();
        unfixed.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
        Ok(unfixed)
    }

    async fn facts(
        &self,
        tx: &mut Tx,
        round: &Round,
        unfixed: &[Unfixed],
        dropped_by_downtime: bool,
    ) -> Result<RoundFacts, StoreError> {
        let mut asks = AskCounts::default();
        let (mut last_deadline, mut back_by, mut next_ask_wake) = (None, None, None);
        for summary in tx.ask_summary(self.tenant, &round.id).await? {
            asks.add(summary.state, summary.count);
            if !matches!(
                summary.state,
                AskState::Away | AskState::Empty | AskState::Dropped
            ) {
                last_deadline = last_deadline.max(summary.last_deadline);
            }
            if summary.state == AskState::Away {
                back_by = summary.last_half;
            }
            next_ask_wake = [next_ask_wake, summary.next_wake]
                .into_iter()
                .flatten()
                .min();
        }
        let rounds = tx.rounds_of_loop(self.tenant, &round.loop_id, 8).await?;
        let empty_rounds_before = rounds
            .iter()
            .filter(|it| it.number < round.number && !it.is_extra)
            .take_while(|it| it.skip_reason == Some(SkipReason::NoLeads))
            .count();
        let (of, now) = (self.feedback_loop, self.now);
        let has_new_leads = !round::depends_on_new_leads(&of.settings, round, &asks, now)
            || fill_ask::has_leads(tx, self.tenant, of, self.people, now).await?;
        Ok(RoundFacts {
            asks,
            last_deadline,
            back_by,
            next_ask_wake,
            next_fix_at: unfixed.first().map(|(at, _)| *at),
            dropped_by_downtime,
            has_new_leads,
            empty_rounds_before: u32::try_from(empty_rounds_before).unwrap_or(u32::MAX),
            next_is_planned: rounds
                .iter()
                .any(|it| it.id != round.id && it.state == RoundState::Planned && !it.is_extra),
            has_figures: round.state == RoundState::Closed
                && tx.has_figures(self.tenant, &round.id).await?,
        })
    }
}

/// Brings the messages of an ask in line with the ask as it now is: its own, and its reminder's.
pub(super) async fn refresh_ask(
    tx: &mut Tx,
    tenant: &Tenant,
    ask_id: &AskId,
    member: &MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    match tx.ask(tenant, ask_id).await? {
        Some(row) => refresh(tx, tenant, &row, member, now).await,
        None => Ok(()),
    }
}

/// The same for an ask that is known.
pub(super) async fn refresh(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &AskRow,
    member: &MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let ask_id = &row.ask.id;
    let to = Destination::Member(member.clone());
    let post = Post::AskChanged {
        ask_id: ask_id.clone(),
    };
    tx.post(tenant, &PostId::new(fresh_id(now)), &post, &to, now)
        .await?;
    if row.ask.reminded_at.is_some() {
        let post = Post::ReminderChanged {
            ask_id: ask_id.clone(),
        };
        tx.post(tenant, &PostId::new(fresh_id(now)), &post, &to, now)
            .await?;
    }
    Ok(())
}
