//! Public holidays: nobody is asked, reminded or shown a digest on those that they keep.

use leadloop::domain::holidays::Country;
use leadloop::domain::ids::LoopId;
use rstest::rstest;

use crate::world::{Door, JORIS, KARIN, PRIYA, SANNE, TOM, World};

fn country(code: &str) -> Option<Country> {
    Some(Country::from_code(code).expect("a country"))
}

/// A Dutch loop whose round is on Christmas Day, a Friday, with two leads for everybody.
async fn a_round_at_christmas(door: Door) -> (World, LoopId) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for rep in [SANNE, JORIS, PRIYA, TOM] {
        for (which, day) in [("One", 26), ("Two", 27)] {
            let company = format!("{which} of {rep}");
            world.a_lead(&company, rep, &webinar, day).await;
        }
    }
    let reps = [SANNE, JORIS, PRIYA, TOM];
    let id = world
        .a_loop_like(&reps, |it| {
            it.anchor = "2026-12-25".parse().expect("a date");
            it.country = country("NL");
        })
        .await;
    (world, id)
}

async fn keeps(world: &World, who: &str, holidays: &str) {
    let person = world.person(who);
    person
        .slash("/leadloop", "settings")
        .await
        .expect("a modal");
    world.choose(who, &[("Public holidays", holidays)]).await;
    assert!(world.save(who).await.is_accepted());
    person.close().await.expect("closed");
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn everybody_keeps_the_loops_holidays_or_their_own(#[case] door: Door) {
    let (world, _) = a_round_at_christmas(door).await;
    keeps(&world, PRIYA, "None").await;
    keeps(&world, TOM, "United States").await;
    keeps(&world, JORIS, "United Kingdom: England and Wales").await;
    let asked = |world: &World| [SANNE, JORIS, PRIYA, TOM].map(|rep| world.dms(rep));
    world.until("2026-12-25T20:00:00Z").await;
    assert_eq!(asked(&world), [0, 0, 1, 0], "Christmas Day");
    world.until("2026-12-28T06:59:00Z").await;
    assert_eq!(asked(&world), [0, 0, 1, 0], "the weekend");
    world.until("2026-12-28T16:00:00Z").await;
    assert_eq!(
        asked(&world),
        [1, 0, 1, 1],
        "Boxing Day is kept on the Monday in England"
    );
    world.until("2026-12-29T08:30:00Z").await;
    assert_eq!(asked(&world), [1, 1, 1, 1]);
    let why = world.command(KARIN, &format!("why <@{JORIS}>")).await;
    assert!(!why.to_lowercase().contains("holiday"), "{why}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_digest_waits_for_a_working_day_and_the_window_does_not(#[case] door: Door) {
    let (world, _) = a_round_at_christmas(door).await;
    world.until("2026-12-28T09:00:00Z").await;
    let ask = world.dm(SANNE).plain();
    // The fifth day from Monday to Friday, New Year's Day though it is: one date for all of the loop.
    assert!(ask.contains("Friday 1 January, 17:00"), "{ask}");
    world.until("2027-01-01T23:00:00Z").await;
    assert_eq!(world.channel().len(), 0);
    world.until("2027-01-04T07:59:00Z").await;
    assert_eq!(
        world.channel().len(),
        0,
        "neither on the holiday nor at the weekend"
    );
    world.until("2027-01-04T08:05:00Z").await;
    assert_eq!(world.channel().len(), 1);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_new_loop_has_the_country_of_whoever_sets_it_up(#[case] door: Door) {
    let world = World::begin(door).await;
    let karin = world.person(KARIN);
    world.home(KARIN).await;
    karin
        .press_in_home("Set up a feedback loop")
        .await
        .expect("the modal");
    let chosen = |world: &World| {
        let view = world.person(KARIN).view().expect("a modal");
        let found = view
            .inputs()
            .into_iter()
            .find(|it| it.label == "Public holidays");
        found.expect("the question").chosen
    };
    assert_eq!(chosen(&world), ["Netherlands"]);
    karin.type_text("Name", "Belgium").await.expect("typed");
    world
        .choose(
            KARIN,
            &[
                ("… or user groups, each a team", "Reps"),
                ("Public holidays", "Belgium"),
            ],
        )
        .await;
    karin
        .pick_date("First round on", "2026-12-25")
        .await
        .expect("picked");
    assert!(world.save(KARIN).await.is_accepted());
    let preview = world.window(KARIN);
    let christmas = "Friday 25 December, 09:00 (a public holiday: asked on the next working day)";
    assert!(preview.contains(christmas), "{preview}");
    assert!(world.save(KARIN).await.is_accepted());
    world.settle().await;
    world.home(KARIN).await;
    karin
        .choose_overflow_in_home("Edit")
        .await
        .expect("the modal");
    assert_eq!(chosen(&world), ["Belgium"]);
    world.end().await;
}
