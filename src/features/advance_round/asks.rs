//! One ask on its way: frozen, sent, reminded, closed.

use super::Scene;
use crate::domain::ask::{self, AskLeads, AskState, AskStep, AskedState, DropReason};
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::AskId;
use crate::domain::member::{Member, Role};
use crate::domain::post::{Destination, Post};
use crate::domain::sampling::Sampling;
use crate::features::decline_ask::fell_silent;
use crate::features::{fill_ask, take_out};
use crate::store::{AskRow, OutboxState, StoreError, Tx};

/// Asks of a rep that may still show buttons when a newer one goes out.
const OLDER_ASKS: u32 = 4;

/// How far an ask came.
pub(super) enum Advanced {
    /// As far as it goes now.
    Done,
    /// It was sent.
    Sent,
    /// It was dropped because the bot had been down.
    DroppedByDowntime,
    /// Nowhere yet: what the round has to ask about must be known to fill it.
    NeedsSample,
}

impl Scene<'_> {
    /// Takes one ask as far as it goes now.
    pub(super) async fn advance_ask(
        &self,
        tx: &mut Tx,
        mut row: AskRow,
        member: &Member,
        mut sampling: Option<&mut Sampling>,
    ) -> Result<Advanced, StoreError> {
        let is_rep = self.with_role(Role::Sales).any(|rep| *rep == member.id);
        // For somebody who left the loop it is over: an ask that has not gone does not go, one that has takes answers
        // and brings no reminder.
        let loop_state = if is_rep {
            self.feedback_loop.settings.state
        } else {
            LoopState::Ended
        };
        let calendar = member.calendar(self.feedback_loop.settings.country);
        loop {
            let leads = self.leads_of(tx, &row).await?;
            let advanced = ask::advance(&row.ask, member, calendar, loop_state, leads, self.now);
            row.ask = advanced.ask;
            row.next_wake = advanced.next_wake;
            if advanced.step == AskStep::Fill {
                let Some(sampling) = sampling.as_deref_mut() else {
                    return Ok(Advanced::NeedsSample);
                };
                let mut in_round = fill_ask::InRound {
                    round: &row.ask.round_id.clone(),
                    answers: self.answers,
                    sampling,
                };
                let (of, in_round, now) = (self.feedback_loop, &mut in_round, self.now);
                fill_ask::fill_ask(tx, self.tenant, of, member, in_round, &mut row, now).await?;
                continue;
            }
            if advanced.step == AskStep::Close && self.never_arrived(tx, &row.ask.id).await? {
                let (ask_id, now) = (&row.ask.id, self.now);
                take_out::take_back(tx, self.tenant, ask_id, AskState::Dropped, now).await?;
                return Ok(Advanced::Done);
            }
            // Who has gone on leave since, or left the loop, is not counted as silent.
            if advanced.step == AskStep::Close && is_rep && !member.is_away(self.now) {
                let mut member = member.clone();
                fell_silent(&mut member, &mut row.ask);
                tx.save_member_choices(self.tenant, &member).await?;
            }
            tx.save_ask(self.tenant, &row).await?;
            self.act_on_ask(tx, &row.ask.id, member, advanced.step)
                .await?;
            return Ok(match advanced.step {
                AskStep::Send => Advanced::Sent,
                AskStep::Drop(DropReason::Downtime) => Advanced::DroppedByDowntime,
                _ => Advanced::Done,
            });
        }
    }

    /// Whether Slack certainly never had the ask's message: it refused it, could not be reached until now, or was not
    /// given it.
    async fn never_arrived(&self, tx: &mut Tx, ask_id: &AskId) -> Result<bool, StoreError> {
        let post = Post::Ask {
            ask_id: ask_id.clone(),
        };
        let state = tx.post_state(self.tenant, &post).await?;
        Ok(matches!(
            state,
            Some(OutboxState::Pending | OutboxState::Failed | OutboxState::Dropped)
        ))
    }

    async fn leads_of(&self, tx: &mut Tx, row: &AskRow) -> Result<AskLeads, StoreError> {
        if row.filled_at.is_none() {
            return Ok(AskLeads::NotFrozen);
        }
        let asked = tx.asked_leads(self.tenant, &row.ask.id).await?;
        let open = asked
            .iter()
            .filter(|it| it.asked.state == AskedState::Open)
            .count();
        Ok(AskLeads::Frozen {
            open: u32::try_from(open).unwrap_or(u32::MAX),
        })
    }

    async fn act_on_ask(
        &self,
        tx: &mut Tx,
        ask_id: &AskId,
        member: &Member,
        step: AskStep,
    ) -> Result<(), StoreError> {
        let to = Destination::Member(member.id.clone());
        match step {
            AskStep::Wait { .. } | AskStep::Fill => {}
            AskStep::Send => {
                tx.count_asked(self.tenant, ask_id).await?;
                self.post(
                    tx,
                    &Post::Ask {
                        ask_id: ask_id.clone(),
                    },
                    &to,
                )
                .await?;
                self.retire_older_asks(tx, ask_id, member).await?;
            }
            AskStep::Remind => {
                let reminder = Post::Reminder {
                    ask_id: ask_id.clone(),
                };
                self.post(tx, &reminder, &to).await?;
            }
            AskStep::Close | AskStep::Done => self.refresh(tx, ask_id, &member.id).await?,
            AskStep::Away | AskStep::Empty | AskStep::Drop(_) => {
                tx.withdraw_open(self.tenant, ask_id).await?;
            }
        }
        Ok(())
    }

    /// From this ask on, the rep's asks whose deadline has passed take no more answers: their messages lose
    /// their buttons. Those of them that did so when an earlier ask went out stay as they are.
    async fn retire_older_asks(
        &self,
        tx: &mut Tx,
        ask_id: &AskId,
        member: &Member,
    ) -> Result<(), StoreError> {
        let mut recent = tx
            .asks_of_member(self.tenant, &member.id, OLDER_ASKS)
            .await?;
        recent.retain(|it| it.ask.id != *ask_id && it.ask.sent_at.is_some());
        for older in &recent {
            let ends_at = older.ask.deadline_at;
            let is_retired = recent
                .iter()
                .any(|it| it.ask.id != older.ask.id && it.ask.sent_at >= Some(ends_at));
            if ends_at <= self.now && !is_retired {
                self.refresh(tx, &older.ask.id, &member.id).await?;
            }
        }
        Ok(())
    }
}
