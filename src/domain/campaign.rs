//! A campaign: what marketing runs, with an owner, dates and a goal.

use jiff::Timestamp;
use jiff::civil::Date;

use super::coded;
use super::ids::{CampaignId, MemberId};

/// Longest campaign name a person can type, in characters. Imports are cut to it.
pub const NAME_MAX: usize = 80;
/// Longest goal, in characters.
pub const GOAL_MAX: usize = 120;
/// Longest "not for", in characters.
pub const NOT_FOR_MAX: usize = 200;
/// Working days to a first contact while a campaign says nothing else.
pub const FIRST_CONTACT_DAYS: u8 = 2;

coded! {
    /// Where a campaign is.
    CampaignState {
        /// An import brought its name; nobody in marketing has completed it.
        Draft => "draft",
        /// It runs, or is to run.
        Running => "running",
        /// It is over; its leads are still asked about.
        Closed => "closed",
    }
}

/// What marketing runs and leads come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Its name, at most [`NAME_MAX`] characters; unique in the workspace but for case and spaces.
    pub name: String,
    /// Where it is.
    pub state: CampaignState,
    /// The marketer who answers for it.
    pub owner_id: Option<MemberId>,
    /// Its goal in one line.
    pub goal: Option<String>,
    /// Who it is not for: rejecting these is right.
    pub not_for: Option<String>,
    /// Working days within which sales makes the first contact; none when no contact is needed.
    pub first_contact_days: Option<u8>,
    /// The date of its first leads, if told.
    pub starts_on: Option<Date>,
    /// Its last date, if told.
    pub ends_on: Option<Date>,
    /// When leadloop first heard of it.
    pub created_at: Timestamp,
    /// Raised by one with each edit; an edit made on an older one is refused.
    pub revision: i64,
}
