//! What the post would say, for its writer.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::{Written, written};
use crate::app::App;
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::language::Language;
use crate::domain::permission::Action;
use crate::features::refusal::{self, Outcome};
use crate::features::who;
use crate::store::{StoreError, Tenant, Tx};

/// A briefing with what stands around it in its post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previewed {
    /// The briefing.
    pub written: Written,
    /// Who tells it, by name.
    pub by: Option<String>,
    /// Whom questions go to, by name.
    pub questions_to: Option<String>,
    /// The language in which it is posted; none while it has no channel.
    pub language: Option<Language>,
    /// How many have read it, of those for whom it is.
    pub read: (usize, usize),
    /// The colleagues who were shown the draft.
    pub shown_to: Vec<MemberId>,
    /// How many of them said something about it.
    pub heard_from: usize,
    /// What was changed because of them.
    pub heard: Vec<String>,
    /// When it is to be posted, as somebody decided.
    pub post_at: Option<Timestamp>,
}

/// The post as it would be, of what was last saved.
///
/// # Errors
/// When the database fails.
pub async fn preview(
    app: &App,
    tenant: &Tenant,
    actor: &MemberId,
    campaign: &CampaignId,
) -> Outcome<Previewed> {
    let input = (tenant.clone(), actor.clone(), campaign.clone());
    refusal::read(app, input, |tx, (tenant, actor, campaign)| {
        async move {
            who::must_be_allowed(tx, tenant, actor, &Action::EditCampaign).await?;
            let written = written(tx, tenant, actor, campaign).await?;
            Ok(previewed(tx, tenant, actor, written).await?)
        }
        .boxed()
    })
    .await
}

async fn previewed(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    written: Written,
) -> Result<Previewed, StoreError> {
    let id = &written.campaign_id;
    let campaign = tx.campaign(tenant, id).await?;
    let row = tx.briefing(tenant, id).await?;
    let told = campaign.as_ref().zip(row.as_ref());
    let told = told.map_or_else(|| actor.clone(), |(campaign, row)| row.told(campaign));
    let questions_to = written.content.questions_to.as_ref();
    let reviews = tx.reviews(tenant, id).await?;
    let taken_over = reviews.iter().filter(|it| it.is_taken_over);
    let wanted = tx.wanted_readers(tenant, &written.channels).await?;
    let readers = tx.readers(tenant, id).await?;
    let read = wanted.iter().filter(|it| readers.contains(&it.id)).count();
    let language = match written.channels.first() {
        Some(channel) => Some(tx.language_of_channel(tenant, channel).await?),
        None => None,
    };
    Ok(Previewed {
        by: name_of(tx, tenant, Some(&told)).await?,
        questions_to: name_of(tx, tenant, questions_to).await?,
        language,
        read: (read, wanted.len()),
        shown_to: reviews.iter().map(|it| it.member_id.clone()).collect(),
        heard_from: reviews.iter().filter(|it| it.given_at.is_some()).count(),
        heard: taken_over.filter_map(|it| it.reply.clone()).collect(),
        post_at: row.and_then(|it| it.post_at),
        written,
    })
}

pub(super) async fn name_of(
    tx: &mut Tx,
    tenant: &Tenant,
    id: Option<&MemberId>,
) -> Result<Option<String>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    Ok(tx.member(tenant, id).await?.map(|it| it.name))
}
