//! The data holds what calendars on walls say.

use jiff::civil::date;
use rstest::rstest;

use super::*;

fn country(code: &str) -> Country {
    Country::from_code(code).unwrap()
}

#[rstest]
#[case::kings_day("NL", date(2026, 4, 27))]
#[case::kings_day_on_the_saturday_before_a_sunday("NL", date(2031, 4, 26))]
#[case::easter_monday("NL", date(2027, 3, 29))]
#[case::national_day("BE", date(2026, 7, 21))]
#[case::armistice("BE", date(2028, 11, 11))]
#[case::ascension("DE", date(2026, 5, 14))]
#[case::unity("DE", date(2040, 10, 3))]
#[case::epiphany_in_bavaria("DE-BY", date(2027, 1, 6))]
#[case::bastille("FR", date(2029, 7, 14))]
#[case::late_may("GB-ENG", date(2026, 5, 25))]
#[case::christmas_in_lieu("GB-ENG", date(2027, 12, 27))]
#[case::saint_andrew("GB-SCT", date(2026, 11, 30))]
#[case::orangemen("GB-NIR", date(2027, 7, 12))]
#[case::grand_duke("LU", date(2026, 6, 23))]
#[case::national_day("AT", date(2026, 10, 26))]
#[case::swiss("CH", date(2026, 8, 1))]
#[case::berchtold("CH-BE", date(2026, 1, 2))]
#[case::thanksgiving("US", date(2026, 11, 26))]
#[case::midsummer("SE", date(2026, 6, 20))]
#[case::constitution("NO", date(2026, 5, 17))]
#[case::anzac("AU", date(2028, 4, 25))]
#[case::waitangi("NZ", date(2026, 2, 6))]
#[case::throne_day("MA", date(2026, 7, 30))]
fn a_well_known_holiday_is_one(#[case] code: &str, #[case] day: Date) {
    assert!(country(code).is_holiday(day));
}

#[rstest]
#[case::a_tuesday_in_november("NL", date(2026, 11, 17))]
#[case::liberation_day_between_the_fives("NL", date(2026, 5, 5))]
#[case::bavarian_epiphany_in_hamburg("DE-HH", date(2027, 1, 6))]
#[case::saint_andrew_in_england("GB-ENG", date(2026, 11, 30))]
#[case::the_day_after_thanksgiving("US", date(2026, 11, 27))]
#[case::after_the_data("NL", date(2100, 12, 25))]
fn any_other_day_is_none(#[case] code: &str, #[case] day: Date) {
    assert!(!country(code).is_holiday(day));
}

#[test]
fn every_country_has_holidays_in_every_year_to_2040_and_its_dates_in_order() {
    let all: Vec<Country> = Country::all().collect();
    assert!(
        all.len() >= 60 && all.len() <= 98,
        "a list in Slack has room for 100: {}",
        all.len()
    );
    for country in all {
        assert!(country.dates().is_sorted(), "{country:?}");
        for year in 2024..=2040 {
            let of_year = country.holidays_between(date(year - 1, 12, 31), date(year, 12, 31));
            assert!(
                (3..=30).contains(&of_year.len()),
                "{country:?} {year}: {of_year:?}"
            );
        }
    }
}

#[rstest]
#[case("Europe/Amsterdam", Some("NL"))]
#[case("Europe/Brussels", Some("BE"))]
#[case("Europe/London", Some("GB-ENG"))]
#[case("America/New_York", Some("US"))]
#[case("Etc/UTC", None)]
#[case("nonsense", None)]
fn a_zone_tells_the_country(#[case] zone: &str, #[case] code: Option<&str>) {
    assert_eq!(Country::of_zone(zone).map(Country::code), code);
}

#[test]
fn every_zone_lies_in_a_country_that_is_known() {
    for (zone, code) in &KNOWN.zones {
        assert!(Country::from_code(code).is_some(), "{zone} {code}");
    }
}

#[test]
fn own_holidays_go_before_the_loops() {
    let (dutch, belgian) = (country("NL"), country("BE"));
    assert_eq!(OwnHolidays::OfTheLoop.country(Some(dutch)), Some(dutch));
    assert_eq!(OwnHolidays::Of(belgian).country(Some(dutch)), Some(belgian));
    assert_eq!(OwnHolidays::Nowhere.country(Some(dutch)), None);
    for own in [OwnHolidays::Nowhere, OwnHolidays::Of(belgian)] {
        assert_eq!(own.code().and_then(OwnHolidays::from_code), Some(own));
    }
    assert_eq!(OwnHolidays::from_code("XX"), None);
}

#[test]
fn an_operator_hears_of_the_end_of_the_data_two_years_before_it() {
    let in_year = |year: i16| -> Timestamp { format!("{year}-06-01T00:00:00Z").parse().unwrap() };
    let last = KNOWN.last_year;
    assert_eq!(ends_soon(in_year(last - 2)), None);
    assert_eq!(ends_soon(in_year(last - 1)), Some(last));
    assert_eq!(ends_soon(in_year(last + 3)), Some(last));
}
