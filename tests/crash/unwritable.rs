//! The database can't be written: it is full, or its file is read-only. Nothing is acknowledged that is not stored, people
//! are told, the operator can see it, and with room again everything goes on.

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use futures_util::FutureExt as _;
use slack_sandbox::Submitted;
use sqlx::{AnyConnection, Connection as _};

use crate::answers::{ACCEPTED, Answers, COMMENT, UNTOUCHED, WRONG};
use crate::company::REPS;
use crate::slack::SANNE;
use crate::world::{Door, World};

/// Bytes of a page: so few that whatever is new needs one.
const PAGE: u32 = 512;
/// Pages that the database may have.
const PAGES_MAX: u32 = 3000;
/// A user without any rights.
const NOBODY: u32 = 65534;

pub(crate) async fn full(door: Door) {
    let mut world = World::begin(door, &[]).await;
    world
        .statement(&format!("PRAGMA page_size = {PAGE}; VACUUM"))
        .await;
    world.url_ends_with = format!("?max_page_count={PAGES_MAX}");
    world.begin_round().await;
    world.until("2026-11-16T08:29:00Z").await;

    // When the pages in use hold no more, asks wait, and the operator can see why.
    world.fill().await;
    world.until("2026-11-16T15:30:00Z").await;
    assert!(world.asked() < REPS.len());
    let (status, said) = world.readiness().await;
    assert_eq!(
        (status, &*said),
        (503, "not ready: writing to the database\n")
    );
    let log = world.log();
    let errors = log.iter().filter(|it| it.contains("ERROR")).count();
    assert!(
        (1..=200).contains(&errors),
        "{errors} in seven hours: {log:#?}"
    );
    assert!(
        log.iter().any(|it| it.contains("database or disk is full")),
        "{log:#?}"
    );
    world.drain().await;
    world.until("2026-11-16T15:45:00Z").await;
    assert_eq!(world.asked(), REPS.len(), "{:#?}", world.log());
    assert_eq!(world.readiness().await.0, 200);

    // What is not stored is not acknowledged.
    world.open_window().await;
    world.choose(ACCEPTED).await;
    world.fill().await;
    for _ in 0..2 {
        world.is_not_saved().await;
    }
    world.drain().await;
    assert_eq!(world.ratings().await, 0);
    world.is_saved().await;

    // A stop on a full disk: it says why it can't start, and loses nothing.
    world.choose(WRONG).await;
    world.fill().await;
    world.is_not_saved().await;
    world.kill("on a full disk").await;
    let said = world.start_in_vain().await;
    assert!(said.contains(&world.file().display().to_string()), "{said}");
    assert!(
        said.contains("is full") && said.contains("has room"),
        "{said}"
    );
    world.drain().await;
    world.start_bot().await;
    assert_eq!(world.ratings().await, 1);
    world.is_saved().await;
    assert_eq!(world.ratings().await, 2);
    assert_eq!(world.asked(), REPS.len(), "nobody was asked twice");
}

pub(crate) async fn read_only(door: Door) {
    let mut world = World::begin(door, &[]).await;
    let folder = world.file().parent().expect("a folder").to_owned();
    // Root may write what is read-only.
    if std::fs::metadata("/proc/self").expect("who I am").uid() == 0 {
        std::os::unix::fs::chown(&folder, Some(NOBODY), None).expect("nobody's folder");
        world.user = Some(NOBODY);
    }
    world.begin_round().await;
    world.until("2026-11-16T08:31:00Z").await;
    let (file, asked) = (world.file(), world.asked());

    // Who has a file open may go on writing it.
    permit(&file, 0o400);
    world.open_window().await;
    world.choose(ACCEPTED).await;
    world.is_saved().await;
    world.kill("with its file read-only").await;

    is_named(&mut world).await;
    permit(&file, 0o600);
    assert_eq!((world.ratings().await, world.asked()), (1, asked));

    // SQLite keeps a log beside it.
    permit(&folder, 0o500);
    is_named(&mut world).await;
    permit(&folder, 0o700);
    world.start_bot().await;
    world.rest().await.expect("nobody kills it");
    world.choose(UNTOUCHED).await;
    world.is_saved().await;
    assert_eq!(world.ratings().await, 2);
}

/// A bot that can't write says which file it is, and how that is mended.
async fn is_named(world: &mut World) {
    let said = world.start_in_vain().await;
    let file = world.file().display().to_string();
    assert!(said.contains(&file), "{said}");
    let mend = "let the user that runs leadloop write the file and its folder";
    assert!(said.contains(mend), "{said}");
}

fn permit(path: &std::path::Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).expect("permissions");
}

impl World {
    /// Does something to the database, past the bot and its limits.
    async fn statement(&self, statement: &str) {
        sqlx::any::install_default_drivers();
        let url = format!("sqlite://{}?mode=rwc", self.file().display());
        let mut connection = AnyConnection::connect(&url).await.expect("the database");
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned()))
            .execute(&mut connection)
            .await
            .expect("a statement");
        connection.close().await.expect("closed");
    }

    /// Takes all the room there is, and more.
    async fn fill(&self) {
        let bytes = PAGE * (PAGES_MAX + 1000);
        self.statement(&format!(
            "CREATE TABLE IF NOT EXISTS ballast (filling BLOB); INSERT INTO ballast VALUES (zeroblob({bytes}))"
        ))
        .await;
    }

    /// Makes room again.
    async fn drain(&self) {
        self.statement("DELETE FROM ballast").await;
    }

    /// How many messages reps have.
    fn asked(&self) -> usize {
        let messages = |id: &&str| self.slack.person(id).messages_in_dm_with_app().len();
        REPS.iter().map(messages).sum()
    }

    async fn readiness(&mut self) -> (u16, String) {
        let url = format!("http://{}/readyz", self.address());
        let answer = reqwest::get(url).await.expect("an answer");
        let status = answer.status().as_u16();
        (status, answer.text().await.expect("a text"))
    }

    async fn ratings(&self) -> usize {
        let (store, tenant) = self.store().await;
        let page = store.read(tenant, |tx, tenant| {
            tx.ratings_page(tenant, None, 99).boxed()
        });
        let page = page.await.expect("the ratings");
        store.close().await;
        page.len()
    }

    async fn open_window(&mut self) {
        let opened = self
            .quietly(async |slack| {
                let sanne = slack.person(SANNE);
                let ask = sanne.last_in_dm_with_app().expect("an ask");
                sanne.press(&ask, "Rate 3 leads").await
            })
            .await;
        opened.expect("the window opens");
    }

    async fn choose(&mut self, answers: Answers<'static>) {
        self.quietly(async |slack| {
            for (question, option) in answers {
                let chosen = slack.person(SANNE).choose(question, option).await;
                chosen.expect("it is chosen");
            }
            // More than a page has left.
            let (sanne, comment) = (slack.person(SANNE), "They called back. ".repeat(27));
            let typed = sanne.type_text(COMMENT, &comment).await;
            typed.expect("a comment");
        })
        .await;
    }

    async fn save(&mut self) -> Submitted {
        let saved = self
            .quietly(async |slack| slack.person(SANNE).submit().await)
            .await;
        saved.expect("an answer")
    }

    async fn is_saved(&mut self) {
        let saved = self.save().await;
        assert!(saved.is_accepted(), "{saved:?}: {:#?}", self.log());
    }

    async fn is_not_saved(&mut self) {
        let Submitted::Errors(said) = self.save().await else {
            panic!("saved on a full disk: {:#?}", self.log());
        };
        let said: Vec<String> = said.into_values().collect();
        assert!(
            said.iter().any(|it| it.starts_with("Not saved")),
            "{said:?}"
        );
    }
}
