//! The bot, in the process that is killed: opened and run as `leadloop serve` does, with a clock that its parent feeds.
//!
//! Its parent writes `now <instant>` and is answered `rest <steps taken> <instant of the next thing due>` once nothing
//! is left to do at that instant; `stop after <steps>` is answered `struck <where>` at the step after which it stands
//! still. At the end of the input the process ends.

use std::io::{BufRead as _, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::Timestamp;
use leadloop::bells::{Bell, Bells};
use leadloop::clock::{Clock as _, ManualClock};
use leadloop::config::Settings;
use leadloop::run::Bot;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::bot::{NOW, STOP_AFTER};
use crate::steps;

pub(crate) fn main() -> ExitCode {
    leadloop::slack::install_tls_provider();
    steps::count_and_log();
    if let Ok(steps) = std::env::var(STOP_AFTER) {
        steps::stop_after(steps.parse().expect("a number of steps"));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    match runtime.block_on(serve()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "leadloop: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> anyhow::Result<()> {
    let now: Timestamp = std::env::var(NOW)?.parse()?;
    let clock = ManualClock::new(now);
    let (tell, asked) = mpsc::unbounded_channel();
    std::thread::spawn({
        let clock = clock.clone();
        move || obey(&clock, &tell)
    });
    let bells = Bells::default();
    let settings = Settings::from_env()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let bot = Bot::open(settings, Arc::new(clock.clone()), bells.clone()).await?;
    say(&format!("ready {address}"));
    let running = tokio::spawn(bot.run(listener, CancellationToken::new()));
    tokio::select! {
        ended = running => ended?.context("the bot ended"),
        () = answer(asked, &bells, &clock) => Ok(()),
    }
}

/// Does what the parent says, on a thread of its own: also while the bot starts, or stands still.
fn obey(clock: &ManualClock, asked: &mpsc::UnboundedSender<()>) {
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        if let Some(at) = line.strip_prefix("now ") {
            clock.advance_to(at.parse().expect("an instant"));
            asked.send(()).expect("somebody answers");
        } else if let Some(steps) = line.strip_prefix("stop after ") {
            steps::stop_after(steps.parse().expect("a number of steps"));
        } else {
            panic!("the parent says {line:?}");
        }
    }
    // The parent has gone.
    std::process::exit(0);
}

/// Answers each question of the parent once the bot is at rest.
async fn answer(mut asked: mpsc::UnboundedReceiver<()>, bells: &Bells, clock: &ManualClock) {
    while asked.recv().await.is_some() {
        while !bells.is_idle(clock.now()) {
            bells.idle(|| clock.now()).await;
        }
        let wakes = [&bells.scheduler, &bells.outbox, &bells.people].map(Bell::next_wake);
        let next = wakes.into_iter().flatten().min();
        let next = next.map_or_else(|| "never".to_owned(), |at| at.to_string());
        say(&format!("rest {} {next}", steps::taken()));
    }
}

/// Says a line to the parent, whole and at once.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // A parent that has gone needs no answer.
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}
