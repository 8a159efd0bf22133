//! Advances rounds and posts briefings that are due, and sleeps until the earliest `next_wake` or briefing in the
//! store, or a bell.

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::domain::ids::{CampaignId, RoundId};
use crate::features::advance_round::advance_round;
use crate::features::housekeeping::housekeeping;
use crate::features::post_briefing::post_due;
use crate::store::{StoreError, Tenant};

/// Rounds looked at in one go.
const BATCH: u32 = 50;
/// Between two rounds of housekeeping.
const EVERY_DAY: SignedDuration = SignedDuration::from_hours(24);
/// How long to wait after an error of the database; twice as long after each one that follows.
const AFTER_ERROR: SignedDuration = SignedDuration::from_secs(10);
/// The most doublings: about five minutes.
const DOUBLINGS_MAX: u32 = 5;

/// How long a round or briefing rests that could not be advanced, or does not come to rest.
const AFTER_FAULT: SignedDuration = SignedDuration::from_mins(10);

/// Advances rounds until shutdown.
pub async fn run(app: App, shutdown: CancellationToken) {
    let bell = app.bells.scheduler.clone();
    let mut clean_at = app.now();
    let mut errors = 0_u32;
    loop {
        let rung = bell.rung();
        if app.now() >= clean_at {
            clean_at = app.now().checked_add(EVERY_DAY).unwrap_or(Timestamp::MAX);
            if let Err(error) = housekeeping(&app).await {
                tracing::error!(%error, "housekeeping failed; it is tried again tomorrow");
            }
        }
        let next = match tick(&app, &shutdown).await {
            Ok(next) => {
                errors = 0;
                next
            }
            Err(error) => {
                let wait = AFTER_ERROR * (1 << errors.min(DOUBLINGS_MAX));
                errors = errors.saturating_add(1);
                tracing::error!(%error, again_in_s = wait.as_secs(), "rounds could not be advanced; trying again");
                app.now().checked_add(wait).ok()
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

/// Does what is due now, rounds and briefings; gives the instant at which there is something to do again.
///
/// # Errors
/// When the database fails as a whole.
async fn tick(app: &App, shutdown: &CancellationToken) -> Result<Option<Timestamp>, StoreError> {
    let briefing = post_briefings(app, shutdown).await?;
    let round = advance_rounds(app, shutdown).await?;
    Ok([briefing, round].into_iter().flatten().min())
}

/// Posts every briefing that is due now; gives the instant at which the next one is.
async fn post_briefings(
    app: &App,
    shutdown: &CancellationToken,
) -> Result<Option<Timestamp>, StoreError> {
    loop {
        let now = app.now();
        let due = app
            .store
            .read(now, |tx, now| tx.briefings_to_post(*now, BATCH).boxed())
            .await?;
        if due.is_empty() {
            return app
                .store
                .read((), |tx, ()| tx.next_briefing_at().boxed())
                .await;
        }
        for (tenant, campaign) in due {
            if shutdown.is_cancelled() {
                return Ok(None);
            }
            if let Err(error) = post_due(app, &tenant, &campaign).await {
                let workspace = tenant.workspace_id();
                tracing::error!(%workspace, %campaign, %error, "a briefing could not be posted; it is tried again later");
                put_briefing_off(app, tenant, campaign).await?;
            }
        }
    }
}

/// Advances every round that is due now; gives the instant at which the next one is. One that can't be
/// advanced is told in the log and looked at again later: the others don't wait for it.
async fn advance_rounds(
    app: &App,
    shutdown: &CancellationToken,
) -> Result<Option<Timestamp>, StoreError> {
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
            if shutdown.is_cancelled() {
                return Ok(None);
            }
            let workspace = tenant.workspace_id();
            match advance_round(app, &tenant, &round).await {
                Ok(true) => continue,
                Ok(false) => {
                    tracing::error!(%workspace, %round, "a round does not come to rest; it is looked at again later");
                }
                Err(error) => {
                    tracing::error!(%workspace, %round, %error, "a round could not be advanced; it is tried again later");
                }
            }
            put_off(app, tenant, round).await?;
        }
    }
}

async fn put_briefing_off(
    app: &App,
    tenant: Tenant,
    campaign: CampaignId,
) -> Result<(), StoreError> {
    let until = app.now().checked_add(AFTER_FAULT);
    let input = (tenant, campaign, until.unwrap_or(Timestamp::MAX));
    app.store
        .write(input, |tx, (tenant, campaign, until)| {
            tx.put_briefing_off(tenant, campaign, *until).boxed()
        })
        .await
}

async fn put_off(app: &App, tenant: Tenant, round: RoundId) -> Result<(), StoreError> {
    let until = app.now().checked_add(AFTER_FAULT);
    let input = (tenant, round, until.unwrap_or(Timestamp::MAX));
    app.store
        .write(input, |tx, (tenant, round, until)| {
            tx.put_round_off(tenant, round, *until).boxed()
        })
        .await
}
