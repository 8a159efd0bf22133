//! What goes wrong with the database: it takes no row, it fails to commit, or somebody else holds it.

use super::observed::Database;

/// Makes every insert and update fail, as on a disk that is full.
pub(super) async fn fill_the_disk(database: &mut Database) {
    for_each_table(database, "SELECT RAISE(ABORT, 'database or disk is full')").await;
}

/// Lets every insert and update work, and the commit after it fail: the program learns of it at the last moment.
pub(super) async fn break_commits(database: &mut Database) {
    database
        .run(
            "CREATE TABLE trouble_there (id INTEGER PRIMARY KEY);
             CREATE TABLE trouble (id INTEGER REFERENCES trouble_there (id) DEFERRABLE INITIALLY DEFERRED)",
        )
        .await;
    for_each_table(database, "INSERT INTO trouble VALUES (1)").await;
}

async fn for_each_table(database: &mut Database, effect: &str) {
    let tables = database
        .rows(
            "SELECT json_array(name) FROM sqlite_schema
             WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlx%' AND name NOT LIKE 'trouble%'",
        )
        .await;
    let mut script = Vec::new();
    for table in &tables {
        let table = table[0].as_str().unwrap_or_default();
        for event in ["INSERT", "UPDATE"] {
            script.push(format!(
                "CREATE TRIGGER trouble_{event}_{table} AFTER {event} ON {table} BEGIN {effect}; END"
            ));
        }
    }
    database.run(&script.join(";\n")).await;
}

/// The database is well again.
pub(super) async fn mend(database: &mut Database) {
    let found = database
        .rows(
            "SELECT json_array(type, name) FROM sqlite_schema
             WHERE name LIKE 'trouble%' AND type IN ('trigger', 'table') ORDER BY type DESC, name",
        )
        .await;
    let drops: Vec<_> = found
        .iter()
        .map(|it| {
            let text = |at: usize| it[at].as_str().unwrap_or_default();
            format!("DROP {} {}", text(0), text(1))
        })
        .collect();
    if !drops.is_empty() {
        database.run(&drops.join(";\n")).await;
    }
}

/// Somebody else begins to write, and does not come to an end.
pub(super) async fn hold(database: &mut Database) {
    database.run("BEGIN IMMEDIATE").await;
}

/// They come to an end.
pub(super) async fn let_go(database: &mut Database) {
    database.run("ROLLBACK").await;
}
