//! A loop in virtual time: it follows `next_wake` as the scheduler does, and writes down who sees what.

use jiff::civil::{Date, Time, time};
use jiff::{Timestamp, Zoned};

use super::{RoundAction, RoundFacts, RoundState, advance, depends_on_new_leads};
use crate::domain::ask::{self, Ask, AskLeads, AskState, AskStep, DropReason};
use crate::domain::feedback_loop::{Cadence, FeedbackLoop, LoopState};
use crate::domain::holidays::OwnHolidays;
use crate::domain::ids::{AskId, LoopId, MemberId, RoundId};
use crate::domain::language::Language;
use crate::domain::member::{Member, WorkingDays};
use crate::domain::round::Round;

pub(super) const AMSTERDAM: &str = "Europe/Amsterdam";

pub(super) fn at(text: &str) -> Timestamp {
    text.parse::<Zoned>().unwrap().timestamp()
}

pub(super) fn fortnightly_loop(window_days: u8, anchor: Date, ask_at: Time) -> FeedbackLoop {
    FeedbackLoop {
        id: LoopId::new("loop"),
        name: "Benelux".into(),
        state: LoopState::Active,
        cadence: Cadence::Weeks { weeks: 2 },
        anchor,
        ask_at,
        window_days,
        zone: AMSTERDAM.into(),
        country: None,
        language: Language::English,
        digest_channel: None,
        briefing_channel: None,
        ideal_customer: None,
        quarter_goal: None,
        leads_per_ask: 5,
        lead_days_back: 30,
        shows_names: true,
        revision: 1,
    }
}

pub(super) fn planned(date: Date) -> Round {
    Round {
        id: RoundId::new("round"),
        loop_id: LoopId::new("loop"),
        number: 1,
        date,
        state: RoundState::Planned,
        skip_reason: None,
        is_extra: false,
        only_rep: None,
        missed_by_downtime: false,
        told_marketing: false,
        opened_at: None,
        closed_at: None,
        digest_due_at: None,
        published_at: None,
        next_wake: None,
    }
}

pub(super) fn rep(id: &str, zone: &str) -> Member {
    Member {
        id: MemberId::new(id),
        name: id.into(),
        real_name: id.into(),
        email: None,
        zone: zone.into(),
        slack_locale: None,
        language: None,
        is_admin: false,
        is_deactivated: false,
        is_outsider: false,
        paused_until: None,
        status_until: None,
        overrules_status: false,
        working_days: WorkingDays::default(),
        holidays: OwnHolidays::OfTheLoop,
        is_introduced: true,
        silent_rounds: 0,
        asks_less_often: false,
    }
}

/// What somebody could notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seen {
    Round(RoundAction),
    Ask(String, AskStep),
}

pub(super) struct Row {
    pub(super) ask: Ask,
    leads: AskLeads,
    next_wake: Option<Timestamp>,
}

pub(super) struct World {
    pub(super) feedback_loop: FeedbackLoop,
    pub(super) round: Round,
    pub(super) reps: Vec<Member>,
    /// Open leads that each rep's ask is filled with.
    pub(super) leads: u32,
    pub(super) empty_rounds_before: u32,
    pub(super) rows: Vec<Row>,
    has_figures: bool,
    pub(super) log: Vec<(Timestamp, Seen)>,
}

impl World {
    /// A fortnightly loop, asks at 09:30, five working days; its round on `date`, five leads each.
    pub(super) fn new(date: Date, reps: Vec<Member>) -> Self {
        Self {
            feedback_loop: fortnightly_loop(5, date, time(9, 30, 0, 0)),
            round: planned(date),
            reps,
            leads: 5,
            empty_rounds_before: 0,
            rows: vec![],
            has_figures: false,
            log: vec![],
        }
    }

    fn facts(&self, dropped_by_downtime: bool) -> RoundFacts {
        let mut facts = RoundFacts {
            has_new_leads: self.leads > 0,
            empty_rounds_before: self.empty_rounds_before,
            dropped_by_downtime,
            has_figures: self.has_figures,
            ..RoundFacts::default()
        };
        for row in &self.rows {
            facts.asks.add(row.ask.state, 1);
        }
        let counts = |row: &&Row| row.ask.state == AskState::Pending || row.ask.sent_at.is_some();
        facts.last_deadline = self
            .rows
            .iter()
            .filter(counts)
            .map(|row| row.ask.deadline_at)
            .max();
        let away = self.rows.iter().filter(|it| it.ask.state == AskState::Away);
        facts.back_by = away.map(|it| it.ask.half_at()).max();
        facts.next_ask_wake = self.rows.iter().filter_map(|row| row.next_wake).min();
        facts.next_fix_at = self.unfixed().map(|rep| self.fixes_at(rep)).min();
        facts
    }

    fn unfixed(&self) -> impl Iterator<Item = &Member> {
        let has_ask = |rep: &Member| self.rows.iter().any(|row| row.ask.member_id == rep.id);
        self.reps.iter().filter(move |rep| !has_ask(rep))
    }

    fn fixes_at(&self, rep: &Member) -> Timestamp {
        ask::fixes_at(&self.feedback_loop, &self.round, &rep.time_zone())
    }

    /// Does all there is to do at this instant, the asks first, until it rests.
    pub(super) fn settle(&mut self, now: Timestamp) {
        for _ in 0..50 {
            let dropped = self.advance_asks(now);
            let facts = self.facts(dropped);
            let step = advance(&self.feedback_loop, &self.round, &facts, now);
            if !depends_on_new_leads(&self.feedback_loop, &self.round, &facts.asks, now) {
                let others = RoundFacts {
                    has_new_leads: !facts.has_new_leads,
                    ..facts
                };
                let same = advance(&self.feedback_loop, &self.round, &others, now);
                assert_eq!(same, step, "leads made a difference");
            }
            self.round = step.round;
            for action in step.actions {
                self.act(action, now);
            }
            if step.next_wake.is_none_or(|wake| wake > now) {
                return;
            }
        }
        panic!("no rest at {now}: {:?}", self.log);
    }

    fn advance_asks(&mut self, now: Timestamp) -> bool {
        let mut dropped = false;
        for row in &mut self.rows {
            let rep = self
                .reps
                .iter()
                .find(|rep| rep.id == row.ask.member_id)
                .unwrap();
            let state = self.feedback_loop.state;
            let calendar = rep.calendar(self.feedback_loop.country);
            let advanced = ask::advance(&row.ask, rep, calendar, state, row.leads, now);
            row.ask = advanced.ask;
            row.next_wake = advanced.next_wake;
            match advanced.step {
                AskStep::Wait { .. } | AskStep::Done => continue,
                AskStep::Fill if self.leads == 0 => {
                    row.ask.state = AskState::Empty;
                    row.next_wake = None;
                }
                AskStep::Fill => row.leads = AskLeads::Frozen { open: self.leads },
                AskStep::Drop(reason) => dropped |= reason == DropReason::Downtime,
                _ => {}
            }
            self.log
                .push((now, Seen::Ask(rep.id.to_string(), advanced.step)));
        }
        dropped
    }

    fn act(&mut self, action: RoundAction, now: Timestamp) {
        match action {
            RoundAction::FixAsks => {
                let due: Vec<Member> = self
                    .unfixed()
                    .filter(|rep| self.fixes_at(rep) <= now)
                    .cloned()
                    .collect();
                for rep in due {
                    let id = AskId::new(format!("ask of {}", rep.id));
                    let ask = ask::plan_ask(&self.feedback_loop, &self.round, &rep, id, now);
                    self.rows.push(Row {
                        ask,
                        leads: AskLeads::NotFrozen,
                        next_wake: Some(now),
                    });
                }
            }
            RoundAction::DropPending => {
                for row in self
                    .rows
                    .iter_mut()
                    .filter(|row| row.ask.state == AskState::Pending)
                {
                    row.ask.state = AskState::Dropped;
                    row.next_wake = None;
                }
            }
            RoundAction::Freeze => self.has_figures = true,
            _ => {}
        }
        self.log.push((now, Seen::Round(action)));
    }

    /// Follows `next_wake` from `from` on until something lies after `until`, or nothing is left.
    pub(super) fn run(&mut self, from: Timestamp, until: Timestamp) {
        self.settle(from);
        for _ in 0..200 {
            match self.round.next_wake {
                Some(wake) if wake <= until => self.settle(wake),
                _ => return,
            }
        }
        panic!("never ends: {:?}", self.log);
    }

    pub(super) fn run_to_the_end(&mut self, from: Timestamp) {
        self.run(from, Timestamp::MAX);
    }

    /// When something was seen.
    pub(super) fn when(&self, wanted: impl Fn(&Seen) -> bool) -> Vec<Timestamp> {
        self.log
            .iter()
            .filter(|(_, seen)| wanted(seen))
            .map(|(at, _)| *at)
            .collect()
    }

    pub(super) fn asked(&self, rep: &str, step: AskStep) -> Vec<Timestamp> {
        self.when(|seen| *seen == Seen::Ask(rep.into(), step))
    }

    pub(super) fn did(&self, wanted: RoundAction) -> Vec<Timestamp> {
        self.when(|seen| *seen == Seen::Round(wanted))
    }

    pub(super) fn ask_of(&mut self, rep: &str) -> &mut Ask {
        &mut self
            .rows
            .iter_mut()
            .find(|row| row.ask.member_id.as_str() == rep)
            .unwrap()
            .ask
    }

    /// All leads of a rep's ask get another owner.
    pub(super) fn take_leads_out(&mut self, rep: &str) {
        let is_theirs = |row: &&mut Row| row.ask.member_id.as_str() == rep;
        self.rows.iter_mut().find(is_theirs).unwrap().leads = AskLeads::Frozen { open: 0 };
    }

    pub(super) fn rep(&mut self, id: &str) -> &mut Member {
        self.reps
            .iter_mut()
            .find(|rep| rep.id.as_str() == id)
            .unwrap()
    }
}
