//! "Not my lead", and giving a lead an owner.

use futures_util::FutureExt as _;

use super::set_up::team;
use super::{World, id};
use crate::domain::ask::{AskState, AskedState};
use crate::domain::ids::{AskId, LeadId};
use crate::domain::lead::{DoneReason, OwnerFrom, Whose};
use crate::domain::permission;
use crate::features::pass_on_lead::{PassOn, pass_on_lead};
use crate::features::refusal::{Refusal, Thing};
use crate::store::{AskedRow, LeadRow};

impl World {
    async fn pass(
        &self,
        who: &str,
        lead_id: &LeadId,
        ask_id: Option<&AskId>,
        to: Option<&str>,
    ) -> Result<(), Refusal> {
        let pass = PassOn {
            lead_id: lead_id.clone(),
            ask_id: ask_id.cloned(),
            to: to.map(id),
            whose: to.is_none().then_some(Whose::AccountManager),
        };
        pass_on_lead(&self.app, &self.tenant, &id(who), pass)
            .await
            .unwrap()
    }

    async fn the_lead(&self, lead_id: &LeadId) -> LeadRow {
        let input = (self.tenant.clone(), lead_id.clone());
        let lead = self
            .app
            .store
            .read(input, |tx, (tenant, id)| tx.lead(tenant, id).boxed());
        lead.await.unwrap().unwrap()
    }

    async fn asked(&self, ask_id: &AskId) -> Vec<AskedRow> {
        let input = (self.tenant.clone(), ask_id.clone());
        let asked = self
            .app
            .store
            .read(input, |tx, (tenant, id)| tx.asked_leads(tenant, id).boxed());
        asked.await.unwrap()
    }
}

#[tokio::test]
async fn a_rep_passes_leads_on_until_none_is_left_and_the_ask_is_answered() {
    let world = World::new().await;
    let nova = world
        .lead("sanne", "Nova Bouw", "2026-11-03T10:00:00Z")
        .await;
    let kade = world.lead("sanne", "Kade 9", "2026-11-03T10:00:00Z").await;
    world.set_up().await;
    world.until("2026-11-10T09:00:00Z").await;
    let ask_id = world.asks("sanne").await.remove(0).ask.id;

    let told = world.pass("sanne", &nova, Some(&ask_id), Some("joe")).await;
    assert_eq!(told, Ok(()));
    let lead = world.the_lead(&nova).await.lead;
    assert_eq!(
        (lead.owner_id, lead.owner_from),
        (Some(id("joe")), OwnerFrom::HandOver)
    );
    assert_eq!(
        world.asks("sanne").await.remove(0).ask.state,
        AskState::Partial
    );
    // Said twice, by a double click.
    let told = world.pass("sanne", &nova, Some(&ask_id), Some("joe")).await;
    assert_eq!(told, Ok(()));

    let told = world.pass("sanne", &kade, Some(&ask_id), None).await;
    assert_eq!(told, Ok(()));
    let lead = world.the_lead(&kade).await;
    assert_eq!(lead.lead.owner_id, None);
    assert_eq!(lead.passed_on_as, Some(Whose::AccountManager));
    let ask = world.asks("sanne").await.remove(0).ask;
    assert_eq!(ask.state, AskState::Answered);
    assert!(ask.finished_at.is_some());
    let asked = world.asked(&ask_id).await;
    assert!(
        asked
            .iter()
            .all(|it| it.asked.state == AskedState::PassedOn)
    );
    let to_joe = asked.iter().find(|it| it.asked.lead_id == nova).unwrap();
    assert_eq!(to_joe.passed_to, Some(id("joe")));
    let posts = world.posts().await;
    assert!(
        posts.contains(&"ask-changed to sanne".to_owned()),
        "{posts:?}"
    );

    let given = world.pass("tessa", &kade, None, Some("joe")).await;
    assert_eq!(given, Ok(()));
    assert_eq!(world.the_lead(&kade).await.passed_on_as, None);
}

#[tokio::test]
async fn the_others_of_a_card_keep_one_together() {
    let world = World::new().await;
    for _ in 0..3 {
        world
            .lead("sanne", "Nova Bouw", "2026-11-03T10:00:00Z")
            .await;
    }
    world.set_up().await;
    world.until("2026-11-10T09:00:00Z").await;
    let ask_id = world.asks("sanne").await.remove(0).ask.id;
    let asked = world.asked(&ask_id).await;
    let head = asked.iter().find(|it| it.asked.card_of.is_none()).unwrap();
    let head = head.asked.lead_id.clone();
    world
        .pass("sanne", &head, Some(&ask_id), Some("joe"))
        .await
        .unwrap();
    let left = world.asked(&ask_id).await;
    let left: Vec<_> = left.iter().filter(|it| it.asked.lead_id != head).collect();
    assert_eq!(left.len(), 2);
    let cards = left.iter().map(|it| it.asked.card_of.as_ref());
    let first = &left[0].asked.lead_id;
    assert_eq!(cards.collect::<Vec<_>>(), [None, Some(first)]);
}

#[tokio::test]
async fn a_team_lead_gives_a_lead_an_owner_who_can_be_asked() {
    let world = World::new().await;
    let nova = world
        .lead("paul", "Nova Bouw", "2026-11-03T10:00:00Z")
        .await;
    world.set_up().await;
    let refused = |thing| Err(Refusal::Unknown(thing));
    assert_eq!(
        world.pass("tessa", &nova, None, Some("gwen")).await,
        refused(Thing::Rep)
    );
    assert_eq!(
        world.pass("tessa", &nova, None, Some("paul")).await,
        refused(Thing::Rep)
    );
    assert_eq!(
        world.pass("tessa", &nova, None, Some("ghost")).await,
        refused(Thing::Member)
    );
    let nowhere = LeadId::new("nowhere");
    assert_eq!(
        world.pass("tessa", &nowhere, None, Some("joe")).await,
        refused(Thing::Lead)
    );
    assert_eq!(
        world.pass("tessa", &nova, None, Some("sanne")).await,
        Ok(())
    );
    assert_eq!(world.the_lead(&nova).await.lead.owner_id, Some(id("sanne")));
}

#[tokio::test]
async fn who_neither_owns_a_lead_nor_runs_the_loop_may_not_pass_it_on() {
    let world = World::new().await;
    let nova = world
        .lead("sanne", "Nova Bouw", "2026-11-03T10:00:00Z")
        .await;
    world.lead("sanne", "Kade 9", "2026-11-03T10:00:00Z").await;
    world.set_up().await;
    let only_own = Err(Refusal::NotAllowed(permission::Refusal::OnlyOwn));
    assert_eq!(world.pass("joe", &nova, None, Some("joe")).await, only_own);
    world.until("2026-11-10T09:00:00Z").await;
    let ask_id = world.asks("sanne").await.remove(0).ask.id;
    assert_eq!(
        world.pass("joe", &nova, Some(&ask_id), None).await,
        only_own
    );
}

#[tokio::test]
async fn passed_on_after_its_last_round_closed_a_lead_is_asked_about_again() {
    let world = World::new().await;
    let nova = world
        .lead("sanne", "Nova Bouw", "2026-11-03T10:00:00Z")
        .await;
    let kade = world.lead("sanne", "Kade 9", "2026-11-03T10:00:00Z").await;
    world.set_up().await;
    world.until("2026-12-15T10:00:00Z").await;
    let lead = world.the_lead(&nova).await.lead;
    assert_eq!(
        (lead.times_asked, lead.done),
        (3, Some(DoneReason::AskedOut))
    );
    let ask_id = world.asks("sanne").await.remove(0).ask.id;
    for lead in [&nova, &kade] {
        let told = world.pass("sanne", lead, Some(&ask_id), Some("joe")).await;
        assert_eq!(told, Ok(()));
    }
    let lead = world.the_lead(&nova).await;
    assert_eq!((lead.lead.times_asked, lead.lead.done), (2, None));
    assert_eq!(lead.done_at, None);
    world.until("2026-12-22T20:00:00Z").await;
    assert_eq!(world.asks("joe").await.remove(0).ask.state, AskState::Sent);
    assert_eq!(world.the_lead(&nova).await.lead.times_asked, 3);
}

#[tokio::test]
async fn who_leads_a_team_passes_on_the_leads_of_its_people_alone() {
    let world = World::new().await;
    let nova = world
        .lead("sanne", "Nova Bouw", "2026-11-03T10:00:00Z")
        .await;
    let kade = world.lead("joe", "Kade 9", "2026-11-03T10:00:00Z").await;
    let mut draft = world.draft();
    draft.reps = vec![];
    draft.teams = vec![
        team("north", &["sanne"], &["paul"]),
        team("south", &["joe", "sanne"], &[]),
    ];
    let target = world.new_loop();
    world.save("karin", &target, &draft).await.unwrap();
    let only_marketing = Err(Refusal::NotAllowed(permission::Refusal::OnlyMarketing));
    assert_eq!(
        world.pass("paul", &kade, None, Some("sanne")).await,
        only_marketing
    );
    assert_eq!(world.pass("paul", &nova, None, Some("joe")).await, Ok(()));
    assert_eq!(world.the_lead(&nova).await.lead.owner_id, Some(id("joe")));
    let back = world.pass("paul", &nova, None, Some("sanne")).await;
    assert_eq!(back, only_marketing, "it is another team's by now");
}
