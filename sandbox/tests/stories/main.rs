//! Stories of a small app and the people who use it, in a workspace on this machine.

mod app;
mod deliveries;
mod messages;
mod misbehaviour;
mod modals;
mod page;
mod refusals;
