//! The user groups from which loops take their reps: their people, and who leads them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::query;

use super::row::Reader;
use super::{StoreError, Tenant, Tx};
use crate::domain::ids::{LoopId, MemberId, UserGroupId};
use crate::domain::member::Role;
use crate::domain::team::{Team, everybody};

impl Tx {
    /// Makes these, and no others, the loop's teams, in this order. The reps of their groups, and these named
    /// ones, are the loop's reps from then on; who stays keeps the date of joining.
    pub async fn set_teams(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        teams: &[Team],
        named: &[MemberId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM team_members WHERE workspace_id = $1 AND loop_id = $2",
            "DELETE FROM teams WHERE workspace_id = $1 AND loop_id = $2",
        ] {
            query(statement)
                .bind(tenant.id())
                .bind(id.as_str())
                .execute(self.connection())
                .await?;
        }
        for (position, team) in (0_i64..).zip(teams) {
            query(
                "INSERT INTO teams (workspace_id, loop_id, group_id, position, name)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(tenant.id())
            .bind(id.as_str())
            .bind(team.group.as_str())
            .bind(position)
            .bind(&team.name)
            .execute(self.connection())
            .await?;
            for (role, members) in [(Role::Sales, &team.reps), (Role::TeamLead, &team.leads)] {
                self.add_to_team(tenant, id, &team.group, role, members)
                    .await?;
            }
        }
        self.set_reps(tenant, id, named, &everybody(teams), now)
            .await
    }

    /// Makes these people, and nobody else, the reps of one of the loop's teams.
    pub async fn set_team_reps(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        group: &UserGroupId,
        reps: &[MemberId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        query(
            "DELETE FROM team_members
             WHERE workspace_id = $1 AND loop_id = $2 AND group_id = $3 AND role = $4",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .bind(group.as_str())
        .bind(Role::Sales.code())
        .execute(self.connection())
        .await?;
        self.add_to_team(tenant, id, group, Role::Sales, reps)
            .await?;
        let all = everybody(&self.teams(tenant, id).await?);
        self.set_loop_members(tenant, id, Role::Sales, &all, true, now)
            .await
    }

    async fn add_to_team(
        &mut self,
        tenant: &Tenant,
        id: &LoopId,
        group: &UserGroupId,
        role: Role,
        members: &[MemberId],
    ) -> Result<(), StoreError> {
        for member in members {
            query(
                "INSERT INTO team_members (workspace_id, loop_id, group_id, role, member_id)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (workspace_id, loop_id, group_id, role, member_id) DO NOTHING",
            )
            .bind(tenant.id())
            .bind(id.as_str())
            .bind(group.as_str())
            .bind(role.code())
            .bind(member.as_str())
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// The teams of a loop in their order, with everybody of each group: somebody may be in several.
    pub async fn teams(&mut self, tenant: &Tenant, id: &LoopId) -> Result<Vec<Team>, StoreError> {
        let rows = query(
            "SELECT t.group_id, t.name, t.position, m.role, m.member_id FROM teams t
             LEFT JOIN team_members m ON m.workspace_id = t.workspace_id
                 AND m.loop_id = t.loop_id AND m.group_id = t.group_id
             WHERE t.workspace_id = $1 AND t.loop_id = $2
             ORDER BY t.position, t.group_id, m.member_id",
        )
        .bind(tenant.id())
        .bind(id.as_str())
        .fetch_all(self.connection())
        .await?;
        let mut teams: BTreeMap<i64, Team> = BTreeMap::new();
        for row in &rows {
            let row = Reader::new("teams", row);
            let (group, name) = (row.text("group_id")?, row.text("name")?);
            let team = teams.entry(row.int("position")?).or_insert_with(|| Team {
                group: UserGroupId::new(group),
                name,
                leads: vec![],
                reps: vec![],
            });
            let role = row.maybe_parsed("role", Role::from_code)?;
            let member = row.maybe("member_id", MemberId::new)?;
            match (role, member) {
                (Some(Role::TeamLead), Some(member)) => team.leads.push(member),
                (Some(_), Some(member)) => team.reps.push(member),
                _ => {}
            }
        }
        Ok(teams.into_values().collect())
    }

    /// The loops that take reps from a user group and have not ended.
    pub async fn loops_of_group(
        &mut self,
        tenant: &Tenant,
        group: &UserGroupId,
    ) -> Result<Vec<LoopId>, StoreError> {
        let rows = query(
            "SELECT t.loop_id FROM teams t
             JOIN loops l ON l.workspace_id = t.workspace_id AND l.id = t.loop_id
             WHERE t.workspace_id = $1 AND t.group_id = $2 AND l.state <> 'ended'
             ORDER BY t.loop_id",
        )
        .bind(tenant.id())
        .bind(group.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| Ok(LoopId::new(Reader::new("teams", row).text("loop_id")?)))
            .collect()
    }

    /// The user groups of loops that have not ended.
    pub async fn groups_in_use(&mut self, tenant: &Tenant) -> Result<Vec<UserGroupId>, StoreError> {
        let rows = query(
            "SELECT DISTINCT t.group_id FROM teams t
             JOIN loops l ON l.workspace_id = t.workspace_id AND l.id = t.loop_id
             WHERE t.workspace_id = $1 AND l.state <> 'ended' ORDER BY t.group_id",
        )
        .bind(tenant.id())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(UserGroupId::new(
                    Reader::new("teams", row).text("group_id")?,
                ))
            })
            .collect()
    }

    /// A user group is called something else now.
    pub async fn rename_group(
        &mut self,
        tenant: &Tenant,
        group: &UserGroupId,
        name: &str,
    ) -> Result<(), StoreError> {
        query("UPDATE teams SET name = $3 WHERE workspace_id = $1 AND group_id = $2")
            .bind(tenant.id())
            .bind(group.as_str())
            .bind(name)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The teams that somebody leads, in loops that have not ended.
    pub async fn teams_led_by(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
    ) -> Result<Vec<(LoopId, UserGroupId)>, StoreError> {
        let rows = query(
            "SELECT m.loop_id, m.group_id FROM team_members m
             JOIN loops l ON l.workspace_id = m.workspace_id AND l.id = m.loop_id
             WHERE m.workspace_id = $1 AND m.member_id = $2 AND m.role = $3 AND l.state <> 'ended'
             ORDER BY m.loop_id, m.group_id",
        )
        .bind(tenant.id())
        .bind(member.as_str())
        .bind(Role::TeamLead.code())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("team_members", row);
                Ok((
                    LoopId::new(row.text("loop_id")?),
                    UserGroupId::new(row.text("group_id")?),
                ))
            })
            .collect()
    }
}
