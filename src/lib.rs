//! leadloop: the structured feedback loop between marketing and sales, in Slack.

pub mod clock;
pub mod domain;
