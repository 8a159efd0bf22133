//! What the nightly bell does: forgets what nobody needs any more.

use futures_util::FutureExt as _;
use jiff::SignedDuration;

use crate::app::App;
use crate::store::StoreError;

/// How long windows and forms are kept. Longer than the longest rhythm: a window that was left open
/// takes answers until the rep's next ask.
const KEPT: SignedDuration = SignedDuration::from_hours(60 * 24);

/// Forgets old windows and forms, and leave that is over. Doing it twice changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn housekeeping(app: &App) -> Result<(), StoreError> {
    app.store
        .write(app.now(), |tx, now| {
            async move {
                let before = now.saturating_sub(KEPT).unwrap_or(jiff::Timestamp::MIN);
                tx.forget_old(before).await?;
                tx.end_leave(*now).await
            }
            .boxed()
        })
        .await
}
