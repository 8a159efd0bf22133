//! Asks and reminders whose turn comes later than they were meant to go, because Slack wanted no more messages or
//! could not be reached: their rep may have gone home or on leave meanwhile, and their loop may have been stopped.

use jiff::Timestamp;

use super::Turn;
use crate::domain::ask::{AskState, Waited, ask_that_waited, reminder_that_waited};
use crate::domain::post::Post;
use crate::store::{AskRow, StoreError, Tenant, Tx};

/// What is to be done instead of posting it now; none when it may go, or is neither an ask nor a reminder.
pub(super) async fn instead(
    tx: &mut Tx,
    tenant: &Tenant,
    post: &Post,
    now: Timestamp,
) -> Result<Option<Turn>, StoreError> {
    let (Post::Ask { ask_id } | Post::Reminder { ask_id }) = post else {
        return Ok(None);
    };
    let Some(row) = tx.ask(tenant, ask_id).await? else {
        return Ok(None);
    };
    let Some(member) = tx.member(tenant, &row.ask.member_id).await? else {
        return Ok(None);
    };
    let Some(round) = tx.round(tenant, &row.ask.round_id).await? else {
        return Ok(None);
    };
    let Some(feedback_loop) = tx.feedback_loop(tenant, &round.loop_id).await? else {
        return Ok(None);
    };
    let loop_state = feedback_loop.settings.state;
    let waited = match post {
        Post::Ask { .. } => ask_that_waited(&row.ask, &member, loop_state, now),
        _ => reminder_that_waited(&row.ask, &member, loop_state, now),
    };
    Ok(match waited {
        Waited::Goes => None,
        Waited::Until(moment) => Some(Turn::Wait(moment)),
        Waited::Never(state) => {
            if matches!(post, Post::Ask { .. }) && row.ask.state == AskState::Sent {
                never_came(tx, tenant, row, state).await?;
            }
            Some(Turn::Drop("its rep is away, or its loop was stopped"))
        }
    })
}

/// Nobody saw the ask: its leads were not asked about, and its rep was not silent.
async fn never_came(
    tx: &mut Tx,
    tenant: &Tenant,
    mut row: AskRow,
    state: AskState,
) -> Result<(), StoreError> {
    for asked in tx.asked_leads(tenant, &row.ask.id).await? {
        if let Some(mut lead) = tx.lead(tenant, &asked.asked.lead_id).await? {
            lead.lead.times_asked = lead.lead.times_asked.saturating_sub(1);
            tx.save_lead(tenant, &lead).await?;
        }
    }
    tx.withdraw_open(tenant, &row.ask.id).await?;
    row.ask.state = state;
    row.ask.sent_at = None;
    row.next_wake = None;
    tx.save_ask(tenant, &row).await
}
