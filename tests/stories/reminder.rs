//! One reminder, only for what is open.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_ASK, JORIS, SANNE, WRONG, World};
use leadloop::domain::member::WorkingDays;
use slack_sandbox::{Misbehaviour, Rule};

/// Four fifths of the time until the deadline is a Sunday: the reminder comes on Monday at eight.
const BEFORE_REMINDER: &str = "2026-11-23T06:59:00Z";
const AFTER_REMINDER: &str = "2026-11-23T07:01:00Z";

async fn two_leads_each(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn only_who_has_open_leads_is_reminded_once(#[case] door: Door) {
    let world = two_leads_each(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;

    world.until(BEFORE_REMINDER).await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 1));
    world.until(AFTER_REMINDER).await;
    assert_eq!(world.dms(SANNE), 1, "who is done hears nothing");
    let [ask, reminder] = &world.inbox(JORIS)[..] else {
        panic!("an ask and a reminder: {:#?}", world.inbox(JORIS));
    };
    assert!(
        reminder.contains("Two leads are still open: Helder IT and Oostwal. Half a minute, until"),
        "{reminder}"
    );
    assert!(
        reminder.contains("This is the only reminder."),
        "{reminder}"
    );
    assert!(ask.contains("see below") && !ask.contains("[Rate"), "{ask}");

    world.open(JORIS, "Rate 2 leads").await;
    world.rate(JORIS, ACCEPTED).await;
    world.rate(JORIS, WRONG).await;
    world.a_minute().await;
    let [record, reminder] = &world.inbox(JORIS)[..] else {
        panic!("no message more: {:#?}", world.inbox(JORIS));
    };
    assert!(record.contains("Two leads rated"), "{record}");
    assert_eq!(reminder, "Two leads rated.", "shrunk to one line");
    world.until("2026-11-23T20:00:00Z").await;
    assert_eq!(world.dms(JORIS), 2, "one reminder only");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_ask_keeps_its_buttons_until_its_reminder_stands_below(#[case] door: Door) {
    let world = two_leads_each(door).await;
    world.until(BEFORE_REMINDER).await;
    let busy = Misbehaviour::RateLimited { retry_after_s: 300 };
    let busy = Rule::on("chat.postMessage", busy);
    world.slack.faults().add(busy.in_channel(JORIS));
    world.until("2026-11-23T07:03:00Z").await;
    let [ask] = &world.inbox(JORIS)[..] else {
        panic!("no reminder yet: {:#?}", world.inbox(JORIS));
    };
    assert!(ask.contains("[Rate 2 leads]"), "{ask}");
    world.until("2026-11-23T07:07:00Z").await;
    let [ask, reminder] = &world.inbox(JORIS)[..] else {
        panic!("an ask and a reminder: {:#?}", world.inbox(JORIS));
    };
    assert!(ask.contains("see below") && !ask.contains("[Rate"), "{ask}");
    assert!(reminder.contains("[Rate 2 leads]"), "{reminder}");
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_ask_keeps_its_buttons_when_slack_refuses_the_reminder(#[case] door: Door) {
    let world = two_leads_each(door).await;
    world.until(BEFORE_REMINDER).await;
    let refused = Misbehaviour::Error("restricted_action".to_owned());
    let refused = Rule::on("chat.postMessage", refused);
    world.slack.faults().add(refused.in_channel(JORIS));
    world.expect_logged("Slack refused a post");
    world.until(AFTER_REMINDER).await;
    world.open(JORIS, "Rate 2 leads").await;
    world.rate(JORIS, ACCEPTED).await;
    world.person(JORIS).close().await.expect("he stops");
    world.a_minute().await;
    let [ask] = &world.inbox(JORIS)[..] else {
        panic!("an ask alone: {:#?}", world.inbox(JORIS));
    };
    assert!(ask.contains("[Go on]"), "{ask}");
    drop(world.slack.take_refusals());
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn nobody_is_reminded_of_what_they_declined(#[case] door: Door) {
    let world = two_leads_each(door).await;
    world.open(SANNE, "Not this time").await;
    world.until("2026-11-23T20:00:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 2));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn no_reminder_falls_after_the_deadline(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 1).await;
    world.a_lead("Kade 9", SANNE, &webinar, 2).await;
    // She works on Tuesdays only: her next day comes after the deadline.
    world
        .change_member(SANNE, |sanne| {
            sanne.working_days = WorkingDays::from_bits(0b000_0010).expect("a day");
        })
        .await;
    world.a_loop(Language::English).await;
    world.until("2026-11-27T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world.end().await;
}
