//! Exports read back by the programs that will read them: a CSV reader and a JSON parser.

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::*;
use crate::domain::ids::{LeadId, LoopId, RoundId};
use crate::domain::lead::{LeadFacts, OwnerFrom};
use crate::domain::rating::{FollowUp, Judged, Judgement, Reason, Verdict};
use crate::domain::round::{Round, RoundState};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn written<R: Exported>(row: &R, format: ExportFormat) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let mut writer = ExportWriter::new(Vec::new(), format, zone).unwrap();
    writer.row(row).unwrap();
    let (bytes, rows) = writer.finish().unwrap();
    assert_eq!(rows, 1);
    String::from_utf8(bytes).unwrap()
}

/// The row in both formats, checked to say the same: each column's CSV cell is its JSON value.
fn read_back<R: Exported>(row: &R) -> serde_json::Value {
    assert_eq!(row.cells().len(), R::COLUMNS.len());
    let csv = written(row, ExportFormat::Csv);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let cells = reader.records().next().unwrap().unwrap();
    let json: serde_json::Value = serde_json::from_str(&written(row, ExportFormat::Json)).unwrap();
    for (column, (heading, cell)) in R::COLUMNS.iter().zip(headings.iter().zip(&cells)) {
        assert_eq!(column.name, heading);
        assert!(!column.means.is_empty());
        let value = match &json[0][heading] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        assert_eq!(cell.trim_start_matches('\''), value, "{heading}");
    }
    json[0].clone()
}

#[test]
fn a_rating_can_be_written_back_to_the_crm() {
    let rating = ExportedRating {
        lead_id: LeadId::new("l1"),
        source: "csv".into(),
        external_id: Some("00Q5e".into()),
        company: Some("Kade 9, \"Antwerpen\"".into()),
        email: None,
        campaign: Some("Autumn webinar".into()),
        loop_name: Some("Sales NL".into()),
        round: Some(14),
        rep: "rep-7f3k2q9x".into(),
        judged: Judged {
            follow_up: FollowUp::Called,
            relevance: Judgement::Four,
            timing: Judgement::Two,
            intent: Judgement::CantSay,
            verdict: Verdict::Rejected,
            reason: Some(Reason::NoNeed),
            comment: Some("=HYPERLINK(\"x\")\nsecond line".into()),
        },
        is_late: false,
        rated_at: at("2026-11-18T09:15:00.123Z"),
        edited_at: None,
    };
    let read = read_back(&rating);
    assert_eq!(read["external_id"], "00Q5e");
    assert_eq!(read["round"], 14);
    assert_eq!(
        (&read["verdict"], &read["reason"]),
        (&"rejected".into(), &"no_need".into())
    );
    assert_eq!(
        (&read["intent"], &read["warmth"]),
        (&"unknown".into(), &"unknown".into())
    );
    assert_eq!(read["rated_at_utc"], "2026-11-18T09:15:00Z");
    assert_eq!(read["rated_at_local"], "2026-11-18T10:15:00+01:00");
    assert!(read["edited_at_utc"].is_null());
}

#[test]
fn a_lead_says_what_is_known_of_it() {
    let lead = ExportedLead {
        lead_id: LeadId::new("l1"),
        source: "hubspot".into(),
        external_id: None,
        campaign: None,
        owner: None,
        owner_from: OwnerFrom::Import,
        facts: LeadFacts {
            company: Some("Café Zoë".into()),
            last_activity_at: Some(at("2026-07-01T22:30:00Z")),
            follow_up: Some(FollowUp::Tried),
            ..LeadFacts::default()
        },
        came_in_at: at("2026-11-03T23:00:00Z"),
        times_asked: 2,
        done: None,
    };
    let read = read_back(&lead);
    assert_eq!(read["company"], "Café Zoë");
    assert_eq!(read["crm_follow_up"], "tried");
    assert_eq!(read["last_activity_at_local"], "2026-07-02T00:30:00+02:00");
    assert!(read["owner"].is_null() && read["done"].is_null());
}

#[test]
fn a_round_is_counts_and_no_people() {
    let round = ExportedRound {
        loop_name: "Sales NL".into(),
        round: Round {
            id: RoundId::new("r1"),
            loop_id: LoopId::new("x1"),
            number: 14,
            date: date(2026, 11, 18),
            state: RoundState::Open,
            skip_reason: None,
            only_rep: None,
            is_extra: false,
            missed_by_downtime: false,
            told_marketing: false,
            opened_at: Some(at("2026-11-18T08:00:00Z")),
            closed_at: None,
            digest_due_at: None,
            published_at: None,
            next_wake: None,
        },
        asked: 4,
        answered: 2,
        partial: 1,
        declined: 0,
        away: 1,
        leads: 12,
        rated: 7,
    };
    let read = read_back(&round);
    assert_eq!(read["date"], "2026-11-18");
    assert_eq!(read["rated"], 7);
    assert_eq!(read["opened_at_local"], "2026-11-18T09:00:00+01:00");
    let names: Vec<_> = ExportedRound::COLUMNS
        .iter()
        .map(|column| column.name)
        .collect();
    assert!(!names.iter().any(|name| name.contains("rep")), "{names:?}");
}
