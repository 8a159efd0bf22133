//! The house rules that no compiler checks (docs/ARCHITECTURE.md), held against the sources themselves.
//!
//! Code within test modules is exempt from all but the SQL rule.

#![expect(
    clippy::unwrap_used,
    reason = "sources that can't be read end the test"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

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
];

/// What a rule finds in a file.
type Rule = fn(&Source) -> Vec<Fault>;

/// A broken rule, as a compiler would tell it.
#[derive(Debug)]
struct Fault {
    file: String,
    line: usize,
    rule: String,
}

/// A source file as the rules see it.
struct Source {
    /// From the root of the repository, with `/`.
    path: String,
    lines: Vec<Line>,
}

struct Line {
    number: usize,
    /// Without comments.
    code: String,
    in_tests: bool,
}

impl Source {
    fn new(path: &str, text: &str, only_for_tests: bool) -> Self {
        let mut lines = Vec::new();
        let mut in_tests = only_for_tests;
        let all: Vec<&str> = text.lines().collect();
        for (index, line) in all.iter().enumerate() {
            // By custom, a test module stands at the end of its file.
            let opens_tests = line.trim() == "#[cfg(test)]"
                && all
                    .get(index + 1)
                    .and_then(|next| module_line(next))
                    .is_some_and(|(_, is_here)| is_here);
            in_tests |= opens_tests;
            let code = line.split("//").next().unwrap_or_default();
            lines.push(Line {
                number: index + 1,
                // A URL in a text is no comment.
                code: if line.contains("://") && !line.trim_start().starts_with("//") {
                    (*line).to_owned()
                } else {
                    code.to_owned()
                },
                in_tests,
            });
        }
        Self {
            path: path.to_owned(),
            lines,
        }
    }

    /// The module right under `src/` to which the file belongs.
    fn module(&self) -> &str {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        path.split(['/', '.']).next().unwrap_or_default()
    }

    fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// A fault for every line of the program itself that `breaks` the rule.
    fn faults(&self, rule: &str, breaks: impl Fn(&str) -> bool) -> Vec<Fault> {
        let program = self.lines.iter().filter(|line| !line.in_tests);
        self.faults_in(program, rule, breaks)
    }

    fn faults_in<'l>(
        &self,
        lines: impl Iterator<Item = &'l Line>,
        rule: &str,
        breaks: impl Fn(&str) -> bool,
    ) -> Vec<Fault> {
        lines
            .filter(|line| breaks(&line.code))
            .map(|line| Fault {
                file: self.path.clone(),
                line: line.number,
                rule: rule.to_owned(),
            })
            .collect()
    }
}

/// The modules of the crate that a line of code names.
fn named_modules(code: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let group = rest.strip_prefix('{').map(|it| it.split('}').next());
        match group.flatten() {
            Some(group) => names.extend(group.split(',').map(|it| first_word(it.trim()))),
            None => names.push(first_word(rest)),
        }
    }
    names
}

fn first_word(code: &str) -> &str {
    let end = code.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &code[..end.unwrap_or(code.len())]
}

/// The name of the module that a line opens or declares, and whether its text stands right here.
fn module_line(line: &str) -> Option<(&str, bool)> {
    let line = line.trim_start();
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ").map_or("", |(_, it)| it),
        Some(rest) => rest.trim_start(),
        None => line,
    };
    let rest = line.strip_prefix("mod ")?;
    Some((first_word(rest), rest.trim_end().ends_with('{')))
}

fn imports_go_one_way(source: &Source) -> Vec<Fault> {
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

fn the_domain_is_pure(source: &Source) -> Vec<Fault> {
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

fn sql_stays_in_the_store(source: &Source) -> Vec<Fault> {
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

fn slack_stays_in_its_folder(source: &Source) -> Vec<Fault> {
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

fn time_is_the_clocks(source: &Source) -> Vec<Fault> {
    if REAL_TIME.iter().any(|(path, _)| *path == source.path) {
        return Vec::new();
    }
    let rule = format!("ask the Clock (real time is read in {REAL_TIME:?} alone)");
    source.faults(&rule, |code| CLOCKS.iter().any(|it| code.contains(it)))
}

fn tests_are_no_other_program(source: &Source) -> Vec<Fault> {
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

fn the_sandbox_knows_no_leadloop(source: &Source) -> Vec<Fault> {
    let rule = "the sandbox knows Slack's wire and nothing of leadloop";
    source.faults_in(source.lines.iter(), rule, |code| {
        code.contains("leadloop::") || code.contains("use leadloop")
    })
}

/// One text of SQL for both databases.
fn migrations_are_portable(source: &Source) -> Vec<Fault> {
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

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no .{ending} files under {folder}");
    found
}

/// Files that a `#[cfg(test)] mod name;` makes part of the tests alone, and the folders beside them.
fn test_files(paths: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let is_root = ["mod.rs", "lib.rs", "main.rs"]
            .iter()
            .any(|it| path.ends_with(it));
        let folder = if is_root {
            path.parent().unwrap().to_owned()
        } else {
            path.with_extension("")
        };
        for index in (0..lines.len()).filter(|index| lines[*index] == "#[cfg(test)]") {
            let mut path_attribute = None;
            for line in &lines[index + 1..] {
                let attribute = line.strip_prefix("#[path = \"");
                if let Some(file) = attribute.and_then(|it| it.strip_suffix("\"]")) {
                    path_attribute = Some(file);
                } else if !line.starts_with("#[") {
                    if let Some((name, false)) = module_line(line) {
                        // A path attribute is read from the folder of the file that has it.
                        let file = path_attribute.map_or_else(
                            || folder.join(format!("{name}.rs")),
                            |it| path.with_file_name(it),
                        );
                        found.insert(file);
                        found.insert(folder.join(name));
                    }
                    break;
                }
            }
        }
    }
    found
}

fn sources(folder: &str, ending: &str) -> Vec<Source> {
    let paths = files(folder, ending);
    let only_for_tests = test_files(&paths);
    paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.strip_prefix(root()).unwrap();
            let name = name.to_string_lossy().replace('\\', "/");
            let in_tests = path.ancestors().any(|it| only_for_tests.contains(it));
            Source::new(&name, &text, in_tests)
        })
        .collect()
}

fn assert_none(faults: &[Fault]) {
    let mut list = String::new();
    for fault in faults {
        writeln!(list, "{}:{}: {}", fault.file, fault.line, fault.rule).unwrap();
    }
    assert!(
        faults.is_empty(),
        "{} rules are broken:\n{list}",
        faults.len()
    );
}

fn check(folder: &str, ending: &str, rule: Rule) {
    let faults: Vec<Fault> = sources(folder, ending).iter().flat_map(rule).collect();
    assert_none(&faults);
}

#[test]
fn modules_import_one_way() {
    check("src", "rs", imports_go_one_way);
}

#[test]
fn domain_is_pure() {
    check("src", "rs", the_domain_is_pure);
}

#[test]
fn sql_is_in_the_store_only() {
    check("src", "rs", sql_stays_in_the_store);
}

#[test]
fn slack_is_in_its_folder_only() {
    check("src", "rs", slack_stays_in_its_folder);
}

#[test]
fn time_is_read_by_the_clock_only() {
    check("src", "rs", time_is_the_clocks);
}

#[test]
fn the_program_is_the_same_in_tests() {
    check("src", "rs", tests_are_no_other_program);
}

#[test]
fn sandbox_is_independent() {
    check("sandbox", "rs", the_sandbox_knows_no_leadloop);
    let manifest = std::fs::read_to_string(root().join("sandbox/Cargo.toml")).unwrap();
    assert!(
        !manifest.contains("leadloop"),
        "sandbox/Cargo.toml names leadloop"
    );
}

#[test]
fn migrations_suit_both_databases() {
    check("migrations", "sql", migrations_are_portable);
}

/// A checker that finds nothing anywhere would pass as well.
#[test]
fn each_rule_has_teeth() {
    let broken: &[(Rule, &str, &str)] = &[
        (
            imports_go_one_way,
            "src/domain/lead.rs",
            "use crate::store::Tx;",
        ),
        (
            imports_go_one_way,
            "src/features/rate_leads.rs",
            "use crate::slack::views;",
        ),
        (
            imports_go_one_way,
            "src/run.rs",
            "use slack_sandbox::Sandbox;",
        ),
        (the_domain_is_pure, "src/domain/lead.rs", "use sqlx::query;"),
        (
            the_domain_is_pure,
            "src/domain/lead.rs",
            "pub async fn lead() {}",
        ),
        (
            sql_stays_in_the_store,
            "src/features/a.rs",
            "query(\"SELECT id FROM leads\")",
        ),
        (
            sql_stays_in_the_store,
            "src/store/leads.rs",
            "query(\"VALUES (NOW())\")",
        ),
        (
            slack_stays_in_its_folder,
            "src/app.rs",
            "let trigger_id = 1;",
        ),
        (
            time_is_the_clocks,
            "src/outbox.rs",
            "let now = Timestamp::now();",
        ),
        (
            tests_are_no_other_program,
            "src/outbox.rs",
            "#[cfg(test)]\nfn only_in_tests() {}",
        ),
        (
            tests_are_no_other_program,
            "src/outbox.rs",
            "if cfg!(test) {}",
        ),
        (
            the_sandbox_knows_no_leadloop,
            "sandbox/src/lib.rs",
            "use leadloop::domain;",
        ),
        (
            migrations_are_portable,
            "migrations/2.sql",
            "ALTER TABLE a ADD b BOOLEAN;",
        ),
    ];
    for (rule, path, text) in broken {
        let faults = rule(&Source::new(path, text, false));
        assert_eq!(faults.len(), 1, "{path}: {text}");
        assert_eq!((faults[0].file.as_str(), faults[0].line), (*path, 1));
    }
    let quiet = "// crate::slack\n#[cfg(test)]\nmod tests {\n    use crate::slack;\n}\n";
    let quiet = Source::new("src/features/a.rs", quiet, false);
    assert_none(&imports_go_one_way(&quiet));
    assert_none(&tests_are_no_other_program(&quiet));
}
