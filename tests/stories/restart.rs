//! The bot is stopped and started again. Nothing is lost, and nothing comes twice.

use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_DIGEST, KARIN, SANNE, WRONG, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_round_goes_on_where_it_was(#[case] door: Door) {
    let mut world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.restart().await;
    let window = world.window(SANNE);
    assert!(window.contains("Lead 2 of 2"), "it is still open: {window}");
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let [record] = &world.inbox(SANNE)[..] else {
        panic!("one message: {:#?}", world.inbox(SANNE));
    };
    assert!(record.contains("Two leads rated"), "{record}");
    world.restart().await;
    world.until(FIRST_DIGEST).await;
    world.restart().await;
    world.a_minute().await;
    let digests = world.inbox(KARIN);
    let of_round = digests.iter().filter(|it| it.contains("Benelux, round 1"));
    assert_eq!(of_round.count(), 1, "{digests:#?}");
    world.end().await;
}
