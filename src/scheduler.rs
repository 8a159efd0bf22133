//! Advances what is due, and sleeps until the earliest `next_wake` in the store or a bell.

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::features::advance_round::advance_round;
use crate::features::housekeeping::housekeeping;
use crate::store::StoreError;

/// Rounds looked at in one go.
const BATCH: u32 = 50;
/// Between two rounds of housekeeping.
const EVERY_DAY: SignedDuration = SignedDuration::from_hours(24);
/// How long to wait after an error of the database.
const AFTER_ERROR: SignedDuration = SignedDuration::from_secs(10);

/// Advances rounds until shutdown.
pub async fn run(app: App, shutdown: CancellationToken) {
    let bell = app.bells.scheduler.clone();
    let mut clean_at = app.now();
    loop {
        let rung = bell.rung();
        if app.now() >= clean_at {
            clean_at = app.now().checked_add(EVERY_DAY).unwrap_or(Timestamp::MAX);
            if let Err(error) = housekeeping(&app).await {
                tracing::error!(%error, "housekeeping failed; it is tried again tomorrow");
            }
        }
        let next = match tick(&app).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!(%error, "rounds could not be advanced; trying again");
                app.now().checked_add(AFTER_ERROR).ok()
            }
        };
        bell.served_until_chores(rung, next, clean_at);
        let next = next.map_or(clean_at, |next| next.min(clean_at));
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = bell.rings_after(rung) => {}
            () = app.clock.sleep_until(next) => {}
        }
    }
}

/// Advances every round that is due now; gives the instant at which the next one is.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App) -> Result<Option<Timestamp>, StoreError> {
    loop {
        let now = app.now();
        let due = app
            .store
            .read(now, |tx, now| tx.rounds_to_wake(*now, BATCH).boxed())
            .await?;
        if due.is_empty() {
            return app
                .store
                .read((), |tx, ()| tx.next_round_wake().boxed())
                .await;
        }
        for (tenant, round) in due {
            advance_round(app, &tenant, &round).await?;
        }
    }
}
