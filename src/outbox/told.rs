//! What is told unasked: no new leads, empty rounds, a loop that was set up, a post that did not arrive.

use jiff::Timestamp;

use super::render::{language_of, name_of};
use crate::domain::ask::due_at;
use crate::domain::ids::{LoopId, MemberId, PostId, RoundId};
use crate::domain::language::Language;
use crate::domain::member::Member;
use crate::domain::post::Destination;
use crate::domain::round::RoundState;
use crate::domain::working_time::local_date;
use crate::slack::views::kit::Message;
use crate::slack::views::tell::{Tell, mend, post_name};
use crate::store::{LoopRow, OutboxState, StoreError, Tenant, Tx};
use crate::texts::t;

/// Rounds among which the first is looked for.
const RECENT_ROUNDS: u32 = 20;

/// Somebody who is told something about a loop.
struct Told {
    member: Member,
    language: Language,
}

impl Told {
    async fn about(
        tx: &mut Tx,
        tenant: &Tenant,
        id: &MemberId,
        of: Option<&LoopRow>,
    ) -> Result<Option<Self>, StoreError> {
        let member = tx.member(tenant, id).await?;
        let of_loop = match of {
            Some(of) => Some(of.settings.language),
            None => tx.loop_language_of(tenant, id).await?,
        };
        Ok(member.map(|member| Self {
            language: language_of(&member, of_loop),
            member,
        }))
    }
}

/// No new leads for a round, or two rounds without any.
pub(super) async fn no_leads(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    member_id: &MemberId,
    are_two_rounds: bool,
) -> Result<Option<Message>, StoreError> {
    let Some(round) = tx.round(tenant, round_id).await? else {
        return Ok(None);
    };
    let Some(of) = tx.feedback_loop(tenant, &round.loop_id).await? else {
        return Ok(None);
    };
    let told = Told::about(tx, tenant, member_id, Some(&of)).await?;
    let loop_name = of.settings.name;
    Ok(told.map(|told| {
        let tell = if are_two_rounds {
            Tell::EmptyRounds { loop_name }
        } else {
            Tell::NoNewLeads {
                loop_name,
                date: round.date,
            }
        };
        tell.message(told.language)
    }))
}

/// A round was left out, for leadloop was down: in the loop's language in its channel, in a team lead's own to them.
pub(super) async fn round_missed(
    tx: &mut Tx,
    tenant: &Tenant,
    round_id: &RoundId,
    team_lead: Option<&MemberId>,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let Some(round) = tx.round(tenant, round_id).await? else {
        return Ok(None);
    };
    let Some(of) = tx.feedback_loop(tenant, &round.loop_id).await? else {
        return Ok(None);
    };
    let mut language = of.settings.language;
    if let Some(id) = team_lead {
        let Some(told) = Told::about(tx, tenant, id, Some(&of)).await? else {
            return Ok(None);
        };
        language = told.language;
    }
    let rounds = tx
        .rounds_of_loop(tenant, &round.loop_id, RECENT_ROUNDS)
        .await?;
    let today = local_date(now, &of.settings.time_zone());
    let to_come = rounds
        .iter()
        .filter(|it| it.state == RoundState::Planned && it.date >= today && !it.is_extra);
    let tell = Tell::RoundMissed {
        loop_name: of.settings.name,
        date: round.date,
        next: to_come.map(|it| it.date).min(),
    };
    Ok(Some(tell.message(language)))
}

/// A loop was set up; none when its first round is not to come any more.
pub(super) async fn loop_started(
    tx: &mut Tx,
    tenant: &Tenant,
    loop_id: &LoopId,
    member_id: &MemberId,
) -> Result<Option<Message>, StoreError> {
    let Some(of) = tx.feedback_loop(tenant, loop_id).await? else {
        return Ok(None);
    };
    let Some(told) = Told::about(tx, tenant, member_id, Some(&of)).await? else {
        return Ok(None);
    };
    let by = name_of(tx, tenant, &of.created_by).await?;
    let rounds = tx.rounds_of_loop(tenant, loop_id, RECENT_ROUNDS).await?;
    let planned = rounds
        .into_iter()
        .filter(|it| it.state == RoundState::Planned);
    let Some(first) = planned.min_by_key(|it| it.date) else {
        return Ok(None);
    };
    let zone = told.member.time_zone();
    let tell = Tell::LoopStarted {
        loop_name: of.settings.name.clone(),
        by: by.unwrap_or_else(|| "–".to_owned()),
        cadence: of.settings.cadence,
        first: due_at(&of.settings, &first, &of.settings.time_zone()).to_zoned(zone),
    };
    Ok(Some(tell.message(told.language)))
}

/// A post did not arrive, or may not have; none when that was dealt with meanwhile.
pub(super) async fn undelivered(
    tx: &mut Tx,
    tenant: &Tenant,
    post_id: &PostId,
    member_id: &MemberId,
) -> Result<Option<Message>, StoreError> {
    let Some(row) = tx.post_by_id(tenant, post_id).await? else {
        return Ok(None);
    };
    let Some(told) = Told::about(tx, tenant, member_id, None).await? else {
        return Ok(None);
    };
    let language = told.language;
    let (to, channel) = match &row.destination {
        Destination::Member(id) => (name_of(tx, tenant, id).await?, None),
        Destination::Channel(id) => (None, Some(id.clone())),
    };
    let place = match row.post.of_briefing() {
        Some(_) => "to-briefing-channel",
        None => "to-digest-channel",
    };
    let to = to.unwrap_or_else(|| t!(language, place));
    let post = row.id.clone();
    let what = post_name(language, &row.post);
    let tell = match row.state {
        OutboxState::Unknown => Tell::Uncertain { post, what, to },
        OutboxState::Failed => {
            let slack_error = row.reason.unwrap_or_default();
            Tell::Undelivered {
                post,
                what,
                mend: mend(language, &slack_error, Some(&to)),
                to,
                channel,
                slack_error,
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(tell.message(language)))
}
