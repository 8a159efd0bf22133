use std::collections::BTreeSet;

use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::slack::incoming::EVENTS_USED;
use crate::slack::methods::{Needs, USED_METHODS};
use crate::slack::value::items;

fn parsed(yaml: &str) -> Value {
    serde_norway::from_str(yaml).unwrap()
}

fn socket() -> Value {
    parsed(SOCKET_MANIFEST)
}

fn http() -> Value {
    parsed(&http_manifest("https://leadloop.example.com/slack/events").unwrap())
}

fn set<'a>(manifest: &'a Value, path: &[&str], field: Option<&str>) -> BTreeSet<&'a str> {
    items(manifest, path)
        .filter_map(|item| field.map_or(item, |field| &item[field]).as_str())
        .collect()
}

#[test]
fn both_manifests_are_sound() {
    assert_eq!(problems(&socket()), Vec::<String>::new());
    assert_eq!(problems(&http()), Vec::<String>::new());
}

#[test]
fn the_scopes_are_those_the_code_needs_and_no_more() {
    let of_methods = USED_METHODS.iter().flat_map(|method| match method.needs {
        Needs::Scopes(scopes) => scopes,
        Needs::Nothing | Needs::AppToken | Needs::Granted(_) => &[],
    });
    let needed: BTreeSet<&str> = of_methods.copied().chain(["commands"]).collect();
    assert_eq!(
        set(&socket(), &["oauth_config", "scopes", "bot"], None),
        needed
    );
}

#[test]
fn the_events_command_and_shortcuts_are_those_the_code_answers() {
    let manifest = socket();
    assert_eq!(
        set(
            &manifest,
            &["settings", "event_subscriptions", "bot_events"],
            None
        ),
        EVENTS_USED.iter().copied().collect()
    );
    assert_eq!(
        set(&manifest, &["features", "slash_commands"], Some("command")),
        [COMMAND].into()
    );
    assert_eq!(
        set(&manifest, &["features", "shortcuts"], Some("callback_id")),
        [SHORTCUT_ADD_LEAD, SHORTCUT_ADD_LEAD_FROM_MESSAGE].into()
    );
}

#[test]
fn the_http_manifest_differs_in_its_addresses_alone() {
    let mut manifest = http();
    let url = json!("https://leadloop.example.com/slack/events");
    for (parent, field) in [
        ("/settings/event_subscriptions", "request_url"),
        ("/settings/interactivity", "request_url"),
        ("/settings/interactivity", "message_menu_options_url"),
        ("/features/slash_commands/0", "url"),
    ] {
        let fields = manifest
            .pointer_mut(parent)
            .unwrap()
            .as_object_mut()
            .unwrap();
        assert_eq!(fields.remove(field), Some(url.clone()), "{parent}/{field}");
    }
    assert_eq!(manifest["settings"]["socket_mode_enabled"], json!(false));
    manifest["settings"]["socket_mode_enabled"] = json!(true);
    assert_eq!(manifest, socket());
}

#[test]
fn the_http_manifest_keeps_its_reasons_and_a_bare_host_gets_the_path() {
    let text = http_manifest("https://leadloop.example.com").unwrap();
    assert!(text.contains("# Reps as a user group."));
    assert!(text.contains("request_url: \"https://leadloop.example.com/slack/events\""));
    assert!(!text.contains("Socket Mode"));
}

#[rstest]
#[case("http://leadloop.example.com/slack/events")]
#[case("leadloop.example.com")]
#[case("https://")]
#[case("https://leadloop.example.com/?\"\n  x: y")]
#[case("")]
fn slack_delivers_to_https_only(#[case] url: &str) {
    assert_eq!(http_manifest(url), Err(ManifestFault::NotHttps));
}

#[rstest]
#[case("/oauth_config/scopes/bot/0", json!("chat:wrote"), "no bot scope chat:wrote")]
#[case("/settings/event_subscriptions/bot_events/0", json!("app_home_open"), "no bot event app_home_open")]
#[case("/oauth_config/scopes/bot", json!(["chat:write", "users:read", "usergroups:read"]), "need the scope commands")]
#[case("/oauth_config/scopes/bot", json!(["commands", "users:read"]), "needs the scope usergroups:read")]
#[case("/features/bot_user", json!(null), "bot events need a bot user")]
#[case("/settings/interactivity", json!({ "is_enabled": false }), "shortcuts need interactivity")]
#[case("/settings/socket_mode_enabled", json!(false), "neither Socket Mode nor a request URL")]
#[case("/settings/interactivity/request_url", json!("http://a.b"), "/settings/interactivity/request_url is not https://")]
fn what_the_schema_misses_is_told(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] problem: &str,
) {
    let mut manifest = socket();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = manifest.pointer_mut(parent).unwrap();
    match field.parse::<usize>() {
        Ok(index) => parent[index] = value,
        Err(_) => parent[field] = value,
    }
    let problems = problems(&manifest);
    assert!(
        problems.iter().any(|told| told.contains(problem)),
        "{problems:?}"
    );
}
