//! The app is removed from the workspace, and comes back.

use std::sync::Arc;

use futures_util::FutureExt as _;
use leadloop::bells::Bells;
use leadloop::clock::Clock as _;
use leadloop::config::Settings;
use leadloop::domain::ids::{MemberId, WorkspaceId};
use leadloop::domain::language::Language;
use leadloop::run::Bot;
use leadloop::store::{Store, Workspace};
use rstest::rstest;

use crate::world::{Door, FIRST_ASK, SANNE, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_removal_that_slack_repeats_does_not_mute_who_came_back(#[case] door: Door) {
    let mut world = World::begin(door).await;
    world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.expect_logged("the app was removed from the workspace");
    world.slack.uninstall().await;
    world.settle().await;
    let removal = world.slack.deliveries().pop().expect("a delivery");
    let again = world.slack.repeat(&removal.id).await;
    again.expect("an event of a removed workspace is acknowledged");
    world.stop_bot().await;
    world.slack.reinstall();
    let later = "2026-11-02T08:00:00Z".parse().expect("an instant");
    world.clock.advance_to(later);
    world.start_bot().await;
    let again = world.slack.repeat(&removal.id).await;
    again.expect("an old removal is acknowledged");
    world.until(FIRST_ASK).await;
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world.end().await;
}

#[tokio::test]
async fn a_database_of_another_workspace_is_refused_with_the_fix() {
    let world = World::begin(Door::Http).await;
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("theirs.db").display());
    let store = Store::open(&url, Bells::default()).await.expect("a store");
    let theirs = Workspace {
        id: WorkspaceId::new("T0OTHER"),
        name: "Others".to_owned(),
        bot_user_id: MemberId::new("UBOT"),
        pseudonym_salt: "salt".to_owned(),
    };
    store
        .write((theirs, world.clock.now()), |tx, (theirs, now)| {
            tx.upsert_workspace(theirs, *now).boxed()
        })
        .await
        .expect("a workspace");
    store.close().await;
    let settings = Settings::from_lookup(|variable| match variable {
        "SLACK_BOT_TOKEN" => Some(world.slack.bot_token()),
        "SLACK_SIGNING_SECRET" => Some(world.slack.signing_secret()),
        "SLACK_API_URL" => Some(world.slack.api_url()),
        "DATABASE_URL" => Some(url.clone()),
        _ => None,
    });
    let clock = Arc::new(world.clock.clone());
    let opened = Bot::open(settings.expect("settings"), clock, Bells::default()).await;
    let refused = opened.err().expect("a refusal").to_string();
    assert!(
        refused.contains("set DATABASE_URL to a database of its own"),
        "{refused}"
    );
    assert!(refused.contains("Others (T0OTHER)"), "{refused}");
    world.end().await;
}
