//! Working time over clock changes, weekends, part-time weeks and leave.

use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;
use crate::domain::holidays::Country;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse::<jiff::Zoned>().unwrap().timestamp()
}

fn days(bits: u8) -> WorkingDays {
    WorkingDays::from_bits(bits).unwrap()
}

const WEEK: u8 = 0b001_1111;
const WEDNESDAY_AND_FRIDAY: u8 = 0b001_0100;

#[test]
fn a_time_that_the_clock_skips_moves_forward_and_one_that_comes_twice_is_the_earlier() {
    let amsterdam = zone("Europe/Amsterdam");
    assert_eq!(
        local_instant(date(2026, 3, 29), time(2, 30, 0, 0), &amsterdam),
        at("2026-03-29T03:30[Europe/Amsterdam]")
    );
    assert_eq!(
        local_instant(date(2026, 10, 25), time(2, 30, 0, 0), &amsterdam),
        at("2026-10-25T02:30+02:00[Europe/Amsterdam]")
    );
}

#[test]
fn a_working_moment_is_kept_and_any_other_moves_to_the_next_one() {
    let amsterdam = zone("Europe/Amsterdam");
    let next = |from: &str, bits, away: Option<&str>| {
        let away = away.map(|until| at(&format!("{until}[Europe/Amsterdam]")));
        next_working_moment(
            at(&format!("{from}[Europe/Amsterdam]")),
            &amsterdam,
            days(bits),
            away,
        )
    };
    let on = |text: &str| at(&format!("{text}[Europe/Amsterdam]"));
    assert_eq!(next("2026-11-17T09:30", WEEK, None), on("2026-11-17T09:30"));
    assert_eq!(next("2026-11-17T08:00", WEEK, None), on("2026-11-17T08:00"));
    assert_eq!(next("2026-11-17T07:59", WEEK, None), on("2026-11-17T08:00"));
    assert_eq!(next("2026-11-17T18:00", WEEK, None), on("2026-11-18T08:00"));
    assert_eq!(next("2026-11-20T18:30", WEEK, None), on("2026-11-23T08:00"));
    assert_eq!(
        next("2026-11-20T18:30", WEDNESDAY_AND_FRIDAY, None),
        on("2026-11-25T08:00")
    );
    assert_eq!(
        next("2026-11-17T09:30", WEEK, Some("2026-11-21T00:00")),
        on("2026-11-23T08:00")
    );
    assert_eq!(
        next("2026-11-17T09:30", WEEK, Some("2026-11-18T13:00")),
        on("2026-11-18T13:00")
    );
    assert_eq!(
        next("2026-11-17T09:30", WEEK, Some("2026-11-01T00:00")),
        on("2026-11-17T09:30")
    );
}

#[test]
fn a_day_lost_at_the_date_line_is_jumped_over() {
    // Samoa had no 30 December 2011, a Friday.
    let apia = zone("Pacific/Apia");
    let moment = next_working_moment(
        at("2011-12-29T20:00[Pacific/Apia]"),
        &apia,
        days(0b001_0000),
        None,
    );
    assert_eq!(
        zone("Pacific/Apia").to_datetime(moment).date(),
        date(2012, 1, 6)
    );
}

#[test]
fn working_days_are_counted_from_the_day_after() {
    let friday = date(2026, 11, 20);
    assert_eq!(add_working_days(friday, 1, days(WEEK)), date(2026, 11, 23));
    assert_eq!(add_working_days(friday, 0, days(WEEK)), friday);
    assert_eq!(
        add_working_days(friday, 3, days(WEDNESDAY_AND_FRIDAY)),
        date(2026, 12, 2)
    );
    assert_eq!(
        subtract_working_days(date(2026, 11, 23), 2, days(WEEK)),
        date(2026, 11, 19)
    );
    assert_eq!(
        working_days_between(friday, date(2026, 11, 23), days(WEEK)),
        1
    );
    assert_eq!(
        working_days_between(friday, date(2026, 11, 22), days(WEEK)),
        0
    );
    assert_eq!(
        working_days_between(friday, date(2026, 11, 2), days(WEEK)),
        0
    );
}

#[test]
fn a_window_of_five_working_days_ends_a_week_later_at_five() {
    let monday = date(2026, 11, 16);
    for name in [
        "Europe/Amsterdam",
        "America/Los_Angeles",
        "Pacific/Auckland",
    ] {
        assert_eq!(
            deadline(monday, 5, &zone(name)),
            at(&format!("2026-11-23T17:00[{name}]"))
        );
    }
}

#[test]
fn a_digest_waits_for_the_next_working_morning() {
    let home = zone("Europe/Amsterdam");
    let digest = |closed: &str| digest_instant(at(closed), &home, WorkingCalendar::default());
    let tuesday = at("2026-11-24T09:00[Europe/Amsterdam]");
    assert_eq!(digest("2026-11-23T17:00[Europe/Amsterdam]"), tuesday);
    assert_eq!(
        digest("2026-11-20T17:00[Europe/Amsterdam]"),
        at("2026-11-23T09:00[Europe/Amsterdam]")
    );
    // 02:00 on Tuesday at home: owners still get a day to answer.
    assert_eq!(
        digest("2026-11-23T17:00[America/Los_Angeles]"),
        at("2026-11-25T09:00[Europe/Amsterdam]")
    );
    assert_eq!(digest("2026-11-23T17:00[Pacific/Auckland]"), tuesday);
}

#[test]
fn the_reminder_comes_at_four_fifths_in_working_hours() {
    let zone = zone("Europe/Amsterdam");
    let sent = at("2026-11-16T09:00[Europe/Amsterdam]");
    let deadline = deadline(date(2026, 11, 16), 5, &zone);
    let reminder = |bits, away| reminder_instant(sent, deadline, &zone, days(bits), away);
    // 80 % of 176 hours is on Sunday.
    assert_eq!(
        reminder(WEEK, None),
        Some(at("2026-11-23T08:00[Europe/Amsterdam]"))
    );
    assert_eq!(reminder(WEDNESDAY_AND_FRIDAY, None), None);
    assert_eq!(
        reminder(WEEK, Some(at("2026-11-23T17:00[Europe/Amsterdam]"))),
        None
    );
    let sent_on_the_last_day = at("2026-11-23T08:00[Europe/Amsterdam]");
    assert_eq!(
        reminder_instant(sent_on_the_last_day, deadline, &zone, days(WEEK), None),
        None
    );
    assert_eq!(
        reminder_instant(deadline, sent, &zone, days(WEEK), None),
        None
    );
}

#[test]
fn a_lead_ripens_two_working_days_after_it_came_in() {
    let zone = zone("Europe/Amsterdam");
    let ripe = |text: &str, bits| ripens_at(at(text), &zone, days(bits));
    let tuesday = at("2026-11-24T15:00[Europe/Amsterdam]");
    assert_eq!(ripe("2026-11-20T15:00[Europe/Amsterdam]", WEEK), tuesday);
    assert_eq!(ripe("2026-11-21T15:00[Europe/Amsterdam]", WEEK), tuesday);
    assert_eq!(
        ripe("2026-11-20T15:00[Europe/Amsterdam]", WEDNESDAY_AND_FRIDAY),
        at("2026-11-27T15:00[Europe/Amsterdam]")
    );
}

proptest! {
    #[test]
    fn a_working_moment_is_in_working_hours_and_the_first_one(
        seconds in 0_i64..2_500_000_000, bits in 1_u8..128, away in prop::option::of(0_i64..3_000_000),
        name in prop::sample::select(vec!["Europe/Amsterdam", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kathmandu"]),
    ) {
        let (zone, days) = (zone(name), days(bits));
        let from = Timestamp::from_second(seconds).unwrap();
        let away = away.map(|more| Timestamp::from_second(seconds + more).unwrap());
        let moment = next_working_moment(from, &zone, days, away);
        let local = zone.to_datetime(moment);
        prop_assert!(moment >= from && away.is_none_or(|until| moment >= until));
        prop_assert!(days.contains(local.weekday()));
        prop_assert!(local.time() >= WORKING_HOURS.0 && local.time() < WORKING_HOURS.1);
        prop_assert_eq!(next_working_moment(moment, &zone, days, away), moment);
    }

    #[test]
    fn adding_working_days_and_counting_them_agree(offset in 0_i64..20_000, count in 0_u32..60, bits in 1_u8..128) {
        let from = date(1990, 1, 1).saturating_add(offset.days());
        let to = add_working_days(from, count, days(bits));
        prop_assert_eq!(working_days_between(from, to, days(bits)), count);
    }
}

fn dutch(bits: u8) -> WorkingCalendar {
    WorkingCalendar {
        days: days(bits),
        country: Country::from_code("NL"),
    }
}

#[test]
fn a_holiday_is_no_working_day() {
    let amsterdam = zone("Europe/Amsterdam");
    let on = |text: &str| at(&format!("{text}[Europe/Amsterdam]"));
    // Christmas Day is a Friday, Boxing Day a Saturday.
    assert_eq!(
        next_working_moment(on("2026-12-25T09:30"), &amsterdam, dutch(WEEK), None),
        on("2026-12-28T08:00")
    );
    assert_eq!(
        add_working_days(date(2026, 12, 24), 1, dutch(WEEK)),
        date(2026, 12, 28)
    );
    assert_eq!(
        subtract_working_days(date(2026, 4, 8), 2, dutch(WEEK)),
        date(2026, 4, 2),
        "Good Friday and Easter Monday lie between"
    );
    assert_eq!(
        digest_instant(on("2026-12-24T17:00"), &amsterdam, dutch(WEEK)),
        on("2026-12-28T09:00")
    );
    // King's Day and Liberation Day.
    let (from, to) = (date(2026, 4, 20), date(2026, 4, 29));
    assert_eq!(working_days_between(from, to, dutch(WEEK)), 6);
    assert_eq!(working_days_between(from, to, days(WEEK)), 7);
}

#[test]
fn who_works_one_day_a_week_waits_for_the_first_that_is_no_holiday() {
    let only_fridays = dutch(0b001_0000);
    // 25 December and 1 January are both Fridays.
    assert_eq!(
        next_working_moment(
            at("2026-12-24T09:30[Europe/Amsterdam]"),
            &zone("Europe/Amsterdam"),
            only_fridays,
            None
        ),
        at("2027-01-08T08:00[Europe/Amsterdam]")
    );
}

#[test]
fn an_answer_window_takes_no_notice_of_holidays() {
    assert_eq!(deadline_date(date(2026, 12, 24), 3), date(2026, 12, 29));
}

#[test]
fn a_day_that_a_zone_left_out_is_nobodys_working_day() {
    let apia = zone("Pacific/Apia");
    // Apia went from Thursday 29 December 2011 to Saturday the 31st.
    assert_eq!(
        local_instant(date(2011, 12, 30), time(9, 30, 0, 0), &apia),
        at("2011-12-31T09:30[Pacific/Apia]")
    );
    assert_eq!(
        next_working_moment(
            at("2011-12-29T18:30[Pacific/Apia]"),
            &apia,
            days(WEEK),
            None
        ),
        at("2012-01-02T08:00[Pacific/Apia]")
    );
}

proptest! {
    #[test]
    fn working_days_are_counted_as_they_are_walked(
        start in 0_i64..7_000, length in 0_i64..90, bits in 1_u8..128,
        code in prop::sample::select(vec!["NL", "CN", "GB-SCT"]),
    ) {
        let from = date(2024, 6, 1).saturating_add(start.days());
        let to = from.saturating_add(length.days());
        let calendar = WorkingCalendar { days: days(bits), country: Country::from_code(code) };
        let mut walked = 0;
        let mut day = from;
        while day < to {
            day = day.tomorrow().unwrap();
            walked += u32::from(calendar.works_on(day));
        }
        prop_assert_eq!(working_days_between(from, to, calendar), walked);
        if walked > 0 {
            prop_assert!(add_working_days(from, walked, calendar) <= to);
        }
    }
}
