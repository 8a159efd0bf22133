//! Loops with their people, and campaigns.

use std::collections::HashMap;

use leadloop::domain::feedback_loop::{Cadence, LoopState, Nth};
use leadloop::domain::ids::{CampaignId, ChannelId, LoopId, MemberId};
use leadloop::domain::language::Language;
use leadloop::domain::member::Role;
use leadloop::store::{CampaignCounts, Store};

use crate::small_company::{company, loop_row, minute, rating, read_rows, write_rows};

pub(crate) async fn a_loop_comes_back_as_it_was(store: Store) {
    let tenant = company(&store, "T1").await;
    let (changed, stored, left) = write_rows!(store, tenant, |tx, tenant| {
        let mut changed = loop_row();
        changed.settings.cadence = Cadence::Month {
            nth: Nth::Last,
            weekday: 4,
        };
        changed.settings.digest_channel = Some(ChannelId::new("C1"));
        changed.settings.ideal_customer = Some("builders, 50 people and up".to_owned());
        changed.settings.quarter_goal = Some(40);
        changed.settings.shows_names = false;
        changed.last_extra_at = Some(minute(9));
        tx.save_loop(tenant, &changed).await?;
        let id = LoopId::new("loop");
        let stored = tx.feedback_loop(tenant, &id).await?.unwrap();
        let mut ended = stored.clone();
        ended.settings.state = LoopState::Ended;
        tx.save_loop(tenant, &ended).await?;
        Ok((changed, stored, tx.loops(tenant).await?))
    });
    let mut expected = changed;
    expected.settings.revision = 2;
    assert_eq!(stored, expected);
    assert_eq!(left, [], "an ended loop is not listed");
}

pub(crate) async fn people_of_a_loop_come_and_go(store: Store) {
    let tenant = company(&store, "T1").await;
    let (present, roles, sales) = write_rows!(store, tenant, |tx, tenant| {
        let id = LoopId::new("loop");
        let (rep, lead) = (MemberId::new("UREP"), MemberId::new("ULEAD"));
        let both = [rep.clone(), lead.clone()];
        tx.set_loop_members(tenant, &id, Role::Sales, &both, false, minute(1))
            .await?;
        tx.set_loop_members(
            tenant,
            &id,
            Role::TeamLead,
            std::slice::from_ref(&lead),
            false,
            minute(1),
        )
        .await?;
        tx.set_loop_members(
            tenant,
            &id,
            Role::Sales,
            std::slice::from_ref(&rep),
            false,
            minute(2),
        )
        .await?;
        Ok((
            tx.loop_members(tenant, &id).await?,
            tx.roles_of(tenant, &lead).await?,
            tx.members_with_role(tenant, Role::Sales).await?,
        ))
    });
    assert_eq!(present.len(), 2);
    assert_eq!(roles.len(), 1);
    assert_eq!(roles[0].role, Role::TeamLead);
    assert_eq!(sales.len(), 1);
    assert_eq!(sales[0].joined_at, minute(1), "who stays keeps the date");
}

pub(crate) async fn who_is_named_and_in_the_group_keeps_the_date_of_joining(store: Store) {
    let tenant = company(&store, "T1").await;
    let (unnamed, left) = write_rows!(store, tenant, |tx, tenant| {
        let id = LoopId::new("loop");
        let rep = [MemberId::new("UREP")];
        for (members, from_group, at) in
            [(&rep[..], false, 1), (&rep[..], true, 2), (&[], false, 3)]
        {
            tx.set_loop_members(tenant, &id, Role::Sales, members, from_group, minute(at))
                .await?;
        }
        let unnamed = tx.loop_members(tenant, &id).await?;
        tx.set_loop_members(tenant, &id, Role::Sales, &[], true, minute(4))
            .await?;
        Ok((unnamed, tx.loop_members(tenant, &id).await?))
    });
    assert_eq!(unnamed.len(), 1);
    assert_eq!(
        (unnamed[0].from_group, unnamed[0].joined_at),
        (true, minute(1))
    );
    assert_eq!(left, [], "neither named nor in the group");
}

pub(crate) async fn who_comes_through_a_group_instead_keeps_the_date_of_joining(store: Store) {
    let tenant = company(&store, "T1").await;
    let (reps, back) = write_rows!(store, tenant, |tx, tenant| {
        let id = LoopId::new("loop");
        let (rep, lead) = (MemberId::new("UREP"), MemberId::new("ULEAD"));
        let both = [rep.clone(), lead];
        tx.set_reps(tenant, &id, &both, &[], minute(1)).await?;
        let stays = [rep];
        tx.set_reps(tenant, &id, &[], &stays, minute(2)).await?;
        let reps = tx.loop_members(tenant, &id).await?;
        tx.set_reps(tenant, &id, &stays, &[], minute(3)).await?;
        Ok((reps, tx.loop_members(tenant, &id).await?))
    });
    let told = |it: &leadloop::store::LoopMember| (it.from_group, it.joined_at);
    assert_eq!(
        reps.iter().map(told).collect::<Vec<_>>(),
        [(true, minute(1))]
    );
    assert_eq!(
        back.iter().map(told).collect::<Vec<_>>(),
        [(false, minute(1))]
    );
}

pub(crate) async fn loops_of_one_language_decide_it(store: Store) {
    let tenant = company(&store, "T1").await;
    let (in_one, in_two, in_none) = write_rows!(store, tenant, |tx, tenant| {
        let reps = [MemberId::new("UREP")];
        let dutch = LoopId::new("loop");
        let mut row = tx.feedback_loop(tenant, &dutch).await?.unwrap();
        row.settings.language = Language::Dutch;
        tx.save_loop(tenant, &row).await?;
        tx.set_loop_members(tenant, &dutch, Role::Sales, &reps, false, minute(1))
            .await?;
        let in_one = tx.loop_language_of(tenant, &reps[0]).await?;
        row.settings.id = LoopId::new("other");
        row.settings.language = Language::English;
        tx.save_loop(tenant, &row).await?;
        tx.set_loop_members(
            tenant,
            &row.settings.id,
            Role::TeamLead,
            &reps,
            false,
            minute(1),
        )
        .await?;
        let in_two = tx.loop_language_of(tenant, &reps[0]).await?;
        let in_none = tx
            .loop_language_of(tenant, &MemberId::new("UGHOST"))
            .await?;
        Ok((in_one, in_two, in_none))
    });
    assert_eq!(in_one, Some(Language::Dutch));
    assert_eq!((in_two, in_none), (None, None));
}

pub(crate) async fn a_campaign_comes_back_and_is_counted(store: Store) {
    let tenant = company(&store, "T1").await;
    write_rows!(store, tenant, |tx, tenant| {
        tx.save_rating(tenant, &rating("ask", "nova")).await
    });
    let (named, all, newest, counts, on_leads) = read_rows!(store, tenant, |tx, tenant| {
        let ids = [CampaignId::new("none"), CampaignId::new("webinar")];
        Ok((
            tx.campaign_by_name(tenant, "WEBINAR september").await?,
            tx.campaigns(tenant).await?,
            tx.campaigns_page(tenant, 0, 0).await?,
            tx.campaign_counts(tenant, &ids).await?,
            tx.campaign_answers(tenant, &ids).await?,
        ))
    });
    assert_eq!(named, Some(crate::small_company::campaign()));
    assert_eq!(all.len(), 1);
    assert_eq!(
        counts,
        [CampaignCounts {
            campaign_id: CampaignId::new("webinar"),
            leads: 2,
            rated: 1
        }]
    );
    assert_eq!(newest, (vec![], 1), "none is shown, one is there");
    assert_eq!(on_leads, HashMap::from([(CampaignId::new("webinar"), 1)]));
}
