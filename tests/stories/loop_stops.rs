//! A loop is paused, goes on, and ends.

use rstest::rstest;

use crate::world::{Door, FIRST_ASK, KARIN, SANNE, SECOND_ASK, THIRD_ASK, World};
use leadloop::domain::language::Language;

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_paused_loop_asks_nobody_until_it_goes_on(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin
        .choose_overflow_in_home("Pause")
        .await
        .expect("the menu");
    let home = world.home_now(KARIN).await;
    assert!(home.contains("Benelux: paused."), "{home}");
    let refused = world.command(KARIN, "ask now").await;
    assert!(refused.contains("no running loop"), "{refused}");
    world.until(FIRST_ASK).await;
    assert_eq!(world.dms(SANNE), 0);
    let why = world.command(SANNE, "why").await;
    assert!(why.contains("Benelux is paused."), "{why}");
    karin
        .choose_overflow_in_home("Go on")
        .await
        .expect("the menu");
    let home = world.home_now(KARIN).await;
    assert!(home.contains("Next round: Monday 30 November."), "{home}");
    world.until("2026-11-29T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until(SECOND_ASK).await;
    assert_eq!(world.dms(SANNE), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_ended_loop_posts_nothing_more(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin
        .choose_overflow_in_home("End for good")
        .await
        .expect("the menu");
    let question = world.window(KARIN);
    assert!(question.contains("can't be started again"), "{question}");
    assert!(world.save(KARIN).await.is_accepted());
    world.a_minute().await;
    let home = world.home(KARIN).await;
    assert!(!home.contains("Benelux"), "{home}");
    world.until(THIRD_ASK).await;
    assert_eq!(
        (world.dms(SANNE), world.channel().len()),
        (1, 0),
        "neither a reminder nor a digest: {:#?}",
        world.inbox(SANNE)
    );
    let ask = world.dm(SANNE);
    assert!(
        !ask.plain().contains("[Rate"),
        "it has closed: {}",
        ask.plain()
    );
    world.end().await;
}
