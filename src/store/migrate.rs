//! Brings the tables up to date, after a copy of the file as it was.

use std::path::Path;

use sqlx::migrate::{Migrate, Migrator};
use sqlx::{AnyPool, AssertSqlSafe};

use super::{Kind, StoreError};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Applies the migrations that the database lacks. A SQLite file that holds older tables is copied first,
/// to `<file>.before-<version>`; a copy of that name that is there already is kept as it is.
pub(super) async fn run(kind: Kind, pool: &AnyPool, url: &str) -> Result<(), StoreError> {
    if let (Kind::Sqlite, Some(file)) = (kind, sqlite_file(url)) {
        let newest = MIGRATIONS
            .iter()
            .map(|migration| migration.version)
            .max()
            .unwrap_or_default();
        let applied = newest_applied(pool).await?;
        if applied.is_some_and(|applied| applied < newest) {
            let copy = format!("{file}.before-{newest}");
            if !Path::new(&copy).exists() {
                copy_to(kind, pool, Path::new(&copy)).await?;
                tracing::info!(%copy, "copied the database before the migrations");
            }
        }
    }
    MIGRATIONS.run(pool).await?;
    Ok(())
}

/// The newest migration that the database has; none in a new one.
async fn newest_applied(pool: &AnyPool) -> Result<Option<i64>, StoreError> {
    let mut connection = pool.acquire().await?;
    connection
        .ensure_migrations_table(&MIGRATIONS.table_name)
        .await?;
    let applied = connection
        .list_applied_migrations(&MIGRATIONS.table_name)
        .await?;
    Ok(applied.iter().map(|migration| migration.version).max())
}

/// Copies a live SQLite database; a copy of the bare file could miss what stands in the log beside it.
pub(super) async fn copy_to(kind: Kind, pool: &AnyPool, file: &Path) -> Result<(), StoreError> {
    if kind != Kind::Sqlite {
        return Err(StoreError::UnknownDatabase(
            "postgres: make copies with pg_dump".to_owned(),
        ));
    }
    let quoted = file.to_string_lossy().replace('\'', "''");
    sqlx::query(AssertSqlSafe(format!("VACUUM INTO '{quoted}'")))
        .execute(pool)
        .await?;
    Ok(())
}

/// The path in a SQLite URL; none for a database in memory.
fn sqlite_file(url: &str) -> Option<&str> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    (!path.is_empty() && path != ":memory:").then_some(path)
}
