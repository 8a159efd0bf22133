//! Members: what Slack says about people, and what they chose themselves.

use std::sync::LazyLock;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, ms, placeholders};
use super::together::Reads;
use super::{StoreError, Tenant, Tx};
use crate::domain::holidays::OwnHolidays;
use crate::domain::ids::{MemberId, WorkspaceId};
use crate::domain::language::Language;
use crate::domain::member::{Member, WorkingDays};

pub(super) const COLUMNS: &str =
    "id, name, real_name, email, zone, slack_locale, language, is_admin,
     is_deactivated, is_outsider, away_until_ms, status_until_ms, overrules_status, holidays,
     working_days, is_introduced, silent_rounds, asks_less_often";

/// Somebody who acts, as far as every delivery asks.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Their workspace.
    pub tenant: Tenant,
    /// What is known of them.
    pub member: Option<Member>,
    /// The languages of the loops that they have a role in, each once.
    pub loop_languages: Vec<Language>,
}

/// From the ids of a workspace (`$1`) and a person (`$2`).
static OF_ACTOR: LazyLock<Reads<3>> = LazyLock::new(|| {
    let workspace = "FROM workspaces WHERE id = $1 AND removed_ms IS NULL";
    let member = "FROM members WHERE workspace_id = $1 AND id = $2";
    let languages = "FROM (SELECT DISTINCT l.language FROM loop_roles r
         JOIN loops l ON l.workspace_id = r.workspace_id AND l.id = r.loop_id
         WHERE r.workspace_id = $1 AND r.member_id = $2 AND l.state <> 'ended') spoken";
    Reads::new(&[
        ("id", workspace.to_owned()),
        (COLUMNS, member.to_owned()),
        ("language", languages.to_owned()),
    ])
});

impl Tx {
    /// Somebody who acts, known or not; none where their workspace is not there.
    pub async fn actor(
        &mut self,
        workspace: &WorkspaceId,
        id: &MemberId,
    ) -> Result<Option<Actor>, StoreError> {
        let values = [workspace.as_str(), id.as_str()];
        let tables = self.fetch_together(&*OF_ACTOR, &values).await?;
        let [workspaces, members, languages] = tables.rows()?;
        let Some(known) = workspaces.first() else {
            return Ok(None);
        };
        let found = members
            .first()
            .map(|row| member(&Reader::of("members", row)));
        let languages = languages
            .iter()
            .map(|row| Reader::of("loops", row).parsed("language", Language::from_locale));
        Ok(Some(Actor {
            tenant: Tenant::of_row(Reader::of("workspaces", known).text("id")?),
            member: found.transpose()?,
            loop_languages: languages.collect::<Result<_, _>>()?,
        }))
    }

    /// Stores what Slack says about a person; what the person chose in leadloop stays as it is.
    pub async fn upsert_member(
        &mut self,
        tenant: &Tenant,
        member: &Member,
    ) -> Result<(), StoreError> {
        query(
            "INSERT INTO members (workspace_id, id, name, real_name, email, zone, slack_locale,
                 is_admin, is_deactivated, is_outsider)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (workspace_id, id) DO UPDATE SET
                 name = excluded.name, real_name = excluded.real_name, email = excluded.email,
                 zone = excluded.zone,
                 slack_locale = COALESCE(excluded.slack_locale, members.slack_locale),
                 is_admin = excluded.is_admin, is_deactivated = excluded.is_deactivated,
                 is_outsider = excluded.is_outsider",
        )
        .bind(tenant.id())
        .bind(member.id.as_str())
        .bind(&member.name)
        .bind(&member.real_name)
        .bind(member.email.as_deref())
        .bind(&member.zone)
        .bind(member.slack_locale.as_deref())
        .bind(i64::from(member.is_admin))
        .bind(i64::from(member.is_deactivated))
        .bind(i64::from(member.is_outsider))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Notes when Slack changed what it says about a person. False when it is known of a later change.
    pub async fn note_slack_update(
        &mut self,
        tenant: &Tenant,
        id: &MemberId,
        updated_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = query(
            "UPDATE members SET slack_updated_ms = $3
             WHERE workspace_id = $1 AND id = $2
               AND (slack_updated_ms IS NULL OR slack_updated_ms <= $3)",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(updated_at.as_millisecond())
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Stores what a person chose or what happened with their asks; what Slack says stays as it is.
    pub async fn save_member_choices(
        &mut self,
        tenant: &Tenant,
        member: &Member,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE members SET language = $3, away_until_ms = $4, working_days = $5,
                 is_introduced = $6, silent_rounds = $7, asks_less_often = $8, overrules_status = $9,
                 holidays = $10
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(tenant.id())
        .bind(member.id.as_str())
        .bind(member.language.map(Language::code))
        .bind(ms(member.paused_until))
        .bind(i64::from(member.working_days.bits()))
        .bind(i64::from(member.is_introduced))
        .bind(i64::from(member.silent_rounds))
        .bind(i64::from(member.asks_less_often))
        .bind(i64::from(member.overrules_status))
        .bind(member.holidays.code())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Stores until when a person's status says that they are away, or that it doesn't; they have not overruled it yet.
    pub async fn set_status_until(
        &mut self,
        tenant: &Tenant,
        id: &MemberId,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE members SET status_until_ms = $3, overrules_status = 0
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(ms(until))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// A person leadloop knows.
    pub async fn member(
        &mut self,
        tenant: &Tenant,
        id: &MemberId,
    ) -> Result<Option<Member>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM members WHERE workspace_id = $1 AND id = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| member(&Reader::new("members", &row)))
            .transpose()
    }

    /// These people, in the order of their names; unknown ids are left out.
    pub async fn members_by_id(
        &mut self,
        tenant: &Tenant,
        ids: &[MemberId],
    ) -> Result<Vec<Member>, StoreError> {
        let mut members = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(500) {
            let text = format!(
                "SELECT {COLUMNS} FROM members WHERE workspace_id = $1 AND id IN ({}) ORDER BY name, id",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for id in chunk {
                select = select.bind(id.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                members.push(member(&Reader::new("members", row))?);
            }
        }
        Ok(members)
    }

    /// Everybody leadloop knows in a workspace, in the order of their names.
    pub async fn members(&mut self, tenant: &Tenant) -> Result<Vec<Member>, StoreError> {
        let text =
            format!("SELECT {COLUMNS} FROM members WHERE workspace_id = $1 ORDER BY name, id");
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| member(&Reader::new("members", row)))
            .collect()
    }

    /// Ends the leave of everybody whose leave is over, so that no old date is kept.
    pub async fn end_leave(&mut self, now: Timestamp) -> Result<(), StoreError> {
        for statement in [
            "UPDATE members SET away_until_ms = NULL WHERE away_until_ms <= $1",
            "UPDATE members SET status_until_ms = NULL, overrules_status = 0 WHERE status_until_ms <= $1",
        ] {
            query(statement)
                .bind(now.as_millisecond())
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }
}

pub(super) fn member(row: &Reader<'_>) -> Result<Member, StoreError> {
    Ok(Member {
        id: MemberId::new(row.text("id")?),
        name: row.text("name")?,
        real_name: row.text("real_name")?,
        email: row.maybe_text("email")?,
        zone: row.text("zone")?,
        slack_locale: row.maybe_text("slack_locale")?,
        language: row.maybe_parsed("language", Language::from_locale)?,
        is_admin: row.truth("is_admin")?,
        is_deactivated: row.truth("is_deactivated")?,
        is_outsider: row.truth("is_outsider")?,
        paused_until: row.maybe_instant("away_until_ms")?,
        status_until: row.maybe_instant("status_until_ms")?,
        overrules_status: row.truth("overrules_status")?,
        // A country that this version does not know is the loop's again.
        holidays: row
            .maybe_text("holidays")?
            .and_then(|code| OwnHolidays::from_code(&code))
            .unwrap_or_default(),
        working_days: WorkingDays::from_bits(row.number("working_days")?).unwrap_or_default(),
        is_introduced: row.truth("is_introduced")?,
        silent_rounds: row.number("silent_rounds")?,
        asks_less_often: row.truth("asks_less_often")?,
    })
}
