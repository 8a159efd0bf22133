//! The names of leadloop's metrics, each with what it counts. None carries a person, a lead or a channel as a label:
//! how somebody rates or how fast they answer is nobody's figure.

use metrics::{describe_counter, describe_gauge};

/// Deliveries from Slack; labels `door` (`http`, `socket`), `kind` (as Slack names it; `other` for kinds leadloop
/// does not know).
pub const DELIVERIES: &str = "leadloop_slack_deliveries_total";
/// What became of deliveries; labels `door`, `outcome` (`acknowledged`, `failed`, `too_late`).
pub const ACKNOWLEDGEMENTS: &str = "leadloop_slack_acknowledgements_total";
/// HTTP requests turned away before they were read; label `reason` (`signature`, `unreadable`).
pub const TURNED_AWAY: &str = "leadloop_slack_turned_away_total";
/// Calls of Slack's Web API; labels `method`, `outcome` (`ok`, `refused`, `rate_limited`, `not_sent`, `unknown`).
pub const SLACK_CALLS: &str = "leadloop_slack_calls_total";
/// Socket Mode connections that take deliveries: 1 in good health, 2 for the seconds of a change-over.
pub const SOCKETS: &str = "leadloop_slack_sockets";

/// Tells the recorder in use what each metric means.
pub fn describe() {
    describe_counter!(DELIVERIES, "Deliveries from Slack, by door and kind");
    describe_counter!(
        ACKNOWLEDGEMENTS,
        "What became of deliveries, by door and outcome"
    );
    describe_counter!(
        TURNED_AWAY,
        "HTTP requests turned away before they were read, by reason"
    );
    describe_counter!(
        SLACK_CALLS,
        "Calls of Slack's Web API, by method and outcome"
    );
    describe_gauge!(SOCKETS, "Socket Mode connections that take deliveries");
}
