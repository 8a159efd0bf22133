//! What a loop would do, before it is saved: its next dates, and who is asked about how many leads.

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::civil::Date;

use super::check::{Checked, check};
use super::{LoopDraft, LoopTarget};
use crate::app::App;
use crate::domain::ask::{self, AskState};
use crate::domain::cadence;
use crate::domain::ids::{AskId, MemberId, RoundId};
use crate::domain::member::Member;
use crate::domain::queue::NotAsked;
use crate::domain::round::Round;
use crate::domain::working_time::{deadline, digest_instant, local_instant};
use crate::features::fill_ask::queue_for;
use crate::features::refusal::{self, LoopFault, Outcome};
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// Dates that are shown.
const DATES: usize = 3;

/// What a loop would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its next three dates.
    pub dates: Vec<Date>,
    /// When the asks of the first of them are due, in the home zone.
    pub first_due: Timestamp,
    /// The last deadline of its reps.
    pub first_deadline: Timestamp,
    /// When its digest goes out.
    pub first_digest: Timestamp,
    /// Leads that nobody would be asked about, for they have no owner who can be.
    pub without_owner: u32,
    /// Its reps by name, and what the first of these dates brings each of them.
    pub reps: Vec<RepPreview>,
    /// What is to be put right before it can be saved.
    pub faults: Vec<LoopFault>,
}

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
    /// No lead that counts for this loop.
    NoLeads,
    /// A single lead, which waits one round.
    OnlyOneLead,
    /// Leads, but none that is ripe by then, or each of them is done or rests.
    NoneReady,
}

/// Shows what a loop would do if it were saved like this. Saves nothing.
///
/// # Errors
/// When the database fails.
pub async fn preview(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    target: &LoopTarget,
    draft: &LoopDraft,
) -> Outcome<Preview> {
    let input = (
        tenant.clone(),
        actor.clone(),
        target.clone(),
        draft.clone(),
        app.now(),
    );
    refusal::read(app, input, |tx, (tenant, actor, target, draft, now)| {
        async move {
            let checked = check(tx, tenant, actor, target, draft, *now).await?;
            let ids = draft.all_reps();
            let next = checked.next_date(&ids, *now);
            let (cadence, anchor) = (checked.row.settings.cadence, checked.row.settings.anchor);
            let dates = std::iter::once(next)
                .chain(cadence::dates(
                    cadence,
                    anchor,
                    next.tomorrow().unwrap_or(next),
                ))
                .take(DATES)
                .collect();
            let settings = &checked.row.settings;
            let home = settings.time_zone();
            let zones = checked.people.values().filter(|it| ids.contains(&it.id));
            let first_deadline = zones
                .map(Member::time_zone)
                .chain([home.clone()])
                .map(|zone| deadline(next, settings.window_days, &zone))
                .max()
                .unwrap_or(*now);
            let leads = tx.leads_without_owner(tenant, 1000).await?;
            let without_owner = leads
                .iter()
                .filter(|it| it.lead.owner_id.as_ref().is_none_or(|id| !ids.contains(id)))
                .count();
            Ok(Preview {
                first_due: local_instant(next, settings.ask_at, &home),
                first_deadline,
                first_digest: digest_instant(first_deadline, &home),
                without_owner: u32::try_from(without_owner).unwrap_or(u32::MAX),
                dates,
                reps: reps(tx, tenant, &checked, &ids, next, *now).await?,
                faults: checked.faults,
            })
        }
        .boxed()
    })
    .await
}

async fn reps(
    tx: &mut Tx,
    tenant: &Tenant,
    checked: &Checked,
    ids: &[MemberId],
    date: Date,
    now: Timestamp,
) -> Result<Vec<RepPreview>, StoreError> {
    let mut reps = Vec::with_capacity(ids.len());
    let number = checked.rounds.next_number;
    let loop_id = checked.row.settings.id.clone();
    let round = Round::planned(RoundId::new(""), loop_id, number, date, now);
    for id in ids {
        reps.push(match checked.people.get(id) {
            Some(member) => for_rep(tx, tenant, &checked.row, &round, member, now).await?,
            None => RepPreview {
                member_id: id.clone(),
                name: None,
                leads: 0,
                left_waiting: 0,
                why_not: Some(WhyNot::Unknown),
            },
        });
    }
    reps.sort_by(|a, b| (&a.name, &a.member_id).cmp(&(&b.name, &b.member_id)));
    Ok(reps)
}

/// What a round would bring one rep, by the rules that fix and fill the ask itself.
pub(in crate::features) async fn for_rep(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    round: &Round,
    member: &Member,
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
    rep_at(
        tx,
        tenant,
        feedback_loop,
        member,
        why_not,
        ask.due_at.max(now),
    )
    .await
}

/// What an ask at this instant would bring one rep, unless something else stands against it.
async fn rep_at(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
    member: &Member,
    why_not: Option<WhyNot>,
    at: Timestamp,
) -> Result<RepPreview, StoreError> {
    let cap = usize::from(feedback_loop.settings.leads_per_ask);
    let (filled, leads) = queue_for(tx, tenant, feedback_loop, member, cap, at).await?;
    let asked: usize = filled.cards.iter().map(|card| 1 + card.with.len()).sum();
    let is_alone = filled.why.iter().any(|(_, why)| *why == NotAsked::Alone);
    let why_not = why_not.or(match asked {
        0 if is_alone => Some(WhyNot::OnlyOneLead),
        0 if leads.iter().all(|it| it.row.lead.done.is_some()) => Some(WhyNot::NoLeads),
        0 => Some(WhyNot::NoneReady),
        _ => None,
    });
    let asked = u32::try_from(asked).unwrap_or(u32::MAX);
    Ok(RepPreview {
        member_id: member.id.clone(),
        name: Some(member.name.clone()),
        leads: if why_not.is_none() { asked } else { 0 },
        left_waiting: filled.left_waiting + if why_not.is_none() { 0 } else { asked },
        why_not,
    })
}
