//! Leads: what imports and people say about them, who owns them, and what the queue needs to know.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, query};

use super::row::{Reader, ms, placeholders, to_json};
use super::{StoreError, Tenant, Tx};
use crate::domain::ids::{AskId, CampaignId, LeadId, MemberId};
use crate::domain::lead::{DoneReason, Lead, LeadFacts, OwnerFrom, SOURCE_SALES, Whose};
use crate::domain::lead_identity::company_key;
use crate::domain::names::plain;
use crate::domain::queue::LastAnswer;
use crate::domain::rating::{FollowUp, Verdict};

pub(super) const COLUMNS: &str =
    "l.id, l.source, l.external_id, l.identity, l.campaign_id, l.facts,
     l.came_in_ms, l.imported_ms, l.owner_id, l.owner_from, l.import_owner, l.times_asked,
     l.rounds_not_reached, l.rests_until_ms, l.has_rested, l.waited_alone, l.done, l.done_ms,
     l.duplicate_of, l.passed_on_as";

/// What [`Tx::leads_without_owner`] gives: all of it is answered by the index of the owners.
/// An OR over both would read every lead of the workspace: no index serves the two at once.
pub(super) const WITHOUT_OWNER: &str = "FROM leads l WHERE l.workspace_id = $1 AND l.id IN (
     SELECT n.id FROM leads n
     WHERE n.workspace_id = $1 AND n.owner_id IS NULL AND n.done IS NULL
     UNION ALL
     SELECT n.id FROM leads n
     WHERE n.workspace_id = $1 AND n.done IS NULL AND n.owner_id IN (
         SELECT m.id FROM members m
         WHERE m.workspace_id = $1
           AND (m.is_deactivated = 1 OR m.is_outsider = 1
                OR m.id NOT IN (SELECT p.member_id FROM loop_roles p JOIN loops f
                       ON f.workspace_id = p.workspace_id AND f.id = p.loop_id
                   WHERE p.workspace_id = $1 AND p.role = 'sales' AND f.state <> 'ended'))))";

/// An order that SQLite sorts by after it has found the rows. Without the sign it would go through all leads of the
/// workspace by the index of their arrival, to have them in order.
pub(super) const OLDEST_FIRST: &str = "ORDER BY +l.came_in_ms, l.id";

/// What [`Tx::leads_alike`] gives. An OR over both would read every lead of the workspace: no index serves the two at
/// once.
pub(super) const ALIKE: &str = "FROM leads l WHERE l.workspace_id = $1 AND l.id IN (
         SELECT id FROM leads WHERE workspace_id = $1 AND email = $2
         UNION
         SELECT id FROM leads WHERE workspace_id = $1 AND company_key = $3 AND person_key = $4)
     AND (l.done IS NULL OR l.done <> $5)";

/// Leads of marketing's that name no campaign; those that a rep added are none of marketing's.
const WITHOUT_CAMPAIGN: &str =
    "FROM leads l WHERE l.workspace_id = $1 AND l.campaign_id IS NULL AND l.done IS NULL
       AND l.source <> 'sales'";

/// A lead as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadRow {
    /// The lead.
    pub lead: Lead,
    /// When leadloop first heard of it.
    pub imported_at: Timestamp,
    /// Was the only lead of an ask once, and waited for a round.
    pub waited_alone: bool,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// The later lead that is asked about instead.
    pub duplicate_of: Option<LeadId>,
    /// What the rep said who passed it on without naming a colleague; none once it has an owner.
    pub passed_on_as: Option<Whose>,
}

/// A lead with what the queue needs to know besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueLead {
    /// The lead.
    pub row: LeadRow,
    /// Working days to the first contact; none when its campaign wants none or it has no campaign.
    pub first_contact_days: Option<u8>,
    /// The deadline of the ask in which it still waits for an answer.
    pub in_ask_until: Option<Timestamp>,
    /// The last rating of it.
    pub last: Option<LastAnswer>,
}

impl Tx {
    /// Stores a lead as it now is.
    pub async fn save_lead(&mut self, tenant: &Tenant, row: &LeadRow) -> Result<(), StoreError> {
        let lead = &row.lead;
        let statement = query(
            "INSERT INTO leads (workspace_id, id, source, external_id, identity, campaign_id, company,
                 company_key, person, email, facts, came_in_ms, imported_ms, owner_id, owner_from,
                 import_owner, times_asked, rounds_not_reached, rests_until_ms, has_rested,
                 waited_alone, done, done_ms, duplicate_of, person_key, passed_on_as)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21, $22, $23, $24, $25, $26)
             ON CONFLICT (workspace_id, id) DO UPDATE SET
                 external_id = excluded.external_id, campaign_id = excluded.campaign_id,
                 company = excluded.company, company_key = excluded.company_key,
                 person = excluded.person, person_key = excluded.person_key, email = excluded.email, facts = excluded.facts,
                 came_in_ms = excluded.came_in_ms, owner_id = excluded.owner_id,
                 owner_from = excluded.owner_from, import_owner = excluded.import_owner,
                 times_asked = excluded.times_asked,
                 rounds_not_reached = excluded.rounds_not_reached,
                 rests_until_ms = excluded.rests_until_ms, has_rested = excluded.has_rested,
                 waited_alone = excluded.waited_alone, done = excluded.done,
                 done_ms = excluded.done_ms, duplicate_of = excluded.duplicate_of,
                 passed_on_as = excluded.passed_on_as",
        )
        .bind(tenant.id())
        .bind(lead.id.as_str())
        .bind(&lead.source)
        .bind(lead.external_id.as_deref())
        .bind(&lead.identity)
        .bind(lead.campaign_id.as_ref().map(CampaignId::as_str))
        .bind(lead.facts.company.as_deref())
        .bind(lead.facts.company.as_deref().map(company_key))
        .bind(lead.facts.person.as_deref())
        .bind(lead.facts.email.as_deref())
        .bind(to_json(&lead.facts)?)
        .bind(lead.came_in_at.as_millisecond())
        .bind(row.imported_at.as_millisecond())
        .bind(lead.owner_id.as_ref().map(MemberId::as_str))
        .bind(lead.owner_from.code())
        .bind(lead.import_owner.as_deref())
        .bind(i64::from(lead.times_asked))
        .bind(i64::from(lead.rounds_not_reached))
        .bind(ms(lead.rests_until))
        .bind(i64::from(lead.has_rested))
        .bind(i64::from(row.waited_alone))
        .bind(lead.done.map(DoneReason::code))
        .bind(ms(row.done_at))
        .bind(row.duplicate_of.as_ref().map(LeadId::as_str))
        .bind(lead.facts.person.as_deref().map(plain))
        .bind(row.passed_on_as.map(Whose::code));
        self.later(statement).await
    }

    /// Counts for each of an ask's leads that it was asked about once more.
    pub async fn count_asked(&mut self, tenant: &Tenant, ask: &AskId) -> Result<(), StoreError> {
        let statement = query(
            "UPDATE leads SET times_asked = times_asked + 1 WHERE workspace_id = $1 AND id IN
                 (SELECT lead_id FROM asked_leads WHERE workspace_id = $1 AND ask_id = $2)",
        )
        .bind(tenant.id())
        .bind(ask.as_str());
        self.later(statement).await
    }

    /// Stores what the ratings of a lead make of it, and nothing else of it.
    pub async fn save_lead_state(
        &mut self,
        tenant: &Tenant,
        row: &LeadRow,
    ) -> Result<(), StoreError> {
        let lead = &row.lead;
        let statement = query(
            "UPDATE leads SET rounds_not_reached = $3, rests_until_ms = $4, has_rested = $5, done = $6,
                 done_ms = $7
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(tenant.id())
        .bind(lead.id.as_str())
        .bind(i64::from(lead.rounds_not_reached))
        .bind(ms(lead.rests_until))
        .bind(i64::from(lead.has_rested))
        .bind(lead.done.map(DoneReason::code))
        .bind(ms(row.done_at));
        self.later(statement).await
    }

    /// A lead.
    pub async fn lead(
        &mut self,
        tenant: &Tenant,
        id: &LeadId,
    ) -> Result<Option<LeadRow>, StoreError> {
        Ok(self
            .leads_by_id(tenant, std::slice::from_ref(id))
            .await?
            .pop())
    }

    /// These leads, in no order; unknown ids are left out.
    pub async fn leads_by_id(
        &mut self,
        tenant: &Tenant,
        ids: &[LeadId],
    ) -> Result<Vec<LeadRow>, StoreError> {
        let mut leads = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(500) {
            let text = format!(
                "SELECT {COLUMNS} FROM leads l WHERE l.workspace_id = $1 AND l.id IN ({})",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for id in chunk {
                select = select.bind(id.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                leads.push(lead_row(row)?);
            }
        }
        Ok(leads)
    }

    /// The lead that later imports recognise by this identity.
    pub async fn lead_by_identity(
        &mut self,
        tenant: &Tenant,
        identity: &str,
    ) -> Result<Option<LeadRow>, StoreError> {
        let text =
            format!("SELECT {COLUMNS} FROM leads l WHERE l.workspace_id = $1 AND l.identity = $2");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(identity)
            .fetch_optional(self.connection())
            .await?;
        row.as_ref().map(lead_row).transpose()
    }

    /// Leads that may be the same person: the same e-mail, or the same company and name. Without those that
    /// stand aside as duplicates, of which a placeholder for an e-mail can have thousands.
    pub async fn leads_alike(
        &mut self,
        tenant: &Tenant,
        facts: &LeadFacts,
    ) -> Result<Vec<LeadRow>, StoreError> {
        let text = format!("SELECT {COLUMNS} {ALIKE}");
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(facts.email.as_deref())
            .bind(facts.company.as_deref().map(company_key))
            .bind(facts.person.as_deref().map(plain))
            .bind(DoneReason::Duplicate.code())
            .fetch_all(self.connection())
            .await?;
        let leads: Result<Vec<_>, _> = rows.iter().map(lead_row).collect();
        let mut leads = leads?;
        leads.sort_by(|a, b| (a.lead.came_in_at, &a.lead.id).cmp(&(b.lead.came_in_at, &b.lead.id)));
        Ok(leads)
    }

    /// The leads of these people that are not done, and came in from `since` on or were handed over to them, with
    /// what the queue needs to know; the oldest first.
    pub async fn queue_of(
        &mut self,
        tenant: &Tenant,
        owners: &[MemberId],
        since: Timestamp,
    ) -> Result<Vec<QueueLead>, StoreError> {
        let mut queue = Vec::new();
        for chunk in owners.chunks(500) {
            queue.append(&mut self.queue_of_some(tenant, chunk, since).await?);
        }
        // Asked for an order, SQLite reads every lead of the workspace in it.
        queue.sort_by(|a, b| {
            let (a, b) = (&a.row.lead, &b.row.lead);
            (a.came_in_at, &a.id).cmp(&(b.came_in_at, &b.id))
        });
        Ok(queue)
    }

    async fn queue_of_some(
        &mut self,
        tenant: &Tenant,
        owners: &[MemberId],
        since: Timestamp,
    ) -> Result<Vec<QueueLead>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS}, c.first_contact_days,
                 (SELECT MAX(k.deadline_ms) FROM asked_leads a JOIN asks k
                      ON k.workspace_id = a.workspace_id AND k.id = a.ask_id
                  WHERE a.workspace_id = l.workspace_id AND a.lead_id = l.id AND a.state = 'open'
                      AND k.state IN ('pending', 'sent', 'partial')) AS in_ask_until_ms,
                 t.verdict AS last_verdict, t.follow_up AS last_follow_up,
                 t.member_id AS last_member_id
             FROM leads l
             LEFT JOIN campaigns c ON c.workspace_id = l.workspace_id AND c.id = l.campaign_id
             LEFT JOIN ratings t ON t.workspace_id = l.workspace_id AND t.lead_id = l.id
                 AND t.ask_id = (
                     SELECT r.ask_id FROM ratings r
                     WHERE r.workspace_id = l.workspace_id AND r.lead_id = l.id
                     ORDER BY r.rated_ms DESC, r.ask_id DESC LIMIT 1)
             WHERE l.workspace_id = $1 AND l.done IS NULL AND l.owner_id IN ({})
                 AND (l.came_in_ms >= $2 OR l.owner_from = 'hand_over')",
            placeholders(3, owners.len()),
        );
        let mut select = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(since.as_millisecond());
        for owner in owners {
            select = select.bind(owner.as_str());
        }
        let rows = select.fetch_all(self.connection()).await?;
        rows.iter()
            .map(|row| {
                let reader = Reader::new("leads", row);
                let verdict = reader.maybe_parsed("last_verdict", Verdict::from_code)?;
                let follow_up = reader.maybe_parsed("last_follow_up", FollowUp::from_code)?;
                let by = reader.maybe("last_member_id", MemberId::new)?;
                let row = lead_row(row)?;
                let is_owners = by.is_some() && by == row.lead.owner_id;
                Ok(QueueLead {
                    row,
                    first_contact_days: reader.maybe_number("first_contact_days")?,
                    in_ask_until: reader.maybe_instant("in_ask_until_ms")?,
                    last: verdict
                        .zip(follow_up)
                        .map(|(verdict, follow_up)| LastAnswer {
                            is_owners,
                            verdict,
                            follow_up,
                        }),
                })
            })
            .collect()
    }

    /// Whether somebody has leads that are done, of those that [`queue_of`](Self::queue_of) would give were they not.
    pub async fn has_done_leads(
        &mut self,
        tenant: &Tenant,
        owner: &MemberId,
        since: Timestamp,
    ) -> Result<bool, StoreError> {
        let row = query(
            "SELECT id FROM leads WHERE workspace_id = $1 AND owner_id = $2 AND done IS NOT NULL
                 AND (came_in_ms >= $3 OR owner_from = 'hand_over') LIMIT 1",
        )
        .bind(tenant.id())
        .bind(owner.as_str())
        .bind(since.as_millisecond())
        .fetch_optional(self.connection())
        .await?;
        Ok(row.is_some())
    }

    /// Every lead of somebody's, done or not, oldest first.
    pub async fn leads_of_owner(
        &mut self,
        tenant: &Tenant,
        owner: &MemberId,
    ) -> Result<Vec<LeadRow>, StoreError> {
        let text =
            format!("SELECT {COLUMNS} FROM leads l WHERE l.workspace_id = $1 AND l.owner_id = $2");
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(owner.as_str())
            .fetch_all(self.connection())
            .await?;
        let leads = rows.iter().map(lead_row);
        let mut leads = leads.collect::<Result<Vec<_>, _>>()?;
        // Asked for an order, SQLite reads every lead of the workspace in it.
        leads.sort_by(|a, b| {
            let (a, b) = (&a.lead, &b.lead);
            (a.came_in_at, &a.id).cmp(&(b.came_in_at, &b.id))
        });
        Ok(leads)
    }

    /// Leads that nobody can be asked about: no owner, or one who left, is a guest or in no loop.
    pub async fn leads_without_owner(
        &mut self,
        tenant: &Tenant,
        limit: u32,
    ) -> Result<Vec<LeadRow>, StoreError> {
        let text = format!("SELECT {COLUMNS} {WITHOUT_OWNER} {OLDEST_FIRST} LIMIT $2");
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(lead_row).collect()
    }

    /// How many leads [`leads_without_owner`](Self::leads_without_owner) would give without a limit.
    pub async fn count_leads_without_owner(&mut self, tenant: &Tenant) -> Result<u32, StoreError> {
        let text = format!("SELECT COUNT(*) AS leads {WITHOUT_OWNER}");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .fetch_one(self.connection())
            .await?;
        Reader::new("leads", &row).number("leads")
    }

    /// Leads without a campaign that are asked about, the latest first, at most `limit` after the first `skip`;
    /// and how many there are.
    pub async fn leads_without_campaign(
        &mut self,
        tenant: &Tenant,
        skip: u32,
        limit: u32,
    ) -> Result<(Vec<LeadRow>, u32), StoreError> {
        let text = format!("SELECT COUNT(*) AS leads {WITHOUT_CAMPAIGN}");
        let row = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .fetch_one(self.connection())
            .await?;
        let count = Reader::new("leads", &row).number("leads")?;
        let text = format!(
            "SELECT {COLUMNS} {WITHOUT_CAMPAIGN} ORDER BY +l.came_in_ms DESC, l.id LIMIT $2 OFFSET $3"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(i64::from(limit))
            .bind(i64::from(skip))
            .fetch_all(self.connection())
            .await?;
        let leads: Result<_, _> = rows.iter().map(lead_row).collect();
        Ok((leads?, count))
    }

    /// Every lead of a workspace, oldest first, for the export; `after` is the last one of the page before.
    pub async fn leads_page(
        &mut self,
        tenant: &Tenant,
        after: Option<&LeadId>,
        limit: u32,
    ) -> Result<Vec<LeadRow>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM leads l WHERE l.workspace_id = $1 AND l.id > $2
             ORDER BY l.id LIMIT $3"
        );
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(after.map_or("", LeadId::as_str))
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(lead_row).collect()
    }

    /// When the first lead of each of these campaigns came in; one without is left out, and so are leads that
    /// a rep added.
    pub async fn first_leads(
        &mut self,
        tenant: &Tenant,
        campaigns: &[CampaignId],
    ) -> Result<HashMap<CampaignId, Timestamp>, StoreError> {
        let mut first = HashMap::new();
        for chunk in campaigns.chunks(500) {
            let text = format!(
                "SELECT campaign_id, CAST(MIN(came_in_ms) AS BIGINT) AS at_ms FROM leads
                 WHERE workspace_id = $1 AND source <> $2 AND campaign_id IN ({})
                 GROUP BY campaign_id",
                placeholders(3, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text))
                .bind(tenant.id())
                .bind(SOURCE_SALES);
            for campaign in chunk {
                select = select.bind(campaign.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = Reader::new("leads", row);
                let campaign = CampaignId::new(row.text("campaign_id")?);
                first.insert(campaign, row.instant("at_ms")?);
            }
        }
        Ok(first)
    }

    /// How many new leads came in for these people in a span (from, up to but not including).
    pub async fn count_came_in(
        &mut self,
        tenant: &Tenant,
        owners: &[MemberId],
        from: Timestamp,
        to: Timestamp,
    ) -> Result<u32, StoreError> {
        // By the span alone: a list of owners would have SQLite read all that ever came in for them.
        let rows = query(
            "SELECT owner_id, COUNT(*) AS leads FROM leads
             WHERE workspace_id = $1 AND came_in_ms >= $2 AND came_in_ms < $3
               AND duplicate_of IS NULL AND owner_id IS NOT NULL
             GROUP BY owner_id",
        )
        .bind(tenant.id())
        .bind(from.as_millisecond())
        .bind(to.as_millisecond())
        .fetch_all(self.connection())
        .await?;
        let owners: HashSet<&str> = owners.iter().map(MemberId::as_str).collect();
        let mut count = 0;
        for row in &rows {
            let row = Reader::new("leads", row);
            if owners.contains(row.text("owner_id")?.as_str()) {
                count += row.number::<u32>("leads")?;
            }
        }
        Ok(count)
    }
}

fn lead_row(row: &AnyRow) -> Result<LeadRow, StoreError> {
    lead(&Reader::new("leads", row))
}

pub(super) fn lead(row: &Reader<'_>) -> Result<LeadRow, StoreError> {
    Ok(LeadRow {
        lead: Lead {
            id: LeadId::new(row.text("id")?),
            source: row.text("source")?,
            external_id: row.maybe_text("external_id")?,
            identity: row.text("identity")?,
            campaign_id: row.maybe("campaign_id", CampaignId::new)?,
            facts: row.json("facts")?,
            came_in_at: row.instant("came_in_ms")?,
            owner_id: row.maybe("owner_id", MemberId::new)?,
            owner_from: row.parsed("owner_from", OwnerFrom::from_code)?,
            import_owner: row.maybe_text("import_owner")?,
            times_asked: row.number("times_asked")?,
            rounds_not_reached: row.number("rounds_not_reached")?,
            rests_until: row.maybe_instant("rests_until_ms")?,
            has_rested: row.truth("has_rested")?,
            done: row.maybe_parsed("done", DoneReason::from_code)?,
        },
        imported_at: row.instant("imported_ms")?,
        waited_alone: row.truth("waited_alone")?,
        done_at: row.maybe_instant("done_ms")?,
        duplicate_of: row.maybe("duplicate_of", LeadId::new)?,
        passed_on_as: row.maybe_parsed("passed_on_as", Whose::from_code)?,
    })
}
