//! What a round would bring one rep: about how many leads they are asked, or why they are not.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::ask::{self, AskState};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{AskId, MemberId};
use crate::domain::member::{Member, Role};
use crate::domain::queue::{Filled, NotAsked};
use crate::domain::round::Round;
use crate::domain::sampling::Sampling;
use crate::domain::working_time::local_date;
use crate::features::fill_ask::{CampaignAnswers, InRound, counts_from, queue_for};
use crate::features::next_date::RoundsSoFar;
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// Asks of a rep among which one of the same day is looked for.
const RECENT_ASKS: u32 = 8;

/// What the next round brings one rep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepPreview {
    /// The rep.
    pub member_id: MemberId,
    /// Their name; none for somebody whom leadloop doesn't know yet.
    pub name: Option<String>,
    /// Leads that the ask will be about; several of one company count each.
    pub leads: u32,
    /// More leads that could be asked about and wait for a later round.
    pub left_waiting: u32,
    /// When the ask goes, in their working hours; none when there is none.
    pub at: Option<Timestamp>,
    /// Why there is no ask, when there is none.
    pub why_not: Option<WhyNot>,
}

/// Why somebody gets no ask. About another person, so never more than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyNot {
    /// Leadloop doesn't know them yet.
    Unknown,
    /// Deactivated in Slack.
    Deactivated,
    /// A guest, a bot, or somebody of another workspace.
    Outsider,
    /// Away.
    Away,
    /// Another loop asks them that day.
    OtherLoop,
    /// No lead that counts for this loop.
    NoLeads,
    /// Leads, and none that is still asked about.
    AllDone,
    /// Leads that wait in an ask which is open.
    InOpenAsk,
    /// Leads that rest after `not_yet`.
    Resting,
    /// Leads, and none that is ripe by then.
    NoneRipe,
    /// A single lead, which waits one round.
    OnlyOneLead,
    /// Leads of campaigns of which enough others are asked about.
    EnoughAsked,
}

/// What a round would bring one rep, by the rules that fix and fill the ask itself.
pub(in crate::features) async fn for_rep(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    round: &Round,
    member: &Member,
    sampling: &mut Sampling,
    now: Timestamp,
) -> Result<RepPreview, StoreError> {
    let ask = ask::plan_ask(&feedback_loop.settings, round, member, AskId::new(""), now);
    let why_not = if member.is_deactivated {
        Some(WhyNot::Deactivated)
    } else if member.is_outsider {
        Some(WhyNot::Outsider)
    } else {
        (ask.state == AskState::Away).then_some(WhyNot::Away)
    };
    let due_at = ask.due_at.max(now);
    let day = local_date(ask.send_at.max(now), &member.time_zone());
    let why_not = match why_not {
        Some(why_not) => Some(why_not),
        None => other_loop_asks(tx, tenant, feedback_loop, member, day, due_at)
            .await?
            .then_some(WhyNot::OtherLoop),
    };
    let in_round = InRound {
        round: &round.id,
        answers: &CampaignAnswers::default(),
        sampling,
    };
    let preview = rep_at(tx, tenant, feedback_loop, member, in_round, why_not, due_at).await?;
    Ok(RepPreview {
        at: preview.why_not.is_none().then(|| ask.send_at.max(now)),
        ..preview
    })
}

/// Whether a rep has been asked on this day, or is before this instant of it by another loop: one message
/// a day is enough.
async fn other_loop_asks(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    member: &Member,
    day: Date,
    due_at: Timestamp,
) -> Result<bool, StoreError> {
    let zone = member.time_zone();
    let is_that_day = |at: Timestamp| local_date(at, &zone) == day;
    let recent = tx.asks_of_member(tenant, &member.id, RECENT_ASKS).await?;
    if recent
        .iter()
        .any(|it| it.ask.sent_at.is_some_and(is_that_day))
    {
        return Ok(true);
    }
    for role in tx.roles_of(tenant, &member.id).await? {
        if role.role != Role::Sales || role.loop_id == feedback_loop.settings.id {
            continue;
        }
        let Some(other) = tx.feedback_loop(tenant, &role.loop_id).await? else {
            continue;
        };
        let planned = RoundsSoFar::of(tx, tenant, &role.loop_id).await?.planned;
        let Some(planned) = planned.filter(|_| other.settings.state == LoopState::Active) else {
            continue;
        };
        let asks_at = ask::due_at(&other.settings, &planned, &zone);
        // At the same instant the loop that has been there for longer comes first.
        let is_before = (asks_at, other.created_at) <= (due_at, feedback_loop.created_at);
        if is_that_day(asks_at) && is_before {
            let cap = usize::from(other.settings.leads_per_ask);
            let (filled, _) = queue_for(tx, tenant, &other, member, cap, asks_at).await?;
            if !filled.cards.is_empty() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// What an ask at this instant would bring one rep, unless something else stands against it.
async fn rep_at(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    member: &Member,
    mut in_round: InRound<'_>,
    why_not: Option<WhyNot>,
    at: Timestamp,
) -> Result<RepPreview, StoreError> {
    let cap = usize::from(feedback_loop.settings.leads_per_ask);
    let (filled, _) = if why_not.is_some() {
        queue_for(tx, tenant, feedback_loop, member, cap, at).await?
    } else {
        in_round
            .queue_for(tx, tenant, feedback_loop, member, cap, at)
            .await?
    };
    let asked: usize = filled.cards.iter().map(|card| 1 + card.with.len()).sum();
    let mut why_not = why_not.or_else(|| (asked == 0).then(|| why_none(&filled)));
    // The queue holds what is not done.
    if why_not == Some(WhyNot::NoLeads) {
        let since = counts_from(feedback_loop);
        if tx.has_done_leads(tenant, &member.id, since).await? {
            why_not = Some(WhyNot::AllDone);
        }
    }
    let asked = u32::try_from(asked).unwrap_or(u32::MAX);
    Ok(RepPreview {
        member_id: member.id.clone(),
        name: Some(member.name.clone()),
        leads: if why_not.is_none() { asked } else { 0 },
        left_waiting: filled.left_waiting + if why_not.is_none() { 0 } else { asked },
        at: None,
        why_not,
    })
}

/// Why the queue has no lead for an ask: the reason that ends first.
fn why_none(filled: &Filled) -> WhyNot {
    let of = |wanted: fn(&NotAsked) -> bool| filled.why.iter().any(|(_, why)| wanted(why));
    if filled.why.is_empty() {
        WhyNot::NoLeads
    } else if of(|why| *why == NotAsked::EnoughOfCampaign) {
        WhyNot::EnoughAsked
    } else if of(|why| *why == NotAsked::Alone) {
        WhyNot::OnlyOneLead
    } else if of(|why| matches!(why, NotAsked::RipensAt(_))) {
        WhyNot::NoneRipe
    } else if of(|why| *why == NotAsked::InOpenAsk) {
        WhyNot::InOpenAsk
    } else if of(|why| matches!(why, NotAsked::RestingUntil(_))) {
        WhyNot::Resting
    } else {
        WhyNot::AllDone
    }
}
