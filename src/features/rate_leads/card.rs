//! What a rep sees of one lead: its facts, its campaign, what was answered before.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::ask::{AskedForm, AskedState};
use crate::domain::campaign::Campaign;
use crate::domain::feedback_loop::FeedbackLoop;
use crate::domain::ids::{AskId, LeadId};
use crate::domain::language::Language;
use crate::domain::member::Member;
use crate::domain::rating::Draft;
use crate::domain::working_time::local_date;
use crate::store::{AskRow, AskedRow, LeadRow, OpenAsk, RatingRow, StoreError, Tenant, Tx};

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

/// What a card is made of besides its lead.
pub(super) struct Around<'a> {
    pub(super) ask: &'a AskRow,
    pub(super) asked: &'a [AskedRow],
    pub(super) settings: &'a FeedbackLoop,
    pub(super) member: &'a Member,
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
    let mut others = Vec::new();
    for other in others_on(&asked, lead_id) {
        others.extend(tx.lead(tenant, other).await?);
    }
    let around = Around {
        ask: row,
        asked: &asked,
        settings: &feedback_loop.settings,
        member: &member,
    };
    Ok(card(
        &around, &lead, campaign, &history, &others, is_edit, now,
    ))
}

/// A card of an ask that is being answered; none when the lead is not, or no longer, in its ask, or is none that it knows.
pub(super) fn of_ask(
    open: &OpenAsk,
    lead_id: &LeadId,
    is_edit: bool,
    now: Timestamp,
) -> Option<Card> {
    let lead = open.lead(lead_id)?;
    let campaign = lead.lead.campaign_id.as_ref();
    let others: Vec<LeadRow> = others_on(&open.asked, lead_id)
        .filter_map(|other| open.lead(other).cloned())
        .collect();
    let around = Around {
        ask: &open.ask,
        asked: &open.asked,
        settings: &open.feedback_loop.settings,
        member: &open.member,
    };
    card(
        &around,
        lead,
        campaign.and_then(|id| open.campaign(id)).cloned(),
        &open.ratings_of(lead_id),
        &others,
        is_edit,
        now,
    )
}

/// Open leads that stand on this lead's card.
fn others_on<'a>(asked: &'a [AskedRow], lead_id: &'a LeadId) -> impl Iterator<Item = &'a LeadId> {
    asked
        .iter()
        .map(|it| &it.asked)
        .filter(|it| it.card_of.as_ref() == Some(lead_id) && it.state == AskedState::Open)
        .map(|it| &it.lead_id)
}

fn card(
    around: &Around<'_>,
    lead: &LeadRow,
    campaign: Option<Campaign>,
    history: &[RatingRow],
    others: &[LeadRow],
    is_edit: bool,
    now: Timestamp,
) -> Option<Card> {
    let Around {
        ask: row,
        asked,
        settings,
        member,
    } = around;
    let lead_id = &lead.lead.id;
    // A lead that was passed on or went elsewhere is no longer this rep's to judge.
    let this = asked.iter().find(|it| {
        it.asked.lead_id == *lead_id
            && matches!(it.asked.state, AskedState::Open | AskedState::Rated)
    })?;
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

    let name = |it: &LeadRow| it.lead.facts.person.clone();
    let others = others
        .iter()
        .map(|it| name(it).unwrap_or_else(|| "–".to_owned()));
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
    Some(Card {
        ask: row.ask.id.clone(),
        place,
        note: None,
        came_in: local_date(lead.lead.came_in_at, &zone),
        today: local_date(now, &zone),
        campaign,
        form: this.asked.form,
        draft,
        is_follow_up_from_crm,
        leads_per_ask: settings.leads_per_ask,
        ideal_customer: settings.ideal_customer.clone(),
        others: others.collect(),
        shows_names: settings.shows_names,
        revision: of_this_ask.map_or(0, |it| it.revision),
        language: Language::choose(
            member.language,
            Some(settings.language),
            member.slack_locale.as_deref(),
        ),
        lead: lead.clone(),
    })
}
