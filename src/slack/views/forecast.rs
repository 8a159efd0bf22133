//! Expected against found, in words: what marketing said beforehand, what sales found, and what the forecast
//! was before it was changed.

use jiff::civil::Date;

use super::figures::warmth;
use crate::domain::briefing::Forecast;
use crate::domain::figures::CampaignFigures;
use crate::domain::figures_briefing::{Agreement, FrozenForecast};
use crate::domain::language::Language;
use crate::texts::{dates, t};

/// Earlier values of a number that are told.
const EARLIER_MAX: usize = 3;

fn accepted(forecast: &Forecast) -> u8 {
    forecast.accepted_of_ten
}

fn warm(forecast: &Forecast) -> u8 {
    forecast.warm_of_ten
}

fn cold(forecast: &Forecast) -> u8 {
    forecast.cold_of_ten
}

/// " (was 5 until 12 November)"; nothing where the number was never changed.
fn was(language: Language, forecast: &FrozenForecast, number: fn(&Forecast) -> u8) -> String {
    let was = forecast.was(number);
    let told = was.iter().rev().take(EARLIER_MAX).rev();
    let told: Vec<String> = told
        .map(|(of_ten, until)| was_until(language, *of_ten, *until))
        .collect();
    match told.is_empty() {
        true => String::new(),
        false => t!(language, "forecast-was", was = told.join(", ")),
    }
}

fn was_until(language: Language, of_ten: u8, until: Date) -> String {
    t!(
        language,
        "forecast-was-until",
        of_ten = of_ten,
        date = dates::day_month(language, until)
    )
}

/// "Pricing guide: marketing expected 5 of 10 accepted, sales accepted 3 of 10 with a verdict."; none where
/// nothing was expected, or too little found.
pub(super) fn accepted_of_campaign(language: Language, row: &CampaignFigures) -> Option<String> {
    let found = row.accepted_against_expected()?;
    let key = match found.agreement() {
        Agreement::Agreed => "digest-expected-agreed",
        Agreement::Differs => "digest-expected-differs",
        Agreement::TooFew => "digest-expected-few",
    };
    Some(t!(
        language,
        key,
        campaign = row.name.as_str(),
        expected = found.forecast.forecast.accepted_of_ten,
        was = was(language, found.forecast, accepted),
        accepted = found.accepted,
        decided = found.decided
    ))
}

/// "Accepted: expected 5 of 10, found 8 of 15."; "too few" where too little was found; none without a
/// forecast.
pub(super) fn accepted_line(language: Language, row: &CampaignFigures) -> Option<String> {
    let forecast = row.forecast()?;
    let expected = forecast.forecast.accepted_of_ten;
    let was = was(language, forecast, accepted);
    Some(match row.accepted_against_expected() {
        Some(found) => t!(
            language,
            "forecast-accepted",
            expected = expected,
            was = was,
            accepted = found.accepted,
            decided = found.decided
        ),
        None => t!(
            language,
            "forecast-accepted-too-few",
            expected = expected,
            was = was
        ),
    })
}

/// "of ten reached 2 warm, 5 lukewarm, 3 cold" as expected.
fn warmth_expected(language: Language, forecast: &FrozenForecast) -> String {
    let it = forecast.forecast;
    t!(
        language,
        "forecast-warmth-expected",
        warm = it.warm_of_ten,
        was_warm = was(language, forecast, warm),
        lukewarm = it.lukewarm_of_ten(),
        cold = it.cold_of_ten,
        was_cold = was(language, forecast, cold)
    )
}

/// Warmth as expected and as found; as found alone where nothing was expected; none where too little is known
/// to show it and nothing was expected.
pub(super) fn warmth_line(language: Language, row: &CampaignFigures) -> Option<String> {
    let found = warmth(language, row);
    let expected = row.forecast().map(|it| warmth_expected(language, it));
    match (expected, found) {
        (Some(expected), Some(found)) => Some(t!(
            language,
            "forecast-warmth",
            expected = expected,
            found = found
        )),
        (Some(expected), None) => {
            Some(t!(language, "forecast-warmth-too-few", expected = expected))
        }
        (None, found) => found,
    }
}

/// "Pricing guide: expected 2 warm of ten reached, found 8 of 13."; only where the two are clearly apart.
pub(super) fn warmth_differs(language: Language, row: &CampaignFigures) -> Option<String> {
    let forecast = row.warmth_expected()?;
    let known = row.warmth.known();
    let expected = forecast.forecast.warm_of_ten;
    let agreement = Agreement::of(row.warmth.warm, known, expected);
    (agreement == Agreement::Differs).then(|| {
        t!(
            language,
            "digest-warmth-differs",
            campaign = row.name.as_str(),
            expected = expected,
            was = was(language, forecast, warm),
            warm = row.warmth.warm,
            known = known
        )
    })
}

/// "Its first lead came 4 days before its briefing."
pub(super) fn late(language: Language, row: &CampaignFigures) -> Option<String> {
    let days = row.days_late()?;
    Some(t!(
        language,
        "forecast-late",
        campaign = row.name.as_str(),
        days = days
    ))
}
