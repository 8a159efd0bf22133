//! Extra rounds.

use super::{World, at, id};
use crate::domain::permission;
use crate::domain::round::{RefusedUntil, RoundState};
use crate::features::ask_now::{ask_now, choices};
use crate::features::refusal::{Refusal, Thing};

#[tokio::test]
async fn an_extra_round_asks_at_once_and_the_next_is_a_week_away() {
    let world = World::new().await;
    let loop_id = world.set_up().await;
    let (app, tenant, tessa) = (&world.app, &world.tenant, id("tessa"));
    let ask = || ask_now(app, tenant, &tessa, &loop_id, None);
    assert_eq!(ask().await.unwrap(), Err(Refusal::NothingToAsk));

    world.three_leads("sanne").await;
    world.three_leads("joe").await;
    let asked = ask().await.unwrap().unwrap();
    assert_eq!(asked.reps.iter().map(|it| it.leads).sum::<u32>(), 6);
    world.until("2026-11-09T16:00:00Z").await;
    let sent_at = |name: &'static str| {
        let (world, round) = (&world, &asked.round_id);
        async move { world.ask_in(name, round).await.unwrap().ask.sent_at }
    };
    assert_eq!(sent_at("sanne").await, Some(at("2026-11-09T08:00:00Z")));
    // In New York it is night: it goes at eight.
    assert_eq!(sent_at("joe").await, Some(at("2026-11-09T13:00:00Z")));
    let until = at("2026-11-16T08:00:00Z");
    let refused = Refusal::AskedNowBefore(RefusedUntil { until });
    assert_eq!(ask().await.unwrap(), Err(refused));
}

#[tokio::test]
async fn one_rep_is_asked_alone() {
    let world = World::new().await;
    let loop_id = world.set_up().await;
    world.three_leads("sanne").await;
    world.three_leads("joe").await;
    let (app, tenant, tessa) = (&world.app, &world.tenant, id("tessa"));
    let paul = ask_now(app, tenant, &tessa, &loop_id, Some(&id("paul"))).await;
    assert_eq!(paul.unwrap(), Err(Refusal::Unknown(Thing::Rep)));

    let asked = ask_now(app, tenant, &tessa, &loop_id, Some(&id("sanne"))).await;
    let asked = asked.unwrap().unwrap();
    world.until("2026-11-09T20:00:00Z").await;
    let rounds = world.rounds(&loop_id).await;
    let extra = rounds.iter().find(|it| it.id == asked.round_id).unwrap();
    assert_eq!((extra.state, extra.is_extra), (RoundState::Open, true));
    assert!(world.ask_in("sanne", &asked.round_id).await.is_some());
    assert!(world.ask_in("joe", &asked.round_id).await.is_none());
}

#[tokio::test]
async fn nobody_is_asked_twice_on_one_day() {
    let world = World::new().await;
    let loop_id = world.set_up().await;
    world.three_leads("sanne").await;
    world.until("2026-11-10T12:00:00Z").await;
    world.three_leads("sanne").await;
    let (app, tenant, tessa) = (&world.app, &world.tenant, id("tessa"));
    let asked = ask_now(app, tenant, &tessa, &loop_id, None).await;
    assert_eq!(asked.unwrap(), Err(Refusal::NothingToAsk));
    world.until("2026-11-11T09:00:00Z").await;
    let asked = ask_now(app, tenant, &tessa, &loop_id, None).await;
    assert!(asked.unwrap().is_ok());
}

#[tokio::test]
async fn people_choose_among_the_loops_they_lead() {
    let world = World::new().await;
    let loop_id = world.set_up().await;
    let of = |name, rep| {
        let (world, loop_id) = (&world, &loop_id);
        async move {
            let rep: Option<&str> = rep;
            let rep = rep.map(id);
            let found = choices(&world.app, &world.tenant, &id(name), rep.as_ref()).await;
            found
                .unwrap()
                .map(|found| found.iter().any(|it| it.loop_id == *loop_id))
        }
    };
    let refused = Err(Refusal::NotAllowed(permission::Refusal::OnlyTeamLeads));
    assert_eq!(of("tessa", None).await, Ok(true));
    assert_eq!(of("karin", Some("joe")).await, Ok(true));
    assert_eq!(of("karin", Some("paul")).await, Ok(false));
    assert_eq!(of("mark", None).await, refused);
}
