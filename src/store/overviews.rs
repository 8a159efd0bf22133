//! What the Home tab and its lists need of many rows at once: one statement a question, however many
//! campaigns, leads or answers there are.

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, placeholders};
use super::{StoreError, Tenant, Tx};
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::CampaignState;
use crate::domain::figures::RoundFigures;
use crate::domain::ids::{CampaignId, LoopId, MemberId, RoundId};

/// A round's figures, and where the round is.
#[derive(Debug, Clone)]
pub struct FrozenRound {
    /// The round.
    pub round_id: RoundId,
    /// Its loop.
    pub loop_id: LoopId,
    /// When its digest is due.
    pub digest_due_at: Option<Timestamp>,
    /// What it taught.
    pub figures: RoundFigures,
}

/// A campaign that lacks something: it is a draft, or its briefing does not stand in a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnfinishedCampaign {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub state: CampaignState,
    /// The marketer who answers for it.
    pub owner_id: Option<MemberId>,
    /// Where its briefing is; none when nobody has begun one.
    pub briefing: Option<BriefingState>,
    /// Its leads that are not done, while it has no briefing.
    pub open_leads: u32,
}

/// What an owner answered to a round's numbers, to which somebody's ratings belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardAnswer {
    /// The campaign's name.
    pub campaign: String,
    /// Who answered, by name.
    pub owner: Option<String>,
    /// The line.
    pub answer: String,
    /// When it was answered.
    pub answered_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
}

impl Tx {
    /// The rounds with figures that closed last, whichever their loop, the last one first.
    pub async fn frozen_rounds(
        &mut self,
        tenant: &Tenant,
        limit: u32,
    ) -> Result<Vec<FrozenRound>, StoreError> {
        let rows = query(
            "SELECT id, loop_id, digest_due_ms, figures FROM rounds
             WHERE workspace_id = $1 AND figures IS NOT NULL AND only_rep IS NULL
             ORDER BY closed_ms DESC, id DESC LIMIT $2",
        )
        .bind(tenant.id())
        .bind(i64::from(limit))
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("rounds", row);
                Ok(FrozenRound {
                    round_id: RoundId::new(row.text("id")?),
                    loop_id: LoopId::new(row.text("loop_id")?),
                    digest_due_at: row.maybe_instant("digest_due_ms")?,
                    figures: row.json("figures")?,
                })
            })
            .collect()
    }

    /// Who has read the briefings of these campaigns.
    pub async fn readers_of(
        &mut self,
        tenant: &Tenant,
        campaigns: &[CampaignId],
    ) -> Result<Vec<(CampaignId, MemberId)>, StoreError> {
        let mut readers = Vec::new();
        for chunk in campaigns.chunks(500) {
            let text = format!(
                "SELECT campaign_id, member_id FROM briefing_reads
                 WHERE workspace_id = $1 AND campaign_id IN ({})",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for campaign in chunk {
                select = select.bind(campaign.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = Reader::new("briefing_reads", row);
                readers.push((
                    CampaignId::new(row.text("campaign_id")?),
                    MemberId::new(row.text("member_id")?),
                ));
            }
        }
        Ok(readers)
    }

    /// The campaigns for which a marketer has something left to do, the newest first: their own, drafts that
    /// are nobody's, and those whose briefing they are writing. Closed ones left out.
    pub async fn unfinished_campaigns(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
        limit: u32,
    ) -> Result<Vec<UnfinishedCampaign>, StoreError> {
        let rows = query(
            "SELECT c.id, c.name, c.state, c.owner_id, b.state AS briefing,
                 CASE WHEN b.state IS NULL THEN (SELECT COUNT(*) FROM leads l
                     WHERE l.workspace_id = c.workspace_id AND l.campaign_id = c.id
                       AND l.done IS NULL AND l.duplicate_of IS NULL) ELSE 0 END AS open_leads
             FROM campaigns c
             LEFT JOIN briefings b ON b.workspace_id = c.workspace_id AND b.campaign_id = c.id
             WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.state <> 'closed'
               AND (c.owner_id = $2 OR b.edited_by = $2
                    OR (c.owner_id IS NULL AND c.state = 'draft'))
               AND (c.state = 'draft' OR b.state IS NULL OR b.state IN ('draft', 'in_review'))
             ORDER BY c.created_ms DESC, c.name LIMIT $3",
        )
        .bind(tenant.id())
        .bind(member.as_str())
        .bind(i64::from(limit))
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("campaigns", row);
                Ok(UnfinishedCampaign {
                    campaign_id: CampaignId::new(row.text("id")?),
                    name: row.text("name")?,
                    state: row.parsed("state", CampaignState::from_code)?,
                    owner_id: row.maybe("owner_id", MemberId::new)?,
                    briefing: row.maybe_parsed("briefing", BriefingState::from_code)?,
                    open_leads: row.number("open_leads")?,
                })
            })
            .collect()
    }

    /// What owners answered since then to the numbers of campaigns that somebody rated for them, the last
    /// answer first. Only of rounds whose digest is out.
    pub async fn answers_heard(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<HeardAnswer>, StoreError> {
        let rows = query(
            "SELECT c.name, m.name AS owner, o.answer, o.answered_ms, o.done_ms
             FROM owner_answers o
             JOIN rounds r ON r.workspace_id = o.workspace_id AND r.id = o.round_id
             JOIN campaigns c ON c.workspace_id = o.workspace_id AND c.id = o.campaign_id
             LEFT JOIN members m ON m.workspace_id = o.workspace_id AND m.id = o.member_id
             WHERE o.workspace_id = $1 AND o.answered_ms >= $3 AND r.state = 'published' AND EXISTS (
                 SELECT 1 FROM asks a
                 JOIN ratings g ON g.workspace_id = a.workspace_id AND g.ask_id = a.id
                 JOIN leads l ON l.workspace_id = g.workspace_id AND l.id = g.lead_id
                 WHERE a.workspace_id = $1 AND a.member_id = $2 AND g.member_id = $2
                   AND g.counted_in = o.round_id AND l.campaign_id = o.campaign_id)
             ORDER BY o.answered_ms DESC, c.name LIMIT $4",
        )
        .bind(tenant.id())
        .bind(member.as_str())
        .bind(since.as_millisecond())
        .bind(i64::from(limit))
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("owner_answers", row);
                Ok(HeardAnswer {
                    campaign: row.text("name")?,
                    owner: row.maybe_text("owner")?,
                    answer: row.text("answer")?,
                    answered_at: row.instant("answered_ms")?,
                    done_at: row.maybe_instant("done_ms")?,
                })
            })
            .collect()
    }
}
