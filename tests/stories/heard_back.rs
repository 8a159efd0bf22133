//! Something comes back: the record tells what the round taught, the next ask what marketing answered.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_CLOSE, FIRST_DIGEST, MARIEKE, SANNE, SECOND_ASK, WRONG, World,
};

const LINE: &str = "Students are out of the audience.";

#[rstest]
#[case::english(Language::English)]
#[case::dutch(Language::Dutch)]
#[tokio::test]
async fn marketings_answer_reaches_who_rated(
    #[case] language: Language,
    #[values(Door::Socket, Door::Http)] door: Door,
) {
    let world = World::sanne_was_asked(door).await;
    let webinar = world.campaign_named("Autumn webinar").await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_CLOSE).await;
    world.open(MARIEKE, "Answer in one line").await;
    world
        .person(MARIEKE)
        .type_text("What will you change?", LINE)
        .await
        .expect("a line");
    world.save(MARIEKE).await;
    world
        .change_member(SANNE, |sanne| sanne.language = Some(language))
        .await;
    world.until(FIRST_DIGEST).await;
    let record = world.dm(SANNE).plain();
    let (this_round, did, answers) = match language {
        Language::English => (
            "This round: 2 leads rated by one of you.",
            "What your last answers did. You rated two leads of Autumn webinar.",
            format!("Marieke answers: \"{LINE}\""),
        ),
        Language::Dutch => (
            "Deze ronde: 2 leads beoordeeld door één van jullie.",
            "Wat er met je vorige antwoorden is gedaan. Je beoordeelde twee leads van Autumn webinar.",
            format!("Marieke antwoordt: \"{LINE}\""),
        ),
    };
    assert!(record.contains(this_round), "{record}");
    assert!(record.contains(LINE), "{record}");
    assert_eq!(world.dms(SANNE), 1, "without a ping");

    world.a_lead("Oostwal", SANNE, &webinar, 20).await;
    world.a_lead("Helder IT", SANNE, &webinar, 21).await;
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains(did), "{ask}");
    assert!(ask.contains(&answers), "{ask}");
    world.end().await;
}
