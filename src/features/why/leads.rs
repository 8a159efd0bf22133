//! Somebody's own leads, and why each of them is asked about or not.

use std::collections::HashMap;

use super::{LeadName, LeadWhy, Look, WhyLine};
use crate::domain::ids::{CampaignId, LeadId};
use crate::domain::queue::NotAsked;
use crate::domain::round::RoundState;
use crate::features::fill_ask::{counts_from, queue_for};
use crate::store::{LoopRow, StoreError, Tx};

/// Leads that are listed.
const LISTED: usize = 20;
/// Asks among which those of open rounds are looked for.
const RECENT: u32 = 8;

impl Look<'_> {
    /// By the loop that takes leads from furthest back: what another one takes, it takes too.
    pub(super) async fn about_leads(
        &self,
        tx: &mut Tx,
        loops: &[LoopRow],
    ) -> Result<Vec<WhyLine>, StoreError> {
        let Some(feedback_loop) = loops.iter().min_by_key(|it| counts_from(it)) else {
            return Ok(vec![]);
        };
        let cap = feedback_loop.settings.leads_per_ask;
        let (filled, _) = queue_for(
            tx,
            self.tenant,
            feedback_loop,
            self.member,
            usize::from(cap),
            self.now,
        )
        .await?;
        let cards = filled.cards.iter();
        let next = cards.flat_map(|card| std::iter::once(&card.lead_id).chain(&card.with));
        let next = next.map(|id| (id.clone(), LeadWhy::InNextAsk));
        let not = filled.why.iter();
        let not = not.map(|(id, why)| (id.clone(), LeadWhy::NotAsked(*why)));
        let why: HashMap<LeadId, LeadWhy> = next.chain(not).collect();
        let enough = self.enough_asked(tx).await?;

        let mut leads: Vec<(LeadName, LeadWhy)> = tx
            .leads_of_owner(self.tenant, &self.member.id)
            .await?
            .into_iter()
            .map(|it| {
                let lead = it.lead;
                let is_enough = lead
                    .campaign_id
                    .as_ref()
                    .is_some_and(|id| enough.contains(id));
                let why = why.get(&lead.id).copied().map(|why| match why {
                    LeadWhy::InNextAsk
                    | LeadWhy::NotAsked(NotAsked::OverTheCap | NotAsked::Alone)
                        if is_enough =>
                    {
                        LeadWhy::NotAsked(NotAsked::EnoughOfCampaign)
                    }
                    why => why,
                });
                let why = why.unwrap_or(match lead.done {
                    Some(reason) => LeadWhy::NotAsked(NotAsked::Done(reason)),
                    None => LeadWhy::TooOld,
                });
                (LeadName::new(lead.id, lead.facts), why)
            })
            .collect();
        // What is still asked about comes first; of the others, the latest.
        leads.reverse();
        leads.sort_by_key(|(_, why)| turn(*why));

        let mut lines = Vec::new();
        let is_asked_already = leads
            .iter()
            .any(|(_, why)| *why == LeadWhy::NotAsked(NotAsked::InOpenAsk));
        if filled.cards.is_empty() && !is_asked_already {
            lines.push(WhyLine::NoRipeLeads);
        }
        if filled.left_waiting > 0 {
            let waiting = filled.left_waiting;
            lines.push(WhyLine::OverTheCap { waiting, cap });
        }
        let more = leads.len().saturating_sub(LISTED);
        let listed = leads.into_iter().take(LISTED);
        lines.extend(listed.map(|(lead, why)| WhyLine::Lead { lead, why }));
        if more > 0 {
            lines.push(WhyLine::MoreLeads(u32::try_from(more).unwrap_or(u32::MAX)));
        }
        Ok(lines)
    }

    /// The campaigns of which their ask in a round that is open left leads out.
    async fn enough_asked(&self, tx: &mut Tx) -> Result<Vec<CampaignId>, StoreError> {
        let mut campaigns = Vec::new();
        for row in tx
            .asks_of_member(self.tenant, &self.member.id, RECENT)
            .await?
        {
            let round = tx.round(self.tenant, &row.ask.round_id).await?;
            if round.is_some_and(|it| it.state == RoundState::Open) {
                campaigns.extend(tx.held_back_of(self.tenant, &row.ask.id).await?);
            }
        }
        Ok(campaigns)
    }
}

fn turn(why: LeadWhy) -> u8 {
    match why {
        LeadWhy::InNextAsk => 0,
        LeadWhy::NotAsked(NotAsked::InOpenAsk) => 1,
        LeadWhy::NotAsked(NotAsked::Done(_)) => 3,
        LeadWhy::TooOld => 4,
        LeadWhy::NotAsked(_) => 2,
    }
}
