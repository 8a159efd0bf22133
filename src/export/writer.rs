//! The two formats, streaming.

use std::io::{self, Write};
use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A column of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading and JSON key.
    pub name: &'static str,
    /// What stands in it.
    pub means: &'static str,
}

/// One cell, before it is written in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing: an empty cell, `null`.
    Empty,
    /// Text that a person or another program may have written.
    Text(&'a str),
    /// A number of ours.
    Number(i64),
    /// `true` or `false`.
    Truth(bool),
    /// A day, `2026-11-03`.
    Day(Date),
    /// An instant in UTC.
    Utc(Timestamp),
    /// An instant in the zone of the export.
    Local(Timestamp),
}

impl<'a> Cell<'a> {
    /// The text, or nothing.
    #[must_use]
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    /// The instant twice, or nothing twice.
    #[must_use]
    pub fn instant(at: Option<Timestamp>) -> [Self; 2] {
        at.map_or([Self::Empty; 2], |at| [Self::Utc(at), Self::Local(at)])
    }
}

/// A kind of row that can be exported.
pub trait Exported {
    /// Its columns, in order.
    const COLUMNS: &'static [Column];

    /// Its cells, one for each column.
    fn cells(&self) -> Vec<Cell<'_>>;
}

/// CSV or JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated values with a line of headings.
    Csv,
    /// One array of objects.
    Json,
}

impl ExportFormat {
    /// The format that a word names: `csv` or `json`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Writes rows of one kind. Holds a row at a time; wrap the output in a buffer.
pub struct ExportWriter<W: Write, R> {
    output: Output<W>,
    zone: TimeZone,
    rows: u64,
    kind: PhantomData<fn(R)>,
}

enum Output<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Json(W),
}

impl<W: Write, R: Exported> ExportWriter<W, R> {
    /// Starts an export: headings, or the array's bracket. `zone` is that of the local times.
    ///
    /// # Errors
    /// Those of the output.
    pub fn new(output: W, format: ExportFormat, zone: TimeZone) -> io::Result<Self> {
        let output = match format {
            ExportFormat::Csv => {
                let mut writer = csv::Writer::from_writer(output);
                writer.write_record(R::COLUMNS.iter().map(|column| column.name))?;
                Output::Csv(Box::new(writer))
            }
            ExportFormat::Json => {
                let mut output = output;
                output.write_all(b"[")?;
                Output::Json(output)
            }
        };
        Ok(Self {
            output,
            zone,
            rows: 0,
            kind: PhantomData,
        })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the output.
    pub fn row(&mut self, row: &R) -> io::Result<()> {
        let cells = row.cells();
        debug_assert_eq!(cells.len(), R::COLUMNS.len(), "a cell for each column");
        match &mut self.output {
            Output::Csv(writer) => {
                writer.write_record(cells.iter().map(|cell| csv_cell(*cell, &self.zone)))?;
            }
            Output::Json(output) => {
                output.write_all(if self.rows == 0 { b"\n{" } else { b",\n{" })?;
                for (at, (column, cell)) in R::COLUMNS.iter().zip(cells).enumerate() {
                    let comma = if at == 0 { "" } else { "," };
                    write!(output, "{comma}\"{}\":", column.name)?;
                    serde_json::to_writer(&mut *output, &json_value(cell, &self.zone))?;
                }
                output.write_all(b"}")?;
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the export, and gives back the output and how many rows it has. Without this call the
    /// last rows may be missing.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(self) -> io::Result<(W, u64)> {
        let output = match self.output {
            Output::Csv(writer) => writer
                .into_inner()
                .map_err(csv::IntoInnerError::into_error)?,
            Output::Json(mut output) => {
                output.write_all(b"\n]\n")?;
                output.flush()?;
                output
            }
        };
        Ok((output, self.rows))
    }
}

fn csv_cell(cell: Cell<'_>, zone: &TimeZone) -> String {
    match cell {
        Cell::Text(text) => guarded(text),
        other => match json_value(other, zone) {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text,
            value => value.to_string(),
        },
    }
}

fn json_value(cell: Cell<'_>, zone: &TimeZone) -> serde_json::Value {
    match cell {
        Cell::Empty => serde_json::Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Number(number) => number.into(),
        Cell::Truth(truth) => truth.into(),
        Cell::Day(day) => day.to_string().into(),
        Cell::Utc(at) => seconds(at, &TimeZone::UTC, "%Y-%m-%dT%H:%M:%SZ").into(),
        Cell::Local(at) => seconds(at, zone, "%Y-%m-%dT%H:%M:%S%:z").into(),
    }
}

fn seconds(at: Timestamp, zone: &TimeZone, format: &str) -> String {
    at.to_zoned(zone.clone()).strftime(format).to_string()
}

/// A text as a cell that no spreadsheet takes for a formula.
///
/// The apostrophe also goes before blanks that hide such a beginning, and before the full-width signs
/// that some programs take for the plain ones.
fn guarded(text: &str) -> String {
    let seen = text.trim_start_matches(' ');
    let is_formula =
        seen.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Remark(&'static str, i64);

    impl Exported for Remark {
        const COLUMNS: &'static [Column] = &[
            Column {
                name: "text",
                means: "",
            },
            Column {
                name: "number",
                means: "",
            },
        ];

        fn cells(&self) -> Vec<Cell<'_>> {
            vec![Cell::Text(self.0), Cell::Number(self.1)]
        }
    }

    fn written(format: ExportFormat, rows: &[Remark]) -> String {
        let mut writer = ExportWriter::new(Vec::new(), format, TimeZone::UTC).unwrap();
        for row in rows {
            writer.row(row).unwrap();
        }
        String::from_utf8(writer.finish().unwrap().0).unwrap()
    }

    #[test]
    fn a_text_is_never_a_formula() {
        for text in [
            "=1+1",
            "+31 6",
            "-",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "  =cmd|' /C calc'!A0",
            "＝1",
        ] {
            let csv = written(ExportFormat::Csv, &[Remark(text, -3)]);
            let row = csv::Reader::from_reader(csv.as_bytes())
                .into_records()
                .next()
                .unwrap()
                .unwrap();
            assert_eq!(&row[0], format!("'{text}"));
            assert_eq!(&row[1], "-3");
            let json: serde_json::Value =
                serde_json::from_str(&written(ExportFormat::Json, &[Remark(text, -3)])).unwrap();
            assert_eq!(json[0]["text"], text);
        }
        assert!(written(ExportFormat::Csv, &[Remark("a=b - c", 1)]).ends_with("a=b - c,1\n"));
    }

    #[test]
    fn json_is_json_with_any_number_of_rows() {
        for count in 0..3_usize {
            let rows: Vec<_> = (0..count).map(|_| Remark("\"a\"\n", 1)).collect();
            let json: serde_json::Value =
                serde_json::from_str(&written(ExportFormat::Json, &rows)).unwrap();
            assert_eq!(json.as_array().unwrap().len(), count);
        }
        assert_eq!(written(ExportFormat::Csv, &[]), "text,number\n");
    }
}
