//! Asks and reminders whose turn comes later than they were meant to go, because Slack wanted no more messages or
//! could not be reached: their rep may have gone home or on leave meanwhile.

use jiff::Timestamp;

use super::Turn;
use crate::domain::ask::{Waited, ask_that_waited, reminder_that_waited};
use crate::domain::post::Post;
use crate::features::take_out;
use crate::store::{StoreError, Tenant, Tx};

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
    let of_loop = tx.feedback_loop(tenant, &round.loop_id).await?;
    let calendar = member.calendar(of_loop.and_then(|it| it.settings.country));
    let waited = match post {
        Post::Ask { .. } => ask_that_waited(&row.ask, &member, calendar, now),
        _ => reminder_that_waited(&row.ask, &member, calendar, now),
    };
    Ok(match waited {
        Waited::Goes => None,
        Waited::Until(moment) => Some(Turn::Wait(moment)),
        Waited::Never(state) => {
            if matches!(post, Post::Ask { .. }) {
                take_out::take_back(tx, tenant, ask_id, state, now).await?;
            }
            Some(Turn::Drop("its rep is away"))
        }
    })
}
