//! What a round asks about each campaign, and what it left out because enough others are asked about.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, placeholders};
use super::{StoreError, Tenant, Tx};
use crate::domain::ids::{AskId, CampaignId, MemberId, RoundId};

/// What [`Tx::asked_so_far`] gives. CROSS JOIN keeps SQLite from beginning with every asked lead of the workspace.
pub(super) const ASKED_SO_FAR: &str = "SELECT l.campaign_id, COUNT(*) AS leads
     FROM asks k CROSS JOIN asked_leads a CROSS JOIN leads l
     WHERE k.workspace_id = $1 AND k.round_id = $2
         AND a.workspace_id = k.workspace_id AND a.ask_id = k.id
         AND l.workspace_id = a.workspace_id AND l.id = a.lead_id AND l.campaign_id IS NOT NULL
         AND a.form = 'full' AND (a.state = 'rated'
             OR (a.state = 'open' AND k.state IN ('pending', 'sent', 'partial')))
     GROUP BY l.campaign_id";

/// A campaign of which a round left leads out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampledRow {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Its leads that were asked about.
    pub asked: u32,
    /// Its leads that were left out.
    pub held_back: u32,
}

impl Tx {
    /// How many leads of each campaign each of these reps has that could be asked about at `now`, ripe or not: those
    /// that came in from `since` on or were handed over. None that a rep added: they are none of marketing's.
    pub async fn leads_to_ask(
        &mut self,
        tenant: &Tenant,
        reps: &[MemberId],
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<(CampaignId, MemberId, u32)>, StoreError> {
        let mut leads = Vec::new();
        for chunk in reps.chunks(500) {
            let text = format!(
                "SELECT l.campaign_id, l.owner_id, COUNT(*) AS leads FROM leads l
                 WHERE l.workspace_id = $1 AND l.done IS NULL AND l.campaign_id IS NOT NULL
                     AND l.source <> 'sales' AND (l.came_in_ms >= $2 OR l.owner_from = 'hand_over')
                     AND (l.rests_until_ms IS NULL OR l.rests_until_ms <= $3)
                     AND NOT EXISTS (SELECT 1 FROM asked_leads a JOIN asks k
                             ON k.workspace_id = a.workspace_id AND k.id = a.ask_id
                         WHERE a.workspace_id = l.workspace_id AND a.lead_id = l.id
                             AND a.state = 'open' AND k.state IN ('pending', 'sent', 'partial')
                             AND k.deadline_ms > $3)
                     AND l.owner_id IN ({})
                 GROUP BY l.campaign_id, l.owner_id ORDER BY l.campaign_id, l.owner_id",
                placeholders(4, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text))
                .bind(tenant.id())
                .bind(since.as_millisecond())
                .bind(now.as_millisecond());
            for rep in chunk {
                select = select.bind(rep.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = Reader::new("leads", row);
                leads.push((
                    CampaignId::new(row.text("campaign_id")?),
                    MemberId::new(row.text("owner_id")?),
                    row.number("leads")?,
                ));
            }
        }
        Ok(leads)
    }

    /// How many leads of each campaign a round's asks are about so far: answered, or still to be. What somebody
    /// declined or let pass is not among them, nor the question for the first contact alone.
    pub async fn asked_so_far(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<HashMap<CampaignId, u32>, StoreError> {
        let rows = query(ASKED_SO_FAR)
            .bind(tenant.id())
            .bind(round.as_str())
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("leads", row);
                let campaign = CampaignId::new(row.text("campaign_id")?);
                Ok((campaign, row.number("leads")?))
            })
            .collect()
    }

    /// Notes how many leads of each campaign an ask left out.
    pub async fn save_held_back(
        &mut self,
        tenant: &Tenant,
        ask: &AskId,
        held_back: &BTreeMap<CampaignId, u32>,
    ) -> Result<(), StoreError> {
        for (campaign, leads) in held_back {
            let statement = query(
                "INSERT INTO held_back (workspace_id, ask_id, campaign_id, leads)
                 VALUES ($1, $2, $3, $4)
                 ON CONFLICT (workspace_id, ask_id, campaign_id) DO UPDATE SET leads = excluded.leads",
            )
            .bind(tenant.id())
            .bind(ask.as_str())
            .bind(campaign.as_str())
            .bind(i64::from(*leads));
            self.later(statement).await?;
        }
        Ok(())
    }

    /// The campaigns of which an ask left leads out.
    pub async fn held_back_of(
        &mut self,
        tenant: &Tenant,
        ask: &AskId,
    ) -> Result<Vec<CampaignId>, StoreError> {
        let rows = query(
            "SELECT campaign_id FROM held_back WHERE workspace_id = $1 AND ask_id = $2
             ORDER BY campaign_id",
        )
        .bind(tenant.id())
        .bind(ask.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("held_back", row);
                Ok(CampaignId::new(row.text("campaign_id")?))
            })
            .collect()
    }

    /// The campaigns of which a round left leads out: how many, and how many it asked about.
    pub async fn sampled_in(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<Vec<SampledRow>, StoreError> {
        let rows = query(
            "SELECT h.campaign_id, CAST(SUM(h.leads) AS BIGINT) AS held_back,
                 (SELECT COUNT(*) FROM asks s
                  JOIN asked_leads a ON a.workspace_id = s.workspace_id AND a.ask_id = s.id
                  JOIN leads l ON l.workspace_id = a.workspace_id AND l.id = a.lead_id
                  WHERE s.workspace_id = $1 AND s.round_id = $2 AND s.sent_ms IS NOT NULL
                      AND l.campaign_id = h.campaign_id AND a.form = 'full'
                      AND a.state IN ('open', 'rated')) AS asked
             FROM held_back h
             JOIN asks k ON k.workspace_id = h.workspace_id AND k.id = h.ask_id
             WHERE h.workspace_id = $1 AND k.round_id = $2 AND k.state NOT IN ('away', 'dropped')
             GROUP BY h.campaign_id ORDER BY h.campaign_id",
        )
        .bind(tenant.id())
        .bind(round.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("held_back", row);
                Ok(SampledRow {
                    campaign_id: CampaignId::new(row.text("campaign_id")?),
                    asked: row.number("asked")?,
                    held_back: row.number("held_back")?,
                })
            })
            .collect()
    }
}
