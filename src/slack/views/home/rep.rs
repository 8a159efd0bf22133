//! What a rep sees of themselves: what is open, when the next round is, and whether they are away.

use serde_json::Value;

use super::HomeRep;
use crate::domain::language::Language;
use crate::slack::ids::ActionId;
use crate::slack::views::kit;
use crate::slack::views::settings::working_days;
use crate::texts::{dates, estimate, t};

pub(super) fn blocks(language: Language, rep: &HomeRep) -> Vec<Value> {
    let mut blocks = vec![kit::header(&t!(language, "home-your-leads"))];
    blocks.push(match (&rep.open, rep.next_round) {
        (Some(open), _) => kit::section_with(
            &if open.is_late {
                t!(
                    language,
                    "home-open-late",
                    count = open.open,
                    estimate = estimate(language, open.open)
                )
            } else {
                t!(
                    language,
                    "home-open-ask",
                    count = open.open,
                    until = dates::moment(language, &open.deadline),
                    estimate = estimate(language, open.open)
                )
            },
            kit::primary(
                &t!(language, "ask-rate", count = open.open),
                ActionId::RateLeads,
                open.ask.as_str(),
            ),
        ),
        (None, Some(next)) => kit::section(&t!(
            language,
            "home-nothing-open-next",
            date = dates::day(language, next)
        )),
        (None, None) => kit::section(&t!(language, "home-nothing-open")),
    });
    if let Some((count, date)) = rep.last {
        blocks.push(kit::context(&t!(
            language,
            "home-last-answers",
            count = count,
            date = dates::day(language, date)
        )));
    }
    match rep.away_until {
        Some(date) => blocks.push(kit::section_with(
            &t!(language, "home-paused", date = dates::day(language, date)),
            kit::button(&t!(language, "home-end-pause"), ActionId::EndPause, ""),
        )),
        None => blocks.push(kit::section_with(
            &t!(
                language,
                "home-working-days",
                days = working_days(language, rep.working_days)
            ),
            kit::button(&t!(language, "home-pause"), ActionId::OpenPause, ""),
        )),
    }
    if rep.asks_less_often {
        blocks.push(kit::context(&t!(language, "home-less-often")));
    }
    blocks
}
