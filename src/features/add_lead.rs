//! Somebody adds a lead in Slack: a rep one of their own, marketing or a team lead one for a rep.

use jiff::Timestamp;

use super::duplicates;
use super::refusal::{Outcome, Refusal, Stop, Thing, read, write};
use super::who::{actor, can_take_leads};
use crate::app::{App, fresh_id};
use crate::domain::ids::{CampaignId, LeadId, MemberId};
use crate::domain::lead::{Lead, LeadFacts, OwnerFrom, SOURCE_SALES};
use crate::domain::lead_identity::identity;
use crate::domain::member::Role;
use crate::domain::names::{cut, folded};
use crate::domain::permission::{Action, may};
use crate::import::{MESSAGE_MAX, TEXT_MAX};
use crate::store::{LeadRow, Tenant, Tx};
use futures_util::FutureExt as _;

/// The source of leads that marketing or a team lead adds in Slack: these are in marketing's numbers.
pub const SOURCE_SLACK: &str = "slack";

/// A lead as typed; at least one of company, person and e-mail says who it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewLead {
    /// The company.
    pub company: Option<String>,
    /// The person.
    pub person: Option<String>,
    /// Their job title.
    pub job_title: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// What they did.
    pub activity: Option<String>,
    /// What they wrote, or the message that was made a lead.
    pub message: Option<String>,
    /// The campaign.
    pub campaign_id: Option<CampaignId>,
    /// The rep it is for; none for whoever adds it. Of somebody who is no rep it is a lead without owner.
    pub owner_id: Option<MemberId>,
}

/// What adding a lead came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is there now. The same lead added for the same person again is the same lead.
    Lead(LeadId),
    /// It is there now, and belongs to nobody yet: whoever added it is no rep, and named none.
    WithoutOwner(LeadId),
    /// Nothing says who it is.
    Nobody,
    /// It was there: it is asked about anyway or done already, and nothing was added.
    Known {
        /// The lead.
        lead_id: LeadId,
        /// Its owner.
        owner_id: Option<MemberId>,
    },
}

/// For whom somebody may add leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayAdd {
    /// They are in sales: a lead is theirs unless they say otherwise.
    pub is_rep: bool,
    /// For others too.
    pub for_others: bool,
}

/// For whom somebody may add leads; refused when for nobody.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn may_add(app: &App, tenant: &Tenant, member: &MemberId) -> Outcome<MayAdd> {
    let input = (tenant.clone(), member.clone());
    read(app, input, |tx, (tenant, member)| {
        async move {
            let actor = actor(tx, tenant, member).await?;
            may(&actor, &Action::AddLead { is_own: true })?;
            Ok(MayAdd {
                is_rep: actor.roles.iter().any(|(_, role)| *role == Role::Sales),
                for_others: may(&actor, &Action::AddLead { is_own: false }).is_ok(),
            })
        }
        .boxed()
    })
    .await
}

/// Adds a lead. It is ripe at once. Refused as [`Thing::Rep`] when it is meant for somebody who can't be asked.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn add_lead(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    lead: NewLead,
) -> Outcome<Added> {
    let input = (tenant.clone(), member.clone(), lead, app.now());
    write(app, input, |tx, (tenant, member, lead, now)| {
        add(tx, tenant, member, lead, *now).boxed()
    })
    .await
}

async fn add(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    new: &NewLead,
    now: Timestamp,
) -> Result<Added, Stop> {
    let actor = actor(tx, tenant, member).await?;
    let is_own = new.owner_id.as_ref().is_none_or(|owner| owner == member);
    may(&actor, &Action::AddLead { is_own })?;
    if let Some(named) = &new.owner_id {
        can_take_leads(tx, tenant, named).await?;
    }
    if let Some(id) = &new.campaign_id
        && tx.campaign(tenant, id).await?.is_none()
    {
        return Err(Refusal::Unknown(Thing::Campaign).into());
    }
    let is_rep = actor.roles.iter().any(|(_, role)| *role == Role::Sales);
    let by_rep = is_rep && is_own;
    let owner = match &new.owner_id {
        Some(named) => Some(named.clone()),
        None => is_rep.then(|| member.clone()),
    };
    let added = match owner {
        Some(_) => Added::Lead,
        None => Added::WithoutOwner,
    };
    let source = if by_rep { SOURCE_SALES } else { SOURCE_SLACK };
    let facts = facts(new);
    let Some(found) = identity(source, None, new.campaign_id.as_ref(), &facts) else {
        return Ok(Added::Nobody);
    };
    if let Some(there) = tx.lead_by_identity(tenant, &found.key).await? {
        let is_again = there.lead.owner_from == OwnerFrom::Added
            && there.lead.owner_id == owner
            && there.lead.done.is_none();
        return Ok(if is_again {
            added(there.lead.id)
        } else {
            already_there(there)
        });
    }
    let row = LeadRow {
        lead: Lead {
            id: LeadId::new(fresh_id(now)),
            source: source.to_owned(),
            external_id: None,
            identity: found.key,
            campaign_id: new.campaign_id.clone(),
            facts,
            came_in_at: now,
            owner_id: owner,
            owner_from: OwnerFrom::Added,
            import_owner: None,
            times_asked: 0,
            rounds_not_reached: 0,
            rests_until: None,
            has_rested: false,
            done: None,
        },
        imported_at: now,
        waited_alone: false,
        done_at: None,
        duplicate_of: None,
        passed_on_as: None,
    };
    // A duplicate is asked about once; one that is done is another story, and this a new lead.
    let alike = duplicates::same_as(tx, tenant, &row).await?;
    if let Some(there) = alike.into_iter().find(|it| it.lead.done.is_none()) {
        return Ok(already_there(there));
    }
    tx.save_lead(tenant, &row).await?;
    Ok(added(row.lead.id))
}

fn already_there(row: LeadRow) -> Added {
    Added::Known {
        lead_id: row.lead.id,
        owner_id: row.lead.owner_id,
    }
}

fn facts(new: &NewLead) -> LeadFacts {
    let text = |text: &Option<String>, max: usize| {
        let text = text.as_deref().map(str::trim)?;
        (!text.is_empty()).then(|| cut(text, max).into_owned())
    };
    LeadFacts {
        company: text(&new.company, TEXT_MAX),
        person: text(&new.person, TEXT_MAX),
        job_title: text(&new.job_title, TEXT_MAX),
        email: text(&new.email.as_deref().map(folded), TEXT_MAX),
        activity: text(&new.activity, TEXT_MAX),
        message: text(&new.message, MESSAGE_MAX),
        ..LeadFacts::default()
    }
}
