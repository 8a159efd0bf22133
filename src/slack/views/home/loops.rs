//! A loop as its team lead sees it: the rhythm, the round that runs, what is to be done, and the trend in words.

use serde_json::Value;

use super::first::First;
use super::{Home, HomeLoop};
use crate::domain::feedback_loop::LoopState;
use crate::domain::figures::TrendPoint;
use crate::domain::language::Language;
use crate::domain::rating::Axis;
use crate::slack::ids::{ActionId, CallbackId, LoopChoice};
use crate::slack::views::digest_charts::{axes, per_cent};
use crate::slack::views::kit::{self, Choice, Modal};
use crate::slack::views::{pages, words};
use crate::texts::{dates, t};

/// Loops that are shown on the Home tab.
const LOOPS_MAX: usize = 5;

/// All that a team lead sees.
pub(super) fn section(language: Language, home: &Home, first: &mut First) -> Vec<Value> {
    let Some(of) = home.loops.first() else {
        return Vec::new();
    };
    let mut blocks = vec![kit::header(&t!(language, "home-loops"))];
    if home.without_owner > 0 {
        blocks.push(kit::section_with(
            &t!(
                language,
                "digest-todo-without-owner",
                count = home.without_owner
            ),
            first.button(
                &t!(language, "digest-give-owner", count = home.without_owner),
                ActionId::GiveOwners,
                &pages::page_value(of.id.as_str(), 0),
            ),
        ));
    }
    for one in home.loops.iter().take(LOOPS_MAX) {
        blocks.extend(self::blocks(language, one, Some(&mut *first)));
    }
    let mut buttons = Vec::new();
    if home.can_set_up {
        let text = t!(language, "home-set-up");
        buttons.push(kit::button(&text, ActionId::SetUpLoop, ""));
    }
    let not_shown = home.loops.len().saturating_sub(LOOPS_MAX);
    if let more @ 1.. = home.more_loops + not_shown {
        let all = more + home.loops.len().min(LOOPS_MAX);
        let text = t!(language, "home-loops-all", count = all);
        buttons.push(kit::button(&text, ActionId::SeeLoops, ""));
    }
    if !buttons.is_empty() {
        blocks.push(kit::actions(buttons));
    }
    blocks
}

fn blocks(language: Language, one: &HomeLoop, first: Option<&mut First>) -> Vec<Value> {
    let of_loop = |choice: LoopChoice, key: &str| (choice.value(&one.id), t!(language, key));
    let mut choices: Vec<Choice> = match one.state {
        LoopState::Active => vec![of_loop(LoopChoice::Edit, "loop-edit")],
        LoopState::Paused => vec![
            of_loop(LoopChoice::Resume, "loop-resume"),
            of_loop(LoopChoice::Edit, "loop-edit"),
        ],
        LoopState::Ended => Vec::new(),
    };
    if one.state == LoopState::Active {
        // They name the round whose date is shown: pressed twice, they don't reach the one after it.
        if let Some((round, _)) = &one.next_round {
            choices.extend([
                (
                    LoopChoice::SkipNext.value(round),
                    t!(language, "loop-skip-next"),
                ),
                (
                    LoopChoice::ShiftNext.value(round),
                    t!(language, "loop-shift-next"),
                ),
            ]);
        }
        choices.push(of_loop(LoopChoice::Pause, "loop-pause"));
    }
    if one.state != LoopState::Ended {
        choices.push(of_loop(LoopChoice::End, "loop-end"));
    }
    let rhythm = dates::cadence(language, one.cadence);
    let text = match (one.state, &one.next_round) {
        (LoopState::Active, Some((_, next))) => t!(
            language,
            "home-loop-next",
            name = one.name.as_str(),
            reps = one.reps,
            cadence = rhythm,
            date = dates::day(language, *next)
        ),
        (LoopState::Active, None) => t!(
            language,
            "home-loop",
            name = one.name.as_str(),
            reps = one.reps,
            cadence = rhythm
        ),
        (LoopState::Paused, _) => t!(language, "home-loop-paused", name = one.name.as_str()),
        (LoopState::Ended, _) => t!(language, "home-loop-ended", name = one.name.as_str()),
    };
    let mut blocks = vec![if choices.is_empty() {
        kit::section(&text)
    } else {
        kit::section_with(&text, kit::overflow(ActionId::LoopMenu, &choices))
    }];
    if let Some(round) = &one.current {
        let line = t!(
            language,
            "home-round",
            number = round.number,
            asked = round.asked,
            answered = round.answered,
            until = dates::moment(language, &round.until)
        );
        blocks.push(kit::section(&t!(
            language,
            "home-round-leads",
            line = line,
            leads = round.leads,
            rated = round.rated
        )));
    }
    if let Some((round, count @ 1..)) = &one.waiting {
        let text = t!(language, "home-see-waiting", count = *count);
        let mut ordinary = First::given();
        let button =
            first
                .unwrap_or(&mut ordinary)
                .button(&text, ActionId::SeeWaiting, round.as_str());
        let text = t!(language, "home-waiting", count = *count);
        blocks.push(kit::section_with(&text, button));
    }
    blocks.extend(trend(language, &one.trend));
    blocks
}

/// "Rated 4 or 5, per cent, six rounds from 8 Sep to 17 Nov. Relevance: 48, 52, …": every point has ten answers or
/// more.
fn trend(language: Language, points: &[TrendPoint]) -> Option<Value> {
    let points: Vec<&TrendPoint> = points.iter().filter(|it| it.can_be_drawn()).collect();
    let (first, last) = (points.first()?, points.last()?);
    let mut lines = vec![t!(
        language,
        "home-trend",
        rounds = points.len(),
        first = dates::day_month(language, first.date),
        last = dates::day_month(language, last.date)
    )];
    lines.extend((0..Axis::ALL.len()).map(|axis| {
        let values: Vec<String> = points
            .iter()
            .map(|it| per_cent(axes(it)[axis].1).to_string())
            .collect();
        t!(
            language,
            "home-trend-axis",
            axis = words::axis(language, Axis::ALL[axis]),
            values = values.join(", ")
        )
    }));
    Some(kit::section(&lines.join("\n")))
}

/// Loops in a window, a page at a time.
#[derive(Debug, Clone)]
pub struct LoopList {
    /// The loops of this page.
    pub loops: Vec<HomeLoop>,
    /// Which page it is, from 0 on.
    pub page: usize,
    /// So many more come after these.
    pub more: usize,
}

impl LoopList {
    /// The view.
    #[must_use]
    pub fn view(&self, language: Language) -> Value {
        let mut blocks: Vec<Value> = self
            .loops
            .iter()
            .flat_map(|one| blocks(language, one, None))
            .collect();
        blocks.extend(pages::turn(
            language,
            ActionId::SeeLoops,
            self.page,
            self.more,
            |page| pages::page_value("", page),
        ));
        Modal {
            callback: CallbackId::Lists,
            metadata: String::new(),
            title: t!(language, "home-loops"),
            submit: None,
            close: t!(language, "button-close"),
            notify_on_close: false,
            blocks,
        }
        .json()
    }
}
