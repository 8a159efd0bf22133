//! Repeating calls that only read. Never for posts: those belong to the outbox.

use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;

use super::api::Failure;
use crate::clock::Clock;

/// How often a reading call is tried before its failure is told.
const ATTEMPTS: u32 = 4;
/// Before the first repetition after a broken connection; doubles each time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Slack has asked for more than this only when something is wrong; better to say so than to hang.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Makes a call that only reads, and repeats it by the clock while Slack is busy or out of reach.
///
/// # Errors
/// The last failure; a refusal at once.
pub async fn with_retry<T, F, C>(clock: &dyn Clock, mut call: C) -> Result<T, Failure>
where
    C: FnMut() -> F,
    F: Future<Output = Result<T, Failure>>,
{
    let mut pause = FIRST_PAUSE;
    for _ in 1..ATTEMPTS {
        let wait = match call().await {
            Ok(value) => return Ok(value),
            Err(Failure::RateLimited { retry_after, .. }) if retry_after <= LONGEST_WAIT => {
                retry_after
            }
            Err(Failure::NotSent { .. } | Failure::Unknown { .. }) => {
                pause *= 2;
                pause / 2
            }
            Err(failure) => return Err(failure),
        };
        clock.sleep_until(after(clock.now(), wait)).await;
    }
    call().await
}

/// The instant this long after `now`.
pub(super) fn after(now: Timestamp, wait: Duration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::clock::ManualClock;
    use crate::slack::api::Refusal;

    fn start() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn busy(seconds: u64) -> Failure {
        Failure::RateLimited {
            method: "users.list",
            retry_after: Duration::from_secs(seconds),
        }
    }

    #[tokio::test]
    async fn a_busy_slack_is_asked_again_when_it_said() {
        let clock = ManualClock::new(start());
        let calls = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&calls);
        let sleeping = clock.clone();
        let reading = tokio::spawn(async move {
            with_retry(&sleeping, || {
                let call = counter.fetch_add(1, Ordering::SeqCst);
                async move { if call == 0 { Err(busy(30)) } else { Ok(call) } }
            })
            .await
        });
        while clock.next_sleeper().is_none() {
            tokio::task::yield_now().await;
        }
        assert_eq!(
            clock.next_sleeper(),
            Some(after(start(), Duration::from_secs(30)))
        );
        clock.advance_to(after(start(), Duration::from_secs(30)));
        assert_eq!(reading.await.unwrap(), Ok(1));
        assert_eq!(calls.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_refusal_and_an_endless_wait_are_told_at_once() {
        let clock = ManualClock::new(start());
        let refused = Failure::Refused {
            method: "users.info",
            refusal: Refusal::default(),
        };
        let told = with_retry(&clock, || async { Err::<(), _>(refused.clone()) }).await;
        assert_eq!(told, Err(refused));
        assert_eq!(
            with_retry(&clock, || async { Err::<(), _>(busy(3600)) }).await,
            Err(busy(3600))
        );
    }
}
