//! Counts the steps of the bot's work in its process, and lets it stand still after one of them, to be killed there.
//!
//! A step is an event or span that the program or a library traces: each statement in the database above all, also amid
//! a transaction. So a moment is a place in the work and no point in time, and the same seed finds it again.

use std::sync::atomic::{AtomicU64, Ordering};

use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::{LookupSpan, Registry};

use crate::child::say;

static TAKEN: AtomicU64 = AtomicU64::new(0);
static LAST: AtomicU64 = AtomicU64::new(u64::MAX);

/// Counts steps from now on, and logs warnings and errors to stderr.
pub(crate) fn count_and_log() {
    let log = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        .with_filter(LevelFilter::WARN);
    let listener = Registry::default().with(log).with(Steps);
    tracing::subscriber::set_global_default(listener).expect("nobody else listens");
}

/// How many steps were taken since the start.
pub(crate) fn taken() -> u64 {
    TAKEN.load(Ordering::SeqCst)
}

/// Stands still after so many more steps.
pub(crate) fn stop_after(steps: u64) {
    LAST.store(taken() + steps, Ordering::SeqCst);
}

fn step(of: &Metadata<'_>) {
    if TAKEN.fetch_add(1, Ordering::SeqCst) + 1 != LAST.load(Ordering::SeqCst) {
        return;
    }
    say(&format!("struck {} {}", of.target(), of.name()));
    loop {
        std::thread::park();
    }
}

struct Steps;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Steps {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        step(event.metadata());
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        step(attributes.metadata());
    }
}
