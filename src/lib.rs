//! leadloop: the structured feedback loop between marketing and sales, in Slack.

pub mod clock;
pub mod config;
pub mod domain;
pub mod meters;
pub mod slack;
pub mod web;
