//! A loop is edited while a round is open: that round goes on as it began, the next one follows the edit.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{BRIEFINGS, Door, FIRST_DIGEST, KARIN, SANNE, WRONG, World};

/// Karin edits the loop on the day after Sanne was asked.
async fn edits(world: &World, answers: &[(&str, &str)]) {
    world.until("2026-11-17T09:00:00Z").await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin.choose_overflow_in_home("Edit").await.expect("a form");
    world.choose(KARIN, answers).await;
}

async fn saves(world: &World) -> String {
    let previewed = world.save(KARIN).await;
    assert!(previewed.is_accepted(), "{previewed:?}");
    let preview = world.window(KARIN);
    assert!(world.save(KARIN).await.is_accepted());
    preview
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_open_round_keeps_its_window_and_its_end(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    // Before the loop, and with it her window, speaks Dutch.
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    let fewer = [
        ("Time to answer", "3 working days"),
        ("Language in channels", "Nederlands"),
    ];
    edits(&world, &fewer).await;
    let karin = world.person(KARIN);
    karin.pick_time("Time", "14:00").await.expect("a time");
    let moved = karin.pick_conversation("Channel for the digest", BRIEFINGS);
    moved.await.expect("a channel");
    saves(&world).await;
    world.until("2026-11-23T20:00:00Z").await;
    let digests = karin.messages(BRIEFINGS);
    assert!(
        digests.is_empty(),
        "three working days would have ended it on the 19th"
    );

    world.until(FIRST_DIGEST).await;
    assert_eq!(
        world.channel().len(),
        0,
        "the digest goes to the new channel"
    );
    let digests = karin.messages(BRIEFINGS);
    let digest = digests.first().expect("a digest").plain();
    assert!(
        digest.contains("Benelux, ronde 1"),
        "in the new language: {digest}"
    );

    let webinar = world.campaign_named("Autumn webinar").await;
    world.a_lead("Acme", SANNE, &webinar, 18).await;
    world.a_lead("Globex", SANNE, &webinar, 19).await;
    world.until("2026-11-30T12:59:00Z").await;
    let before = world.dms(SANNE);
    world.until("2026-11-30T13:01:00Z").await;
    assert_eq!(
        world.dms(SANNE),
        before + 1,
        "at two, from the next round on"
    );
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("donderdag 3 december"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_faster_rhythm_waits_for_the_end_of_the_open_round(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let faster = [
        ("How often", "Every week"),
        ("Time to answer", "3 working days"),
    ];
    edits(&world, &faster).await;
    let preview = saves(&world).await;
    assert!(
        preview.contains("Monday 30 November") && !preview.contains("Monday 23 November"),
        "the open round runs until the 23rd: {preview}"
    );
    world.until("2026-11-23T12:00:00Z").await;
    assert_eq!(
        world.dms(SANNE),
        2,
        "the ask and its reminder: {:#?}",
        world.inbox(SANNE)
    );
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.channel().len(), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_edit_between_fixing_and_asking_asks_once_at_the_new_time(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop_of(Language::English, &[SANNE]).await;
    // Fixed at half past nine on Sunday.
    world.until("2026-11-15T12:00:00Z").await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin.choose_overflow_in_home("Edit").await.expect("a form");
    karin.pick_time("Time", "11:00").await.expect("a time");
    saves(&world).await;
    world.until("2026-11-16T09:59:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until("2026-11-16T10:01:00Z").await;
    assert_eq!(world.dms(SANNE), 1);
    world.until("2026-11-18T12:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world.end().await;
}
