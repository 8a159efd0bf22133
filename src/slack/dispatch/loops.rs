//! A loop's menu on the Home tab: edit, skip or move the next round, pause, resume, end.

use futures_util::FutureExt as _;
use serde_json::Value;

use super::{Dispatch, Trouble, Visitor, trigger};
use crate::domain::ids::{LoopId, RoundId};
use crate::domain::round::{Round, RoundState};
use crate::features::manage_loop;
use crate::features::refusal::Refusal;
use crate::slack::ack::Ack;
use crate::slack::ids::LoopChoice;
use crate::slack::incoming::{Action, BlockActions, ViewSubmission};
use crate::slack::views::leads::said;
use crate::slack::views::manage_loop::{EndLoopView, ShiftRoundView, parse_shift, shift_error};
use crate::slack::views::refusals::{CannotNow, refused};

/// Rounds of a loop among which the planned one is looked for.
const RECENT_ROUNDS: u32 = 6;

impl Dispatch {
    pub(super) async fn loop_menu(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        action: &Action,
    ) -> Result<(), Trouble> {
        let chosen = action
            .value
            .options
            .first()
            .map(|choice| choice.value.as_str());
        let (choice, loop_id) = chosen
            .and_then(LoopChoice::parse_value)
            .ok_or(Trouble::Lacks("the choice"))?;
        let (app, tenant, actor) = (&self.app, &visitor.tenant, &visitor.member);
        let outcome = match choice {
            LoopChoice::Edit => return self.open_set_up(visitor, delivery, Some(&loop_id)).await,
            LoopChoice::ShiftNext => return self.ask_for_date(visitor, delivery, &loop_id).await,
            LoopChoice::End => return self.confirm_end(visitor, delivery, &loop_id).await,
            LoopChoice::SkipNext => match self.planned_round(visitor, &loop_id).await? {
                Some((round, _)) => manage_loop::skip_round(app, tenant, actor, &round.id).await?,
                None => return self.say(visitor, delivery, CannotNow::NoNextRound).await,
            },
            LoopChoice::Pause => manage_loop::pause(app, tenant, actor, &loop_id).await?,
            LoopChoice::Resume => manage_loop::resume(app, tenant, actor, &loop_id).await?,
        };
        if let Err(refusal) = outcome {
            let view = self.refused_view(visitor, &refusal);
            self.api(tenant)
                .open_view(trigger(delivery)?, &view)
                .await?;
        }
        self.publish_home(visitor).await
    }

    /// Moves the next round to the date that was chosen.
    pub(super) async fn shift_round(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let Some(date) = parse_shift(&submission.view.values) else {
            return Ok(Ack::Json(shift_error(visitor.language)));
        };
        let round = RoundId::new(submission.view.private_metadata.as_str());
        let shifted =
            manage_loop::shift_round(&self.app, &visitor.tenant, &visitor.member, &round, date)
                .await?;
        self.after_change(visitor, shifted.map(|_| ())).await
    }

    /// Ends a loop for good.
    pub(super) async fn end_loop(
        &self,
        visitor: &Visitor,
        submission: &ViewSubmission,
    ) -> Result<Ack, Trouble> {
        let loop_id = LoopId::new(submission.view.private_metadata.as_str());
        let ended = manage_loop::end(&self.app, &visitor.tenant, &visitor.member, &loop_id).await?;
        self.after_change(visitor, ended.map(|_| ())).await
    }

    async fn after_change(
        &self,
        visitor: &Visitor,
        changed: Result<(), Refusal>,
    ) -> Result<Ack, Trouble> {
        match changed {
            Ok(()) => {
                self.publish_home(visitor).await?;
                Ok(Ack::Empty)
            }
            Err(refusal) => Ok(super::update(&self.refused_view(visitor, &refusal))),
        }
    }

    async fn ask_for_date(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        loop_id: &LoopId,
    ) -> Result<(), Trouble> {
        let Some((round, name)) = self.planned_round(visitor, loop_id).await? else {
            return self.say(visitor, delivery, CannotNow::NoNextRound).await;
        };
        let view = ShiftRoundView {
            metadata: round.id.to_string(),
            name,
            date: round.date,
        };
        let view = view.view(visitor.language);
        self.api(&visitor.tenant)
            .open_view(trigger(delivery)?, &view)
            .await?;
        Ok(())
    }

    async fn confirm_end(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        loop_id: &LoopId,
    ) -> Result<(), Trouble> {
        let input = (visitor.tenant.clone(), loop_id.clone());
        let found = self
            .app
            .store
            .read(input, |tx, (tenant, id)| {
                tx.feedback_loop(tenant, id).boxed()
            })
            .await?;
        let Some(found) = found else {
            return self.say(visitor, delivery, CannotNow::LoopEnded).await;
        };
        let view = EndLoopView {
            metadata: loop_id.to_string(),
            name: found.settings.name,
        };
        let view = view.view(visitor.language);
        self.api(&visitor.tenant)
            .open_view(trigger(delivery)?, &view)
            .await?;
        Ok(())
    }

    /// The round of a loop that is planned next, and the loop's name.
    async fn planned_round(
        &self,
        visitor: &Visitor,
        loop_id: &LoopId,
    ) -> Result<Option<(Round, String)>, Trouble> {
        let input = (visitor.tenant.clone(), loop_id.clone());
        let found = self
            .app
            .store
            .read(input, |tx, (tenant, id)| {
                async move {
                    let rounds = tx.rounds_of_loop(tenant, id, RECENT_ROUNDS).await?;
                    let planned = rounds
                        .into_iter()
                        .find(|round| round.state == RoundState::Planned && !round.is_extra);
                    let name = tx
                        .feedback_loop(tenant, id)
                        .await?
                        .map(|it| it.settings.name);
                    Ok(planned.zip(name))
                }
                .boxed()
            })
            .await?;
        Ok(found)
    }

    /// Tells somebody who pressed a button why nothing happens.
    pub(super) async fn say(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        why: CannotNow,
    ) -> Result<(), Trouble> {
        let view = said(visitor.language, &why.text(visitor.language));
        self.api(&visitor.tenant)
            .open_view(trigger(delivery)?, &view)
            .await?;
        Ok(())
    }

    /// A window that says why something was not done.
    pub(super) fn refused_view(&self, visitor: &Visitor, refusal: &Refusal) -> Value {
        let language = visitor.language;
        let text = match refusal {
            Refusal::NotAllowed(refusal) => refused(language, *refusal),
            Refusal::Stale => CannotNow::OutOfDate.text(language),
            Refusal::LoopStopped(_) => CannotNow::LoopEnded.text(language),
            Refusal::Round(_) => CannotNow::NoNextRound.text(language),
            _ => CannotNow::Failed.text(language),
        };
        said(language, &text)
    }
}
