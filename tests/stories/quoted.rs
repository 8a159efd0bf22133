//! What sales wrote is quoted in the channel without names; leads without a campaign are counted in totals.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, ALL_ASKED, COMMENT, Door, FIRST_DIGEST, JORIS, KARIN, MARIEKE, PRIYA, SANNE, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn comments_lose_the_names_of_people_on_their_way(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for rep in [SANNE, JORIS, PRIYA] {
        world
            .a_lead_like(&format!("First of {rep}"), rep, &webinar, 3, |it| {
                it.facts.person = Some("Femke Bos".to_owned());
            })
            .await;
        world
            .a_lead_like(&format!("Second of {rep}"), rep, &webinar, 4, |it| {
                it.campaign_id = None;
            })
            .await;
    }
    world.a_loop(Language::English).await;
    world.until(ALL_ASKED).await;
    for (rep, said) in [
        (
            SANNE,
            "Femke Bos wants a demo, Joris knows her: f.bos@example.com, 06 12345678",
        ),
        (JORIS, "Plans in Excel"),
        (PRIYA, "Three plants"),
    ] {
        world.open(rep, "Rate 2 leads").await;
        world.choose(rep, ACCEPTED).await;
        world
            .person(rep)
            .type_text(COMMENT, said)
            .await
            .expect("typed");
        assert!(world.save(rep).await.is_accepted());
        world.rate(rep, ACCEPTED).await;
    }
    world.until(FIRST_DIGEST).await;
    let channel = world.channel();
    let [digest, thread] = &channel[..] else {
        panic!("a digest and its thread: {channel:#?}");
    };
    assert!(digest.contains("6 accepted"), "in the totals: {digest}");
    assert!(digest.contains("Autumn webinar | 3 | 3"), "{digest}");
    assert!(thread.contains("… wants a demo, … knows her"), "{thread}");
    assert!(thread.contains("Plans in Excel"), "{thread}");
    for secret in ["Femke", "Bos", "Joris", "example.com", "12345678"] {
        assert!(
            !thread.contains(secret),
            "{secret} in the channel: {thread}"
        );
        assert!(
            !digest.contains(secret),
            "{secret} in the channel: {digest}"
        );
    }
    let numbers = world.dm(MARIEKE).plain();
    assert!(numbers.contains("3 rated: 3 accepted"), "{numbers}");
    assert!(!world.inbox(KARIN).is_empty());
    world.end().await;
}
