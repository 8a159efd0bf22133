//! People add leads that no import knows.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, ALL_ASKED, DIGEST_CHANNEL, Door, FIRST_CLOSE, FIRST_DIGEST, JORIS, KARIN, MARIEKE,
    PRIYA, SANNE, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_rep_adds_one_is_asked_about_it_and_marketing_does_not_count_it(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for rep in [SANNE, JORIS, PRIYA] {
        world
            .a_lead(&format!("One of {rep}"), rep, &webinar, 3)
            .await;
        world
            .a_lead(&format!("Two of {rep}"), rep, &webinar, 4)
            .await;
    }
    world.a_loop(Language::English).await;
    let sanne = world.person(SANNE);
    sanne.shortcut("Add a lead").await.expect("the modal");
    let modal = world.window(SANNE);
    assert!(
        modal.contains("It becomes yours, and stays out of marketing's numbers."),
        "{modal}"
    );
    assert!(
        !world.save(SANNE).await.is_accepted(),
        "a lead needs a name"
    );
    sanne
        .type_text("Company", "Oostwal & Co")
        .await
        .expect("a company");
    world.choose(SANNE, &[("Campaign", "Autumn webinar")]).await;
    assert!(world.save(SANNE).await.is_accepted());
    let said = world.window(SANNE);
    assert!(said.contains("Oostwal & Co is added"), "{said}");
    sanne.close().await.expect("closed");

    world.until(ALL_ASKED).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Oostwal & Co"), "{ask}");
    for (rep, leads) in [(SANNE, 3), (JORIS, 2), (PRIYA, 2)] {
        world.open(rep, &format!("Rate {leads} leads")).await;
        for _ in 0..leads {
            world.rate(rep, ACCEPTED).await;
        }
    }
    world.until(FIRST_CLOSE).await;
    // New York has nobody to ask; London closes an hour later.
    world.until("2026-11-23T17:10:00Z").await;
    let numbers = world.dm(MARIEKE).plain();
    assert!(numbers.contains("6 rated: 6 accepted"), "{numbers}");
    world.until(FIRST_DIGEST).await;
    let digest = &world.channel()[0];
    assert!(digest.contains("7 accepted"), "in the totals: {digest}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_message_becomes_a_lead(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_loop(Language::English).await;
    let said = "Oostwal rang: they want to plan three plants.";
    let message = world.person(JORIS).post(DIGEST_CHANNEL, said).await;
    let sanne = world.person(SANNE);
    sanne
        .message_shortcut("Add as a lead", &message.expect("posted"))
        .await
        .expect("the modal");
    let modal = sanne.view().expect("a modal");
    let wants = modal
        .inputs()
        .into_iter()
        .find(|it| it.label == "What do they want?");
    assert_eq!(wants.expect("the question").chosen, [said]);
    sanne
        .type_text("Company", "Oostwal")
        .await
        .expect("a company");
    assert!(world.save(SANNE).await.is_accepted());
    sanne.close().await.expect("closed");

    world.until(ALL_ASKED).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    let window = world.window(SANNE);
    assert!(
        window.contains("Oostwal") && window.contains(said),
        "{window}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_team_lead_adds_one_for_a_rep(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_loop(Language::English).await;
    let karin = world.person(KARIN);
    karin.shortcut("Add a lead").await.expect("the modal");
    karin.type_text("Company", "Kade 9").await.expect("typed");
    assert!(world.save(KARIN).await.is_accepted());
    let said = world.window(KARIN);
    assert!(
        said.contains("Kade 9 is added. It belongs to nobody yet"),
        "{said}"
    );
    karin.close().await.expect("closed");
    let home = world.home(KARIN).await;
    assert!(home.contains("One lead belongs to nobody."), "{home}");

    karin.shortcut("Add a lead").await.expect("the modal");
    karin.type_text("Company", "Oostwal").await.expect("typed");
    karin
        .pick_user("Whose lead is it?", MARIEKE)
        .await
        .expect("somebody in marketing");
    assert!(!world.save(KARIN).await.is_accepted(), "not a rep");
    karin
        .pick_user("Whose lead is it?", SANNE)
        .await
        .expect("a rep");
    assert!(world.save(KARIN).await.is_accepted());
    karin.close().await.expect("closed");
    world.until(ALL_ASKED).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Oostwal") && !ask.contains("Kade 9"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn one_that_a_colleague_added_is_known_already(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    for (rep, said) in [
        (SANNE, "Oostwal is added"),
        (JORIS, "Oostwal is known already: Sanne has it."),
        (SANNE, "Oostwal is added"),
    ] {
        let person = world.person(rep);
        person.shortcut("Add a lead").await.expect("the modal");
        let typed = person.type_text("Company", "Oostwal").await;
        typed.expect("a company");
        let typed = person.type_text("Person", "Femke").await;
        typed.expect("a person");
        assert!(world.save(rep).await.is_accepted());
        let window = world.window(rep);
        assert!(window.contains(said), "no {said:?} in:\n{window}");
        person.close().await.expect("closed");
    }
    world.end().await;
}
