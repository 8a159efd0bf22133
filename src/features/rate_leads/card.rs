//! What a rep sees of one lead: its facts, its campaign, what was answered before.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::ask::{AskedForm, AskedState};
use crate::domain::campaign::Campaign;
use crate::domain::ids::{AskId, LeadId};
use crate::domain::language::Language;
use crate::domain::rating::Draft;
use crate::domain::working_time::local_date;
use crate::store::{AskRow, AskedRow, LeadRow, StoreError, Tenant, Tx};

/// Where in its ask a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardPlace {
    /// Lead so and so of so many.
    InAsk {
        /// From 1; the first of its leads, where one card stands for several people of a company.
        position: usize,
        /// Leads of the ask.
        total: usize,
        /// No open card comes after it.
        is_last: bool,
    },
    /// Its answer is being changed, from the record.
    Edit,
}

/// A line above the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardNote {
    /// This lead was just saved.
    Saved(Box<LeadRow>),
    /// An answer is missing.
    OneQuestionMore,
    /// The answer was changed elsewhere meanwhile; this is the newer one.
    Newer,
}

/// One lead as the window shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The ask.
    pub ask: AskId,
    /// The lead.
    pub lead: LeadRow,
    /// Where it stands.
    pub place: CardPlace,
    /// The line above.
    pub note: Option<CardNote>,
    /// The date it came in, in the rep's zone.
    pub came_in: Date,
    /// Today, in the rep's zone.
    pub today: Date,
    /// Its campaign.
    pub campaign: Option<Campaign>,
    /// How much of the form it needs.
    pub form: AskedForm,
    /// What is prefilled: the draft, else this ask's answer, else the rep's own last one, else the CRM's.
    pub draft: Draft,
    /// The follow-up is the CRM's.
    pub is_follow_up_from_crm: bool,
    /// Leads that one ask of the loop may hold.
    pub leads_per_ask: u8,
    /// The loop's line on who its customer is.
    pub ideal_customer: Option<String>,
    /// Other people of the company on this card, by name.
    pub others: Vec<String>,
    /// Campaign owners see the answer with the rep's name.
    pub shows_names: bool,
    /// The revision of this ask's rating; 0 without one.
    pub revision: i64,
    /// The language of the rep in this loop.
    pub language: Language,
}

/// Loads a card; none when the lead is not, or no longer, in the ask.
pub(super) async fn load(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &AskRow,
    lead_id: &LeadId,
    is_edit: bool,
    now: Timestamp,
) -> Result<Option<Card>, StoreError> {
    let asked = tx.asked_leads(tenant, &row.ask.id).await?;
    // A lead that was passed on or went elsewhere is no longer this rep's to judge.
    let Some(this) = asked.iter().find(|it| {
        it.asked.lead_id == *lead_id
            && matches!(it.asked.state, AskedState::Open | AskedState::Rated)
    }) else {
        return Ok(None);
    };
    let Some(lead) = tx.lead(tenant, lead_id).await? else {
        return Ok(None);
    };
    let Some(round) = tx.round(tenant, &row.ask.round_id).await? else {
        return Ok(None);
    };
    let Some(feedback_loop) = tx.feedback_loop(tenant, &round.loop_id).await? else {
        return Ok(None);
    };
    let Some(member) = tx.member(tenant, &row.ask.member_id).await? else {
        return Ok(None);
    };
    let campaign = match &lead.lead.campaign_id {
        Some(id) => tx.campaign(tenant, id).await?,
        None => None,
    };
    let history = tx.ratings_of_lead(tenant, lead_id).await?;
    let own = history.iter().rev().find(|it| it.member_id == member.id);
    let of_this_ask = history.iter().find(|it| it.ask_id == row.ask.id);
    let from_crm = lead.lead.facts.follow_up;
    let before = own.map(|rating| {
        let mut draft = Draft::from(&rating.judged);
        if rating.ask_id != row.ask.id {
            draft.comment = None;
        }
        draft
    });
    let is_follow_up_from_crm = this.draft.is_none() && before.is_none() && from_crm.is_some();
    let draft = match (this.draft.clone(), before) {
        // The short form asks for the follow-up alone: the rest stays as it was answered.
        (Some(draft), Some(before)) if this.asked.form == AskedForm::FollowUpOnly => Draft {
            follow_up: draft.follow_up,
            comment: draft.comment,
            ..before
        },
        (draft, before) => draft.or(before).unwrap_or_else(|| Draft {
            follow_up: from_crm,
            ..Draft::default()
        }),
    };

    let mut others = Vec::new();
    for it in asked
        .iter()
        .filter(|it| it.asked.card_of.as_ref() == Some(lead_id))
        .filter(|it| it.asked.state == AskedState::Open)
    {
        if let Some(other) = tx.lead(tenant, &it.asked.lead_id).await? {
            others.push(other.lead.facts.person.unwrap_or_else(|| "–".to_owned()));
        }
    }
    let place = if is_edit {
        CardPlace::Edit
    } else {
        let before = asked.iter().take_while(|it| it.asked.lead_id != *lead_id);
        let is_on_this_card = |it: &AskedRow| {
            it.asked.lead_id == *lead_id || it.asked.card_of.as_ref() == Some(lead_id)
        };
        CardPlace::InAsk {
            position: before.count() + 1,
            total: asked.len(),
            is_last: !asked
                .iter()
                .any(|it| it.asked.state == AskedState::Open && !is_on_this_card(it)),
        }
    };
    let zone = member.time_zone();
    Ok(Some(Card {
        ask: row.ask.id.clone(),
        place,
        note: None,
        came_in: local_date(lead.lead.came_in_at, &zone),
        today: local_date(now, &zone),
        campaign,
        form: this.asked.form,
        draft,
        is_follow_up_from_crm,
        leads_per_ask: feedback_loop.settings.leads_per_ask,
        ideal_customer: feedback_loop.settings.ideal_customer.clone(),
        others,
        shows_names: feedback_loop.settings.shows_names,
        revision: of_this_ask.map_or(0, |it| it.revision),
        language: Language::choose(
            member.language,
            Some(feedback_loop.settings.language),
            member.slack_locale.as_deref(),
        ),
        lead,
    }))
}
