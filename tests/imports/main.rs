//! Files of leads as people really have them, into a real database: what is kept, what is reported and why,
//! and that nothing is lost between the two.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a story ends where the world is not as told"
)]

mod corpus;
mod interrupted;
mod property;
mod world;
