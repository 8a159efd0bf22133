//! Somebody's Slack status says that they are away: they are left in peace, and nobody hears why.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{Door, FIRST_ASK, FIRST_DIGEST, JORIS, KARIN, SANNE, SECOND_ASK, WRONG, World};

/// Sanne and Joris have two leads each; the first round is on Monday 16 November.
async fn two_reps(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 3).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.a_loop(Language::English).await;
    world
}

async fn says(world: &World, who: &str, emoji: &str, text: &str, until: &str) {
    let until = match until {
        "" => 0,
        until => until
            .parse::<jiff::Timestamp>()
            .expect("an instant")
            .as_second(),
    };
    let set = world.slack.set_status_until(who, emoji, text, until).await;
    set.expect("somebody");
    world.settle().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_on_holiday_is_asked_when_the_status_goes(#[case] door: Door) {
    let world = two_reps(door).await;
    world.until("2026-11-10T09:00:00Z").await;
    says(&world, SANNE, ":palm_tree:", "Op vakantie in Zeeland", "").await;
    world.until(FIRST_ASK).await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 1));
    let home = world.home(SANNE).await;
    let said = "Your Slack status says that you are away: you are not asked as long as it stands.";
    assert!(home.contains(said), "{home}");
    let own = world.command(SANNE, "why").await;
    assert!(own.contains("Away."), "{own}");
    let why = world.command(KARIN, &format!("why <@{SANNE}>")).await;
    assert!(why.contains("Away.") && !why.contains("vakantie"), "{why}");

    world.until("2026-11-17T10:00:00Z").await;
    assert_eq!(world.dms(SANNE), 0, "the round is open, and she is away");
    says(&world, SANNE, "", "", "").await;
    world.a_minute().await;
    assert_eq!(world.dms(SANNE), 1, "there is time left");
    assert!(
        !world.database_holds("Zeeland"),
        "the status is kept nowhere"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_back_after_half_the_window_is_asked_in_the_next_round(#[case] door: Door) {
    let world = two_reps(door).await;
    world.until("2026-11-10T09:00:00Z").await;
    says(&world, SANNE, ":palm_tree:", "Op vakantie", "").await;
    world.until("2026-11-20T09:00:00Z").await;
    says(&world, SANNE, "", "", "").await;
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.dms(SANNE), 0, "hardly a day would have been left");
    world.until(SECOND_ASK).await;
    assert_eq!(world.dms(SANNE), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_round_waits_for_its_only_rep(#[case] door: Door) {
    let world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop_of(Language::English, &[SANNE]).await;
    world.until("2026-11-16T06:00:00Z").await;
    says(&world, SANNE, ":face_with_thermometer:", "Ziek", "").await;
    world.until("2026-11-17T08:00:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    says(&world, SANNE, "", "", "").await;
    world.a_minute().await;
    assert_eq!(world.dms(SANNE), 1, "she is back on the second day");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_status_with_an_end_says_when_they_are_back(#[case] door: Door) {
    let world = two_reps(door).await;
    let (wednesday, monday) = ("2026-11-17T23:00:00Z", "2026-11-22T23:00:00Z");
    says(&world, SANNE, "", "Out of office", wednesday).await;
    says(&world, JORIS, ":face_with_thermometer:", "", monday).await;
    let home = world.home(SANNE).await;
    assert!(home.contains("away until Wednesday 18 November"), "{home}");
    world.until("2026-11-18T06:59:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until("2026-11-18T08:31:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "on the first working day back");
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    assert_eq!(world.dms(JORIS), 0, "more than half of the window");
    let digest = world.message_with(KARIN, "Benelux, round 1").plain();
    assert!(digest.contains("one away"), "{digest}");
    assert!(!digest.contains("Joris"), "{digest}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_falls_ill_after_the_ask_is_not_reminded(#[case] door: Door) {
    let world = two_reps(door).await;
    world.until(FIRST_ASK).await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (1, 1));
    world.until("2026-11-18T09:00:00Z").await;
    says(&world, SANNE, "", "Ziek, helaas", "").await;
    world.until("2026-11-23T15:00:00Z").await;
    assert_eq!(
        (world.dms(SANNE), world.dms(JORIS)),
        (1, 2),
        "one reminder, for Joris"
    );
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    let digest = world.message_with(KARIN, "Benelux, round 1").plain();
    assert!(digest.contains("Open: Joris (2)."), "{digest}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_wants_to_be_asked_all_the_same_is_until_the_next_leave(#[case] door: Door) {
    let world = two_reps(door).await;
    says(&world, SANNE, "", "On leave", "").await;
    world.home(SANNE).await;
    let sanne = world.person(SANNE);
    sanne
        .press_in_home("Ask me all the same")
        .await
        .expect("the button");
    let home = world.home_now(SANNE).await;
    assert!(home.contains("You are asked on:"), "{home}");
    sanne.close().await.expect("closed");
    // Slack is read again every day, and says the same.
    world.until(FIRST_ASK).await;
    assert_eq!(world.dms(SANNE), 1, "asked while the status stands");
    says(&world, SANNE, "", "Sick leave", "2026-12-24T00:00:00Z").await;
    let home = world.home(SANNE).await;
    assert!(home.contains("away until Thursday 24 December"), "{home}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_pause_and_a_status_leave_each_other_alone(#[case] door: Door) {
    let world = two_reps(door).await;
    let sanne = world.person(SANNE);
    sanne.slash("/leadloop", "pause").await.expect("a modal");
    sanne
        .pick_date("Until (your first day back)", "2026-11-18")
        .await
        .expect("a date");
    assert!(world.save(SANNE).await.is_accepted());
    sanne.close().await.expect("closed");
    says(&world, SANNE, "", "Vrij vandaag", "2026-11-12T23:00:00Z").await;
    says(&world, SANNE, "", "Vrijdag thuis", "").await;
    let home = world.home(SANNE).await;
    assert!(
        home.contains("You are paused until Wednesday 18 November"),
        "{home}"
    );
    world.until("2026-11-17T20:00:00Z").await;
    assert_eq!(world.dms(SANNE), 0);
    world.until("2026-11-18T08:31:00Z").await;
    assert_eq!(world.dms(SANNE), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_admin_says_which_words_mean_away(#[case] door: Door) {
    let world = two_reps(door).await;
    says(&world, SANNE, "", "Ferien!", "").await;
    says(&world, JORIS, "", "Vakantie", "").await;
    let joris = world.person(JORIS);
    joris.slash("/leadloop", "settings").await.expect("a modal");
    assert!(
        !world.window(JORIS).contains("Words for away"),
        "admins only"
    );
    joris.close().await.expect("closed");

    let karin = world.person(KARIN);
    karin.slash("/leadloop", "settings").await.expect("a modal");
    karin
        .press_in_view("Words for away")
        .await
        .expect("the words");
    let words = world.window(KARIN);
    assert!(words.contains("never the word"), "{words}");
    karin
        .type_text("Away", "Urlaub\nferien")
        .await
        .expect("typed");
    assert!(world.save(KARIN).await.is_accepted());
    assert!(
        world.window(KARIN).contains("Saved."),
        "{}",
        world.window(KARIN)
    );
    world.settle().await;
    world.until(FIRST_ASK).await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 1));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_status_that_was_set_while_the_bot_was_down_counts_at_its_start(#[case] door: Door) {
    let mut world = two_reps(door).await;
    world.stop_bot().await;
    world.expect_logged("a delivery failed");
    let set = world.slack.set_status(SANNE, "", "Parental leave").await;
    set.expect("Sanne");
    world.start_bot().await;
    world.until(FIRST_ASK).await;
    assert_eq!((world.dms(SANNE), world.dms(JORIS)), (0, 1));
    world.end().await;
}
