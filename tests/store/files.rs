//! SQLite's files: whose they are, what a copy leaves behind, and which versions are taken.

use leadloop::bells::Bells;
use leadloop::store::{Store, StoreError, create_anew};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tempfile::TempDir;

fn url(folder: &TempDir) -> String {
    format!("sqlite://{}", folder.path().join("leadloop.db").display())
}

async fn change(url: &str, statement: &str) {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_but_the_owner_can_read_the_database_and_its_copies() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&url(&folder), Bells::default()).await.unwrap();
    crate::small_company::company(&store, "T1").await;
    store.backup(&folder.path().join("copy.db")).await.unwrap();
    create_anew(&folder.path().join("export.csv")).unwrap();
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        let name = entry.file_name().into_string().unwrap();
        assert_eq!(mode, 0o600, "{name}");
        seen.push(name);
    }
    seen.sort();
    let all = [
        "copy.db",
        "export.csv",
        "leadloop.db",
        "leadloop.db-shm",
        "leadloop.db-wal",
    ];
    assert_eq!(seen, all);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_was_interrupted_is_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&url(&folder), Bells::default()).await.unwrap();
    let (copy, part) = (
        folder.path().join("copy.db"),
        folder.path().join("copy.db.part"),
    );
    std::fs::write(&part, "half a copy").unwrap();
    store.backup(&copy).await.unwrap();
    assert!(copy.exists() && !part.exists());
    store.close().await;
    let copied = format!("sqlite://{}", copy.display());
    let copied = Store::open_as_it_is(&copied, Bells::default())
        .await
        .unwrap();
    copied.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_another_version_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let url = url(&folder);
    let open = || Store::open_as_it_is(&url, Bells::default());
    assert!(open().await.is_err(), "it makes none");
    assert!(!folder.path().join("leadloop.db").exists());
    let store = Store::open(&url, Bells::default()).await.unwrap();
    store.close().await;
    open().await.unwrap().close().await;

    change(&url, "UPDATE _sqlx_migrations SET version = 99").await;
    assert!(matches!(open().await, Err(StoreError::Newer(99))));
    let served = Store::open(&url, Bells::default()).await;
    assert!(matches!(served, Err(StoreError::Newer(99))));

    let other_tables = "UPDATE _sqlx_migrations SET version = 1, checksum = x'00'";
    change(&url, other_tables).await;
    assert!(matches!(open().await, Err(StoreError::OtherTables(1))));
    let served = Store::open(&url, Bells::default()).await.unwrap_err();
    assert!(
        served
            .to_string()
            .contains("set DATABASE_URL to a new database")
    );

    change(&url, "DROP TABLE _sqlx_migrations").await;
    let behind = open().await.unwrap_err();
    assert!(
        behind.to_string().contains("start `leadloop serve`"),
        "{behind}"
    );
    let any = Store::open_of_any_version(&url, Bells::default())
        .await
        .unwrap();
    any.backup(&folder.path().join("copy.db")).await.unwrap();
    any.close().await;
    assert!(
        matches!(open().await, Err(StoreError::Older)),
        "a backup changes no table"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_database_is_copied_before_it_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let url = url(&folder);
    Store::open(&url, Bells::default())
        .await
        .unwrap()
        .close()
        .await;
    change(&url, "UPDATE _sqlx_migrations SET version = 0").await;
    let copy = folder.path().join("leadloop.db.before-1");
    std::fs::write(folder.path().join("leadloop.db.before-1.part"), "half").unwrap();
    // No version has number 0: it stops, but the copy was made by then.
    let opened = Store::open(&url, Bells::default()).await;
    assert!(matches!(opened, Err(StoreError::Newer(0))));
    assert!(copy.exists() && !folder.path().join("leadloop.db.before-1.part").exists());
}
