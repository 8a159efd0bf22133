//! The neighbours: another workspace in the same database, from whose Slack leadloop was removed.
//!
//! Their rows have the very ids that ours have and stand before ours in every table. They say "Neighbour" where ours
//! have a name or a place in Slack, and every instant of theirs is some second and [`THEIR_MS`], as no instant of ours
//! is. So whoever forgets the workspace in a key finds theirs, changes theirs, or tells us of theirs.

use serde_json::Value;

use super::observed::Database;

/// Sorts before the workspace of the story.
const NEIGHBOUR: &str = "T0NEIGHBOUR";
pub(super) const OURS: &str = "T0SANDBOX";
/// Stands in every name that is theirs, and in no name of ours.
pub(super) const MARK: &str = "Neighbour";
/// What only ours have in their names.
const OUR_WORDS: [&str; 5] = ["Firm", "webinar", "Benelux", "Example", "Remark"];
/// Rows that the program forgets by their age, of every workspace.
const FORGOTTEN: [&str; 2] = ["windows", "forms"];
const TEN_YEARS_MS: i64 = 315_360_000_000;
/// What is left of their instants beyond whole seconds.
const THEIR_MS: i64 = 777;
/// Where their messages stand.
const PLACES: [&str; 2] = ["channel", "ts"];

/// What the neighbours have: a table, and its rows as text.
pub(super) struct Neighbours(Vec<(String, Vec<String>)>);

struct Table {
    name: String,
    columns: Vec<(String, bool)>,
}

impl Neighbours {
    /// Gives the neighbours what is ours at this moment, in place of what they had.
    pub(super) async fn like_us(database: &mut Database) -> Self {
        let tables = tables(database).await;
        let mut script = vec!["PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE".to_owned()];
        script.push(format!(
            "INSERT OR REPLACE INTO workspaces (rowid, id, name, bot_user_id, pseudonym_salt, installed_ms, removed_ms)
             SELECT -1, '{NEIGHBOUR}', '{MARK}', bot_user_id, 'salt', installed_ms, installed_ms
             FROM workspaces WHERE id = '{OURS}'"
        ));
        for table in &tables {
            let name = &table.name;
            script.push(format!(
                "DELETE FROM {name} WHERE workspace_id = '{NEIGHBOUR}'"
            ));
            let columns: Vec<_> = table.columns.iter().map(|(it, _)| it.as_str()).collect();
            let theirs: Vec<_> = table.columns.iter().map(disguised).collect();
            script.push(format!(
                "INSERT INTO {name} (rowid, {}) SELECT -rowid, {} FROM {name} WHERE workspace_id = '{OURS}'",
                columns.join(", "),
                theirs.join(", "),
            ));
        }
        script.push("COMMIT".to_owned());
        database.run(&script.join(";\n")).await;
        Self(rows_of(database, &tables).await)
    }

    /// What is not as the neighbours left it.
    pub(super) async fn changed(&self, database: &mut Database) -> Option<String> {
        let tables = tables(database).await;
        let now = rows_of(database, &tables).await;
        for ((table, before), (_, after)) in self.0.iter().zip(&now) {
            let may_go = FORGOTTEN.contains(&table.as_str());
            let gone = before.iter().find(|row| !may_go && !after.contains(row));
            let new = after.iter().find(|row| !before.contains(row));
            if gone.is_some() || new.is_some() {
                return Some(format!(
                    "a row of the neighbours' {table} was {gone:?} and is {new:?}"
                ));
            }
        }
        None
    }
}

/// A table of ours that has something of the neighbours in it.
pub(super) async fn leaked(database: &mut Database) -> Option<String> {
    let tables = tables(database).await;
    let found = database
        .rows(
            &tables
                .iter()
                .map(leaks)
                .collect::<Vec<_>>()
                .join(" UNION ALL "),
        )
        .await;
    let table = found.first()?[0].clone();
    Some(format!("{table} of ours holds something of theirs"))
}

/// Finds one row of ours in this table that has something of theirs.
fn leaks(Table { name, columns }: &Table) -> String {
    let is_theirs = |(column, _): &(String, bool)| match is_instant(column) {
        true => format!("coalesce({column} % 1000 = {THEIR_MS}, 0)"),
        false => format!("instr(coalesce({column}, ''), '{MARK}')"),
    };
    let is_theirs: Vec<_> = columns.iter().map(is_theirs).collect();
    format!(
        "SELECT json_array('{name}') WHERE EXISTS
             (SELECT 1 FROM {name} WHERE workspace_id = '{OURS}' AND {} > 0)",
        is_theirs.join(" + ")
    )
}

fn disguised((column, is_text): &(String, bool)) -> String {
    if column == "workspace_id" {
        return format!("'{NEIGHBOUR}'");
    }
    // What was with Slack is left as not sent: it never may be.
    if column == "state" {
        return "CASE state WHEN 'sending' THEN 'pending' ELSE state END".to_owned();
    }
    if is_instant(column) {
        // A pause that is over is forgotten, in every workspace.
        let later = if column == "away_until_ms" {
            TEN_YEARS_MS
        } else {
            0
        };
        return format!("{column} - {column} % 1000 + {}", later + THEIR_MS);
    }
    if PLACES.contains(&column.as_str()) {
        return format!("CASE WHEN {column} IS NOT NULL THEN '{MARK}' END");
    }
    if !is_text {
        return column.clone();
    }
    let disguise = |inner, word| format!("replace({inner}, '{word}', '{MARK}')");
    OUR_WORDS.into_iter().fold(column.clone(), disguise)
}

fn is_instant(column: &str) -> bool {
    column.ends_with("_ms")
}

async fn tables(database: &mut Database) -> Vec<Table> {
    let found = database
        .rows(
            "SELECT json_array(t.name, json_group_array(json_array(c.name, c.type)))
             FROM sqlite_schema t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' GROUP BY t.name
             HAVING sum(c.name = 'workspace_id') = 1 ORDER BY t.name",
        )
        .await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let table = |row: &Value| Table {
        name: text(&row[0]),
        columns: row[1]
            .as_array()
            .expect("columns")
            .iter()
            .map(|it| (text(&it[0]), it[1] == "TEXT"))
            .collect(),
    };
    found.iter().map(table).collect()
}

async fn rows_of(database: &mut Database, tables: &[Table]) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for table in tables {
        let name = &table.name;
        let columns: Vec<_> = table.columns.iter().map(|(it, _)| it.as_str()).collect();
        let rows = database
            .rows(&format!(
                "SELECT json_array({}) FROM {name} WHERE workspace_id = '{NEIGHBOUR}' ORDER BY rowid",
                columns.join(", ")
            ))
            .await;
        all.push((name.clone(), rows.iter().map(Value::to_string).collect()));
    }
    all
}
