//! Stopping half-way loses nothing.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_ASK, FOLLOW_UP, RELEVANCE, SANNE, WRONG, World};

async fn three_leads(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Oostwal", SANNE, &webinar, 5).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 3 leads").await;
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_x_keeps_what_was_said(#[case] door: Door) {
    let world = three_leads(door).await;
    world.rate(SANNE, ACCEPTED).await;
    world.choose(SANNE, &WRONG[..2]).await;
    world.person(SANNE).close().await.expect("the x");
    world.a_minute().await;

    let message = world.dm(SANNE);
    assert!(
        message.plain().contains("1 of 3 rated."),
        "{}",
        message.plain()
    );
    assert_eq!(world.dms(SANNE), 1, "no new message");
    world.open(SANNE, "Go on").await;
    let window = world.window(SANNE);
    assert!(
        window.contains("Lead 2 of 3") && window.contains("Kade 9"),
        "{window}"
    );
    let inputs = world.person(SANNE).view().expect("a window").inputs();
    let chosen = |label: &str| {
        let input = inputs.iter().find(|it| it.label == label);
        input.map(|it| it.chosen.clone()).unwrap_or_default()
    };
    assert_eq!(chosen(FOLLOW_UP), ["Nothing yet"]);
    assert_eq!(chosen(RELEVANCE), ["1 – Not our customer"]);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_skipped_lead_comes_last_with_its_draft(#[case] door: Door) {
    let world = three_leads(door).await;
    world.choose(SANNE, &WRONG[..2]).await;
    world
        .person(SANNE)
        .press_in_view("Skip for now")
        .await
        .expect("skipped");
    let window = world.window(SANNE);
    assert!(window.contains("Kade 9"), "{window}");
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, ACCEPTED).await;
    let window = world.window(SANNE);
    assert!(
        window.contains("Nova Bouw"),
        "the skipped one is last: {window}"
    );
    assert!(window.contains("[Save and finish]"), "{window}");
    world.rate(SANNE, &WRONG[2..]).await;
    assert!(world.person(SANNE).view().is_none());
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(
        record.contains("Nova Bouw: rejected (company doesn't fit). Relevance 1"),
        "{record}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_skips_everything_twice_is_let_go(#[case] door: Door) {
    let world = three_leads(door).await;
    world.rate(SANNE, ACCEPTED).await;
    let sanne = world.person(SANNE);
    for company in ["Kade 9", "Oostwal", "Kade 9", "Oostwal"] {
        let window = world.window(SANNE);
        assert!(window.contains(company), "{window}");
        sanne.press_in_view("Skip for now").await.expect("skipped");
        world.settle().await;
    }
    let window = world.window(SANNE);
    assert!(window.contains("What you skipped stays open"), "{window}");
    sanne.close().await.expect("closed");
    world.a_minute().await;
    let message = world.dm(SANNE).plain();
    assert!(message.contains("1 of 3 rated."), "{message}");
    world.open(SANNE, "Go on").await;
    let window = world.window(SANNE);
    assert!(window.contains("Kade 9"), "{window}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_double_click_skips_one_lead(#[case] door: Door) {
    let world = three_leads(door).await;
    world.choose(SANNE, &WRONG[..2]).await;
    let sanne = world.person(SANNE);
    sanne.press_in_view("Skip for now").await.expect("skipped");
    let clicked = world
        .slack
        .deliveries()
        .into_iter()
        .rfind(|it| it.payload["type"] == "block_actions")
        .expect("a click");
    world
        .slack
        .repeat(&clicked.id)
        .await
        .expect("an acknowledgement");
    world.settle().await;
    let window = world.window(SANNE);
    assert!(window.contains("Kade 9"), "not skipped unseen: {window}");
    let inputs = sanne.view().expect("a window").inputs();
    let chosen: Vec<_> = inputs.iter().flat_map(|it| it.chosen.clone()).collect();
    assert!(chosen.is_empty(), "not the other lead's: {chosen:?}");
    // The second click came with the hash of a view that was gone.
    drop(world.slack.take_refusals());
    world.end().await;
}
