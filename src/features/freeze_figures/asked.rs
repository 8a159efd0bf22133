//! Whom a closing round asked about what, and what left the queue with it.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{ROUNDS_BACK, count};
use crate::domain::ask::{AskState, AskedLead, AskedState};
use crate::domain::figures::CountedRating;
use crate::domain::ids::{AskId, LeadId, MemberId, RoundId};
use crate::domain::lead::DoneReason;
use crate::domain::lead_state::{ASKS_MAX, state_after};
use crate::domain::round::Round;
use crate::domain::working_time::local_date;
use crate::store::{AskRow, LeadRow, RatingRow, StoreError, Tenant, Tx};

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
        let asks = tx.asks_of_round(tenant, round).await?;
        self.reps_away += count(
            asks.iter()
                .filter(|it| it.ask.state == AskState::Away)
                .count(),
        );
        let open = self.add_asks(tx, tenant, round, asks, now).await?;
        self.open.extend(open);
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
            let asks = tx.asks_of_round(tenant, &one.id).await?;
            self.add_asks(tx, tenant, &one.id, asks, now).await?;
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

    /// Adds the asks of a round that were sent; gives who left leads open in them, and how many.
    async fn add_asks(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        round: &RoundId,
        asks: Vec<AskRow>,
        now: Timestamp,
    ) -> Result<Vec<(MemberId, u32)>, StoreError> {
        let mut asked_of: HashMap<AskId, Vec<AskedLead>> = HashMap::new();
        for row in tx.asked_leads_of_round(tenant, round).await? {
            let of = asked_of.entry(row.asked.ask_id.clone()).or_default();
            of.push(row.asked);
        }
        let (mut open, mut asked_of_whom) = (Vec::new(), HashMap::new());
        for row in asks.into_iter().filter(|it| was_sent(it.ask.state)) {
            let member = row.ask.member_id;
            let asked = asked_of.remove(&row.ask.id).unwrap_or_default();
            let left = asked.iter().filter(|it| it.state == AskedState::Open);
            let left = count(left.count());
            if left > 0 {
                open.push((member.clone(), left));
            }
            for lead in asked.into_iter().map(|it| it.lead_id) {
                if self.leads.insert(lead.clone()) {
                    asked_of_whom.insert(lead, member.clone());
                }
            }
            self.reps.insert(member);
        }
        self.add_leads(tx, tenant, &asked_of_whom, now).await?;
        Ok(open)
    }

    /// Adds when these leads came in, and takes those out of the queue that were asked about often enough.
    async fn add_leads(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        asked_of_whom: &HashMap<LeadId, MemberId>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let ids: Vec<LeadId> = asked_of_whom.keys().cloned().collect();
        let leads = tx.leads_by_id(tenant, &ids).await?;
        self.came_in
            .extend(leads.iter().map(|it| it.lead.came_in_at));
        // What is somebody else's by now has its turn with them.
        let own = leads
            .into_iter()
            .filter(|it| it.lead.owner_id.as_ref() == asked_of_whom.get(&it.lead.id));
        let own: Vec<LeadRow> = own.collect();
        let open = own.iter().filter(|it| it.lead.done.is_none());
        let open: Vec<LeadId> = open.map(|it| it.lead.id.clone()).collect();
        let histories = tx.ratings_of_leads(tenant, &open).await?;
        for lead in own {
            let history = histories.get(&lead.lead.id).map_or(&[][..], Vec::as_slice);
            match take_out(tx, tenant, lead, history, now).await? {
                Some(DoneReason::AskedOut) => self.asked_out += 1,
                Some(DoneReason::NotReached) => self.not_reached += 1,
                _ => {}
            }
        }
        Ok(())
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
    history: &[RatingRow],
    now: Timestamp,
) -> Result<Option<DoneReason>, StoreError> {
    if lead.lead.done.is_none() {
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
