//! `leadloop check`

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use leadloop::bells::Bells;
use leadloop::clock::{Clock as _, SystemClock};
use leadloop::config::{DoorSettings, Settings, environment};
use leadloop::domain::holidays;
use leadloop::domain::ids::MemberId;
use leadloop::slack::api::{Api, Failure, Identity};
use leadloop::slack::manifest::SOCKET_MANIFEST;
use leadloop::slack::people::SlackUser;
use leadloop::store::{Store, StoreError};
use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;

use super::{database, say};

/// What was found, told line by line.
struct Findings {
    are_fine: bool,
}

impl Findings {
    fn fine(&self, what: &str, text: impl Display) -> io::Result<()> {
        say(format_args!("  ok    {what}: {text}"))
    }

    /// Something that leadloop runs with, and an operator should know.
    fn warning(&self, what: &str, text: impl Display) -> io::Result<()> {
        let text = text.to_string().replace('\n', "\n        ");
        say(format_args!("  WARN  {what}: {text}"))
    }

    fn fault(&mut self, what: &str, text: impl Display) -> io::Result<()> {
        self.are_fine = false;
        let text = text.to_string().replace('\n', "\n        ");
        say(format_args!("  NOT   {what}: {text}"))
    }
}

pub(super) async fn check() -> anyhow::Result<ExitCode> {
    let mut findings = Findings { are_fine: true };
    match Settings::from_env() {
        Ok(settings) => {
            findings.fine("settings", "all are there")?;
            for note in &settings.notes {
                say(format_args!("        {note}"))?;
            }
            check_database(&mut findings).await?;
            check_holidays(&findings)?;
            check_listener(&mut findings, &settings.listen).await?;
            check_slack(&mut findings, &settings).await?;
        }
        Err(error) => {
            findings.fault("settings", error)?;
            if Settings::database_url(environment).is_ok() {
                check_database(&mut findings).await?;
            }
        }
    }
    say(if findings.are_fine {
        "Everything is ready: start `leadloop serve`."
    } else {
        "Mend what is marked NOT, then check again."
    })?;
    Ok(if findings.are_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn check_database(findings: &mut Findings) -> anyhow::Result<()> {
    const WHAT: &str = "database";
    let url = database::url()?;
    let file = database::sqlite_file(&url);
    if let Some(file) = file.as_ref().filter(|file| !file.exists()) {
        let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
        match folder.filter(|folder| !folder.is_dir()) {
            Some(folder) => findings.fault(
                WHAT,
                format_args!(
                    "there is no folder {}; make it, or change DATABASE_URL",
                    folder.display()
                ),
            )?,
            None => findings.fine(
                WHAT,
                format_args!("{} will be made at the first start", file.display()),
            )?,
        }
        return Ok(());
    }
    match Store::open_as_it_is(url.expose_secret(), Bells::default()).await {
        Ok(store) => {
            store.close().await;
            match file {
                Some(file) => findings.fine(WHAT, format_args!("{} opens", file.display()))?,
                None => findings.fine(WHAT, "opens")?,
            }
        }
        Err(error @ (StoreError::Older | StoreError::Newer(_) | StoreError::OtherTables(_))) => {
            findings.fault(WHAT, error)?;
        }
        Err(error) => findings.fault(
            WHAT,
            format_args!(
                "{error}: see that DATABASE_URL is right and that this user may write there"
            ),
        )?,
    }
    Ok(())
}

/// Public holidays come with the program and end some day.
fn check_holidays(findings: &Findings) -> io::Result<()> {
    const WHAT: &str = "public holidays";
    match holidays::ends_soon(SystemClock.now()) {
        None => findings.fine(WHAT, "are known for years to come"),
        Some(year) => findings.warning(
            WHAT,
            format_args!("are known until {year}: install a newer leadloop before that"),
        ),
    }
}

async fn check_listener(findings: &mut Findings, listen: &str) -> anyhow::Result<()> {
    const WHAT: &str = "listening";
    match TcpListener::bind(listen).await {
        Ok(_) => findings.fine(WHAT, format_args!("{listen} is free"))?,
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => findings.fine(
            WHAT,
            format_args!("{listen} is in use, by a running leadloop, it is to be hoped"),
        )?,
        Err(error) => findings.fault(
            WHAT,
            format_args!("{listen}: {error}: set LEADLOOP_LISTEN to a host:port of this machine"),
        )?,
    }
    Ok(())
}

async fn check_slack(findings: &mut Findings, settings: &Settings) -> anyhow::Result<()> {
    const WHAT: &str = "Slack";
    let api = Api::new(settings.slack_api_url.clone(), settings.bot_token.clone())?;
    match api.auth_test().await {
        Ok(identity) => {
            let Identity {
                team, team_name, ..
            } = &identity;
            findings.fine(WHAT, format_args!("the bot is in {team_name} ({team})"))?;
            check_scopes(findings, &identity)?;
            check_admins(findings, &api, &settings.admins).await?;
        }
        Err(failure) => findings.fault(WHAT, said(&failure, "SLACK_BOT_TOKEN"))?,
    }
    match &settings.door {
        DoorSettings::Socket { app_token } => match api.open_connection(app_token).await {
            Ok(_) => findings.fine("deliveries", "by Socket Mode; Slack opens a connection")?,
            Err(failure) => findings.fault("deliveries", said(&failure, "SLACK_APP_TOKEN"))?,
        },
        DoorSettings::Http { .. } => findings.fine(
            "deliveries",
            "by HTTP; whether Slack reaches this machine shows when you save the request URL there",
        )?,
    }
    Ok(())
}

/// Whether the token may do what the manifest asks for.
fn check_scopes(findings: &mut Findings, identity: &Identity) -> io::Result<()> {
    let missing = missing_scopes(&identity.scopes);
    if identity.scopes.is_empty() {
        return Ok(());
    }
    if missing.is_empty() {
        return findings.fine("scopes", "all that leadloop needs");
    }
    findings.fault(
        "scopes",
        format_args!(
            "{} missing: put what `leadloop manifest` prints into the app's manifest, then install the app again",
            missing.join(", ")
        ),
    )
}

/// Whether somebody may set the first loop up.
async fn check_admins(findings: &mut Findings, api: &Api, named: &[MemberId]) -> io::Result<()> {
    const WHAT: &str = "admins";
    let mut people = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        match api.users(cursor.as_deref()).await {
            Ok(page) => {
                people.extend(page.items);
                cursor = page.next;
            }
            Err(failure) => return findings.fault(WHAT, said(&failure, "SLACK_BOT_TOKEN")),
        }
        if cursor.is_none() {
            break;
        }
    }
    let admins = Admins::among(&people, named);
    for id in &admins.strangers {
        findings.warning(
            WHAT,
            format_args!(
                "{id} in LEADLOOP_ADMINS is nobody who can act here; copy the member id from their profile in Slack again"
            ),
        )?;
    }
    match admins.count {
        0 => findings.warning(
            WHAT,
            "nobody is admin, so nobody can set the first feedback loop up: put your member id into LEADLOOP_ADMINS \
             (your profile in Slack → ⋮ → Copy member ID)",
        ),
        1 => findings.fine(WHAT, "one person may set loops up"),
        count => findings.fine(WHAT, format_args!("{count} people may set loops up")),
    }
}

/// Who is admin, by Slack or by `LEADLOOP_ADMINS`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Admins {
    /// People who are.
    pub(super) count: usize,
    /// Named, and nobody who is in the workspace and active.
    pub(super) strangers: Vec<MemberId>,
}

impl Admins {
    pub(super) fn among(people: &[SlackUser], named: &[MemberId]) -> Self {
        let can_act = |it: &&SlackUser| !it.is_deactivated && !it.is_outsider;
        let is_admin = |it: &&SlackUser| it.is_admin || named.contains(&it.id);
        let is_stranger = |id: &&MemberId| !people.iter().filter(can_act).any(|it| it.id == **id);
        Self {
            count: people.iter().filter(can_act).filter(is_admin).count(),
            strangers: named.iter().filter(is_stranger).cloned().collect(),
        }
    }
}

/// The manifest's scopes that were not granted.
pub(super) fn missing_scopes(granted: &[String]) -> Vec<String> {
    let manifest: serde_json::Value = serde_norway::from_str(SOCKET_MANIFEST).unwrap_or_default();
    let wanted = manifest
        .pointer("/oauth_config/scopes/bot")
        .and_then(serde_json::Value::as_array);
    wanted
        .into_iter()
        .flatten()
        .filter_map(serde_json::Value::as_str)
        .filter(|scope| !granted.iter().any(|it| it == scope))
        .map(str::to_owned)
        .collect()
}

/// What Slack said, and the fix.
fn said(failure: &Failure, variable: &str) -> String {
    if failure.is_locked_out() {
        format!(
            "{failure}: {variable} is not (or no longer) valid; copy it from the app's page again"
        )
    } else if failure.is_safe_to_repeat() {
        format!(
            "{failure}: see that this machine reaches Slack (or SLACK_API_URL), then check again"
        )
    } else {
        failure.to_string()
    }
}
