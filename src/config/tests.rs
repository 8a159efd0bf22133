use rstest::rstest;
use secrecy::ExposeSecret;

use super::*;

const SOCKET: [(&str, &str); 2] = [
    ("SLACK_BOT_TOKEN", "xoxb-1-secret"),
    ("SLACK_APP_TOKEN", "xapp-1-secret"),
];

fn read(pairs: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    Settings::from_lookup(|name| {
        pairs
            .iter()
            .rev()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| (*value).to_owned())
    })
}

fn read_with(extra: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    read(&[&SOCKET, extra].concat())
}

#[test]
fn two_tokens_are_enough_for_socket_mode() {
    let settings = read(&SOCKET).unwrap();
    assert!(matches!(settings.door, DoorSettings::Socket { .. }));
    assert_eq!(settings.slack_api_url.as_str(), "https://slack.com/api/");
    assert_eq!(
        settings.database_url.expose_secret(),
        "sqlite://leadloop.db"
    );
    assert_eq!(settings.listen, "127.0.0.1:3000");
    assert_eq!(settings.log, "info");
    assert!(settings.admins.is_empty() && settings.notes.is_empty());
}

#[test]
fn a_signing_secret_without_an_app_token_means_http() {
    let settings = read(&[
        ("SLACK_BOT_TOKEN", "xoxb-1"),
        ("SLACK_SIGNING_SECRET", " abc "),
    ])
    .unwrap();
    let DoorSettings::Http { signing_secret } = settings.door else {
        panic!("not HTTP")
    };
    assert_eq!(signing_secret.expose_secret(), "abc");
}

#[test]
fn with_both_the_socket_wins_and_the_person_is_told() {
    let settings = read_with(&[("SLACK_SIGNING_SECRET", "abc")]).unwrap();
    assert!(matches!(settings.door, DoorSettings::Socket { .. }));
    assert!(settings.notes[0].contains("both set"));
}

#[test]
fn everything_can_be_set() {
    let settings = read_with(&[
        ("SLACK_API_URL", "http://localhost:3900/api"),
        ("DATABASE_URL", "postgres://leadloop:pw@db/leadloop"),
        ("LEADLOOP_LISTEN", "[::]:80"),
        ("LEADLOOP_ADMINS", "U1, W2,,"),
        ("RUST_LOG", "leadloop=debug"),
    ])
    .unwrap();
    assert_eq!(
        settings.slack_api_url.as_str(),
        "http://localhost:3900/api/"
    );
    assert_eq!(settings.admins, [MemberId::new("U1"), MemberId::new("W2")]);
    assert!(settings.notes.is_empty());
}

#[test]
fn all_faults_are_told_at_once() {
    let error = read(&[("LEADLOOP_LISTEN", "3000")]).unwrap_err();
    let variables: Vec<_> = error.0.iter().map(|fault| fault.variable).collect();
    assert_eq!(
        variables,
        ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "LEADLOOP_LISTEN"]
    );
    assert!(error.to_string().contains("SLACK_SIGNING_SECRET"));
}

#[rstest]
#[case("SLACK_BOT_TOKEN", "xapp-hidden")]
#[case("SLACK_BOT_TOKEN", "hidden")]
#[case("SLACK_APP_TOKEN", "xoxb-hidden")]
#[case::as_the_sample_has_it("SLACK_BOT_TOKEN", "xoxb-")]
#[case::as_the_sample_has_it("SLACK_APP_TOKEN", "xapp-")]
#[case("SLACK_API_URL", "ftp://hidden")]
#[case("DATABASE_URL", "mysql://root:hidden@db/x")]
#[case("LEADLOOP_LISTEN", ":3000")]
#[case("LEADLOOP_ADMINS", "U1,anna@example.com")]
fn a_fault_names_the_variable_and_no_secret(#[case] variable: &str, #[case] value: &str) {
    let error = read_with(&[(variable, value)]).unwrap_err();
    assert_eq!(error.0.len(), 1);
    assert_eq!(error.0[0].variable, variable);
    assert!(!error.to_string().contains("hidden"), "{error}");
}

#[test]
fn debug_shows_no_secret() {
    let shown = format!(
        "{:?}",
        read_with(&[("DATABASE_URL", "postgres://a:secret@db/x")]).unwrap()
    );
    assert!(
        !shown.contains("secret@") && !shown.contains("-secret"),
        "{shown}"
    );
}

#[test]
fn the_database_alone_needs_no_tokens() {
    assert_eq!(
        Settings::database_url(|_| None).unwrap().expose_secret(),
        DEFAULT_DATABASE_URL
    );
    assert!(Settings::database_url(|_| Some("oracle:".to_owned())).is_err());
}

#[test]
fn the_sample_names_every_variable() {
    let sample = include_str!("../../.env.sample");
    for variable in [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "SLACK_API_URL",
        "DATABASE_URL",
        "LEADLOOP_LISTEN",
        "LEADLOOP_ADMINS",
        "RUST_LOG",
    ] {
        assert!(sample.contains(&format!("{variable}=")), "{variable}");
    }
}

#[rstest]
#[case::in_memory("sqlite::memory:")]
#[case::in_memory_with_slashes("sqlite://:memory:")]
#[case::by_its_mode("sqlite://x?mode=memory")]
fn a_database_in_memory_is_refused(#[case] url: &str) {
    let error = read_with(&[("DATABASE_URL", url)]).unwrap_err();
    assert_eq!(error.0.len(), 1);
    assert!(error.to_string().contains("name a file"), "{error}");
}

#[test]
fn a_token_that_is_rotated_is_refused_with_the_fix() {
    let error = read_with(&[("SLACK_BOT_TOKEN", "xoxe.xoxb-1-secret")]).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("switch token rotation off"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}
