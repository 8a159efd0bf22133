//! leadloop: the structured feedback loop between marketing and sales, in Slack.

pub mod domain;
pub mod export;
pub mod import;
