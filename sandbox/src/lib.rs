//! A Slack workspace on your own machine.
//!
//! It speaks Slack's wire — Web API, Events API, interactivity, Socket Mode — to an app under
//! test, and lets people act: read messages, press buttons, fill in modals. It is stateful, keeps
//! Slack's limits and refuses what Slack refuses. It reads time from its host's [`Clock`].
//!
//! [`Sandbox`] starts one; [`Person`] acts in it. [`Faults`] lets calls and deliveries go wrong, by
//! rule or by seed. [`validate`] says what Slack would refuse of blocks, views and messages. What went
//! between app and Slack is in [`Sandbox::log`], what was refused in [`Sandbox::refusals`].
//!
//! ```no_run
//! # async fn story() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//! use slack_sandbox::{ManualClock, Options, Sandbox, WorkspaceConfig};
//!
//! let clock = ManualClock::new("2026-11-23T09:00:00Z".parse()?);
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let slack = Sandbox::start(Options::new(WorkspaceConfig::default(), Arc::new(clock.clone()), listener))?;
//! // Start the app with slack.api_url(), slack.bot_token() and slack.app_token() …
//! slack.connected().await;
//!
//! let ben = slack.person("U0BEN");
//! let message = ben.last_in_dm_with_app().ok_or("no message")?;
//! assert_eq!(message.plain(), "You have 5 leads\n[Rate] [Not now]");
//! ben.press(&message, "Rate").await?;
//! ben.choose("Does it fit?", "Yes").await?;
//! assert!(ben.submit().await?.is_accepted());
//! slack.settled().await;
//! assert!(slack.refusals().is_empty());
//! slack.shutdown().await;
//! # Ok(())
//! # }
//! ```

#![deny(missing_docs)]

mod api;
mod authorize;
mod blocks;
mod changes;
mod clock;
pub mod config;
mod core;
mod cut;
mod delivery;
mod faults;
mod in_flight;
mod log;
mod model;
mod page;
mod page_api;
mod people;
mod sandbox;
mod server;
pub mod validate;

pub use api::RateLimits;
pub use blocks::State;
pub use changes::NoSuchId;
pub use clock::{Clock, Host, ManualClock, SystemClock};
pub use config::WorkspaceConfig;
pub use delivery::{DeliveryFailure, DisconnectReason, UrlRefused};
pub use faults::{Chaos, DeliveryRule, DeliveryTrouble, Faults, Misbehaviour, Rule};
pub use log::{Call, Delivery, Entry, Happening, Refusal, SocketEvent};
pub use model::{Channel, ChannelKind, Input, Message, View, ViewKind};
pub use people::{ActError, Person, Pick, Place, Submitted};
pub use sandbox::{Options, Sandbox, StartError};
