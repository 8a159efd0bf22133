//! Everybody is asked in their own time, on their own days, and never on leave.

use leadloop::domain::feedback_loop::Cadence;
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

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_moves_before_it_is_fixed_is_asked_by_the_new_clock(#[case] door: Door) {
    let world = two_leads_for_everybody(door).await;
    world.until("2026-11-14T12:00:00Z").await;
    for (rep, zone) in [(SANNE, "America/New_York"), (TOM, "Pacific/Kiritimati")] {
        let moved = world.slack.set_timezone(rep, zone).await;
        moved.expect("somebody");
    }
    // Half past nine on Monday in Kiritimati, where the day begins first of all.
    world.until("2026-11-15T19:29:00Z").await;
    assert_eq!(asked(&world), [0, 0, 0, 0]);
    world.until("2026-11-15T19:31:00Z").await;
    assert_eq!(asked(&world), [0, 0, 0, 1]);
    world.until("2026-11-16T14:29:00Z").await;
    assert_eq!(asked(&world), [0, 1, 1, 1]);
    world.until("2026-11-16T14:31:00Z").await;
    assert_eq!(asked(&world), [1, 1, 1, 1]);
    world.until("2026-11-18T12:00:00Z").await;
    assert_eq!(asked(&world), [1, 1, 1, 1], "nobody twice");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_moves_in_mid_round_keeps_the_deadline_and_is_reminded_in_the_new_morning(
    #[case] door: Door,
) {
    let world = two_leads_for_everybody(door).await;
    world.until("2026-11-17T12:00:00Z").await;
    assert_eq!(asked(&world), [1, 1, 1, 1]);
    let moved = world.slack.set_timezone(SANNE, "America/New_York").await;
    moved.expect("Sanne");
    let ask = world.inbox(SANNE).remove(0);
    assert!(ask.contains("Monday 23 November, 17:00"), "{ask}");
    // Joris is reminded in Brussels on Sunday's next morning, Sanne when New York has eight o'clock.
    world.until("2026-11-23T12:59:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 2));
    world.until("2026-11-23T13:01:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (2, 2));
    let home = world.home(SANNE).await;
    assert!(
        home.contains("Monday 23 November, 11:00"),
        "the same instant: {home}"
    );
    world.until("2026-11-24T12:00:00Z").await;
    assert_eq!(world.dms(SANNE), 2);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn half_past_nine_stays_half_past_nine_when_the_clocks_change(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for rep in [SANNE, TOM] {
        for which in ["One", "Two"] {
            world
                .a_lead_like(&format!("{which} of {rep}"), rep, &webinar, 3, |it| {
                    it.came_in_at = "2027-03-01T09:00:00Z".parse().expect("an instant");
                })
                .await;
        }
    }
    world
        .a_loop_like(&[SANNE, TOM], |it| {
            it.anchor = "2027-03-15".parse().expect("a date");
            it.cadence = Cadence::Weeks { weeks: 4 };
            it.window_days = 10;
        })
        .await;
    // New York has had summer time for a day, Amsterdam gets it on the 28th, within the window.
    world.until("2027-03-15T08:31:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(TOM)), (1, 0));
    world.until("2027-03-15T13:29:00Z").await;
    assert_eq!(world.dms(TOM), 0);
    world.until("2027-03-15T13:31:00Z").await;
    assert_eq!(world.dms(TOM), 1);
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Monday 29 March, 17:00"), "{ask}");
    world.open(TOM, "Rate 2 leads").await;
    world.rate(TOM, WRONG).await;
    world.rate(TOM, WRONG).await;
    // 17:00 in summer is an hour earlier by the sun; the round closes with New York.
    world.until("2027-03-29T15:01:00Z").await;
    let home = world.home(SANNE).await;
    assert!(home.contains("The last round is closed."), "{home}");
    world.until("2027-03-30T06:59:00Z").await;
    assert_eq!(world.channel().len(), 0);
    world.until("2027-03-30T07:02:00Z").await;
    let digest = world.channel().remove(0);
    assert!(
        digest.contains("Benelux, round 1"),
        "at nine in summer time: {digest}"
    );
    world.until("2027-04-12T07:31:00Z").await;
    let next = world.dm(SANNE).plain();
    assert!(
        next.contains("Rate 2 leads"),
        "at half past nine in summer time: {next}"
    );
    world.end().await;
}
