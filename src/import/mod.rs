//! Reads leads out of the CSV files that CRMs and spreadsheets write. Pure but for the reader it is
//! given: no database, no Slack, no clock. Never refuses a row for what could be left out of it, and
//! never loses one: each comes out as a lead or with its line and the cause.
//!
//! A file is read once, front to back, in constant memory; only its first 256 KiB are looked at
//! beforehand, for what separates cells, where the headings are and how dates are written.

mod cells;
mod dates;
mod encoding;
mod field;
mod headings;
mod mapping;
mod notes;
mod records;
pub mod report;
mod rows;
mod sniff;
mod status;
#[cfg(test)]
mod tests;
mod values;

use std::io::{self, Read};

use jiff::tz::TimeZone;

pub use self::dates::DateOrder;
pub use self::field::Field;
pub use self::headings::System;
pub use self::mapping::{DateReading, MapFault, MapRule, Mapping};
pub use self::notes::{FileFault, RowFault, RowNote};
pub use self::rows::{ImportedRow, RowOutcome};
pub use self::values::{EXTERNAL_ID_MAX, LINK_MAX, MESSAGE_MAX, TEXT_MAX};

use self::encoding::TextReader;
use self::records::{Next, RecordReader};

/// What a file alone does not tell.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The zone of dates and times that name none.
    pub zone: TimeZone,
    /// `--map` rules.
    pub rules: Vec<MapRule>,
    /// How 3/11/2026 is read, when the operator says so; found out per column otherwise.
    pub date_order: Option<DateOrder>,
}

impl ReadOptions {
    /// Options for a zone, everything else found out from the file.
    #[must_use]
    pub fn new(zone: TimeZone) -> Self {
        Self {
            zone,
            rules: Vec::new(),
            date_order: None,
        }
    }
}

/// An export, opened: its mapping is known, its rows come one by one.
///
/// After an error of the reader below there are no more rows.
pub struct LeadFile<R> {
    records: RecordReader<R>,
    mapping: Mapping,
    zone: TimeZone,
    is_done: bool,
}

impl<R: Read> LeadFile<R> {
    /// Opens an export and finds out how it is written.
    ///
    /// # Errors
    /// When it can't be read, is empty or no CSV, has no column that says who a lead is, or a rule
    /// names a heading that it does not have.
    pub fn open(input: R, options: ReadOptions) -> Result<Self, FileFault> {
        let text = TextReader::new(input)?;
        if let Some(kind) = notes::other_kind(text.first_bytes()) {
            return Err(FileFault::NotCsv(kind));
        }
        let mut records = RecordReader::new(text);
        let (sample, is_all) = records.sample(sniff::SAMPLE)?;
        let Some(found) = sniff::look(sample, is_all) else {
            let is_empty = is_all && sample.trim().is_empty();
            return Err(if is_empty {
                FileFault::Empty
            } else {
                FileFault::NoHeadings
            });
        };
        let line = found.lines_before + 1;
        let mut mapping = Mapping::new(found.headings, &options.rules)?;
        if !mapping.says_who() {
            return Err(FileFault::NobodyColumn {
                line,
                headings: mapping.headings,
            });
        }
        mapping.encoding = records.encoding();
        mapping.delimiter = char::from(found.shape.delimiter);
        mapping.headings_line = line;
        mapping.dates = sniff::date_readings(&mapping, &found.rows, &options.zone);
        if let Some(order) = options.date_order {
            let said = |reading: DateReading| DateReading {
                order,
                is_sure: true,
                ..reading
            };
            mapping.dates = mapping.dates.into_iter().map(said).collect();
        }
        records.shape = found.shape;
        records.skip_lines(found.lines_before)?;
        // The headings themselves. They may run over lines, so the reader passes over them as a record.
        records.expected = Some(mapping.headings.len());
        records.next()?;
        Ok(Self {
            records,
            mapping,
            zone: options.zone,
            is_done: false,
        })
    }

    /// How the file is read.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The encoding as decided so far: a file may have its first letter that is not ASCII anywhere.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.records.encoding()
    }

    fn read(&mut self) -> io::Result<Option<RowOutcome>> {
        loop {
            match self.records.next()? {
                Next::End => return Ok(None),
                Next::TooLong { line } => {
                    return Ok(Some(RowOutcome::Unreadable {
                        line,
                        cause: RowFault::TooLong,
                    }));
                }
                Next::Record(record) => {
                    if let Some(outcome) = rows::read(&record, &self.mapping, &self.zone) {
                        return Ok(Some(outcome));
                    }
                }
            }
        }
    }
}

impl<R: Read> Iterator for LeadFile<R> {
    type Item = io::Result<RowOutcome>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let outcome = self.read();
        self.is_done = !matches!(outcome, Ok(Some(_)));
        outcome.transpose()
    }
}
