//! "So many more" has a button that shows them, without names for whoever reads the channel.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, ALL_ASKED, COMMENT, DIGEST_CHANNEL, Door, FIRST_ASK, FIRST_DIGEST, JORIS, PRIYA,
    SANNE, WRONG, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_plain_list_of_twelve_shows_ten_and_the_rest_in_a_window(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for letter in 'A'..='L' {
        world
            .a_lead(&format!("Firm {letter}"), SANNE, &webinar, 3)
            .await;
    }
    world
        .a_loop_like(&[SANNE, JORIS], |it| it.leads_per_ask = 12)
        .await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 12 leads").await;
    for _ in 0..12 {
        world.rate(SANNE, WRONG).await;
    }
    world.until(FIRST_DIGEST).await;
    let digest = world.person(JORIS).messages(DIGEST_CHANNEL).remove(0);
    assert!(!digest.plain().contains("Firm K"), "{}", digest.plain());
    world
        .person(JORIS)
        .press(&digest, "2 more")
        .await
        .expect("the rest");
    let rest = world.window(JORIS);
    assert!(rest.contains("Firm K (Autumn webinar): rejected"), "{rest}");
    assert!(rest.contains("Firm L"), "{rest}");
    assert!(!rest.contains("Firm J"), "{rest}");
    assert!(!rest.contains("Sanne"), "{rest}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn comments_beyond_the_fifth_are_in_a_window_without_names(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaigns = [
        world.a_campaign("Autumn webinar").await,
        world.a_campaign("Pricing guide").await,
    ];
    let reps = [SANNE, JORIS, PRIYA];
    for rep in reps {
        for (number, campaign) in campaigns.iter().enumerate() {
            world
                .a_lead(&format!("{number} of {rep}"), rep, campaign, 3)
                .await;
        }
    }
    world.a_loop(Language::English).await;
    world.until(ALL_ASKED).await;
    for rep in reps {
        world.open(rep, "Rate 2 leads").await;
        for _ in 0..2 {
            world.choose(rep, ACCEPTED).await;
            world
                .person(rep)
                .type_text(COMMENT, "Sanne spoke to them")
                .await
                .expect("typed");
            assert!(world.save(rep).await.is_accepted());
        }
    }
    world.until(FIRST_DIGEST).await;
    let thread = world.person(JORIS).messages(DIGEST_CHANNEL).remove(1);
    let quoted = thread.plain().matches("spoke to them").count();
    assert_eq!(quoted, 5, "{}", thread.plain());
    world
        .person(JORIS)
        .press(&thread, "1 more comment")
        .await
        .expect("the rest");
    let rest = world.window(JORIS);
    assert_eq!(rest.matches("… spoke to them").count(), 1, "{rest}");
    assert!(!rest.contains("Sanne"), "{rest}");
    world.end().await;
}
