//! More limits at their edge and one past it, least numbers too, and more rules broken once.

use crate::{
    block, but, button, chars, input, many, mrkdwn, option, options, plain, pointers, section,
};
use rstest::rstest;
use serde_json::{Value, json};
use slack_sandbox::validate::Surface::{self, Home, Message, Modal};
use slack_sandbox::validate::{message, suggestions, view};

fn actions(element: Value) -> Value {
    json!({"type": "actions", "elements": [element]})
}

fn menu(kind: &str, changes: Value) -> Value {
    actions(but(json!({"type": kind, "options": options(2)}), changes))
}

fn icon(changes: Value) -> Value {
    let sound = json!({"type": "icon_button", "icon": "trash", "text": plain(1)});
    json!({"type": "context_actions", "elements": [but(sound, changes)]})
}

fn workflow(changes: Value) -> Value {
    let sound = json!({"type": "workflow_button", "text": plain(1),
        "workflow": {"trigger": {"url": "https://example.com/trigger"}}});
    actions(but(sound, changes))
}

fn pictured(count: usize) -> Value {
    json!({"type": "image", "image_url": "https://example.com/a.png", "alt_text": chars(count)})
}

fn link(count: usize) -> String {
    format!("https://{}", "a".repeat(count - 8))
}

fn video(changes: Value) -> Value {
    let sound = json!({"type": "video", "title": plain(1), "alt_text": "A", "video_url": "https://example.com/v",
        "thumbnail_url": "https://example.com/t.png"});
    but(sound, changes)
}

fn table(changes: Value) -> Value {
    but(
        json!({"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}),
        changes,
    )
}

#[rstest]
#[case::menu_option_text(75, Home, |n| menu("static_select", json!({"options": [but(option("a"), json!({"text": plain(n)}))]})), "/blocks/0/elements/0/options/0/text/text")]
#[case::menu_option_description(75, Home, |n| menu("multi_static_select", json!({"options": [but(option("a"), json!({"description": plain(n)}))]})), "/blocks/0/elements/0/options/0/description/text")]
#[case::menu_option_value(75, Home, |n| menu("static_select", json!({"options": [option(&chars(n))]})), "/blocks/0/elements/0/options/0/value")]
#[case::overflow_option_text(75, Home, |n| menu("overflow", json!({"options": [but(option("a"), json!({"text": plain(n)}))]})), "/blocks/0/elements/0/options/0/text/text")]
#[case::overflow_option_value(75, Home, |n| menu("overflow", json!({"options": [option(&chars(n))]})), "/blocks/0/elements/0/options/0/value")]
#[case::checkbox_option_text(75, Home, |n| menu("checkboxes", json!({"options": [but(option("a"), json!({"text": mrkdwn(n)}))]})), "/blocks/0/elements/0/options/0/text/text")]
#[case::multi_select_options(100, Home, |n| menu("multi_static_select", json!({"options": options(n)})), "/blocks/0/elements/0/options")]
#[case::external_placeholder(150, Home, |n| actions(json!({"type": "external_select", "placeholder": plain(n)})), "/blocks/0/elements/0/placeholder/text")]
#[case::date_placeholder(150, Home, |n| actions(json!({"type": "datepicker", "placeholder": plain(n)})), "/blocks/0/elements/0/placeholder/text")]
#[case::user_placeholder(150, Home, |n| actions(json!({"type": "users_select", "placeholder": plain(n)})), "/blocks/0/elements/0/placeholder/text")]
#[case::icon_text(75, Message, |n| icon(json!({"text": plain(n)})), "/blocks/0/elements/0/text/text")]
#[case::icon_value(2000, Message, |n| icon(json!({"value": chars(n)})), "/blocks/0/elements/0/value")]
#[case::icon_spoken(75, Message, |n| icon(json!({"accessibility_label": chars(n)})), "/blocks/0/elements/0/accessibility_label")]
#[case::workflow_text(75, Message, |n| workflow(json!({"text": plain(n)})), "/blocks/0/elements/0/text/text")]
#[case::workflow_spoken(75, Message, |n| workflow(json!({"accessibility_label": chars(n)})), "/blocks/0/elements/0/accessibility_label")]
#[case::picture_alt_in_context(2000, Home, |n| json!({"type": "context", "elements": [pictured(n)]}), "/blocks/0/elements/0/alt_text")]
#[case::picture_alt_beside(2000, Home, |n| but(section(), json!({"accessory": pictured(n)})), "/blocks/0/accessory/alt_text")]
#[case::picture_url_in_context(3000, Home, |n| json!({"type": "context", "elements": [but(pictured(1), json!({"image_url": link(n)}))]}), "/blocks/0/elements/0/image_url")]
#[case::mrkdwn_in_context(3000, Message, |n| json!({"type": "context", "elements": [mrkdwn(n)]}), "/blocks/0/elements/0/text")]
#[case::section_as_plain(3000, Modal, |n| json!({"type": "section", "text": plain(n)}), "/blocks/0/text/text")]
#[case::video_url(3000, Message, |n| video(json!({"video_url": link(n)})), "/blocks/0/video_url")]
#[case::video_thumbnail(3000, Message, |n| video(json!({"thumbnail_url": link(n)})), "/blocks/0/thumbnail_url")]
#[case::video_alt(2000, Message, |n| video(json!({"alt_text": chars(n)})), "/blocks/0/alt_text")]
#[case::column_settings(20, Message, |n| table(json!({"column_settings": many(n, |_| json!({"align": "left"}))})), "/blocks/0/column_settings")]
#[case::typed_at_once(3000, Modal, |n| input(json!({"type": "plain_text_input", "initial_value": chars(n)})), "/blocks/0/element/initial_value")]
#[case::rich_text_min_lines(100, Modal, |n| input(json!({"type": "rich_text_input", "min_lines": n})), "/blocks/0/element/min_lines")]
#[case::action_id_in_input(255, Modal, |n| input(json!({"type": "plain_text_input", "action_id": chars(n)})), "/blocks/0/element/action_id")]
#[case::block_id_of_divider(255, Home, |n| json!({"type": "divider", "block_id": chars(n)}), "/blocks/0/block_id")]
#[case::confirm_of_menu(300, Home, |n| menu("static_select", json!({"confirm": {"text": mrkdwn(n)}})), "/blocks/0/elements/0/confirm/text/text")]
#[case::alert_as_mrkdwn(200, Modal, |n| json!({"type": "alert", "text": mrkdwn(n), "level": "warning"}), "/blocks/0/text/text")]
#[case::initial_option(75, Home, |n| actions(json!({"type": "external_select", "initial_option": option(&chars(n))})), "/blocks/0/elements/0/initial_option/value")]
fn at_most(
    #[case] limit: usize,
    #[case] surface: Surface,
    #[case] build: fn(usize) -> Value,
    #[case] place: &str,
) {
    assert_eq!(block(&build(limit), surface), []);
    assert_eq!(pointers(&block(&build(limit + 1), surface)), [place]);
}

#[rstest]
#[case::header_level(1, |n| json!({"type": "header", "text": plain(1), "level": n}), "/blocks/0/level")]
#[case::actions(1, |n| json!({"type": "actions", "elements": many(n, |_| button())}), "/blocks/0/elements")]
#[case::context(1, |n| json!({"type": "context", "elements": many(n, |_| plain(1))}), "/blocks/0/elements")]
#[case::context_actions(1, |n| json!({"type": "context_actions", "elements": many(n, |_| json!({"type": "icon_button", "icon": "trash", "text": plain(1)}))}), "/blocks/0/elements")]
#[case::fields(1, |n| json!({"type": "section", "fields": many(n, |_| plain(1))}), "/blocks/0/fields")]
#[case::carousel(1, |n| json!({"type": "carousel", "elements": many(n, |_| json!({"type": "card", "title": plain(1)}))}), "/blocks/0/elements")]
#[case::container(1, |n| json!({"type": "container", "title": plain(1), "child_blocks": many(n, |_| section())}), "/blocks/0/child_blocks")]
#[case::options(1, |n| menu("static_select", json!({"options": options(n)})), "/blocks/0/elements/0/options")]
#[case::radios(1, |n| menu("radio_buttons", json!({"options": options(n)})), "/blocks/0/elements/0/options")]
#[case::overflow(1, |n| menu("overflow", json!({"options": options(n)})), "/blocks/0/elements/0/options")]
#[case::groups(1, |n| actions(json!({"type": "static_select", "option_groups": many(n, |_| json!({"label": plain(1), "options": options(1)}))})), "/blocks/0/elements/0/option_groups")]
#[case::group(1, |n| actions(json!({"type": "static_select", "option_groups": [{"label": plain(1), "options": options(n)}]})), "/blocks/0/elements/0/option_groups/0/options")]
#[case::selected(1, |n| menu("multi_static_select", json!({"max_selected_items": n})), "/blocks/0/elements/0/max_selected_items")]
#[case::max_length(1, |n| input(json!({"type": "plain_text_input", "max_length": n})), "/blocks/0/element/max_length")]
#[case::lines(1, |n| input(json!({"type": "rich_text_input", "max_lines": n})), "/blocks/0/element/max_lines")]
#[case::rows(1, |n| table(json!({"rows": many(n, |_| json!([{"type": "raw_text", "text": "a"}]))})), "/blocks/0/rows")]
#[case::columns(1, |n| table(json!({"rows": [many(n, |_| json!({"type": "raw_text", "text": "a"}))]})), "/blocks/0/rows/0")]
#[case::page_size(1, |n| json!({"type": "data_table", "caption": "C", "page_size": n, "rows": [
    [{"type": "raw_text", "text": "H"}], [{"type": "raw_text", "text": "a"}]]}), "/blocks/0/page_size")]
#[case::segments(1, |n| json!({"type": "data_visualization", "title": "T", "chart": {"type": "pie",
    "segments": many(n, |_| json!({"label": "L", "value": 1}))}}), "/blocks/0/chart/segments")]
#[case::layout(1, |n| json!({"type": "layout", "label": "L", "rows": many(n, |_| json!({"items": []}))}), "/blocks/0/rows")]
#[case::header(1, |n| json!({"type": "header", "text": plain(n)}), "/blocks/0/text/text")]
#[case::button(1, |n| actions(but(button(), json!({"text": plain(n)}))), "/blocks/0/elements/0/text/text")]
#[case::alt_text(1, pictured, "/blocks/0/alt_text")]
fn at_least(#[case] limit: usize, #[case] build: fn(usize) -> Value, #[case] place: &str) {
    assert_eq!(block(&build(limit), Message), []);
    assert_eq!(pointers(&block(&build(limit - 1), Message)), [place]);
}

#[test]
fn a_modal_takes_at_least_one_file() {
    let files = |count| input(json!({"type": "file_input", "max_files": count}));
    assert_eq!(block(&files(1), Modal), []);
    assert_eq!(
        pointers(&block(&files(0), Modal)),
        ["/blocks/0/element/max_files"]
    );
}

#[rstest]
#[case::two_icons(json!({"type": "card", "title": plain(1), "icon": pictured(1), "slack_icon": {"type": "icon", "name": "book"}}), "/blocks/0")]
#[case::other_icon(icon(json!({"icon": "star"})), "/blocks/0/elements/0/icon")]
#[case::grid_lines(json!({"type": "layout", "label": "L", "rows": [{"items": []}], "grid_lines": "dotted"}), "/blocks/0/grid_lines")]
#[case::alignment(table(json!({"column_settings": [{"align": "middle"}]})), "/blocks/0/column_settings/0/align")]
#[case::confirm_style(actions(but(button(), json!({"confirm": {"text": plain(1), "style": "warning"}}))), "/blocks/0/elements/0/confirm/style")]
#[case::confirm_alone(actions(but(button(), json!({"confirm": {"title": plain(1)}}))), "/blocks/0/elements/0/confirm")]
#[case::no_workflow(workflow(json!({"workflow": {}})), "/blocks/0/elements/0/workflow")]
#[case::one_verdict(json!({"type": "context_actions", "elements": [{"type": "feedback_buttons", "positive_button": {"text": plain(1), "value": "a"}}]}), "/blocks/0/elements/0")]
#[case::option_as_text(menu("static_select", json!({"options": ["a"]})), "/blocks/0/elements/0/options/0")]
#[case::label_missing(actions(json!({"type": "static_select", "option_groups": [{"options": options(1)}]})), "/blocks/0/elements/0/option_groups/0")]
#[case::flag_as_text(input(json!({"type": "plain_text_input", "multiline": "true"})), "/blocks/0/element/multiline")]
#[case::optional_as_text(but(input(json!({"type": "plain_text_input"})), json!({"optional": "true"})), "/blocks/0/optional")]
#[case::number_as_text(json!({"type": "header", "text": plain(1), "level": "1"}), "/blocks/0/level")]
#[case::text_as_number(json!({"type": "markdown", "text": 5}), "/blocks/0/text")]
#[case::no_list(json!({"type": "actions", "elements": button()}), "/blocks/0/elements")]
#[case::no_object(json!({"type": "input", "label": plain(1), "element": "text"}), "/blocks/0/element")]
#[case::nothing_in_a_field(json!({"type": "section", "text": null}), "/blocks/0/text")]
#[case::unknown_element(actions(json!({"type": "slider"})), "/blocks/0/elements/0/type")]
#[case::element_of_no_type(actions(json!({})), "/blocks/0/elements/0")]
#[case::style_of_rich_text(json!({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a", "style": {"loud": true}}]}]}), "/blocks/0/elements/0/elements/0/style")]
#[case::broadcast(json!({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "all"}]}]}), "/blocks/0/elements/0/elements/0/range")]
#[case::chart_kind(json!({"type": "data_visualization", "title": "T", "chart": {"type": "donut"}}), "/blocks/0/chart/type")]
#[case::chart_axis(json!({"type": "data_visualization", "title": "T", "chart": {"type": "bar", "series": [{"name": "s", "data": [{"label": "a", "value": 1}]}]}}), "/blocks/0/chart")]
#[case::task_status(json!({"type": "task_card", "task_id": "t", "title": "T", "status": "done"}), "/blocks/0/status")]
#[case::plan_title(json!({"type": "plan", "title": plain(1)}), "/blocks/0/title")]
#[case::data_table_cell(json!({"type": "data_table", "caption": "C", "rows": [[{"type": "raw_text", "text": "H"}], ["a"]]}), "/blocks/0/rows/1/0")]
#[case::number_cell(table(json!({"rows": [[{"type": "raw_number", "value": "1", "text": "1"}]]})), "/blocks/0/rows/0/0/value")]
fn refused(#[case] wrong: Value, #[case] place: &str) {
    assert_eq!(pointers(&block(&wrong, Message)), [place]);
}

#[test]
fn markdown_text_is_as_long_as_markdown_blocks() {
    assert_eq!(message(&json!({"markdown_text": chars(12_000)})), []);
    assert_eq!(
        pointers(&message(&json!({"markdown_text": chars(12_001)}))),
        ["/markdown_text"]
    );
}

#[test]
fn a_home_tab_has_the_limits_of_a_view() {
    let home =
        |field: &str, count| view(&json!({"type": "home", "blocks": [], field: chars(count)}));
    for (field, limit) in [
        ("private_metadata", 3000),
        ("callback_id", 255),
        ("external_id", 255),
    ] {
        assert_eq!(home(field, limit), []);
        assert_eq!(pointers(&home(field, limit + 1)), [format!("/{field}")]);
    }
}

#[test]
fn an_app_offers_a_hundred_options_or_groups() {
    let grouped = |count| many(count, |_| json!({"label": plain(1), "options": options(1)}));
    for sound in [
        json!({"options": []}),
        json!({"options": options(100)}),
        json!({"option_groups": grouped(100)}),
    ] {
        assert_eq!(suggestions(&sound), []);
    }
    for (wrong, place) in [
        (json!({"options": options(101)}), "/options"),
        (json!({"option_groups": grouped(101)}), "/option_groups"),
        (json!({"options": [], "option_groups": []}), ""),
        (
            json!({"options": [{"text": mrkdwn(1), "value": "a"}]}),
            "/options/0/text/type",
        ),
        (json!([]), ""),
    ] {
        assert_eq!(pointers(&suggestions(&wrong)), [place]);
    }
}
