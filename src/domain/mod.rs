//! What leadloop knows about feedback on leads: the rules of the product, and nothing else.
//!
//! Pure: no async, no I/O, no Slack, no SQL, no clock. Time and chance are arguments. The domain can
//! refuse (a value that says why); it cannot fail.

pub mod ask;
pub mod briefing;
pub mod briefing_page;
pub mod cadence;
pub mod campaign;
mod coded;
pub mod crm_words;
pub mod feedback_loop;
pub mod figures;
pub mod figures_briefing;
pub mod figures_compute;
pub mod figures_headline;
pub mod figures_teams;
pub mod holidays;
pub mod ids;
pub mod language;
pub mod lead;
pub mod lead_identity;
pub mod lead_state;
pub mod member;
pub mod merge;
pub mod names;
pub mod ownership;
pub mod permission;
pub mod post;
pub mod queue;
pub mod quotes;
pub mod rating;
pub mod round;
pub mod sampling;
pub mod team;

pub mod status_words;
pub mod working_calendar;
pub mod working_time;

pub(crate) use coded::coded;
