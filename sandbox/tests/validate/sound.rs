//! Payloads with everything in them, which must pass.

use crate::{block, input, option, options, plain};
use rstest::rstest;
use serde_json::{Value, json};
use slack_sandbox::validate::Surface::{Message, Modal};
use slack_sandbox::validate::view;

#[rstest]
#[case::static_select(json!({"type": "static_select", "action_id": "a", "placeholder": plain(1), "options": options(2), "initial_option": option("1"), "focus_on_load": true}))]
#[case::multi_static(json!({"type": "multi_static_select", "options": options(2), "max_selected_items": 1}))]
#[case::external(json!({"type": "external_select", "min_query_length": 0, "initial_option": option("x")}))]
#[case::multi_external(json!({"type": "multi_external_select", "initial_options": [option("x")]}))]
#[case::users(json!({"type": "users_select", "initial_user": "U1"}))]
#[case::multi_users(json!({"type": "multi_users_select", "initial_users": ["U1", "U2"]}))]
#[case::conversations(json!({"type": "conversations_select", "default_to_current_conversation": true, "filter": {"include": ["im", "public"]}, "response_url_enabled": true}))]
#[case::multi_conversations(json!({"type": "multi_conversations_select", "filter": {"exclude_bot_users": true}}))]
#[case::channels(json!({"type": "channels_select", "initial_channel": "C1"}))]
#[case::multi_channels(json!({"type": "multi_channels_select", "initial_channels": ["C1"]}))]
#[case::radio(json!({"type": "radio_buttons", "options": [{"text": {"type": "mrkdwn", "text": "*a*"}, "value": "a", "description": plain(3)}]}))]
#[case::checkboxes(json!({"type": "checkboxes", "options": options(2), "initial_options": [option("0")]}))]
#[case::text(json!({"type": "plain_text_input", "multiline": true, "min_length": 0, "max_length": 500, "initial_value": "", "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}}))]
#[case::email(json!({"type": "email_text_input", "initial_value": "a@example.com"}))]
#[case::url(json!({"type": "url_text_input", "initial_value": "https://example.com"}))]
#[case::number(json!({"type": "number_input", "is_decimal_allowed": false, "min_value": "0", "max_value": "10", "initial_value": "5"}))]
#[case::date(json!({"type": "datepicker", "initial_date": "2026-11-23", "placeholder": plain(1)}))]
#[case::time(json!({"type": "timepicker", "initial_time": "23:59", "timezone": "Europe/Amsterdam"}))]
#[case::date_time(json!({"type": "datetimepicker", "initial_date_time": 1_628_633_820}))]
#[case::file(json!({"type": "file_input", "filetypes": ["csv"], "max_files": 1}))]
#[case::rich_text(json!({"type": "rich_text_input", "min_lines": 1, "max_lines": 8, "initial_value": {"type": "rich_text", "elements": []}}))]
fn inputs(#[case] element: Value) {
    assert_eq!(block(&input(element), Modal), []);
}

#[test]
fn rich_text() {
    let every = json!([
        {"type": "text", "text": "a", "style": {"bold": true, "italic": true, "strike": true, "code": true}},
        {"type": "link", "url": "https://example.com", "text": "a"},
        {"type": "link", "url": "mailto:a@example.com"},
        {"type": "user", "user_id": "U1"},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "channel", "channel_id": "C1"},
        {"type": "team", "team_id": "T1"},
        {"type": "emoji", "name": "wave"},
        {"type": "date", "timestamp": 1_628_633_820, "format": "{date_long}", "fallback": "then"},
        {"type": "broadcast", "range": "here"},
        {"type": "color", "value": "#ff0000"}
    ]);
    let line = json!({"type": "rich_text_section", "elements": every});
    let sound = json!({"type": "rich_text", "block_id": "b", "elements": [
        line,
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "offset": 2, "border": 0, "elements": [line, line]},
        {"type": "rich_text_quote", "border": 1, "elements": every},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "let x = 1;"}]}
    ]});
    assert_eq!(block(&sound, Message), []);
}

#[test]
fn a_rating_modal() {
    let axis = |id: &str| {
        json!({"type": "input", "block_id": id, "dispatch_action": true,
            "label": {"type": "plain_text", "text": "Timing: is now the moment?"},
            "element": {"type": "radio_buttons", "action_id": "pick", "options": options(6)}})
    };
    let sound = json!({
        "type": "modal",
        "callback_id": "rate",
        "title": {"type": "plain_text", "text": "Lead 2 of 5"},
        "submit": {"type": "plain_text", "text": "Save and next"},
        "close": {"type": "plain_text", "text": "Stop for now"},
        "notify_on_close": true,
        "private_metadata": "0192",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "Nova Bouw", "emoji": false}},
            {"type": "section", "text": {"type": "plain_text", "text": "Sanne"}, "accessory":
                {"type": "button", "action_id": "crm", "text": {"type": "plain_text", "text": "Open in CRM"}, "url": "https://example.com/1"}},
            {"type": "actions", "block_id": "skip", "elements": [
                {"type": "button", "action_id": "not_mine", "text": {"type": "plain_text", "text": "Not my lead"}, "style": "danger",
                    "confirm": {"title": plain(1), "text": plain(1), "confirm": plain(1), "deny": plain(1), "style": "danger"}},
                {"type": "overflow", "action_id": "more", "options": [{"text": plain(1), "value": "a", "url": "https://example.com"}]}]},
            axis("timing:a91:l07"),
            axis("intent:a91:l07"),
            {"type": "divider"},
            {"type": "context", "elements": [{"type": "plain_text", "text": "Seen with your name."}]}
        ]
    });
    assert_eq!(view(&sound), []);
}

#[test]
fn an_empty_home_tab() {
    assert_eq!(view(&json!({"type": "home", "blocks": []})), []);
}

#[test]
fn a_table_with_column_settings() {
    let sound = json!({"type": "table",
    "column_settings": [null, {"align": "right", "is_wrapped": true}],
    "rows": [
        [{"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 1.5, "text": "1.5"}],
        [{"type": "rich_text", "elements": []}]
    ]});
    assert_eq!(block(&sound, Message), []);
}
