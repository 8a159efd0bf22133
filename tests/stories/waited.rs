//! An ask or a reminder could not be posted at its moment. When it could be, its rep has gone home or on leave, or
//! its loop has been stopped.

use leadloop::domain::language::Language;
use rstest::rstest;
use slack_sandbox::{Misbehaviour, Rule};

use crate::world::{Door, FIRST_DIGEST, JORIS, KARIN, SANNE, SECOND_ASK, World};

/// In the minute before the first ask.
const ASKED_NEXT: &str = "2026-11-16T08:29:30Z";
/// In the minute before the reminder: a Monday, at eight.
const REMINDED_NEXT: &str = "2026-11-23T06:59:30Z";

/// Sanne and Joris have two leads each.
async fn two_reps(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_loop(Language::English).await;
    world
}

/// At this instant, and for so many seconds, Slack wants no more messages.
async fn busy(world: &World, at: &str, seconds: u64) {
    world.until(at).await;
    let how = Misbehaviour::RateLimited {
        retry_after_s: seconds,
    };
    world.slack.faults().add(Rule::on("chat.postMessage", how));
}

async fn pause(world: &World, who: &str, first_day_back: &str) {
    let person = world.person(who);
    let opened = person.slash("/leadloop", "pause").await;
    opened.expect("the window opens");
    let picked = person.pick_date("Until (your first day back)", first_day_back);
    picked.await.expect("a date");
    assert!(world.save(who).await.is_accepted());
    person.close().await.expect("closed");
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_goes_on_leave_meanwhile_is_not_asked(#[case] door: Door) {
    let world = two_reps(door).await;
    busy(&world, ASKED_NEXT, 900).await;
    world.until("2026-11-16T08:35:00Z").await;
    pause(&world, SANNE, "2026-11-26").await;
    world.until("2026-11-16T09:00:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 1));
    world.until(FIRST_DIGEST).await;
    let digest = world.channel().remove(0);
    assert!(digest.contains("two leads were asked about"), "{digest}");
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Nova Bouw, Kade 9"), "{ask}");
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_back_sooner_than_they_said_is_asked_after_all(#[case] door: Door) {
    let world = two_reps(door).await;
    busy(&world, ASKED_NEXT, 900).await;
    world.until("2026-11-16T08:35:00Z").await;
    pause(&world, SANNE, "2026-11-26").await;
    world.until("2026-11-17T09:00:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 1));
    world.home(SANNE).await;
    let again = world.person(SANNE).press_in_home("Ask me again").await;
    again.expect("she is back");
    world.a_minute().await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Nova Bouw, Kade 9"), "{ask}");
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_back_soon_is_asked_then(#[case] door: Door) {
    let world = two_reps(door).await;
    busy(&world, ASKED_NEXT, 900).await;
    world.until("2026-11-16T08:35:00Z").await;
    pause(&world, SANNE, "2026-11-18").await;
    world.until("2026-11-18T06:59:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 1));
    world.until("2026-11-18T07:01:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "at eight on her first day back");
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_waits_and_an_extra_round_are_one_message(#[case] door: Door) {
    let world = two_reps(door).await;
    busy(&world, ASKED_NEXT, 900).await;
    world.until("2026-11-16T08:35:00Z").await;
    pause(&world, SANNE, "2026-11-18").await;
    let webinar = world.a_campaign("Spring webinar").await;
    world.a_lead("Acme", SANNE, &webinar, 6).await;
    world.a_lead("Globex", SANNE, &webinar, 6).await;
    let asked = world.command(KARIN, "ask now").await;
    assert!(asked.contains("on Wednesday 18 November"), "{asked}");
    world.until("2026-11-18T12:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn nobody_is_asked_in_the_evening(#[case] door: Door) {
    let world = two_reps(door).await;
    busy(&world, ASKED_NEXT, 12 * 3600).await;
    world.until("2026-11-17T06:59:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 0));
    world.until("2026-11-17T07:05:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 1));
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_goes_on_leave_meanwhile_is_not_reminded(#[case] door: Door) {
    let world = two_reps(door).await;
    busy(&world, REMINDED_NEXT, 900).await;
    world.until("2026-11-23T07:05:00Z").await;
    pause(&world, SANNE, "2026-11-25").await;
    world.until("2026-11-23T12:00:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 2));
    // What she was asked is still the place to answer, should she look.
    world.open(SANNE, "Rate 2 leads").await;
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_loop_that_is_paused_meanwhile_asks_and_reminds_nobody(
    #[case] door: Door,
    #[values(ASKED_NEXT, REMINDED_NEXT)] at: &str,
) {
    let world = two_reps(door).await;
    busy(&world, at, 900).await;
    let messages = world.dms(SANNE);
    world.a_minute().await;
    world.home(KARIN).await;
    let paused = world.person(KARIN).choose_overflow_in_home("Pause").await;
    paused.expect("the menu");
    world.until("2026-11-23T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), messages, "{:#?}", world.inbox(SANNE));
    drop(world.slack.take_refusals());
    world.end().await;
}
