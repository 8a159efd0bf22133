//! Somebody leaves: their leads belong to nobody until they get an owner. Somebody is away: nobody hears why.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    Door, FIRST_ASK, FIRST_DIGEST, JORIS, KARIN, SANNE, SECOND_ASK, TOM, WRONG, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn leads_of_who_left_are_shown_to_the_team_lead(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_loop(Language::English).await;
    world.until("2026-11-15T20:00:00Z").await;
    let left = world.slack.set_deactivated(JORIS, true).await;
    left.expect("Joris was here");
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    let home = world.home(KARIN).await;
    assert!(home.contains("Two leads belong to nobody."), "{home}");
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.dms(JORIS), 0, "{:#?}", world.inbox(JORIS));
    let digest = world.message_with(KARIN, "Benelux, round 1");
    assert!(
        digest.plain().contains("Two leads belong to nobody."),
        "{}",
        digest.plain()
    );
    assert!(
        digest.plain().contains("One person asked") && !digest.plain().contains("away"),
        "he is not away, he left: {}",
        digest.plain()
    );
    world
        .person(KARIN)
        .press(&digest, "Give them an owner")
        .await
        .expect("the list");
    let list = world.window(KARIN);
    assert!(
        list.contains("Helder IT") && list.contains("Oostwal"),
        "{list}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_back_before_half_the_window_is_asked_then(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Acme", TOM, &webinar, 3).await;
    world.a_lead("Globex", TOM, &webinar, 4).await;
    world.a_loop(Language::English).await;
    for (person, back) in [
        (SANNE, "2026-11-18T00:00:00+01:00"),
        (TOM, "2026-11-23T00:00:00-05:00"),
    ] {
        world
            .change_member(person, |it| {
                it.paused_until = Some(back.parse().expect("an instant"));
            })
            .await;
    }
    world.until("2026-11-18T06:59:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until("2026-11-18T08:31:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "on her first day back");
    let why = world.command(KARIN, &format!("why <@{TOM}>")).await;
    assert!(why.contains("Away.") && !why.contains("Acme"), "{why}");
    world.until("2026-11-25T20:00:00Z").await;
    assert_eq!(world.dms(TOM), 0, "{:#?}", world.inbox(TOM));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn leads_of_who_is_away_are_passed_on_from_the_digest(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Acme", TOM, &webinar, 3).await;
    world.a_lead("Globex", TOM, &webinar, 4).await;
    world.a_loop(Language::English).await;
    world
        .change_member(TOM, |it| {
            it.paused_until = Some("2026-12-24T05:00:00Z".parse().expect("an instant"));
        })
        .await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    let in_channel = world.channel().remove(0);
    assert!(!in_channel.contains("Pass them on"), "{in_channel}");
    let digest = world.message_with(KARIN, "Benelux, round 1");
    assert!(
        !digest.plain().contains("Tom"),
        "who is away is not named: {}",
        digest.plain()
    );
    let karin = world.person(KARIN);
    karin
        .press(&digest, "Pass them on")
        .await
        .expect("the list");
    let list = world.window(KARIN);
    assert!(list.contains("Acme") && list.contains("Globex"), "{list}");
    for lead in ["lead-Acme", "lead-Globex"] {
        karin.pick_user(lead, SANNE).await.expect("an owner");
    }
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: Acme, Globex"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_guest_who_becomes_a_member_comes_in_with_the_next_round(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_loop(Language::English).await;
    let guest = world.slack.change_user(JORIS, |it| it.is_restricted = true);
    guest.await.expect("Joris");
    world.until("2026-11-18T12:00:00Z").await;
    let member = world
        .slack
        .change_user(JORIS, |it| it.is_restricted = false);
    member.await.expect("Joris");
    world.until(FIRST_DIGEST).await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (2, 0));
    let digest = world.message_with(KARIN, "Benelux, round 1").plain();
    assert!(!digest.contains("down"), "leadloop was there: {digest}");
    world.until(SECOND_ASK).await;
    assert_eq!(world.dms(JORIS), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_becomes_a_guest_or_leaves_in_mid_round_hears_nothing_more(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    for (rep, first, second) in [(JORIS, "Helder IT", "Oostwal"), (TOM, "Acme", "Globex")] {
        world.a_lead(first, rep, &webinar, 3).await;
        world.a_lead(second, rep, &webinar, 4).await;
    }
    world.a_loop(Language::English).await;
    world.until("2026-11-15T20:00:00Z").await;
    // His ask is fixed, and not sent.
    let guest = world.slack.change_user(TOM, |tom| tom.is_restricted = true);
    guest.await.expect("Tom");
    world.until("2026-11-17T12:00:00Z").await;
    let dms = |world: &World| [SANNE, JORIS, TOM].map(|rep| world.dms(rep));
    assert_eq!(dms(&world), [1, 1, 0]);
    let left = world.slack.set_deactivated(JORIS, true).await;
    left.expect("Joris was here");
    let why = world.command(KARIN, &format!("why <@{TOM}>")).await;
    assert!(why.contains("A guest or a bot is never asked."), "{why}");
    world.until("2026-11-23T15:00:00Z").await;
    assert_eq!(dms(&world), [2, 1, 0], "one reminder, for Sanne");
    world.until(SECOND_ASK).await;
    assert_eq!(dms(&world), [3, 1, 0]);
    let digest = world.message_with(KARIN, "Benelux, round 1").plain();
    assert!(digest.contains("Four leads belong to nobody."), "{digest}");
    world.end().await;
}
