//! A rep's Home tab: what is open, what they said, what there is to read, and what came of it.

use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_CLOSE, FIRST_DIGEST, JORIS, MARIEKE, SANNE, WRONG, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_briefing_is_there_to_read_until_it_is_read(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_posted_briefing().await;
    let line = "Autumn webinar: 20 first talks with heads of operations in food";
    let home = world.home(SANNE).await;
    assert!(home.contains("Briefings you haven't read"), "{home}");
    assert!(home.contains(line), "{home}");
    let of_marieke = world.home(MARIEKE).await;
    assert!(
        of_marieke.contains("Briefing read by 0 of 4."),
        "{of_marieke}"
    );

    let sanne = world.person(SANNE);
    sanne.press_in_home("Read it").await.expect("the briefing");
    world.a_minute().await;
    let briefing = world.window(SANNE);
    assert!(
        briefing.contains("a 30-minute planning check"),
        "{briefing}"
    );
    sanne.close().await.expect("the x");
    let home = world.home(SANNE).await;
    assert!(!home.contains(line), "{home}");
    assert!(world.home(JORIS).await.contains(line));
    let of_marieke = world.home(MARIEKE).await;
    assert!(
        of_marieke.contains("Briefing read by 1 of 4."),
        "{of_marieke}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_answer_is_changed_from_the_home_tab(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let home = world.home(SANNE).await;
    assert!(
        home.contains("Two leads are waiting for your opinion"),
        "{home}"
    );
    let sanne = world.person(SANNE);
    sanne.press_in_home("Rate 2 leads").await.expect("a window");
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    let home = world.home(SANNE).await;
    assert!(home.contains("Nova Bouw: accepted. Relevance 5"), "{home}");
    assert!(home.contains("Kade 9: rejected"), "{home}");

    sanne
        .choose_in_home("Change an answer", "Kade 9")
        .await
        .expect("the window opens");
    let window = world.window(SANNE);
    assert!(window.starts_with("Change answer"), "{window}");
    world.rate(SANNE, ACCEPTED).await;
    let home = world.home_now(SANNE).await;
    assert!(home.contains("Kade 9: accepted"), "{home}");
    world.a_minute().await;
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_came_of_their_answers_is_told(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_CLOSE).await;
    let line = "Autumn webinar: Marieke answers \"Students are out.\"";
    world.open(MARIEKE, "Answer in one line").await;
    world
        .person(MARIEKE)
        .type_text("What will you change?", "Students are out.")
        .await
        .expect("a line");
    world.save(MARIEKE).await;
    assert!(
        !world.home(SANNE).await.contains(line),
        "not before the digest"
    );
    world.until(FIRST_DIGEST).await;
    let home = world.home(SANNE).await;
    assert!(home.contains("What came of your answers"), "{home}");
    assert!(home.contains(line), "{home}");
    assert!(
        !world.home(JORIS).await.contains(line),
        "who did not rate it reads it in the digest"
    );
    world.end().await;
}
