//! Asks and the leads frozen in them.

use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, ms, placeholders, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::ask::{
    Ask, AskState, AskedForm, AskedLead, AskedState, DeclineReason, LessOften,
};
use crate::domain::ids::{AskId, LeadId, MemberId, RoundId};
use crate::domain::rating::Draft;

pub(super) const COLUMNS: &str =
    "id, round_id, member_id, state, due_ms, send_ms, deadline_ms, remind_ms,
     filled_ms, sent_ms, reminded_ms, finished_ms, decline_reason, less_often, left_waiting,
     next_wake_ms";

/// Asks of a round. Asked for an order, SQLite reads every ask of the workspace in it.
pub(super) const OF_ROUND: &str = "FROM asks WHERE workspace_id = $1 AND round_id = $2";

/// Asks in which a lead waits; in no order, for the same reason.
pub(super) const WAITING_FOR: &str = "SELECT ask_id FROM asked_leads
     WHERE workspace_id = $1 AND lead_id = $2 AND state = 'open'";

pub(super) const ASKED_COLUMNS: &str =
    "ask_id, lead_id, position, form, state, card_of, skipped, passed_to, draft";

/// An ask as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskRow {
    /// The ask.
    pub ask: Ask,
    /// When its leads were frozen.
    pub filled_at: Option<Timestamp>,
    /// Leads that could have been in it but for the cap.
    pub left_waiting: u32,
    /// When it must be looked at next; its round wakes with the earliest of its asks.
    pub next_wake: Option<Timestamp>,
}

/// One lead of an ask, with what the rep has chosen so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedRow {
    /// The lead within the ask.
    pub asked: AskedLead,
    /// The colleague it was passed on to, if it was passed on to one.
    pub passed_to: Option<MemberId>,
    /// What was chosen and not saved.
    pub draft: Option<Draft>,
}

/// How many asks of a round are in a state, and their instants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskSummary {
    /// The state.
    pub state: AskState,
    /// How many.
    pub count: u32,
    /// The last of their deadlines.
    pub last_deadline: Option<Timestamp>,
    /// The last instant at which half the window of one of them is over.
    pub last_half: Option<Timestamp>,
    /// The earliest instant at which one of them wants to be looked at.
    pub next_wake: Option<Timestamp>,
}

impl Tx {
    /// Stores an ask as it now is.
    pub async fn save_ask(&mut self, tenant: &Tenant, row: &AskRow) -> Result<(), StoreError> {
        let ask = &row.ask;
        let statement = query(
            "INSERT INTO asks (workspace_id, id, round_id, member_id, state, due_ms, send_ms,
                 deadline_ms, remind_ms, filled_ms, sent_ms, reminded_ms, finished_ms,
                 decline_reason, less_often, left_waiting, next_wake_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
             ON CONFLICT (workspace_id, id) DO UPDATE SET
                 state = excluded.state, send_ms = excluded.send_ms, remind_ms = excluded.remind_ms,
                 filled_ms = excluded.filled_ms, sent_ms = excluded.sent_ms,
                 reminded_ms = excluded.reminded_ms, finished_ms = excluded.finished_ms,
                 decline_reason = excluded.decline_reason, less_often = excluded.less_often,
                 left_waiting = excluded.left_waiting,
                 next_wake_ms = excluded.next_wake_ms",
        )
        .bind(tenant.id())
        .bind(ask.id.as_str())
        .bind(ask.round_id.as_str())
        .bind(ask.member_id.as_str())
        .bind(ask.state.code())
        .bind(ask.due_at.as_millisecond())
        .bind(ask.send_at.as_millisecond())
        .bind(ask.deadline_at.as_millisecond())
        .bind(ms(ask.remind_at))
        .bind(ms(row.filled_at))
        .bind(ms(ask.sent_at))
        .bind(ms(ask.reminded_at))
        .bind(ms(ask.finished_at))
        .bind(ask.decline_reason.map(DeclineReason::code))
        .bind(ask.less_often.map(LessOften::code))
        .bind(i64::from(row.left_waiting))
        .bind(ms(row.next_wake));
        self.later(statement).await
    }

    /// An ask.
    pub async fn ask(&mut self, tenant: &Tenant, id: &AskId) -> Result<Option<AskRow>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM asks WHERE workspace_id = $1 AND id = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| ask_row(&Reader::new("asks", &row)))
            .transpose()
    }

    /// The asks of a round.
    pub async fn asks_of_round(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<Vec<AskRow>, StoreError> {
        let text = format!("SELECT {COLUMNS} {OF_ROUND}");
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(round.as_str())
            .fetch_all(self.connection())
            .await?;
        let asks = rows.iter().map(|row| ask_row(&Reader::new("asks", row)));
        let mut asks: Vec<AskRow> = asks.collect::<Result<_, _>>()?;
        asks.sort_by(|a, b| a.ask.id.cmp(&b.ask.id));
        Ok(asks)
    }

    /// The asks of a round that want to be looked at by `now`, at most `limit`.
    pub async fn asks_to_wake(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<AskRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM asks
             WHERE workspace_id = $1 AND round_id = $2 AND next_wake_ms <= $3
             ORDER BY next_wake_ms, id LIMIT $4"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(round.as_str())
            .bind(now.as_millisecond())
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| ask_row(&Reader::new("asks", row)))
            .collect()
    }

    /// The asks of a round by state.
    pub async fn ask_summary(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<Vec<AskSummary>, StoreError> {
        let rows = query(
            "SELECT state, COUNT(*) AS asks, CAST(MAX(deadline_ms) AS BIGINT) AS last_deadline_ms,
                    CAST(MAX(due_ms + (deadline_ms - due_ms) / 2) AS BIGINT) AS last_half_ms,
                    CAST(MIN(next_wake_ms) AS BIGINT) AS next_ms
             FROM asks WHERE workspace_id = $1 AND round_id = $2 GROUP BY state",
        )
        .bind(tenant.id())
        .bind(round.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("asks", row);
                Ok(AskSummary {
                    state: row.parsed("state", AskState::from_code)?,
                    count: row.number("asks")?,
                    last_deadline: row.maybe_instant("last_deadline_ms")?,
                    last_half: row.maybe_instant("last_half_ms")?,
                    next_wake: row.maybe_instant("next_ms")?,
                })
            })
            .collect()
    }

    /// Somebody's asks, the latest due first, at most `limit`.
    pub async fn asks_of_member(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
        limit: u32,
    ) -> Result<Vec<AskRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM asks WHERE workspace_id = $1 AND member_id = $2
             ORDER BY due_ms DESC, id DESC LIMIT $3"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(member.as_str())
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| ask_row(&Reader::new("asks", row)))
            .collect()
    }

    /// Whether no other ask had been sent to its member when this one was.
    pub async fn is_first_ask(&mut self, tenant: &Tenant, ask: &Ask) -> Result<bool, StoreError> {
        let row = query(
            "SELECT CAST(COUNT(*) AS BIGINT) AS earlier FROM asks
             WHERE workspace_id = $1 AND member_id = $2 AND id <> $3 AND sent_ms <= $4",
        )
        .bind(tenant.id())
        .bind(ask.member_id.as_str())
        .bind(ask.id.as_str())
        .bind(ms(ask.sent_at))
        .fetch_one(self.connection())
        .await?;
        Ok(Reader::new("asks", &row).number::<i64>("earlier")? == 0)
    }

    /// Removes the asks of a round that moved before any of them was sent.
    pub async fn forget_asks(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM held_back WHERE workspace_id = $1 AND ask_id IN
                 (SELECT id FROM asks WHERE workspace_id = $1 AND round_id = $2)",
            "DELETE FROM asked_leads WHERE workspace_id = $1 AND ask_id IN
                 (SELECT id FROM asks WHERE workspace_id = $1 AND round_id = $2)",
            "DELETE FROM asks WHERE workspace_id = $1 AND round_id = $2",
        ] {
            query(statement)
                .bind(tenant.id())
                .bind(round.as_str())
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// Stores a lead's place and state in an ask; a draft that is there stays.
    pub async fn save_asked(&mut self, tenant: &Tenant, row: &AskedRow) -> Result<(), StoreError> {
        let asked = &row.asked;
        let statement = query(
            "INSERT INTO asked_leads (workspace_id, ask_id, lead_id, position, form, state, card_of,
                 skipped, passed_to, draft)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (workspace_id, ask_id, lead_id) DO UPDATE SET
                 position = excluded.position, form = excluded.form, state = excluded.state,
                 card_of = excluded.card_of, skipped = excluded.skipped,
                 passed_to = excluded.passed_to, draft = excluded.draft",
        )
        .bind(tenant.id())
        .bind(asked.ask_id.as_str())
        .bind(asked.lead_id.as_str())
        .bind(i64::from(asked.position))
        .bind(asked.form.code())
        .bind(asked.state.code())
        .bind(asked.card_of.as_ref().map(LeadId::as_str))
        .bind(i64::from(asked.skipped))
        .bind(row.passed_to.as_ref().map(MemberId::as_str))
        .bind(row.draft.as_ref().map(to_json).transpose()?);
        self.later(statement).await
    }

    /// Notes that a lead of an ask is rated; what was chosen and not saved goes.
    pub async fn mark_rated(
        &mut self,
        tenant: &Tenant,
        ask: &AskId,
        lead: &LeadId,
    ) -> Result<(), StoreError> {
        let statement = query(
            "UPDATE asked_leads SET state = 'rated', draft = NULL
             WHERE workspace_id = $1 AND ask_id = $2 AND lead_id = $3",
        )
        .bind(tenant.id())
        .bind(ask.as_str())
        .bind(lead.as_str());
        self.later(statement).await
    }

    /// The leads of an ask, in the order of the window.
    pub async fn asked_leads(
        &mut self,
        tenant: &Tenant,
        ask: &AskId,
    ) -> Result<Vec<AskedRow>, StoreError> {
        let text = format!(
            "SELECT {ASKED_COLUMNS} FROM asked_leads
             WHERE workspace_id = $1 AND ask_id = $2 ORDER BY position, lead_id"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(ask.as_str())
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| asked_row(&Reader::new("asked_leads", row)))
            .collect()
    }

    /// Which of these people have an ask in a round, sent or not.
    pub async fn members_asked_in(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
        among: &[MemberId],
    ) -> Result<HashSet<MemberId>, StoreError> {
        let mut asked = HashSet::new();
        for chunk in among.chunks(500) {
            let text = format!(
                "SELECT member_id FROM asks WHERE workspace_id = $1 AND round_id = $2 AND member_id IN ({})",
                placeholders(3, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text))
                .bind(tenant.id())
                .bind(round.as_str());
            for member in chunk {
                select = select.bind(member.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                asked.insert(MemberId::new(Reader::new("asks", row).text("member_id")?));
            }
        }
        Ok(asked)
    }

    /// The leads of all asks of a round, ask by ask, in the order of the window.
    pub async fn asked_leads_of_round(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<Vec<AskedRow>, StoreError> {
        // CROSS JOIN keeps SQLite from reading every asked lead of the workspace to find these.
        let rows = query(
            "SELECT a.ask_id, a.lead_id, a.position, a.form, a.state, a.card_of, a.skipped, a.passed_to, a.draft
             FROM asks k CROSS JOIN asked_leads a
             WHERE k.workspace_id = $1 AND k.round_id = $2
               AND a.workspace_id = k.workspace_id AND a.ask_id = k.id
             ORDER BY a.ask_id, a.position, a.lead_id",
        )
        .bind(tenant.id())
        .bind(round.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| asked_row(&Reader::new("asked_leads", row)))
            .collect()
    }

    /// Frees the leads of an ask that will not be answered: away, dropped.
    pub async fn withdraw_open(&mut self, tenant: &Tenant, ask: &AskId) -> Result<(), StoreError> {
        let statement = query(
            "UPDATE asked_leads SET state = 'withdrawn'
             WHERE workspace_id = $1 AND ask_id = $2 AND state = 'open'",
        )
        .bind(tenant.id())
        .bind(ask.as_str());
        self.later(statement).await
    }

    /// Has the answered asks of a round looked at, also those that were answered in part.
    pub async fn wake_answered(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = query(
            "UPDATE asks SET next_wake_ms = $3
             WHERE workspace_id = $1 AND round_id = $2 AND state IN ('answered', 'partial')",
        )
        .bind(tenant.id())
        .bind(round.as_str())
        .bind(at.as_millisecond());
        self.later(statement).await
    }

    /// Drops the asks of a round that have not been sent, and frees their leads.
    pub async fn drop_pending(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<(), StoreError> {
        for text in [
            "UPDATE asked_leads SET state = 'withdrawn'
             WHERE workspace_id = $1 AND state = 'open' AND ask_id IN
                 (SELECT id FROM asks WHERE workspace_id = $1 AND round_id = $2 AND state = 'pending')",
            "UPDATE asks SET state = 'dropped', next_wake_ms = NULL
             WHERE workspace_id = $1 AND round_id = $2 AND state = 'pending'",
        ] {
            let statement = query(text).bind(tenant.id()).bind(round.as_str());
            self.later(statement).await?;
        }
        Ok(())
    }

    /// The asks in which a lead still waits for an answer.
    pub async fn asks_waiting_for(
        &mut self,
        tenant: &Tenant,
        lead: &LeadId,
    ) -> Result<Vec<AskId>, StoreError> {
        let rows = query(WAITING_FOR)
            .bind(tenant.id())
            .bind(lead.as_str())
            .fetch_all(self.connection())
            .await?;
        let asks = rows
            .iter()
            .map(|row| Ok(AskId::new(Reader::new("asked_leads", row).text("ask_id")?)));
        let mut asks: Vec<AskId> = asks.collect::<Result<_, StoreError>>()?;
        asks.sort();
        Ok(asks)
    }

    /// Leads of a round's asks that were sent, and how many of them are rated.
    pub async fn asked_counts(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<(u32, u32), StoreError> {
        // CROSS JOIN keeps SQLite from reading every asked lead of the workspace to find these.
        let row = query(
            "SELECT COUNT(*) AS leads, COUNT(*) FILTER (WHERE a.state = 'rated') AS rated
             FROM asks k CROSS JOIN asked_leads a
             WHERE k.workspace_id = $1 AND k.round_id = $2 AND k.sent_ms IS NOT NULL
               AND a.workspace_id = k.workspace_id AND a.ask_id = k.id",
        )
        .bind(tenant.id())
        .bind(round.as_str())
        .fetch_one(self.connection())
        .await?;
        let row = Reader::new("asked_leads", &row);
        Ok((row.number("leads")?, row.number("rated")?))
    }

    /// Takes a lead out of every ask in which it still waits.
    pub async fn withdraw_lead(
        &mut self,
        tenant: &Tenant,
        lead: &LeadId,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE asked_leads SET state = 'withdrawn'
             WHERE workspace_id = $1 AND lead_id = $2 AND state = 'open'",
        )
        .bind(tenant.id())
        .bind(lead.as_str())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

pub(super) fn ask_row(row: &Reader<'_>) -> Result<AskRow, StoreError> {
    Ok(AskRow {
        ask: Ask {
            id: AskId::new(row.text("id")?),
            round_id: RoundId::new(row.text("round_id")?),
            member_id: MemberId::new(row.text("member_id")?),
            state: row.parsed("state", AskState::from_code)?,
            due_at: row.instant("due_ms")?,
            send_at: row.instant("send_ms")?,
            deadline_at: row.instant("deadline_ms")?,
            remind_at: row.maybe_instant("remind_ms")?,
            sent_at: row.maybe_instant("sent_ms")?,
            reminded_at: row.maybe_instant("reminded_ms")?,
            finished_at: row.maybe_instant("finished_ms")?,
            decline_reason: row.maybe_parsed("decline_reason", DeclineReason::from_code)?,
            less_often: row.maybe_parsed("less_often", LessOften::from_code)?,
        },
        filled_at: row.maybe_instant("filled_ms")?,
        left_waiting: row.number("left_waiting")?,
        next_wake: row.maybe_instant("next_wake_ms")?,
    })
}

pub(super) fn asked_row(row: &Reader<'_>) -> Result<AskedRow, StoreError> {
    Ok(AskedRow {
        asked: AskedLead {
            ask_id: AskId::new(row.text("ask_id")?),
            lead_id: LeadId::new(row.text("lead_id")?),
            position: row.number("position")?,
            form: row.parsed("form", AskedForm::from_code)?,
            state: row.parsed("state", AskedState::from_code)?,
            card_of: row.maybe("card_of", LeadId::new)?,
            skipped: row.truth("skipped")?,
        },
        passed_to: row.maybe("passed_to", MemberId::new)?,
        draft: row.maybe_json("draft")?,
    })
}
