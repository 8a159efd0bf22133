//! What a loop would do, before it is saved: its next dates, and who is asked about how many leads.

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::civil::Date;

use super::check::{Checked, check};
use super::rep_preview::{RepPreview, WhyNot, for_rep};
use super::{LoopDraft, LoopTarget};
use crate::app::App;
use crate::domain::cadence;
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::round::Round;
use crate::domain::team::{Team, each_once};
use crate::domain::working_time::{deadline, deadline_date, digest_instant};
use crate::features::refusal::{self, LoopFault, Outcome};
use crate::features::sample;
use crate::store::{StoreError, Tenant, Tx};

/// Dates that are shown.
const DATES: usize = 3;

/// What a loop would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its next three dates.
    pub dates: Vec<Date>,
    /// Until which day the first of them can be answered: the same everywhere, each in their own zone.
    pub first_deadline: Date,
    /// When its digest goes out, after the last deadline of those who are asked.
    pub first_digest: Timestamp,
    /// Leads that nobody would be asked about, for they have no owner who can be.
    pub without_owner: u32,
    /// Its teams with their people, each once, and their leads as they are now.
    pub teams: Vec<Team>,
    /// Its reps by name, and what the first of these dates brings each of them.
    pub reps: Vec<RepPreview>,
    /// What is to be put right before it can be saved.
    pub faults: Vec<LoopFault>,
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
            let reps = reps(tx, tenant, &checked, &ids, next, *now).await?;
            let settings = &checked.row.settings;
            let home = settings.time_zone();
            let window = settings.window_days;
            let asked = reps.iter().filter(|it| it.why_not.is_none());
            let closes_at = asked
                .filter_map(|it| checked.people.get(&it.member_id))
                .map(|member| deadline(next, window, &member.time_zone()))
                .max()
                .unwrap_or_else(|| deadline(next, window, &home));
            let leads = tx.leads_without_owner(tenant, 1000).await?;
            let without_owner = leads
                .iter()
                .filter(|it| it.lead.owner_id.as_ref().is_none_or(|id| !ids.contains(id)))
                .count();
            Ok(Preview {
                teams: teams(tx, tenant, &checked, draft).await?,
                first_deadline: deadline_date(next, window),
                first_digest: digest_instant(closes_at, &home, settings.calendar()),
                without_owner: u32::try_from(without_owner).unwrap_or(u32::MAX),
                dates,
                reps,
                faults: checked.faults,
            })
        }
        .boxed()
    })
    .await
}

/// The draft's teams, with the leads that those have which are there already.
async fn teams(
    tx: &mut Tx,
    tenant: &Tenant,
    checked: &Checked,
    draft: &LoopDraft,
) -> Result<Vec<Team>, StoreError> {
    let present = tx.teams(tenant, &checked.row.settings.id).await?;
    let mut teams = each_once(draft.teams.clone());
    for team in &mut teams {
        if let Some(known) = present.iter().find(|it| it.group == team.group) {
            team.leads.clone_from(&known.leads);
        }
    }
    Ok(teams)
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
    let of = &checked.row;
    let mut sampling = sample::of_reps(tx, tenant, of, &round.id, ids, now).await?;
    for id in ids {
        reps.push(match checked.people.get(id) {
            Some(member) => for_rep(tx, tenant, of, &round, member, &mut sampling, now).await?,
            None => RepPreview {
                member_id: id.clone(),
                name: None,
                leads: 0,
                left_waiting: 0,
                at: None,
                why_not: Some(WhyNot::Unknown),
            },
        });
    }
    reps.sort_by(|a, b| (&a.name, &a.member_id).cmp(&(&b.name, &b.member_id)));
    Ok(reps)
}
