//! A Slack workspace on your own machine.

pub mod validate;
