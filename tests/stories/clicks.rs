//! The clicks that each kind of lead costs: saving included, typing none.

use rstest::rstest;

use crate::world::{
    ACCEPTED, Answers, Door, FOLLOW_UP, INTENT, NOT_YET, REJECTED, SANNE, SECOND_ASK, TIMING,
    UNTOUCHED, VERDICT, WRONG, World,
};

/// Counts what one lead costs, in a round of its own kind.
#[rstest]
#[case::untouched_undecided(UNTOUCHED, 4)]
#[case::wrong_at_first_sight(WRONG, 5)]
#[case::contact_accepted(ACCEPTED, 6)]
#[case::contact_not_yet(NOT_YET, 6)]
#[case::contact_rejected(REJECTED, 7)]
#[tokio::test]
async fn a_new_lead(
    #[case] answers: Answers<'static>,
    #[case] clicks: usize,
    #[values(Door::Socket, Door::Http)] door: Door,
) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    assert_eq!(world.rate(SANNE, answers).await, clicks);
    world.end().await;
}

/// A lead that nobody could judge comes back with what was said of it.
#[rstest]
#[case::nothing_new(&[], 1)]
#[case::now_reached(REACHED, 5)]
#[tokio::test]
async fn a_lead_that_came_back(
    #[case] answers: Answers<'static>,
    #[case] clicks: usize,
    #[values(Door::Socket, Door::Http)] door: Door,
) {
    let world = World::sanne_was_asked(door).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, UNTOUCHED).await;
    world.rate(SANNE, UNTOUCHED).await;
    world.until(SECOND_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    assert_eq!(world.rate(SANNE, answers).await, clicks);
    world.end().await;
}

const REACHED: Answers<'static> = &[
    (FOLLOW_UP, "Spoke on the phone"),
    (TIMING, "4 – Date or budget is known"),
    (INTENT, "4 – Asks about price or how it works"),
    (VERDICT, "Yes, I'm taking it on (accept)"),
];
