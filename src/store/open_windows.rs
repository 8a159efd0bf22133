//! A rating window with all that its next answer touches, read in one go.

use std::sync::LazyLock;

use super::row::Reader;
use super::{
    AskRow, AskedRow, LeadRow, LoopRow, RatingRow, StoreError, Tenant, Tx, WindowRow, asks,
    campaigns, leads, loops, members, ratings, rounds, windows,
};
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, LeadId, WindowId, WorkspaceId};
use crate::domain::member::Member;
use crate::domain::round::Round;

/// A rating window that is open on somebody's screen, and what stands around it.
#[derive(Debug, Clone)]
pub struct OpenWindow {
    /// Its workspace.
    pub tenant: Tenant,
    /// The window.
    pub window: WindowRow,
    /// Its ask.
    pub ask: AskRow,
    /// The round of the ask.
    pub round: Round,
    /// The loop of the round.
    pub feedback_loop: LoopRow,
    /// Whose screen it is on.
    pub member: Member,
    /// The leads of the ask, in the order of the window.
    pub asked: Vec<AskedRow>,
    /// The lead that it shows, and those that are open; in no order.
    leads: Vec<LeadRow>,
    /// Their campaigns.
    campaigns: Vec<Campaign>,
    /// Every rating of them, oldest first.
    ratings: Vec<RatingRow>,
}

impl OpenWindow {
    /// The lead that the window shows, or one that is open.
    #[must_use]
    pub fn lead(&self, id: &LeadId) -> Option<&LeadRow> {
        self.leads.iter().find(|it| it.lead.id == *id)
    }

    /// The campaign of such a lead.
    #[must_use]
    pub fn campaign(&self, id: &CampaignId) -> Option<&Campaign> {
        self.campaigns.iter().find(|it| it.id == *id)
    }

    /// Every rating of such a lead, oldest first.
    #[must_use]
    pub fn ratings_of(&self, lead: &LeadId) -> Vec<RatingRow> {
        let of_lead = self.ratings.iter().filter(|it| it.lead_id == *lead);
        of_lead.cloned().collect()
    }
}

/// One statement a table. Each finds its rows from the window's id (`$2`), so that none waits for another's answer.
static READS: LazyLock<[String; 9]> = LazyLock::new(|| {
    const ASK: &str = "(SELECT ask_id FROM windows WHERE workspace_id = $1 AND id = $2)";
    const MEMBER: &str = "(SELECT member_id FROM windows WHERE workspace_id = $1 AND id = $2)";
    const ROUND: &str = "(SELECT k.round_id FROM windows w
         JOIN asks k ON k.workspace_id = w.workspace_id AND k.id = w.ask_id
         WHERE w.workspace_id = $1 AND w.id = $2)";
    const LOOP: &str = "(SELECT o.loop_id FROM windows w
         JOIN asks k ON k.workspace_id = w.workspace_id AND k.id = w.ask_id
         JOIN rounds o ON o.workspace_id = k.workspace_id AND o.id = k.round_id
         WHERE w.workspace_id = $1 AND w.id = $2)";
    // SQLite joins in the order of a CROSS JOIN: from the window on. Left to choose, it may begin with all leads or
    // ratings of the workspace.
    const HERE: &str = "w.workspace_id = $1 AND w.id = $2
         AND a.workspace_id = w.workspace_id AND a.ask_id = w.ask_id
         AND (a.state = 'open' OR a.lead_id = w.lead_id)";
    const LEADS: &str = "FROM windows w CROSS JOIN asked_leads a CROSS JOIN leads l";
    const LEAD: &str = "AND l.workspace_id = a.workspace_id AND l.id = a.lead_id";
    let by_id = |columns: &str, table: &str, id: &str| {
        format!("SELECT {columns} FROM {table} WHERE workspace_id = $1 AND id = {id}")
    };
    [
        format!(
            "{} AND EXISTS (SELECT 1 FROM workspaces WHERE id = $1 AND removed_ms IS NULL)",
            by_id(windows::COLUMNS, "windows", "$2")
        ),
        by_id(asks::COLUMNS, "asks", ASK),
        by_id(rounds::COLUMNS, "rounds", ROUND),
        by_id(loops::COLUMNS, "loops", LOOP),
        by_id(members::COLUMNS, "members", MEMBER),
        format!(
            "SELECT {} FROM asked_leads WHERE workspace_id = $1 AND ask_id = {ASK}
             ORDER BY position, lead_id",
            asks::ASKED_COLUMNS
        ),
        format!("SELECT {} {LEADS} WHERE {HERE} {LEAD}", leads::COLUMNS),
        format!(
            "SELECT DISTINCT {} {LEADS} CROSS JOIN campaigns c
             WHERE {HERE} {LEAD} AND c.workspace_id = l.workspace_id AND c.id = l.campaign_id",
            campaigns::COLUMNS
                .split(',')
                .map(|column| format!("c.{}", column.trim()))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        format!(
            "SELECT {} FROM windows w CROSS JOIN asked_leads a CROSS JOIN ratings r
             WHERE {HERE} AND r.workspace_id = a.workspace_id AND r.lead_id = a.lead_id",
            ratings::COLUMNS
        ),
    ]
});

impl Tx {
    /// A rating window with what stands around it; none where it, or its workspace, is not there.
    pub async fn open_window(
        &mut self,
        workspace: &WorkspaceId,
        id: &WindowId,
    ) -> Result<Option<OpenWindow>, StoreError> {
        let texts = READS.each_ref().map(String::as_str);
        let [
            window,
            ask,
            round,
            feedback_loop,
            member,
            asked,
            leads,
            campaigns,
            ratings,
        ] = self
            .fetch_each(texts, &[workspace.as_str(), id.as_str()])
            .await?;
        let (Some(window), Some(ask), Some(round), Some(feedback_loop), Some(member)) = (
            window.first(),
            ask.first(),
            round.first(),
            feedback_loop.first(),
            member.first(),
        ) else {
            return Ok(None);
        };
        Ok(Some(OpenWindow {
            tenant: Tenant::of_row(workspace.as_str().to_owned()),
            window: windows::window_row(&Reader::new("windows", window))?,
            ask: asks::ask_row(&Reader::new("asks", ask))?,
            round: rounds::round(&Reader::new("rounds", round))?,
            feedback_loop: loops::loop_row(&Reader::new("loops", feedback_loop))?,
            member: members::member(&Reader::new("members", member))?,
            asked: asked
                .iter()
                .map(|row| asks::asked_row(&Reader::new("asked_leads", row)))
                .collect::<Result<_, _>>()?,
            leads: leads
                .iter()
                .map(leads::lead_row)
                .collect::<Result<_, _>>()?,
            campaigns: campaigns
                .iter()
                .map(|row| campaigns::campaign(&Reader::new("campaigns", row)))
                .collect::<Result<_, _>>()?,
            ratings: in_order(
                ratings
                    .iter()
                    .map(ratings::rating_row)
                    .collect::<Result<_, _>>()?,
            ),
        }))
    }
}

/// Oldest first. Asked for an order, SQLite would go through the ratings of all leads in it.
fn in_order(mut ratings: Vec<RatingRow>) -> Vec<RatingRow> {
    ratings.sort_by(|a, b| (a.rated_at, &a.ask_id).cmp(&(b.rated_at, &b.ask_id)));
    ratings
}

#[cfg(test)]
mod tests {
    use super::READS;
    use crate::bells::Bells;
    use crate::store::Store;
    use sqlx::{AssertSqlSafe, Row as _};

    #[tokio::test]
    async fn no_read_goes_through_all_rows_of_a_workspace() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("leadloop.db").display());
        let store = Store::open(&url, Bells::default()).await.unwrap();
        for text in READS.iter() {
            let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}")))
                .fetch_all(&store.writer)
                .await
                .unwrap();
            for step in plan {
                let step: String = step.get("detail");
                assert!(
                    !step.starts_with("SCAN") && !step.contains("(workspace_id=?)"),
                    "{step} in {text}"
                );
            }
        }
        store.close().await;
    }
}
