//! The program's parts in this process, on a clock that is moved by hand, before a Slack that answers at once.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use jiff::Timestamp;
use leadloop::app::App;
use leadloop::bells::Bells;
use leadloop::clock::{Clock as _, ManualClock};
use leadloop::domain::ids::{RoundId, WorkspaceId};
use leadloop::features::advance_round::advance_round;
use leadloop::outbox::Postman;
use leadloop::slack::ack::Handler as _;
use leadloop::slack::api::Api;
use leadloop::slack::dispatch::Dispatch;
use leadloop::slack::incoming::Incoming;
use leadloop::store::{Store, Tenant};
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::company::TEAM;
use crate::figures::{Durations, ms};
use crate::slack::Slack;

pub(crate) struct Inside {
    pub(crate) app: App,
    pub(crate) clock: ManualClock,
    pub(crate) tenant: Tenant,
    pub(crate) slack: Arc<Slack>,
    dispatch: Dispatch,
    api: Api,
}

impl Inside {
    pub(crate) async fn open(path: &Path, now: Timestamp) -> anyhow::Result<Self> {
        let slack = Slack::start().await?;
        let bells = Bells::default();
        let store = Store::open(&format!("sqlite://{}", path.display()), bells.clone()).await?;
        let clock = ManualClock::new(now);
        let app = App {
            store,
            clock: Arc::new(clock.clone()),
            bells,
        };
        let api = Api::new(slack.api_url().parse()?, "xoxb-load".into())?;
        let tenant = app
            .store
            .read(WorkspaceId::new(TEAM), |tx, id| tx.tenant(id).boxed())
            .await?
            .ok_or_else(|| anyhow::anyhow!("the database holds no such workspace"))?;
        Ok(Self {
            dispatch: Dispatch::new(app.clone(), api.clone(), Vec::new()),
            app,
            clock,
            tenant,
            slack,
            api,
        })
    }

    /// Hands a delivery over, until everything that it causes is done.
    async fn deliver(&self, payload: &Value) -> anyhow::Result<Duration> {
        let incoming = Incoming::from_value(payload.clone())?;
        let began = Instant::now();
        let ack = self.dispatch.handle(incoming, None).await;
        self.app.bells.afterwards.idle().await;
        let took = began.elapsed();
        anyhow::ensure!(
            ack != leadloop::slack::ack::Ack::Failed,
            "a delivery was not dealt with"
        );
        Ok(took)
    }

    /// The Home tab of somebody, from the event to `views.publish`.
    pub(crate) async fn home(&self, whose: &str, member: &str) -> anyhow::Result<()> {
        let event = json!({
            "type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event_time": 1,
            "event": { "type": "app_home_opened", "user": member, "channel": "D0000000001", "tab": "home" },
        });
        let shown = self.slack.calls("views.publish");
        let took = self.again_and_again(&event).await?;
        anyhow::ensure!(
            self.slack.calls("views.publish") > shown,
            "no Home tab was shown to {member}"
        );
        println!("Home tab of {whose:<22} {took}");
        Ok(())
    }

    /// `/leadloop why`, until it is answered.
    pub(crate) async fn why(&self, member: &str) -> anyhow::Result<()> {
        let command = json!({
            "command": "/leadloop", "text": "why", "team_id": TEAM, "user_id": member, "channel_id": "D0000000001",
            "trigger_id": "1.2.3", "response_url": format!("{}response", self.slack.api_url()),
        });
        println!(
            "/leadloop why of a rep {:<8} {}",
            "",
            self.again_and_again(&command).await?
        );
        Ok(())
    }

    async fn again_and_again(&self, payload: &Value) -> anyhow::Result<String> {
        let first = self.deliver(payload).await?;
        let mut took = Durations::default();
        for _ in 0..20 {
            took.add(self.deliver(payload).await?);
        }
        Ok(format!("first {}   {}", ms(first), took.line()))
    }

    /// Takes a round as far as this instant allows.
    pub(crate) async fn advance(&self, round: &RoundId) -> anyhow::Result<Duration> {
        let began = Instant::now();
        anyhow::ensure!(
            advance_round(&self.app, &self.tenant, round).await?,
            "the round does not come to rest"
        );
        Ok(began.elapsed())
    }

    /// Begins to deliver the outbox.
    pub(crate) fn deliver_outbox(&self) -> (JoinHandle<()>, CancellationToken) {
        let stop = CancellationToken::new();
        let postman = Postman::new(self.app.clone(), self.api.clone(), &[]);
        (tokio::spawn(postman.run(stop.clone())), stop)
    }

    /// Moves the clock on until the outbox is empty.
    pub(crate) async fn drain_outbox(&self) {
        loop {
            self.app.bells.outbox.idle(|| self.clock.now()).await;
            match self.app.bells.outbox.next_wake() {
                Some(at) => self.clock.advance_to(at),
                None => return,
            }
        }
    }
}
