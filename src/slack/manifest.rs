//! The Slack app manifest: the Socket Mode one as it lies in the repository, and the HTTP one derived from it.

mod check;
#[cfg(test)]
mod tests;

use reqwest::Url;

pub use check::problems;

/// The Socket Mode manifest, as `manifest.yml` has it.
pub const SOCKET_MANIFEST: &str = include_str!("../../manifest.yml");
/// The slash command.
pub const COMMAND: &str = "/leadloop";
/// The global shortcut that adds a lead.
pub const SHORTCUT_ADD_LEAD: &str = "add_lead";
/// The message shortcut that makes a message a lead.
pub const SHORTCUT_ADD_LEAD_FROM_MESSAGE: &str = "add_lead_from_message";

/// Why no manifest can be made for an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestFault {
    /// Not an https address.
    #[error(
        "Slack delivers to https:// addresses only; give one such as https://leadloop.example.com/slack/events"
    )]
    NotHttps,
}

/// The manifest for delivery over HTTP to `url`: the whole address, or the host alone, to which the door's path is
/// added.
///
/// # Errors
/// When the address is not `https://`.
pub fn http_manifest(url: &str) -> Result<String, ManifestFault> {
    let mut url = Url::parse(url.trim()).map_err(|_| ManifestFault::NotHttps)?;
    if url.scheme() != "https"
        || !url.has_host()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(ManifestFault::NotHttps);
    }
    if url.path() == "/" {
        url.set_path(super::http_door::PATH);
    }
    // Line by line, so that what a person reads before pasting it keeps its order and its reasons.
    Ok(SOCKET_MANIFEST
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .fold(heading(), |text, line| text + &for_http(line, url.as_str())))
}

fn heading() -> String {
    "# leadloop as a Slack app, by HTTP.\n\
     # Create the app at https://api.slack.com/apps → Create New App → From a manifest, and paste this.\n"
        .to_owned()
}

fn for_http(line: &str, url: &str) -> String {
    let content = line.trim_start();
    let indent = " ".repeat(line.len() - content.len());
    match content {
        "socket_mode_enabled: true" => format!("{indent}socket_mode_enabled: false\n"),
        "event_subscriptions:" => format!("{line}\n{indent}  request_url: \"{url}\"\n"),
        "is_enabled: true" => format!(
            "{line}\n{indent}request_url: \"{url}\"\n{indent}message_menu_options_url: \"{url}\"\n"
        ),
        _ if content.starts_with("- command:") => format!("{line}\n{indent}  url: \"{url}\"\n"),
        _ => format!("{line}\n"),
    }
}
