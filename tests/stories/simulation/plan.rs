//! The story of a seed: who does what when, and what goes wrong.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use slack_sandbox::{DeliveryTrouble, Misbehaviour};

use super::chance::Chance;
use super::deeds::{AtSave, Deed, Kind, REPS, Step, Story, Then};
use crate::world::{Door, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM};

const KINDS: [Kind; 5] = [
    Kind::Untouched,
    Kind::Wrong,
    Kind::Accepted,
    Kind::NotYet,
    Kind::Rejected,
];
const ZONES: [&str; 6] = [
    "Europe/Amsterdam",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "Pacific/Auckland",
];
/// Calls that go wrong. Not those that only read people: they are repeated by the clock, which stands still while a
/// story waits for them.
const METHODS: [&str; 8] = [
    "chat.postMessage",
    "chat.postMessage",
    "chat.postMessage",
    "chat.update",
    "chat.update",
    "views.open",
    "views.publish",
    "auth.test",
];
const DELIVERIES: [&str; 6] = [
    "view_submission",
    "view_submission",
    "block_actions",
    "user_change",
    "app_home_opened",
    "*",
];

/// The story that this seed makes, always the same.
pub(super) fn story_of(seed: u64) -> Story {
    let mut chance = Chance::of(seed);
    let weeks = chance.one_of(&[1, 1, 2]);
    let rounds = if weeks == 1 { 3 } else { 2 };
    let mut plan = Plan {
        weeks,
        window_days: if weeks == 1 { 3 } else { 5 },
        steps: Vec::new(),
        leads: 0,
        is_calm: chance.percent(15),
        chance,
    };
    for round in 0..rounds {
        plan.round(round);
    }
    plan.now_and_then(rounds);
    if !plan.is_calm {
        plan.troubles(rounds);
    }
    plan.steps.sort_by_key(|step| step.at);
    let last = plan.monday(rounds - 1);
    Story {
        door: plan.chance.one_of(&[Door::Socket, Door::Http]),
        can_look: plan.chance.percent(30),
        weeks,
        steps: plan.steps,
        ends_at: last + SignedDuration::from_hours(24 * (i64::from(plan.window_days) + 9)),
    }
}

struct Plan {
    weeks: u8,
    window_days: u8,
    steps: Vec<Step>,
    leads: u32,
    /// Nothing goes wrong, so nothing may be logged.
    is_calm: bool,
    chance: Chance,
}

impl Plan {
    /// Midnight UTC of a round's date.
    fn monday(&self, round: u32) -> Timestamp {
        let days = i64::from(round) * 7 * i64::from(self.weeks);
        let day = date(2026, 11, 16) + days.days();
        let midnight = day.to_zoned(TimeZone::UTC).expect("a date");
        midnight.timestamp()
    }

    fn add(&mut self, at: Timestamp, deed: Deed) {
        self.steps.push(Step { at, deed });
    }

    fn minutes(&mut self, least: u32, most: u32) -> SignedDuration {
        let seconds = self.chance.between(least * 60, most * 60);
        SignedDuration::from_secs(i64::from(seconds))
    }

    /// Leads come in, and each rep answers them in their own way, or does not.
    fn round(&mut self, round: u32) {
        let monday = self.monday(round);
        for rep in REPS {
            for _ in 0..self.chance.between(1, 3) {
                self.leads += 1;
                let number = self.leads;
                let at = monday - SignedDuration::from_hours(5 * 24 - 8) + self.minutes(0, 300);
                self.add(at, Deed::Lead { owner: rep, number });
            }
        }
        if round == 0 || self.chance.percent(40) {
            let at = monday - SignedDuration::from_hours(20) + self.minutes(0, 3_000);
            self.add(at, Deed::Neighbours);
        }
        if self.chance.percent(60) {
            let at = monday + self.minutes(9 * 60, u32::from(self.window_days) * 24 * 60);
            self.add(at, Deed::Neighbours);
        }
        if self.chance.percent(30) {
            self.asked_already(monday);
        }
        for rep in REPS {
            self.rep_in_round(rep, monday);
        }
        if self.chance.percent(40) {
            let line = self.chance.below(90);
            let days = i64::from(self.window_days) + 1;
            let at = monday + SignedDuration::from_hours(24 * days) + self.minutes(0, 3_000);
            self.add(at, Deed::OwnerAnswers { line });
        }
    }

    /// On the day on which the reps were asked, and after that, two working days have passed since more leads came in,
    /// and Karin asks about those at once.
    fn asked_already(&mut self, monday: Timestamp) {
        let thursday = monday - SignedDuration::from_hours(4 * 24);
        for owner in [SANNE, SANNE, JORIS, JORIS, PRIYA, PRIYA] {
            self.leads += 1;
            let number = self.leads;
            let at = thursday + self.minutes(10 * 60, 12 * 60);
            self.add(at, Deed::Lead { owner, number });
        }
        let at = monday + self.minutes(12 * 60 + 5, 15 * 60);
        self.add(at, Deed::AskNow);
    }

    fn rep_in_round(&mut self, who: &'static str, monday: Timestamp) {
        let window = u32::from(self.window_days) * 24 * 60;
        // Mostly in the window; now and then soon after the ask, or late.
        let (least, most) = match self.chance.below(10) {
            0..=4 => (9 * 60, window),
            5..=7 => (8 * 60 + 25, 15 * 60),
            _ => (window, window + 4 * 24 * 60),
        };
        let at = monday + self.minutes(least, most);
        match self.chance.below(100) {
            0..=64 => {
                let deed = Deed::Rate {
                    who,
                    leads: self.chance.between(1, 5),
                    answers: self.chance.one_of(&KINDS),
                    then: self.chance.one_of(&[Then::Close, Then::LeaveOpen]),
                };
                self.add(at, deed);
                if !self.is_calm && self.chance.percent(40) {
                    let fault = self.fault_of_a_save();
                    let before = SignedDuration::from_secs(i64::from(self.chance.between(2, 50)));
                    self.add(at - before, fault);
                }
                for _ in 0..self.chance.below(3) {
                    let again = at + self.minutes(1, 4_000);
                    let answers = self.chance.one_of(&KINDS);
                    let deed = if self.chance.percent(50) {
                        let nth = self.chance.below(4);
                        Deed::Edit { who, nth, answers }
                    } else {
                        Deed::Rate {
                            who,
                            leads: 5,
                            answers,
                            then: Then::Close,
                        }
                    };
                    self.add(again, deed);
                }
            }
            65..=76 => self.add(at, Deed::Decline { who }),
            77..=82 => {
                let to = self.chance.one_of(&REPS);
                self.add(at, Deed::PassOn { who, to });
            }
            _ => {}
        }
    }

    /// What goes wrong just when a rep saves.
    fn fault_of_a_save(&mut self) -> Deed {
        match self.chance.below(12) {
            0..=2 => Deed::Deliveries {
                name: "view_submission",
                how: DeliveryTrouble::Repeated,
            },
            3 => Deed::Deliveries {
                name: "view_submission",
                how: DeliveryTrouble::Lost,
            },
            4..=6 => Deed::AtNextSave(AtSave::CommitFails),
            7 => Deed::AtNextSave(AtSave::DiskFull),
            8 => Deed::Deliveries {
                name: "view_submission",
                how: DeliveryTrouble::SocketsDropped,
            },
            // It takes seconds of real time, so it is rare.
            9 if self.chance.percent(20) => Deed::AtNextSave(AtSave::HeldForLong),
            _ => Deed::AtNextSave(AtSave::Held),
        }
    }

    /// A moment of a round at which the program has something to do, in UTC.
    fn moment(&mut self, rounds: u32) -> Timestamp {
        let round = self.chance.below(rounds);
        let monday = self.monday(round);
        let deadline = if self.window_days == 3 { 3 } else { 7 };
        let (day, minute) = self.chance.one_of(&[
            // Asked: Amsterdam and Brussels, London, New York.
            (0, 8 * 60 + 30),
            (0, 8 * 60 + 30),
            (0, 9 * 60 + 30),
            (0, 14 * 60 + 30),
            // Reminded.
            (deadline, 7 * 60),
            (deadline, 8 * 60),
            // The window ends.
            (deadline, 16 * 60),
            (deadline, 17 * 60),
            (deadline, 22 * 60),
            // The digest.
            (deadline + 1, 8 * 60),
            (deadline + 1, 8 * 60),
        ]);
        monday + SignedDuration::from_hours(24 * day) + SignedDuration::from_mins(minute)
    }

    /// A moment, or any time.
    fn some_time(&mut self, rounds: u32) -> Timestamp {
        if self.chance.percent(60) {
            let near = SignedDuration::from_secs(i64::from(self.chance.between(0, 150)));
            return self.moment(rounds) - near;
        }
        let days = rounds * u32::from(self.weeks) * 7;
        self.monday(0) - SignedDuration::from_hours(24 * 5) + self.minutes(0, (days + 5) * 24 * 60)
    }

    /// What people do besides, and what is done to the bot on purpose.
    fn now_and_then(&mut self, rounds: u32) {
        for _ in 0..self.chance.between(3, 9) {
            let at = self.some_time(rounds);
            let who = self.chance.one_of(&REPS);
            let deed = match self.chance.below(20) {
                0..=2 => Deed::Pause {
                    who,
                    days: self.chance.between(1, 9),
                },
                3 | 4 => {
                    let back = at + self.minutes(60, 12_000);
                    self.add(back, Deed::ComeBack { who });
                    Deed::Leave { who }
                }
                5..=7 => Deed::Move {
                    who,
                    zone: self.chance.one_of(&ZONES),
                },
                8..=10 => {
                    let people = [SANNE, JORIS, PRIYA, TOM, MARIEKE, KARIN];
                    let who = self.chance.one_of(&people);
                    Deed::Home { who }
                }
                11 => Deed::Why { who },
                12 | 13 => Deed::AskNow,
                14 => {
                    let later = at + self.minutes(30, 9_000);
                    self.add(later, Deed::ResumeLoop);
                    Deed::PauseLoop
                }
                15..=17 => Deed::Restart,
                _ => Deed::Down {
                    hours: self.chance.between(1, 40),
                },
            };
            self.add(at, deed);
        }
    }

    fn troubles(&mut self, rounds: u32) {
        for _ in 0..self.chance.between(4, 14) {
            let at = self.some_time(rounds);
            let fault = self.fault();
            self.add(at, fault);
        }
        for _ in 0..self.chance.below(4) {
            self.held_post(rounds);
        }
        for _ in 0..self.chance.below(4) {
            self.lost_answer(rounds);
        }
        for _ in 0..self.chance.below(3) {
            let at = self.some_time(rounds) + SignedDuration::from_hours(1);
            let deed = self.chance.one_of(&[Deed::Mend, Deed::FaultsEnd]);
            self.add(at, deed);
        }
    }

    /// A rep, and mostly the moment at which they are asked in some round; now and then another one.
    fn message_to_a_rep(&mut self, rounds: u32) -> (&'static str, Timestamp) {
        if self.chance.percent(30) {
            return (self.chance.one_of(&REPS), self.moment(rounds));
        }
        // Half past nine where each of them is, in UTC.
        let (who, minute) = self.chance.one_of(&[
            (SANNE, 8 * 60 + 30),
            (JORIS, 8 * 60 + 30),
            (PRIYA, 9 * 60 + 30),
            (TOM, 14 * 60 + 30),
        ]);
        let round = self.chance.below(rounds);
        (who, self.monday(round) + SignedDuration::from_mins(minute))
    }

    /// What is due waits, because Slack wants no more just then; and who it is for does something meanwhile.
    fn held_post(&mut self, rounds: u32) {
        let (who, at) = self.message_to_a_rep(rounds);
        let how = Misbehaviour::RateLimited { retry_after_s: 900 };
        let fault = Deed::Calls {
            method: "chat.postMessage",
            how,
            times: 1,
        };
        self.add(at - SignedDuration::from_secs(5), fault);
        let deed = match self.chance.below(8) {
            0..=2 => Deed::Pause {
                who,
                days: self.chance.between(2, 9),
            },
            3 => Deed::Rate {
                who,
                leads: 5,
                answers: Kind::Wrong,
                then: Then::Close,
            },
            4 => Deed::Decline { who },
            5 => Deed::Leave { who },
            6 => Deed::PauseLoop,
            _ => Deed::Crash {
                turns: self.chance.below(400),
            },
        };
        let meanwhile = at + self.minutes(1, 12);
        if deed == Deed::PauseLoop {
            let later = meanwhile + self.minutes(30, 3_000);
            self.add(later, Deed::ResumeLoop);
        }
        if let Deed::Leave { who } = deed {
            let later = meanwhile + self.minutes(30, 3_000);
            self.add(later, Deed::ComeBack { who });
        }
        self.add(meanwhile, deed);
    }

    /// Slack has what is due, and the bot never hears that it has.
    fn lost_answer(&mut self, rounds: u32) {
        let (_, at) = self.message_to_a_rep(rounds);
        let at = at - SignedDuration::from_secs(5);
        let lost = |how| Deed::Calls {
            method: "chat.postMessage",
            how,
            times: 1,
        };
        let deed = self.chance.one_of(&[
            lost(Misbehaviour::DoneThenDropped),
            lost(Misbehaviour::Garbage),
            Deed::CrashAtPost,
            Deed::CrashAtPost,
        ]);
        self.add(at, deed);
    }

    fn fault(&mut self) -> Deed {
        match self.chance.below(20) {
            0..=8 => {
                let how = self.chance.one_of(&[
                    Misbehaviour::RateLimited { retry_after_s: 30 },
                    Misbehaviour::RateLimited { retry_after_s: 900 },
                    Misbehaviour::Status(500),
                    Misbehaviour::Status(503),
                    Misbehaviour::DoneThenDropped,
                    Misbehaviour::DoneThenDropped,
                    Misbehaviour::Dropped,
                    Misbehaviour::Garbage,
                    Misbehaviour::SocketsDropped,
                ]);
                Deed::Calls {
                    method: self.chance.one_of(&METHODS),
                    how,
                    times: usize::try_from(self.chance.between(1, 4)).unwrap_or(1),
                }
            }
            9..=12 => {
                let late = SignedDuration::from_hours(i64::from(self.chance.between(1, 30)));
                let how = self.chance.one_of(&[
                    DeliveryTrouble::Repeated,
                    DeliveryTrouble::Repeated,
                    DeliveryTrouble::Late(late),
                    DeliveryTrouble::Overtaken,
                    DeliveryTrouble::Lost,
                    DeliveryTrouble::SocketsDropped,
                ]);
                Deed::Deliveries {
                    name: self.chance.one_of(&DELIVERIES),
                    how,
                }
            }
            13 => Deed::SocketsBreak,
            14 => Deed::DiskFull {
                minutes: self.chance.between(1, 4),
            },
            15 | 16 => Deed::CommitsFail {
                minutes: self.chance.between(1, 4),
            },
            17 => Deed::LockedAtNext,
            _ => Deed::Crash {
                turns: self.chance.below(400),
            },
        }
    }
}
