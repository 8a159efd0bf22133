//! The campaign's owner and the team lead read the ratings with names; nobody else does.

use futures_util::FutureExt as _;
use leadloop::domain::ids::{LoopId, MemberId, RoundId};
use leadloop::features::refusal::Refusal;
use leadloop::features::see_ratings::see_ratings;
use rstest::rstest;

use crate::world::{
    ACCEPTED, COMMENT, DIGEST_CHANNEL, Door, FIRST_CLOSE, FIRST_DIGEST, KARIN, MARIEKE, SANNE,
    WRONG, World,
};

const BUTTON: &str = "See the ratings";

/// Sanne has rated both her leads, the first with a comment.
async fn sanne_has_rated(door: Door, shows_names: bool) -> World {
    let world = World::sanne_was_asked(door).await;
    world_shows_names(&world, shows_names).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.choose(SANNE, ACCEPTED).await;
    world
        .person(SANNE)
        .type_text(COMMENT, "They plan in Excel, <@U0JORIS> knows")
        .await
        .expect("typed");
    assert!(world.save(SANNE).await.is_accepted());
    world.rate(SANNE, WRONG).await;
    world
}

async fn world_shows_names(world: &World, shows_names: bool) {
    let input = (world.tenant.clone(), shows_names);
    world
        .store
        .write(input, |tx, (tenant, shows_names)| {
            async move {
                let row = tx.feedback_loop(tenant, &LoopId::new("loop-1")).await?;
                let mut row = row.expect("a loop");
                row.settings.shows_names = *shows_names;
                tx.save_loop(tenant, &row).await
            }
            .boxed()
        })
        .await
        .expect("the store");
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_owner_reads_sannes_words_with_her_name(#[case] door: Door) {
    let world = sanne_has_rated(door, true).await;
    world.until(FIRST_CLOSE).await;
    let numbers = world.dm(MARIEKE);
    world
        .person(MARIEKE)
        .press(&numbers, BUTTON)
        .await
        .expect("a window");
    let ratings = world.window(MARIEKE);
    assert!(
        ratings.contains("Nova Bouw, Sanne: accepted. Relevance 5, timing 4, intent 4: warm"),
        "{ratings}"
    );
    assert!(
        ratings.contains("\"They plan in Excel, <@U0JORIS> knows\""),
        "as typed, and no mention: {ratings}"
    );
    assert!(
        ratings.contains("Kade 9, Sanne: rejected (company doesn't fit). Relevance 1"),
        "{ratings}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_team_lead_does_too_and_the_channel_does_not(#[case] door: Door) {
    let world = sanne_has_rated(door, false).await;
    world.until(FIRST_DIGEST).await;
    let digest = world.message_with(KARIN, "Benelux, round 1");
    world
        .person(KARIN)
        .press(&digest, BUTTON)
        .await
        .expect("a window");
    let ratings = world.window(KARIN);
    assert!(
        ratings.contains("Nova Bouw (Autumn webinar), Sanne: accepted"),
        "{ratings}"
    );
    let channel = world.person(KARIN).messages(DIGEST_CHANNEL).remove(0);
    assert!(!channel.plain().contains(BUTTON), "{}", channel.plain());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_loop_that_hides_names_shows_the_owner_none(#[case] door: Door) {
    let world = sanne_has_rated(door, false).await;
    world.until(FIRST_CLOSE).await;
    let numbers = world.dm(MARIEKE);
    assert!(!numbers.plain().contains(BUTTON), "{}", numbers.plain());
    world.end().await;

    // Names are hidden when the message with the button is there already.
    let world = sanne_has_rated(door, true).await;
    world.until(FIRST_CLOSE).await;
    world_shows_names(&world, false).await;
    world.open(MARIEKE, BUTTON).await;
    let said = world.window(MARIEKE);
    assert!(!said.contains("Sanne"), "{said}");
    assert!(said.contains("to its team leads only"), "{said}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_rep_is_refused(#[case] door: Door) {
    let world = sanne_has_rated(door, true).await;
    world.until(FIRST_CLOSE).await;
    let campaign = world.campaign_named("Autumn webinar").await;
    let (round, sanne) = (RoundId::new("first-of-loop-1"), MemberId::new(SANNE));
    for of in [None, Some(&campaign)] {
        let refused = see_ratings(&world.app, &world.tenant, &sanne, &round, of, 0)
            .await
            .expect("the store");
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
    }
    world.end().await;
}
