//! Whom a closing round asked about what, and what left the queue with it.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{ROUNDS_BACK, count};
use crate::domain::ask::{AskState, AskedForm, AskedLead, AskedState};
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
    /// The leads asked for an opinion about, and not only for what became of them.
    pub(super) leads: BTreeSet<LeadId>,
    /// All that were asked about, in whichever way.
    in_asks: BTreeSet<LeadId>,
    /// The reps asked: counted, never shown.
    pub(super) reps: BTreeSet<MemberId>,
    /// Who was away.
    pub(super) away: BTreeSet<MemberId>,
    /// Who left leads open, and how many.
    pub(super) open: Vec<(MemberId, u32)>,
    pub(super) asked_out: u32,
    pub(super) not_reached: u32,
    came_in: Vec<Timestamp>,
    /// The leads still in the queue whose owner was asked about them.
    still_asked: Vec<LeadRow>,
}

impl Asked {
    /// Adds the asks of the round.
    pub(super) async fn add_round(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<(), StoreError> {
        let asks = tx.asks_of_round(tenant, round).await?;
        let away = asks.iter().filter(|it| it.ask.state == AskState::Away);
        self.away.extend(away.map(|it| it.ask.member_id.clone()));
        let open = self.add_asks(tx, tenant, round, asks).await?;
        self.open.extend(open);
        Ok(())
    }

    /// Adds the asks of rounds that closed in this span without a digest, for they asked one rep alone or their loop was
    /// paused: this one counts what they brought.
    pub(super) async fn add_quiet_rounds(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        round: &Round,
        span: RangeInclusive<Timestamp>,
    ) -> Result<(), StoreError> {
        let rounds = tx
            .rounds_of_loop(tenant, &round.loop_id, ROUNDS_BACK)
            .await?;
        let closed = rounds.iter().filter(|it| {
            it.digest_due_at.is_none() && it.closed_at.is_some_and(|at| span.contains(&at))
        });
        for one in closed {
            let asks = tx.asks_of_round(tenant, &one.id).await?;
            self.add_asks(tx, tenant, &one.id, asks).await?;
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
            for it in asked {
                if it.form == AskedForm::Full {
                    self.leads.insert(it.lead_id.clone());
                }
                if self.in_asks.insert(it.lead_id.clone()) {
                    asked_of_whom.insert(it.lead_id, member.clone());
                }
            }
            self.reps.insert(member);
        }
        self.add_leads(tx, tenant, &asked_of_whom).await?;
        Ok(open)
    }

    /// Adds when these leads came in, and which of them have left the queue.
    async fn add_leads(
        &mut self,
        tx: &mut Tx,
        tenant: &Tenant,
        asked_of_whom: &HashMap<LeadId, MemberId>,
    ) -> Result<(), StoreError> {
        let ids: Vec<LeadId> = asked_of_whom.keys().cloned().collect();
        let leads = tx.leads_by_id(tenant, &ids).await?;
        let for_opinion = leads.iter().filter(|it| self.leads.contains(&it.lead.id));
        self.came_in
            .extend(for_opinion.map(|it| it.lead.came_in_at));
        // What is somebody else's by now has its turn with them.
        let own = leads
            .into_iter()
            .filter(|it| it.lead.owner_id.as_ref() == asked_of_whom.get(&it.lead.id));
        for row in own {
            match row.lead.done {
                Some(DoneReason::AskedOut) => self.asked_out += 1,
                Some(DoneReason::NotReached) => self.not_reached += 1,
                Some(_) => {}
                None => self.still_asked.push(row),
            }
        }
        Ok(())
    }

    /// The leads that were asked about often enough, and are to be taken out of the queue.
    pub(super) async fn worn_out(
        self,
        tx: &mut Tx,
        tenant: &Tenant,
    ) -> Result<Vec<WornOut>, StoreError> {
        let worn_out = worn_out(tx, tenant, self.still_asked).await?;
        let worn_out = worn_out.into_iter().map(|(row, _)| row.lead);
        Ok(worn_out.map(|it| (it.id, it.owner_id)).collect())
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

/// A lead to be taken out of the queue, and whose it was then.
pub(super) type WornOut = (LeadId, Option<MemberId>);

/// Takes those of these leads out of the queue that were asked about often enough.
pub(super) async fn take_out(
    tx: &mut Tx,
    tenant: &Tenant,
    leads: &[WornOut],
    now: Timestamp,
) -> Result<(), StoreError> {
    let owners: HashMap<LeadId, Option<MemberId>> = leads.iter().cloned().collect();
    let ids: Vec<LeadId> = owners.keys().cloned().collect();
    let mut rows = tx.leads_by_id(tenant, &ids).await?;
    // What has been passed on meanwhile has its turn with somebody else.
    rows.retain(|it| owners.get(&it.lead.id) == Some(&it.lead.owner_id));
    for (mut row, reason) in worn_out(tx, tenant, rows).await? {
        row.lead.done = Some(reason);
        row.done_at = Some(now);
        tx.save_lead_state(tenant, &row).await?;
    }
    Ok(())
}

/// Those of these leads that are not done and were asked about often enough, and why that is so.
async fn worn_out(
    tx: &mut Tx,
    tenant: &Tenant,
    mut leads: Vec<LeadRow>,
) -> Result<Vec<(LeadRow, DoneReason)>, StoreError> {
    leads.retain(|it| it.lead.done.is_none());
    let ids: Vec<LeadId> = leads.iter().map(|it| it.lead.id.clone()).collect();
    let histories = tx.ratings_of_leads(tenant, &ids).await?;
    let worn_out = leads.into_iter().filter_map(|row| {
        let history = histories.get(&row.lead.id).into_iter().flatten();
        let history: Vec<_> = history.map(RatingRow::rated_at).collect();
        let unanswered_thrice = row.lead.times_asked >= ASKS_MAX;
        let done = state_after(&history, row.lead.times_asked)
            .done
            .or(unanswered_thrice.then_some(DoneReason::AskedOut));
        done.map(|reason| (row, reason))
    });
    Ok(worn_out.collect())
}
