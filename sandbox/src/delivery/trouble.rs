//! Deliveries that go wrong on request.

use std::sync::{Arc, PoisonError};

use jiff::SignedDuration;
use serde_json::Value;

use super::{DeliveryFailure, Parcel, name_of};
use crate::{core::Core, faults::DeliveryTrouble};

/// How long an event waits to be overtaken.
const HELD: SignedDuration = SignedDuration::from_mins(1);

impl Core {
    /// Asks the rules what is to become of a parcel.
    pub(crate) fn troubled_on_request(&self, mut parcel: Parcel) -> Parcel {
        parcel.trouble = self.faults.take_delivery(&name_of(&parcel));
        parcel.provoked = parcel.trouble.is_some();
        parcel
    }

    /// Gives an event back if it goes out now, and sees to it if it goes later.
    pub(super) fn delayed_on_request(self: &Arc<Self>, parcel: Parcel) -> Option<Parcel> {
        let parcel = self.troubled_on_request(parcel);
        let wait = match parcel.trouble {
            Some(DeliveryTrouble::Late(wait)) => wait,
            Some(DeliveryTrouble::Overtaken) => HELD,
            _ => return Some(parcel),
        };
        let overtaken = parcel.trouble == Some(DeliveryTrouble::Overtaken);
        let at = self.now().saturating_add(wait).unwrap_or_default();
        let core = Arc::clone(self);
        if overtaken {
            self.held().push(parcel);
            self.spawn(async move {
                core.clock.sleep_until(at).await;
                core.release_held().await;
            });
        } else {
            self.spawn(async move {
                core.clock.sleep_until(at).await;
                core.attempt(parcel).await;
            });
        }
        None
    }

    /// Lets events go that waited to be overtaken.
    pub(super) async fn release_held(self: &Arc<Self>) {
        let held = std::mem::take(&mut *self.held());
        for parcel in held {
            self.attempt(parcel).await;
        }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Vec<Parcel>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Delivers a parcel with the trouble it is meant to have.
    pub(crate) async fn deliver_with_trouble(
        &self,
        parcel: &Parcel,
    ) -> Result<Value, DeliveryFailure> {
        match parcel.trouble {
            Some(DeliveryTrouble::Lost) => {
                let lost = Err(DeliveryFailure::Connection("lost on request".to_owned()));
                self.log_delivery(self.now(), parcel, &lost);
                self.touch();
                return lost;
            }
            Some(DeliveryTrouble::SocketsDropped) => self.sockets.cut_all(),
            _ => {}
        }
        let first = self.deliver(parcel).await;
        if parcel.trouble == Some(DeliveryTrouble::Repeated) {
            let again = Parcel {
                attempt: parcel.attempt + 1,
                retry_reason: Some("http_timeout"),
                ..parcel.clone()
            };
            // Slack did not hear the first answer; the app's first answer counts here all the same.
            drop(self.deliver(&again).await);
        }
        first
    }
}
