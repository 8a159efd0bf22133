//! Plays a story step by step, and looks at the promises after each.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use leadloop::clock::Clock as _;
use leadloop::domain::feedback_loop::Cadence;
use leadloop::domain::ids::{CampaignId, LeadId};
use slack_sandbox::{DeliveryRule, Entry, Happening, Rule};

use super::deeds::{AtSave, Deed, REPS, Step, Story};
use super::ledger::Ledger;
use super::neighbour::Neighbours;
use super::observed::{Database, Observed};
use super::promises::Promises;
use super::trouble;
use crate::world::World;

/// How long a step may take, in real time, before it is taken to be stuck. Far more than any takes, also on a
/// machine that has much else to do.
const STUCK_AFTER: Duration = Duration::from_secs(180);
/// Turns given to the bot while somebody else holds the database.
pub(super) const TURNS_WITHOUT_DATABASE: u32 = 300;

/// Takes so long to see that no shorter story is looked for.
pub(super) const COMES_TO_REST: &str = "The program comes to rest";
/// As much is printed of what was seen.
const SEEN_MAX: usize = 3_000;

/// A promise that was not kept.
#[derive(Debug, Clone)]
pub(super) struct Broken {
    /// Which; the same each time that it is broken.
    pub(super) promise: &'static str,
    /// What was seen.
    pub(super) seen: String,
    /// After which step.
    pub(super) after: Option<usize>,
}

impl Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seen: String = self.seen.chars().take(SEEN_MAX).collect();
        write!(f, "{}.\nSeen: {seen}", self.promise)
    }
}

/// A story that is being played.
pub(super) struct Play {
    pub(super) world: World,
    pub(super) database: Database,
    pub(super) ledger: Ledger,
    /// Asks that were just declined.
    pub(super) declined: Vec<String>,
    /// The zone each rep is in.
    pub(super) zones: BTreeMap<&'static str, String>,
    /// What is wrong with the database when a rep saves next.
    pub(super) at_next_save: Option<AtSave>,
    /// Until when the database fails.
    pub(super) fails_until: Option<Timestamp>,
    neighbours: Option<Neighbours>,
    promises: Promises,
}

/// Plays a whole story, on a runtime of its own.
pub(super) fn play_through(story: &Story) -> Result<(), Broken> {
    let played = catch_unwind(AssertUnwindSafe(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(play(story))
    }));
    played.unwrap_or_else(|panicked| {
        let text = panicked
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panicked.downcast_ref::<&str>().map(|&it| it.to_owned()));
        Err(Broken {
            promise: "Nothing falls over",
            seen: text.unwrap_or_else(|| "a panic".to_owned()),
            after: None,
        })
    })
}

async fn play(story: &Story) -> Result<(), Broken> {
    let mut play = Play::begin(story).await;
    for (at, step) in story.steps.iter().enumerate() {
        let stepped = tokio::time::timeout(STUCK_AFTER, play.step(step)).await;
        if let Err(mut broken) = stepped.unwrap_or_else(|_| Err(stuck(&play.world))) {
            broken.after = Some(at);
            play.world.abandon();
            return Err(broken);
        }
    }
    let ended = tokio::time::timeout(STUCK_AFTER, play.end(story)).await;
    if let Err(broken) = ended.unwrap_or_else(|_| Err(stuck(&play.world))) {
        play.world.abandon();
        return Err(broken);
    }
    play.database.close().await;
    play.world.leave().await;
    Ok(())
}

fn stuck(world: &World) -> Broken {
    let (now, busy) = (world.clock.now(), world.not_at_rest());
    let lines = world.logged_lines();
    let last = &lines[lines.len().saturating_sub(5)..];
    Broken {
        promise: COMES_TO_REST,
        seen: format!(
            "at {now}, after minutes, {busy:?} still had something to do; logged last: {last:#?}"
        ),
        after: None,
    }
}

impl Play {
    async fn begin(story: &Story) -> Self {
        let scopes: &[&str] = if story.can_look { &["im:history"] } else { &[] };
        let world = World::begin_with(story.door, scopes).await;
        for (id, campaign) in [
            ("campaign-0", "Autumn webinar"),
            ("campaign-1", "Spring webinar"),
        ] {
            world
                .a_campaign_like(campaign, |it| it.id = CampaignId::new(id))
                .await;
        }
        world
            .a_loop_like(&REPS, |it| {
                it.cadence = Cadence::Weeks { weeks: story.weeks };
                it.window_days = if story.weeks == 1 { 3 } else { 5 };
            })
            .await;
        world.settle().await;
        let zone = |who: &str| match REPS.iter().position(|it| *it == who) {
            Some(2) => "Europe/London",
            Some(3) => "America/New_York",
            _ => "Europe/Amsterdam",
        };
        Self {
            database: Database::open(&world.database_file()).await,
            world,
            ledger: Ledger::default(),
            declined: Vec::new(),
            zones: REPS.map(|who| (who, zone(who).to_owned())).into(),
            at_next_save: None,
            fails_until: None,
            neighbours: None,
            promises: Promises::default(),
        }
    }

    async fn step(&mut self, step: &Step) -> Result<(), Broken> {
        if let Some(until) = self.fails_until.filter(|it| *it <= step.at) {
            self.world.until(&until.to_string()).await;
            self.mend_database().await;
        }
        self.world.until(&step.at.to_string()).await;
        self.look().await?;
        if step.deed.is_a_fault() {
            self.promises.expect_trouble();
        }
        self.act(&step.deed).await;
        self.world.settle().await;
        let now = self.world.clock.now();
        for ask in self.declined.drain(..) {
            self.ledger.is_done(ask, now);
        }
        self.look().await
    }

    /// All the promises, now.
    async fn look(&mut self) -> Result<(), Broken> {
        let observed = Observed::now(&self.world, &mut self.database).await;
        let neighbours = self.neighbours.as_ref();
        self.promises
            .look(
                &self.world,
                &observed,
                &self.ledger,
                &mut self.database,
                neighbours,
            )
            .await
    }

    async fn act(&mut self, deed: &Deed) {
        match *deed {
            Deed::Lead { owner, number } => self.lead(owner, number).await,
            Deed::Rate {
                who,
                leads,
                answers,
                then,
            } => self.rate(who, leads, answers, then).await,
            Deed::Edit { who, nth, answers } => self.edit(who, nth, answers).await,
            Deed::Decline { who } => self.decline(who).await,
            Deed::PassOn { who, to } => self.pass_on(who, to).await,
            Deed::Pause { who, days } => self.pause(who, days).await,
            Deed::Leave { who } => self.set_active(who, false).await,
            Deed::ComeBack { who } => self.set_active(who, true).await,
            Deed::Move { who, zone } => {
                self.zones.insert(who, zone.to_owned());
                let moved = self.world.slack.set_timezone(who, zone).await;
                moved.expect("a person");
            }
            Deed::Home { who } => self.look_home(who).await,
            Deed::Why { who } => self.command(who, "why").await,
            Deed::AskNow => self.command(crate::world::KARIN, "ask now").await,
            Deed::PauseLoop => self.pause_loop(true).await,
            Deed::ResumeLoop => self.pause_loop(false).await,
            Deed::OwnerAnswers { line } => self.owner_answers(line).await,
            Deed::Mend => self.mend().await,
            Deed::Restart | Deed::Down { .. } | Deed::Crash { .. } | Deed::CrashAtPost => {
                self.restart(deed).await;
            }
            Deed::Calls {
                method,
                ref how,
                times,
            } => {
                let rule = Rule::on(method, how.clone()).times(times);
                self.world.slack.faults().add(rule);
            }
            Deed::Deliveries { name, ref how } => {
                let rule = DeliveryRule::on(name, how.clone());
                self.world.slack.faults().add_delivery(rule);
            }
            Deed::SocketsBreak => self.world.slack.drop_sockets(),
            Deed::DiskFull { minutes } => {
                self.mend_database().await;
                trouble::fill_the_disk(&mut self.database).await;
                self.fails_for(minutes);
            }
            Deed::CommitsFail { minutes } => {
                self.mend_database().await;
                trouble::break_commits(&mut self.database).await;
                self.fails_for(minutes);
            }
            Deed::AtNextSave(trouble) => self.at_next_save = Some(trouble),
            Deed::LockedAtNext => {
                trouble::hold(&mut self.database).await;
                self.world.wake_next();
                turns(TURNS_WITHOUT_DATABASE).await;
                trouble::let_go(&mut self.database).await;
            }
            Deed::FaultsEnd => self.end_faults().await,
            Deed::Neighbours => {
                if self.fails_until.is_none() {
                    self.neighbours = Some(Neighbours::like_us(&mut self.database).await);
                }
            }
        }
    }

    async fn lead(&self, owner: &str, number: u32) {
        // An import while the database fails would be tried again by hand.
        if self.fails_until.is_some() {
            return;
        }
        let campaign = CampaignId::new(format!("campaign-{}", number % 2));
        let firm = format!("Firm {number}");
        self.world
            .a_lead_like(&firm, owner, &campaign, 1, |lead| {
                lead.id = LeadId::new(format!("lead-{number:03}"));
                lead.came_in_at = self.world.clock.now();
            })
            .await;
    }

    async fn set_active(&mut self, who: &str, is_active: bool) {
        let set = self.world.slack.set_deactivated(who, !is_active).await;
        set.expect("a person");
    }

    /// The bot goes, and comes back where all is well again: it would not start otherwise.
    async fn restart(&mut self, deed: &Deed) {
        match *deed {
            Deed::Crash { turns: count } => {
                self.world.wake_next();
                turns(count).await;
                self.world.kill_bot().await;
            }
            Deed::CrashAtPost => {
                self.world.wake_next();
                self.until_a_post().await;
                self.world.kill_bot().await;
            }
            _ => self.world.stop_bot().await,
        }
        self.end_faults_of_start().await;
        if let Deed::Down { hours } = *deed {
            let back = self.world.clock.now() + SignedDuration::from_hours(i64::from(hours));
            self.world.clock.advance_to(back);
        }
        self.world.start_bot().await;
    }

    /// Until Slack has one more message, or nothing is left to do at this instant.
    async fn until_a_post(&self) {
        let mut seen = self.world.slack.log().last().map_or(0, |it| it.seq);
        let is_a_post = |entry: &Entry| match &entry.what {
            Happening::Call(call) => call.method == "chat.postMessage",
            _ => false,
        };
        let posted = async {
            loop {
                let new = self.world.slack.log_after(seen);
                if new.iter().any(is_a_post) {
                    return;
                }
                seen = new.last().map_or(seen, |it| it.seq);
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            () = posted => {}
            () = self.world.settle() => {}
        }
    }

    async fn end_faults_of_start(&mut self) {
        self.world.slack.faults().clear();
        self.mend_database().await;
    }

    async fn end_faults(&mut self) {
        self.at_next_save = None;
        self.end_faults_of_start().await;
        self.world.settle().await;
    }

    fn fails_for(&mut self, minutes: u32) {
        let minutes = SignedDuration::from_mins(i64::from(minutes));
        self.fails_until = Some(self.world.clock.now() + minutes);
    }

    async fn mend_database(&mut self) {
        if self.fails_until.take().is_some() {
            trouble::mend(&mut self.database).await;
        }
    }

    /// The faults end, Karin mends what only a person can, and time goes on until all rounds of the story are over.
    async fn end(&mut self, story: &Story) -> Result<(), Broken> {
        self.end_faults().await;
        // What waits for Slack waits less than an hour.
        let calm = self.world.clock.now() + SignedDuration::from_hours(1);
        self.world.until(&calm.to_string()).await;
        for who in REPS {
            self.set_active(who, true).await;
        }
        self.world.settle().await;
        self.mend().await;
        self.promises.expect_calm(&self.world);
        self.look().await?;
        if self.ledger.was_ever_paused() {
            self.pause_loop(false).await;
        }
        self.world.until(&story.ends_at.to_string()).await;
        self.mend().await;
        self.look().await?;
        let observed = Observed::now(&self.world, &mut self.database).await;
        self.promises
            .look_at_the_end(&observed, &self.ledger, self.world.clock.now())?;
        self.world.stop_bot().await;
        self.look().await
    }
}

/// Gives way to the other tasks so many times.
pub(super) async fn turns(count: u32) {
    for _ in 0..count {
        tokio::task::yield_now().await;
    }
}
