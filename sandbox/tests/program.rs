//! The program as a person at a terminal meets it.

#![expect(
    clippy::expect_used,
    reason = "a story ends where the world is not as told"
)]

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Output, Stdio},
};

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_slack-sandbox"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut stdin = child.stdin.take().expect("an input");
    stdin.write_all(input.as_bytes()).expect("written");
    drop(stdin);
    child.wait_with_output().expect("ended")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_sound_file_is_passed_in_silence() {
    for sound in [
        r#"{"text": "Hello", "blocks": [{"type": "divider"}]}"#,
        r#"[{"type": "divider"}]"#,
        r#"{"type": "home", "blocks": []}"#,
    ] {
        let output = run(&["validate", "-"], sound);
        assert_eq!(
            (output.status.code(), text(&output.stdout).as_str()),
            (Some(0), "")
        );
    }
}

#[test]
fn a_broken_file_gets_a_line_per_fault() {
    let broken = r#"{"type": "modal", "title": {"type": "plain_text", "text": "A title that is far too long"},
        "blocks": [{"type": "header"}]}"#;
    let output = run(&["validate", "-"], broken);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stdout),
        "/blocks/0: missing required field: text (missing_field)\n\
         /title/text: must be less than 25 characters (failed_constraint)\n"
    );
    let empty = run(&["validate", "-"], "{}");
    assert_eq!(
        text(&empty.stdout),
        "/: must provide text, blocks or attachments (no_text)\n"
    );
}

#[test]
fn what_is_no_json_or_not_there_is_said() {
    let output = run(&["validate", "-"], "{");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("- is no JSON: EOF while parsing"));
    let output = run(&["validate", "/nowhere.json"], "");
    assert!(text(&output.stderr).starts_with("can't read /nowhere.json"));
}

#[test]
fn a_bad_config_is_told_with_its_fix() {
    let path = std::env::temp_dir().join(format!("slack-sandbox-{}.toml", std::process::id()));
    let config = "[[users]]\nid = 'U0BEN'\nname = 'ben'\ntz = 'Amsterdam'\n\
                  [[channels]]\nid = 'C0X'\nname = 'Sales Team'\nmembers = ['U404']\n[app]\nevents = ['message']\n[app.request_urls.commands]\n'/hm' = 'localhost'";
    std::fs::write(&path, config).expect("written");
    let output = run(
        &["--config", path.to_str().expect("text"), "--port", "0"],
        "",
    );
    let unknown = "[app]\ncolour = 'red'";
    std::fs::write(&path, unknown).expect("written");
    let second = run(
        &["--config", path.to_str().expect("text"), "--port", "0"],
        "",
    );
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    for sentence in [
        "user \"ben\": no time zone is called \"Amsterdam\"; use an IANA name like \"Europe/Amsterdam\"",
        "channel \"#Sales Team\": that is no channel name; use 1 to 80 small letters, digits, - or _, without #",
        "channel \"#Sales Team\": nobody has the id \"U404\"; add that user",
        "app: \"localhost\" is no URL to reach it at; begin it with http://",
        "app: there is a request URL for \"/hm\" but no such command; add it to [[app.commands]]",
        "app: one can't subscribe to \"message\"; name message.channels",
    ] {
        assert!(said.contains(sentence), "{said}");
    }
    let said = text(&second.stderr);
    assert!(
        said.contains("unknown field `colour`") && said.contains("line 2"),
        "{said}"
    );
}

#[test]
fn the_example_config_is_a_workspace() {
    let output = run(&["--example-config"], "");
    let config =
        slack_sandbox::WorkspaceConfig::from_toml(&text(&output.stdout)).expect("a workspace");
    assert_eq!(config.users.len(), 2);
    assert_eq!(slack_sandbox::WorkspaceConfig::default().faults(), [""; 0]);
}

#[test]
fn it_says_how_to_begin() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_slack-sandbox"))
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let stdout = BufReader::new(child.stdout.take().expect("an output"));
    let lines: Vec<_> = stdout
        .lines()
        .map_while(Result::ok)
        .take_while(|line| line != "# Ctrl-C ends it.")
        .collect();
    child.kill().expect("ended");
    child.wait().expect("ended");
    assert!(lines[0].starts_with("SLACK_API_URL=http://127.0.0.1:"));
    assert_eq!(lines[1], "SLACK_BOT_TOKEN=xoxb-sandbox-bot");
    assert_eq!(lines[2], "SLACK_APP_TOKEN=xapp-sandbox-app");
    assert!(lines.iter().any(|line| line.contains("slackApiUrl")));
}
