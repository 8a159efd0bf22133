//! Cuts text into records and cells as CRMs and spreadsheets write them: any delimiter, cells with
//! line breaks, quotes that were never closed. Never holds more than one record's worth of text, and
//! knows on which line of the file each record starts.

use std::io::{self, Read};

use super::encoding::TextReader;

/// Longest record, in bytes of UTF-8. A quote that is not closed within it was a stray one.
pub(super) const RECORD_MAX: usize = 1024 * 1024;

/// How the file separates cells and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Between cells.
    pub(super) delimiter: u8,
    /// Ends a line: LF (a CR before it is dropped), or CR in files of old Macs.
    pub(super) line_break: u8,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The line it starts on, from 1, as an editor shows it.
    pub(super) line: u64,
    /// Its cells as written, quotes resolved.
    pub(super) cells: Vec<String>,
    /// A quote in it was opened and never closed; it was taken for an ordinary character.
    pub(super) lone_quote: bool,
}

/// The next record of a window of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The window ends within the record: come again with more.
    More,
    /// The record, how many bytes it took and how many lines.
    Record {
        cells: Vec<String>,
        lone_quote: bool,
        bytes: usize,
        lines: u64,
    },
    /// A line longer than [`RECORD_MAX`].
    TooLong,
}

/// What comes out of the file.
pub(super) enum Next {
    /// A record.
    Record(Record),
    /// A line that is too long to be a record; passed over.
    TooLong { line: u64 },
    /// The file is at its end.
    End,
}

/// Cuts a file into records.
pub(super) struct RecordReader<R> {
    text: TextReader<R>,
    buffer: String,
    start: usize,
    at_end: bool,
    line: u64,
    /// How cells and lines are separated; set after a look at the sample.
    pub(super) shape: Shape,
    /// How many cells a record has, once the headings are known.
    pub(super) expected: Option<usize>,
}

impl<R: Read> RecordReader<R> {
    pub(super) fn new(text: TextReader<R>) -> Self {
        let shape = Shape {
            delimiter: b',',
            line_break: b'\n',
        };
        Self {
            text,
            buffer: String::new(),
            start: 0,
            at_end: false,
            line: 1,
            shape,
            expected: None,
        }
    }

    /// The encoding as decided so far.
    pub(super) fn encoding(&self) -> &'static str {
        self.text.encoding()
    }

    /// The text that lies ahead, at least `bytes` of it if the file has as much, and whether that is
    /// all of it. Consumes nothing.
    pub(super) fn sample(&mut self, bytes: usize) -> io::Result<(&str, bool)> {
        self.fill(bytes)?;
        Ok((self.window(), self.at_end))
    }

    /// Passes over the next `lines` lines.
    pub(super) fn skip_lines(&mut self, lines: u64) -> io::Result<()> {
        for _ in 0..lines {
            self.skip_line()?;
        }
        Ok(())
    }

    /// The next record.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        loop {
            let window = self.window();
            if window.is_empty() && self.at_end {
                return Ok(Next::End);
            }
            let length = window.len();
            let is_full = length >= RECORD_MAX;
            let line = self.line;
            match step(window, self.shape, self.expected, self.at_end, is_full) {
                Step::More => self.fill((length * 2).clamp(64 * 1024, RECORD_MAX))?,
                Step::TooLong => {
                    self.skip_line()?;
                    return Ok(Next::TooLong { line });
                }
                Step::Record {
                    cells,
                    lone_quote,
                    bytes,
                    lines,
                } => {
                    self.start += bytes;
                    self.line += lines;
                    return Ok(Next::Record(Record {
                        line,
                        cells,
                        lone_quote,
                    }));
                }
            }
        }
    }

    fn window(&self) -> &str {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    fn fill(&mut self, bytes: usize) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        while !self.at_end && self.buffer.len() < bytes {
            self.at_end = !self.text.read_into(&mut self.buffer)?;
        }
        Ok(())
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            if let Some(at) = find(self.window().as_bytes(), 0, self.shape.line_break) {
                self.start += at + 1;
                self.line += 1;
                return Ok(());
            }
            self.start = self.buffer.len();
            if self.at_end {
                return Ok(());
            }
            self.fill(1)?;
        }
    }
}

/// Cuts the first record off a window. `is_full` says that no more text will be given.
///
/// A quoted cell may run over lines. When it runs away instead, which shows in a quote that is never
/// closed, or in a wrong number of cells or a quote amid text on a later line while the first line
/// alone has the right number, then the first line is the record and its stray quote a character.
pub(super) fn step(
    window: &str,
    shape: Shape,
    expected: Option<usize>,
    at_end: bool,
    is_full: bool,
) -> Step {
    let alone = || first_line(window, shape, at_end);
    match scan(window, shape, at_end, false) {
        Scan::More if !is_full => Step::More,
        Scan::More | Scan::Unclosed => alone().unwrap_or(Step::TooLong),
        Scan::Whole {
            cells,
            bytes,
            lines,
            is_loose,
        } => {
            let suspect = lines > 1 && (is_loose || expected.is_some_and(|n| n != cells.len()));
            if suspect
                && let Some(Step::Record {
                    cells,
                    lone_quote,
                    bytes,
                    lines,
                }) = alone()
                && expected == Some(cells.len())
            {
                return Step::Record {
                    cells,
                    lone_quote,
                    bytes,
                    lines,
                };
            }
            Step::Record {
                cells,
                lone_quote: false,
                bytes,
                lines,
            }
        }
    }
}

/// The first line by itself, quotes that it leaves open read as characters.
fn first_line(window: &str, shape: Shape, at_end: bool) -> Option<Step> {
    let bytes = match find(window.as_bytes(), 0, shape.line_break) {
        Some(at) => at + 1,
        None if at_end && window.len() < RECORD_MAX => window.len(),
        None => return None,
    };
    match scan(window.get(..bytes)?, shape, true, true) {
        Scan::Whole { cells, .. } => Some(Step::Record {
            cells,
            lone_quote: true,
            bytes,
            lines: 1,
        }),
        Scan::More | Scan::Unclosed => None,
    }
}

enum Scan {
    More,
    Unclosed,
    Whole {
        cells: Vec<String>,
        bytes: usize,
        lines: u64,
        is_loose: bool,
    },
}

/// What follows a cell.
enum After {
    Delimiter(usize),
    LineBreak(usize),
    End,
    More,
    Text,
}

fn scan(text: &str, shape: Shape, at_end: bool, open_quote_is_text: bool) -> Scan {
    let bytes = text.as_bytes();
    let (mut cells, mut at, mut lines, mut is_loose) = (Vec::new(), 0, 0, false);
    loop {
        let quote = skip_spaces(bytes, at);
        let quoted = if bytes.get(quote) == Some(&b'"') {
            quoted_cell(text, quote + 1, shape, at_end)
        } else {
            Quoted::Unclosed
        };
        let after = match quoted {
            Quoted::More => return Scan::More,
            Quoted::Closed {
                cell,
                breaks,
                loose,
                after,
            } => {
                cells.push(cell);
                lines += breaks;
                is_loose |= loose;
                after
            }
            Quoted::Unclosed if bytes.get(quote) == Some(&b'"') && !open_quote_is_text => {
                return Scan::Unclosed;
            }
            Quoted::Unclosed => {
                let is_end = |&byte: &u8| byte == shape.delimiter || byte == shape.line_break;
                let length = bytes.iter().skip(at).position(is_end);
                let end = length.map_or(bytes.len(), |length| at + length);
                let cell = text.get(at..end).unwrap_or_default();
                cells.push(cell.strip_suffix('\r').unwrap_or(cell).to_owned());
                what_follows(bytes, end, shape, at_end)
            }
        };
        match after {
            After::Delimiter(next) => at = next,
            After::LineBreak(bytes) => {
                return Scan::Whole {
                    cells,
                    bytes,
                    lines: lines + 1,
                    is_loose,
                };
            }
            After::End => {
                return Scan::Whole {
                    cells,
                    bytes: bytes.len(),
                    lines: lines + 1,
                    is_loose,
                };
            }
            After::More | After::Text => return Scan::More,
        }
    }
}

enum Quoted {
    More,
    Unclosed,
    Closed {
        cell: String,
        breaks: u64,
        loose: bool,
        after: After,
    },
}

/// Reads a quoted cell from behind its opening quote. A quote amid text is text: people write
/// `"the 6" pipe"`, and few programs double it.
fn quoted_cell(text: &str, from: usize, shape: Shape, at_end: bool) -> Quoted {
    let bytes = text.as_bytes();
    let (mut cell, mut at, mut breaks, mut loose) = (String::new(), from, 0, false);
    loop {
        let Some(quote) = find(bytes, at, b'"') else {
            return if at_end {
                Quoted::Unclosed
            } else {
                Quoted::More
            };
        };
        let piece = text.get(at..quote).unwrap_or_default();
        breaks += piece
            .bytes()
            .filter(|&byte| byte == shape.line_break)
            .count() as u64;
        cell.push_str(piece);
        at = quote + 1;
        if bytes.get(at) == Some(&b'"') {
            cell.push('"');
            at += 1;
            continue;
        }
        match what_follows(bytes, skip_spaces(bytes, at), shape, at_end) {
            After::More => return Quoted::More,
            After::Text => {
                cell.push('"');
                loose |= breaks > 0;
            }
            after => {
                return Quoted::Closed {
                    cell,
                    breaks,
                    loose,
                    after,
                };
            }
        }
    }
}

fn what_follows(bytes: &[u8], at: usize, shape: Shape, at_end: bool) -> After {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(&byte), _) if byte == shape.delimiter => After::Delimiter(at + 1),
        (Some(&byte), _) if byte == shape.line_break => After::LineBreak(at + 1),
        (Some(b'\r'), Some(&byte)) if byte == shape.line_break => After::LineBreak(at + 2),
        (None, _) | (Some(b'\r'), None) if at_end => After::End,
        (None, _) | (Some(b'\r'), None) => After::More,
        _ => After::Text,
    }
}

fn skip_spaces(bytes: &[u8], at: usize) -> usize {
    let spaces = bytes.iter().skip(at).take_while(|&&byte| byte == b' ');
    at + spaces.count()
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    let found = bytes.iter().skip(from).position(|&byte| byte == wanted)?;
    Some(from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl<R: Read> RecordReader<R> {
        /// How much text is held, in bytes.
        pub(in crate::import) fn held(&self) -> usize {
            self.buffer.capacity()
        }
    }

    use proptest::prelude::*;

    fn records(text: &str, expected: Option<usize>) -> Vec<(u64, Vec<String>, bool)> {
        let mut reader = RecordReader::new(TextReader::new(text.as_bytes()).unwrap());
        reader.expected = expected;
        let mut all = Vec::new();
        while let Next::Record(record) = reader.next().unwrap() {
            all.push((record.line, record.cells, record.lone_quote));
        }
        all
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn a_quoted_cell_may_hold_lines_delimiters_and_quotes() {
        let text = "a,\"b, \"\"c\"\"\r\nd\"\r\nnext,\"the 6\" pipe\"\n";
        assert_eq!(
            records(text, Some(2)),
            [
                (1, cells(&["a", "b, \"c\"\r\nd"]), false),
                (3, cells(&["next", "the 6\" pipe"]), false),
            ]
        );
    }

    #[test]
    fn a_stray_quote_takes_no_other_row_with_it() {
        let text = "1,\"Kade 9,x\n2,Brug,y\n3,\"Dijk\",z\n4,Sluis,w\n";
        let read = records(text, Some(3));
        assert_eq!(read.len(), 4);
        assert_eq!(read[0], (1, cells(&["1", "\"Kade 9", "x"]), true));
        assert_eq!(read[2], (3, cells(&["3", "Dijk", "z"]), false));
        let never_closed = "1,\"Kade 9,x\n2,Brug,y\n";
        assert_eq!(records(never_closed, Some(3)).len(), 2);
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over_by_its_number() {
        let text = format!("a\n{}\nb\n", "x".repeat(3 * RECORD_MAX));
        let mut reader = RecordReader::new(TextReader::new(text.as_bytes()).unwrap());
        assert!(matches!(
            reader.next().unwrap(),
            Next::Record(Record { line: 1, .. })
        ));
        assert!(matches!(reader.next().unwrap(), Next::TooLong { line: 2 }));
        assert!(matches!(
            reader.next().unwrap(),
            Next::Record(Record { line: 3, .. })
        ));
        assert!(matches!(reader.next().unwrap(), Next::End));
    }

    proptest! {
        #[test]
        fn what_a_csv_writer_writes_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[a-z\",;\n é]{0,8}", 3..=3), 1..12)
        ) {
            let mut writer = csv::WriterBuilder::new()
                .quote_style(csv::QuoteStyle::Always)
                .from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<_> = records(&text, Some(3)).into_iter().map(|(_, cells, _)| cells).collect();
            prop_assert_eq!(read, rows);
        }
    }
}
