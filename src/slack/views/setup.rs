//! Setting up a loop: one modal with everything, then a preview in words, and only then is it saved.

use jiff::Zoned;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::kit::{self, Choice, Modal, State};
use crate::domain::feedback_loop::{Cadence, IDEAL_CUSTOMER_MAX, NAME_MAX, Nth};
use crate::domain::ids::{ChannelId, MemberId, UserGroupId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::{dates, say, t};

const NAME: &str = "name";
const REPS: &str = "reps";
const GROUP: &str = "group";
const TEAM_LEADS: &str = "team_leads";
const MARKETING: &str = "marketing";
const CADENCE: &str = "cadence";
const FIRST: &str = "first";
const TIME: &str = "time";
const WINDOW: &str = "window";
const ZONE: &str = "zone";
const DIGEST: &str = "digest";
const BRIEFINGS: &str = "briefings";
const LANGUAGE: &str = "language";
const CUSTOMER: &str = "customer";
const GOAL: &str = "goal";
const DAYS_BACK: &str = "days_back";
const PER_ASK: &str = "per_ask";
const NAMES: &str = "names";

/// What the modal holds: shown prefilled, and read back. Serializable, so that it can be kept while the
/// preview is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoopDraft {
    /// The loop's name.
    pub name: String,
    /// Reps named one by one.
    pub reps: Vec<MemberId>,
    /// The user group whose people are reps, and its name.
    pub group: Option<(UserGroupId, String)>,
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
    /// The user group could not be read.
    GroupUnreadable,
    /// The loop was edited by somebody else meanwhile.
    Edited,
}

/// The modal.
#[derive(Debug, Clone)]
pub struct SetUpView {
    /// One opaque id: empty for a new loop, else the loop and its revision.
    pub metadata: String,
    /// An existing loop is edited.
    pub is_edit: bool,
    /// Shown prefilled.
    pub draft: LoopDraft,
}

impl SetUpView {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let title = if self.is_edit {
            t!(language, "setup-edit-title")
        } else {
            t!(language, "setup-title")
        };
        let mut blocks = self.people(language);
        blocks.extend(self.rhythm(language));
        blocks.extend(self.places(language));
        blocks.extend(self.agreements(language));
        Modal {
            callback: CallbackId::SetUp,
            metadata: self.metadata.clone(),
            title,
            submit: Some(t!(language, "setup-preview")),
            close: t!(language, "button-cancel"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }

    fn people(&self, language: Language) -> Vec<Value> {
        let draft = &self.draft;
        let users = |ids: &[MemberId]| {
            let ids: Vec<&str> = ids.iter().map(MemberId::as_str).collect();
            let initial = (!ids.is_empty()).then(|| ("initial_users", json!(ids)));
            kit::element("multi_users_select", ActionId::Field, initial)
        };
        let group = draft
            .group
            .as_ref()
            .map(|(id, name)| (id.as_str().to_owned(), name.clone()));
        vec![
            kit::section(&t!(language, "setup-purpose")),
            kit::input(
                NAME,
                &t!(language, "setup-name"),
                kit::with_placeholder(
                    kit::text_input(NAME_MAX, false, Some(&draft.name)),
                    &t!(language, "setup-name-placeholder"),
                ),
            ),
            kit::optional(kit::input(
                REPS,
                &t!(language, "setup-reps"),
                users(&draft.reps),
            )),
            kit::hinted(
                kit::optional(kit::input(
                    GROUP,
                    &t!(language, "setup-group"),
                    kit::external_select(
                        ActionId::PickGroup,
                        &t!(language, "setup-group-placeholder"),
                        group.as_ref(),
                    ),
                )),
                &t!(language, "setup-group-hint"),
            ),
            kit::input(
                TEAM_LEADS,
                &t!(language, "setup-team-leads"),
                users(&draft.team_leads),
            ),
            kit::optional(kit::input(
                MARKETING,
                &t!(language, "setup-marketing"),
                users(&draft.marketing),
            )),
        ]
    }

    fn rhythm(&self, language: Language) -> Vec<Value> {
        let draft = &self.draft;
        let cadences = cadences(language);
        let windows: Vec<Choice> = (3..=10_u8)
            .map(|days| {
                (
                    days.to_string(),
                    t!(language, "setup-working-days", days = days),
                )
            })
            .collect();
        let zone = (draft.zone.clone(), draft.zone.clone());
        vec![
            kit::input(
                CADENCE,
                &t!(language, "setup-cadence"),
                kit::select(
                    ActionId::Field,
                    None,
                    &cadences,
                    Some(&cadence_value(draft.cadence)),
                ),
            ),
            kit::hinted(
                kit::input(
                    FIRST,
                    &t!(language, "setup-first"),
                    kit::element(
                        "datepicker",
                        ActionId::Field,
                        Some(("initial_date", json!(draft.first.to_string()))),
                    ),
                ),
                &t!(language, "setup-first-hint"),
            ),
            kit::hinted(
                kit::input(
                    TIME,
                    &t!(language, "setup-time"),
                    kit::element(
                        "timepicker",
                        ActionId::Field,
                        Some((
                            "initial_time",
                            json!(format!(
                                "{:02}:{:02}",
                                draft.ask_at.hour(),
                                draft.ask_at.minute()
                            )),
                        )),
                    ),
                ),
                &t!(language, "setup-time-hint"),
            ),
            kit::input(
                WINDOW,
                &t!(language, "setup-window"),
                kit::select(
                    ActionId::Field,
                    None,
                    &windows,
                    Some(&draft.window_days.to_string()),
                ),
            ),
            kit::hinted(
                kit::input(
                    ZONE,
                    &t!(language, "setup-zone"),
                    kit::external_select(
                        ActionId::PickZone,
                        &t!(language, "setup-zone-placeholder"),
                        (!draft.zone.is_empty()).then_some(&zone),
                    ),
                ),
                &t!(language, "setup-zone-hint"),
            ),
        ]
    }

    fn places(&self, language: Language) -> Vec<Value> {
        let draft = &self.draft;
        let channel = |id: &Option<ChannelId>| {
            let initial = id
                .as_ref()
                .map(|id| ("initial_conversation", json!(id.as_str())));
            let mut element = kit::element("conversations_select", ActionId::Field, initial);
            element["filter"] = json!({
                "include": ["public", "private"],
                "exclude_bot_users": true,
                "exclude_external_shared_channels": true,
            });
            element
        };
        vec![
            kit::hinted(
                kit::optional(kit::input(
                    DIGEST,
                    &t!(language, "setup-digest-channel"),
                    channel(&draft.digest_channel),
                )),
                &t!(language, "setup-digest-channel-hint"),
            ),
            kit::optional(kit::input(
                BRIEFINGS,
                &t!(language, "setup-briefing-channel"),
                channel(&draft.briefing_channel),
            )),
            kit::input(
                LANGUAGE,
                &t!(language, "setup-language"),
                kit::select(
                    ActionId::Field,
                    None,
                    &languages(),
                    Some(draft.language.code()),
                ),
            ),
        ]
    }

    fn agreements(&self, language: Language) -> Vec<Value> {
        let draft = &self.draft;
        let days_back: Vec<Choice> = [0, 7, 14, 30, 60, 90]
            .into_iter()
            .map(|days: u8| {
                (
                    days.to_string(),
                    t!(language, "setup-days-back-choice", days = days),
                )
            })
            .collect();
        let per_ask: Vec<Choice> = (3..=10_u8)
            .map(|leads| {
                (
                    leads.to_string(),
                    t!(language, "setup-per-ask-choice", leads = leads),
                )
            })
            .collect();
        let names: [Choice; 2] = [
            ("yes".to_owned(), t!(language, "setup-names-yes")),
            ("no".to_owned(), t!(language, "setup-names-no")),
        ];
        let goal = draft.quarter_goal.map(|goal| goal.to_string());
        vec![
            kit::hinted(
                kit::optional(kit::input(
                    CUSTOMER,
                    &t!(language, "setup-customer"),
                    kit::with_placeholder(
                        kit::text_input(IDEAL_CUSTOMER_MAX, false, draft.ideal_customer.as_deref()),
                        &t!(language, "setup-customer-placeholder"),
                    ),
                )),
                &t!(language, "setup-customer-hint"),
            ),
            kit::hinted(
                kit::optional(kit::input(
                    GOAL,
                    &t!(language, "setup-goal"),
                    number_input(goal.as_deref()),
                )),
                &t!(language, "setup-goal-hint"),
            ),
            kit::input(
                DAYS_BACK,
                &t!(language, "setup-days-back"),
                kit::select(
                    ActionId::Field,
                    None,
                    &days_back,
                    Some(&draft.lead_days_back.to_string()),
                ),
            ),
            kit::input(
                PER_ASK,
                &t!(language, "setup-per-ask"),
                kit::select(
                    ActionId::Field,
                    None,
                    &per_ask,
                    Some(&draft.leads_per_ask.to_string()),
                ),
            ),
            kit::hinted(
                kit::input(
                    NAMES,
                    &t!(language, "setup-names"),
                    kit::radio(
                        ActionId::Field,
                        &names,
                        Some(if draft.shows_names { "yes" } else { "no" }),
                    ),
                ),
                &t!(language, "setup-names-hint"),
            ),
        ]
    }
}

fn number_input(initial: Option<&str>) -> Value {
    let mut element = kit::element("number_input", ActionId::Field, None);
    element["is_decimal_allowed"] = json!(false);
    element["min_value"] = json!("1");
    element["max_value"] = json!("100000");
    if let Some(value) = initial {
        element["initial_value"] = json!(value);
    }
    element
}

/// The languages by their own names.
pub(super) fn languages() -> Vec<Choice> {
    Language::ALL
        .into_iter()
        .map(|language| {
            let name = say(language, "language-name", &[]);
            (language.code().to_owned(), name)
        })
        .collect()
}

fn cadence_value(cadence: Cadence) -> String {
    match cadence {
        Cadence::Weeks { weeks } => format!("weeks:{weeks}"),
        Cadence::Month { nth, weekday } => format!("month:{}:{weekday}", nth.code()),
    }
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

/// Weekly, every two or four weeks, and monthly on the nth or last working weekday.
fn cadences(language: Language) -> Vec<Choice> {
    let weeks = [1, 2, 4].map(|weeks| Cadence::Weeks { weeks });
    let months = Nth::ALL
        .iter()
        .flat_map(|nth| (1..=5).map(|weekday| Cadence::Month { nth: *nth, weekday }));
    weeks
        .into_iter()
        .chain(months)
        .map(|cadence| {
            let text = dates::cadence(language, cadence);
            (
                cadence_value(cadence),
                t!(language, "setup-cadence-choice", cadence = text),
            )
        })
        .collect()
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
        group: state
            .option(GROUP)
            .map(|(id, name)| (UserGroupId::new(id), name)),
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
    if draft.reps.is_empty() && draft.group.is_none() {
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
                SetUpError::Edited => (NAME, "error-edited"),
            };
            (block.to_owned(), t!(language, key))
        })
        .collect();
    kit::answer_errors(&errors)
}

/// The zones whose name holds what was typed, as the answer to a `block_suggestion`.
#[must_use]
pub fn zone_suggestions<'a>(typed: &str, zones: impl Iterator<Item = &'a str>) -> Value {
    let typed = typed.trim().to_lowercase().replace(' ', "_");
    let found: Vec<Choice> = zones
        .filter(|zone| zone.to_lowercase().contains(&typed))
        .take(100)
        .map(|zone| (zone.to_owned(), zone.to_owned()))
        .collect();
    kit::suggestions(&found)
}

/// Why somebody will not be asked in the first round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAskedBecause {
    /// They own no lead that is ripe by then.
    NoLeads,
    /// They own one, which waits a round for company.
    OneLead,
    /// They are away; never why.
    Away,
    /// A guest, a bot, or of another workspace.
    Outsider,
    /// Deactivated in Slack.
    Deactivated,
    /// Another loop asks them on that day.
    OtherLoop,
}

/// The preview.
#[derive(Debug, Clone)]
pub struct SetUpPreview {
    /// One opaque id: the kept draft.
    pub metadata: String,
    /// The loop's name.
    pub name: String,
    /// How often.
    pub cadence: Cadence,
    /// The next three rounds, in the home zone at the loop's time.
    pub next: Vec<Zoned>,
    /// Until when the first can be answered.
    pub first_deadline: Zoned,
    /// When the first digest goes out.
    pub first_digest: Zoned,
    /// Who will be asked about how many leads.
    pub asked: Vec<(String, u32)>,
    /// Who will not, and why.
    pub not_asked: Vec<(String, NotAskedBecause)>,
    /// Leads without an owner in the loop.
    pub without_owner: u32,
}

/// People listed by name before "n more".
const PEOPLE_MAX: usize = 50;

impl SetUpPreview {
    /// The view that follows the modal.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let next: Vec<Value> = self
            .next
            .iter()
            .map(|moment| kit::line(vec![kit::run(&dates::moment(language, moment))]))
            .collect();
        let mut blocks = vec![
            kit::header(&self.name),
            kit::section(&t!(
                language,
                "preview-rhythm",
                cadence = dates::cadence(language, self.cadence),
                deadline = dates::day(language, self.first_deadline.date()),
                digest = dates::moment(language, &self.first_digest)
            )),
            kit::rich(vec![
                kit::line(vec![kit::bold(&t!(language, "preview-next"))]),
                kit::bullets(next),
            ]),
        ];
        let leads: u32 = self.asked.iter().map(|(_, count)| count).sum();
        let asked: Vec<String> = self
            .asked
            .iter()
            .map(|(name, count)| {
                t!(
                    language,
                    "preview-asked-line",
                    name = name.as_str(),
                    count = *count
                )
            })
            .collect();
        let heading = t!(
            language,
            "preview-asked",
            people = self.asked.len(),
            leads = leads
        );
        blocks.push(people(language, &heading, &asked));
        if !self.not_asked.is_empty() {
            let lines: Vec<String> = self
                .not_asked
                .iter()
                .map(|(name, why)| {
                    let key = match why {
                        NotAskedBecause::NoLeads => "preview-why-no-leads",
                        NotAskedBecause::OneLead => "preview-why-one-lead",
                        NotAskedBecause::Away => "preview-why-away",
                        NotAskedBecause::Outsider => "preview-why-outsider",
                        NotAskedBecause::Deactivated => "preview-why-deactivated",
                        NotAskedBecause::OtherLoop => "preview-why-other-loop",
                    };
                    t!(
                        language,
                        "preview-not-asked-line",
                        name = name.as_str(),
                        why = t!(language, key)
                    )
                })
                .collect();
            blocks.push(people(language, &t!(language, "preview-not-asked"), &lines));
        }
        if self.without_owner > 0 {
            blocks.push(kit::context(&t!(
                language,
                "preview-without-owner",
                count = self.without_owner
            )));
        }
        blocks.push(kit::context(&t!(language, "preview-nothing-sent")));
        Modal {
            callback: CallbackId::SetUpPreview,
            metadata: self.metadata.clone(),
            title: t!(language, "preview-title"),
            submit: Some(t!(language, "button-save")),
            close: t!(language, "button-back"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }
}

fn people(language: Language, heading: &str, lines: &[String]) -> Value {
    let mut shown: Vec<String> = lines
        .iter()
        .take(PEOPLE_MAX)
        .map(|line| kit::cut(line, 200))
        .collect();
    let more = lines.len().saturating_sub(PEOPLE_MAX);
    if more > 0 {
        shown.push(t!(language, "digest-more-leads", count = more));
    }
    let mut elements = vec![kit::line(vec![kit::bold(heading)])];
    if !shown.is_empty() {
        let lines = shown.iter().map(|line| kit::line(vec![kit::run(line)]));
        elements.push(kit::bullets(lines.collect()));
    }
    kit::rich(elements)
}
