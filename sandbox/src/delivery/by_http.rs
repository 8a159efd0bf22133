//! Delivery by signed HTTP.

use serde_json::{Value, json};

use super::{DeliveryFailure, Family, Parcel, ack_body, sign::signature};
use crate::{config::RequestUrls, core::Core};

const FORM: &str = "application/x-www-form-urlencoded";

impl Core {
    pub(super) async fn deliver_by_http(
        &self,
        url: &str,
        parcel: &Parcel,
    ) -> Result<Value, DeliveryFailure> {
        let (content_type, body) = match parcel.family {
            Family::Event => ("application/json", parcel.payload.to_string()),
            Family::Interactive => (FORM, form(&json!({"payload": parcel.payload.to_string()}))),
            Family::SlashCommand => (FORM, form(&parcel.payload)),
        };
        let own = self.read(|model| own_url(&model.app.request_urls, parcel));
        let url = own.as_deref().unwrap_or(url);
        let retry = parcel.retry_reason.map(|reason| (parcel.attempt, reason));
        let text = self.post(url, content_type, body, retry).await?;
        Ok(ack_body(&text))
    }

    async fn post(
        &self,
        url: &str,
        content_type: &str,
        body: String,
        retry: Option<(u32, &str)>,
    ) -> Result<String, DeliveryFailure> {
        let secret = self.read(|model| model.app.signing_secret.clone());
        let timestamp_s = self.now().as_second();
        let mut request = self
            .http
            .post(url)
            .timeout(self.ack_limit)
            .header("content-type", content_type)
            .header("x-slack-request-timestamp", timestamp_s)
            .header(
                "x-slack-signature",
                signature(&secret, timestamp_s, body.as_bytes()),
            );
        if let Some((attempt, reason)) = retry {
            request = request
                .header("x-slack-retry-num", attempt)
                .header("x-slack-retry-reason", reason);
        }
        let failed = |error: reqwest::Error| {
            if error.is_timeout() {
                DeliveryFailure::Timeout
            } else if error.is_redirect() {
                DeliveryFailure::Redirects
            } else {
                DeliveryFailure::Connection(error.to_string())
            }
        };
        let response = request.body(body).send().await.map_err(failed)?;
        let status = response.status();
        if !status.is_success() {
            let no_retry = response
                .headers()
                .get("x-slack-no-retry")
                .is_some_and(|value| value == "1");
            return Err(DeliveryFailure::Status {
                status: status.as_u16(),
                no_retry,
            });
        }
        response.text().await.map_err(failed)
    }

    pub(crate) async fn verify_url(&self) -> Result<bool, DeliveryFailure> {
        let url = self.request_url()?;
        self.verify(&url).await
    }

    /// Sends a URL its challenge, and gives whether it comes back: as text, a form or JSON.
    pub(crate) async fn verify(&self, url: &str) -> Result<bool, DeliveryFailure> {
        let _underway = self.in_flight.begin();
        let challenge = self.write(|model| model.ids.id("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWM"));
        let payload = json!({"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"});
        let at = self.now();
        let answer = self
            .post(url, "application/json", payload.to_string(), None)
            .await;
        let answer = answer.map(|text| ack_body(&text));
        let parcel = self.parcel(Family::Event, payload);
        self.log_delivery(at, &parcel, &answer);
        let answer = answer?;
        let form = format!("challenge={challenge}");
        Ok(answer["challenge"] == *challenge
            || answer
                .as_str()
                .is_some_and(|text| text.trim() == challenge || text.trim() == form))
    }

    pub(crate) async fn ssl_check(&self) -> Result<(), DeliveryFailure> {
        let url = self.request_url()?;
        let body = form(&json!({"ssl_check": "1", "token": VERIFICATION_TOKEN}));
        self.post(&url, FORM, body, None).await.map(drop)
    }

    fn request_url(&self) -> Result<String, DeliveryFailure> {
        match &*self.door() {
            super::Door::Http(url) => Ok(url.clone()),
            super::Door::Sockets => Err(DeliveryFailure::Connection(
                "deliveries go to sockets".to_owned(),
            )),
        }
    }
}

/// The URL an app set for this kind of thing alone.
fn own_url(urls: &RequestUrls, parcel: &Parcel) -> Option<String> {
    match parcel.family {
        Family::Event => None,
        Family::SlashCommand => urls
            .commands
            .get(parcel.payload["command"].as_str()?)
            .cloned(),
        Family::Interactive if parcel.payload["type"] == "block_suggestion" => {
            urls.options.clone().or_else(|| urls.interactivity.clone())
        }
        Family::Interactive => urls.interactivity.clone(),
    }
}

/// The deprecated token that old apps compare.
pub(crate) const VERIFICATION_TOKEN: &str = "sandbox-verification-token";

fn form(fields: &Value) -> String {
    let mut body = String::new();
    for (name, value) in fields.as_object().into_iter().flatten() {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        if !body.is_empty() {
            body.push('&');
        }
        encode(name, &mut body);
        body.push('=');
        encode(&text, &mut body);
    }
    body
}

/// Percent-encodes as HTML forms do.
fn encode(text: &str, body: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                body.push(char::from(byte));
            }
            b' ' => body.push('+'),
            _ => body.push_str(&format!("%{byte:02X}")),
        }
    }
}
