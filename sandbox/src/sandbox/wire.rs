//! How things get to the app: request URL or sockets, and both of them failing.

use super::Sandbox;
use crate::delivery::{DeliveryFailure, DisconnectReason, Door, UrlRefused};

impl Sandbox {
    /// From now on everything is delivered to this URL, and nothing to sockets: those hear
    /// `link_disabled`. It is not verified; see [`Sandbox::set_request_url`].
    pub fn deliver_by_http(&self, request_url: &str) {
        *self.core.door() = Door::Http(request_url.to_owned());
        self.core
            .sockets
            .disconnect_all(DisconnectReason::LinkDisabled);
    }

    /// Like [`Sandbox::deliver_by_http`], once the URL has returned the challenge that Slack sends
    /// to a new request URL. One that does not is not used.
    ///
    /// Source: <https://docs.slack.dev/reference/events/url_verification>
    ///
    /// # Errors
    /// When the app does not answer, or answers something else.
    pub async fn set_request_url(&self, request_url: &str) -> Result<(), UrlRefused> {
        if !self.core.verify(request_url).await? {
            return Err(UrlRefused::OtherAnswer);
        }
        self.deliver_by_http(request_url);
        Ok(())
    }

    /// From now on everything is delivered to connected sockets. This is so from the start.
    pub fn deliver_by_socket(&self) {
        *self.core.door() = Door::Sockets;
    }

    /// How many sockets the app has connected.
    #[must_use]
    pub fn sockets(&self) -> usize {
        self.core.sockets.count()
    }

    /// Ends when the app has a socket connected.
    pub async fn connected(&self) {
        self.core.sockets.connected().await;
    }

    /// Breaks all sockets without a word.
    pub fn drop_sockets(&self) {
        self.core.sockets.cut_all();
    }

    /// Says `disconnect` on all sockets. After a warning they stay; after another reason they get
    /// nothing more and close soon.
    pub fn disconnect(&self, reason: DisconnectReason) {
        self.core.sockets.disconnect_all(reason);
    }

    /// Delivers something once more, as a first retry: same payload, same `event_id`. The id is
    /// that of a [`crate::Delivery`] in the log. Nothing of its acknowledgement is applied.
    ///
    /// # Errors
    /// When the app does not acknowledge it, or nothing with that id was delivered.
    pub async fn repeat(&self, delivery_id: &str) -> Result<serde_json::Value, DeliveryFailure> {
        self.core.repeat(delivery_id).await
    }

    /// Sends `url_verification` and gives whether the app returned the challenge.
    ///
    /// # Errors
    /// When the app does not answer with success.
    pub async fn verify_url(&self) -> Result<bool, DeliveryFailure> {
        self.core.verify_url().await
    }

    /// Sends the `ssl_check` Slack makes of a command's URL.
    ///
    /// # Errors
    /// When the app does not answer with success.
    pub async fn ssl_check(&self) -> Result<(), DeliveryFailure> {
        self.core.ssl_check().await
    }
}
