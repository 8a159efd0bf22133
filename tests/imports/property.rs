//! Every row of a file is kept or reported, with its line and the cause; none is lost, none counted twice.

use std::collections::BTreeSet;

use leadloop::import::RowFault;
use proptest::prelude::*;

use crate::world::{Import, World};

const HEADINGS: [&str; 6] = [
    "Bedrijf",
    "E-mail",
    "Campagne",
    "Eigenaar",
    "Datum",
    "Opmerking",
];

/// A row as people and programs leave it.
#[derive(Debug, Clone)]
enum Row {
    /// A lead with all its cells; which of them stand in quotes.
    Whole { quoted: [bool; 6], note: String },
    /// The lead of an earlier row once more, if there is one.
    Again,
    /// The last cells are missing.
    Short { cells: usize },
    /// Cells beyond the headings.
    Long { more: usize },
    /// A quote that is opened and never closed, before a cell that is not empty.
    LoneQuote { cell: usize },
    /// A campaign, but nobody.
    Nobody,
    /// The headings once more.
    Headings,
    /// One cell by itself, below or between the rows.
    Footer,
    /// A total under the table.
    Total,
    /// Nothing between the delimiters.
    Empty { cells: usize, space: bool },
}

fn row() -> impl Strategy<Value = Row> {
    let note = prop_oneof![
        "[a-zé ]{0,12}",
        "[a-z]{1,5}\"[a-z]{1,5}",
        "[a-z]{1,5}(\r\n|\n|\r)[a-z,;|]{1,5}",
    ];
    prop_oneof![
        6 => (any::<[bool; 6]>(), note).prop_map(|(quoted, note)| Row::Whole { quoted, note }),
        1 => Just(Row::Again),
        1 => (2..6_usize).prop_map(|cells| Row::Short { cells }),
        1 => (1..4_usize).prop_map(|more| Row::Long { more }),
        1 => (0..5_usize).prop_map(|cell| Row::LoneQuote { cell }),
        1 => Just(Row::Nobody),
        1 => Just(Row::Headings),
        1 => Just(Row::Footer),
        1 => Just(Row::Total),
        1 => (0..8_usize, any::<bool>()).prop_map(|(cells, space)| Row::Empty { cells, space }),
    ]
}

/// What is to come of a file.
#[derive(Debug, Default)]
struct Expected {
    text: String,
    kept: Vec<u64>,
    emails: BTreeSet<String>,
    not_kept: Vec<(u64, RowFault)>,
}

impl Expected {
    fn of(rows: &[(Row, &'static str)], delimiter: char) -> Self {
        let mut file = Self::default();
        let comma = delimiter.to_string();
        file.text = HEADINGS.join(&comma) + "\n";
        for (number, (row, line_end)) in rows.iter().enumerate() {
            let line = line_at(&file.text);
            let cells = file.write(row, number, delimiter, line);
            file.text.push_str(&cells.join(&comma));
            file.text.push_str(line_end);
        }
        file
    }

    /// The row's cells; takes down what is to come of it.
    fn write(&mut self, row: &Row, number: usize, delimiter: char, line: u64) -> Vec<String> {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        let (cells, fault) = match row {
            Row::Nobody => (
                texts(&["", "", "Herfst", "Tom Becker", "3-11-2026", ""]),
                RowFault::Nobody,
            ),
            Row::Headings => (texts(&HEADINGS), RowFault::HeadingsAgain),
            Row::Footer => (texts(&["Vertrouwelijk"]), RowFault::NoRow),
            Row::Total => (texts(&["Totaal", "", "", "", "", "12"]), RowFault::Footer),
            Row::Empty { cells, space } => {
                let cell = if *space { "  " } else { "" };
                return vec![cell.to_owned(); *cells];
            }
            lead => {
                self.kept.push(line);
                return self.lead(lead, number, delimiter);
            }
        };
        self.not_kept.push((line, fault));
        cells
    }

    fn lead(&mut self, row: &Row, number: usize, delimiter: char) -> Vec<String> {
        let earlier = self
            .emails
            .first()
            .filter(|_| matches!(row, Row::Again))
            .cloned();
        let email = earlier.unwrap_or_else(|| format!("p{number}@import.example"));
        self.emails.insert(email.clone());
        let mut cells: Vec<String> = [
            format!("Café {number}"),
            email,
            "Herfst".to_owned(),
            "Tom Becker".to_owned(),
            "13-11-2026".to_owned(),
            String::new(),
        ]
        .into();
        match row {
            Row::Whole { quoted, note } => {
                cells[5].clone_from(note);
                for (cell, quoted) in cells.iter_mut().zip(quoted) {
                    if *quoted || cell.contains(['"', '\n', '\r', delimiter]) {
                        *cell = format!("\"{}\"", cell.replace('"', "\"\""));
                    }
                }
            }
            Row::Short { cells: kept } => cells.truncate(*kept),
            Row::Long { more } => cells.extend(vec!["x".to_owned(); *more]),
            Row::LoneQuote { cell } => cells[*cell].insert(0, '"'),
            _ => {}
        }
        cells
    }
}

/// The line that begins at the end of a text.
fn line_at(text: &str) -> u64 {
    let breaks = text.replace("\r\n", "\n").matches(['\n', '\r']).count();
    1 + breaks as u64
}

#[derive(Debug, Clone, Copy)]
enum Written {
    Utf8,
    Utf8WithMark,
    Utf16,
    Windows,
}

impl Written {
    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8WithMark => format!("\u{FEFF}{text}").into_bytes(),
            Self::Utf16 => {
                let marked = format!("\u{FEFF}{text}");
                marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
            }
            // The only letters in it that are not ASCII are such as have the same number in both.
            Self::Windows => text
                .chars()
                .map(|letter| u8::try_from(letter).unwrap())
                .collect(),
        }
    }
}

async fn imported_twice(bytes: &[u8]) -> (Import, Import, BTreeSet<String>) {
    let world = World::new().await;
    let rehearsed = world.import(bytes, true).await;
    assert!(world.leads().await.is_empty());
    let first = world.import(bytes, false).await;
    assert_eq!(
        first.not_kept, rehearsed.not_kept,
        "the rehearsal says the same"
    );
    assert_eq!(first.report.new, rehearsed.report.new);
    let leads = world.leads().await;
    world.next_day();
    let second = world.import(bytes, false).await;
    assert_eq!(
        world.leads().await,
        leads,
        "the second time changes nothing"
    );
    let emails = leads.into_iter().filter_map(|row| row.lead.facts.email);
    (first, second, emails.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_row_is_kept_or_reported_with_its_line_and_cause(
        rows in prop::collection::vec((row(), prop::sample::select(vec!["\n", "\r\n", "\r"])), 1..25),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
        written in prop::sample::select(vec![Written::Utf8, Written::Utf8WithMark, Written::Utf16, Written::Windows]),
    ) {
        let expected = Expected::of(&rows, delimiter);
        let bytes = written.bytes(&expected.text);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (first, second, emails) = runtime.block_on(imported_twice(&bytes));
        prop_assert_eq!(&first.not_kept, &expected.not_kept, "{}", expected.text);
        prop_assert_eq!(first.report.listed(), expected.not_kept);
        prop_assert_eq!(first.report.leads(), expected.kept.len(), "{}", expected.text);
        prop_assert_eq!(emails, expected.emails);
        prop_assert_eq!((second.report.new, second.report.updated), (0, 0));
        prop_assert_eq!(second.not_kept, first.not_kept);
        let remarked: BTreeSet<u64> = first.remarks.iter().map(|(line, _)| *line).collect();
        prop_assert!(remarked.iter().all(|line| expected.kept.contains(line)));
    }
}
