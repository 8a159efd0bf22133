//! What a briefing puts into the outbox: in its channels, to its owner, to those who read the draft.

use jiff::Timestamp;

use crate::app::fresh_id;
use crate::domain::campaign::Campaign;
use crate::domain::ids::{ChannelId, MemberId, PostId};
use crate::domain::post::{Destination, Post};
use crate::store::{BriefingRow, StoreError, Tenant, Tx};

/// A campaign and its briefing, whose messages are brought in line.
pub(super) struct Messages<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) campaign: &'a Campaign,
    pub(super) briefing: &'a BriefingRow,
    pub(super) now: Timestamp,
}

impl Messages<'_> {
    /// Posts it in a channel, with what stands in its thread.
    pub(super) async fn in_channel(
        &self,
        tx: &mut Tx,
        channel: &ChannelId,
    ) -> Result<(), StoreError> {
        let (campaign_id, channel_id) = (self.campaign.id.clone(), channel.clone());
        let post = Post::Briefing {
            campaign_id: campaign_id.clone(),
            channel_id: channel_id.clone(),
        };
        self.to_channel(tx, channel, &post).await?;
        let details = Post::BriefingDetails {
            campaign_id,
            channel_id,
        };
        self.to_channel(tx, channel, &details).await
    }

    /// Brings what stands in the thread from the start in line; where there was nothing to say before, it is said now.
    pub(super) async fn details_in_line(
        &self,
        tx: &mut Tx,
        channel: &ChannelId,
    ) -> Result<(), StoreError> {
        let (campaign_id, channel_id) = (self.campaign.id.clone(), channel.clone());
        let first = Post::BriefingDetails {
            campaign_id: campaign_id.clone(),
            channel_id: channel_id.clone(),
        };
        if self.is_posted_after_all(tx, &first).await? {
            return Ok(());
        }
        let changed = Post::BriefingDetailsChanged {
            campaign_id,
            channel_id,
        };
        self.to_channel(tx, channel, &changed).await
    }

    /// Brings the messages in all channels in line with what it now says. Where it was closed before Slack had it,
    /// it is posted now.
    pub(super) async fn in_line(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for channel in &self.briefing.channels {
            let (campaign_id, channel_id) = (self.campaign.id.clone(), channel.clone());
            let first = Post::Briefing {
                campaign_id: campaign_id.clone(),
                channel_id: channel_id.clone(),
            };
            if self.is_posted_after_all(tx, &first).await? {
                self.details_in_line(tx, channel).await?;
                continue;
            }
            let changed = Post::BriefingChanged {
                campaign_id,
                channel_id,
            };
            self.to_channel(tx, channel, &changed).await?;
        }
        Ok(())
    }

    /// Whether a message was dropped before Slack had it, and is posted now instead of being edited.
    async fn is_posted_after_all(&self, tx: &mut Tx, first: &Post) -> Result<bool, StoreError> {
        tx.post_after_all(self.tenant, &first.key(), self.now).await
    }

    /// Puts a post into the outbox that goes to a channel.
    pub(super) async fn to_channel(
        &self,
        tx: &mut Tx,
        channel: &ChannelId,
        post: &Post,
    ) -> Result<(), StoreError> {
        let to = Destination::Channel(channel.clone());
        let id = PostId::new(fresh_id(self.now));
        tx.post(self.tenant, &id, post, &to, self.now).await
    }

    /// Tells the owner where it is: one message, which is edited from then on.
    pub(super) async fn to_owner(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let owner = self.briefing.told(self.campaign);
        let (campaign_id, member_id) = (self.campaign.id.clone(), owner.clone());
        let first = Post::BriefingOwner {
            campaign_id: campaign_id.clone(),
            member_id: member_id.clone(),
        };
        let changed = Post::BriefingOwnerChanged {
            campaign_id,
            member_id,
        };
        self.first_or_edit(tx, &owner, first, changed).await
    }

    /// Asks a colleague what they think of the draft, or brings that message in line.
    pub(super) async fn to_reviewer(
        &self,
        tx: &mut Tx,
        member: &MemberId,
    ) -> Result<(), StoreError> {
        let (campaign_id, member_id) = (self.campaign.id.clone(), member.clone());
        let first = Post::BriefingDraft {
            campaign_id: campaign_id.clone(),
            member_id: member_id.clone(),
        };
        let changed = Post::BriefingDraftChanged {
            campaign_id,
            member_id,
        };
        self.first_or_edit(tx, member, first, changed).await
    }

    /// Brings the messages of all who were shown the draft in line.
    pub(super) async fn to_reviewers(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for review in tx.reviews(self.tenant, &self.campaign.id).await? {
            self.to_reviewer(tx, &review.member_id).await?;
        }
        Ok(())
    }

    /// Tells the owner that it was not posted when its time had come.
    pub(super) async fn is_held_back(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let owner = self.briefing.told(self.campaign);
        let post = Post::BriefingHeldBack {
            campaign_id: self.campaign.id.clone(),
            member_id: owner.clone(),
            revision: self.briefing.revision,
        };
        let (id, to) = (PostId::new(fresh_id(self.now)), Destination::Member(owner));
        tx.post(self.tenant, &id, &post, &to, self.now).await
    }

    async fn first_or_edit(
        &self,
        tx: &mut Tx,
        member: &MemberId,
        first: Post,
        changed: Post,
    ) -> Result<(), StoreError> {
        if self.is_posted_after_all(tx, &first).await? {
            return Ok(());
        }
        let is_there = tx.post_by_key(self.tenant, &first.key()).await?.is_some();
        let post = if is_there { changed } else { first };
        let to = Destination::Member(member.clone());
        let id = PostId::new(fresh_id(self.now));
        tx.post(self.tenant, &id, &post, &to, self.now).await
    }
}
