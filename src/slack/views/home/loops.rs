//! A loop as its team lead sees it: the rhythm, the round that runs, and what is to be done.

use serde_json::Value;

use super::HomeLoop;
use crate::domain::feedback_loop::LoopState;
use crate::domain::language::Language;
use crate::slack::ids::{ActionId, LoopChoice};
use crate::slack::views::kit::{self, Choice};
use crate::texts::{dates, t};

pub(super) fn blocks(language: Language, one: &HomeLoop) -> Vec<Value> {
    let choices: &[(LoopChoice, &str)] = match one.state {
        LoopState::Active => &[
            (LoopChoice::Edit, "loop-edit"),
            (LoopChoice::SkipNext, "loop-skip-next"),
            (LoopChoice::ShiftNext, "loop-shift-next"),
            (LoopChoice::Pause, "loop-pause"),
            (LoopChoice::End, "loop-end"),
        ],
        LoopState::Paused => &[
            (LoopChoice::Resume, "loop-resume"),
            (LoopChoice::Edit, "loop-edit"),
            (LoopChoice::End, "loop-end"),
        ],
        LoopState::Ended => &[],
    };
    let rhythm = dates::cadence(language, one.cadence);
    let text = match (one.state, one.next_round) {
        (LoopState::Active, Some(next)) => t!(
            language,
            "home-loop-next",
            name = one.name.as_str(),
            reps = one.reps,
            cadence = rhythm,
            date = dates::day(language, next)
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
        let options: Vec<Choice> = choices
            .iter()
            .map(|(choice, key)| (choice.value(&one.id), t!(language, key)))
            .collect();
        kit::section_with(&text, kit::overflow(ActionId::LoopMenu, &options))
    }];
    if let Some(round) = &one.current {
        let text = t!(
            language,
            "home-round",
            number = round.number,
            asked = round.asked,
            answered = round.answered,
            until = dates::moment(language, &round.until)
        );
        blocks.push(if round.waiting > 0 {
            kit::section_with(
                &text,
                kit::button(
                    &t!(language, "home-see-waiting", count = round.waiting),
                    ActionId::SeeWaiting,
                    round.round.as_str(),
                ),
            )
        } else {
            kit::section(&text)
        });
    }
    if one.without_owner > 0 {
        blocks.push(kit::section_with(
            &t!(
                language,
                "digest-todo-without-owner",
                count = one.without_owner
            ),
            kit::button(
                &t!(language, "digest-give-owner", count = one.without_owner),
                ActionId::GiveOwners,
                one.id.as_str(),
            ),
        ));
    }
    blocks
}
