//! "Not this time" is one click, and nobody demands a reason.

use leadloop::domain::language::Language;
use leadloop::domain::member::WorkingDays;
use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_DIGEST, KARIN, SANNE, SECOND_ASK, THIRD_ASK, WRONG, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn one_click_and_the_leads_come_back(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Not this time").await;
    world.a_minute().await;
    let message = world.dm(SANNE);
    let plain = message.plain();
    assert!(
        plain.contains("Fine. They come back next round."),
        "{plain}"
    );
    assert_eq!(
        message.buttons(),
        ["Too early to say", "Too busy", "Not my leads"],
        "three words, none needed"
    );
    world.open(SANNE, "Too busy").await;
    world.a_minute().await;
    let message = world.dm(SANNE);
    assert!(
        message.plain().contains("Noted, thank you."),
        "{}",
        message.plain()
    );
    assert!(message.buttons().is_empty(), "{:?}", message.buttons());

    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: Nova Bouw, Kade 9"), "{ask}");
    assert!(!ask.contains("Karin set this up"), "explained once: {ask}");
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn twice_in_a_row_and_the_bot_offers_to_ask_less_often(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Not this time").await;
    world.a_minute().await;
    assert!(!world.dm(SANNE).plain().contains("less often"));
    world.until(SECOND_ASK).await;
    world.open(SANNE, "Not this time").await;
    world.a_minute().await;
    let plain = world.dm(SANNE).plain();
    assert!(plain.contains("Shall I ask less often?"), "{plain}");
    world.open(SANNE, "Every four weeks").await;
    world.a_minute().await;
    let asks = world.dms(SANNE);

    world.until("2026-12-14T20:00:00Z").await;
    assert_eq!(
        world.dms(SANNE),
        asks,
        "no ask in the next round: {:#?}",
        world.inbox(SANNE)
    );
    world.until("2026-12-28T20:00:00Z").await;
    assert_eq!(
        world.dms(SANNE),
        asks + 1,
        "four weeks later: {:#?}",
        world.inbox(SANNE)
    );
    world.end().await;
}

#[rstest]
#[case::keep("Keep it")]
#[case::pause("Pause")]
#[tokio::test]
async fn two_rounds_of_silence_and_the_bot_offers_it_too(
    #[case] choice: &str,
    #[values(Door::Socket, Door::Http)] door: Door,
) {
    let world = World::sanne_was_asked(door).await;
    world.until(FIRST_DIGEST).await;
    let first = world.inbox(SANNE).join("\n");
    assert!(!first.contains("less often"), "not after one: {first}");
    world.until("2026-12-07T20:00:00Z").await;
    let closed = world.message_with(SANNE, "Shall I ask less often?");
    assert_eq!(
        closed.buttons(),
        ["Rate 2 leads", "Every four weeks", "Pause", "Keep it"]
    );
    let karin = world.inbox(KARIN).join("\n");
    assert!(!karin.contains("less often"), "nobody is told: {karin}");
    let sanne = world.person(SANNE);
    sanne.press(&closed, choice).await.expect("answered");
    if choice == "Pause" {
        sanne
            .pick_date("Until (your first day back)", "2026-12-22")
            .await
            .expect("a date");
        assert!(world.save(SANNE).await.is_accepted());
        sanne.close().await.expect("closed");
    } else {
        world.a_minute().await;
        let offers = world.inbox(SANNE).join("\n");
        assert!(!offers.contains("less often"), "answered: {offers}");
    }
    let before = world.dms(SANNE);
    world.until(THIRD_ASK).await;
    let asked = world.dms(SANNE) - before;
    assert_eq!(
        asked,
        usize::from(choice == "Keep it"),
        "{:#?}",
        world.inbox(SANNE)
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn less_often_is_every_four_weeks_also_for_who_works_from_tuesday_on(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world
        .change_member(SANNE, |sanne| {
            sanne.asks_less_often = true;
            sanne.working_days = WorkingDays::from_bits(0b000_1110).expect("three days");
        })
        .await;
    let mut asked = Vec::new();
    for day in ["2026-11-17", "2026-12-01", "2026-12-15"] {
        world.until(&format!("{day}T08:00:00Z")).await;
        asked.push(world.dms(SANNE));
    }
    assert_eq!(asked, [1, 1, 2]);
    world.end().await;
}
