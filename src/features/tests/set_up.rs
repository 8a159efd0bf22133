//! Setting a loop up, and editing it.

use jiff::civil::{Time, date};

use super::{World, at, id};
use crate::domain::ask::AskState;
use crate::domain::feedback_loop::Cadence;
use crate::domain::ids::UserGroupId;
use crate::domain::permission;
use crate::domain::round::RoundState;
use crate::domain::team::Team;
use crate::features::refusal::{LoopFault, Refusal};
use crate::features::set_up_loop::{LoopTarget, Preview, WhyNot, open, preview};
use crate::features::sync_members::{set_group_members, sync_members};

/// The team of a user group, called as its id.
pub(super) fn team(group: &str, reps: &[&str], leads: &[&str]) -> Team {
    let people = |names: &[&str]| names.iter().map(|name| id(name)).collect();
    Team {
        group: UserGroupId::new(group),
        name: group.to_owned(),
        leads: people(leads),
        reps: people(reps),
    }
}

async fn preview_of(world: &World, draft: &super::LoopDraft) -> Preview {
    preview(
        &world.app,
        &world.tenant,
        &id("karin"),
        &world.new_loop(),
        draft,
    )
    .await
    .unwrap()
    .unwrap()
}

#[tokio::test]
async fn the_preview_says_when_and_who_is_asked_about_how_many_leads_and_who_not_and_why() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    for number in 1..=7 {
        let company = format!("Company {number}");
        world.lead("joe", &company, "2026-11-02T10:00:00Z").await;
    }
    world.lead("paul", "Alone", "2026-11-02T10:00:00Z").await;
    world.lead("gwen", "Guest", "2026-11-02T10:00:00Z").await;
    let mut draft = world.draft();
    draft.reps = ["sanne", "joe", "paul", "gwen", "karin"].map(id).to_vec();
    draft.teams = vec![team("S1", &["stranger"], &[])];

    let shown = preview_of(&world, &draft).await;

    let dates = [date(2026, 11, 10), date(2026, 11, 24), date(2026, 12, 8)];
    assert_eq!(shown.dates, dates);
    let told: Vec<_> = shown
        .reps
        .iter()
        .map(|it| (it.member_id.as_str(), it.leads, it.left_waiting, it.why_not))
        .collect();
    let expected = [
        ("stranger", 0, 0, Some(WhyNot::Unknown)),
        ("gwen", 0, 0, Some(WhyNot::Outsider)),
        ("joe", 5, 2, None),
        ("karin", 0, 0, Some(WhyNot::NoLeads)),
        ("paul", 0, 0, Some(WhyNot::OnlyOneLead)),
        ("sanne", 3, 0, None),
    ];
    assert_eq!(told, expected);
    assert_eq!(shown.faults, []);
    assert_eq!(shown.first_deadline, date(2026, 11, 16));
    assert_eq!(shown.without_owner, 0, "all are of its reps");
    assert!(world.posts().await.is_empty());
}

#[tokio::test]
async fn the_digest_waits_for_the_last_who_is_asked() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let digest = preview_of(&world, &world.draft()).await.first_digest;
    assert_eq!(digest, at("2026-11-17T08:00:00Z"));
    // Five in the afternoon of Monday is Tuesday in Amsterdam.
    let joe = super::person("joe", "America/Los_Angeles");
    sync_members(&world.app, &world.tenant, &[joe], &[])
        .await
        .unwrap();
    world.three_leads("joe").await;
    let shown = preview_of(&world, &world.draft()).await;
    assert_eq!(shown.first_deadline, date(2026, 11, 16));
    assert_eq!(shown.first_digest, at("2026-11-18T08:00:00Z"));
}

#[tokio::test]
async fn the_preview_tells_what_each_lead_waits_for() {
    let world = World::new().await;
    world.set_up().await;
    world.three_leads("sanne").await;
    world.three_leads("joe").await;
    for company in ["Acme", "Globex"] {
        world.lead("paul", company, "2026-11-09T07:00:00Z").await;
    }
    world
        .lead("mark", "Of nobody", "2026-11-03T10:00:00Z")
        .await;
    let why = |shown: Preview| -> Vec<_> {
        let reps = shown.reps.into_iter();
        reps.map(|it| (it.member_id.as_str().to_owned(), it.why_not))
            .collect()
    };
    let told = |pairs: [(&str, Option<WhyNot>); 3]| -> Vec<_> {
        pairs.map(|(name, why)| (name.to_owned(), why)).to_vec()
    };
    let mut draft = world.draft();
    draft.reps = ["sanne", "joe", "paul"].map(id).to_vec();
    let before = preview_of(&world, &draft).await;
    assert_eq!(before.without_owner, 1);
    let expected = told([
        ("joe", Some(WhyNot::OtherLoop)),
        ("paul", Some(WhyNot::NoneRipe)),
        ("sanne", Some(WhyNot::OtherLoop)),
    ]);
    assert_eq!(why(before), expected);

    // An hour earlier than the other loop, it is the first to ask.
    draft.ask_at = Time::constant(8, 0, 0, 0);
    let expected = told([
        ("joe", None),
        ("paul", Some(WhyNot::NoneRipe)),
        ("sanne", None),
    ]);
    assert_eq!(why(preview_of(&world, &draft).await), expected);

    world.until("2026-11-10T20:00:00Z").await;
    draft.anchor = date(2026, 11, 12);
    let expected = told([
        ("joe", Some(WhyNot::InOpenAsk)),
        ("paul", None),
        ("sanne", Some(WhyNot::InOpenAsk)),
    ]);
    assert_eq!(why(preview_of(&world, &draft).await), expected);
}

#[tokio::test]
async fn a_new_loop_plans_its_first_round_and_its_asks_go_out_in_each_zone() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    world.three_leads("joe").await;

    let loop_id = world.set_up().await;
    let posts = world.posts().await;
    assert_eq!(posts, ["started to mark", "started to tessa"]);
    let rounds = world.rounds(&loop_id).await;
    assert_eq!(rounds.len(), 1);
    assert_eq!((rounds[0].number, rounds[0].date), (1, date(2026, 11, 10)));

    world.until("2026-11-09T20:00:00Z").await;
    let ask = &world.asks("sanne").await[0].ask;
    assert_eq!(ask.state, AskState::Pending);
    assert_eq!(ask.due_at, at("2026-11-10T08:00:00Z"));

    world.until("2026-11-10T20:00:00Z").await;
    let sent = |name: &'static str| {
        let world = &world;
        async move { world.asks(name).await[0].ask.sent_at }
    };
    assert_eq!(sent("sanne").await, Some(at("2026-11-10T08:00:00Z")));
    assert_eq!(sent("joe").await, Some(at("2026-11-10T14:00:00Z")));
    let rounds = world.rounds(&loop_id).await;
    assert_eq!(rounds[0].state, RoundState::Open);
    assert_eq!(rounds[1].date, date(2026, 11, 24));
}

#[tokio::test]
async fn the_first_round_waits_until_nobodys_ask_is_past() {
    let world = World::new().await;
    world.clock.advance_to(at("2026-11-10T09:00:00Z"));
    // Nine o'clock is to come in New York, but past in Amsterdam.
    let shown = preview_of(&world, &world.draft()).await;
    assert_eq!(shown.dates[0], date(2026, 11, 24));
}

#[tokio::test]
async fn saving_the_same_new_loop_twice_makes_one() {
    let world = World::new().await;
    let target = world.new_loop();
    let first = world.save("karin", &target, &world.draft()).await.unwrap();
    let again = world.save("karin", &target, &world.draft()).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(world.rounds(&first.loop_id).await.len(), 1);
}

#[tokio::test]
async fn only_admins_and_team_leads_set_loops_up() {
    let world = World::new().await;
    let refused = Refusal::NotAllowed(permission::Refusal::OnlyTeamLeads);
    let draft = world.draft();
    for name in ["sanne", "mark", "tessa", "nobody"] {
        let saved = world.save(name, &world.new_loop(), &draft).await;
        assert_eq!(saved, Err(refused.clone()), "{name}");
    }
    world.set_up().await;
    let mut second = world.draft();
    second.name = "Nordics".to_owned();
    assert!(
        world
            .save("tessa", &world.new_loop(), &second)
            .await
            .is_ok()
    );
    second.team_leads = vec![id("mark")];
    let saved = world.save("tessa", &world.new_loop(), &second).await;
    assert_eq!(saved, Err(refused));
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    let world = World::new().await;
    let mut draft = world.draft();
    draft.name = "  ".to_owned();
    draft.reps = vec![];
    draft.team_leads = vec![];
    draft.cadence = Cadence::Weeks { weeks: 1 };
    draft.window_days = 4;
    draft.lead_days_back = 91;
    draft.ideal_customer = Some("x".repeat(151));
    let saved = world.save("karin", &world.new_loop(), &draft).await;
    let faults = vec![
        LoopFault::NameMissing,
        LoopFault::NoReps,
        LoopFault::NoTeamLead,
        LoopFault::WindowTooLong { largest: 3 },
        LoopFault::LeadDaysBack,
        LoopFault::IdealCustomerTooLong,
    ];
    assert_eq!(saved, Err(Refusal::Loop(faults)));
}

#[tokio::test]
async fn an_edit_moves_the_planned_round_and_refuses_what_is_stale() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let loop_id = world.set_up().await;
    world.until("2026-11-09T20:00:00Z").await;
    let opened = open(&world.app, &world.tenant, &id("tessa"), Some(&loop_id)).await;
    let form = opened.unwrap().unwrap();
    let mut draft = form.draft.clone();
    assert_eq!(draft, world.draft());

    draft.cadence = Cadence::Weeks { weeks: 4 };
    draft.anchor = date(2026, 11, 12);
    draft.ask_at = Time::constant(10, 0, 0, 0);
    let saved = world.save("tessa", &form.target, &draft).await.unwrap();
    assert_eq!(saved.next_date, Some(date(2026, 11, 12)));
    assert!(!saved.is_new);
    assert_eq!(
        world.save("tessa", &form.target, &draft).await,
        Err(Refusal::Stale)
    );

    world.until("2026-11-12T20:00:00Z").await;
    let asks = world.asks("sanne").await;
    assert_eq!(asks.len(), 1);
    assert_eq!(asks[0].ask.sent_at, Some(at("2026-11-12T09:00:00Z")));
    assert_eq!(world.rounds(&loop_id).await[1].date, date(2026, 12, 10));
}

#[tokio::test]
async fn a_user_groups_people_come_and_go_and_who_was_named_stays() {
    let world = World::new().await;
    let group = UserGroupId::new("S1");
    let mut draft = world.draft();
    draft.reps = vec![id("sanne")];
    draft.teams = vec![team("S1", &["sanne", "joe"], &[])];
    let target = world.new_loop();
    world.save("karin", &target, &draft).await.unwrap();
    let paul = [id("paul"), id("unknown")];
    set_group_members(&world.app, &world.tenant, &group, &paul)
        .await
        .unwrap();
    let form = open(
        &world.app,
        &world.tenant,
        &id("karin"),
        Some(target.loop_id()),
    )
    .await
    .unwrap()
    .unwrap();
    assert_eq!(form.draft.reps, [id("sanne")]);
    assert_eq!(form.draft.teams, [team("S1", &["paul"], &[])]);
    assert!(matches!(form.target, LoopTarget::Edit { revision: 1, .. }));
}

#[tokio::test]
async fn who_left_is_not_asked_any_more() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    world.set_up().await;
    world.until("2026-11-09T20:00:00Z").await;
    let mut sanne = super::person("sanne", "Europe/Amsterdam");
    sanne.is_deactivated = true;
    sync_members(&world.app, &world.tenant, &[sanne], &[])
        .await
        .unwrap();
    world.until("2026-11-10T20:00:00Z").await;
    assert_eq!(world.asks("sanne").await[0].ask.state, AskState::Away);
}
