//! What a team lead sees before a loop is saved: dates in words, who is asked, who is not and why.

use jiff::Zoned;
use jiff::civil::{Date, Weekday};
use serde_json::Value;

use super::kit::{self, Modal, State};
use crate::domain::feedback_loop::Cadence;
use crate::domain::holidays::Country;
use crate::domain::ids::{MemberId, UserGroupId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, CallbackId};
use crate::texts::{commas, dates, t};

/// Why somebody will not be asked in the first round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAskedBecause {
    /// They own no lead that counts for the loop.
    NoLeads,
    /// None of their leads is still asked about.
    AllDone,
    /// Their leads stand in an ask that is open.
    InOpenAsk,
    /// Their leads rest: marketing keeps in touch.
    Resting,
    /// None of their leads is ripe by then.
    NoneRipe,
    /// They own one, which waits a round for company.
    OneLead,
    /// Enough leads of their campaigns are asked of others.
    EnoughAsked,
    /// They are away; never why.
    Away,
    /// Not known to leadloop yet.
    Unknown,
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
    pub first_deadline: Date,
    /// When the first digest goes out.
    pub first_digest: Zoned,
    /// Who will be asked about how many leads.
    pub asked: Vec<(String, u32)>,
    /// Who will not, and why.
    pub not_asked: Vec<(String, NotAskedBecause)>,
    /// Leads without an owner in the loop.
    pub without_owner: u32,
    /// Whose public holidays are free.
    pub country: Option<Country>,
    /// The user groups, each a team.
    pub teams: Vec<PreviewTeam>,
}

/// A team before it is saved.
#[derive(Debug, Clone)]
pub struct PreviewTeam {
    /// Its user group.
    pub group: UserGroupId,
    /// The group's name.
    pub name: String,
    /// The people who count for it: who is in two groups counts for the first.
    pub reps: usize,
    /// Who leads it so far.
    pub leads: Vec<MemberId>,
}

/// What the block's id of a team's leads begins with; the group follows.
const LEADS: &str = "team_leads:";

/// Reads who leads each team from the preview's `view.state.values`.
#[must_use]
pub fn team_leads(values: &Value) -> Vec<(UserGroupId, Vec<MemberId>)> {
    let blocks = values.as_object().into_iter().flat_map(|it| it.keys());
    blocks
        .filter_map(|block| Some((block, block.strip_prefix(LEADS)?)))
        .map(|(block, group)| {
            let users = State(values).fields(block, "selected_users");
            (
                UserGroupId::new(group),
                users.into_iter().map(MemberId::new).collect(),
            )
        })
        .collect()
}

/// People listed by name before "n more".
const PEOPLE_MAX: usize = 50;
/// Names that stand with a reason which many people have, and the longest part of each that is shown.
const NAMES_OF_REASON: usize = 8;
const NAME_SHOWN: usize = 40;
/// Longest line of a list.
const LINE_MAX: usize = 500;

impl SetUpPreview {
    /// A date of the loop. On a public holiday or at a weekend people are asked when they are back.
    fn round(&self, language: Language, moment: &Zoned) -> String {
        let shown = dates::moment(language, moment);
        let is_holiday = |country: Country| country.is_holiday(moment.date());
        if self.country.is_some_and(is_holiday) {
            t!(language, "preview-on-holiday", moment = shown)
        } else if matches!(moment.weekday(), Weekday::Saturday | Weekday::Sunday) {
            t!(language, "preview-at-weekend", moment = shown)
        } else {
            shown
        }
    }

    /// The view that follows the modal.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let next: Vec<Value> = self
            .next
            .iter()
            .map(|moment| kit::line(vec![kit::run(&self.round(language, moment))]))
            .collect();
        let mut blocks = vec![
            kit::header(&self.name),
            kit::section(&t!(
                language,
                "preview-rhythm",
                cadence = dates::cadence(language, self.cadence),
                deadline = dates::day(language, self.first_deadline),
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
            let lines = if self.not_asked.len() > PEOPLE_MAX {
                self.not_asked_by_reason(language)
            } else {
                self.not_asked_by_name(language)
            };
            blocks.push(people(language, &t!(language, "preview-not-asked"), &lines));
        }
        if self.without_owner > 0 {
            blocks.push(kit::context(&t!(
                language,
                "preview-without-owner",
                count = self.without_owner
            )));
        }
        blocks.extend(self.leads_of_teams(language));
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

impl SetUpPreview {
    fn not_asked_by_name(&self, language: Language) -> Vec<String> {
        let line = |(name, reason): &(String, NotAskedBecause)| {
            t!(
                language,
                "preview-not-asked-line",
                name = name.as_str(),
                why = why(language, *reason)
            )
        };
        self.not_asked.iter().map(line).collect()
    }

    /// Many people in a line for each reason, the reason of most people first.
    fn not_asked_by_reason(&self, language: Language) -> Vec<String> {
        let mut reasons: Vec<(NotAskedBecause, Vec<&str>)> = vec![];
        for (name, reason) in &self.not_asked {
            match reasons.iter_mut().find(|(known, _)| known == reason) {
                Some((_, names)) => names.push(name),
                None => reasons.push((*reason, vec![name])),
            }
        }
        reasons.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
        let line = |(reason, names): (NotAskedBecause, Vec<&str>)| {
            let mut shown: Vec<String> = names
                .iter()
                .take(NAMES_OF_REASON)
                .map(|name| kit::cut(name, NAME_SHOWN))
                .collect();
            let more = names.len().saturating_sub(NAMES_OF_REASON);
            if more > 0 {
                shown.push(t!(language, "digest-more-leads", count = more));
            }
            t!(
                language,
                "preview-not-asked-many",
                count = names.len(),
                why = why(language, reason),
                names = commas(&shown)
            )
        };
        reasons.into_iter().map(line).collect()
    }

    /// A question for each team: who leads it.
    fn leads_of_teams(&self, language: Language) -> Vec<Value> {
        if self.teams.is_empty() {
            return vec![];
        }
        let mut blocks = vec![
            kit::divider(),
            kit::lead_in(
                &t!(language, "preview-teams"),
                &t!(language, "preview-teams-hint"),
            ),
        ];
        blocks.extend(self.teams.iter().map(|team| {
            let label = t!(
                language,
                "preview-team",
                team = team.name.as_str(),
                reps = team.reps
            );
            kit::optional(kit::input(
                &format!("{LEADS}{}", team.group),
                &label,
                kit::users(ActionId::Field, &team.leads),
            ))
        }));
        blocks
    }
}

fn why(language: Language, reason: NotAskedBecause) -> String {
    let key = match reason {
        NotAskedBecause::NoLeads => "preview-why-no-leads",
        NotAskedBecause::AllDone => "preview-why-all-done",
        NotAskedBecause::InOpenAsk => "preview-why-open-ask",
        NotAskedBecause::Resting => "preview-why-resting",
        NotAskedBecause::NoneRipe => "preview-why-none-ripe",
        NotAskedBecause::OneLead => "preview-why-one-lead",
        NotAskedBecause::EnoughAsked => "preview-why-enough-asked",
        NotAskedBecause::Away => "preview-why-away",
        NotAskedBecause::Unknown => "preview-why-unknown",
        NotAskedBecause::Outsider => "preview-why-outsider",
        NotAskedBecause::Deactivated => "preview-why-deactivated",
        NotAskedBecause::OtherLoop => "preview-why-other-loop",
    };
    t!(language, key)
}

fn people(language: Language, heading: &str, lines: &[String]) -> Value {
    let mut shown: Vec<String> = lines
        .iter()
        .take(PEOPLE_MAX)
        .map(|line| kit::cut(line, LINE_MAX))
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
