//! What all parts of a running sandbox share.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    clock::{Clock, Host},
    delivery::{Door, Parcel, Sockets},
    faults::Faults,
    in_flight::InFlight,
    log::Log,
    model::{Model, News},
};

/// What all parts of a running sandbox share.
pub(crate) struct Core {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) host: Option<Arc<dyn Host>>,
    /// `http://127.0.0.1:3900`
    pub(crate) base: String,
    pub(crate) port: u16,
    /// How long the app may take to acknowledge, in real time.
    pub(crate) ack_limit: Duration,
    /// After how long a socket is to be replaced, if ever.
    pub(crate) socket_life: Option<SignedDuration>,
    pub(crate) log: Log,
    pub(crate) faults: Faults,
    pub(crate) in_flight: InFlight,
    pub(crate) sockets: Sockets,
    pub(crate) door: Mutex<Door>,
    /// Events that wait to be overtaken by another.
    pub(crate) held: Mutex<Vec<Parcel>>,
    pub(crate) http: reqwest::Client,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: TaskTracker,
    /// Counts changes, so that pages know when to look again.
    pub(crate) changed: watch::Sender<u64>,
    pub(crate) turn: AtomicUsize,
    model: Mutex<Model>,
}

pub(crate) struct Parts {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) host: Option<Arc<dyn Host>>,
    pub(crate) base: String,
    pub(crate) port: u16,
    pub(crate) ack_limit: Duration,
    pub(crate) socket_life: Option<SignedDuration>,
    pub(crate) http: reqwest::Client,
    pub(crate) model: Model,
}

impl Core {
    pub(crate) fn new(parts: Parts) -> Arc<Self> {
        Arc::new(Self {
            clock: parts.clock,
            host: parts.host,
            base: parts.base,
            port: parts.port,
            ack_limit: parts.ack_limit,
            socket_life: parts.socket_life,
            log: Log::default(),
            faults: Faults::default(),
            in_flight: InFlight::new(),
            sockets: Sockets::default(),
            door: Mutex::new(Door::Sockets),
            held: Mutex::default(),
            http: parts.http,
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
            changed: watch::Sender::new(0),
            turn: AtomicUsize::new(0),
            model: Mutex::new(parts.model),
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Looks at the workspace.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Model) -> T) -> T {
        look(&self.model.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the workspace and tells the pages.
    pub(crate) fn write<T>(&self, change: impl FnOnce(&mut Model) -> T) -> T {
        let result = change(&mut self.model.lock().unwrap_or_else(PoisonError::into_inner));
        self.touch();
        result
    }

    /// Like [`Core::write`], and gives what the change left for the app to hear.
    pub(crate) fn write_news<T>(&self, change: impl FnOnce(&mut Model) -> T) -> (T, Vec<News>) {
        self.write(|model| {
            let result = change(model);
            (result, std::mem::take(&mut model.news))
        })
    }

    /// Tells the pages that something is different.
    pub(crate) fn touch(&self) {
        self.changed.send_modify(|sequence| *sequence += 1);
    }

    pub(crate) fn next_turn(&self) -> usize {
        self.turn.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) fn response_url(&self, id: &str) -> String {
        format!("{}/response/{id}", self.base)
    }
}
