//! Posts of which nobody knows whether they arrived: somebody looks, and says so once.

use leadloop::domain::language::Language;
use leadloop::store::OutboxState;
use rstest::rstest;
use slack_sandbox::{Message, Misbehaviour, Rule};

use crate::world::{
    ACCEPTED, DIGEST_CHANNEL, Door, FIRST_ASK, FIRST_CLOSE, FIRST_DIGEST, KARIN, MARIEKE, SANNE,
    SECOND_ASK, WRONG, World,
};

const UNCERTAIN: &str = "It is not known whether";

/// What gets lost, to whom, just before it is sent, and when it has been.
#[derive(Debug, Clone, Copy)]
struct Lost {
    place: &'static str,
    words: &'static str,
    before: &'static str,
    after: &'static str,
}

const REMINDER: Lost = Lost {
    place: SANNE,
    words: "This is the only reminder.",
    before: "2026-11-23T06:59:00Z",
    after: "2026-11-23T07:02:00Z",
};
const NUMBERS: Lost = Lost {
    place: MARIEKE,
    words: "Autumn webinar: Benelux, round 1",
    before: "2026-11-23T15:59:00Z",
    after: FIRST_CLOSE,
};
const DIGEST: Lost = Lost {
    place: DIGEST_CHANNEL,
    words: "Benelux, round 1",
    before: "2026-11-24T07:59:00Z",
    after: FIRST_DIGEST,
};

impl Lost {
    /// The messages that say it.
    fn messages(self, world: &World) -> usize {
        let person = world.person(self.place);
        let all = match self.place {
            DIGEST_CHANNEL => world.person(KARIN).messages(DIGEST_CHANNEL),
            _ => person.messages_in_dm_with_app(),
        };
        let says_it = |it: &&Message| it.plain().contains(self.words);
        all.iter().filter(says_it).count()
    }
}

/// A round in which this post met trouble on its way.
async fn a_round_with(door: Door, lost: Lost, how: Misbehaviour) -> World {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.until(lost.before).await;
    let rule = Rule::on("chat.postMessage", how).in_channel(lost.place);
    world.slack.faults().add(rule);
    world.expect_logged("a post may or may not have arrived");
    world.until(lost.after).await;
    world.a_minute().await;
    let home = world.home(KARIN).await;
    assert_eq!(home.matches(UNCERTAIN).count(), 1, "{home}");
    world
}

/// Presses a button of Karin's Home tab, and gives what she is told.
async fn press(world: &World, button: &str) -> String {
    let pressed = world.person(KARIN).press_in_home(button).await;
    pressed.expect("it is pressed");
    world.a_minute().await;
    world.window(KARIN)
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_arrived_is_said_to_have_arrived(
    #[case] door: Door,
    #[values(REMINDER, NUMBERS, DIGEST)] lost: Lost,
) {
    let world = a_round_with(door, lost, Misbehaviour::DoneThenDropped).await;
    let said = press(&world, "It arrived").await;
    assert!(said.contains("Noted: it arrived."), "{said}");
    let home = world.home(KARIN).await;
    assert!(!home.contains(UNCERTAIN), "{home}");
    assert_eq!(lost.messages(&world), 1, "it is not sent again");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_rest_of_a_digest_comes_though_nobody_knows_where_its_thread_is(#[case] door: Door) {
    const WAITING: &str = "Waiting for a first contact";
    let world = a_round_with(door, DIGEST, Misbehaviour::DoneThenDropped).await;
    let waiting = || {
        let mut channel = world.person(KARIN).messages(DIGEST_CHANNEL);
        channel.retain(|it| it.plain().contains(WAITING));
        channel
    };
    assert_eq!(waiting().len(), 0, "who knows whether a digest is above it");
    press(&world, "It arrived").await;
    let [rest] = &waiting()[..] else {
        panic!("once: {:#?}", waiting());
    };
    assert_eq!(rest.thread_ts, None);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_did_not_arrive_is_sent_again(
    #[case] door: Door,
    #[values(REMINDER, NUMBERS, DIGEST)] lost: Lost,
) {
    let world = a_round_with(door, lost, Misbehaviour::Dropped).await;
    assert_eq!(lost.messages(&world), 0);
    let said = press(&world, "Send again").await;
    assert!(said.contains("It is sent again."), "{said}");
    let home = world.home(KARIN).await;
    assert!(!home.contains(UNCERTAIN), "{home}");
    assert_eq!(lost.messages(&world), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn two_admins_at_once_send_it_once(#[case] door: Door) {
    let world = a_round_with(door, NUMBERS, Misbehaviour::Dropped).await;
    world.change_member(SANNE, |it| it.is_admin = true).await;
    world.home(SANNE).await;
    let (karin, sanne) = (world.person(KARIN), world.person(SANNE));
    let (first, second) = tokio::join!(
        karin.press_in_home("Send again"),
        sanne.press_in_home("Send again")
    );
    first.expect("it is pressed");
    second.expect("it is pressed");
    world.a_minute().await;
    assert_eq!(NUMBERS.messages(&world), 1, "once");
    let told = [world.window(KARIN), world.window(SANNE)];
    for words in ["It is sent again.", "This was dealt with already."] {
        let heard = told.iter().filter(|it| it.contains(words)).count();
        assert_eq!(heard, 1, "{told:#?}");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_restart_forgets_none_of_it(#[case] door: Door) {
    let mut world = a_round_with(door, NUMBERS, Misbehaviour::Dropped).await;
    world.restart().await;
    world.a_minute().await;
    assert_eq!(NUMBERS.messages(&world), 0, "not sent again blindly");
    let home = world.home(KARIN).await;
    assert_eq!(home.matches(UNCERTAIN).count(), 1, "{home}");
    press(&world, "Send again").await;
    assert_eq!(NUMBERS.messages(&world), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn of_thirty_the_newest_are_listed_and_the_others_counted(#[case] door: Door) {
    let world = a_round_with(door, NUMBERS, Misbehaviour::Dropped).await;
    world
        .damage(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
             INSERT INTO outbox (workspace_id, id, post_key, destination, post, state, not_before_ms, created_ms)
             SELECT workspace_id, id || '-' || i, post_key || '-' || i, destination, post, state, not_before_ms,
                 created_ms - i
             FROM outbox, n WHERE state = 'unknown'",
        )
        .await;
    let home = world.home(KARIN).await;
    assert_eq!(home.matches(UNCERTAIN).count(), 5, "{home}");
    assert!(home.contains("25 more"), "{home}");
    for left in (1..=29).rev() {
        press(&world, "It arrived").await;
        world.person(KARIN).close().await.expect("read");
        let home = world.home_now(KARIN).await;
        assert_eq!(home.matches(UNCERTAIN).count(), left.min(5), "{home}");
    }
    press(&world, "It arrived").await;
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_lead_of_another_loop_has_no_say(#[case] door: Door) {
    let world = a_round_with(door, NUMBERS, Misbehaviour::Dropped).await;
    world
        .a_loop_like(&[SANNE], |it| {
            it.id = leadloop::domain::ids::LoopId::new("loop-2");
        })
        .await;
    world
        .damage(&format!(
            "UPDATE loop_roles SET member_id = '{MARIEKE}' WHERE loop_id = 'loop-2' AND role = 'team_lead'"
        ))
        .await;
    let home = world.home(MARIEKE).await;
    assert!(!home.contains(UNCERTAIN), "{home}");
    let [troubled] = &world.troubled().await[..] else {
        panic!("one post in doubt");
    };
    let refused = leadloop::features::troubled_posts::mend(
        &world.app,
        &world.tenant,
        &leadloop::domain::ids::MemberId::new(MARIEKE),
        &troubled.id,
        leadloop::features::troubled_posts::Mending::SendAgain,
    )
    .await;
    assert!(matches!(refused, Ok(Err(_))), "{refused:?}");
    assert_eq!(troubled.state, OutboxState::Unknown);
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn after_a_crash_the_bot_looks_where_it_may(#[case] door: Door) {
    let mut world = World::begin_with(door, &["im:history"]).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.until(SECOND_ASK).await;
    let had = (world.dms(SANNE), world.dms(KARIN));
    world.stop_bot().await;
    world
        .damage(
            "UPDATE outbox SET state = 'sending', channel = NULL, ts = NULL
             WHERE id = (SELECT id FROM outbox WHERE post_key LIKE 'ask:%' ORDER BY created_ms DESC LIMIT 1)",
        )
        .await;
    world.start_bot().await;
    world.a_minute().await;
    assert_eq!(world.troubled().await, []);
    assert_eq!((world.dms(SANNE), world.dms(KARIN)), had);
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
async fn what_slack_took_without_saying_where_has_arrived(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    let bare = Rule::on("chat.postMessage", Misbehaviour::Bare);
    world.slack.faults().add(bare.in_channel(SANNE));
    world.until(FIRST_ASK).await;
    world.a_minute().await;
    assert_eq!((world.dms(SANNE), world.dms(KARIN)), (1, 0));
    assert_eq!(world.troubled().await, []);
    // Her button tells where it stands.
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let [record] = &world.inbox(SANNE)[..] else {
        panic!("one message: {:#?}", world.inbox(SANNE));
    };
    assert!(record.contains("Two leads rated"), "{record}");
    world.end().await;
}
