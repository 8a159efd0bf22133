//! Somebody who is asked in two loops gets one message a day, and one cap.

use jiff::civil::date;
use leadloop::domain::ids::LoopId;
use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_ASK, SANNE, World};

/// Sanne is in two loops, and has seven leads, A to G; the second loop's first round is on this day.
async fn in_two_loops(door: Door, second_on: i8) -> World {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for (company, day) in ["A", "B", "C", "D", "E", "F", "G"].into_iter().zip(1..) {
        world.a_lead(company, SANNE, &webinar, day).await;
    }
    world.a_loop_like(&[SANNE], |_| {}).await;
    world
        .a_loop_like(&[SANNE], |it| {
            it.id = LoopId::new("loop-2");
            "Export".clone_into(&mut it.name);
            it.anchor = date(2026, 11, second_on);
        })
        .await;
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn on_one_day_she_gets_one_message(#[case] door: Door) {
    let world = in_two_loops(door, 16).await;
    world.until("2026-11-16T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: A, B, C, D, E"), "{ask}");
    world.until("2026-11-19T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    let why = world.command(SANNE, "why").await;
    assert!(why.contains("one message a day is enough"), "{why}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_full_ask_leaves_nothing_for_the_other_loop(#[case] door: Door) {
    let world = in_two_loops(door, 18).await;
    world.until("2026-11-18T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_home_tab_shows_what_is_open_in_either(#[case] door: Door) {
    let world = in_two_loops(door, 18).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 5 leads").await;
    for _ in 0..3 {
        world.rate(SANNE, ACCEPTED).await;
    }
    world.person(SANNE).close().await.expect("the x");
    world.until("2026-11-18T20:00:00Z").await;
    world.open(SANNE, "Rate 2 leads").await;
    for _ in 0..2 {
        world.rate(SANNE, ACCEPTED).await;
    }
    let home = world.home(SANNE).await;
    assert!(home.contains("Two leads are waiting"), "{home}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_other_loop_asks_about_others_as_many_as_are_done(#[case] door: Door) {
    let world = in_two_loops(door, 18).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 5 leads").await;
    for _ in 0..3 {
        world.rate(SANNE, ACCEPTED).await;
    }
    world.person(SANNE).close().await.expect("the x");
    world.until("2026-11-18T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 2, "{:#?}", world.inbox(SANNE));
    let ask = world.dm(SANNE).plain();
    assert!(
        ask.contains("Autumn webinar: F, G"),
        "D and E stand in the ask that is open: {ask}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_first_ask_stays_open_until_its_own_deadline(#[case] door: Door) {
    let world = in_two_loops(door, 18).await;
    world.until(FIRST_ASK).await;
    let first = world.dm(SANNE);
    world.open(SANNE, "Rate 5 leads").await;
    for _ in 0..3 {
        world.rate(SANNE, ACCEPTED).await;
    }
    world.person(SANNE).close().await.expect("the x");
    world.until("2026-11-18T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 2, "the other loop has asked");
    let first = world
        .person(SANNE)
        .messages_in_dm_with_app()
        .into_iter()
        .find(|it| it.ts == first.ts)
        .expect("the first ask");
    world
        .person(SANNE)
        .press(&first, "Go on")
        .await
        .expect("it is open still");
    let window = world.window(SANNE);
    assert!(window.contains("Lead 4 of 5"), "{window}");
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, ACCEPTED).await;
    world.a_minute().await;
    let records = world.inbox(SANNE);
    assert!(records[0].contains("Five leads rated"), "{records:#?}");
    world.end().await;
}
