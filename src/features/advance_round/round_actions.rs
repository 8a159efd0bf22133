//! What the domain wants to be done with a round: fix its asks, tell, close, publish, plan the next.

use std::collections::BTreeSet;

use super::Scene;
use crate::app::fresh_id;
use crate::domain::figures::RoundFigures;
use crate::domain::ids::{MemberId, PostId, RoundId};
use crate::domain::member::Role;
use crate::domain::post::{Destination, Post};
use crate::domain::round::{Round, RoundAction, SkipReason};
use crate::domain::working_time::next_working_moment;
use crate::features::{fill_ask, results_home};
use crate::store::{StoreError, Tx};

impl Scene<'_> {
    pub(super) async fn act(
        &self,
        tx: &mut Tx,
        round: &Round,
        action: RoundAction,
    ) -> Result<(), StoreError> {
        match action {
            RoundAction::TellMarketingNoLeads { team_leads_too } => {
                self.tell_no_leads(tx, &round.id, team_leads_too).await
            }
            RoundAction::DropPending => tx.drop_pending(self.tenant, &round.id).await,
            RoundAction::ForgetAsks => tx.forget_asks(self.tenant, &round.id).await,
            RoundAction::Skip(SkipReason::Downtime) => self.tell_missed(tx, round).await,
            // What comes in no digest of its own is counted by the next round of all.
            RoundAction::Close { quietly: false } => {
                tx.mark_counted(self.tenant, &round.loop_id, &round.id)
                    .await
            }
            // Whoever looks at the round fixes asks a chunk at a time, and freezes after the commit.
            RoundAction::Close { .. }
            | RoundAction::FixAsks
            | RoundAction::Freeze
            | RoundAction::Open
            | RoundAction::Skip(_) => Ok(()),
            RoundAction::Publish => self.publish(tx, round).await,
            RoundAction::PlanNext { date } => {
                let latest = tx.rounds_of_loop(self.tenant, &round.loop_id, 1).await?;
                let number = latest.first().map_or(1, |latest| latest.number + 1);
                let id = RoundId::new(fresh_id(self.now));
                let next = Round::planned(id, round.loop_id.clone(), number, date, self.now);
                tx.save_round(self.tenant, &next).await
            }
        }
    }

    async fn tell_no_leads(
        &self,
        tx: &mut Tx,
        round_id: &RoundId,
        team_leads_too: bool,
    ) -> Result<(), StoreError> {
        for member_id in self.with_role(Role::Marketing) {
            let post = Post::NoNewLeads {
                round_id: round_id.clone(),
                member_id: member_id.clone(),
            };
            self.post(tx, &post, &Destination::Member(member_id.clone()))
                .await?;
        }
        for member_id in self.with_role(Role::TeamLead).filter(|_| team_leads_too) {
            let post = Post::EmptyRounds {
                round_id: round_id.clone(),
                member_id: member_id.clone(),
            };
            self.post(tx, &post, &Destination::Member(member_id.clone()))
                .await?;
        }
        Ok(())
    }

    /// Says in the digest's channel (to the team leads where there is none) that a round was lost to downtime, in
    /// office hours. Where nobody has a lead, nothing was lost; and how one rep alone gets on is told to nobody.
    async fn tell_missed(&self, tx: &mut Tx, round: &Round) -> Result<(), StoreError> {
        let (tenant, of) = (self.tenant, self.feedback_loop);
        if round.only_rep.is_some()
            || !fill_ask::has_leads(tx, tenant, of, self.people, self.now).await?
        {
            return Ok(());
        }
        let settings = &of.settings;
        let home = settings.time_zone();
        let at = next_working_moment(self.now, &home, settings.calendar(), None);
        let told: Vec<(Option<MemberId>, Destination)> = match &settings.digest_channel {
            Some(channel) => vec![(None, Destination::Channel(channel.clone()))],
            None => self
                .with_role(Role::TeamLead)
                .map(|lead| (Some(lead.clone()), Destination::Member(lead.clone())))
                .collect(),
        };
        for (team_lead, to) in told {
            let post = Post::RoundMissed {
                round_id: round.id.clone(),
                team_lead,
            };
            let id = PostId::new(fresh_id(self.now));
            tx.post(tenant, &id, &post, &to, at).await?;
        }
        Ok(())
    }

    /// Notes who gets a copy of their own team's. The loop's team leads get everything; who left, or leads a team in
    /// which nobody is, gets nothing.
    async fn name_leads_of_teams(
        &self,
        tx: &mut Tx,
        figures: &mut RoundFigures,
    ) -> Result<(), StoreError> {
        let all: Vec<&MemberId> = self.with_role(Role::TeamLead).collect();
        for team in tx
            .teams(self.tenant, &self.feedback_loop.settings.id)
            .await?
        {
            let mut frozen = figures.teams.iter_mut();
            let frozen = frozen.find(|it| it.group == team.group && !it.members.is_empty());
            if let Some(frozen) = frozen {
                let own = tx.members_by_id(self.tenant, &team.leads).await?;
                let own = own
                    .into_iter()
                    .filter(|it| it.can_be_asked() && !all.contains(&&it.id));
                frozen.leads = own.map(|it| it.id).collect();
            }
        }
        Ok(())
    }

    async fn publish(&self, tx: &mut Tx, round: &Round) -> Result<(), StoreError> {
        let round_id = &round.id;
        let Some(mut figures) = tx.figures(self.tenant, round_id).await? else {
            return Ok(());
        };
        for answer in tx.owner_answers(self.tenant, round_id).await? {
            let mut campaigns = figures.campaigns.iter_mut();
            let answered =
                campaigns.find(|it| it.campaign_id.as_ref() == Some(&answer.campaign_id));
            if let Some(campaign) = answered {
                campaign.owner_answer = Some(answer.answer);
            }
        }
        let home = results_home::Home {
            tenant: self.tenant,
            feedback_loop: self.feedback_loop,
            round,
            now: self.now,
        };
        figures.said = home.said(tx, &figures).await?;
        self.name_leads_of_teams(tx, &mut figures).await?;
        tx.save_figures(self.tenant, round_id, &figures).await?;

        let channel = self.feedback_loop.settings.digest_channel.clone();
        let of_teams: BTreeSet<&MemberId> = figures.teams.iter().flat_map(|it| &it.leads).collect();
        let leads = self
            .with_role(Role::TeamLead)
            .chain(of_teams)
            .map(|lead| (Some(lead.clone()), Destination::Member(lead.clone())));
        let channel = channel.map(|channel| (None, Destination::Channel(channel)));
        for (team_lead, to) in leads.chain(channel) {
            let digest = Post::Digest {
                round_id: round_id.clone(),
                team_lead: team_lead.clone(),
            };
            self.post(tx, &digest, &to).await?;
            if !figures.is_empty() {
                let details = Post::DigestDetails {
                    round_id: round_id.clone(),
                    team_lead,
                };
                self.post(tx, &details, &to).await?;
            }
        }
        home.post_results(tx, &figures).await?;
        home.tell_who_said(tx).await?;
        let marketing = self.with_role(Role::Marketing).cloned().collect();
        home.ask_marketing(tx, &figures, marketing).await?;
        // Their messages are edited after this, a chunk at a time.
        tx.wake_answered(self.tenant, round_id, self.now).await
    }
}
