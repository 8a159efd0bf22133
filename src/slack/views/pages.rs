//! Lists that don't fit in one window: the buttons to the page before and the page after.

use serde_json::Value;

use super::kit;
use crate::domain::language::Language;
use crate::slack::ids::ActionId;
use crate::texts::t;

/// What a button that opens a page of a list holds: what the list is about, and the page, from 0 on.
#[must_use]
pub fn page_value(about: &str, page: usize) -> String {
    format!("{about}:{page}")
}

/// Reads a list's value: one without a page opens the first.
#[must_use]
pub fn parse_page(value: &str) -> (&str, usize) {
    let paged = value
        .rsplit_once(':')
        .and_then(|(about, page)| Some((about, page.parse().ok()?)));
    paged.unwrap_or((value, 0))
}

/// "Back" and "12 more" below a list; none when it has one page. They say to the dispatch which list to open with
/// which value: one window may not have two buttons of one name side by side.
#[must_use]
pub fn turn(
    language: Language,
    list: ActionId,
    page: usize,
    more: usize,
    value: impl Fn(usize) -> String,
) -> Option<Value> {
    let target = |page: usize| format!("{}|{}", list.as_str(), value(page));
    let back = page.checked_sub(1).map(|before| {
        let text = t!(language, "page-before");
        kit::button(&text, ActionId::PageBefore, &target(before))
    });
    let on = (more > 0).then(|| {
        let text = t!(language, "page-after", count = more);
        kit::button(&text, ActionId::PageAfter, &target(page + 1))
    });
    let buttons: Vec<Value> = back.into_iter().chain(on).collect();
    (!buttons.is_empty()).then(|| kit::actions(buttons))
}

/// Which list a button of [`turn`] opens, and with which value.
#[must_use]
pub fn parse_turn(value: &str) -> Option<(ActionId, &str)> {
    let (list, value) = value.split_once('|')?;
    Some((ActionId::parse(list)?, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_back() {
        assert_eq!(parse_page(&page_value("r14", 3)), ("r14", 3));
        assert_eq!(parse_page(&page_value("", 2)), ("", 2));
        assert_eq!(parse_page("first-of-loop-1"), ("first-of-loop-1", 0));
        assert_eq!(parse_page(""), ("", 0));
    }

    #[test]
    fn a_list_of_one_page_has_no_buttons_and_one_in_the_middle_has_two() {
        let at = |page, more| {
            let value = |page| page_value("r14", page);
            turn(Language::English, ActionId::SeeWaiting, page, more, value)
        };
        assert!(at(0, 0).is_none());
        let both = at(1, 7).unwrap();
        let values: Vec<&str> = both["elements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["value"].as_str().unwrap())
            .collect();
        assert_eq!(values, ["see_waiting|r14:0", "see_waiting|r14:2"]);
        assert_eq!(parse_turn(values[1]), Some((ActionId::SeeWaiting, "r14:2")));
    }
}
