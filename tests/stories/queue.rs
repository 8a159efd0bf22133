//! Which leads an ask holds, and when they leave the queue.

use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, Answers, Door, FIRST_ASK, FOLLOW_UP, JORIS, KARIN, NOT_YET, RELEVANCE, SANNE,
    SECOND_ASK, THIRD_ASK, UNTOUCHED, VERDICT, WRONG, World,
};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn five_at_most_and_the_undecided_first(#[case] door: Door) {
    let world = asked_about_five_of_seven(door).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: A, B, C, D, E"), "{ask}");
    world.open(SANNE, "Rate 5 leads").await;
    for answers in [ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED, UNTOUCHED] {
        world.rate(SANNE, answers).await;
    }
    let window = world.window(SANNE);
    assert!(
        window.contains("Done, thank you. Two older leads are waiting; they may wait."),
        "{window}"
    );
    world.person(SANNE).close().await.expect("closed");
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: E, F, G"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn older_leads_may_be_rated_at_once(#[case] door: Door) {
    let world = asked_about_five_of_seven(door).await;
    world.open(SANNE, "Rate 5 leads").await;
    for _ in 0..5 {
        world.rate(SANNE, ACCEPTED).await;
    }
    world
        .person(SANNE)
        .press_in_view("Rate 2 more")
        .await
        .expect("two more");
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, ACCEPTED).await;
    assert!(
        world.person(SANNE).view().is_none(),
        "{}",
        world.window(SANNE)
    );
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Seven leads rated"), "{record}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_is_undecided_is_not_among_the_older_leads(#[case] door: Door) {
    let world = asked_about_five_of_seven(door).await;
    world.open(SANNE, "Rate 5 leads").await;
    for _ in 0..5 {
        world.rate(SANNE, UNTOUCHED).await;
    }
    let sanne = world.person(SANNE);
    let (once, twice) = tokio::join!(
        sanne.press_in_view("Rate 2 more"),
        sanne.press_in_view("Rate 2 more")
    );
    once.expect("two more");
    twice.expect("the same two");
    let window = world.window(SANNE);
    assert!(
        window.contains("Lead 6 of 7") && window.contains("Contact of F"),
        "{window}"
    );
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, ACCEPTED).await;
    assert!(sanne.view().is_none(), "{}", world.window(SANNE));
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: A, B, C, D, E"), "{ask}");
    // The second press came with a window that the first had changed.
    drop(world.slack.take_refusals());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn one_lead_alone_waits_one_round(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_loop(Language::English).await;
    world.until("2026-11-30T08:29:00Z").await;
    assert_eq!(world.dms(SANNE), 0, "{:#?}", world.inbox(SANNE));
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: Nova Bouw"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn accepted_without_contact_comes_back_with_one_question(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    let taken: Answers<'_> = &[
        (FOLLOW_UP, "Nothing yet"),
        (RELEVANCE, "4 – Fits, and has a say"),
        (VERDICT, "Yes, I'm taking it on (accept)"),
    ];
    world.rate(SANNE, taken).await;
    world.rate(SANNE, taken).await;
    world.until(SECOND_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    let view = world.person(SANNE).view().expect("a window");
    let asked: Vec<String> = view.inputs().into_iter().map(|it| it.label).collect();
    assert!(asked.contains(&FOLLOW_UP.to_owned()), "{asked:?}");
    assert!(!asked.contains(&RELEVANCE.to_owned()), "{asked:?}");
    assert!(!asked.contains(&VERDICT.to_owned()), "{asked:?}");
    world
        .rate(SANNE, &[(FOLLOW_UP, "Met, online or in person")])
        .await;
    world
        .rate(SANNE, &[(FOLLOW_UP, "Met, online or in person")])
        .await;
    world.until("2026-12-08T09:00:00Z").await;
    let first = world.message_with(KARIN, "Benelux, round 1").plain();
    assert!(
        first.contains("two accepted") || first.contains("2 accepted"),
        "{first}"
    );
    let second = world.message_with(KARIN, "Benelux, round 2").plain();
    assert!(
        second.contains("Nothing new to judge"),
        "counted once: {second}"
    );
    world.until("2026-12-15T12:00:00Z").await;
    assert_eq!(world.dms(SANNE), 2, "done: {:#?}", world.inbox(SANNE));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn not_yet_rests_sixty_days(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, NOT_YET).await;
    world.rate(SANNE, NOT_YET).await;
    world.until("2027-01-15T09:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world.until("2027-01-25T08:31:00Z").await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Autumn webinar: Nova Bouw, Kade 9"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn not_yet_comes_back_once(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, NOT_YET).await;
    world.rate(SANNE, NOT_YET).await;
    world.until("2027-01-25T08:31:00Z").await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, &[]).await;
    world.rate(SANNE, &[]).await;
    world.until("2027-05-01T08:31:00Z").await;
    assert_eq!(world.dms(SANNE), 2, "{:#?}", world.inbox(SANNE));
    world.end().await;
}

/// Each lead is of a campaign of its own, so the ask names them in the order of the queue: against the
/// order in which they came in.
#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_comes_first(#[case] door: Door) {
    let world = World::begin(door).await;
    let undecided = world.a_campaign("Undecided").await;
    world.a_lead("Nova Bouw", SANNE, &undecided, 10).await;
    world.a_lead("Kade 9", SANNE, &undecided, 11).await;
    let needs_none =
        |name: &'static str| world.a_campaign_like(name, |it| it.first_contact_days = None);
    let well_known = needs_none("Well known").await;
    world.a_lead("Acme", JORIS, &well_known, 3).await;
    world.a_lead("Globex", JORIS, &well_known, 4).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, UNTOUCHED).await;
    world.rate(SANNE, ACCEPTED).await;
    world.open(JORIS, "Rate 2 leads").await;
    world.rate(JORIS, ACCEPTED).await;
    world.rate(JORIS, ACCEPTED).await;

    world
        .a_lead_like("Of no campaign", SANNE, &well_known, 1, |it| {
            it.campaign_id = None;
        })
        .await;
    world.a_lead("Young", SANNE, &well_known, 3).await;
    world.a_lead("Old", SANNE, &well_known, 2).await;
    let little_known = needs_none("Little known").await;
    world.a_lead("Unheard", SANNE, &little_known, 4).await;
    let urgent = world.a_campaign("Urgent").await;
    world.a_lead("Waiting", SANNE, &urgent, 9).await;
    world.until(SECOND_ASK).await;
    let ask = world.dm(SANNE).plain();
    let lines = [
        "Undecided: Nova Bouw",
        "Urgent: Waiting",
        "Little known: Unheard",
        "Well known: Old, Young",
    ];
    let places: Vec<_> = lines.iter().map(|line| ask.find(line)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?} {ask}"
    );
    assert!(!ask.contains("Of no campaign"), "the sixth waits: {ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn three_asks_and_a_lead_leaves(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.until(THIRD_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Nova Bouw, Kade 9"), "the third ask: {ask}");
    world.until("2026-12-29T20:00:00Z").await;
    let digests = world.inbox(KARIN).join("\n");
    assert!(
        digests.contains("Two leads were asked three times without a verdict"),
        "{digests}"
    );
    let last = world.channel().pop().expect("a digest");
    assert!(!last.contains("come back next round"), "{last}");
    let inbox = world.inbox(SANNE);
    let last = inbox.iter().rfind(|it| it.contains("[Rate"));
    assert_eq!(
        last.map(String::as_str),
        Some("This round is closed.\n[Rate 2 leads]"),
        "late answers are taken, and no ask came: {inbox:#?}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn not_reached_in_two_rounds_and_a_lead_leaves(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, UNTOUCHED).await;
    world.rate(SANNE, WRONG).await;
    // One lead alone waits a round.
    world.until(THIRD_ASK).await;
    world.open(SANNE, "Rate 1 lead").await;
    world.rate(SANNE, &[]).await;
    world.until("2026-12-29T20:00:00Z").await;
    let digests = world.inbox(KARIN).join("\n");
    assert!(
        digests.contains("One lead was not reached in two rounds and is not asked again."),
        "{digests}"
    );
    world.end().await;
}

/// Sanne has seven leads, A to G; the newest two wait.
async fn asked_about_five_of_seven(door: Door) -> World {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for (company, day) in ["A", "B", "C", "D", "E", "F", "G"].into_iter().zip(1..) {
        world.a_lead(company, SANNE, &webinar, day).await;
    }
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    world
}
