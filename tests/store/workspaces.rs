//! Workspaces, their people, and that one never sees another's rows.

use leadloop::domain::holidays::{Country, OwnHolidays};
use leadloop::domain::ids::{AskId, LeadId, LoopId, MemberId, RoundId, WorkspaceId};
use leadloop::domain::language::Language;
use leadloop::domain::lead::LeadFacts;
use leadloop::domain::member::{AS_LONG_AS_THE_STATUS, WorkingDays};
use leadloop::domain::status_words::StatusWords;
use leadloop::store::Store;

use crate::small_company::{company, lead, member, minute, read_rows, workspace, write_rows};

pub(crate) async fn keeps_the_salt_when_installed_again(store: Store) {
    let tenant = company(&store, "T1").await;
    let stored = write_rows!(store, tenant, |tx, tenant| {
        let mut again = workspace("T1");
        again.name = "New name".to_owned();
        again.pseudonym_salt = "another salt".to_owned();
        tx.upsert_workspace(&again, minute(5)).await?;
        tx.workspace(tenant).await
    });
    assert_eq!(stored.name, "New name");
    assert_eq!(stored.pseudonym_salt, "salt of T1");
}

pub(crate) async fn a_removed_workspace_is_no_tenant(store: Store) {
    let tenant = company(&store, "T1").await;
    let (before, after, woken) = write_rows!(store, tenant, |tx, tenant| {
        let id = WorkspaceId::new("T1");
        let before = tx.tenant(&id).await?;
        tx.remove_workspace(tenant, minute(1)).await?;
        let woken = tx.rounds_to_wake(minute(1_000), 10).await?;
        Ok((before, tx.tenant(&id).await?, woken))
    });
    assert_eq!(before, Some(tenant));
    assert_eq!(after, None);
    assert_eq!(woken, [], "nothing of it is asked any more");
}

pub(crate) async fn a_removal_from_before_the_last_installation_counts_for_nothing(store: Store) {
    let tenant = company(&store, "T1").await;
    let (old, known, same_second, gone) = write_rows!(store, tenant, |tx, tenant| {
        let id = WorkspaceId::new("T1");
        let installed = minute(5) + jiff::SignedDuration::from_millis(700);
        tx.upsert_workspace(&workspace("T1"), installed).await?;
        let old = tx.remove_workspace(tenant, minute(4)).await?;
        let known = tx.tenant(&id).await?;
        let same_second = tx.remove_workspace(tenant, minute(5)).await?;
        Ok((old, known, same_second, tx.tenant(&id).await?))
    });
    assert_eq!((old, known), (false, Some(tenant)));
    assert_eq!((same_second, gone), (true, None));
}

pub(crate) async fn keeps_what_a_member_chose(store: Store) {
    let tenant = company(&store, "T1").await;
    let (chosen, stored, others, back) = write_rows!(store, tenant, |tx, tenant| {
        let mut chosen = member("UREP", "Sanne");
        chosen.language = Some(Language::Dutch);
        chosen.paused_until = Some(minute(60));
        chosen.holidays = OwnHolidays::Of(Country::from_code("BE").unwrap());
        chosen.working_days = WorkingDays::from_bits(0b1111).unwrap();
        chosen.is_introduced = true;
        chosen.silent_rounds = 2;
        tx.save_member_choices(tenant, &chosen).await?;
        let mut by_slack = member("UREP", "Sanne J");
        by_slack.email = None;
        by_slack.slack_locale = None;
        by_slack.is_admin = true;
        tx.upsert_member(tenant, &by_slack).await?;
        let id = MemberId::new("UREP");
        let stored = tx.member(tenant, &id).await?.unwrap();
        let others = tx
            .members_by_id(
                tenant,
                &[MemberId::new("UMARK"), MemberId::new("UNOBODY"), id.clone()],
            )
            .await?;
        tx.end_leave(minute(60)).await?;
        Ok((
            chosen,
            stored,
            others,
            tx.member(tenant, &id).await?.unwrap(),
        ))
    });
    assert_eq!(
        (
            stored.name.as_str(),
            stored.email.as_deref(),
            stored.is_admin
        ),
        ("Sanne J", None, true)
    );
    assert_eq!(
        stored.slack_locale.as_deref(),
        Some("nl-NL"),
        "a lookup without a locale does not forget it"
    );
    assert_eq!(
        (
            stored.language,
            stored.paused_until,
            stored.holidays,
            stored.working_days,
            stored.silent_rounds
        ),
        (
            chosen.language,
            chosen.paused_until,
            chosen.holidays,
            chosen.working_days,
            2
        )
    );
    let names: Vec<_> = others.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Mark", "Sanne J"]);
    assert_eq!(back.paused_until, None, "no old date is kept");
}

pub(crate) async fn keeps_what_a_status_says_apart_from_a_pause(store: Store) {
    let tenant = company(&store, "T1").await;
    let (overruled, anew, over, words, changed, back) = write_rows!(store, tenant, |tx, tenant| {
        let id = MemberId::new("UREP");
        let mut rep = member("UREP", "Sanne");
        rep.paused_until = Some(minute(60));
        rep.overrules_status = true;
        tx.set_status_until(tenant, &id, Some(minute(90))).await?;
        tx.save_member_choices(tenant, &rep).await?;
        let overruled = tx.member(tenant, &id).await?.unwrap();
        tx.set_status_until(tenant, &id, Some(AS_LONG_AS_THE_STATUS))
            .await?;
        let anew = tx.member(tenant, &id).await?.unwrap();
        tx.set_status_until(tenant, &id, Some(minute(70))).await?;
        tx.end_leave(minute(70)).await?;
        let over = tx.member(tenant, &id).await?.unwrap();
        let words = tx.status_words(tenant).await?;
        let own = StatusWords::parse("Ferien", "");
        tx.set_status_words(tenant, Some(&own)).await?;
        let changed = tx.status_words(tenant).await?;
        tx.set_status_words(tenant, None).await?;
        Ok((
            overruled,
            anew,
            over,
            words,
            (own, changed),
            tx.status_words(tenant).await?,
        ))
    });
    assert_eq!(overruled.away_until(), Some(minute(60)));
    assert_eq!(overruled.status_until, Some(minute(90)));
    assert_eq!(
        anew.away_until(),
        Some(AS_LONG_AS_THE_STATUS),
        "another status counts again"
    );
    assert_eq!((over.away_until(), over.status_until), (None, None));
    assert_eq!(changed.0, changed.1);
    assert_eq!(
        (&words, &back),
        (&StatusWords::default(), &StatusWords::default())
    );
}

pub(crate) async fn same_ids_in_two_workspaces_do_not_meet(store: Store) {
    let ours = company(&store, "T1").await;
    let theirs = company(&store, "T2").await;
    write_rows!(store, ours, |tx, tenant| {
        let mut changed = lead("nova", None);
        changed.lead.import_owner = Some("ours".to_owned());
        tx.save_lead(tenant, &changed).await?;
        tx.upsert_member(tenant, &member("UNEW", "Only ours"))
            .await?;
        let mut round = tx.round(tenant, &RoundId::new("round")).await?.unwrap();
        round.told_marketing = true;
        tx.save_round(tenant, &round).await?;
        tx.withdraw_open(tenant, &AskId::new("ask")).await
    });
    let (lead, people, round, asked, roles, alike) = read_rows!(store, theirs, |tx, tenant| {
        Ok((
            tx.lead(tenant, &LeadId::new("nova")).await?.unwrap(),
            tx.members(tenant).await?,
            tx.round(tenant, &RoundId::new("round")).await?.unwrap(),
            tx.asked_leads(tenant, &AskId::new("ask")).await?,
            tx.loop_members(tenant, &LoopId::new("loop")).await?,
            tx.leads_alike(
                tenant,
                &LeadFacts {
                    email: Some("nova@nova.example".to_owned()),
                    ..LeadFacts::default()
                },
            )
            .await?,
        ))
    });
    assert_eq!(lead.lead.owner_id, Some(MemberId::new("UREP")));
    assert_eq!(people.len(), 3);
    assert!(!round.told_marketing);
    assert!(asked.iter().all(|row| row.asked.state.code() == "open"));
    assert_eq!(roles, []);
    assert_eq!(alike.len(), 1);
}
