//! Rounds and asks, and the windows in which asks are answered.

use leadloop::domain::ask::{AskState, AskedState, DeclineReason};
use leadloop::domain::ids::{AskId, LeadId, LoopId, MemberId, RoundId, WindowId};
use leadloop::domain::rating::{Draft, FollowUp};
use leadloop::domain::round::{RoundState, SkipReason};
use leadloop::store::{Answered, Store, WindowRow};
use serde_json::json;

use crate::small_company::{ask, asked, company, minute, read_rows, round, write_rows};

pub(crate) async fn a_round_wakes_when_it_is_due(store: Store) {
    let tenant = company(&store, "T1").await;
    let (early, due, next, newest, skipped) = write_rows!(store, tenant, |tx, tenant| {
        let early = tx.rounds_to_wake(minute(9), 10).await?;
        let due = tx.rounds_to_wake(minute(10), 10).await?;
        let next = tx.next_round_wake().await?;
        let mut second = round("second", 2);
        second.skip_reason = Some(SkipReason::NoLeads);
        second.next_wake = None;
        tx.save_round(tenant, &second).await?;
        let newest = tx.rounds_of_loop(tenant, &LoopId::new("loop"), 1).await?;
        let mut first = round("round", 1);
        first.next_wake = None;
        tx.save_round(tenant, &first).await?;
        Ok((
            early,
            due,
            next,
            newest,
            (second, tx.next_round_wake().await?),
        ))
    });
    assert_eq!(early, []);
    assert_eq!(due, [(tenant, RoundId::new("round"))]);
    assert_eq!(next, Some(minute(10)));
    assert_eq!(newest, [skipped.0]);
    assert_eq!(skipped.1, None, "nothing is left to wake");
}

pub(crate) async fn an_ask_comes_back_with_its_leads(store: Store) {
    let tenant = company(&store, "T1").await;
    let (changed, stored, leads, forgotten) = write_rows!(store, tenant, |tx, tenant| {
        let mut changed = ask("ask", "round", "UREP");
        changed.ask.state = AskState::Declined;
        changed.ask.decline_reason = Some(DeclineReason::TooBusy);
        changed.ask.finished_at = Some(minute(30));
        changed.ask.remind_at = None;
        changed.next_wake = None;
        tx.save_ask(tenant, &changed).await?;
        let mut passed = asked("ask", "delta", 2);
        passed.asked.state = AskedState::PassedOn;
        passed.asked.card_of = Some(LeadId::new("nova"));
        passed.asked.skipped = true;
        passed.passed_to = Some(MemberId::new("ULEAD"));
        passed.draft = Some(Draft {
            follow_up: Some(FollowUp::Tried),
            ..Draft::default()
        });
        tx.save_asked(tenant, &passed).await?;
        tx.withdraw_lead(tenant, &LeadId::new("nova")).await?;
        let id = AskId::new("ask");
        let stored = tx.ask(tenant, &id).await?;
        let mine = tx.asks_of_member(tenant, &MemberId::new("UREP"), 5).await?;
        assert_eq!(stored.as_slice(), mine);
        let leads = tx.asked_leads(tenant, &id).await?;
        let round_id = RoundId::new("round");
        tx.forget_asks(tenant, &round_id).await?;
        let forgotten = tx.ask(tenant, &id).await?;
        let mut planned = round("round", 1);
        planned.state = RoundState::Planned;
        tx.save_round(tenant, &planned).await?;
        tx.forget_round(tenant, &round_id).await?;
        assert_eq!(tx.round(tenant, &round_id).await?, None);
        Ok((changed, stored, (passed, leads), forgotten))
    });
    assert_eq!(stored, Some(changed));
    let (passed, leads) = leads;
    assert_eq!(leads.len(), 2);
    assert_eq!(leads[0].asked.state, AskedState::Withdrawn);
    assert_eq!(leads[1], passed);
    assert_eq!(forgotten, None);
}

pub(crate) async fn the_first_ask_of_a_member_is_known(store: Store) {
    let tenant = company(&store, "T1").await;
    let (first, second) = write_rows!(store, tenant, |tx, tenant| {
        tx.save_round(tenant, &round("later", 2)).await?;
        let first = tx.ask(tenant, &AskId::new("ask")).await?.unwrap();
        let mut second = ask("second", "later", "UREP");
        second.ask.sent_at = Some(minute(12));
        tx.save_ask(tenant, &second).await?;
        Ok((
            tx.is_first_ask(tenant, &first.ask).await?,
            tx.is_first_ask(tenant, &second.ask).await?,
        ))
    });
    assert_eq!((first, second), (true, false));
}

pub(crate) async fn asks_are_summed_up_by_state(store: Store) {
    let tenant = company(&store, "T1").await;
    write_rows!(store, tenant, |tx, tenant| {
        let mut second = ask("second", "round", "ULEAD");
        second.ask.deadline_at = minute(6_000);
        second.next_wake = None;
        tx.save_ask(tenant, &second).await?;
        let mut third = ask("third", "round", "UMARK");
        third.ask.state = AskState::Away;
        third.next_wake = None;
        tx.save_ask(tenant, &third).await
    });
    let (mut sums, waking, all) = read_rows!(store, tenant, |tx, tenant| {
        let round = RoundId::new("round");
        Ok((
            tx.ask_summary(tenant, &round).await?,
            tx.asks_to_wake(tenant, &round, minute(4_000), 10).await?,
            tx.asks_of_round(tenant, &round).await?,
        ))
    });
    sums.sort_by_key(|sum| sum.state);
    assert_eq!(sums.len(), 2);
    assert_eq!((sums[0].state, sums[0].count), (AskState::Sent, 2));
    assert_eq!(sums[0].last_deadline, Some(minute(6_000)));
    assert_eq!(sums[0].next_wake, Some(minute(4_000)));
    assert_eq!((sums[1].count, sums[1].next_wake), (1, None));
    assert_eq!(waking.len(), 1);
    assert_eq!(all.len(), 3);
}

pub(crate) async fn a_window_repeats_its_answer(store: Store) {
    let tenant = company(&store, "T1").await;
    let (opened, first, answered, second, gone) = write_rows!(store, tenant, |tx, tenant| {
        let id = WindowId::new("window");
        let opened = WindowRow {
            id: id.clone(),
            member_id: MemberId::new("UREP"),
            ask_id: AskId::new("ask"),
            lead_id: LeadId::new("nova"),
            is_edit: false,
            revision: 0,
            answered: None,
            opened_at: minute(15),
        };
        tx.save_window(tenant, &opened).await?;
        let first = tx.window(tenant, &id).await?;
        let mut answered = opened.clone();
        answered.lead_id = LeadId::new("delta");
        answered.revision = 1;
        answered.answered = Some(Answered {
            view_id: "V1".to_owned(),
            hash: "1.abc".to_owned(),
            answer: json!({"response_action": "update"}),
        });
        tx.save_window(tenant, &answered).await?;
        let second = tx.window(tenant, &id).await?;
        tx.forget_old(minute(16)).await?;
        Ok((
            opened,
            first,
            answered,
            second,
            tx.window(tenant, &id).await?,
        ))
    });
    assert_eq!(first, Some(opened));
    assert_eq!(second, Some(answered));
    assert_eq!(gone, None);
}
