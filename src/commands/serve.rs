//! `leadloop serve`

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::SignedDuration;
use leadloop::bells::Bells;
use leadloop::clock::{Clock as _, SystemClock};
use leadloop::config::Settings;
use leadloop::run::Bot;
use leadloop::store::serve_alone;
use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How often to look for what another process wrote, an import for one: its bells ring there, not here.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_secs(30);

pub(super) async fn serve() -> anyhow::Result<ExitCode> {
    let settings = Settings::from_env()?;
    for note in &settings.notes {
        tracing::warn!("{note}");
    }
    let listen = settings.listen.clone();
    let listener = TcpListener::bind(&listen).await.with_context(|| {
        format!("can't listen on {listen}: is leadloop running already? Else set LEADLOOP_LISTEN to a free host:port")
    })?;
    let _alone = serve_alone(settings.database_url.expose_secret())?;
    let bells = Bells::default();
    let bot = Bot::open(settings, Arc::new(SystemClock), bells.clone()).await?;
    tracing::info!(workspace = %bot.tenant.workspace_id(), %listen, "leadloop runs");
    let shutdown = CancellationToken::new();
    let asked = shutdown.clone();
    tokio::spawn(async move {
        stop_asked().await;
        tracing::info!("stopping: work in flight is finished first");
        asked.cancel();
    });
    tokio::spawn(look_again(bells));
    bot.run(listener, shutdown).await?;
    Ok(ExitCode::SUCCESS)
}

async fn look_again(bells: Bells) {
    while let Ok(next) = SystemClock.now().checked_add(LOOK_AGAIN) {
        SystemClock.sleep_until(next).await;
        bells.scheduler.ring();
        bells.outbox.ring();
    }
}

/// Waits for Ctrl-C or, where there is such a thing, SIGTERM.
pub(super) async fn stop_asked() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
