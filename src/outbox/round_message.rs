//! The messages of a round: its numbers to campaign owners, its digest, and what stands in the thread.

use std::collections::{BTreeMap, BTreeSet};

use super::render::language_of;
use super::results_message::{change, takes_answer};
use crate::domain::campaign::CampaignState;
use crate::domain::figures::RoundFigures;
use crate::domain::figures_teams::{TeamFigures, part_of};
use crate::domain::ids::{CampaignId, MemberId, RoundId};
use crate::domain::language::Language;
use crate::domain::permission::{Action, Actor, may};
use crate::domain::round::{Round, RoundState};
use crate::slack::views::campaign_owner::OwnerNumbers;
use crate::slack::views::digest::{Charts, Copy, Digest, OwnTeams};
use crate::slack::views::digest_details::DigestDetails;
use crate::slack::views::kit::Message;
use crate::store::{LoopRow, StoreError, Tenant, Tx};

/// A closed round with its figures.
pub(super) struct Closed {
    pub(super) round: Round,
    pub(super) feedback_loop: LoopRow,
    pub(super) figures: RoundFigures,
}

/// A closed round; none before it has figures.
pub(super) async fn load(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &RoundId,
) -> Result<Option<Closed>, StoreError> {
    let Some(round) = tx.round(tenant, id).await? else {
        return Ok(None);
    };
    let Some(feedback_loop) = tx.feedback_loop(tenant, &round.loop_id).await? else {
        return Ok(None);
    };
    let figures = tx.figures(tenant, id).await?;
    Ok(figures.map(|figures| Closed {
        round,
        feedback_loop,
        figures,
    }))
}

/// A campaign's numbers, to its owner.
pub(super) async fn owner_numbers(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    campaign_id: &CampaignId,
) -> Result<Option<Message>, StoreError> {
    let Some(closed) = load(tx, tenant, round_id).await? else {
        return Ok(None);
    };
    let mut campaigns = closed.figures.campaigns.iter();
    let Some(figures) = campaigns.find(|it| it.campaign_id.as_ref() == Some(campaign_id)) else {
        return Ok(None);
    };
    let Some(owner_id) = &figures.owner_id else {
        return Ok(None);
    };
    let Some(owner) = tx.member(tenant, owner_id).await? else {
        return Ok(None);
    };
    let Some(digest_at) = closed.round.digest_due_at else {
        return Ok(None);
    };
    let answer = tx.owner_answer(tenant, round_id, campaign_id).await?;
    let roles = tx.roles_of(tenant, owner_id).await?;
    let actor = Actor {
        is_admin: owner.is_admin,
        roles: roles.into_iter().map(|it| (it.loop_id, it.role)).collect(),
        teams: vec![],
    };
    let of_loop = Action::ReadRatingsOfLoop(closed.round.loop_id.clone());
    let of_campaign = Action::ReadRatingsOfCampaign {
        is_own: true,
        shows_names: closed.feedback_loop.settings.shows_names,
    };
    let may_see_names = may(&actor, &of_loop).is_ok() || may(&actor, &of_campaign).is_ok();
    let message = OwnerNumbers {
        round: round_id.clone(),
        number: closed.round.number,
        loop_name: closed.feedback_loop.settings.name.clone(),
        campaign: campaign_id.clone(),
        figures,
        may_see_names,
        digest_at: digest_at.to_zoned(owner.time_zone()),
        is_published: closed.round.state == RoundState::Published,
        takes_answer: takes_answer(tx, tenant, &closed.round).await?,
        change: answer.map(|it| change(&it, &owner.time_zone())),
    };
    let language = language_of(&owner, Some(closed.feedback_loop.settings.language));
    Ok(Some(message.message(language)))
}

/// The digest, as the channel or a team lead gets it.
pub(super) async fn digest(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    team_lead: Option<&MemberId>,
    is_plain: bool,
) -> Result<Option<Message>, StoreError> {
    let Some(closed) = load(tx, tenant, round_id).await? else {
        return Ok(None);
    };
    let (copy, language) = copy_for(tx, tenant, &closed, team_lead).await?;
    let message = Digest {
        round: round_id.clone(),
        loop_id: closed.round.loop_id.clone(),
        figures: &closed.figures,
        copy,
        charts: if is_plain {
            Charts::Plain
        } else {
            Charts::Native
        },
        without_briefing: without_briefing(tx, tenant, &closed.figures).await?,
    };
    Ok(Some(message.message(language)))
}

/// How many of a round's campaigns nobody has explained to sales: those that are closed can't be any more.
async fn without_briefing(
    tx: &mut Tx,
    tenant: &Tenant,
    figures: &RoundFigures,
) -> Result<u32, StoreError> {
    let rows = figures.campaigns.iter();
    let rated: BTreeSet<CampaignId> = rows.filter_map(|it| it.campaign_id.clone()).collect();
    let rated: Vec<CampaignId> = rated.into_iter().collect();
    let running = tx.campaigns_by_id(tenant, &rated).await?.into_iter();
    let running: Vec<CampaignId> = running
        .filter(|it| it.state != CampaignState::Closed)
        .map(|it| it.id)
        .collect();
    let briefings = tx.briefings_of(tenant, &running).await?;
    let posted = briefings.iter().filter(|it| it.posted_at.is_some()).count();
    Ok(u32::try_from(running.len().saturating_sub(posted)).unwrap_or(u32::MAX))
}

/// What stands in the digest's thread; none when there is nothing to add.
pub(super) async fn details(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    team_lead: Option<&MemberId>,
) -> Result<Option<Message>, StoreError> {
    let Some(closed) = load(tx, tenant, round_id).await? else {
        return Ok(None);
    };
    let (copy, language) = copy_for(tx, tenant, &closed, team_lead).await?;
    let details = DigestDetails {
        round: round_id.clone(),
        figures: &closed.figures,
        copy,
    };
    Ok(details.message(language))
}

/// Which copy it is, and in which language: the channel's in the loop's, a team lead's in their own.
async fn copy_for(
    tx: &mut Tx,
    tenant: &Tenant,
    closed: &Closed,
    team_lead: Option<&MemberId>,
) -> Result<(Copy, Language), StoreError> {
    let of_loop = closed.feedback_loop.settings.language;
    let Some(team_lead) = team_lead else {
        return Ok((Copy::Channel, of_loop));
    };
    let open = closed
        .figures
        .open
        .iter()
        .map(|(member_id, _)| member_id.clone());
    let waiting = closed
        .figures
        .waiting
        .iter()
        .filter_map(|it| it.owner_id.clone());
    let mut ids: Vec<MemberId> = open.chain(waiting).collect();
    ids.sort();
    ids.dedup();
    let is_led = |team: &TeamFigures| team.leads.contains(team_lead);
    let own = closed.figures.teams.iter().any(is_led).then(|| OwnTeams {
        part: Box::new(part_of(&closed.figures, is_led)),
        groups: closed
            .figures
            .teams
            .iter()
            .filter(|it| is_led(it))
            .map(|it| it.group.clone())
            .collect(),
    });
    let names: BTreeMap<MemberId, String> = tx
        .members_by_id(tenant, &ids)
        .await?
        .into_iter()
        .map(|member| (member.id, member.name))
        .collect();
    let language = match tx.member(tenant, team_lead).await? {
        Some(member) => language_of(&member, Some(of_loop)),
        None => of_loop,
    };
    Ok((Copy::TeamLead { names, own }, language))
}
