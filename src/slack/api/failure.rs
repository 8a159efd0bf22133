//! Why a call to Slack gave nothing, sorted by what the caller may do about it.

use std::error::Error;
use std::time::Duration;

/// A call that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Slack answered `ok: false`; the same call would be refused again.
    #[error("Slack refused {method}: {refusal}")]
    Refused {
        /// The method called.
        method: &'static str,
        /// What Slack said.
        refusal: Refusal,
    },
    /// Too many calls; nothing was done. Safe to repeat after the wait.
    #[error("Slack wants {method} to wait {} s", retry_after.as_secs())]
    RateLimited {
        /// The method called.
        method: &'static str,
        /// How long to wait, as Slack said.
        retry_after: Duration,
    },
    /// The request never left: no name, no connection, no TLS. Safe to repeat.
    #[error("could not reach Slack for {method}: {cause}")]
    NotSent {
        /// The method called.
        method: &'static str,
        /// What the network said; no address, no token.
        cause: String,
    },
    /// The request left and no readable answer came: it may or may not have been done. Never repeat a post blindly.
    #[error("no answer to {method}, which may have been done: {cause}")]
    Unknown {
        /// The method called.
        method: &'static str,
        /// What the network or Slack said; no address, no token.
        cause: String,
    },
}

/// What Slack said when it refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Slack's word for it, such as `channel_not_found`.
    pub error: String,
    /// The scope that is missing, for `missing_scope`.
    pub needed: Option<String>,
    /// What is wrong in detail, for `invalid_blocks` and `invalid_arguments`.
    pub messages: Vec<String>,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.error)?;
        if let Some(needed) = &self.needed {
            write!(
                f,
                " (it needs {needed}; add it to the app and install it again)"
            )?;
        }
        if !self.messages.is_empty() {
            write!(f, " ({})", self.messages.join("; "))?;
        }
        Ok(())
    }
}

impl Failure {
    /// Slack's word for the refusal, where it refused.
    #[must_use]
    pub fn refused_with(&self) -> Option<&str> {
        match self {
            Self::Refused { refusal, .. } => Some(&refusal.error),
            _ => None,
        }
    }

    /// Whether the installation itself is gone or barred, so that no call can succeed before a person acts.
    #[must_use]
    pub fn is_locked_out(&self) -> bool {
        self.refused_with().is_some_and(is_lock_out)
    }

    /// Whether the same call may be made again without doing anything twice.
    #[must_use]
    pub fn is_safe_to_repeat(&self) -> bool {
        matches!(self, Self::RateLimited { .. } | Self::NotSent { .. })
    }

    /// The word under which the metrics count it.
    #[must_use]
    pub fn outcome(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "refused",
            Self::RateLimited { .. } => "rate_limited",
            Self::NotSent { .. } => "not_sent",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// Sorts what reqwest reports.
    pub(super) fn from_network(method: &'static str, error: reqwest::Error) -> Self {
        let never_left = error.is_connect() || error.is_builder();
        let cause = chain(&error.without_url());
        if never_left {
            Self::NotSent { method, cause }
        } else {
            Self::Unknown { method, cause }
        }
    }
}

fn is_lock_out(error: &str) -> bool {
    matches!(
        error,
        "invalid_auth"
            | "not_authed"
            | "account_inactive"
            | "token_revoked"
            | "token_expired"
            | "not_allowed_token_type"
            | "team_access_not_granted"
    )
}

/// An error with its causes in one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
