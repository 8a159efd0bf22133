//! You said → we did: exactly those whose ratings led to an answer hear it, and hear when it is done.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ALL_CLOSED, Door, FIRST_DIGEST, JORIS, MARIEKE, PRIYA, SANNE, SANNES_WORDS, TOM, World,
};

const LINE: &str = "Students are out of the audience.";
const REASONS: &str = "Which reasons led to it?";
const COMMENTS: &str = "Which comments led to it?";
const COMPANY: &str = "Company doesn't fit (3)";
const HEADING: &str = "You said → we did: Autumn webinar";

fn hears(world: &World, id: &str) -> Option<String> {
    let mut inbox = world.inbox(id).into_iter();
    inbox.find(|it| it.contains(HEADING))
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_ticked_comment_is_heard_by_who_wrote_it(#[case] door: Door) {
    let (world, _) = World::a_rated_campaign(door).await;
    world.until(ALL_CLOSED).await;
    world
        .answer_numbers(1, LINE, &[(COMMENTS, SANNES_WORDS)])
        .await;
    assert_eq!(hears(&world, SANNE), None, "not before the digest");
    let before = world.dms(SANNE);
    world.until(FIRST_DIGEST).await;
    let heard = hears(&world, SANNE).expect("Sanne hears it");
    assert!(heard.contains("Second 3 Sanne BV"), "{heard}");
    assert!(heard.contains(SANNES_WORDS), "{heard}");
    assert!(
        heard.contains(&format!("Marieke answers: {LINE}")),
        "{heard}"
    );
    assert!(
        !heard.contains("First 3 Sanne BV"),
        "her other lead: {heard}"
    );
    let message = world.newest_with(SANNE, HEADING);
    assert!(
        !message.text.contains("thesis"),
        "a lock screen: {}",
        message.text
    );
    assert_eq!(world.dms(SANNE), before + 1, "one message of its own");
    for rep in [JORIS, PRIYA, TOM] {
        assert_eq!(hears(&world, rep), None, "{rep}");
    }

    world.mark_done(1).await;
    let heard = hears(&world, SANNE).expect("it still stands there");
    assert!(heard.contains("Done on 24 November."), "{heard}");
    assert_eq!(world.dms(SANNE), before + 1, "without a ping");
    let numbers = world.numbers(1).plain();
    assert!(numbers.contains("Done on 24 November."), "{numbers}");
    assert!(!numbers.contains("[It is done]"), "{numbers}");
    let results = world.results(1).plain();
    assert!(results.contains("Done on 24 November."), "{results}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_ticked_reason_is_heard_by_all_who_gave_it(#[case] door: Door) {
    let (world, webinar) = World::a_rated_campaign(door).await;
    world
        .change_member(JORIS, |joris| joris.language = Some(Language::Dutch))
        .await;
    world
        .change_member(PRIYA, |priya| {
            priya.paused_until = Some("2026-11-27T08:00:00Z".parse().expect("an instant"));
        })
        .await;
    world.until(FIRST_DIGEST).await;
    world.answer_numbers(1, LINE, &[(REASONS, COMPANY)]).await;
    let heard = hears(&world, SANNE).expect("Sanne hears it");
    assert!(
        heard.contains("Second 3 Sanne BV: company doesn't fit"),
        "{heard}"
    );
    assert!(
        !heard.contains(SANNES_WORDS),
        "only what was ticked: {heard}"
    );
    assert!(!heard.contains("Joris"), "{heard}");
    let joris = world.inbox(JORIS).join("\n");
    assert!(
        joris.contains("Dit zei je → dit deden we: Autumn webinar"),
        "{joris}"
    );
    assert!(
        joris.contains("Second 3 Joris BV: bedrijf past niet"),
        "{joris}"
    );
    assert_eq!(hears(&world, PRIYA), None, "she is away");
    assert_eq!(hears(&world, TOM), None, "he rated nothing");

    world.two_leads_each(&webinar, 20).await;
    world.until("2026-11-30T16:00:00Z").await;
    let ask = world.newest_with(SANNE, "Rate 2 leads").plain();
    let said = "Of Autumn webinar you said: Second 3 Sanne BV: company doesn't fit.";
    assert!(ask.contains(said), "{ask}");
    assert!(
        ask.contains(&format!("Marieke answers: \"{LINE}\"")),
        "{ask}"
    );
    let ask = world.newest_with(PRIYA, "Rate 2 leads").plain();
    assert!(
        ask.contains("Of Autumn webinar you said"),
        "who was away: {ask}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn another_answer_is_an_edit_and_reaches_who_it_now_rests_on(#[case] door: Door) {
    let (world, _) = World::a_rated_campaign(door).await;
    world.until(FIRST_DIGEST).await;
    world
        .answer_numbers(1, LINE, &[(COMMENTS, SANNES_WORDS)])
        .await;
    let (sannes, jorises) = (world.dms(SANNE), world.dms(JORIS));
    world.open_answer(1).await;
    let form = world.window(MARIEKE);
    assert!(form.contains(COMPANY), "{form}");
    world.person(MARIEKE).close().await.expect("closed");
    let other = "Only firms with two plants or more.";
    world.answer_numbers(1, other, &[(REASONS, COMPANY)]).await;
    let heard = hears(&world, SANNE).expect("Sanne hears it");
    assert!(heard.contains(other) && !heard.contains(LINE), "{heard}");
    assert_eq!(world.dms(SANNE), sannes, "in its place");
    assert!(hears(&world, JORIS).expect("Joris too").contains(other));
    assert_eq!(world.dms(JORIS), jorises + 1);

    // It was ticked: once more takes it out.
    world.answer_numbers(1, other, &[(REASONS, COMPANY)]).await;
    let heard = hears(&world, JORIS).expect("it still stands there");
    assert!(
        heard.contains("no longer rests on what you said"),
        "{heard}"
    );
    assert_eq!(world.dms(JORIS), jorises + 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn it_stands_in_the_digest_until_the_one_after_it_was_done(#[case] door: Door) {
    let (world, webinar) = World::a_rated_campaign(door).await;
    world.until(ALL_CLOSED).await;
    world.answer_numbers(1, LINE, &[]).await;
    for (day, ask, rate, digest) in [
        (20, "2026-11-30T16:00:00Z", 2, "2026-12-08T09:00:00Z"),
        (25, "2026-12-14T16:00:00Z", 3, "2026-12-22T09:00:00Z"),
        (27, "2026-12-28T16:00:00Z", 4, "2027-01-05T09:00:00Z"),
    ] {
        world.two_leads_each(&webinar, day).await;
        world.until(ask).await;
        world.three_rate().await;
        if rate == 3 {
            world.mark_done(1).await;
        }
        world.until(digest).await;
    }
    let first = world.digest(1);
    assert!(
        first.contains(&format!("marketing answers: \"{LINE}\"")),
        "{first}"
    );
    let second = world.digest(2);
    assert!(
        second.contains(&format!("\"{LINE}\" Not done yet.")),
        "{second}"
    );
    let third = world.digest(3);
    assert!(
        third.contains(&format!("\"{LINE}\" Done on 14 December.")),
        "{third}"
    );
    let fourth = world.digest(4);
    assert!(!fourth.contains(LINE), "{fourth}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_was_taken_out_before_being_told_is_told_when_ticked_again(#[case] door: Door) {
    let (world, _) = World::a_rated_campaign(door).await;
    let ticked: &[(&str, &str)] = &[(COMMENTS, SANNES_WORDS)];
    world.until("2026-11-24T20:00:00Z").await;
    world.answer_numbers(1, LINE, ticked).await;
    // It was ticked: once more takes it out.
    world.answer_numbers(1, LINE, ticked).await;
    world.until("2026-11-25T12:00:00Z").await;
    assert_eq!(hears(&world, SANNE), None, "nothing rests on what she said");
    world.answer_numbers(1, LINE, ticked).await;
    let heard = hears(&world, SANNE).expect("Sanne hears it");
    assert!(heard.contains(SANNES_WORDS), "{heard}");
    world.end().await;
}
