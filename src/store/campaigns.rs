//! Campaigns, and how many leads and answers each has.

use std::collections::HashMap;

use sqlx::{AssertSqlSafe, query};

use super::row::{self, Reader, placeholders};
use super::{StoreError, Tenant, Tx};
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::lead::SOURCE_SALES;

pub(super) const COLUMNS: &str =
    "id, name, state, owner_id, goal, not_for, first_contact_days, starts_on, ends_on,
     created_ms, revision";

/// How many leads a campaign brought, and how many answers there are on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignCounts {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Leads; duplicates, and those that a rep added, left out.
    pub leads: u32,
    /// Leads with at least one rating.
    pub rated: u32,
}

impl Tx {
    /// Stores a new campaign, or a changed one (its revision is raised).
    pub async fn save_campaign(
        &mut self,
        tenant: &Tenant,
        campaign: &Campaign,
    ) -> Result<(), StoreError> {
        query(
            "INSERT INTO campaigns (workspace_id, id, name, name_key, owner_id, goal, not_for,
                 first_contact_days, starts_on, ends_on, created_ms, state, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)
             ON CONFLICT (workspace_id, id) DO UPDATE SET
                 name = excluded.name, name_key = excluded.name_key, state = excluded.state,
                 owner_id = excluded.owner_id,
                 goal = excluded.goal, not_for = excluded.not_for,
                 first_contact_days = excluded.first_contact_days,
                 starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                 revision = campaigns.revision + 1",
        )
        .bind(tenant.id())
        .bind(campaign.id.as_str())
        .bind(&campaign.name)
        .bind(name_key(&campaign.name))
        .bind(campaign.owner_id.as_ref().map(MemberId::as_str))
        .bind(campaign.goal.as_deref())
        .bind(campaign.not_for.as_deref())
        .bind(campaign.first_contact_days.map(i64::from))
        .bind(campaign.starts_on.map(|date| date.to_string()))
        .bind(campaign.ends_on.map(|date| date.to_string()))
        .bind(campaign.created_at.as_millisecond())
        .bind(campaign.state.code())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// A campaign.
    pub async fn campaign(
        &mut self,
        tenant: &Tenant,
        id: &CampaignId,
    ) -> Result<Option<Campaign>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM campaigns WHERE workspace_id = $1 AND id = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| campaign(&Reader::new("campaigns", &row)))
            .transpose()
    }

    /// The campaign of this name, whatever its case and spaces; the one it was merged into, if it was.
    pub async fn campaign_by_name(
        &mut self,
        tenant: &Tenant,
        name: &str,
    ) -> Result<Option<Campaign>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM campaigns WHERE workspace_id = $1 AND id IN
                 (SELECT COALESCE(merged_into, id) FROM campaigns
                  WHERE workspace_id = $1 AND name_key = $2)"
        );
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(name_key(name))
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| campaign(&Reader::new("campaigns", &row)))
            .transpose()
    }

    /// Campaigns of a workspace, those that are closed last, the newest first, after the first `skip` of them;
    /// and how many there are.
    pub async fn campaigns_page(
        &mut self,
        tenant: &Tenant,
        skip: u32,
        limit: u32,
    ) -> Result<(Vec<Campaign>, u32), StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM campaigns
             WHERE workspace_id = $1 AND merged_into IS NULL
             ORDER BY CASE WHEN state = 'closed' THEN 1 ELSE 0 END, created_ms DESC, name, id
             LIMIT $2 OFFSET $3"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(i64::from(limit))
            .bind(i64::from(skip))
            .fetch_all(self.connection())
            .await?;
        let newest = rows
            .iter()
            .map(|row| campaign(&Reader::new("campaigns", row)));
        let newest = newest.collect::<Result<_, _>>()?;
        let row = query(
            "SELECT COUNT(*) AS campaigns FROM campaigns
             WHERE workspace_id = $1 AND merged_into IS NULL",
        )
        .bind(tenant.id())
        .fetch_one(self.connection())
        .await?;
        Ok((newest, Reader::new("campaigns", &row).number("campaigns")?))
    }

    /// Every campaign of a workspace, newest first.
    pub async fn campaigns(&mut self, tenant: &Tenant) -> Result<Vec<Campaign>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM campaigns
             WHERE workspace_id = $1 AND merged_into IS NULL ORDER BY created_ms DESC, name"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| campaign(&Reader::new("campaigns", row)))
            .collect()
    }

    /// These campaigns, by name; unknown ids and merged spellings are left out.
    pub async fn campaigns_by_id(
        &mut self,
        tenant: &Tenant,
        ids: &[CampaignId],
    ) -> Result<Vec<Campaign>, StoreError> {
        let mut campaigns = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(500) {
            let text = format!(
                "SELECT {COLUMNS} FROM campaigns
                 WHERE workspace_id = $1 AND merged_into IS NULL AND id IN ({})",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for id in chunk {
                select = select.bind(id.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                campaigns.push(campaign(&Reader::new("campaigns", row))?);
            }
        }
        campaigns.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(campaigns)
    }

    /// Leads and rated leads of these campaigns; one without leads is left out.
    pub async fn campaign_counts(
        &mut self,
        tenant: &Tenant,
        campaigns: &[CampaignId],
    ) -> Result<Vec<CampaignCounts>, StoreError> {
        let mut counts = Vec::with_capacity(campaigns.len());
        for chunk in campaigns.chunks(500) {
            // The count of one lead's ratings is looked up in an index; a join would read all of them.
            let text = format!(
                "SELECT l.campaign_id, COUNT(*) AS leads,
                        COUNT(*) FILTER (WHERE (SELECT COUNT(*) FROM ratings r
                            WHERE r.workspace_id = l.workspace_id AND r.lead_id = l.id) > 0) AS rated
                 FROM leads l
                 WHERE l.workspace_id = $1 AND l.duplicate_of IS NULL AND l.source <> $2
                     AND l.campaign_id IN ({})
                 GROUP BY l.campaign_id",
                placeholders(3, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text))
                .bind(tenant.id())
                .bind(SOURCE_SALES);
            for campaign in chunk {
                select = select.bind(campaign.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = Reader::new("leads", row);
                counts.push(CampaignCounts {
                    campaign_id: CampaignId::new(row.text("campaign_id")?),
                    leads: row.number("leads")?,
                    rated: row.number("rated")?,
                });
            }
        }
        Ok(counts)
    }

    /// How many answers there are on the leads of each of these campaigns; one without is left out.
    pub async fn campaign_answers(
        &mut self,
        tenant: &Tenant,
        campaigns: &[CampaignId],
    ) -> Result<HashMap<CampaignId, u32>, StoreError> {
        let mut answers = HashMap::with_capacity(campaigns.len());
        for chunk in campaigns.chunks(500) {
            // CROSS JOIN keeps SQLite from reading every rating of the workspace to find these.
            let text = format!(
                "SELECT l.campaign_id, COUNT(*) AS answers FROM leads l CROSS JOIN ratings r
                 WHERE l.workspace_id = $1 AND l.campaign_id IN ({})
                   AND r.workspace_id = l.workspace_id AND r.lead_id = l.id
                 GROUP BY l.campaign_id",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for campaign in chunk {
                select = select.bind(campaign.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = Reader::new("leads", row);
                answers.insert(
                    CampaignId::new(row.text("campaign_id")?),
                    row.number("answers")?,
                );
            }
        }
        Ok(answers)
    }
}

/// What two spellings of one name have in common: lower case, single spaces.
pub(super) fn name_key(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

pub(super) fn campaign(row: &Reader<'_>) -> Result<Campaign, StoreError> {
    Ok(Campaign {
        id: CampaignId::new(row.text("id")?),
        name: row.text("name")?,
        state: row.parsed("state", CampaignState::from_code)?,
        owner_id: row.maybe("owner_id", MemberId::new)?,
        goal: row.maybe_text("goal")?,
        not_for: row.maybe_text("not_for")?,
        first_contact_days: row.maybe_number("first_contact_days")?,
        starts_on: row.maybe_parsed("starts_on", row::date)?,
        ends_on: row.maybe_parsed("ends_on", row::date)?,
        created_at: row.instant("created_ms")?,
        revision: row.int("revision")?,
    })
}
