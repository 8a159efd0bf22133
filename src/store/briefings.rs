//! Briefings: what they say, what was expected, what colleagues think of the draft, and who has read them.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, ms, placeholders, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::briefing::{BriefingContent, BriefingState, Forecast, Opinion};
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, ChannelId, MemberId};

pub(super) const COLUMNS: &str =
    "workspace_id, campaign_id, state, content, posted, channels, revision,
     edited_by, edited_ms, post_at_ms, posted_ms, posted_by, closed_ms";

/// A campaign's briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingRow {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Where it is.
    pub state: BriefingState,
    /// What is being written.
    pub content: BriefingContent,
    /// What the post says; differs from `content` while an edit is under way.
    pub posted: Option<BriefingContent>,
    /// Channels in which it stands, or is to stand.
    pub channels: Vec<ChannelId>,
    /// Raised by one with each save; what was written on an older one is not saved over it.
    pub revision: i64,
    /// Who saved it last.
    pub edited_by: MemberId,
    /// When.
    pub edited_at: Timestamp,
    /// When it is to be posted; none once it is, or while nobody has said.
    pub post_at: Option<Timestamp>,
    /// When it was first posted.
    pub posted_at: Option<Timestamp>,
    /// Who posted it.
    pub posted_by: Option<MemberId>,
    /// When its campaign was closed.
    pub closed_at: Option<Timestamp>,
}

/// What marketing expected, from when on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastRow {
    /// What.
    pub forecast: Forecast,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who made it.
    pub made_by: MemberId,
}

/// A colleague who was shown a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Who.
    pub member_id: MemberId,
    /// When they were asked.
    pub asked_at: Timestamp,
    /// What they think of it.
    pub opinion: Option<Opinion>,
    /// Their line.
    pub remark: Option<String>,
    /// When they last said something.
    pub given_at: Option<Timestamp>,
    /// What the owner answered.
    pub reply: Option<String>,
    /// The answer tells what was changed because of them: the posted briefing says so.
    pub is_taken_over: bool,
}

impl ReviewRow {
    /// Whether the owner owes this colleague an answer: to a line, and to anything but "I would call these".
    #[must_use]
    pub fn is_owed_an_answer(&self) -> bool {
        let is_content = matches!(self.opinion, None | Some(Opinion::WouldCall));
        (self.remark.is_some() || !is_content) && self.reply.is_none()
    }
}

impl BriefingRow {
    /// Who is told about it: the campaign's owner, else who posted it, else who wrote it last.
    #[must_use]
    pub fn told(&self, campaign: &Campaign) -> MemberId {
        let owner = campaign.owner_id.as_ref().or(self.posted_by.as_ref());
        owner.unwrap_or(&self.edited_by).clone()
    }
}

impl Tx {
    /// Stores a briefing as it is, its revision included.
    pub async fn save_briefing(
        &mut self,
        tenant: &Tenant,
        briefing: &BriefingRow,
    ) -> Result<(), StoreError> {
        query(
            "INSERT INTO briefings (workspace_id, campaign_id, state, content, posted, channels,
                 revision, edited_by, edited_ms, post_at_ms, posted_ms, posted_by, closed_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (workspace_id, campaign_id) DO UPDATE SET
                 state = excluded.state, content = excluded.content, posted = excluded.posted,
                 channels = excluded.channels, revision = excluded.revision,
                 edited_by = excluded.edited_by, edited_ms = excluded.edited_ms,
                 post_at_ms = excluded.post_at_ms, posted_ms = excluded.posted_ms,
                 posted_by = excluded.posted_by, closed_ms = excluded.closed_ms",
        )
        .bind(tenant.id())
        .bind(briefing.campaign_id.as_str())
        .bind(briefing.state.code())
        .bind(to_json(&briefing.content)?)
        .bind(briefing.posted.as_ref().map(to_json).transpose()?)
        .bind(to_json(&briefing.channels)?)
        .bind(briefing.revision)
        .bind(briefing.edited_by.as_str())
        .bind(briefing.edited_at.as_millisecond())
        .bind(ms(briefing.post_at))
        .bind(ms(briefing.posted_at))
        .bind(briefing.posted_by.as_ref().map(MemberId::as_str))
        .bind(ms(briefing.closed_at))
        .execute(self.connection())
        .await?;
        self.keep_revision(tenant, briefing).await?;
        self.rings.scheduler = true;
        Ok(())
    }

    /// A campaign's briefing.
    pub async fn briefing(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
    ) -> Result<Option<BriefingRow>, StoreError> {
        let text =
            format!("SELECT {COLUMNS} FROM briefings WHERE workspace_id = $1 AND campaign_id = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(campaign.as_str())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| briefing(&Reader::new("briefings", &row)))
            .transpose()
    }

    /// The briefings of these campaigns; one without is left out.
    pub async fn briefings_of(
        &mut self,
        tenant: &Tenant,
        campaigns: &[CampaignId],
    ) -> Result<Vec<BriefingRow>, StoreError> {
        let mut briefings = Vec::with_capacity(campaigns.len());
        for chunk in campaigns.chunks(500) {
            let text = format!(
                "SELECT {COLUMNS} FROM briefings WHERE workspace_id = $1 AND campaign_id IN ({})",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for campaign in chunk {
                select = select.bind(campaign.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                briefings.push(briefing(&Reader::new("briefings", row))?);
            }
        }
        Ok(briefings)
    }

    /// Briefings of all workspaces that are to be posted by now, the earliest first.
    pub async fn briefings_to_post(
        &mut self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(Tenant, CampaignId)>, StoreError> {
        let rows = query(
            "SELECT b.workspace_id, b.campaign_id FROM briefings b
             JOIN workspaces w ON w.id = b.workspace_id
             JOIN campaigns c ON c.workspace_id = b.workspace_id AND c.id = b.campaign_id
             WHERE b.post_at_ms <= $1 AND w.removed_ms IS NULL AND c.merged_into IS NULL
             ORDER BY b.post_at_ms, b.campaign_id LIMIT $2",
        )
        .bind(now.as_millisecond())
        .bind(i64::from(limit))
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("briefings", row);
                Ok((
                    Tenant::of_row(row.text("workspace_id")?),
                    CampaignId::new(row.text("campaign_id")?),
                ))
            })
            .collect()
    }

    /// When the next briefing is to be posted.
    pub async fn next_briefing_at(&mut self) -> Result<Option<Timestamp>, StoreError> {
        let row = query(
            "SELECT CAST(MIN(b.post_at_ms) AS BIGINT) AS at_ms FROM briefings b
             JOIN workspaces w ON w.id = b.workspace_id
             JOIN campaigns c ON c.workspace_id = b.workspace_id AND c.id = b.campaign_id
             WHERE w.removed_ms IS NULL AND c.merged_into IS NULL",
        )
        .fetch_one(self.connection())
        .await?;
        Reader::new("briefings", &row).maybe_instant("at_ms")
    }

    /// Has a briefing posted later that could not be posted when it was due.
    pub async fn put_briefing_off(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE briefings SET post_at_ms = $3
             WHERE workspace_id = $1 AND campaign_id = $2 AND post_at_ms IS NOT NULL",
        )
        .bind(tenant.id())
        .bind(campaign.as_str())
        .bind(until.as_millisecond())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Adds what marketing expects from now on.
    pub async fn add_forecast(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
        it: &ForecastRow,
    ) -> Result<(), StoreError> {
        query(
            "INSERT INTO forecasts (workspace_id, campaign_id, made_ms, made_by, accepted_of_ten,
                 warm_of_ten, cold_of_ten)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (workspace_id, campaign_id, made_ms) DO UPDATE SET
                 made_by = excluded.made_by, accepted_of_ten = excluded.accepted_of_ten,
                 warm_of_ten = excluded.warm_of_ten, cold_of_ten = excluded.cold_of_ten",
        )
        .bind(tenant.id())
        .bind(campaign.as_str())
        .bind(it.made_at.as_millisecond())
        .bind(it.made_by.as_str())
        .bind(i64::from(it.forecast.accepted_of_ten))
        .bind(i64::from(it.forecast.warm_of_ten))
        .bind(i64::from(it.forecast.cold_of_ten))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// What marketing expected of a campaign, oldest first.
    pub async fn forecasts(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
    ) -> Result<Vec<ForecastRow>, StoreError> {
        let rows = query(
            "SELECT made_ms, made_by, accepted_of_ten, warm_of_ten, cold_of_ten FROM forecasts
             WHERE workspace_id = $1 AND campaign_id = $2 ORDER BY made_ms",
        )
        .bind(tenant.id())
        .bind(campaign.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("forecasts", row);
                Ok(ForecastRow {
                    forecast: Forecast {
                        accepted_of_ten: row.number("accepted_of_ten")?,
                        warm_of_ten: row.number("warm_of_ten")?,
                        cold_of_ten: row.number("cold_of_ten")?,
                    },
                    made_at: row.instant("made_ms")?,
                    made_by: MemberId::new(row.text("made_by")?),
                })
            })
            .collect()
    }

    /// Stores who was shown a draft, and what they and its owner said.
    pub async fn save_review(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
        review: &ReviewRow,
    ) -> Result<(), StoreError> {
        query(
            "INSERT INTO briefing_reviews (workspace_id, campaign_id, member_id, asked_ms, opinion,
                 remark, given_ms, reply, is_taken_over)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (workspace_id, campaign_id, member_id) DO UPDATE SET
                 asked_ms = excluded.asked_ms, opinion = excluded.opinion, remark = excluded.remark,
                 given_ms = excluded.given_ms, reply = excluded.reply,
                 is_taken_over = excluded.is_taken_over",
        )
        .bind(tenant.id())
        .bind(campaign.as_str())
        .bind(review.member_id.as_str())
        .bind(review.asked_at.as_millisecond())
        .bind(review.opinion.map(Opinion::code))
        .bind(review.remark.as_deref())
        .bind(ms(review.given_at))
        .bind(review.reply.as_deref())
        .bind(i64::from(review.is_taken_over))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Who was shown a draft, in the order in which they were asked.
    pub async fn reviews(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
    ) -> Result<Vec<ReviewRow>, StoreError> {
        let of = self
            .reviews_of(tenant, std::slice::from_ref(campaign))
            .await?;
        Ok(of.into_values().next().unwrap_or_default())
    }

    /// The same of several campaigns; one whose draft nobody was shown is left out.
    pub async fn reviews_of(
        &mut self,
        tenant: &Tenant,
        campaigns: &[CampaignId],
    ) -> Result<HashMap<CampaignId, Vec<ReviewRow>>, StoreError> {
        let mut reviews: HashMap<CampaignId, Vec<ReviewRow>> = HashMap::new();
        for chunk in campaigns.chunks(500) {
            let text = format!(
                "SELECT campaign_id, member_id, asked_ms, opinion, remark, given_ms, reply,
                     is_taken_over
                 FROM briefing_reviews WHERE workspace_id = $1 AND campaign_id IN ({})
                 ORDER BY asked_ms, member_id",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for campaign in chunk {
                select = select.bind(campaign.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = Reader::new("briefing_reviews", row);
                let campaign = CampaignId::new(row.text("campaign_id")?);
                reviews.entry(campaign).or_default().push(review(&row)?);
            }
        }
        Ok(reviews)
    }

    /// Notes that somebody has read a campaign's briefing; true the first time.
    pub async fn note_read(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
        member: &MemberId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = query(
            "INSERT INTO briefing_reads (workspace_id, campaign_id, member_id, read_ms)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (workspace_id, campaign_id, member_id) DO NOTHING",
        )
        .bind(tenant.id())
        .bind(campaign.as_str())
        .bind(member.as_str())
        .bind(now.as_millisecond())
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Who has read a campaign's briefing, the first reader first.
    pub async fn readers(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
    ) -> Result<Vec<MemberId>, StoreError> {
        let rows = query(
            "SELECT member_id FROM briefing_reads WHERE workspace_id = $1 AND campaign_id = $2
             ORDER BY read_ms, member_id",
        )
        .bind(tenant.id())
        .bind(campaign.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("briefing_reads", row);
                Ok(MemberId::new(row.text("member_id")?))
            })
            .collect()
    }

    /// The campaigns whose briefing somebody has read.
    pub async fn read_by(
        &mut self,
        tenant: &Tenant,
        member: &MemberId,
    ) -> Result<Vec<CampaignId>, StoreError> {
        let rows = query(
            "SELECT campaign_id FROM briefing_reads WHERE workspace_id = $1 AND member_id = $2
             ORDER BY campaign_id",
        )
        .bind(tenant.id())
        .bind(member.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("briefing_reads", row);
                Ok(CampaignId::new(row.text("campaign_id")?))
            })
            .collect()
    }

    /// The briefings that stand in a channel, the latest first; those of closed campaigns left out.
    pub async fn posted_briefings(
        &mut self,
        tenant: &Tenant,
        limit: u32,
    ) -> Result<Vec<BriefingRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM briefings WHERE workspace_id = $1 AND state = $2
             ORDER BY posted_ms DESC, campaign_id LIMIT $3"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(BriefingState::Posted.code())
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?;
        rows.iter()
            .map(|row| briefing(&Reader::new("briefings", row)))
            .collect()
    }
}

fn review(row: &Reader<'_>) -> Result<ReviewRow, StoreError> {
    Ok(ReviewRow {
        member_id: MemberId::new(row.text("member_id")?),
        asked_at: row.instant("asked_ms")?,
        opinion: row.maybe_parsed("opinion", Opinion::from_code)?,
        remark: row.maybe_text("remark")?,
        given_at: row.maybe_instant("given_ms")?,
        reply: row.maybe_text("reply")?,
        is_taken_over: row.truth("is_taken_over")?,
    })
}

pub(super) fn briefing(row: &Reader<'_>) -> Result<BriefingRow, StoreError> {
    Ok(BriefingRow {
        campaign_id: CampaignId::new(row.text("campaign_id")?),
        state: row.parsed("state", BriefingState::from_code)?,
        content: row.json("content")?,
        posted: row.maybe_json("posted")?,
        channels: row.json("channels")?,
        revision: row.int("revision")?,
        edited_by: MemberId::new(row.text("edited_by")?),
        edited_at: row.instant("edited_ms")?,
        post_at: row.maybe_instant("post_at_ms")?,
        posted_at: row.maybe_instant("posted_ms")?,
        posted_by: row.maybe("posted_by", MemberId::new)?,
        closed_at: row.maybe_instant("closed_ms")?,
    })
}
