//! A marketer's Home tab: what waits, and how each campaign is doing.

use leadloop::domain::campaign::CampaignState;
use leadloop::domain::ids::MemberId;
use leadloop::domain::language::Language;
use leadloop::features::post_briefing::When;
use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_CLOSE, FIRST_DIGEST, JORIS, MARIEKE, PRIYA, SANNE, TOM, WRONG, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_waits_stands_first_with_a_button_each(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    let draft = |it: &mut leadloop::domain::campaign::Campaign| {
        it.state = CampaignState::Draft;
        it.owner_id = None;
    };
    world.a_campaign_like("webinar autumn", draft).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 2).await;
    let guide = world.a_campaign("Pricing guide").await;
    world.write_briefing(&guide, |_| {}).await;

    let home = world.home(MARIEKE).await;
    let places = [
        "Autumn webinar: one lead came, and sales has no briefing.",
        "Pricing guide: its briefing is not finished.",
        "webinar autumn came with an import and lacks an owner or a goal.",
        "Autumn webinar (running, owner Marieke): one lead, 0 rated. No briefing.",
    ]
    .map(|line| {
        home.find(line)
            .unwrap_or_else(|| panic!("no {line:?} in {home}"))
    });
    assert!(places.is_sorted(), "{home}");
    assert!(
        home.contains("Pricing guide (running, owner Marieke): no leads. Briefing: draft."),
        "{home}"
    );
    assert!(
        home.contains("webinar autumn (draft, no owner yet)"),
        "{home}"
    );

    let marieke = world.person(MARIEKE);
    marieke
        .press_in_home("Complete it")
        .await
        .expect("the form");
    world.settle().await;
    assert!(world.window(MARIEKE).contains("webinar autumn"));
    marieke.close().await.expect("the x");
    marieke
        .press_in_home("Write briefing")
        .await
        .expect("the form");
    world.settle().await;
    let window = world.window(MARIEKE);
    assert!(window.contains("Autumn webinar"), "{window}");
    marieke.close().await.expect("the x");
    // Sales sees nothing of it.
    assert!(!world.home(SANNE).await.contains("Autumn webinar"));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_colleague_who_read_the_draft_waits_for_a_reply(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    let review = When::AfterReview(vec![MemberId::new(SANNE)]);
    world.decide(&campaign, review).await.expect("shown");
    world.a_minute().await;
    let home = world.home(MARIEKE).await;
    assert!(home.contains("Briefing: with colleagues."), "{home}");
    assert!(!home.contains("waits for a reply"), "{home}");

    world.open(SANNE, "I need more").await;
    world.save(SANNE).await;
    world.a_minute().await;
    let home = world.home(MARIEKE).await;
    let line = "Autumn webinar: a colleague read the draft and waits for a reply.";
    assert!(home.contains(line), "{home}");
    world
        .person(MARIEKE)
        .press_in_home("Reply")
        .await
        .expect("a window");
    world.settle().await;
    let window = world.window(MARIEKE);
    assert!(window.contains("Sanne"), "{window}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn numbers_wait_until_they_are_answered(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    let line = "Autumn webinar: the round's numbers are in. What will you change?";
    assert!(!world.home(MARIEKE).await.contains(line));
    world.until(FIRST_CLOSE).await;

    let home = world.home(MARIEKE).await;
    assert!(home.contains(line), "{home}");
    assert!(
        home.contains("Autumn webinar (running, owner Marieke): 2 leads, 2 rated."),
        "{home}"
    );
    assert!(
        !home.contains("Rated 4 or 5"),
        "two answers of one person are nobody's figures: {home}"
    );
    world.until(FIRST_DIGEST).await;
    let home = world.home(MARIEKE).await;
    assert!(home.contains(line), "also once the digest is out: {home}");
    let marieke = world.person(MARIEKE);
    marieke.press_in_home("Answer").await.expect("the form");
    marieke
        .type_text("What will you change?", "Fewer small firms.")
        .await
        .expect("a line");
    world.save(MARIEKE).await;
    world.a_minute().await;
    let home = world.home(MARIEKE).await;
    assert!(!home.contains(line), "{home}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn figures_show_from_three_answers_of_three_people(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world.a_loop(Language::English).await;
    let reps = [SANNE, JORIS, PRIYA, TOM];
    for rep in reps {
        for day in [3, 4] {
            let company = format!("{rep} {day}");
            world.a_lead(&company, rep, &webinar, day).await;
        }
    }
    world.until(crate::world::ALL_ASKED).await;
    for rep in reps {
        world.open(rep, "Rate 2 leads").await;
        world.rate(rep, ACCEPTED).await;
        world.rate(rep, WRONG).await;
    }
    world.until(FIRST_CLOSE).await;
    world.until("2026-11-24T00:00:00Z").await;
    let home = world.home(MARIEKE).await;
    let figures =
        "Rated 4 or 5: relevance 4 of 8 (before: first round), timing 4 of 4, intent 4 of 4.";
    assert!(home.contains(figures), "{home}");
    world.end().await;
}
