//! Whether a delivery really comes from Slack: the v0 signature over the raw body.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The header with the signature.
pub const SIGNATURE_HEADER: &str = "x-slack-signature";
/// The header with the time of signing, in seconds since 1970.
pub const TIMESTAMP_HEADER: &str = "x-slack-request-timestamp";

/// How far a request's timestamp may be from our time, in seconds.
const WINDOW_SECONDS: u64 = 300;

/// Why a delivery is not taken for Slack's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// One of the two headers is missing.
    #[error("the request carries no Slack signature")]
    Missing,
    /// The timestamp is no number of seconds.
    #[error("the request's timestamp can't be read")]
    Malformed,
    /// Signed too long ago, or in the future.
    #[error(
        "the request was signed more than five minutes from now; is this machine's clock right?"
    )]
    Stale,
    /// Another secret, or another body.
    #[error(
        "the signature is not by SLACK_SIGNING_SECRET; compare it with Basic Information → App Credentials"
    )]
    Wrong,
}

/// Checks the two headers against the raw body, at `now`, in constant time.
pub fn verify(
    secret: &SecretString,
    timestamp: Option<&str>,
    signature: Option<&str>,
    body: &[u8],
    now: Timestamp,
) -> Result<(), SignatureFault> {
    let (Some(timestamp), Some(signature)) = (timestamp, signature) else {
        return Err(SignatureFault::Missing);
    };
    let signed_at: i64 = timestamp
        .trim()
        .parse()
        .map_err(|_| SignatureFault::Malformed)?;
    if now.as_second().abs_diff(signed_at) > WINDOW_SECONDS {
        return Err(SignatureFault::Stale);
    }
    let expected = signature_over(secret, timestamp, body).ok_or(SignatureFault::Wrong)?;
    if bool::from(expected.as_bytes().ct_eq(signature.trim().as_bytes())) {
        Ok(())
    } else {
        Err(SignatureFault::Wrong)
    }
}

/// The signature Slack would send; none never happens, as HMAC takes a key of any length.
fn signature_over(secret: &SecretString, timestamp: &str, body: &[u8]) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
    mac.update(b"v0:");
    mac.update(timestamp.as_bytes());
    mac.update(b":");
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = digits.filter_map(|digit| char::from_digit(digit.into(), 16));
    Some("v0=".chars().chain(digits).collect())
}

#[cfg(test)]
pub(crate) mod tests {
    use rstest::rstest;

    use super::*;

    /// Slack's published example.
    const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
    const TIMESTAMP: &str = "1531420618";
    const SIGNATURE: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow\
        &channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner\
        &command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J\
        %2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    /// What Slack's headers would be for this body at this time.
    pub(crate) fn sign(secret: &str, now: Timestamp, body: &[u8]) -> (String, String) {
        let timestamp = now.as_second().to_string();
        let signature = signature_over(&secret.into(), &timestamp, body).unwrap();
        (timestamp, signature)
    }

    fn check(
        timestamp: Option<&str>,
        signature: Option<&str>,
        body: &str,
        after: i64,
    ) -> Result<(), SignatureFault> {
        let now = Timestamp::from_second(1_531_420_618 + after).unwrap();
        verify(&SECRET.into(), timestamp, signature, body.as_bytes(), now)
    }

    #[test]
    fn slacks_own_example_is_slacks() {
        assert_eq!(check(Some(TIMESTAMP), Some(SIGNATURE), BODY, 0), Ok(()));
    }

    #[rstest]
    #[case(300, Ok(()))]
    #[case(-300, Ok(()))]
    #[case(301, Err(SignatureFault::Stale))]
    #[case(-301, Err(SignatureFault::Stale))]
    fn five_minutes_either_way(#[case] after: i64, #[case] expected: Result<(), SignatureFault>) {
        assert_eq!(
            check(Some(TIMESTAMP), Some(SIGNATURE), BODY, after),
            expected
        );
    }

    #[test]
    fn anything_else_is_not_slacks() {
        assert_eq!(
            check(None, Some(SIGNATURE), BODY, 0),
            Err(SignatureFault::Missing)
        );
        assert_eq!(
            check(Some(TIMESTAMP), None, BODY, 0),
            Err(SignatureFault::Missing)
        );
        assert_eq!(
            check(Some("soon"), Some(SIGNATURE), BODY, 0),
            Err(SignatureFault::Malformed)
        );
        assert_eq!(
            check(Some("-9223372036854775808"), Some(SIGNATURE), BODY, 0),
            Err(SignatureFault::Stale)
        );
        assert_eq!(
            check(Some("1531420619"), Some(SIGNATURE), BODY, 0),
            Err(SignatureFault::Wrong)
        );
        assert_eq!(
            check(Some(TIMESTAMP), Some(SIGNATURE), "text=", 0),
            Err(SignatureFault::Wrong)
        );
        assert_eq!(
            check(Some(TIMESTAMP), Some("v0="), BODY, 0),
            Err(SignatureFault::Wrong)
        );
        assert_eq!(
            check(Some(TIMESTAMP), Some(&SIGNATURE.to_uppercase()), BODY, 0),
            Err(SignatureFault::Wrong)
        );
    }
}
