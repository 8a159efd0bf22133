//! What people decide for themselves: pause, working days, language.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{Door, FIRST_ASK, SANNE, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn somebody_pauses_and_chooses_a_language(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let ask = world.dm(SANNE);
    let sanne = world.person(SANNE);

    sanne
        .choose_overflow(&ask, "Pause me until…")
        .await
        .expect("the menu");
    sanne
        .pick_date("Until (your first day back)", "2026-11-16")
        .await
        .expect("a date");
    let today = sanne.submit().await.expect("an answer");
    assert!(!today.is_accepted(), "today is refused in the form");
    sanne
        .pick_date("Until (your first day back)", "2026-12-01")
        .await
        .expect("a date");
    assert!(sanne.submit().await.expect("an answer").is_accepted());
    let said = sanne.view().expect("a word about it").plain();
    assert!(said.contains("nothing until"), "{said}");
    sanne.close().await.expect("closed");

    sanne.slash("/leadloop", "settings").await.expect("a modal");
    sanne
        .choose("Language", "Nederlands")
        .await
        .expect("a language");
    assert!(sanne.submit().await.expect("an answer").is_accepted());
    sanne.close().await.expect("closed");
    world.settle().await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Hoi Sanne"), "the open ask changes too: {ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn other_settings_leave_the_language_with_the_loop(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::Dutch).await;
    let sanne = world.person(SANNE);
    let chosen = |question: &str| {
        let view = sanne.view().expect("a modal");
        let found = view.inputs().into_iter().find(|it| it.label == question);
        found.expect("the question").chosen
    };
    sanne.slash("/leadloop", "settings").await.expect("a modal");
    assert_eq!(chosen("Taal"), ["Zoals mijn feedbackloop"]);
    world.choose(SANNE, &[("Taal", "English")]).await;
    assert!(world.save(SANNE).await.is_accepted());
    sanne.close().await.expect("closed");

    sanne.slash("/leadloop", "settings").await.expect("a modal");
    assert_eq!(chosen("Language"), ["English"]);
    let loops = [("Language", "As my feedback loop")];
    world.choose(SANNE, &loops).await;
    assert!(world.save(SANNE).await.is_accepted());
    let said = world.window(SANNE);
    assert!(said.contains("Je instellingen zijn opgeslagen"), "{said}");
    sanne.close().await.expect("closed");
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Hoi Sanne"), "{ask}");
    world.end().await;
}
