//! A briefing that does not arrive, or is gone: its owner is told with the mend, and nothing is lost.

use leadloop::features::post_briefing::{Decided, When};
use leadloop::store::OutboxState;
use rstest::rstest;
use slack_sandbox::config::App;
use slack_sandbox::{Misbehaviour, Rule};

use crate::world::{BRIEFINGS, Door, KARIN, MARIEKE, SANNE, World};

async fn send_again(world: &World, words: &str) {
    let told = world.message_with(MARIEKE, words);
    let pressed = world.person(MARIEKE).press(&told, "Send again").await;
    pressed.expect("sent again");
    world.a_minute().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_bot_is_not_in_the_channel(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    let bot = App::default().bot_user_id;
    let left = world.slack.leave(BRIEFINGS, &bot).await;
    left.expect("somebody takes the bot out");
    world.expect_logged("Slack refused a post");
    let posted = world.decide(&campaign, When::Now).await;
    assert_eq!(posted, Ok(Decided::Posted { channels: 1 }));
    world.a_minute().await;
    let told = world.message_with(MARIEKE, "Slack refused the briefing for its channel.");
    let read = told.plain();
    assert!(read.contains("must type /invite @leadloop there"), "{read}");
    assert!(read.contains("#campaigns"), "{read}");
    let home = world.home(MARIEKE).await;
    assert!(
        home.contains("#campaigns must type /invite @leadloop there"),
        "{home}"
    );
    assert_eq!(world.dms(KARIN), 0, "its owner is told, and no one else");
    assert!(
        world
            .slack
            .take_refusals()
            .iter()
            .all(|it| it.error == "not_in_channel")
    );

    let joined = world.slack.join(BRIEFINGS, &bot).await;
    joined.expect("/invite @leadloop");
    send_again(&world, "Slack refused the briefing").await;
    assert_eq!(
        world.campaigns().len(),
        2,
        "with its thread: {:#?}",
        world.campaigns_read()
    );
    world.press_briefing(SANNE, "I've read it").await;
    assert!(world.campaigns_read()[0].contains("Read by 1 of 4"));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_channel_is_archived(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    let archived = world.slack.set_archived(BRIEFINGS, true).await;
    archived.expect("it is archived");
    world.expect_logged("Slack refused a post");
    world.decide(&campaign, When::Now).await.expect("decided");
    world.a_minute().await;
    let told = world.message_with(MARIEKE, "Slack refused the briefing");
    assert!(
        told.plain().contains("is archived: choose another channel"),
        "{}",
        told.plain()
    );
    drop(world.slack.take_refusals());
    // In another channel it is posted, and the first is not tried again.
    let other = world
        .decide_in(&campaign, When::Now, &[crate::world::DIGEST_CHANNEL])
        .await;
    assert_eq!(other, Ok(Decided::Posted { channels: 1 }));
    world.a_minute().await;
    assert_eq!(world.channel().len(), 2, "{:#?}", world.channel());
    let troubled = world.troubled().await;
    assert_eq!(troubled.len(), 1, "{troubled:#?}");
    assert_eq!(troubled[0].state, OutboxState::Failed);
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn somebody_deleted_the_message(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_posted_briefing().await;
    world.press_briefing(SANNE, "I've read it").await;
    let briefing = world.campaigns().remove(0);
    world.slack.delete_message(BRIEFINGS, &briefing.ts);
    world.expect_logged("Slack refused a post");
    // Its readers go on: the next one is noticed where the message was.
    let campaign = world.campaign_named("Autumn webinar").await;
    let read = leadloop::features::read_briefing::read(
        &world.app,
        &world.tenant,
        &leadloop::domain::ids::MemberId::new(crate::world::JORIS),
        &campaign,
    )
    .await;
    read.expect("the store");
    world.a_minute().await;
    let told = world.message_with(MARIEKE, "Slack refused the briefing");
    assert!(
        told.plain().contains("Somebody deleted it there."),
        "{}",
        told.plain()
    );
    assert!(
        world
            .slack
            .take_refusals()
            .iter()
            .all(|it| it.error == "message_not_found")
    );
    send_again(&world, "Slack refused the briefing").await;
    world.a_minute().await;
    let channel = world.campaigns();
    let anew = channel
        .iter()
        .find(|it| it.plain().contains("Read by 2 of 4"));
    let anew = anew.unwrap_or_else(|| panic!("anew: {:#?}", world.campaigns_read()));
    let below = channel
        .iter()
        .filter(|it| it.thread_ts.as_ref() == Some(&anew.ts) && it.ts != anew.ts);
    assert_eq!(below.count(), 1, "{:#?}", world.campaigns_read());
    let pressed = world
        .person(crate::world::PRIYA)
        .press(anew, "I've read it")
        .await;
    pressed.expect("it has its buttons");
    world.a_minute().await;
    let read = world.campaigns_read();
    assert!(
        read.iter().any(|it| it.contains("Read by 3 of 4")),
        "{read:#?}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn whoever_presses_its_button_has_it(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    world
        .slack
        .faults()
        .add(Rule::on("chat.postMessage", Misbehaviour::DoneThenDropped).in_channel(BRIEFINGS));
    world.expect_logged("a post may or may not have arrived");
    world.decide(&campaign, When::Now).await.expect("decided");
    world.until("2026-11-02T07:10:00Z").await;
    let told = world.message_with(MARIEKE, "It is not known whether the briefing");
    assert!(told.plain().contains("[Send again]"), "{}", told.plain());
    assert_eq!(world.campaigns().len(), 1, "never posted twice");
    world.press_briefing(SANNE, "I've read it").await;
    world.a_minute().await;
    let channel = world.campaigns_read();
    assert!(channel[0].contains("Read by 1 of 4"), "{channel:#?}");
    assert_eq!(channel.len(), 2, "its thread follows: {channel:#?}");
    world.end().await;
}
