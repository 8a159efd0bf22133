//! What an owner can tick as having led to an answer: comments without names, and reasons. Of a campaign with
//! too few answers only where its owner may read them with names anyhow.

use std::collections::BTreeSet;

use super::{Numbered, Ticked};
use crate::domain::figures::CampaignFigures;
use crate::domain::figures_compute::{count_reasons, quoted};
use crate::domain::ids::LeadId;
use crate::domain::lead::SOURCE_SALES;
use crate::domain::permission::{Action, may};
use crate::domain::rating::Reason;
use crate::domain::round::Round;
use crate::features::refusal::Stop;
use crate::features::{freeze_figures, see_ratings, who};
use crate::store::{AnswerSource, RatedLead, Tx};

/// A comment that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedComment {
    /// The lead about which it is.
    pub lead_id: LeadId,
    /// The comment, without names of people.
    pub text: String,
    /// It led to the answer so far.
    pub is_ticked: bool,
}

/// A reason that can be ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferedReason {
    /// The reason.
    pub reason: Reason,
    /// How many rejections are for it.
    pub count: u32,
    /// It led to the answer so far.
    pub is_ticked: bool,
}

/// What can be ticked, and the ratings behind it.
pub(super) struct Offer {
    pub(super) comments: Vec<OfferedComment>,
    pub(super) reasons: Vec<OfferedReason>,
    rated: Vec<RatedLead>,
}

impl Offer {
    /// The reasons among what was ticked that can be.
    pub(super) fn reasons_of(&self, ticked: &Ticked) -> Vec<Reason> {
        let offered = self.reasons.iter().map(|it| it.reason);
        offered.filter(|it| ticked.reasons.contains(it)).collect()
    }

    /// The ratings that stand behind what was ticked.
    pub(super) fn sources(&self, ticked: &Ticked) -> Vec<AnswerSource> {
        let reasons = self.reasons_of(ticked);
        let offered: BTreeSet<&LeadId> = self.comments.iter().map(|it| &it.lead_id).collect();
        let sources = self.rated.iter().filter_map(|it| {
            let rating = &it.rating;
            let lead = &rating.lead_id;
            let is_ticked = offered.contains(lead) && ticked.comments.contains(lead);
            let reason = rating.judged.reason;
            let comes_with_reason = reason.is_some_and(|it| reasons.contains(&it));
            (is_ticked || comes_with_reason).then(|| AnswerSource {
                ask_id: rating.ask_id.clone(),
                lead_id: lead.clone(),
                is_ticked,
            })
        });
        sources.collect()
    }
}

/// What the owner can tick of a campaign's part of a round.
pub(super) async fn of(
    tx: &mut Tx,
    of: &Numbered,
    round: &Round,
    figures: &CampaignFigures,
) -> Result<Offer, Stop> {
    let tenant = &of.tenant;
    let mut rated = tx.ratings_counted_in(tenant, &round.id).await?;
    rated = see_ratings::last_of_each_lead(rated);
    rated.retain(|it| {
        it.campaign_id.as_ref() == Some(&of.campaign_id) && it.source.0 != SOURCE_SALES
    });
    let sees_names = sees_names(tx, of, round).await?;
    let mut offer = Offer {
        comments: Vec::new(),
        reasons: Vec::new(),
        rated,
    };
    if !sees_names && !figures.can_be_shown() {
        return Ok(offer);
    }
    let sources = tx
        .answer_sources(tenant, &of.round_id, &of.campaign_id)
        .await?;
    let ticked: BTreeSet<LeadId> = sources
        .into_iter()
        .filter(|it| it.is_ticked)
        .map(|it| it.lead_id)
        .collect();
    let names = freeze_figures::names(tx, tenant, &offer.rated).await?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    offer.comments = offer
        .rated
        .iter()
        .filter_map(|it| {
            let comment = it.rating.judged.comment.as_deref()?;
            let lead_id = it.rating.lead_id.clone();
            Some(OfferedComment {
                text: quoted(comment, &names)?,
                is_ticked: ticked.contains(&lead_id),
                lead_id,
            })
        })
        .collect();
    let answer = tx
        .owner_answer(tenant, &of.round_id, &of.campaign_id)
        .await?;
    let chosen = answer.map(|it| it.reasons).unwrap_or_default();
    let counts = match sees_names {
        true => count_reasons(offer.rated.iter().filter_map(|it| it.rating.judged.reason)),
        false => figures.reasons.clone(),
    };
    offer.reasons = counts
        .into_iter()
        .map(|(reason, count)| OfferedReason {
            reason,
            count,
            is_ticked: chosen.contains(&reason),
        })
        .collect();
    Ok(offer)
}

/// Whether they may read the campaign's ratings with names.
async fn sees_names(tx: &mut Tx, of: &Numbered, round: &Round) -> Result<bool, Stop> {
    let person = who::actor(tx, &of.tenant, &of.actor).await?;
    let campaign = tx.campaign(&of.tenant, &of.campaign_id).await?;
    let feedback_loop = tx.feedback_loop(&of.tenant, &round.loop_id).await?;
    let of_loop = Action::ReadRatingsOfLoop(round.loop_id.clone());
    let of_campaign = Action::ReadRatingsOfCampaign {
        is_own: campaign.and_then(|it| it.owner_id).as_ref() == Some(&of.actor),
        shows_names: feedback_loop.is_some_and(|it| it.settings.shows_names),
    };
    Ok(may(&person, &of_loop).is_ok() || may(&person, &of_campaign).is_ok())
}
