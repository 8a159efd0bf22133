//! Stories of a small app and the people who use it, in a workspace on this machine.

#![expect(
    clippy::expect_used,
    reason = "a story ends where the world is not as told"
)]

mod app;
mod deliveries;
mod events;
mod install;
mod limits;
mod messages;
mod methods;
mod misbehaviour;
mod modals;
mod page;
mod payloads;
mod refusals;
mod retries;
mod sockets;
mod wire;
