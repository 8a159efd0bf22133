//! What happens in the workspace without anybody asking leadloop for something.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::{Dispatch, Trouble, Visitor};
use crate::domain::holidays::OwnHolidays;
use crate::domain::ids::{MemberId, UserGroupId, WorkspaceId};
use crate::domain::member::{Member, WorkingDays};
use crate::features::sync_members::{self, Said};
use crate::slack::ack::Ack;
use crate::slack::api::Failure;
use crate::slack::incoming::{Event, EventDelivery};
use crate::slack::people::SlackUser;
use crate::slack::retry::with_retry;
use crate::store::{StoreError, Tenant};

/// What Slack says of a user group that is disabled or deleted.
const GONE: &str = "no_such_subteam";

impl Dispatch {
    pub(super) async fn event(&self, delivery: EventDelivery) -> Result<Ack, Trouble> {
        let tenant = match self.tenant(delivery.team.as_ref()).await {
            Ok(tenant) => tenant,
            // Of a workspace that was removed: nothing is to be done, and a repetition would change nothing.
            Err(Trouble::UnknownWorkspace) => {
                tracing::info!(
                    kind = delivery.event.kind(),
                    "an event of no known workspace"
                );
                return Ok(Ack::Empty);
            }
            Err(trouble) => return Err(trouble),
        };
        match delivery.event {
            Event::UserChanged(user) | Event::TeamJoined(user) => {
                self.store_users(&tenant, std::slice::from_ref(&*user))
                    .await?;
            }
            Event::AppUninstalled => self.remove(tenant, delivery.at, None).await?,
            Event::TokensRevoked { bots } => self.remove(tenant, delivery.at, Some(bots)).await?,
            Event::AppHomeOpened { user, tab, .. } if tab == "home" => {
                let language = self.language_of(&tenant, &user).await?;
                self.publish_home(&Visitor {
                    tenant,
                    member: user,
                    language,
                })
                .await?;
            }
            Event::GroupMembersChanged { group, .. } => self.refresh_group(&tenant, &group).await?,
            Event::GroupUpdated(group) => {
                // It may be called something else now, or be disabled or there again.
                sync_members::rename_group(&self.app, &tenant, &group.id, &group.name).await?;
                self.refresh_group(&tenant, &group.id).await?;
            }
            Event::AppHomeOpened { .. } | Event::ChannelJoined { .. } | Event::Unknown(_) => {}
        }
        Ok(Ack::Empty)
    }

    /// The app was removed from the workspace, or the tokens of these bots were revoked, which is the same
    /// when ours is among them. Slack repeats its events: one from before the last installation is passed over.
    async fn remove(
        &self,
        tenant: Tenant,
        at: Option<Timestamp>,
        revoked: Option<Vec<MemberId>>,
    ) -> Result<(), Trouble> {
        let input = (tenant, at.unwrap_or_else(|| self.app.now()), revoked);
        let removed = self
            .app
            .store
            .write(input, |tx, (tenant, at, revoked)| {
                async move {
                    let workspace = tx.workspace(tenant).await?;
                    let is_ours = revoked
                        .as_ref()
                        .is_none_or(|bots| bots.contains(&workspace.bot_user_id));
                    let is_removed = is_ours && tx.remove_workspace(tenant, *at).await?;
                    Ok(is_removed.then_some(workspace))
                }
                .boxed()
            })
            .await?;
        if let Some(workspace) = removed {
            tracing::warn!(workspace = %workspace.id, name = %workspace.name,
                "the app was removed from the workspace: nothing is asked or posted until it is installed and leadloop started again");
        }
        Ok(())
    }

    /// Stores what Slack says about people.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn store_users(
        &self,
        tenant: &Tenant,
        users: &[SlackUser],
    ) -> Result<(), StoreError> {
        let workspace = tenant.workspace_id();
        let said: Vec<Said> = users
            .iter()
            .map(|it| Said {
                member: member_of(it, workspace),
                since: it.updated_at,
                status: it.status.clone(),
            })
            .collect();
        sync_members::sync_said(&self.app, tenant, &said, &self.admins).await
    }

    /// Brings the loops that take their reps from a user group in line with it.
    async fn refresh_group(&self, tenant: &Tenant, group: &UserGroupId) -> Result<(), Trouble> {
        let used = sync_members::groups_in_use(&self.app, tenant).await?;
        if !used.contains(group) {
            return Ok(());
        }
        match self.api(tenant).user_group_members(group).await {
            // Hundreds of people who join one by one are hundreds of events, and more calls than Slack takes: they are
            // all read once it has time.
            Err(Failure::RateLimited { .. }) => {
                tracing::info!(%group, "a user group changes faster than Slack lets it be read: read again later");
                self.app.bells.people.ring();
                Ok(())
            }
            members => self.take_over_group(tenant, group, members).await,
        }
    }

    /// Stores who is in a user group, as Slack answered.
    async fn take_over_group(
        &self,
        tenant: &Tenant,
        group: &UserGroupId,
        members: Result<Vec<MemberId>, Failure>,
    ) -> Result<(), Trouble> {
        let members = match members {
            // Disabled or deleted: nobody is in it any more.
            Err(failure) if failure.refused_with() == Some(GONE) => {
                tracing::warn!(%group, "a user group is gone: nobody is a rep through it any more");
                Vec::new()
            }
            members => members?,
        };
        sync_members::set_group_members(&self.app, tenant, group, &members).await?;
        Ok(())
    }

    /// Brings every user group in use in line: at the start, for what happened meanwhile. A group that
    /// can't be read is logged and left as it was.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn refresh_groups(&self, tenant: &Tenant) -> Result<(), StoreError> {
        let used = sync_members::groups_in_use(&self.app, tenant).await?;
        if used.is_empty() {
            return Ok(());
        }
        let (clock, api) = (&*self.app.clock, self.api(tenant));
        match with_retry(clock, || api.user_groups()).await {
            Ok(groups) => {
                for it in groups.iter().filter(|it| used.contains(&it.id)) {
                    sync_members::rename_group(&self.app, tenant, &it.id, &it.name).await?;
                }
            }
            Err(error) => tracing::warn!(%error, "the names of the user groups could not be read"),
        }
        // One after the other, and as slowly as Slack asks for: a big workspace has more than it takes at once.
        for group in used {
            let members = with_retry(clock, || api.user_group_members(&group)).await;
            match self.take_over_group(tenant, &group, members).await {
                Ok(()) => {}
                Err(Trouble::Store(error)) => return Err(error),
                Err(error) => tracing::warn!(%group, %error, "a user group could not be read"),
            }
        }
        Ok(())
    }
}

/// A Slack user as leadloop knows people. What they chose in leadloop is kept by the store.
fn member_of(user: &SlackUser, workspace: &WorkspaceId) -> Member {
    Member {
        id: user.id.clone(),
        name: user.name.clone(),
        real_name: user.real_name.clone(),
        email: user.email.clone(),
        zone: user.zone.clone().unwrap_or_else(|| "UTC".to_owned()),
        slack_locale: user.locale.clone(),
        language: None,
        is_admin: user.is_admin,
        is_deactivated: user.is_deactivated,
        is_outsider: user.is_outsider || !user.is_of(workspace),
        paused_until: None,
        status_until: None,
        overrules_status: false,
        working_days: WorkingDays::default(),
        holidays: OwnHolidays::OfTheLoop,
        is_introduced: false,
        silent_rounds: 0,
        asks_less_often: false,
    }
}
