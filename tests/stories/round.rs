//! A whole round: the ask, the window, the record, the reminder, the owner's numbers, the digest.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{DIGEST_CHANNEL, Door, JORIS, KARIN, MARIEKE, PRIYA, SANNE, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_rep_is_asked_rates_and_reads_the_record(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_lead("Kade 9", SANNE, &webinar, 4).await;
    world.a_loop(Language::English).await;

    world.until("2026-11-16T08:29:00Z").await;
    assert_eq!(
        world.dms(SANNE),
        0,
        "nothing before half past nine in Amsterdam"
    );
    world.until("2026-11-16T08:31:00Z").await;
    let ask = world.dm(SANNE);
    assert!(ask.plain().contains("Hi Sanne."), "{}", ask.plain());
    assert!(
        ask.plain().contains("Karin set this up"),
        "the first ask explains: {}",
        ask.plain()
    );
    assert!(
        ask.plain().contains("Autumn webinar: Nova Bouw, Kade 9"),
        "{}",
        ask.plain()
    );
    assert_eq!(world.dms(JORIS), 0, "nobody without leads is asked");

    let sanne = world.person(SANNE);
    sanne
        .press(&ask, "Rate 2 leads")
        .await
        .expect("the window opens");
    let window = sanne.view().expect("a window");
    assert!(window.plain().contains("Lead 1 of 2"), "{}", window.plain());
    sanne
        .choose("What has happened so far?", "Spoke on the phone")
        .await
        .expect("a choice");
    sanne
        .choose(
            "Relevance: our kind of customer, and does this person decide?",
            "5 – Exactly our customer, and decides",
        )
        .await
        .expect("a choice");
    sanne
        .choose("Timing: is now the moment?", "4 – Date or budget is known")
        .await
        .expect("a choice");
    sanne
        .choose(
            "Intent: how much do they want this?",
            "4 – Asks about price or how it works",
        )
        .await
        .expect("a choice");
    sanne
        .choose("What next?", "Yes, I'm taking it on (accept)")
        .await
        .expect("a choice");
    assert!(sanne.submit().await.expect("an answer").is_accepted());

    let window = sanne.view().expect("the next lead");
    assert!(window.plain().contains("Lead 2 of 2"), "{}", window.plain());
    assert!(
        window.plain().contains("Saved: Nova Bouw."),
        "{}",
        window.plain()
    );
    sanne
        .choose("What has happened so far?", "Nothing yet")
        .await
        .expect("a choice");
    let folded = sanne.view().expect("the window").plain();
    assert!(
        !folded.contains("Timing: is now the moment?"),
        "folded away: {folded}"
    );
    sanne
        .choose(
            "Relevance: our kind of customer, and does this person decide?",
            "1 – Not our customer",
        )
        .await
        .expect("a choice");
    sanne
        .choose("What next?", "No, not for us (reject)")
        .await
        .expect("a choice");
    sanne
        .choose("Why not?", "Company doesn't fit us")
        .await
        .expect("a choice");
    assert!(sanne.submit().await.expect("an answer").is_accepted());
    assert!(sanne.view().is_none(), "the last lead closes the window");

    world.settle().await;
    world.until("2026-11-16T09:00:00Z").await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Two leads rated"), "{record}");
    assert!(
        record.contains("Nova Bouw: accepted. Relevance 5, timing 4, intent 4: warm"),
        "{record}"
    );

    world.until("2026-11-30T12:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "no reminder for somebody who is done");
    let inbox = world.person(MARIEKE).messages_in_dm_with_app();
    let numbers = inbox
        .iter()
        .map(slack_sandbox::Message::plain)
        .find(|it| it.contains("Autumn webinar: Benelux, round 1"))
        .expect("her campaign's numbers");
    assert!(numbers.contains("Tuesday 24 November, 09:00"), "{numbers}");
    let digest = world.dm(KARIN).plain();
    assert!(
        digest.contains("Benelux, round 1 (leads of 3–4 November): 1 accepted"),
        "{digest}"
    );
    assert!(digest.contains("1 of 90 accepted leads"), "{digest}");
    let posted = world.person(PRIYA).messages(DIGEST_CHANNEL);
    let posted = posted.last().expect("the channel's digest").plain();
    assert!(
        !posted.contains("Sanne"),
        "no rep's name in a channel: {posted}"
    );
    world.end().await;
}
