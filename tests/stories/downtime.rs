//! The bot was down when somebody was to be asked.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{Door, FIRST_DIGEST, JORIS, KARIN, SANNE, SECOND_ASK, TOM, WRONG, World};

async fn two_leads(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_lead("Acme", TOM, &webinar, 3).await;
    world.a_lead("Globex", TOM, &webinar, 4).await;
    world.a_loop(Language::English).await;
    // Everything is fixed when it stops.
    world.until("2026-11-15T20:00:00Z").await;
    world
}

/// Nothing happens until this instant, as if the bot were not there.
async fn away_until(world: &World, at: &str) {
    world.clock.advance_to(at.parse().expect("an instant"));
    world.settle().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn up_to_a_day_late_the_ask_goes_out(#[case] door: Door) {
    let world = two_leads(door).await;
    away_until(&world, "2026-11-16T21:00:00Z").await;
    assert_eq!(world.dms(SANNE), 0, "not at ten in the evening");
    world.until("2026-11-17T06:59:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until("2026-11-17T07:01:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "at eight the next morning");
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    let digest = world.inbox(KARIN).join("\n");
    assert!(!digest.contains("leadloop was down"), "{digest}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn more_than_a_day_late_nobody_is_asked_and_the_digest_says_so(#[case] door: Door) {
    let world = two_leads(door).await;
    away_until(&world, "2026-11-17T12:00:00Z").await;
    // Noon in Amsterdam; in New York it is seven in the morning, and not a day late.
    world.until("2026-11-17T13:01:00Z").await;
    assert_eq!(world.dms(TOM), 1, "{:#?}", world.inbox(TOM));
    world.open(TOM, "Rate 2 leads").await;
    world.rate(TOM, WRONG).await;
    world.rate(TOM, WRONG).await;
    world.until("2026-11-27T12:00:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 0));
    let digest = world.inbox(KARIN).join("\n");
    assert!(digest.contains("leadloop was down when"), "{digest}");
    world.until(SECOND_ASK).await;
    assert_eq!(
        (world.dms(SANNE), world.dms(JORIS)),
        (1, 1),
        "the next round comes"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_round_lost_altogether_is_told_in_the_channel_once(#[case] door: Door) {
    let world = two_leads(door).await;
    // Two in the night: the word waits for the morning.
    away_until(&world, "2026-11-20T01:00:00Z").await;
    world.a_minute().await;
    assert_eq!(world.channel().len(), 0);
    world.until("2026-11-20T07:05:00Z").await;
    assert_eq!(
        world.channel(),
        [
            "leadloop was down when the round of Benelux on Monday 16 November was due, so that round was left out. \
             The leads come in the next one, on Monday 30 November."
        ]
    );
    assert_eq!(world.dms(KARIN), 0, "the channel is enough");
    let why = world.command(SANNE, "why").await;
    assert!(why.contains("leadloop was down"), "{why}");
    world.until("2026-11-30T15:00:00Z").await;
    assert_eq!(world.dms(TOM), 1, "only the next round asks");
    world.open(TOM, "Rate 2 leads").await;
    world.rate(TOM, WRONG).await;
    world.rate(TOM, WRONG).await;
    world.until("2026-12-09T12:00:00Z").await;
    let digest = world.inbox(KARIN).join("\n");
    assert!(digest.contains("Benelux, round 2"), "{digest}");
    assert!(!digest.contains("leadloop was down"), "once: {digest}");
    let told = world.channel();
    let told = told.iter().filter(|it| it.contains("leadloop was down"));
    assert_eq!(told.count(), 1, "{:#?}", world.channel());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn without_a_channel_the_team_leads_hear_of_a_lost_round(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world
        .a_loop_like(&[SANNE], |it| {
            it.digest_channel = None;
            it.language = Language::Dutch;
        })
        .await;
    world.until("2026-11-15T20:00:00Z").await;
    away_until(&world, "2026-11-18T10:00:00Z").await;
    world.a_minute().await;
    let told = world.dm(KARIN).plain();
    assert!(
        told.contains("leadloop lag stil toen de ronde van Benelux van maandag 16 november"),
        "{told}"
    );
    assert!(told.contains("op maandag 30 november"), "{told}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn nobody_hears_of_a_lost_round_where_nothing_was_lost(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    world.until("2026-11-15T20:00:00Z").await;
    away_until(&world, "2026-11-19T12:00:00Z").await;
    world.until("2026-11-20T12:00:00Z").await;
    assert_eq!(world.channel().len(), 0, "there was no lead to ask about");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_loop_that_is_paused_meanwhile_tells_nothing_of_a_lost_round(#[case] door: Door) {
    let world = two_leads(door).await;
    away_until(&world, "2026-11-20T01:00:00Z").await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    let paused = karin.choose_overflow_in_home("Pause").await;
    paused.expect("the menu");
    world.until("2026-11-25T12:00:00Z").await;
    assert_eq!(world.channel().len(), 0);
    world.end().await;
}
