//! A Slack workspace on your own machine.
//!
//! It speaks Slack's wire — Web API, Events API, interactivity, Socket Mode — to an app under
//! test, and lets people act: read messages, press buttons, fill in modals. It is stateful, keeps
//! Slack's limits and refuses what Slack refuses. It reads time from its host's [`Clock`].
//!
//! [`Sandbox`] starts one; [`Person`] acts in it.

mod api;
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

pub use blocks::State;
pub use changes::NoSuchId;
pub use clock::{Clock, Host, ManualClock, SystemClock};
pub use config::WorkspaceConfig;
pub use delivery::{DeliveryFailure, DisconnectReason};
pub use faults::{Faults, Misbehaviour, Rule};
pub use log::{Call, Delivery, Entry, Happening, Refusal};
pub use model::{Channel, ChannelKind, Input, Message, View, ViewKind};
pub use people::{ActError, Person, Place, Submitted};
pub use sandbox::{Options, Sandbox, StartError};
