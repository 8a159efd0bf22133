//! What comes back from a modal (`view.state.values`), to each form's own reading of it: any JSON gives a draft
//! or a refusal.

use std::fmt::Debug;

use leadloop::domain::ids::{AskId, LeadId};
use leadloop::slack::views::briefing_form::{self, FormPlace};
use leadloop::slack::views::{
    add_lead, briefing_draft, briefing_owner, briefing_question, campaign, campaign_owner,
    manage_loop, merge, pages, pass_on, pause, rating, ratings, settings, setup,
};
use serde_json::Value;

/// Reads the input with every form. What a window keeps in its metadata is read too, from the input's text.
pub(crate) fn run(input: &[u8]) {
    if let Ok(text) = std::str::from_utf8(input) {
        shown(FormPlace::parse(text));
        shown(ratings::RatingsPage::parse(text));
        shown(pages::parse_page(text));
        shown(pages::parse_turn(text));
        shown(briefing_question::place(text));
    }
    let Ok(values) = serde_json::from_slice::<Value>(input) else {
        return;
    };
    shown(add_lead::parse(&values));
    shown(briefing_draft::parse(&values));
    shown(briefing_owner::parse(&values));
    shown(briefing_question::parse(&values));
    shown(campaign::parse(&values));
    shown(campaign_owner::parse(&values));
    shown(manage_loop::parse_shift(&values));
    shown(merge::parse(&values));
    shown(pass_on::parse(&values));
    shown(pause::parse(&values));
    shown(rating::parse(&values, &AskId::new("a"), &LeadId::new("l")));
    shown(settings::parse(&values));
    shown(setup::parse(&values));
    shown(briefing_form::picked(&values));
    shown(briefing_form::decided(&values));
    for page in 1..=4 {
        let metadata = format!("campaign:{page}:1");
        let place = FormPlace::parse(&metadata).unwrap();
        assert_eq!(place.metadata(), metadata);
        shown(briefing_form::typed(&place, &values));
    }
}

fn shown(read: impl Debug) {
    let _ = format!("{read:?}");
}
