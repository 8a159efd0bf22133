//! Figures in words: "12 of 17", reasons with their counts, a campaign in two lines.

use super::words;
use crate::domain::figures::{Before, CHANGE_MIN, CampaignFigures, HighOf};
use crate::domain::language::Language;
use crate::domain::rating::{Axis, Reason};
use crate::texts::t;

/// "12 of 17"; a dash where nobody could say.
pub(super) fn high_of(language: Language, of: HighOf) -> String {
    if of.n == 0 {
        t!(language, "figure-none")
    } else {
        t!(language, "figure-high-of", high = of.high, n = of.n)
    }
}

/// An axis of a campaign: "12 of 17"; a dash where nobody could say, and a word where too few could.
pub(super) fn axis(language: Language, row: &CampaignFigures, axis: Axis) -> String {
    match row.shown(axis) {
        Some(of) => high_of(language, of),
        None => t!(language, "figure-too-few"),
    }
}

/// What the relevance is compared with: the round before, the first round, or all rounds since the start
/// while the numbers are too small to call anything a change.
pub(super) fn before(language: Language, row: &CampaignFigures) -> String {
    before_of(language, row, Axis::Relevance)
}

/// The same of any axis.
fn before_of(language: Language, row: &CampaignFigures, axis: Axis) -> String {
    let others = row.timing_intent_before.unwrap_or_default();
    let (place, now) = match axis {
        Axis::Relevance => (0, row.relevance),
        Axis::Timing => (1, row.timing),
        Axis::Intent => (2, row.intent),
    };
    match row.relevance_before {
        Before::FirstRound => t!(language, "figure-first-round"),
        // Since start less what was said before it would be the answers that may not be shown.
        Before::Round(_) if row.shown(axis).is_none() => t!(language, "figure-none"),
        Before::Round(relevance) => {
            let before = [relevance, others[0], others[1]][place];
            if before.n >= CHANGE_MIN && now.n >= CHANGE_MIN {
                return high_of(language, before);
            }
            t!(
                language,
                "figure-since-start",
                of = high_of(language, row.since_start[place])
            )
        }
    }
}

/// "wrong person 2; known already 1."
pub(super) fn reasons(language: Language, counts: &[(Reason, u32)]) -> String {
    let parts: Vec<String> = counts
        .iter()
        .map(|(reason, count)| {
            t!(
                language,
                "figure-reason",
                reason = words::reason(language, *reason),
                count = *count
            )
        })
        .collect();
    t!(language, "figure-reasons", reasons = parts.join("; "))
}

/// "of 13 reached 5 warm, 6 lukewarm, 2 cold"; none where too few are known to show a split.
pub(super) fn warmth(language: Language, row: &CampaignFigures) -> Option<String> {
    let of = row.warmth;
    of.can_be_shown().then(|| {
        t!(
            language,
            "figure-warmth",
            known = of.known(),
            warm = of.warm,
            lukewarm = of.lukewarm,
            cold = of.cold
        )
    })
}

/// The name of a campaign, or of the leads without one.
pub(super) fn campaign_name(language: Language, row: &CampaignFigures) -> String {
    if row.campaign_id.is_none() || row.name.trim().is_empty() {
        t!(language, "campaign-none")
    } else {
        row.name.clone()
    }
}

/// The same with what each axis is compared with.
pub(super) fn campaign_lines_in_full(language: Language, row: &CampaignFigures) -> Vec<String> {
    let mut lines = campaign_lines(language, row);
    let axes = [Axis::Relevance, Axis::Timing, Axis::Intent].map(|of| {
        t!(
            language,
            "figure-axis-before",
            axis = words::axis(language, of),
            of = axis(language, row, of),
            before = before_of(language, row, of)
        )
    });
    lines.truncate(1);
    lines.push(t!(language, "figure-axes", axes = axes.join(", ")));
    lines
}

/// A campaign without a table: what became of its leads, and how they were judged.
pub(super) fn campaign_lines(language: Language, row: &CampaignFigures) -> Vec<String> {
    let verdicts = row.verdicts;
    let mut axes = vec![t!(
        language,
        "figure-axis-before",
        axis = words::axis(language, Axis::Relevance),
        of = axis(language, row, Axis::Relevance),
        before = before(language, row)
    )];
    for of in [Axis::Timing, Axis::Intent] {
        axes.push(t!(
            language,
            "figure-axis",
            axis = words::axis(language, of),
            of = axis(language, row, of)
        ));
    }
    vec![
        t!(
            language,
            "figure-campaign",
            rated = verdicts.rated(),
            accepted = verdicts.accepted,
            not_yet = verdicts.not_yet,
            rejected = verdicts.rejected,
            open = verdicts.open
        ),
        t!(language, "figure-axes", axes = axes.join(", ")),
    ]
}
