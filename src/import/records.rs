//! Reads a file record by record. Never holds more than one record's worth of text, and knows on which
//! line of the file each record starts.

use std::io::{self, Read};

use super::cells::{Cut, RECORD_MAX, Shape, Step, line_end, step};
use super::encoding::TextReader;

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The line it starts on, from 1, as an editor shows it.
    pub(super) line: u64,
    /// Its cells as written, quotes resolved.
    pub(super) cells: Vec<String>,
    /// A quote in it was opened and never closed; it was taken for an ordinary character.
    pub(super) lone_quote: bool,
    /// Its last line, when it may be several records that a stray quote made one.
    pub(super) doubtful_to: Option<u64>,
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
        let shape = Shape { delimiter: b',' };
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
                Step::Record(Cut {
                    cells,
                    lone_quote,
                    is_doubtful,
                    bytes,
                    lines,
                }) => {
                    self.start += bytes;
                    self.line += lines;
                    return Ok(Next::Record(Record {
                        line,
                        cells,
                        lone_quote,
                        doubtful_to: is_doubtful.then_some(line + lines - 1),
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
            if let Some(end) = line_end(self.window().as_bytes(), self.at_end) {
                self.start += end;
                self.line += 1;
                return Ok(());
            }
            // A CR at the very end may have its LF in the next chunk.
            let rest = usize::from(self.window().ends_with('\r'));
            self.start = self.buffer.len() - rest;
            if self.at_end {
                return Ok(());
            }
            self.fill(rest + 1)?;
        }
    }
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
