//! Brings the tables up to date, after a copy of the file as it was; or says that they are not.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use sqlx::migrate::{AppliedMigration, Migrate, MigrateError, Migrator};
use sqlx::{AnyPool, AssertSqlSafe};

use super::{Kind, StoreError, files};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Applies the migrations that the database lacks. A SQLite file that holds older tables is copied first,
/// to `<file>.before-<version>`; a copy of that name that is there already is kept as it is.
pub(super) async fn run(kind: Kind, pool: &AnyPool, file: Option<&Path>) -> Result<(), StoreError> {
    if let Some(file) = file {
        let mut connection = pool.acquire().await?;
        connection
            .ensure_migrations_table(&MIGRATIONS.table_name)
            .await?;
        drop(connection);
        let applied = newest(applied(pool).await?.iter().map(|it| it.version));
        if applied.is_some_and(|applied| Some(applied) < newest_known()) {
            let copy = beside(
                file,
                &format!(".before-{}", newest_known().unwrap_or_default()),
            );
            if !copy.exists() {
                copy_to(kind, pool, &copy).await?;
                tracing::info!(copy = %copy.display(), "copied the database before the migrations");
            }
        }
    }
    MIGRATIONS.run(pool).await.map_err(|error| match error {
        MigrateError::VersionMissing(version) => StoreError::Newer(version),
        MigrateError::VersionMismatch(version) => StoreError::OtherTables(version),
        error => StoreError::Migrate(error),
    })
}

/// Says whether the tables are those of this version, and changes nothing.
pub(super) async fn must_fit(pool: &AnyPool) -> Result<(), StoreError> {
    let applied = applied(pool).await?;
    for it in &applied {
        match MIGRATIONS.iter().find(|known| known.version == it.version) {
            None => return Err(StoreError::Newer(it.version)),
            Some(known) if known.checksum != it.checksum => {
                return Err(StoreError::OtherTables(it.version));
            }
            Some(_) => {}
        }
    }
    if newest(applied.iter().map(|it| it.version)) < newest_known() {
        return Err(StoreError::Older);
    }
    Ok(())
}

fn newest_known() -> Option<i64> {
    newest(MIGRATIONS.iter().map(|migration| migration.version))
}

fn newest(versions: impl Iterator<Item = i64>) -> Option<i64> {
    versions.max()
}

/// The migrations that the database has; none where it has no table of them.
async fn applied(pool: &AnyPool) -> Result<Vec<AppliedMigration>, StoreError> {
    let mut connection = pool.acquire().await?;
    let listed = connection
        .list_applied_migrations(&MIGRATIONS.table_name)
        .await;
    match listed {
        Err(MigrateError::Execute(sqlx::Error::Database(error)))
            if error.message().contains(&*MIGRATIONS.table_name) =>
        {
            Ok(Vec::new())
        }
        listed => Ok(listed?),
    }
}

/// Copies a live SQLite database; a copy of the bare file could miss what stands in the log beside it. The
/// copy is its owner's alone, and stands under its name whole or not at all.
pub(super) async fn copy_to(kind: Kind, pool: &AnyPool, file: &Path) -> Result<(), StoreError> {
    if kind != Kind::Sqlite {
        return Err(StoreError::UnknownDatabase(
            "postgres: make copies with pg_dump".to_owned(),
        ));
    }
    let part = beside(file, ".part");
    // SQLite writes into an empty file, and so into one that nobody else can read.
    let made = files::create_anew(&part)?;
    let quoted = part.to_string_lossy().replace('\'', "''");
    sqlx::query(AssertSqlSafe(format!("VACUUM INTO '{quoted}'")))
        .execute(pool)
        .await?;
    made.sync_all()?;
    std::fs::rename(&part, file)?;
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}
