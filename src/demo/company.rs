//! The demo's small company: who is in its Slack, and how leadloop is set up there.

use futures_util::FutureExt as _;
use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use serde::Deserialize;
use slack_sandbox::WorkspaceConfig;
use slack_sandbox::config::{App, Channel, Command, Shortcut, Team, User, UserGroup};

use super::DemoError;
use super::briefings::GUIDE;
use crate::domain::campaign::{CampaignState, FIRST_CONTACT_DAYS};
use crate::domain::feedback_loop::Cadence;
use crate::domain::holidays::Country;
use crate::domain::ids::{ChannelId, LoopId, MemberId};
use crate::domain::language::Language;
use crate::features::import_leads::{ImportOptions, SOURCE_CSV, import_leads};
use crate::features::set_up_loop::{self, LoopDraft, LoopTarget};
use crate::import::{LeadFile, ReadOptions};
use crate::slack::manifest::SOCKET_MANIFEST;
use crate::store::{StoreError, Tenant};

/// In sales, at home in Amsterdam: Dutch, with an English Slack.
pub const SANNE: &str = "U0SANNE";
/// In sales, at home in Antwerp.
pub const JORIS: &str = "U0JORIS";
/// In sales, at home in London.
pub const PRIYA: &str = "U0PRIYA";
/// In sales, at home in New York.
pub const TOM: &str = "U0TOM";
/// In marketing: owns the webinar.
pub const MARIEKE: &str = "U0MARIEKE";
/// In marketing: owns the pricing guide.
pub const BRAM: &str = "U0BRAM";
/// Leads sales; an admin of the workspace.
pub const KARIN: &str = "U0KARIN";
/// Where the digest is posted.
pub const DIGEST_CHANNEL: &str = "C0BENELUX";

/// Where briefings are posted.
pub const BRIEFINGS_CHANNEL: &str = "C0BRIEFINGS";
const REPS: [&str; 4] = [SANNE, JORIS, PRIYA, TOM];
/// Where the company is at home.
pub(super) const HOME_ZONE: &str = "Europe/Amsterdam";
const LEADS: &[u8] = include_bytes!("../../demo/leads.csv");

/// The workspace, with leadloop installed as its manifest says.
pub(super) fn workspace() -> Result<WorkspaceConfig, DemoError> {
    let app = app()?;
    let users = vec![
        person(SANNE, "Sanne", "de Vries", "Account executive", HOME_ZONE),
        person(
            JORIS,
            "Joris",
            "Claes",
            "Account executive",
            "Europe/Brussels",
        ),
        person(PRIYA, "Priya", "Nair", "Account executive", "Europe/London"),
        person(
            TOM,
            "Tom",
            "Becker",
            "Account executive",
            "America/New_York",
        ),
        person(MARIEKE, "Marieke", "Bos", "Demand generation", HOME_ZONE),
        person(BRAM, "Bram", "Mulder", "Content marketing", HOME_ZONE),
        User {
            is_admin: true,
            ..person(KARIN, "Karin", "Jansen", "Head of sales", HOME_ZONE)
        },
    ];
    let everybody: Vec<String> = users
        .iter()
        .map(|user| user.id.clone())
        .chain([app.bot_user_id.clone()])
        .collect();
    let channel = |id: &str, name: &str, members: &[String]| Channel {
        id: id.to_owned(),
        name: name.to_owned(),
        members: members.to_vec(),
        ..Channel::default()
    };
    let without_app = everybody.split_last().map_or(&[][..], |(_, people)| people);
    Ok(WorkspaceConfig {
        team: Team {
            id: "T0FABRIKAM".to_owned(),
            name: "Fabrikam".to_owned(),
            domain: "fabrikam".to_owned(),
        },
        channels: vec![
            channel(DIGEST_CHANNEL, "benelux-sales", &everybody),
            channel(BRIEFINGS_CHANNEL, "campaign-briefings", &everybody),
            channel("C0LUNCH", "lunch", without_app),
        ],
        users,
        groups: vec![UserGroup {
            id: "S0REPS".to_owned(),
            handle: "reps".to_owned(),
            name: "Sales reps".to_owned(),
            users: REPS.map(str::to_owned).to_vec(),
            disabled: false,
        }],
        app,
    })
}

fn person(id: &str, first: &str, last: &str, title: &str, zone: &str) -> User {
    let name = first.to_lowercase();
    User {
        id: id.to_owned(),
        real_name: format!("{first} {last}"),
        display_name: first.to_owned(),
        email: format!("{name}@fabrikam.example"),
        name,
        title: title.to_owned(),
        tz: zone.to_owned(),
        ..User::default()
    }
}

/// What the sandbox needs of the manifest.
#[derive(Deserialize)]
struct Manifest {
    display_information: DisplayInformation,
    features: Features,
    oauth_config: OauthConfig,
    settings: ManifestSettings,
}

#[derive(Deserialize)]
struct DisplayInformation {
    name: String,
}

#[derive(Deserialize)]
struct Features {
    shortcuts: Vec<ManifestShortcut>,
    slash_commands: Vec<ManifestCommand>,
}

#[derive(Deserialize)]
struct ManifestShortcut {
    name: String,
    #[serde(rename = "type")]
    kind: slack_sandbox::config::ShortcutKind,
    callback_id: String,
}

#[derive(Deserialize)]
struct ManifestCommand {
    command: String,
    description: String,
    usage_hint: String,
}

#[derive(Deserialize)]
struct OauthConfig {
    scopes: Scopes,
}

#[derive(Deserialize)]
struct Scopes {
    bot: Vec<String>,
}

#[derive(Deserialize)]
struct ManifestSettings {
    event_subscriptions: EventSubscriptions,
}

#[derive(Deserialize)]
struct EventSubscriptions {
    bot_events: Vec<String>,
}

fn app() -> Result<App, DemoError> {
    let manifest: Manifest = serde_norway::from_str(SOCKET_MANIFEST)?;
    let command = |it: ManifestCommand| Command {
        command: it.command,
        description: it.description,
        usage_hint: it.usage_hint,
    };
    let shortcut = |it: ManifestShortcut| Shortcut {
        name: it.name,
        callback_id: it.callback_id,
        kind: it.kind,
    };
    let features = manifest.features;
    Ok(App {
        name: manifest.display_information.name,
        scopes: manifest.oauth_config.scopes.bot,
        events: manifest.settings.event_subscriptions.bot_events,
        commands: features.slash_commands.into_iter().map(command).collect(),
        shortcuts: features.shortcuts.into_iter().map(shortcut).collect(),
        ..App::default()
    })
}

/// Sets leadloop up as Karin and the marketers would: leads, campaigns, a language, a loop.
pub(super) async fn set_up(app: &crate::app::App, tenant: &Tenant) -> Result<(), DemoError> {
    let zone = TimeZone::get(HOME_ZONE)?;
    let rows = LeadFile::open(LEADS, ReadOptions::new(zone))?;
    let options = ImportOptions {
        file: "demo/leads.csv".to_owned(),
        source: SOURCE_CSV.to_owned(),
        is_dry_run: false,
    };
    import_leads(app, tenant, rows, &options, &mut ()).await?;
    describe_campaigns(app, tenant).await?;
    let karin = MemberId::new(KARIN);
    let target = LoopTarget::New(LoopId::new("demo-loop"));
    set_up_loop::save(app, tenant, &karin, &target, &the_loop())
        .await?
        .map_err(|refusal| DemoError::Refused(format!("{refusal:?}")))?;
    Ok(())
}

fn the_loop() -> LoopDraft {
    let members = |ids: &[&str]| ids.iter().map(|&id| MemberId::new(id)).collect();
    LoopDraft {
        name: "Benelux & friends".to_owned(),
        reps: members(&REPS),
        teams: vec![],
        team_leads: members(&[KARIN]),
        marketing: members(&[MARIEKE, BRAM]),
        cadence: Cadence::Weeks { weeks: 2 },
        anchor: date(2026, 11, 16),
        ask_at: time(9, 30, 0, 0),
        window_days: 5,
        zone: HOME_ZONE.to_owned(),
        country: Country::of_zone(HOME_ZONE),
        language: Language::English,
        digest_channel: Some(ChannelId::new(DIGEST_CHANNEL)),
        briefing_channel: Some(ChannelId::new(BRIEFINGS_CHANNEL)),
        ideal_customer: Some("Food and metal, 50–500 people, two plants or more".to_owned()),
        quarter_goal: Some(40),
        leads_per_ask: 5,
        lead_days_back: 30,
        shows_names: true,
    }
}

/// What the import does not tell about the pricing guide, and that Sanne reads Dutch.
async fn describe_campaigns(app: &crate::app::App, tenant: &Tenant) -> Result<(), StoreError> {
    app.store
        .write(tenant.clone(), |tx, tenant| {
            async move {
                if let Some(mut guide) = tx.campaign_by_name(tenant, GUIDE).await? {
                    guide.state = CampaignState::Running;
                    guide.owner_id = Some(MemberId::new(BRAM));
                    guide.goal = Some("10 quotes before Christmas".to_owned());
                    guide.not_for = Some("students, consultants, firms under 50 people".to_owned());
                    guide.first_contact_days = Some(FIRST_CONTACT_DAYS);
                    tx.save_campaign(tenant, &guide).await?;
                }
                if let Some(mut sanne) = tx.member(tenant, &MemberId::new(SANNE)).await? {
                    sanne.language = Some(Language::Dutch);
                    tx.save_member_choices(tenant, &sanne).await?;
                }
                Ok(())
            }
            .boxed()
        })
        .await
}
