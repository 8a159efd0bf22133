//! Rounds and their frozen figures.

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::row::{self, Reader, ms, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::figures::RoundFigures;
use crate::domain::ids::{LoopId, MemberId, RoundId};
use crate::domain::round::{Round, RoundState, SkipReason};

pub(super) const COLUMNS: &str = "id, loop_id, number, date, state, skip_reason, is_extra, only_rep,
     missed_by_downtime, told_marketing, opened_ms, closed_ms, digest_due_ms, published_ms, next_wake_ms";

impl Tx {
    /// Stores a round as it now is; the scheduler hears of it.
    pub async fn save_round(&mut self, tenant: &Tenant, round: &Round) -> Result<(), StoreError> {
        query(
            "INSERT INTO rounds (workspace_id, id, loop_id, number, date, state, skip_reason, is_extra,
                 only_rep, missed_by_downtime, told_marketing, opened_ms, closed_ms, digest_due_ms,
                 published_ms, next_wake_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
             ON CONFLICT (workspace_id, id) DO UPDATE SET
                 number = excluded.number, date = excluded.date, state = excluded.state, skip_reason = excluded.skip_reason,
                 missed_by_downtime = excluded.missed_by_downtime,
                 told_marketing = excluded.told_marketing, opened_ms = excluded.opened_ms,
                 closed_ms = excluded.closed_ms, digest_due_ms = excluded.digest_due_ms,
                 published_ms = excluded.published_ms, next_wake_ms = excluded.next_wake_ms",
        )
        .bind(tenant.id())
        .bind(round.id.as_str())
        .bind(round.loop_id.as_str())
        .bind(i64::from(round.number))
        .bind(round.date.to_string())
        .bind(round.state.code())
        .bind(round.skip_reason.map(SkipReason::code))
        .bind(i64::from(round.is_extra))
        .bind(round.only_rep.as_ref().map(MemberId::as_str))
        .bind(i64::from(round.missed_by_downtime))
        .bind(i64::from(round.told_marketing))
        .bind(ms(round.opened_at))
        .bind(ms(round.closed_at))
        .bind(ms(round.digest_due_at))
        .bind(ms(round.published_at))
        .bind(ms(round.next_wake))
        .execute(self.connection())
        .await?;
        self.ring_scheduler();
        Ok(())
    }

    /// A round.
    pub async fn round(
        &mut self,
        tenant: &Tenant,
        id: &RoundId,
    ) -> Result<Option<Round>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM rounds WHERE workspace_id = $1 AND id = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| round(&Reader::new("rounds", &row)))
            .transpose()
    }

    /// Removes a planned round, and the asks that were fixed for it.
    pub async fn forget_round(&mut self, tenant: &Tenant, id: &RoundId) -> Result<(), StoreError> {
        self.forget_asks(tenant, id).await?;
        query("DELETE FROM rounds WHERE workspace_id = $1 AND id = $2 AND state = 'planned'")
            .bind(tenant.id())
            .bind(id.as_str())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The rounds of a loop, newest first, at most `limit`.
    pub async fn rounds_of_loop(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        limit: u32,
    ) -> Result<Vec<Round>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM rounds WHERE workspace_id = $1 AND loop_id = $2
             ORDER BY number DESC LIMIT $3"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str())
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| round(&Reader::new("rounds", row)))
            .collect()
    }

    /// The rounds of all workspaces that want to be looked at by `now`, earliest first.
    pub async fn rounds_to_wake(
        &mut self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(Tenant, RoundId)>, StoreError> {
        let rows = query(
            "SELECT r.workspace_id, r.id FROM rounds r JOIN workspaces w ON w.id = r.workspace_id
             WHERE r.next_wake_ms <= $1 AND w.removed_ms IS NULL
             ORDER BY r.next_wake_ms, r.workspace_id, r.id LIMIT $2",
        )
        .bind(now.as_millisecond())
        .bind(i64::from(limit))
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("rounds", row);
                Ok((
                    Tenant::of_row(row.text("workspace_id")?),
                    RoundId::new(row.text("id")?),
                ))
            })
            .collect()
    }

    /// Looks at a round no sooner than `until`, whatever it wants itself. It need not be readable.
    pub async fn put_round_off(
        &mut self,
        tenant: &Tenant,
        id: &RoundId,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        query("UPDATE rounds SET next_wake_ms = $3 WHERE workspace_id = $1 AND id = $2")
            .bind(tenant.id())
            .bind(id.as_str())
            .bind(until.as_millisecond())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// When the next round of any workspace wants to be looked at.
    pub async fn next_round_wake(&mut self) -> Result<Option<Timestamp>, StoreError> {
        let row = query(
            "SELECT CAST(MIN(r.next_wake_ms) AS BIGINT) AS at_ms
             FROM rounds r JOIN workspaces w ON w.id = r.workspace_id WHERE w.removed_ms IS NULL",
        )
        .fetch_one(self.connection())
        .await?;
        Reader::new("rounds", &row).maybe_instant("at_ms")
    }

    /// Keeps a round's figures as they were when it closed.
    pub async fn save_figures(
        &mut self,
        tenant: &Tenant,
        id: &RoundId,
        figures: &RoundFigures,
    ) -> Result<(), StoreError> {
        query("UPDATE rounds SET figures = $3 WHERE workspace_id = $1 AND id = $2")
            .bind(tenant.id())
            .bind(id.as_str())
            .bind(to_json(figures)?)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// A round's frozen figures; none before it has closed.
    pub async fn figures(
        &mut self,
        tenant: &Tenant,
        id: &RoundId,
    ) -> Result<Option<RoundFigures>, StoreError> {
        let row = query("SELECT figures FROM rounds WHERE workspace_id = $1 AND id = $2")
            .bind(tenant.id())
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map_or(Ok(None), |row| {
            Reader::new("rounds", &row).maybe_json("figures")
        })
    }

    /// Whether a round's figures are frozen: without reading them, for they are long.
    pub async fn has_figures(&mut self, tenant: &Tenant, id: &RoundId) -> Result<bool, StoreError> {
        let row = query(
            "SELECT id FROM rounds WHERE workspace_id = $1 AND id = $2 AND figures IS NOT NULL",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .fetch_optional(self.connection())
        .await?;
        Ok(row.is_some())
    }

    /// The figures of a loop's rounds that closed before this one does, the one that closed last first, at
    /// most `limit`. Their numbers may be in another order: an extra round can close before one that was
    /// opened earlier.
    pub async fn figures_before(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        closing: &RoundId,
        limit: u32,
    ) -> Result<Vec<RoundFigures>, StoreError> {
        let rows = query(
            "SELECT figures FROM rounds
             WHERE workspace_id = $1 AND loop_id = $2 AND id <> $3 AND figures IS NOT NULL
             ORDER BY closed_ms DESC, number DESC LIMIT $4",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(closing.as_str())
        .bind(i64::from(limit))
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| Reader::new("rounds", row).json("figures"))
            .collect()
    }
}

pub(super) fn round(row: &Reader<'_>) -> Result<Round, StoreError> {
    Ok(Round {
        id: RoundId::new(row.text("id")?),
        loop_id: LoopId::new(row.text("loop_id")?),
        number: row.number("number")?,
        date: row.parsed("date", row::date)?,
        state: row.parsed("state", RoundState::from_code)?,
        skip_reason: row.maybe_parsed("skip_reason", SkipReason::from_code)?,
        is_extra: row.truth("is_extra")?,
        only_rep: row.maybe("only_rep", MemberId::new)?,
        missed_by_downtime: row.truth("missed_by_downtime")?,
        told_marketing: row.truth("told_marketing")?,
        opened_at: row.maybe_instant("opened_ms")?,
        closed_at: row.maybe_instant("closed_ms")?,
        digest_due_at: row.maybe_instant("digest_due_ms")?,
        published_at: row.maybe_instant("published_ms")?,
        next_wake: row.maybe_instant("next_wake_ms")?,
    })
}
