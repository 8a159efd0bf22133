//! Slack delivers a thing again when it believes that it got lost. That changes nothing.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_ASK, FIRST_CLOSE, FIRST_DIGEST, KARIN, MARIEKE, SANNE, SECOND_ASK, World,
};

/// Delivers once more what Slack delivered last: the same payload, as a first retry.
async fn again(world: &World) {
    let last = world.slack.deliveries().pop().expect("a delivery");
    world.slack.repeat(&last.id).await.expect("an answer");
    world.a_minute().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn declined_once_is_silent_once(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Not this time").await;
    again(&world).await;
    let declined = world.dm(SANNE).plain();
    assert!(
        declined.contains("Fine. They come back next round."),
        "{declined}"
    );
    assert!(!declined.contains("less often"), "{declined}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_lead_is_added_once(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    let sanne = world.person(SANNE);
    for company in ["Oostwal", "Kade 9"] {
        sanne.shortcut("Add a lead").await.expect("the modal");
        sanne.type_text("Company", company).await.expect("typed");
        assert!(world.save(SANNE).await.is_accepted());
        again(&world).await;
        sanne.close().await.expect("closed");
    }
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Hi Sanne. Two of your leads"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_campaign_is_made_once_and_an_owner_answers_once(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.home(MARIEKE).await;
    let marieke = world.person(MARIEKE);
    marieke
        .press_in_home("Add a campaign")
        .await
        .expect("the form");
    marieke
        .type_text("Name", "Spring fair")
        .await
        .expect("typed");
    assert!(world.save(MARIEKE).await.is_accepted());
    again(&world).await;
    let home = world.home(MARIEKE).await;
    assert_eq!(home.matches("Spring fair").count(), 1, "{home}");

    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, ACCEPTED).await;
    world.until(FIRST_CLOSE).await;
    world.open(MARIEKE, "Answer in one line").await;
    marieke
        .type_text("What will you change?", "More of this.")
        .await
        .expect("typed");
    assert!(world.save(MARIEKE).await.is_accepted());
    again(&world).await;
    marieke.close().await.expect("closed");
    let messages = world.dms(MARIEKE);
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.dms(MARIEKE), messages);
    let digest = &world.channel()[0];
    assert_eq!(digest.matches("More of this.").count(), 1, "{digest}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_extra_round_is_held_once(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.until("2026-11-09T09:00:00Z").await;
    let asked = world.command(KARIN, "ask now").await;
    assert_eq!(asked, "One person is asked now.");
    again(&world).await;
    world.until("2026-11-13T20:00:00Z").await;
    let asks = world
        .inbox(SANNE)
        .iter()
        .filter(|it| it.contains("see below"))
        .count();
    assert_eq!(
        (world.dms(SANNE), asks),
        (1, 0),
        "{:#?}",
        world.inbox(SANNE)
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn two_clicks_on_one_button_open_one_ask_and_count_one_answer(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    again(&world).await;
    world.rate(SANNE, ACCEPTED).await;
    again(&world).await;
    let record = world.dm(SANNE).plain();
    assert_eq!(record.matches("accepted").count(), 2, "{record}");
    world.until(FIRST_DIGEST).await;
    let digest = &world.channel()[0];
    assert!(digest.contains("2 accepted"), "{digest}");
    world.until(SECOND_ASK).await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world.end().await;
}
