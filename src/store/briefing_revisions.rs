//! What briefings said before, and which are still being written.

use sqlx::{AssertSqlSafe, query};

use super::briefings::{self, BriefingRow};
use super::row::{Reader, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::briefing::{BriefingContent, BriefingState};
use crate::domain::campaign::CampaignState;
use crate::domain::ids::{CampaignId, MemberId};

/// Revisions of one briefing that are kept.
const REVISIONS_KEPT: i64 = 50;

impl Tx {
    /// Keeps what a briefing says at its revision, and forgets the oldest.
    pub(super) async fn keep_revision(
        &mut self,
        tenant: &Tenant,
        briefing: &BriefingRow,
    ) -> Result<(), StoreError> {
        query(
            "INSERT INTO briefing_revisions (workspace_id, campaign_id, revision, content)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (workspace_id, campaign_id, revision)
             DO UPDATE SET content = excluded.content",
        )
        .bind(tenant.id())
        .bind(briefing.campaign_id.as_str())
        .bind(briefing.revision)
        .bind(to_json(&briefing.content)?)
        .execute(self.connection())
        .await?;
        query(
            "DELETE FROM briefing_revisions
             WHERE workspace_id = $1 AND campaign_id = $2 AND revision <= $3",
        )
        .bind(tenant.id())
        .bind(briefing.campaign_id.as_str())
        .bind(briefing.revision - REVISIONS_KEPT)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// What a campaign's briefing said at this revision; none when that is forgotten, or never was.
    pub async fn briefing_at(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
        revision: i64,
    ) -> Result<Option<BriefingContent>, StoreError> {
        let row = query(
            "SELECT content FROM briefing_revisions
             WHERE workspace_id = $1 AND campaign_id = $2 AND revision = $3",
        )
        .bind(tenant.id())
        .bind(campaign.as_str())
        .bind(revision)
        .fetch_optional(self.connection())
        .await?;
        row.map(|row| Reader::new("briefing_revisions", &row).json("content"))
            .transpose()
    }

    /// The briefings that somebody owns or wrote on last and that are not posted yet, the latest first.
    pub async fn unfinished_briefings(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
        limit: u32,
    ) -> Result<Vec<BriefingRow>, StoreError> {
        let text = format!(
            "SELECT {} FROM briefings WHERE workspace_id = $1 AND state IN ($2, $3)
                 AND campaign_id IN (SELECT c.id FROM campaigns c
                     WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state <> $4
                         AND (c.owner_id = $5 OR briefings.edited_by = $5))
             ORDER BY edited_ms DESC, campaign_id LIMIT $6",
            briefings::COLUMNS
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(BriefingState::Draft.code())
            .bind(BriefingState::InReview.code())
            .bind(CampaignState::Closed.code())
            .bind(member.as_str())
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| briefings::briefing(&Reader::new("briefings", row)))
            .collect()
    }

    /// Campaigns that run and have no posted briefing, newest first: id and name.
    pub async fn campaigns_to_brief(
        &mut self,
        tenant: &Tenant,
    ) -> Result<Vec<(CampaignId, String)>, StoreError> {
        let rows = query(
            "SELECT c.id, c.name FROM campaigns c
             WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state <> $2
                 AND NOT EXISTS (SELECT 1 FROM briefings b
                     WHERE b.workspace_id = $1 AND b.campaign_id = c.id AND b.state IN ($3, $4))
             ORDER BY c.created_ms DESC, c.name",
        )
        .bind(tenant.id())
        .bind(CampaignState::Closed.code())
        .bind(BriefingState::Posted.code())
        .bind(BriefingState::Closed.code())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("campaigns", row);
                Ok((CampaignId::new(row.text("id")?), row.text("name")?))
            })
            .collect()
    }
}
