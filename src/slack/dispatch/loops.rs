//! A loop's menu on the Home tab: edit, skip or move the next round, pause, resume, end.

use futures_util::FutureExt as _;

use super::saying::refused_instead;
use super::{Dispatch, Trouble, Visitor};
use crate::domain::ids::{LoopId, RoundId};
use crate::domain::round::{ChangeRefusal, Round, RoundState};
use crate::features::manage_loop;
use crate::features::refusal::{Refusal, Thing};
use crate::slack::ack::Ack;
use crate::slack::ids::LoopChoice;
use crate::slack::incoming::{Action, BlockActions, ViewSubmission};
use crate::slack::views::manage_loop::{EndLoopView, ShiftRoundView, parse_shift, shift_error};
use crate::slack::views::refusals::CannotNow;

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
        let (choice, about) = chosen
            .and_then(LoopChoice::parse_value)
            .ok_or(Trouble::Lacks("the choice"))?;
        let (app, tenant, actor) = (&self.app, &visitor.tenant, &visitor.member);
        let (loop_id, round_id) = (LoopId::new(about), RoundId::new(about));
        let outcome = match choice {
            LoopChoice::Edit => return self.open_set_up(visitor, delivery, Some(&loop_id)).await,
            LoopChoice::ShiftNext => return self.ask_for_date(visitor, delivery, &round_id).await,
            LoopChoice::End => return self.confirm_end(visitor, delivery, &loop_id).await,
            LoopChoice::SkipNext => manage_loop::skip_round(app, tenant, actor, &round_id).await?,
            LoopChoice::Pause => manage_loop::pause(app, tenant, actor, &loop_id).await?,
            LoopChoice::Resume => manage_loop::resume(app, tenant, actor, &loop_id).await?,
        };
        if let Err(refusal) = outcome {
            self.refuse(visitor, delivery, &refusal).await?;
        }
        Ok(())
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
            Ok(()) => Ok(Ack::Empty),
            Err(refusal) => Ok(refused_instead(visitor, &refusal)),
        }
    }

    async fn ask_for_date(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
        round_id: &RoundId,
    ) -> Result<(), Trouble> {
        let (round, name) = match self.planned_round(visitor, round_id).await? {
            Ok(found) => found,
            Err(refusal) => return self.refuse(visitor, delivery, &refusal).await,
        };
        let view = ShiftRoundView {
            metadata: round.id.to_string(),
            name,
            date: round.date,
        };
        let view = view.view(visitor.language);
        self.show(visitor, delivery, view).await
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
            return self
                .say(
                    visitor,
                    delivery,
                    &CannotNow::LoopEnded.text(visitor.language),
                )
                .await;
        };
        let view = EndLoopView {
            metadata: loop_id.to_string(),
            name: found.settings.name,
        };
        let view = view.view(visitor.language);
        self.show(visitor, delivery, view).await
    }

    /// A round that is still planned, and its loop's name.
    async fn planned_round(
        &self,
        visitor: &Visitor,
        round_id: &RoundId,
    ) -> Result<Result<(Round, String), Refusal>, Trouble> {
        let input = (visitor.tenant.clone(), round_id.clone());
        let found = self
            .app
            .store
            .read(input, |tx, (tenant, id)| {
                async move {
                    let Some(round) = tx.round(tenant, id).await? else {
                        return Ok(None);
                    };
                    let of = tx.feedback_loop(tenant, &round.loop_id).await?;
                    Ok(of.map(|of| (round, of.settings.name)))
                }
                .boxed()
            })
            .await?;
        Ok(match found {
            Some((round, _)) if round.state != RoundState::Planned => {
                Err(ChangeRefusal::NotPlanned(round.state).into())
            }
            found => found.ok_or(Refusal::Unknown(Thing::Round)),
        })
    }
}
