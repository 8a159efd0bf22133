//! `/leadloop ask now`: an extra round, at most weekly.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_ASK, FIRST_DIGEST, JORIS, KARIN, SANNE, SECOND_ASK, WRONG, World,
};

/// Monday 9 November, ten in the morning in Amsterdam: a week before the first round.
const A_WEEK_BEFORE: &str = "2026-11-09T09:00:00Z";

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_team_lead_asks_now_once_a_week(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.until(A_WEEK_BEFORE).await;
    let refused = world.command(JORIS, "ask now").await;
    assert!(refused.contains("Please ask one of them."), "{refused}");

    let asked = world.command(KARIN, "ask now").await;
    assert_eq!(asked, "One person is asked now.");
    world.a_minute().await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: Nova Bouw, Kade 9"), "{ask}");
    let refused = world.command(KARIN, "ask now").await;
    assert!(refused.contains("less than a week ago"), "{refused}");

    world.a_lead("Helder IT", JORIS, &webinar, 11).await;
    world.a_lead("Oostwal", JORIS, &webinar, 11).await;
    world.until("2026-11-16T08:00:00Z").await;
    let refused = world.command(KARIN, "ask now").await;
    assert!(refused.contains("less than a week ago"), "{refused}");
    world.until("2026-11-16T09:01:00Z").await;
    assert_eq!(world.dms(JORIS), 1, "the rhythm goes on");
    let none = world.command(KARIN, "ask now").await;
    assert!(none.contains("Nobody has a lead"), "{none}");
    world.a_lead("Van Dijk", SANNE, &webinar, 12).await;
    world.a_lead("De Boer", SANNE, &webinar, 12).await;
    let asked = world.command(KARIN, "ask now").await;
    assert_eq!(
        asked, "One person is asked now.",
        "the week's one was not used up"
    );
    world.a_minute().await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: De Boer, Van Dijk"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn in_the_evening_it_says_when_people_are_asked(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.until("2026-11-06T20:00:00Z").await;
    let asked = world.command(KARIN, "ask now").await;
    let said =
        "One person is asked in their working hours: on Monday 9 November, 08:00, your time.";
    assert_eq!(asked, said);
    world.until("2026-11-09T06:59:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until("2026-11-09T07:01:00Z").await;
    assert_eq!(world.dms(SANNE), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn it_has_its_own_digest_and_the_rounds_of_the_rhythm_are_compared_with_one_another(
    #[case] door: Door,
) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.until(A_WEEK_BEFORE).await;
    world.command(KARIN, "ask now").await;
    world.a_minute().await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, ACCEPTED).await;
    world.a_lead("Helder IT", SANNE, &webinar, 10).await;
    world.a_lead("Oostwal", SANNE, &webinar, 11).await;

    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.until("2026-11-17T09:00:00Z").await;
    let digest = world.channel().pop().expect("a digest of the extra round");
    assert!(
        digest.contains("Benelux, round 1 (leads of 3–4 November): 2 accepted"),
        "{digest}"
    );
    world.until(FIRST_DIGEST).await;
    let digests = world.channel();
    let digest = digests.iter().find(|it| it.contains("round 2"));
    let digest = digest.unwrap_or_else(|| panic!("no second digest: {digests:#?}"));
    assert!(
        digest.contains("Benelux, round 2 (leads of 10–11 November): 1 accepted"),
        "{digest}"
    );
    assert!(!digest.contains("last time"), "{digest}");

    world.a_lead("Van Dijk", SANNE, &webinar, 17).await;
    world.a_lead("De Boer", SANNE, &webinar, 18).await;
    world.until("2026-11-24T10:00:00Z").await;
    world.command(KARIN, "ask now").await;
    world.a_minute().await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, ACCEPTED).await;
    world.a_lead("Brouwer", SANNE, &webinar, 24).await;
    world.a_lead("Lumen", SANNE, &webinar, 25).await;
    world.until(SECOND_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until("2026-12-08T09:00:00Z").await;
    let digests = world.channel();
    let find = |start: &str| digests.iter().find(|it| it.contains(start));
    let extra = find("Benelux, round 3").expect("a digest of the second extra round");
    assert!(extra.contains("2 accepted"), "{extra}");
    assert!(
        !extra.contains("last time"),
        "an extra one is compared with none: {extra}"
    );
    assert!(extra.contains("An extra round"), "{extra}");
    let fourth = find("Benelux, round 4").expect("a digest of the second round of the rhythm");
    assert!(fourth.contains("0 accepted, 1 last time"), "{fourth}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn one_rep_may_be_named_and_is_left_in_peace_at_night(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_loop(Language::English).await;
    world.until("2026-11-09T20:00:00Z").await;
    let asked = world
        .command(KARIN, &format!("ask now <@{SANNE}|sanne>"))
        .await;
    assert_eq!(
        asked,
        "One person is asked in their working hours: on Tuesday 10 November, 08:00, your time."
    );
    world.until("2026-11-10T06:59:00Z").await;
    assert_eq!(world.dms(SANNE), 0, "not at night");
    world.until("2026-11-10T07:01:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 0));
    world.end().await;
}
