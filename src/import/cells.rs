//! Cuts a record out of text, and cells out of a record, as CRMs and spreadsheets write them: any
//! delimiter, cells with line breaks, quotes that were never closed. Works on the text it is given.

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

pub(super) fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    let found = bytes.iter().skip(from).position(|&byte| byte == wanted)?;
    Some(from + found)
}
