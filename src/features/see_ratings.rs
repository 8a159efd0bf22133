//! The ratings that a digest counted, with names: for the campaign's owner, unless the loop hides names from
//! marketing, and for the team leads, a team's own ones those of their people. Lists what was said of each lead; never counts by person.

use std::collections::{BTreeMap, HashMap, HashSet};

use futures_util::FutureExt as _;

use super::own_teams::people_in;
use super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::App;
use crate::domain::figures::RoundFigures;
use crate::domain::ids::{CampaignId, LeadId, MemberId, RoundId};
use crate::domain::lead::SOURCE_SALES;
use crate::domain::permission::{Action, may};
use crate::domain::rating::Judged;
use crate::domain::round::Round;
use crate::store::{RatedLead, StoreError, Tenant, Tx};

/// Ratings on one page.
pub const PAGE: usize = 40;

/// A rating with the name of who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRating {
    /// What lists call the lead.
    pub title: String,
    /// Its campaign's name.
    pub campaign: Option<String>,
    /// Who rated it.
    pub rep: String,
    /// The judgement as it now is.
    pub judged: Judged,
}

/// One page of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRatings {
    /// The loop's name.
    pub loop_name: String,
    /// The round's number.
    pub number: u32,
    /// The campaign, when it is about one.
    pub campaign: Option<String>,
    /// The ratings, by campaign and in the order in which they were given.
    pub ratings: Vec<NamedRating>,
    /// So many more come after this page.
    pub more: usize,
}

/// A page (from 0 on) of the ratings that a round's digest counted: those of one campaign, or of all.
///
/// # Errors
/// When the database fails.
pub async fn see_ratings(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    round_id: &RoundId,
    campaign_id: Option<&CampaignId>,
    page: usize,
) -> Outcome<NamedRatings> {
    let input = (
        tenant.clone(),
        actor.clone(),
        round_id.clone(),
        campaign_id.cloned(),
    );
    refusal::read(app, input, move |tx, (tenant, actor, round, campaign)| {
        page_of(tx, tenant, actor, round, campaign.as_ref(), page).boxed()
    })
    .await
}

async fn page_of(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    round_id: &RoundId,
    campaign_id: Option<&CampaignId>,
    page: usize,
) -> Result<NamedRatings, Stop> {
    let round = tx.round(tenant, round_id).await?;
    let round = round.ok_or(Refusal::Unknown(Thing::Round))?;
    let feedback_loop = tx.feedback_loop(tenant, &round.loop_id).await?;
    let settings = feedback_loop.ok_or(Refusal::Unknown(Thing::Loop))?.settings;
    let figures = tx.figures(tenant, round_id).await?;
    let seen = must_be_allowed(
        tx,
        tenant,
        actor,
        &round,
        campaign_id,
        settings.shows_names,
        figures.as_ref(),
    )
    .await?;
    if figures.is_none() {
        return Err(Refusal::NotClosed(round.state).into());
    }
    let names: BTreeMap<CampaignId, String> = tx
        .campaigns(tenant)
        .await?
        .into_iter()
        .map(|it| (it.id, it.name))
        .collect();
    let mut rated = last_of_each_lead(tx.ratings_counted_in(tenant, round_id).await?);
    if let Seen::Of(people) = &seen {
        rated.retain(|it| people.contains(&it.rating.member_id));
    }
    if let Some(wanted) = campaign_id {
        // What a rep added is never in marketing's numbers.
        rated.retain(|it| it.campaign_id.as_ref() == Some(wanted) && it.source.0 != SOURCE_SALES);
    }
    let name_of = |it: &RatedLead| {
        it.campaign_id
            .as_ref()
            .and_then(|id| names.get(id))
            .cloned()
    };
    rated.sort_by_cached_key(|it| (it.campaign_id.is_none(), name_of(it)));
    let before = page.saturating_mul(PAGE);
    let more = rated.len().saturating_sub(before.saturating_add(PAGE));
    let rated: Vec<RatedLead> = rated.into_iter().skip(before).take(PAGE).collect();
    let reps = reps(tx, tenant, &rated).await?;
    Ok(NamedRatings {
        loop_name: settings.name,
        number: round.number,
        campaign: campaign_id.and_then(|id| names.get(id)).cloned(),
        ratings: rated
            .into_iter()
            .map(|it| NamedRating {
                title: it.facts.title().to_owned(),
                campaign: name_of(&it),
                rep: reps
                    .get(&it.rating.member_id)
                    .map_or_else(|| it.rating.member_id.to_string(), String::clone),
                judged: it.rating.judged,
            })
            .collect(),
        more,
    })
}

/// Whose ratings somebody may read.
enum Seen {
    All,
    /// Those of their team's people.
    Of(HashSet<MemberId>),
}

/// Stops unless this person may read them: the loop's team leads all, a team's lead those of its people, the
/// campaign's owner that campaign's.
async fn must_be_allowed(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    round: &Round,
    campaign_id: Option<&CampaignId>,
    shows_names: bool,
    figures: Option<&RoundFigures>,
) -> Result<Seen, Stop> {
    let person = who::actor_with_teams(tx, tenant, actor).await?;
    let Err(refusal) = may(&person, &Action::ReadRatingsOfLoop(round.loop_id.clone())) else {
        return Ok(Seen::All);
    };
    let of_team = match figures.map(|it| people_in(&person, &round.loop_id, it)) {
        Some(people) if !people.is_empty() => Ok(Seen::Of(people)),
        _ => Err(refusal),
    };
    let Some(campaign_id) = campaign_id else {
        return Ok(of_team?);
    };
    let campaign = tx.campaign(tenant, campaign_id).await?;
    let campaign = campaign.ok_or(Refusal::Unknown(Thing::Campaign))?;
    let of_campaign = Action::ReadRatingsOfCampaign {
        is_own: campaign.owner_id.as_ref() == Some(actor),
        shows_names,
    };
    match may(&person, &of_campaign) {
        Ok(()) => Ok(Seen::All),
        Err(refusal) => Ok(of_team.map_err(|_| refusal)?),
    }
}

/// Of several ratings of one lead the one that was counted.
pub(super) fn last_of_each_lead(rated: Vec<RatedLead>) -> Vec<RatedLead> {
    let last: HashMap<LeadId, usize> = rated
        .iter()
        .enumerate()
        .map(|(place, it)| (it.rating.lead_id.clone(), place))
        .collect();
    let is_last = |place: usize, it: &RatedLead| last.get(&it.rating.lead_id) == Some(&place);
    rated
        .into_iter()
        .enumerate()
        .filter(|(place, it)| is_last(*place, it))
        .map(|(_, it)| it)
        .collect()
}

async fn reps(
    tx: &mut Tx,
    tenant: &Tenant,
    rated: &[RatedLead],
) -> Result<HashMap<MemberId, String>, StoreError> {
    let mut ids: Vec<MemberId> = rated.iter().map(|it| it.rating.member_id.clone()).collect();
    ids.sort();
    ids.dedup();
    let members = tx.members_by_id(tenant, &ids).await?;
    Ok(members.into_iter().map(|it| (it.id, it.name)).collect())
}
