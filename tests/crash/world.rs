//! A Slack that lives on, its people, the one clock, and a bot that is killed and started again on the same file.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use leadloop::bells::Bells;
use leadloop::store::{Store, Tenant};
use slack_sandbox::{
    ActError, Clock as _, Entry, Happening, ManualClock, Misbehaviour, Options, Rule, Sandbox,
};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::bot::{Bot, Life, Rest, Start};
use crate::plan::{Moment, POST, Plan, Work};
use crate::slack::company;

/// Monday 2 November 2026, 08:00 in Amsterdam: two weeks before the first round.
const START: &str = "2026-11-02T07:00:00Z";
/// Between a death of the bot and its next start.
const UNTIL_STARTED_AGAIN: SignedDuration = SignedDuration::from_secs(10);

/// Through which door Slack delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Socket,
    Http,
}

impl Door {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Socket => "socket",
            Self::Http => "http",
        }
    }
}

/// The bot was killed before it had done what was waited for.
#[derive(Debug)]
pub(crate) struct Killed;

pub(crate) struct World {
    pub(crate) slack: Sandbox,
    clock: ManualClock,
    door: Door,
    folder: TempDir,
    /// What `DATABASE_URL` says behind the file.
    pub(crate) url_ends_with: String,
    /// The bot runs as this user.
    pub(crate) user: Option<u32>,
    bot: Option<Bot>,
    pub(crate) plan: Plan,
    armed: Option<Moment>,
    /// The work of each act so far.
    pub(crate) acts: Vec<Work>,
    /// The bot's steps when the act under way began.
    steps_before: u64,
    /// The last line of Slack's log that was counted.
    counted: u64,
    /// What the bots logged that have gone, with the moments at which they were killed.
    log: Vec<String>,
    pub(crate) kills: usize,
}

impl World {
    /// A Slack and an empty folder; no bot yet.
    pub(crate) async fn begin(door: Door, more_scopes: &[&str]) -> Self {
        let clock = ManualClock::new(START.parse().expect("an instant"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let options = Options::new(company(more_scopes), Arc::new(clock.clone()), listener);
        Self {
            slack: Sandbox::start(options).expect("a sandbox"),
            clock,
            door,
            folder: TempDir::new().expect("a folder"),
            url_ends_with: String::new(),
            user: None,
            bot: None,
            plan: Plan::default(),
            armed: None,
            acts: Vec::new(),
            steps_before: 0,
            counted: 0,
            log: Vec::new(),
            kills: 0,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("leadloop.db")
    }

    /// The database, as another process sees it.
    pub(crate) async fn store(&self) -> (Store, Tenant) {
        let url = format!("sqlite://{}", self.file().display());
        let store = Store::open_as_it_is(&url, Bells::default());
        let store = store.await.expect("the database");
        let known = store
            .read((), |tx, ()| {
                futures_util::FutureExt::boxed(async move { tx.workspaces().await })
            })
            .await;
        let (tenant, _) = known.expect("workspaces").pop().expect("a workspace");
        (store, tenant)
    }

    /// What the bots have logged, and when they were killed.
    pub(crate) fn log(&self) -> Vec<String> {
        let of_bot = self.bot.as_ref().map(Bot::log).unwrap_or_default();
        [self.log.clone(), of_bot].concat()
    }

    /// Starts the bot; a moment of the act under way may come while it starts.
    pub(crate) async fn start_bot(&mut self) {
        while self.try_start().await.is_err() {}
    }

    async fn try_start(&mut self) -> Result<(), Killed> {
        self.armed = self.plan.next_of(self.acts.len());
        let stop_after = match self.armed {
            Some(Moment::Step(steps)) => Some(steps),
            _ => None,
        };
        self.start_process(stop_after);
        self.hold_calls();
        let mut life = self.bot().life.clone();
        let address = self
            .race(async move {
                let runs = |it: &Life| matches!(it, Life::Runs(_));
                let runs = life.wait_for(runs).await.map(|it| it.clone());
                match runs {
                    Ok(Life::Runs(address)) => address,
                    _ => std::future::pending().await,
                }
            })
            .await?;
        match self.door {
            Door::Socket => {
                let slack = self.slack.clone();
                self.race(async move { slack.connected().await }).await?;
            }
            Door::Http => {
                let url = format!("http://{address}/slack/events");
                self.slack.deliver_by_http(&url);
            }
        }
        Ok(())
    }

    fn start_process(&mut self, stop_after: Option<u64>) {
        let slack = &self.slack;
        let file = self.file();
        let database = format!("sqlite://{}{}", file.display(), self.url_ends_with);
        let mut settings = vec![
            ("SLACK_BOT_TOKEN", slack.bot_token()),
            ("SLACK_API_URL", slack.api_url()),
            ("DATABASE_URL", database),
        ];
        settings.push(match self.door {
            Door::Socket => ("SLACK_APP_TOKEN", slack.app_token()),
            Door::Http => ("SLACK_SIGNING_SECRET", slack.signing_secret()),
        });
        self.bot = Some(Bot::start(&Start {
            now: self.clock.now(),
            settings,
            stop_after,
            user: self.user,
        }));
    }

    /// Starts a bot that can't run; gives what it says to that.
    pub(crate) async fn start_in_vain(&mut self) -> String {
        self.start_process(None);
        let mut life = self.bot().life.clone();
        let ended = life.wait_for(|it| *it != Life::Starts).await;
        let ended = ended.expect("it ends").clone();
        assert_eq!(ended, Life::Gone, "it runs: {:#?}", self.log());
        let bot = self.bot.take().expect("a bot");
        bot.kill().join("\n")
    }

    /// Starts the bot, and again once there is a company with leads.
    pub(crate) async fn begin_round(&mut self) {
        self.start_bot().await;
        self.rest().await.expect("nobody kills it");
        self.write_company().await;
        self.kill("it reads the company anew").await;
        self.kills = 0;
        self.start_bot().await;
    }

    fn bot(&mut self) -> &mut Bot {
        self.bot.as_mut().expect("a bot")
    }

    /// Where the bot serves HTTP.
    pub(crate) fn address(&mut self) -> std::net::SocketAddr {
        match *self.bot().life.borrow() {
            Life::Runs(address) => address,
            ref other => panic!("the bot doesn't run: {other:?}"),
        }
    }

    /// Kills the bot with SIGKILL and waits until Slack has noticed. Some time passes before it is started again: Slack
    /// limits how often an app may connect, and the bot would wait for a clock that stands still.
    pub(crate) async fn kill(&mut self, moment: &str) {
        let bot = self.bot.take().expect("a bot");
        self.log.extend(bot.kill());
        self.log
            .push(format!("— killed in act {}: {moment}", self.acts.len()));
        self.kills += 1;
        self.armed = None;
        self.slack.faults().clear();
        let mut changes = self.slack.changes();
        while self.slack.sockets() > 0 {
            changes.changed().await.expect("Slack lives on");
        }
        self.clock.set(self.clock.now() + UNTIL_STARTED_AGAIN);
    }

    /// Chooses the next moment of the act under way.
    fn arm(&mut self) {
        self.armed = self.plan.next_of(self.acts.len());
        if let Some(Moment::Step(steps)) = self.armed {
            self.bot().tell(&format!("stop after {steps}"));
        }
        self.hold_calls();
    }

    fn hold_calls(&self) {
        if let Some(Moment::InFlight {
            method,
            after,
            is_done,
        }) = self.armed
        {
            let how = match is_done {
                true => Misbehaviour::DoneThenUnanswered,
                false => Misbehaviour::Unanswered,
            };
            self.slack.faults().add(Rule::on(method, how).after(after));
        }
    }

    /// Ends at the moment at which the bot is to be killed, and says which that was.
    fn moment(&mut self) -> impl Future<Output = String> + use<> {
        let mut life = self.bot().life.clone();
        let (slack, armed) = (self.slack.clone(), self.armed);
        let bot_stops = async move {
            let stops = |it: &Life| matches!(it, Life::Struck(_) | Life::Gone);
            let stopped = life.wait_for(stops).await;
            stopped.map_or(Life::Gone, |it| it.clone())
        };
        let slack_or_time = async move {
            match armed {
                Some(Moment::InFlight { .. }) => {
                    let mut changes = slack.changes();
                    while slack.faults().left() > 0 {
                        changes.changed().await.expect("Slack lives on");
                    }
                }
                Some(Moment::Turns(turns)) => {
                    for _ in 0..turns {
                        tokio::task::yield_now().await;
                    }
                }
                _ => std::future::pending().await,
            }
        };
        async move {
            tokio::select! {
                life = bot_stops => format!("{armed:?}: {life:?}"),
                () = slack_or_time => format!("{armed:?}"),
            }
        }
    }

    /// Does something, unless the bot is killed before it is done.
    async fn race<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Killed> {
        let moment = self.moment();
        let moment = tokio::select! {
            biased;
            done = work => return Ok(done),
            moment = moment => moment,
        };
        assert!(
            self.armed.is_some(),
            "the bot ended by itself: {:#?}",
            self.log()
        );
        self.kill(&moment).await;
        Err(Killed)
    }

    /// Until nothing is left to do at this instant, in bot and Slack.
    pub(crate) async fn rest(&mut self) -> Result<Rest, Killed> {
        loop {
            let seen = *self.slack.changes().borrow();
            let now = self.clock.now();
            let rest = self.bot().rest(now);
            let rest = self.race(rest).await?;
            let slack = self.slack.clone();
            self.race(async move { slack.settled().await }).await?;
            if self.slack.in_flight() == 0 && *self.slack.changes().borrow() == seen {
                return Ok(rest);
            }
        }
    }

    /// Somebody does something, and does it again when the bot was killed over it: so it must be something that one
    /// can do again. The moments of this act are used up when it ends, the last of them perhaps at rest.
    pub(crate) async fn act<T>(
        &mut self,
        what: &str,
        deed: impl AsyncFn(&Sandbox) -> Result<T, ActError>,
    ) -> T {
        self.begin_act(what).await;
        let done = loop {
            let slack = self.slack.clone();
            match self.race(deed(&slack)).await {
                Ok(Ok(done)) => break done,
                Ok(Err(ActError::App(failure))) if self.armed.is_some() => {
                    self.kill(&format!("when Slack had no answer: {failure}"))
                        .await;
                }
                Ok(Err(error)) => panic!("{what}: {error}\n{:#?}", self.log()),
                Err(Killed) => {}
            }
            self.start_bot().await;
        };
        self.end_act().await;
        done
    }

    /// Lets time pass until `at`, stopping at everything that is due on the way.
    pub(crate) async fn until(&mut self, at: &str) {
        let at: Timestamp = at.parse().expect("an instant");
        self.begin_act(&format!("until {at}")).await;
        loop {
            match self.rest().await {
                Ok(rest) => {
                    let next = rest.next.filter(|next| *next < at);
                    let now = self.clock.now();
                    if now >= at {
                        break;
                    }
                    self.clock.set(next.unwrap_or(at).max(now));
                }
                Err(Killed) => self.start_bot().await,
            }
        }
        self.end_act().await;
    }

    async fn begin_act(&mut self, what: &str) {
        self.log.push(format!("— act {}: {what}", self.acts.len()));
        let rest = self.rest().await.expect("no moment is chosen yet");
        self.steps_before = rest.steps;
        self.count_calls();
        self.arm();
    }

    async fn end_act(&mut self) {
        let rest = loop {
            match self.rest().await {
                Ok(rest) if self.armed.is_none() => break rest,
                Ok(_) => self.kill("at rest").await,
                Err(Killed) => {}
            }
            self.start_bot().await;
        };
        let (calls, posts) = self.count_calls();
        let work = Work {
            steps: rest.steps.saturating_sub(self.steps_before),
            calls,
            posts,
        };
        self.acts.push(work);
    }

    /// The calls that Slack took since they were last counted, and how many of them were posts.
    fn count_calls(&mut self) -> (usize, usize) {
        let new = self.slack.log_after(self.counted);
        self.counted = new.last().map_or(self.counted, |it| it.seq);
        let method = |it: &Entry| match &it.what {
            Happening::Call(call) => Some(call.method.clone()),
            _ => None,
        };
        let calls: Vec<String> = new.iter().filter_map(method).collect();
        let posts = calls.iter().filter(|it| *it == POST).count();
        (calls.len(), posts)
    }

    /// Somebody does something while nobody thinks of killing the bot.
    pub(crate) async fn quietly<T>(&mut self, deed: impl AsyncFn(&Sandbox) -> T) -> T {
        let slack = self.slack.clone();
        let done = self.race(deed(&slack)).await;
        self.rest().await.expect("no moment is chosen");
        done.expect("no moment is chosen")
    }
}
