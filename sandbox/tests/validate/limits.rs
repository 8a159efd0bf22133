//! Each limit at its edge, where all is well, and one past it, where there is one fault at the expected place.

use crate::{
    block, but, button, chars, input, many, mrkdwn, option, options, plain, pointers, section,
};
use rstest::rstest;
use serde_json::{Value, json};
use slack_sandbox::validate::Surface::{self, Home, Message, Modal};
use slack_sandbox::validate::{blocks, message, view};

fn radios(options: Value) -> Value {
    json!({"type": "radio_buttons", "options": options})
}

fn select(options: Value) -> Value {
    json!({"type": "static_select", "options": options})
}

fn actions(element: Value) -> Value {
    json!({"type": "actions", "elements": [element]})
}

fn confirm(changes: Value) -> Value {
    let sound =
        json!({"title": plain(1), "text": mrkdwn(1), "confirm": plain(1), "deny": plain(1)});
    actions(but(button(), json!({"confirm": but(sound, changes)})))
}

fn image(changes: Value) -> Value {
    but(
        json!({"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"}),
        changes,
    )
}

fn link(count: usize) -> String {
    format!("https://{}", "a".repeat(count - 8))
}

fn card(changes: Value) -> Value {
    but(json!({"type": "card", "title": mrkdwn(1)}), changes)
}

fn container(changes: Value) -> Value {
    but(
        json!({"type": "container", "title": plain(1), "child_blocks": [section()]}),
        changes,
    )
}

fn video(changes: Value) -> Value {
    let sound = json!({"type": "video", "title": plain(1), "alt_text": "A", "video_url": "https://example.com/v",
        "thumbnail_url": "https://example.com/t.png"});
    but(sound, changes)
}

fn number(changes: Value) -> Value {
    but(
        json!({"type": "number_input", "is_decimal_allowed": true}),
        changes,
    )
}

fn text_input(changes: Value) -> Value {
    input(but(json!({"type": "plain_text_input"}), changes))
}

fn feedback(text: usize, value: usize) -> Value {
    let positive = json!({"text": plain(text), "value": chars(value)});
    let negative = json!({"text": plain(1), "value": "no"});
    json!({"type": "context_actions", "elements": [
        {"type": "feedback_buttons", "positive_button": positive, "negative_button": negative}]})
}

fn task(index: usize) -> Value {
    json!({"task_id": index.to_string(), "title": "Task", "status": "pending"})
}

#[rstest]
#[case::block_id(255, Message, |n| but(section(), json!({"block_id": chars(n)})), "/blocks/0/block_id")]
#[case::action_id(255, Message, |n| actions(but(button(), json!({"action_id": chars(n)}))), "/blocks/0/elements/0/action_id")]
#[case::header(150, Home, |n| json!({"type": "header", "text": plain(n)}), "/blocks/0/text/text")]
#[case::header_level(4, Home, |n| json!({"type": "header", "text": plain(1), "level": n}), "/blocks/0/level")]
#[case::section_text(3000, Home, |n| json!({"type": "section", "text": mrkdwn(n)}), "/blocks/0/text/text")]
#[case::section_fields(10, Home, |n| json!({"type": "section", "fields": many(n, |_| mrkdwn(1))}), "/blocks/0/fields")]
#[case::section_field(2000, Home, |n| json!({"type": "section", "fields": [plain(n)]}), "/blocks/0/fields/0/text")]
#[case::context_elements(10, Modal, |n| json!({"type": "context", "elements": many(n, |_| plain(1))}), "/blocks/0/elements")]
#[case::context_text(3000, Modal, |n| json!({"type": "context", "elements": [plain(n)]}), "/blocks/0/elements/0/text")]
#[case::actions_elements(25, Modal, |n| json!({"type": "actions", "elements": many(n, |_| button())}), "/blocks/0/elements")]
#[case::context_actions(5, Message, |n| json!({"type": "context_actions", "elements": many(n, |_|
    json!({"type": "icon_button", "icon": "trash", "text": plain(1)}))}), "/blocks/0/elements")]
#[case::feedback_text(75, Message, |n| feedback(n, 1), "/blocks/0/elements/0/positive_button/text/text")]
#[case::feedback_value(2000, Message, |n| feedback(1, n), "/blocks/0/elements/0/positive_button/value")]
#[case::image_alt(2000, Home, |n| image(json!({"alt_text": chars(n)})), "/blocks/0/alt_text")]
#[case::image_title(2000, Home, |n| image(json!({"title": plain(n)})), "/blocks/0/title/text")]
#[case::image_url(3000, Home, |n| image(json!({"image_url": link(n)})), "/blocks/0/image_url")]
#[case::input_label(2000, Message, |n| but(text_input(json!({})), json!({"label": plain(n)})), "/blocks/0/label/text")]
#[case::input_hint(2000, Message, |n| but(text_input(json!({})), json!({"hint": plain(n)})), "/blocks/0/hint/text")]
#[case::placeholder(150, Message, |n| text_input(json!({"placeholder": plain(n)})), "/blocks/0/element/placeholder/text")]
#[case::min_length(3000, Message, |n| text_input(json!({"min_length": n})), "/blocks/0/element/min_length")]
#[case::max_length(3000, Message, |n| text_input(json!({"max_length": n})), "/blocks/0/element/max_length")]
#[case::rich_text_lines(100, Message, |n| input(json!({"type": "rich_text_input", "max_lines": n})), "/blocks/0/element/max_lines")]
#[case::button_text(75, Home, |n| actions(but(button(), json!({"text": plain(n)}))), "/blocks/0/elements/0/text/text")]
#[case::button_value(2000, Home, |n| actions(but(button(), json!({"value": chars(n)}))), "/blocks/0/elements/0/value")]
#[case::button_url(3000, Home, |n| actions(but(button(), json!({"url": link(n)}))), "/blocks/0/elements/0/url")]
#[case::button_spoken(75, Home, |n| actions(but(button(), json!({"accessibility_label": chars(n)}))), "/blocks/0/elements/0/accessibility_label")]
#[case::confirm_title(100, Home, |n| confirm(json!({"title": plain(n)})), "/blocks/0/elements/0/confirm/title/text")]
#[case::confirm_text(300, Home, |n| confirm(json!({"text": mrkdwn(n)})), "/blocks/0/elements/0/confirm/text/text")]
#[case::confirm_yes(30, Home, |n| confirm(json!({"confirm": plain(n)})), "/blocks/0/elements/0/confirm/confirm/text")]
#[case::confirm_no(30, Home, |n| confirm(json!({"deny": plain(n)})), "/blocks/0/elements/0/confirm/deny/text")]
#[case::radio_options(10, Home, |n| actions(radios(options(n))), "/blocks/0/elements/0/options")]
#[case::checkbox_options(10, Home, |n| actions(json!({"type": "checkboxes", "options": options(n)})), "/blocks/0/elements/0/options")]
#[case::option_text(75, Home, |n| actions(radios(json!([but(option("a"), json!({"text": mrkdwn(n)}))]))), "/blocks/0/elements/0/options/0/text/text")]
#[case::option_description(75, Home, |n| actions(radios(json!([but(option("a"), json!({"description": plain(n)}))]))), "/blocks/0/elements/0/options/0/description/text")]
#[case::option_value(75, Home, |n| actions(radios(json!([option(&chars(n))]))), "/blocks/0/elements/0/options/0/value")]
#[case::select_options(100, Home, |n| actions(select(options(n))), "/blocks/0/elements/0/options")]
#[case::select_groups(100, Home, |n| actions(json!({"type": "static_select", "option_groups":
    many(n, |_| json!({"label": plain(1), "options": options(1)}))})), "/blocks/0/elements/0/option_groups")]
#[case::group_options(100, Home, |n| actions(json!({"type": "static_select", "option_groups":
    [{"label": plain(1), "options": options(n)}]})), "/blocks/0/elements/0/option_groups/0/options")]
#[case::group_label(75, Home, |n| actions(json!({"type": "static_select", "option_groups":
    [{"label": plain(n), "options": options(1)}]})), "/blocks/0/elements/0/option_groups/0/label/text")]
#[case::overflow_options(5, Home, |n| actions(json!({"type": "overflow", "options": options(n)})), "/blocks/0/elements/0/options")]
#[case::overflow_url(3000, Home, |n| actions(json!({"type": "overflow", "options":
    [but(option("a"), json!({"url": link(n)}))]})), "/blocks/0/elements/0/options/0/url")]
#[case::files(10, Modal, |n| input(json!({"type": "file_input", "max_files": n})), "/blocks/0/element/max_files")]
#[case::alert(200, Modal, |n| json!({"type": "alert", "text": plain(n)}), "/blocks/0/text/text")]
#[case::card_title(150, Home, |n| card(json!({"title": mrkdwn(n)})), "/blocks/0/title/text")]
#[case::card_subtitle(150, Home, |n| card(json!({"subtitle": mrkdwn(n)})), "/blocks/0/subtitle/text")]
#[case::card_body(200, Home, |n| card(json!({"body": mrkdwn(n)})), "/blocks/0/body/text")]
#[case::card_subtext(200, Home, |n| card(json!({"subtext": mrkdwn(n)})), "/blocks/0/subtext/text")]
#[case::card_buttons(3, Home, |n| card(json!({"actions": many(n, |_| button())})), "/blocks/0/actions")]
#[case::carousel(10, Home, |n| json!({"type": "carousel", "elements": many(n, |_| card(json!({})))}), "/blocks/0/elements")]
#[case::container_title(150, Home, |n| container(json!({"title": plain(n)})), "/blocks/0/title/text")]
#[case::container_subtitle(150, Home, |n| container(json!({"subtitle": plain(n)})), "/blocks/0/subtitle/text")]
#[case::container_children(10, Home, |n| container(json!({"child_blocks": many(n, |_| section())})), "/blocks/0/child_blocks")]
#[case::layout_label(150, Modal, |n| json!({"type": "layout", "label": chars(n), "rows": [{"items": []}]}), "/blocks/0/label")]
#[case::layout_rows(5, Modal, |n| json!({"type": "layout", "label": "L", "rows": many(n, |_| json!({"items": []}))}), "/blocks/0/rows")]
#[case::plan_tasks(50, Message, |n| json!({"type": "plan", "title": "P", "tasks": many(n, task)}), "/blocks/0/tasks")]
#[case::markdown(12_000, Message, |n| json!({"type": "markdown", "text": chars(n)}), "/blocks/0/text")]
#[case::video_title(199, Home, |n| video(json!({"title": plain(n)})), "/blocks/0/title/text")]
#[case::video_description(199, Home, |n| video(json!({"description": plain(n)})), "/blocks/0/description/text")]
#[case::video_author(49, Home, |n| video(json!({"author_name": chars(n)})), "/blocks/0/author_name")]
#[case::list_indent(8, Home, |n| json!({"type": "rich_text", "elements": [
    {"type": "rich_text_list", "style": "bullet", "indent": n, "elements": []}]}), "/blocks/0/elements/0/indent")]
fn of_a_block(
    #[case] limit: usize,
    #[case] surface: Surface,
    #[case] build: fn(usize) -> Value,
    #[case] place: &str,
) {
    assert_eq!(block(&build(limit), surface), []);
    assert_eq!(pointers(&block(&build(limit + 1), surface)), [place]);
}

fn table(rows: usize, columns: usize, text: &str) -> Value {
    let cell = json!({"type": "raw_text", "text": text});
    json!({"type": "table", "rows": many(rows, |_| many(columns, |_| cell.clone()))})
}

fn data_table(rows: usize, columns: usize, text: &str) -> Value {
    but(
        table(rows, columns, text),
        json!({"type": "data_table", "caption": "C"}),
    )
}

fn pie(segments: usize, label: usize) -> Value {
    let segment = |index| json!({"label": format!("{index}{}", chars(label - 1)), "value": 1});
    json!({"type": "data_visualization", "title": "T",
        "chart": {"type": "pie", "segments": many(segments, segment)}})
}

fn bars(series: usize, points: usize) -> Value {
    let data = many(
        points,
        |index| json!({"label": format!("c{index}"), "value": -1.5}),
    );
    json!({"type": "data_visualization", "title": "T", "chart": {
        "type": "bar",
        "series": many(series, |index| json!({"name": format!("s{index}"), "data": data})),
        "axis_config": {"categories": many(points, |index| json!(format!("c{index}")))}}})
}

fn axis(changes: Value) -> Value {
    let axis = but(json!({"categories": ["c0"]}), changes);
    let mut block = bars(1, 1);
    block["chart"]["axis_config"] = axis;
    block
}

fn named(name: usize) -> Value {
    let mut block = bars(1, 1);
    block["chart"]["series"][0]["name"] = json!(chars(name));
    block
}

#[rstest]
#[case::table_rows(100, |n| table(n, 1, "a"), &["/blocks/0/rows"])]
#[case::table_columns(20, |n| table(1, n, "a"), &["/blocks/0/rows/0"])]
#[case::table_chars(10_000, |n| table(1, 1, &chars(n)), &["/blocks/0/rows"])]
#[case::data_table_rows(101, |n| data_table(n, 1, "a"), &["/blocks/0/rows"])]
#[case::data_table_columns(20, |n| data_table(2, n, "a"), &["/blocks/0/rows/0", "/blocks/0/rows/1"])]
#[case::data_table_chars(10_000, |n| data_table(2, 1, &chars(n)), &["/blocks/0/rows"])]
#[case::page_size(100, |n| but(data_table(2, 1, "a"), json!({"page_size": n})), &["/blocks/0/page_size"])]
#[case::row_header(1, |n| but(data_table(2, 2, "a"), json!({"row_header_column_index": n})), &["/blocks/0/row_header_column_index"])]
#[case::chart_title(50, |n| but(pie(1, 2), json!({"title": chars(n)})), &["/blocks/0/title"])]
#[case::pie_segments(6, |n| pie(n, 2), &["/blocks/0/chart/segments"])]
#[case::pie_label(20, |n| pie(1, n), &["/blocks/0/chart/segments/0/label"])]
#[case::series(6, |n| bars(n, 1), &["/blocks/0/chart/series"])]
#[case::points(20, |n| bars(1, n), &["/blocks/0/chart/series/0/data", "/blocks/0/chart/axis_config/categories"])]
#[case::series_name(20, named, &["/blocks/0/chart/series/0/name"])]
#[case::x_label(50, |n| axis(json!({"x_label": chars(n)})), &["/blocks/0/chart/axis_config/x_label"])]
#[case::y_label(50, |n| axis(json!({"y_label": chars(n)})), &["/blocks/0/chart/axis_config/y_label"])]
fn of_a_table_or_chart(
    #[case] limit: usize,
    #[case] build: fn(usize) -> Value,
    #[case] places: &[&str],
) {
    assert_eq!(block(&build(limit), Message), []);
    assert_eq!(pointers(&block(&build(limit + 1), Message)), places);
}

#[rstest]
#[case::message(50, Message)]
#[case::modal(100, Modal)]
#[case::home(100, Home)]
fn of_blocks_on_a_surface(#[case] limit: usize, #[case] surface: Surface) {
    assert_eq!(blocks(&many(limit, |_| section()), surface), []);
    assert_eq!(
        pointers(&blocks(&many(limit + 1, |_| section()), surface)),
        ["/blocks"]
    );
}

#[rstest]
#[case::charts(2, |n| many(n, |_| pie(1, 2)), "/blocks/2")]
#[case::tables(1, |n| many(n, |_| table(1, 1, "a")), "/blocks/1")]
#[case::markdown_together(3, |n| many(n, |_| json!({"type": "markdown", "text": chars(4000)})), "/blocks/3/text")]
#[case::data_tables_together(2, |n| many(n, |_| data_table(2, 1, &chars(5000))), "/blocks/2/rows")]
#[case::layout_counts(49, |n| json!([{"type": "layout", "label": "L",
    "rows": [{"items": many(n, |_| json!({"blocks": [section()]}))}]}]), "/blocks")]
fn of_a_message(#[case] limit: usize, #[case] build: fn(usize) -> Value, #[case] place: &str) {
    assert_eq!(message(&json!({"text": "T", "blocks": build(limit)})), []);
    assert_eq!(
        pointers(&message(&json!({"text": "T", "blocks": build(limit + 1)}))),
        [place]
    );
}

#[test]
fn of_attachments() {
    assert_eq!(
        message(&json!({"attachments": many(100, |_| json!({"text": "a"}))})),
        []
    );
    let faults = message(&json!({"attachments": many(101, |_| json!({"text": "a"}))}));
    assert_eq!(faults[0].code.as_str(), "too_many_attachments");
}

fn modal(changes: Value) -> Value {
    but(
        json!({"type": "modal", "title": plain(1), "blocks": [section()]}),
        changes,
    )
}

#[rstest]
#[case::title(24, |n| modal(json!({"title": plain(n)})), "/title/text")]
#[case::submit(24, |n| modal(json!({"submit": plain(n)})), "/submit/text")]
#[case::close(24, |n| modal(json!({"close": plain(n)})), "/close/text")]
#[case::private_metadata(3000, |n| modal(json!({"private_metadata": chars(n)})), "/private_metadata")]
#[case::callback_id(255, |n| modal(json!({"callback_id": chars(n)})), "/callback_id")]
#[case::external_id(255, |n| modal(json!({"external_id": chars(n)})), "/external_id")]
fn of_a_view(#[case] limit: usize, #[case] build: fn(usize) -> Value, #[case] place: &str) {
    assert_eq!(view(&build(limit)), []);
    assert_eq!(pointers(&view(&build(limit + 1))), [place]);
}

#[test]
fn of_a_views_bytes() {
    let sized = |count: usize| {
        modal(json!({"blocks": many(count, |_| json!({"type": "section", "text": plain(3000)}))}))
    };
    assert_eq!(view(&sized(41)), []);
    let faults = view(&sized(42));
    assert_eq!(
        (faults.len(), faults[0].code.as_str()),
        (1, "view_too_large")
    );
}

#[rstest]
#[case::min_value("min_value")]
#[case::max_value("max_value")]
#[case::initial_value("initial_value")]
fn numbers_are_strings(#[case] field: &str) {
    assert_eq!(block(&input(number(json!({field: "-2.5"}))), Modal), []);
    for wrong in [
        json!(2.5),
        json!("two"),
        json!("1e3"),
        json!("inf"),
        json!(""),
    ] {
        let place = format!("/blocks/0/element/{field}");
        assert_eq!(
            pointers(&block(&input(number(json!({field: wrong}))), Modal)),
            [place]
        );
    }
}
