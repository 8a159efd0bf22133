//! leadloop: the structured feedback loop between marketing and sales, in Slack.
//!
//! - [`domain`] knows the rules, and nothing of the world.
//! - [`store`] keeps everything in one SQLite file, or in PostgreSQL; the only folder with SQL.
//! - [`bells`] tell the scheduler and the outbox that a commit left them work.

pub mod bells;
pub mod domain;
pub mod store;
