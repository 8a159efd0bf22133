//! What the Home tab shows: what this person can do now, and nothing about anybody else.

mod loops;
mod rep;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::civil::Date;

use super::campaigns::{self, CampaignLine};
use super::refusal::{self, Outcome, Stop};
use super::settings::Settings;
use super::who;
use crate::app::App;
use crate::domain::feedback_loop::{Cadence, LoopState};
use crate::domain::ids::{AskId, LoopId, MemberId, RoundId};
use crate::domain::member::Role;
use crate::domain::permission::{Action, may};
use crate::store::{OutboxRow, Tenant, Tx};

/// Campaigns that are listed.
const CAMPAIGNS: u32 = 10;
/// Posts in trouble that are listed.
const POSTS: u32 = 5;

/// The Home tab of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// What they chose for themselves.
    pub settings: Settings,
    /// May set loops up.
    pub can_set_up: bool,
    /// May add and edit campaigns.
    pub can_edit_campaigns: bool,
    /// May add a lead.
    pub can_add_leads: bool,
    /// Their own asks; none for somebody who is in sales in no loop and was never asked.
    pub rep: Option<HomeRep>,
    /// Loops they lead; for admins all.
    pub loops: Vec<HomeLoop>,
    /// Leads without owner; for those who may give them one.
    pub leads_without_owner: Option<u32>,
    /// The latest campaigns, for those who may edit them.
    pub campaigns: Vec<HomeCampaign>,
    /// Leads that name no campaign, for those who may edit campaigns.
    pub leads_without_campaign: u32,
    /// So many more campaigns.
    pub more_campaigns: u32,
    /// Posts that failed or are unknown: for admins all, for team leads those of their loops.
    pub posts: Vec<OutboxRow>,
}

/// What a rep sees of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeRep {
    /// The ask that takes answers and has open leads.
    pub open: Option<OpenAsk>,
    /// Their asks with answers, the latest first, at most five.
    pub last: Vec<LastAnswers>,
    /// The earliest date of a next round of a loop they are in.
    pub next_round: Option<Date>,
}

/// An ask that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAsk {
    /// The ask.
    pub ask_id: AskId,
    /// Its leads still open.
    pub open: u32,
    /// Until when answers count as in time; may be past, answers are taken until the next ask.
    pub deadline_at: Timestamp,
}

/// What somebody answered in one ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastAnswers {
    /// The ask.
    pub ask_id: AskId,
    /// When they last rated a lead of it.
    pub at: Timestamp,
    /// Leads rated in it.
    pub rated: u32,
}

/// A loop as its team lead sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeLoop {
    /// The loop.
    pub loop_id: LoopId,
    /// Its name.
    pub name: String,
    /// Whether it runs.
    pub state: LoopState,
    /// How often it has a round.
    pub cadence: Cadence,
    /// IANA name of its home zone, in which its dates and instants are to be told.
    pub zone: String,
    /// Its reps who can be asked.
    pub reps: u32,
    /// Its next round.
    pub next_round: Option<(RoundId, Date)>,
    /// The round that runs.
    pub current: Option<CurrentRound>,
    /// The last round with frozen figures, and its leads that waited for a first contact.
    pub waiting: Option<(RoundId, u32)>,
    /// When the next extra round may be asked for; none for now.
    pub ask_now_from: Option<Timestamp>,
}

/// A round that runs now: counts of people, no names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentRound {
    /// The round.
    pub round_id: RoundId,
    /// Its number.
    pub number: u32,
    /// People asked.
    pub asked: u32,
    /// People who answered some or all of it.
    pub answered: u32,
    /// Its last deadline.
    pub until: Option<Timestamp>,
}

/// A campaign as marketing sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeCampaign {
    /// The campaign with its counts.
    pub line: CampaignLine,
    /// Its owner's name.
    pub owner: Option<String>,
}

/// What the Home tab shows to somebody.
///
/// # Errors
/// When the database fails.
pub async fn home(app: &App, tenant: &Tenant, member: &MemberId) -> Outcome<Home> {
    let input = (tenant.clone(), member.clone(), app.now());
    refusal::read(app, input, |tx, (tenant, member, now)| {
        home_in(tx, tenant, member, *now).boxed()
    })
    .await
}

async fn home_in(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
    now: Timestamp,
) -> Result<Home, Stop> {
    let member = who::known(tx, tenant, id).await?;
    let person = who::actor(tx, tenant, id).await?;
    let can = |action: Action| may(&person, &action).is_ok();
    let can_edit_campaigns = can(Action::EditCampaign);
    let of_sales = person.roles.iter().filter(|(_, role)| *role == Role::Sales);
    let asked_in: Vec<LoopId> = of_sales.map(|(loop_id, _)| loop_id.clone()).collect();

    let mut loops = Vec::new();
    for row in tx.loops(tenant).await? {
        if can(Action::EditLoop(row.settings.id.clone())) {
            loops.push(loops::line(tx, tenant, row, now).await?);
        }
    }
    let leads_without_owner = if can(Action::PassOn { is_own: false }) {
        Some(tx.count_leads_without_owner(tenant).await?)
    } else {
        None
    };
    let (mut lines, mut more_campaigns, mut leads_without_campaign) = (Vec::new(), 0, 0);
    if can_edit_campaigns {
        leads_without_campaign = tx.leads_without_campaign(tenant, 0).await?.1;
        (lines, more_campaigns) = campaigns::newest(tx, tenant, CAMPAIGNS).await?;
    }
    let of_lead = |it: &&(LoopId, Role)| it.1 == Role::TeamLead;
    let led: Vec<&LoopId> = person
        .roles
        .iter()
        .filter(of_lead)
        .map(|it| &it.0)
        .collect();
    let mut posts = Vec::new();
    if person.is_admin || can_edit_campaigns {
        for row in tx.troubled_posts(tenant, POSTS).await? {
            let of = tx.loop_of_post(tenant, &row.post).await?;
            let is_own = tx.told_of_post(tenant, &row.post).await?.as_ref() == Some(id);
            if person.is_admin || is_own || of.is_some_and(|of| led.contains(&&of)) {
                posts.push(row);
            }
        }
    }
    Ok(Home {
        settings: Settings::of(&member, now),
        can_set_up: can(Action::MakeLoop { is_own: true }),
        can_edit_campaigns,
        can_add_leads: can(Action::AddLead { is_own: true }),
        rep: rep::rep(tx, tenant, id, &asked_in).await?,
        loops,
        leads_without_owner,
        campaigns: with_owners(tx, tenant, lines).await?,
        leads_without_campaign,
        more_campaigns,
        posts,
    })
}

async fn with_owners(
    tx: &mut Tx,
    tenant: &Tenant,
    lines: Vec<CampaignLine>,
) -> Result<Vec<HomeCampaign>, Stop> {
    let mut ids: Vec<MemberId> = lines
        .iter()
        .filter_map(|it| it.campaign.owner_id.clone())
        .collect();
    ids.sort();
    ids.dedup();
    let owners = tx.members_by_id(tenant, &ids).await?;
    let named = lines.into_iter().map(|line| HomeCampaign {
        owner: owners
            .iter()
            .find(|it| Some(&it.id) == line.campaign.owner_id.as_ref())
            .map(|it| it.name.clone()),
        line,
    });
    Ok(named.collect())
}
