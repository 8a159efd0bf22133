//! A rep rates leads: opens the window, saves and goes on, stops half-way, skips, edits.
//!
//! An acknowledged rating is a stored rating: what these functions return is committed.

mod card;
mod save;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use card::{Card, CardNote, CardPlace};
pub use save::{Saved, Submission, Submitter, save};

use super::advance_round::refresh_ask;
use super::fill_ask;
use super::refusal::{self, Outcome, Stop};
use crate::app::App;
use crate::domain::ask::{Ask, AskState, AskedState};
use crate::domain::ids::{AskId, LeadId, MemberId, WindowId, WorkspaceId};
use crate::domain::rating::Draft;
use crate::store::{AskRow, AskedRow, StoreError, Tenant, Tx, WindowRow};

/// Asks of a rep that are looked through.
const RECENT_ASKS: u32 = 12;

/// Why a rep can't rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RateRefusal {
    /// The ask or the window is not there any more.
    Gone,
    /// It is somebody else's.
    NotYours,
    /// The rep's next ask has gone out: answers to this one are no longer taken.
    Closed,
    /// No lead of it is open.
    NothingOpen,
    /// Every lead that is open was skipped twice.
    AllSkipped,
}

impl From<RateRefusal> for Stop<RateRefusal> {
    fn from(refusal: RateRefusal) -> Self {
        Self::Refused(refusal)
    }
}

type Rated<T> = Result<T, Stop<RateRefusal>>;

/// Somebody at a rating window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Whose workspace.
    pub tenant: Tenant,
    /// Who sits there.
    pub member: MemberId,
    /// The window.
    pub window: WindowId,
    /// The lead that the window's blocks are about; none where it has no questions. A click that was under way
    /// while the window moved on is about another lead than the window now is.
    pub lead: Option<LeadId>,
}

impl Sitting {
    /// Whether what was chosen is about the lead at which the window stands.
    fn is_about(&self, window: &WindowRow) -> bool {
        self.lead
            .as_ref()
            .is_none_or(|lead| *lead == window.lead_id)
    }
}

/// What to show in the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Show {
    /// The first open lead of an ask.
    FirstOpen(AskId),
    /// The first open lead of the rep's newest open ask.
    Newest,
    /// One lead of an ask, to change its answer.
    Edit(AskId, LeadId),
}

/// What the window is to show, and in whose workspace, if it still is one. Reads only: the window is opened before
/// anything is written, for Slack gives three seconds.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn show(
    app: &App,
    workspace: &WorkspaceId,
    member: &MemberId,
    what: Show,
) -> Outcome<(Tenant, Card), RateRefusal> {
    let input = (workspace.clone(), member.clone(), what, app.now());
    refusal::look(app, input, |tx, (workspace, member, what, now)| {
        choose(tx, workspace, member, what, *now).boxed()
    })
    .await
}

async fn choose(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    member: &MemberId,
    what: &Show,
    now: Timestamp,
) -> Rated<(Tenant, Card)> {
    let ask_id = match what {
        Show::FirstOpen(ask_id) | Show::Edit(ask_id, _) => ask_id.clone(),
        Show::Newest => {
            let tenant = tx.tenant(workspace).await?.ok_or(RateRefusal::Gone)?;
            newest_open(tx, &tenant, member, now).await?
        }
    };
    let lead = match what {
        Show::Edit(_, lead_id) => Some(lead_id),
        Show::FirstOpen(_) | Show::Newest => None,
    };
    let open = tx.open_ask(workspace, &ask_id, lead).await?;
    let open = open.ok_or(RateRefusal::Gone)?;
    must_take_answers(tx, &open.tenant, member, &open.ask, now).await?;
    let lead_id = match lead {
        Some(lead_id) => lead_id.clone(),
        None => next_open(&open.asked, None).ok_or(RateRefusal::NothingOpen)?,
    };
    let card = card::of_ask(&open, &lead_id, lead.is_some(), now);
    Ok((open.tenant, card.ok_or(RateRefusal::Gone)?))
}

/// The newest ask that takes answers and has an open lead.
async fn newest_open(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    now: Timestamp,
) -> Rated<AskId> {
    let asks = tx.asks_of_member(tenant, member, RECENT_ASKS).await?;
    for row in asks.iter().filter(|it| takes_answers(&it.ask, &asks, now)) {
        let asked = tx.asked_leads(tenant, &row.ask.id).await?;
        if row.ask.state != AskState::Declined && next_open(&asked, None).is_some() {
            return Ok(row.ask.id.clone());
        }
    }
    Err(RateRefusal::NothingOpen.into())
}

/// Whether an ask takes answers, among the rep's recent asks.
pub(super) fn takes_answers(ask: &Ask, recent: &[AskRow], now: Timestamp) -> bool {
    ask.takes_answers(recent.iter().filter_map(|it| it.ask.sent_at), now)
}

/// The ask, if this person may still answer it.
async fn answerable(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    ask_id: &AskId,
    now: Timestamp,
) -> Rated<AskRow> {
    let row = tx.ask(tenant, ask_id).await?.ok_or(RateRefusal::Gone)?;
    must_take_answers(tx, tenant, member, &row, now).await?;
    Ok(row)
}

/// Refuses where this person may not answer the ask, or not any more.
async fn must_take_answers(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    row: &AskRow,
    now: Timestamp,
) -> Rated<()> {
    if row.ask.member_id != *member {
        return Err(RateRefusal::NotYours.into());
    }
    row.ask.sent_at.ok_or(RateRefusal::Gone)?;
    // Before the deadline no other ask matters.
    if now < row.ask.deadline_at {
        return Ok(());
    }
    let recent = tx.asks_of_member(tenant, member, RECENT_ASKS).await?;
    if takes_answers(&row.ask, &recent, now) {
        Ok(())
    } else {
        Err(RateRefusal::Closed.into())
    }
}

/// The next open card behind `after`; skipped ones come last, from the start again.
fn next_open(asked: &[AskedRow], after: Option<u16>) -> Option<LeadId> {
    let open = || {
        asked
            .iter()
            .map(|it| &it.asked)
            .filter(|it| it.state == AskedState::Open && it.card_of.is_none())
    };
    let behind = open().find(|it| !it.skipped && after.is_none_or(|after| it.position > after));
    behind
        .or_else(|| open().find(|it| !it.skipped))
        .or_else(|| open().find(|it| after.is_none_or(|after| it.position > after)))
        .or_else(|| open().next())
        .map(|it| it.lead_id.clone())
}

/// The next open card behind `after`, skipped or not.
fn open_behind(asked: &[AskedRow], after: u16) -> Option<LeadId> {
    asked
        .iter()
        .map(|it| &it.asked)
        .find(|it| it.state == AskedState::Open && it.card_of.is_none() && it.position > after)
        .map(|it| it.lead_id.clone())
}

/// Remembers a window that was opened.
///
/// # Errors
/// When the database fails.
pub async fn opened(app: &App, at: &Sitting, card: &Card) -> Result<(), StoreError> {
    let window = WindowRow {
        id: at.window.clone(),
        member_id: at.member.clone(),
        ask_id: card.ask.clone(),
        lead_id: card.lead.lead.id.clone(),
        is_edit: card.place == CardPlace::Edit,
        revision: card.revision,
        answered: None,
        opened_at: app.now(),
    };
    app.store
        .write((at.tenant.clone(), window), |tx, (tenant, window)| {
            tx.save_window(tenant, window).boxed()
        })
        .await
}

/// Keeps what was chosen so far, and gives the card with it: for folding, and before something is laid over it.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn keep_draft(app: &App, at: &Sitting, draft: Draft) -> Outcome<Card, RateRefusal> {
    let input = (at.clone(), draft, app.now());
    refusal::write(app, input, |tx, (at, draft, now)| {
        async move {
            let (window, row) = window_of(tx, at, *now).await?;
            if at.is_about(&window) {
                store_draft(tx, &at.tenant, &window, draft).await?;
            }
            let lead_id = &window.lead_id;
            let card = card::load(tx, &at.tenant, &row, lead_id, window.is_edit, *now).await?;
            Ok(card.ok_or(RateRefusal::Gone)?)
        }
        .boxed()
    })
    .await
}

/// "Skip for now": the draft is kept, the next open lead is shown; skipped ones come last again, once.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn skip(app: &App, at: &Sitting, draft: Draft) -> Outcome<Card, RateRefusal> {
    let input = (at.clone(), draft, app.now());
    refusal::write(app, input, |tx, (at, draft, now)| {
        async move {
            let (mut window, row) = window_of(tx, at, *now).await?;
            if !at.is_about(&window) {
                // Pressed twice: the first has moved the window on.
                return move_window(tx, &at.tenant, &mut window, &row, *now).await;
            }
            store_draft(tx, &at.tenant, &window, draft).await?;
            let mut asked = tx.asked_leads(&at.tenant, &window.ask_id).await?;
            let here = asked
                .iter_mut()
                .find(|it| it.asked.lead_id == window.lead_id)
                .ok_or(RateRefusal::Gone)?;
            let (was_skipped, after) = (here.asked.skipped, here.asked.position);
            here.asked.skipped = true;
            tx.save_asked(&at.tenant, here).await?;
            let next = if was_skipped {
                open_behind(&asked, after)
            } else {
                next_open(&asked, Some(after))
            };
            let Some(next) = next else {
                // The window ends here: the message says how far it got, as when it is closed.
                refresh_ask(tx, &at.tenant, &row.ask.id, &at.member, *now).await?;
                return Err(RateRefusal::AllSkipped.into());
            };
            window.lead_id = next;
            move_window(tx, &at.tenant, &mut window, &row, *now).await
        }
        .boxed()
    })
    .await
}

/// Shows the first open lead in a window that is there: after one was passed on.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn go_on(app: &App, at: &Sitting) -> Outcome<Card, RateRefusal> {
    refusal::write(app, (at.clone(), app.now()), |tx, (at, now)| {
        async move {
            let (mut window, row) = window_of(tx, at, *now).await?;
            let asked = tx.asked_leads(&at.tenant, &window.ask_id).await?;
            window.lead_id = next_open(&asked, None).ok_or(RateRefusal::NothingOpen)?;
            move_window(tx, &at.tenant, &mut window, &row, *now).await
        }
        .boxed()
    })
    .await
}

/// "Rate 5 more": adds waiting leads to the ask and shows the first. Once: while one is open, that is shown.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn rate_more(app: &App, at: &Sitting) -> Outcome<Card, RateRefusal> {
    refusal::write(app, (at.clone(), app.now()), |tx, (at, now)| {
        async move {
            let tenant = &at.tenant;
            let (mut window, mut row) = window_of(tx, at, *now).await?;
            let round = tx.round(tenant, &row.ask.round_id).await?;
            let round = round.ok_or(RateRefusal::Gone)?;
            let member = tx.member(tenant, &at.member).await?;
            let member = member.ok_or(RateRefusal::Gone)?;
            let feedback_loop = tx.feedback_loop(tenant, &round.loop_id).await?;
            let feedback_loop = feedback_loop.ok_or(RateRefusal::Gone)?;
            let asked = tx.asked_leads(tenant, &row.ask.id).await?;
            if next_open(&asked, None).is_none() {
                let more = fill_ask::fill_more(tx, tenant, &feedback_loop, &member, &mut row, *now)
                    .await?;
                if more == 0 {
                    return Err(RateRefusal::NothingOpen.into());
                }
                row.ask.state = AskState::Partial;
                row.next_wake = (row.ask.deadline_at > *now).then_some(row.ask.deadline_at);
                tx.save_ask(tenant, &row).await?;
            }
            if let Some(lead_id) = next_open(&tx.asked_leads(tenant, &row.ask.id).await?, None) {
                window.lead_id = lead_id;
            }
            move_window(tx, tenant, &mut window, &row, *now).await
        }
        .boxed()
    })
    .await
}

/// The window was closed half-way: the ask's message says how far it got.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn stopped(app: &App, at: &Sitting, draft: Draft) -> Outcome<(), RateRefusal> {
    let input = (at.clone(), draft, app.now());
    refusal::write(app, input, |tx, (at, draft, now)| {
        async move {
            let (window, row) = window_of(tx, at, *now).await?;
            if !window.is_edit && at.is_about(&window) {
                store_draft(tx, &at.tenant, &window, draft).await?;
            }
            refresh_ask(tx, &at.tenant, &row.ask.id, &at.member, *now).await?;
            Ok(())
        }
        .boxed()
    })
    .await
}

/// The window of somebody who sits there, with its ask, if answers are still taken.
async fn window_of(tx: &mut Tx, at: &Sitting, now: Timestamp) -> Rated<(WindowRow, AskRow)> {
    let window = tx.window(&at.tenant, &at.window).await?;
    let window = window.ok_or(RateRefusal::Gone)?;
    if window.member_id != at.member {
        return Err(RateRefusal::NotYours.into());
    }
    let row = answerable(tx, &at.tenant, &at.member, &window.ask_id, now).await?;
    Ok((window, row))
}

async fn store_draft(
    tx: &mut Tx,
    tenant: &Tenant,
    window: &WindowRow,
    draft: &Draft,
) -> Result<(), StoreError> {
    for mut it in tx.asked_leads(tenant, &window.ask_id).await? {
        if it.asked.lead_id == window.lead_id && *draft != Draft::default() {
            it.draft = Some(draft.clone());
            tx.save_asked(tenant, &it).await?;
        }
    }
    Ok(())
}

/// Stores where a window now stands, and gives the card to show.
async fn move_window(
    tx: &mut Tx,
    tenant: &Tenant,
    window: &mut WindowRow,
    row: &AskRow,
    now: Timestamp,
) -> Rated<Card> {
    let card = card::load(tx, tenant, row, &window.lead_id, window.is_edit, now).await?;
    let card = card.ok_or(RateRefusal::Gone)?;
    window.revision = card.revision;
    tx.save_window(tenant, window).await?;
    Ok(card)
}
