//! "Why was I asked, why not?": the true reasons, for oneself and, with less in them, for others.

use jiff::Zoned;
use jiff::civil::Date;

use super::kit::{self, Message};
use super::words::{self, LeadTitle};
use crate::domain::language::Language;
use crate::domain::lead::DoneReason;
use crate::texts::{commas, dates, t};

/// Why a lead is not in the ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeadWhy {
    /// It would be in an ask that were due now.
    InNextAsk,
    /// It came in before the days back from which the loop takes leads.
    TooOld,
    /// It came in a moment ago, and ripens on that date.
    Ripens(Date),
    /// "Not yet": it rests until that date.
    Rests(Date),
    /// The cap was reached; it waits for the next round.
    OverTheCap,
    /// Enough leads of its campaign are asked about in the round.
    EnoughOfCampaign,
    /// It is the only one, and waits one round.
    Alone,
    /// It stands in another open ask.
    InOpenAsk,
    /// It was asked three times.
    AskedOut,
    /// It was not reached in two rounds.
    NotReached,
    /// It is done.
    Done(DoneReason),
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyLine {
    /// Asked then, about so many leads of a loop's round; answered so many.
    AskedOn {
        /// When, in the person's zone.
        at: Zoned,
        /// The loop's name.
        loop_name: String,
        /// Leads in it.
        leads: usize,
        /// Answered.
        answered: usize,
    },
    /// Asked then; about others no more is said.
    Asked {
        /// When, in their zone.
        at: Zoned,
        /// The loop's name.
        loop_name: String,
    },
    /// Why these leads: they are the person's, from these campaigns.
    TheseLeads {
        /// The leads.
        leads: Vec<LeadTitle>,
    },
    /// Will be asked then.
    DueOn {
        /// When, in the person's zone.
        at: Zoned,
        /// The loop's name.
        loop_name: String,
    },
    /// The next round is on that date.
    NextRound {
        /// The date.
        date: Date,
        /// The loop's name.
        loop_name: String,
    },
    /// No lead of theirs is ripe.
    NoRipeLeads,
    /// A lead and why it is not in the ask.
    Lead {
        /// The lead.
        lead: LeadTitle,
        /// Why.
        why: LeadWhy,
    },
    /// So many more leads than the cap.
    OverTheCap {
        /// How many wait.
        waiting: usize,
        /// The cap.
        cap: u8,
    },
    /// One lead alone waits a round.
    AloneWaits,
    /// Away until then; for others without the date.
    Away {
        /// Until when; said to oneself only.
        until: Option<Date>,
    },
    /// The loop is paused.
    LoopPaused {
        /// Its name.
        loop_name: String,
    },
    /// They said "not this time".
    Declined {
        /// On which date.
        on: Date,
    },
    /// The window closed without an answer.
    NotAnswered {
        /// On which date.
        on: Date,
    },
    /// In no loop.
    InNoLoop,
    /// A guest, a bot, or of another workspace.
    Outsider,
    /// Deactivated in Slack.
    Deactivated,
    /// Another loop asked them on that day.
    OtherLoopAsked,
    /// They chose to be asked at most every four weeks.
    LessOften,
    /// leadloop was down when it was due.
    Downtime,
    /// The round was skipped.
    RoundSkipped {
        /// Its date.
        date: Date,
    },
    /// The ask of that round was not sent: they were away.
    WasAway {
        /// The round's date.
        date: Date,
    },
    /// The ask of that round was not sent: no lead was ready.
    HadNoLeads {
        /// The round's date.
        date: Date,
    },
    /// The ask of that round was not sent: enough leads of their campaigns were asked about.
    EnoughWereAsked {
        /// The round's date.
        date: Date,
    },
    /// So many more leads that are not listed.
    MoreLeads(u32),
}

/// An answer to "why".
#[derive(Debug, Clone)]
pub struct Why {
    /// Another person's name; none for oneself.
    pub about: Option<String>,
    /// The reasons, the latest first. For others the caller leaves out what they may not know;
    /// being away is said without a date in any case.
    pub lines: Vec<WhyLine>,
}

const LINES_MAX: usize = 30;

impl Why {
    /// The answer.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let heading = match &self.about {
            None => t!(language, "why-you"),
            Some(name) => t!(language, "why-other", name = name.as_str()),
        };
        let mut lines: Vec<String> = self
            .lines
            .iter()
            .take(LINES_MAX)
            .map(|line| self.line(language, line))
            .collect();
        if lines.is_empty() {
            lines.push(t!(language, "why-nothing"));
        }
        let mut blocks = vec![
            kit::rich(vec![kit::line(vec![kit::bold(&heading)])]),
            kit::rich(vec![kit::bullets(
                lines
                    .iter()
                    .map(|line| kit::line(vec![kit::run(line)]))
                    .collect(),
            )]),
        ];
        if self.about.is_none() {
            blocks.push(kit::context(&t!(language, "purpose")));
        }
        Message::new(&format!("{heading}\n{}", lines.join("\n")), blocks)
    }

    fn line(&self, language: Language, line: &WhyLine) -> String {
        match line {
            WhyLine::AskedOn {
                at,
                loop_name,
                leads,
                answered,
            } => t!(
                language,
                "why-asked-on",
                at = dates::moment(language, at),
                loop_name = loop_name.as_str(),
                leads = *leads,
                answered = *answered
            ),
            WhyLine::Asked { at, loop_name } => t!(
                language,
                "why-asked",
                at = dates::moment(language, at),
                loop_name = loop_name.as_str()
            ),
            WhyLine::TheseLeads { leads } => {
                let leads = words::inside(language, leads);
                let key = match self.about {
                    None => "why-these-leads",
                    Some(_) => "why-these-leads-other",
                };
                t!(language, key, leads = commas(&leads))
            }
            WhyLine::DueOn { at, loop_name } => t!(
                language,
                "why-due-on",
                at = dates::moment(language, at),
                loop_name = loop_name.as_str()
            ),
            WhyLine::NextRound { date, loop_name } => t!(
                language,
                "why-next-round",
                date = dates::day(language, *date),
                loop_name = loop_name.as_str()
            ),
            WhyLine::NoRipeLeads => t!(language, "why-no-ripe-leads"),
            WhyLine::Lead { lead, why } => t!(
                language,
                "why-lead",
                lead = lead.inside(),
                why = lead_why(language, why)
            ),
            WhyLine::OverTheCap { waiting, cap } => {
                t!(language, "why-over-the-cap", waiting = *waiting, cap = *cap)
            }
            WhyLine::AloneWaits => t!(language, "why-alone-waits"),
            WhyLine::Away { until: Some(date) } if self.about.is_none() => t!(
                language,
                "why-away-until",
                date = dates::day(language, *date)
            ),
            WhyLine::Away { .. } => t!(language, "why-away"),
            WhyLine::LoopPaused { loop_name } => {
                t!(language, "why-loop-paused", loop_name = loop_name.as_str())
            }
            WhyLine::Declined { on } => {
                t!(language, "why-declined", date = dates::day(language, *on))
            }
            WhyLine::NotAnswered { on } => t!(
                language,
                "why-not-answered",
                date = dates::day(language, *on)
            ),
            WhyLine::InNoLoop => t!(language, "why-in-no-loop"),
            WhyLine::Outsider => t!(language, "why-outsider"),
            WhyLine::Deactivated => t!(language, "why-deactivated"),
            WhyLine::OtherLoopAsked => t!(language, "why-other-loop"),
            WhyLine::LessOften => t!(language, "why-less-often"),
            WhyLine::Downtime => t!(language, "why-downtime"),
            WhyLine::RoundSkipped { date } => t!(
                language,
                "why-round-skipped",
                date = dates::day(language, *date)
            ),
            WhyLine::WasAway { date } => {
                t!(language, "why-was-away", date = dates::day(language, *date))
            }
            WhyLine::EnoughWereAsked { date } => t!(
                language,
                "why-enough-were-asked",
                date = dates::day(language, *date)
            ),
            WhyLine::HadNoLeads { date } => {
                t!(
                    language,
                    "why-had-no-leads",
                    date = dates::day(language, *date)
                )
            }
            WhyLine::MoreLeads(count) => t!(language, "why-more-leads", count = *count),
        }
    }
}

fn lead_why(language: Language, why: &LeadWhy) -> String {
    match why {
        LeadWhy::Ripens(date) => t!(
            language,
            "why-lead-ripens",
            date = dates::day(language, *date)
        ),
        LeadWhy::Rests(date) => t!(
            language,
            "why-lead-rests",
            date = dates::day(language, *date)
        ),
        LeadWhy::InNextAsk => t!(language, "why-lead-in-next-ask"),
        LeadWhy::TooOld => t!(language, "why-lead-too-old"),
        LeadWhy::OverTheCap => t!(language, "why-lead-over-the-cap"),
        LeadWhy::EnoughOfCampaign => t!(language, "why-lead-enough"),
        LeadWhy::Alone => t!(language, "why-lead-alone"),
        LeadWhy::InOpenAsk => t!(language, "why-lead-in-open-ask"),
        LeadWhy::AskedOut | LeadWhy::Done(DoneReason::AskedOut) => {
            t!(language, "why-lead-asked-out")
        }
        LeadWhy::NotReached | LeadWhy::Done(DoneReason::NotReached) => {
            t!(language, "why-lead-not-reached")
        }
        LeadWhy::Done(DoneReason::Rated) => t!(language, "why-lead-rated"),
        LeadWhy::Done(DoneReason::Duplicate) => t!(language, "why-lead-duplicate"),
        LeadWhy::Done(DoneReason::Outcome) => t!(language, "why-lead-outcome"),
    }
}
