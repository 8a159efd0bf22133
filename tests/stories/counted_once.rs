//! A lead is counted once in a digest, and an answer in one digest.

use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_DIGEST, JORIS, KARIN, SANNE, SECOND_ASK, UNTOUCHED, WRONG, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_last_answer_on_a_lead_is_the_one_that_counts(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    // After the close she can't say yet; in the next round she can.
    world.rate(SANNE, UNTOUCHED).await;
    world.a_minute().await;
    let webinar = world.campaign_named("Autumn webinar").await;
    world.a_lead("Helder IT", SANNE, &webinar, 18).await;
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Kade 9") && ask.contains("Helder IT"), "{ask}");
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.until("2026-12-08T09:00:00Z").await;
    let second = world.message_with(KARIN, "Benelux, round 2").plain();
    assert!(
        second.contains("2 were asked about, 2 rated, 2 got a verdict"),
        "{second}"
    );
    assert!(!second.contains("Late answers"), "{second}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_late_answer_counts_its_lead_as_asked_about(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.until(FIRST_DIGEST).await;
    world.home(SANNE).await;
    let sanne = world.person(SANNE);
    sanne.press_in_home("Rate 2 leads").await.expect("a window");
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    let webinar = world.campaign_named("Autumn webinar").await;
    for company in ["Helder IT", "Oostwal"] {
        world.a_lead(company, JORIS, &webinar, 18).await;
    }
    world.until(SECOND_ASK).await;
    world.open(JORIS, "Rate 2 leads").await;
    world.rate(JORIS, WRONG).await;
    world.until("2026-12-08T09:00:00Z").await;
    let second = world.message_with(KARIN, "Benelux, round 2").plain();
    assert!(second.contains("4 were asked about, 3 rated"), "{second}");
    assert!(
        second.contains("Two people asked, two answered"),
        "{second}"
    );
    assert!(
        second.contains("Late answers counted from round 1: 2."),
        "{second}"
    );
    world.end().await;
}
