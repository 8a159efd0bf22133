//! Leads that people add, pass on and give an owner; the owner's one line.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{Door, FIRST_ASK, FIRST_CLOSE, JORIS, KARIN, MARIEKE, SANNE, TOM, WRONG, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_rep_adds_a_lead_by_the_shortcut(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_campaign("Autumn webinar").await;
    world.a_loop(Language::English).await;
    let sanne = world.person(SANNE);
    sanne.shortcut("add_lead").await.expect("the modal");
    let nameless = sanne.submit().await.expect("an answer");
    assert!(!nameless.is_accepted(), "a lead needs a name");
    sanne
        .type_text("Company", "Oostwal & Co")
        .await
        .expect("a company");
    sanne
        .choose("Campaign", "Autumn webinar")
        .await
        .expect("a campaign");
    assert!(sanne.submit().await.expect("an answer").is_accepted());
    let said = sanne.view().expect("a word about it").plain();
    assert!(said.contains("Oostwal & Co is added"), "{said}");
    sanne.close().await.expect("closed");

    let karin = world.person(KARIN);
    karin.shortcut("add_lead").await.expect("the modal");
    let modal = karin.view().expect("a modal").plain();
    assert!(modal.contains("Whose lead is it?"), "{modal}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_lead_that_is_not_mine_goes_to_a_colleague(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let sanne = world.person(SANNE);
    world.open(SANNE, "Rate 2 leads").await;
    sanne
        .press_in_view("Not my lead")
        .await
        .expect("a view over it");
    sanne
        .pick_user("pass_to", MARIEKE)
        .await
        .expect("somebody in marketing");
    let refused = sanne.submit().await.expect("an answer");
    assert!(!refused.is_accepted(), "marketing takes no leads");
    sanne
        .pick_user("pass_to", JORIS)
        .await
        .expect("a colleague");
    assert!(sanne.submit().await.expect("an answer").is_accepted());
    let window = sanne.view().expect("the next lead").plain();
    assert!(window.contains("Kade 9"), "{window}");
    world.settle().await;
    assert_eq!(
        world.owner_of("lead-Nova Bouw").await.as_deref(),
        Some(JORIS)
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_owner_answers_in_one_line_and_leads_get_owners(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Zonder Baas", MARIEKE, &webinar, 4).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    // The window closes on Monday at five; the digest goes out the next working morning.
    world.until(FIRST_CLOSE).await;
    let marieke = world.person(MARIEKE);
    world.open(MARIEKE, "Answer in one line").await;
    marieke
        .type_text("What will you change?", "Fewer small firms from now on.")
        .await
        .expect("a line");
    assert!(marieke.submit().await.expect("an answer").is_accepted());
    let said = marieke.view().expect("a word about it").plain();
    assert!(said.contains("Your answer stands in the digest"), "{said}");
    marieke.close().await.expect("closed");

    world.until("2026-11-24T12:00:00Z").await;
    let karin = world.person(KARIN);
    let digest = world.message_with(KARIN, "Give");
    karin
        .press(&digest, "give_owners")
        .await
        .expect("the list of leads");
    let list = karin.view().expect("a list").plain();
    assert!(list.contains("Zonder Baas"), "{list}");
    karin.pick_user("give_owner", TOM).await.expect("an owner");
    let list = karin.view().expect("a list").plain();
    assert!(list.contains("goes to Tom"), "{list}");
    assert_eq!(
        world.owner_of("lead-Zonder Baas").await.as_deref(),
        Some(TOM)
    );
    world.end().await;
}
