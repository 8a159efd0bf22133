//! What a digest says first: the headline, what there is to do, and which campaigns may be shown by
//! themselves. Chooses among frozen figures, computes none.

use super::figures::{Before, CHANGE_MIN, CampaignFigures, HighOf, RoundFigures};
use super::rating::{Axis, Reason};

/// Facts in a headline, and things to do.
pub const LINES_MAX: usize = 3;
/// Leads rejected for one reason from which a campaign is said to draw it.
pub const DRAWS_MIN: u32 = 3;

/// One sentence of the headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadlineFact {
    /// More of a campaign's leads fit than in the round before.
    CampaignFitsBetter {
        /// The campaign.
        name: String,
    },
    /// Fewer do.
    CampaignFitsWorse {
        /// The campaign.
        name: String,
    },
    /// Half or more of a campaign's rejected leads have one reason.
    DrawsReason {
        /// The campaign.
        name: String,
        /// The reason.
        reason: Reason,
    },
    /// Leads wait for a first contact.
    WaitForContact {
        /// How many.
        count: u32,
    },
    /// None of the above, and there is no round before to compare with.
    FirstRound,
    /// None of the above, and the round is an extra one, which is compared with none.
    ExtraRound,
    /// None of the above.
    NothingNew,
}

/// What stands above a digest: at most three facts, never empty.
///
/// Of the campaigns that may be shown: the one that fits better by most, the one that draws one reason
/// most often, the one that fits worse by most (unless that was said of it); then the leads that wait,
/// which always have a place. A change is one only with ten answers on both sides and a difference of
/// at least ten in a hundred. Without statistics only the waiting leads are told.
#[must_use]
pub fn headline(figures: &RoundFigures) -> Vec<HeadlineFact> {
    let shown: Vec<&CampaignFigures> = figures
        .campaigns
        .iter()
        .filter(|row| figures.shows_statistics() && row.campaign_id.is_some() && row.can_be_shown())
        .collect();
    let mut facts = Vec::new();
    let changes = || shown.iter().filter_map(|row| Some((change(row)?, *row)));
    if let Some((by, row)) = changes().max_by_key(|(by, _)| *by)
        && by > 0
    {
        let name = row.name.clone();
        facts.push(HeadlineFact::CampaignFitsBetter { name });
    }
    let draws = shown
        .iter()
        .filter_map(|row| Some((draws(row)?, *row)))
        .max_by_key(|((_, count), _)| *count);
    if let Some(((reason, _), row)) = draws {
        let name = row.name.clone();
        facts.push(HeadlineFact::DrawsReason { name, reason });
    }
    let is_said = |row: &CampaignFigures| draws.is_some_and(|(_, said)| said.name == row.name);
    if let Some((by, row)) = changes()
        .filter(|(_, row)| !is_said(row))
        .min_by_key(|(by, _)| *by)
        && by < 0
    {
        let name = row.name.clone();
        facts.push(HeadlineFact::CampaignFitsWorse { name });
    }
    let count = u32::try_from(figures.waiting.len()).unwrap_or(u32::MAX);
    if count > 0 {
        facts.truncate(LINES_MAX - 1);
        facts.push(HeadlineFact::WaitForContact { count });
    }
    if facts.is_empty() {
        facts.push(match figures.accepted_before {
            _ if figures.is_extra => HeadlineFact::ExtraRound,
            Some(_) => HeadlineFact::NothingNew,
            None => HeadlineFact::FirstRound,
        });
    }
    facts
}

/// By how many in a thousand a campaign's relevance changed; none when that isn't called a change.
#[must_use]
pub fn change(row: &CampaignFigures) -> Option<i64> {
    let Before::Round(before) = row.relevance_before else {
        return None;
    };
    let thousandths = |of: HighOf| i64::from(of.high) * 1_000 / i64::from(of.n.max(1));
    let by = thousandths(row.relevance) - thousandths(before);
    let now = row.shown(Axis::Relevance)?;
    let is_change = now.n >= CHANGE_MIN && before.n >= CHANGE_MIN && by.abs() >= 100;
    is_change.then_some(by)
}

/// The reason a campaign draws, and how often.
fn draws(row: &CampaignFigures) -> Option<(Reason, u32)> {
    row.reasons
        .first()
        .copied()
        .filter(|(_, count)| *count >= DRAWS_MIN && count * 2 >= row.verdicts.rejected)
}

/// One thing for the team lead to do, with a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TodoItem {
    /// Leads have had no contact.
    FirstContact {
        /// How many.
        waiting: u32,
        /// How many of them longer than their campaign asks for.
        too_long: u32,
        /// The age of the oldest.
        oldest_working_days: u32,
    },
    /// Open leads of colleagues who are away: team leads only.
    LeadsOfAway {
        /// How many.
        count: u32,
    },
    /// Leads belong to nobody.
    LeadsWithoutOwner {
        /// How many.
        count: u32,
    },
}

/// What there is to do, at most three things, the most urgent first. Leads that wait are one only when
/// some wait longer than their campaign asks for.
#[must_use]
pub fn todo(figures: &RoundFigures) -> Vec<TodoItem> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let too_long = count(
        figures
            .waiting
            .iter()
            .filter(|lead| lead.is_too_long)
            .count(),
    );
    let mut items = Vec::new();
    if too_long > 0 {
        let ages = figures.waiting.iter().map(|lead| lead.age_working_days);
        items.push(TodoItem::FirstContact {
            waiting: count(figures.waiting.len()),
            too_long,
            oldest_working_days: ages.max().unwrap_or_default(),
        });
    }
    if figures.leads_of_away > 0 {
        items.push(TodoItem::LeadsOfAway {
            count: figures.leads_of_away,
        });
    }
    if figures.leads_without_owner > 0 {
        items.push(TodoItem::LeadsWithoutOwner {
            count: figures.leads_without_owner,
        });
    }
    items
}

/// The campaigns of a round as they may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedCampaigns<'a> {
    /// Those with three answers of three people, in the figures' order.
    pub shown: Vec<&'a CampaignFigures>,
    /// How many others there are: one row "other campaigns".
    pub others: u32,
    /// Leads rated in the others together: the row's only figure, so that no split gives away who
    /// said what.
    pub others_rated: u32,
}

/// Splits the campaigns of a round into those that may be shown by themselves and the rest.
#[must_use]
pub fn rated_campaigns(figures: &RoundFigures) -> RatedCampaigns<'_> {
    let (shown, hidden): (Vec<_>, Vec<_>) =
        figures.campaigns.iter().partition(|row| row.can_be_shown());
    RatedCampaigns {
        shown,
        others: u32::try_from(hidden.len()).unwrap_or(u32::MAX),
        others_rated: hidden.iter().map(|row| row.verdicts.rated()).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures_compute::round_figures;
    use crate::domain::figures_compute::tests::{input, rate, waiting};
    use crate::domain::rating::Judgement::{Five, Two};

    #[test]
    fn the_headline_tells_a_change_a_pattern_and_who_waits() {
        let mut input = input(&["webinar", "guide"]);
        input.campaigns[0].relevance_before = Before::Round(HighOf { high: 3, n: 10 });
        input.campaigns[1].relevance_before = Before::Round(HighOf { high: 9, n: 10 });
        for n in 0..10 {
            input.ratings.push(rate(n, Some("webinar"), Five, None));
            let reason = (n < 4).then_some(Reason::NotABuyer);
            input.ratings.push(rate(n, Some("guide"), Two, reason));
        }
        input.waiting = vec![waiting("a", 11, true), waiting("b", 2, false)];
        let name = |name: &str| name.to_owned();
        let facts = headline(&round_figures(input.clone()));
        let (better, draws, wait) = (
            HeadlineFact::CampaignFitsBetter {
                name: name("webinar"),
            },
            HeadlineFact::DrawsReason {
                name: name("guide"),
                reason: Reason::NotABuyer,
            },
            HeadlineFact::WaitForContact { count: 2 },
        );
        assert_eq!(facts, [better, draws, wait.clone()]);

        input.reps = 3;
        assert_eq!(headline(&round_figures(input)), [wait]);
    }

    #[test]
    fn nine_answers_make_no_change() {
        let mut input = input(&["webinar"]);
        input.campaigns[0].relevance_before = Before::Round(HighOf { high: 0, n: 10 });
        for n in 0..9 {
            input.ratings.push(rate(n, Some("webinar"), Five, None));
        }
        assert_eq!(
            headline(&round_figures(input.clone())),
            [HeadlineFact::FirstRound]
        );
        input.accepted_before = Some(1);
        assert_eq!(
            headline(&round_figures(input.clone())),
            [HeadlineFact::NothingNew]
        );
        input.ratings.push(rate(9, Some("webinar"), Five, None));
        assert_ne!(headline(&round_figures(input)), [HeadlineFact::NothingNew]);
    }

    #[test]
    fn what_there_is_to_do_comes_in_order() {
        let mut input = input(&[]);
        assert_eq!(todo(&round_figures(input.clone())), []);
        input.waiting = vec![
            waiting("a", 4, true),
            waiting("b", 11, true),
            waiting("c", 1, false),
        ];
        input.leads_of_away = 6;
        input.leads_without_owner = 3;
        let contact = TodoItem::FirstContact {
            waiting: 3,
            too_long: 2,
            oldest_working_days: 11,
        };
        assert_eq!(
            todo(&round_figures(input)),
            [
                contact,
                TodoItem::LeadsOfAway { count: 6 },
                TodoItem::LeadsWithoutOwner { count: 3 }
            ]
        );
    }

    #[test]
    fn a_campaign_with_two_people_is_shown_among_the_others() {
        let mut input = input(&["webinar", "guide"]);
        for n in 0..3 {
            input.ratings.push(rate(n, Some("webinar"), Five, None));
            input.ratings.push(rate(n % 2, Some("guide"), Five, None));
        }
        let figures = round_figures(input);
        let rows = rated_campaigns(&figures);
        let names: Vec<_> = rows.shown.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(
            (names, rows.others, rows.others_rated),
            (vec!["webinar"], 1, 3)
        );
    }
}
