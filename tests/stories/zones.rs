//! Everybody is asked in their own time, on their own days, and never on leave.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{Door, JORIS, KARIN, PRIYA, SANNE, TOM, WRONG, World};
use leadloop::domain::member::WorkingDays;

async fn two_leads_for_everybody(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for rep in [SANNE, JORIS, PRIYA, TOM] {
        world
            .a_lead(&format!("One of {rep}"), rep, &webinar, 3)
            .await;
        world
            .a_lead(&format!("Two of {rep}"), rep, &webinar, 4)
            .await;
    }
    world.a_loop(Language::English).await;
    world
}

fn asked(world: &World) -> [usize; 4] {
    [SANNE, JORIS, PRIYA, TOM].map(|rep| world.dms(rep))
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn at_half_past_nine_of_ones_own_morning(#[case] door: Door) {
    let world = two_leads_for_everybody(door).await;
    world.until("2026-11-16T08:29:00Z").await;
    assert_eq!(asked(&world), [0, 0, 0, 0]);
    world.until("2026-11-16T08:31:00Z").await;
    assert_eq!(asked(&world), [1, 1, 0, 0], "Amsterdam and Brussels");
    world.until("2026-11-16T09:31:00Z").await;
    assert_eq!(asked(&world), [1, 1, 1, 0], "London");
    world.until("2026-11-16T14:29:00Z").await;
    assert_eq!(asked(&world), [1, 1, 1, 0]);
    world.until("2026-11-16T14:31:00Z").await;
    assert_eq!(asked(&world), [1, 1, 1, 1], "New York");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_travels_is_asked_once(#[case] door: Door) {
    let world = two_leads_for_everybody(door).await;
    // It is fixed: on Sunday, 24 hours ahead.
    world.until("2026-11-15T12:00:00Z").await;
    world
        .change_member(SANNE, |sanne| {
            "America/New_York".clone_into(&mut sanne.zone);
        })
        .await;
    world.until("2026-11-17T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world
        .change_member(SANNE, |sanne| {
            "Europe/Amsterdam".clone_into(&mut sanne.zone);
        })
        .await;
    world.until("2026-11-19T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_part_timer_is_asked_on_a_working_day(#[case] door: Door) {
    let world = two_leads_for_everybody(door).await;
    world
        .change_member(JORIS, |joris| {
            joris.working_days = WorkingDays::from_bits(0b000_0110).expect("days");
        })
        .await;
    // Tuesdays and Wednesdays: the second lead is ripe on the tenth.
    world.until("2026-11-17T06:59:00Z").await;
    assert_eq!(asked(&world), [1, 0, 1, 1]);
    world.until("2026-11-17T08:31:00Z").await;
    assert_eq!(asked(&world), [1, 1, 1, 1]);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_on_leave_hears_nothing_and_is_not_named(#[case] door: Door) {
    let world = two_leads_for_everybody(door).await;
    world
        .change_member(JORIS, |joris| {
            joris.paused_until = Some("2026-12-01T07:00:00Z".parse().expect("an instant"));
        })
        .await;
    world.until("2026-11-16T08:31:00Z").await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until("2026-11-24T09:00:00Z").await;
    assert_eq!(world.dms(JORIS), 0, "{:#?}", world.inbox(JORIS));
    let digest = &world.inbox(KARIN)[0];
    assert!(digest.contains("one away"), "{digest}");
    assert!(!digest.contains("Joris"), "{digest}");
    for said in world.channel() {
        assert!(!said.contains("Joris"), "{said}");
    }
    world.end().await;
}
