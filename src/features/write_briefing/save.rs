//! Saving one page.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::preview::name_of;
use super::{Written, of_row, written};
use crate::app::App;
use crate::domain::briefing::{
    BriefingContent, BriefingState, Fault, Field, Page, changed, faults,
};
use crate::domain::briefing_page::{rebased, with_page};
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::permission::Action;
use crate::features::briefing_posts::Messages;
use crate::features::campaigns::{CampaignDraft, CampaignTarget, save_in};
use crate::features::refusal::{self, Outcome, Refusal, Stop, Thing};
use crate::features::who;
use crate::store::{BriefingRow, Tenant, Tx};

/// A page as somebody hands it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSave {
    /// The campaign; of a new one, the id that it gets.
    pub campaign_id: CampaignId,
    /// The name of a new campaign.
    pub new_name: Option<String>,
    /// The page.
    pub page: Page,
    /// What its fields hold; the other pages' fields don't count.
    pub typed: BriefingContent,
    /// The revision on which it was written.
    pub revision: i64,
    /// It must be complete: not so when somebody goes back.
    pub must_be_complete: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is stored.
    Stored(Box<Written>),
    /// Nothing is stored: this is wrong.
    Faults(Vec<(Field, Fault)>),
    /// Nothing is stored: somebody else saved meanwhile.
    Conflict {
        /// What is stored, with what this person changed on the page over it, to be saved on top.
        written: Box<Written>,
        /// What the other person wrote.
        theirs: Box<BriefingContent>,
        /// In which fields.
        changed: Vec<Field>,
        /// Who.
        by: Option<String>,
        /// Whom questions go to by now.
        questions_to: Option<String>,
    },
}

/// Saves a page. The same page again changes nothing; a page written on an older revision than what
/// somebody else saved since is not stored, but given back on top of theirs.
///
/// # Errors
/// When the database fails.
pub async fn save(app: &App, tenant: &Tenant, actor: &MemberId, page: &PageSave) -> Outcome<Saved> {
    let input = (tenant.clone(), actor.clone(), page.clone(), app.now());
    refusal::write(app, input, |tx, (tenant, actor, page, now)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            save_page(tx, tenant, actor, page, *now).await
        }
        .boxed()
    })
    .await
}

async fn save_page(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    page: &PageSave,
    now: Timestamp,
) -> Result<Saved, Stop> {
    // What would be refused is refused before anything is written.
    if page.must_be_complete {
        let found = faults(page.page, &page.typed);
        if !found.is_empty() {
            return Ok(Saved::Faults(found));
        }
    }
    if let Some(name) = &page.new_name {
        make_campaign(tx, tenant, actor, &page.campaign_id, name, now).await?;
    }
    let mut before = written(tx, tenant, actor, &page.campaign_id).await?;
    let stored = tx.briefing(tenant, &page.campaign_id).await?;
    if let Some(row) = stored.as_ref().filter(|row| row.revision != page.revision)
        && let Some(conflict) = conflict(tx, tenant, actor, page, row, &before).await?
    {
        return Ok(conflict);
    }
    let content = with_page(&before.content, page.page, &page.typed);
    if stored.as_ref().is_some_and(|row| row.content == content) {
        return Ok(Saved::Stored(Box::new(before)));
    }
    let campaign = complete_campaign(tx, tenant, actor, &page.campaign_id).await?;
    let row = match stored {
        Some(row) => BriefingRow {
            content,
            revision: row.revision + 1,
            edited_by: actor.clone(),
            edited_at: now,
            ..row
        },
        None => BriefingRow {
            campaign_id: page.campaign_id.clone(),
            state: BriefingState::Draft,
            content,
            posted: None,
            channels: Vec::new(),
            revision: 1,
            edited_by: actor.clone(),
            edited_at: now,
            post_at: None,
            posted_at: None,
            posted_by: None,
            closed_at: None,
        },
    };
    tx.save_briefing(tenant, &row).await?;
    if row.state == BriefingState::InReview {
        // Who reads the draft sees it as it now is.
        let messages = Messages {
            tenant,
            campaign: &campaign,
            briefing: &row,
            now,
        };
        messages.to_reviewers(tx).await?;
    }
    let channels = std::mem::take(&mut before.channels);
    let saved = Written {
        channels,
        ..of_row(before.name, row)
    };
    Ok(Saved::Stored(Box::new(saved)))
}

/// What somebody else changed since this page was opened; none when that is nothing that is written, or the
/// same page was saved before.
async fn conflict(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    page: &PageSave,
    row: &BriefingRow,
    now_written: &Written,
) -> Result<Option<Saved>, Stop> {
    let base = match page.revision {
        0 => {
            let campaign = tx.campaign(tenant, &page.campaign_id).await?;
            campaign.map(|it| super::beginning(&it, actor))
        }
        revision => tx.briefing_at(tenant, &page.campaign_id, revision).await?,
    };
    // What is forgotten was so long ago that all that is written counts as changed.
    let base = base.unwrap_or_default();
    let is_saved_before = with_page(&row.content, page.page, &page.typed) == row.content;
    let changed = changed(&base, &row.content);
    if changed.is_empty() || is_saved_before {
        return Ok(None);
    }
    let content = rebased(&base, &row.content, page.page, &page.typed);
    let by = name_of(tx, tenant, Some(&row.edited_by)).await?;
    let questions_to = name_of(tx, tenant, row.content.questions_to.as_ref()).await?;
    Ok(Some(Saved::Conflict {
        written: Box::new(Written {
            content,
            ..now_written.clone()
        }),
        theirs: Box::new(row.content.clone()),
        changed,
        by,
        questions_to,
    }))
}

/// A new campaign of whoever writes its briefing. Making the same one again changes nothing.
async fn make_campaign(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    id: &CampaignId,
    name: &str,
    now: Timestamp,
) -> Result<(), Stop> {
    let draft = CampaignDraft {
        name: name.to_owned(),
        owner_id: Some(actor.clone()),
        goal: None,
        not_for: None,
        first_contact_days: Some(crate::domain::campaign::FIRST_CONTACT_DAYS),
    };
    save_in(tx, tenant, &CampaignTarget::New(id.clone()), &draft, now).await?;
    Ok(())
}

/// Whoever writes the briefing of a campaign that an import brought completes it, and answers for it unless
/// somebody does.
async fn complete_campaign(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    id: &CampaignId,
) -> Result<Campaign, Stop> {
    let campaign = tx.campaign(tenant, id).await?;
    let campaign = campaign.ok_or(Refusal::Unknown(Thing::Campaign))?;
    if campaign.state != CampaignState::Draft {
        return Ok(campaign);
    }
    let completed = Campaign {
        state: CampaignState::Running,
        owner_id: campaign.owner_id.or_else(|| Some(actor.clone())),
        ..campaign
    };
    tx.save_campaign(tenant, &completed).await?;
    Ok(completed)
}
