//! Each rule broken once: which surface shows what, what must be there, what must differ, what must match.

use crate::{block, but, button, input, mrkdwn, option, options, plain, pointers, section};
use rstest::rstest;
use serde_json::{Value, json};
use slack_sandbox::validate::Surface::{self, Home, Message, Modal};
use slack_sandbox::validate::{FaultCode, blocks, message, view};

fn of_type(kind: &str) -> Value {
    let image = json!({"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"});
    match kind {
        "actions" => json!({"type": kind, "elements": [button()]}),
        "alert" | "header" => json!({"type": kind, "text": plain(1)}),
        "card" => json!({"type": kind, "title": mrkdwn(1)}),
        "carousel" => json!({"type": kind, "elements": [{"type": "card", "title": mrkdwn(1)}]}),
        "container" => json!({"type": kind, "title": plain(1), "child_blocks": [section()]}),
        "context" => json!({"type": kind, "elements": [image, plain(1)]}),
        "context_actions" => {
            json!({"type": kind, "elements": [{"type": "icon_button", "icon": "trash", "text": plain(1)}]})
        }
        "data_table" => json!({"type": kind, "caption": "C", "rows": [
            [{"type": "raw_text", "text": "H"}], [{"type": "raw_number", "value": 1, "text": "1"}]]}),
        "data_visualization" => json!({"type": kind, "title": "T",
            "chart": {"type": "pie", "segments": [{"label": "L", "value": 1}]}}),
        "image" => image,
        "input" => input(json!({"type": "plain_text_input"})),
        "markdown" => json!({"type": kind, "text": "**T**"}),
        "plan" => json!({"type": kind, "title": "P"}),
        "rich_text" => json!({"type": kind, "elements": []}),
        "section" => section(),
        "table" => json!({"type": kind, "rows": [[{"type": "raw_text", "text": "H"}]]}),
        "task_card" => json!({"type": kind, "task_id": "t", "title": "T", "status": "complete"}),
        "file" => json!({"type": kind, "source": "remote", "external_id": "f"}),
        _ => json!({"type": kind}),
    }
}

#[rstest]
#[case("actions", "mth")]
#[case("alert", "t")]
#[case("card", "mth")]
#[case("carousel", "mh")]
#[case("container", "mh")]
#[case("context", "mth")]
#[case("context_actions", "m")]
#[case("data_table", "mh")]
#[case("data_visualization", "m")]
#[case("divider", "mth")]
#[case("file", "")]
#[case("header", "mth")]
#[case("image", "mth")]
#[case("input", "mth")]
#[case("markdown", "m")]
#[case("plan", "m")]
#[case("rich_text", "mth")]
#[case("section", "mth")]
#[case("table", "mh")]
#[case("task_card", "m")]
#[case("hologram", "")]
fn a_surface_shows_only_some_blocks(#[case] kind: &str, #[case] shown_on: &str) {
    for (surface, letter) in [(Message, 'm'), (Modal, 't'), (Home, 'h')] {
        let faults = block(&of_type(kind), surface);
        if shown_on.contains(letter) {
            assert_eq!(faults, [], "{kind} on {surface:?}");
        } else {
            assert_eq!(faults[0].message, format!("unsupported type: {kind}"));
            assert_eq!(faults[0].pointer, "/blocks/0/type");
        }
    }
}

#[rstest]
#[case::number_input(json!({"type": "number_input", "is_decimal_allowed": true}))]
#[case::email(json!({"type": "email_text_input"}))]
#[case::url(json!({"type": "url_text_input"}))]
#[case::file(json!({"type": "file_input"}))]
fn some_inputs_are_for_modals_only(#[case] element: Value) {
    assert_eq!(block(&input(element.clone()), Modal), []);
    assert_eq!(
        pointers(&block(&input(element.clone()), Home)),
        ["/blocks/0/element/type"]
    );
    assert_eq!(
        pointers(&block(&input(element), Message)),
        ["/blocks/0/element/type"]
    );
}

#[rstest]
#[case::button_as_input(input(button()), "/blocks/0/element/type")]
#[case::text_input_in_actions(json!({"type": "actions", "elements": [{"type": "plain_text_input"}]}), "/blocks/0/elements/0/type")]
#[case::feedback_in_actions(json!({"type": "actions", "elements": [{"type": "feedback_buttons"}]}), "/blocks/0/elements/0/type")]
#[case::button_in_context(json!({"type": "context", "elements": [button()]}), "/blocks/0/elements/0/type")]
#[case::datetime_beside_section(but(section(), json!({"accessory": {"type": "datetimepicker"}})), "/blocks/0/accessory/type")]
#[case::image_in_actions(json!({"type": "actions", "elements": [{"type": "image"}]}), "/blocks/0/elements/0/type")]
#[case::markdown_in_container(json!({"type": "container", "title": plain(1), "child_blocks": [of_type("markdown")]}), "/blocks/0/child_blocks/0/type")]
#[case::section_in_carousel(json!({"type": "carousel", "elements": [section()]}), "/blocks/0/elements/0/type")]
#[case::select_on_card(json!({"type": "card", "actions": [{"type": "overflow", "options": options(1)}]}), "/blocks/0/actions/0/type")]
#[case::mrkdwn_header(json!({"type": "header", "text": mrkdwn(1)}), "/blocks/0/text/type")]
#[case::mrkdwn_button(json!({"type": "actions", "elements": [but(button(), json!({"text": mrkdwn(1)}))]}), "/blocks/0/elements/0/text/type")]
#[case::mrkdwn_label(but(input(json!({"type": "plain_text_input"})), json!({"label": mrkdwn(1)})), "/blocks/0/label/type")]
#[case::mrkdwn_in_menu(input(json!({"type": "static_select", "options": [{"text": mrkdwn(1), "value": "a"}]})), "/blocks/0/element/options/0/text/type")]
#[case::text_as_string(json!({"type": "section", "text": "hello"}), "/blocks/0/text")]
#[case::text_of_wrong_type(json!({"type": "section", "text": {"type": "markdown", "text": "a"}}), "/blocks/0/text/type")]
#[case::empty_text(json!({"type": "section", "text": {"type": "mrkdwn", "text": ""}}), "/blocks/0/text/text")]
#[case::emoji_on_mrkdwn(json!({"type": "section", "text": {"type": "mrkdwn", "text": "a", "emoji": true}}), "/blocks/0/text")]
#[case::verbatim_on_plain(json!({"type": "section", "text": {"type": "plain_text", "text": "a", "verbatim": true}}), "/blocks/0/text")]
#[case::unknown_field(but(section(), json!({"colour": "red"})), "/blocks/0")]
#[case::unknown_style(json!({"type": "actions", "elements": [but(button(), json!({"style": "default"}))]}), "/blocks/0/elements/0/style")]
#[case::no_url(json!({"type": "actions", "elements": [but(button(), json!({"url": "example"}))]}), "/blocks/0/elements/0/url")]
#[case::picture_not_on_web(json!({"type": "image", "image_url": "file:///a.png", "alt_text": "A"}), "/blocks/0/image_url")]
#[case::two_pictures(but(of_type("image"), json!({"slack_file": {"id": "F1"}})), "/blocks/0")]
#[case::file_twice(json!({"type": "image", "alt_text": "A", "slack_file": {"id": "F1", "url": "https://example.com"}}), "/blocks/0/slack_file")]
#[case::url_outside_overflow(input(json!({"type": "static_select", "options": [but(option("a"), json!({"url": "https://example.com"}))]})), "/blocks/0/element/options/0")]
#[case::empty_actions(json!({"type": "actions", "elements": []}), "/blocks/0/elements")]
#[case::empty_context(json!({"type": "context", "elements": []}), "/blocks/0/elements")]
#[case::empty_fields(json!({"type": "section", "fields": []}), "/blocks/0/fields")]
#[case::empty_options(input(json!({"type": "static_select", "options": []})), "/blocks/0/element/options")]
#[case::header_level_zero(json!({"type": "header", "text": plain(1), "level": 0}), "/blocks/0/level")]
#[case::options_and_groups(input(json!({"type": "static_select", "options": options(1),
    "option_groups": [{"label": plain(1), "options": options(1)}]})), "/blocks/0/element")]
#[case::nothing_to_select(input(json!({"type": "multi_static_select", "options": options(1), "max_selected_items": 0})), "/blocks/0/element/max_selected_items")]
#[case::bad_date(input(json!({"type": "datepicker", "initial_date": "2026-02-30"})), "/blocks/0/element/initial_date")]
#[case::date_the_other_way(input(json!({"type": "datepicker", "initial_date": "23-11-2026"})), "/blocks/0/element/initial_date")]
#[case::bad_time(input(json!({"type": "timepicker", "initial_time": "24:00"})), "/blocks/0/element/initial_time")]
#[case::bad_zone(input(json!({"type": "timepicker", "timezone": "Mars/Olympus"})), "/blocks/0/element/timezone")]
#[case::milliseconds(input(json!({"type": "datetimepicker", "initial_date_time": 1_628_633_820_000_u64})), "/blocks/0/element/initial_date_time")]
#[case::empty_filter(input(json!({"type": "conversations_select", "filter": {}})), "/blocks/0/element/filter")]
#[case::unknown_filter(input(json!({"type": "conversations_select", "filter": {"include": ["dm"]}})), "/blocks/0/element/filter/include/0")]
#[case::shorter_than_least(input(json!({"type": "plain_text_input", "min_length": 5, "max_length": 4})), "/blocks/0/element/min_length")]
#[case::wrong_trigger(input(json!({"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_blur"]}})), "/blocks/0/element/dispatch_action_config/trigger_actions_on/0")]
#[case::list_style(json!({"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "dash", "elements": []}]}), "/blocks/0/elements/0/style")]
#[case::list_of_text(json!({"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [{"type": "text", "text": "a"}]}]}), "/blocks/0/elements/0/elements/0/type")]
#[case::text_outside_section(json!({"type": "rich_text", "elements": [{"type": "text", "text": "a"}]}), "/blocks/0/elements/0/type")]
#[case::empty_rich_text(json!({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}]}), "/blocks/0/elements/0/elements/0/text")]
#[case::user_in_preformatted(json!({"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}]}), "/blocks/0/elements/0/elements/0/type")]
#[case::empty_card(json!({"type": "card", "subtitle": mrkdwn(1)}), "/blocks/0")]
#[case::pending_alone(json!({"type": "task_card", "task_id": "t", "title": "T", "status": "pending"}), "/blocks/0/status")]
#[case::task_twice(json!({"type": "plan", "title": "P", "tasks": [{"task_id": "t", "title": "T"}, {"task_id": "t", "title": "T"}]}), "/blocks/0/tasks/1/task_id")]
#[case::collapsed_for_ever(json!({"type": "container", "title": plain(1), "child_blocks": [section()], "default_collapsed": true}), "/blocks/0/default_collapsed")]
#[case::not_a_block(json!("section"), "/blocks/0")]
fn refused_in_a_message(#[case] wrong: Value, #[case] place: &str) {
    assert_eq!(pointers(&block(&wrong, Message)), [place]);
}

#[rstest]
#[case::decimals(json!({"is_decimal_allowed": false, "initial_value": "1.5"}), "/blocks/0/element/initial_value")]
#[case::range(json!({"is_decimal_allowed": true, "min_value": "3", "max_value": "2"}), "/blocks/0/element/min_value")]
#[case::too_small(json!({"is_decimal_allowed": true, "min_value": "3", "initial_value": "2"}), "/blocks/0/element/initial_value")]
fn refused_numbers(#[case] changes: Value, #[case] place: &str) {
    let element = but(json!({"type": "number_input"}), changes);
    assert_eq!(pointers(&block(&input(element), Modal)), [place]);
}

#[rstest]
#[case::block_type(json!({}), "type")]
#[case::section_text(json!({"type": "section"}), "text")]
#[case::header_text(json!({"type": "header"}), "text")]
#[case::actions(json!({"type": "actions"}), "elements")]
#[case::image_alt(json!({"type": "image", "image_url": "https://example.com"}), "alt_text")]
#[case::image_source(json!({"type": "image", "alt_text": "A"}), "image_url")]
#[case::input_label(json!({"type": "input", "element": {"type": "plain_text_input"}}), "label")]
#[case::input_element(json!({"type": "input", "label": plain(1)}), "element")]
#[case::markdown(json!({"type": "markdown"}), "text")]
#[case::container_title(json!({"type": "container", "child_blocks": [section()]}), "title")]
#[case::data_table_caption(but(of_type("data_table"), json!({"caption": null})), "caption")]
#[case::chart(json!({"type": "data_visualization", "title": "T"}), "chart")]
#[case::video(json!({"type": "video", "title": plain(1), "alt_text": "A", "video_url": "https://example.com"}), "thumbnail_url")]
fn a_missing_field_is_named(#[case] wrong: Value, #[case] field: &str) {
    let faults = block(&wrong, Message);
    assert_eq!(faults.len(), 1);
    assert_eq!(
        (faults[0].code, faults[0].pointer.as_str()),
        (FaultCode::MissingField, "/blocks/0")
    );
    assert_eq!(faults[0].field.as_deref(), Some(field));
    assert_eq!(
        faults[0].to_string(),
        format!("missing required field: {field} [json-pointer:/blocks/0]")
    );
}

#[test]
fn a_number_input_must_say_whether_decimals_are_allowed() {
    let faults = block(&input(json!({"type": "number_input"})), Modal);
    assert_eq!(faults[0].field.as_deref(), Some("is_decimal_allowed"));
}

#[test]
fn an_option_without_value_is_refused() {
    let faults = block(
        &input(json!({"type": "radio_buttons", "options": [{"text": plain(1)}]})),
        Message,
    );
    assert_eq!(faults[0].field.as_deref(), Some("value"));
}

#[rstest]
#[case::radio("radio_buttons", "initial_option", option("0"), true)]
#[case::radio_other("radio_buttons", "initial_option", option("9"), false)]
#[case::described("radio_buttons", "initial_option", but(option("0"), json!({"description": plain(1)})), false)]
#[case::select("static_select", "initial_option", option("1"), true)]
#[case::select_other("static_select", "initial_option", option("9"), false)]
#[case::checkboxes("checkboxes", "initial_options", json!([option("0"), option("1")]), true)]
#[case::checkboxes_other("checkboxes", "initial_options", json!([option("0"), option("9")]), false)]
#[case::multi("multi_static_select", "initial_options", json!([option("1")]), true)]
#[case::multi_none("multi_static_select", "initial_options", json!([]), false)]
fn what_is_chosen_must_equal_an_option(
    #[case] kind: &str,
    #[case] field: &str,
    #[case] initial: Value,
    #[case] sound: bool,
) {
    let element = json!({"type": kind, "options": options(2), field: initial});
    assert_eq!(block(&input(element), Message).is_empty(), sound);
}

#[test]
fn a_chosen_option_may_stand_in_a_group() {
    let groups = json!([{"label": plain(1), "options": options(2)}]);
    let element =
        json!({"type": "static_select", "option_groups": groups, "initial_option": option("1")});
    assert_eq!(block(&input(element), Message), []);
}

#[test]
fn block_ids_differ_and_so_do_action_ids_within_a_block() {
    let named = |id: &str| but(section(), json!({"block_id": id}));
    assert_eq!(blocks(&json!([named("a"), named("b")]), Message), []);
    assert_eq!(
        pointers(&blocks(&json!([named("a"), named("a")]), Message)),
        ["/blocks/1/block_id"]
    );

    let press = but(button(), json!({"action_id": "go"}));
    let once = json!({"type": "actions", "elements": [press]});
    let twice = json!({"type": "actions", "elements": [press, press]});
    assert_eq!(blocks(&json!([once, once]), Message), []);
    assert_eq!(
        pointers(&blocks(&json!([twice]), Message)),
        ["/blocks/0/elements/1/action_id"]
    );

    let nested = json!({"type": "container", "title": plain(1), "child_blocks": [named("a")]});
    assert_eq!(
        pointers(&blocks(&json!([named("a"), nested]), Message)),
        ["/blocks/1/child_blocks/0/block_id"]
    );
}

#[test]
fn only_one_element_is_focused() {
    let focused = || input(json!({"type": "plain_text_input", "focus_on_load": true}));
    assert_eq!(blocks(&json!([focused()]), Modal), []);
    assert_eq!(
        pointers(&blocks(&json!([focused(), focused()]), Modal)),
        ["/blocks/1/element/focus_on_load"]
    );
}

#[test]
fn a_response_url_is_for_inputs_of_modals() {
    let element = json!({"type": "channels_select", "response_url_enabled": true});
    let place = ["/blocks/0/element/response_url_enabled"];
    assert_eq!(block(&input(element.clone()), Modal), []);
    assert_eq!(pointers(&block(&input(element), Message)), place);
}

#[test]
fn files_do_not_dispatch() {
    let wrong = but(
        input(json!({"type": "file_input"})),
        json!({"dispatch_action": true}),
    );
    assert_eq!(
        pointers(&block(&wrong, Modal)),
        ["/blocks/0/dispatch_action"]
    );
}

fn chart(kind: &str, series: Value, categories: Value) -> Value {
    json!({"type": "data_visualization", "title": "T",
        "chart": {"type": kind, "series": series, "axis_config": {"categories": categories}}})
}

#[rstest]
#[case::sound(json!([{"name": "s", "data": [{"label": "a", "value": 1}, {"label": "b", "value": -1}]}]), json!(["a", "b"]), &[])]
#[case::other_order(json!([{"name": "s", "data": [{"label": "b", "value": 1}, {"label": "a", "value": 1}]}]), json!(["a", "b"]), &[])]
#[case::point_missing(json!([{"name": "s", "data": [{"label": "a", "value": 1}]}]), json!(["a", "b"]), &["/blocks/0/chart/series/0/data"])]
#[case::point_twice(json!([{"name": "s", "data": [{"label": "a", "value": 1}, {"label": "a", "value": 1}]}]), json!(["a", "b"]), &["/blocks/0/chart/series/0/data"])]
#[case::point_elsewhere(json!([{"name": "s", "data": [{"label": "c", "value": 1}]}]), json!(["a"]), &["/blocks/0/chart/series/0/data"])]
#[case::same_name(json!([{"name": "s", "data": [{"label": "a", "value": 1}]}, {"name": "s", "data": [{"label": "a", "value": 1}]}]), json!(["a"]), &["/blocks/0/chart/series/1/name"])]
#[case::same_category(json!([{"name": "s", "data": [{"label": "a", "value": 1}]}]), json!(["a", "a"]), &["/blocks/0/chart/axis_config/categories/1"])]
#[case::value_in_a_string(json!([{"name": "s", "data": [{"label": "a", "value": "1"}]}]), json!(["a"]), &["/blocks/0/chart/series/0/data/0/value"])]
fn charts(#[case] series: Value, #[case] categories: Value, #[case] places: &[&str]) {
    for kind in ["bar", "line", "area"] {
        assert_eq!(
            pointers(&block(
                &chart(kind, series.clone(), categories.clone()),
                Message
            )),
            places
        );
    }
}

#[rstest]
#[case::nothing(json!(0))]
#[case::negative(json!(-1))]
#[case::text(json!("1"))]
fn a_pie_has_only_positive_segments(#[case] value: Value) {
    let mut wrong = of_type("data_visualization");
    wrong["chart"]["segments"][0]["value"] = value;
    assert_eq!(
        pointers(&block(&wrong, Message)),
        ["/blocks/0/chart/segments/0/value"]
    );
}

#[rstest]
#[case::only_a_heading(json!([[{"type": "raw_text", "text": "H"}]]), "/blocks/0/rows")]
#[case::ragged(json!([[{"type": "raw_text", "text": "H"}], [{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]), "/blocks/0/rows/1")]
#[case::rich_heading(json!([[{"type": "rich_text", "elements": []}], [{"type": "raw_text", "text": "a"}]]), "/blocks/0/rows/0/0/type")]
#[case::empty_cell(json!([[{"type": "raw_text", "text": "H"}], [{"type": "raw_text", "text": ""}]]), "/blocks/0/rows/1/0/text")]
fn refused_data_tables(#[case] rows: Value, #[case] place: &str) {
    let wrong = json!({"type": "data_table", "caption": "C", "rows": rows});
    assert_eq!(pointers(&block(&wrong, Message)), [place]);
}

#[rstest]
#[case::no_blocks(json!({"type": "modal", "title": plain(1)}), "")]
#[case::no_title(json!({"type": "modal", "blocks": []}), "")]
#[case::inputs_without_submit(json!({"type": "modal", "title": plain(1), "blocks": [input(json!({"type": "plain_text_input"}))]}), "")]
#[case::mrkdwn_title(json!({"type": "modal", "title": mrkdwn(1), "blocks": []}), "/title/type")]
#[case::unknown_type(json!({"type": "dialog", "title": plain(1), "blocks": []}), "/type")]
#[case::server_fields(json!({"type": "modal", "title": plain(1), "blocks": [], "hash": "1"}), "")]
#[case::title_on_home(json!({"type": "home", "title": plain(1), "blocks": []}), "")]
#[case::not_an_object(json!([]), "")]
fn refused_views(#[case] wrong: Value, #[case] place: &str) {
    assert_eq!(pointers(&view(&wrong)), [place]);
}

#[test]
fn a_message_needs_something_to_show() {
    for empty in [
        json!({}),
        json!({"text": ""}),
        json!({"blocks": []}),
        json!({"text": null}),
    ] {
        assert_eq!(message(&empty)[0].code, FaultCode::NoText);
    }
    for sound in [
        json!({"text": "T"}),
        json!({"blocks": [section()]}),
        json!({"markdown_text": "T"}),
    ] {
        assert_eq!(message(&sound), []);
    }
    let both = json!({"markdown_text": "T", "text": "T"});
    assert_eq!(pointers(&message(&both)), ["/markdown_text"]);
}

#[test]
fn blocks_in_attachments_are_looked_at() {
    let wrong = json!({"attachments": [{"color": "good", "blocks": [of_type("alert")]}]});
    assert_eq!(pointers(&message(&wrong)), ["/attachments/0/blocks/0/type"]);
}

#[test]
fn a_second_table_has_a_code_of_its_own() {
    let faults = message(&json!({"blocks": [of_type("table"), of_type("table")]}));
    assert_eq!(
        (faults.len(), faults[0].code),
        (1, FaultCode::OnlyOneTableAllowed)
    );
}

#[rstest]
#[case(Message)]
#[case(Modal)]
fn an_unknown_type_says_what_is_allowed(#[case] surface: Surface) {
    let entry = block(&json!({"type": "banner"}), surface)[0].to_json();
    assert_eq!(entry["code"], "failed_constraint");
    assert_eq!(entry["constraint"]["got"], "banner");
    let expected = entry["constraint"]["expected"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert!(expected.contains(&json!("section")));
    assert_eq!(expected.contains(&json!("alert")), surface == Modal);
}
