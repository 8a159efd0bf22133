//! A briefing: how marketing explains a campaign to sales before its leads arrive, and what it expects.
//!
//! It is written page by page, so what is being written may be incomplete; [`faults`] says what a page
//! lacks.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::campaign::{FIRST_CONTACT_DAYS, GOAL_MAX, NOT_FOR_MAX};
use super::coded;
use super::ids::MemberId;

/// Longest "who is it for", in characters.
pub const FOR_WHOM_MAX: usize = 300;
/// Longest "what do we promise them", in characters.
pub const PROMISE_MAX: usize = 300;
/// Longest "what they will say, and a good answer", in characters.
pub const OBJECTIONS_MAX: usize = 1_000;
/// Longest "how to open", in characters.
pub const OPENING_MAX: usize = 300;
/// Longest list of links, in characters.
pub const LINKS_MAX: usize = 1_000;
/// Longest line with which a colleague remarks on a draft, or its owner replies, in characters.
pub const REMARK_MAX: usize = 200;
/// Longest question about a briefing, in characters.
pub const QUESTION_MAX: usize = 300;
/// Most leads that can be expected.
pub const EXPECTED_LEADS_MAX: u32 = 100_000;

coded! {
    /// Where a briefing is on its way.
    BriefingState {
        /// Being written.
        Draft => "draft",
        /// Shown to a few colleagues first.
        InReview => "in_review",
        /// Stands in its channels.
        Posted => "posted",
        /// Its campaign is over.
        Closed => "closed",
    }
}

coded! {
    /// Where a campaign runs.
    Place {
        /// E-mail.
        Mail => "mail",
        /// A webinar.
        Webinar => "webinar",
        /// A fair or another event.
        Event => "event",
        /// LinkedIn.
        LinkedIn => "linkedin",
        /// Search engines.
        Search => "search",
        /// The company's own website.
        Website => "website",
        /// Other social media.
        Social => "social",
        /// Partners.
        Partners => "partners",
        /// Print or post.
        Print => "print",
        /// The phone.
        Phone => "phone",
        /// Elsewhere.
        Other => "other",
    }
}

coded! {
    /// What a colleague of sales thinks of a draft.
    Opinion {
        /// "I would call these."
        WouldCall => "would_call",
        /// "I need more."
        NeedsMore => "needs_more",
        /// "Wrong audience."
        WrongAudience => "wrong_audience",
    }
}

/// What marketing expects, out of ten: it must be said beforehand, and can't be changed unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// Out of ten leads, how many sales will accept.
    pub accepted_of_ten: u8,
    /// Out of ten reached, how many are warm.
    pub warm_of_ten: u8,
    /// Out of ten reached, how many are cold; the rest is lukewarm.
    pub cold_of_ten: u8,
}

impl Forecast {
    /// Out of ten reached, how many are lukewarm.
    #[must_use]
    pub fn lukewarm_of_ten(self) -> u8 {
        10_u8.saturating_sub(self.warm_of_ten + self.cold_of_ten)
    }
}

/// What a briefing says. Empty texts were not written (yet).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BriefingContent {
    /// The goal in one line.
    pub goal: String,
    /// Who it is for.
    pub for_whom: String,
    /// Who it is not for: rejecting these is right.
    pub not_for: String,
    /// What they were promised; what they have seen or got.
    pub promise: String,
    /// When its first leads are expected.
    pub starts_on: Option<Date>,
    /// Its last day.
    pub ends_on: Option<Date>,
    /// Where it runs.
    pub places: Vec<Place>,
    /// About how many leads.
    pub expected_leads: Option<u32>,
    /// What marketing expects of them.
    pub forecast: Option<Forecast>,
    /// What they will say, and a good answer; one a line.
    pub objections: String,
    /// Working days within which sales makes the first contact: 0 for the same day, none when no contact is
    /// needed.
    pub first_contact_days: Option<u8>,
    /// How to open.
    pub opening: String,
    /// Links, each an https address.
    pub links: Vec<String>,
    /// Who answers questions.
    pub questions_to: Option<MemberId>,
}

impl Default for BriefingContent {
    fn default() -> Self {
        Self {
            goal: String::new(),
            for_whom: String::new(),
            not_for: String::new(),
            promise: String::new(),
            starts_on: None,
            ends_on: None,
            places: Vec::new(),
            expected_leads: None,
            forecast: None,
            objections: String::new(),
            first_contact_days: Some(FIRST_CONTACT_DAYS),
            opening: String::new(),
            links: Vec::new(),
            questions_to: None,
        }
    }
}

/// A page of the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Page {
    /// "The promise."
    Promise,
    /// "What to expect."
    Expectation,
    /// "What we ask of sales."
    Request,
}

impl Page {
    /// Every page, in order.
    pub const ALL: [Self; 3] = [Self::Promise, Self::Expectation, Self::Request];

    /// The page after this one; none after the last, where the preview comes.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Promise => Some(Self::Expectation),
            Self::Expectation => Some(Self::Request),
            Self::Request => None,
        }
    }
}

coded! {
    /// A field of a briefing: where a fault is, and what an edit changed.
    Field {
        /// Goal.
        Goal => "goal",
        /// Who it is for.
        ForWhom => "for_whom",
        /// Who it is not for.
        NotFor => "not_for",
        /// What they were promised.
        Promise => "promise",
        /// First leads expected on.
        StartsOn => "starts_on",
        /// Ends on.
        EndsOn => "ends_on",
        /// Where it runs.
        Places => "places",
        /// About how many leads.
        ExpectedLeads => "expected_leads",
        /// Of ten leads, accepted.
        Accepted => "accepted",
        /// Of ten reached, warm.
        Warm => "warm",
        /// Of ten reached, cold.
        Cold => "cold",
        /// What they will say, and a good answer.
        Objections => "objections",
        /// First contact within.
        FirstContact => "first_contact",
        /// How to open.
        Opening => "opening",
        /// Links.
        Links => "links",
        /// Questions to.
        QuestionsTo => "questions_to",
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// It must be filled in.
    Missing,
    /// It is longer than so many characters.
    TooLong(usize),
    /// The campaign would end before it starts.
    EndsBeforeStart,
    /// More than [`EXPECTED_LEADS_MAX`].
    TooMany,
    /// Warm and cold exceed ten together.
    WarmAndColdOverTen,
    /// A link that is no https address.
    NoHttps,
}

/// What keeps a page from being complete, each with the field it belongs to.
#[must_use]
pub fn faults(page: Page, content: &BriefingContent) -> Vec<(Field, Fault)> {
    let mut found = Vec::new();
    let mut text = |field, text: &str, max: usize, is_needed: bool| {
        if is_needed && text.trim().is_empty() {
            found.push((field, Fault::Missing));
        } else if text.chars().count() > max {
            found.push((field, Fault::TooLong(max)));
        }
    };
    match page {
        Page::Promise => {
            text(Field::Goal, &content.goal, GOAL_MAX, true);
            text(Field::ForWhom, &content.for_whom, FOR_WHOM_MAX, true);
            text(Field::NotFor, &content.not_for, NOT_FOR_MAX, true);
            text(Field::Promise, &content.promise, PROMISE_MAX, true);
            match (content.starts_on, content.ends_on) {
                (None, _) => found.push((Field::StartsOn, Fault::Missing)),
                (Some(first), Some(last)) if last < first => {
                    found.push((Field::EndsOn, Fault::EndsBeforeStart));
                }
                (Some(_), _) => {}
            }
        }
        Page::Expectation => {
            text(
                Field::Objections,
                &content.objections,
                OBJECTIONS_MAX,
                false,
            );
            if content
                .expected_leads
                .is_some_and(|count| count > EXPECTED_LEADS_MAX)
            {
                found.push((Field::ExpectedLeads, Fault::TooMany));
            }
            match content.forecast {
                None => found.push((Field::Accepted, Fault::Missing)),
                Some(it) if it.accepted_of_ten > 10 => {
                    found.push((Field::Accepted, Fault::TooMany));
                }
                Some(it) if it.warm_of_ten.saturating_add(it.cold_of_ten) > 10 => {
                    found.push((Field::Cold, Fault::WarmAndColdOverTen));
                }
                Some(_) => {}
            }
        }
        Page::Request => {
            text(Field::Opening, &content.opening, OPENING_MAX, false);
            let links = content.links.join("\n");
            text(Field::Links, &links, LINKS_MAX, false);
            if !content.links.iter().all(|link| is_https(link)) {
                found.push((Field::Links, Fault::NoHttps));
            }
            if content.questions_to.is_none() {
                found.push((Field::QuestionsTo, Fault::Missing));
            }
        }
    }
    found
}

/// Whether every page is complete: then it can be shown and posted.
#[must_use]
pub fn is_complete(content: &BriefingContent) -> bool {
    Page::ALL
        .into_iter()
        .all(|page| faults(page, content).is_empty())
}

fn is_https(link: &str) -> bool {
    let host = link.strip_prefix("https://");
    host.is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace))
}

/// The fields that differ, in the order of the pages.
#[must_use]
pub fn changed(before: &BriefingContent, after: &BriefingContent) -> Vec<Field> {
    let of = |pick: fn(&Forecast) -> u8, it: &BriefingContent| it.forecast.as_ref().map(pick);
    let forecast = |pick| of(pick, before) != of(pick, after);
    let differs = |field: &Field| match field {
        Field::Goal => before.goal != after.goal,
        Field::ForWhom => before.for_whom != after.for_whom,
        Field::NotFor => before.not_for != after.not_for,
        Field::Promise => before.promise != after.promise,
        Field::StartsOn => before.starts_on != after.starts_on,
        Field::EndsOn => before.ends_on != after.ends_on,
        Field::Places => before.places != after.places,
        Field::ExpectedLeads => before.expected_leads != after.expected_leads,
        Field::Accepted => forecast(|it| it.accepted_of_ten),
        Field::Warm => forecast(|it| it.warm_of_ten),
        Field::Cold => forecast(|it| it.cold_of_ten),
        Field::Objections => before.objections != after.objections,
        Field::FirstContact => before.first_contact_days != after.first_contact_days,
        Field::Opening => before.opening != after.opening,
        Field::Links => before.links != after.links,
        Field::QuestionsTo => before.questions_to != after.questions_to,
    };
    Field::ALL.iter().copied().filter(differs).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn complete() -> BriefingContent {
        BriefingContent {
            goal: "20 first talks".to_owned(),
            for_whom: "heads of operations".to_owned(),
            not_for: "students".to_owned(),
            promise: "a planning check".to_owned(),
            starts_on: Some(date(2026, 11, 3)),
            forecast: Some(Forecast {
                accepted_of_ten: 5,
                warm_of_ten: 2,
                cold_of_ten: 3,
            }),
            questions_to: Some(MemberId::new("U0MARIEKE")),
            ..BriefingContent::default()
        }
    }

    #[test]
    fn what_is_needed_is_enough() {
        assert!(is_complete(&complete()));
        assert_eq!(complete().forecast.map(Forecast::lukewarm_of_ten), Some(5));
    }

    #[test]
    fn a_page_names_each_field_that_is_wrong() {
        let empty = faults(Page::Promise, &BriefingContent::default());
        let fields: Vec<Field> = empty.iter().map(|(field, _)| *field).collect();
        let needed = [
            Field::Goal,
            Field::ForWhom,
            Field::NotFor,
            Field::Promise,
            Field::StartsOn,
        ];
        assert_eq!(fields, needed);
        assert!(empty.iter().all(|(_, fault)| *fault == Fault::Missing));

        let backwards = BriefingContent {
            ends_on: Some(date(2026, 11, 2)),
            ..complete()
        };
        let found = faults(Page::Promise, &backwards);
        assert_eq!(found, [(Field::EndsOn, Fault::EndsBeforeStart)]);

        let too_much = BriefingContent {
            forecast: Some(Forecast {
                accepted_of_ten: 5,
                warm_of_ten: 6,
                cold_of_ten: 5,
            }),
            ..complete()
        };
        let found = faults(Page::Expectation, &too_much);
        assert_eq!(found, [(Field::Cold, Fault::WarmAndColdOverTen)]);

        let linked = BriefingContent {
            links: vec!["http://intranet.example/deck".to_owned()],
            ..complete()
        };
        let found = faults(Page::Request, &linked);
        assert_eq!(found, [(Field::Links, Fault::NoHttps)]);
    }

    #[test]
    fn an_edit_is_told_field_by_field() {
        let mut after = complete();
        assert!(changed(&complete(), &after).is_empty());
        after.for_whom = "heads of operations, food and pharma".to_owned();
        after.forecast = Some(Forecast {
            accepted_of_ten: 6,
            warm_of_ten: 2,
            cold_of_ten: 3,
        });
        assert_eq!(
            changed(&complete(), &after),
            [Field::ForWhom, Field::Accepted]
        );
    }
}
