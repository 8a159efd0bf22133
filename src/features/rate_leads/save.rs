//! Save and next: commit the rating, and say what the window shows then.

use futures_util::FutureExt as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Card, CardNote, RateRefusal, Rated, Sitting, card, must_take_answers, next_open, store_draft,
};
use crate::app::App;
use crate::domain::ask::{AskedForm, AskedState};
use crate::domain::ids::{LeadId, MemberId, WindowId, WorkspaceId};
use crate::domain::lead_state::after_rating;
use crate::domain::rating::{Draft, Judged, Judgement, Missing};
use crate::domain::round::is_late;
use crate::features::finish_ask::{finish, finish_if_done};
use crate::features::refusal::{self, Outcome};
use crate::store::{
    Answered, AskRow, AskedRow, LeadRow, OpenWindow, RatingRow, StoreError, Tenant, Tx, WindowRow,
};

/// Who submits which window, as the delivery says: nothing of it has been looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitter {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who submits.
    pub member: MemberId,
    /// The window.
    pub window: WindowId,
    /// The lead that the window's blocks are about; none where it has no questions.
    pub lead: Option<LeadId>,
}

impl Submitter {
    fn sitting(&self, tenant: &Tenant) -> Sitting {
        Sitting {
            tenant: tenant.clone(),
            member: self.member.clone(),
            window: self.window.clone(),
            lead: self.lead.clone(),
        }
    }
}

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
    Next {
        lead_id: LeadId,
        saved: LeadId,
        revision: i64,
    },
    Finished {
        waiting: u32,
        next: u32,
        saved: LeadId,
        revision: i64,
    },
    Edited {
        saved: LeadId,
        revision: i64,
    },
}

impl Remembered {
    /// The lead whose rating was stored, and the revision that this made of it.
    fn stored(&mut self) -> (&LeadId, &mut i64) {
        match self {
            Self::Next {
                saved, revision, ..
            }
            | Self::Finished {
                saved, revision, ..
            }
            | Self::Edited { saved, revision } => (saved, revision),
        }
    }
}

/// Stores what a rep chose in the window. The same submission again changes nothing and gives the same
/// answer; where something else was chosen in it, that is an edit of what was stored.
///
/// Whose workspace it is, and whether it still is one, is looked up with the rest.
///
/// # Errors
/// When the database fails; nothing is stored then. A refusal is a value.
pub async fn save(
    app: &App,
    from: &Submitter,
    submission: Submission,
) -> Outcome<Saved, RateRefusal> {
    let input = (from.clone(), submission, app.now());
    refusal::write(app, input, |tx, (from, submission, now)| {
        store(tx, from, submission, *now).boxed()
    })
    .await
}

async fn store(
    tx: &mut Tx,
    from: &Submitter,
    submission: &Submission,
    now: Timestamp,
) -> Rated<Saved> {
    let open = tx.open_window(&from.workspace, &from.window).await?;
    let mut open = open.ok_or(RateRefusal::Gone)?;
    let at = from.sitting(&open.on.tenant);
    if open.window.member_id != at.member {
        return Err(RateRefusal::NotYours.into());
    }
    must_take_answers(tx, &open.on.tenant, &at.member, &open.on.ask, now).await?;
    if let Some(answered) = &open.window.answered
        && answered.view_id == submission.view_id
        && answered.hash == submission.hash
    {
        return again(tx, &at, &mut open, submission, now).await;
    }
    let lead_id = open.window.lead_id.clone();
    let shown = card::of_ask(&open.on, &lead_id, open.window.is_edit, now);
    let mut shown = shown.ok_or(RateRefusal::Gone)?;
    if !at.is_about(&open.window) {
        return Ok(Saved::MovedOn(Box::new(shown)));
    }
    if shown.revision > open.window.revision {
        open.window.revision = shown.revision;
        tx.save_window(&at.tenant, &open.window).await?;
        shown.note = Some(CardNote::Newer);
        return Ok(Saved::Newer(Box::new(shown)));
    }
    let judged = match complete(&shown, &submission.draft) {
        Ok(judged) => judged,
        Err(missing) => {
            store_draft(tx, &at.tenant, &open.window, &submission.draft).await?;
            shown.draft = submission.draft.clone();
            if missing == [Missing::Comment] {
                return Ok(Saved::CommentNeeded(Box::new(shown)));
            }
            shown.note = Some(CardNote::OneQuestionMore);
            return Ok(Saved::Incomplete(Box::new(shown)));
        }
    };
    rate(tx, &mut open, &judged, submission.is_same_for_others, now).await?;
    if open.on.member.silent_rounds > 0 {
        // Somebody who answers is not silent.
        open.on.member.silent_rounds = 0;
        tx.save_member_choices(&at.tenant, &open.on.member).await?;
    }
    finish(tx, &at.tenant, &open.on.ask, &open.on.asked, now).await?;
    move_on(tx, &mut open, shown, submission, now).await
}

/// What the window shows after its lead was rated, which it remembers.
async fn move_on(
    tx: &mut Tx,
    open: &mut OpenWindow,
    shown: Card,
    submission: &Submission,
    now: Timestamp,
) -> Rated<Saved> {
    let (saved, revision) = (open.window.lead_id.clone(), shown.revision + 1);
    let waiting = open.on.ask.left_waiting;
    let here = open.on.asked.iter().find(|it| it.asked.lead_id == saved);
    let after = here.map(|it| it.asked.position);
    let next = match open.window.is_edit {
        true => None,
        false => next_open(&open.on.asked, after),
    };
    let mut next_card = None;
    let remembered = match next {
        _ if open.window.is_edit => Remembered::Edited { saved, revision },
        Some(lead_id) => {
            let card = card::of_ask(&open.on, &lead_id, false, now);
            let mut card = card.ok_or(RateRefusal::Gone)?;
            card.note = Some(CardNote::Saved(Box::new(shown.lead)));
            open.window.revision = card.revision;
            next_card = Some(card);
            Remembered::Next {
                lead_id,
                saved,
                revision,
            }
        }
        None => Remembered::Finished {
            waiting,
            next: waiting.min(u32::from(shown.leads_per_ask)),
            saved,
            revision,
        },
    };
    let tenant = &open.on.tenant;
    remember(tx, tenant, &mut open.window, submission, &remembered).await?;
    Ok(match (remembered, next_card) {
        (Remembered::Finished { waiting, next, .. }, _) => Saved::Finished { waiting, next },
        (Remembered::Next { .. }, Some(card)) => Saved::Next(Box::new(card)),
        (Remembered::Edited { .. } | Remembered::Next { .. }, _) => Saved::Edited,
    })
}

/// The same submission again.
async fn again(
    tx: &mut Tx,
    at: &Sitting,
    open: &mut OpenWindow,
    submission: &Submission,
    now: Timestamp,
) -> Rated<Saved> {
    let answered = open.window.answered.clone().ok_or(RateRefusal::Gone)?;
    let mut remembered: Remembered =
        serde_json::from_value(answered.answer).map_err(StoreError::from)?;
    let row = &open.on.ask;
    if correct(tx, at, row, submission, &mut remembered, now).await? {
        let window = &mut open.window;
        remember(tx, &at.tenant, window, submission, &remembered).await?;
    }
    repeat(tx, &at.tenant, row, remembered, now).await
}

/// Whoever was told "not saved, press again" although it was saved may have chosen something else before
/// they pressed again. That is stored as an edit, unless the answer has been changed since in another way.
/// True when there was something to store.
async fn correct(
    tx: &mut Tx,
    at: &Sitting,
    row: &AskRow,
    submission: &Submission,
    remembered: &mut Remembered,
    now: Timestamp,
) -> Rated<bool> {
    let (tenant, (lead_id, revision)) = (&at.tenant, remembered.stored());
    let ratings = tx.ratings_of_ask(tenant, &row.ask.id).await?;
    let Some(stored) = ratings.iter().find(|it| it.lead_id == *lead_id) else {
        return Ok(false);
    };
    let shown = card::load(tx, tenant, row, lead_id, true, now).await?;
    let shown = shown.ok_or(RateRefusal::Gone)?;
    let Ok(judged) = complete(&shown, &submission.draft) else {
        return Ok(false);
    };
    if stored.revision != *revision || stored.judged == judged {
        return Ok(false);
    }
    let is_same = |other: &LeadId| {
        let mut others = ratings.iter();
        others.any(|it| it.lead_id == *other && it.judged == stored.judged)
    };
    let round = tx.round(tenant, &row.ask.round_id).await?;
    let is_late = round.is_some_and(|round| is_late(&round, now));
    for mut asked in tx.asked_leads(tenant, &row.ask.id).await? {
        let is_other = submission.is_same_for_others
            && asked.asked.card_of.as_ref() == Some(lead_id)
            && is_same(&asked.asked.lead_id);
        if asked.asked.lead_id == *lead_id || is_other {
            let lead = tx.lead(tenant, &asked.asked.lead_id).await?;
            let history = tx.ratings_of_lead(tenant, &asked.asked.lead_id).await?;
            let given = (&judged, is_late, now);
            rate_one(tx, tenant, row, &mut asked, lead, history, given).await?;
        }
    }
    *revision += 1;
    finish_if_done(tx, tenant, &row.ask.id, now).await?;
    Ok(true)
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

/// Stores the rating of the window's lead, and of the others on its card when they are the same; otherwise those
/// get cards of their own.
async fn rate(
    tx: &mut Tx,
    open: &mut OpenWindow,
    judged: &Judged,
    is_same_for_others: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let lead_id = open.window.lead_id.clone();
    let is_late = is_late(&open.on.round, now);
    for at in 0..open.on.asked.len() {
        let Some(mut asked) = open.on.asked.get(at).cloned() else {
            break;
        };
        let is_other = asked.asked.card_of.as_ref() == Some(&lead_id);
        let is_open = asked.asked.state == AskedState::Open;
        if asked.asked.lead_id == lead_id || (is_other && is_open && is_same_for_others) {
            let lead = open.on.lead(&asked.asked.lead_id).cloned();
            let history = open.on.ratings_of(&asked.asked.lead_id);
            let given = (judged, is_late, now);
            rate_one(
                tx,
                &open.on.tenant,
                &open.on.ask,
                &mut asked,
                lead,
                history,
                given,
            )
            .await?;
        } else if is_other && is_open {
            asked.asked.card_of = None;
            tx.save_asked(&open.on.tenant, &asked).await?;
        } else {
            continue;
        }
        if let Some(stored) = open.on.asked.get_mut(at) {
            *stored = asked;
        }
    }
    Ok(())
}

/// Stores one rating, and what it makes of its lead. `history` holds every rating of the lead.
async fn rate_one(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &AskRow,
    asked: &mut AskedRow,
    lead: Option<LeadRow>,
    mut history: Vec<RatingRow>,
    (judged, is_late, now): (&Judged, bool, Timestamp),
) -> Result<(), StoreError> {
    let before = history.iter().position(|it| it.ask_id == row.ask.id);
    let before = before.map(|at| history.remove(at));
    let rating = RatingRow {
        ask_id: row.ask.id.clone(),
        lead_id: asked.asked.lead_id.clone(),
        member_id: row.ask.member_id.clone(),
        judged: judged.clone(),
        rated_at: before.as_ref().map_or(now, |it| it.rated_at),
        edited_at: before.as_ref().map(|_| now),
        is_late,
        counted_in: before.as_ref().and_then(|it| it.counted_in.clone()),
        revision: before.map_or(1, |it| it.revision + 1),
    };
    tx.save_rating(tenant, &rating).await?;
    tx.mark_rated(tenant, &row.ask.id, &asked.asked.lead_id)
        .await?;
    asked.asked.state = AskedState::Rated;
    asked.draft = None;

    let Some(before) = lead else {
        return Ok(());
    };
    history.push(rating);
    history.sort_by(|a, b| (a.rated_at, &a.ask_id).cmp(&(b.rated_at, &b.ask_id)));
    let history: Vec<_> = history.iter().map(RatingRow::rated_at).collect();
    let mut lead = before.clone();
    let state = after_rating(&lead.lead, &history);
    lead.lead.rounds_not_reached = state.rounds_not_reached;
    lead.lead.rests_until = state.rests_until;
    lead.lead.has_rested = state.has_rested;
    lead.done_at = state.done.is_some().then_some(lead.done_at.unwrap_or(now));
    lead.lead.done = state.done;
    if lead == before {
        return Ok(());
    }
    tx.save_lead_state(tenant, &lead).await
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
        Remembered::Edited { .. } => Saved::Edited,
        Remembered::Finished { waiting, next, .. } => Saved::Finished { waiting, next },
        Remembered::Next { lead_id, saved, .. } => {
            let saved = tx.lead(tenant, &saved).await?;
            let next = card::load(tx, tenant, row, &lead_id, false, now).await?;
            Saved::Next(Box::new(Card {
                note: saved.map(|it| CardNote::Saved(Box::new(it))),
                ..next.ok_or(RateRefusal::Gone)?
            }))
        }
    })
}
