//! Which leads wait: for a first contact, and for a colleague who is away.

use futures_util::FutureExt as _;
use leadloop::domain::ids::LeadId;
use leadloop::domain::language::Language;
use leadloop::domain::rating::FollowUp;
use rstest::rstest;

use crate::world::{
    Answers, Door, FIRST_ASK, FIRST_DIGEST, FOLLOW_UP, KARIN, RELEVANCE, SANNE, TOM, UNTOUCHED,
    VERDICT, WRONG, World,
};

/// Nobody has called, and marketing keeps in touch.
const KEPT_WARM: Answers<'static> = &[
    (FOLLOW_UP, "Nothing yet"),
    (RELEVANCE, "4 – Fits, and has a say"),
    (VERDICT, "Not yet, marketing keeps in touch"),
];

/// The next import says that somebody was called.
async fn crm_says_called(world: &World, company: &str) {
    let input = (world.tenant.clone(), LeadId::new(format!("lead-{company}")));
    world
        .store
        .write(input, |tx, (tenant, id)| {
            async move {
                let mut row = tx.lead(tenant, id).await?.expect("a lead");
                row.lead.facts.follow_up = Some(FollowUp::Called);
                tx.save_lead(tenant, &row).await
            }
            .boxed()
        })
        .await
        .expect("the store");
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_lead_that_nobody_has_to_call_does_not_wait(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    let guide = world
        .a_campaign_like("Pricing guide", |it| it.first_contact_days = None)
        .await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_lead("Kade 9", SANNE, &webinar, 4).await;
    world.a_lead("Oostwal", SANNE, &webinar, 5).await;
    world.a_lead("Helder IT", SANNE, &guide, 6).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 4 leads").await;
    world.rate(SANNE, UNTOUCHED).await;
    world.rate(SANNE, KEPT_WARM).await;
    world.rate(SANNE, UNTOUCHED).await;
    world.rate(SANNE, UNTOUCHED).await;
    crm_says_called(&world, "Oostwal").await;
    world.until(FIRST_DIGEST).await;
    let digest = world.message_with(KARIN, "Benelux, round 1");
    let plain = digest.plain();
    assert!(
        plain.contains("One lead waits for a first contact"),
        "{plain}"
    );
    world
        .person(KARIN)
        .press(&digest, "See it")
        .await
        .expect("the list");
    let list = world.window(KARIN);
    assert!(list.contains("Nova Bouw"), "{list}");
    for other in ["Kade 9", "Oostwal", "Helder IT"] {
        assert!(!list.contains(other), "{other} waits: {list}");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_digest_counts_the_leads_that_its_button_lists(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Acme", TOM, &webinar, 3).await;
    world.a_lead("Globex", TOM, &webinar, 4).await;
    world
        .a_lead_like("Initech", TOM, &webinar, 5, |it| {
            it.came_in_at = "2026-08-03T09:00:00Z".parse().expect("an instant");
        })
        .await;
    world
        .a_lead_like("Hooli", TOM, &webinar, 5, |it| {
            it.rests_until = Some("2027-01-04T09:00:00Z".parse().expect("an instant"));
        })
        .await;
    world.a_loop(Language::English).await;
    world
        .change_member(TOM, |it| {
            it.paused_until = Some("2026-12-01T00:00:00-05:00".parse().expect("an instant"));
        })
        .await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    let digest = world.message_with(KARIN, "Benelux, round 1");
    let plain = digest.plain();
    assert!(
        plain.contains("Two leads of a colleague who is away until 1 December wait."),
        "{plain}"
    );
    world
        .person(KARIN)
        .press(&digest, "Pass them on")
        .await
        .expect("the list");
    let list = world.window(KARIN);
    assert!(list.contains("Acme") && list.contains("Globex"), "{list}");
    assert!(!list.contains("Initech"), "before the loop's days: {list}");
    assert!(!list.contains("Hooli"), "it rests: {list}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_back_when_the_round_closes_has_no_leads_to_pass_on(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Acme", TOM, &webinar, 3).await;
    world.a_lead("Globex", TOM, &webinar, 4).await;
    world.a_loop(Language::English).await;
    world
        .change_member(TOM, |it| {
            it.paused_until = Some("2026-11-20T00:00:00-05:00".parse().expect("an instant"));
        })
        .await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    let digest = world.message_with(KARIN, "Benelux, round 1").plain();
    assert!(!digest.contains("away wait"), "{digest}");
    world.end().await;
}
