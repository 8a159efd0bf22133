//! Cuts a record out of text, and cells out of a record, as CRMs and spreadsheets write them: any
//! delimiter, cells with line breaks, quotes that were never closed. Works on the text it is given.

/// Longest record, in bytes of UTF-8. A quote that is not closed within it was a stray one.
pub(super) const RECORD_MAX: usize = 1024 * 1024;
/// Most lines of a quoted cell: more than the longest note of any CRM has. A quote that is not closed within
/// them was a stray one too; else a file full of such quotes would be read from each of them to its end.
const CELL_LINES_MAX: u64 = 5_000;

/// How the file separates cells. A line ends with LF, CR LF or CR, whichever the others end with: files
/// that were glued together, or went through an old Mac, have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Between cells.
    pub(super) delimiter: u8,
}

/// A record as it was cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Its cells, quotes resolved.
    pub(super) cells: Vec<String>,
    /// A quote in it was opened and never closed; it was taken for an ordinary character.
    pub(super) lone_quote: bool,
    /// It runs over lines, and its quotes or the number of its cells say that it may be several records
    /// which a stray quote made one.
    pub(super) is_doubtful: bool,
    /// How many bytes it took.
    pub(super) bytes: usize,
    /// How many lines.
    pub(super) lines: u64,
}

/// The next record of a window of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The window ends within the record: come again with more.
    More,
    /// The record.
    Record(Cut),
    /// A line longer than [`RECORD_MAX`].
    TooLong,
}

/// Cuts the first record off a window. `is_full` says that no more text will be given.
///
/// A quoted cell may run over lines. When it runs away instead, which shows in a quote that is never
/// closed, or in a wrong number of cells or a quote amid text on a later line while the first or the second
/// line alone has the right number, then the first line is the record and its stray quote a character.
pub(super) fn step(
    window: &str,
    shape: Shape,
    expected: Option<usize>,
    at_end: bool,
    is_full: bool,
) -> Step {
    let reading = Reading {
        shape,
        at_end,
        open_quote_is_text: false,
        stops_when_loose: expected.is_some(),
    };
    let mut scanned = scan(window, reading);
    if matches!(scanned, Scan::Loose) {
        if let Some(alone) = line_that_fits(window, shape, expected, at_end) {
            return Step::Record(alone);
        }
        let to_the_end = Reading {
            stops_when_loose: false,
            ..reading
        };
        scanned = scan(window, to_the_end);
    }
    match scanned {
        Scan::More if !is_full => Step::More,
        Scan::More | Scan::Unclosed | Scan::Loose => {
            first_line(window, shape, at_end).map_or(Step::TooLong, Step::Record)
        }
        Scan::Whole {
            cells,
            bytes,
            lines,
            is_loose,
        } => {
            let is_doubtful =
                lines > 1 && expected.is_some_and(|expected| is_loose || expected != cells.len());
            if is_doubtful && let Some(alone) = line_that_fits(window, shape, expected, at_end) {
                return Step::Record(alone);
            }
            Step::Record(Cut {
                cells,
                lone_quote: false,
                is_doubtful,
                bytes,
                lines,
            })
        }
    }
}

/// The first line by itself, when it or the one below it has the right number of cells.
fn line_that_fits(
    window: &str,
    shape: Shape,
    expected: Option<usize>,
    at_end: bool,
) -> Option<Cut> {
    let expected = expected?;
    let first = first_line(window, shape, at_end)?;
    let fits = |line: &Cut| line.cells.len() == expected;
    // One column fits everything, and so tells nothing.
    let second_fits = || {
        let below = window.get(first.bytes..).unwrap_or_default();
        expected > 1 && first_line(below, shape, at_end).is_some_and(|line| fits(&line))
    };
    (fits(&first) || second_fits()).then_some(first)
}

/// The first line by itself, quotes that it leaves open read as characters.
fn first_line(window: &str, shape: Shape, at_end: bool) -> Option<Cut> {
    let bytes = match line_end(window.as_bytes(), at_end) {
        Some(end) => end,
        None if at_end && !window.is_empty() && window.len() < RECORD_MAX => window.len(),
        None => return None,
    };
    let reading = Reading {
        shape,
        at_end: true,
        open_quote_is_text: true,
        stops_when_loose: false,
    };
    match scan(window.get(..bytes)?, reading) {
        Scan::Whole { cells, .. } => Some(Cut {
            cells,
            lone_quote: true,
            is_doubtful: false,
            bytes,
            lines: 1,
        }),
        Scan::More | Scan::Unclosed | Scan::Loose => None,
    }
}

/// Where the next line begins; none when this one has no end, or whether LF follows its CR is not known
/// yet.
pub(super) fn line_end(bytes: &[u8], at_end: bool) -> Option<usize> {
    let end = bytes.iter().position(|&byte| is_break(byte))?;
    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(end + 2),
        (Some(b'\r'), None) if !at_end => None,
        _ => Some(end + 1),
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// How many lines end within a piece of text.
fn breaks(piece: &str) -> u64 {
    let bytes = piece.as_bytes();
    let pairs = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    let all = bytes.iter().filter(|&&byte| is_break(byte)).count();
    (all - pairs) as u64
}

/// How a scan reads.
#[derive(Clone, Copy)]
struct Reading {
    shape: Shape,
    at_end: bool,
    /// A quote that is opened and not closed is a character.
    open_quote_is_text: bool,
    /// Ends at the first sign that a quoted cell ran away.
    stops_when_loose: bool,
}

enum Scan {
    More,
    Loose,
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

fn scan(text: &str, reading: Reading) -> Scan {
    let bytes = text.as_bytes();
    let (mut cells, mut at, mut lines, mut is_loose) = (Vec::new(), 0, 0, false);
    loop {
        let quote = skip_spaces(bytes, at);
        let quoted = if bytes.get(quote) == Some(&b'"') {
            quoted_cell(text, quote + 1, reading)
        } else {
            Quoted::Unclosed
        };
        let after = match quoted {
            Quoted::More => return Scan::More,
            Quoted::Loose => return Scan::Loose,
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
            Quoted::Unclosed if bytes.get(quote) == Some(&b'"') && !reading.open_quote_is_text => {
                return Scan::Unclosed;
            }
            Quoted::Unclosed => {
                let is_end = |&byte: &u8| byte == reading.shape.delimiter || is_break(byte);
                let length = bytes.iter().skip(at).position(is_end);
                let end = length.map_or(bytes.len(), |length| at + length);
                cells.push(text.get(at..end).unwrap_or_default().to_owned());
                what_follows(bytes, end, reading)
            }
        };
        let bytes = match after {
            After::Delimiter(next) => {
                at = next;
                continue;
            }
            After::LineBreak(next) => next,
            After::End => bytes.len(),
            After::More | After::Text => return Scan::More,
        };
        return Scan::Whole {
            cells,
            bytes,
            lines: lines + 1,
            is_loose,
        };
    }
}

enum Quoted {
    More,
    Loose,
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
fn quoted_cell(text: &str, from: usize, reading: Reading) -> Quoted {
    let bytes = text.as_bytes();
    let (mut cell, mut at, mut lines, mut loose) = (String::new(), from, 0, false);
    loop {
        let quote = find(bytes, at, b'"');
        let piece = text.get(at..quote.unwrap_or(bytes.len()));
        let piece = piece.unwrap_or_default();
        lines += breaks(piece);
        let Some(quote) = quote.filter(|_| lines <= CELL_LINES_MAX) else {
            return if reading.at_end || lines > CELL_LINES_MAX {
                Quoted::Unclosed
            } else {
                Quoted::More
            };
        };
        cell.push_str(piece);
        at = quote + 1;
        if bytes.get(at) == Some(&b'"') {
            cell.push('"');
            at += 1;
            continue;
        }
        match what_follows(bytes, skip_spaces(bytes, at), reading) {
            After::More => return Quoted::More,
            After::Text => {
                cell.push('"');
                loose |= lines > 0;
                if loose && reading.stops_when_loose {
                    return Quoted::Loose;
                }
            }
            after => {
                return Quoted::Closed {
                    cell,
                    breaks: lines,
                    loose,
                    after,
                };
            }
        }
    }
}

fn what_follows(bytes: &[u8], at: usize, reading: Reading) -> After {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(&byte), _) if byte == reading.shape.delimiter => After::Delimiter(at + 1),
        (Some(b'\r'), Some(b'\n')) => After::LineBreak(at + 2),
        (Some(b'\r'), None) if !reading.at_end => After::More,
        (Some(b'\n' | b'\r'), _) => After::LineBreak(at + 1),
        (None, _) if reading.at_end => After::End,
        (None, _) => After::More,
        (Some(_), _) => After::Text,
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
