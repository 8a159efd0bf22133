//! Dutch for who chose it, in a loop that speaks English; and a Dutch loop.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{Door, FIRST_ASK, FIRST_DIGEST, REJECTED_IN_DUTCH, SANNE, SECOND_ASK, World};

async fn two_leads(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Herfstwebinar").await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_lead("Kade 9", SANNE, &webinar, 4).await;
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_chose_dutch_gets_dutch(#[case] door: Door) {
    let world = two_leads(door).await;
    world.a_loop(Language::English).await;
    world
        .change_member(SANNE, |sanne| sanne.language = Some(Language::Dutch))
        .await;
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Hoi Sanne."), "{ask}");
    assert!(ask.contains("Herfstwebinar: Nova Bouw, Kade 9"), "{ask}");
    assert!(ask.contains("Karin heeft dit aangezet"), "{ask}");
    world.open(SANNE, "2 leads beoordelen").await;
    let window = world.window(SANNE);
    assert!(window.starts_with("Lead 1 van 2"), "{window}");
    assert!(
        window.contains("[Later verder] [Opslaan en verder]"),
        "{window}"
    );
    world.rate(SANNE, REJECTED_IN_DUTCH).await;
    let window = world.window(SANNE);
    assert!(window.contains("Opgeslagen: Nova Bouw."), "{window}");
    world.rate(SANNE, REJECTED_IN_DUTCH).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Twee leads beoordeeld"), "{record}");
    assert!(record.contains("Nova Bouw: afgewezen"), "{record}");
    world.until(FIRST_DIGEST).await;
    let channel = world.channel().join("\n");
    assert!(
        channel.contains("Benelux, round 1"),
        "the loop's language: {channel}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_dutch_loop_writes_dutch_in_its_channel(#[case] door: Door) {
    let world = two_leads(door).await;
    world.a_loop(Language::Dutch).await;
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Hoi Sanne."), "{ask}");
    world.open(SANNE, "2 leads beoordelen").await;
    world.rate(SANNE, REJECTED_IN_DUTCH).await;
    world.rate(SANNE, REJECTED_IN_DUTCH).await;
    world.until(FIRST_DIGEST).await;
    let channel = world.channel().join("\n");
    assert!(channel.contains("Benelux, ronde 1"), "{channel}");
    assert!(!channel.contains("round"), "{channel}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_button_in_the_first_ask_changes_it_and_all_that_follows(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let ask = world.dm(SANNE).plain();
    assert!(
        ask.contains("Hi Sanne.") && ask.contains("Karin set this up"),
        "{ask}"
    );
    world.open(SANNE, "Praat Nederlands met me").await;
    world.a_minute().await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Hoi Sanne."), "{ask}");
    assert!(
        ask.contains("Karin heeft dit aangezet"),
        "who, why and what not: {ask}"
    );
    assert_eq!(world.dms(SANNE), 1, "the message there is edited");

    world.open(SANNE, "Speak English with me").await;
    world.a_minute().await;
    let ask = world.dm(SANNE).plain();
    assert!(
        ask.contains("Hi Sanne.") && ask.contains("Karin set this up"),
        "{ask}"
    );
    world.open(SANNE, "Praat Nederlands met me").await;
    world.a_minute().await;
    world.open(SANNE, "2 leads beoordelen").await;
    let window = world.window(SANNE);
    assert!(window.starts_with("Lead 1 van 2"), "{window}");
    world.rate(SANNE, REJECTED_IN_DUTCH).await;
    world.rate(SANNE, REJECTED_IN_DUTCH).await;

    let webinar = world.campaign_named("Autumn webinar").await;
    world.a_lead("Helder IT", SANNE, &webinar, 17).await;
    world.a_lead("Oostwal", SANNE, &webinar, 18).await;
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Hoi Sanne."), "{ask}");
    assert!(
        !ask.contains("Speak English"),
        "it is in the first only: {ask}"
    );
    assert!(!ask.contains("Karin heeft dit aangezet"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn in_a_dutch_loop_every_window_is_dutch(#[case] door: Door) {
    let world = two_leads(door).await;
    world.a_loop(Language::Dutch).await;
    world.until(FIRST_ASK).await;
    let sanne = world.person(SANNE);
    let home = world.home(SANNE).await;
    assert!(home.contains("2 leads beoordelen"), "{home}");
    let ask = world.dm(SANNE);
    sanne
        .choose_overflow(&ask, "Pauzeer tot…")
        .await
        .expect("the menu");
    let pause = world.window(SANNE);
    assert!(
        pause.starts_with("Pauzeren") && pause.contains("[Annuleren]"),
        "{pause}"
    );
    sanne.cancel().await.expect("closed");
    world.open(SANNE, "2 leads beoordelen").await;
    sanne.press_in_view("Niet mijn lead").await.expect("a view");
    let whose = world.window(SANNE);
    assert!(whose.contains("Van wie is deze lead?"), "{whose}");
    let help = world.command(SANNE, "help").await;
    assert!(help.contains("Dit kan ik"), "{help}");
    world.end().await;
}
