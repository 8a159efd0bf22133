//! A workspace with a million ratings: closing its round, its digest, its Home tabs, `/leadloop why`.

use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use leadloop::clock::Clock as _;
use leadloop::domain::ids::MemberId;

use crate::Place;
use crate::company;
use crate::figures::ms;
use crate::inside::Inside;
use crate::others;
use crate::three_years::{self, ADMIN, MARKETER, TEAM_LEAD};

pub(crate) async fn measure(place: &Place, ratings: usize) -> anyhow::Result<()> {
    let filled = place.folder.join(format!("three-years-{ratings}.db"));
    three_years::fill(&filled, ratings).await?;
    let folder = tempfile::tempdir_in(&place.folder)?;
    let copy = folder.path().join("leadloop.db");
    std::fs::copy(&filled, &copy)?;

    let opening = Instant::now();
    let inside = Inside::open(&copy, three_years::last_deadline()).await?;
    println!("opened in {}", ms(opening.elapsed()));
    tabs(&inside).await?;

    let round = three_years::last_round();
    let (closing, mut waits) = others::save_meanwhile(&inside, inside.advance(&round)).await?;
    println!(
        "closing the round (its figures are frozen)   {}; somebody else's write meanwhile, {} times:   {}",
        ms(closing),
        waits.len(),
        waits.line()
    );
    let (postman, stop) = inside.deliver_outbox();
    inside.drain_outbox().await;
    let input = (inside.tenant.clone(), round.clone());
    let closed = inside
        .app
        .store
        .read(input, |tx, (tenant, round)| tx.round(tenant, round).boxed())
        .await?;
    let due = closed.and_then(|it| it.digest_due_at);
    inside
        .clock
        .advance_to(due.unwrap_or_else(|| inside.clock.now()));
    let posted = inside.slack.calls("chat.postMessage");
    let publishing = Instant::now();
    let published = inside.advance(&round).await?;
    while inside.slack.calls("chat.postMessage") == posted {
        anyhow::ensure!(
            publishing.elapsed() < Duration::from_secs(60),
            "no digest was posted"
        );
        tokio::time::sleep(Duration::from_micros(200)).await;
    }
    println!(
        "publishing it                                {}",
        ms(published)
    );
    println!(
        "the digest is at Slack after                 {}",
        ms(publishing.elapsed())
    );
    inside.drain_outbox().await;
    stop.cancel();
    postman.await?;
    tabs(&inside).await?;
    inside.app.store.close().await;
    Ok(())
}

async fn tabs(inside: &Inside) -> anyhow::Result<()> {
    let rep: MemberId = company::rep(7);
    inside.home("a rep", rep.as_str()).await?;
    inside.home("a team lead", TEAM_LEAD).await?;
    inside.home("a marketer", MARKETER).await?;
    inside.home("an admin", ADMIN).await?;
    inside.why(rep.as_str()).await
}
