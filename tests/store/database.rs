//! A database of a test's own, empty but for its tables.

#[cfg(feature = "postgres-tests")]
use std::sync::atomic::{AtomicU32, Ordering};

use leadloop::bells::Bells;
use leadloop::store::Store;
#[cfg(feature = "postgres-tests")]
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tempfile::TempDir;

#[cfg(feature = "postgres-tests")]
static NEXT: AtomicU32 = AtomicU32::new(0);

pub(crate) struct Database {
    pub(crate) store: Store,
    place: Place,
}

enum Place {
    Folder(TempDir),
    #[cfg(feature = "postgres-tests")]
    Server {
        url: String,
        name: String,
    },
}

impl Database {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("leadloop.db").display());
        Self {
            store: Store::open(&url, Bells::default()).await.unwrap(),
            place: Place::Folder(folder),
        }
    }

    #[cfg(feature = "postgres-tests")]
    #[expect(clippy::expect_used, reason = "says what the tests need")]
    pub(crate) async fn postgres() -> Self {
        let url = std::env::var("LEADLOOP_TEST_POSTGRES_URL")
            .expect("set LEADLOOP_TEST_POSTGRES_URL to a server's postgres:// URL");
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("leadloop_test_{}_{number}", std::process::id());
        on_server(&url, format!("CREATE DATABASE {name}")).await;
        let (server, _) = url.rsplit_once('/').expect("a URL that names a database");
        Self {
            store: Store::open(&format!("{server}/{name}"), Bells::default())
                .await
                .unwrap(),
            place: Place::Server { url, name },
        }
    }

    pub(crate) async fn remove(self) {
        self.store.close().await;
        match self.place {
            Place::Folder(folder) => folder.close().unwrap(),
            #[cfg(feature = "postgres-tests")]
            Place::Server { url, name } => {
                on_server(&url, format!("DROP DATABASE {name} WITH (FORCE)")).await;
            }
        }
    }
}

#[cfg(feature = "postgres-tests")]
async fn on_server(url: &str, statement: String) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}
