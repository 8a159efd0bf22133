//! Setting up a loop: one modal with everything, then a preview in words, and only then is it saved.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::kit::{self, Choice, Modal};
pub use super::setup_preview::{NotAskedBecause, PreviewTeam, SetUpPreview, team_leads};
use super::setup_submission::{
    BRIEFINGS, CADENCE, COUNTRY, CUSTOMER, DAYS_BACK, DIGEST, FIRST, GOAL, GROUP, LANGUAGE,
    MARKETING, NAME, NAMES, NO_COUNTRY, PER_ASK, REPS, TEAM_LEADS, TIME, WINDOW, ZONE,
};
pub use super::setup_submission::{LoopDraft, SetUpError, errors, parse};
use crate::domain::feedback_loop::{Cadence, IDEAL_CUSTOMER_MAX, NAME_MAX, Nth};
use crate::domain::holidays::Country;
use crate::domain::ids::{ChannelId, MemberId};
use crate::domain::language::Language;
use crate::domain::team::TEAMS_MAX;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::{dates, say, t};

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
        let users = |ids: &[MemberId]| kit::users(ActionId::Field, ids);
        let groups: Vec<Choice> = draft
            .groups
            .iter()
            .map(|(id, name)| (id.as_str().to_owned(), name.clone()))
            .collect();
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
                    kit::external_multi_select(
                        ActionId::PickGroup,
                        &t!(language, "setup-group-placeholder"),
                        &groups,
                        TEAMS_MAX,
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
        let mut holidays = vec![(NO_COUNTRY.to_owned(), t!(language, "setup-country-none"))];
        holidays.extend(countries(language));
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
            kit::hinted(
                kit::input(
                    COUNTRY,
                    &t!(language, "setup-country"),
                    kit::select(
                        ActionId::Field,
                        None,
                        &holidays,
                        Some(draft.country.map_or(NO_COUNTRY, Country::code)),
                    ),
                ),
                &t!(language, "setup-country-hint"),
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

/// The countries whose public holidays are known, by name.
pub(super) fn countries(language: Language) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Country::all()
        .map(|country| {
            let code = country.code();
            (code.to_owned(), t!(language, "country", code = code))
        })
        .collect();
    // Ü of Ü-names stands with U, not after Z.
    choices.sort_by_cached_key(|(_, name)| name.nfd().collect::<String>());
    choices
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
