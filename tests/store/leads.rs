//! Leads: found again, queued, without owner, paged and counted.

use leadloop::domain::ask::AskState;
use leadloop::domain::ids::{CampaignId, LeadId, LoopId, MemberId};
use leadloop::domain::lead::{DoneReason, LeadFacts, OwnerFrom};
use leadloop::domain::member::Role;
use leadloop::domain::queue::LastAnswer;
use leadloop::domain::rating::{FollowUp, Verdict};
use leadloop::store::Store;

use crate::small_company::{
    ask, asked, company, lead, member, minute, rating, read_rows, write_rows,
};

pub(crate) async fn a_lead_comes_back_by_id_and_identity(store: Store) {
    let tenant = company(&store, "T1").await;
    let (changed, by_id, by_identity, many, alike, nothing_alike) =
        write_rows!(store, tenant, |tx, tenant| {
            let mut changed = lead("nova", None);
            changed.lead.campaign_id = None;
            changed.lead.rests_until = Some(minute(500));
            changed.lead.has_rested = true;
            changed.lead.done = DoneReason::from_code(DoneReason::ALL[0].code());
            changed.done_at = Some(minute(40));
            changed.waited_alone = true;
            changed.duplicate_of = Some(LeadId::new("delta"));
            tx.save_lead(tenant, &changed).await?;
            let id = LeadId::new("nova");
            let changed_facts = changed.lead.facts.clone();
            Ok((
                changed,
                tx.lead(tenant, &id).await?,
                tx.lead_by_identity(tenant, "csv:crm-nova").await?,
                tx.leads_by_id(tenant, &[id, LeadId::new("delta"), LeadId::new("none")])
                    .await?,
                tx.leads_alike(tenant, &changed_facts).await?,
                tx.leads_alike(tenant, &LeadFacts::default()).await?,
            ))
        });
    assert_eq!(by_id.as_ref(), Some(&changed));
    assert_eq!(by_identity, Some(changed));
    assert_eq!(many.len(), 2);
    assert_eq!(alike.len(), 1);
    assert_eq!(nothing_alike, [], "nothing known is like nothing");
}

pub(crate) async fn the_queue_knows_what_happened_before(store: Store) {
    let tenant = company(&store, "T1").await;
    write_rows!(store, tenant, |tx, tenant| {
        tx.save_rating(tenant, &rating("ask", "nova")).await?;
        // The same lead again, in a later ask that is over; its answer is the last one.
        let mut later = ask("later", "round", "ULEAD");
        later.ask.state = AskState::Answered;
        tx.save_ask(tenant, &later).await?;
        tx.save_asked(tenant, &asked("later", "nova", 1)).await?;
        let mut last = rating("later", "nova");
        last.rated_at = minute(50);
        last.judged.verdict = Verdict::Open;
        last.judged.follow_up = FollowUp::Nothing;
        tx.save_rating(tenant, &last).await?;
        let mut free = lead("free", Some("UREP"));
        free.lead.campaign_id = None;
        free.lead.came_in_at = minute(3);
        tx.save_lead(tenant, &free).await?;
        let mut done = lead("done", Some("UREP"));
        done.lead.done = DoneReason::from_code(DoneReason::ALL[0].code());
        done.lead.came_in_at = minute(4);
        tx.save_lead(tenant, &done).await?;
        let mut handed_over = lead("handed-over", Some("UREP"));
        handed_over.lead.came_in_at = minute(-9);
        handed_over.lead.owner_from = OwnerFrom::HandOver;
        tx.save_lead(tenant, &handed_over).await
    });
    let (queue, since, has_done, all, answers) = read_rows!(store, tenant, |tx, tenant| {
        let rep = MemberId::new("UREP");
        Ok((
            tx.queue_of(tenant, std::slice::from_ref(&rep), minute(0))
                .await?,
            tx.queue_of(tenant, std::slice::from_ref(&rep), minute(2))
                .await?,
            [
                tx.has_done_leads(tenant, &rep, minute(0)).await?,
                tx.has_done_leads(tenant, &rep, minute(5)).await?,
            ],
            tx.leads_of_owner(tenant, &rep).await?,
            tx.campaign_answers(tenant, &[CampaignId::new("webinar")])
                .await?,
        ))
    });
    let ids: Vec<_> = queue.iter().map(|it| it.row.lead.id.as_str()).collect();
    assert_eq!(ids, ["handed-over", "delta", "nova", "free"]);
    assert_eq!(all.len(), 5);
    assert_eq!(answers[&CampaignId::new("webinar")], 2);
    assert_eq!(queue[2].first_contact_days, Some(3));
    assert!(queue[2].in_ask_until.is_some());
    assert_eq!(
        queue[2].last,
        Some(LastAnswer {
            is_owners: true,
            verdict: Verdict::Open,
            follow_up: FollowUp::Nothing
        })
    );
    assert_eq!(queue[1].last, None);
    assert_eq!(queue[3].first_contact_days, None);
    assert_eq!(queue[3].in_ask_until, None);
    let since: Vec<_> = since.iter().map(|it| it.row.lead.id.as_str()).collect();
    assert_eq!(since, ["handed-over", "free"], "however old");
    assert_eq!(has_done, [true, false]);
}

pub(crate) async fn leads_nobody_can_be_asked_about(store: Store) {
    let tenant = company(&store, "T1").await;
    let (before, after, counted) = write_rows!(store, tenant, |tx, tenant| {
        tx.save_lead(tenant, &lead("orphan", None)).await?;
        let before = tx.leads_without_owner(tenant, 10).await?;
        let rep = [MemberId::new("UREP")];
        tx.set_loop_members(
            tenant,
            &LoopId::new("loop"),
            Role::Sales,
            &rep,
            false,
            minute(1),
        )
        .await?;
        let gone = {
            let mut gone = member("UMARK", "Mark");
            gone.is_deactivated = true;
            gone
        };
        tx.upsert_member(tenant, &gone).await?;
        tx.save_lead(tenant, &lead("left", Some("UMARK"))).await?;
        let after = tx.leads_without_owner(tenant, 10).await?;
        let counted = tx.count_leads_without_owner(tenant).await?;
        Ok((before, after, counted))
    });
    assert_eq!(before.len(), 3, "an owner in no loop is not asked");
    let after: Vec<_> = after.iter().map(|it| it.lead.id.as_str()).collect();
    assert_eq!(after, ["left", "orphan"]);
    assert_eq!(counted, 2);
}

pub(crate) async fn leads_are_paged_and_counted(store: Store) {
    let tenant = company(&store, "T1").await;
    let (first, second, came_in, later, nobody) = read_rows!(store, tenant, |tx, tenant| {
        let first = tx.leads_page(tenant, None, 1).await?;
        let second = tx.leads_page(tenant, Some(&first[0].lead.id), 5).await?;
        let rep = [MemberId::new("UREP"), MemberId::new("ULEAD")];
        Ok((
            first,
            second,
            tx.count_came_in(tenant, &rep, minute(0), minute(2)).await?,
            tx.count_came_in(tenant, &rep, minute(2), minute(9)).await?,
            tx.count_came_in(tenant, &[], minute(0), minute(9)).await?,
        ))
    });
    assert_eq!(first[0].lead.id, LeadId::new("delta"));
    assert_eq!(second.len(), 1);
    assert_eq!((came_in, later, nobody), (2, 0, 0));
}
