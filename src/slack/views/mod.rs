//! What people see: Block Kit, pure. A view-model goes in, JSON for Slack comes out; a modal's file also
//! reads its own submission.
//!
//! Text that people or a CRM wrote goes into plain_text objects and rich_text elements only, so that
//! nothing in it can mention, link or format. Everything is cut at a grapheme to Slack's limits here, so
//! no name or comment is ever refused.

pub mod add_lead;
pub mod ask;
pub mod away_words;
mod briefing;
pub mod briefing_draft;
pub mod briefing_form;
pub mod briefing_owner;
pub mod briefing_post;
pub mod briefing_question;
pub mod briefing_thread;
pub mod briefing_words;
pub mod briefings;
pub mod campaign;
pub mod campaign_list;
pub mod campaign_owner;
pub mod campaign_results;
pub mod cannot_rate;
pub mod digest;
pub mod digest_charts;
pub mod digest_details;
pub mod digest_rest;
mod digest_sections;
mod digest_teams;
mod figures;
mod forecast;
pub mod help;
pub mod home;
pub mod kit;
pub mod leads;
pub mod manage_loop;
pub mod merge;
pub mod nothing_came_back;
pub mod pages;
pub mod pass_on;
pub mod pause;
pub mod rating;
mod rating_submission;
pub mod ratings;
pub mod record;
pub mod refusals;
pub mod reminder;
pub mod settings;
pub mod setup;
mod setup_preview;
mod setup_submission;
pub mod tell;
#[cfg(test)]
mod tests;
pub mod why;
pub mod words;
pub mod you_said;
