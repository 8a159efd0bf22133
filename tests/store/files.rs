//! SQLite's files: whose they are, what a copy leaves behind, and which versions are taken.

use futures_util::FutureExt as _;
use jiff::Timestamp;
use leadloop::bells::Bells;
use leadloop::domain::campaign::CampaignState;
use leadloop::domain::ids::{LoopId, MemberId, RoundId, UserGroupId};
use leadloop::domain::team::Team;
use leadloop::store::{Store, StoreError, create_anew};
use sqlx::migrate::Migrator;
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

    let newest = newest_version().await;
    let newer = format!("UPDATE _sqlx_migrations SET version = 99 WHERE version = {newest}");
    change(&url, &newer).await;
    assert!(matches!(open().await, Err(StoreError::Newer(99))));
    let served = Store::open(&url, Bells::default()).await;
    assert!(matches!(served, Err(StoreError::Newer(99))));

    let other_tables = format!(
        "UPDATE _sqlx_migrations SET version = {newest}, checksum = x'00' WHERE version = 99"
    );
    change(&url, &other_tables).await;
    assert!(matches!(open().await, Err(StoreError::OtherTables(it)) if it == newest));
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

/// The version of the last migration.
async fn newest_version() -> i64 {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let migrations = Migrator::new(folder).await.unwrap();
    migrations.iter().map(|it| it.version).max().unwrap()
}

/// A database as the first version left it, with a campaign and its owner's answer to a round's numbers.
async fn of_the_first_version(url: &str) {
    let only_first = tempfile::tempdir().unwrap();
    let first = include_str!("../../migrations/0001_first_tables.sql");
    std::fs::write(only_first.path().join("0001_first_tables.sql"), first).unwrap();
    let migrations = Migrator::new(only_first.path()).await.unwrap();
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&format!("{url}?mode=rwc"))
        .await
        .unwrap();
    migrations.run(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let rows = "
        INSERT INTO workspaces (id, name, bot_user_id, pseudonym_salt, installed_ms)
            VALUES ('T1', 'Fabrikam', 'UBOT', 'salt', 0);
        INSERT INTO members (workspace_id, id, name, real_name, zone)
            VALUES ('T1', 'UMARK', 'Mark', 'Mark Example', 'Europe/Amsterdam');
        INSERT INTO loops (workspace_id, id, name, state, cadence, anchor, ask_at, window_days, zone, language,
                leads_per_ask, lead_days_back, shows_names, created_by, created_ms, rep_group)
            VALUES ('T1', 'loop', 'Benelux', 'active', '{}', '2026-09-07', '09:30', 5, 'Europe/Amsterdam', 'en',
                5, 30, 1, 'UMARK', 0, 'S1');
        INSERT INTO loop_roles (workspace_id, loop_id, member_id, role, from_group, joined_ms)
            VALUES ('T1', 'loop', 'UMARK', 'sales', 1, 0);
        INSERT INTO rounds (workspace_id, id, loop_id, number, date, state)
            VALUES ('T1', 'round', 'loop', 1, '2026-09-07', 'closed');
        INSERT INTO campaigns (workspace_id, id, name, name_key, owner_id, goal, created_ms)
            VALUES ('T1', 'webinar', 'Webinar', 'webinar', 'UMARK', 'ten first talks', 0);
        INSERT INTO owner_answers (workspace_id, round_id, campaign_id, member_id, answer, answered_ms)
            VALUES ('T1', 'round', 'webinar', 'UMARK', 'Students are out.', 0);";
    change(url, rows).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_database_is_copied_and_keeps_its_rows_when_it_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let url = url(&folder);
    of_the_first_version(&url).await;
    let name = format!("leadloop.db.before-{}", newest_version().await);
    let (copy, part) = (
        folder.path().join(&name),
        folder.path().join(format!("{name}.part")),
    );
    std::fs::write(&part, "half").unwrap();

    let store = Store::open(&url, Bells::default()).await.unwrap();
    assert!(copy.exists() && !part.exists());
    let (campaign, answers, teams) = store
        .read((), |tx, ()| {
            async move {
                let (tenant, _) = tx.workspaces().await?.pop().unwrap();
                let campaign = tx.campaign_by_name(&tenant, "webinar").await?;
                let answers = tx.owner_answers(&tenant, &RoundId::new("round")).await?;
                let teams = tx.teams(&tenant, &LoopId::new("loop")).await?;
                Ok((campaign.unwrap(), answers, teams))
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(campaign.state, CampaignState::Running);
    assert_eq!(campaign.goal.as_deref(), Some("ten first talks"));
    assert_eq!(answers[0].answer, "Students are out.");
    let group = Team {
        group: UserGroupId::new("S1"),
        name: "S1".to_owned(),
        leads: vec![],
        reps: vec![MemberId::new("UMARK")],
    };
    assert_eq!(teams, [group], "its user group is a team");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_database_says_so_and_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let limited = format!("{}?max_page_count=200", url(&folder));
    let store = Store::open(&limited, Bells::default()).await.unwrap();
    let tenant = crate::small_company::company(&store, "T1").await;
    let write = || {
        store.write(tenant.clone(), |tx, tenant| {
            async move {
                let (member, much) = (MemberId::new("UREP"), "-".repeat(50_000).into());
                tx.keep_form(tenant, "form", &member, &much, Timestamp::UNIX_EPOCH)
                    .await
            }
            .boxed()
        })
    };
    let ballast = "CREATE TABLE ballast AS SELECT zeroblob(1000000) AS filling";
    change(&url(&folder), ballast).await;
    for _ in 0..3 {
        let refused = write().await.unwrap_err();
        assert!(refused.is_of_the_disk(), "{refused}");
        assert!(!store.takes_writes().await);
    }
    change(&url(&folder), "DELETE FROM ballast").await;
    write().await.unwrap();
    assert!(store.takes_writes().await);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_without_room_is_named_at_start() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&url(&folder), Bells::default()).await.unwrap();
    store.close().await;
    let ballast = "CREATE TABLE ballast AS SELECT zeroblob(1000000) AS filling";
    change(&url(&folder), ballast).await;
    let limited = format!("{}?max_page_count=200", url(&folder));
    let refused = Store::open(&limited, Bells::default()).await.unwrap_err();
    assert!(
        matches!(refused, StoreError::Unwritable { .. }),
        "{refused}"
    );
    let said = refused.to_string();
    assert!(said.contains("leadloop.db can't be written"), "{said}");
    assert!(said.contains("see that the disk has room"), "{said}");
}
