//! The bot is killed at thirty moments of a round, and started again each time.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::FutureExt as _;
use leadloop::domain::ids::LoopId;
use leadloop::domain::post::Post;
use leadloop::domain::rating::Verdict;
use leadloop::domain::round::RoundState;
use leadloop::store::OutboxRow;
use slack_sandbox::Message;

use crate::answers::{ACCEPTED, Answers, UNTOUCHED, WRONG};
use crate::company::{LOOP, REPS};
use crate::plan::Plan;
use crate::round::{Truth, all_messages};
use crate::slack::{DIGEST_CHANNEL, KARIN};
use crate::world::{Door, World};

const KILLS: usize = 30;
/// What a Home tab lists of the posts in trouble.
const LISTED: usize = 5;
/// What Slack says to a click that was on its way when the bot was killed, and reached the next one seconds later.
const CAME_TOO_LATE: &str = "expired_trigger_id";
const UNCERTAIN: &str = "It is not known whether";

/// One round without a kill, to learn how much work each act is; then one with thirty kills for each seed.
pub(crate) async fn nothing_is_lost(door: Door) {
    let (calm, truth) = a_round(door, Plan::default()).await;
    assert_eq!(calm.kills, 0);
    calm.check(&truth).await;
    for seed in seeds() {
        let told = TellSeed(door, seed);
        let (mut world, truth) = a_round(door, Plan::new(seed, KILLS, &calm.acts)).await;
        assert_eq!(
            (world.kills, world.plan.left()),
            (KILLS, 0),
            "{:#?}",
            world.log()
        );
        world.look_through_the_list().await;
        world.check(&truth).await;
        drop(told);
    }
}

fn seeds() -> Vec<u64> {
    let number = |name: &str| {
        let value = std::env::var(name).ok();
        value.map(|it| it.parse::<u64>().expect("a number"))
    };
    match number("CRASH_SEED") {
        Some(seed) => vec![seed],
        None => (1..=number("CRASH_SEEDS").unwrap_or(2)).collect(),
    }
}

/// Says at a failure which seed it was.
struct TellSeed(Door, u64);

impl Drop for TellSeed {
    fn drop(&mut self) {
        use std::io::Write as _;
        if std::thread::panicking() {
            let Self(door, seed) = self;
            let again = format!("CRASH_SEED={seed} cargo test --test crash nothing_is_lost");
            let _ = writeln!(std::io::stderr(), "by {}, again with: {again}", door.name());
        }
    }
}

/// A world in which a round has been. By HTTP the bot may look for what it sent.
async fn a_round(door: Door, plan: Plan) -> (World, Truth) {
    let more_scopes: &[&str] = match door {
        Door::Socket => &[],
        Door::Http => &["im:history"],
    };
    let mut world = World::begin(door, more_scopes).await;
    world.begin_round().await;
    world.plan = plan;
    let truth = world.a_round().await;
    (world, truth)
}

impl World {
    /// The posts of which Slack or nobody knows, newest first.
    async fn troubled(&self) -> Vec<OutboxRow> {
        let (store, tenant) = self.store().await;
        let rows = store.read(tenant, |tx, tenant| tx.troubled_posts(tenant, 100).boxed());
        let rows = rows.await.expect("the outbox");
        store.close().await;
        rows
    }

    /// Karin's Home tab tells of every post of which nobody knows whether it arrived; what did not, she has sent again.
    pub(crate) async fn send_again_what_is_lost(&mut self) {
        loop {
            let troubled = self.troubled().await;
            let has_arrived: Vec<bool> = troubled.iter().map(|it| self.has_arrived(it)).collect();
            if has_arrived.iter().all(|it| *it) {
                return;
            }
            let button = if has_arrived[0] {
                "It arrived"
            } else {
                "Send again"
            };
            self.settle_first(troubled.len(), button).await;
        }
    }

    /// What arrived is said to have arrived, until nothing is left in doubt.
    async fn look_through_the_list(&mut self) {
        self.send_again_what_is_lost().await;
        loop {
            let troubled = self.troubled().await.len();
            if troubled == 0 {
                break;
            }
            self.settle_first(troubled, "It arrived").await;
        }
        let home = self.home_of_karin().await;
        assert!(!home.contains(UNCERTAIN), "{home}");
    }

    async fn settle_first(&mut self, troubled: usize, button: &str) {
        let home = self.home_of_karin().await;
        let listed = home.matches(UNCERTAIN).count();
        assert_eq!(listed, troubled.min(LISTED), "{home}");
        let pressed = self
            .quietly(async |slack| slack.person(KARIN).press_in_home(button).await)
            .await;
        pressed.expect("it is settled");
        let closed = self
            .quietly(async |slack| slack.person(KARIN).close().await)
            .await;
        closed.expect("the word about it is closed");
        let now = self.now();
        self.until(&(now + jiff::SignedDuration::from_mins(1)).to_string())
            .await;
    }

    async fn home_of_karin(&mut self) -> String {
        let opened = self
            .quietly(async |slack| slack.person(KARIN).open_home().await)
            .await;
        opened.expect("the tab opens");
        self.slack.person(KARIN).home().expect("a Home tab").plain()
    }

    /// Whether Slack has a post: by its metadata, or by what it stands under.
    fn has_arrived(&self, row: &OutboxRow) -> bool {
        let messages = all_messages(&self.slack);
        match &row.post {
            Post::DigestDetails { team_lead, .. } => {
                let is_own = |it: &&Message| team_lead.is_none() == (it.channel == DIGEST_CHANNEL);
                messages.iter().filter(is_own).any(is_details)
            }
            _ => messages
                .iter()
                .any(|it| post_of(it) == Some(row.id.as_str())),
        }
    }

    /// What must be so after a round, however often the bot was killed.
    async fn check(&self, truth: &Truth) {
        let (store, tenant) = self.store().await;
        let read = store.read(tenant, |tx, tenant| {
            async move {
                let rounds = tx.rounds_of_loop(tenant, &LoopId::new(LOOP), 9).await?;
                let first = rounds.last().expect("a round").id.clone();
                let asks = tx.asks_of_round(tenant, &first).await?;
                Ok((rounds, asks, tx.ratings_page(tenant, None, 99).await?))
            }
            .boxed()
        });
        let (rounds, asks, ratings) = read.await.expect("the store");
        store.close().await;

        assert_eq!(ratings.len(), truth.len(), "{ratings:#?}");
        for (rep, company, answers) in truth {
            let mut found = ratings.iter().map(|it| &it.rating);
            let found =
                found.find(|it| it.member_id.as_str() == *rep && it.lead_id.as_str() == *company);
            let found =
                found.unwrap_or_else(|| panic!("{rep} on {company} is lost: {:#?}", self.log()));
            assert_eq!(
                found.judged.verdict,
                verdict_of(answers),
                "{rep} on {company}"
            );
        }

        let states: Vec<RoundState> = rounds.iter().map(|it| it.state).collect();
        assert_eq!(states, [RoundState::Planned, RoundState::Published]);
        let asked: BTreeSet<&str> = asks.iter().map(|it| it.ask.member_id.as_str()).collect();
        assert_eq!((asks.len(), asked), (REPS.len(), BTreeSet::from(REPS)));
        self.check_messages();
        let mut refusals = self.slack.refusals();
        refusals.retain(|it| it.error != CAME_TOO_LATE);
        assert!(refusals.is_empty(), "Slack refused: {refusals:#?}");
        let log = self.log();
        let errors = log.iter().filter(|it| it.contains("ERROR"));
        let errors: Vec<_> = errors.filter(|it| !it.contains(CAME_TOO_LATE)).collect();
        assert!(errors.is_empty(), "{log:#?}");
    }

    /// Nothing was said twice.
    fn check_messages(&self) {
        let messages = all_messages(&self.slack);
        let mut copies = BTreeMap::<&str, usize>::new();
        for post in messages.iter().filter_map(post_of) {
            *copies.entry(post).or_default() += 1;
        }
        let twice: Vec<_> = copies.iter().filter(|(_, copies)| **copies > 1).collect();
        assert!(twice.is_empty(), "{twice:?}: {:#?}", self.log());
        for (place, digests) in [
            (
                "the channel",
                self.slack.person(KARIN).messages(DIGEST_CHANNEL),
            ),
            ("Karin", self.slack.person(KARIN).messages_in_dm_with_app()),
        ] {
            let digests = digests
                .iter()
                .filter(|it| !is_reply(it) && it.plain().contains("Benelux, round 1"));
            assert_eq!(digests.count(), 1, "{place}: {:#?}", self.log());
        }
        let details = messages
            .iter()
            .filter(|it| it.channel == DIGEST_CHANNEL && is_details(it));
        assert_eq!(details.count(), 1, "the rest: {:#?}", self.log());
    }
}

/// What stands in a digest's thread, or by itself where nobody knows where the digest stands.
fn is_details(message: &Message) -> bool {
    message.plain().contains("Waiting for a first contact")
}

fn is_reply(message: &Message) -> bool {
    message
        .thread_ts
        .as_ref()
        .is_some_and(|it| *it != message.ts)
}

/// The post that a message tells of in its metadata.
fn post_of(message: &Message) -> Option<&str> {
    message
        .metadata
        .as_ref()?
        .pointer("/event_payload/post")?
        .as_str()
}

fn verdict_of(answers: &Answers<'static>) -> Verdict {
    let verdicts = [
        (ACCEPTED, Verdict::Accepted),
        (WRONG, Verdict::Rejected),
        (UNTOUCHED, Verdict::Open),
    ];
    let found = verdicts.iter().find(|(these, _)| these == answers);
    found.expect("answers of a story").1
}
