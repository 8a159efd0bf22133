//! A campaign with more leads than are enough to know: some are asked about, of everybody as many, and the others
//! keep their turn.

use rstest::rstest;
use slack_sandbox::WorkspaceConfig;

use crate::world::{
    ACCEPTED, ALL_ASKED, Door, FIRST_DIGEST, KARIN, REJECTED, World, company, person,
};

const REPS: usize = 12;
const LEADS_EACH: usize = 5;

fn rep(number: usize) -> String {
    format!("U0REP{number:02}")
}

fn twelve_reps() -> WorkspaceConfig {
    let mut config = company(&[]);
    for number in 0..REPS {
        let name = format!("Rep {number:02}");
        let rep = person(&rep(number), &name, "Europe/Amsterdam", "en-US");
        config.users.push(rep);
    }
    config
}

/// How many leads the newest message of each rep asks about.
fn asked_about(world: &World) -> Vec<usize> {
    let leads = |text: &str| (2..=LEADS_EACH).find(|n| text.contains(&format!("Rate {n} leads")));
    let asks = (0..REPS).map(|n| world.inbox(&rep(n)).last().and_then(|text| leads(text)));
    asks.map(Option::unwrap_or_default).collect()
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn forty_of_sixty_leads_are_asked_about_and_the_others_keep_their_turn(#[case] door: Door) {
    let world = World::begin_in(door, twelve_reps()).await;
    // It wants no first contact, so none of its leads waits too long for one.
    let webinar = world
        .a_campaign_like("Autumn webinar", |it| it.first_contact_days = None)
        .await;
    for number in 0..REPS {
        for which in 0..LEADS_EACH {
            let company = format!("Firm {number:02}-{which}");
            world.a_lead(&company, &rep(number), &webinar, 3).await;
        }
    }
    let reps: Vec<String> = (0..REPS).map(rep).collect();
    let reps: Vec<&str> = reps.iter().map(String::as_str).collect();
    world.a_loop_like(&reps, |_| {}).await;
    world.until(ALL_ASKED).await;

    let asked = asked_about(&world);
    assert_eq!(asked.iter().sum::<usize>(), 40, "{asked:?}");
    assert!(asked.iter().all(|it| [3, 4].contains(it)), "{asked:?}");
    let why = world.command(&rep(0), "why").await;
    let held_back = "keeps its turn for the next round: enough leads of its campaign";
    assert!(why.contains(held_back), "{why}");

    let of_three = asked.iter().enumerate().filter(|(_, leads)| **leads == 3);
    let three: Vec<String> = of_three.map(|(n, _)| rep(n)).take(3).collect();
    for rep in &three {
        world.open(rep, "Rate 3 leads").await;
        world.rate(rep, ACCEPTED).await;
        world.rate(rep, REJECTED).await;
        world.rate(rep, REJECTED).await;
    }
    world.until(FIRST_DIGEST).await;
    let told = "Autumn webinar: 40 of 60 leads were asked about, which is enough to know";
    let channel = world.channel();
    assert!(channel[0].contains(told), "{channel:#?}");
    let digest = world.inbox(KARIN);
    assert!(digest.iter().any(|it| it.contains(told)), "{digest:#?}");

    world.until("2026-11-30T15:00:00Z").await;
    for rep in &three {
        let next = world.dm(rep).plain();
        assert!(next.contains("Rate 2 leads"), "what was left out: {next}");
    }
    world.end().await;
}
