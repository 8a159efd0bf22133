//! What the post would say, for its writer.

use futures_util::FutureExt as _;

use super::{Written, written};
use crate::app::App;
use crate::domain::feedback_loop::LoopState;
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
    /// The campaign's owner, by name.
    pub by: Option<String>,
    /// Whom questions go to, by name.
    pub questions_to: Option<String>,
    /// The language in which it is posted; none where no loop says.
    pub language: Option<Language>,
    /// How many colleagues said something about the draft.
    pub heard_from: usize,
    /// What was changed because of them.
    pub heard: Vec<String>,
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
            let owner = tx.campaign(tenant, campaign).await?;
            let owner = owner.and_then(|it| it.owner_id);
            let by = name_of(tx, tenant, owner.as_ref()).await?;
            let questions_to = written.content.questions_to.clone();
            let questions_to = name_of(tx, tenant, questions_to.as_ref()).await?;
            let reviews = tx.reviews(tenant, campaign).await?;
            let taken_over = reviews.iter().filter(|it| it.is_taken_over);
            Ok(Previewed {
                by,
                questions_to,
                language: language(tx, tenant, &written).await?,
                heard_from: reviews.iter().filter(|it| it.opinion.is_some()).count(),
                heard: taken_over.filter_map(|it| it.reply.clone()).collect(),
                written,
            })
        }
        .boxed()
    })
    .await
}

pub(super) async fn name_of(
    tx: &mut Tx,
    tenant: &Tenant,
    id: Option<&MemberId>,
) -> Result<Option<String>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    Ok(tx.member(tenant, id).await?.map(|it| it.name))
}

/// The language of the loop to whose channel it goes; of any that runs where none names the channel.
async fn language(
    tx: &mut Tx,
    tenant: &Tenant,
    written: &Written,
) -> Result<Option<Language>, StoreError> {
    let mut loops = tx.loops(tenant).await?;
    loops.retain(|it| it.settings.state == LoopState::Active);
    let channel = written.channels.first();
    let of_channel = loops
        .iter()
        .find(|it| channel.is_some() && it.settings.briefing_channel.as_ref() == channel);
    Ok(of_channel.or(loops.first()).map(|it| it.settings.language))
}
