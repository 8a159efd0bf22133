//! The command line, as an operator types it.

use clap::{CommandFactory as _, Parser as _};

use super::*;

fn parsed(line: &str) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(line.split('|'))
}

#[test]
fn the_command_line_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn an_import_takes_rules_a_zone_and_a_rehearsal() {
    let cli = parsed(
        "leadloop|import|a.csv|--map|Bron=campaign|--map|Fax=none|--dry-run|--zone|Europe/Amsterdam",
    );
    let Command::Import(args) = cli.unwrap().command else {
        panic!("no import")
    };
    assert_eq!(args.map.len(), 2);
    assert!(args.dry_run);
}

#[test]
fn a_wrong_rule_or_zone_says_what_would_be_right() {
    let fault = parsed("leadloop|import|a.csv|--map|Bron=kampanje").unwrap_err();
    assert!(fault.to_string().contains("the fields are"), "{fault}");
    let fault = parsed("leadloop|import|a.csv|--source|Sales").unwrap_err();
    assert!(fault.to_string().contains("name another one"), "{fault}");
    let fault = parsed("leadloop|export|--zone|Amsterdam").unwrap_err();
    assert!(fault.to_string().contains("Europe/Amsterdam"), "{fault}");
}

#[test]
fn an_export_is_ratings_as_csv_unless_told_otherwise() {
    let Command::Export(args) = parsed("leadloop|export").unwrap().command else {
        panic!("no export")
    };
    assert_eq!(
        (args.what, args.format),
        (export::What::Ratings, export::Format::Csv)
    );
    assert!(parsed("leadloop|export|--what|people").is_err());
}

#[test]
fn the_check_knows_the_scopes_of_the_manifest() {
    let missing = check::missing_scopes(&["chat:write".to_owned()]);
    assert!(missing.contains(&"users:read.email".to_owned()));
    assert!(!missing.contains(&"chat:write".to_owned()));
}

#[test]
fn the_check_finds_who_may_set_loops_up() {
    let person = |id: &str, flag: &str| {
        let user = serde_json::json!({ "id": id, "name": id, flag: true });
        leadloop::slack::people::SlackUser::from_value(&user).unwrap()
    };
    let people = [
        person("U1", "is_owner"),
        person("U2", "has_2fa"),
        person("U3", "deleted"),
        person("U4", "is_restricted"),
    ];
    let named = ["U2", "U3", "U9"].map(leadloop::domain::ids::MemberId::new);
    let admins = check::Admins::among(&people, &named);
    assert_eq!((admins.count, admins.strangers), (2, named[1..].to_vec()));
    let none = check::Admins::among(&people[1..], &[]);
    assert_eq!((none.count, none.strangers), (0, vec![]));
}

#[test]
fn an_error_is_told_with_the_causes_it_does_not_repeat() {
    let error = anyhow::anyhow!("disk full").context("the copy can't be written");
    assert_eq!(
        with_causes(&error),
        "the copy can't be written\n  because disk full"
    );
    let error = anyhow::anyhow!("disk full").context("no copy: disk full");
    assert_eq!(with_causes(&error), "no copy: disk full");
}
