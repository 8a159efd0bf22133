//! An import that is killed half-way: what was committed stays, and the next one completes it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::world::World;

const ROWS: usize = 1_600;

fn file() -> String {
    let mut file = String::from("Record ID,Company,Name,E-mail,Campaign,Owner,Create date,Notes\n");
    // Long rows: a file is looked at for 256 KiB before the first row is stored.
    let note = "She asked for a call. ".repeat(25);
    for row in 0..ROWS {
        writeln!(
            file,
            "{row},Company {row},Person {row},p{row}@import.example,Autumn,Tom Becker,2026-11-03,{note}"
        )
        .unwrap();
    }
    file
}

#[tokio::test]
async fn an_import_that_was_killed_is_completed_by_the_next() {
    let world = World::new().await;
    let file = file();
    let database = world.folder.path().join("leadloop.db");
    let mut child = Command::new(env!("CARGO_BIN_EXE_leadloop"))
        .args(["import", "-", "--zone", "Europe/Amsterdam"])
        .env("DATABASE_URL", format!("sqlite://{}", database.display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    // It waits for the rest of the file, with more than one transaction behind it.
    let (most, _never_sent) = file.split_at(file.len() * 3 / 4);
    let mut input = child.stdin.take().unwrap();
    input.write_all(most.as_bytes()).unwrap();
    while world.leads().await.len() < 500 {
        assert_eq!(child.try_wait().unwrap(), None, "it ended by itself");
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let left = world.leads().await;
    assert!((500..ROWS).contains(&left.len()), "{}", left.len());
    assert_eq!(left.len() % 100, 0, "whole transactions alone are kept");
    let second = world.import(file.as_bytes(), false).await.report;
    assert_eq!(
        (second.new, second.unchanged),
        (ROWS - left.len(), left.len())
    );
    assert_eq!((second.updated, second.not_kept), (0, 0));
    let after: Vec<_> = world.leads().await;
    assert!(
        left.iter().all(|lead| after.contains(lead)),
        "what was there stays as it was"
    );
}
