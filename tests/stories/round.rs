//! A whole round: the ask, the window, the record, the reminder, the owner's numbers, the digest.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_ASK, JORIS, KARIN, MARIEKE, SANNE, TIMING, WRONG, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_rep_is_asked_rates_and_reads_the_record(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;

    world.until("2026-11-16T08:29:00Z").await;
    assert_eq!(
        world.dms(SANNE),
        0,
        "nothing before half past nine in Amsterdam"
    );
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE);
    assert!(ask.plain().contains("Hi Sanne."), "{}", ask.plain());
    assert!(
        ask.plain().contains("Karin set this up"),
        "the first ask explains: {}",
        ask.plain()
    );
    assert!(
        ask.plain().contains("Autumn webinar: Nova Bouw, Kade 9"),
        "{}",
        ask.plain()
    );
    assert_eq!(world.dms(JORIS), 0, "nobody without leads is asked");

    world.open(SANNE, "Rate 2 leads").await;
    let window = world.window(SANNE);
    assert!(window.contains("Lead 1 of 2"), "{window}");
    world.rate(SANNE, ACCEPTED).await;
    let window = world.window(SANNE);
    assert!(window.contains("Lead 2 of 2"), "{window}");
    assert!(window.contains("Saved: Nova Bouw."), "{window}");
    world.choose(SANNE, &WRONG[..1]).await;
    let folded = world.window(SANNE);
    assert!(!folded.contains(TIMING), "folded away: {folded}");
    world.rate(SANNE, &WRONG[1..]).await;
    assert!(
        world.person(SANNE).view().is_none(),
        "the last lead closes the window"
    );

    world.until("2026-11-16T09:00:00Z").await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Two leads rated"), "{record}");
    assert!(
        record.contains("Nova Bouw: accepted. Relevance 5, timing 4, intent 4: warm"),
        "{record}"
    );

    world.until("2026-11-30T12:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "no reminder for somebody who is done");
    let numbers = world.message_with(MARIEKE, "Autumn webinar: Benelux, round 1");
    let numbers = numbers.plain();
    assert!(numbers.contains("Tuesday 24 November, 09:00"), "{numbers}");
    let digest = world.dm(KARIN).plain();
    assert!(
        digest.contains("Benelux, round 1 (leads of 3–4 November): 1 accepted"),
        "{digest}"
    );
    assert!(digest.contains("1 of 90 accepted leads"), "{digest}");
    let posted = world.channel().pop().expect("the channel's digest");
    assert!(
        !posted.contains("Sanne"),
        "no rep's name in a channel: {posted}"
    );
    world.end().await;
}
