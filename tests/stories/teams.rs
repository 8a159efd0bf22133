//! A loop whose reps come from several user groups: each is a team, and may have a lead of its own.

use rstest::rstest;
use slack_sandbox::WorkspaceConfig;
use slack_sandbox::config::UserGroup;

use crate::world::{
    ACCEPTED, ALL_ASKED, DIGEST_CHANNEL, Door, FIRST_DIGEST, JORIS, KARIN, MARIEKE, PRIYA,
    REJECTED, SANNE, TOM, World, company, person,
};

const ELS: &str = "U0ELS";
const NORTH: &str = "S0NORTH";
const SOUTH: &str = "S0SOUTH";
const GROUPS: &str = "… or user groups, each a team";
const OF_SOUTH: [(&str, &str); 4] = [
    ("U0ANNA", "Anna"),
    ("U0BRAM", "Bram"),
    ("U0CHRIS", "Chris"),
    ("U0DORA", "Dora"),
];
const WIM: &str = "U0WIM";

/// The company with three user groups: North with four people, South with four others and Tom, who counts for
/// North, and West with Wim alone.
fn with_groups() -> WorkspaceConfig {
    let mut config = company(&[]);
    let more = OF_SOUTH.iter().chain([&(WIM, "Wim"), &(ELS, "Els")]);
    let more = more.map(|(id, name)| person(id, name, "Europe/Amsterdam", "en-US"));
    config.users.extend(more);
    let group = |id: &str, name: &str, users: &[&str]| UserGroup {
        id: id.to_owned(),
        handle: name.to_lowercase(),
        name: name.to_owned(),
        users: users.iter().map(|&user| user.to_owned()).collect(),
        ..UserGroup::default()
    };
    let mut of_south = OF_SOUTH.map(|(id, _)| id).to_vec();
    of_south.push(TOM);
    config.groups.extend([
        group(NORTH, "North", &[SANNE, JORIS, PRIYA, TOM]),
        group(SOUTH, "South", &of_south),
        group("S0WEST", "West", &[WIM]),
    ]);
    config
}

/// Everybody has two leads, and Karin sets a loop of the three groups up: Els leads South.
async fn three_teams(door: Door) -> World {
    let world = World::begin_in(door, with_groups()).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    let of_south = OF_SOUTH.map(|(id, _)| id);
    for rep in [SANNE, JORIS, PRIYA, TOM, WIM].into_iter().chain(of_south) {
        world
            .a_lead(&format!("First {rep}"), rep, &webinar, 3)
            .await;
        world
            .a_lead(&format!("Second {rep}"), rep, &webinar, 4)
            .await;
    }
    let karin = world.person(KARIN);
    world.home(KARIN).await;
    let opened = karin.press_in_home("Set up a feedback loop").await;
    opened.expect("the modal");
    karin.type_text("Name", "Benelux").await.expect("typed");
    let groups = [(GROUPS, "North"), (GROUPS, "South"), (GROUPS, "West")];
    world.choose(KARIN, &groups).await;
    let picked = karin.pick_date("First round on", "2026-11-16").await;
    picked.expect("picked");
    let picked = karin
        .pick_conversation("Channel for the digest", DIGEST_CHANNEL)
        .await;
    picked.expect("picked");
    assert!(world.save(KARIN).await.is_accepted());
    let preview = world.window(KARIN);
    for seen in [
        "9 people are asked about 18 leads",
        "Who leads North? (4 people)",
        "Who leads South? (4 people)",
        "Who leads West? (1 person)",
    ] {
        assert!(preview.contains(seen), "no {seen:?} in:\n{preview}");
    }
    let picked = karin
        .pick_users("Who leads South? (4 people)", &[ELS])
        .await;
    picked.expect("picked");
    assert!(world.save(KARIN).await.is_accepted());
    world
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn each_teams_lead_reads_what_is_open_in_it_and_one_digest_rolls_all_up(#[case] door: Door) {
    let world = three_teams(door).await;
    assert!(world.dm(ELS).plain().contains("Benelux"), "she is told");
    world.until(ALL_ASKED).await;
    for (rep, _) in &OF_SOUTH[..3] {
        world.open(rep, "Rate 2 leads").await;
        world.rate(rep, ACCEPTED).await;
        world.rate(rep, REJECTED).await;
    }
    for rep in [SANNE, JORIS, PRIYA] {
        world.open(rep, "Rate 2 leads").await;
        world.rate(rep, ACCEPTED).await;
        world.rate(rep, ACCEPTED).await;
    }
    world.until(FIRST_DIGEST).await;

    let of_all = world.message_with(KARIN, "Team by team").plain();
    for seen in [
        "North: 3 of 4 people answered, 6 leads rated: 6 accepted, 0 not yet, 0 rejected",
        "South: 3 of 4 people answered, 6 leads rated: 3 accepted, 0 not yet, 3 rejected",
        "2 of 3 teams shown",
        "Open: Tom (2), Wim (2).",
        "Two open leads are with the teams' own team leads: South.",
    ] {
        assert!(of_all.contains(seen), "no {seen:?} in:\n{of_all}");
    }
    assert!(!of_all.contains("West: "), "one person's numbers: {of_all}");

    let digest = world.message_with(ELS, "For you, in South");
    let of_south = digest.plain();
    for seen in [
        "Open: Dora (2).",
        "Two leads have had no contact",
        "South: 3 of 4",
    ] {
        assert!(of_south.contains(seen), "no {seen:?} in:\n{of_south}");
    }
    for hidden in ["Tom", "Wim", "North", "West", "leads without"] {
        assert!(!of_south.contains(hidden), "{hidden} in:\n{of_south}");
    }
    for said in world.channel() {
        for hidden in ["North", "South", "Dora", "Team by team"] {
            assert!(!said.contains(hidden), "{hidden} in the channel: {said}");
        }
    }
    let opened = world.person(ELS).press(&digest, "See the two").await;
    opened.expect("a window");
    world.settle().await;
    let waiting = world.window(ELS);
    assert!(waiting.contains("First U0DORA"), "{waiting}");
    assert!(!waiting.contains("U0WIM"), "{waiting}");
    world.person(ELS).close().await.expect("closed");
    let opened = world.person(ELS).press(&digest, "See the ratings").await;
    opened.expect("a window");
    world.settle().await;
    let ratings = world.window(ELS);
    assert!(ratings.contains("Anna"), "{ratings}");
    assert!(!ratings.contains("Sanne"), "{ratings}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_group_that_is_disabled_brings_nobody_and_who_is_in_another_stays(#[case] door: Door) {
    let world = three_teams(door).await;
    world.expect_logged("a user group is gone");
    let disabled = world.slack.set_group_disabled(NORTH, true).await;
    disabled.expect("the group");
    world.until(ALL_ASKED).await;
    assert_eq!((world.dms(SANNE), world.dms("U0ANNA")), (0, 1));
    assert_eq!(world.dms(TOM), 1, "he is in South as well");
    let home = world.home(KARIN).await;
    assert!(home.contains("Six leads belong to nobody."), "{home}");
    let there_again = world.slack.set_group_disabled(NORTH, false).await;
    there_again.expect("the group");
    world.until("2026-11-30T15:00:00Z").await;
    assert_eq!(world.dms(SANNE), 1);
    let refused = world.slack.refusals();
    assert!(
        refused.iter().all(|it| it.error == "no_such_subteam"),
        "{refused:#?}"
    );
    world.stop().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_leads_of_teams_are_shown_again_when_the_loop_is_edited(#[case] door: Door) {
    let world = three_teams(door).await;
    let karin = world.person(KARIN);
    world.home(KARIN).await;
    karin
        .choose_overflow_in_home("Edit")
        .await
        .expect("the modal");
    world.settle().await;
    assert!(
        world.window(KARIN).contains("North"),
        "{}",
        world.window(KARIN)
    );
    let picked = karin
        .pick_users(
            "Marketing: who bring leads in and own campaigns",
            &[MARIEKE],
        )
        .await;
    picked.expect("picked");
    assert!(world.save(KARIN).await.is_accepted());
    assert!(
        world.window(KARIN).contains("Els"),
        "{}",
        world.window(KARIN)
    );
    assert!(world.save(KARIN).await.is_accepted());
    world.end().await;
}
