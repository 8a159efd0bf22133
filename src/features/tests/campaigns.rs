//! Campaigns, and the line with which their owner answers a round's numbers.

use futures_util::FutureExt as _;

use super::{World, id};
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::permission;
use crate::domain::rating::{FollowUp, Judged, Judgement, Verdict};
use crate::domain::round::RoundState;
use crate::features::campaign_overview::see_campaigns;
use crate::features::campaigns::{CampaignDraft, CampaignTarget, open, save};
use crate::features::home::{MarketerTodo, home};
use crate::features::merge_campaigns::merge;
use crate::features::owner_answer::{Ticked, answer, done, numbers};
use crate::features::refusal::{CampaignFault, Refusal};
use crate::features::waiting_leads::{leads_without_owner, waiting_for_contact};
use crate::store::RatingRow;

fn webinar() -> CampaignDraft {
    CampaignDraft {
        name: " Autumn  webinar ".to_owned(),
        owner_id: Some(id("mark")),
        goal: Some("20 first talks".to_owned()),
        not_for: None,
        first_contact_days: Some(2),
    }
}

fn new(id: &str) -> CampaignTarget {
    CampaignTarget::New(CampaignId::new(id))
}

#[tokio::test]
async fn marketing_makes_and_edits_campaigns() {
    let world = World::new().await;
    world.set_up().await;
    let (app, tenant, mark) = (&world.app, &world.tenant, id("mark"));
    for _ in 0..2 {
        let made = save(app, tenant, &mark, &new("c1"), &webinar()).await;
        assert_eq!(made.unwrap().unwrap().name, "Autumn webinar");
    }
    let taken = save(app, tenant, &mark, &new("c2"), &webinar()).await;
    let taken = taken.unwrap();
    assert_eq!(
        taken,
        Err(Refusal::Campaign(vec![CampaignFault::NameTaken]))
    );

    let form = open(app, tenant, &mark, Some(&CampaignId::new("c1"))).await;
    let form = form.unwrap().unwrap();
    let mut draft = form.draft.clone();
    draft.first_contact_days = None;
    let edited = save(app, tenant, &mark, &form.target, &draft).await;
    assert_eq!(edited.unwrap().unwrap().revision, 2);
    let again = save(app, tenant, &mark, &form.target, &draft).await;
    assert_eq!(again.unwrap(), Err(Refusal::Stale));

    let listed = home(app, tenant, &mark).await.unwrap().unwrap();
    let listed = listed.marketer.unwrap();
    assert_eq!((listed.campaigns.len(), listed.more_campaigns), (1, 0));
    let refused = Err(Refusal::NotAllowed(permission::Refusal::OnlyMarketing));
    let sanne = save(app, tenant, &id("sanne"), &new("c3"), &webinar()).await;
    assert_eq!(sanne.unwrap(), refused);
}

#[tokio::test]
async fn a_form_opened_before_a_merge_changes_neither_campaign() {
    let world = World::new().await;
    world.set_up().await;
    let (app, tenant, mark) = (&world.app, &world.tenant, id("mark"));
    let goes = CampaignDraft {
        name: "Autum webinar".to_owned(),
        goal: None,
        ..webinar()
    };
    for (campaign, draft) in [("c1", &webinar()), ("c2", &goes)] {
        let made = save(app, tenant, &mark, &new(campaign), draft).await;
        made.unwrap().unwrap();
    }
    let (into, from) = (CampaignId::new("c1"), CampaignId::new("c2"));
    let form = open(app, tenant, &mark, Some(&from)).await;
    let mut form = form.unwrap().unwrap();
    form.draft.name = "Webinar".to_owned();
    let merged = merge(app, tenant, &mark, &from, &into).await;
    merged.unwrap().unwrap();
    let saved = save(app, tenant, &mark, &form.target, &form.draft).await;
    assert_eq!(saved.unwrap(), Err(Refusal::Stale));
    let kept = open(app, tenant, &mark, Some(&into)).await;
    let kept = kept.unwrap().unwrap().draft;
    assert_eq!(
        (kept.name.as_str(), kept.goal),
        ("Autumn webinar", webinar().goal)
    );
}

#[tokio::test]
async fn the_home_tab_lists_the_five_newest_campaigns_and_counts_the_rest() {
    let world = World::new().await;
    world.set_up().await;
    let (app, tenant, mark) = (&world.app, &world.tenant, id("mark"));
    for number in 1..=12 {
        world.clock.advance_to(
            world
                .app
                .now()
                .checked_add(jiff::SignedDuration::from_secs(1))
                .unwrap(),
        );
        let mut draft = webinar();
        draft.name = format!("Campaign {number:02}");
        let made = save(app, tenant, &mark, &new(&format!("c{number}")), &draft).await;
        made.unwrap().unwrap();
    }
    let shown = home(app, tenant, &mark).await.unwrap().unwrap();
    let shown = shown.marketer.unwrap();
    let names: Vec<_> = shown
        .campaigns
        .iter()
        .map(|it| it.campaign.name.as_str())
        .collect();
    assert_eq!((names[0], names[4]), ("Campaign 12", "Campaign 08"));
    assert_eq!((names.len(), shown.more_campaigns), (5, 7));

    // Of a list that has become shorter meanwhile, the last page is shown.
    for (asked, shown, on_it, more) in [(0, 0, 10, 2), (1, 1, 2, 0), (7, 1, 2, 0)] {
        let page = see_campaigns(app, tenant, &mark, asked).await;
        let page = page.unwrap().unwrap();
        let found = (page.page, page.campaigns.len(), page.more);
        assert_eq!(found, (shown, on_it, more));
    }
}

/// Sanne accepts a lead of the webinar without having reached it.
pub(super) async fn a_closed_round(world: &World) -> crate::domain::ids::RoundId {
    let (app, tenant) = (&world.app, &world.tenant);
    let loop_id = world.set_up().await;
    save(app, tenant, &id("mark"), &new("c1"), &webinar())
        .await
        .unwrap()
        .unwrap();
    for number in ["lead-1", "lead-2", "lead-3"] {
        let input = (
            tenant.clone(),
            crate::domain::ids::LeadId::new(number),
            CampaignId::new("c1"),
        );
        app.store
            .write(input, |tx, (tenant, lead, campaign)| {
                async move {
                    let mut row = tx.lead(tenant, lead).await?.unwrap();
                    row.lead.campaign_id = Some(campaign.clone());
                    tx.save_lead(tenant, &row).await
                }
                .boxed()
            })
            .await
            .unwrap();
    }
    world.until("2026-11-10T12:00:00Z").await;
    let ask = world.asks("sanne").await[0].ask.clone();
    let rating = RatingRow {
        ask_id: ask.id,
        lead_id: crate::domain::ids::LeadId::new("lead-1"),
        member_id: MemberId::new("sanne"),
        judged: Judged {
            follow_up: FollowUp::Nothing,
            relevance: Judgement::CantSay,
            timing: Judgement::CantSay,
            intent: Judgement::CantSay,
            verdict: Verdict::Accepted,
            reason: None,
            comment: None,
        },
        rated_at: app.now(),
        edited_at: None,
        is_late: false,
        counted_in: None,
        revision: 1,
    };
    app.store
        .write((tenant.clone(), rating), |tx, (tenant, rating)| {
            tx.save_rating(tenant, rating).boxed()
        })
        .await
        .unwrap();
    world.until("2026-11-16T20:00:00Z").await;
    let rounds = world.rounds(&loop_id).await;
    assert_eq!(rounds[0].state, RoundState::Closed);
    rounds[0].id.clone()
}

#[tokio::test]
async fn the_owner_answers_in_one_line_until_the_next_round_closes() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let round = a_closed_round(&world).await;
    let (app, tenant, campaign) = (&world.app, &world.tenant, CampaignId::new("c1"));
    let none = Ticked::default();
    let say = |name: &'static str, text: &'static str| {
        let (round, campaign, none) = (&round, &campaign, &none);
        async move {
            let said = answer(app, tenant, &id(name), round, campaign, text, none).await;
            said.unwrap().map(|it| it.figures.owner_answer)
        }
    };
    let is_done = done(app, tenant, &id("mark"), &round, &campaign).await;
    assert_eq!(is_done.unwrap(), Err(Refusal::NotAnswered));
    let line = Some("Students are out.".to_owned());
    assert_eq!(say("mark", " Students\nare out. ").await, Ok(line.clone()));
    let refused = Err(Refusal::NotAllowed(permission::Refusal::OnlyCampaignOwner));
    assert_eq!(say("sanne", "Me too").await, refused);
    assert_eq!(say("tessa", "  ").await, Err(Refusal::TextMissing));

    world.until("2026-11-17T10:00:00Z").await;
    let line = Some("Students are really out.".to_owned());
    let after_digest = say("mark", "Students are really out.").await;
    assert_eq!(after_digest, Ok(line.clone()));
    let is_done = done(app, tenant, &id("mark"), &round, &campaign).await;
    assert_eq!(is_done.unwrap(), Ok(()));
    let shown = numbers(app, tenant, &id("mark"), &round, &campaign).await;
    let shown = shown.unwrap().unwrap();
    assert_eq!(shown.figures.owner_answer, line);
    assert!(shown.takes_answer && shown.done_at.is_some());
    assert_eq!(say("mark", "Nurses are out too.").await.map(|_| ()), Ok(()));
    let shown = numbers(app, tenant, &id("mark"), &round, &campaign).await;
    assert_eq!(
        shown.unwrap().unwrap().done_at,
        None,
        "other words are to be done anew"
    );
}

#[tokio::test]
async fn numbers_without_an_answer_wait_on_the_home_tab_after_the_digest_too() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let round = a_closed_round(&world).await;
    let (app, tenant, mark) = (&world.app, &world.tenant, id("mark"));
    world.until("2026-11-17T10:00:00Z").await;
    let waits = || async {
        let shown = home(app, tenant, &mark).await.unwrap().unwrap();
        let waiting = shown.marketer.unwrap().waiting;
        let mut numbers = waiting.into_iter().filter_map(|it| match it {
            MarketerTodo::AnswerNumbers { round_id, .. } => Some(round_id),
            _ => None,
        });
        numbers.next()
    };
    assert_eq!(waits().await, Some(round.clone()));
    let (campaign, none) = (CampaignId::new("c1"), Ticked::default());
    let said = answer(app, tenant, &mark, &round, &campaign, "Out.", &none).await;
    said.unwrap().unwrap();
    assert_eq!(waits().await, None);
}

#[tokio::test]
async fn team_leads_see_what_waits_and_what_belongs_to_nobody() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    world.lead("paul", "Oost", "2026-11-03T10:00:00Z").await;
    world.lead("gwen", "West", "2026-11-03T11:00:00Z").await;
    let round = a_closed_round(&world).await;
    let (app, tenant) = (&world.app, &world.tenant);

    let waiting = waiting_for_contact(app, tenant, &id("tessa"), &round, 0).await;
    let waiting = waiting.unwrap().unwrap();
    assert_eq!((waiting.leads.len(), waiting.more), (3, 0));
    assert_eq!(waiting.names[&id("sanne")], "sanne");
    let mark = waiting_for_contact(app, tenant, &id("mark"), &round, 0).await;
    assert!(mark.unwrap().is_err());

    let orphans = leads_without_owner(app, tenant, &id("tessa"), 0).await;
    let orphans = orphans.unwrap().unwrap();
    let told: Vec<_> = orphans
        .leads
        .iter()
        .map(|it| (it.title.as_str(), it.why))
        .collect();
    use crate::domain::ownership::WithoutOwner::{InNoLoop, OwnerLeft};
    assert_eq!(told, [("Oost", Some(InNoLoop)), ("West", Some(OwnerLeft))]);
    let sanne = leads_without_owner(app, tenant, &id("sanne"), 0).await;
    assert!(sanne.unwrap().is_err());
}
