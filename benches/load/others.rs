//! Somebody else, who saves all the while.

use std::rc::Rc;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use jiff::Timestamp;
use leadloop::clock::Clock as _;
use leadloop::store::{Store, Tenant};
use tokio::sync::Notify;
use tokio::task::LocalSet;

use crate::company;
use crate::figures::Durations;
use crate::inside::Inside;

/// Between two saves.
const EVERY: Duration = Duration::from_millis(5);

/// Does something, and gives what came of it with how long each save of somebody else took meanwhile.
pub(crate) async fn save_meanwhile<T>(
    inside: &Inside,
    work: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<(T, Durations)> {
    let over = Rc::new(Notify::new());
    let others = LocalSet::new();
    let waits = others.spawn_local(save(
        inside.app.store.clone(),
        inside.tenant.clone(),
        inside.clock.now(),
        Rc::clone(&over),
    ));
    let done = others.run_until(work).await;
    over.notify_one();
    let waits = others.run_until(waits).await??;
    Ok((done?, waits))
}

/// Writes as a submission's transaction does, again and again; how long each took.
async fn save(
    store: Store,
    tenant: Tenant,
    now: Timestamp,
    over: Rc<Notify>,
) -> anyhow::Result<Durations> {
    let mut waits = Durations::default();
    loop {
        let began = Instant::now();
        store
            .write((tenant.clone(), now), |tx, (tenant, now)| {
                async move {
                    let content = serde_json::json!({ "name": "of somebody else's" });
                    tx.keep_form(tenant, "form", &company::rep(0), &content, *now)
                        .await
                }
                .boxed()
            })
            .await?;
        waits.add(began.elapsed());
        tokio::select! {
            () = over.notified() => return Ok(waits),
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
