//! What is entered when a loop is set up, what is wrong with it, and how it is read back.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::kit::{self, State};
use crate::domain::feedback_loop::{Cadence, IDEAL_CUSTOMER_MAX, NAME_MAX, Nth};
use crate::domain::holidays::Country;
use crate::domain::ids::{ChannelId, MemberId, UserGroupId};
use crate::domain::language::Language;
use crate::texts::t;

pub(super) const NAME: &str = "name";
pub(super) const REPS: &str = "reps";
pub(super) const GROUP: &str = "group";
pub(super) const TEAM_LEADS: &str = "team_leads";
pub(super) const MARKETING: &str = "marketing";
pub(super) const CADENCE: &str = "cadence";
pub(super) const FIRST: &str = "first";
pub(super) const TIME: &str = "time";
pub(super) const WINDOW: &str = "window";
pub(super) const ZONE: &str = "zone";
pub(super) const COUNTRY: &str = "country";
pub(super) const NO_COUNTRY: &str = "none";
pub(super) const DIGEST: &str = "digest";
pub(super) const BRIEFINGS: &str = "briefings";
pub(super) const LANGUAGE: &str = "language";
pub(super) const CUSTOMER: &str = "customer";
pub(super) const GOAL: &str = "goal";
pub(super) const DAYS_BACK: &str = "days_back";
pub(super) const PER_ASK: &str = "per_ask";
pub(super) const NAMES: &str = "names";

/// What the modal holds: shown prefilled, and read back. Serializable, so that it can be kept while the
/// preview is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoopDraft {
    /// The loop's name.
    pub name: String,
    /// Reps named one by one.
    pub reps: Vec<MemberId>,
    /// The user groups whose people are reps, and their names.
    pub groups: Vec<(UserGroupId, String)>,
    /// Team leads.
    pub team_leads: Vec<MemberId>,
    /// Marketing.
    pub marketing: Vec<MemberId>,
    /// How often.
    pub cadence: Cadence,
    /// The date from which it is counted.
    pub first: Date,
    /// The local time in each rep's zone.
    pub ask_at: Time,
    /// The answer window in working days.
    pub window_days: u8,
    /// The home zone's IANA name.
    pub zone: String,
    /// Whose public holidays are free.
    #[serde(default)]
    pub country: Option<Country>,
    /// Where the digest goes.
    pub digest_channel: Option<ChannelId>,
    /// Where briefings go.
    pub briefing_channel: Option<ChannelId>,
    /// The language of channel messages.
    pub language: Language,
    /// Who our customer is.
    pub ideal_customer: Option<String>,
    /// The quarter's goal of accepted leads.
    pub quarter_goal: Option<u32>,
    /// Days back from which leads are taken.
    pub lead_days_back: u8,
    /// Most leads in one ask.
    pub leads_per_ask: u8,
    /// Marketing sees names.
    pub shows_names: bool,
}

/// What is wrong with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetUpError {
    /// It has no name.
    NoName,
    /// Another loop has the name.
    NameTaken,
    /// Nobody is to be asked.
    NoReps,
    /// Nobody leads it.
    NoTeamLead,
    /// The first date has passed.
    FirstPassed,
    /// The first date is not one of its cadence's.
    FirstNotInCadence,
    /// The window leaves less than two days to the next round.
    WindowTooLong,
    /// The window is not 3 to 10 working days.
    WindowOutOfRange,
    /// The zone is unknown.
    NoZone,
    /// The goal is not a number from 1 on.
    GoalNotANumber,
    /// Something required came back empty or unreadable.
    NotReadable,
    /// leadloop is not in the channel for the digest.
    NotInChannel,
    /// A user group could not be read.
    GroupUnreadable,
    /// More user groups than a loop takes.
    TooManyGroups,
    /// The loop was edited by somebody else meanwhile.
    Edited,
}

fn parse_cadence(value: &str) -> Option<Cadence> {
    let mut parts = value.split(':');
    match (parts.next()?, parts.next()?, parts.next()) {
        ("weeks", weeks, None) => Some(Cadence::Weeks {
            weeks: weeks
                .parse()
                .ok()
                .filter(|weeks| [1, 2, 4].contains(weeks))?,
        }),
        ("month", nth, Some(weekday)) => Some(Cadence::Month {
            nth: Nth::from_code(nth)?,
            weekday: weekday.parse().ok().filter(|day| (1..=7).contains(day))?,
        }),
        _ => None,
    }
}

/// Reads `view.state.values`.
///
/// # Errors
/// What can be seen to be wrong in the form itself; rules about dates and people are the caller's.
pub fn parse(values: &Value) -> Result<LoopDraft, SetUpError> {
    let state = State(values);
    let members = |block: &str| -> Vec<MemberId> {
        state
            .fields(block, "selected_users")
            .into_iter()
            .map(MemberId::new)
            .collect()
    };
    let channel = |block: &str| {
        state
            .field(block, "selected_conversation")
            .map(ChannelId::new)
    };
    let number = |block: &str| {
        state
            .choice(block)
            .and_then(|value| value.parse::<u8>().ok())
    };
    let cut = |text: &str, max: usize| text.chars().take(max).collect::<String>();
    let draft = LoopDraft {
        name: cut(state.text(NAME).ok_or(SetUpError::NoName)?, NAME_MAX),
        reps: members(REPS),
        groups: state
            .options(GROUP)
            .into_iter()
            .map(|(id, name)| (UserGroupId::new(id), name))
            .collect(),
        team_leads: members(TEAM_LEADS),
        marketing: members(MARKETING),
        cadence: state
            .choice(CADENCE)
            .and_then(parse_cadence)
            .ok_or(SetUpError::NotReadable)?,
        first: state
            .field(FIRST, "selected_date")
            .and_then(|date| date.parse().ok())
            .ok_or(SetUpError::NotReadable)?,
        ask_at: state
            .field(TIME, "selected_time")
            .and_then(|time| time.parse().ok())
            .ok_or(SetUpError::NotReadable)?,
        window_days: number(WINDOW)
            .filter(|days| (3..=10).contains(days))
            .ok_or(SetUpError::WindowOutOfRange)?,
        zone: state
            .choice(ZONE)
            .map(str::to_owned)
            .ok_or(SetUpError::NoZone)?,
        country: state.choice(COUNTRY).and_then(Country::from_code),
        digest_channel: channel(DIGEST),
        briefing_channel: channel(BRIEFINGS),
        language: state
            .choice(LANGUAGE)
            .and_then(Language::from_locale)
            .ok_or(SetUpError::NotReadable)?,
        ideal_customer: state
            .text(CUSTOMER)
            .map(|line| cut(line, IDEAL_CUSTOMER_MAX)),
        quarter_goal: match state.text(GOAL) {
            None => None,
            Some(goal) => Some(
                goal.parse()
                    .ok()
                    .filter(|goal| *goal > 0)
                    .ok_or(SetUpError::GoalNotANumber)?,
            ),
        },
        lead_days_back: number(DAYS_BACK)
            .filter(|days| *days <= 90)
            .ok_or(SetUpError::NotReadable)?,
        leads_per_ask: number(PER_ASK)
            .filter(|leads| (1..=10).contains(leads))
            .ok_or(SetUpError::NotReadable)?,
        shows_names: state.choice(NAMES) != Some("no"),
    };
    if draft.reps.is_empty() && draft.groups.is_empty() {
        return Err(SetUpError::NoReps);
    }
    if draft.team_leads.is_empty() {
        return Err(SetUpError::NoTeamLead);
    }
    Ok(draft)
}

/// The answer that points at what is wrong.
#[must_use]
pub fn errors(language: Language, errors: &[SetUpError]) -> Value {
    let errors: Vec<(String, String)> = errors
        .iter()
        .map(|error| {
            let (block, key) = match error {
                SetUpError::NoName => (NAME, "setup-error-no-name"),
                SetUpError::NameTaken => (NAME, "setup-error-name-taken"),
                SetUpError::NoReps => (REPS, "setup-error-no-reps"),
                SetUpError::NoTeamLead => (TEAM_LEADS, "setup-error-no-team-lead"),
                SetUpError::FirstPassed => (FIRST, "setup-error-first-passed"),
                SetUpError::FirstNotInCadence => (FIRST, "setup-error-first-not-in-cadence"),
                SetUpError::WindowTooLong => (WINDOW, "setup-error-window-too-long"),
                SetUpError::WindowOutOfRange => (WINDOW, "setup-error-window-range"),
                SetUpError::NoZone => (ZONE, "setup-error-no-zone"),
                SetUpError::GoalNotANumber => (GOAL, "setup-error-goal"),
                SetUpError::NotReadable => (NAME, "setup-error-not-readable"),
                SetUpError::NotInChannel => (DIGEST, "setup-error-not-in-channel"),
                SetUpError::GroupUnreadable => (GROUP, "setup-error-group"),
                SetUpError::TooManyGroups => (GROUP, "setup-error-too-many-groups"),
                SetUpError::Edited => (NAME, "error-edited"),
            };
            (block.to_owned(), t!(language, key))
        })
        .collect();
    kit::answer_errors(&errors)
}
