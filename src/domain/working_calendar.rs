//! On which dates somebody works: their days of the week, without the public holidays they keep.

use jiff::civil::Date;

use super::holidays::Country;
use super::member::WorkingDays;

/// The days somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WorkingCalendar {
    /// Of the week.
    pub days: WorkingDays,
    /// Whose public holidays are free; none where nobody's are.
    pub country: Option<Country>,
}

impl WorkingCalendar {
    /// Whether this date is a working day.
    #[must_use]
    pub fn works_on(self, date: Date) -> bool {
        self.days.contains(date.weekday())
            && !self.country.is_some_and(|country| country.is_holiday(date))
    }

    /// Public holidays after `from`, up to and including `to`, that take a working day away.
    pub(super) fn days_off(self, from: Date, to: Date) -> usize {
        let off = self
            .country
            .map_or(&[][..], |country| country.holidays_between(from, to));
        off.iter()
            .filter(|date| self.days.contains(date.weekday()))
            .count()
    }
}

impl From<WorkingDays> for WorkingCalendar {
    fn from(days: WorkingDays) -> Self {
        Self {
            days,
            country: None,
        }
    }
}
