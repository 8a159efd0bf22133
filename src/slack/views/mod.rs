//! What people see: Block Kit, pure. A view-model goes in, JSON for Slack comes out; a modal's file also
//! reads its own submission.
//!
//! Text that people or a CRM wrote goes into plain_text objects and rich_text elements only, so that
//! nothing in it can mention, link or format. Everything is cut at a grapheme to Slack's limits here, so
//! no name or comment is ever refused.

pub mod ask;
pub mod campaign_owner;
pub mod cannot_rate;
pub mod digest;
pub mod digest_charts;
pub mod digest_details;
mod figures;
pub mod kit;
pub mod pass_on;
pub mod rating;
pub mod record;
pub mod reminder;
#[cfg(test)]
mod tests;
pub mod words;
