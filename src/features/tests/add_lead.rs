//! A lead that somebody adds in Slack.

use super::{World, id};
use crate::domain::lead::{DoneReason, OwnerFrom, SOURCE_SALES};
use crate::domain::permission;
use crate::features::add_lead::{Added, NewLead, SOURCE_SLACK, add_lead};
use crate::features::refusal::{Refusal, Thing};

fn fair() -> NewLead {
    NewLead {
        company: Some(" Nova Bouw ".to_owned()),
        person: Some("Femke".to_owned()),
        email: Some("Femke@Nova.example".to_owned()),
        activity: Some("Met at the fair".to_owned()),
        ..NewLead::default()
    }
}

impl World {
    async fn add(&self, who: &str, lead: NewLead) -> Result<Added, Refusal> {
        add_lead(&self.app, &self.tenant, &id(who), lead)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_rep_adds_a_lead_which_is_theirs_and_asked_about_at_once() {
    let world = World::new().await;
    world.set_up().await;
    let Ok(Added::Lead(lead_id)) = world.add("sanne", fair()).await else {
        panic!("not added")
    };
    assert_eq!(
        world.add("sanne", fair()).await,
        Ok(Added::Lead(lead_id.clone()))
    );
    let lead = world.all_leads().await.remove(0).lead;
    assert_eq!(
        (lead.source.as_str(), lead.owner_from),
        (SOURCE_SALES, OwnerFrom::Added)
    );
    assert_eq!(lead.owner_id, Some(id("sanne")));
    assert_eq!(lead.facts.email.as_deref(), Some("femke@nova.example"));

    let second = NewLead {
        company: Some("Kade 9".to_owned()),
        ..NewLead::default()
    };
    world.add("sanne", second).await.unwrap();
    world.until("2026-11-10T09:00:00Z").await;
    assert!(world.asks("sanne").await.remove(0).ask.sent_at.is_some());
}

#[tokio::test]
async fn a_lead_that_is_asked_about_anyway_is_not_added_again() {
    let world = World::new().await;
    world.set_up().await;
    world
        .import(&["1,Femke,Nova Bouw BV,f@nova.example,Webinar,joe,2026-11-03,New"])
        .await;
    let there = world.all_leads().await.remove(0).lead.id;
    let known = Added::Known {
        lead_id: there,
        owner_id: Some(id("joe")),
    };
    assert_eq!(world.add("sanne", fair()).await, Ok(known));
}

#[tokio::test]
async fn marketing_s_lead_stands_for_the_one_that_a_rep_added() {
    let world = World::new().await;
    world.set_up().await;
    world.add("sanne", fair()).await.unwrap();
    world
        .import(&["1,Femke,Nova Bouw,femke@nova.example,Webinar,joe,2026-10-03,New"])
        .await;
    let leads = world.all_leads().await;
    let added = leads
        .iter()
        .find(|it| it.lead.source == SOURCE_SALES)
        .unwrap();
    assert_eq!(added.lead.done, Some(DoneReason::Duplicate));
}

#[tokio::test]
async fn who_may_add_a_lead_and_for_whom() {
    let world = World::new().await;
    world.set_up().await;
    let for_joe = NewLead {
        owner_id: Some(id("joe")),
        ..fair()
    };
    let refused = |refusal| Err(Refusal::NotAllowed(refusal));
    let by_rep = world.add("sanne", for_joe.clone()).await;
    assert_eq!(by_rep, refused(permission::Refusal::OnlyOwn));
    let by_anyone = world.add("paul", fair()).await;
    assert_eq!(by_anyone, refused(permission::Refusal::OnlyMarketing));
    let nobody = NewLead {
        activity: Some("Called in".to_owned()),
        ..NewLead::default()
    };
    assert_eq!(world.add("sanne", nobody).await, Ok(Added::Nobody));
    let ghost = NewLead {
        owner_id: Some(id("ghost")),
        ..fair()
    };
    let unknown = Err(Refusal::Unknown(Thing::Member));
    assert_eq!(world.add("mark", ghost).await, unknown);

    assert!(matches!(
        world.add("mark", for_joe).await,
        Ok(Added::Lead(_))
    ));
    let lead = world.all_leads().await.remove(0).lead;
    assert_eq!(
        (lead.source.as_str(), lead.owner_id),
        (SOURCE_SLACK, Some(id("joe")))
    );
}
