//! The day of a written date: which number is the year, the month and the day.

use jiff::civil::Date;

use super::DateOrder;
use super::tokens::{Token, is_filler, month_named};

/// The three numbers of a date, as far as their order is known.
#[derive(Debug, Clone, Copy)]
pub(super) enum Parts {
    /// Year, month and day.
    YearFirst(u32, u32, u32),
    /// Day and month in either order, and the year.
    Numbers(u32, u32, u32),
    /// The month was written out.
    Named { day: u32, month: u32, year: u32 },
}

impl Parts {
    /// The date, and whether it had to be read against the order.
    pub(super) fn date(self, order: DateOrder) -> Option<(Date, bool)> {
        let day_first = |day, month, year| date(year, month, day);
        match self {
            Self::YearFirst(year, month, day) | Self::Named { day, month, year } => {
                Some((date(year, month, day)?, false))
            }
            Self::Numbers(first, second, year) => {
                let (day, month) = match order {
                    DateOrder::DayFirst => (first, second),
                    DateOrder::MonthFirst => (second, first),
                };
                let as_ordered = day_first(day, month, year).map(|date| (date, false));
                as_ordered.or_else(|| day_first(month, day, year).map(|date| (date, true)))
            }
        }
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

/// The date at the front of the tokens, and what follows it.
pub(super) fn date_parts(tokens: &[Token]) -> Option<(Parts, &[Token])> {
    let (mut numbers, mut month) = (Vec::new(), None);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Number(value, digits) => numbers.push((*value, *digits)),
            Token::Word(word) if month.is_none() && month_named(word).is_some() => {
                month = month_named(word);
            }
            Token::Word(word) if is_filler(word) => {}
            Token::Sign('/' | '-' | '.' | ',' | '\'') => {}
            _ => return None,
        }
        let parts = match (numbers.as_slice(), month) {
            (&[(year, 4), (day, _)] | &[(day, _), (year, 2 | 4)], Some(month)) => {
                Parts::Named { day, month, year }
            }
            (&[(year, 4), (month, _), (day, _)], None) => Parts::YearFirst(year, month, day),
            (&[(first, _), (second, _), (year, 2 | 4)], None) => {
                Parts::Numbers(first, second, year)
            }
            (&[_, _, _, ..], _) => return None,
            _ => continue,
        };
        return Some((parts, tokens.get(at + 1..).unwrap_or_default()));
    }
    None
}
