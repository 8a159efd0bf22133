//! Whom a briefing is for: the language of its channel, the reps who count, what one has not read yet.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sqlx::query;

use super::row::Reader;
use super::{BriefingRow, LoopRow, StoreError, Tenant, Tx};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{CampaignId, ChannelId, LoopId, MemberId};
use crate::domain::language::Language;
use crate::domain::lead::SOURCE_SALES;
use crate::domain::member::{Member, Role};
use crate::domain::post::Post;

/// Posted briefings among which one looks for those not read yet.
const POSTED: u32 = 100;

/// When the first lead of a campaign came in. Without the sign SQLite would go through the leads of the workspace by
/// their arrival until it meets one.
pub(super) const FIRST_LEAD: &str = "SELECT CAST(MIN(+came_in_ms) AS BIGINT) AS at_ms FROM leads
     WHERE workspace_id = $1 AND campaign_id = $2 AND source <> $3";

impl Tx {
    /// The reps who count as readers of what stands in these channels: of the active loops whose briefings go
    /// there; of all active loops where there are none. By name.
    pub async fn wanted_readers(
        &mut self,
        tenant: &Tenant,
        channels: &[ChannelId],
    ) -> Result<Vec<Member>, StoreError> {
        let loops = self.active_loops(tenant).await?;
        let of = loops_of(&loops, channels);
        let reps = self.members_with_role(tenant, Role::Sales).await?;
        let mut ids: Vec<MemberId> = reps
            .into_iter()
            .filter(|it| of.contains(&&it.loop_id))
            .map(|it| it.member_id)
            .collect();
        ids.sort();
        ids.dedup();
        let mut members = self.members_by_id(tenant, &ids).await?;
        members.retain(Member::can_be_asked);
        members.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        Ok(members)
    }

    /// The language of a channel: that of the loop whose briefings go there, else of the one whose digest
    /// does, else the one that all loops share, else English.
    pub async fn language_of_channel(
        &mut self,
        tenant: &Tenant,
        channel: &ChannelId,
    ) -> Result<Language, StoreError> {
        let loops = self.loops(tenant).await?;
        let of = |pick: fn(&LoopRow) -> Option<&ChannelId>| {
            let mut found = loops.iter().filter(|it| pick(it) == Some(channel));
            found.next().map(|it| it.settings.language)
        };
        let first = loops.first().map(|it| it.settings.language);
        let shared = first.filter(|first| loops.iter().all(|it| it.settings.language == *first));
        Ok(of(|it| it.settings.briefing_channel.as_ref())
            .or_else(|| of(|it| it.settings.digest_channel.as_ref()))
            .or(shared)
            .unwrap_or(Language::English))
    }

    /// The posted briefings that are for this rep and that they have not read, the latest first.
    pub async fn unread_briefings(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
    ) -> Result<Vec<BriefingRow>, StoreError> {
        let loops = self.active_loops(tenant).await?;
        let roles = self.roles_of(tenant, member).await?;
        let mine = |id: &LoopId| {
            let mut roles = roles.iter();
            roles.any(|it| it.role == Role::Sales && it.loop_id == *id)
        };
        let read = self.read_by(tenant, member).await?;
        let mut unread = self.posted_briefings(tenant, POSTED).await?;
        unread.retain(|it| {
            !read.contains(&it.campaign_id) && loops_of(&loops, &it.channels).into_iter().any(mine)
        });
        Ok(unread)
    }

    /// How many days a campaign's first lead came before its briefing was posted, or before `now` while it is
    /// not, counted in dates of this zone; none when it came no day earlier. What sales adds itself is not
    /// marketing's lead.
    pub async fn first_lead_before_briefing(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Option<u32>, StoreError> {
        let row = query(FIRST_LEAD)
            .bind(tenant.id())
            .bind(campaign.as_str())
            .bind(SOURCE_SALES)
            .fetch_one(self.connection())
            .await?;
        let Some(first) = Reader::new("leads", &row).maybe_instant("at_ms")? else {
            return Ok(None);
        };
        let briefing = self.briefing(tenant, campaign).await?;
        let posted = briefing.and_then(|it| it.posted_at).unwrap_or(now);
        let date = |at: Timestamp| at.to_zoned(zone.clone()).date();
        let days = (date(posted) - date(first)).get_days();
        Ok(u32::try_from(days).ok().filter(|days| *days > 0))
    }

    /// Who is told of what becomes of a briefing's post; none for every other post.
    pub async fn told_of_post(
        &mut self,
        tenant: &Tenant,
        post: &Post,
    ) -> Result<Option<MemberId>, StoreError> {
        let Some(id) = post.of_briefing() else {
            return Ok(None);
        };
        let campaign = self.campaign(tenant, id).await?;
        let briefing = self.briefing(tenant, id).await?;
        Ok(briefing
            .zip(campaign)
            .map(|(it, campaign)| it.told(&campaign)))
    }

    async fn active_loops(&mut self, tenant: &Tenant) -> Result<Vec<LoopRow>, StoreError> {
        let mut loops = self.loops(tenant).await?;
        loops.retain(|it| it.settings.state == LoopState::Active);
        Ok(loops)
    }
}

/// The loops for whose reps something in these channels is.
fn loops_of<'a>(loops: &'a [LoopRow], channels: &[ChannelId]) -> Vec<&'a LoopId> {
    let goes_there = |it: &&LoopRow| {
        let channel = it.settings.briefing_channel.as_ref();
        channel.is_some_and(|it| channels.contains(it))
    };
    let some: Vec<&LoopId> = loops
        .iter()
        .filter(goes_there)
        .map(|it| &it.settings.id)
        .collect();
    if some.is_empty() {
        return loops.iter().map(|it| &it.settings.id).collect();
    }
    some
}
