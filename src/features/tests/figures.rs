//! What marketing's numbers hold, and the ratings with names a page at a time.

use futures_util::FutureExt as _;
use jiff::civil::date;

use super::campaigns::a_closed_round;
use super::{World, id};
use crate::domain::ask::{AskedForm, AskedLead, AskedState};
use crate::domain::briefing::Forecast;
use crate::domain::figures::RoundFigures;
use crate::domain::figures_briefing::{EarlierForecast, FrozenBriefing, FrozenForecast};
use crate::domain::ids::{AskId, CampaignId, LeadId, RoundId};
use crate::domain::lead::SOURCE_SALES;
use crate::domain::permission;
use crate::features::home::home;
use crate::features::refusal::Refusal;
use crate::features::see_ratings::{PAGE, see_ratings};
use crate::store::AskedRow;

#[tokio::test]
async fn what_a_rep_added_is_not_among_the_leads_of_its_campaign() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    a_closed_round(&world).await;
    let (app, tenant) = (&world.app, &world.tenant);
    let counts = || async {
        let shown = home(app, tenant, &id("mark")).await.unwrap().unwrap();
        let line = &shown.marketer.unwrap().campaigns[0];
        (line.leads, line.rated)
    };
    assert_eq!(counts().await, (3, 1));
    app.store
        .write(tenant.clone(), |tx, tenant| {
            async move {
                let mut row = tx.lead(tenant, &LeadId::new("lead-1")).await?.unwrap();
                row.lead.id = LeadId::new("added");
                row.lead.source = SOURCE_SALES.to_owned();
                row.lead.identity = "sales:1".to_owned();
                tx.save_lead(tenant, &row).await
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(counts().await, (3, 1));
}

/// So many more rated leads of the webinar in the round.
async fn more_ratings(world: &World, round: &RoundId, count: usize) {
    let ask = world.ask_in("sanne", round).await.unwrap().ask.id;
    let input = (world.tenant.clone(), ask, count);
    let work = world.app.store.write(input, |tx, (tenant, ask, count)| {
        async move {
            let first = LeadId::new("lead-1");
            let lead = tx.lead(tenant, &first).await?.unwrap();
            let rating = tx.ratings_of_ask(tenant, ask).await?.remove(0);
            for number in 0..*count {
                let (mut lead, mut rating) = (lead.clone(), rating.clone());
                lead.lead.id = LeadId::new(format!("more-{number}"));
                lead.lead.identity = format!("more:{number}");
                tx.save_lead(tenant, &lead).await?;
                let asked = asked(ask, &lead.lead.id, number);
                tx.save_asked(tenant, &asked).await?;
                rating.lead_id = lead.lead.id;
                tx.save_rating(tenant, &rating).await?;
            }
            Ok(())
        }
        .boxed()
    });
    work.await.unwrap();
}

fn asked(ask: &AskId, lead: &LeadId, number: usize) -> AskedRow {
    AskedRow {
        asked: AskedLead {
            ask_id: ask.clone(),
            lead_id: lead.clone(),
            position: 10 + u16::try_from(number).unwrap(),
            form: AskedForm::Full,
            state: AskedState::Rated,
            card_of: None,
            skipped: false,
        },
        passed_to: None,
        draft: None,
    }
}

#[tokio::test]
async fn ratings_with_names_come_in_pages_to_those_who_may_read_them() {
    let world = World::new().await;
    world.three_leads("sanne").await;
    let round = a_closed_round(&world).await;
    more_ratings(&world, &round, PAGE + 1).await;
    let (app, tenant, webinar) = (&world.app, &world.tenant, CampaignId::new("c1"));
    let see = |name: &'static str, of_campaign: bool, page| {
        let (round, webinar) = (&round, &webinar);
        async move {
            let campaign = of_campaign.then_some(webinar);
            let seen = see_ratings(app, tenant, &id(name), round, campaign, page).await;
            seen.unwrap().map(|it| (it.ratings.len(), it.more))
        }
    };
    assert_eq!(see("mark", true, 0).await, Ok((PAGE, 2)));
    assert_eq!(see("mark", true, 1).await, Ok((2, 0)));
    assert_eq!(see("mark", true, usize::MAX).await, Ok((0, 0)));
    assert_eq!(see("tessa", true, 0).await, Ok((PAGE, 2)));
    assert_eq!(see("tessa", false, 1).await, Ok((2, 0)));

    let only = |why| Err(Refusal::NotAllowed(why));
    assert_eq!(
        see("mark", false, 0).await,
        only(permission::Refusal::OnlyTeamLeads)
    );
    for (of_campaign, why) in [
        (true, permission::Refusal::OnlyCampaignOwner),
        (false, permission::Refusal::OnlyTeamLeads),
    ] {
        for name in ["sanne", "joe", "karin"] {
            assert_eq!(see(name, of_campaign, 0).await, only(why), "{name}");
        }
    }
}

/// Figures as they were stored before campaigns had briefings.
const WITHOUT_BRIEFINGS: &str = include_str!("figures_without_briefings.json");

#[test]
fn figures_of_a_version_without_briefings_still_read() {
    let old: RoundFigures = serde_json::from_str(WITHOUT_BRIEFINGS).unwrap();
    let [webinar, guide] = old.campaigns.as_slice() else {
        panic!("two campaigns: {old:#?}");
    };
    assert_eq!(
        (webinar.name.as_str(), webinar.raters),
        ("Autumn webinar", 5)
    );
    assert!(guide.owner_answer.is_some());
    assert_eq!(
        (&webinar.briefing, webinar.timing_intent_before),
        (&None, None)
    );
    assert_eq!(
        (webinar.accepted_against_expected(), webinar.days_late()),
        (None, None)
    );
    assert_eq!(old.said, []);
}

#[test]
fn a_forecast_reads_as_it_was_frozen() {
    let mut figures: RoundFigures = serde_json::from_str(WITHOUT_BRIEFINGS).unwrap();
    let forecast = Forecast {
        accepted_of_ten: 5,
        warm_of_ten: 2,
        cold_of_ten: 3,
    };
    let day = date(2026, 11, 12);
    figures.campaigns[0].briefing = Some(FrozenBriefing {
        posted_on: day,
        is_new: true,
        days_late: Some(4),
        forecast: Some(FrozenForecast {
            forecast,
            made_on: day,
            earlier: vec![EarlierForecast {
                forecast,
                until: day,
            }],
        }),
    });
    let stored = serde_json::to_string(&figures).unwrap();
    let read: RoundFigures = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, figures);
}
