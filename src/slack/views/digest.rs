//! The digest: outcome, what to do, how sure, per campaign, why, agreement, trend, what was done.
//!
//! Two copies of one text: team leads see what is open, the channel sees no names of people. The message's
//! text says all of it, for screen readers and for a Slack that shows no charts.

use std::collections::BTreeMap;

use serde_json::Value;

use super::kit::{self, Message};
use super::ratings::RatingsPage;
use super::{forecast, words};
use crate::domain::figures::{Goal, ROWS_MAX, RoundFigures};
use crate::domain::figures_headline::{HeadlineFact, TodoItem, headline, todo};
use crate::domain::ids::{LoopId, MemberId, RoundId, UserGroupId};
use crate::domain::language::Language;
use crate::slack::ids::ActionId;
use crate::texts::{commas, dates, t};

/// Earlier rounds that the small print names for answers that came or changed late.
const ROUNDS_NAMED: usize = 3;
/// Campaigns that it names of which not all leads were asked about.
const SAMPLED_MAX: usize = 3;

/// Who reads this copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copy {
    /// The channel: no names of people, nothing about who is open or away.
    Channel,
    /// A team lead: with what is open, and the names for it.
    TeamLead {
        /// The names of the members in the figures' open list.
        names: BTreeMap<MemberId, String>,
        /// The teams they lead, and what is theirs; none for the loop's team leads, who see all of it.
        own: Option<OwnTeams>,
    },
}

/// What the lead of some of a loop's teams sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTeams {
    /// Their teams.
    pub groups: Vec<UserGroupId>,
    /// The figures with what is open in these teams alone.
    pub part: Box<RoundFigures>,
}

impl Copy {
    /// The figures from which what is open is told.
    pub(super) fn open<'a>(&'a self, all: &'a RoundFigures) -> &'a RoundFigures {
        match self {
            Self::TeamLead { own: Some(own), .. } => own.part.as_ref(),
            Self::TeamLead { own: None, .. } | Self::Channel => all,
        }
    }
}

/// How charts and tables are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charts {
    /// Slack's own charts and table.
    Native,
    /// As lines of text, when Slack refused the blocks.
    Plain,
}

/// A digest.
#[derive(Debug, Clone)]
pub struct Digest<'a> {
    /// The round, for the buttons.
    pub round: RoundId,
    /// The loop, for the buttons.
    pub loop_id: LoopId,
    /// The frozen figures.
    pub figures: &'a RoundFigures,
    /// Who reads it.
    pub copy: Copy,
    /// Native charts, or text.
    pub charts: Charts,
    /// Campaigns that are rated without a briefing that explains them.
    pub without_briefing: u32,
}

/// A digest under construction: every part goes into the text and into the blocks.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) text: Vec<String>,
    pub(super) blocks: Vec<Value>,
}

impl Parts {
    pub(super) fn both(&mut self, text: &str) {
        self.text.push(text.to_owned());
        self.blocks.push(kit::section(text));
    }

    pub(super) fn titled(&mut self, title: &str, rest: &str) {
        self.text.push(format!("{title} {rest}"));
        self.blocks.push(kit::lead_in(title, rest));
    }

    pub(super) fn lines(&mut self, title: &str, lines: &[String]) {
        self.text.push(format!("{title}\n{}", lines.join("\n")));
        self.blocks
            .push(kit::rich(vec![kit::line(vec![kit::bold(title)])]));
        let lines = lines.iter().map(|line| kit::line(vec![kit::run(line)]));
        self.blocks
            .push(kit::rich(vec![kit::bullets(lines.collect())]));
    }
}

impl Digest<'_> {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let mut parts = Parts::default();
        let heading = self.heading(language);
        parts.blocks.push(kit::header(&heading));
        parts.text.push(heading);
        if self.figures.is_empty() {
            parts.both(&self.nothing_new(language));
            self.todo(language, &mut parts);
            self.taken_out(language, &mut parts);
            return Message::new(&parts.text.join("\n\n"), parts.blocks);
        }
        let facts: Vec<String> = headline(self.figures)
            .iter()
            .map(|fact| headline_sentence(language, fact))
            .collect();
        parts.both(&facts.join(" "));
        if let Some(goal) = self.figures.goal {
            parts.both(&goal_sentence(language, goal));
        }
        self.todo(language, &mut parts);
        self.basis(language, &mut parts);
        self.teams(language, &mut parts);
        if self.figures.shows_statistics() {
            self.statistics(language, &mut parts);
        } else {
            self.list(language, &mut parts);
        }
        self.answers(language, &mut parts);
        self.small_print(language, &mut parts);
        Message::new(&parts.text.join("\n\n"), parts.blocks)
    }

    fn heading(&self, language: Language) -> String {
        let figures = self.figures;
        let name = match figures.leads_came_in {
            Some((first, last)) => t!(
                language,
                "digest-round-of",
                loop_name = figures.loop_name.as_str(),
                number = figures.number,
                span = dates::span(language, first, last)
            ),
            None => t!(
                language,
                "digest-round",
                loop_name = figures.loop_name.as_str(),
                number = figures.number
            ),
        };
        if figures.is_empty() {
            return name;
        }
        match figures.accepted_before {
            Some(before) => t!(
                language,
                "digest-heading-before",
                round = name,
                accepted = figures.verdicts.accepted,
                before = before
            ),
            None => t!(
                language,
                "digest-heading",
                round = name,
                accepted = figures.verdicts.accepted
            ),
        }
    }

    fn nothing_new(&self, language: Language) -> String {
        if self.figures.asked == 0 && self.figures.reps_asked > 0 {
            return t!(language, "digest-only-follow-ups");
        }
        if self.figures.asked_out > 0 {
            return t!(language, "digest-none-rated", asked = self.figures.asked);
        }
        t!(language, "digest-nothing-new", asked = self.figures.asked)
    }

    fn todo(&self, language: Language, parts: &mut Parts) {
        let items: Vec<(String, Option<Value>)> = todo(self.copy.open(self.figures))
            .into_iter()
            .filter_map(|item| self.todo_item(language, item))
            .collect();
        if items.is_empty() {
            return;
        }
        let title = match &self.copy {
            Copy::TeamLead { own: Some(own), .. } => {
                let teams = self.figures.teams.iter();
                let names: Vec<String> = teams
                    .filter(|it| own.groups.contains(&it.group))
                    .map(|it| it.name.clone())
                    .collect();
                t!(language, "digest-for-you-in", teams = commas(&names))
            }
            Copy::TeamLead { own: None, .. } => t!(language, "digest-for-you"),
            Copy::Channel => t!(language, "digest-to-do"),
        };
        parts
            .blocks
            .push(kit::rich(vec![kit::line(vec![kit::bold(&title)])]));
        parts.text.push(title);
        for (index, (text, button)) in items.into_iter().enumerate() {
            let text = format!("{}. {text}", index + 1);
            parts.blocks.push(match button {
                Some(button) => kit::section_with(&text, button),
                None => kit::section(&text),
            });
            parts.text.push(text);
        }
    }

    /// A thing to do; none where this copy must not say it.
    fn todo_item(&self, language: Language, item: TodoItem) -> Option<(String, Option<Value>)> {
        match (item, &self.copy) {
            (
                TodoItem::FirstContact {
                    waiting,
                    too_long,
                    oldest_working_days,
                },
                copy,
            ) => {
                let text = t!(
                    language,
                    "digest-todo-first-contact",
                    waiting = waiting,
                    too_long = too_long,
                    in_time = waiting.saturating_sub(too_long),
                    oldest = oldest_working_days
                );
                let button = matches!(copy, Copy::TeamLead { .. }).then(|| {
                    kit::button(
                        &t!(language, "digest-see-waiting", count = waiting),
                        ActionId::SeeWaiting,
                        self.round.as_str(),
                    )
                });
                Some((text, button))
            }
            (TodoItem::LeadsOfAway { .. }, Copy::Channel) => None,
            (TodoItem::LeadsOfAway { count }, Copy::TeamLead { .. }) => {
                let text = match self.copy.open(self.figures).away_until {
                    Some(date) => t!(
                        language,
                        "digest-todo-away-until",
                        count = count,
                        date = dates::day_month(language, date)
                    ),
                    None => t!(language, "digest-todo-away", count = count),
                };
                let button = kit::button(
                    &t!(language, "digest-pass-on"),
                    ActionId::PassOnAway,
                    self.round.as_str(),
                );
                Some((text, Some(button)))
            }
            (TodoItem::LeadsWithoutOwner { count }, _) => {
                let button = kit::button(
                    &t!(language, "digest-give-owner", count = count),
                    ActionId::GiveOwners,
                    self.loop_id.as_str(),
                );
                let text = t!(language, "digest-todo-without-owner", count = count);
                Some((text, Some(button)))
            }
        }
    }

    fn basis(&self, language: Language, parts: &mut Parts) {
        let figures = self.figures;
        let mut sentences = vec![
            t!(
                language,
                "digest-basis-leads",
                came_in = figures.came_in,
                asked = figures.asked,
                rated = figures.verdicts.rated(),
                decided = figures.verdicts.decided()
            ),
            t!(
                language,
                "digest-basis-people",
                asked = figures.reps_asked,
                answered = figures.reps_answered,
                away = figures.reps_away
            ),
        ];
        let sampled = figures.sampled.iter().take(SAMPLED_MAX).map(|it| {
            t!(
                language,
                "digest-sampled",
                campaign = it.name.as_str(),
                asked = it.asked,
                leads = it.asked + it.held_back
            )
        });
        sentences.extend(sampled);
        let more = figures.sampled.len().saturating_sub(SAMPLED_MAX);
        if more > 0 {
            sentences.push(t!(language, "digest-sampled-more", count = more));
        }
        sentences.extend(self.open(language));
        parts.titled(&t!(language, "digest-basis"), &sentences.join(" "));
    }

    /// What is no longer asked about, in the digest of a round without answers.
    fn taken_out(&self, language: Language, parts: &mut Parts) {
        let mut notes = self.changed(language);
        notes.extend(self.left_out(language));
        if !notes.is_empty() {
            let text = notes.join(" ");
            parts.blocks.push(kit::context(&text));
            parts.text.push(text);
        }
    }

    /// Answers that were changed after their digest.
    fn changed(&self, language: Language) -> Vec<String> {
        let changed = self.figures.changed.iter().rev().take(ROUNDS_NAMED);
        changed
            .map(|(round, count)| t!(language, "digest-changed", round = *round, count = *count))
            .collect()
    }

    fn left_out(&self, language: Language) -> Vec<String> {
        let figures = self.figures;
        let mut notes = Vec::new();
        if figures.asked_out > 0 {
            notes.push(t!(language, "digest-asked-out", count = figures.asked_out));
        }
        if figures.not_reached > 0 {
            notes.push(t!(
                language,
                "digest-not-reached",
                count = figures.not_reached
            ));
        }
        if figures.missed_by_downtime {
            notes.push(t!(language, "digest-downtime"));
        }
        notes
    }

    fn small_print(&self, language: Language, parts: &mut Parts) {
        let figures = self.figures;
        let mut notes = Vec::new();
        if self.without_briefing > 0 {
            notes.push(t!(
                language,
                "digest-without-briefing",
                count = self.without_briefing
            ));
        }
        let late = figures.campaigns.iter().take(ROWS_MAX);
        notes.extend(late.filter_map(|row| forecast::late(language, row)));
        for (round, count) in figures.late.iter().take(ROUNDS_NAMED) {
            notes.push(t!(language, "digest-late", round = *round, count = *count));
        }
        notes.extend(self.changed(language));
        notes.extend(self.left_out(language));
        if !notes.is_empty() {
            let text = notes.join(" ");
            parts.blocks.push(kit::context(&text));
            parts.text.push(text);
        }
        let mut buttons = vec![
            kit::button(
                &t!(language, "digest-definitions"),
                ActionId::Definitions,
                "",
            ),
            kit::button(&t!(language, "digest-export"), ActionId::Export, ""),
        ];
        if matches!(self.copy, Copy::TeamLead { .. }) {
            buttons.insert(0, RatingsPage::button(&self.round, None, language));
        }
        parts.blocks.push(kit::actions(buttons));
    }
}

/// A sentence of the headline.
#[must_use]
pub fn headline_sentence(language: Language, fact: &HeadlineFact) -> String {
    match fact {
        HeadlineFact::CampaignFitsBetter { name } => {
            t!(language, "headline-fits-better", name = name.as_str())
        }
        HeadlineFact::CampaignFitsWorse { name } => {
            t!(language, "headline-fits-worse", name = name.as_str())
        }
        HeadlineFact::DrawsReason { name, reason } => t!(
            language,
            "headline-draws",
            name = name.as_str(),
            reason = words::reason(language, *reason)
        ),
        HeadlineFact::WaitForContact { count } => t!(language, "headline-wait", count = *count),
        HeadlineFact::ExtraRound => t!(language, "headline-extra-round"),
        HeadlineFact::FirstRound => t!(language, "headline-first-round"),
        HeadlineFact::NothingNew => t!(language, "headline-nothing-new"),
    }
}

fn goal_sentence(language: Language, goal: Goal) -> String {
    t!(
        language,
        "digest-goal",
        accepted = goal.accepted,
        goal = goal.goal
    )
}
