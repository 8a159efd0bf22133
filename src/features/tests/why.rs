//! Why somebody was asked, or not.

use jiff::civil::date;

use super::{World, at, id};
use crate::domain::permission;
use crate::domain::queue::NotAsked;
use crate::features::manage_loop::pause;
use crate::features::pause::pause_until;
use crate::features::refusal::Refusal;
use crate::features::why::{LeadWhy, WhyLine, why};

async fn lines(world: &World, actor: &str, about: &str) -> Result<Vec<WhyLine>, Refusal> {
    let answer = why(&world.app, &world.tenant, &id(actor), &id(about)).await;
    answer.unwrap().map(|it| it.lines)
}

fn benelux() -> String {
    "Benelux".to_owned()
}

#[tokio::test]
async fn one_hears_the_whole_truth_about_oneself() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    world.lead("sanne", "Fresh", "2026-11-10T07:00:00Z").await;
    world.lead("sanne", "Ancient", "2026-08-03T10:00:00Z").await;
    world.set_up().await;

    let before = lines(&world, "sanne", "sanne").await.unwrap();
    let next = WhyLine::NextRound {
        date: date(2026, 11, 10),
        loop_name: benelux(),
    };
    assert_eq!(before[0], next);

    world.until("2026-11-09T20:00:00Z").await;
    let fixed = lines(&world, "sanne", "sanne").await.unwrap();
    let due = WhyLine::DueOn {
        at: at("2026-11-10T08:00:00Z"),
        loop_name: benelux(),
    };
    assert_eq!(fixed[0], due);

    world.until("2026-11-10T10:00:00Z").await;
    let asked = lines(&world, "sanne", "sanne").await.unwrap();
    let asked_on = WhyLine::AskedOn {
        at: at("2026-11-10T08:00:00Z"),
        loop_name: benelux(),
        leads: Some((3, 0)),
    };
    assert_eq!(asked[0], asked_on);
    assert!(matches!(&asked[1], WhyLine::TheseLeads { leads } if leads.len() == 3));
    let of = |company: &str| {
        asked.iter().find_map(|line| match line {
            WhyLine::Lead { lead, why } if lead.company.as_deref() == Some(company) => Some(*why),
            _ => None,
        })
    };
    assert_eq!(of("Kade 9"), Some(LeadWhy::NotAsked(NotAsked::InOpenAsk)));
    let ripens = NotAsked::RipensAt(at("2026-11-12T07:00:00Z"));
    assert_eq!(of("Fresh"), Some(LeadWhy::NotAsked(ripens)));
    assert_eq!(of("Ancient"), Some(LeadWhy::TooOld));

    world.until("2026-11-17T10:00:00Z").await;
    let missed = lines(&world, "sanne", "sanne").await.unwrap();
    let not_answered = WhyLine::NotAnswered {
        at: at("2026-11-16T16:00:00Z"),
    };
    assert!(missed.contains(&not_answered), "{missed:?}");
}

#[tokio::test]
async fn of_others_only_the_state_is_told_and_only_to_their_team_leads_and_admins() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    world.set_up().await;
    world.until("2026-11-17T10:00:00Z").await;
    let (app, tenant) = (&world.app, &world.tenant);
    let paused = pause_until(app, tenant, &id("sanne"), date(2026, 12, 1)).await;
    assert!(paused.unwrap().is_ok());

    let told = lines(&world, "tessa", "sanne").await.unwrap();
    let expected = [
        WhyLine::Away { until: None },
        WhyLine::AskedOn {
            at: at("2026-11-10T08:00:00Z"),
            loop_name: benelux(),
            leads: None,
        },
        WhyLine::NextRound {
            date: date(2026, 11, 24),
            loop_name: benelux(),
        },
    ];
    assert_eq!(told, expected);
    let refused = Err(Refusal::NotAllowed(permission::Refusal::OnlyTeamLeads));
    assert_eq!(lines(&world, "joe", "sanne").await, refused);
    assert_eq!(lines(&world, "mark", "sanne").await, refused);
    // Paul is in none of Tessa's loops.
    assert_eq!(lines(&world, "tessa", "paul").await, refused);
    let paul = lines(&world, "karin", "paul").await.unwrap();
    assert_eq!(paul, [WhyLine::InNoLoop]);
    let gwen = lines(&world, "gwen", "gwen").await.unwrap();
    assert_eq!(gwen, [WhyLine::Outsider, WhyLine::InNoLoop]);
}

#[tokio::test]
async fn a_round_that_did_not_reach_somebody_says_why() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let loop_id = world.set_up().await;
    world.until("2026-11-11T10:00:00Z").await;
    let joe = lines(&world, "joe", "joe").await.unwrap();
    let no_leads = WhyLine::HadNoLeads {
        date: date(2026, 11, 10),
    };
    assert_eq!(joe[0], no_leads);
    assert!(joe.contains(&WhyLine::NoRipeLeads));

    let paused = pause(&world.app, &world.tenant, &id("tessa"), &loop_id).await;
    assert!(paused.unwrap().is_ok());
    world.until("2026-11-12T10:00:00Z").await;
    let paused = WhyLine::LoopPaused {
        loop_name: benelux(),
    };
    assert_eq!(lines(&world, "joe", "joe").await.unwrap()[0], paused);
}
