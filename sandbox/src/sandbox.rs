//! Starting a sandbox, and the handle to it.

mod wire;

use std::{sync::Arc, time::Duration};

use jiff::SignedDuration;
use tokio::net::TcpListener;

use crate::{
    api::RateLimits,
    clock::{Clock, Host},
    config::WorkspaceConfig,
    core::{Core, Parts},
    cut::{CuttableListener, Scissors},
    faults::Faults,
    log::{Call, Delivery, Entry, Happening, Refusal},
    model::Model,
    people::Person,
    server,
};

/// How long Slack waits for an acknowledgement.
const ACK_LIMIT: Duration = Duration::from_secs(3);

/// What a sandbox is started with.
pub struct Options {
    /// Who and what is in the workspace.
    pub workspace: WorkspaceConfig,
    /// Where it reads the time.
    pub clock: Arc<dyn Clock>,
    /// Where it listens.
    pub listener: TcpListener,
    /// The program around it, if that has anything to say about time.
    pub host: Option<Arc<dyn Host>>,
    /// How long the app may take to acknowledge, in real time. Slack's limit is 3 seconds.
    pub ack_limit: Duration,
    /// How often methods may be called, on the sandbox's clock.
    pub rate_limits: RateLimits,
    /// After how long on the sandbox's clock a socket is warned and told to reconnect. Slack does
    /// it every few hours; here never, unless asked for: a test's clock jumps by days.
    pub socket_life: Option<SignedDuration>,
}

impl Options {
    /// Options with Slack's own limits and without a host.
    #[must_use]
    pub fn new(workspace: WorkspaceConfig, clock: Arc<dyn Clock>, listener: TcpListener) -> Self {
        Self {
            workspace,
            clock,
            listener,
            host: None,
            ack_limit: ACK_LIMIT,
            rate_limits: RateLimits::Slack,
            socket_life: None,
        }
    }
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The listener does not know its address.
    #[error("the listener has no local address: {0}")]
    Address(#[from] std::io::Error),
    /// The HTTP client for deliveries could not be made.
    #[error("the HTTP client for deliveries could not be made: {0}")]
    HttpClient(#[from] reqwest::Error),
}

/// A running workspace. Clones are handles to the same one.
#[derive(Clone)]
pub struct Sandbox {
    pub(crate) core: Arc<Core>,
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox")
            .field("base", &self.core.base)
            .finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Starts a workspace. It runs on tasks of its own until [`Sandbox::shutdown`].
    ///
    /// # Errors
    /// When the listener has no address or no HTTP client can be made.
    pub fn start(options: Options) -> Result<Self, StartError> {
        // Whoever installs a provider first wins; any will do for plain HTTP.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let address = options.listener.local_addr()?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::limited(2))
            .user_agent("Slackbot 1.0 (+https://api.slack.com/robots)")
            .build()?;
        let now = options.clock.now();
        let base = format!("http://127.0.0.1:{}", address.port());
        let mut model = Model::new(options.workspace, now);
        model.rate_limits = options.rate_limits;
        model.base.clone_from(&base);
        let core = Core::new(Parts {
            clock: options.clock,
            host: options.host,
            base,
            port: address.port(),
            ack_limit: options.ack_limit,
            socket_life: options.socket_life,
            http,
            model,
        });
        let service =
            server::routes(Arc::clone(&core)).into_make_service_with_connect_info::<Scissors>();
        let stop = core.stop.clone().cancelled_owned();
        let serving =
            axum::serve(CuttableListener(options.listener), service).with_graceful_shutdown(stop);
        core.tasks.spawn(async move {
            if let Err(error) = serving.await {
                tracing::error!(%error, "the sandbox's server ended");
            }
        });
        Ok(Self { core })
    }

    /// The base of the Web API: `http://127.0.0.1:3900/api/`.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("{}/api/", self.core.base)
    }

    /// Where the page is.
    #[must_use]
    pub fn page_url(&self) -> String {
        format!("{}/", self.core.base)
    }

    /// The bot token of the app.
    #[must_use]
    pub fn bot_token(&self) -> String {
        self.core.read(|model| model.app.bot_token.clone())
    }

    /// The app-level token of the app, for Socket Mode.
    #[must_use]
    pub fn app_token(&self) -> String {
        self.core.read(|model| model.app.app_token.clone())
    }

    /// The secret that signs deliveries by HTTP.
    #[must_use]
    pub fn signing_secret(&self) -> String {
        self.core.read(|model| model.app.signing_secret.clone())
    }

    /// The app's client id and secret, for the OAuth flow.
    #[must_use]
    pub fn client_credentials(&self) -> (String, String) {
        self.core
            .read(|model| (model.app.client_id.clone(), model.app.client_secret.clone()))
    }

    /// Where a person installs the app: `https://slack.com/oauth/v2/authorize` at Slack. The app adds its scopes and
    /// its own `state`.
    #[must_use]
    pub fn authorize_url(&self) -> String {
        let id = self.core.read(|model| model.app.client_id.clone());
        format!("{}/oauth/v2/authorize?client_id={id}", self.core.base)
    }

    /// Switches rate limits on or off. Calls made so far count.
    pub fn set_rate_limits(&self, rate_limits: RateLimits) {
        self.core.write(|model| model.rate_limits = rate_limits);
    }

    /// A member of the workspace, to act as. Acting as somebody who is not there is an error of
    /// the act.
    #[must_use]
    pub fn person(&self, user_id: &str) -> Person {
        Person::new(Arc::clone(&self.core), user_id)
    }

    /// The rules by which calls go wrong.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.core.faults.clone()
    }

    /// Everything that went between app and Slack so far, the last 20,000 lines of it.
    #[must_use]
    pub fn log(&self) -> Vec<Entry> {
        self.core.log.entries()
    }

    /// Like [`Sandbox::log`], only the lines after that number.
    #[must_use]
    pub fn log_after(&self, seq: u64) -> Vec<Entry> {
        self.core.log.entries_after(seq)
    }

    /// The calls of one method so far.
    #[must_use]
    pub fn calls(&self, method: &str) -> Vec<Call> {
        let calls = self.log().into_iter().filter_map(|entry| match entry.what {
            Happening::Call(call) if call.method == method => Some(call),
            _ => None,
        });
        calls.collect()
    }

    /// The deliveries so far, every attempt of each.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivery> {
        let deliveries = self.log().into_iter().filter_map(|entry| match entry.what {
            Happening::Delivery(delivery) => Some(delivery),
            Happening::Call(_) | Happening::Socket(_) => None,
        });
        deliveries.collect()
    }

    /// What Slack refused, other than what [`Sandbox::faults`] provoked.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        self.core.log.refusals()
    }

    /// Like [`Sandbox::refusals`], and forgets them: for a test that expected them.
    #[must_use]
    pub fn take_refusals(&self) -> Vec<Refusal> {
        self.core.log.take_refusals()
    }

    /// How many API requests are being answered and deliveries are not yet acknowledged and applied.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.core.in_flight.count()
    }

    /// Ends when nothing is in flight.
    pub async fn settled(&self) {
        self.core.in_flight.settled().await;
    }

    /// A number that counts up with every change, for watching.
    #[must_use]
    pub fn changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.core.changed.subscribe()
    }

    /// Closes sockets and pages, answers what is being asked, and ends.
    pub async fn shutdown(&self) {
        self.core.stop.cancel();
        self.core.tasks.close();
        self.core.tasks.wait().await;
    }
}
