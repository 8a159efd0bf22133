//! What a rep sees: what is open for them, what they said last, which briefings they have not read, and what came of
//! their answers.

use jiff::{SignedDuration, Timestamp};

use super::{HomeRep, LastAnswer, LastAnswers, OpenAsk};
use crate::domain::ask::{AskState, AskedState};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{LoopId, MemberId};
use crate::features::next_date::RoundsSoFar;
use crate::features::rate_leads;
use crate::features::unread_briefings::{self, UNREAD_ON_HOME};
use crate::store::{AskRow, StoreError, Tenant, Tx};

/// Asks that are looked through.
const RECENT_ASKS: u32 = 20;
/// Answers of marketing that are listed.
const HEARD: u32 = 3;
/// How far back marketing's answers are looked for: three rounds of four weeks.
const HEARD_BACK: SignedDuration = SignedDuration::from_hours(12 * 7 * 24);

pub(super) async fn rep(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    asked_in: &[LoopId],
    now: Timestamp,
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
    let pending = asks.iter().filter(|it| it.ask.state == AskState::Pending);
    let unread = unread_briefings::unread(tx, tenant, member).await?;
    let since = now - HEARD_BACK;
    Ok(Some(HomeRep {
        open: open(tx, tenant, &asks, now).await?,
        last: last(tx, tenant, &asks, now).await?,
        next_ask_at: pending.map(|it| it.ask.send_at).min(),
        next_round,
        more_unread: u32::try_from(unread.len().saturating_sub(UNREAD_ON_HOME)).unwrap_or(u32::MAX),
        unread: unread.into_iter().take(UNREAD_ON_HOME).collect(),
        heard: tx.answers_heard(tenant, member, since, HEARD).await?,
    }))
}

/// The newest ask that takes answers and has open leads.
async fn open(
    tx: &mut Tx,
    tenant: &Tenant,
    asks: &[AskRow],
    now: Timestamp,
) -> Result<Option<OpenAsk>, StoreError> {
    let takes_answers = |it: &&AskRow| {
        it.ask.sent_at.is_some()
            && it.ask.state != AskState::Declined
            && rate_leads::takes_answers(&it.ask, asks, now)
    };
    for row in asks.iter().filter(takes_answers) {
        let asked = tx.asked_leads(tenant, &row.ask.id).await?;
        let open = asked.iter().filter(|it| it.asked.state == AskedState::Open);
        if let count @ 1.. = open.count() {
            return Ok(Some(OpenAsk {
                ask_id: row.ask.id.clone(),
                open: u32::try_from(count).unwrap_or(u32::MAX),
                deadline_at: row.ask.deadline_at,
            }));
        }
    }
    Ok(None)
}

/// What they said in the last ask that has answers.
async fn last(
    tx: &mut Tx,
    tenant: &Tenant,
    asks: &[AskRow],
    now: Timestamp,
) -> Result<Option<LastAnswers>, StoreError> {
    for row in asks {
        let ratings = tx.ratings_of_ask(tenant, &row.ask.id).await?;
        let Some(at) = ratings.iter().map(|it| it.rated_at).max() else {
            continue;
        };
        let ids: Vec<_> = ratings.iter().map(|it| it.lead_id.clone()).collect();
        let leads = tx.leads_by_id(tenant, &ids).await?;
        let answers = ratings.into_iter().filter_map(|rating| {
            let lead = leads.iter().find(|it| it.lead.id == rating.lead_id)?;
            Some(LastAnswer {
                lead_id: rating.lead_id,
                title: lead.lead.facts.title().to_owned(),
                judged: rating.judged,
            })
        });
        let sent = asks.iter().filter_map(|it| it.ask.sent_at);
        return Ok(Some(LastAnswers {
            ask_id: row.ask.id.clone(),
            at,
            answers: answers.collect(),
            can_change: row.ask.takes_answers(sent, now),
        }));
    }
    Ok(None)
}
