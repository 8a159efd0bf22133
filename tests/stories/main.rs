//! Stories: who does what, and what they then see. Told through a Slack that runs in the process, in
//! virtual time, on a real database, through both doors.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a story ends where the world is not as told"
)]

mod commands;
mod leads;
mod personal;
mod round;
mod world;
