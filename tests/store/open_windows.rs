//! A rating window is read with all that stands around it, and what is rated in it is written.

use leadloop::domain::ask::AskedState;
use leadloop::domain::ids::{AskId, CampaignId, LeadId, MemberId, WindowId, WorkspaceId};
use leadloop::domain::lead::DoneReason;
use leadloop::store::{OpenAsk, Store, Tenant, WindowRow};

use crate::small_company::{company, lead, minute, rating, read_rows, write_rows};

fn window() -> WindowRow {
    WindowRow {
        id: WindowId::new("window"),
        member_id: MemberId::new("UREP"),
        ask_id: AskId::new("ask"),
        lead_id: LeadId::new("nova"),
        is_edit: false,
        revision: 0,
        answered: None,
        opened_at: minute(15),
    }
}

pub(crate) async fn a_window_comes_with_all_that_stands_around_it(store: Store) {
    let tenant = company(&store, "T1").await;
    // Another workspace with the same ids, whose rows are none of its.
    company(&store, "T2").await;
    write_rows!(store, tenant, |tx, tenant| {
        tx.save_window(tenant, &window()).await?;
        tx.save_rating(tenant, &rating("ask", "nova")).await
    });
    let open = read_rows!(store, tenant, |tx, _tenant| {
        let id = WindowId::new("window");
        tx.open_window(&WorkspaceId::new("T1"), &id).await
    });
    let open = open.unwrap();
    assert_eq!(open.window, window());
    is_all_of_the_company(&open.on, &tenant);
}

fn is_all_of_the_company(open: &OpenAsk, tenant: &Tenant) {
    assert_eq!(open.tenant, *tenant);
    assert_eq!(open.ask.ask.id, AskId::new("ask"));
    assert_eq!(open.round.id.as_str(), "round");
    assert_eq!(open.feedback_loop.settings.id.as_str(), "loop");
    assert_eq!(open.member.id, MemberId::new("UREP"));
    let asked: Vec<&str> = open
        .asked
        .iter()
        .map(|it| it.asked.lead_id.as_str())
        .collect();
    assert_eq!(asked, ["nova", "delta"]);
    for id in ["nova", "delta"] {
        assert_eq!(open.lead(&LeadId::new(id)), Some(&lead(id, Some("UREP"))));
    }
    let campaign = open.campaign(&CampaignId::new("webinar")).unwrap();
    assert_eq!(campaign.goal.as_deref(), Some("ten first talks"));
    let nova = LeadId::new("nova");
    assert_eq!(open.ratings_of(&nova), [rating("ask", "nova")]);
    assert_eq!(open.ratings_of(&LeadId::new("delta")), []);
}

pub(crate) async fn a_rated_lead_is_left_out_once_the_window_has_moved_on(store: Store) {
    let tenant = company(&store, "T1").await;
    let (before, open, stored) = write_rows!(store, tenant, |tx, tenant| {
        let (t1, id) = (WorkspaceId::new("T1"), WindowId::new("window"));
        // Nothing of it is there yet: what waits is sent before the question.
        let before = tx.open_window(&t1, &id).await?;
        tx.save_window(tenant, &window()).await?;
        let nova = LeadId::new("nova");
        tx.save_rating(tenant, &rating("ask", "nova")).await?;
        tx.mark_rated(tenant, &AskId::new("ask"), &nova).await?;
        let mut rated = lead("nova", Some("UREP"));
        rated.lead.done = Some(DoneReason::Rated);
        rated.done_at = Some(minute(20));
        tx.save_lead_state(tenant, &rated).await?;
        let mut moved = window();
        moved.lead_id = LeadId::new("delta");
        tx.save_window(tenant, &moved).await?;
        let open = tx.open_window(&t1, &id).await?;
        let stored = tx.lead(tenant, &nova).await?;
        Ok((before, open, (stored, rated)))
    });
    assert!(before.is_none());
    assert_eq!(stored.0, Some(stored.1));
    let open = open.unwrap().on;
    let states: Vec<AskedState> = open.asked.iter().map(|it| it.asked.state).collect();
    assert_eq!(states, [AskedState::Rated, AskedState::Open]);
    assert!(open.lead(&LeadId::new("nova")).is_none());
    assert!(open.lead(&LeadId::new("delta")).is_some());
}

pub(crate) async fn a_window_of_a_removed_workspace_is_not_there(store: Store) {
    let tenant = company(&store, "T1").await;
    write_rows!(store, tenant, |tx, tenant| {
        tx.save_window(tenant, &window()).await?;
        tx.remove_workspace(tenant, minute(30)).await
    });
    for workspace in ["T1", "T2"] {
        let open = store.read(workspace, |tx, workspace| {
            Box::pin(async move {
                let id = WindowId::new("window");
                tx.open_window(&WorkspaceId::new(*workspace), &id).await
            })
        });
        assert!(open.await.unwrap().is_none());
    }
}

pub(crate) async fn an_ask_comes_with_all_that_stands_around_it(store: Store) {
    let tenant = company(&store, "T1").await;
    company(&store, "T2").await;
    const SAID: &str = "\"Maybe\", they said:\n\tnot \\ before 1 March é 😀";
    let (whole, without, none) = write_rows!(store, tenant, |tx, tenant| {
        let (ask, nova) = (AskId::new("ask"), LeadId::new("nova"));
        tx.save_rating(tenant, &rating("ask", "nova")).await?;
        let whole = tx.open_ask(tenant.workspace_id(), &ask, None).await?;
        let mut answered = rating("ask", "nova");
        answered.judged.comment = Some(SAID.to_owned());
        tx.save_rating(tenant, &answered).await?;
        tx.mark_rated(tenant, &ask, &nova).await?;
        let without = tx.open_ask(tenant.workspace_id(), &ask, None).await?;
        let with = tx
            .open_ask(tenant.workspace_id(), &ask, Some(&nova))
            .await?;
        let none = tx
            .open_ask(tenant.workspace_id(), &AskId::new("another"), None)
            .await?;
        Ok((whole, (without, with), none))
    });
    is_all_of_the_company(&whole.unwrap(), &tenant);
    assert!(none.is_none());
    // A lead that is rated comes only where it is looked at.
    let (without, with) = (without.0.unwrap(), without.1.unwrap());
    let nova = LeadId::new("nova");
    assert!(without.lead(&nova).is_none() && without.ratings_of(&nova).is_empty());
    assert!(with.lead(&nova).is_some());
    assert_eq!(
        with.ratings_of(&nova)[0].judged.comment.as_deref(),
        Some(SAID)
    );
}

pub(crate) async fn somebody_who_acts_is_known_by_workspace_and_person(store: Store) {
    let tenant = company(&store, "T1").await;
    let read = |workspace: &'static str, member: &'static str| {
        store.look((workspace, member), |tx, (workspace, member)| {
            Box::pin(async move {
                let (workspace, member) = (WorkspaceId::new(*workspace), MemberId::new(*member));
                tx.actor(&workspace, &member).await
            })
        })
    };
    let rep = read("T1", "UREP").await.unwrap().unwrap();
    assert_eq!(rep.tenant, tenant);
    assert_eq!(rep.member.unwrap().id, MemberId::new("UREP"));
    let stranger = read("T1", "UNEW").await.unwrap().unwrap();
    assert!(stranger.member.is_none() && stranger.loop_languages.is_empty());
    assert!(read("T2", "UREP").await.unwrap().is_none());
}
