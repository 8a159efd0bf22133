//! The command: what it can do, who may do it, and what it opens.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{Door, FIRST_ASK, JORIS, KARIN, SANNE, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_command_helps_explains_and_opens_what_one_asks_for(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;

    let help = world.command(SANNE, "help").await;
    assert!(help.contains("/leadloop pause"), "{help}");
    assert!(!help.contains("/leadloop ask now"), "a rep can't: {help}");
    let help = world.command(KARIN, "dance").await;
    assert!(help.contains("I don't know that one"), "{help}");
    assert!(help.contains("/leadloop ask now"), "{help}");
    let none = world.command(SANNE, "rate").await;
    assert!(none.contains("Nothing to rate now"), "{none}");

    world.until(FIRST_ASK).await;
    let why = world.command(SANNE, "why").await;
    assert!(why.contains("Asked on"), "{why}");
    assert!(why.contains("Nova Bouw"), "{why}");
    let of_other = world.command(KARIN, &format!("why <@{SANNE}|sanne>")).await;
    assert!(of_other.contains("Sanne"), "{of_other}");
    assert!(!of_other.contains("Nova Bouw"), "{of_other}");
    let refused = world.command(JORIS, &format!("why <@{SANNE}>")).await;
    assert!(refused.contains("Only the team leads"), "{refused}");
    let refused = world.command(JORIS, "ask now").await;
    assert!(refused.contains("Only the team leads"), "{refused}");

    let sanne = world.person(SANNE);
    sanne.slash("/leadloop", "rate").await.expect("an answer");
    let window = sanne.view().expect("a window").plain();
    assert!(window.contains("Lead 1 of 2"), "{window}");
    world.end().await;
}
