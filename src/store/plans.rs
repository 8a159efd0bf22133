//! How SQLite goes about what is read often, or while others wait to write: it must find the rows by an index, and never
//! go through all that a workspace has.

use sqlx::{AssertSqlSafe, Row as _};

use super::open_windows::{OF_ASK, OF_WINDOW};
use super::{Store, asks, briefing_readers, leads, ratings, sampling};
use crate::bells::Bells;

#[tokio::test]
async fn no_read_goes_through_all_rows_of_a_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("leadloop.db").display());
    let store = Store::open(&url, Bells::default()).await.unwrap();
    let all_of = |table: &str| format!("SELECT {table}.* ");
    for text in [
        OF_ASK.sqlite.as_str().to_owned(),
        OF_WINDOW.sqlite.as_str().to_owned(),
        all_of("l") + leads::ALIKE,
        all_of("l") + leads::WITHOUT_OWNER + leads::OLDEST_FIRST + " LIMIT 5",
        all_of("asks") + asks::OF_ROUND,
        asks::WAITING_FOR.to_owned(),
        all_of("r") + ratings::OF_LEADS + " ($2, $3)",
        briefing_readers::FIRST_LEAD.to_owned(),
        sampling::ASKED_SO_FAR.to_owned(),
    ] {
        let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}")))
            .fetch_all(&store.writer)
            .await
            .unwrap();
        assert!(!plan.is_empty(), "{text}");
        for step in plan {
            let step: String = step.get("detail");
            let is_small = [" m ", " p ", " f "].iter().any(|it| step.contains(it));
            assert!(
                is_small
                    || (!step.contains("(workspace_id=?)")
                        && (!step.starts_with("SCAN") || step == "SCAN CONSTANT ROW")),
                "{step}: {text}"
            );
        }
    }
    store.close().await;
}
