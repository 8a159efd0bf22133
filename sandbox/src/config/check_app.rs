//! What is wrong with the app of a workspace.

use super::{
    App, ShortcutKind,
    check::{is_id, unique},
};

pub(super) fn app_faults(faults: &mut Vec<String>, app: &App) {
    for (field, value, first, like) in [
        ("id", &app.id, "A", "A0SANDBOX"),
        ("bot_user_id", &app.bot_user_id, "UW", "U0APPBOT"),
        ("bot_id", &app.bot_id, "B", "B0APPBOT"),
    ] {
        if !is_id(value, first) {
            faults.push(format!(
                "app: {field} = \"{value}\" is no such id; use one like \"{like}\""
            ));
        }
    }
    for (field, value, prefix) in [
        ("bot_token", &app.bot_token, "xoxb-"),
        ("app_token", &app.app_token, "xapp-"),
    ] {
        if !value.starts_with(prefix) {
            faults.push(format!(
                "app: {field} does not begin with {prefix}, as Slack's do; let it"
            ));
        }
    }
    if app.events.iter().any(|event| event == "message") {
        faults.push(
            "app: one can't subscribe to \"message\"; name message.channels, message.groups, message.im or message.mpim"
                .to_owned(),
        );
    }
    unique(
        faults,
        "command",
        "name",
        app.commands.iter().map(|one| &one.command),
    );
    for command in &app.commands {
        let name = &command.command;
        let fits = name.starts_with('/')
            && (2..=32).contains(&name.chars().count())
            && !name.chars().any(|c| c.is_whitespace() || c.is_uppercase());
        if !fits {
            faults.push(format!(
                "command \"{name}\": that is no command; use / and small letters without spaces, 32 characters at most"
            ));
        }
    }
    url_faults(faults, app);
    for kind in [ShortcutKind::Global, ShortcutKind::Message] {
        let of_kind = app
            .shortcuts
            .iter()
            .filter(|shortcut| shortcut.kind == kind);
        unique(
            faults,
            "shortcut",
            "callback_id",
            of_kind.map(|one| &one.callback_id),
        );
    }
    for shortcut in &app.shortcuts {
        if !(1..=24).contains(&shortcut.name.chars().count()) {
            faults.push(format!(
                "shortcut \"{}\": its name must have 1 to 24 characters; shorten it",
                shortcut.name
            ));
        }
    }
}

fn url_faults(faults: &mut Vec<String>, app: &App) {
    let urls = &app.request_urls;
    let all = urls.interactivity.iter().chain(&urls.options);
    for url in all.chain(urls.commands.values()).chain(&app.redirect_urls) {
        if !url.starts_with("http://") && !url.starts_with("https://") {
            faults.push(format!(
                "app: \"{url}\" is no URL to reach it at; begin it with http://"
            ));
        }
    }
    for command in urls.commands.keys() {
        if !app.commands.iter().any(|known| known.command == *command) {
            faults.push(format!(
                "app: there is a request URL for \"{command}\" but no such command; add it to [[app.commands]]"
            ));
        }
    }
}
