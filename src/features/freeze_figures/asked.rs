//! Whom a closing round asked about what, and what left the queue with it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{ROUNDS_BACK, count};
use crate::domain::ask::{Ask, AskState, AskedState};
use crate::domain::figures::CountedRating;
use crate::domain::ids::{LeadId, MemberId, RoundId};
use crate::domain::lead::DoneReason;
use crate::domain::lead_state::{ASKS_MAX, state_after};
use crate::domain::round::Round;
use crate::domain::working_time::local_date;
use crate::store::{LeadRow, RatingRow, StoreError, Tenant, Tx};

/// What was asked.
#[derive(Default)]
pub(super) struct Asked {
    /// The leads asked about.
    pub(super) leads: BTreeSet<LeadId>,
    /// The reps asked: counted, never shown.
    pub(super) reps: BTreeSet<MemberId>,
    pub(super) reps_away: u32,
    /// Who left leads open, and how many.
    pub(super) open: Vec<(MemberId, u32)>,
    pub(super) asked_out: u32,
    pub(super) not_reached: u32,
    came_in: Vec<Timestamp>,
}

impl Asked {
    /// Adds the asks of the round, and takes leads that were asked about three times out of the queue.
    pub(super) async fn add_round(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        round: &RoundId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for row in tx.asks_of_round(tenant, round).await? {
            if row.ask.state == AskState::Away {
                self.reps_away += 1;
            }
            if was_sent(row.ask.state) {
                let open = self.add_ask(tx, tenant, &row.ask, now).await?;
                if open > 0 {
                    self.open.push((row.ask.member_id.clone(), open));
                }
                self.reps.insert(row.ask.member_id);
            }
        }
        Ok(())
    }

    /// Adds the asks of rounds that asked one rep alone and closed since the last digest: this one counts
    /// what they brought.
    pub(super) async fn add_rounds_of_one_rep(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        round: &Round,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let rounds = tx
            .rounds_of_loop(tenant, &round.loop_id, ROUNDS_BACK)
            .await?;
        let closed = rounds
            .iter()
            .filter(|it| it.only_rep.is_some() && it.closed_at.is_some_and(|at| at >= since));
        for one in closed {
            for row in tx.asks_of_round(tenant, &one.id).await? {
                if was_sent(row.ask.state) {
                    self.add_ask(tx, tenant, &row.ask, now).await?;
                    self.reps.insert(row.ask.member_id);
                }
            }
        }
        Ok(())
    }

    /// Adds what was answered late, so that no more leads are rated than were asked about.
    pub(super) fn add_answered(&mut self, ratings: &[CountedRating]) {
        for rating in ratings {
            self.leads.insert(rating.lead_id.clone());
            self.reps.insert(rating.member_id.clone());
        }
    }

    /// The dates on which the first and the last of the leads came in.
    pub(super) fn dates(&self, zone: &TimeZone) -> Option<(Date, Date)> {
        let (first, last) = (self.came_in.iter().min()?, self.came_in.iter().max()?);
        Some((local_date(*first, zone), local_date(*last, zone)))
    }

    /// Gives how many of the ask's leads are open.
    async fn add_ask(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        ask: &Ask,
        now: Timestamp,
    ) -> Result<u32, StoreError> {
        let asked = tx.asked_leads(tenant, &ask.id).await?;
        let open = asked
            .iter()
            .filter(|it| it.asked.state == AskedState::Open)
            .count();
        let ids: Vec<LeadId> = asked
            .into_iter()
            .map(|it| it.asked.lead_id)
            .filter(|id| self.leads.insert(id.clone()))
            .collect();
        for lead in tx.leads_by_id(tenant, &ids).await? {
            self.came_in.push(lead.lead.came_in_at);
            // What is somebody else's by now has its turn with them.
            if lead.lead.owner_id.as_ref() != Some(&ask.member_id) {
                continue;
            }
            match take_out(tx, tenant, lead, now).await? {
                Some(DoneReason::AskedOut) => self.asked_out += 1,
                Some(DoneReason::NotReached) => self.not_reached += 1,
                _ => {}
            }
        }
        Ok(count(open))
    }
}

fn was_sent(state: AskState) -> bool {
    match state {
        AskState::Sent
        | AskState::Partial
        | AskState::Answered
        | AskState::Declined
        | AskState::Missed => true,
        AskState::Away | AskState::Pending | AskState::Empty | AskState::Dropped => false,
    }
}

/// Takes a lead out of the queue if it was asked about often enough; why it is out, if it is.
async fn take_out(
    tx: &mut Tx,
    tenant: &Tenant,
    mut lead: LeadRow,
    now: Timestamp,
) -> Result<Option<DoneReason>, StoreError> {
    if lead.lead.done.is_none() {
        let history = tx.ratings_of_lead(tenant, &lead.lead.id).await?;
        let history: Vec<_> = history.iter().map(RatingRow::rated_at).collect();
        let unanswered_thrice = lead.lead.times_asked >= ASKS_MAX;
        let done = state_after(&history, lead.lead.times_asked)
            .done
            .or(unanswered_thrice.then_some(DoneReason::AskedOut));
        if done.is_some() {
            lead.lead.done = done;
            lead.done_at = Some(now);
            tx.save_lead(tenant, &lead).await?;
        }
    }
    Ok(lead.lead.done)
}
