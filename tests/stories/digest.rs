//! What the channel and the team lead read.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, ALL_ASKED, DIGEST_CHANNEL, Door, FIRST_ASK, JORIS, KARIN, PRIYA, REJECTED, SANNE,
    TOM, World,
};

/// Three of four reps have rated two leads each of one campaign.
pub(crate) async fn a_round_with_statistics(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for rep in [SANNE, JORIS, PRIYA, TOM] {
        world
            .a_lead(&format!("First {rep}"), rep, &webinar, 3)
            .await;
        world
            .a_lead(&format!("Second {rep}"), rep, &webinar, 4)
            .await;
    }
    world.a_loop(Language::English).await;
    world.until(ALL_ASKED).await;
    for rep in [SANNE, JORIS, PRIYA] {
        world.open(rep, "Rate 2 leads").await;
        world.rate(rep, ACCEPTED).await;
        world.rate(rep, REJECTED).await;
    }
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn with_four_reps_it_counts_and_names_nobody(#[case] door: Door) {
    let world = a_round_with_statistics(door).await;
    world.until("2026-11-24T07:59:00Z").await;
    assert_eq!(
        world.channel().len(),
        0,
        "not before nine on the next working day"
    );
    world.until("2026-11-24T08:05:00Z").await;
    let channel = world.person(KARIN).messages(DIGEST_CHANNEL);
    let digest = channel.first().expect("a digest");
    let plain = digest.plain();
    let has = |kind: &str| digest.blocks.iter().any(|it| it["type"] == kind);
    assert!(has("data_visualization") && has("data_table"), "{plain}");
    assert!(plain.contains("3 accepted"), "{plain}");
    assert!(plain.contains("3 of 6"), "{plain}");
    assert!(plain.contains("Why rejected (3):"), "{plain}");
    assert!(
        !plain.contains("Much the same as last time"),
        "there was none: {plain}"
    );
    assert!(
        digest.text.contains("3 of 6"),
        "all of it in the text: {}",
        digest.text
    );
    for message in &channel {
        for name in ["Sanne", "Joris", "Priya", "Tom"] {
            let said = format!("{}{}", message.plain(), message.text);
            assert!(!said.contains(name), "{name} in the channel: {said}");
        }
    }
    let karin = &world.inbox(KARIN)[0];
    assert!(
        karin.contains("Open: Tom (2)."),
        "the team lead's copy: {karin}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn under_four_reps_it_is_a_plain_list(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop_of(Language::English, &[SANNE, JORIS]).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, REJECTED).await;
    world.until("2026-11-24T08:05:00Z").await;
    let channel = world.person(KARIN).messages(DIGEST_CHANNEL);
    let digest = channel.first().expect("a digest");
    let plain = digest.plain();
    assert!(
        plain.contains("Nova Bouw (Autumn webinar): accepted"),
        "{plain}"
    );
    assert!(
        plain.contains("Kade 9 (Autumn webinar): rejected"),
        "{plain}"
    );
    assert!(
        digest
            .blocks
            .iter()
            .all(|it| it["type"] != "data_visualization" && it["type"] != "data_table"),
        "{plain}"
    );
    assert!(!plain.contains("Sanne"), "{plain}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_left_is_not_among_the_four(#[case] door: Door) {
    let world = a_round_with_statistics(door).await;
    let left = world.slack.set_deactivated(TOM, true).await;
    left.expect("Tom was here");
    world.until("2026-11-24T08:05:00Z").await;
    let channel = world.person(KARIN).messages(DIGEST_CHANNEL);
    let digest = channel.first().expect("a digest");
    let plain = digest.plain();
    assert!(plain.contains("Rated this round"), "{plain}");
    assert!(!plain.contains("Why rejected"), "{plain}");
    assert!(
        digest.blocks.iter().all(|it| it["type"] != "data_table"),
        "{plain}"
    );
    world.end().await;
}
