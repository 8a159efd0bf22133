//! Loops and who is what in them.

use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::row::{self, Reader, ms, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::feedback_loop::{FeedbackLoop, LoopState};
use crate::domain::holidays::Country;
use crate::domain::ids::{ChannelId, LoopId, MemberId};
use crate::domain::language::Language;
use crate::domain::member::Role;

pub(super) const COLUMNS: &str =
    "id, name, state, cadence, anchor, ask_at, window_days, zone, language,
     digest_channel, briefing_channel, ideal_customer, quarter_goal, leads_per_ask, lead_days_back,
     shows_names, created_by, created_ms, last_extra_ms, country, revision";

/// The column that says through what somebody has a role, and the other one of the two.
type Through = (&'static str, &'static str);
const NAME: Through = ("is_named", "from_group");
const GROUP: Through = ("from_group", "is_named");

/// A loop as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopRow {
    /// The loop.
    pub settings: FeedbackLoop,
    /// Who set it up: the first ask names them.
    pub created_by: MemberId,
    /// When it was set up.
    pub created_at: Timestamp,
    /// When `ask now` last made an extra round.
    pub last_extra_at: Option<Timestamp>,
}

/// What one person is in one loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopMember {
    /// The loop.
    pub loop_id: LoopId,
    /// The person.
    pub member_id: MemberId,
    /// The role.
    pub role: Role,
    /// Whether they are in it through the user group alone.
    pub from_group: bool,
    /// Since when.
    pub joined_at: Timestamp,
}

impl Tx {
    /// Stores a new loop, or a changed one (its revision is raised).
    pub async fn save_loop(&mut self, tenant: &Tenant, row: &LoopRow) -> Result<(), StoreError> {
        let it = &row.settings;
        query(
            "INSERT INTO loops (workspace_id, id, name, state, cadence, anchor, ask_at, window_days,
                 zone, language, digest_channel, briefing_channel, ideal_customer, quarter_goal,
                 leads_per_ask, lead_days_back, shows_names, created_by, created_ms, last_extra_ms,
                 country, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21, 1)
             ON CONFLICT (workspace_id, id) DO UPDATE SET
                 name = excluded.name, state = excluded.state, cadence = excluded.cadence,
                 anchor = excluded.anchor, ask_at = excluded.ask_at,
                 window_days = excluded.window_days, zone = excluded.zone,
                 language = excluded.language, digest_channel = excluded.digest_channel,
                 briefing_channel = excluded.briefing_channel,
                 ideal_customer = excluded.ideal_customer, quarter_goal = excluded.quarter_goal,
                 leads_per_ask = excluded.leads_per_ask, lead_days_back = excluded.lead_days_back,
                 shows_names = excluded.shows_names, last_extra_ms = excluded.last_extra_ms,
                 country = excluded.country, revision = loops.revision + 1",
        )
        .bind(tenant.id())
        .bind(it.id.as_str())
        .bind(&it.name)
        .bind(it.state.code())
        .bind(to_json(&it.cadence)?)
        .bind(it.anchor.to_string())
        .bind(it.ask_at.strftime("%H:%M").to_string())
        .bind(i64::from(it.window_days))
        .bind(&it.zone)
        .bind(it.language.code())
        .bind(it.digest_channel.as_ref().map(ChannelId::as_str))
        .bind(it.briefing_channel.as_ref().map(ChannelId::as_str))
        .bind(it.ideal_customer.as_deref())
        .bind(it.quarter_goal.map(i64::from))
        .bind(i64::from(it.leads_per_ask))
        .bind(i64::from(it.lead_days_back))
        .bind(i64::from(it.shows_names))
        .bind(row.created_by.as_str())
        .bind(row.created_at.as_millisecond())
        .bind(ms(row.last_extra_at))
        .bind(it.country.map(Country::code))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// A loop.
    pub async fn feedback_loop(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
    ) -> Result<Option<LoopRow>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM loops WHERE workspace_id = $1 AND id = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| loop_row(&Reader::new("loops", &row)))
            .transpose()
    }

    /// The loops of a workspace that have not ended, by name.
    pub async fn loops(&mut self, tenant: &Tenant) -> Result<Vec<LoopRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM loops WHERE workspace_id = $1 AND state <> 'ended'
             ORDER BY name, id"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| loop_row(&Reader::new("loops", row)))
            .collect()
    }

    /// Every loop of a workspace, those that have ended too, oldest first: for the export.
    pub async fn all_loops(&mut self, tenant: &Tenant) -> Result<Vec<LoopRow>, StoreError> {
        let text =
            format!("SELECT {COLUMNS} FROM loops WHERE workspace_id = $1 ORDER BY created_ms, id");
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| loop_row(&Reader::new("loops", row)))
            .collect()
    }

    /// Who is what in a loop.
    pub async fn loop_members(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
    ) -> Result<Vec<LoopMember>, StoreError> {
        let rows = query(
            "SELECT loop_id, member_id, role, is_named, joined_ms FROM loop_roles
             WHERE workspace_id = $1 AND loop_id = $2 ORDER BY role, member_id",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| loop_member(&Reader::new("loop_roles", row)))
            .collect()
    }

    /// What somebody is, in loops that have not ended.
    pub async fn roles_of(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
    ) -> Result<Vec<LoopMember>, StoreError> {
        let rows = query(
            "SELECT r.loop_id, r.member_id, r.role, r.is_named, r.joined_ms FROM loop_roles r
             JOIN loops l ON l.workspace_id = r.workspace_id AND l.id = r.loop_id
             WHERE r.workspace_id = $1 AND r.member_id = $2 AND l.state <> 'ended'
             ORDER BY l.name, r.role",
        )
        .bind(tenant.id())
        .bind(member.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| loop_member(&Reader::new("loop_roles", row)))
            .collect()
    }

    /// The language of the loops that somebody is in; none when they are in none, or those differ.
    pub async fn loop_language_of(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
    ) -> Result<Option<Language>, StoreError> {
        let rows = query(
            "SELECT DISTINCT l.language FROM loop_roles r
             JOIN loops l ON l.workspace_id = r.workspace_id AND l.id = r.loop_id
             WHERE r.workspace_id = $1 AND r.member_id = $2 AND l.state <> 'ended'",
        )
        .bind(tenant.id())
        .bind(member.as_str())
        .fetch_all(self.connection())
        .await?;
        let [only] = &rows[..] else {
            return Ok(None);
        };
        let language = Reader::new("loops", only).parsed("language", Language::from_locale)?;
        Ok(Some(language))
    }

    /// Everybody with this role in a loop that has not ended.
    pub async fn members_with_role(
        &mut self,
        tenant: &Tenant,
        role: Role,
    ) -> Result<Vec<LoopMember>, StoreError> {
        let rows = query(
            "SELECT r.loop_id, r.member_id, r.role, r.is_named, r.joined_ms FROM loop_roles r
             JOIN loops l ON l.workspace_id = r.workspace_id AND l.id = r.loop_id
             WHERE r.workspace_id = $1 AND r.role = $2 AND l.state <> 'ended'
             ORDER BY r.member_id",
        )
        .bind(tenant.id())
        .bind(role.code())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| loop_member(&Reader::new("loop_roles", row)))
            .collect()
    }

    /// What these people, at most some hundred, are in a loop.
    pub async fn loop_members_of(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        members: &[MemberId],
    ) -> Result<Vec<LoopMember>, StoreError> {
        let text = format!(
            "SELECT loop_id, member_id, role, is_named, joined_ms FROM loop_roles
             WHERE workspace_id = $1 AND loop_id = $2 AND member_id IN ({})
             ORDER BY joined_ms, member_id, role",
            row::placeholders(3, members.len()),
        );
        let mut select = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(id.as_str());
        for member in members {
            select = select.bind(member.as_str());
        }
        let rows = select.fetch_all(self.connection()).await?;
        rows.iter()
            .map(|row| loop_member(&Reader::new("loop_roles", row)))
            .collect()
    }

    /// Makes these people, and nobody else, have this role in the loop: those named one by one, or those
    /// of the user groups. Who has it already keeps the date of joining. Somebody who is both stays when they
    /// are no longer the one of the two.
    pub async fn set_loop_members(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        role: Role,
        members: &[MemberId],
        from_group: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let through = if from_group { GROUP } else { NAME };
        self.note_members(tenant, id, role, members, through, now)
            .await?;
        self.forget_members(tenant, id, role).await
    }

    /// Makes these people, and nobody else, the loop's reps: those named one by one, and those of the user
    /// groups. Who comes through the one instead of the other keeps the date of joining.
    pub async fn set_reps(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        named: &[MemberId],
        of_groups: &[MemberId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for (members, through) in [(named, NAME), (of_groups, GROUP)] {
            self.note_members(tenant, id, Role::Sales, members, through, now)
                .await?;
        }
        self.forget_members(tenant, id, Role::Sales).await
    }

    /// Notes who has a role through being named, or through a user group; who has it through neither is still
    /// there.
    async fn note_members(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        role: Role,
        members: &[MemberId],
        (through, other): Through,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let no_longer = format!(
            "UPDATE loop_roles SET {through} = 0
             WHERE workspace_id = $1 AND loop_id = $2 AND role = $3 AND member_id = $4"
        );
        let wanted: HashSet<&MemberId> = members.iter().collect();
        let present = self.loop_members(tenant, id).await?;
        let gone = present
            .iter()
            .filter(|it| it.role == role && !wanted.contains(&it.member_id));
        for it in gone {
            query(AssertSqlSafe(no_longer.clone()))
                .bind(tenant.id())
                .bind(id.as_str())
                .bind(role.code())
                .bind(it.member_id.as_str())
                .execute(self.connection())
                .await?;
        }
        let join = format!(
            "INSERT INTO loop_roles (workspace_id, loop_id, member_id, role, {through}, {other},
                 joined_ms)
             VALUES ($1, $2, $3, $4, 1, 0, $5)
             ON CONFLICT (workspace_id, loop_id, member_id, role) DO UPDATE SET {through} = 1"
        );
        for member in members {
            query(AssertSqlSafe(join.clone()))
                .bind(tenant.id())
                .bind(id.as_str())
                .bind(member.as_str())
                .bind(role.code())
                .bind(now.as_millisecond())
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// A rep counts as having joined the loop now.
    pub async fn joins_anew(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        member: &MemberId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE loop_roles SET joined_ms = $5
             WHERE workspace_id = $1 AND loop_id = $2 AND member_id = $3 AND role = $4",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(member.as_str())
        .bind(Role::Sales.code())
        .bind(now.as_millisecond())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Takes the role from whoever is neither named nor in a user group.
    async fn forget_members(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        role: Role,
    ) -> Result<(), StoreError> {
        query(
            "DELETE FROM loop_roles WHERE workspace_id = $1 AND loop_id = $2 AND role = $3
                 AND is_named = 0 AND from_group = 0",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(role.code())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn loop_member(row: &Reader<'_>) -> Result<LoopMember, StoreError> {
    Ok(LoopMember {
        loop_id: LoopId::new(row.text("loop_id")?),
        member_id: MemberId::new(row.text("member_id")?),
        role: row.parsed("role", Role::from_code)?,
        from_group: !row.truth("is_named")?,
        joined_at: row.instant("joined_ms")?,
    })
}

pub(super) fn loop_row(row: &Reader<'_>) -> Result<LoopRow, StoreError> {
    Ok(LoopRow {
        settings: FeedbackLoop {
            id: LoopId::new(row.text("id")?),
            name: row.text("name")?,
            state: row.parsed("state", LoopState::from_code)?,
            cadence: row.json("cadence")?,
            anchor: row.parsed("anchor", row::date)?,
            ask_at: row.parsed("ask_at", row::time)?,
            window_days: row.number("window_days")?,
            zone: row.text("zone")?,
            // A country that this version does not know has no holidays.
            country: row
                .maybe_text("country")?
                .and_then(|code| Country::from_code(&code)),
            language: row.parsed("language", Language::from_locale)?,
            digest_channel: row.maybe("digest_channel", ChannelId::new)?,
            briefing_channel: row.maybe("briefing_channel", ChannelId::new)?,
            ideal_customer: row.maybe_text("ideal_customer")?,
            quarter_goal: row.maybe_number("quarter_goal")?,
            leads_per_ask: row.number("leads_per_ask")?,
            lead_days_back: row.number("lead_days_back")?,
            shows_names: row.truth("shows_names")?,
            revision: row.int("revision")?,
        },
        created_by: MemberId::new(row.text("created_by")?),
        created_at: row.instant("created_ms")?,
        last_extra_at: row.maybe_instant("last_extra_ms")?,
    })
}
