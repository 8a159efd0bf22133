//! The digest holds what marketing expected against what sales found, says which briefings came late and
//! what is still unanswered; and where nothing came back twice, marketing is asked.

use leadloop::domain::ids::CampaignId;
use leadloop::features::post_briefing::When;
use rstest::rstest;

use crate::world::{
    ACCEPTED, ALL_ASKED, ALL_CLOSED, Door, FIRST_DIGEST, JORIS, MARIEKE, PRIYA, SANNE, TOM, WRONG,
    World,
};

/// Three leads for each of the four reps, of which the first three rate all.
async fn three_leads_each(world: &World, campaign: &CampaignId) {
    for rep in [SANNE, JORIS, PRIYA, TOM] {
        for number in 1..=4 {
            let company = format!("Firm {number} of {rep}");
            world.a_lead(&company, rep, campaign, 3).await;
        }
    }
    world.until(ALL_ASKED).await;
    for rep in [SANNE, JORIS, PRIYA] {
        world.open(rep, "Rate 4 leads").await;
        for answers in [ACCEPTED, ACCEPTED, ACCEPTED, WRONG] {
            world.rate(rep, answers).await;
        }
    }
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_forecast_that_was_off_is_told_with_what_it_was_before(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_posted_briefing().await;
    world.until("2026-11-12T10:00:00Z").await;
    world
        .write_briefing(&webinar, |it| {
            it.forecast = it.forecast.map(|mut forecast| {
                forecast.accepted_of_ten = 4;
                forecast
            });
        })
        .await;
    let edited = world.decide(&webinar, When::Now).await;
    edited.expect("edited");
    three_leads_each(&world, &webinar).await;
    world.until(FIRST_DIGEST).await;
    let digest = world.digest(1);
    assert!(digest.contains("Where the teams disagree:"), "{digest}");
    let said = "Autumn webinar: marketing expected 4 of 10 accepted (was 5 until 12 November), \
                sales accepted 9 of 12 with a verdict.";
    assert!(digest.contains(said), "{digest}");
    assert!(!digest.contains("Campaigns without a briefing"), "{digest}");
    assert!(!digest.contains("first lead"), "it came in time: {digest}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn under_ten_verdicts_nothing_is_called_and_a_late_briefing_is_told_once(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_written_briefing().await;
    world.two_leads_each(&webinar, 3).await;
    world.until("2026-11-07T10:00:00Z").await;
    let posted = world.decide(&webinar, When::Now).await;
    posted.expect("posted");
    world.until(ALL_ASKED).await;
    world.three_rate().await;
    world.until(FIRST_DIGEST).await;
    let digest = world.digest(1);
    let few = "Autumn webinar: expected 5 of 10, found 3 of 6; under ten verdicts";
    assert!(digest.contains(few), "{digest}");
    let late = "Autumn webinar: first lead 4 days before the briefing.";
    assert!(digest.contains(late), "{digest}");

    world.two_leads_each(&webinar, 20).await;
    world.until("2026-11-30T16:00:00Z").await;
    world.three_rate().await;
    world.until("2026-12-08T09:00:00Z").await;
    let digest = world.digest(2);
    assert!(!digest.contains("first lead"), "told once: {digest}");
    let open = "Open: Autumn webinar, answer due Thursday 10 December.";
    assert!(digest.contains(open), "{digest}");
    let unanswered = "What follows from the last round has not been said yet for Autumn webinar.";
    assert!(digest.contains(unanswered), "{digest}");
    assert!(
        !digest.contains("Marieke"),
        "the campaign, not its owner: {digest}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn where_nothing_came_back_twice_marketing_is_asked_and_sales_is_not(#[case] door: Door) {
    let (world, webinar) = World::a_rated_campaign(door).await;
    let nothing = "heard nothing back. What will you change?";
    let asked = |id: &str| {
        let inbox = world.inbox(id);
        inbox.iter().filter(|it| it.contains(nothing)).count()
    };
    world.until(FIRST_DIGEST).await;
    assert_eq!(asked(MARIEKE), 0, "once may happen");
    world.two_leads_each(&webinar, 20).await;
    world.until("2026-11-30T16:00:00Z").await;
    world.three_rate().await;
    world.until("2026-12-08T09:00:00Z").await;
    assert_eq!(asked(MARIEKE), 1);
    let question = world.newest_with(MARIEKE, nothing);
    assert!(
        question
            .plain()
            .contains("Autumn webinar: six leads rated in the last round."),
        "{}",
        question.plain()
    );
    for rep in [SANNE, JORIS, PRIYA, TOM] {
        assert_eq!(asked(rep), 0, "{rep}");
    }
    let marieke = world.person(MARIEKE);
    let pressed = marieke.press(&question, "Answer in one line").await;
    pressed.expect("the form opens");
    marieke.close().await.expect("closed");

    world.two_leads_each(&webinar, 25).await;
    world.until("2026-12-14T16:00:00Z").await;
    world.three_rate().await;
    world.until("2026-12-22T09:00:00Z").await;
    assert_eq!(asked(MARIEKE), 1, "once for each pair of rounds");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_was_answered_once_is_no_silence(#[case] door: Door) {
    let (world, webinar) = World::a_rated_campaign(door).await;
    world.until(ALL_CLOSED).await;
    world.answer_numbers(1, "No students.", &[]).await;
    world.two_leads_each(&webinar, 20).await;
    world.until("2026-11-30T16:00:00Z").await;
    world.three_rate().await;
    world.until("2026-12-08T09:00:00Z").await;
    let inbox = world.inbox(MARIEKE).join("\n");
    assert!(!inbox.contains("heard nothing back"), "{inbox}");
    world.end().await;
}
