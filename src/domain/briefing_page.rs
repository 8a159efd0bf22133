//! Writing a briefing page by page, and two people at one: what a page holds, and whose words stand where
//! both wrote.

use super::briefing::{BriefingContent, Field, Page, changed, faults};

impl Field {
    /// The page on which it is asked.
    #[must_use]
    pub fn page(self) -> Page {
        match self {
            Self::Goal
            | Self::ForWhom
            | Self::NotFor
            | Self::Promise
            | Self::StartsOn
            | Self::EndsOn
            | Self::Places => Page::Promise,
            Self::ExpectedLeads | Self::Accepted | Self::Warm | Self::Cold | Self::Objections => {
                Page::Expectation
            }
            Self::FirstContact | Self::Opening | Self::Links | Self::QuestionsTo => Page::Request,
        }
    }
}

/// What is stored, with what somebody typed on this page over it.
#[must_use]
pub fn with_page(stored: &BriefingContent, page: Page, typed: &BriefingContent) -> BriefingContent {
    let mut it = stored.clone();
    for field in Field::ALL.iter().filter(|field| field.page() == page) {
        take(*field, typed, &mut it);
    }
    it
}

/// What is stored by now, with what somebody changed on this page since `base` over it: where they changed
/// nothing, what somebody else wrote meanwhile stands.
#[must_use]
pub fn rebased(
    base: &BriefingContent,
    stored: &BriefingContent,
    page: Page,
    typed: &BriefingContent,
) -> BriefingContent {
    let mine = with_page(base, page, typed);
    let mut it = stored.clone();
    for field in changed(base, &mine) {
        take(field, &mine, &mut it);
    }
    it
}

/// What is stored, with what somebody typed on this page where nothing is stored yet.
#[must_use]
pub fn filled_up(stored: &BriefingContent, page: Page, typed: &BriefingContent) -> BriefingContent {
    let empty = BriefingContent::default();
    let known = changed(&empty, stored);
    let mut it = with_page(stored, page, typed);
    for field in known {
        take(field, stored, &mut it);
    }
    it
}

/// The first page that is not complete; none when all are.
#[must_use]
pub fn first_incomplete(content: &BriefingContent) -> Option<Page> {
    let mut pages = Page::ALL.into_iter();
    pages.find(|page| !faults(*page, content).is_empty())
}

/// The three numbers of a forecast belong together, so each takes all of them.
fn take(field: Field, from: &BriefingContent, to: &mut BriefingContent) {
    match field {
        Field::Goal => to.goal.clone_from(&from.goal),
        Field::ForWhom => to.for_whom.clone_from(&from.for_whom),
        Field::NotFor => to.not_for.clone_from(&from.not_for),
        Field::Promise => to.promise.clone_from(&from.promise),
        Field::StartsOn => to.starts_on = from.starts_on,
        Field::EndsOn => to.ends_on = from.ends_on,
        Field::Places => to.places.clone_from(&from.places),
        Field::ExpectedLeads => to.expected_leads = from.expected_leads,
        Field::Accepted | Field::Warm | Field::Cold => to.forecast = from.forecast,
        Field::Objections => to.objections.clone_from(&from.objections),
        Field::FirstContact => to.first_contact_days = from.first_contact_days,
        Field::Opening => to.opening.clone_from(&from.opening),
        Field::Links => to.links.clone_from(&from.links),
        Field::QuestionsTo => to.questions_to.clone_from(&from.questions_to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::briefing::Forecast;

    fn goal(text: &str) -> BriefingContent {
        BriefingContent {
            goal: text.to_owned(),
            ..BriefingContent::default()
        }
    }

    #[test]
    fn a_page_leaves_the_other_pages_as_they_are() {
        let stored = BriefingContent {
            opening: "Which plant?".to_owned(),
            ..goal("20 talks")
        };
        let after = with_page(&stored, Page::Promise, &goal("30 talks"));
        assert_eq!(
            (after.goal.as_str(), after.opening.as_str()),
            ("30 talks", "Which plant?")
        );
        let after = with_page(&stored, Page::Request, &goal("30 talks"));
        assert_eq!(
            (after.goal.as_str(), after.opening.as_str()),
            ("20 talks", "")
        );
    }

    #[test]
    fn of_two_who_write_each_keeps_what_only_they_changed_and_the_second_what_both_did() {
        let base = BriefingContent {
            not_for: "students".to_owned(),
            ..goal("20 talks")
        };
        let stored = BriefingContent {
            not_for: "students, IT".to_owned(),
            promise: "a check".to_owned(),
            ..goal("25 talks")
        };
        let typed = BriefingContent {
            for_whom: "food".to_owned(),
            goal: "30 talks".to_owned(),
            ..base.clone()
        };
        let after = rebased(&base, &stored, Page::Promise, &typed);
        assert_eq!(after.goal, "30 talks", "both: the second's");
        assert_eq!(after.for_whom, "food", "the second alone");
        assert_eq!(after.not_for, "students, IT", "the first alone");
        assert_eq!(after.promise, "a check", "the first alone");
    }

    #[test]
    fn what_is_known_stands_before_what_was_typed() {
        let typed = BriefingContent {
            not_for: "students".to_owned(),
            ..goal("30 talks")
        };
        let after = filled_up(&goal("20 talks"), Page::Promise, &typed);
        assert_eq!(
            (after.goal.as_str(), after.not_for.as_str()),
            ("20 talks", "students")
        );
    }

    #[test]
    fn a_forecast_is_taken_whole() {
        let of = |accepted_of_ten| BriefingContent {
            forecast: Some(Forecast {
                accepted_of_ten,
                warm_of_ten: 2,
                cold_of_ten: 3,
            }),
            ..BriefingContent::default()
        };
        let after = rebased(&of(5), &of(6), Page::Expectation, &of(7));
        assert_eq!(after, of(7));
        let after = rebased(&of(5), &of(6), Page::Expectation, &of(5));
        assert_eq!(after, of(6));
    }

    #[test]
    fn it_is_taken_up_again_where_something_is_missing() {
        assert_eq!(
            first_incomplete(&BriefingContent::default()),
            Some(Page::Promise)
        );
    }
}
