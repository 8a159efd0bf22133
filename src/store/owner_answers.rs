//! What campaign owners answer to a round's numbers, what led to it, and when it was done.

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, ms, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::ids::{AskId, CampaignId, LeadId, LoopId, MemberId, RoundId};
use crate::domain::rating::Reason;

const COLUMNS: &str = "a.round_id, a.campaign_id, a.member_id, a.answer, a.answered_ms, a.done_ms,
     a.reasons";

/// What a campaign's owner answered to a round's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerAnswer {
    /// The round.
    pub round_id: RoundId,
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Who answered.
    pub member_id: MemberId,
    /// The line.
    pub answer: String,
    /// When it was last given.
    pub answered_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// The reasons that led to it, as ticked.
    pub reasons: Vec<Reason>,
}

/// A rating that led to an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnswerSource {
    /// The ask in which it was given.
    pub ask_id: AskId,
    /// The lead.
    pub lead_id: LeadId,
    /// Its comment was ticked; else it comes with a reason that was.
    pub is_ticked: bool,
}

impl Tx {
    /// Keeps an answer with what led to it; a later one replaces both.
    pub async fn save_owner_answer(
        &mut self,
        tenant: &Tenant,
        answer: &OwnerAnswer,
        sources: &[AnswerSource],
    ) -> Result<(), StoreError> {
        query(
            "INSERT INTO owner_answers (workspace_id, round_id, campaign_id, member_id, answer,
                 answered_ms, done_ms, reasons)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (workspace_id, round_id, campaign_id) DO UPDATE SET
                 member_id = excluded.member_id, answer = excluded.answer,
                 answered_ms = excluded.answered_ms, done_ms = excluded.done_ms,
                 reasons = excluded.reasons",
        )
        .bind(tenant.id())
        .bind(answer.round_id.as_str())
        .bind(answer.campaign_id.as_str())
        .bind(answer.member_id.as_str())
        .bind(&answer.answer)
        .bind(answer.answered_at.as_millisecond())
        .bind(ms(answer.done_at))
        .bind(to_json(&answer.reasons)?)
        .execute(self.connection())
        .await?;
        query(
            "DELETE FROM answer_sources
             WHERE workspace_id = $1 AND round_id = $2 AND campaign_id = $3",
        )
        .bind(tenant.id())
        .bind(answer.round_id.as_str())
        .bind(answer.campaign_id.as_str())
        .execute(self.connection())
        .await?;
        for source in sources {
            query(
                "INSERT INTO answer_sources (workspace_id, round_id, campaign_id, ask_id, lead_id,
                     is_ticked)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(tenant.id())
            .bind(answer.round_id.as_str())
            .bind(answer.campaign_id.as_str())
            .bind(source.ask_id.as_str())
            .bind(source.lead_id.as_str())
            .bind(i64::from(source.is_ticked))
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// What the owner of a campaign answered to a round's numbers.
    pub async fn owner_answer(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
        campaign: &CampaignId,
    ) -> Result<Option<OwnerAnswer>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM owner_answers a
             WHERE a.workspace_id = $1 AND a.round_id = $2 AND a.campaign_id = $3"
        );
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(round.as_str())
            .bind(campaign.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.as_ref().map(owner_answer).transpose()
    }

    /// What the owners answered to a round's numbers.
    pub async fn owner_answers(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<Vec<OwnerAnswer>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM owner_answers a
             WHERE a.workspace_id = $1 AND a.round_id = $2 ORDER BY a.campaign_id"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(round.as_str())
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(owner_answer).collect()
    }

    /// The answers in a loop that are not done, or were done at this instant or after it; the latest first.
    pub async fn answers_not_done_before(
        &mut self,
        tenant: &Tenant,
        feedback_loop: &LoopId,
        instant: Timestamp,
    ) -> Result<Vec<OwnerAnswer>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM owner_answers a
             JOIN rounds o ON o.workspace_id = a.workspace_id AND o.id = a.round_id
             WHERE a.workspace_id = $1 AND o.loop_id = $2
                 AND (a.done_ms IS NULL OR a.done_ms >= $3)
             ORDER BY a.answered_ms DESC, a.campaign_id"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(feedback_loop.as_str())
            .bind(instant.as_millisecond())
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(owner_answer).collect()
    }

    /// The ratings that led to an answer.
    pub async fn answer_sources(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
        campaign: &CampaignId,
    ) -> Result<Vec<AnswerSource>, StoreError> {
        let rows = query(
            "SELECT ask_id, lead_id, is_ticked FROM answer_sources
             WHERE workspace_id = $1 AND round_id = $2 AND campaign_id = $3
             ORDER BY ask_id, lead_id",
        )
        .bind(tenant.id())
        .bind(round.as_str())
        .bind(campaign.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("answer_sources", row);
                Ok(AnswerSource {
                    ask_id: AskId::new(row.text("ask_id")?),
                    lead_id: LeadId::new(row.text("lead_id")?),
                    is_ticked: row.truth("is_ticked")?,
                })
            })
            .collect()
    }
}

fn owner_answer(row: &AnyRow) -> Result<OwnerAnswer, StoreError> {
    let row = Reader::new("owner_answers", row);
    Ok(OwnerAnswer {
        round_id: RoundId::new(row.text("round_id")?),
        campaign_id: CampaignId::new(row.text("campaign_id")?),
        member_id: MemberId::new(row.text("member_id")?),
        answer: row.text("answer")?,
        answered_at: row.instant("answered_ms")?,
        done_at: row.maybe_instant("done_ms")?,
        reasons: row.json("reasons")?,
    })
}
