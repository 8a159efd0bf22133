//! Several people of one company share a card.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_ASK, SANNE, WRONG, World};
use leadloop::domain::ids::LeadId;

/// Three people of Nova Bouw and one of Kade 9, in the window.
async fn a_window_with_three_of_one_company(door: Door) -> World {
    let world = World::begin(door).await;
    let fair = world.a_campaign("Trade fair").await;
    for (n, person) in ["Sanne de Wit", "J. Bos", "P. Kok"].into_iter().enumerate() {
        world
            .a_lead_like("Nova Bouw", SANNE, &fair, 3, |lead| {
                lead.id = LeadId::new(format!("lead-nova-{n}"));
                lead.identity = format!("test:nova-{n}");
                lead.facts.person = Some(person.to_owned());
            })
            .await;
    }
    world.a_lead("Kade 9", SANNE, &fair, 4).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Trade fair: Nova Bouw (3), Kade 9"), "{ask}");
    world.open(SANNE, "Rate 4 leads").await;
    let window = world.window(SANNE);
    assert!(window.contains("Lead 1 of 4"), "{window}");
    assert!(
        window.contains("And two more from Nova Bouw: J. Bos, P. Kok."),
        "{window}"
    );
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn one_answer_for_all(#[case] door: Door) {
    let world = a_window_with_three_of_one_company(door).await;
    world.choose(SANNE, ACCEPTED).await;
    world
        .choose(SANNE, &[("The same company", "Same for the other two")])
        .await;
    world.save(SANNE).await;
    let window = world.window(SANNE);
    assert!(
        window.contains("Lead 4 of 4") && window.contains("Kade 9"),
        "{window}"
    );
    world.rate(SANNE, WRONG).await;
    assert!(world.person(SANNE).view().is_none());
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    for person in ["Sanne de Wit", "J. Bos", "P. Kok"] {
        let line = format!("Nova Bouw ({person}): accepted");
        assert!(record.contains(&line), "{record}");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn or_a_card_for_each(#[case] door: Door) {
    let world = a_window_with_three_of_one_company(door).await;
    world.rate(SANNE, ACCEPTED).await;
    for (place, company) in [(2, "Nova Bouw"), (3, "Nova Bouw"), (4, "Kade 9")] {
        let window = world.window(SANNE);
        assert!(window.contains(&format!("Lead {place} of 4")), "{window}");
        assert!(window.contains(company), "{window}");
        world.rate(SANNE, WRONG).await;
    }
    assert!(world.person(SANNE).view().is_none());
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert_eq!(record.matches("): accepted").count(), 1, "{record}");
    assert_eq!(record.matches("): rejected").count(), 2, "{record}");
    world.end().await;
}
