//! What leadloop knows about feedback on leads: the rules of the product, and nothing else.
//!
//! Pure: no async, no I/O, no Slack, no SQL, no clock. Time and chance are arguments. The domain can
//! refuse (a value that says why); it cannot fail.

pub mod ask;
pub mod cadence;
pub mod campaign;
mod coded;
pub mod feedback_loop;
pub mod figures;
pub mod ids;
pub mod language;
pub mod lead;
pub mod member;
pub mod rating;
pub mod round;
pub mod working_time;
