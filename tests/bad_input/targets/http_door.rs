//! The HTTP door: any body that Slack signed is answered, and none that it did not sign gets in.
//!
//! The first line of the input goes into the headers that tell of a repetition and of the body's kind, the
//! rest is the body.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use futures_util::future::BoxFuture;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use leadloop::clock::ManualClock;
use leadloop::slack::ack::{Ack, Handler};
use leadloop::slack::http_door::{PATH, router};
use leadloop::slack::incoming::{Incoming, RetryInfo};
use sha2::Sha256;
use tower::ServiceExt as _;

const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const NOW: i64 = 1_795_424_400;

/// Acknowledges everything, and counts what got in.
#[derive(Default)]
struct Counts(AtomicUsize);

impl Handler for Counts {
    fn handle(&self, _incoming: Incoming, _retry: Option<RetryInfo>) -> BoxFuture<'_, Ack> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ack::Empty })
    }
}

fn signature(body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("v0:{NOW}:").as_bytes());
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v0={hex}")
}

/// Delivers the input.
pub(crate) fn run(input: &[u8]) {
    let line = input.iter().position(|&byte| byte == b'\n');
    let (header, body) = input.split_at(line.unwrap_or(0));
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let counts = Arc::new(Counts::default());
    let clock = Arc::new(ManualClock::new(Timestamp::from_second(NOW).unwrap()));
    let door = router(counts.clone(), clock, SECRET.into());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let signed = deliver(&door, header, body, &signature(body)).await;
        assert!(
            [StatusCode::OK, StatusCode::BAD_REQUEST].contains(&signed),
            "{signed}"
        );
        let got_in = counts.0.load(Ordering::SeqCst);
        assert!(got_in <= usize::from(signed == StatusCode::OK));

        // The same body under the signature of another one.
        let forged = deliver(&door, header, body, &signature(&[body, b"&"].concat())).await;
        assert!(
            [StatusCode::OK, StatusCode::UNAUTHORIZED].contains(&forged),
            "{forged}"
        );
        assert_eq!(
            counts.0.load(Ordering::SeqCst),
            got_in,
            "a forged delivery got in"
        );
    });
}

async fn deliver(door: &Router, header: &[u8], body: &[u8], signature: &str) -> StatusCode {
    let mut request = Request::post(PATH)
        .header("x-slack-request-timestamp", NOW)
        .header("x-slack-signature", signature);
    if let Ok(value) = HeaderValue::from_bytes(header) {
        for name in ["x-slack-retry-num", "x-slack-retry-reason", "content-type"] {
            request = request.header(name, value.clone());
        }
    }
    let request = request.body(Body::from(body.to_vec())).unwrap();
    door.clone().oneshot(request).await.unwrap().status()
}
