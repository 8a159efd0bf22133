//! Reading a workspace from TOML, and saying what is wrong with it.

use std::collections::BTreeSet;

use super::{Channel, User, UserGroup, WorkspaceConfig, check_app::app_faults};

/// Why a text is no workspace: every fault, each with its fix.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct ConfigError(
    /// A sentence for each fault: the thing, the fault, the fix.
    pub Vec<String>,
);

impl WorkspaceConfig {
    /// Reads a workspace. What the text leaves out has its default.
    ///
    /// ```
    /// let error = slack_sandbox::WorkspaceConfig::from_toml("[[users]]\nid = 'ben'\nname = 'ben'").unwrap_err();
    /// assert!(error.to_string().starts_with("user \"ben\": the id is no member id"));
    /// ```
    ///
    /// # Errors
    /// With every fault found.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text)
            .map_err(|error| ConfigError(vec![error.to_string().trim_end().to_owned()]))?;
        let faults = config.faults();
        if faults.is_empty() {
            Ok(config)
        } else {
            Err(ConfigError(faults))
        }
    }

    /// What would make this workspace unlike any at Slack, a sentence each.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let known: BTreeSet<&str> = self
            .users
            .iter()
            .map(|user| user.id.as_str())
            .chain([self.app.bot_user_id.as_str(), "USLACKBOT"])
            .collect();
        unique(
            &mut faults,
            "user",
            "id",
            self.users.iter().map(|user| &user.id),
        );
        unique(
            &mut faults,
            "user",
            "name",
            self.users.iter().map(|user| &user.name),
        );
        unique(
            &mut faults,
            "channel",
            "id",
            self.channels.iter().map(|one| &one.id),
        );
        unique(
            &mut faults,
            "channel",
            "name",
            self.channels.iter().map(|one| &one.name),
        );
        unique(
            &mut faults,
            "group",
            "id",
            self.groups.iter().map(|group| &group.id),
        );
        for user in &self.users {
            user_faults(&mut faults, user);
        }
        for channel in &self.channels {
            channel_faults(&mut faults, channel);
            let who = format!("channel \"#{}\"", channel.name);
            let bot = &self.app.bot_user_id;
            let hint = format!(
                "add that user, or take the id out of members (the app's bot user is \"{bot}\")"
            );
            members(&mut faults, &who, &channel.members, &known, &hint);
        }
        for group in &self.groups {
            group_faults(&mut faults, group);
            let who = format!("group \"@{}\"", group.handle);
            members(
                &mut faults,
                &who,
                &group.users,
                &known,
                "add that user, or take the id out of users",
            );
        }
        if !is_id(&self.team.id, "T") {
            faults.push(format!(
                "team: the id \"{}\" is no team id; use one like \"T0SANDBOX\"",
                self.team.id
            ));
        }
        app_faults(&mut faults, &self.app);
        faults
    }
}

/// Capitals and digits after one of these letters.
pub(super) fn is_id(id: &str, first: &str) -> bool {
    id.len() > 1
        && id.starts_with(|c: char| first.contains(c))
        && id
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

pub(super) fn unique<'a>(
    faults: &mut Vec<String>,
    what: &str,
    field: &str,
    values: impl Iterator<Item = &'a String>,
) {
    let mut seen = BTreeSet::new();
    for value in values {
        if !seen.insert(value) {
            faults.push(format!(
                "{what} \"{value}\": two have this {field}; give one of them another"
            ));
        }
    }
}

fn members(faults: &mut Vec<String>, who: &str, ids: &[String], known: &BTreeSet<&str>, fix: &str) {
    for id in ids {
        if !known.contains(id.as_str()) {
            faults.push(format!("{who}: nobody has the id \"{id}\"; {fix}"));
        }
    }
}

fn user_faults(faults: &mut Vec<String>, user: &User) {
    let who = format!(
        "user \"{}\"",
        if user.name.is_empty() {
            &user.id
        } else {
            &user.name
        }
    );
    if !is_id(&user.id, "UW") {
        faults.push(format!(
            "{who}: the id is no member id: \"{}\"; use U and capitals or digits, like \"U0BEN\"",
            user.id
        ));
    }
    if user.name.is_empty() {
        faults.push(format!(
            "{who}: it has no name; give it a handle like name = \"ben\""
        ));
    }
    if jiff::tz::db().get(&user.tz).is_err() {
        faults.push(format!(
            "{who}: no time zone is called \"{}\"; use an IANA name like \"Europe/Amsterdam\"",
            user.tz
        ));
    }
    if !user.email.is_empty() && !user.email.contains('@') {
        faults.push(format!(
            "{who}: \"{}\" is no e-mail address; mend it or leave it out",
            user.email
        ));
    }
}

fn channel_faults(faults: &mut Vec<String>, channel: &Channel) {
    let who = format!("channel \"#{}\"", channel.name);
    if !is_id(&channel.id, "CG") {
        faults.push(format!(
            "{who}: the id is no channel id: \"{}\"; use C and capitals or digits, like \"C0GENERAL\"",
            channel.id
        ));
    }
    let fits = |c: char| !c.is_uppercase() && !c.is_whitespace() && !"#.,@".contains(c);
    let length = channel.name.chars().count();
    if !(1..=80).contains(&length) || !channel.name.chars().all(fits) {
        faults.push(format!(
            "{who}: that is no channel name; use 1 to 80 small letters, digits, - or _, without #"
        ));
    }
}

fn group_faults(faults: &mut Vec<String>, group: &UserGroup) {
    if !is_id(&group.id, "S") {
        faults.push(format!(
            "group \"@{}\": the id is no group id: \"{}\"; use S and capitals or digits, like \"S0TEAM\"",
            group.handle, group.id
        ));
    }
}
