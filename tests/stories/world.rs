//! The world in which stories happen: a small company in a sandbox Slack, the bot, and one clock.
//!
//! At its end the world fails when the outbox holds rows that were not sent or dropped, or when Slack
//! refused a call that the story did not expect.

use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use leadloop::bells::Bells;
use leadloop::clock::{Clock as _, ManualClock};
use leadloop::config::Settings;
use leadloop::domain::campaign::Campaign;
use leadloop::domain::feedback_loop::{Cadence, FeedbackLoop, LoopState};
use leadloop::domain::ids::{CampaignId, ChannelId, LeadId, LoopId, MemberId, RoundId};
use leadloop::domain::language::Language;
use leadloop::domain::lead::{Lead, LeadFacts, OwnerFrom};
use leadloop::domain::member::{Member, Role};
use leadloop::domain::round::Round;
use leadloop::run::Bot;
use leadloop::store::{LeadRow, LoopRow, OutboxRow, Store, Tenant};
use slack_sandbox::config::{App, Channel, Command, Shortcut, ShortcutKind, Team, User};
use slack_sandbox::{Message, Options, Person, Sandbox, Submitted, WorkspaceConfig};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Through which door Slack delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Socket,
    Http,
}

pub(crate) const SANNE: &str = "U0SANNE";
pub(crate) const JORIS: &str = "U0JORIS";
pub(crate) const PRIYA: &str = "U0PRIYA";
pub(crate) const TOM: &str = "U0TOM";
pub(crate) const MARIEKE: &str = "U0MARIEKE";
pub(crate) const KARIN: &str = "U0KARIN";
pub(crate) const DIGEST_CHANNEL: &str = "C0BENELUX";

/// Monday 2 November 2026, 08:00 in Amsterdam: two weeks before the first round.
pub(crate) const START: &str = "2026-11-02T07:00:00Z";

/// Questions with what is chosen.
pub(crate) type Answers<'a> = &'a [(&'a str, &'a str)];

pub(crate) const FOLLOW_UP: &str = "What has happened so far?";
pub(crate) const RELEVANCE: &str = "Relevance: our kind of customer, and does this person decide?";
pub(crate) const TIMING: &str = "Timing: is now the moment?";
pub(crate) const INTENT: &str = "Intent: how much do they want this?";
pub(crate) const VERDICT: &str = "What next?";
pub(crate) const REASON: &str = "Why not?";
pub(crate) const COMMENT: &str = "Anything marketing should know?";

/// Nobody has called yet, and nothing is decided.
pub(crate) const UNTOUCHED: Answers<'static> = &[
    (FOLLOW_UP, "Nothing yet"),
    (RELEVANCE, "4 – Fits, and has a say"),
    (VERDICT, "Can't say yet, ask me next time"),
];
/// Wrong at first sight.
pub(crate) const WRONG: Answers<'static> = &[
    (FOLLOW_UP, "Nothing yet"),
    (RELEVANCE, "1 – Not our customer"),
    (VERDICT, "No, not for us (reject)"),
    (REASON, "Company doesn't fit us"),
];
/// Spoken to, and taken on.
pub(crate) const ACCEPTED: Answers<'static> = &[
    (FOLLOW_UP, "Spoke on the phone"),
    (RELEVANCE, "5 – Exactly our customer, and decides"),
    (TIMING, "4 – Date or budget is known"),
    (INTENT, "4 – Asks about price or how it works"),
    (VERDICT, "Yes, I'm taking it on (accept)"),
];
/// Spoken to; marketing keeps in touch.
pub(crate) const NOT_YET: Answers<'static> = &[
    (FOLLOW_UP, "Spoke on the phone"),
    (RELEVANCE, "4 – Fits, and has a say"),
    (TIMING, "2 – Some day, nothing planned"),
    (INTENT, "3 – Has the problem, looks around"),
    (VERDICT, "Not yet, marketing keeps in touch"),
];
/// Spoken to, and rejected.
pub(crate) const REJECTED: Answers<'static> = &[
    (FOLLOW_UP, "Spoke on the phone"),
    (RELEVANCE, "2 – Doubtful: size, sector or region"),
    (TIMING, "1 – No moment in sight"),
    (INTENT, "1 – Only curious"),
    (VERDICT, "No, not for us (reject)"),
    (REASON, "No need for it"),
];

#[derive(Clone)]
struct SharedClock(ManualClock);

impl slack_sandbox::Clock for SharedClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        self.0.sleep_until(at)
    }
}

pub(crate) struct World {
    pub(crate) slack: Sandbox,
    pub(crate) clock: ManualClock,
    pub(crate) tenant: Tenant,
    pub(crate) store: Store,
    bells: Bells,
    shutdown: CancellationToken,
    running: JoinHandle<()>,
    _folder: TempDir,
}

fn person(id: &str, name: &str, zone: &str, locale: &str) -> User {
    User {
        id: id.to_owned(),
        name: name.to_lowercase(),
        real_name: format!("{name} Example"),
        display_name: name.to_owned(),
        email: format!("{}@fabrikam.example", name.to_lowercase()),
        tz: zone.to_owned(),
        locale: locale.to_owned(),
        ..User::default()
    }
}

fn company() -> WorkspaceConfig {
    let mut karin = person(KARIN, "Karin", "Europe/Amsterdam", "en-US");
    karin.is_admin = true;
    let users = vec![
        person(SANNE, "Sanne", "Europe/Amsterdam", "en-US"),
        person(JORIS, "Joris", "Europe/Brussels", "en-GB"),
        person(PRIYA, "Priya", "Europe/London", "en-GB"),
        person(TOM, "Tom", "America/New_York", "en-US"),
        person(MARIEKE, "Marieke", "Europe/Amsterdam", "en-US"),
        karin,
    ];
    let members: Vec<String> = users.iter().map(|user| user.id.clone()).collect();
    let app = App {
        events: leadloop::slack::incoming::EVENTS_USED
            .iter()
            .map(|&it| it.to_owned())
            .collect(),
        commands: vec![Command {
            command: "/leadloop".to_owned(),
            ..Command::default()
        }],
        shortcuts: vec![Shortcut {
            name: "Add a lead".to_owned(),
            callback_id: "add_lead".to_owned(),
            kind: ShortcutKind::Global,
        }],
        ..App::default()
    };
    let mut in_channel = members;
    in_channel.push(app.bot_user_id.clone());
    WorkspaceConfig {
        team: Team::default(),
        users,
        channels: vec![Channel {
            id: DIGEST_CHANNEL.to_owned(),
            name: "benelux-sales".to_owned(),
            members: in_channel,
            ..Channel::default()
        }],
        groups: Vec::new(),
        app,
    }
}

impl World {
    /// A running bot in the company's Slack, at [`START`].
    pub(crate) async fn begin(door: Door) -> Self {
        leadloop::slack::install_tls_provider();
        let clock = ManualClock::new(START.parse().expect("a start"));
        let folder = TempDir::new().expect("a folder");
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port for Slack");
        let shared = Arc::new(SharedClock(clock.clone()));
        let slack = Sandbox::start(Options::new(company(), shared, listener)).expect("a sandbox");
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port for the bot");
        let address = listener.local_addr().expect("an address");
        let database = folder.path().join("leadloop.db");
        let settings = Settings::from_lookup(|variable| match (variable, door) {
            ("SLACK_BOT_TOKEN", _) => Some(slack.bot_token()),
            ("SLACK_APP_TOKEN", Door::Socket) => Some(slack.app_token()),
            ("SLACK_SIGNING_SECRET", Door::Http) => Some(slack.signing_secret()),
            ("SLACK_API_URL", _) => Some(slack.api_url()),
            ("DATABASE_URL", _) => Some(format!("sqlite://{}", database.display())),
            _ => None,
        })
        .expect("settings");
        let bells = Bells::default();
        let bot = Bot::open(settings, Arc::new(clock.clone()), bells.clone())
            .await
            .expect("the bot opens");
        let (tenant, store) = (bot.tenant.clone(), bot.app.store.clone());
        let shutdown = CancellationToken::new();
        let stop = shutdown.clone();
        let running = tokio::spawn(async move {
            bot.run(listener, stop)
                .await
                .expect("the bot runs to its end");
        });
        match door {
            Door::Socket => slack.connected().await,
            Door::Http => slack.deliver_by_http(&format!("http://{address}/slack/events")),
        }
        let world = Self {
            slack,
            clock,
            tenant,
            store,
            bells,
            shutdown,
            running,
            _folder: folder,
        };
        world.settle().await;
        world
    }

    pub(crate) fn person(&self, id: &str) -> Person {
        self.slack.person(id)
    }

    /// The newest message that the bot sent somebody, as they read it.
    pub(crate) fn dm(&self, id: &str) -> Message {
        self.person(id)
            .last_in_dm_with_app()
            .unwrap_or_else(|| panic!("{id} got no message"))
    }

    /// How many messages the bot has sent somebody.
    pub(crate) fn dms(&self, id: &str) -> usize {
        self.person(id).messages_in_dm_with_app().len()
    }

    /// Until nothing is left to do at this instant.
    pub(crate) async fn settle(&self) {
        loop {
            self.bells.idle(|| self.clock.now()).await;
            self.slack.settled().await;
            if self.bells.is_idle(self.clock.now()) && self.slack.in_flight() == 0 {
                return;
            }
        }
    }

    /// Lets time pass until `at`, stopping at everything that is due on the way.
    pub(crate) async fn until(&self, at: &str) {
        let at: Timestamp = at.parse().expect("an instant");
        self.settle().await;
        loop {
            let next = [
                self.bells.scheduler.next_wake(),
                self.bells.outbox.next_wake(),
            ]
            .into_iter()
            .flatten()
            .min()
            .filter(|next| *next < at);
            self.clock.advance_to(next.unwrap_or(at));
            self.settle().await;
            if next.is_none() {
                return;
            }
        }
    }

    /// A minute passes: Slack takes one message a second for a conversation.
    pub(crate) async fn a_minute(&self) {
        let then = self.clock.now() + SignedDuration::from_mins(1);
        self.until(&then.to_string()).await;
    }

    /// A loop every two weeks at 09:30, with all four reps, Karin leading and Marieke in marketing.
    pub(crate) async fn a_loop(&self, language: Language) -> LoopId {
        self.a_loop_of(language, &[SANNE, JORIS, PRIYA, TOM]).await
    }

    /// The same with these reps.
    pub(crate) async fn a_loop_of(&self, language: Language, reps: &[&str]) -> LoopId {
        let now = self.clock.now();
        let id = LoopId::new("loop-1");
        let row = LoopRow {
            settings: FeedbackLoop {
                id: id.clone(),
                name: "Benelux".to_owned(),
                state: LoopState::Active,
                cadence: Cadence::Weeks { weeks: 2 },
                anchor: date(2026, 11, 16),
                ask_at: time(9, 30, 0, 0),
                window_days: 5,
                zone: "Europe/Amsterdam".to_owned(),
                language,
                digest_channel: Some(ChannelId::new(DIGEST_CHANNEL)),
                briefing_channel: None,
                rep_group: None,
                ideal_customer: Some("Food producers, 50–500 people, NL and BE.".to_owned()),
                quarter_goal: Some(90),
                leads_per_ask: 5,
                lead_days_back: 30,
                shows_names: true,
                revision: 0,
            },
            created_by: MemberId::new(KARIN),
            created_at: now,
            last_extra_at: None,
        };
        let round = Round::planned(
            RoundId::new("round-1"),
            id.clone(),
            1,
            date(2026, 11, 16),
            now,
        );
        let reps: Vec<String> = reps.iter().map(|&rep| rep.to_owned()).collect();
        let input = (self.tenant.clone(), row, round, reps, now);
        self.store
            .write(input, |tx, (tenant, row, round, reps, now)| {
                async move {
                    let reps: Vec<&str> = reps.iter().map(String::as_str).collect();
                    tx.save_loop(tenant, row).await?;
                    let loop_id = &row.settings.id;
                    for (role, people) in [
                        (Role::Sales, &reps[..]),
                        (Role::Marketing, &[MARIEKE]),
                        (Role::TeamLead, &[KARIN]),
                    ] {
                        let people: Vec<MemberId> =
                            people.iter().map(|&id| MemberId::new(id)).collect();
                        tx.set_loop_members(tenant, loop_id, role, &people, false, *now)
                            .await?;
                    }
                    tx.save_round(tenant, round).await
                }
                .boxed()
            })
            .await
            .expect("a loop");
        id
    }

    /// A campaign of Marieke's.
    pub(crate) async fn a_campaign(&self, name: &str) -> CampaignId {
        let campaign = Campaign {
            id: CampaignId::new(format!("campaign-{name}")),
            name: name.to_owned(),
            owner_id: Some(MemberId::new(MARIEKE)),
            goal: Some("20 first talks with heads of operations in food".to_owned()),
            not_for: Some("firms with one plant".to_owned()),
            first_contact_days: Some(2),
            starts_on: None,
            ends_on: None,
            created_at: self.clock.now(),
            revision: 0,
        };
        let id = campaign.id.clone();
        self.store
            .write((self.tenant.clone(), campaign), |tx, (tenant, campaign)| {
                tx.save_campaign(tenant, campaign).boxed()
            })
            .await
            .expect("a campaign");
        id
    }

    /// A lead of somebody's that came in at nine on a day of November.
    pub(crate) async fn a_lead(
        &self,
        company: &str,
        owner: &str,
        campaign: &CampaignId,
        day: u8,
    ) -> LeadId {
        self.a_lead_like(company, owner, campaign, day, |_| {})
            .await
    }

    /// A lead like [`World::a_lead`], changed before it is stored.
    pub(crate) async fn a_lead_like(
        &self,
        company: &str,
        owner: &str,
        campaign: &CampaignId,
        day: u8,
        change: impl FnOnce(&mut Lead),
    ) -> LeadId {
        let id = LeadId::new(format!("lead-{company}"));
        let mut row = LeadRow {
            lead: Lead {
                id: id.clone(),
                source: "csv".to_owned(),
                external_id: None,
                identity: format!("test:{company}"),
                campaign_id: Some(campaign.clone()),
                facts: LeadFacts {
                    company: Some(company.to_owned()),
                    person: Some(format!("Contact of {company}")),
                    job_title: Some("head of operations".to_owned()),
                    ..LeadFacts::default()
                },
                came_in_at: format!("2026-11-{day:02}T09:00:00Z")
                    .parse()
                    .expect("an instant"),
                owner_id: Some(MemberId::new(owner)),
                owner_from: OwnerFrom::Import,
                import_owner: None,
                times_asked: 0,
                rounds_not_reached: 0,
                rests_until: None,
                has_rested: false,
                done: None,
            },
            imported_at: self.clock.now(),
            waited_alone: false,
            done_at: None,
            duplicate_of: None,
        };
        change(&mut row.lead);
        let id = row.lead.id.clone();
        self.store
            .write((self.tenant.clone(), row), |tx, (tenant, row)| {
                tx.save_lead(tenant, row).boxed()
            })
            .await
            .expect("a lead");
        id
    }

    /// Changes what is known of somebody: their language, leave, days or zone.
    pub(crate) async fn change_member(&self, id: &str, change: impl FnOnce(&mut Member)) {
        let found = self
            .store
            .read(
                (self.tenant.clone(), MemberId::new(id)),
                |tx, (tenant, id)| tx.member(tenant, id).boxed(),
            )
            .await
            .expect("the members");
        let mut member = found.expect("a member");
        change(&mut member);
        self.store
            .write((self.tenant.clone(), member), |tx, (tenant, member)| {
                async move {
                    tx.upsert_member(tenant, member).await?;
                    tx.save_member_choices(tenant, member).await
                }
                .boxed()
            })
            .await
            .expect("a changed member");
    }

    /// The messages that the bot has sent somebody, as they read them now.
    pub(crate) fn inbox(&self, id: &str) -> Vec<String> {
        self.person(id)
            .messages_in_dm_with_app()
            .iter()
            .map(Message::plain)
            .collect()
    }

    /// What stands in the digest channel.
    pub(crate) fn channel(&self) -> Vec<String> {
        self.person(KARIN)
            .messages(DIGEST_CHANNEL)
            .iter()
            .map(Message::plain)
            .collect()
    }

    /// What somebody reads in the window.
    pub(crate) fn window(&self, id: &str) -> String {
        self.person(id)
            .view()
            .unwrap_or_else(|| panic!("{id} has no window"))
            .plain()
    }

    /// Opens the window from somebody's newest message.
    pub(crate) async fn open(&self, id: &str, button: &str) {
        let message = self.dm(id);
        self.person(id)
            .press(&message, button)
            .await
            .expect("the window opens");
    }

    /// Answers questions of the window that is open.
    pub(crate) async fn choose(&self, id: &str, answers: Answers<'_>) {
        for (question, option) in answers {
            self.person(id)
                .choose(question, option)
                .await
                .unwrap_or_else(|error| panic!("{error}\n{}", self.window(id)));
        }
    }

    /// Saves the window that is open.
    pub(crate) async fn save(&self, id: &str) -> Submitted {
        let submitted = self.person(id).submit().await.expect("an answer");
        self.settle().await;
        submitted
    }

    /// Answers the lead that is in the window, and saves. Gives how many clicks that took.
    pub(crate) async fn rate(&self, id: &str, answers: Answers<'_>) -> usize {
        self.choose(id, answers).await;
        let saved = self.save(id).await;
        assert!(saved.is_accepted(), "{saved:?}");
        answers.len() + 1
    }

    /// The posts that Slack did not take, or may not have taken.
    pub(crate) async fn troubled(&self) -> Vec<OutboxRow> {
        self.store
            .read(self.tenant.clone(), |tx, tenant| {
                tx.troubled_posts(tenant, 20).boxed()
            })
            .await
            .expect("the outbox")
    }

    /// Ends the world: everything was delivered, nothing was refused.
    pub(crate) async fn end(self) {
        self.settle().await;
        let refusals = self.slack.refusals();
        assert!(refusals.is_empty(), "Slack refused: {refusals:#?}");
        let left = self.troubled().await;
        assert!(left.is_empty(), "not delivered: {left:#?}");
        self.stop().await;
    }

    /// Ends a world in which a post was not delivered, as its story told.
    pub(crate) async fn stop(self) {
        self.shutdown.cancel();
        self.running.await.expect("the bot ends");
        self.slack.shutdown().await;
    }

    /// What `/leadloop` answers somebody at once.
    pub(crate) async fn command(&self, id: &str, text: &str) -> String {
        let answer = self.person(id).slash("/leadloop", text).await;
        let answer = answer.expect("the command is answered");
        answer.expect("an answer to read").plain()
    }

    /// Who owns a lead.
    pub(crate) async fn owner_of(&self, lead: &str) -> Option<String> {
        let input = (self.tenant.clone(), LeadId::new(lead));
        let lead = self
            .store
            .read(input, |tx, (tenant, id)| tx.lead(tenant, id).boxed())
            .await
            .expect("the store");
        let owner = lead.expect("a lead").lead.owner_id;
        owner.map(|it| it.to_string())
    }
}
