//! From the meaning of a post to the message that its receiver gets, in the receiver's language.

use jiff::Timestamp;

use super::{ask_message, briefing_message, results_message, round_message, told};
use crate::domain::ids::MemberId;
use crate::domain::language::Language;
use crate::domain::member::Member;
use crate::domain::post::Post;
use crate::slack::views::kit::Message;
use crate::store::{OutboxRow, StoreError, Tenant, Tx};

/// The message, or none when the post makes no sense any more.
pub(super) async fn render(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    match &row.post {
        Post::Ask { ask_id } => ask_message::ask(tx, tenant, ask_id, now).await,
        Post::Reminder { ask_id } => ask_message::reminder(tx, tenant, ask_id, now).await,
        Post::AskChanged { ask_id } => ask_message::changed(tx, tenant, ask_id, now).await,
        Post::ReminderChanged { ask_id } => {
            ask_message::reminder_changed(tx, tenant, ask_id, now).await
        }
        Post::OwnerNumbers {
            round_id,
            campaign_id,
        }
        | Post::OwnerNumbersChanged {
            round_id,
            campaign_id,
        } => round_message::owner_numbers(tx, tenant, round_id, campaign_id).await,
        Post::Digest {
            round_id,
            team_lead,
        } => round_message::digest(tx, tenant, round_id, team_lead.as_ref(), row.is_plain).await,
        Post::DigestDetails {
            round_id,
            team_lead,
        } => round_message::details(tx, tenant, round_id, team_lead.as_ref()).await,
        Post::NoNewLeads {
            round_id,
            member_id,
        } => told::no_leads(tx, tenant, round_id, member_id, false).await,
        Post::EmptyRounds {
            round_id,
            member_id,
        } => told::no_leads(tx, tenant, round_id, member_id, true).await,
        Post::RoundMissed {
            round_id,
            team_lead,
        } => told::round_missed(tx, tenant, round_id, team_lead.as_ref(), now).await,
        Post::CampaignResults {
            round_id,
            campaign_id,
            ..
        }
        | Post::CampaignResultsChanged {
            round_id,
            campaign_id,
            ..
        } => results_message::results(tx, tenant, round_id, campaign_id, row.is_plain).await,
        Post::YouSaid {
            round_id,
            campaign_id,
            member_id,
        } => {
            let numbered = (round_id, campaign_id);
            results_message::you_said(tx, tenant, numbered, member_id, false).await
        }
        Post::YouSaidChanged {
            round_id,
            campaign_id,
            member_id,
        } => {
            let numbered = (round_id, campaign_id);
            results_message::you_said(tx, tenant, numbered, member_id, true).await
        }
        Post::NothingCameBack {
            round_id,
            member_id,
        } => results_message::nothing_came_back(tx, tenant, round_id, member_id).await,
        Post::LoopStarted { loop_id, member_id } => {
            told::loop_started(tx, tenant, loop_id, member_id).await
        }
        post @ (Post::Briefing { .. }
        | Post::BriefingChanged { .. }
        | Post::BriefingDetails { .. }
        | Post::BriefingDetailsChanged { .. }
        | Post::BriefingEdited { .. }
        | Post::BriefingQuestion { .. }
        | Post::BriefingDraft { .. }
        | Post::BriefingDraftChanged { .. }
        | Post::BriefingOwner { .. }
        | Post::BriefingOwnerChanged { .. }
        | Post::BriefingHeldBack { .. }) => briefing(tx, tenant, post, now).await,
        Post::Undelivered { post_id, member_id } => {
            told::undelivered(tx, tenant, post_id, member_id).await
        }
    }
}

/// The messages of a briefing.
async fn briefing(
    tx: &mut Tx,
    tenant: &Tenant,
    post: &Post,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    match post {
        Post::Briefing {
            campaign_id,
            channel_id,
        } => briefing_message::in_channel(tx, tenant, campaign_id, channel_id, false).await,
        Post::BriefingChanged {
            campaign_id,
            channel_id,
        } => briefing_message::in_channel(tx, tenant, campaign_id, channel_id, true).await,
        Post::BriefingDetails {
            campaign_id,
            channel_id,
        } => briefing_message::details(tx, tenant, campaign_id, channel_id, false).await,
        Post::BriefingDetailsChanged {
            campaign_id,
            channel_id,
        } => briefing_message::details(tx, tenant, campaign_id, channel_id, true).await,
        Post::BriefingEdited {
            channel_id,
            fields,
            content,
            ..
        } => briefing_message::edited(tx, tenant, channel_id, fields, content).await,
        Post::BriefingQuestion {
            campaign_id,
            channel_id,
            asked_by,
            question,
            ..
        } => {
            let (campaign, channel) = (campaign_id, channel_id);
            briefing_message::question(tx, tenant, campaign, channel, asked_by, question).await
        }
        Post::BriefingDraft {
            campaign_id,
            member_id,
        } => briefing_message::draft(tx, tenant, campaign_id, member_id, false).await,
        Post::BriefingDraftChanged {
            campaign_id,
            member_id,
        } => briefing_message::draft(tx, tenant, campaign_id, member_id, true).await,
        Post::BriefingOwner {
            campaign_id,
            member_id,
        }
        | Post::BriefingOwnerChanged {
            campaign_id,
            member_id,
        } => briefing_message::owner(tx, tenant, campaign_id, member_id, now).await,
        Post::BriefingHeldBack {
            campaign_id,
            member_id,
            ..
        } => briefing_message::held_back(tx, tenant, campaign_id, member_id).await,
        // Those that `render` hands over are above.
        _ => Ok(None),
    }
}

/// What a sent post changes: who got the very first ask is introduced; the ask whose reminder it is loses its buttons.
pub(super) async fn after_sending(
    tx: &mut Tx,
    tenant: &Tenant,
    row: &OutboxRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let ask_id = match &row.post {
        Post::Ask { ask_id } => ask_id,
        Post::Reminder { ask_id } => {
            return ask_message::after_reminder(tx, tenant, ask_id, now).await;
        }
        _ => return Ok(()),
    };
    let Some(ask) = tx.ask(tenant, ask_id).await? else {
        return Ok(());
    };
    if let Some(mut member) = tx.member(tenant, &ask.ask.member_id).await?
        && !member.is_introduced
    {
        member.is_introduced = true;
        tx.save_member_choices(tenant, &member).await?;
    }
    Ok(())
}

/// The language in which somebody is spoken to about a loop.
pub(super) fn language_of(member: &Member, of_loop: Option<Language>) -> Language {
    Language::choose(member.language, of_loop, member.slack_locale.as_deref())
}

/// What somebody is called, where the store knows them.
pub(super) async fn name_of(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MemberId,
) -> Result<Option<String>, StoreError> {
    Ok(tx.member(tenant, id).await?.map(|member| member.name))
}
