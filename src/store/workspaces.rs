//! Workspaces, and the handle through which a workspace's rows are reached.

use jiff::Timestamp;
use sqlx::query;

use super::row::{Reader, to_json};
use super::{StoreError, Tx};
use crate::domain::ids::{MemberId, WorkspaceId};
use crate::domain::status_words::StatusWords;

/// Proof that a workspace is known: made only from a stored row, and asked for by every query that
/// touches a workspace's rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tenant(WorkspaceId);

impl Tenant {
    /// The workspace.
    #[must_use]
    pub fn workspace_id(&self) -> &WorkspaceId {
        &self.0
    }

    /// The workspace's id, as the store binds it.
    pub(super) fn id(&self) -> &str {
        self.0.as_str()
    }

    /// From the workspace column of a stored row.
    pub(super) fn of_row(workspace_id: String) -> Self {
        Self(WorkspaceId::new(workspace_id))
    }
}

/// A Slack team in which leadloop is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Slack's team id.
    pub id: WorkspaceId,
    /// The team's name.
    pub name: String,
    /// The bot's own user id.
    pub bot_user_id: MemberId,
    /// Key of the pseudonyms in exports; random, never shown.
    pub pseudonym_salt: String,
}

impl Tx {
    /// Remembers a workspace as installed from now on, or brings its name and bot user up to date; the salt
    /// stays as it was.
    pub async fn upsert_workspace(
        &mut self,
        workspace: &Workspace,
        now: Timestamp,
    ) -> Result<Tenant, StoreError> {
        query(
            "INSERT INTO workspaces (id, name, bot_user_id, pseudonym_salt, installed_ms)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE
             SET name = excluded.name, bot_user_id = excluded.bot_user_id,
                 installed_ms = excluded.installed_ms, removed_ms = NULL",
        )
        .bind(workspace.id.as_str())
        .bind(&workspace.name)
        .bind(workspace.bot_user_id.as_str())
        .bind(&workspace.pseudonym_salt)
        .bind(now.as_millisecond())
        .execute(self.connection())
        .await?;
        Ok(Tenant(workspace.id.clone()))
    }

    /// The handle of a workspace that is known and not removed.
    pub async fn tenant(&mut self, id: &WorkspaceId) -> Result<Option<Tenant>, StoreError> {
        let row = query("SELECT id FROM workspaces WHERE id = $1 AND removed_ms IS NULL")
            .bind(id.as_str())
            .fetch_optional(self.connection())
            .await?;
        Ok(row.map(|_| Tenant(id.clone())))
    }

    /// Every workspace that is not removed.
    pub async fn workspaces(&mut self) -> Result<Vec<(Tenant, Workspace)>, StoreError> {
        let rows = query(
            "SELECT id, name, bot_user_id, pseudonym_salt FROM workspaces
             WHERE removed_ms IS NULL ORDER BY id",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let workspace = workspace(&Reader::new("workspaces", row))?;
                Ok((Tenant(workspace.id.clone()), workspace))
            })
            .collect()
    }

    /// The workspace behind a handle.
    pub async fn workspace(&mut self, tenant: &Tenant) -> Result<Workspace, StoreError> {
        let row =
            query("SELECT id, name, bot_user_id, pseudonym_salt FROM workspaces WHERE id = $1")
                .bind(tenant.id())
                .fetch_one(self.connection())
                .await?;
        workspace(&Reader::new("workspaces", &row))
    }

    /// Marks a workspace as removed at `at`, a whole second: nothing of it is asked or posted until it is
    /// installed again. False, and nothing done, when it was installed after that second.
    pub async fn remove_workspace(
        &mut self,
        tenant: &Tenant,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let done =
            query("UPDATE workspaces SET removed_ms = $2 WHERE id = $1 AND installed_ms < $3")
                .bind(tenant.id())
                .bind(at.as_millisecond())
                .bind(at.as_millisecond() + 1_000)
                .execute(self.connection())
                .await?;
        Ok(done.rows_affected() == 1)
    }

    /// The words of a status that mean "away" in this workspace.
    pub async fn status_words(&mut self, tenant: &Tenant) -> Result<StatusWords, StoreError> {
        let row = query("SELECT status_words FROM workspaces WHERE id = $1")
            .bind(tenant.id())
            .fetch_one(self.connection())
            .await?;
        let row = Reader::new("workspaces", &row);
        match row.maybe_text("status_words")? {
            Some(_) => row.json("status_words"),
            None => Ok(StatusWords::default()),
        }
    }

    /// Sets them; none for those that leadloop comes with.
    pub async fn set_status_words(
        &mut self,
        tenant: &Tenant,
        words: Option<&StatusWords>,
    ) -> Result<(), StoreError> {
        query("UPDATE workspaces SET status_words = $2 WHERE id = $1")
            .bind(tenant.id())
            .bind(words.map(to_json).transpose()?)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Forgets windows and forms older than `before`.
    pub async fn forget_old(&mut self, before: Timestamp) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM windows WHERE opened_ms < $1",
            "DELETE FROM forms WHERE opened_ms < $1",
        ] {
            query(statement)
                .bind(before.as_millisecond())
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }
}

fn workspace(row: &Reader<'_>) -> Result<Workspace, StoreError> {
    Ok(Workspace {
        id: WorkspaceId::new(row.text("id")?),
        name: row.text("name")?,
        bot_user_id: MemberId::new(row.text("bot_user_id")?),
        pseudonym_salt: row.text("pseudonym_salt")?,
    })
}
