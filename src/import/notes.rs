//! What is said about a row that was kept, a row that was not, and a file that can't be read at all.

use std::fmt;

use super::field::Field;
use super::mapping::{MapFault, quoted};

/// A remark about a row that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowNote {
    /// A date that is not understood was left out. Without a came-in date the caller takes today.
    Date {
        /// The column's heading.
        heading: String,
        /// The cell, shortened.
        text: String,
    },
    /// A date makes no sense in its column's order of day and month, and was read the other way.
    DateOtherWay {
        /// The column's heading.
        heading: String,
        /// The cell, shortened.
        text: String,
    },
    /// What stands where an e-mail should is none; left out.
    Email(String),
    /// Several e-mails in one cell; the first was taken.
    SeveralEmails(String),
    /// Not an https link; left out.
    Link(String),
    /// An amount that is no number; kept as worded.
    Amount(String),
    /// A text longer than its limit was cut.
    Cut {
        /// The field.
        field: Field,
        /// Its length before, in characters.
        characters: usize,
        /// How many of them are kept.
        kept: usize,
    },
    /// An id too long to be one was left out.
    LongId,
    /// An id that a spreadsheet rounded ("9,00E+09") was left out: many leads would have the same.
    RoundedId(String),
    /// Two columns of the same heading differ; the first was taken.
    SecondValue(String),
    /// The lead's title stands in for the company.
    TitleForCompany,
    /// Some bytes are not of the file's encoding; read as Windows-1252.
    StrayBytes,
    /// Characters were lost before the file came here; they show as �.
    LostCharacters,
    /// Letters were read in the wrong encoding before the export ("JosÃ©"); set right.
    MisreadBefore,
    /// A quote was opened and never closed; taken for an ordinary character.
    LoneQuote,
    /// The row runs over lines, and its quotes or cells don't add up: it may be several rows that a stray
    /// quote made one.
    SeveralLines {
        /// Its last line.
        to: u64,
    },
    /// The same lead as in an earlier row of the file, which counts.
    SameLeadAgain,
    /// The lead of this id was somebody else's before; which company it named.
    SomebodyElse(String),
    /// It came in on a day that is still to come.
    IsToCome,
    /// Fewer cells than headings; the missing ones count as empty.
    FewerCells {
        /// Cells in the row.
        cells: usize,
        /// Headings of the file.
        headings: usize,
    },
    /// More cells than headings; a delimiter in a cell without quotes may have moved the others.
    MoreCells {
        /// Cells in the row.
        cells: usize,
        /// Headings of the file.
        headings: usize,
    },
}

impl fmt::Display for RowNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date { heading, text } => write!(
                f,
                "\"{text}\" in \"{heading}\" is not understood as a date; left out"
            ),
            Self::DateOtherWay { heading, text } => {
                write!(
                    f,
                    "\"{text}\" in \"{heading}\" only makes a date with day and month the other way round; read so"
                )
            }
            Self::Email(text) => write!(f, "\"{text}\" is not an e-mail address; left out"),
            Self::SeveralEmails(kept) => write!(f, "several e-mail addresses; took {kept}"),
            Self::Link(text) => write!(f, "\"{text}\" is not an https link; left out"),
            Self::Amount(text) => write!(f, "\"{text}\" is not a number; kept as it is"),
            Self::Cut {
                field,
                characters,
                kept,
            } => {
                write!(
                    f,
                    "{} of {characters} characters; the first {kept} are kept",
                    field.word()
                )
            }
            Self::LongId => f.write_str("external_id is too long to be one; left out"),
            Self::RoundedId(id) => write!(
                f,
                "external_id \"{id}\" was rounded by a spreadsheet; left out"
            ),
            Self::SecondValue(heading) => {
                write!(f, "two columns \"{heading}\" differ; took the first")
            }
            Self::TitleForCompany => {
                f.write_str("no company and no person; took the lead's title for the company")
            }
            Self::StrayBytes => {
                f.write_str("some bytes are not of the file's encoding; read as Windows-1252")
            }
            Self::LostCharacters => {
                f.write_str("characters were lost before the export; they show as \u{FFFD}")
            }
            Self::LoneQuote => {
                f.write_str("a quote is opened and never closed; taken for an ordinary character")
            }
            Self::MisreadBefore => f.write_str(
                "letters had been read in the wrong encoding before the export; set right",
            ),
            Self::SeveralLines { to } => write!(
                f,
                "read as one row that ends on line {to}, but a stray quote may have made it of several"
            ),
            Self::SameLeadAgain => f.write_str(
                "the same lead as in an earlier row, which counts; only what that one lacked was taken",
            ),
            Self::SomebodyElse(company) => write!(
                f,
                "this id was a lead of {company} before, with another e-mail, and now is this one; where ids of two exports \
                 overlap, give each a --source of its own"
            ),
            Self::IsToCome => f.write_str(
                "it came in on a day that is still to come; nobody is asked about it before",
            ),
            Self::FewerCells { cells, headings } => {
                write!(
                    f,
                    "{cells} cells under {headings} headings; the missing ones count as empty"
                )
            }
            Self::MoreCells { cells, headings } => write!(
                f,
                "{cells} cells under {headings} headings; a separator in a cell without quotes may have moved the others"
            ),
        }
    }
}

/// Why a row was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowFault {
    /// No company, no person and no e-mail: nothing to call the lead by.
    Nobody,
    /// One cell where the headings have three or more: a footer, or a piece of a broken row.
    NoRow,
    /// A total, or a footer, padded to the width of the table.
    Footer,
    /// The headings once more: two exports in one file.
    HeadingsAgain,
    /// A line beyond 1 MiB.
    TooLong,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nobody => "no company, no person and no e-mail address",
            Self::NoRow => "a single cell: a footer, or a piece of another row",
            Self::Footer => "a total or a footer of the report",
            Self::HeadingsAgain => "the headings once more",
            Self::TooLong => "longer than 1 MiB",
        })
    }
}

/// Why a file can't be imported at all.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// It could not be read.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// It holds no text.
    #[error("the file is empty")]
    Empty,
    /// No line of headings was found where one has to be.
    #[error("no headings within the first 256 KiB; is it a CSV with one line of headings?")]
    NoHeadings,
    /// It is another kind of file.
    #[error("the file is {0}, not a CSV; save or export it as CSV (UTF-8) and import that")]
    NotCsv(&'static str),
    /// A `--map` can't be followed.
    #[error(transparent)]
    Map(#[from] MapFault),
    /// No column says who the lead is.
    #[error(
        "no column for a company, a person or an e-mail address was recognised; the headings on line {line} are {}. Name one with --map \"Heading=company\"; the fields are {}",
        quoted(.headings), Field::words()
    )]
    NobodyColumn {
        /// The line taken for the headings.
        line: u64,
        /// The headings.
        headings: Vec<String>,
    },
}

/// What kind of file the first bytes speak for, when it is not text in columns.
pub(super) fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "an Excel workbook (or another zip archive)"),
        (b"\xD0\xCF\x11\xE0", "an old Excel workbook"),
        (b"%PDF", "a PDF"),
        (b"\x1F\x8B", "compressed with gzip"),
        (b"<html", "an HTML page"),
        (b"<!DOCTYPE", "an HTML page"),
    ];
    let starts = |start: &[u8]| {
        bytes
            .get(..start.len())
            .is_some_and(|bytes| bytes.eq_ignore_ascii_case(start))
    };
    kinds
        .iter()
        .find(|(start, _)| starts(start))
        .map(|(_, kind)| *kind)
}
