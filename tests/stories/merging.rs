//! An import brings two spellings of one campaign; a marketer makes them one.

use futures_util::FutureExt as _;
use leadloop::domain::ids::{CampaignId, MemberId};
use leadloop::domain::language::Language;
use leadloop::features::merge_campaigns::merge;
use rstest::rstest;
use serde_json::Value;

use crate::imported::import;
use crate::world::{ACCEPTED, Door, FIRST_ASK, MARIEKE, SANNE, World};

/// Both spellings; Kade 9 stands under each.
const TWO_SPELLINGS: &str = "Company;Email;Campaign;Owner;Date\r\n\
    Nova Bouw;f.bos@novabouw.example;Autumn webinar;Sanne Example;2026-11-03\r\n\
    Kade 9;p.kok@kade9.example;Autumn webinar;Sanne Example;2026-11-04\r\n\
    Oostwal;j.smit@oostwal.example;Autum webinar;Sanne Example;2026-11-04\r\n\
    Kade 9;p.kok@kade9.example;Autum webinar;Sanne Example;2026-11-04\r\n";

impl World {
    /// Opens a campaign's form from the Home tab.
    pub(crate) async fn open_campaign(&self, id: &str, name: &str) {
        let campaign = self.campaign_named(name).await;
        self.home(id).await;
        let home = self.person(id).home().expect("a Home tab");
        let is_its = |element: &Value| {
            element["action_id"] == "edit_campaign" && element["value"] == campaign.as_str()
        };
        let found = home.blocks.iter().find(|block| {
            let row = block["elements"].as_array().into_iter().flatten();
            row.chain([&block["accessory"]]).any(is_its)
        });
        let block = found.and_then(|it| it["block_id"].as_str());
        let button = format!("{}/edit_campaign", block.expect("the campaign's button"));
        let pressed = self.person(id).press_in_home(&button).await;
        pressed.expect("the form");
        self.settle().await;
    }

    /// How many answers there are on a campaign's leads.
    async fn answers_on(&self, campaign: &CampaignId) -> u32 {
        let input = (self.tenant.clone(), campaign.clone());
        let found = self
            .store
            .read(input, |tx, (tenant, id)| {
                tx.count_answers(tenant, id).boxed()
            })
            .await;
        found.expect("the store")
    }
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn two_spellings_become_one_campaign_and_stay_one_at_the_next_import(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::English).await;
    let report = import(&world, TWO_SPELLINGS).await;
    let told = report.to_string();
    assert!(
        told.contains("New campaigns, as drafts: Autumn webinar, Autum webinar"),
        "{told}"
    );
    assert!(told.contains("Merge into…"), "what to do: {told}");
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 3 leads").await;
    for _ in 0..3 {
        world.rate(SANNE, ACCEPTED).await;
    }

    let marieke = world.person(MARIEKE);
    world.open_campaign(MARIEKE, "Autum webinar").await;
    let form = world.window(MARIEKE);
    assert!(form.contains("An import brought this name"), "{form}");
    marieke
        .press_in_view("Merge into…")
        .await
        .expect("the list");
    let into = [("Merge it into", "Autumn webinar")];
    world.choose(MARIEKE, &into).await;
    world.settle().await;
    let shown = world.window(MARIEKE);
    for seen in [
        "2 leads move to \"Autumn webinar\", with the 2 answers on them.",
        "One of them is in both.",
        "A later import of \"Autum webinar\" goes to \"Autumn webinar\".",
    ] {
        assert!(shown.contains(seen), "no {seen:?} in:\n{shown}");
    }
    assert!(world.save(MARIEKE).await.is_accepted());
    let said = world.window(MARIEKE);
    assert!(said.contains("is part of \"Autumn webinar\" now"), "{said}");
    marieke.close().await.expect("closed");
    let home = world.home(MARIEKE).await;
    assert!(home.contains("Autumn webinar"), "{home}");
    assert!(!home.contains("Autum webinar"), "{home}");
    let webinar = world.campaign_named("Autumn webinar").await;
    assert_eq!(world.answers_on(&webinar).await, 3, "no answer is lost");

    let again = import(&world, TWO_SPELLINGS).await;
    assert_eq!(
        (again.new, again.updated, again.unchanged),
        (0, 0, 4),
        "{again}"
    );
    assert_eq!(again.new_campaigns, 0, "{again}");
    assert_eq!(world.answers_on(&webinar).await, 3);
    let dms = world.dms(SANNE);
    world.until("2026-11-30T08:31:00Z").await;
    assert_eq!(world.dms(SANNE), dms, "nobody is asked about Kade 9 again");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_spelling_of_a_spelling_leads_to_the_campaign_that_stays(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop_with_briefings().await;
    for name in ["Herfstwebinar", "Herfst-webinar", "Webinar herfst"] {
        world.a_campaign(name).await;
    }
    world.open_campaign(MARIEKE, "Webinar herfst").await;
    let marieke = world.person(MARIEKE);
    marieke
        .press_in_view("Write briefing")
        .await
        .expect("the form");
    world.settle().await;
    world.promise(MARIEKE).await;
    assert!(world.save(MARIEKE).await.is_accepted());
    marieke.close().await.expect("the x");

    let id = |name: &str| CampaignId::new(format!("campaign-{name}"));
    let (app, tenant, actor) = (&world.app, &world.tenant, MemberId::new(MARIEKE));
    for (from, into) in [
        ("Webinar herfst", "Herfst-webinar"),
        ("Herfst-webinar", "Herfstwebinar"),
    ] {
        for _ in 0..2 {
            let done = merge(app, tenant, &actor, &id(from), &id(into)).await;
            done.expect("the store").expect("merged, once");
        }
    }
    let (from, into) = (id("Herfstwebinar"), id("Herfst-webinar"));
    let back = merge(app, tenant, &actor, &from, &into).await;
    assert!(back.expect("the store").is_err(), "it is part of it");
    let file = "Company;Email;Campaign;Owner;Date\r\n\
        Nova Bouw;f.bos@nova.example;webinar HERFST;Sanne Example;2026-11-03\r\n\
        Kade 9;p.kok@kade9.example;Herfst-webinar;Sanne Example;2026-11-04\r\n";
    let report = import(&world, file).await;
    assert_eq!(report.new_campaigns, 0, "{report}");
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Herfstwebinar: Nova Bouw, Kade 9"), "{ask}");

    world.open_briefing(MARIEKE).await;
    let list = world.window(MARIEKE);
    assert!(
        list.contains("Herfstwebinar: being written"),
        "what was written moved along: {list}"
    );
    marieke.close().await.expect("the x");

    // The campaign takes the other spelling for its name: both stay known.
    world.open_campaign(MARIEKE, "Herfstwebinar").await;
    world.type_in(MARIEKE, &[("Name", "Webinar herfst")]).await;
    assert!(world.save(MARIEKE).await.is_accepted());
    let again = import(&world, &file.replace("webinar HERFST", "herfstwebinar")).await;
    assert_eq!((again.new, again.unchanged), (0, 2), "{again}");
    world.end().await;
}
