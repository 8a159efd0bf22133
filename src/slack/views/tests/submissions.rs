//! What a person chose in a modal comes back as it was chosen.

use serde_json::{Map, Value, json};

use super::gallery::Size;
use super::gallery::rating::window;
use super::gallery::results::answer_form;
use super::gallery::setups::loop_draft;
use crate::domain::holidays::{Country, OwnHolidays};
use crate::domain::ids::{AskId, LeadId, MemberId};
use crate::domain::language::Language;
use crate::domain::lead::Whose;
use crate::domain::member::WorkingDays;
use crate::domain::rating::{Draft, FollowUp, Judgement, Reason, Verdict};
use crate::domain::status_words::StatusWords;
use crate::slack::views::away_words;
use crate::slack::views::briefing_form::{self, PostWhen};
use crate::slack::views::setup::{LoopDraft, SetUpError, SetUpView};
use crate::slack::views::{
    add_lead, campaign, campaign_owner, pass_on, pause, rating, settings, setup,
};

/// `view.state.values` of a view that is submitted as it was opened: what each element is filled with.
fn submitted_untouched(view: &Value) -> Value {
    let mut values = Map::new();
    for block in view["blocks"].as_array().unwrap() {
        if block["type"] != "input" {
            continue;
        }
        let element = &block["element"];
        let mut entered = json!({"type": element["type"]});
        for (shown, held) in [
            ("initial_option", "selected_option"),
            ("initial_options", "selected_options"),
            ("initial_value", "value"),
            ("initial_date", "selected_date"),
            ("initial_time", "selected_time"),
            ("initial_user", "selected_user"),
            ("initial_users", "selected_users"),
            ("initial_conversation", "selected_conversation"),
        ] {
            if let Some(value) = element.get(shown) {
                entered[held] = value.clone();
            }
        }
        let action = element["action_id"].as_str().unwrap();
        values.insert(
            block["block_id"].as_str().unwrap().to_owned(),
            json!({action: entered}),
        );
    }
    Value::Object(values)
}

#[test]
fn a_rating_comes_back_as_it_was_chosen() {
    let mut window = window(Size::Story);
    window.draft = Draft {
        follow_up: Some(FollowUp::Called),
        relevance: Some(Judgement::One),
        timing: Some(Judgement::CantSay),
        intent: Some(Judgement::Three),
        verdict: Some(Verdict::Rejected),
        reason: Some(Reason::Known),
        comment: Some("Is a customer since May.".to_owned()),
    };
    window.others = vec!["J. Bos".to_owned()];
    window.is_same_for_others = true;
    let values = submitted_untouched(&window.view(Language::Dutch));
    let chosen = rating::parse(&values, &window.ask, &window.lead);
    assert_eq!(chosen.draft, window.draft);
    assert!(chosen.is_same_for_others);
}

#[test]
fn choices_made_on_another_lead_are_not_this_ones() {
    let mut window = window(Size::Story);
    window.draft.verdict = Some(Verdict::Accepted);
    let values = submitted_untouched(&window.view(Language::English));
    let other = rating::parse(&values, &window.ask, &LeadId::new("other"));
    assert_eq!(other.draft, Draft::default());
}

#[test]
fn a_form_full_of_nonsense_is_an_empty_draft() {
    let values = json!({
        "verdict:a:l": {"pick": {"selected_option": {"value": "maybe"}}},
        "timing:a:l": "no object",
        "intent:a:l": {"pick": null},
    });
    let chosen = rating::parse(&values, &AskId::new("a"), &LeadId::new("l"));
    assert_eq!(chosen, rating::Chosen::default());
    assert_eq!(
        rating::parse(&Value::Null, &AskId::new("a"), &LeadId::new("l")),
        rating::Chosen::default()
    );
}

#[test]
fn a_loop_comes_back_as_it_was_set_up() {
    let draft = loop_draft(Size::Story);
    let view = SetUpView {
        metadata: String::new(),
        is_edit: false,
        draft: draft.clone(),
    };
    let values = submitted_untouched(&view.view(Language::English));
    assert_eq!(setup::parse(&values), Ok(draft));
}

#[test]
fn a_loop_without_people_is_refused() {
    let view = |draft| SetUpView {
        metadata: String::new(),
        is_edit: false,
        draft,
    };
    let refused = |draft: LoopDraft| {
        let view = view(draft).view(Language::English);
        setup::parse(&submitted_untouched(&view))
    };
    let draft = loop_draft(Size::Story);
    let without_reps = LoopDraft {
        reps: Vec::new(),
        ..draft.clone()
    };
    let without_lead = LoopDraft {
        team_leads: Vec::new(),
        ..draft
    };
    assert_eq!(refused(without_reps), Err(SetUpError::NoReps));
    assert_eq!(refused(without_lead), Err(SetUpError::NoTeamLead));
}

#[test]
fn settings_and_a_pause_come_back() {
    let mine = settings::Settings {
        working_days: WorkingDays::from_bits(0b000_1011).unwrap(),
        holidays: OwnHolidays::Of(Country::from_code("BE").unwrap()),
        language: Some(Language::Dutch),
        asks_less_often: true,
        can_edit_away_words: false,
    };
    let values = submitted_untouched(&mine.view(Language::English));
    assert_eq!(settings::parse(&values), Some(mine));
    let of_the_loop = settings::Settings {
        language: None,
        holidays: OwnHolidays::OfTheLoop,
        ..mine
    };
    let values = submitted_untouched(&of_the_loop.view(Language::Dutch));
    assert_eq!(settings::parse(&values), Some(of_the_loop));
    let no_holidays = settings::Settings {
        holidays: OwnHolidays::Nowhere,
        ..mine
    };
    let values = submitted_untouched(&no_holidays.view(Language::Dutch));
    assert_eq!(settings::parse(&values), Some(no_holidays));
    let words = StatusWords::default();
    let values = submitted_untouched(&away_words::view(Language::Dutch, &words));
    assert_eq!(away_words::parse(&values), words);
    let until = jiff::civil::date(2026, 12, 1);
    let values = submitted_untouched(&pause::PauseView { until }.view(Language::Dutch));
    assert_eq!(pause::parse(&values), Some(until));
}

#[test]
fn a_campaign_comes_back_and_no_contact_needed_is_kept() {
    let form = campaign::CampaignForm {
        name: "Autumn webinar".to_owned(),
        owner: Some(MemberId::new("UMARIEKE")),
        goal: None,
        not_for: Some("students".to_owned()),
        first_contact_days: None,
    };
    let view = campaign::CampaignView {
        metadata: String::new(),
        known: None,
        form: form.clone(),
    };
    let values = submitted_untouched(&view.view(Language::English));
    assert_eq!(campaign::parse(&values), Ok(form));
}

#[test]
fn a_lead_needs_a_name_and_a_real_address() {
    let typed = |block: &str, text: &str| json!({block: {"pick": {"value": text}}});
    assert_eq!(
        add_lead::parse(&json!({})),
        Err(add_lead::AddLeadError::Nameless)
    );
    assert_eq!(
        add_lead::parse(&typed("email", "sanne at novabouw")),
        Err(add_lead::AddLeadError::NotAnEmail)
    );
    let added = add_lead::parse(&typed("company", " Lumen ")).unwrap();
    assert_eq!(added.facts.company.as_deref(), Some("Lumen"));
}

#[test]
fn naming_a_colleague_passes_the_lead_to_them() {
    let values = json!({"pass_to": {"pick": {"selected_user": "UJORIS"}}});
    assert_eq!(
        pass_on::parse(&values),
        pass_on::PassOn {
            to: Some(MemberId::new("UJORIS")),
            whose: Whose::Colleague,
        }
    );
    assert_eq!(pass_on::parse(&json!({})).whose, Whose::Nobody);
}

#[test]
fn what_led_to_an_answer_comes_back_as_it_was_ticked() {
    let form = answer_form(Size::Longest);
    let view = form.view(Language::English);
    let submitted = campaign_owner::parse(&submitted_untouched(&view));
    assert!(submitted.line.starts_with("Students go out this week."));
    let ticked = form.reasons.iter().filter(|it| it.is_ticked);
    let ticked: Vec<Reason> = ticked.map(|it| it.reason).collect();
    assert_eq!(submitted.reasons, ticked);
    let ticked = form.comments.iter().take(30).filter(|it| it.is_ticked);
    let ticked: Vec<LeadId> = ticked.map(|it| it.lead.clone()).collect();
    assert_eq!(submitted.comments, ticked);
}

#[test]
fn a_choice_without_a_channel_is_no_edit_of_what_is_posted() {
    assert_eq!(briefing_form::decided(&json!({})), None);
    let at = json!({"when": {"pick": {"selected_option": {"value": "at"}}}});
    let chosen = briefing_form::decided(&at).unwrap();
    assert_eq!(chosen.when, PostWhen::At);
    assert!(chosen.channels.is_empty() && chosen.at.is_none());
}
