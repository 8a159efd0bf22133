//! The sockets an app has connected, and who waits for which acknowledgement.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::{mpsc, oneshot, watch};

/// Why Slack disconnects a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisconnectReason {
    /// It will disconnect in about 10 seconds.
    Warning,
    /// It wants a fresh connection.
    RefreshRequested,
    /// Socket Mode was switched off.
    LinkDisabled,
    /// There are more than ten.
    TooManyWebsockets,
}

/// What a socket's task is told.
#[derive(Debug)]
pub(super) enum Order {
    Send(String),
    Disconnect(DisconnectReason),
    Cut,
}

#[derive(Debug)]
struct Socket {
    orders: mpsc::UnboundedSender<Order>,
    /// It gets no more envelopes.
    leaving: bool,
}

#[derive(Debug, Default)]
struct Inner {
    next: u64,
    open: BTreeMap<u64, Socket>,
    waiting: HashMap<String, oneshot::Sender<Value>>,
}

/// The sockets an app has connected.
#[derive(Debug)]
pub(crate) struct Sockets {
    inner: Mutex<Inner>,
    count: watch::Sender<usize>,
}

impl Default for Sockets {
    fn default() -> Self {
        Self {
            inner: Mutex::default(),
            count: watch::Sender::new(0),
        }
    }
}

impl Sockets {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recount(&self) {
        let usable = self
            .lock()
            .open
            .values()
            .filter(|socket| !socket.leaving)
            .count();
        self.count.send_replace(usable);
    }

    pub(super) fn add(&self) -> (u64, mpsc::UnboundedReceiver<Order>) {
        let (orders, receiver) = mpsc::unbounded_channel();
        let mut inner = self.lock();
        inner.next += 1;
        let id = inner.next;
        inner.open.insert(
            id,
            Socket {
                orders,
                leaving: false,
            },
        );
        drop(inner);
        self.recount();
        (id, receiver)
    }

    pub(super) fn remove(&self, id: u64) {
        self.lock().open.remove(&id);
        self.recount();
    }

    /// How many sockets can get envelopes.
    pub(crate) fn count(&self) -> usize {
        *self.count.borrow()
    }

    /// Whether the app ever connected: then it may be just reconnecting.
    pub(super) fn ever_connected(&self) -> bool {
        self.lock().next > 0
    }

    /// Ends when a socket can get envelopes.
    pub(crate) async fn connected(&self) {
        let mut count = self.count.subscribe();
        // The sender lives as long as `self`, so waiting can't fail.
        let _ = count.wait_for(|count| *count > 0).await;
    }

    /// Sends to one of the sockets; `turn` chooses which.
    pub(super) fn send(&self, turn: usize, text: &str) -> bool {
        let inner = self.lock();
        let usable: Vec<_> = inner
            .open
            .values()
            .filter(|socket| !socket.leaving)
            .collect();
        if usable.is_empty() {
            return false;
        }
        usable[turn % usable.len()]
            .orders
            .send(Order::Send(text.to_owned()))
            .is_ok()
    }

    pub(super) fn expect_ack(&self, envelope_id: &str) -> oneshot::Receiver<Value> {
        let (sender, receiver) = oneshot::channel();
        self.lock().waiting.insert(envelope_id.to_owned(), sender);
        receiver
    }

    pub(super) fn forget_ack(&self, envelope_id: &str) {
        self.lock().waiting.remove(envelope_id);
    }

    /// An acknowledgement came in. False when nobody waits for it any more: it means nothing.
    pub(super) fn acknowledge(&self, envelope_id: &str, payload: Value) -> bool {
        let waiting = self.lock().waiting.remove(envelope_id);
        waiting.is_some_and(|waiting| waiting.send(payload).is_ok())
    }

    pub(crate) fn cut_all(&self) {
        let mut inner = self.lock();
        for socket in inner.open.values_mut() {
            socket.leaving = true;
            let _ = socket.orders.send(Order::Cut);
        }
        drop(inner);
        self.recount();
    }

    /// Says `disconnect` on one socket.
    pub(super) fn disconnect(&self, id: u64, reason: DisconnectReason) {
        if let Some(socket) = self.lock().open.get_mut(&id) {
            socket.leaving |= reason != DisconnectReason::Warning;
            let _ = socket.orders.send(Order::Disconnect(reason));
        }
        self.recount();
    }

    pub(crate) fn disconnect_all(&self, reason: DisconnectReason) {
        let mut inner = self.lock();
        for socket in inner.open.values_mut() {
            socket.leaving |= reason != DisconnectReason::Warning;
            let _ = socket.orders.send(Order::Disconnect(reason));
        }
        drop(inner);
        self.recount();
    }
}
