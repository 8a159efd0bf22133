//! A loop that takes its reps from a Slack user group follows it.

use rstest::rstest;
use slack_sandbox::{Misbehaviour, Rule};

use crate::world::{
    ALL_ASKED, Door, FIRST_ASK, JORIS, KARIN, PRIYA, REPS_GROUP, SANNE, WRONG, World,
};

/// Karin sets a loop up whose reps are those of the group: Sanne and Joris, and not Priya.
async fn a_loop_of_the_group(world: &World) {
    let karin = world.person(KARIN);
    world.home(KARIN).await;
    karin
        .press_in_home("Set up a feedback loop")
        .await
        .expect("the modal");
    karin.type_text("Name", "Benelux").await.expect("typed");
    let group = [("… or user groups, each a team", "Reps")];
    world.choose(KARIN, &group).await;
    karin
        .pick_date("First round on", "2026-11-16")
        .await
        .expect("picked");
    assert!(world.save(KARIN).await.is_accepted());
    let preview = world.window(KARIN);
    assert!(
        preview.contains("Sanne") && preview.contains("Joris"),
        "{preview}"
    );
    assert!(!preview.contains("Priya"), "{preview}");
    assert!(world.save(KARIN).await.is_accepted());
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_joins_it_is_asked_next_and_who_leaves_it_is_not(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    for (rep, first, second) in [(JORIS, "Helder IT", "Oostwal"), (PRIYA, "Acme", "Globex")] {
        world.a_lead(first, rep, &webinar, 17).await;
        world.a_lead(second, rep, &webinar, 18).await;
    }
    a_loop_of_the_group(&world).await;
    world.until(FIRST_ASK).await;
    assert_eq!((world.dms(SANNE), world.dms(PRIYA)), (1, 0));
    let changed = world.slack.set_group_members(REPS_GROUP, &[SANNE, PRIYA]);
    changed.await.expect("the group");
    world.until("2026-11-30T10:00:00Z").await;
    assert_eq!(world.dms(JORIS), 0, "{:#?}", world.inbox(JORIS));
    let ask = world.dm(PRIYA).plain();
    assert!(ask.contains("Autumn webinar: Acme, Globex"), "{ask}");
    let home = world.home(KARIN).await;
    assert!(home.contains("Two leads belong to nobody."), "{home}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_changed_while_the_bot_was_down_is_learnt_at_its_start(#[case] door: Door) {
    let mut world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Acme", PRIYA, &webinar, 3).await;
    world.a_lead("Globex", PRIYA, &webinar, 4).await;
    a_loop_of_the_group(&world).await;
    world.stop_bot().await;
    world.expect_logged("a delivery failed");
    let changed = world.slack.set_group_members(REPS_GROUP, &[PRIYA]);
    changed.await.expect("the group");
    let later = "2026-11-02T08:00:00Z".parse().expect("an instant");
    world.clock.advance_to(later);
    world.until_logged("given up after three retries").await;
    world.start_bot().await;
    world.until(ALL_ASKED).await;
    assert_eq!((world.dms(SANNE), world.dms(PRIYA)), (0, 1));
    world.end().await;
}

#[tokio::test]
async fn what_slack_could_not_tell_is_read_again_within_a_day() {
    let world = World::begin(Door::Http).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Acme", PRIYA, &webinar, 3).await;
    world.a_lead("Globex", PRIYA, &webinar, 4).await;
    a_loop_of_the_group(&world).await;
    world
        .slack
        .deliver_by_http("http://127.0.0.1:1/slack/events");
    world.expect_logged("a delivery failed");
    let changed = world.slack.set_group_members(REPS_GROUP, &[PRIYA]);
    changed.await.expect("the group");
    let later = "2026-11-02T08:00:00Z".parse().expect("an instant");
    world.clock.advance_to(later);
    world.until_logged("given up after three retries").await;
    world.until(ALL_ASKED).await;
    assert_eq!((world.dms(SANNE), world.dms(PRIYA)), (0, 1));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_leaves_in_mid_round_may_answer_and_is_not_reminded(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_lead("Acme", PRIYA, &webinar, 3).await;
    world.a_lead("Globex", PRIYA, &webinar, 4).await;
    a_loop_of_the_group(&world).await;
    // After half past nine, and in London too: who joins now comes in with the next round.
    world.until("2026-11-16T12:00:00Z").await;
    let changed = world.slack.set_group_members(REPS_GROUP, &[JORIS, PRIYA]);
    changed.await.expect("the group");
    world.until("2026-11-20T10:00:00Z").await;
    let dms = |world: &World| [SANNE, JORIS, PRIYA].map(|rep| world.dms(rep));
    assert_eq!(dms(&world), [1, 2, 0], "only Joris is reminded");
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until("2026-11-30T10:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    let ask = world.dm(PRIYA).plain();
    assert!(ask.contains("Autumn webinar: Acme, Globex"), "{ask}");
    let digest = world.message_with(KARIN, "Benelux, round 1").plain();
    assert!(
        digest.contains("4 were asked about, 2 rated"),
        "her answers count: {digest}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_group_that_changes_faster_than_it_may_be_read_is_read_later(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Acme", PRIYA, &webinar, 3).await;
    world.a_lead("Globex", PRIYA, &webinar, 4).await;
    a_loop_of_the_group(&world).await;
    let busy = Misbehaviour::RateLimited { retry_after_s: 30 };
    let busy = Rule::on("usergroups.users.list", busy);
    world.slack.faults().add(busy);
    let changed = world.slack.set_group_members(REPS_GROUP, &[PRIYA]);
    changed.await.expect("the group");
    world.until(ALL_ASKED).await;
    assert_eq!((world.dms(SANNE), world.dms(PRIYA)), (0, 1));
    world.end().await;
}
