//! A look at the first rows of a file: what separates cells and lines, where the headings are, and
//! whether 3/11 is in November or in March.

use jiff::tz::TimeZone;

use super::cells::{Shape, Step, line_end, step};
use super::dates::{self, DateOrder, Evidence};
use super::field::Field;
use super::headings;
use super::mapping::{DateReading, Mapping};

/// How much of the file is looked at, in bytes of text.
pub(super) const SAMPLE: usize = 256 * 1024;
/// Headings stand within the first rows, if reports put a title above them.
const HEADINGS_WITHIN: usize = 10;
const ROWS: usize = 500;

/// What the look found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) shape: Shape,
    /// Lines before the headings: empty ones, a report's title, Excel's `sep=;`.
    pub(super) lines_before: u64,
    /// The headings and the rows below them in the sample.
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Looks at the sample; none when it holds nothing but white space.
pub(super) fn look(sample: &str, is_all: bool) -> Option<Found> {
    let first = line_end(sample.as_bytes(), true).unwrap_or(sample.len());
    let (first, below) = sample.split_at(first);
    let said = first.trim_start().trim_end_matches(['\r', '\n']);
    let said = said.trim_matches('"').strip_prefix("sep=");
    let said = said.and_then(|rest| rest.bytes().next());
    if let Some(delimiter) = said.filter(|&byte| byte.is_ascii() && byte != b'"') {
        let found = headings_and_rows(below, Shape { delimiter }, is_all)?;
        return Some(Found {
            lines_before: found.lines_before + 1,
            ..found
        });
    }
    let candidates = [b',', b';', b'\t', b'|'].map(|delimiter| Shape { delimiter });
    let looks = candidates
        .into_iter()
        .filter_map(|shape| headings_and_rows(sample, shape, is_all));
    // `max_by_key` takes the last of equals: reversed, so that the comma wins a draw.
    looks
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .max_by_key(plausibility)
}

/// Known headings count most; then rows that have as many cells as there are headings.
fn plausibility(found: &Found) -> (usize, usize, usize) {
    let cells = found.headings.len();
    let even = found
        .rows
        .iter()
        .filter(|row| cells > 1 && row.len() == cells)
        .count();
    (known(&found.headings), even, cells)
}

fn known(cells: &[String]) -> usize {
    cells
        .iter()
        .filter(|cell| headings::meaning(cell).is_some())
        .count()
}

/// The headings are the first row that is not empty, unless that knows none and one of the next has
/// at least two that leadloop knows.
fn headings_and_rows(sample: &str, shape: Shape, is_all: bool) -> Option<Found> {
    let rows = rows(sample, shape, is_all, None);
    let filled = |(_, row): &&(u64, Vec<String>)| row.iter().any(|cell| !cell.trim().is_empty());
    let mut candidates = rows.iter().filter(filled).take(HEADINGS_WITHIN);
    let first = candidates.next()?;
    let better = candidates.find(|(_, row)| known(row) >= 2);
    let (lines_before, headings) = match better {
        Some(better) if known(&first.1) == 0 => better,
        _ => first,
    };
    let below = skip_lines(sample, *lines_before);
    let mut rows = self::rows(below, shape, is_all, Some(headings.len()));
    if !rows.is_empty() {
        rows.remove(0);
    }
    Some(Found {
        shape,
        lines_before: *lines_before,
        headings: headings
            .iter()
            .map(|heading| heading.trim().to_owned())
            .collect(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

/// The sample's whole rows, each with the number of lines before it.
fn rows(
    sample: &str,
    shape: Shape,
    is_all: bool,
    expected: Option<usize>,
) -> Vec<(u64, Vec<String>)> {
    let (mut rest, mut line, mut rows) = (sample, 0, Vec::new());
    while !rest.is_empty() && rows.len() < ROWS {
        let Step::Record(cut) = step(rest, shape, expected, is_all, true) else {
            break;
        };
        rows.push((line, cut.cells));
        line += cut.lines;
        rest = rest.get(cut.bytes..).unwrap_or_default();
    }
    rows
}

fn skip_lines(sample: &str, lines: u64) -> &str {
    let mut rest = sample;
    for _ in 0..lines {
        let end = line_end(rest.as_bytes(), true).unwrap_or(rest.len());
        rest = rest.get(end..).unwrap_or_default();
    }
    rest
}

/// How the dates of a file's columns are read: by their own values, else by another column of the
/// file, else by where one is: month first in the zones of America, unless the file is Dutch.
pub(super) fn date_readings(
    mapping: &Mapping,
    rows: &[Vec<String>],
    zone: &TimeZone,
) -> Vec<DateReading> {
    let fields = [Field::CameIn, Field::LastActivity];
    let columns: Vec<usize> = fields
        .iter()
        .flat_map(|field| mapping.columns(*field))
        .copied()
        .collect();
    let evidence: Vec<(usize, Option<Option<DateOrder>>)> = columns
        .into_iter()
        .map(|column| (column, of_column(rows, column)))
        .collect();
    let of_file = evidence.iter().find_map(|(_, order)| order.flatten());
    let is_american = zone
        .iana_name()
        .is_some_and(|name| name.starts_with("America/") || name.starts_with("US/"));
    let assumed =
        if is_american && !headings::is_dutch(&mapping.headings) && mapping.delimiter != ';' {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        };
    evidence
        .into_iter()
        .filter_map(|(column, order)| {
            let order = order?;
            let is_sure = order.or(of_file).is_some();
            Some(DateReading {
                column,
                order: order.or(of_file).unwrap_or(assumed),
                is_sure,
            })
        })
        .collect()
}

/// The outer none: no dates whose order matters; the inner: they could be either.
fn of_column(rows: &[Vec<String>], column: usize) -> Option<Option<DateOrder>> {
    let (mut day_first, mut month_first, mut either) = (0_usize, 0_usize, false);
    for cell in rows.iter().filter_map(|row| row.get(column)) {
        match dates::evidence(cell) {
            // Day first with dashes or dots is as good as said: nobody writes 11-03-2026 for March.
            Evidence::Sure(DateOrder::DayFirst) => day_first += 1,
            Evidence::Sure(DateOrder::MonthFirst) => month_first += 1,
            Evidence::Either => either = true,
            Evidence::None => {}
        }
    }
    match (day_first, month_first) {
        (0, 0) => either.then_some(None),
        (day, month) if month > day => Some(Some(DateOrder::MonthFirst)),
        _ => Some(Some(DateOrder::DayFirst)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(sample: &str) -> char {
        char::from(look(sample, true).unwrap().shape.delimiter)
    }

    #[test]
    fn the_delimiter_is_found_whatever_the_cells_hold() {
        assert_eq!(delimiter("Company,Name\n\"a;b;c\",\"d;e\"\n"), ',');
        assert_eq!(delimiter("Bedrijf;Naam\na,b,c;d,e\n"), ';');
        assert_eq!(delimiter("Company\tName\na,b;c\td\n"), '\t');
        assert_eq!(delimiter("sep=|\nx|y\n"), '|');
        assert_eq!(delimiter("Foo;Bar\n1;2\n3;4\n"), ';');
    }

    #[test]
    fn headings_may_stand_below_a_title() {
        let found = look(
            "Leads of this quarter,,\n\nCompany,Email,Status\na,b,c\n",
            true,
        )
        .unwrap();
        assert_eq!(found.lines_before, 2);
        assert_eq!(found.headings, ["Company", "Email", "Status"]);
        assert_eq!(found.rows.len(), 1);
        assert_eq!(
            look("sep=;\r\nCompany;Email\r\n", true)
                .unwrap()
                .lines_before,
            1
        );
        assert!(look(" \n\n", true).is_none());
    }
}
