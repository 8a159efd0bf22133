//! What Slack does to a message on its way.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{DIGEST_CHANNEL, Door, FIRST_ASK, FIRST_DIGEST, KARIN, SANNE, WRONG, World};
use leadloop::store::OutboxState;
use slack_sandbox::config::App;
use slack_sandbox::{Misbehaviour, Rule};

use crate::digest::a_round_with_statistics;

async fn two_leads(door: Door) -> World {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn too_many_at_once_waits_as_long_as_slack_says(#[case] door: Door) {
    let world = two_leads(door).await;
    world.until("2026-11-16T08:29:00Z").await;
    let busy = Misbehaviour::RateLimited { retry_after_s: 90 };
    world.slack.faults().add(Rule::on("chat.postMessage", busy));
    world.until("2026-11-16T08:31:20Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until("2026-11-16T08:32:00Z").await;
    assert_eq!(world.dms(SANNE), 1);
    assert_eq!(
        world.slack.calls("chat.postMessage").len(),
        2,
        "no hammering"
    );
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_may_have_arrived_is_never_posted_twice(#[case] door: Door) {
    let world = two_leads(door).await;
    world
        .slack
        .faults()
        .add(Rule::on("chat.postMessage", Misbehaviour::DoneThenDropped));
    world.expect_logged("a post may or may not have arrived");
    world.until("2026-11-16T12:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1);
    let troubled = world.troubled().await;
    assert_eq!(troubled.len(), 1, "{troubled:#?}");
    assert_eq!(troubled[0].state, OutboxState::Unknown);
    // Who presses its button has it: it is known where it stands, and becomes the record.
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Two leads rated"), "{record}");
    assert_eq!(world.dms(SANNE), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_second_click_tells_where_an_ask_stands_whose_first_click_was_cut_short(
    #[case] door: Door,
) {
    let world = two_leads(door).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.a_minute().await;
    world
        .damage("UPDATE outbox SET state = 'unknown', channel = NULL, ts = NULL WHERE post_key LIKE 'ask:%'")
        .await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("[Rate 2 leads]"), "{ask}");
    world.open(SANNE, "Rate 2 leads").await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Two leads rated"), "{record}");
    assert_eq!(world.dms(SANNE), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_digest_without_charts_where_slack_refuses_them(#[case] door: Door) {
    let world = a_round_with_statistics(door).await;
    let refused = Misbehaviour::Error("invalid_blocks".to_owned());
    world.slack.faults().add(
        Rule::on("chat.postMessage", refused)
            .with_block("data_visualization")
            .always(),
    );
    world.expect_logged("posting without charts");
    world.until(FIRST_DIGEST).await;
    let channel = world.person(KARIN).messages(DIGEST_CHANNEL);
    let digest = channel.first().expect("a digest");
    assert!(
        digest.plain().contains("Benelux, round 1"),
        "{}",
        digest.plain()
    );
    assert!(
        digest
            .blocks
            .iter()
            .all(|it| it["type"] != "data_visualization"),
        "{}",
        digest.plain()
    );
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_digest_that_its_channel_does_not_take_has_failed(
    #[case] door: Door,
    #[values("is_archived", "not_in_channel")] error: &str,
) {
    let world = a_round_with_statistics(door).await;
    let refused = Misbehaviour::Error(error.to_owned());
    world.slack.faults().add(
        Rule::on("chat.postMessage", refused)
            .in_channel(DIGEST_CHANNEL)
            .always(),
    );
    world.expect_logged("Slack refused a post");
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.channel().len(), 0);
    let karin = world.inbox(KARIN).join("\n");
    assert!(karin.contains("Benelux, round 1"), "her own copy: {karin}");
    let troubled = world.troubled().await;
    assert_eq!(troubled.len(), 1, "the thread is dropped: {troubled:#?}");
    assert_eq!(troubled[0].state, OutboxState::Failed);
    assert_eq!(troubled[0].reason.as_deref(), Some(error));
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_admin_says_that_it_arrived(#[case] door: Door) {
    let world = two_leads(door).await;
    world
        .slack
        .faults()
        .add(Rule::on("chat.postMessage", Misbehaviour::DoneThenDropped));
    world.expect_logged("a post may or may not have arrived");
    world.until(FIRST_ASK).await;
    world.a_minute().await;
    let told = world.dm(KARIN).plain();
    assert!(
        told.contains(
            "It is not known whether the message with the leads of the round for Sanne arrived."
        ),
        "{told}"
    );
    let home = world.home(KARIN).await;
    assert!(
        home.contains("the message with the leads of the round for Sanne arrived"),
        "{home}"
    );
    assert!(
        !world.home(SANNE).await.contains("arrived"),
        "nobody else's business"
    );
    world
        .person(KARIN)
        .press_in_home("It arrived")
        .await
        .expect("noted");
    let said = world.window(KARIN);
    assert!(said.contains("Noted: it arrived."), "{said}");
    world.a_minute().await;
    assert_eq!(world.dms(SANNE), 1, "nothing is sent again");
    let home = world.home(KARIN).await;
    assert!(!home.contains("did not arrive"), "{home}");
    world.open(KARIN, "Send again").await;
    let said = world.window(KARIN);
    assert!(said.contains("This was dealt with already."), "{said}");
    world.open(SANNE, "Not this time").await;
    world.a_minute().await;
    let [declined] = &world.inbox(SANNE)[..] else {
        panic!("nothing is sent again: {:#?}", world.inbox(SANNE));
    };
    assert!(
        declined.contains("Fine. They come back next round."),
        "{declined}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_admin_has_it_sent_again(#[case] door: Door) {
    let world = two_leads(door).await;
    world
        .slack
        .faults()
        .add(Rule::on("chat.postMessage", Misbehaviour::Dropped));
    world.expect_logged("a post may or may not have arrived");
    world.until(FIRST_ASK).await;
    world.a_minute().await;
    assert_eq!(world.dms(SANNE), 0);
    world.home(KARIN).await;
    world
        .person(KARIN)
        .press_in_home("Send again")
        .await
        .expect("noted");
    let said = world.window(KARIN);
    assert!(said.contains("It is sent again."), "{said}");
    world.a_minute().await;
    assert_eq!(world.dms(SANNE), 1);
    let home = world.home(KARIN).await;
    assert!(!home.contains("did not arrive"), "{home}");
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Two leads rated"), "{record}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_can_mend_it_is_told_how(#[case] door: Door) {
    let world = a_round_with_statistics(door).await;
    let bot = App::default().bot_user_id;
    let left = world.slack.leave(DIGEST_CHANNEL, &bot).await;
    left.expect("somebody takes the bot out of the channel");
    world.expect_logged("Slack refused a post");
    world.until(FIRST_DIGEST).await;
    let told = world.message_with(KARIN, "Slack refused the digest");
    assert!(
        told.plain().contains("/invite @leadloop"),
        "{}",
        told.plain()
    );
    let home = world.home(KARIN).await;
    assert!(
        home.contains("Somebody in #benelux-sales must type /invite @leadloop there."),
        "{home}"
    );

    let refusals = world.slack.take_refusals();
    assert!(refusals.iter().all(|it| it.error == "not_in_channel"));
    let joined = world.slack.join(DIGEST_CHANNEL, &bot).await;
    joined.expect("/invite @leadloop");
    world
        .person(KARIN)
        .press(&told, "Send again")
        .await
        .expect("sent again");
    world.a_minute().await;
    let channel = world.channel();
    let [digest, thread] = &channel[..] else {
        panic!("a digest with its thread: {channel:#?}");
    };
    assert!(digest.contains("Benelux, round 1"), "{digest}");
    assert!(thread.contains("Waiting for a first contact"), "{thread}");
    world.end().await;
}
