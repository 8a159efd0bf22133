//! Which deliveries go wrong, and how.

use jiff::SignedDuration;

use super::Turns;

/// How a delivery goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum DeliveryTrouble {
    /// It comes twice: once more as a first retry, with the same `event_id`.
    Repeated,
    /// It comes so much later, on the sandbox's clock. Of events only; people do not wait.
    Late(SignedDuration),
    /// It comes after the next event, or after a minute when there is none. Of events only.
    Overtaken,
    /// The first attempt never arrives. An event is tried again; a person is told of trouble.
    Lost,
    /// All sockets break just before it; it goes to the next that connects.
    SocketsDropped,
}

/// Which deliveries go wrong, and how. Made with [`DeliveryRule::on`].
#[derive(Clone, Debug)]
pub struct DeliveryRule {
    name: String,
    pub(super) turns: Turns,
    pub(super) how: DeliveryTrouble,
}

impl DeliveryRule {
    /// The next delivery called that goes wrong: an event's type (`message`, `app_home_opened`), an
    /// interaction's (`block_actions`, `view_submission`) or a command (`/hello`). `"*"` is every
    /// one.
    #[must_use]
    pub fn on(name: &str, how: DeliveryTrouble) -> Self {
        Self {
            name: name.to_owned(),
            turns: Turns::default(),
            how,
        }
    }

    /// The first `deliveries` that fit go well.
    #[must_use]
    pub fn after(mut self, deliveries: usize) -> Self {
        self.turns.skip = deliveries;
        self
    }

    /// So many go wrong.
    #[must_use]
    pub fn times(mut self, deliveries: usize) -> Self {
        self.turns.times = deliveries;
        self
    }

    /// All go wrong until the rules are cleared.
    #[must_use]
    pub fn always(self) -> Self {
        self.times(usize::MAX)
    }

    pub(super) fn fits(&self, name: &str) -> bool {
        self.name == "*" || self.name == name
    }
}
