//! What a round asks about a campaign, and what it leaves out.

use std::collections::{BTreeMap, HashMap};

use leadloop::domain::ask::{AskState, AskedForm, AskedState};
use leadloop::domain::ids::{AskId, CampaignId, LeadId, MemberId, RoundId};
use leadloop::store::{SampledRow, Store};

use crate::small_company::{ask, asked, company, minute, write_rows};

pub(crate) async fn leads_are_counted_that_could_be_asked_about(store: Store) {
    let tenant = company(&store, "T1").await;
    let (in_ask, after, resting) = write_rows!(store, tenant, |tx, tenant| {
        let reps = [MemberId::new("UREP"), MemberId::new("ULEAD")];
        let count = minute(20);
        let in_ask = tx.leads_to_ask(tenant, &reps, minute(0), count).await?;
        let late = minute(6_000);
        let after = tx.leads_to_ask(tenant, &reps, minute(0), late).await?;
        for id in ["nova", "delta"] {
            let mut lead = tx.lead(tenant, &LeadId::new(id)).await?.unwrap();
            lead.lead.rests_until = Some(minute(7_000));
            tx.save_lead(tenant, &lead).await?;
        }
        let resting = tx.leads_to_ask(tenant, &reps, minute(0), late).await?;
        Ok((in_ask, after, resting))
    });
    let leads = |rows: &[(CampaignId, MemberId, u32)]| rows.iter().map(|it| it.2).sum::<u32>();
    assert!(leads(&in_ask) < leads(&after), "{in_ask:?} then {after:?}");
    assert_eq!(after[0].0, CampaignId::new("webinar"));
    assert_eq!(resting, []);
}

pub(crate) async fn what_a_round_asked_and_left_out_is_known(store: Store) {
    let tenant = company(&store, "T1").await;
    let (open, rated, missed, told, of_ask, forgotten) =
        write_rows!(store, tenant, |tx, tenant| {
            let (round, id) = (RoundId::new("round"), AskId::new("ask"));
            tx.save_ask(tenant, &ask("ask", "round", "UREP")).await?;
            let mut nova = asked("ask", "nova", 1);
            tx.save_asked(tenant, &nova).await?;
            let mut delta = asked("ask", "delta", 2);
            delta.asked.form = AskedForm::FollowUpOnly;
            tx.save_asked(tenant, &delta).await?;
            let open = tx.asked_so_far(tenant, &round).await?;
            let mut row = ask("ask", "round", "UREP");
            row.ask.state = AskState::Missed;
            tx.save_ask(tenant, &row).await?;
            let missed = tx.asked_so_far(tenant, &round).await?;
            nova.asked.state = AskedState::Rated;
            tx.save_asked(tenant, &nova).await?;
            let rated = tx.asked_so_far(tenant, &round).await?;
            let held_back = BTreeMap::from([(CampaignId::new("webinar"), 7)]);
            tx.save_held_back(tenant, &id, &held_back).await?;
            tx.save_held_back(tenant, &id, &held_back).await?;
            let told = tx.sampled_in(tenant, &round).await?;
            let of_ask = tx.held_back_of(tenant, &id).await?;
            tx.forget_asks(tenant, &round).await?;
            let forgotten = tx.sampled_in(tenant, &round).await?;
            Ok((open, rated, missed, told, of_ask, forgotten))
        });
    let one = HashMap::from([(CampaignId::new("webinar"), 1)]);
    assert_eq!(open, one, "the question for the contact alone is none");
    assert_eq!((missed, rated), (HashMap::new(), one));
    let expected = SampledRow {
        campaign_id: CampaignId::new("webinar"),
        asked: 1,
        held_back: 7,
    };
    assert_eq!(told, [expected]);
    assert_eq!(of_ask, [CampaignId::new("webinar")]);
    assert_eq!(forgotten, []);
}
