//! The dates of a loop: every so many weeks from the anchor, or the nth or last weekday of the month.
//!
//! Dates only. At which instant an ask is due on such a date is a matter of each rep's own zone.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::feedback_loop::{Cadence, Nth};

/// The loop's first date on or after `from`; never before the anchor.
///
/// With weeks, the anchor itself is a date of the loop, whatever its weekday. With months it is only
/// the earliest day possible. At the end of the calendar (year 9999) the answer is the last day.
#[must_use]
pub fn first_date(cadence: Cadence, anchor: Date, from: Date) -> Date {
    let from = from.max(anchor);
    match cadence {
        Cadence::Weeks { weeks } => {
            let step = i64::from(weeks.max(1)) * 7;
            let since_anchor = days_between(anchor, from);
            let ahead = (step - since_anchor % step) % step;
            from.saturating_add(ahead.days())
        }
        Cadence::Month { nth, .. } => {
            let weekday = cadence.month_weekday().unwrap_or_else(|| anchor.weekday());
            let this_month = of_month(from, nth, weekday);
            if this_month >= from {
                this_month
            } else {
                of_month(
                    from.first_of_month().saturating_add(1.month()),
                    nth,
                    weekday,
                )
            }
        }
    }
}

/// The loop's first date strictly after `after`.
#[must_use]
pub fn next_date(cadence: Cadence, anchor: Date, after: Date) -> Date {
    first_date(cadence, anchor, after.saturating_add(1.day()))
}

/// The loop's dates from `from` on, itself included if it is one, in order and without end:
/// `dates(…).take(3)` is what the set-up shows.
pub fn dates(cadence: Cadence, anchor: Date, from: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first_date(cadence, anchor, from)), move |&date| {
        Some(next_date(cadence, anchor, date))
    })
}

/// The nth or last such weekday of the month in which `day` lies.
fn of_month(day: Date, nth: Nth, weekday: Weekday) -> Date {
    let nth = match nth {
        Nth::First => 1,
        Nth::Second => 2,
        Nth::Third => 3,
        Nth::Fourth => 4,
        Nth::Last => -1,
    };
    // Every month has a fourth and a last of each weekday, so that this can't miss.
    day.nth_weekday_of_month(nth, weekday).unwrap_or(day)
}

/// Calendar days from one date to another; negative when the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
#[path = "cadence_oracle_tests.rs"]
mod oracle_tests;

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const FORTNIGHT: Cadence = Cadence::Weeks { weeks: 2 };

    fn next_three(cadence: Cadence, anchor: Date, from: Date) -> Vec<Date> {
        dates(cadence, anchor, from).take(3).collect()
    }

    #[test]
    fn a_new_fortnightly_loop_starts_on_its_anchor() {
        let anchor = date(2026, 11, 17);
        let expected = [anchor, date(2026, 12, 1), date(2026, 12, 15)];
        assert_eq!(next_three(FORTNIGHT, anchor, date(2026, 11, 9)), expected);
        assert_eq!(next_date(FORTNIGHT, anchor, date(2026, 11, 9)), anchor);
    }

    #[test]
    fn a_fortnight_keeps_its_rhythm_over_the_new_year_and_the_leap_day() {
        let anchor = date(2024, 2, 15);
        let expected = [date(2024, 2, 29), date(2024, 3, 14), date(2024, 3, 28)];
        assert_eq!(next_three(FORTNIGHT, anchor, date(2024, 2, 16)), expected);
        assert_eq!(
            next_date(FORTNIGHT, anchor, date(2024, 12, 19)),
            date(2025, 1, 2)
        );
    }

    #[test]
    fn a_monthly_loop_meets_on_the_nth_or_last_weekday() {
        let first_monday = Cadence::Month {
            nth: Nth::First,
            weekday: 1,
        };
        let last_thursday = Cadence::Month {
            nth: Nth::Last,
            weekday: 4,
        };
        let anchor = date(2024, 1, 1);
        assert_eq!(
            next_three(first_monday, anchor, date(2024, 1, 2)),
            [date(2024, 2, 5), date(2024, 3, 4), date(2024, 4, 1)]
        );
        assert_eq!(
            next_three(last_thursday, anchor, date(2024, 2, 1)),
            [date(2024, 2, 29), date(2024, 3, 28), date(2024, 4, 25)]
        );
        assert_eq!(
            next_date(last_thursday, anchor, date(2024, 12, 26)),
            date(2025, 1, 30)
        );
    }

    #[test]
    fn a_monthly_loop_never_meets_before_its_anchor() {
        let second_tuesday = Cadence::Month {
            nth: Nth::Second,
            weekday: 2,
        };
        assert_eq!(
            first_date(second_tuesday, date(2026, 11, 11), date(2026, 1, 1)),
            date(2026, 12, 8)
        );
    }

    #[test]
    fn a_day_of_the_week_that_is_none_falls_back_to_the_anchors() {
        let odd = Cadence::Month {
            nth: Nth::First,
            weekday: 9,
        };
        assert_eq!(
            first_date(odd, date(2026, 11, 3), date(2026, 12, 1)),
            date(2026, 12, 1)
        );
    }

    #[test]
    fn the_end_of_the_calendar_is_the_last_date() {
        assert_eq!(next_date(FORTNIGHT, date(2026, 1, 1), Date::MAX), Date::MAX);
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (0_i64..60_000).prop_map(|days| date(1980, 1, 1).saturating_add(days.days()))
    }

    fn any_cadence() -> impl Strategy<Value = Cadence> {
        prop_oneof![
            prop::sample::select(vec![1, 2, 4]).prop_map(|weeks| Cadence::Weeks { weeks }),
            (prop::sample::select(Nth::ALL), 1_u8..=7)
                .prop_map(|(nth, weekday)| Cadence::Month { nth, weekday }),
        ]
    }

    proptest! {
        #[test]
        fn dates_grow_keep_their_weekday_and_their_spacing(
            cadence in any_cadence(), anchor in any_date(), after in any_date(),
        ) {
            let first = next_date(cadence, anchor, after);
            prop_assert!(first > after && first >= anchor);
            let mut before = first;
            for date in dates(cadence, anchor, first).skip(1).take(14) {
                let gap = days_between(before, date);
                match cadence {
                    Cadence::Weeks { weeks } => {
                        prop_assert_eq!(gap, i64::from(weeks) * 7);
                        prop_assert_eq!(date.weekday(), anchor.weekday());
                    }
                    Cadence::Month { .. } => {
                        prop_assert!(gap == 28 || gap == 35);
                        prop_assert_eq!(Some(date.weekday()), cadence.month_weekday());
                    }
                }
                before = date;
            }
        }

        #[test]
        fn no_date_is_jumped_over(
            cadence in any_cadence(), anchor in any_date(), after in any_date(), within in 0_i64..40,
        ) {
            let next = next_date(cadence, anchor, after);
            let between = after.saturating_add((within % days_between(after, next)).days());
            prop_assert_eq!(next_date(cadence, anchor, between), next);
            prop_assert_eq!(first_date(cadence, anchor, next), next);
        }
    }
}
