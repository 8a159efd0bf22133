//! A team lead's Home tab: the round as it runs, what waits, and never who.

use rstest::rstest;

use crate::world::{Door, FIRST_CLOSE, JORIS, KARIN, PRIYA, SANNE, TOM, UNTOUCHED, WRONG, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_round_is_seen_live_in_counts(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let home = world.home(KARIN).await;
    assert!(
        home.contains("none of one asked have answered. None of two leads rated."),
        "{home}"
    );
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    let home = world.home(KARIN).await;
    assert!(home.contains("One of two leads rated."), "{home}");
    for rep in ["Sanne", "Joris", "Priya", "Tom"] {
        assert!(!home.contains(rep), "{rep} in {home}");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_waits_is_there_when_no_round_runs(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let webinar = world.campaign_named("Autumn webinar").await;
    world
        .a_lead_like("Oostwal", SANNE, &webinar, 5, |it| it.owner_id = None)
        .await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, UNTOUCHED).await;
    world.rate(SANNE, UNTOUCHED).await;
    world.until(FIRST_CLOSE).await;
    let home = world.home(KARIN).await;
    assert!(home.contains("One lead belongs to nobody."), "{home}");
    assert!(home.contains("leads wait for a first contact."), "{home}");
    let karin = world.person(KARIN);
    karin
        .press_in_home("See 2 waiting leads")
        .await
        .expect("a window");
    world.settle().await;
    let window = world.window(KARIN);
    assert!(window.contains("Nova Bouw"), "{window}");
    assert!(window.contains("Kade 9"), "{window}");
    karin.close().await.expect("the x");
    karin
        .press_in_home("Give it an owner")
        .await
        .expect("a window");
    world.settle().await;
    assert!(world.window(KARIN).contains("Oostwal"));
    for rep in [SANNE, JORIS, PRIYA, TOM] {
        assert!(!home.contains(rep), "{rep} in {home}");
    }
    world.end().await;
}
