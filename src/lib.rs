//! leadloop: the structured feedback loop between marketing and sales, in Slack.
//!
//! - [`domain`] knows the rules, and nothing of the world.
//! - [`store`] keeps everything in one SQLite file, or in PostgreSQL; the only folder with SQL.
//! - [`clock`] is the only reader of time; [`bells`] tell the scheduler and the outbox that a commit left
//!   them work. [`app`] is these three: what a feature receives.
//! - [`features`] is one file per thing that a person or the clock can cause, one transaction each.
//! - [`run`] starts and stops it all: the one entry for `main`, the tests and the demo.
//! - [`scheduler`] advances what is due, [`outbox`] delivers what was decided to be said.
//! - [`import`] reads lead exports, [`export`] writes what was learned.
//! - [`slack`] is the only folder that knows Slack: doors, parser, client, views.
//! - [`texts`] is the catalogue of everything it says, in each language.
//! - [`demo`] runs it all in a small company's Slack on one machine.
//! - [`config`] reads the settings, [`web`] answers health and metrics, [`meters`] names the metrics.
//!
//! Imports go one way: `slack` → `features` → `app` → `store`, `clock`; anybody → `domain` → nobody.

pub mod app;
pub mod bells;
pub mod clock;
pub mod config;
pub mod demo;
pub mod domain;
pub mod export;
pub mod features;
pub mod import;
pub mod meters;
pub mod outbox;
pub mod run;
pub mod scheduler;
pub mod slack;
pub mod store;
pub mod texts;
pub mod web;
