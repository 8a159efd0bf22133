//! What a rep sees of their own asks.

use super::{HomeRep, LastAnswers, OpenAsk};
use crate::domain::ask::{AskState, AskedState};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{LoopId, MemberId};
use crate::features::next_date::RoundsSoFar;
use crate::store::{StoreError, Tenant, Tx};

/// Asks that are looked through.
const RECENT_ASKS: u32 = 20;
/// Asks with answers that are listed.
const LAST: usize = 5;

pub(super) async fn rep(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    asked_in: &[LoopId],
) -> Result<Option<HomeRep>, StoreError> {
    let asks = tx.asks_of_member(tenant, member, RECENT_ASKS).await?;
    if asks.is_empty() && asked_in.is_empty() {
        return Ok(None);
    }
    let mut next_round = None;
    for id in asked_in {
        let row = tx.feedback_loop(tenant, id).await?;
        if row.is_some_and(|row| row.settings.state == LoopState::Active) {
            let planned = RoundsSoFar::of(tx, tenant, id).await?.planned;
            next_round = [next_round, planned.map(|it| it.date)]
                .into_iter()
                .flatten()
                .min();
        }
    }
    let mut last = Vec::new();
    for row in &asks {
        let ratings = tx.ratings_of_ask(tenant, &row.ask.id).await?;
        let Some(at) = ratings.iter().map(|it| it.rated_at).max() else {
            continue;
        };
        last.push(LastAnswers {
            ask_id: row.ask.id.clone(),
            at,
            rated: u32::try_from(ratings.len()).unwrap_or(u32::MAX),
        });
        if last.len() == LAST {
            break;
        }
    }
    // Only the ask sent last takes answers.
    let sent = asks.iter().filter(|it| it.ask.sent_at.is_some());
    let mut open = None;
    if let Some(row) = sent.max_by_key(|it| it.ask.sent_at) {
        let asked = tx.asked_leads(tenant, &row.ask.id).await?;
        let is_open = |state: AskedState| state == AskedState::Open;
        let count = asked.iter().filter(|it| is_open(it.asked.state)).count();
        if count > 0 && row.ask.state != AskState::Declined {
            open = Some(OpenAsk {
                ask_id: row.ask.id.clone(),
                open: u32::try_from(count).unwrap_or(u32::MAX),
                deadline_at: row.ask.deadline_at,
            });
        }
    }
    Ok(Some(HomeRep {
        open,
        last,
        next_round,
    }))
}
