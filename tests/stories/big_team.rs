//! Two hundred reps in one loop, picked one by one or taken from user groups: set up, asked, reminded, told.

use leadloop::domain::ids::CampaignId;
use rstest::rstest;
use slack_sandbox::config::UserGroup;
use slack_sandbox::{Refusal, WorkspaceConfig};

use crate::world::{ACCEPTED, DIGEST_CHANNEL, Door, FIRST_DIGEST, KARIN, World, company, person};

const REPS: usize = 200;
/// People of one user group, and so groups there are five of.
const OF_GROUP: usize = 40;
/// Campaigns, so many that no round has more than enough leads of one.
const CAMPAIGNS: usize = 10;

/// How the reps come into the loop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Picked {
    OneByOne,
    ByGroup,
}

fn rep(number: usize) -> String {
    format!("U0REP{number:03}")
}

/// The company with two hundred more people, in five user groups.
fn big() -> WorkspaceConfig {
    let mut config = company(&[]);
    let zones = ["Europe/Amsterdam", "Europe/Lisbon", "America/New_York"];
    for number in 0..REPS {
        let zone = zones[number % zones.len()];
        let name = format!("Rep {number:03}");
        let rep = person(&rep(number), &name, zone, "en-US");
        config.users.push(rep);
    }
    for number in 0..REPS / OF_GROUP {
        config.groups.push(UserGroup {
            id: format!("S0TEAM{number}"),
            handle: format!("team-{number}"),
            name: format!("Team {number}"),
            users: (0..OF_GROUP)
                .map(|of| rep(number * OF_GROUP + of))
                .collect(),
            ..UserGroup::default()
        });
    }
    config
}

/// Karin's set-up with everybody in it, as far as the preview.
async fn previewed(world: &World, picked: Picked) -> String {
    let karin = world.person(KARIN);
    world.home(KARIN).await;
    let opened = karin.press_in_home("Set up a feedback loop").await;
    opened.expect("the modal");
    karin.type_text("Name", "Benelux").await.expect("typed");
    if picked == Picked::OneByOne {
        let all: Vec<String> = (0..REPS).map(rep).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let done = karin.pick_users("Sales: who is asked", &all).await;
        done.expect("picked");
    } else {
        for number in 0..REPS / OF_GROUP {
            let group = format!("Team {number}");
            let groups = [("… or user groups, each a team", group.as_str())];
            world.choose(KARIN, &groups).await;
        }
    }
    let done = karin.pick_date("First round on", "2026-11-16").await;
    done.expect("picked");
    let done = karin
        .pick_conversation("Channel for the digest", DIGEST_CHANNEL)
        .await;
    done.expect("picked");
    assert!(world.save(KARIN).await.is_accepted());
    world.window(KARIN)
}

#[rstest]
#[case::socket(Door::Socket, Picked::OneByOne)]
#[case::http(Door::Http, Picked::ByGroup)]
#[tokio::test]
async fn two_hundred_reps_are_asked_and_their_round_is_told(
    #[case] door: Door,
    #[case] picked: Picked,
) {
    let world = World::begin_in(door, big()).await;
    let mut campaigns: Vec<CampaignId> = vec![];
    for number in 0..CAMPAIGNS {
        campaigns.push(world.a_campaign(&format!("Campaign {number}")).await);
    }
    // The last sixty have no lead.
    for number in 0..REPS - 60 {
        let campaign = &campaigns[number % CAMPAIGNS];
        for which in ["First", "Second"] {
            let company = format!("{which} {number:03}");
            world.a_lead(&company, &rep(number), campaign, 3).await;
        }
    }
    let preview = previewed(&world, picked).await;
    for seen in [
        "140 people are asked about 280 leads",
        "Rep 000: 2 leads",
        "90 more",
        "60 people, no lead that counts for this loop: Rep 140, Rep 141",
    ] {
        assert!(preview.contains(seen), "no {seen:?} in:\n{preview}");
    }
    assert!(world.save(KARIN).await.is_accepted());

    // A minute takes several hundred messages.
    world.until("2026-11-16T08:01:00Z").await;
    let asked = |until: usize| (0..until).filter(|n| world.dms(&rep(*n)) > 0).count();
    assert_eq!(asked(REPS), 47, "those of Amsterdam");
    world.until("2026-11-16T15:00:00Z").await;
    assert_eq!(asked(REPS), 140);
    let home = world.home(KARIN).await;
    assert!(home.contains("140"), "{home}");
    for number in 0..4 {
        world.open(&rep(number), "Rate 2 leads").await;
        world.rate(&rep(number), ACCEPTED).await;
    }

    world.until(FIRST_DIGEST).await;
    let reminded = (0..REPS).filter(|n| world.dms(&rep(*n)) > 1).count();
    assert_eq!(reminded, 140, "each once, for what is open");
    let digest = world.message_with(KARIN, "For you");
    let plain = digest.plain();
    for seen in [
        "276 leads have had no contact",
        "Open: Rep 000 (1), Rep 001 (1)",
        "Rep 009 (2), 130 more.",
    ] {
        assert!(plain.contains(seen), "no {seen:?} in:\n{plain}");
    }
    if picked == Picked::ByGroup {
        let shown = "Team 0: 4 of 40 people answered, 4 leads rated: 4 accepted";
        assert!(plain.contains(shown), "{plain}");
        assert!(plain.contains("1 of 5 teams shown"), "{plain}");
    }
    let opened = world.person(KARIN).press(&digest, "See the 276").await;
    opened.expect("a window");
    world.settle().await;
    assert!(
        world.window(KARIN).contains("236 more"),
        "{}",
        world.window(KARIN)
    );
    world.settle().await;
    // Of hundreds of edits at once some come too early for Slack; each is made when it said.
    let refused = world.slack.refusals();
    let is_early = |it: &Refusal| it.what == "chat.update" && it.error == "ratelimited";
    assert!(refused.iter().all(is_early), "{refused:#?}");
    assert!(world.troubled().await.is_empty());
    world.stop().await;
}
