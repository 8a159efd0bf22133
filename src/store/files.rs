//! Files that hold what people said: their owner's alone, whatever the umask.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use sqlx::sqlite::SqliteConnectOptions;

/// Makes a new file that nobody but its owner can read; one of this name that an interrupted run left goes.
///
/// # Errors
/// When it can't be made.
pub fn create_anew(path: &Path) -> io::Result<File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => create(path),
    }
}

/// Another process serves this database.
#[derive(Debug, thiserror::Error)]
#[error(
    "another leadloop serves this database, for it holds {}: stop that one first; there is one process per database",
    .0.display()
)]
pub struct ServedByAnother(PathBuf);

/// Keeps every other process from serving the SQLite database of this URL for as long as what is given lives; none where
/// there is no such file, or its file system knows no locks. A process that dies lets go of it.
///
/// The lock is a file of its own beside the database's: SQLite would lose its own locks should the database's file be
/// closed once more in this process. Source: <https://www.sqlite.org/howtocorrupt.html>, 2.2.
///
/// # Errors
/// When another process serves it.
pub fn serve_alone(url: &str) -> Result<Option<File>, ServedByAnother> {
    let Some(mut path) = sqlite_file(url) else {
        return Ok(None);
    };
    path.as_mut_os_string().push(".lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let locked = options.open(&path).map_err(TryLockError::Error);
    match locked.and_then(|file| file.try_lock().map(|()| file)) {
        Ok(file) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(ServedByAnother(path)),
        // A folder that can't be written is told with the database, which can't be opened there either.
        Err(TryLockError::Error(error)) => {
            tracing::debug!(file = %path.display(), %error, "nothing keeps others from serving this database");
            Ok(None)
        }
    }
}

/// Makes the database's file, unless it is there. SQLite gives its log beside it the same mode.
pub(super) fn make_database(path: &Path) -> io::Result<()> {
    match create(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The file of a SQLite database; none for PostgreSQL and a database in memory.
#[must_use]
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
        return None;
    }
    let (url, _) = without_page_limit(url);
    let options = SqliteConnectOptions::from_str(&url).ok()?;
    Some(options.get_filename().to_owned())
}

/// The URL without `max_page_count=…`, and what that says: how many pages a SQLite file may have at most.
pub(super) fn without_page_limit(url: &str) -> (String, Option<u32>) {
    let Some((file, parameters)) = url.split_once('?') else {
        return (url.to_owned(), None);
    };
    let limit_of = |it: &str| it.strip_prefix("max_page_count=")?.parse().ok();
    let limit = parameters.split('&').find_map(limit_of);
    let others: Vec<&str> = parameters
        .split('&')
        .filter(|it| limit_of(it).is_none())
        .collect();
    match others.is_empty() {
        true => (file.to_owned(), limit),
        false => (format!("{file}?{}", others.join("&")), limit),
    }
}
