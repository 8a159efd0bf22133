//! `/leadloop why` tells the true reason.

use rstest::rstest;

use crate::world::{Door, FIRST_DIGEST, SANNE, SECOND_ASK, WRONG, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn at_every_stage_of_a_lead(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let asked = world.command(SANNE, "why").await;
    let open = "Nova Bouw: stands in a message that is still open.";
    assert!(asked.contains(open), "{asked}");
    assert!(!asked.contains("No lead of yours"), "{asked}");

    world.until(FIRST_DIGEST).await;
    let missed = world.command(SANNE, "why").await;
    for line in [
        "two leads, none answered.",
        "Not answered by Monday 23 November; the leads come back.",
        "Nova Bouw: it comes in the next round.",
    ] {
        assert!(missed.contains(line), "no {line:?} in: {missed}");
    }

    world.until(SECOND_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    let webinar = world.campaign_named("Autumn webinar").await;
    world.a_lead("Helder IT", SANNE, &webinar, 30).await;
    let done = world.command(SANNE, "why").await;
    for line in [
        "two leads, two answered.",
        "No lead of yours is ready to be asked about now.",
        "Nova Bouw: is rated, and done.",
        "Helder IT: came in a moment ago, and can be asked about from Wednesday 2 December on.",
    ] {
        assert!(done.contains(line), "no {line:?} in: {done}");
    }
    world.end().await;
}
