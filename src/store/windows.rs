//! Rating windows that are open on somebody's screen.

use jiff::Timestamp;
use serde_json::Value;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::ids::{AskId, LeadId, MemberId, WindowId};

pub(super) const COLUMNS: &str = "id, member_id, ask_id, lead_id, is_edit, revision, answered_view,
     answered_hash, answer, opened_ms";

/// A rating window; the view's private metadata names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowRow {
    /// Its id.
    pub id: WindowId,
    /// Whose screen it is on.
    pub member_id: MemberId,
    /// The ask.
    pub ask_id: AskId,
    /// The lead it shows.
    pub lead_id: LeadId,
    /// Opened from the record to change one answer.
    pub is_edit: bool,
    /// The rating's revision when it was shown; 0 when there was none.
    pub revision: i64,
    /// The submission answered last: the view's id and hash, and the acknowledgement that was given.
    pub answered: Option<Answered>,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// A submission's answer, repeated word by word when Slack delivers the submission again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The view's id.
    pub view_id: String,
    /// The view's hash.
    pub hash: String,
    /// The acknowledgement.
    pub answer: Value,
}

impl Tx {
    /// Keeps what somebody filled in so far in a form of more than one view.
    pub async fn keep_form(
        &mut self,
        tenant: &Tenant,
        id: &str,
        member: &MemberId,
        content: &Value,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        query(
            "INSERT INTO forms (workspace_id, id, member_id, content, opened_ms)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (workspace_id, id) DO UPDATE SET content = excluded.content",
        )
        .bind(tenant.id())
        .bind(id)
        .bind(member.as_str())
        .bind(to_json(content)?)
        .bind(now.as_millisecond())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// What this person filled in so far.
    pub async fn form(
        &mut self,
        tenant: &Tenant,
        id: &str,
        member: &MemberId,
    ) -> Result<Option<Value>, StoreError> {
        let row = query(
            "SELECT content FROM forms WHERE workspace_id = $1 AND id = $2 AND member_id = $3",
        )
        .bind(tenant.id())
        .bind(id)
        .bind(member.as_str())
        .fetch_optional(self.connection())
        .await?;
        row.map(|row| Reader::new("forms", &row).json("content"))
            .transpose()
    }

    /// Stores a window as it now is.
    pub async fn save_window(
        &mut self,
        tenant: &Tenant,
        row: &WindowRow,
    ) -> Result<(), StoreError> {
        let answered = row.answered.as_ref();
        let statement = query(
            "INSERT INTO windows (workspace_id, id, member_id, ask_id, lead_id, is_edit, revision,
                 answered_view, answered_hash, answer, opened_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (workspace_id, id) DO UPDATE SET
                 lead_id = excluded.lead_id, revision = excluded.revision,
                 answered_view = excluded.answered_view, answered_hash = excluded.answered_hash,
                 answer = excluded.answer",
        )
        .bind(tenant.id())
        .bind(row.id.as_str())
        .bind(row.member_id.as_str())
        .bind(row.ask_id.as_str())
        .bind(row.lead_id.as_str())
        .bind(i64::from(row.is_edit))
        .bind(row.revision)
        .bind(answered.map(|it| it.view_id.as_str()))
        .bind(answered.map(|it| it.hash.as_str()))
        .bind(answered.map(|it| to_json(&it.answer)).transpose()?)
        .bind(row.opened_at.as_millisecond());
        self.later(statement).await
    }

    /// A window.
    pub async fn window(
        &mut self,
        tenant: &Tenant,
        id: &WindowId,
    ) -> Result<Option<WindowRow>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM windows WHERE workspace_id = $1 AND id = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| window_row(&Reader::new("windows", &row)))
            .transpose()
    }
}

pub(super) fn window_row(row: &Reader<'_>) -> Result<WindowRow, StoreError> {
    let answered = match (
        row.maybe_text("answered_view")?,
        row.maybe_text("answered_hash")?,
        row.maybe_json("answer")?,
    ) {
        (Some(view_id), Some(hash), Some(answer)) => Some(Answered {
            view_id,
            hash,
            answer,
        }),
        _ => None,
    };
    Ok(WindowRow {
        id: WindowId::new(row.text("id")?),
        member_id: MemberId::new(row.text("member_id")?),
        ask_id: AskId::new(row.text("ask_id")?),
        lead_id: LeadId::new(row.text("lead_id")?),
        is_edit: row.truth("is_edit")?,
        revision: row.int("revision")?,
        answered,
        opened_at: row.instant("opened_ms")?,
    })
}
