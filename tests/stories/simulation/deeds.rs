//! What can happen in a story, in people's words.

use std::fmt::{self, Display};

use jiff::Timestamp;
use slack_sandbox::{DeliveryTrouble, Misbehaviour};

use crate::world::{Door, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM};

/// Who is asked.
pub(super) const REPS: [&str; 4] = [SANNE, JORIS, PRIYA, TOM];

/// A story: where it plays, and what happens in it.
#[derive(Clone)]
pub(super) struct Story {
    pub(super) door: Door,
    /// The app may read direct messages again.
    pub(super) can_look: bool,
    /// Weeks between two rounds.
    pub(super) weeks: u8,
    pub(super) steps: Vec<Step>,
    /// Until when the clock goes on after the last step.
    pub(super) ends_at: Timestamp,
}

#[derive(Clone)]
pub(super) struct Step {
    pub(super) at: Timestamp,
    pub(super) deed: Deed,
}

/// One thing that happens. Where it makes no sense (any more), nothing happens: so any step can be left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Deed {
    /// A lead of a rep's comes in.
    Lead { owner: &'static str, number: u32 },
    /// A rep opens their newest ask and rates so many leads.
    Rate {
        who: &'static str,
        leads: u32,
        answers: Kind,
        then: Then,
    },
    /// A rep changes one of the answers in their newest record.
    Edit {
        who: &'static str,
        nth: u32,
        answers: Kind,
    },
    /// "Not this time".
    Decline { who: &'static str },
    /// "Not my lead".
    PassOn { who: &'static str, to: &'static str },
    /// "Pause me until …", so many days from now.
    Pause { who: &'static str, days: u32 },
    /// Somebody's account is deactivated.
    Leave { who: &'static str },
    /// And activated again.
    ComeBack { who: &'static str },
    /// Somebody moves to another time zone.
    Move {
        who: &'static str,
        zone: &'static str,
    },
    /// Somebody opens the Home tab.
    Home { who: &'static str },
    /// Somebody asks `/leadloop why`.
    Why { who: &'static str },
    /// Karin asks now, in an extra round.
    AskNow,
    /// Karin pauses the loop.
    PauseLoop,
    /// Karin lets it go on.
    ResumeLoop,
    /// Marieke answers the newest numbers of her campaign.
    OwnerAnswers { line: u32 },
    /// Karin deals with the messages of which nobody knows whether they arrived.
    Mend,
    /// The bot is stopped and started again.
    Restart,
    /// The bot is stopped, and started again so many hours later.
    Down { hours: u32 },
    /// The clock goes on to what is due next, and in the midst of it the bot is gone; it is started again.
    Crash { turns: u32 },
    /// The clock goes on to what is due next; the bot is gone when Slack has its next message and the bot does not
    /// know yet, and is started again.
    CrashAtPost,
    /// Calls go wrong.
    Calls {
        method: &'static str,
        how: Misbehaviour,
        times: usize,
    },
    /// Deliveries go wrong.
    Deliveries {
        name: &'static str,
        how: DeliveryTrouble,
    },
    /// All sockets break.
    SocketsBreak,
    /// The database takes no row for so many minutes.
    DiskFull { minutes: u32 },
    /// The database takes rows, and fails to commit them, for so many minutes.
    CommitsFail { minutes: u32 },
    /// The database is in trouble when a rep saves next.
    AtNextSave(AtSave),
    /// Somebody else holds the database for a moment at what is due next.
    LockedAtNext,
    /// All that goes wrong ends.
    FaultsEnd,
    /// The neighbours, in whose Slack leadloop was too, come to have all that is here.
    Neighbours,
}

/// What is wrong with the database when a rep saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtSave {
    /// Somebody else holds it for a moment.
    Held,
    /// Somebody else holds it until the rep is told so.
    HeldForLong,
    /// It takes no row.
    DiskFull,
    /// It takes the rows, and fails to commit them.
    CommitFails,
}

/// What a rep thinks of a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Untouched,
    Wrong,
    Accepted,
    NotYet,
    Rejected,
}

/// What becomes of the window when a rep does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Close,
    LeaveOpen,
}

impl Deed {
    /// Whether from here on the program has to cope with something.
    pub(super) fn is_a_fault(&self) -> bool {
        matches!(
            self,
            Self::Crash { .. }
                | Self::CrashAtPost
                | Self::Calls { .. }
                | Self::Deliveries { .. }
                | Self::SocketsBreak
                | Self::DiskFull { .. }
                | Self::CommitsFail { .. }
                | Self::AtNextSave(_)
                | Self::LockedAtNext
        )
    }
}

pub(super) fn name(id: &str) -> &'static str {
    match id {
        SANNE => "Sanne",
        JORIS => "Joris",
        PRIYA => "Priya",
        TOM => "Tom",
        MARIEKE => "Marieke",
        KARIN => "Karin",
        _ => "somebody",
    }
}

impl Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lead { owner, number } => {
                write!(f, "Firm {number} comes in, a lead of {}'s", name(owner))
            }
            Self::Rate {
                who,
                leads,
                answers,
                then,
            } => {
                let then = match then {
                    Then::Close => "closes the window",
                    Then::LeaveOpen => "leaves the window as it is",
                };
                write!(
                    f,
                    "{} rates {leads} of the leads asked about ({answers:?}) and {then}",
                    name(who)
                )
            }
            Self::Edit { who, nth, answers } => {
                let who = name(who);
                write!(f, "{who} changes answer {nth} of the record to {answers:?}")
            }
            Self::Decline { who } => write!(f, "{} presses \"Not this time\"", name(who)),
            Self::PassOn { who, to } => {
                write!(f, "{} passes a lead on to {}", name(who), name(to))
            }
            Self::Pause { who, days } => write!(f, "{} pauses for {days} days", name(who)),
            Self::Leave { who } => write!(f, "{}'s account is deactivated", name(who)),
            Self::ComeBack { who } => write!(f, "{}'s account is active again", name(who)),
            Self::Move { who, zone } => write!(f, "{} moves to {zone}", name(who)),
            Self::Home { who } => write!(f, "{} opens the Home tab", name(who)),
            Self::Why { who } => write!(f, "{} types /leadloop why", name(who)),
            Self::AskNow => f.write_str("Karin types /leadloop ask now"),
            Self::PauseLoop => f.write_str("Karin pauses the loop"),
            Self::ResumeLoop => f.write_str("Karin lets the loop go on"),
            Self::OwnerAnswers { line } => {
                write!(
                    f,
                    "Marieke answers her newest numbers with \"Change {line}\""
                )
            }
            Self::Mend => f.write_str("Karin deals with the messages that may not have arrived"),
            Self::Restart => f.write_str("the bot is stopped and started again"),
            Self::Down { hours } => write!(f, "the bot is down for {hours} hours"),
            Self::Crash { turns } => write!(
                f,
                "the bot dies {turns} turns into what is due next, and is started again"
            ),
            Self::CrashAtPost => f.write_str(
                "the bot dies when Slack has its next message, before it knows, and is started again",
            ),
            Self::Calls { method, how, times } => {
                write!(f, "the next {times} calls of {method} go wrong: {how:?}")
            }
            Self::Deliveries { name, how } => {
                write!(f, "the next delivery of {name} goes wrong: {how:?}")
            }
            Self::SocketsBreak => f.write_str("all sockets break"),
            Self::DiskFull { minutes } => {
                write!(f, "for {minutes} minutes the database takes no row")
            }
            Self::CommitsFail { minutes } => {
                write!(f, "for {minutes} minutes no commit of the database works")
            }
            Self::AtNextSave(trouble) => f.write_str(match trouble {
                AtSave::Held => "at the next save, somebody else holds the database for a moment",
                AtSave::HeldForLong => {
                    "at the next save, somebody else holds the database until the rep is told"
                }
                AtSave::DiskFull => "at the next save, the database takes no row",
                AtSave::CommitFails => "at the next save, the commit of the database fails",
            }),
            Self::LockedAtNext => {
                f.write_str("somebody else holds the database for a moment, at what is due next")
            }
            Self::FaultsEnd => f.write_str("all is mended"),
            Self::Neighbours => f.write_str("the neighbours' rows become like ours"),
        }
    }
}

impl Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let look = if self.can_look {
            "the app may read direct messages again"
        } else {
            "the app can't read direct messages again"
        };
        writeln!(
            f,
            "  A round every {} week(s), deliveries by {:?}; {look}.",
            self.weeks, self.door
        )?;
        for step in &self.steps {
            writeln!(
                f,
                "  {}  {}",
                step.at.strftime("%a %d %b %H:%M:%S UTC"),
                step.deed
            )?;
        }
        write!(
            f,
            "  Then nothing more until {}.",
            self.ends_at.strftime("%d %b")
        )
    }
}
