//! One file per thing that a person or the clock can cause. A feature loads what it needs, asks the
//! domain, saves and posts in one transaction, and says what came of it in the words of the product.
//! It never sees a block, a trigger or a view.

pub mod add_lead;
pub mod advance_round;
pub mod ask_now;
pub mod away_words;
mod briefing_posts;
pub mod campaign_overview;
pub mod campaigns;
pub mod decline_ask;
mod duplicates;
pub mod export;
mod fill_ask;
mod finish_ask;
pub mod forms;
mod freeze_figures;
pub mod home;
pub mod housekeeping;
pub mod import_leads;
pub mod manage_loop;
pub mod merge_campaigns;
mod next_date;
mod own_teams;
pub mod owner_answer;
pub mod pass_on_lead;
pub mod pause;
pub mod post_briefing;
pub mod rate_leads;
pub mod read_briefing;
pub mod refusal;
mod results_home;
pub mod review_briefing;
mod sample;
pub mod see_ratings;
pub mod set_up_loop;
pub mod settings;
pub mod sync_members;
pub(crate) mod take_out;
#[cfg(test)]
mod tests;
pub mod troubled_posts;
pub mod unread_briefings;
pub mod waiting_leads;
mod wake;
pub mod who;
pub mod why;
pub mod write_briefing;
