//! The house rules that no compiler checks (docs/ARCHITECTURE.md), held against the sources themselves.
//!
//! Code within test modules is exempt from all but the SQL rule.

#![expect(
    clippy::unwrap_used,
    reason = "sources that can't be read end the test"
)]

mod rules;
mod source;

use std::fmt::Write as _;

use rules::{
    imports_go_one_way, migrations_are_portable, slack_stays_in_its_folder, sql_stays_in_the_store,
    tests_are_no_other_program, the_domain_is_pure, the_sandbox_knows_no_leadloop,
    time_is_the_clocks,
};
use source::{Fault, Rule, Source, root, sources};

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
