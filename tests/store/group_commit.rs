//! What waits to be written at the same time shares a commit, on SQLite: one fails, and the others are none the worse.

#![expect(
    clippy::panic,
    reason = "what a defect in a transaction does to those beside it"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use leadloop::bells::Bells;
use leadloop::domain::ids::MemberId;
use leadloop::store::{Store, StoreError, Tenant};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tempfile::TempDir;

use crate::small_company::{company, member, read_rows};

/// A company in a file that can be looked at from outside.
struct Company {
    store: Store,
    tenant: Tenant,
    file: PathBuf,
    _folder: TempDir,
}

impl Company {
    async fn found() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("leadloop.db");
        let store = Store::open(&url(&file), Bells::default()).await.unwrap();
        let tenant = company(&store, "T1").await;
        Self {
            store,
            tenant,
            file,
            _folder: folder,
        }
    }

    /// A new colleague of this id; some ids end otherwise.
    async fn hires(&self, id: String) -> Result<(), StoreError> {
        self.store
            .write((self.tenant.clone(), id), |tx, (tenant, id)| {
                Box::pin(async move {
                    tx.upsert_member(tenant, &member(id, "New")).await?;
                    match id.as_str() {
                        "UREFUSED" => Err(StoreError::Stopped("on purpose".to_owned())),
                        "UDEFECT" => panic!("on purpose"),
                        _ => Ok(()),
                    }
                })
            })
            .await
    }

    /// Those of these ids that are in the file when it is opened again.
    async fn employs(self, ids: &[&str]) -> Vec<String> {
        self.store.close().await;
        let store = Store::open(&url(&self.file), Bells::default())
            .await
            .unwrap();
        let known = read_rows!(store, self.tenant, |tx, tenant| {
            tx.members(tenant).await
        });
        store.close().await;
        let is_known = |id: &&&str| known.iter().any(|it| it.id == MemberId::new(**id));
        ids.iter()
            .filter(is_known)
            .map(ToString::to_string)
            .collect()
    }
}

fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// How many commits SQLite's log holds: a frame that ends one tells how large the database then was.
/// <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>
fn commits(file: &Path) -> usize {
    let log = std::fs::read(file.with_extension("db-wal")).unwrap();
    let number = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().unwrap());
    let frame_size = 24 + number(8) as usize;
    let is_of_this_log = |at: &usize| log[at + 8..at + 16] == log[16..24];
    (32..log.len())
        .step_by(frame_size)
        .take_while(|at| at + frame_size <= log.len())
        .take_while(is_of_this_log)
        .filter(|at| number(at + 4) > 0)
        .count()
}

#[tokio::test]
async fn what_waits_at_the_same_time_shares_a_commit() {
    let company = Company::found().await;
    let before = commits(&company.file);
    let ids: Vec<String> = (0..200).map(|it| format!("U{it}")).collect();
    let hired = join_all(ids.iter().map(|id| company.hires(id.clone()))).await;
    assert!(hired.iter().all(Result::is_ok));
    // One, but on a machine that is so slow that who came first is not kept waiting for the last.
    let shared = commits(&company.file);
    assert!(shared - before < ids.len() / 10, "{shared}");
    company.hires("ULAST".to_owned()).await.unwrap();
    assert_eq!(commits(&company.file), shared + 1);
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(company.employs(&all).await, all);
}

#[tokio::test]
async fn one_that_fails_takes_nothing_of_the_others_with_it() {
    let company = Company::found().await;
    let before = commits(&company.file);
    let ids = ["UFIRST", "UREFUSED", "UDEFECT", "ULAST"];
    let hired = join_all(ids.map(|id| company.hires(id.to_owned()))).await;
    assert!(matches!(
        &hired[..],
        [
            Ok(()),
            Err(StoreError::Stopped(_)),
            Err(StoreError::Stopped(_)),
            Ok(())
        ]
    ));
    assert!(commits(&company.file) - before <= 2);
    assert_eq!(company.employs(&ids).await, ["UFIRST", "ULAST"]);
}

#[tokio::test]
async fn what_takes_the_whole_transaction_back_fails_alone() {
    let company = Company::found().await;
    // As a full disk does: SQLite takes back everything, savepoints and all.
    let mut outside = AnyConnection::connect(&url(&company.file)).await.unwrap();
    let trigger = "CREATE TRIGGER lost BEFORE INSERT ON members WHEN NEW.id = 'ULOST'
         BEGIN SELECT RAISE(ROLLBACK, 'on purpose'); END";
    sqlx::raw_sql(AssertSqlSafe(trigger))
        .execute(&mut outside)
        .await
        .unwrap();
    outside.close().await.unwrap();
    let ids = ["UFIRST", "ULOST", "UREFUSED", "ULAST"];
    let hired = join_all(ids.map(|id| company.hires(id.to_owned()))).await;
    assert!(matches!(
        &hired[..],
        [
            Ok(()),
            Err(StoreError::Database(_)),
            Err(StoreError::Stopped(_)),
            Ok(())
        ]
    ));
    // The connection is as good as before.
    company.hires("UNEXT".to_owned()).await.unwrap();
    let ids = ["UFIRST", "ULOST", "UREFUSED", "ULAST", "UNEXT"];
    assert_eq!(company.employs(&ids).await, ["UFIRST", "ULAST", "UNEXT"]);
}

#[tokio::test]
async fn what_needs_long_keeps_nobody_waiting_who_came_before() {
    let company = Company::found().await;
    let before = commits(&company.file);
    let tries = Arc::new(AtomicUsize::new(0));
    let long = company.store.write(
        (company.tenant.clone(), Arc::clone(&tries)),
        |tx, (tenant, tries)| {
            Box::pin(async move {
                tries.fetch_add(1, Ordering::Relaxed);
                for it in 0..2_000 {
                    tx.upsert_member(tenant, &member(&format!("ULONG{it}"), "Long"))
                        .await?;
                }
                Ok(())
            })
        },
    );
    let first = company.hires("UFIRST".to_owned());
    let last = company.hires("ULAST".to_owned());
    let (first, long, last) = futures_util::join!(first, long, last);
    assert!(first.is_ok() && long.is_ok() && last.is_ok());
    // It gave way to the first and was done again; its own commit is shared by nobody who came before it.
    let tries = tries.load(Ordering::Relaxed);
    assert_eq!(commits(&company.file) - before, tries + 1);
    let ids = ["UFIRST", "ULONG0", "ULONG1999", "ULAST"];
    assert_eq!(company.employs(&ids).await, ids);
}

#[tokio::test]
async fn a_dropped_request_and_a_stop_lose_nothing_that_waits() {
    let company = Company::found().await;
    for id in ["UFIRST", "ULAST"] {
        assert!(company.hires(id.to_owned()).now_or_never().is_none());
    }
    // Closing, as `employs` does first, finishes what waits.
    assert_eq!(
        company.employs(&["UFIRST", "ULAST"]).await,
        ["UFIRST", "ULAST"]
    );
}
