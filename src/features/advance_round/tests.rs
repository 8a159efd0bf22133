//! A round whose program stopped between two of its transactions, and was started again.

use futures_util::FutureExt as _;

use super::*;
use crate::domain::rating::{FollowUp, Judged, Judgement, Verdict};
use crate::features::sync_members::sync_members;
use crate::features::tests::{World, at, id, person};
use crate::store::RatingRow;

/// One transaction of a round: the last before the program stops.
async fn one_step(world: &World, round: &RoundId) {
    let input = (world.tenant.clone(), round.clone(), world.app.now());
    let step = world.app.store.write(input, |tx, (tenant, round, now)| {
        async move {
            let answers = CampaignAnswers::default();
            step(tx, tenant, round, &answers, None, *now).await?;
            Ok(())
        }
        .boxed()
    });
    step.await.unwrap();
}

/// Sanne, asked about three leads in the first round of her loop.
async fn asked() -> (World, RoundId) {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let loop_id = world.set_up().await;
    world.until("2026-11-10T12:00:00Z").await;
    let round = world.rounds(&loop_id).await.remove(0).id;
    (world, round)
}

/// Sanne rates one of her leads, and is done.
async fn rated(world: &World, lead: &str, is_late: bool) {
    let mut row = world.asks("sanne").await.remove(0);
    row.ask.state = AskState::Answered;
    row.next_wake = None;
    let rating = RatingRow {
        ask_id: row.ask.id.clone(),
        lead_id: crate::domain::ids::LeadId::new(lead),
        member_id: id("sanne"),
        judged: Judged {
            follow_up: FollowUp::Called,
            relevance: Judgement::Five,
            timing: Judgement::Five,
            intent: Judgement::Five,
            verdict: Verdict::Accepted,
            reason: None,
            comment: None,
        },
        rated_at: world.app.now(),
        edited_at: None,
        is_late,
        counted_in: None,
        revision: 1,
    };
    let input = (world.tenant.clone(), row, rating);
    let saved = world.app.store.write(input, |tx, (tenant, row, rating)| {
        async move {
            tx.save_ask(tenant, row).await?;
            tx.save_rating(tenant, rating).await
        }
        .boxed()
    });
    saved.await.unwrap();
}

async fn figures(world: &World, round: &RoundId) -> Option<crate::domain::figures::RoundFigures> {
    let input = (world.tenant.clone(), round.clone());
    let read = world.app.store.read(input, |tx, (tenant, round)| {
        tx.figures(tenant, round).boxed()
    });
    read.await.unwrap()
}

async fn stored(world: &World, round: &RoundId) -> Round {
    let input = (world.tenant.clone(), round.clone());
    let read = world
        .app
        .store
        .read(input, |tx, (tenant, round)| tx.round(tenant, round).boxed());
    read.await.unwrap().unwrap()
}

#[tokio::test]
async fn what_is_answered_between_the_close_and_the_figures_counts_in_the_next_digest() {
    let (world, round) = asked().await;
    rated(&world, "lead-1", false).await;
    world.until("2026-11-16T15:59:00Z").await;
    world.clock.advance_to(at("2026-11-16T16:00:00Z"));
    one_step(&world, &round).await;
    assert_eq!(stored(&world, &round).await.state, RoundState::Closed);
    assert_eq!(figures(&world, &round).await, None);

    rated(&world, "lead-2", true).await;
    world.until("2026-11-16T16:01:00Z").await;
    let frozen = figures(&world, &round).await.expect("frozen");
    assert_eq!((frozen.asked, frozen.verdicts.rated()), (3, 1));
    assert_eq!(frozen.frozen_at, at("2026-11-16T16:00:00Z"));

    world.three_leads("sanne").await;
    world.until("2026-12-02T08:30:00Z").await;
    let rounds = world.rounds(&stored(&world, &round).await.loop_id).await;
    let next = figures(&world, &rounds[1].id).await.expect("frozen");
    assert_eq!((next.verdicts.rated(), next.late), (1, vec![(1, 1)]));
}

#[tokio::test]
async fn the_messages_of_a_published_rounds_asks_are_edited_after_a_stop_too() {
    let (world, round) = asked().await;
    rated(&world, "lead-1", false).await;
    world.until("2026-11-17T07:59:00Z").await;
    let edits = || async {
        let posts = world.posts().await;
        posts
            .iter()
            .filter(|it| *it == "ask-changed to sanne")
            .count()
    };
    assert_eq!(edits().await, 0);
    world.clock.advance_to(at("2026-11-17T08:00:00Z"));
    one_step(&world, &round).await;
    assert_eq!(stored(&world, &round).await.state, RoundState::Published);
    assert_eq!(edits().await, 0);

    world.until("2026-11-17T08:01:00Z").await;
    assert_eq!(edits().await, 1);
    let due = world.app.store.read(at("2026-11-18T08:00:00Z"), |tx, now| {
        tx.rounds_to_wake(*now, 50).boxed()
    });
    assert_eq!(due.await.unwrap(), [], "and then it rests");
}

#[tokio::test]
async fn each_of_many_reps_gets_one_ask_although_the_program_stops_after_some() {
    let world = World::new().await;
    let names: Vec<String> = (0..450).map(|it| format!("rep-{it}")).collect();
    let people: Vec<Member> = names
        .iter()
        .map(|name| person(name, "Europe/Amsterdam"))
        .collect();
    sync_members(&world.app, &world.tenant, &people, &[id("karin")])
        .await
        .unwrap();
    let mut draft = world.draft();
    draft.reps = names.iter().map(|name| id(name)).collect();
    let saved = world.save("karin", &world.new_loop(), &draft).await;
    let loop_id = saved.unwrap().loop_id;
    let round = world.rounds(&loop_id).await.remove(0).id;
    let asks = || async {
        let input = (world.tenant.clone(), round.clone());
        let read = world.app.store.read(input, |tx, (tenant, round)| {
            tx.asks_of_round(tenant, round).boxed()
        });
        read.await.unwrap().len()
    };
    one_step(&world, &round).await;
    assert_eq!(asks().await, 200, "a chunk of them");
    world.until("2026-11-09T08:30:00Z").await;
    assert_eq!(asks().await, 450);
}
