//! Campaigns: whose they are, what for and who not for, and how soon sales makes the first contact.

mod reopen;

use futures_util::FutureExt as _;
use jiff::Timestamp;

pub use self::reopen::reopen;
use super::briefing_posts::Messages;
use super::refusal::{self, CampaignFault, Outcome, Refusal, Stop, Thing};
use super::who;
use crate::app::{App, fresh_id};
use crate::domain::briefing::BriefingState;
use crate::domain::campaign::{
    Campaign, CampaignState, FIRST_CONTACT_DAYS, GOAL_MAX, NAME_MAX, NOT_FOR_MAX,
};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::permission::Action;
use crate::domain::post::Post;
use crate::store::{LeadRow, StoreError, Tenant, Tx};

/// Most working days to a first contact that can be chosen.
const FIRST_CONTACT_DAYS_MAX: u8 = 10;

/// A campaign as somebody fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignDraft {
    /// Its name.
    pub name: String,
    /// The marketer who answers for it.
    pub owner_id: Option<MemberId>,
    /// Its goal in one line.
    pub goal: Option<String>,
    /// Who it is not for.
    pub not_for: Option<String>,
    /// Working days to the first contact; 0 for the same day, none when no contact is needed.
    pub first_contact_days: Option<u8>,
}

/// Which campaign a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CampaignTarget {
    /// A new one; its id is given when the form opens.
    New(CampaignId),
    /// One that is there, as it was when the form opened.
    Edit {
        /// The campaign.
        campaign_id: CampaignId,
        /// Its revision then.
        revision: i64,
    },
}

/// A form to be shown, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignForm {
    /// What it is about; to be handed back to [`save`].
    pub target: CampaignTarget,
    /// What stands in it.
    pub draft: CampaignDraft,
    /// Where the campaign is; none for a new one.
    pub state: Option<CampaignState>,
    /// Where its briefing is; none where nobody has written one.
    pub briefing: Option<BriefingState>,
}

/// Opens the form: of a new campaign, or of one that is there.
///
/// # Errors
/// When the database fails.
pub async fn open(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    id: Option<&CampaignId>,
) -> Outcome<CampaignForm> {
    let input = (tenant.clone(), actor.clone(), id.cloned(), app.now());
    refusal::read(app, input, |tx, (tenant, actor, id, now)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            let Some(id) = id else {
                return Ok(CampaignForm {
                    target: CampaignTarget::New(CampaignId::new(fresh_id(*now))),
                    draft: CampaignDraft {
                        name: String::new(),
                        owner_id: Some(actor.clone()),
                        goal: None,
                        not_for: None,
                        first_contact_days: Some(FIRST_CONTACT_DAYS),
                    },
                    state: None,
                    briefing: None,
                });
            };
            let it = known(tx, tenant, id).await?;
            let briefing = tx.briefing(tenant, &it.id).await?;
            Ok(CampaignForm {
                state: Some(it.state),
                briefing: briefing.map(|it| it.state),
                target: CampaignTarget::Edit {
                    campaign_id: it.id,
                    revision: it.revision,
                },
                draft: CampaignDraft {
                    name: it.name,
                    owner_id: it.owner_id,
                    goal: it.goal,
                    not_for: it.not_for,
                    first_contact_days: it.first_contact_days,
                },
            })
        }
        .boxed()
    })
    .await
}

/// Makes or changes a campaign. Making the same new one again changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn save(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    target: &CampaignTarget,
    draft: &CampaignDraft,
) -> Outcome<Campaign> {
    let input = (
        tenant.clone(),
        actor.clone(),
        target.clone(),
        draft.clone(),
        app.now(),
    );
    refusal::write(app, input, |tx, (tenant, actor, target, draft, now)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            save_in(tx, tenant, target, draft, *now).await
        }
        .boxed()
    })
    .await
}

pub(super) async fn save_in(
    tx: &mut Tx,
    tenant: &Tenant,
    target: &CampaignTarget,
    draft: &CampaignDraft,
    now: Timestamp,
) -> Result<Campaign, Stop> {
    let before = match target {
        CampaignTarget::New(id) => match tx.campaign(tenant, id).await? {
            Some(made) => return Ok(made),
            None => None,
        },
        CampaignTarget::Edit {
            campaign_id,
            revision,
        } => {
            let before = known(tx, tenant, campaign_id).await?;
            // One that was merged meanwhile gives the campaign that it is part of: another one's revision.
            if before.id != *campaign_id || before.revision != *revision {
                return Err(Refusal::Stale.into());
            }
            Some(before)
        }
    };
    // What its briefing says is changed in the briefing: there it is told to those who read it.
    let as_it_was = match &before {
        Some(before) if is_told(tx, tenant, &before.id).await? => Some(before),
        _ => None,
    };
    let line = |text: &Option<String>| text.as_deref().map(one_line).filter(|it| !it.is_empty());
    let id = match target {
        CampaignTarget::New(id)
        | CampaignTarget::Edit {
            campaign_id: id, ..
        } => id.clone(),
    };
    let campaign = Campaign {
        id,
        name: one_line(&draft.name),
        // Whoever saves a draft completes it.
        state: match before.as_ref().map(|it| it.state) {
            Some(CampaignState::Closed) => CampaignState::Closed,
            Some(CampaignState::Draft | CampaignState::Running) | None => CampaignState::Running,
        },
        owner_id: draft.owner_id.clone(),
        goal: as_it_was.map_or_else(|| line(&draft.goal), |it| it.goal.clone()),
        not_for: as_it_was.map_or_else(|| line(&draft.not_for), |it| it.not_for.clone()),
        first_contact_days: as_it_was.map_or(draft.first_contact_days, |it| it.first_contact_days),
        starts_on: before.as_ref().and_then(|it| it.starts_on),
        ends_on: before.as_ref().and_then(|it| it.ends_on),
        created_at: before.as_ref().map_or(now, |it| it.created_at),
        revision: before.as_ref().map_or(1, |it| it.revision + 1),
    };
    let faults = faults(tx, tenant, &campaign).await?;
    if !faults.is_empty() {
        return Err(Refusal::Campaign(faults).into());
    }
    if let Some(before) = &before {
        tx.swap_spelling(tenant, before, &campaign.name).await?;
    }
    tx.save_campaign(tenant, &campaign).await?;
    if let Some(before) = &before {
        tell_new_owner(tx, tenant, before, &campaign, now).await?;
    }
    Ok(campaign)
}

/// Where its briefing is goes to whoever owns the campaign from now on, if it was told to whoever did before.
async fn tell_new_owner(
    tx: &mut Tx,
    tenant: &Tenant,
    before: &Campaign,
    campaign: &Campaign,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(briefing) = tx.briefing(tenant, &campaign.id).await? else {
        return Ok(());
    };
    let (was, is) = (briefing.told(before), briefing.told(campaign));
    let told = Post::BriefingOwner {
        campaign_id: campaign.id.clone(),
        member_id: was.clone(),
    };
    if was == is || tx.post_by_key(tenant, &told.key()).await?.is_none() {
        return Ok(());
    }
    let messages = Messages {
        tenant,
        campaign,
        briefing: &briefing,
        now,
    };
    messages.to_owner(tx).await
}

/// Whether a briefing tells sales what the campaign is for.
async fn is_told(tx: &mut Tx, tenant: &Tenant, id: &CampaignId) -> Result<bool, StoreError> {
    let briefing = tx.briefing(tenant, id).await?;
    Ok(briefing.is_some_and(|it| it.posted.is_some()))
}

async fn faults(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign: &Campaign,
) -> Result<Vec<CampaignFault>, StoreError> {
    let same_name = tx.campaign_by_name(tenant, &campaign.name).await?;
    let is_owner_unknown = match &campaign.owner_id {
        Some(owner) => tx.member(tenant, owner).await?.is_none(),
        None => false,
    };
    let is_longer = |text: Option<&str>, most| text.is_some_and(|it| it.chars().count() > most);
    let days = campaign.first_contact_days;
    let found = [
        (campaign.name.is_empty(), CampaignFault::NameMissing),
        (
            is_longer(Some(&campaign.name), NAME_MAX),
            CampaignFault::NameTooLong,
        ),
        (
            same_name.is_some_and(|it| it.id != campaign.id),
            CampaignFault::NameTaken,
        ),
        (
            is_longer(campaign.goal.as_deref(), GOAL_MAX),
            CampaignFault::GoalTooLong,
        ),
        (
            is_longer(campaign.not_for.as_deref(), NOT_FOR_MAX),
            CampaignFault::NotForTooLong,
        ),
        (is_owner_unknown, CampaignFault::UnknownOwner),
        (
            days.is_some_and(|days| days > FIRST_CONTACT_DAYS_MAX),
            CampaignFault::FirstContactDays,
        ),
    ];
    let found = found.into_iter().filter(|(is_wrong, _)| *is_wrong);
    Ok(found.map(|(_, fault)| fault).collect())
}

/// A campaign; the one that it was merged into, if it was.
async fn known(tx: &mut Tx, tenant: &Tenant, id: &CampaignId) -> Result<Campaign, Stop> {
    let into = tx.merged_into(tenant, id).await?;
    let campaign = tx.campaign(tenant, into.as_ref().unwrap_or(id)).await?;
    Ok(campaign.ok_or(Refusal::Unknown(Thing::Campaign))?)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Leads that name no campaign, the latest first, at most `limit` after the first `skip`, and how many there are: asked
/// about and counted in totals, but in no campaign's figures, so marketing is to see them.
///
/// # Errors
/// When the database fails.
pub async fn leads_without_campaign(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    skip: u32,
    limit: u32,
) -> Outcome<(Vec<LeadRow>, u32)> {
    let input = (tenant.clone(), actor.clone());
    refusal::read(app, input, move |tx, (tenant, actor)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            Ok(tx.leads_without_campaign(tenant, skip, limit).await?)
        }
        .boxed()
    })
    .await
}
