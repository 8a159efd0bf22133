//! Slack or the database fails for a while, or a row of it can't be read. Nobody else waits for that.

use std::time::Duration;

use futures_util::FutureExt as _;
use leadloop::domain::ids::{LoopId, MemberId, WindowId};
use leadloop::domain::language::Language;
use leadloop::domain::rating::{Draft, FollowUp, Judgement, Reason, Verdict};
use leadloop::features::rate_leads::{self, Submission, Submitter};
use leadloop::store::OutboxState;
use rstest::rstest;
use slack_sandbox::{Misbehaviour, Rule};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::world::{
    Door, FIRST_ASK, FIRST_DIGEST, JORIS, KARIN, MARIEKE, PRIYA, SANNE, SECOND_ASK, WRONG, World,
};

const ASKED_FIRST: &str = "2026-11-16T08:29:00Z";

/// Three reps with two leads each, just before two of them are asked; Priya is in London, an hour later.
async fn three_reps(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    for (company, owner) in [
        ("Helder IT", JORIS),
        ("Oostwal", JORIS),
        ("Acme", PRIYA),
        ("Globex", PRIYA),
    ] {
        world.a_lead(company, owner, &webinar, 3).await;
    }
    world.a_loop(Language::English).await;
    world.until(ASKED_FIRST).await;
    world
}

fn all_of_slack(world: &World, how: &Misbehaviour) {
    for method in ["chat.postMessage", "chat.update", "auth.test"] {
        world
            .slack
            .faults()
            .add(Rule::on(method, how.clone()).always());
    }
}

fn asked(world: &World) -> usize {
    [SANNE, JORIS, PRIYA].iter().map(|it| world.dms(it)).sum()
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn one_post_is_risked_in_an_outage(#[case] door: Door) {
    let world = three_reps(door).await;
    all_of_slack(&world, &Misbehaviour::Status(500));
    world.expect_logged("a post may or may not have arrived");
    world.expect_logged("Slack is not back yet");
    world.until("2026-11-16T10:30:00Z").await;
    assert_eq!(asked(&world), 0);
    let troubled = world.troubled().await;
    assert_eq!(troubled.len(), 1, "{troubled:#?}");
    world.slack.faults().clear();
    world.until("2026-11-16T10:40:00Z").await;
    assert_eq!(asked(&world), 2);
    let told = world.inbox(KARIN);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("It is not known whether"), "{told:#?}");
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_window_takes_answers_though_nobody_heard_that_it_opened(#[case] door: Door) {
    let world = three_reps(door).await;
    world.until(FIRST_ASK).await;
    let lost = Rule::on("views.open", Misbehaviour::DoneThenDropped);
    world.slack.faults().add(lost);
    world.expect_logged("may have been done");
    world.expect_logged("a delivery failed");
    let sanne = world.person(SANNE);
    let pressed = sanne.press(&world.dm(SANNE), "Rate 2 leads").await;
    assert!(pressed.is_err(), "Slack shows its triangle");
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
async fn nobody_is_silent_whose_ask_slack_refused(#[case] door: Door) {
    let world = three_reps(door).await;
    let refused = Misbehaviour::Error("messages_tab_disabled".to_owned());
    let refused = Rule::on("chat.postMessage", refused).always();
    world.slack.faults().add(refused.in_channel(JORIS));
    world.expect_logged("Slack refused a post");
    let digests = [FIRST_DIGEST, "2026-12-08T09:00:00Z", "2026-12-22T09:00:00Z"];
    for digest in digests {
        world.until(digest).await;
        assert_eq!(world.dms(JORIS), 0);
        let lead = world.dm(KARIN).plain();
        assert!(lead.contains("four leads were asked about"), "{lead}");
    }
    // Three rounds later his leads are as they were.
    world.slack.faults().clear();
    world.until("2026-12-28T12:00:00Z").await;
    let ask = world.dm(JORIS).plain();
    assert!(ask.contains("Autumn webinar: Helder IT, Oostwal"), "{ask}");
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn where_only_posting_fails_attempts_grow_rare_and_people_are_told_once(#[case] door: Door) {
    let world = three_reps(door).await;
    for rep in [SANNE, JORIS] {
        let failing = Rule::on("chat.postMessage", Misbehaviour::Status(503));
        world.slack.faults().add(failing.in_channel(rep));
    }
    world.expect_logged("a post may or may not have arrived");
    world.until("2026-11-16T08:30:04Z").await;
    assert_eq!(world.troubled().await.len(), 1);
    world.until("2026-11-16T08:40:00Z").await;
    assert_eq!(world.troubled().await.len(), 2);
    assert_eq!(asked(&world), 0);
    assert_eq!(world.dms(KARIN), 1, "{:#?}", world.inbox(KARIN));
    let home = world.home(KARIN).await;
    assert_eq!(home.matches("It is not known whether").count(), 2, "{home}");
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn posts_wait_until_the_app_is_let_in_again(
    #[case] door: Door,
    #[values("token_revoked", "account_inactive")] error: &str,
) {
    let world = three_reps(door).await;
    all_of_slack(&world, &Misbehaviour::Error(error.to_owned()));
    world.expect_logged("Slack does not let leadloop in");
    world.expect_logged("Slack is not back yet");
    world.until("2026-11-16T10:30:00Z").await;
    assert_eq!(world.troubled().await, []);
    world.slack.faults().clear();
    drop(world.slack.take_refusals());
    world.until("2026-11-16T10:40:00Z").await;
    assert_eq!(asked(&world), 3);
    assert_eq!(world.dms(KARIN), 0, "{:#?}", world.inbox(KARIN));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_leads_of_its_loop_are_told(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 3).await;
    world.a_loop_of(Language::English, &[SANNE]).await;
    world
        .a_loop_like(&[JORIS], |it| it.id = LoopId::new("loop-2"))
        .await;
    world
        .damage(&format!(
            "UPDATE loop_roles SET member_id = '{MARIEKE}'
             WHERE loop_id = 'loop-2' AND role = 'team_lead'"
        ))
        .await;
    world.until(ASKED_FIRST).await;
    let lost = Rule::on("chat.postMessage", Misbehaviour::DoneThenDropped);
    world.slack.faults().add(lost.in_channel(JORIS));
    world.expect_logged("a post may or may not have arrived");
    world.until("2026-11-16T08:32:00Z").await;
    assert_eq!(world.dms(MARIEKE), 1, "{:#?}", world.inbox(MARIEKE));
    assert_eq!(world.dms(KARIN), 0, "{:#?}", world.inbox(KARIN));
    for (who, sees) in [(MARIEKE, true), (KARIN, true), (SANNE, false)] {
        let home = world.home(who).await;
        assert_eq!(home.contains("It is not known whether"), sees, "{home}");
    }
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_round_that_cannot_be_read_keeps_no_other_waiting(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 3).await;
    world.a_loop_of(Language::English, &[SANNE]).await;
    world
        .a_loop_like(&[JORIS], |it| it.id = LoopId::new("loop-2"))
        .await;
    world.until(ASKED_FIRST).await;
    world
        .damage(
            "ALTER TABLE rounds ADD COLUMN kept TEXT;
             UPDATE rounds SET kept = state, state = 'nonsense' WHERE loop_id = 'loop-1'",
        )
        .await;
    world.expect_logged("a round could not be advanced");
    world.until(FIRST_ASK).await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 1));
    world
        .damage("UPDATE rounds SET state = kept WHERE loop_id = 'loop-1'")
        .await;
    world.until("2026-11-16T08:42:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 1));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_post_that_cannot_be_read_keeps_no_other_waiting(#[case] door: Door) {
    let world = three_reps(door).await;
    let busy = Misbehaviour::RateLimited { retry_after_s: 60 };
    world.slack.faults().add(Rule::on("chat.postMessage", busy));
    world.until("2026-11-16T08:30:30Z").await;
    world
        .damage(&format!(
            "UPDATE outbox SET post = '{{}}' WHERE destination LIKE '%{JORIS}%'"
        ))
        .await;
    world.expect_logged("a post can't be read");
    world.until("2026-11-16T08:32:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 0));
    world.home(KARIN).await;
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn after_a_crash_who_can_look_is_told(#[case] door: Door) {
    let mut world = World::sanne_was_asked(door).await;
    world.stop_bot().await;
    world
        .damage(
            "UPDATE outbox SET state = 'sending', channel = NULL, ts = NULL
             WHERE post_key LIKE 'ask:%'",
        )
        .await;
    world.expect_logged("may or may not have been posted before the stop");
    world.start_bot().await;
    world.a_minute().await;
    let told = world.dm(KARIN).plain();
    assert!(told.contains("It is not known whether"), "{told}");
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_became_of_a_post_is_noted_when_the_database_is_back(#[case] door: Door) {
    let world = three_reps(door).await;
    world
        .damage(
            "CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN NEW.state = 'sent'
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        )
        .await;
    world.expect_logged("what became of a post could not be noted");
    world.until("2026-11-16T09:35:00Z").await;
    assert_eq!(
        asked(&world),
        1,
        "a stop now would leave each of them in doubt"
    );
    world.damage("DROP TRIGGER full").await;
    world.until("2026-11-16T09:42:00Z").await;
    assert_eq!(asked(&world), 3, "once each");
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Two leads rated"), "{record}");
    assert_eq!((asked(&world), world.dms(KARIN)), (3, 0));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn half_a_request_does_not_keep_the_bot_from_stopping(#[case] door: Door) {
    let world = World::begin(door).await;
    let mut stream = TcpStream::connect(world.address).await.expect("let in");
    // A first request, answered, so that the connection is certainly taken.
    let whole = b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n";
    stream.write_all(whole).await.expect("sent");
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 200");
    let half = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 9\r\n\r\nhal";
    stream.write_all(half).await.expect("sent");
    tokio::time::timeout(Duration::from_secs(9), world.end())
        .await
        .expect("it stops");
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn edits_that_are_never_answered_are_given_up_and_keep_no_ask_waiting(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let ask = world.dm(SANNE);
    let failing = Rule::on("chat.update", Misbehaviour::Status(500));
    world.slack.faults().add(failing.always());
    world.expect_logged("an edit is sent again");
    world.expect_logged("an edit is given up");
    world.until("2026-11-30T08:20:00Z").await;
    let troubled = world.troubled().await;
    assert!(!troubled.is_empty());
    let has_failed = |it: &leadloop::store::OutboxRow| it.state == OutboxState::Failed;
    assert!(troubled.iter().all(has_failed), "{troubled:#?}");
    let updates = world.slack.calls("chat.update").len();
    assert!((20..200).contains(&updates), "not for ever: {updates}");
    world.message_with(KARIN, "Slack refused the message with the leads");
    world.until(SECOND_ASK).await;
    let asks = world.inbox(SANNE);
    assert!(
        asks.last().is_some_and(|it| it.contains("Nova Bouw")),
        "the next ask came: {asks:#?}"
    );
    // Its buttons still stand there, and say why they do nothing.
    world
        .person(SANNE)
        .press(&ask, "Not this time")
        .await
        .expect("pressed");
    let said = world.window(SANNE);
    assert!(said.contains("out of date"), "{said}");
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn where_edits_are_too_many_messages_go_on(#[case] door: Door) {
    let world = three_reps(door).await;
    world.until("2026-11-16T08:29:30Z").await;
    let busy = Misbehaviour::RateLimited { retry_after_s: 900 };
    world.slack.faults().add(Rule::on("chat.update", busy));
    world.until("2026-11-16T08:30:01Z").await;
    world.open(SANNE, "Not this time").await;
    world.a_minute().await;
    assert_eq!(world.slack.calls("chat.update").len(), 1);
    assert_eq!(asked(&world), 2);
    let sanne = world.dm(SANNE).plain();
    assert!(sanne.contains("Two of your leads"), "not edited: {sanne}");
    world.until("2026-11-16T08:50:00Z").await;
    let sanne = world.dm(SANNE).plain();
    assert!(sanne.contains("They come back next round."), "{sanne}");
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_record_whose_ask_stands_nobody_knows_where_is_a_message(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.until(ASKED_FIRST).await;
    world
        .slack
        .faults()
        .add(Rule::on("chat.postMessage", Misbehaviour::DoneThenDropped));
    world.expect_logged("a post may or may not have arrived");
    world.until("2026-11-16T08:33:00Z").await;
    world.open(KARIN, "It arrived").await;
    // Not by the button of the ask, which would tell where it stands.
    let sanne = world.person(SANNE);
    let answer = sanne.slash("/leadloop", "rate").await.expect("the window");
    assert!(answer.is_none(), "{answer:?}");
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let inbox = world.inbox(SANNE);
    assert_eq!(inbox.len(), 2, "{inbox:#?}");
    assert!(inbox[1].contains("Two leads rated"), "{inbox:#?}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_was_changed_before_pressing_again_counts(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    let view = world.person(SANNE).view().expect("the window");
    let from = Submitter {
        workspace: world.tenant.workspace_id().clone(),
        member: MemberId::new(SANNE),
        window: WindowId::new(view.private_metadata),
        lead: None,
    };
    let rejected = Draft {
        follow_up: Some(FollowUp::Nothing),
        relevance: Some(Judgement::One),
        verdict: Some(Verdict::Rejected),
        reason: Some(Reason::Company),
        ..Draft::default()
    };
    let open = Draft {
        verdict: Some(Verdict::Open),
        relevance: Some(Judgement::Four),
        ..rejected.clone()
    };
    // Twice the same view and hash, but something else was chosen before the second time; then it comes once more.
    for draft in [&rejected, &open, &open] {
        let submission = Submission {
            view_id: "V1".to_owned(),
            hash: "1".to_owned(),
            draft: draft.clone(),
            is_same_for_others: false,
        };
        let saved = rate_leads::save(&world.app, &from, submission).await;
        assert!(matches!(saved, Ok(Ok(rate_leads::Saved::Next(_)))));
    }
    world.a_minute().await;
    let page = world
        .store
        .read(world.tenant.clone(), |tx, tenant| {
            tx.ratings_page(tenant, None, 9).boxed()
        })
        .await
        .expect("the store");
    let [only] = &page[..] else {
        panic!("one rating: {page:#?}");
    };
    assert_eq!(only.rating.judged.verdict, Verdict::Open);
    assert_eq!(only.rating.revision, 2);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn where_it_may_look_the_bot_finds_what_arrived(#[case] door: Door) {
    let world = World::begin_with(door, &["im:history"]).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.until("2026-11-30T08:29:00Z").await;
    let before = world.dms(SANNE);
    let lost = Rule::on("chat.postMessage", Misbehaviour::DoneThenDropped);
    world.slack.faults().add(lost.in_channel(SANNE));
    world.until(SECOND_ASK).await;
    assert_eq!(world.dms(SANNE), before + 1);
    assert_eq!(world.slack.faults().left(), 0);
    assert_eq!(world.troubled().await, []);
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Two leads rated"), "{record}");
    world.end().await;
}
