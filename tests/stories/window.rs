//! What goes wrong with a window costs no answer.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, COMMENT, Door, FOLLOW_UP, INTENT, REASON, REJECTED, RELEVANCE, SANNE, TIMING,
    VERDICT, World,
};
use slack_sandbox::{Misbehaviour, Rule};

async fn the_window_of_two_leads(door: Door) -> World {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn when_unfolding_was_lost_one_question_more_is_asked(#[case] door: Door) {
    let world = the_window_of_two_leads(door).await;
    world
        .choose(
            SANNE,
            &[
                (FOLLOW_UP, "Nothing yet"),
                (RELEVANCE, "4 – Fits, and has a say"),
                (VERDICT, "Yes, I'm taking it on (accept)"),
            ],
        )
        .await;
    // Slack loses the update that would bring timing and intent back.
    world.slack.faults().add(Rule::on(
        "views.update",
        Misbehaviour::Error("hash_conflict".to_owned()),
    ));
    world
        .choose(SANNE, &[(FOLLOW_UP, "Spoke on the phone")])
        .await;
    assert!(!world.window(SANNE).contains(TIMING));
    assert!(world.save(SANNE).await.is_accepted());
    let window = world.window(SANNE);
    assert!(window.contains("One question more."), "{window}");
    assert!(window.contains("Lead 1 of 2"), "{window}");
    world
        .rate(
            SANNE,
            &[
                (TIMING, "4 – Date or budget is known"),
                (INTENT, "4 – Asks about price or how it works"),
            ],
        )
        .await;
    let window = world.window(SANNE);
    assert!(window.contains("Saved: Nova Bouw."), "{window}");
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn something_else_needs_a_few_words(#[case] door: Door) {
    let world = the_window_of_two_leads(door).await;
    world.choose(SANNE, &REJECTED[..5]).await;
    world
        .choose(SANNE, &[(REASON, "Something else (say what below)")])
        .await;
    let refused = world.save(SANNE).await;
    assert!(!refused.is_accepted(), "{refused:?}");
    let window = world.window(SANNE);
    assert!(
        window.contains("A few words, please: what was it?"),
        "{window}"
    );
    world
        .person(SANNE)
        .type_text(COMMENT, "Moved to Spain")
        .await
        .expect("typed");
    assert!(world.save(SANNE).await.is_accepted());
    let window = world.window(SANNE);
    assert!(window.contains("Lead 2 of 2"), "{window}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_same_submission_again_gets_the_same_answer(#[case] door: Door) {
    let world = the_window_of_two_leads(door).await;
    world.rate(SANNE, ACCEPTED).await;
    let submitted = world
        .slack
        .deliveries()
        .into_iter()
        .rfind(|it| it.name == "view_submission" || it.payload["type"] == "view_submission")
        .expect("a submission");
    let again = world.slack.repeat(&submitted.id).await.expect("an answer");
    world.settle().await;
    assert_eq!(Some(again), submitted.acknowledged);
    let window = world.window(SANNE);
    assert!(window.contains("Lead 2 of 2"), "{window}");
    world.rate(SANNE, ACCEPTED).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Two leads rated"), "{record}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn of_two_windows_the_older_shows_the_newer_answer(#[case] door: Door) {
    let world = the_window_of_two_leads(door).await;
    let ask = world.dm(SANNE);
    world.choose(SANNE, &REJECTED[..5]).await;
    world
        .choose(SANNE, &[(REASON, "Something else (say what below)")])
        .await;
    assert!(!world.save(SANNE).await.is_accepted());
    let older = world.slack.deliveries().pop().expect("a submission");
    world
        .person(SANNE)
        .press(&ask, "Rate 2 leads")
        .await
        .expect("a second window");
    world.rate(SANNE, &[(REASON, "No need for it")]).await;
    let shown = world.slack.repeat(&older.id).await.expect("an answer");
    let shown = shown.to_string();
    assert!(shown.contains("this is the newer answer"), "{shown}");
    assert!(shown.contains("Nova Bouw"), "{shown}");
    world.end().await;
}

#[rstest]
#[case::english(Language::English, "Not saved: that took too long.")]
#[case::dutch(Language::Dutch, "Niet opgeslagen: het duurde te lang.")]
#[tokio::test]
async fn what_cannot_be_stored_is_said_and_pressed_again(
    #[case] language: Language,
    #[case] said: &str,
    #[values(Door::Socket, Door::Http)] door: Door,
) {
    let world = the_window_of_two_leads(door).await;
    world.choose(SANNE, ACCEPTED).await;
    world
        .change_member(SANNE, |sanne| sanne.language = Some(language))
        .await;
    world.tamper("ALTER TABLE ratings RENAME TO lost").await;
    world.expect_logged("a delivery could not be dealt with");
    let refused = world.save(SANNE).await;
    assert!(!refused.is_accepted(), "{refused:?}");
    let window = world.window(SANNE);
    assert!(window.contains(said), "{window}");

    world.tamper("ALTER TABLE lost RENAME TO ratings").await;
    assert!(world.save(SANNE).await.is_accepted());
    let window = world.window(SANNE);
    assert!(window.contains("Kade 9"), "the next lead: {window}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn another_form_that_cannot_be_stored_says_so_too(#[case] door: Door) {
    let world = the_window_of_two_leads(door).await;
    let sanne = world.person(SANNE);
    sanne.close().await.expect("closed");
    world.settle().await;
    world.home(SANNE).await;
    sanne
        .press_in_home("Pause me until…")
        .await
        .expect("the form");
    world.tamper("ALTER TABLE members RENAME TO lost").await;
    world.expect_logged("a delivery could not be dealt with");
    let refused = world.save(SANNE).await;
    assert!(!refused.is_accepted(), "{refused:?}");
    // Who it is could not be read: it is said in each language.
    let window = world.window(SANNE);
    assert!(window.contains("Not saved"), "{window}");
    assert!(window.contains("Niet opgeslagen"), "{window}");
    world.tamper("ALTER TABLE lost RENAME TO members").await;
    assert!(world.save(SANNE).await.is_accepted());
    world.end().await;
}
