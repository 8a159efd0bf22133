//! Save and next: commit the rating, and say what the window shows then.

use futures_util::FutureExt as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Card, CardNote, RateRefusal, Rated, Sitting, card, next_open, store_draft, window_of};
use crate::app::App;
use crate::domain::ask::{AskedForm, AskedState};
use crate::domain::ids::{LeadId, MemberId};
use crate::domain::lead_state::after_rating;
use crate::domain::rating::{Draft, Judged, Judgement, Missing};
use crate::domain::round::is_late;
use crate::features::finish_ask::finish_if_done;
use crate::features::refusal::{self, Outcome};
use crate::store::{Answered, AskRow, AskedRow, RatingRow, StoreError, Tenant, Tx, WindowRow};

/// A submission of the window.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The view's id and hash: the same pair again is the same submission, delivered again.
    pub view_id: String,
    /// See [`view_id`](Self::view_id).
    pub hash: String,
    /// What was chosen.
    pub draft: Draft,
    /// "Same for the other two" is ticked.
    pub is_same_for_others: bool,
}

/// What a submission came to.
#[derive(Debug, Clone)]
pub enum Saved {
    /// Stored; this card is next.
    Next(Box<Card>),
    /// Stored; it was the last. So many more leads wait beyond the cap.
    Finished {
        /// Leads that wait.
        waiting: u32,
        /// How many of them "rate more" adds.
        next: u32,
    },
    /// Stored; back to the record.
    Edited,
    /// Not stored: the form was about another lead than the window, which has moved on. This is where it stands.
    MovedOn(Box<Card>),
    /// Not stored, kept as a draft: this card asks what is missing.
    Incomplete(Box<Card>),
    /// Not stored, kept as a draft: "something else" needs a few words.
    CommentNeeded(Box<Card>),
    /// Not stored: the answer was changed elsewhere meanwhile, and this card shows it.
    Newer(Box<Card>),
}

/// What was answered, as the window remembers it for the same submission delivered again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Remembered {
    Next { lead_id: LeadId, saved: LeadId },
    Finished { waiting: u32, next: u32 },
    Edited,
}

/// Stores what a rep chose in the window. The same submission again changes nothing and gives the same
/// answer.
///
/// # Errors
/// When the database fails; nothing is stored then. A refusal is a value.
pub async fn save(app: &App, at: &Sitting, submission: Submission) -> Outcome<Saved, RateRefusal> {
    let input = (at.clone(), submission, app.now());
    refusal::write(app, input, |tx, (at, submission, now)| {
        store(tx, at, submission, *now).boxed()
    })
    .await
}

async fn store(tx: &mut Tx, at: &Sitting, submission: &Submission, now: Timestamp) -> Rated<Saved> {
    let tenant = &at.tenant;
    let (mut window, row) = window_of(tx, at, now).await?;
    if let Some(answered) = &window.answered
        && answered.view_id == submission.view_id
        && answered.hash == submission.hash
    {
        let remembered =
            serde_json::from_value(answered.answer.clone()).map_err(StoreError::from)?;
        return repeat(tx, tenant, &row, remembered, now).await;
    }
    let lead_id = window.lead_id.clone();
    let shown = card::load(tx, tenant, &row, &lead_id, window.is_edit, now).await?;
    let mut shown = shown.ok_or(RateRefusal::Gone)?;
    if !at.is_about(&window) {
        return Ok(Saved::MovedOn(Box::new(shown)));
    }
    if shown.revision > window.revision {
        window.revision = shown.revision;
        tx.save_window(tenant, &window).await?;
        shown.note = Some(CardNote::Newer);
        return Ok(Saved::Newer(Box::new(shown)));
    }
    let judged = match complete(&shown, &submission.draft) {
        Ok(judged) => judged,
        Err(missing) => {
            store_draft(tx, tenant, &window, &submission.draft).await?;
            shown.draft = submission.draft.clone();
            if missing == [Missing::Comment] {
                return Ok(Saved::CommentNeeded(Box::new(shown)));
            }
            shown.note = Some(CardNote::OneQuestionMore);
            return Ok(Saved::Incomplete(Box::new(shown)));
        }
    };
    rate(
        tx,
        tenant,
        &row,
        &lead_id,
        &judged,
        submission.is_same_for_others,
        now,
    )
    .await?;
    settle_member(tx, tenant, &at.member).await?;
    finish_if_done(tx, tenant, &row.ask.id, now).await?;

    let remembered = if window.is_edit {
        Remembered::Edited
    } else {
        let asked = tx.asked_leads(tenant, &row.ask.id).await?;
        let after = asked
            .iter()
            .find(|it| it.asked.lead_id == lead_id)
            .map(|it| it.asked.position);
        match next_open(&asked, after) {
            Some(next) => Remembered::Next {
                lead_id: next,
                saved: lead_id,
            },
            None => Remembered::Finished {
                waiting: row.left_waiting,
                next: row.left_waiting.min(u32::from(shown.leads_per_ask)),
            },
        }
    };
    remember(tx, tenant, &mut window, submission, &remembered).await?;
    let saved = repeat(tx, tenant, &row, remembered, now).await?;
    if let Saved::Next(card) = &saved {
        window.revision = card.revision;
        tx.save_window(tenant, &window).await?;
    }
    Ok(saved)
}

/// The judgement that was chosen. In the follow-up-only form the rest is the earlier rating's.
fn complete(shown: &Card, chosen: &Draft) -> Result<Judged, Vec<Missing>> {
    match shown.form {
        AskedForm::Full => chosen.complete(),
        AskedForm::FollowUpOnly => {
            let follow_up = chosen.follow_up;
            let mut draft = Draft {
                follow_up,
                ..shown.draft.clone()
            };
            // Without the questions there is nothing new on timing and intent.
            draft.timing = draft.timing.or(Some(Judgement::CantSay));
            draft.intent = draft.intent.or(Some(Judgement::CantSay));
            draft.comment = chosen.comment.clone();
            draft.complete()
        }
    }
}

/// Stores the rating of a card's lead, and of the others on it when they are the same; otherwise those
/// get cards of their own.
async fn rate(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &AskRow,
    lead_id: &LeadId,
    judged: &Judged,
    is_same_for_others: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    for mut asked in tx.asked_leads(tenant, &row.ask.id).await? {
        let is_other = asked.asked.card_of.as_ref() == Some(lead_id);
        let is_open = asked.asked.state == AskedState::Open;
        if asked.asked.lead_id == *lead_id || (is_other && is_open && is_same_for_others) {
            rate_one(tx, tenant, row, &mut asked, judged, now).await?;
        } else if is_other && is_open {
            asked.asked.card_of = None;
            tx.save_asked(tenant, &asked).await?;
        }
    }
    Ok(())
}

async fn rate_one(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &AskRow,
    asked: &mut AskedRow,
    judged: &Judged,
    now: Timestamp,
) -> Result<(), StoreError> {
    let round = tx.round(tenant, &row.ask.round_id).await?;
    let is_late = round.is_some_and(|round| is_late(&round, now));
    let lead_id = asked.asked.lead_id.clone();
    let before = tx
        .ratings_of_ask(tenant, &row.ask.id)
        .await?
        .into_iter()
        .find(|it| it.lead_id == lead_id);
    let rating = RatingRow {
        ask_id: row.ask.id.clone(),
        lead_id: lead_id.clone(),
        member_id: row.ask.member_id.clone(),
        judged: judged.clone(),
        rated_at: before.as_ref().map_or(now, |it| it.rated_at),
        edited_at: before.as_ref().map(|_| now),
        is_late,
        counted_in: before.as_ref().and_then(|it| it.counted_in.clone()),
        revision: before.map_or(1, |it| it.revision + 1),
    };
    tx.save_rating(tenant, &rating).await?;
    asked.asked.state = AskedState::Rated;
    asked.draft = None;
    tx.save_asked(tenant, asked).await?;

    let Some(mut lead) = tx.lead(tenant, &lead_id).await? else {
        return Ok(());
    };
    let history = tx.ratings_of_lead(tenant, &lead_id).await?;
    let history: Vec<_> = history.iter().map(RatingRow::rated_at).collect();
    let state = after_rating(&lead.lead, &history);
    lead.lead.rounds_not_reached = state.rounds_not_reached;
    lead.lead.rests_until = state.rests_until;
    lead.lead.has_rested = state.has_rested;
    lead.done_at = state.done.is_some().then_some(lead.done_at.unwrap_or(now));
    lead.lead.done = state.done;
    tx.save_lead(tenant, &lead).await
}

/// Somebody who answers is not silent.
async fn settle_member(tx: &mut Tx, tenant: &Tenant, id: &MemberId) -> Result<(), StoreError> {
    if let Some(mut member) = tx.member(tenant, id).await?
        && member.silent_rounds > 0
    {
        member.silent_rounds = 0;
        tx.save_member_choices(tenant, &member).await?;
    }
    Ok(())
}

async fn remember(
    tx: &mut Tx,
    tenant: &Tenant,
    window: &mut WindowRow,
    submission: &Submission,
    remembered: &Remembered,
) -> Result<(), StoreError> {
    window.answered = Some(Answered {
        view_id: submission.view_id.clone(),
        hash: submission.hash.clone(),
        answer: serde_json::to_value(remembered)?,
    });
    if let Remembered::Next { lead_id, .. } = remembered {
        window.lead_id = lead_id.clone();
    }
    tx.save_window(tenant, window).await
}

/// What the window shows after a stored submission.
async fn repeat(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &AskRow,
    remembered: Remembered,
    now: Timestamp,
) -> Rated<Saved> {
    Ok(match remembered {
        Remembered::Edited => Saved::Edited,
        Remembered::Finished { waiting, next } => Saved::Finished { waiting, next },
        Remembered::Next { lead_id, saved } => {
            let saved = tx.lead(tenant, &saved).await?;
            let next = card::load(tx, tenant, row, &lead_id, false, now).await?;
            Saved::Next(Box::new(Card {
                note: saved.map(|it| CardNote::Saved(Box::new(it))),
                ..next.ok_or(RateRefusal::Gone)?
            }))
        }
    })
}
