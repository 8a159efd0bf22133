//! What happens in the workspace without anybody asking leadloop for something.

use futures_util::FutureExt as _;

use super::{Dispatch, Trouble};
use crate::domain::member::{Member, WorkingDays};
use crate::slack::ack::Ack;
use crate::slack::incoming::{Event, EventDelivery};
use crate::slack::people::SlackUser;
use crate::store::{StoreError, Tenant};

impl Dispatch {
    pub(super) async fn event(&self, delivery: EventDelivery) -> Result<Ack, Trouble> {
        let tenant = self.tenant(delivery.team.as_ref()).await?;
        match delivery.event {
            Event::UserChanged(user) | Event::TeamJoined(user) => {
                self.store_users(&tenant, std::slice::from_ref(&*user))
                    .await?;
            }
            Event::AppUninstalled | Event::TokensRevoked { .. } => {
                let input = (tenant, self.app.now());
                self.app
                    .store
                    .write(input, |tx, (tenant, now)| {
                        tx.remove_workspace(tenant, *now).boxed()
                    })
                    .await?;
            }
            Event::AppHomeOpened { .. }
            | Event::GroupMembersChanged { .. }
            | Event::GroupUpdated(_)
            | Event::ChannelJoined { .. }
            | Event::Unknown(_) => {}
        }
        Ok(Ack::Empty)
    }

    /// Stores what Slack says about people, in one transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn store_users(
        &self,
        tenant: &Tenant,
        users: &[SlackUser],
    ) -> Result<(), StoreError> {
        let members: Vec<Member> = users
            .iter()
            .map(|user| member_of(user, self.admins.contains(&user.id)))
            .collect();
        self.app
            .store
            .write((tenant.clone(), members), |tx, (tenant, members)| {
                async move {
                    for member in members {
                        tx.upsert_member(tenant, member).await?;
                    }
                    Ok(())
                }
                .boxed()
            })
            .await
    }
}

/// A Slack user as leadloop knows people. What they chose in leadloop is kept by the store.
fn member_of(user: &SlackUser, is_named_admin: bool) -> Member {
    Member {
        id: user.id.clone(),
        name: user.name.clone(),
        real_name: user.real_name.clone(),
        email: user.email.clone(),
        zone: user.zone.clone().unwrap_or_else(|| "UTC".to_owned()),
        slack_locale: user.locale.clone(),
        language: None,
        is_admin: user.is_admin || is_named_admin,
        is_deactivated: user.is_deactivated,
        is_outsider: user.is_outsider,
        away_until: None,
        working_days: WorkingDays::default(),
        is_introduced: false,
        silent_rounds: 0,
        asks_less_often: false,
    }
}
