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
async fn a_round_lost_altogether_is_told_by_the_next_digest(#[case] door: Door) {
    let world = two_leads(door).await;
    away_until(&world, "2026-11-19T12:00:00Z").await;
    world.until("2026-11-30T15:00:00Z").await;
    assert_eq!(world.dms(TOM), 1, "only the next round asks");
    world.open(TOM, "Rate 2 leads").await;
    world.rate(TOM, WRONG).await;
    world.rate(TOM, WRONG).await;
    world.until("2026-12-09T12:00:00Z").await;
    let digest = world.inbox(KARIN).join("\n");
    assert!(digest.contains("leadloop was down when"), "{digest}");
    world.end().await;
}
