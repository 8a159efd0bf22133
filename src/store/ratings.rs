//! Ratings: stored once acknowledged, edited in place, counted when their round closes.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, ms, placeholders};
use super::{StoreError, Tenant, Tx};
use crate::domain::ask::AskedForm;
use crate::domain::figures::{CountedRating, HighOf};
use crate::domain::ids::{AskId, CampaignId, LeadId, LoopId, MemberId, RoundId};
use crate::domain::lead::{LeadFacts, SOURCE_SALES};
use crate::domain::lead_state::RatedAt;
use crate::domain::rating::{FollowUp, Judged, Judgement, Reason, Verdict};

/// Ratings of leads whose ids follow; in no order.
pub(super) const OF_LEADS: &str = "FROM ratings r WHERE r.workspace_id = $1 AND r.lead_id IN";

pub(super) const COLUMNS: &str =
    "r.ask_id, r.lead_id, r.member_id, r.follow_up, r.relevance, r.timing, r.intent,
     r.verdict, r.reason, r.comment, r.rated_ms, r.edited_ms, r.is_late, r.counted_in, r.revision";

/// A rating as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingRow {
    /// The ask in which it was given.
    pub ask_id: AskId,
    /// The lead.
    pub lead_id: LeadId,
    /// Who gave it.
    pub member_id: MemberId,
    /// The judgement.
    pub judged: Judged,
    /// When it was first given.
    pub rated_at: Timestamp,
    /// When it was last changed; none when never.
    pub edited_at: Option<Timestamp>,
    /// Given or changed after its round had closed.
    pub is_late: bool,
    /// The round whose digest counts it; a change after that is not counted once more.
    pub counted_in: Option<RoundId>,
    /// Raised by one with each edit.
    pub revision: i64,
}

/// A rating with its lead, as the figures and the exports need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedLead {
    /// The rating.
    pub rating: RatingRow,
    /// The round in which it was asked for, and that round's number.
    pub asked_in: (RoundId, u32),
    /// It answers the follow-up question alone: what else it says was said in an earlier round.
    pub is_follow_up: bool,
    /// That round has a digest. One that asked one rep alone has none, nor has one that closed while its loop was paused.
    pub has_digest: bool,
    /// What the lead is called.
    pub facts: LeadFacts,
    /// Where the lead came from, and its id there.
    pub source: (String, Option<String>),
    /// The lead's campaign.
    pub campaign_id: Option<CampaignId>,
}

impl RatedLead {
    /// As the figures count it.
    #[must_use]
    pub fn counted(&self) -> CountedRating {
        CountedRating {
            lead_id: self.rating.lead_id.clone(),
            // Never a person's name: the plain list stands in a channel.
            title: company(&self.facts).unwrap_or("–").to_owned(),
            campaign_id: self.campaign_id.clone(),
            member_id: self.rating.member_id.clone(),
            is_from_sales: self.source.0 == SOURCE_SALES,
            judged: self.rating.judged.clone(),
        }
    }
}

fn company(facts: &LeadFacts) -> Option<&str> {
    facts
        .company
        .as_deref()
        .map(str::trim)
        .filter(|it| !it.is_empty())
}

impl Tx {
    /// Stores a rating, or a change of it.
    pub async fn save_rating(
        &mut self,
        tenant: &Tenant,
        row: &RatingRow,
    ) -> Result<(), StoreError> {
        let judged = &row.judged;
        let statement = query(
            "INSERT INTO ratings (workspace_id, ask_id, lead_id, member_id, follow_up, relevance, timing,
                 intent, verdict, reason, comment, rated_ms, edited_ms, is_late, counted_in, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
             ON CONFLICT (workspace_id, ask_id, lead_id) DO UPDATE SET
                 follow_up = excluded.follow_up, relevance = excluded.relevance,
                 timing = excluded.timing, intent = excluded.intent, verdict = excluded.verdict,
                 reason = excluded.reason, comment = excluded.comment,
                 edited_ms = excluded.edited_ms, is_late = excluded.is_late,
                 counted_in = excluded.counted_in, revision = excluded.revision",
        )
        .bind(tenant.id())
        .bind(row.ask_id.as_str())
        .bind(row.lead_id.as_str())
        .bind(row.member_id.as_str())
        .bind(judged.follow_up.code())
        .bind(judged.relevance.code())
        .bind(judged.timing.code())
        .bind(judged.intent.code())
        .bind(judged.verdict.code())
        .bind(judged.reason.map(Reason::code))
        .bind(judged.comment.as_deref())
        .bind(row.rated_at.as_millisecond())
        .bind(ms(row.edited_at))
        .bind(i64::from(row.is_late))
        .bind(row.counted_in.as_ref().map(RoundId::as_str))
        .bind(row.revision);
        self.later(statement).await
    }

    /// The ratings of an ask.
    pub async fn ratings_of_ask(
        &mut self,
        tenant: &Tenant,
        ask: &AskId,
    ) -> Result<Vec<RatingRow>, StoreError> {
        let text =
            format!("SELECT {COLUMNS} FROM ratings r WHERE r.workspace_id = $1 AND r.ask_id = $2");
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(ask.as_str())
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(rating_row).collect()
    }

    /// Every rating of a lead, oldest first.
    pub async fn ratings_of_lead(
        &mut self,
        tenant: &Tenant,
        lead: &LeadId,
    ) -> Result<Vec<RatingRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM ratings r WHERE r.workspace_id = $1 AND r.lead_id = $2
             ORDER BY r.rated_ms, r.ask_id"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(lead.as_str())
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(rating_row).collect()
    }

    /// Every rating of these leads, oldest first; a lead without one is left out.
    pub async fn ratings_of_leads(
        &mut self,
        tenant: &Tenant,
        leads: &[LeadId],
    ) -> Result<HashMap<LeadId, Vec<RatingRow>>, StoreError> {
        let mut ratings: HashMap<LeadId, Vec<RatingRow>> = HashMap::new();
        for chunk in leads.chunks(500) {
            let text = format!(
                "SELECT {COLUMNS} {OF_LEADS} ({})",
                placeholders(2, chunk.len())
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for lead in chunk {
                select = select.bind(lead.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = rating_row(row)?;
                ratings.entry(row.lead_id.clone()).or_default().push(row);
            }
        }
        // Asked for an order, SQLite reads every rating of the workspace in it.
        for of_lead in ratings.values_mut() {
            of_lead.sort_by(|a, b| (a.rated_at, &a.ask_id).cmp(&(b.rated_at, &b.ask_id)));
        }
        Ok(ratings)
    }

    /// The ratings that a round's digest counted, in the order in which they were given.
    pub async fn ratings_counted_in(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
    ) -> Result<Vec<RatedLead>, StoreError> {
        self.rated_leads(tenant, "r.counted_in = $2", &[round.as_str()], "")
            .await
    }

    /// The ratings that led to an owner's answer, as they now are, in the order in which they were given.
    pub async fn ratings_behind(
        &mut self,
        tenant: &Tenant,
        round: &RoundId,
        campaign: &CampaignId,
    ) -> Result<Vec<RatedLead>, StoreError> {
        self.rated_leads(
            tenant,
            "EXISTS (SELECT 1 FROM answer_sources s WHERE s.workspace_id = r.workspace_id
                 AND s.ask_id = r.ask_id AND s.lead_id = r.lead_id
                 AND s.round_id = $2 AND s.campaign_id = $3)",
            &[round.as_str(), campaign.as_str()],
            "",
        )
        .await
    }

    /// Ratings of a loop that were changed in a span (from, up to but not including) after a digest had
    /// counted them: the number of the round in whose digest they are, and how many. Changes before that
    /// round had closed are in it.
    pub async fn changed_after_digest(
        &mut self,
        tenant: &Tenant,
        feedback_loop: &LoopId,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<(u32, u32)>, StoreError> {
        let rows = query(
            "SELECT c.number, COUNT(*) AS changed FROM ratings r
             JOIN rounds c ON c.workspace_id = r.workspace_id AND c.id = r.counted_in
             WHERE r.workspace_id = $1 AND c.loop_id = $2 AND r.edited_ms >= c.closed_ms
                 AND r.edited_ms >= $3 AND r.edited_ms < $4
             GROUP BY c.number ORDER BY c.number",
        )
        .bind(tenant.id())
        .bind(feedback_loop.as_str())
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("ratings", row);
                Ok((row.number("number")?, row.number("changed")?))
            })
            .collect()
    }

    /// Relevance, timing and intent of these campaigns over all that a loop's digests have counted: each lead
    /// once, by the last rating of it, as that now is. Leads that a rep added are in no campaign's.
    pub async fn since_start(
        &mut self,
        tenant: &Tenant,
        feedback_loop: &LoopId,
        campaigns: &[CampaignId],
    ) -> Result<HashMap<CampaignId, [HighOf; 3]>, StoreError> {
        let axis = |name: &str| {
            format!(
                "COUNT(*) FILTER (WHERE {name} IN ('4', '5')) AS {name}_high,
                 COUNT(*) FILTER (WHERE {name} <> 'unknown') AS {name}_n"
            )
        };
        let axes = ["relevance", "timing", "intent"].map(axis).join(", ");
        let mut since_start = HashMap::new();
        for chunk in campaigns.chunks(500) {
            // CROSS JOIN keeps SQLite from reading every rating of the loop to find these.
            let text = format!(
                "SELECT campaign_id, {axes} FROM (
                     SELECT l.campaign_id, r.relevance, r.timing, r.intent, ROW_NUMBER() OVER (
                         PARTITION BY r.lead_id ORDER BY r.rated_ms DESC, r.ask_id DESC) AS place
                     FROM leads l CROSS JOIN ratings r
                     JOIN rounds c ON c.workspace_id = r.workspace_id AND c.id = r.counted_in
                     WHERE l.workspace_id = $1 AND c.loop_id = $2 AND l.source <> $3
                         AND l.campaign_id IN ({})
                         AND r.workspace_id = l.workspace_id AND r.lead_id = l.id) AS counted
                 WHERE place = 1 GROUP BY campaign_id",
                placeholders(4, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text))
                .bind(tenant.id())
                .bind(feedback_loop.as_str())
                .bind(SOURCE_SALES);
            for campaign in chunk {
                select = select.bind(campaign.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = Reader::new("ratings", row);
                let of = |high, n| -> Result<HighOf, StoreError> {
                    Ok(HighOf {
                        high: row.number(high)?,
                        n: row.number(n)?,
                    })
                };
                let axes = [
                    of("relevance_high", "relevance_n")?,
                    of("timing_high", "timing_n")?,
                    of("intent_high", "intent_n")?,
                ];
                since_start.insert(CampaignId::new(row.text("campaign_id")?), axes);
            }
        }
        Ok(since_start)
    }

    /// How many leads of a loop were accepted from one instant until before another, whichever round asked
    /// about them. Each once: when that was said, not when it was asked what became of it; and not where the last word on
    /// it is another one.
    pub async fn count_accepted(
        &mut self,
        tenant: &Tenant,
        feedback_loop: &LoopId,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<u32, StoreError> {
        let row = query(
            "SELECT COUNT(DISTINCT r.lead_id) AS accepted FROM ratings r
             JOIN asks k ON k.workspace_id = r.workspace_id AND k.id = r.ask_id
             JOIN rounds o ON o.workspace_id = k.workspace_id AND o.id = k.round_id
             JOIN asked_leads a ON a.workspace_id = r.workspace_id AND a.ask_id = r.ask_id
                 AND a.lead_id = r.lead_id
             WHERE r.workspace_id = $1 AND o.loop_id = $2 AND r.verdict = $3
                 AND r.rated_ms >= $4 AND r.rated_ms < $5 AND a.form = 'full'
                 AND NOT EXISTS (
                     SELECT 1 FROM ratings n WHERE n.workspace_id = r.workspace_id
                         AND n.lead_id = r.lead_id AND n.rated_ms > r.rated_ms AND n.verdict <> $3)",
        )
        .bind(tenant.id())
        .bind(feedback_loop.as_str())
        .bind(Verdict::Accepted.code())
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_one(self.connection())
        .await?;
        Reader::new("ratings", &row).number("accepted")
    }

    /// The ratings of a workspace in the order in which they were given, those behind `after`, at most
    /// `limit`: for the export.
    pub async fn ratings_page(
        &mut self,
        tenant: &Tenant,
        after: Option<&RatingRow>,
        limit: u32,
    ) -> Result<Vec<RatedLead>, StoreError> {
        let limit = format!("ORDER BY r.rated_ms, r.ask_id, r.lead_id LIMIT {limit}");
        let Some(after) = after else {
            return self.rated_leads(tenant, "1 = 1", &[], &limit).await;
        };
        let which = format!(
            "(r.rated_ms, r.ask_id, r.lead_id) > ({}, $2, $3)",
            after.rated_at.as_millisecond()
        );
        let values = [after.ask_id.as_str(), after.lead_id.as_str()];
        self.rated_leads(tenant, &which, &values, &limit).await
    }

    async fn rated_leads(
        &mut self,
        tenant: &Tenant,
        which: &str,
        values: &[&str],
        limit: &str,
    ) -> Result<Vec<RatedLead>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS}, o.id AS round_id, o.number, o.digest_due_ms, l.facts, l.source, l.external_id,
                 l.campaign_id, a.form
             FROM ratings r
             JOIN asked_leads a ON a.workspace_id = r.workspace_id AND a.ask_id = r.ask_id
                 AND a.lead_id = r.lead_id
             JOIN asks k ON k.workspace_id = r.workspace_id AND k.id = r.ask_id
             JOIN rounds o ON o.workspace_id = k.workspace_id AND o.id = k.round_id
             JOIN leads l ON l.workspace_id = r.workspace_id AND l.id = r.lead_id
             WHERE r.workspace_id = $1 AND {which} {limit}"
        );
        let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
        for value in values {
            select = select.bind(*value);
        }
        let rows = select.fetch_all(self.connection()).await?;
        let rated = rows.iter().map(|row| -> Result<RatedLead, StoreError> {
            let reader = Reader::new("ratings", row);
            Ok(RatedLead {
                rating: rating_row(row)?,
                asked_in: (
                    RoundId::new(reader.text("round_id")?),
                    reader.number("number")?,
                ),
                is_follow_up: reader.parsed("form", AskedForm::from_code)?
                    == AskedForm::FollowUpOnly,
                has_digest: reader.maybe_int("digest_due_ms")?.is_some(),
                facts: reader.json("facts")?,
                source: (reader.text("source")?, reader.maybe_text("external_id")?),
                campaign_id: reader.maybe("campaign_id", CampaignId::new)?,
            })
        });
        let mut rated = rated.collect::<Result<Vec<_>, _>>()?;
        // Asked for an order, SQLite reads every rating of the workspace in it.
        rated.sort_by(|a, b| {
            let (a, b) = (&a.rating, &b.rating);
            (a.rated_at, &a.ask_id, &a.lead_id).cmp(&(b.rated_at, &b.ask_id, &b.lead_id))
        });
        Ok(rated)
    }

    /// Notes which ratings a closing round counts: those that no digest has counted yet of its own, and of rounds that
    /// closed before it, which came late or are of a round that asked one rep alone and has no digest.
    pub async fn mark_counted(
        &mut self,
        tenant: &Tenant,
        feedback_loop: &LoopId,
        round: &RoundId,
    ) -> Result<(), StoreError> {
        let statement = query(
            "UPDATE ratings SET counted_in = $3
             WHERE workspace_id = $1 AND counted_in IS NULL AND EXISTS (
                 SELECT 1 FROM asks k
                 JOIN rounds o ON o.workspace_id = k.workspace_id AND o.id = k.round_id
                 WHERE k.workspace_id = ratings.workspace_id AND k.id = ratings.ask_id
                     AND o.loop_id = $2
                     AND (o.id = $3 OR o.closed_ms IS NOT NULL OR ratings.is_late = 1))",
        )
        .bind(tenant.id())
        .bind(feedback_loop.as_str())
        .bind(round.as_str());
        self.later(statement).await
    }
}

impl RatingRow {
    /// As the lead's state is computed from it.
    #[must_use]
    pub fn rated_at(&self) -> RatedAt {
        RatedAt {
            at: self.rated_at,
            judged: self.judged.clone(),
        }
    }
}

fn rating_row(row: &AnyRow) -> Result<RatingRow, StoreError> {
    rating(&Reader::new("ratings", row))
}

pub(super) fn rating(row: &Reader<'_>) -> Result<RatingRow, StoreError> {
    Ok(RatingRow {
        ask_id: AskId::new(row.text("ask_id")?),
        lead_id: LeadId::new(row.text("lead_id")?),
        member_id: MemberId::new(row.text("member_id")?),
        judged: Judged {
            follow_up: row.parsed("follow_up", FollowUp::from_code)?,
            relevance: row.parsed("relevance", Judgement::from_code)?,
            timing: row.parsed("timing", Judgement::from_code)?,
            intent: row.parsed("intent", Judgement::from_code)?,
            verdict: row.parsed("verdict", Verdict::from_code)?,
            reason: row.maybe_parsed("reason", Reason::from_code)?,
            comment: row.maybe_text("comment")?,
        },
        rated_at: row.instant("rated_ms")?,
        edited_at: row.maybe_instant("edited_ms")?,
        is_late: row.truth("is_late")?,
        counted_in: row.maybe("counted_in", RoundId::new)?,
        revision: row.int("revision")?,
    })
}
