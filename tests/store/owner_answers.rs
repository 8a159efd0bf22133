//! What campaign owners answer, what led to it, and when it was done.

use jiff::Timestamp;
use leadloop::domain::ids::{AskId, CampaignId, LeadId, LoopId, MemberId, RoundId};
use leadloop::domain::lead::SOURCE_SALES;
use leadloop::domain::rating::Reason;
use leadloop::store::{AnswerSource, OwnerAnswer, Store};

use crate::small_company::{company, lead, minute, rating, read_rows, round, write_rows};

fn webinar() -> CampaignId {
    CampaignId::new("webinar")
}

fn answer(round: &str, done_at: Option<Timestamp>) -> OwnerAnswer {
    OwnerAnswer {
        round_id: RoundId::new(round),
        campaign_id: webinar(),
        member_id: MemberId::new("UMARK"),
        answer: "we will ask for the budget".to_owned(),
        answered_at: minute(30),
        done_at,
        reasons: vec![Reason::Person, Reason::NoNeed],
    }
}

fn source(lead: &str, is_ticked: bool) -> AnswerSource {
    AnswerSource {
        ask_id: AskId::new("ask"),
        lead_id: LeadId::new(lead),
        is_ticked,
    }
}

pub(crate) async fn an_answer_comes_back_with_what_led_to_it(store: Store) {
    let tenant = company(&store, "T1").await;
    write_rows!(store, tenant, |tx, tenant| {
        tx.save_rating(tenant, &rating("ask", "nova")).await?;
        tx.save_rating(tenant, &rating("ask", "delta")).await?;
        let both = [source("delta", false), source("nova", true)];
        tx.save_owner_answer(tenant, &answer("round", None), &both)
            .await
    });
    let (of_round, sources, behind, none) = read_rows!(store, tenant, |tx, tenant| {
        let (round, other) = (RoundId::new("round"), CampaignId::new("other"));
        Ok((
            tx.owner_answers(tenant, &round).await?,
            tx.answer_sources(tenant, &round, &webinar()).await?,
            tx.ratings_behind(tenant, &round, &webinar()).await?,
            tx.ratings_behind(tenant, &round, &other).await?,
        ))
    });
    assert_eq!(of_round, [answer("round", None)]);
    assert_eq!(sources, [source("delta", false), source("nova", true)]);
    let behind: Vec<_> = behind.iter().map(|it| it.rating.lead_id.as_str()).collect();
    assert_eq!(behind, ["delta", "nova"]);
    assert_eq!(none, []);

    let second = OwnerAnswer {
        answer: "no students".to_owned(),
        done_at: Some(minute(90)),
        reasons: vec![],
        ..answer("round", None)
    };
    let later = second.clone();
    store
        .write((tenant.clone(), later), |tx, (tenant, later)| {
            Box::pin(async move {
                let one = [source("nova", false)];
                tx.save_owner_answer(tenant, later, &one).await
            })
        })
        .await
        .unwrap();
    let (it, sources) = read_rows!(store, tenant, |tx, tenant| {
        let round = RoundId::new("round");
        Ok((
            tx.owner_answer(tenant, &round, &webinar()).await?,
            tx.answer_sources(tenant, &round, &webinar()).await?,
        ))
    });
    assert_eq!(it, Some(second), "a later answer replaces it");
    assert_eq!(sources, [source("nova", false)], "and what led to it");
}

pub(crate) async fn what_is_not_done_is_found_until_it_is(store: Store) {
    let tenant = company(&store, "T1").await;
    write_rows!(store, tenant, |tx, tenant| {
        for (number, done_at) in [(2, None), (3, Some(minute(50))), (4, Some(minute(40)))] {
            let id = format!("round-{number}");
            tx.save_round(tenant, &round(&id, number)).await?;
            tx.save_owner_answer(tenant, &answer(&id, done_at), &[])
                .await?;
        }
        Ok(())
    });
    let (found, elsewhere) = read_rows!(store, tenant, |tx, tenant| {
        let (here, there) = (LoopId::new("loop"), LoopId::new("other"));
        Ok((
            tx.answers_not_done_before(tenant, &here, minute(50))
                .await?,
            tx.answers_not_done_before(tenant, &there, minute(0))
                .await?,
        ))
    });
    let mut found: Vec<_> = found.iter().map(|it| it.round_id.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, ["round-2", "round-3"]);
    assert_eq!(elsewhere, []);
}

pub(crate) async fn the_first_lead_of_a_campaign_is_known(store: Store) {
    let tenant = company(&store, "T1").await;
    write_rows!(store, tenant, |tx, tenant| {
        let mut early = lead("early", None);
        early.lead.came_in_at = minute(-500);
        tx.save_lead(tenant, &early).await?;
        let mut of_a_rep = lead("of-a-rep", None);
        of_a_rep.lead.came_in_at = minute(-900);
        of_a_rep.lead.source = SOURCE_SALES.to_owned();
        tx.save_lead(tenant, &of_a_rep).await
    });
    let first = read_rows!(store, tenant, |tx, tenant| {
        let ids = [webinar(), CampaignId::new("none")];
        tx.first_leads(tenant, &ids).await
    });
    assert_eq!(first.len(), 1);
    assert_eq!(first[&webinar()], minute(-500));
}
