//! Pausing, settings, and what people see of themselves.

use jiff::civil::date;

use super::{World, at, id};
use crate::domain::ask::AskState;
use crate::domain::holidays::OwnHolidays;
use crate::domain::language::Language;
use crate::domain::member::WorkingDays;
use crate::features::home::home;
use crate::features::housekeeping::housekeeping;
use crate::features::pause::{end_pause, pause_until};
use crate::features::refusal::{Refusal, Thing};
use crate::features::settings::{
    Chosen, save, set_language, set_less_often, set_working_days, settings,
};
use crate::features::sync_members::{Said, sync_members, sync_said};

/// A loop in which Sanne's ask is fixed for Tuesday at nine, its window open until Monday.
async fn with_a_fixed_ask() -> World {
    let world = World::new().await;
    world.three_leads("sanne").await;
    world.set_up().await;
    world.until("2026-11-09T20:00:00Z").await;
    world
}

#[tokio::test]
async fn who_is_back_before_half_the_window_is_asked_on_the_first_day_back() {
    let world = with_a_fixed_ask().await;
    let (app, tenant, sanne) = (&world.app, &world.tenant, id("sanne"));
    let until = pause_until(app, tenant, &sanne, date(2026, 11, 12)).await;
    assert_eq!(until.unwrap(), Ok(at("2026-11-11T23:00:00Z")));
    world.until("2026-11-13T20:00:00Z").await;
    let sent_at = world.asks("sanne").await[0].ask.sent_at;
    assert_eq!(sent_at, Some(at("2026-11-12T07:00:00Z")));
}

#[tokio::test]
async fn who_is_away_for_longer_is_not_asked_and_may_change_their_mind() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    world.three_leads("joe").await;
    world.set_up().await;
    let (app, tenant, sanne) = (&world.app, &world.tenant, id("sanne"));
    let paused = pause_until(app, tenant, &sanne, date(2026, 12, 1)).await;
    assert!(paused.unwrap().is_ok());
    world.until("2026-11-11T09:30:00Z").await;
    assert_eq!(world.asks("sanne").await[0].ask.state, AskState::Away);
    assert_eq!(end_pause(app, tenant, &sanne).await.unwrap(), Ok(()));
    world.until("2026-11-11T10:00:00Z").await;
    let asks = world.asks("sanne").await;
    assert_eq!(asks[0].ask.state, AskState::Sent);
    assert_eq!(asks[0].ask.sent_at, Some(at("2026-11-11T09:30:00Z")));
}

#[tokio::test]
async fn a_pause_is_until_a_later_day() {
    let world = World::new().await;
    let (app, tenant, sanne) = (&world.app, &world.tenant, id("sanne"));
    let today = pause_until(app, tenant, &sanne, date(2026, 11, 9)).await;
    assert_eq!(today.unwrap(), Err(Refusal::NotWithinAYear));
    let too_far = pause_until(app, tenant, &sanne, date(2027, 11, 10)).await;
    assert_eq!(too_far.unwrap(), Err(Refusal::NotWithinAYear));
    let stranger = pause_until(app, tenant, &id("x"), date(2026, 12, 9)).await;
    assert_eq!(stranger.unwrap(), Err(Refusal::Unknown(Thing::Member)));
}

#[tokio::test]
async fn a_part_timers_ask_waits_for_a_working_day() {
    let world = with_a_fixed_ask().await;
    let (app, tenant, sanne) = (&world.app, &world.tenant, id("sanne"));
    let none = set_working_days(app, tenant, &sanne, 0).await.unwrap();
    assert_eq!(none, Err(Refusal::NoWorkingDay));
    // Monday, Wednesday, Thursday.
    let set = set_working_days(app, tenant, &sanne, 0b1101).await.unwrap();
    assert_eq!(set.unwrap().working_days.bits(), 0b1101);
    world.until("2026-11-11T20:00:00Z").await;
    let sent_at = world.asks("sanne").await[0].ask.sent_at;
    assert_eq!(sent_at, Some(at("2026-11-11T07:00:00Z")));
}

#[tokio::test]
async fn another_language_rewrites_the_ask_that_is_there() {
    let world = with_a_fixed_ask().await;
    let (app, tenant, sanne) = (&world.app, &world.tenant, id("sanne"));
    world.until("2026-11-10T10:00:00Z").await;
    let dutch = Some(Language::Dutch);
    let set = set_language(app, tenant, &sanne, dutch).await.unwrap();
    assert_eq!(set.unwrap().language, dutch);
    let posts = world.posts().await;
    assert!(
        posts.contains(&"ask-changed to sanne".to_owned()),
        "{posts:?}"
    );

    let less = set_less_often(app, tenant, &sanne, true).await.unwrap();
    assert!(less.unwrap().asks_less_often);
    let chosen = Chosen {
        working_days: WorkingDays::default(),
        holidays: OwnHolidays::Nowhere,
        language: None,
        asks_less_often: false,
    };
    save(app, tenant, &sanne, chosen).await.unwrap().unwrap();
    let now = settings(app, tenant, &sanne).await.unwrap().unwrap();
    assert_eq!((now.language, now.asks_less_often), (None, false));
    assert_eq!(now.holidays, OwnHolidays::Nowhere);
}

#[tokio::test]
async fn the_home_tab_shows_each_person_what_is_theirs() {
    let world = with_a_fixed_ask().await;
    let of = |name: &'static str| {
        let world = &world;
        async move { home(&world.app, &world.tenant, &id(name)).await.unwrap() }
    };
    let rep = of("sanne").await.unwrap().rep.unwrap();
    assert_eq!(rep.next_ask_at, Some(at("2026-11-10T08:00:00Z")));

    world.until("2026-11-10T10:00:00Z").await;
    let sanne = of("sanne").await.unwrap();
    let rep = sanne.rep.unwrap();
    let open = rep.open.unwrap();
    assert_eq!(rep.next_ask_at, None);
    assert_eq!(open.open, 3);
    assert_eq!(open.deadline_at, at("2026-11-16T16:00:00Z"));
    assert_eq!(rep.next_round, Some(date(2026, 11, 24)));
    assert!(!sanne.can_set_up && sanne.marketer.is_none() && sanne.can_add_leads);
    assert!(sanne.loops.is_empty() && sanne.leads_without_owner.is_none());

    let tessa = of("tessa").await.unwrap();
    assert!(tessa.can_set_up && tessa.rep.is_none());
    assert_eq!(tessa.leads_without_owner, Some(0));
    let current = tessa.loops[0].current.as_ref().unwrap();
    assert_eq!((current.number, current.asked, current.answered), (1, 1, 0));
    assert_eq!(tessa.loops[0].reps, 2);

    let mark = of("mark").await.unwrap();
    assert!(mark.marketer.is_some() && mark.loops.is_empty());
    assert_eq!(of("x").await, Err(Refusal::Unknown(Thing::Member)));
}

#[tokio::test]
async fn an_older_word_of_slack_about_somebody_changes_nothing() {
    let world = World::new().await;
    let mut sanne = super::person("sanne", "Europe/Amsterdam");
    for (name, said_at) in [
        ("Sanne B", "2026-11-09T08:00:00Z"),
        ("Sanne A", "2026-11-09T07:00:00Z"),
    ] {
        sanne.name = name.to_owned();
        let said = [Said {
            member: sanne.clone(),
            since: Some(at(said_at)),
            status: None,
        }];
        sync_said(&world.app, &world.tenant, &said, &[])
            .await
            .unwrap();
    }
    let stored = world
        .app
        .store
        .read(world.tenant.clone(), |tx, tenant| {
            Box::pin(async move { tx.member(tenant, &id("sanne")).await })
        })
        .await
        .unwrap();
    assert_eq!(stored.unwrap().name, "Sanne B");
}

#[tokio::test]
async fn a_guest_has_no_rights_whatever_they_are_named() {
    let world = World::new().await;
    let mut gwen = super::person("gwen", "Europe/Amsterdam");
    gwen.is_outsider = true;
    gwen.is_admin = true;
    sync_members(&world.app, &world.tenant, &[gwen], &[id("gwen")])
        .await
        .unwrap();
    let shown = home(&world.app, &world.tenant, &id("gwen")).await.unwrap();
    let shown = shown.unwrap();
    assert!(!shown.can_set_up && shown.marketer.is_none() && !shown.can_add_leads);
    assert!(shown.loops.is_empty() && shown.leads_without_owner.is_none());
}

#[tokio::test]
async fn old_leave_is_forgotten_at_night() {
    let world = World::new().await;
    let (app, tenant, sanne) = (&world.app, &world.tenant, id("sanne"));
    let paused = pause_until(app, tenant, &sanne, date(2026, 11, 11)).await;
    assert!(paused.unwrap().is_ok());
    world.clock.advance_to(at("2026-11-12T02:00:00Z"));
    housekeeping(app).await.unwrap();
    let now = settings(app, tenant, &sanne).await.unwrap().unwrap();
    assert_eq!(now.leave, None);
}
