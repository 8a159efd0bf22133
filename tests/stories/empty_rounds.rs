//! A round without leads is left out without noise, and a team lead may leave one out or move it.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    Door, FIRST_ASK, FIRST_DIGEST, KARIN, MARIEKE, SANNE, SECOND_ASK, THIRD_ASK, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn marketing_is_told_in_time_and_nobody_else(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    // Two working days before Monday the sixteenth.
    world.until("2026-11-12T07:00:00Z").await;
    assert_eq!(world.dms(MARIEKE), 0, "{:#?}", world.inbox(MARIEKE));
    world.until("2026-11-12T17:00:00Z").await;
    let told = world.dm(MARIEKE).plain();
    assert!(
        told.contains("No new leads came in for the round of Benelux on Monday 16 November."),
        "{told}"
    );
    world.until("2026-11-25T20:00:00Z").await;
    assert_eq!((world.dms(SANNE), world.dms(KARIN)), (0, 0));
    assert_eq!(world.channel().len(), 0, "{:#?}", world.channel());

    // Before the third: two were empty.
    world.until("2026-12-10T17:00:00Z").await;
    let [told] = &world.inbox(KARIN)[..] else {
        panic!("one message: {:#?}", world.inbox(KARIN));
    };
    assert!(
        told.contains("Two rounds of Benelux in a row had no leads"),
        "{told}"
    );
    assert_eq!(world.dms(MARIEKE), 3, "{:#?}", world.inbox(MARIEKE));
    world.until(THIRD_ASK).await;
    assert_eq!(world.dms(SANNE), 0);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn leads_that_come_after_the_word_are_still_asked_about(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    world.until("2026-11-12T17:00:00Z").await;
    assert_eq!(world.dms(MARIEKE), 1);
    world.two_leads_of_sanne().await;
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: Nova Bouw, Kade 9"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_team_lead_leaves_the_next_round_out(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    let home = world.home(KARIN).await;
    assert!(home.contains("Next round: Monday 16 November."), "{home}");
    let karin = world.person(KARIN);
    karin
        .choose_overflow_in_home("Leave the next round out")
        .await
        .expect("the menu");
    let home = world.home_now(KARIN).await;
    assert!(home.contains("Next round: Monday 30 November."), "{home}");
    world.until(FIRST_DIGEST).await;
    assert_eq!((world.dms(SANNE), world.channel().len()), (0, 0));
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: Nova Bouw, Kade 9"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn or_moves_it(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    move_to(&world, "2026-11-28").await;
    let refused = world.window(KARIN);
    assert!(
        refused.contains("That runs into the round of Monday 30 November."),
        "{refused}"
    );
    world.person(KARIN).close().await.expect("closed");
    move_to(&world, "2026-11-18").await;
    assert!(world.person(KARIN).view().is_none());
    world.until("2026-11-18T08:29:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until("2026-11-18T08:31:00Z").await;
    assert_eq!(world.dms(SANNE), 1);
    let next = world.home(KARIN).await;
    assert!(next.contains("Next round: Monday 30 November."), "{next}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_round_that_was_moved_is_the_one_that_is_left_out(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    move_to(&world, "2026-11-18").await;
    let home = world.home(KARIN).await;
    assert!(
        home.contains("Next round: Wednesday 18 November."),
        "{home}"
    );
    let karin = world.person(KARIN);
    let left_out = karin.choose_overflow_in_home("Leave the next round out");
    left_out.await.expect("the menu");
    let home = world.home_now(KARIN).await;
    assert!(home.contains("Next round: Monday 30 November."), "{home}");
    world.until(SECOND_ASK).await;
    assert_eq!(world.dms(SANNE), 1, "not on the 18th, but on the 30th");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_was_left_out_stays_so_after_a_pause_and_why_still_tells_of_the_open_ask(
    #[case] door: Door,
) {
    let world = World::sanne_was_asked(door).await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    for choice in ["Leave the next round out", "Pause", "Go on"] {
        let chosen = karin.choose_overflow_in_home(choice).await;
        chosen.expect("the menu");
        world.settle().await;
        world.home(KARIN).await;
    }
    let home = world.home(KARIN).await;
    assert!(home.contains("Next round: Monday 14 December."), "{home}");
    let why = world.command(SANNE, "why").await;
    for said in [
        "Asked on Monday 16 November",
        "The round of Monday 30 November was left out.",
        "Monday 14 December",
    ] {
        assert!(why.contains(said), "{said}: {why}");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn pressed_twice_it_leaves_one_round_out(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    let (first, second) = tokio::join!(
        karin.choose_overflow_in_home("Leave the next round out"),
        karin.choose_overflow_in_home("Leave the next round out")
    );
    first.expect("the menu");
    second.expect("the menu");
    let home = world.home_now(KARIN).await;
    assert!(home.contains("Next round: Monday 30 November."), "{home}");
    world.end().await;
}

/// Karin moves the next round, on her Home tab.
async fn move_to(world: &World, date: &str) {
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin
        .choose_overflow_in_home("Move the next round")
        .await
        .expect("the menu");
    karin.pick_date("Move it to", date).await.expect("picked");
    world.save(KARIN).await;
}
