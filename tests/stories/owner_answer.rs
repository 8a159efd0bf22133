//! A campaign's owner gets the numbers first, and answers in one line.

use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_CLOSE, FIRST_DIGEST, KARIN, MARIEKE, SANNE, SECOND_ASK, WRONG, World,
};

const LINE: &str = "Fewer small firms from now on.";

/// Sanne has rated; the window has closed, and Marieke has her campaign's numbers.
async fn numbers_have_come(door: Door) -> World {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_CLOSE).await;
    world
}

async fn answer(world: &World, button: &str, line: &str) {
    let marieke = world.person(MARIEKE);
    world.open(MARIEKE, button).await;
    marieke
        .type_text("What will you change?", line)
        .await
        .expect("a line");
    assert!(world.save(MARIEKE).await.is_accepted());
    let said = world.window(MARIEKE);
    assert!(said.contains("Your answer stands in the digest"), "{said}");
    marieke.close().await.expect("closed");
    world.a_minute().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn it_stands_in_the_message_and_then_in_the_digest(#[case] door: Door) {
    let world = numbers_have_come(door).await;
    let numbers = world.dm(MARIEKE).plain();
    assert!(
        numbers.contains("Autumn webinar: Benelux, round 1"),
        "{numbers}"
    );
    assert!(numbers.contains("Tuesday 24 November, 09:00"), "{numbers}");
    let messages = world.dms(MARIEKE);

    answer(&world, "Answer in one line", "Fewer small frims.").await;
    let numbers = world.dm(MARIEKE).plain();
    assert!(
        numbers.contains("Your answer: Fewer small frims."),
        "{numbers}"
    );
    answer(&world, "Change the answer", LINE).await;
    let message = world.dm(MARIEKE);
    let numbers = message.plain();
    assert!(
        numbers.contains(&format!("Your answer: {LINE}")),
        "{numbers}"
    );
    assert!(
        message.text.contains(LINE),
        "in the text too: {}",
        message.text
    );
    assert!(!numbers.contains("frims"), "{numbers}");
    assert!(
        numbers.contains("Autumn webinar: Benelux, round 1"),
        "{numbers}"
    );
    assert_eq!(world.dms(MARIEKE), messages, "the message there is edited");

    world.until(FIRST_DIGEST).await;
    let said = format!("Autumn webinar, marketing answers: \"{LINE}\"");
    let channel = world.person(KARIN).messages(crate::world::DIGEST_CHANNEL);
    let in_channel = channel.first().expect("a digest");
    let to_karin = world.message_with(KARIN, "Benelux, round 1");
    for digest in [in_channel, &to_karin] {
        assert!(digest.plain().contains(&said), "{}", digest.plain());
        assert!(digest.text.contains(&said), "in the text: {}", digest.text);
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn after_the_digest_it_stands_in_the_numbers_and_in_the_next_digest(#[case] door: Door) {
    let world = numbers_have_come(door).await;
    world.open(MARIEKE, "Answer in one line").await;
    world.until(FIRST_DIGEST).await;
    let digest = world.channel();
    let marieke = world.person(MARIEKE);
    marieke
        .type_text("What will you change?", LINE)
        .await
        .expect("a line");
    world.save(MARIEKE).await;
    let said = world.window(MARIEKE);
    assert!(said.contains("and in the next digest"), "{said}");
    world.a_minute().await;
    assert_eq!(world.channel(), digest, "a posted digest never changes");
    let numbers = world.dm(MARIEKE).plain();
    assert!(
        numbers.contains(&format!("Your answer: {LINE}")),
        "{numbers}"
    );
    assert!(!numbers.contains("goes out on"), "it is out: {numbers}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn once_the_next_round_has_closed_it_is_too_late(#[case] door: Door) {
    let world = numbers_have_come(door).await;
    let webinar = world.campaign_named("Autumn webinar").await;
    world.a_lead("Oostwal", SANNE, &webinar, 20).await;
    world.a_lead("Helder IT", SANNE, &webinar, 21).await;
    world.until(SECOND_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.open(MARIEKE, "Answer in one line").await;
    world.until("2026-12-07T16:10:00Z").await;
    let marieke = world.person(MARIEKE);
    marieke
        .type_text("What will you change?", LINE)
        .await
        .expect("a line");
    world.save(MARIEKE).await;
    let said = world.window(MARIEKE);
    assert!(
        said.contains("The numbers of the next round are out"),
        "{said}"
    );
    marieke.close().await.expect("closed");
    world.a_minute().await;
    let inbox = world.inbox(MARIEKE).join("\n");
    assert!(!inbox.contains(LINE), "{inbox}");
    world.end().await;
}
