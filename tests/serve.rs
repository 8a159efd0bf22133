//! `leadloop serve` as an operator starts it.

use std::process::Command;

use leadloop::store::serve_alone;

#[test]
fn a_second_one_on_the_same_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("leadloop.db");
    let database = format!("sqlite://{}", file.display());
    let first = serve_alone(&database).expect("nobody serves it");
    let mut leadloop = Command::new(env!("CARGO_BIN_EXE_leadloop"));
    leadloop.env_clear().arg("serve").envs([
        ("SLACK_BOT_TOKEN", "xoxb-1"),
        ("SLACK_APP_TOKEN", "xapp-1"),
        ("LEADLOOP_LISTEN", "127.0.0.1:0"),
        ("DATABASE_URL", database.as_str()),
    ]);
    let second = leadloop.output().expect("it starts");
    assert!(!second.status.success(), "{second:?}");
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(
        said.contains("another leadloop serves this database") && said.contains("leadloop.db.lock"),
        "{said}"
    );
    assert!(!file.exists(), "it touched nothing");
    drop(first);
    serve_alone(&database).expect("nobody serves it any more");
}
