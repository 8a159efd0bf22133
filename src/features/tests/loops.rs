//! Pausing, resuming and ending a loop; skipping and moving a round.

use jiff::civil::date;

use super::{World, at, id};
use crate::domain::ask::AskState;
use crate::domain::feedback_loop::{Cadence, LoopState};
use crate::domain::permission;
use crate::domain::round::{ChangeRefusal, RoundState, SkipReason};
use crate::features::manage_loop::{end, pause, resume, shift_round, skip_round};
use crate::features::refusal::Refusal;
use crate::features::set_up_loop::open;

#[tokio::test]
async fn a_paused_loop_asks_nobody_and_a_resumed_one_plans_its_next_round() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let loop_id = world.set_up().await;
    world.until("2026-11-09T20:00:00Z").await;
    let (app, tenant, tessa) = (&world.app, &world.tenant, id("tessa"));

    let paused = pause(app, tenant, &tessa, &loop_id).await.unwrap().unwrap();
    assert_eq!((paused.state, paused.next_date), (LoopState::Paused, None));
    let again = pause(app, tenant, &tessa, &loop_id).await.unwrap();
    assert_eq!(again, Ok(paused));
    world.until("2026-11-20T12:00:00Z").await;
    let rounds = world.rounds(&loop_id).await;
    assert_eq!(rounds[0].skip_reason, Some(SkipReason::LoopStopped));
    assert_eq!(world.asks("sanne").await[0].ask.state, AskState::Dropped);

    let resumed = resume(app, tenant, &tessa, &loop_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(resumed.next_date, Some(date(2026, 11, 24)));
    world.until("2026-11-24T12:00:00Z").await;
    let rounds = world.rounds(&loop_id).await;
    assert_eq!((rounds[1].number, rounds[1].state), (2, RoundState::Open));
}

#[tokio::test]
async fn a_loop_resumed_at_once_keeps_its_round() {
    let world = World::new().await;
    let loop_id = world.set_up().await;
    let (app, tenant, karin) = (&world.app, &world.tenant, id("karin"));
    pause(app, tenant, &karin, &loop_id).await.unwrap().unwrap();
    let resumed = resume(app, tenant, &karin, &loop_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(resumed.next_date, Some(date(2026, 11, 10)));
    assert_eq!(world.rounds(&loop_id).await.len(), 1);
}

#[tokio::test]
async fn an_ended_loop_stays_ended() {
    let world = World::new().await;
    let loop_id = world.set_up().await;
    let (app, tenant, tessa) = (&world.app, &world.tenant, id("tessa"));
    end(app, tenant, &tessa, &loop_id).await.unwrap().unwrap();
    assert!(end(app, tenant, &tessa, &loop_id).await.unwrap().is_ok());
    let resumed = resume(app, tenant, &tessa, &loop_id).await.unwrap();
    assert_eq!(resumed, Err(Refusal::LoopStopped(LoopState::Ended)));
}

#[tokio::test]
async fn only_its_team_leads_and_admins_manage_a_loop() {
    let world = World::new().await;
    let loop_id = world.set_up().await;
    let refused = Err(Refusal::NotAllowed(permission::Refusal::OnlyTeamLeads));
    let round = world.rounds(&loop_id).await[0].id.clone();
    for name in ["mark", "sanne", "paul"] {
        let (app, tenant, actor) = (&world.app, &world.tenant, id(name));
        assert_eq!(pause(app, tenant, &actor, &loop_id).await.unwrap(), refused);
        assert_eq!(
            skip_round(app, tenant, &actor, &round).await.unwrap(),
            refused
        );
    }
}

#[tokio::test]
async fn a_round_is_skipped_once_however_often_the_button_is_pressed() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let loop_id = world.set_up().await;
    world.until("2026-11-09T20:00:00Z").await;
    let round = world.rounds(&loop_id).await[0].id.clone();
    let (app, tenant, tessa) = (&world.app, &world.tenant, id("tessa"));
    for _ in 0..2 {
        let skipped = skip_round(app, tenant, &tessa, &round).await.unwrap();
        assert_eq!(skipped.unwrap().next_date, Some(date(2026, 11, 24)));
    }
    world.until("2026-11-11T12:00:00Z").await;
    assert_eq!(world.asks("sanne").await[0].ask.state, AskState::Dropped);
    let rounds = world.rounds(&loop_id).await;
    assert_eq!(rounds.len(), 2);
    assert_eq!(rounds[0].skip_reason, Some(SkipReason::TeamLead));
}

#[tokio::test]
async fn a_moved_round_asks_on_its_new_date_and_the_rhythm_stays() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let loop_id = world.set_up().await;
    world.until("2026-11-09T20:00:00Z").await;
    let round = world.rounds(&loop_id).await[0].id.clone();
    let (app, tenant, tessa) = (&world.app, &world.tenant, id("tessa"));
    let move_to = |day| shift_round(app, tenant, &tessa, &round, day);

    let too_late = move_to(date(2026, 11, 20)).await.unwrap();
    assert!(matches!(
        too_late,
        Err(Refusal::Round(ChangeRefusal::TooCloseToNext { .. }))
    ));
    for _ in 0..2 {
        let moved = move_to(date(2026, 11, 12)).await.unwrap().unwrap();
        assert_eq!(moved.next_date, Some(date(2026, 11, 12)));
    }
    world.until("2026-11-12T20:00:00Z").await;
    let sent_at = world.asks("sanne").await[0].ask.sent_at;
    assert_eq!(sent_at, Some(at("2026-11-12T08:00:00Z")));
    let dates: Vec<_> = world
        .rounds(&loop_id)
        .await
        .iter()
        .map(|it| it.date)
        .collect();
    assert_eq!(dates, [date(2026, 11, 12), date(2026, 11, 24)]);
    let again = move_to(date(2026, 11, 13)).await.unwrap();
    let refusal = Refusal::Round(ChangeRefusal::NotPlanned(RoundState::Open));
    assert_eq!(again, Err(refusal));
}

#[tokio::test]
async fn a_new_rhythm_leaves_no_round_of_the_old_one_behind() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let loop_id = world.set_up().await;
    let (app, tenant, tessa) = (&world.app, &world.tenant, id("tessa"));
    let round = world.rounds(&loop_id).await[0].id.clone();
    let shifted = shift_round(app, tenant, &tessa, &round, date(2026, 11, 12)).await;
    assert!(shifted.unwrap().is_ok());
    let dates = |rounds: Vec<crate::domain::round::Round>| -> Vec<_> {
        rounds.iter().map(|it| (it.number, it.date)).collect()
    };
    let both = [(1, date(2026, 11, 12)), (2, date(2026, 11, 24))];
    assert_eq!(dates(world.rounds(&loop_id).await), both);

    let opened = open(app, tenant, &tessa, Some(&loop_id)).await;
    let form = opened.unwrap().unwrap();
    let mut draft = form.draft.clone();
    draft.cadence = Cadence::Weeks { weeks: 4 };
    draft.anchor = date(2026, 11, 16);
    let saved = world.save("tessa", &form.target, &draft).await.unwrap();
    assert_eq!(saved.next_date, Some(date(2026, 11, 16)));
    let one = [(1, date(2026, 11, 16))];
    assert_eq!(dates(world.rounds(&loop_id).await), one);

    world.until("2026-11-17T12:00:00Z").await;
    let then = [(1, date(2026, 11, 16)), (2, date(2026, 12, 14))];
    assert_eq!(dates(world.rounds(&loop_id).await), then);
}
