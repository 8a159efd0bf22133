//! What the Home tab shows: what this person can do now, and nothing about anybody else.

mod loops;
mod marketer;
mod rep;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::civil::Date;

use super::refusal::{self, Outcome, Stop};
use super::settings::Settings;
use super::unread_briefings::UnreadBriefing;
use super::who;
use crate::app::App;
use crate::domain::feedback_loop::{Cadence, LoopState};
use crate::domain::figures::TrendPoint;
use crate::domain::ids::{AskId, LeadId, LoopId, MemberId, RoundId};
use crate::domain::member::Role;
use crate::domain::permission::{Action, may};
use crate::domain::rating::Judged;
use crate::store::{HeardAnswer, OutboxRow, Tenant, Tx};

pub use self::loops::{LoopPage, see_loops};
pub use self::marketer::{HomeMarketer, MarketerTodo};

/// Loops that are shown.
const LOOPS: usize = 5;
/// Posts in trouble that are listed.
const POSTS: usize = 5;
/// Posts in trouble that are counted, the newest of a workspace.
const POSTS_COUNTED: u32 = 100;

/// The Home tab of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// What they chose for themselves.
    pub settings: Settings,
    /// May set loops up.
    pub can_set_up: bool,
    /// May add a lead.
    pub can_add_leads: bool,
    /// Their own asks; none for somebody who is in sales in no loop and was never asked.
    pub rep: Option<HomeRep>,
    /// Loops they lead, at most five; for admins all.
    pub loops: Vec<HomeLoop>,
    /// So many more of them.
    pub more_loops: u32,
    /// Leads without owner; for those who may give them one.
    pub leads_without_owner: Option<u32>,
    /// What marketing sees, for those who may edit campaigns.
    pub marketer: Option<HomeMarketer>,
    /// Posts that failed or are unknown, the newest, at most five: for admins of all, for team leads of those of their
    /// loops.
    pub posts: Vec<OutboxRow>,
    /// So many more of them.
    pub more_posts: usize,
}

/// What a rep sees of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeRep {
    /// The ask that takes answers and has open leads.
    pub open: Option<OpenAsk>,
    /// What they said in their last ask with answers.
    pub last: Option<LastAnswers>,
    /// When they are asked in a round that has begun already, in other zones or on other people's working days.
    pub next_ask_at: Option<Timestamp>,
    /// The earliest date of a next round of a loop they are in.
    pub next_round: Option<Date>,
    /// Briefings they have not read, the latest first, at most three.
    pub unread: Vec<UnreadBriefing>,
    /// So many more of them.
    pub more_unread: u32,
    /// What marketing answered to campaigns they rated, the last answer first, at most three.
    pub heard: Vec<HeardAnswer>,
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
    /// What they said.
    pub answers: Vec<LastAnswer>,
    /// It can be changed: until their next ask.
    pub can_change: bool,
}

/// What somebody answered about a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastAnswer {
    /// The lead.
    pub lead_id: LeadId,
    /// What lists call it.
    pub title: String,
    /// The judgement.
    pub judged: Judged,
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
    /// The rounds with answers enough to be compared, oldest first, at most six.
    pub trend: Vec<TrendPoint>,
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
    /// Leads asked about.
    pub leads: u32,
    /// Leads rated so far.
    pub rated: u32,
    /// Its last deadline.
    pub until: Option<Timestamp>,
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
    let of_sales = person.roles.iter().filter(|(_, role)| *role == Role::Sales);
    let asked_in: Vec<LoopId> = of_sales.map(|(loop_id, _)| loop_id.clone()).collect();

    let (loops, more_loops) = loops::page(tx, tenant, &person, 0, LOOPS, now).await?;
    let leads_without_owner = if can(Action::PassOn { is_own: false }) {
        Some(tx.count_leads_without_owner(tenant).await?)
    } else {
        None
    };
    let marketer = if can(Action::EditCampaign) {
        Some(marketer::marketer(tx, tenant, id).await?)
    } else {
        None
    };
    let of_lead = |it: &&(LoopId, Role)| it.1 == Role::TeamLead;
    let led: Vec<&LoopId> = person
        .roles
        .iter()
        .filter(of_lead)
        .map(|it| &it.0)
        .collect();
    let mut posts = Vec::new();
    if person.is_admin || marketer.is_some() {
        for row in tx.troubled_posts(tenant, POSTS_COUNTED).await? {
            let of = tx.loop_of_post(tenant, &row.post).await?;
            let is_own = tx.told_of_post(tenant, &row.post).await?.as_ref() == Some(id);
            if person.is_admin || is_own || of.is_some_and(|of| led.contains(&&of)) {
                posts.push(row);
            }
        }
    }
    let more_posts = posts.len().saturating_sub(POSTS);
    posts.truncate(POSTS);
    Ok(Home {
        settings: Settings::of(&member, now),
        can_set_up: can(Action::MakeLoop { is_own: true }),
        can_add_leads: can(Action::AddLead { is_own: true }),
        rep: rep::rep(tx, tenant, id, &asked_in, now).await?,
        loops,
        more_loops,
        leads_without_owner,
        marketer,
        posts,
        more_posts,
    })
}
