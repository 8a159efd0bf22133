//! The only folder that knows Slack.

pub mod ids;
pub mod views;
