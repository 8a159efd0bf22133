//! Marketing explains a campaign on the Home tab, and reps read it where they judge its leads.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_ASK, FIRST_DIGEST, KARIN, MARIEKE, SANNE, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_marketing_wrote_stands_in_the_rating_window(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    let home = world.home(MARIEKE).await;
    assert!(home.contains("No campaigns yet."), "{home}");
    let marieke = world.person(MARIEKE);
    marieke
        .press_in_home("Add a campaign")
        .await
        .expect("the form");
    for (field, text) in [
        ("Name", "Spring fair"),
        ("Goal in one line", "10 demos with plant managers"),
        ("Who is it not for?", "students"),
    ] {
        marieke.type_text(field, text).await.expect("typed");
    }
    marieke.pick_user("Owner", MARIEKE).await.expect("picked");
    let within = [("First contact by sales", "Within 1 working day")];
    world.choose(MARIEKE, &within).await;
    assert!(world.save(MARIEKE).await.is_accepted());
    let home = world.home_now(MARIEKE).await;
    assert!(
        home.contains("Spring fair (running, owner Marieke): no leads. No briefing."),
        "{home}"
    );

    let fair = world.campaign_named("Spring fair").await;
    world.a_lead("Nova Bouw", SANNE, &fair, 3).await;
    world.a_lead("Kade 9", SANNE, &fair, 4).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    let window = world.window(SANNE);
    assert!(
        window.contains("Spring fair. Goal: 10 demos with plant managers. Not for: students."),
        "{window}"
    );
    world.rate(SANNE, ACCEPTED).await;

    world.home(MARIEKE).await;
    marieke.press_in_home("Edit").await.expect("the form");
    marieke
        .type_text("Goal in one line", "5 pilots")
        .await
        .expect("typed");
    assert!(world.save(MARIEKE).await.is_accepted());
    world.person(SANNE).close().await.expect("the x");
    world.a_minute().await;
    world.open(SANNE, "Go on").await;
    let window = world.window(SANNE);
    assert!(window.contains("Spring fair. Goal: 5 pilots."), "{window}");

    world.until(FIRST_DIGEST).await;
    let digest = world.message_with(KARIN, "Benelux, round 1").plain();
    assert!(
        digest.contains("One lead has had no contact, longer than its campaign asks for."),
        "{digest}"
    );
    let numbers = world.dm(MARIEKE).plain();
    assert!(
        numbers.contains("Spring fair: Benelux, round 1"),
        "{numbers}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn two_campaigns_of_one_name_and_two_at_one_form_are_told_apart(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_campaign("Autumn webinar").await;
    world.a_loop(Language::English).await;
    let marieke = world.person(MARIEKE);
    world.home(MARIEKE).await;
    marieke
        .press_in_home("Add a campaign")
        .await
        .expect("the form");
    marieke
        .type_text("Name", "autumn  webinar")
        .await
        .expect("typed");
    assert!(!world.save(MARIEKE).await.is_accepted());
    let form = world.window(MARIEKE);
    assert!(
        form.contains("Another campaign has this name already."),
        "{form}"
    );
    marieke.cancel().await.expect("closed");

    let karin = world.person(KARIN);
    world.home(KARIN).await;
    for person in [&karin, &marieke] {
        person.press_in_home("Edit").await.expect("the form");
        person
            .type_text("Goal in one line", "5 pilots")
            .await
            .expect("typed");
    }
    assert!(world.save(KARIN).await.is_accepted());
    assert!(!world.save(MARIEKE).await.is_accepted(), "Karin was first");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn leads_that_name_no_campaign_are_listed_for_marketing(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world
        .a_lead_like("Oostwal", SANNE, &webinar, 5, |lead| {
            lead.campaign_id = None;
        })
        .await;
    world.a_loop(Language::English).await;
    let home = world.home(MARIEKE).await;
    assert!(home.contains("One lead names no campaign."), "{home}");
    let marieke = world.person(MARIEKE);
    marieke.press_in_home("Show").await.expect("the list");
    let list = world.window(MARIEKE);
    assert!(list.contains("Oostwal, came in on 5 November"), "{list}");
    assert!(!list.contains("Kade 9"), "{list}");
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Oostwal"), "it is asked about: {ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_campaign_is_closed_and_opened_again_and_its_briefing_says_so(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_posted_briefing().await;
    world.open_campaign(MARIEKE, "Autumn webinar").await;
    let form = world.window(MARIEKE);
    assert!(form.contains("stand in the briefing"), "{form}");
    assert!(!form.contains("Goal in one line"), "{form}");
    let marieke = world.person(MARIEKE);
    let close = marieke.press_in_view("Close campaign").await;
    close.expect("closed");
    world.a_minute().await;
    let form = world.window(MARIEKE);
    assert!(form.contains("This campaign is closed."), "{form}");
    let posted = world.campaigns_read().swap_remove(0);
    assert!(posted.contains("Closed: Autumn webinar"), "{posted}");
    let refused = marieke.slash("/leadloop", "briefing").await;
    refused.expect("an answer");
    world.settle().await;
    let form = world.window(MARIEKE);
    assert!(!form.contains("Autumn webinar"), "not to choose: {form}");
    marieke.close().await.expect("the x");

    world.open_campaign(MARIEKE, "Autumn webinar").await;
    let reopened = marieke.press_in_view("Open again").await;
    reopened.expect("open again");
    world.a_minute().await;
    let form = world.window(MARIEKE);
    assert!(form.contains("Edit briefing"), "{form}");
    assert!(world.save(MARIEKE).await.is_accepted());
    let posted = world.campaigns_read().swap_remove(0);
    assert!(!posted.contains("Closed:"), "{posted}");
    assert!(posted.contains("I've read it"), "{posted}");
    let goal = world.goal_of(&campaign).await;
    assert!(goal.is_some(), "saving the form leaves the goal as it is");
    world.end().await;
}
