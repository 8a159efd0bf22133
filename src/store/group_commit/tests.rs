//! A full disk in the midst of a shared commit. Only the connection that writes can be told where its database ends.

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use sqlx::{AssertSqlSafe, Row as _};

use crate::bells::Bells;
use crate::store::{Store, StoreError};

/// Keeps a note of so many bytes.
async fn keep(store: &Store, id: &'static str, bytes: usize) -> Result<(), StoreError> {
    store
        .write((id, bytes), |tx, (id, bytes)| {
            async move {
                sqlx::query("INSERT INTO notes (id, note) VALUES ($1, $2)")
                    .bind(*id)
                    .bind("x".repeat(*bytes))
                    .execute(tx.connection())
                    .await?;
                Ok(())
            }
            .boxed()
        })
        .await
}

async fn run(store: &Store, statement: &str) -> i64 {
    let row = sqlx::query(AssertSqlSafe(statement.to_owned()))
        .fetch_optional(&store.writer)
        .await
        .unwrap();
    row.map_or(0, |row| row.get(0))
}

#[tokio::test]
async fn a_full_disk_refuses_what_does_not_fit_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("leadloop.db").display());
    let store = Store::open(&url, Bells::default()).await.unwrap();
    run(
        &store,
        "CREATE TABLE notes (id TEXT NOT NULL PRIMARY KEY, note TEXT NOT NULL)",
    )
    .await;
    let pages = run(&store, "PRAGMA page_count").await;
    run(&store, &format!("PRAGMA max_page_count = {}", pages + 8)).await;
    let notes = [
        ("first", 100),
        ("huge", 1_000_000),
        ("second", 100),
        ("also huge", 500_000),
        ("last", 100),
    ];
    let kept = join_all(notes.map(|(id, bytes)| keep(&store, id, bytes))).await;
    let is_kept: Vec<bool> = kept.iter().map(Result::is_ok).collect();
    assert_eq!(is_kept, [true, false, true, false, true]);
    let said = kept[1].as_ref().unwrap_err().to_string();
    assert!(said.contains("full"), "{said}");
    // Until nothing fits any more.
    let mut more = Vec::new();
    for id in ["a", "b", "c", "d", "e", "f", "g", "h", "i"] {
        more.push((id, keep(&store, id, 16_000).await.is_ok()));
    }
    assert!(more.iter().any(|(_, is_kept)| !is_kept), "{more:?}");
    store.close().await;

    let store = Store::open(&url, Bells::default()).await.unwrap();
    for (id, is_kept) in notes
        .map(|(id, bytes)| (id, bytes < 1_000))
        .iter()
        .chain(&more)
    {
        let count = format!("SELECT COUNT(*) FROM notes WHERE id = '{id}'");
        assert_eq!(run(&store, &count).await, i64::from(*is_kept), "{id}");
    }
    store.close().await;
}
