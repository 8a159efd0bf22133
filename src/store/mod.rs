//! Everything leadloop remembers. The only folder with SQL, one text for SQLite and PostgreSQL; each
//! file holds the queries of a table family beside its row type.
//!
//! SQL never asks for the time, and a transaction never spans a network call. Rows of a workspace are
//! reached only through a [`Tenant`].

mod asks;
mod briefing_readers;
mod briefing_revisions;
mod briefings;
mod campaigns;
mod edit_turns;
mod files;
mod group_commit;
mod health;
mod leads;
mod loops;
mod members;
mod merges;
mod migrate;
mod open_windows;
mod outbox;
mod overviews;
mod owner_answers;
#[cfg(test)]
mod plans;
mod ratings;
mod rounds;
mod row;
mod sampling;
mod teams;
mod together;
mod transaction;
mod windows;
mod workspaces;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::AnyPool;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, Connection as _};
use tokio::sync::RwLock;

pub use asks::{AskRow, AskSummary, AskedRow};
pub use briefings::{BriefingRow, ForecastRow, ReviewRow};
pub use campaigns::CampaignCounts;
pub use edit_turns::EditTurns;
pub use files::{ServedByAnother, create_anew, serve_alone, sqlite_file};
pub use leads::{LeadRow, QueueLead};
pub use loops::{LoopMember, LoopRow};
pub use members::Actor;
pub use open_windows::{OpenAsk, OpenWindow};
pub use outbox::{Lane, OutboxRow, OutboxState, SentPost, UnreadablePost};
pub use overviews::{FrozenRound, HeardAnswer, UnfinishedCampaign};
pub use owner_answers::{AnswerSource, OwnerAnswer};
pub use ratings::{RatedLead, RatingRow};
pub use sampling::SampledRow;
pub use transaction::Tx;
pub use windows::{Answered, WindowRow};
pub use workspaces::{Tenant, Workspace};

use crate::bells::Bells;
use group_commit::Line;
use health::Health;
use transaction::Held;

/// How often a transaction is repeated when the database asks for it, before the error is told.
const ATTEMPTS: u32 = 8;
/// How long SQLite waits for another process that holds the file.
const BUSY_TIMEOUT_MS: u32 = 5_000;
/// What the writer keeps of the database in memory: a shared commit must not be written in pieces for want of room.
const WRITER_CACHE_KIB: u32 = 6_000;
/// Pages of the log that are copied into the database in one go: a page that changes often is copied once.
const CHECKPOINT_PAGES: u32 = 4_000;
/// Connections that read at once.
const READERS: u32 = 4;

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A file of it could not be made.
    #[error("a file of the database can't be made: {0}")]
    File(#[from] std::io::Error),
    /// Its tables are of an older version, and are not to be changed now.
    #[error(
        "the database's tables are older than this version of leadloop: start `leadloop serve` of this version once, \
         it keeps a copy and brings them up to date"
    )]
    Older,
    /// Its tables are of a newer version.
    #[error(
        "the database's tables are newer ({0}) than this version of leadloop: use the version that wrote them, or go \
         back to the copy that was made before the upgrade"
    )]
    Newer(i64),
    /// Its tables were made by a build that had other ones under this version.
    #[error(
        "the database was made by another build of leadloop, whose tables of version {0} are not this one's: use that \
         build, or set DATABASE_URL to a new database"
    )]
    OtherTables(i64),
    /// The migrations could not be applied.
    #[error("migrations: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A stored value is not one this version writes.
    #[error("the database holds a value this version can't read: {table}.{column} = {value:?}")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What it holds; never an answer or a lead's data.
        value: String,
    },
    /// A JSON column could not be written or read.
    #[error("a JSON column can't be read or written: {0}")]
    Json(#[from] serde_json::Error),
    /// The database's file can't be written.
    #[error(
        "the database {} can't be written ({cause}): let the user that runs leadloop write the file and its folder, where \
         SQLite keeps its log, and see that the disk has room",
        file.display()
    )]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// What the database said.
        cause: String,
    },
    /// The task that held the transaction was stopped.
    #[error("the database task was stopped: {0}")]
    Stopped(String),
    /// The transaction that it was to share with others could not begin.
    #[error(transparent)]
    Together(Arc<StoreError>),
    /// `DATABASE_URL` names a database that leadloop can't use.
    #[error("DATABASE_URL must start with sqlite: or postgres:, but is {0:?}")]
    UnknownDatabase(String),
}

impl StoreError {
    /// Whether it lies in what a row holds, or in what was made of it: it would be so again, and other rows
    /// are none the worse for it.
    #[must_use]
    pub fn is_of_a_row(&self) -> bool {
        match self {
            Self::Unreadable { .. } | Self::Json(_) | Self::Stopped(_) => true,
            Self::Together(error) => error.is_of_a_row(),
            Self::Database(error) => matches!(
                error,
                sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)
            ),
            Self::File(_)
            | Self::Unwritable { .. }
            | Self::Older
            | Self::Newer(_)
            | Self::OtherTables(_)
            | Self::Migrate(_)
            | Self::UnknownDatabase(_) => false,
        }
    }

    /// Whether the database asks for the transaction to be repeated.
    fn is_retryable(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else {
            return false;
        };
        // PostgreSQL: serialization_failure, deadlock_detected. SQLite: BUSY, BUSY_SNAPSHOT, LOCKED.
        matches!(
            error.code().as_deref(),
            Some("40001" | "40P01" | "5" | "517" | "6")
        )
    }
}

/// Which database it is: the two differ in how a transaction begins and how a copy is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        }
    }

    fn begin_read(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }
}

/// What becomes of the tables when the database is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tables {
    BringUpToDate,
    MustFit,
    OfAnyVersion,
}

/// The handle to the database; clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    kind: Kind,
    writer: AnyPool,
    reader: AnyPool,
    bells: Bells,
    edit_turns: EditTurns,
    /// Where work waits to share a commit: SQLite has one writer.
    line: Option<Line>,
    /// PostgreSQL has many. Shared by transactions on their first try; held alone by one that is repeated, so that a crowd of
    /// writers can't make it lose again and again.
    turn: Arc<RwLock<()>>,
    health: Health,
}

impl Store {
    /// Opens the database, brings its tables up to date and, on SQLite, keeps a copy of the file as it
    /// was before (`<file>.before-<version>`).
    ///
    /// # Errors
    /// When the URL names no database leadloop knows, it can't be opened, or a migration fails.
    pub async fn open(url: &str, bells: Bells) -> Result<Self, StoreError> {
        Self::open_with(url, bells, Tables::BringUpToDate).await
    }

    /// Opens a database that is there and changes no table: another process may be running on it.
    ///
    /// # Errors
    /// When it can't be opened, or its tables are not those of this version.
    pub async fn open_as_it_is(url: &str, bells: Bells) -> Result<Self, StoreError> {
        Self::open_with(url, bells, Tables::MustFit).await
    }

    /// Opens a database that is there, of whatever version: to copy it.
    ///
    /// # Errors
    /// When it can't be opened.
    pub async fn open_of_any_version(url: &str, bells: Bells) -> Result<Self, StoreError> {
        Self::open_with(url, bells, Tables::OfAnyVersion).await
    }

    async fn open_with(url: &str, bells: Bells, tables: Tables) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let kind = match url.split(':').next() {
            Some("sqlite") => Kind::Sqlite,
            Some("postgres" | "postgresql") => Kind::Postgres,
            _ => return Err(StoreError::UnknownDatabase(without_password(url))),
        };
        let file = sqlite_file(url);
        let opened = Self::open_file(kind, url, file.as_deref(), bells, tables).await;
        opened.map_err(|error| error.of_file(file.as_deref()))
    }

    async fn open_file(
        kind: Kind,
        url: &str,
        file: Option<&Path>,
        bells: Bells,
        tables: Tables,
    ) -> Result<Self, StoreError> {
        if let (Some(file), Tables::BringUpToDate) = (file, tables)
            && !url.contains("mode=")
        {
            files::make_database(file)?;
        }
        let (write_url, read_url) = match kind {
            Kind::Sqlite => (with_mode(url, "rw"), with_mode(url, "rw")),
            Kind::Postgres => (url.to_owned(), url.to_owned()),
        };
        let writers = if kind == Kind::Sqlite { 1 } else { READERS };
        let writer = pool(kind, &write_url, writers, false).await?;
        match tables {
            Tables::BringUpToDate => migrate::run(kind, &writer, file).await?,
            Tables::MustFit => migrate::must_fit(&writer).await?,
            Tables::OfAnyVersion => {}
        }
        let reader = pool(kind, &read_url, READERS, true).await?;
        let edit_turns = EditTurns::default();
        let line = (kind == Kind::Sqlite)
            .then(|| Line::new(writer.clone(), bells.clone(), edit_turns.clone()));
        let store = Self {
            kind,
            line,
            writer,
            reader,
            bells,
            edit_turns,
            turn: Arc::default(),
            health: Health::default(),
        };
        if tables == Tables::BringUpToDate {
            store.try_room().await?;
        }
        Ok(store)
    }

    /// Does `work` in one transaction: all of it is stored, or nothing.
    ///
    /// It runs on a task of the store's own, so a dropped request can't roll it back half-way, and it is
    /// repeated when the database asks for it: `work` must have no effects but those on the transaction.
    /// On SQLite what waits at the same time shares a commit; when that fails, or one of them needs long, they
    /// are done again one by one. The bells that it rang sound after the commit.
    ///
    /// # Errors
    /// What `work` returned, or what the database said.
    pub async fn write<A, T, F>(&self, input: A, work: F) -> Result<T, StoreError>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, StoreError>>
            + Send
            + Sync
            + 'static,
    {
        let outcome = match &self.line {
            Some(line) => line.write(input, work).await,
            None => self.write_beside_others(input, work).await,
        };
        self.health.note(&outcome);
        outcome
    }

    /// On PostgreSQL: on a connection of its own, beside what others write.
    async fn write_beside_others<A, T, F>(&self, input: A, work: F) -> Result<T, StoreError>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, StoreError>>
            + Send
            + Sync
            + 'static,
    {
        let store = self.clone();
        let task = tokio::spawn(async move {
            let mut attempt = 1;
            loop {
                let outcome = if attempt == 1 {
                    let _beside_others = store.turn.read().await;
                    store.write_once(&input, &work).await
                } else {
                    let _alone = store.turn.write().await;
                    store.write_once(&input, &work).await
                };
                match outcome {
                    Err(error) if error.is_retryable() && attempt < ATTEMPTS => {
                        tracing::debug!(attempt, %error, "the database asks to repeat a transaction");
                        attempt += 1;
                    }
                    outcome => return outcome,
                }
            }
        });
        task.await
            .map_err(|stopped| StoreError::Stopped(stopped.to_string()))?
    }

    async fn write_once<A, T, F>(&self, input: &A, work: &F) -> Result<T, StoreError>
    where
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, StoreError>>,
    {
        let inner = self.writer.begin_with(self.kind.begin_write()).await?;
        let mut tx = Tx::new(self.kind, Held::Alone(inner), &self.edit_turns);
        let value = work(&mut tx, input).await?;
        tx.send_waiting().await?;
        let rings = tx.rings;
        tx.commit().await?;
        rings.sound(&self.bells);
        Ok(value)
    }

    /// Does `work` as [`write`](Self::write) would, and takes all of it back: what would come of it.
    ///
    /// # Errors
    /// What `work` returned, or what the database said.
    pub async fn rehearse<A, T, F>(&self, input: A, work: F) -> Result<T, StoreError>
    where
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, StoreError>>,
    {
        let inner = self.writer.begin_with(self.kind.begin_write()).await?;
        let mut tx = Tx::new(self.kind, Held::Alone(inner), &self.edit_turns);
        let value = work(&mut tx, &input).await?;
        // What waits may be refused: that would come of it, too.
        tx.send_waiting().await?;
        tx.roll_back().await?;
        Ok(value)
    }

    /// Reads in one transaction: everything `work` sees is of one instant.
    ///
    /// # Errors
    /// What `work` returned, or what the database said.
    pub async fn read<A, T, F>(&self, input: A, work: F) -> Result<T, StoreError>
    where
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, StoreError>>,
    {
        let inner = self.reader.begin_with(self.kind.begin_read()).await?;
        let mut tx = Tx::new(self.kind, Held::Alone(inner), &self.edit_turns);
        let value = work(&mut tx, &input).await?;
        tx.roll_back().await?;
        Ok(value)
    }

    /// Reads without a transaction: each statement sees an instant of its own. For what is read by one, and for what
    /// is looked at again before anything comes of it.
    ///
    /// # Errors
    /// What `work` returned, or what the database said.
    pub async fn look<A, T, F>(&self, input: A, work: F) -> Result<T, StoreError>
    where
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, StoreError>>,
    {
        let connection = self.reader.acquire().await?;
        let mut tx = Tx::new(self.kind, Held::Shared(connection), &self.edit_turns);
        work(&mut tx, &input).await
    }

    /// Writes a copy of the live SQLite database to `file`, which only its owner can read.
    ///
    /// # Errors
    /// On PostgreSQL (use its own tools), or when the copy can't be written.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        migrate::copy_to(self.kind, &self.writer, file).await
    }

    /// The bells that sound after commits.
    #[must_use]
    pub fn bells(&self) -> &Bells {
        &self.bells
    }

    /// When edits in the outbox have their turn.
    #[must_use]
    pub fn edit_turns(&self) -> &EditTurns {
        &self.edit_turns
    }

    /// Lets go of every connection, after the work on them is done, and what waits to be written is.
    pub async fn close(&self) {
        if let Some(line) = &self.line {
            line.finish().await;
        }
        self.reader.close().await;
        self.writer.close().await;
    }
}

async fn pool(kind: Kind, url: &str, size: u32, reads_only: bool) -> Result<AnyPool, StoreError> {
    let (url, pages_max) = files::without_page_limit(url);
    let options = AnyConnectOptions::from_str(&url)?;
    let settings = Arc::new(match kind {
        Kind::Postgres => Vec::new(),
        Kind::Sqlite => {
            let mut settings = vec![
                format!("PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}"),
                "PRAGMA foreign_keys = ON".to_owned(),
                "PRAGMA synchronous = FULL".to_owned(),
            ];
            match reads_only {
                true => settings.push("PRAGMA query_only = ON".to_owned()),
                false => settings.extend([
                    "PRAGMA journal_mode = WAL".to_owned(),
                    format!("PRAGMA cache_size = -{WRITER_CACHE_KIB}"),
                    format!("PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}"),
                ]),
            }
            settings.extend(pages_max.map(|it| format!("PRAGMA max_page_count = {it}")));
            settings
        }
    });
    if kind == Kind::Sqlite {
        // A pool would try for half a minute, and then not say why.
        let mut first = AnyConnection::connect_with(&options).await?;
        apply(&mut first, &settings).await?;
        first.close().await?;
    }
    let pool = AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(Duration::from_secs(30))
        // A file does not hang up, and a question whether it did costs as much as a statement.
        .test_before_acquire(kind == Kind::Postgres)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_connect(move |connection, _| {
            let settings = Arc::clone(&settings);
            Box::pin(async move { apply(connection, &settings).await })
        })
        // On a full disk SQLite takes a transaction back by itself. sqlx then thinks of it as still open, and could
        // never begin another on this connection.
        .before_acquire(|connection, _| {
            let is_at_rest = !connection.is_in_transaction();
            Box::pin(std::future::ready(Ok(is_at_rest)))
        })
        .connect_with(options)
        .await?;
    Ok(pool)
}

async fn apply(connection: &mut AnyConnection, settings: &[String]) -> Result<(), sqlx::Error> {
    for setting in settings {
        sqlx::query(sqlx::AssertSqlSafe(setting.clone()))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The SQLite URL with the mode in which the file is opened, unless it names one itself.
fn with_mode(url: &str, mode: &str) -> String {
    if url.contains("mode=") {
        return url.to_owned();
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}mode={mode}")
}

/// The URL without what stands between `://` and `@`, for error messages.
fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(start), Some(end)) if start < end => format!("{}://…{}", &url[..start], &url[end..]),
        _ => url.to_owned(),
    }
}
