//! Whether the database takes what is to be stored, or refuses all of it: a full disk, a file that can't be written.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt as _;
use sqlx::migrate::MigrateError;
use sqlx::query;

use super::{Store, StoreError, Tx};

/// What a row is filled with to see whether there is room: more than the pages in use have left between them.
const FILLING_BYTES: usize = 64 * 1024;

/// Whether a transaction was refused for want of room, or of leave to write, and there has been none since.
#[derive(Debug, Clone, Default)]
pub(super) struct Health(Arc<AtomicBool>);

impl Health {
    /// Notes how a transaction ended. That one was stored says little: it may have needed no room.
    pub(super) fn note<T>(&self, outcome: &Result<T, StoreError>) {
        if outcome.as_ref().is_err_and(StoreError::is_of_the_disk) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    fn is_refusing(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl StoreError {
    /// Whether the database can store nothing at all: its disk is full or failing, or its file can't be written.
    #[must_use]
    pub fn is_of_the_disk(&self) -> bool {
        let error = match self {
            Self::Database(error)
            | Self::Migrate(
                MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _),
            ) => error,
            Self::File(_) | Self::Unwritable { .. } => return true,
            Self::Together(error) => return error.is_of_the_disk(),
            _ => return false,
        };
        let sqlx::Error::Database(error) = error else {
            return matches!(error, sqlx::Error::Io(_));
        };
        let code = error.code().unwrap_or_default();
        // SQLite's primary result code is the low byte of the extended one: READONLY, IOERR, FULL, CANTOPEN.
        // Source: https://www.sqlite.org/rescode.html
        if let Ok(code) = code.parse::<u32>()
            && code < 10_000
        {
            return matches!(code & 0xff, 8 | 10 | 13 | 14);
        }
        // PostgreSQL: disk_full, read_only_sql_transaction, io_error.
        // Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
        matches!(&*code, "53100" | "25006" | "58030")
    }

    /// The same error with the file that it is about, where that can't be written.
    pub(super) fn of_file(self, file: Option<&Path>) -> Self {
        match file {
            Some(file) if self.is_of_the_disk() => Self::Unwritable {
                file: file.to_owned(),
                cause: self.to_string(),
            },
            _ => self,
        }
    }
}

impl Store {
    /// Whether the database takes what is to be stored. Writes only where a transaction was refused before.
    pub async fn takes_writes(&self) -> bool {
        if self.health.is_refusing() && self.try_room().await.is_ok() {
            self.health.0.store(false, Ordering::Relaxed);
        }
        !self.health.is_refusing()
    }

    /// Stores something for which there must be room, and takes it back.
    pub(super) async fn try_room(&self) -> Result<(), StoreError> {
        self.write((), |tx, ()| tx.try_room().boxed()).await
    }
}

impl Tx {
    /// A row that nobody ever sees: it is gone when this is committed.
    async fn try_room(&mut self) -> Result<(), StoreError> {
        const ID: &str = "is there room?";
        query(
            "INSERT INTO workspaces (id, name, bot_user_id, pseudonym_salt, installed_ms)
             VALUES ($1, $2, '', '', 0)",
        )
        .bind(ID)
        .bind("-".repeat(FILLING_BYTES))
        .execute(self.connection())
        .await?;
        query("DELETE FROM workspaces WHERE id = $1")
            .bind(ID)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
