//! What is wrong with a manifest that Slack's own schema lets pass. For our tests and for `leadloop check`.

use serde_json::Value;

use crate::slack::value::{at, flag, items, text};

/// Bot scopes Slack knows, as far as an app like this one may come to want them.
const KNOWN_SCOPES: &[&str] = &[
    "app_mentions:read",
    "assistant:write",
    "bookmarks:read",
    "bookmarks:write",
    "canvases:read",
    "canvases:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "chat:write.customize",
    "chat:write.public",
    "commands",
    "conversations.connect:read",
    "conversations.connect:write",
    "dnd:read",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "incoming-webhook",
    "links:read",
    "links:write",
    "lists:read",
    "lists:write",
    "mcp:connect",
    "metadata.message:read",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "reminders:read",
    "reminders:write",
    "team:read",
    "usergroups:read",
    "usergroups:write",
    "users.profile:read",
    "users:read",
    "users:read.email",
    "users:write",
    "workflow.steps:execute",
];

/// Bot events Slack knows, each with the scope it needs, if any.
const KNOWN_EVENTS: &[(&str, Option<&str>)] = &[
    ("app_home_opened", None),
    ("app_mention", Some("app_mentions:read")),
    ("app_uninstalled", None),
    ("channel_archive", Some("channels:read")),
    ("channel_deleted", Some("channels:read")),
    ("channel_rename", Some("channels:read")),
    ("channel_unarchive", Some("channels:read")),
    ("function_executed", None),
    ("group_archive", Some("groups:read")),
    ("link_shared", Some("links:read")),
    ("member_joined_channel", Some("channels:read")),
    ("member_left_channel", Some("channels:read")),
    ("message.channels", Some("channels:history")),
    ("message.groups", Some("groups:history")),
    ("message.im", Some("im:history")),
    ("message.mpim", Some("mpim:history")),
    ("reaction_added", Some("reactions:read")),
    ("subteam_created", Some("usergroups:read")),
    ("subteam_members_changed", Some("usergroups:read")),
    ("subteam_updated", Some("usergroups:read")),
    ("team_join", Some("users:read")),
    ("tokens_revoked", None),
    ("user_change", Some("users:read")),
    ("user_profile_changed", Some("users:read")),
];

/// What is wrong with the manifest, in sentences; empty when nothing is.
#[must_use]
pub fn problems(manifest: &Value) -> Vec<String> {
    let scopes: Vec<&str> = texts(manifest, &["oauth_config", "scopes", "bot"]);
    let events: Vec<&str> = texts(manifest, &["settings", "event_subscriptions", "bot_events"]);
    let mut problems = Vec::new();
    for scope in scopes.iter().filter(|scope| !KNOWN_SCOPES.contains(scope)) {
        problems.push(format!("Slack has no bot scope {scope}"));
    }
    for event in &events {
        match KNOWN_EVENTS.iter().find(|(known, _)| known == event) {
            None => problems.push(format!("Slack has no bot event {event}")),
            Some((_, Some(scope))) if !scopes.contains(scope) => {
                problems.push(format!("the event {event} needs the scope {scope}"));
            }
            Some(_) => {}
        }
    }
    let has_bot = text(manifest, &["features", "bot_user", "display_name"]).is_some();
    if !has_bot && !events.is_empty() {
        problems.push("bot events need a bot user".to_owned());
    }
    if !has_bot && !scopes.is_empty() {
        problems.push("bot scopes need a bot user".to_owned());
    }
    let commands: Vec<&Value> = items(manifest, &["features", "slash_commands"]).collect();
    let has_shortcuts = items(manifest, &["features", "shortcuts"]).next().is_some();
    if (!commands.is_empty() || has_shortcuts) && !scopes.contains(&"commands") {
        problems.push("slash commands and shortcuts need the scope commands".to_owned());
    }
    delivery_problems(manifest, &commands, &events, &mut problems);
    insecure_urls(manifest, "", &mut problems);
    problems
}

/// By socket nothing needs an address; by HTTP everything does.
fn delivery_problems(
    manifest: &Value,
    commands: &[&Value],
    events: &[&str],
    problems: &mut Vec<String>,
) {
    let settings = at(manifest, &["settings"]).unwrap_or(&Value::Null);
    let interactivity = at(settings, &["interactivity"]).unwrap_or(&Value::Null);
    let has_shortcuts = items(manifest, &["features", "shortcuts"]).next().is_some();
    if has_shortcuts && !flag(interactivity, "is_enabled") {
        problems.push("shortcuts need interactivity".to_owned());
    }
    if flag(settings, "socket_mode_enabled") {
        return;
    }
    let without = "neither Socket Mode nor a request URL";
    if !events.is_empty() && text(settings, &["event_subscriptions", "request_url"]).is_none() {
        problems.push(format!("events have {without}"));
    }
    if flag(interactivity, "is_enabled") && text(interactivity, &["request_url"]).is_none() {
        problems.push(format!("interactivity has {without}"));
    }
    for command in commands
        .iter()
        .filter(|command| text(command, &["url"]).is_none())
    {
        let name = text(command, &["command"]).unwrap_or("a command");
        problems.push(format!("{name} has {without}"));
    }
}

fn insecure_urls(value: &Value, path: &str, problems: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with("http://") => {
            problems.push(format!("{path} is not https://"));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| insecure_urls(item, path, problems)),
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| {
                insecure_urls(field, &format!("{path}/{name}"), problems);
            });
        }
        _ => {}
    }
}

fn texts<'a>(manifest: &'a Value, path: &[&str]) -> Vec<&'a str> {
    items(manifest, path).filter_map(Value::as_str).collect()
}
