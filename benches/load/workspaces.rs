//! A thousand workspaces in one process: what looking after them takes when nothing is due, and when everything is.

use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use leadloop::bells::Bells;
use leadloop::clock::Clock as _;
use leadloop::domain::ids::{LeadId, MemberId, RoundId, WorkspaceId};
use leadloop::domain::member::Role;
use leadloop::domain::round::Round;
use leadloop::store::{Store, StoreError, Tx, Workspace};
use tokio_util::sync::CancellationToken;

use crate::Place;
use crate::company::{self, BOT, LEADS_PER_ASK, TEAM, uuid};
use crate::figures::ms;
use crate::inside::Inside;
use crate::server::{Database, memory_of};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const REPS: usize = 5;

fn eve() -> Timestamp {
    Timestamp::from_second(1_795_377_600).unwrap_or(Timestamp::UNIX_EPOCH)
}

pub(crate) async fn measure(place: &Place, workspaces: usize) -> anyhow::Result<()> {
    let database = Database::new(place)?;
    let store = Store::open(&database.url(), Bells::default()).await?;
    for number in 0..workspaces {
        store
            .write(number, |tx, number| found(tx, *number).boxed())
            .await?;
    }
    store.close().await;
    println!("before: {}", memory_of(std::process::id())?);

    let inside = Inside::open(&database.file(), eve()).await?;
    let stop = CancellationToken::new();
    let scheduler = tokio::spawn(leadloop::scheduler::run(inside.app.clone(), stop.clone()));
    let (bell, clock) = (&inside.app.bells.scheduler, &inside.clock);
    println!(
        "the first look at all of them       {}",
        ms(rest(&inside).await)
    );
    let ring = || async {
        bell.ring();
        rest(&inside).await
    };
    println!("a look when nothing is due          {}", ms(ring().await));
    let (mut steps, mut took, mut longest) = (0_u32, Duration::ZERO, Duration::ZERO);
    while let Some(next) = bell.next_wake().filter(|at| *at <= eve() + 3 * DAY) {
        clock.advance_to(next);
        let step = rest(&inside).await;
        (steps, took, longest) = (steps + 1, took + step, longest.max(step));
    }
    println!(
        "three days, in which all {workspaces} of them open a round for {REPS} reps: {} in {steps} steps, the longest {}",
        ms(took),
        ms(longest)
    );
    println!("after:  {}", memory_of(std::process::id())?);
    stop.cancel();
    scheduler.await?;
    inside.app.store.close().await;
    Ok(())
}

/// How long the scheduler has something to do.
async fn rest(inside: &Inside) -> Duration {
    let began = Instant::now();
    inside.app.bells.scheduler.idle(|| inside.clock.now()).await;
    began.elapsed()
}

async fn found(tx: &mut Tx, number: usize) -> Result<(), StoreError> {
    let began = eve() - 40 * DAY;
    let id = match number {
        0 => TEAM.to_owned(),
        _ => format!("T1{number:07}"),
    };
    let workspace = Workspace {
        id: WorkspaceId::new(id),
        name: format!("Workspace {number}"),
        bot_user_id: MemberId::new(BOT),
        pseudonym_salt: "salt".to_owned(),
    };
    let tenant = tx.upsert_workspace(&workspace, began).await?;
    tx.upsert_member(
        &tenant,
        &company::member(MemberId::new("U0LOTTE00"), "Lotte"),
    )
    .await?;
    let mut row = company::loop_row(began);
    row.settings.anchor = company::date(eve() + 2 * DAY);
    tx.save_loop(&tenant, &row).await?;
    tx.save_campaign(&tenant, &company::campaign_row(0, None, began))
        .await?;
    let everybody: Vec<MemberId> = (0..REPS).map(company::rep).collect();
    for (number, rep) in everybody.iter().enumerate() {
        tx.upsert_member(
            &tenant,
            &company::member(rep.clone(), &format!("Rep {number}")),
        )
        .await?;
        for place in 0..LEADS_PER_ASK {
            let lead = number * LEADS_PER_ASK + place;
            let row = company::lead_row_of(
                LeadId::new(uuid(2, lead)),
                lead,
                &company::campaign(0),
                number,
                eve() - 20 * DAY,
            );
            tx.save_lead(&tenant, &row).await?;
        }
    }
    tx.set_loop_members(
        &tenant,
        &row.settings.id,
        Role::Sales,
        &everybody,
        false,
        began,
    )
    .await?;
    let round = Round::planned(
        RoundId::new(uuid(6, 1)),
        company::the_loop(),
        1,
        company::date(eve() + 2 * DAY),
        eve(),
    );
    tx.save_round(&tenant, &round).await
}
