//! "Not this time": one click, no reason demanded; and the answers to "shall I ask less often?".

use futures_util::FutureExt as _;

use super::advance_round::refresh_ask;
use super::rate_leads::RateRefusal;
use crate::app::App;
use crate::domain::ask::{Ask, AskState, DeclineReason, LessOften};
use crate::domain::ids::{AskId, MemberId};
use crate::domain::member::Member;
use crate::store::{StoreError, Tenant, Tx};

/// Silent rounds in a row after which the bot asks once whether to ask less often.
const SILENT_ROUNDS_ASKED: u16 = 2;

/// What a rep says about an ask other than answering it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declining {
    /// "Not this time."
    NotThisTime,
    /// The optional word afterwards.
    Because(DeclineReason),
    /// "Every four weeks."
    AskLessOften,
    /// "Keep it."
    KeepRhythm,
}

/// Declines an ask, or adds a word to having declined it. A second time changes nothing.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn decline_ask(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    ask_id: &AskId,
    declining: Declining,
) -> Result<Result<(), RateRefusal>, StoreError> {
    let input = (tenant.clone(), member.clone(), ask_id.clone(), app.now());
    app.store
        .write(input, move |tx, (tenant, member, ask_id, now)| {
            decline(tx, tenant, member, ask_id, declining, *now).boxed()
        })
        .await
}

async fn decline(
    tx: &mut Tx,
    tenant: &Tenant,
    member_id: &MemberId,
    ask_id: &AskId,
    declining: Declining,
    now: jiff::Timestamp,
) -> Result<Result<(), RateRefusal>, StoreError> {
    let Some(mut row) = tx.ask(tenant, ask_id).await? else {
        return Ok(Err(RateRefusal::Gone));
    };
    let Some(mut member) = tx.member(tenant, member_id).await? else {
        return Ok(Err(RateRefusal::Gone));
    };
    if row.ask.member_id != *member_id {
        return Ok(Err(RateRefusal::NotYours));
    }
    match declining {
        Declining::NotThisTime => {
            match row.ask.state {
                AskState::Sent | AskState::Partial => {}
                // Pressed twice.
                AskState::Declined => return Ok(Ok(())),
                AskState::Answered => return Ok(Err(RateRefusal::NothingOpen)),
                _ => return Ok(Err(RateRefusal::Gone)),
            }
            row.ask.state = AskState::Declined;
            row.ask.finished_at = Some(now);
            row.next_wake = None;
            tx.withdraw_open(tenant, ask_id).await?;
            fell_silent(&mut member, &mut row.ask);
        }
        Declining::Because(reason) => row.ask.decline_reason = Some(reason),
        Declining::AskLessOften => {
            member.asks_less_often = true;
            member.silent_rounds = 0;
            row.ask.less_often = Some(LessOften::Less);
        }
        Declining::KeepRhythm => {
            member.silent_rounds = 0;
            row.ask.less_often = Some(LessOften::Kept);
        }
    }
    tx.save_ask(tenant, &row).await?;
    tx.save_member_choices(tenant, &member).await?;
    refresh_ask(tx, tenant, ask_id, member_id, now).await?;
    tx.ring_scheduler();
    Ok(Ok(()))
}

/// Notes that somebody let an ask pass; the second time in a row they are asked, there, whether to ask less often.
pub(super) fn fell_silent(member: &mut Member, ask: &mut Ask) {
    member.silent_rounds = member.silent_rounds.saturating_add(1);
    if member.silent_rounds == SILENT_ROUNDS_ASKED && !member.asks_less_often {
        ask.less_often = Some(LessOften::Asked);
    }
}
