//! An answer may be changed until the next ask; a posted digest never is.

use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_DIGEST, KARIN, SANNE, SECOND_ASK, VERDICT, WRONG, World};

async fn both_rated(door: Door) -> World {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    world
}

/// Opens the answer about a lead from the record.
async fn change(world: &World, lead: &str) {
    let record = world.dm(SANNE);
    world
        .person(SANNE)
        .choose_in(&record, "Change an answer", lead)
        .await
        .expect("the window opens");
}

fn digest_of(world: &World, round: u32) -> String {
    let heading = format!("Benelux, round {round}");
    let digest = world.channel().into_iter().find(|it| it.contains(&heading));
    digest.unwrap_or_else(|| panic!("no digest of round {round}: {:#?}", world.channel()))
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn before_the_close_the_change_counts_in_the_digest(#[case] door: Door) {
    let world = both_rated(door).await;
    change(&world, "Kade 9").await;
    let window = world.window(SANNE);
    assert!(window.starts_with("Change answer"), "{window}");
    assert!(window.contains("[Save]"), "{window}");
    world.rate(SANNE, ACCEPTED).await;
    assert!(world.person(SANNE).view().is_none(), "back to the record");
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Kade 9: accepted"), "{record}");
    world.until(FIRST_DIGEST).await;
    let digest = digest_of(&world, 1);
    assert!(digest.contains("2 accepted"), "{digest}");
    assert!(!digest.contains("Late answers"), "{digest}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn after_the_close_the_next_digest_says_so_and_does_not_count_it_again(#[case] door: Door) {
    let world = both_rated(door).await;
    world.until(FIRST_DIGEST).await;
    let first = digest_of(&world, 1);
    assert!(first.contains("1 accepted"), "{first}");
    let record = world.dm(SANNE).plain();
    assert!(
        record.contains("This round:"),
        "told what came of it: {record}"
    );

    change(&world, "Kade 9").await;
    world.rate(SANNE, ACCEPTED).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Kade 9: accepted"), "{record}");

    let webinar = world.a_campaign("Pricing guide").await;
    world.a_lead("Helder IT", SANNE, &webinar, 17).await;
    world.a_lead("Oostwal", SANNE, &webinar, 18).await;
    world.until(SECOND_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until("2026-12-08T09:00:00Z").await;
    let second = digest_of(&world, 2);
    assert!(
        second.contains("Answers of round 1 changed after its digest: 1."),
        "{second}"
    );
    assert!(
        second.contains("round 2 (leads of 17–18 November): 0 accepted"),
        "{second}"
    );
    assert!(second.contains("2 were asked about, 2 rated"), "{second}");
    assert!(
        second.contains("2 of 90 accepted leads"),
        "the goal knows: {second}"
    );
    assert!(!second.contains("Late answers"), "{second}");
    assert_eq!(digest_of(&world, 1), first, "a posted digest never changes");
    assert!(!world.inbox(KARIN).is_empty());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_next_ask_ends_it(#[case] door: Door) {
    let world = both_rated(door).await;
    let record = world.dm(SANNE);
    // The window is open when the next round comes.
    world
        .person(SANNE)
        .choose_in(&record, "Change an answer", "Kade 9")
        .await
        .expect("the window opens");
    let webinar = world.a_campaign("Pricing guide").await;
    world.a_lead("Helder IT", SANNE, &webinar, 17).await;
    world.a_lead("Oostwal", SANNE, &webinar, 18).await;
    world.until(SECOND_ASK).await;
    assert_eq!(world.dms(SANNE), 2);
    world
        .choose(SANNE, &[(VERDICT, "Not yet, marketing keeps in touch")])
        .await;
    world.save(SANNE).await;
    let window = world.window(SANNE);
    assert!(window.contains("Your next round has begun"), "{window}");
    world.a_minute().await;
    let old = &world.inbox(SANNE)[0];
    assert!(old.contains("Kade 9: rejected"), "{old}");
    assert!(!old.contains("Change an answer"), "{old}");
    world.end().await;
}
