//! The rules: what each finds in one source file.

use super::source::{Fault, Source, module_line, named_modules};

/// What a module may import of the others in `src/`: these alone.
const ONLY: &[(&str, &[&str])] = &[
    ("domain", &["domain"]),
    ("clock", &[]),
    ("bells", &[]),
    ("store", &["store", "domain", "bells"]),
    ("app", &["store", "clock", "bells", "domain"]),
    ("texts", &["texts", "domain"]),
];

/// What a module may not import.
const NEVER: &[(&str, &[&str])] = &[
    (
        "features",
        &[
            "slack",
            "web",
            "outbox",
            "scheduler",
            "texts",
            "run",
            "demo",
        ],
    ),
    (
        "import",
        &["slack", "web", "outbox", "scheduler", "run", "demo"],
    ),
    (
        "export",
        &["slack", "web", "outbox", "scheduler", "run", "demo"],
    ),
    ("scheduler", &["slack", "web", "outbox", "run", "demo"]),
    ("slack", &["web", "outbox", "scheduler", "run", "demo"]),
    ("outbox", &["web", "scheduler", "run", "demo"]),
    ("web", &["features", "run", "demo"]),
];

/// Crates that the domain may use besides `std`.
const CRATES_OF_DOMAIN: &[&str] = &[
    "jiff",
    "serde",
    "unicode_normalization",
    "unicode_segmentation",
];

/// What reads or waits for real time, and where that is right.
const CLOCKS: &[&str] = &[
    "Timestamp::now",
    "Zoned::now",
    "SystemTime::now",
    "Instant::now",
    "thread::sleep",
    "time::sleep",
    "time::interval",
    "Uuid::now_v7",
];
const REAL_TIME: &[(&str, &str)] = &[
    ("src/clock.rs", "the one reader of time"),
    (
        "src/slack/socket_door/connection.rs",
        "the socket's ping watchdog",
    ),
    (
        "src/store/group_commit.rs",
        "for how long a commit lets others join it",
    ),
];

pub(super) fn imports_go_one_way(source: &Source) -> Vec<Fault> {
    let mut faults = source.faults(
        "write `use crate::{…}` on one line, so that the import rule can be read",
        |code| code.contains("crate::{") && !code.contains('}'),
    );
    for (module, only) in ONLY.iter().filter(|(it, _)| *it == source.module()) {
        let rule = format!("{module} may import {only:?} of this crate, and no other module");
        faults.extend(source.faults(&rule, |code| {
            named_modules(code)
                .iter()
                .any(|name| !name.is_empty() && !only.contains(name))
        }));
    }
    for (module, never) in NEVER.iter().filter(|(it, _)| *it == source.module()) {
        let rule = format!("{module} never imports {never:?}");
        faults.extend(source.faults(&rule, |code| {
            named_modules(code).iter().any(|name| never.contains(name))
        }));
    }
    if source.module() != "demo" {
        faults.extend(
            source.faults("only the demo and the tests know the sandbox", |code| {
                code.contains("slack_sandbox")
            }),
        );
    }
    faults
}

pub(super) fn the_domain_is_pure(source: &Source) -> Vec<Fault> {
    if source.module() != "domain" {
        return Vec::new();
    }
    let mut faults = source.faults("the domain is not async", |code| {
        code.contains("async ") || code.contains(".await")
    });
    let rule = format!("the domain uses std and {CRATES_OF_DOMAIN:?}, no other crate");
    faults.extend(source.faults(&rule, |code| {
        let code = code.trim_start();
        let code = code.strip_prefix("pub ").unwrap_or(code);
        code.strip_prefix("use ").is_some_and(|path| {
            let first = path.split([':', ';', ' ']).next().unwrap_or_default();
            let own = ["std", "super", "self", "crate"].contains(&first);
            // `pub use advance::…` names a module of the domain itself.
            let is_crate = !own && !path_is_module(source, first);
            is_crate && !CRATES_OF_DOMAIN.contains(&first)
        })
    }));
    faults
}

/// Whether a file declares a module of this name.
fn path_is_module(source: &Source, name: &str) -> bool {
    let declared = [format!("mod {name};"), format!("pub mod {name};")];
    let mut lines = source.lines.iter();
    lines.any(|line| declared.iter().any(|it| line.code.trim() == it))
}

pub(super) fn sql_stays_in_the_store(source: &Source) -> Vec<Fault> {
    if source.is_in("src/store/") {
        return source.faults("SQL never asks for the time: bind it", |code| {
            ["CURRENT_TIMESTAMP", "NOW()", "unixepoch(", "datetime('"]
                .iter()
                .any(|it| code.contains(it))
        });
    }
    source.faults_in(source.lines.iter(), "SQL belongs in src/store", |code| {
        ["SELECT ", "INSERT INTO", "DELETE FROM"]
            .iter()
            .any(|it| code.contains(it))
            || (code.contains("UPDATE ") && code.contains(" SET "))
    })
}

pub(super) fn slack_stays_in_its_folder(source: &Source) -> Vec<Fault> {
    // The demo describes a whole Slack workspace to the sandbox, in Slack's words.
    if ["slack", "demo"].contains(&source.module()) {
        return Vec::new();
    }
    source.faults("only src/slack knows Slack's wire", |code| {
        ["callback_id", "trigger_id", "slack_morphism"]
            .iter()
            .any(|it| code.contains(it))
    })
}

pub(super) fn time_is_the_clocks(source: &Source) -> Vec<Fault> {
    if REAL_TIME.iter().any(|(path, _)| *path == source.path) {
        return Vec::new();
    }
    let rule = format!("ask the Clock (real time is read in {REAL_TIME:?} alone)");
    source.faults(&rule, |code| CLOCKS.iter().any(|it| code.contains(it)))
}

pub(super) fn tests_are_no_other_program(source: &Source) -> Vec<Fault> {
    let mut faults = source.faults(
        "no cfg(test) in the flow of the program: tests differ by what they hand to it",
        |code| code.contains("cfg!(test)") || code.contains("cfg(not(test"),
    );
    for (index, line) in source.lines.iter().enumerate() {
        let after = source.lines.iter().skip(index + 1);
        let mut after = after.map(|line| line.code.trim_start());
        let next = after.find(|code| !code.starts_with("#["));
        if line.code.trim() == "#[cfg(test)]" && next.and_then(module_line).is_none() {
            faults.push(Fault {
                file: source.path.clone(),
                line: line.number,
                rule: "cfg(test) stands before a test module, before nothing else".to_owned(),
            });
        }
    }
    faults
}

pub(super) fn the_sandbox_knows_no_leadloop(source: &Source) -> Vec<Fault> {
    let rule = "the sandbox knows Slack's wire and nothing of leadloop";
    source.faults_in(source.lines.iter(), rule, |code| {
        code.contains("leadloop::") || code.contains("use leadloop")
    })
}

/// One text of SQL for both databases.
pub(super) fn migrations_are_portable(source: &Source) -> Vec<Fault> {
    let rule = "TEXT, BIGINT, INTEGER and SMALLINT are what SQLite and PostgreSQL share here";
    source.faults_in(source.lines.iter(), rule, |code| {
        let words = code.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let mut words = words.filter(|_| !code.trim_start().starts_with("--"));
        words.any(|word| {
            [
                "BOOLEAN",
                "TIMESTAMP",
                "TIMESTAMPTZ",
                "UUID",
                "JSON",
                "JSONB",
                "SERIAL",
                "AUTOINCREMENT",
                "DATETIME",
                "CURRENT_TIMESTAMP",
            ]
            .contains(&word)
        })
    })
}
