//! An ask, or a rating window on it, with all that its next answer touches, read in one go.

use std::sync::LazyLock;

use super::row::Reader;
use super::together::{Fields, Read, Reads};
use super::{
    AskRow, AskedRow, LeadRow, LoopRow, RatingRow, StoreError, Tenant, Tx, WindowRow, asks,
    campaigns, leads, loops, members, ratings, rounds, windows,
};
use crate::domain::campaign::Campaign;
use crate::domain::ids::{AskId, CampaignId, LeadId, WindowId, WorkspaceId};
use crate::domain::member::Member;
use crate::domain::round::Round;

/// A rating window that is open on somebody's screen.
#[derive(Debug, Clone)]
pub struct OpenWindow {
    /// The window.
    pub window: WindowRow,
    /// Its ask.
    pub on: OpenAsk,
}

/// An ask that is being answered, and what stands around it.
#[derive(Debug, Clone)]
pub struct OpenAsk {
    /// Its workspace.
    pub tenant: Tenant,
    /// The ask.
    pub ask: AskRow,
    /// Its round.
    pub round: Round,
    /// The loop of the round.
    pub feedback_loop: LoopRow,
    /// Whose it is.
    pub member: Member,
    /// Its leads, in the order of the window.
    pub asked: Vec<AskedRow>,
    /// The lead that is looked at, and those that are open; in no order.
    leads: Vec<LeadRow>,
    /// Their campaigns.
    campaigns: Vec<Campaign>,
    /// Every rating of them, oldest first.
    ratings: Vec<RatingRow>,
}

impl OpenAsk {
    /// The lead that is looked at, or one that is open.
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

/// From an ask's id (`$2`), and the id of the lead that is looked at (`$3`).
pub(super) static OF_ASK: LazyLock<Reads<8>> = LazyLock::new(|| {
    let [(columns, ask), others @ ..] = around("$2", "$3");
    let [round, of_loop, member, asked, leads, campaigns, ratings] = others;
    let ask = (columns, format!("{ask} AND {IS_THERE}"));
    Reads::new(&[
        ask, round, of_loop, member, asked, leads, campaigns, ratings,
    ])
});

/// The workspace has not been removed.
const IS_THERE: &str = "EXISTS (SELECT 1 FROM workspaces WHERE id = $1 AND removed_ms IS NULL)";

/// From a window's id (`$2`).
pub(super) static OF_WINDOW: LazyLock<Reads<9>> = LazyLock::new(|| {
    const WINDOW: &str = "FROM windows WHERE workspace_id = $1 AND id = $2";
    let of_window = |column| format!("(SELECT {column} {WINDOW})");
    let [
        ask,
        round,
        of_loop,
        member,
        asked,
        leads,
        campaigns,
        ratings,
    ] = around(&of_window("ask_id"), &of_window("lead_id"));
    let window = (windows::COLUMNS, format!("{WINDOW} AND {IS_THERE}"));
    Reads::new(&[
        window, ask, round, of_loop, member, asked, leads, campaigns, ratings,
    ])
});

/// What stands around an ask. Each read finds its rows from the two ids, so that none waits for another's answer.
fn around(ask: &str, lead: &str) -> [Read; 8] {
    let by_id =
        |table: &str, id: &str| format!("FROM {table} WHERE workspace_id = $1 AND id = {id}");
    let of_ask = |column| format!("(SELECT {column} {})", by_id("asks", ask));
    let round = of_ask("round_id");
    let of_loop = format!("(SELECT loop_id {})", by_id("rounds", &round));
    let here = format!(
        "a.workspace_id = $1 AND a.ask_id = {ask} AND (a.state = 'open' OR a.lead_id = {lead})"
    );
    // SQLite joins in the order of a CROSS JOIN: from the ask on. Left to choose, it may begin with all leads or
    // ratings of the workspace.
    let leads = format!(
        "FROM asked_leads a CROSS JOIN leads l
         WHERE {here} AND l.workspace_id = a.workspace_id AND l.id = a.lead_id"
    );
    let campaigns =
        format!("FROM campaigns WHERE workspace_id = $1 AND id IN (SELECT l.campaign_id {leads})");
    let ratings = format!(
        "FROM asked_leads a CROSS JOIN ratings r
         WHERE {here} AND r.workspace_id = a.workspace_id AND r.lead_id = a.lead_id"
    );
    [
        (asks::COLUMNS, by_id("asks", ask)),
        (rounds::COLUMNS, by_id("rounds", &round)),
        (loops::COLUMNS, by_id("loops", &of_loop)),
        (members::COLUMNS, by_id("members", &of_ask("member_id"))),
        (
            asks::ASKED_COLUMNS,
            format!("FROM asked_leads WHERE workspace_id = $1 AND ask_id = {ask}"),
        ),
        (leads::COLUMNS, leads),
        (campaigns::COLUMNS, campaigns),
        (ratings::COLUMNS, ratings),
    ]
}

impl Tx {
    /// A rating window with what stands around it; none where it, or its workspace, is not there.
    pub async fn open_window(
        &mut self,
        workspace: &WorkspaceId,
        id: &WindowId,
    ) -> Result<Option<OpenWindow>, StoreError> {
        let values = [workspace.as_str(), id.as_str()];
        let tables = self.fetch_together(&*OF_WINDOW, &values).await?;
        let [window, around @ ..] = tables.rows()?;
        let tenant = Tenant::of_row(workspace.as_str().to_owned());
        let (Some(window), Some(on)) = (window.first(), open_ask(tenant, &around)?) else {
            return Ok(None);
        };
        let window = windows::window_row(&Reader::of("windows", window))?;
        Ok(Some(OpenWindow { window, on }))
    }

    /// An ask with what stands around it; none where it, or its workspace, is not there. `lead` is one of its leads that
    /// is looked at, whether it is open or not.
    pub async fn open_ask(
        &mut self,
        workspace: &WorkspaceId,
        id: &AskId,
        lead: Option<&LeadId>,
    ) -> Result<Option<OpenAsk>, StoreError> {
        let lead = lead.map_or("", LeadId::as_str);
        let values = [workspace.as_str(), id.as_str(), lead];
        let tables = self.fetch_together(&*OF_ASK, &values).await?;
        let tenant = Tenant::of_row(workspace.as_str().to_owned());
        open_ask(tenant, &tables.rows()?)
    }
}

fn open_ask(
    tenant: Tenant,
    [
        ask,
        round,
        of_loop,
        member,
        asked,
        leads,
        campaigns,
        ratings,
    ]: &[Vec<Fields<'_>>; 8],
) -> Result<Option<OpenAsk>, StoreError> {
    let (Some(ask), Some(round), Some(of_loop), Some(member)) =
        (ask.first(), round.first(), of_loop.first(), member.first())
    else {
        return Ok(None);
    };
    let mut open = OpenAsk {
        tenant,
        ask: asks::ask_row(&Reader::of("asks", ask))?,
        round: rounds::round(&Reader::of("rounds", round))?,
        feedback_loop: loops::loop_row(&Reader::of("loops", of_loop))?,
        member: members::member(&Reader::of("members", member))?,
        asked: all(asked, "asked_leads", asks::asked_row)?,
        leads: all(leads, "leads", leads::lead)?,
        campaigns: all(campaigns, "campaigns", campaigns::campaign)?,
        ratings: all(ratings, "ratings", ratings::rating)?,
    };
    open.asked.sort_by(|a, b| {
        (a.asked.position, &a.asked.lead_id).cmp(&(b.asked.position, &b.asked.lead_id))
    });
    open.ratings
        .sort_by(|a, b| (a.rated_at, &a.ask_id).cmp(&(b.rated_at, &b.ask_id)));
    Ok(Some(open))
}

fn all<T>(
    rows: &[Fields<'_>],
    table: &'static str,
    read: impl Fn(&Reader<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let rows = rows.iter();
    rows.map(|row| read(&Reader::of(table, row))).collect()
}
