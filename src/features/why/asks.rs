//! Why somebody was asked in a loop's last round or not, and when the next one is.

use super::{LeadName, Look, WhyLine};
use crate::domain::ask::{AskState, AskedState};
use crate::domain::ids::LeadId;
use crate::domain::round::{Round, RoundState, SkipReason};
use crate::domain::working_time::local_date;
use crate::store::{AskRow, LoopRow, StoreError, Tx};

/// Asks and rounds that are looked through.
const RECENT: u32 = 12;

impl Look<'_> {
    pub(super) async fn about_rounds(
        &self,
        tx: &mut Tx,
        feedback_loop: &LoopRow,
    ) -> Result<Vec<WhyLine>, StoreError> {
        let loop_name = &feedback_loop.settings.name;
        let rounds = tx
            .rounds_of_loop(self.tenant, &feedback_loop.settings.id, RECENT)
            .await?;
        let asks = tx
            .asks_of_member(self.tenant, &self.member.id, RECENT)
            .await?;
        let ask_in = |round: &Round| asks.iter().find(|it| it.ask.round_id == round.id);
        let mut lines = Vec::new();

        // The last round that has begun, and one for which the ask has been decided already.
        let today = local_date(self.now, &self.member.time_zone());
        let is_left_out = |round: &Round| round.state == RoundState::Skipped && round.date > today;
        let is_theirs = |round: &&Round| {
            let only = round.only_rep.as_ref();
            round.state != RoundState::Planned
                && !is_left_out(round)
                && only.is_none_or(|only| *only == self.member.id)
        };
        let last = rounds.iter().filter(is_theirs).max_by_key(|it| it.number);
        if let Some(round) = last {
            match ask_in(round) {
                Some(row) => lines.extend(self.about_ask(tx, loop_name, round, row, &asks).await?),
                None if round.state == RoundState::Skipped => {
                    lines.push(WhyLine::RoundSkipped { date: round.date });
                }
                None => {}
            }
        }
        let mut left_out: Vec<_> = rounds
            .iter()
            .filter(|it| is_left_out(it) && it.skip_reason == Some(SkipReason::TeamLead))
            .map(|it| it.date)
            .collect();
        left_out.sort();
        lines.extend(
            left_out
                .into_iter()
                .map(|date| WhyLine::RoundSkipped { date }),
        );
        let planned = rounds.iter().filter(|it| it.state == RoundState::Planned);
        if let Some(round) = planned.min_by_key(|it| it.date) {
            let decided = match ask_in(round) {
                Some(row) => self.about_ask(tx, loop_name, round, row, &asks).await?,
                None => vec![],
            };
            if decided.is_empty() {
                lines.push(WhyLine::NextRound {
                    date: round.date,
                    loop_name: loop_name.clone(),
                });
            }
            lines.extend(decided);
        }
        Ok(lines)
    }

    async fn about_ask(
        &self,
        tx: &mut Tx,
        loop_name: &str,
        round: &Round,
        row: &AskRow,
        asks: &[AskRow],
    ) -> Result<Vec<WhyLine>, StoreError> {
        let (ask, date) = (&row.ask, round.date);
        if let Some(at) = ask.sent_at {
            return self.about_sent(tx, loop_name, row, at).await;
        }
        let zone = self.member.time_zone();
        let day = local_date(ask.send_at, &zone);
        let asked_that_day = asks.iter().any(|other| {
            other.ask.id != ask.id
                && other
                    .ask
                    .sent_at
                    .is_some_and(|at| local_date(at, &zone) == day)
        });
        Ok(match ask.state {
            AskState::Pending => vec![WhyLine::DueOn {
                at: ask.send_at,
                loop_name: loop_name.to_owned(),
            }],
            AskState::Away => vec![WhyLine::WasAway { date }],
            AskState::Empty if asked_that_day => vec![WhyLine::OtherLoopAsked { date }],
            // They are asked less often, which is told above, and to nobody else.
            AskState::Empty if row.filled_at.is_none() => vec![],
            AskState::Empty => match tx.held_back_of(self.tenant, &ask.id).await?.is_empty() {
                true => vec![WhyLine::HadNoLeads { date }],
                false => vec![WhyLine::EnoughWereAsked { date }],
            },
            AskState::Dropped if round.missed_by_downtime => vec![WhyLine::Downtime { date }],
            AskState::Dropped => vec![WhyLine::RoundSkipped { date }],
            AskState::Sent
            | AskState::Partial
            | AskState::Answered
            | AskState::Declined
            | AskState::Missed => vec![],
        })
    }

    async fn about_sent(
        &self,
        tx: &mut Tx,
        loop_name: &str,
        row: &AskRow,
        at: jiff::Timestamp,
    ) -> Result<Vec<WhyLine>, StoreError> {
        let loop_name = loop_name.to_owned();
        if !self.is_self {
            return Ok(vec![WhyLine::AskedOn {
                at,
                loop_name,
                leads: None,
            }]);
        }
        let asked = tx.asked_leads(self.tenant, &row.ask.id).await?;
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let answered = asked
            .iter()
            .filter(|it| matches!(it.asked.state, AskedState::Rated | AskedState::PassedOn));
        let mut lines = vec![WhyLine::AskedOn {
            at,
            loop_name,
            leads: Some((count(asked.len()), count(answered.count()))),
        }];
        let ids: Vec<LeadId> = asked.iter().map(|it| it.asked.lead_id.clone()).collect();
        let mut leads = tx.leads_by_id(self.tenant, &ids).await?;
        leads.sort_by_key(|lead| ids.iter().position(|id| *id == lead.lead.id));
        lines.push(WhyLine::TheseLeads {
            leads: leads
                .into_iter()
                .map(|it| LeadName::new(it.lead.id, it.lead.facts))
                .collect(),
        });
        match row.ask.state {
            AskState::Declined => lines.push(WhyLine::Declined {
                at: row.ask.finished_at.unwrap_or(at),
            }),
            AskState::Missed => lines.push(WhyLine::NotAnswered {
                at: row.ask.deadline_at,
            }),
            _ => {}
        }
        Ok(lines)
    }
}
