//! Answers that come when the round has closed.

use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_DIGEST, JORIS, KARIN, SANNE, SECOND_ASK, UNTOUCHED, WRONG, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_is_saved_after_the_close_counts_in_the_next_digest(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    let first = world.channel().remove(0);
    assert!(first.contains("0 accepted"), "{first}");
    let window = world.window(SANNE);
    assert!(window.contains("Lead 2 of 2"), "{window}");
    world.rate(SANNE, ACCEPTED).await;
    world.a_minute().await;
    let record = world.inbox(SANNE).remove(0);
    assert!(record.contains("Kade 9: accepted"), "{record}");

    let webinar = world.campaign_named("Autumn webinar").await;
    world.a_lead("Helder IT", JORIS, &webinar, 17).await;
    world.a_lead("Oostwal", JORIS, &webinar, 18).await;
    world.until(SECOND_ASK).await;
    world.open(JORIS, "Rate 2 leads").await;
    world.rate(JORIS, UNTOUCHED).await;
    world.rate(JORIS, WRONG).await;
    world.until("2026-12-08T09:00:00Z").await;
    let second = world.message_with(KARIN, "Benelux, round 2").plain();
    assert!(second.contains("1 accepted"), "{second}");
    assert!(
        second.contains("Late answers counted from round 1: 1."),
        "{second}"
    );
    assert_eq!(world.channel()[0], first, "a posted digest never changes");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_home_tab_says_that_it_is_late_and_takes_answers(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let home = world.home(SANNE).await;
    assert!(
        home.contains("Two leads are waiting for your opinion until Monday 23 November, 17:00."),
        "{home}"
    );
    world.until(FIRST_DIGEST).await;
    let home = world.home(SANNE).await;
    assert!(
        home.contains(
            "The last round is closed. Two leads can still be rated, and count in the next digest."
        ),
        "{home}"
    );
    let sanne = world.person(SANNE);
    sanne.press_in_home("Rate 2 leads").await.expect("a window");
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let record = world.inbox(SANNE).remove(0);
    assert!(record.contains("Two leads rated"), "{record}");
    assert!(
        !record.contains("This round:"),
        "nothing was counted: {record}"
    );
    world.end().await;
}
