//! Two spellings of one campaign become one: leads move with their ratings, and the old name stays known, so that
//! a later import of it finds the campaign that is meant.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::post_briefing::close_in;
use super::refusal::{self, Outcome, Refusal, Stop, Thing};
use super::take_out::take_out;
use super::who;
use crate::app::App;
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, LeadId, MemberId};
use crate::domain::merge::{Merge, identities_after, merge as merge_leads};
use crate::domain::permission::Action;
use crate::store::{BriefingRow, StoreError, Tenant, Tx};

/// What merging does, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merging {
    /// The spelling that goes.
    pub from: String,
    /// The campaign that stays.
    pub into: String,
    /// Leads that move.
    pub leads: usize,
    /// Leads that both have: one of each stands aside.
    pub in_both: usize,
    /// Answers that go with the leads.
    pub answers: u32,
    /// The posted briefing of the spelling that goes is marked as closed; whether its text becomes a draft of the
    /// campaign that stays, for want of one there.
    pub closes_briefing: Option<bool>,
}

/// A campaign, and those that it may be another spelling of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeChoice {
    /// Its name.
    pub name: String,
    /// The others, newest first.
    pub others: Vec<(CampaignId, String)>,
}

/// What this campaign can be merged into.
///
/// # Errors
/// When the database fails.
pub async fn choices(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    from: &CampaignId,
) -> Outcome<MergeChoice> {
    let input = (tenant.clone(), actor.clone(), from.clone());
    refusal::read(app, input, |tx, (tenant, actor, from)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            let name = known(tx, tenant, from).await?.name;
            let mut others = tx.campaigns(tenant).await?;
            others.retain(|it| it.id != *from);
            let others = others.into_iter().map(|it| (it.id, it.name)).collect();
            Ok(MergeChoice { name, others })
        }
        .boxed()
    })
    .await
}

/// What merging would do.
///
/// # Errors
/// When the database fails.
pub async fn preview(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    from: &CampaignId,
    into: &CampaignId,
) -> Outcome<Merging> {
    let input = (tenant.clone(), actor.clone(), from.clone(), into.clone());
    refusal::read(app, input, |tx, (tenant, actor, from, into)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            let (from, into) = both(tx, tenant, from, into).await?;
            Ok(plan(tx, tenant, &from, &into).await?.1)
        }
        .boxed()
    })
    .await
}

/// Merges. The same again changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn merge(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    from: &CampaignId,
    into: &CampaignId,
) -> Outcome<Merging> {
    let input = (
        tenant.clone(),
        actor.clone(),
        from.clone(),
        into.clone(),
        app.now(),
    );
    refusal::write(app, input, |tx, (tenant, actor, from, into, now)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            if tx.merged_into(tenant, from).await?.as_ref() == Some(into) {
                let (from, into) = (row(tx, tenant, from).await?, row(tx, tenant, into).await?);
                return Ok(Merging {
                    from: from.name,
                    into: into.name,
                    leads: 0,
                    in_both: 0,
                    answers: 0,
                    closes_briefing: None,
                });
            }
            let (from, into) = both(tx, tenant, from, into).await?;
            let (plan, told) = plan(tx, tenant, &from, &into).await?;
            move_leads(tx, tenant, &into.id, &plan, *now).await?;
            move_briefing(tx, tenant, actor, &from.id, &into.id, *now).await?;
            complete(tx, tenant, &from, &into).await?;
            close_in(tx, tenant, &from.id, *now).await?;
            tx.mark_merged(tenant, &from.id, &into.id).await?;
            Ok(told)
        }
        .boxed()
    })
    .await
}

/// Both campaigns; each is one that stands by itself, and not the other.
async fn both(
    tx: &mut Tx,
    tenant: &Tenant,
    from: &CampaignId,
    into: &CampaignId,
) -> Result<(Campaign, Campaign), Stop> {
    let (from, into) = (
        known(tx, tenant, from).await?,
        known(tx, tenant, into).await?,
    );
    if from.id == into.id {
        return Err(Refusal::Unknown(Thing::Campaign).into());
    }
    Ok((from, into))
}

/// A campaign that was not merged into another.
async fn known(tx: &mut Tx, tenant: &Tenant, id: &CampaignId) -> Result<Campaign, Stop> {
    if tx.merged_into(tenant, id).await?.is_some() {
        return Err(Refusal::Unknown(Thing::Campaign).into());
    }
    row(tx, tenant, id).await
}

async fn row(tx: &mut Tx, tenant: &Tenant, id: &CampaignId) -> Result<Campaign, Stop> {
    let campaign = tx.campaign(tenant, id).await?;
    Ok(campaign.ok_or(Refusal::Unknown(Thing::Campaign))?)
}

async fn plan(
    tx: &mut Tx,
    tenant: &Tenant,
    from: &Campaign,
    into: &Campaign,
) -> Result<(Merge, Merging), StoreError> {
    let moving = tx.merging_leads(tenant, &from.id).await?;
    let after = identities_after(&from.id, &into.id, &moving);
    let known = tx.merging_leads_known(tenant, &after).await?;
    let plan = merge_leads(&from.id, &into.id, &moving, &known);
    let posted = tx.briefing(tenant, &from.id).await?;
    let posted = posted.filter(|it| it.state == BriefingState::Posted);
    let lacks_one = tx.briefing(tenant, &into.id).await?.is_none();
    let told = Merging {
        closes_briefing: posted.map(|_| lacks_one),
        from: from.name.clone(),
        into: into.name.clone(),
        leads: plan.moved.len(),
        in_both: known.len(),
        answers: tx.count_answers(tenant, &from.id).await?,
    };
    Ok((plan, told))
}

async fn move_leads(
    tx: &mut Tx,
    tenant: &Tenant,
    into: &CampaignId,
    plan: &Merge,
    now: Timestamp,
) -> Result<(), StoreError> {
    // Two leads never have one identity: those that change places step out of the way first.
    let out_of_the_way = plan.renamed.iter();
    let out_of_the_way: Vec<(LeadId, String)> = out_of_the_way
        .map(|(id, _)| (id.clone(), format!("merging|{id}")))
        .collect();
    tx.move_leads(tenant, into, &out_of_the_way).await?;
    tx.move_leads(tenant, into, &plan.moved).await?;
    tx.move_leads(tenant, into, &plan.renamed).await?;
    tx.set_aside(tenant, &plan.aside, now).await?;
    let aside: Vec<LeadId> = plan.aside.iter().map(|(id, _)| id.clone()).collect();
    for lead in tx.waiting_in_asks(tenant, &aside).await? {
        take_out(tx, tenant, &lead, now).await?;
    }
    Ok(())
}

/// What was written of the one that goes is a draft of the one that stays, unless that has its own.
async fn move_briefing(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    from: &CampaignId,
    into: &CampaignId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(written) = tx.briefing(tenant, from).await? else {
        return Ok(());
    };
    if tx.briefing(tenant, into).await?.is_some() {
        return Ok(());
    }
    let moved = BriefingRow {
        campaign_id: into.clone(),
        state: BriefingState::Draft,
        posted: None,
        revision: 1,
        edited_by: actor.clone(),
        edited_at: now,
        post_at: None,
        posted_at: None,
        posted_by: None,
        closed_at: None,
        ..written
    };
    tx.save_briefing(tenant, &moved).await
}

/// What only the one that goes has, the one that stays takes over.
async fn complete(
    tx: &mut Tx,
    tenant: &Tenant,
    from: &Campaign,
    into: &Campaign,
) -> Result<(), StoreError> {
    let completed = Campaign {
        owner_id: into.owner_id.clone().or_else(|| from.owner_id.clone()),
        goal: into.goal.clone().or_else(|| from.goal.clone()),
        not_for: into.not_for.clone().or_else(|| from.not_for.clone()),
        starts_on: into.starts_on.or(from.starts_on),
        ends_on: into.ends_on.or(from.ends_on),
        ..into.clone()
    };
    if completed == *into {
        return Ok(());
    }
    tx.save_campaign(tenant, &completed).await
}
