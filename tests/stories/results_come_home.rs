//! After each round the campaign's thread gets its numbers, and its owner is asked what they will change.

use leadloop::domain::ids::ChannelId;
use rstest::rstest;
use slack_sandbox::{Misbehaviour, Rule};

use crate::world::{
    ACCEPTED, ALL_ASKED, ALL_CLOSED, BRIEFINGS, DIGEST_CHANNEL, Door, FIRST_DIGEST, JORIS, KARIN,
    MARIEKE, SANNE, SANNES_WORDS, SECOND_ASK, WRONG, World,
};

const LINE: &str = "Students are out of the audience.";
/// The second round has closed, and its digest is out.
const SECOND_DIGEST: &str = "2026-12-08T09:00:00Z";

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_thread_holds_what_was_expected_against_what_was_found(#[case] door: Door) {
    let (world, _) = World::a_rated_campaign(door).await;
    world.until(ALL_CLOSED).await;
    let before = world.campaigns_read();
    assert!(
        !before.iter().any(|it| it.contains("round 1")),
        "not before the digest: {before:#?}"
    );
    world.until(FIRST_DIGEST).await;
    let results = world.results(1);
    let plain = results.plain();
    for part in [
        "6 rated: 3 accepted, 0 not yet, 3 rejected, 0 can't say yet.",
        "relevance 3 of 6 (before: first round)",
        "timing 3 of 3 (before: first round)",
        "Accepted: marketing expected 5 of 10, found 3 of 6 with a verdict.",
        "expected of ten reached 2 warm, 5 lukewarm, 3 cold; found of 3 reached 3 warm",
        "Why rejected (3): company doesn't fit 3.",
        SANNES_WORDS,
        "@Marieke What will you change?",
        "Two leads wait for a first contact longer than the campaign asks for.",
    ] {
        assert!(plain.contains(part), "no {part:?} in: {plain}");
    }
    let chart = results
        .blocks
        .iter()
        .find(|it| it["type"] == "data_visualization")
        .expect("a chart of warmth");
    let series = chart["chart"]["series"].as_array().expect("two series");
    assert_eq!(
        (&series[0]["name"], &series[1]["name"]),
        (&"expected".into(), &"found".into())
    );
    assert_eq!(series[1]["data"][0]["value"], 3);
    for name in ["Sanne", "Joris", "Priya", "Tom"] {
        assert!(!plain.contains(name), "{name} in the thread: {plain}");
        assert!(!results.text.contains(name), "{}", results.text);
    }
    let briefing = &world.campaigns()[0];
    assert_eq!(results.thread_ts.as_ref(), Some(&briefing.ts));
    let mut round = world.campaigns().into_iter();
    let count = round.by_ref().filter(|it| it.plain().contains("round 1"));
    assert_eq!(count.count(), 1, "once");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn too_few_answers_say_so_instead_of_splits(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_posted_briefing().await;
    world.two_leads_each(&webinar, 3).await;
    world.until(ALL_ASKED).await;
    for rep in [SANNE, JORIS] {
        world.open(rep, "Rate 2 leads").await;
        world.rate(rep, ACCEPTED).await;
        world.rate(rep, WRONG).await;
    }
    world.until(FIRST_DIGEST).await;
    let plain = world.results(1).plain();
    assert!(
        plain.contains("Four leads were rated: too few answers or too few people"),
        "{plain}"
    );
    for part in ["accepted", "expected", "rejected", "relevance"] {
        assert!(!plain.contains(part), "{part} in: {plain}");
    }
    assert!(plain.contains("What will you change?"), "{plain}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_owner_alone_answers_there_until_the_next_round_closes(#[case] door: Door) {
    let (world, webinar) = World::a_rated_campaign(door).await;
    world.until(FIRST_DIGEST).await;
    let digest = world.channel();
    let sanne = world.person(SANNE);
    let results = world.results(1);
    sanne
        .press(&results, "Answer in one line")
        .await
        .expect("a window");
    let said = world.window(SANNE);
    assert!(said.contains("Only the campaign's owner"), "{said}");
    sanne.close().await.expect("closed");

    let marieke = world.person(MARIEKE);
    let pressed = marieke.press(&results, "Answer in one line").await;
    pressed.expect("the form opens");
    let typed = marieke.type_text("What will you change?", LINE).await;
    typed.expect("a line");
    assert!(world.save(MARIEKE).await.is_accepted());
    let said = world.window(MARIEKE);
    assert!(said.contains("in the next digest"), "{said}");
    marieke.close().await.expect("closed");
    world.a_minute().await;
    let results = world.results(1).plain();
    assert!(
        results.contains(&format!("What marketing changes: {LINE}")),
        "{results}"
    );
    assert!(!results.contains("@Marieke"), "asked no more: {results}");
    assert_eq!(world.channel(), digest, "a posted digest never changes");
    let numbers = world.numbers(1).plain();
    assert!(
        numbers.contains(&format!("Your answer: {LINE}")),
        "{numbers}"
    );

    world.two_leads_each(&webinar, 20).await;
    world.until("2026-12-01T09:00:00Z").await;
    world.three_rate().await;
    world.open_answer(1).await;
    world.until(SECOND_DIGEST).await;
    world.save(MARIEKE).await;
    let said = world.window(MARIEKE);
    assert!(
        said.contains("The numbers of the next round are out"),
        "{said}"
    );
    let digest = world.digest(2);
    let promised = format!("Autumn webinar: \"{LINE}\" Not done yet.");
    assert!(digest.contains(&promised), "{digest}");
    let second = world.results(2).plain();
    assert!(
        second.contains("relevance 3 of 6 (before: since start 6 of 12)"),
        "{second}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn without_its_chart_where_slack_refuses_it(#[case] door: Door) {
    let (world, _) = World::a_rated_campaign(door).await;
    let refused = Misbehaviour::Error("invalid_blocks".to_owned());
    world.slack.faults().add(
        Rule::on("chat.postMessage", refused)
            .with_block("data_visualization")
            .always(),
    );
    world.expect_logged("posting without charts");
    world.until(FIRST_DIGEST).await;
    let results = world.results(1);
    let plain = results.plain();
    assert!(plain.contains("found of 3 reached 3 warm"), "{plain}");
    assert!(
        results
            .blocks
            .iter()
            .all(|it| it["type"] != "data_visualization"),
        "{plain}"
    );
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn under_four_reps_the_leads_stand_there_one_by_one(#[case] door: Door) {
    let world = World::begin(door).await;
    world
        .a_loop_like(&[SANNE, JORIS], |it| {
            it.briefing_channel = Some(ChannelId::new(BRIEFINGS));
        })
        .await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world.write_briefing(&webinar, |_| {}).await;
    let channels = [BRIEFINGS, DIGEST_CHANNEL];
    let posted = world.decide_in(
        &webinar,
        leadloop::features::post_briefing::When::Now,
        &channels,
    );
    posted.await.expect("posted");
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_lead("Kade 9", SANNE, &webinar, 4).await;
    world.until(crate::world::FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    let plain = world.results(1).plain();
    assert!(
        plain.contains("Nova Bouw (Autumn webinar): accepted"),
        "{plain}"
    );
    assert!(!plain.contains("Rated 4 or 5"), "{plain}");
    let elsewhere = world.person(KARIN).messages(DIGEST_CHANNEL);
    let elsewhere = elsewhere
        .iter()
        .filter(|it| it.plain().contains("Autumn webinar: Benelux"));
    assert_eq!(
        elsewhere.count(),
        0,
        "the loop's own briefing channel alone"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_campaign_without_a_briefing_has_no_thread_and_is_counted(#[case] door: Door) {
    let world = crate::digest::a_round_with_statistics(door).await;
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.campaigns_read(), Vec::<String>::new());
    let digest = world.digest(1);
    assert!(
        digest.contains("Campaigns without a briefing: 1."),
        "{digest}"
    );
    assert!(
        digest.contains("Open: Autumn webinar, answer due Thursday 26 November."),
        "{digest}"
    );
    world.until(SECOND_ASK).await;
    world.end().await;
}
