//! Whole exports, as the programs write them.

use proptest::prelude::*;

use super::*;
use crate::domain::rating::FollowUp;

fn open(bytes: &[u8]) -> LeadFile<&[u8]> {
    LeadFile::open(bytes, options()).unwrap()
}

fn options() -> ReadOptions {
    ReadOptions::new(TimeZone::get("Europe/Amsterdam").unwrap())
}

struct Imported {
    leads: Vec<ImportedRow>,
    unreadable: Vec<(u64, RowFault)>,
    mapping: Mapping,
}

fn import(bytes: &[u8]) -> Imported {
    let file = open(bytes);
    let mapping = file.mapping().clone();
    let (mut leads, mut unreadable) = (Vec::new(), Vec::new());
    for outcome in file {
        match outcome.unwrap() {
            RowOutcome::Lead(row) => leads.push(*row),
            RowOutcome::Unreadable { line, cause } => unreadable.push((line, cause)),
        }
    }
    Imported {
        leads,
        unreadable,
        mapping,
    }
}

fn came_in(row: &ImportedRow) -> String {
    row.came_in_at.map(|at| at.to_string()).unwrap_or_default()
}

#[test]
fn hubspot() {
    let Imported {
        leads,
        unreadable,
        mapping,
    } = import(include_bytes!("../../tests/exports/hubspot.csv"));
    assert_eq!(mapping.system, Some(System::HubSpot));
    assert_eq!((mapping.encoding, mapping.headings.len()), ("UTF-8", 60));
    assert_eq!(unreadable, [(5, RowFault::Nobody)]);
    let [eline, jean] = leads.as_slice() else {
        panic!("{leads:?}")
    };
    assert_eq!((eline.line, jean.line), (2, 4));
    assert_eq!(eline.external_id.as_deref(), Some("151"));
    assert_eq!(
        eline.facts.email.as_deref(),
        Some("eline.bakker@polderpers.example")
    );
    assert_eq!(eline.notes, [RowNote::SecondValue("Email".into())]);
    assert_eq!(
        eline.facts.message.as_deref(),
        Some("Call me, \"not\" mail.\nAfter ten.")
    );
    assert_eq!(
        eline.facts.activity.as_deref(),
        Some("Autumn webinar: sign-up")
    );
    assert_eq!(
        (eline.facts.outcome.as_deref(), eline.campaign.as_deref()),
        (None, None)
    );
    assert_eq!(came_in(eline), "2026-11-03T09:15:00Z");
    assert_eq!(jean.facts.email.as_deref(), Some("jean@dulac.example"));
    assert_eq!(jean.facts.activity.as_deref(), Some("Organic Search"));
    assert_eq!(jean.facts.follow_up, Some(FollowUp::Tried));
    assert_eq!(jean.facts.outcome.as_deref(), Some("opportunity"));
    assert_eq!(
        jean.facts.message.as_ref().unwrap().chars().count(),
        MESSAGE_MAX
    );
    assert_eq!(
        jean.notes,
        [RowNote::Cut {
            field: Field::Message,
            characters: 30_000,
            kept: MESSAGE_MAX
        }]
    );
}

#[test]
fn salesforce() {
    let Imported {
        leads,
        unreadable,
        mapping,
    } = import(include_bytes!("../../tests/exports/salesforce.csv"));
    assert_eq!(mapping.system, Some(System::Salesforce));
    assert_eq!(
        (mapping.encoding, mapping.headings_line),
        ("windows-1252", 4)
    );
    assert_eq!(mapping.dates[0].order, DateOrder::MonthFirst);
    assert_eq!(unreadable, [(8, RowFault::NoRow)]);
    let [zoe, max, ruiz] = leads.as_slice() else {
        panic!("{leads:?}")
    };
    assert_eq!(zoe.facts.person.as_deref(), Some("Zoë O’Hara"));
    assert_eq!(zoe.facts.message.as_deref(), Some("5\" pipes, €10 each"));
    assert_eq!(zoe.facts.follow_up, Some(FollowUp::Nothing));
    assert_eq!(zoe.owner.as_deref(), Some("Priya Nair"));
    assert_eq!(came_in(zoe), "2026-11-03T13:05:00Z");
    assert!(!max.is_over && max.facts.company.is_none() && max.facts.title() == "Max Stein");
    assert_eq!(ruiz.came_in_at, None);
    let date = RowNote::Date {
        heading: "Created Date".into(),
        text: "soon".into(),
    };
    assert_eq!(ruiz.notes, [RowNote::Email("not yet".into()), date]);
}

#[test]
fn pipedrive() {
    let Imported {
        leads,
        unreadable,
        mapping,
    } = import(include_bytes!("../../tests/exports/pipedrive.csv"));
    assert_eq!(mapping.system, Some(System::Pipedrive));
    assert_eq!((mapping.encoding, mapping.delimiter), ("UTF-16LE", '\t'));
    assert_eq!(mapping.not_used().collect::<Vec<_>>(), ["Lead - Labels"]);
    assert!(unreadable.is_empty());
    let [molen, lund] = leads.as_slice() else {
        panic!("{leads:?}")
    };
    assert_eq!(molen.facts.company.as_deref(), Some("Molen Zeven lead"));
    assert_eq!(molen.notes, [RowNote::TitleForCompany]);
    assert_eq!(lund.facts.person.as_deref(), Some("Åsa Lund"));
    assert_eq!(lund.external_id.as_deref(), Some("a1b3"));
    assert_eq!(lund.facts.outcome.as_deref(), Some("Won (1234.56)"));
    assert!(lund.is_over);
}

#[test]
fn a_dutch_excel_sheet() {
    let Imported {
        leads,
        unreadable,
        mapping,
    } = import(include_bytes!("../../tests/exports/excel-nl.csv"));
    assert_eq!(
        (mapping.encoding, mapping.delimiter, mapping.headings_line),
        ("windows-1252", ';', 2)
    );
    assert_eq!(mapping.dates[0].order, DateOrder::DayFirst);
    assert_eq!(unreadable, [(10, RowFault::Nobody)]);
    let [knol, zoe, kant, loof] = leads.as_slice() else {
        panic!("{leads:?}")
    };
    assert_eq!(knol.facts.person.as_deref(), Some("Sjoerd van der Knol"));
    assert_eq!(knol.facts.company_size.as_deref(), Some("1234"));
    assert_eq!(knol.facts.follow_up, Some(FollowUp::Called));
    assert_eq!(came_in(knol), "2026-11-02T23:00:00Z");
    assert_eq!(
        zoe.facts.message.as_deref(),
        Some("Kost € 1.234,56?\nBel me graag.")
    );
    assert_eq!(zoe.facts.place.as_deref(), Some("'s-Hertogenbosch"));
    assert_eq!(
        (kant.line, kant.notes.as_slice()),
        (8, [RowNote::LoneQuote].as_slice())
    );
    assert_eq!(came_in(kant), "2026-11-02T23:00:00Z");
    assert!(kant.is_over);
    assert_eq!(
        loof.notes,
        [RowNote::FewerCells {
            cells: 9,
            headings: 13
        }]
    );
    assert_eq!(came_in(loof), "2026-11-04T23:00:00Z");
}

#[test]
fn google_sheets() {
    let Imported {
        leads, unreadable, ..
    } = import(include_bytes!("../../tests/exports/google-sheets.csv"));
    assert_eq!(unreadable, [(5, RowFault::HeadingsAgain)]);
    let [ada, bo, cy, comma] = leads.as_slice() else {
        panic!("{leads:?}")
    };
    assert_eq!(ada.facts.message.as_deref(), Some("=call before noon"));
    assert_eq!(
        ada.facts.link.as_deref(),
        Some("https://crm.fabrikam.example/7")
    );
    assert_eq!(
        bo.notes,
        [RowNote::Link("http://crm.fabrikam.example/8".into())]
    );
    assert_eq!(came_in(bo), "2026-11-03T07:00:00Z");
    assert_eq!(cy.notes, [RowNote::SeveralEmails("cy@ode.example".into())]);
    assert_eq!(came_in(cy), "2026-11-03T09:15:00Z");
    assert!(comma.notes.contains(&RowNote::MoreCells {
        cells: 9,
        headings: 8
    }));
}

#[test]
fn the_demo_has_two_campaigns_and_24_leads() {
    let Imported {
        leads,
        unreadable,
        mapping,
    } = import(include_bytes!("../../demo/leads.csv"));
    assert!(unreadable.is_empty());
    assert_eq!(leads.len(), 24);
    assert!(leads.iter().all(|lead| lead.notes.is_empty()), "{leads:#?}");
    assert_eq!(mapping.not_used().count(), 0);
    let of = |name: &str| {
        leads
            .iter()
            .filter(|lead| lead.campaign.as_deref() == Some(name))
            .count()
    };
    assert_eq!((of("Autumn webinar"), of("Pricing guide")), (12, 12));
}

#[test]
fn what_is_no_csv_is_said_to_be_none() {
    let fault = |bytes: &[u8]| LeadFile::open(bytes, options()).err().unwrap().to_string();
    assert!(fault(b"PK\x03\x04\x14\0").contains("Excel workbook"));
    assert!(fault(b"").contains("empty"));
    let nobody = fault(b"Colour,Weight\nred,3\n");
    assert!(
        nobody.contains("\"Colour\", \"Weight\"") && nobody.contains("Heading=company"),
        "{nobody}"
    );
    let mut options = options();
    options.rules = vec!["Colour=company".parse().unwrap()];
    assert_eq!(
        LeadFile::open(&b"Colour,Weight\nred,3\n"[..], options)
            .unwrap()
            .count(),
        1
    );
}

#[test]
fn old_macs_and_empty_lines_count_as_lines() {
    let Imported { leads, .. } =
        import(b"Company,Email\r\rKade 9,a@kade9.example\r\"Two\rlines\",\rLast,\r");
    let lines: Vec<_> = leads.iter().map(|lead| lead.line).collect();
    assert_eq!(lines, [3, 4, 6]);
}

#[test]
fn month_and_day_are_assumed_by_where_one_is() {
    let bytes = &b"Company,Created\nKade 9,3/11/2026\n"[..];
    for (zone, order) in [
        ("America/Chicago", DateOrder::MonthFirst),
        ("Europe/London", DateOrder::DayFirst),
    ] {
        let file = LeadFile::open(bytes, ReadOptions::new(TimeZone::get(zone).unwrap())).unwrap();
        let reading = &file.mapping().dates[0];
        assert_eq!((reading.order, reading.is_sure), (order, false));
        assert!(file.mapping().to_string().contains("assumed"));
    }
}

/// A reader that makes up rows as it goes: what it gives could not be held in memory by mistake.
struct Rows(u64, Vec<u8>);

impl Read for Rows {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.1.is_empty() && self.0 < 100_000 {
            self.0 += 1;
            self.1 = format!("Company {0},c{0}@c.example,\"Note\nof {0}\"\n", self.0).into_bytes();
        }
        let length = buffer.len().min(self.1.len());
        buffer[..length].copy_from_slice(&self.1[..length]);
        self.1.drain(..length);
        Ok(length)
    }
}

#[test]
fn a_hundred_thousand_rows_pass_through() {
    let rows = Rows(0, b"Company,Email,Notes\n".to_vec());
    let mut file = LeadFile::open(rows, options()).unwrap();
    let (mut count, mut last) = (0, 0);
    while let Some(outcome) = file.next() {
        let RowOutcome::Lead(row) = outcome.unwrap() else {
            panic!("unreadable")
        };
        assert!(file.records.held() <= 512 * 1024, "{}", file.records.held());
        (count, last) = (count + 1, row.line);
    }
    assert_eq!((count, last), (100_000, 200_000));
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé]{1,6}",
        "[a-z]{1,3}@[a-z]{1,3}[.]nl",
        "[0-9]{1,2}[-/][0-9]{1,2}[-/]2026",
        Just(String::new()),
        "\\PC{0,12}",
    ]
}

proptest! {
    #[test]
    fn every_row_is_a_lead_or_reported_by_its_line(
        rows in prop::collection::vec(prop::collection::vec(cell(), 6..=6), 1..20),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        is_western in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["Company", "Contact", "E-mail", "Created", "Notes", "Status"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let (western, _, has_unmappable) = encoding_rs::WINDOWS_1252.encode(&text);
        let bytes = if is_western && !has_unmappable { western.into_owned() } else { text.clone().into_bytes() };
        let lines: Vec<u64> = open(&bytes)
            .map(|outcome| match outcome.unwrap() {
                RowOutcome::Lead(row) => row.line,
                RowOutcome::Unreadable { line, .. } => line,
            })
            .collect();
        let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let expected: Vec<u64> = (2..).zip(&rows).filter(|(_, row)| filled(row)).map(|(line, _)| line).collect();
        prop_assert_eq!(lines, expected);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), is_headed in any::<bool>()) {
        let headings: &[u8] = if is_headed { b"Company;Datum;E-mail;Opmerking\n" } else { b"" };
        let bytes = [headings, &bytes].concat();
        if let Ok(file) = LeadFile::open(bytes.as_slice(), options()) {
            let _ = file.mapping().to_string();
            prop_assert!(file.count() <= bytes.len() + 1);
        }
    }

    #[test]
    fn a_stray_quote_loses_no_line(
        rows in prop::collection::vec("[ab]{1,5},[ab]{0,5},[ab]{0,5}", 2..30),
        at in any::<prop::sample::Index>(),
        cell in 0..3_usize,
    ) {
        let mut rows = rows;
        let row = at.get(&rows).clone();
        let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
        cells[cell].insert(0, '"');
        let at = at.index(rows.len());
        rows[at] = cells.join(",");
        let text = format!("Company,Contact,E-mail\n{}\n", rows.join("\n"));
        let lines: Vec<u64> = open(text.as_bytes())
            .map(|outcome| match outcome.unwrap() {
                RowOutcome::Lead(row) => row.line,
                RowOutcome::Unreadable { line, .. } => line,
            })
            .collect();
        let expected: Vec<u64> = (2..).take(rows.len()).collect();
        prop_assert_eq!(lines, expected);
    }
}
