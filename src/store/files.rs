//! Files that hold what people said: their owner's alone, whatever the umask.

use std::fs::{File, OpenOptions};
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
