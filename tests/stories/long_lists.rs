//! Much of everything: twelve loops, a hundred campaigns, five hundred leads, and one who is everything at once.

use leadloop::domain::ids::LoopId;
use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_CLOSE, KARIN, MARIEKE, SANNE, World};

/// Blocks that a view may have.
const BLOCKS_MAX: usize = 100;

impl World {
    /// Reads a list in the window from its first page to its last, and gives what it says of each lead or campaign:
    /// the lines that hold this.
    async fn read_through(&self, id: &str, mark: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            self.settle().await;
            let page = self.window(id);
            lines.extend(
                page.lines()
                    .filter(|it| it.contains(mark))
                    .map(str::to_owned),
            );
            let blocks = self.person(id).view().expect("a window").blocks.len();
            assert!(blocks <= BLOCKS_MAX, "{blocks} blocks");
            let next = page.lines().rev().find_map(|line| {
                let (_, after) = line.rsplit_once('[')?;
                let text = after.split(']').next()?;
                text.ends_with(" more").then(|| text.to_owned())
            });
            let Some(next) = next else {
                return lines;
            };
            let turned = self.person(id).press_in_view(&next).await;
            turned.expect("the next page");
        }
    }
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_everything_has_a_home_tab_that_fits(#[case] door: Door) {
    let world = World::begin(door).await;
    for number in 1..=12 {
        world
            .a_loop_like(&[KARIN, SANNE], |it| {
                it.id = LoopId::new(format!("loop-{number}"));
                it.name = format!("Region {number:02}");
            })
            .await;
    }
    for number in 1..=100 {
        world.a_campaign(&format!("Campaign {number:03}")).await;
    }
    let webinar = world.campaign_named("Campaign 001").await;
    for number in 1..=500 {
        let company = format!("Firm {number:03}");
        world
            .a_lead_like(&company, SANNE, &webinar, 3, |it| match number % 5 {
                0 => it.campaign_id = None,
                1 => it.owner_id = None,
                _ => {}
            })
            .await;
    }
    let home = world.home(KARIN).await;
    let karin = world.person(KARIN);
    let blocks = karin.home().expect("a Home tab").blocks.len();
    assert!(blocks <= 40, "{blocks} blocks: {home}");
    for line in [
        "100 leads belong to nobody.",
        "100 leads name no campaign.",
        "[All 12 feedback loops]",
        "[All 100 campaigns]",
    ] {
        assert!(home.contains(line), "no {line:?} in {home}");
    }

    for (button, mark, all) in [
        ("All 100 campaigns", "Campaign ", 100),
        ("All 12 feedback loops", "Region ", 12),
        ("Give them an owner", "Firm ", 100),
        ("Show", "Firm ", 100),
    ] {
        karin.press_in_home(button).await.expect("a window");
        let mut lines = world.read_through(KARIN, mark).await;
        lines.sort();
        lines.dedup();
        assert_eq!(lines.len(), all, "{button}: {lines:#?}");
        karin.close().await.expect("the x");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn leads_that_wait_are_read_page_by_page_and_back(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for number in 1..=90 {
        let company = format!("Firm {number:03}");
        world.a_lead(&company, SANNE, &webinar, 3).await;
    }
    world.until(crate::world::FIRST_ASK).await;
    world.open(SANNE, "Rate 5 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.until(FIRST_CLOSE).await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin
        .press_in_home("See 89 waiting leads")
        .await
        .expect("a window");
    let mut lines = world.read_through(KARIN, "Firm ").await;
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), 89, "{lines:#?}");
    karin.press_in_view("Back").await.expect("the page before");
    world.settle().await;
    assert!(world.window(KARIN).contains("[9 more]"));
    karin.close().await.expect("the x");
    assert!(!world.home(MARIEKE).await.contains("waiting leads"));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_owner_given_on_the_last_page_leaves_the_list_there(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for number in 1..=41 {
        let company = format!("Firm {number:03}");
        let nobodys = |it: &mut leadloop::domain::lead::Lead| it.owner_id = None;
        world
            .a_lead_like(&company, SANNE, &webinar, 3, nobodys)
            .await;
    }
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    karin
        .press_in_home("Give them an owner")
        .await
        .expect("a window");
    let lines = world.read_through(KARIN, "Firm ").await;
    assert_eq!(lines.len(), 41);
    let last = lines.last().expect("a lead").clone();
    let company = last.split(" (").next().expect("a name").to_owned();
    karin.pick_user(&label(&last), SANNE).await.expect("picked");
    world.settle().await;
    let window = world.window(KARIN);
    assert!(window.contains(&company), "it says who has it: {window}");
    assert!(
        window.contains("Firm 001"),
        "the page that is left: {window}"
    );
    world.end().await;
}

/// What a list says of a lead, without the list of people beside it.
fn label(line: &str) -> String {
    line.split("  [")
        .next()
        .unwrap_or(line)
        .trim_end()
        .to_owned()
}
