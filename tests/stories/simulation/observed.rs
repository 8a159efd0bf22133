//! What is there to be seen: the rows of the database, read past the program, and the messages in Slack.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use slack_sandbox::Message;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};

use super::deeds::REPS;
use super::neighbour::OURS;
use crate::world::{BRIEFINGS, DIGEST_CHANNEL, KARIN, MARIEKE, World};

/// A connection of somebody else's to the bot's database.
pub(super) struct Database(AnyConnection);

impl Database {
    pub(super) async fn open(file: &Path) -> Self {
        let url = format!("sqlite://{}", file.display());
        let connection = AnyConnection::connect(&url).await;
        Self(connection.expect("the database"))
    }

    pub(super) async fn run(&mut self, script: &str) {
        let done = sqlx::raw_sql(AssertSqlSafe(script.to_owned()))
            .execute(&mut self.0)
            .await;
        done.unwrap_or_else(|error| panic!("{error}: {script}"));
    }

    /// The rows of a query that gives one column, of JSON.
    pub(super) async fn rows(&mut self, query: &str) -> Vec<Value> {
        let rows = sqlx::query(AssertSqlSafe(query.to_owned()))
            .fetch_all(&mut self.0)
            .await
            .unwrap_or_else(|error| panic!("{error}: {query}"));
        rows.iter()
            .map(|row| serde_json::from_str(row.get::<&str, _>(0)).expect("JSON"))
            .collect()
    }

    async fn read<T: DeserializeOwned>(&mut self, query: &str) -> Vec<T> {
        let rows = self.rows(query).await;
        rows.into_iter()
            .map(|row| serde_json::from_value(row).expect("a row"))
            .collect()
    }

    pub(super) async fn close(self) {
        self.0.close().await.expect("closed");
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct PostRow {
    pub(super) id: String,
    pub(super) state: String,
    pub(super) post: Value,
    /// To be told of where a promise is broken.
    #[expect(dead_code, reason = "it is printed")]
    reason: Option<String>,
    #[expect(dead_code, reason = "it is printed")]
    destination: Value,
}

impl PostRow {
    pub(super) fn kind(&self) -> &str {
        self.post["kind"].as_str().unwrap_or_default()
    }

    /// Whether its loop says it: not about a post that did not arrive, and not in place of a message that can't be
    /// edited.
    pub(super) fn is_of_the_loop(&self) -> bool {
        self.kind() != "undelivered" && !self.kind().ends_with("_changed")
    }

    pub(super) fn field(&self, name: &str) -> &str {
        self.post[name].as_str().unwrap_or_default()
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct AskRow {
    pub(super) id: String,
    pub(super) round: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct RoundRow {
    pub(super) id: String,
    pub(super) number: u32,
    pub(super) date: String,
    pub(super) state: String,
    pub(super) only_rep: Option<String>,
    pub(super) closed_ms: Option<i64>,
    pub(super) figures: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct RatingRow {
    pub(super) ask: String,
    pub(super) lead: String,
    pub(super) member: String,
    pub(super) comment: Option<String>,
    pub(super) verdict: String,
    pub(super) is_late: i64,
    pub(super) at_ms: i64,
}

/// All of it at one moment.
pub(super) struct Observed {
    pub(super) posts: BTreeMap<String, PostRow>,
    pub(super) asks: BTreeMap<String, AskRow>,
    pub(super) rounds: BTreeMap<String, RoundRow>,
    pub(super) ratings: Vec<RatingRow>,
    pub(super) messages: Vec<Seen>,
}

/// A message of the bot's, and where it stands.
pub(super) struct Seen {
    pub(super) place: &'static str,
    pub(super) message: Message,
}

impl Seen {
    /// When it was posted.
    pub(super) fn at(&self) -> Timestamp {
        let seconds = self.message.ts.split('.').next().unwrap_or_default();
        let seconds = seconds.parse().unwrap_or_default();
        Timestamp::from_second(seconds).unwrap_or_default()
    }

    /// The post that it says it is.
    pub(super) fn post(&self) -> Option<&str> {
        let metadata = self.message.metadata.as_ref()?;
        metadata["event_payload"]["post"].as_str()
    }

    pub(super) fn is_reply(&self) -> bool {
        let thread = self.message.thread_ts.as_ref();
        thread.is_some_and(|it| *it != self.message.ts)
    }
}

impl Observed {
    pub(super) async fn now(world: &World, database: &mut Database) -> Self {
        let posts: Vec<PostRow> = database
            .read(&format!(
                "SELECT json_object('id', id, 'state', state, 'reason', reason,
                        'destination', json(destination), 'post', json(post))
                 FROM outbox WHERE workspace_id = '{OURS}'"
            ))
            .await;
        let asks: Vec<AskRow> = database
            .read(&format!(
                "SELECT json_object('id', id, 'round', round_id)
                 FROM asks WHERE workspace_id = '{OURS}'"
            ))
            .await;
        let rounds: Vec<RoundRow> = database
            .read(&format!(
                "SELECT json_object('id', id, 'number', number, 'date', date, 'state', state,
                        'only_rep', only_rep, 'closed_ms', closed_ms, 'figures', figures)
                 FROM rounds WHERE workspace_id = '{OURS}'"
            ))
            .await;
        let ratings = database
            .read(&format!(
                "SELECT json_object('ask', ask_id, 'lead', lead_id, 'member', member_id, 'comment', comment,
                        'verdict', verdict, 'is_late', is_late, 'at_ms', coalesce(edited_ms, rated_ms))
                 FROM ratings WHERE workspace_id = '{OURS}'"
            ))
            .await;
        Self {
            posts: posts.into_iter().map(|it| (it.id.clone(), it)).collect(),
            asks: asks.into_iter().map(|it| (it.id.clone(), it)).collect(),
            rounds: rounds.into_iter().map(|it| (it.id.clone(), it)).collect(),
            ratings,
            messages: messages(world),
        }
    }

    /// The post of a message, as its row tells.
    pub(super) fn post_of(&self, seen: &Seen) -> Option<&PostRow> {
        self.posts.get(seen.post()?)
    }
}

/// Every message of the bot's, in every direct message and channel.
fn messages(world: &World) -> Vec<Seen> {
    let people = REPS.into_iter().chain([MARIEKE, KARIN]);
    let direct = people.flat_map(|place| {
        let messages = world.person(place).messages_in_dm_with_app();
        messages.into_iter().map(move |it| (place, it))
    });
    let in_channels = [DIGEST_CHANNEL, BRIEFINGS].into_iter().flat_map(|place| {
        let messages = world.person(KARIN).messages(place);
        messages.into_iter().map(move |it| (place, it))
    });
    direct
        .chain(in_channels)
        .filter(|(_, message)| message.bot_id.is_some())
        .map(|(place, message)| Seen { place, message })
        .collect()
}
