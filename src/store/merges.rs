//! What merging two campaigns needs: their leads in a few statements however many there are, and names that stay
//! known.

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query};

use super::campaigns::name_key;
use super::row::{Reader, placeholders};
use super::{StoreError, Tenant, Tx};
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, LeadId};
use crate::domain::lead::DoneReason;
use crate::domain::merge::MergingLead;

const MERGING: &str = "SELECT l.id, l.identity, l.duplicate_of,
         CASE WHEN EXISTS (SELECT 1 FROM ratings r
             WHERE r.workspace_id = l.workspace_id AND r.lead_id = l.id) THEN 1 ELSE 0 END
             AS is_rated
     FROM leads l";

/// Leads in one statement.
const LEADS_PER_STATEMENT: usize = 500;

impl Tx {
    /// Every lead of a campaign, as a merge takes it.
    pub async fn merging_leads(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
    ) -> Result<Vec<MergingLead>, StoreError> {
        let text = format!("{MERGING} WHERE l.workspace_id = $1 AND l.campaign_id = $2");
        let rows = query(AssertSqlSafe(text))
            .bind(tenant.id())
            .bind(campaign.as_str())
            .fetch_all(self.connection())
            .await?;
        let leads = rows.iter().map(|row| merging(&Reader::new("leads", row)));
        let mut leads: Vec<MergingLead> = leads.collect::<Result<_, _>>()?;
        // Asked for an order, SQLite reads every lead of the workspace in it.
        leads.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(leads)
    }

    /// The leads of these identities.
    pub async fn merging_leads_known(
        &mut self,
        tenant: &Tenant,
        identities: &[String],
    ) -> Result<Vec<MergingLead>, StoreError> {
        let mut known = Vec::new();
        for chunk in identities.chunks(LEADS_PER_STATEMENT) {
            let text = format!(
                "{MERGING} WHERE l.workspace_id = $1 AND l.identity IN ({})",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for identity in chunk {
                select = select.bind(identity);
            }
            for row in &select.fetch_all(self.connection()).await? {
                known.push(merging(&Reader::new("leads", row))?);
            }
        }
        Ok(known)
    }

    /// How many answers there are on a campaign's leads.
    pub async fn count_answers(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
    ) -> Result<u32, StoreError> {
        let answers = self
            .campaign_answers(tenant, std::slice::from_ref(campaign))
            .await?;
        Ok(answers.get(campaign).copied().unwrap_or_default())
    }

    /// Gives leads to a campaign, each under what it is recognised by from now on.
    pub async fn move_leads(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
        leads: &[(LeadId, String)],
    ) -> Result<(), StoreError> {
        for chunk in leads.chunks(LEADS_PER_STATEMENT) {
            let text = format!(
                "WITH moved (id, identity) AS (VALUES {})
                 UPDATE leads SET campaign_id = $2,
                     identity = (SELECT m.identity FROM moved m WHERE m.id = leads.id)
                 WHERE workspace_id = $1 AND id IN (SELECT id FROM moved)",
                pairs(3, chunk.len()),
            );
            let mut update = query(AssertSqlSafe(text))
                .bind(tenant.id())
                .bind(campaign.as_str());
            for (id, identity) in chunk {
                update = update.bind(id.as_str()).bind(identity);
            }
            update.execute(self.connection()).await?;
        }
        Ok(())
    }

    /// Lets leads stand aside, each for another.
    pub async fn set_aside(
        &mut self,
        tenant: &Tenant,
        leads: &[(LeadId, LeadId)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for chunk in leads.chunks(LEADS_PER_STATEMENT) {
            let text = format!(
                "WITH aside (id, stands) AS (VALUES {})
                 UPDATE leads SET done = $2, done_ms = $3, rests_until_ms = NULL,
                     duplicate_of = (SELECT a.stands FROM aside a WHERE a.id = leads.id)
                 WHERE workspace_id = $1 AND id IN (SELECT id FROM aside)",
                pairs(4, chunk.len()),
            );
            let mut update = query(AssertSqlSafe(text))
                .bind(tenant.id())
                .bind(DoneReason::Duplicate.code())
                .bind(now.as_millisecond());
            for (id, stands) in chunk {
                update = update.bind(id.as_str()).bind(stands.as_str());
            }
            update.execute(self.connection()).await?;
        }
        Ok(())
    }

    /// Those of these leads that still wait in an ask.
    pub async fn waiting_in_asks(
        &mut self,
        tenant: &Tenant,
        leads: &[LeadId],
    ) -> Result<Vec<LeadId>, StoreError> {
        let mut waiting = Vec::new();
        for chunk in leads.chunks(LEADS_PER_STATEMENT) {
            let text = format!(
                "SELECT DISTINCT lead_id FROM asked_leads
                 WHERE workspace_id = $1 AND state = 'open' AND lead_id IN ({}) ORDER BY lead_id",
                placeholders(2, chunk.len()),
            );
            let mut select = query(AssertSqlSafe(text)).bind(tenant.id());
            for id in chunk {
                select = select.bind(id.as_str());
            }
            for row in &select.fetch_all(self.connection()).await? {
                let row = Reader::new("asked_leads", row);
                waiting.push(LeadId::new(row.text("lead_id")?));
            }
        }
        Ok(waiting)
    }

    /// The campaign that this one was merged into.
    pub async fn merged_into(
        &mut self,
        tenant: &Tenant,
        campaign: &CampaignId,
    ) -> Result<Option<CampaignId>, StoreError> {
        let row = query("SELECT merged_into FROM campaigns WHERE workspace_id = $1 AND id = $2")
            .bind(tenant.id())
            .bind(campaign.as_str())
            .fetch_optional(self.connection())
            .await?;
        match row {
            Some(row) => Reader::new("campaigns", &row).maybe("merged_into", CampaignId::new),
            None => Ok(None),
        }
    }

    /// Every spelling that was merged into a campaign, with the name of that campaign.
    pub async fn merged_spellings(
        &mut self,
        tenant: &Tenant,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let rows = query(
            "SELECT s.name AS spelling, c.name FROM campaigns s
             JOIN campaigns c ON c.workspace_id = s.workspace_id AND c.id = s.merged_into
             WHERE s.workspace_id = $1 ORDER BY s.id",
        )
        .bind(tenant.id())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let row = Reader::new("campaigns", row);
                Ok((row.text("spelling")?, row.text("name")?))
            })
            .collect()
    }

    /// Notes that a campaign, and all that were merged into it before, are other spellings of another.
    pub async fn mark_merged(
        &mut self,
        tenant: &Tenant,
        from: &CampaignId,
        into: &CampaignId,
    ) -> Result<(), StoreError> {
        query(
            "UPDATE campaigns SET merged_into = $3
             WHERE workspace_id = $1 AND (id = $2 OR merged_into = $2)",
        )
        .bind(tenant.id())
        .bind(from.as_str())
        .bind(into.as_str())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Lets a campaign take a name that one of its other spellings has: that one gets its name, so that both stay
    /// known.
    pub async fn swap_spelling(
        &mut self,
        tenant: &Tenant,
        campaign: &Campaign,
        name: &str,
    ) -> Result<(), StoreError> {
        let is_spelling = "workspace_id = $1 AND merged_into = $2 AND name_key = $3";
        let found = query(AssertSqlSafe(format!(
            "SELECT id FROM campaigns WHERE {is_spelling}"
        )))
        .bind(tenant.id())
        .bind(campaign.id.as_str())
        .bind(name_key(name))
        .fetch_optional(self.connection())
        .await?;
        if found.is_none() {
            return Ok(());
        }
        // No name has a line break in it: this one is nobody's, until the campaign is saved.
        query("UPDATE campaigns SET name_key = $3 WHERE workspace_id = $1 AND id = $2")
            .bind(tenant.id())
            .bind(campaign.id.as_str())
            .bind(format!("\n{}", campaign.id))
            .execute(self.connection())
            .await?;
        query(AssertSqlSafe(format!(
            "UPDATE campaigns SET name = $4, name_key = $5 WHERE {is_spelling}"
        )))
        .bind(tenant.id())
        .bind(campaign.id.as_str())
        .bind(name_key(name))
        .bind(&campaign.name)
        .bind(name_key(&campaign.name))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn merging(row: &Reader<'_>) -> Result<MergingLead, StoreError> {
    Ok(MergingLead {
        id: LeadId::new(row.text("id")?),
        identity: row.text("identity")?,
        is_rated: row.truth("is_rated")?,
        is_aside: row.maybe_text("duplicate_of")?.is_some(),
    })
}

/// `($3, $4), ($5, $6)`.
fn pairs(first: usize, count: usize) -> String {
    let pair = |number: usize| {
        let at = first + 2 * number;
        format!("(${at}, ${})", at + 1)
    };
    (0..count).map(pair).collect::<Vec<_>>().join(", ")
}
