//! Two people write at one briefing: the second is shown what the first changed, and loses nothing.

use rstest::rstest;

use crate::world::{Door, KARIN, MARIEKE, World};
use crate::writing_a_briefing::title;

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_second_is_shown_what_the_first_changed_and_loses_nothing(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop_with_briefings().await;
    world.a_campaign("Pricing guide").await;
    for person in [MARIEKE, KARIN] {
        world.open_briefing(person).await;
        world.choose(person, &[("Campaign", "Pricing guide")]).await;
        world.settle().await;
        world.promise(person).await;
    }
    let goal = |text| ("Goal in one line", text);
    let not_for = |text| ("Who is it not for?", text);
    world
        .type_in(KARIN, &[goal("30 demos"), not_for("students, IT")])
        .await;
    assert!(world.save(KARIN).await.is_accepted());

    world
        .type_in(
            MARIEKE,
            &[goal("5 pilots"), ("Who is it for?", "plant managers")],
        )
        .await;
    assert!(world.save(MARIEKE).await.is_accepted());
    let shown = world.window(MARIEKE);
    for seen in [
        "Karin changed this briefing while you were writing:",
        "Goal: 30 demos",
        "Not for: students, IT",
        "5 pilots",
        "plant managers",
    ] {
        assert!(shown.contains(seen), "no {seen:?} in:\n{shown}");
    }
    assert_eq!(title(&world, MARIEKE), "1 · The promise");
    assert!(world.save(MARIEKE).await.is_accepted(), "on top of it");
    world.expectation(MARIEKE).await;
    assert!(world.save(MARIEKE).await.is_accepted());
    assert!(world.save(MARIEKE).await.is_accepted());
    let preview = world.window(MARIEKE);
    for seen in ["5 pilots", "plant managers"] {
        assert!(preview.contains(seen), "no {seen:?} in:\n{preview}");
    }

    // Karin is at her second page, on what Marieke has changed since: she hears of it there.
    world
        .choose(
            KARIN,
            &[("Out of ten leads, how many will sales accept?", "7")],
        )
        .await;
    world
        .choose(
            KARIN,
            &[
                ("Out of ten reached, how many warm?", "1"),
                ("… and how many cold?", "1"),
            ],
        )
        .await;
    assert!(world.save(KARIN).await.is_accepted());
    let shown = world.window(KARIN);
    assert!(shown.contains("Marieke changed this briefing"), "{shown}");
    assert!(shown.contains("Goal: 5 pilots"), "{shown}");
    assert!(shown.contains("Accepted of ten: 5"), "{shown}");
    assert!(world.save(KARIN).await.is_accepted());
    assert!(world.save(KARIN).await.is_accepted());
    let preview = world.window(KARIN);
    assert!(preview.contains("7 accepted"), "{preview}");
    assert!(preview.contains("5 pilots"), "{preview}");
    world.end().await;
}
