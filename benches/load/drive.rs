//! So many deliveries at once, each line sending its next when the last one was acknowledged.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::bail;
use futures_util::future::try_join_all;
use jiff::Timestamp;
use leadloop::clock::{Clock as _, SystemClock};

use crate::Load;
use crate::company::{self, CARDS_WITH_A_NEXT};
use crate::figures::Durations;
use crate::line::{Connection, Line};
use crate::payloads::{self, Blanks, Stencil};
use crate::proof::{self, Stored};
use crate::server::{Database, Server, stay_on_own_core};
use crate::slack::Slack;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Submissions,
    Clicks,
}

/// What the lines share.
struct Run {
    what: What,
    stencil: Stencil,
    slack: Arc<Slack>,
    reps: usize,
    count: usize,
    until: Instant,
    now_s: i64,
    next: Cell<usize>,
    /// Until the acknowledgement, and of clicks until `views.open`.
    acknowledged: RefCell<Durations>,
    opened: RefCell<Durations>,
    stored: RefCell<Vec<Stored>>,
}

pub(crate) async fn measure(what: What, load: &Load) -> anyhow::Result<()> {
    stay_on_own_core(&load.place);
    // The first rep's window is the one of which the stencil is made.
    let reps = 1 + load.at_once.max(match what {
        What::Submissions => load.count.div_ceil(CARDS_WITH_A_NEXT),
        What::Clicks => load.count.min(5_000),
    });
    let now = SystemClock.now();
    let database = Database::new(&load.place)?;
    let filling = Instant::now();
    company::fill(&database.url(), reps, now).await?;
    println!(
        "{reps} reps with an open ask each, filled in {:.1} s",
        filling.elapsed().as_secs_f64()
    );
    proof::sync_costs(&load.place)?;

    let slack = Slack::start().await?;
    let mut server = Server::start(&load.place, &database, &slack, load.socket).await?;
    println!(
        "ready after {:.1} ms",
        server.ready_after.as_secs_f64() * 1_000.0
    );
    println!("idle:  {}", server.idle_memory().await?);

    let mut lines = Vec::new();
    for _ in 0..load.at_once {
        lines.push(match load.socket {
            true => Line::Socket(Arc::clone(&slack)),
            false => Line::Http(Connection::open(server.address()).await?),
        });
    }
    let stencil = stencil(what, &slack, &mut lines[0], now).await?;
    let (worked, began) = (server.worked()?, Instant::now());
    let run = Rc::new(Run {
        what,
        stencil,
        slack,
        reps,
        count: load.count,
        until: began + load.within(),
        now_s: now.as_second(),
        next: Cell::new(0),
        acknowledged: RefCell::default(),
        opened: RefCell::default(),
        stored: RefCell::default(),
    });
    try_join_all(lines.into_iter().map(|line| send(Rc::clone(&run), line))).await?;
    let (took, worked) = (began.elapsed(), server.worked()?.saturating_sub(worked));
    let memory = server.memory()?;
    server.kill()?;
    tell(&run, load, took, worked);
    println!("under load: {memory}");
    let logged = server.logged();
    if !logged.is_empty() {
        bail!(
            "the server logged: {}",
            logged.lines().take(5).collect::<Vec<_>>().join("\n")
        );
    }
    let stored = run.stored.take();
    proof::all_are_stored(&database.url(), &stored).await
}

/// Opens the first rep's window as a person would, answers its first question, and takes what Slack then holds.
async fn stencil(
    what: What,
    slack: &Slack,
    line: &mut Line,
    now: Timestamp,
) -> anyhow::Result<Stencil> {
    let blanks = Blanks::new(0, 0);
    let click = payloads::click(&blanks, now)?;
    slack.keep_views(true);
    let letter = line.write(&click, &blanks, now.as_second());
    line.deliver(letter).await?;
    let opened = slack.last_view()?;
    let answer = payloads::first_answer(&blanks, &opened)?;
    let letter = line.write(&answer, &Blanks::new(0, 1), now.as_second());
    line.deliver(letter).await?;
    let unfolded = slack.last_view();
    slack.keep_views(false);
    Ok(match what {
        What::Clicks => click,
        What::Submissions => payloads::submission(&blanks, &unfolded?)?,
    })
}

impl Run {
    /// What is to be sent next: another ask each time, and the leads of one ask in their order.
    fn next(&self) -> Option<Blanks> {
        let number = self.next.get();
        if number >= self.count || Instant::now() >= self.until {
            return None;
        }
        self.next.set(number + 1);
        let others = self.reps - 1;
        Some(Blanks::new(1 + number % others, number / others))
    }
}

async fn send(run: Rc<Run>, mut line: Line) -> anyhow::Result<()> {
    while let Some(blanks) = run.next() {
        let letter = line.write(&run.stencil, &blanks, run.now_s);
        let sent = Instant::now();
        let answer = line.deliver(letter).await?;
        run.acknowledged.borrow_mut().add(sent.elapsed());
        match run.what {
            What::Submissions => {
                if !is_next_card(&answer) {
                    bail!("not stored: {}", String::from_utf8_lossy(&answer));
                }
                run.stored.borrow_mut().push(blanks.stored());
            }
            What::Clicks => {
                let Some(opened) = run.slack.opened_at(blanks.trigger()) else {
                    bail!("a click was acknowledged, and no window opened");
                };
                run.opened.borrow_mut().add(opened.duration_since(sent));
            }
        }
    }
    Ok(())
}

/// Whether the acknowledgement shows the next lead.
fn is_next_card(answer: &[u8]) -> bool {
    const UPDATE: &[u8] = br#""response_action":"update""#;
    answer.windows(UPDATE.len()).any(|it| it == UPDATE)
}

fn tell(run: &Run, load: &Load, took: Duration, worked: Duration) {
    let (what, way) = match (run.what, load.socket) {
        (What::Submissions, false) => ("submissions", "signed HTTP"),
        (What::Submissions, true) => ("submissions", "Socket Mode"),
        (What::Clicks, false) => ("clicks", "signed HTTP"),
        (What::Clicks, true) => ("clicks", "Socket Mode"),
    };
    let mut acknowledged = run.acknowledged.borrow_mut();
    let count = acknowledged.len();
    let per_second = |seconds: f64| count as f64 / seconds.max(f64::MIN_POSITIVE);
    println!(
        "{count} {what} over {way}, {} at once, {} bytes each: {:.0} a second for {:.1} s",
        load.at_once,
        run.stencil.form(&Blanks::new(1, 0)).len(),
        per_second(took.as_secs_f64()),
        took.as_secs_f64(),
    );
    println!("until acknowledged   {}", acknowledged.line());
    if run.what == What::Clicks {
        println!("until views.open     {}", run.opened.borrow_mut().line());
    }
    println!(
        "the server worked {:.2} s, {:.0} µs a delivery",
        worked.as_secs_f64(),
        worked.as_secs_f64() * 1e6 / count.max(1) as f64
    );
}
