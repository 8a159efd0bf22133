//! The parent's hold on the process in which the bot runs.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use jiff::Timestamp;
use tokio::sync::{Mutex as Turn, mpsc, watch};

/// The argument with which this binary is the bot.
pub(crate) const AS_THE_BOT: &str = "--as-the-bot";
/// The variable with the instant at which the bot starts.
pub(crate) const NOW: &str = "CRASH_NOW";
/// The variable with the steps after which it stands still, if it does.
pub(crate) const STOP_AFTER: &str = "CRASH_STOP_AFTER";

/// The running binary, wherever it lies: on Linux.
const ITSELF: &str = "/proc/self/exe";

/// What the bot was last heard of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Life {
    Starts,
    Runs(SocketAddr),
    /// It stands still after the step that was named.
    Struck(String),
    Gone,
}

/// The bot has nothing left to do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rest {
    /// Steps since its start.
    pub(crate) steps: u64,
    /// When it has something to do again.
    pub(crate) next: Option<Timestamp>,
}

/// With what a bot is started.
pub(crate) struct Start {
    pub(crate) now: Timestamp,
    pub(crate) settings: Vec<(&'static str, String)>,
    pub(crate) stop_after: Option<u64>,
    /// Runs as this user.
    pub(crate) user: Option<u32>,
}

/// A process with the bot.
pub(crate) struct Bot {
    process: Child,
    pub(crate) life: watch::Receiver<Life>,
    rests: Arc<Turn<mpsc::UnboundedReceiver<Rest>>>,
    log: Arc<Mutex<Vec<String>>>,
    listening: Vec<JoinHandle<()>>,
}

impl Bot {
    pub(crate) fn start(with: &Start) -> Self {
        let this_binary = match with.user {
            // Whoever that is may not be let into the folder where it lies.
            Some(_) if Path::new(ITSELF).exists() => ITSELF.into(),
            _ => std::env::current_exe().expect("this binary"),
        };
        let mut command = Command::new(this_binary);
        command
            .arg(AS_THE_BOT)
            .env(NOW, with.now.to_string())
            .envs(with.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(steps) = with.stop_after {
            command.env(STOP_AFTER, steps.to_string());
        }
        if let Some(user) = with.user {
            std::os::unix::process::CommandExt::uid(&mut command, user);
        }
        let mut process = command.spawn().expect("a process");
        let (alive, life) = watch::channel(Life::Starts);
        let (rested, rests) = mpsc::unbounded_channel();
        let log = Arc::default();
        let out = process.stdout.take().expect("its output");
        let errors = process.stderr.take().expect("its log");
        let listening = vec![
            std::thread::spawn(move || hear(out, &alive, &rested)),
            std::thread::spawn({
                let log = Arc::clone(&log);
                move || keep(errors, &log)
            }),
        ];
        Self {
            process,
            life,
            rests: Arc::new(Turn::new(rests)),
            log,
            listening,
        }
    }

    /// Tells it something. One that has gone doesn't hear it.
    pub(crate) fn tell(&mut self, order: &str) {
        if let Some(input) = &mut self.process.stdin {
            let _ = writeln!(input, "{order}");
        }
    }

    /// What it says when it is next at rest.
    pub(crate) fn rest(&mut self, now: Timestamp) -> impl Future<Output = Rest> + use<> {
        self.tell(&format!("now {now}"));
        let rests = Arc::clone(&self.rests);
        async move {
            match rests.lock().await.recv().await {
                Some(rest) => rest,
                // It has gone, which somebody else notices.
                None => std::future::pending().await,
            }
        }
    }

    /// Kills it with SIGKILL, unless it ended by itself; gives what it logged.
    pub(crate) fn kill(mut self) -> Vec<String> {
        self.end()
    }

    /// What it has logged so far.
    pub(crate) fn log(&self) -> Vec<String> {
        self.log
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn end(&mut self) -> Vec<String> {
        // One that has ended can't be killed, which is as well.
        let _ = self.process.kill();
        self.process.wait().expect("it ends");
        for thread in self.listening.drain(..) {
            thread.join().expect("it listens to the end");
        }
        self.log()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        drop(self.end());
    }
}

fn hear(out: impl Read, alive: &watch::Sender<Life>, rested: &mpsc::UnboundedSender<Rest>) {
    for line in BufReader::new(out).lines() {
        let Ok(line) = line else { break };
        let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match word {
            "ready" => {
                let address = rest.parse().expect("an address");
                alive.send_replace(Life::Runs(address));
            }
            "struck" => {
                alive.send_replace(Life::Struck(rest.to_owned()));
            }
            "rest" => {
                let (steps, next) = rest.split_once(' ').expect("steps and an instant");
                let rest = Rest {
                    steps: steps.parse().expect("a number"),
                    next: next.parse().ok(),
                };
                // Nobody may wait for it any more.
                let _ = rested.send(rest);
            }
            _ => panic!("the bot says {line:?}"),
        }
    }
    alive.send_replace(Life::Gone);
}

fn keep(errors: impl Read, log: &Mutex<Vec<String>>) {
    for line in BufReader::new(errors).lines() {
        let Ok(line) = line else { break };
        log.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }
}
