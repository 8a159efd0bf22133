//! The digest's charts and its table. A label has at most 20 characters and is unique after cutting; what is
//! missing is left out of the axis, never drawn as zero.

use serde_json::{Value, json};

use super::figures::{axis, before, campaign_name};
use super::kit;
use super::words;
use crate::domain::figures::{CampaignFigures, HighOf, TrendPoint};
use crate::domain::figures_briefing::expected_warmth;
use crate::domain::language::Language;
use crate::domain::rating::{Axis, Verdict, Warmth};
use crate::texts::{dates, t};

const LABEL_MAX: usize = 20;
const TITLE_MAX: usize = 50;
const CELL_MAX: usize = 100;

/// Labels as a chart takes them: cut, and numbered where two would be the same.
#[must_use]
pub fn labels(names: &[String]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for name in names {
        let mut label = kit::cut(name, LABEL_MAX);
        let mut number = 2;
        while labels.contains(&label) {
            let suffix = format!(" {number}");
            label = kit::cut(name, LABEL_MAX - suffix.len()) + &suffix;
            number += 1;
        }
        labels.push(label);
    }
    labels
}

fn chart(kind: &str, title: &str, categories: &[String], series: &[(String, Vec<u32>)]) -> Value {
    let names: Vec<String> = series.iter().map(|(name, _)| name.clone()).collect();
    let series: Vec<Value> = labels(&names)
        .into_iter()
        .zip(series)
        .map(|(name, (_, values))| {
            let data: Vec<Value> = categories
                .iter()
                .zip(values)
                .map(|(label, value)| json!({"label": label, "value": value}))
                .collect();
            json!({"name": name, "data": data})
        })
        .collect();
    json!({
        "type": "data_visualization",
        "title": kit::cut(title, TITLE_MAX),
        "chart": {
            "type": kind,
            "series": series,
            "axis_config": {"categories": categories},
        },
    })
}

/// "What became of the leads", a bar for each verdict; none without campaigns.
#[must_use]
pub fn verdicts(language: Language, rows: &[&CampaignFigures]) -> Option<Value> {
    if rows.is_empty() {
        return None;
    }
    let names: Vec<String> = rows
        .iter()
        .map(|row| campaign_name(language, row))
        .collect();
    let series: Vec<(String, Vec<u32>)> = Verdict::ALL
        .iter()
        .map(|verdict| {
            let counts = rows.iter().map(|row| match verdict {
                Verdict::Accepted => row.verdicts.accepted,
                Verdict::NotYet => row.verdicts.not_yet,
                Verdict::Rejected => row.verdicts.rejected,
                Verdict::Open => row.verdicts.open,
            });
            (words::verdict(language, *verdict), counts.collect())
        })
        .collect();
    let title = t!(language, "digest-chart-verdicts");
    Some(chart("bar", &title, &labels(&names), &series))
}

/// Warmth as expected and as found, in whole leads; none where either may not be shown.
#[must_use]
pub fn warmth(language: Language, row: &CampaignFigures) -> Option<Value> {
    let forecast = row.warmth_expected()?.forecast;
    let known = row.warmth.known();
    let categories = [Warmth::Warm, Warmth::Lukewarm, Warmth::Cold]
        .map(|warmth| words::warmth(language, warmth).unwrap_or_default());
    let found = [row.warmth.warm, row.warmth.lukewarm, row.warmth.cold];
    let series = [
        (
            t!(language, "results-expected"),
            expected_warmth(forecast, known).to_vec(),
        ),
        (t!(language, "results-found"), found.to_vec()),
    ];
    let title = t!(language, "results-chart-warmth", count = known);
    Some(chart("bar", &title, &labels(&categories), &series))
}

/// Of a hundred, rounded to the nearest.
pub(super) fn per_cent(of: HighOf) -> u32 {
    (of.high * 100 + of.n / 2)
        .checked_div(of.n)
        .unwrap_or_default()
}

pub(super) fn axes(point: &TrendPoint) -> [(Axis, HighOf); 3] {
    [
        (Axis::Relevance, point.relevance),
        (Axis::Timing, point.timing),
        (Axis::Intent, point.intent),
    ]
}

/// "Rated 4 or 5, per cent", a line for each axis. Every point has ten answers or more.
#[must_use]
pub fn trend(language: Language, title: &str, points: &[&TrendPoint]) -> Value {
    let dates: Vec<String> = points
        .iter()
        .map(|point| dates::short(language, point.date))
        .collect();
    let series: Vec<(String, Vec<u32>)> = Axis::ALL
        .iter()
        .enumerate()
        .map(|(index, axis)| {
            let values = points.iter().map(|point| per_cent(axes(point)[index].1));
            (words::axis(language, *axis), values.collect())
        })
        .collect();
    chart("line", title, &labels(&dates), &series)
}

/// The same trend as lines of text.
#[must_use]
pub fn trend_lines(language: Language, points: &[&TrendPoint]) -> Vec<String> {
    points
        .iter()
        .map(|point| {
            t!(
                language,
                "digest-trend-line",
                date = dates::short(language, point.date),
                relevance = per_cent(point.relevance),
                timing = per_cent(point.timing),
                intent = per_cent(point.intent)
            )
        })
        .collect()
}

/// The table of ratings per campaign.
#[must_use]
pub fn table(language: Language, caption: &str, rows: &[&CampaignFigures]) -> Value {
    let text = |text: &str| json!({"type": "raw_text", "text": kit::cut(text, CELL_MAX)});
    let number =
        |value: u32| json!({"type": "raw_number", "value": value, "text": value.to_string()});
    let heads = [
        t!(language, "column-campaign"),
        t!(language, "column-rated"),
        words::verdict(language, Verdict::Accepted),
        words::verdict(language, Verdict::NotYet),
        words::verdict(language, Verdict::Rejected),
        words::verdict(language, Verdict::Open),
        t!(language, "column-relevance"),
        t!(language, "column-before"),
        t!(language, "column-timing"),
        t!(language, "column-intent"),
    ];
    let mut table: Vec<Vec<Value>> = vec![heads.iter().map(|head| text(head)).collect()];
    table.extend(rows.iter().map(|row| {
        vec![
            text(&campaign_name(language, row)),
            number(row.verdicts.rated()),
            number(row.verdicts.accepted),
            number(row.verdicts.not_yet),
            number(row.verdicts.rejected),
            number(row.verdicts.open),
            text(&axis(language, row, Axis::Relevance)),
            text(&before(language, row)),
            text(&axis(language, row, Axis::Timing)),
            text(&axis(language, row, Axis::Intent)),
        ]
    }));
    json!({
        "type": "data_table",
        "caption": caption,
        "rows": table,
        "page_size": 10,
        "row_header_column_index": 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_unique_when_cut() {
        let names = [
            "Autumn webinar in Utrecht for plants".to_owned(),
            "Autumn webinar in Utrecht for offices".to_owned(),
            "Autumn webinar in Utrecht for offices".to_owned(),
        ];
        let labels = labels(&names);
        assert_eq!(labels[0], "Autumn webinar in U…");
        assert_eq!(labels[1], "Autumn webinar in… 2");
        assert_eq!(labels[2], "Autumn webinar in… 3");
    }

    #[test]
    fn per_cents_are_rounded_to_the_nearest() {
        assert_eq!(per_cent(HighOf { high: 12, n: 17 }), 71);
        assert_eq!(per_cent(HighOf { high: 0, n: 0 }), 0);
    }
}
