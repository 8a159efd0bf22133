//! What an interaction hands to the app to answer with: triggers and response URLs.

use jiff::{SignedDuration, Timestamp};

/// How long a trigger lives.
const TRIGGER_LIFE: SignedDuration = SignedDuration::from_secs(3);
/// How long a response URL lives.
const RESPONSE_URL_LIFE: SignedDuration = SignedDuration::from_mins(30);
/// How often a response URL can be used.
const RESPONSE_URL_USES: u8 = 5;

/// How long a code of the OAuth flow lives.
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// What a person allowed an app on the authorize page; its code is exchanged once.
///
/// Source: <https://docs.slack.dev/authentication/installing-with-oauth>
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) scopes: Vec<String>,
    /// As the app named it; it must name it again.
    pub(crate) redirect_uri: Option<String>,
    pub(crate) user: String,
    pub(crate) made_at: Timestamp,
}

impl Grant {
    pub(crate) fn is_live(&self, now: Timestamp) -> bool {
        self.made_at.duration_until(now) <= CODE_LIFE
    }
}

/// Allows one modal to be opened.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    pub(crate) user: String,
    pub(crate) sent_at: Timestamp,
    pub(crate) used: bool,
    /// The modal it came from, if it came from one.
    pub(crate) from_view: Option<String>,
}

/// Why a trigger opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TriggerFault {
    Unknown,
    Expired,
    Exchanged,
}

impl Trigger {
    pub(crate) fn check(&self, now: Timestamp) -> Result<(), TriggerFault> {
        if self.used {
            Err(TriggerFault::Exchanged)
        } else if self.sent_at.duration_until(now) > TRIGGER_LIFE {
            Err(TriggerFault::Expired)
        } else {
            Ok(())
        }
    }
}

/// Allows five posts within half an hour.
#[derive(Clone, Debug)]
pub(crate) struct ResponseUrl {
    pub(crate) user: String,
    pub(crate) channel: String,
    /// The message it came from, if it came from one.
    pub(crate) origin: Option<String>,
    pub(crate) made_at: Timestamp,
    pub(crate) uses: u8,
}

impl ResponseUrl {
    /// Whether its time is not over.
    pub(crate) fn is_live(&self, now: Timestamp) -> bool {
        self.made_at.duration_until(now) <= RESPONSE_URL_LIFE
    }

    /// Uses it once.
    pub(crate) fn spend(&mut self, now: Timestamp) -> Result<(), &'static str> {
        if !self.is_live(now) {
            return Err("expired_url");
        }
        if self.uses >= RESPONSE_URL_USES {
            return Err("used_url");
        }
        self.uses += 1;
        Ok(())
    }
}
