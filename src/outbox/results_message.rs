//! Results that come home: a campaign's numbers in its thread, what marketing changes to those who said it,
//! and marketing asked where nothing came back.

use jiff::tz::TimeZone;

use super::render::{language_of, name_of};
use super::round_message::load;
use crate::domain::ids::{CampaignId, MemberId, RoundId};
use crate::domain::member::Member;
use crate::domain::round::Round;
use crate::domain::working_time::local_date;
use crate::slack::views::campaign_results::{CampaignResults, Change};
use crate::slack::views::digest::Charts;
use crate::slack::views::kit::Message;
use crate::slack::views::nothing_came_back::{NothingCameBack, Waiting};
use crate::slack::views::words::LeadTitle;
use crate::slack::views::you_said::{OwnWords, YouSaid};
use crate::store::{OwnerAnswer, StoreError, Tenant, Tx};

/// Rounds among which one that closed later is looked for.
const ROUNDS_LOOKED_AT: u32 = 12;

/// An answer as messages show it, with dates of this zone.
pub(super) fn change(answer: &OwnerAnswer, zone: &TimeZone) -> Change {
    Change {
        answer: answer.answer.clone(),
        done_on: answer.done_at.map(|at| local_date(at, zone)),
    }
}

/// Whether a round's numbers are still answered.
pub(super) async fn takes_answer(
    tx: &mut Tx,
    tenant: &Tenant,
    round: &Round,
) -> Result<bool, StoreError> {
    let rounds = tx
        .rounds_of_loop(tenant, &round.loop_id, ROUNDS_LOOKED_AT)
        .await?;
    Ok(round.takes_owner_answers(&rounds))
}

/// What a rep said that led to an answer, in their own words.
pub(super) async fn own_words(
    tx: &mut Tx,
    tenant: &Tenant,
    answer: &OwnerAnswer,
    member_id: &MemberId,
) -> Result<Vec<OwnWords>, StoreError> {
    let (round, campaign) = (&answer.round_id, &answer.campaign_id);
    let sources = tx.answer_sources(tenant, round, campaign).await?;
    let behind = tx.ratings_behind(tenant, round, campaign).await?;
    let own = behind
        .into_iter()
        .filter(|it| it.rating.member_id == *member_id);
    let words = own.map(|it| {
        let rating = it.rating;
        let is_ticked = sources.iter().any(|source| {
            source.is_ticked && source.ask_id == rating.ask_id && source.lead_id == rating.lead_id
        });
        OwnWords {
            lead: LeadTitle::from(&it.facts).inside().to_owned(),
            reason: rating.judged.reason,
            comment: rating.judged.comment.filter(|_| is_ticked),
        }
    });
    Ok(words.collect())
}

/// A campaign's numbers, in its thread, in the loop's language.
pub(super) async fn results(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    campaign_id: &CampaignId,
    is_plain: bool,
) -> Result<Option<Message>, StoreError> {
    let Some(closed) = load(tx, tenant, round_id).await? else {
        return Ok(None);
    };
    let mut campaigns = closed.figures.campaigns.iter();
    let Some(figures) = campaigns.find(|it| it.campaign_id.as_ref() == Some(campaign_id)) else {
        return Ok(None);
    };
    let list = (!closed.figures.shows_statistics()).then(|| {
        let all = closed.figures.list.iter();
        let own = all.filter(|it| it.campaign.as_ref() == Some(&figures.name));
        own.cloned().collect()
    });
    let settings = &closed.feedback_loop.settings;
    let answer = tx.owner_answer(tenant, round_id, campaign_id).await?;
    let results = CampaignResults {
        round: round_id.clone(),
        number: closed.round.number,
        loop_name: settings.name.clone(),
        campaign: campaign_id.clone(),
        figures,
        list,
        owner: owner(tx, tenant, campaign_id).await?,
        change: answer.map(|it| change(&it, &settings.time_zone())),
        takes_answer: takes_answer(tx, tenant, &closed.round).await?,
        charts: match is_plain {
            true => Charts::Plain,
            false => Charts::Native,
        },
    };
    Ok(Some(results.message(settings.language)))
}

/// Who is asked what they will change: the campaign's owner as it now is, unless they have left.
async fn owner(
    tx: &mut Tx,
    tenant: &Tenant,
    campaign_id: &CampaignId,
) -> Result<Option<MemberId>, StoreError> {
    let campaign = tx.campaign(tenant, campaign_id).await?;
    let Some(owner_id) = campaign.and_then(|it| it.owner_id) else {
        return Ok(None);
    };
    let owner = tx.member(tenant, &owner_id).await?;
    Ok(owner.filter(Member::can_be_asked).map(|it| it.id))
}

/// You said → we did, to one rep. A first word only if the answer rests on what they said; an edit tells in
/// any case what marketing does.
pub(super) async fn you_said(
    tx: &mut Tx,
    tenant: &Tenant,
    (round_id, campaign_id): (&RoundId, &CampaignId),
    member_id: &MemberId,
    is_edit: bool,
) -> Result<Option<Message>, StoreError> {
    let Some(answer) = tx.owner_answer(tenant, round_id, campaign_id).await? else {
        return Ok(None);
    };
    let Some(member) = tx.member(tenant, member_id).await? else {
        return Ok(None);
    };
    let said = own_words(tx, tenant, &answer, member_id).await?;
    if !member.can_be_asked() || (said.is_empty() && !is_edit) {
        return Ok(None);
    }
    let (round, campaign) = (
        tx.round(tenant, round_id).await?,
        tx.campaign(tenant, campaign_id).await?,
    );
    let (Some(round), Some(campaign)) = (round, campaign) else {
        return Ok(None);
    };
    let feedback_loop = tx.feedback_loop(tenant, &round.loop_id).await?;
    let language = language_of(&member, feedback_loop.map(|it| it.settings.language));
    let message = YouSaid {
        campaign: campaign.name,
        said,
        owner: name_of(tx, tenant, &answer.member_id).await?,
        change: change(&answer, &member.time_zone()),
    };
    Ok(Some(message.message(language)))
}

/// Nothing came back two rounds in a row, to somebody in marketing: about their own campaigns, or all where
/// they have none. None once everything is answered.
pub(super) async fn nothing_came_back(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    member_id: &MemberId,
) -> Result<Option<Message>, StoreError> {
    let Some(closed) = load(tx, tenant, round_id).await? else {
        return Ok(None);
    };
    let Some(member) = tx.member(tenant, member_id).await? else {
        return Ok(None);
    };
    let answers = tx.owner_answers(tenant, round_id).await?;
    let mut waiting = Vec::new();
    for row in closed.figures.campaigns {
        let Some(campaign) = row.campaign_id else {
            continue;
        };
        if answers.iter().any(|it| it.campaign_id == campaign) {
            continue;
        }
        let owner = owner(tx, tenant, &campaign).await?;
        if owner.as_ref().is_some_and(|it| it != member_id) {
            continue;
        }
        waiting.push(Waiting {
            campaign,
            name: row.name,
            rated: row.verdicts.rated(),
            lacks_owner: owner.is_none(),
        });
    }
    if waiting.iter().any(|it| !it.lacks_owner) {
        waiting.retain(|it| !it.lacks_owner);
    }
    if waiting.is_empty() || !member.can_be_asked() {
        return Ok(None);
    }
    let settings = closed.feedback_loop.settings;
    let language = language_of(&member, Some(settings.language));
    let message = NothingCameBack {
        round: round_id.clone(),
        loop_name: settings.name,
        campaigns: waiting,
    };
    Ok(Some(message.message(language)))
}
