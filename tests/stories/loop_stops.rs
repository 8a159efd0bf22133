//! A loop is paused, goes on, and ends.

use rstest::rstest;

use leadloop::domain::language::Language;
use slack_sandbox::{Misbehaviour, Rule};

use crate::world::{
    ACCEPTED, Door, FIRST_ASK, FIRST_DIGEST, JORIS, KARIN, SANNE, SECOND_ASK, THIRD_ASK, WRONG,
    World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_paused_loop_asks_nobody_until_it_goes_on(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin
        .choose_overflow_in_home("Pause")
        .await
        .expect("the menu");
    let home = world.home_now(KARIN).await;
    assert!(home.contains("Benelux: paused."), "{home}");
    let refused = world.command(KARIN, "ask now").await;
    assert!(refused.contains("no running loop"), "{refused}");
    world.until(FIRST_ASK).await;
    assert_eq!(world.dms(SANNE), 0);
    let why = world.command(SANNE, "why").await;
    assert!(why.contains("Benelux is paused."), "{why}");
    karin
        .choose_overflow_in_home("Go on")
        .await
        .expect("the menu");
    let home = world.home_now(KARIN).await;
    assert!(home.contains("Next round: Monday 30 November."), "{home}");
    world.until("2026-11-29T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until(SECOND_ASK).await;
    assert_eq!(world.dms(SANNE), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_ended_loop_posts_nothing_more(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin
        .choose_overflow_in_home("End for good")
        .await
        .expect("the menu");
    let question = world.window(KARIN);
    assert!(question.contains("can't be started again"), "{question}");
    assert!(world.save(KARIN).await.is_accepted());
    world.a_minute().await;
    let home = world.home(KARIN).await;
    assert!(!home.contains("Benelux"), "{home}");
    world.until(THIRD_ASK).await;
    assert_eq!(
        (world.dms(SANNE), world.channel().len()),
        (1, 0),
        "neither a reminder nor a digest: {:#?}",
        world.inbox(SANNE)
    );
    let ask = world.dm(SANNE);
    assert!(
        !ask.plain().contains("[Rate"),
        "it has closed: {}",
        ask.plain()
    );
    world.end().await;
}

async fn choose_in_menu(world: &World, choice: &str) {
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    let chosen = karin.choose_overflow_in_home(choice).await;
    chosen.expect("the menu");
    world.settle().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_open_round_of_a_paused_loop_takes_answers_and_closes_quietly(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.until("2026-11-17T09:00:00Z").await;
    choose_in_menu(&world, "Pause").await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    let webinar = world.campaign_named("Autumn webinar").await;
    world.a_lead("Acme", SANNE, &webinar, 18).await;
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.dms(SANNE), 1, "no reminder");
    assert_eq!(
        (world.channel().len(), world.dms(KARIN)),
        (0, 0),
        "no digest"
    );
    choose_in_menu(&world, "Go on").await;
    world.until("2026-11-27T12:00:00Z").await;
    assert_eq!(world.channel().len(), 0, "what closed quietly stays quiet");
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(world.dms(SANNE) == 2 && ask.contains("Kade 9"), "{ask}");
    world.until("2026-12-08T09:00:00Z").await;
    let digest = world.message_with(KARIN, "Benelux, round").plain();
    assert!(
        digest.contains("1 accepted"),
        "what nobody heard of yet: {digest}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_loop_that_goes_on_before_its_round_closes_has_its_digest(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.until("2026-11-17T09:00:00Z").await;
    choose_in_menu(&world, "Pause").await;
    world.until("2026-11-19T09:00:00Z").await;
    choose_in_menu(&world, "Go on").await;
    let home = world.home(KARIN).await;
    assert!(home.contains("Next round: Monday 30 November."), "{home}");
    world.until("2026-11-23T15:00:00Z").await;
    assert_eq!(world.dms(SANNE), 2, "a reminder");
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.channel().len(), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_still_waits_to_be_posted_is_not_when_the_loop_is_paused(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_loop_of(Language::English, &[SANNE, JORIS]).await;
    world.until("2026-11-16T08:29:00Z").await;
    let busy = Misbehaviour::RateLimited {
        retry_after_s: 3_600,
    };
    world.slack.faults().add(Rule::on("chat.postMessage", busy));
    world.until(FIRST_ASK).await;
    assert_eq!(
        (world.dms(SANNE), world.dms(JORIS)),
        (0, 0),
        "Slack is busy"
    );
    choose_in_menu(&world, "Pause").await;
    world.until("2026-11-24T12:00:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 0));
    let why = world.command(SANNE, "why").await;
    assert!(!why.contains("Not answered"), "she was never asked: {why}");
    choose_in_menu(&world, "Go on").await;
    world.until(SECOND_ASK).await;
    for rep in [SANNE, JORIS] {
        assert_eq!(world.dms(rep), 1);
        assert!(world.dm(rep).plain().contains("Rate 2 leads"));
    }
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_digest_that_still_waits_is_not_posted_when_the_loop_has_ended(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until("2026-11-24T07:30:00Z").await;
    let before = world.dms(KARIN);
    let busy = Misbehaviour::RateLimited {
        retry_after_s: 3_600,
    };
    world.slack.faults().add(Rule::on("chat.postMessage", busy));
    world.until("2026-11-24T08:05:00Z").await;
    assert_eq!(world.channel().len(), 0, "Slack is busy");
    choose_in_menu(&world, "End for good").await;
    assert!(world.save(KARIN).await.is_accepted());
    world.until(THIRD_ASK).await;
    assert_eq!((world.channel().len(), world.dms(KARIN)), (0, before));
    drop(world.slack.take_refusals());
    world.end().await;
}
