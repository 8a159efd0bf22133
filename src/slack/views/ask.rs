//! The ask: a direct message that says which leads, how long it takes and until when; and what it turns into.

use jiff::Zoned;
use jiff::civil::Date;
use serde_json::Value;

use super::campaign_results::Change;
use super::kit::{self, Message};
use super::record::change_select;
use super::words::{self, LeadTitle};
use super::you_said::OwnWords;
use crate::domain::feedback_loop::Cadence;
use crate::domain::ids::{AskId, CampaignId, LeadId};
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, MenuChoice};
use crate::texts::{commas, dates, estimate, list, t};

/// Answers of marketing that an ask repeats.
const OUTCOMES_MAX: usize = 3;
/// Leads of which an ask repeats what the rep said.
const WORDS_MAX: usize = 2;

/// The leads of one campaign in an ask.
#[derive(Debug, Clone)]
pub struct AskedCampaign {
    /// Its name; none for leads without a campaign.
    pub name: Option<String>,
    /// Its leads, as their cards call them.
    pub leads: Vec<LeadTitle>,
}

impl AskedCampaign {
    fn name(&self, language: Language) -> String {
        self.name
            .clone()
            .unwrap_or_else(|| t!(language, "campaign-none"))
    }
}

/// The three sentences of the very first ask.
#[derive(Debug, Clone)]
pub struct Introduction {
    /// Who set the loop up.
    pub set_up_by: String,
    /// How often it asks.
    pub cadence: Cadence,
}

/// What marketing answered to the rep's last answers on a campaign.
#[derive(Debug, Clone)]
pub struct AskOutcome {
    /// The campaign's name.
    pub campaign: String,
    /// How many of its leads the rep had rated.
    pub rated: usize,
    /// What they said themselves that led to the answer, if it was ticked.
    pub said: Vec<OwnWords>,
    /// Who answered; none when they have left.
    pub owner: Option<String>,
    /// The one line, and whether it is done.
    pub change: Change,
}

impl AskOutcome {
    fn sentence(&self, language: Language) -> String {
        let owner = match &self.owner {
            Some(owner) => owner.clone(),
            None => t!(language, "ask-outcome-marketing"),
        };
        let answer = self.change.answer.as_str();
        let said: Vec<String> = self
            .said
            .iter()
            .take(WORDS_MAX)
            .map(|it| it.line(language))
            .collect();
        let answered = match said.is_empty() {
            true => t!(
                language,
                "ask-outcome",
                count = self.rated,
                campaign = self.campaign.as_str(),
                owner = owner,
                answer = answer
            ),
            false => t!(
                language,
                "ask-outcome-said",
                campaign = self.campaign.as_str(),
                said = said.join("; "),
                owner = owner,
                answer = answer
            ),
        };
        match self.change.done(language) {
            Some(done) => t!(language, "two-sentences", first = answered, second = done),
            None => answered,
        }
    }
}

/// A new briefing of a campaign in the ask.
#[derive(Debug, Clone)]
pub struct NewBriefing {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its name.
    pub name: String,
}

/// The ask.
#[derive(Debug, Clone)]
pub struct AskMessage {
    /// Its id.
    pub ask: AskId,
    /// The rep's first or display name.
    pub name: String,
    /// The dates on which the first and the last of its leads came in.
    pub came_in: (Date, Date),
    /// Its leads, by campaign, in the order of the window.
    pub campaigns: Vec<AskedCampaign>,
    /// Only in the very first ask.
    pub introduction: Option<Introduction>,
    /// "What your last answers did": what marketing answered.
    pub outcomes: Vec<AskOutcome>,
    /// New briefings.
    pub briefings: Vec<NewBriefing>,
    /// The deadline in the rep's zone.
    pub deadline: Zoned,
    /// Campaign owners see answers with names.
    pub shows_names: bool,
    /// The language offered by a button; in the first ask.
    pub other_language: Option<Language>,
}

impl AskMessage {
    fn count(&self) -> usize {
        self.campaigns
            .iter()
            .map(|campaign| campaign.leads.len())
            .sum()
    }

    fn opening(&self, language: Language) -> String {
        let (first, last) = self.came_in;
        let (count, estimate) = (self.count(), estimate(language, self.count()));
        if first == last {
            return t!(
                language,
                "ask-came-in-on",
                name = self.name.as_str(),
                count = count,
                date = dates::day_month(language, first),
                estimate = estimate
            );
        }
        let (first, last) = dates::ends(language, first, last);
        t!(
            language,
            "ask-came-in-between",
            name = self.name.as_str(),
            count = count,
            first = first,
            last = last,
            estimate = estimate
        )
    }

    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let mut blocks = Vec::new();
        if let Some(introduction) = &self.introduction {
            blocks.push(kit::section(&t!(
                language,
                "ask-introduction",
                name = introduction.set_up_by.as_str(),
                cadence = dates::cadence(language, introduction.cadence)
            )));
        }
        blocks.push(kit::section(&self.opening(language)));
        blocks.push(kit::rich(vec![kit::bullets(
            self.campaigns
                .iter()
                .map(|campaign| {
                    let leads = words::inside(language, &campaign.leads);
                    kit::line(vec![kit::run(&t!(
                        language,
                        "ask-campaign-line",
                        campaign = campaign.name(language),
                        leads = commas(&leads)
                    ))])
                })
                .collect(),
        )]));
        if !self.outcomes.is_empty() {
            let outcomes: Vec<_> = self
                .outcomes
                .iter()
                .take(OUTCOMES_MAX)
                .map(|outcome| outcome.sentence(language))
                .collect();
            let outcomes = outcomes.join(" ");
            blocks.push(kit::lead_in(&t!(language, "ask-outcomes"), &outcomes));
        }
        for briefing in self.briefings.iter().take(3) {
            blocks.push(kit::section_with(
                &t!(
                    language,
                    "ask-new-briefing",
                    campaign = briefing.name.as_str()
                ),
                kit::button(
                    &t!(language, "ask-read-briefing"),
                    ActionId::SeeBriefing,
                    briefing.campaign.as_str(),
                ),
            ));
        }
        blocks.push(self.buttons(language));
        let until = dates::moment(language, &self.deadline);
        blocks.push(kit::context(&if self.shows_names {
            t!(language, "ask-until-with-names", until = until)
        } else {
            t!(language, "ask-until", until = until)
        }));
        Message::new(&self.text(language), blocks)
    }

    fn buttons(&self, language: Language) -> Value {
        let mut buttons = answer_buttons(language, &self.ask, self.count());
        buttons.push(kit::overflow(
            ActionId::AskMenu,
            &[
                (
                    MenuChoice::Pause.as_str().to_owned(),
                    t!(language, "ask-menu-pause"),
                ),
                (
                    MenuChoice::Why.as_str().to_owned(),
                    t!(language, "ask-menu-why"),
                ),
                (
                    MenuChoice::Settings.as_str().to_owned(),
                    t!(language, "ask-menu-settings"),
                ),
            ],
        ));
        if let Some(other) = self.other_language {
            buttons.push(kit::button(
                &t!(other, "language-switch"),
                ActionId::SpeakLanguage,
                other.code(),
            ));
        }
        kit::actions(buttons)
    }

    fn text(&self, language: Language) -> String {
        let campaigns: Vec<String> = self
            .campaigns
            .iter()
            .map(|campaign| {
                let leads = words::outside(language, &campaign.leads);
                t!(
                    language,
                    "ask-text-campaign",
                    leads = commas(&leads),
                    campaign = campaign.name(language)
                )
            })
            .collect();
        t!(
            language,
            "ask-text",
            count = self.count(),
            until = dates::moment(language, &self.deadline),
            leads = campaigns.join("; "),
            estimate = estimate(language, self.count())
        )
    }
}

/// "Rate 5 leads" and "Not this time".
pub(super) fn answer_buttons(language: Language, ask: &AskId, count: usize) -> Vec<Value> {
    vec![
        kit::primary(
            &t!(language, "ask-rate", count = count),
            ActionId::RateLeads,
            ask.as_str(),
        ),
        kit::button(
            &t!(language, "ask-not-this-time"),
            ActionId::NotThisTime,
            ask.as_str(),
        ),
    ]
}

/// An ask that was begun and left: "2 of 5 rated."
#[derive(Debug, Clone)]
pub struct AskStopped {
    /// The ask.
    pub ask: AskId,
    /// Leads rated or passed on.
    pub rated: usize,
    /// Leads of the ask.
    pub total: usize,
    /// The leads still open.
    pub open: Vec<LeadTitle>,
    /// The deadline in the rep's zone.
    pub deadline: Zoned,
}

impl AskStopped {
    /// The message that the ask becomes.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let rated = t!(
            language,
            "ask-stopped",
            rated = self.rated,
            total = self.total
        );
        let inside = words::inside(language, &self.open);
        let outside = words::outside(language, &self.open);
        let until = dates::moment(language, &self.deadline);
        let with = |names: String| {
            let open = t!(
                language,
                "ask-stopped-open",
                leads = names,
                until = until.as_str()
            );
            t!(
                language,
                "two-sentences",
                first = rated.as_str(),
                second = open
            )
        };
        Message::new(
            &with(list(language, &outside)),
            vec![
                kit::section(&with(list(language, &inside))),
                kit::actions(vec![
                    kit::primary(
                        &t!(language, "ask-go-on"),
                        ActionId::RateLeads,
                        self.ask.as_str(),
                    ),
                    kit::button(
                        &t!(language, "ask-not-this-time"),
                        ActionId::NotThisTime,
                        self.ask.as_str(),
                    ),
                ]),
            ],
        )
    }
}

/// "Fine. They come back next round.", with three words one may leave.
#[derive(Debug, Clone)]
pub struct AskDeclined {
    /// The ask.
    pub ask: AskId,
    /// Leads rated before it was declined.
    pub rated: usize,
    /// A word was given already: the three buttons go.
    pub has_reason: bool,
    /// The second time in a row: whether to ask less often.
    pub less_often: Option<AskLessOften>,
    /// What was rated before and can be changed: lead and title.
    pub changeable: Vec<(LeadId, String)>,
}

impl AskDeclined {
    /// The message that the ask becomes.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let text = if self.has_reason {
            t!(language, "ask-declined-reason", rated = self.rated)
        } else {
            t!(language, "ask-declined", rated = self.rated)
        };
        let mut blocks = vec![kit::section(&text)];
        if !self.has_reason {
            let reason =
                |key: &str, action| kit::button(&t!(language, key), action, self.ask.as_str());
            blocks.push(kit::actions(vec![
                reason("decline-too-early", ActionId::DeclineTooEarly),
                reason("decline-too-busy", ActionId::DeclineTooBusy),
                reason("decline-not-mine", ActionId::DeclineNotMine),
            ]));
        }
        if !self.changeable.is_empty() {
            blocks.push(kit::actions(vec![change_select(
                language,
                &self.ask,
                &self.changeable,
            )]));
        }
        if let Some(less_often) = &self.less_often {
            blocks.extend(less_often.blocks(language));
        }
        Message::new(&text, blocks)
    }
}

/// "Shall I ask less often?", and what was answered.
#[derive(Debug, Clone)]
pub enum AskLessOften {
    /// The question, in this ask.
    Asked(AskId),
    /// Every four weeks.
    Less,
    /// As before.
    Kept,
}

impl AskLessOften {
    fn blocks(&self, language: Language) -> Vec<Value> {
        match self {
            Self::Asked(ask) => less_often(language, ask).into(),
            Self::Less => vec![kit::section(&t!(language, "ask-less-often"))],
            Self::Kept => vec![kit::section(&t!(language, "ask-kept"))],
        }
    }
}

fn less_often(language: Language, ask: &AskId) -> [Value; 2] {
    [
        kit::section(&t!(language, "less-often")),
        kit::actions(vec![
            kit::button(
                &t!(language, "less-often-four-weeks"),
                ActionId::AskLessOften,
                ask.as_str(),
            ),
            kit::button(
                &t!(language, "less-often-pause"),
                ActionId::OpenPause,
                ask.as_str(),
            ),
            kit::button(
                &t!(language, "less-often-keep"),
                ActionId::KeepRhythm,
                ask.as_str(),
            ),
        ]),
    ]
}

/// What an ask shrinks to when nothing is to be pressed in it any more.
#[derive(Debug, Clone)]
pub enum AskShrunken {
    /// A reminder stands below.
    SeeBelow {
        /// Leads still open.
        open: usize,
    },
    /// Everything was answered; the record is the other message.
    Answered {
        /// Leads rated.
        rated: usize,
    },
    /// The window closed without an answer. With the offer the second time in a row.
    Closed {
        /// Leads that come back.
        open: usize,
        /// The ask, and how many leads of it can still be rated, late.
        rate: Option<(AskId, usize)>,
        /// The second time in a row: whether to ask less often.
        less_often: Option<AskLessOften>,
    },
    /// Its leads went to others or were erased, or the loop was stopped.
    Withdrawn,
}

impl AskShrunken {
    /// The message.
    #[must_use]
    pub fn message(&self, language: Language) -> Message {
        let text = match self {
            Self::SeeBelow { open } => t!(language, "ask-see-below", count = *open),
            Self::Answered { rated } => t!(language, "ask-answered", count = *rated),
            Self::Closed { open, .. } => t!(language, "ask-closed", count = *open),
            Self::Withdrawn => t!(language, "ask-withdrawn"),
        };
        let mut message = Message::plain(&text);
        if let Self::Closed {
            rate, less_often, ..
        } = self
        {
            if let Some((ask, count)) = rate {
                message.blocks.push(kit::actions(vec![kit::button(
                    &t!(language, "ask-rate", count = *count),
                    ActionId::RateLeads,
                    ask.as_str(),
                )]));
            }
            if let Some(less_often) = less_often {
                message.blocks.extend(less_often.blocks(language));
            }
        }
        message
    }
}
