//! Campaigns that are merged: their leads, their names; and what their briefings said before.

use leadloop::domain::briefing::{BriefingContent, BriefingState};
use leadloop::domain::campaign::Campaign;
use leadloop::domain::ids::{CampaignId, LeadId, MemberId};
use leadloop::domain::lead::DoneReason;
use leadloop::store::{BriefingRow, Store};

use crate::small_company::{campaign, company, lead, minute, rating, read_rows, write_rows};

/// More than go into one statement.
const MANY: usize = 1_100;

fn spelling(id: &str, name: &str) -> Campaign {
    Campaign {
        id: CampaignId::new(id),
        name: name.to_owned(),
        ..campaign()
    }
}

pub(crate) async fn leads_move_under_what_they_are_recognised_by(store: Store) {
    let tenant = company(&store, "T1").await;
    let (before, moved, known) = write_rows!(store, tenant, |tx, tenant| {
        tx.save_campaign(tenant, &spelling("other", "Webinar Sept"))
            .await?;
        tx.save_rating(tenant, &rating("ask", "nova")).await?;
        for number in 0..MANY {
            let mut row = lead(&format!("many-{number:04}"), None);
            row.lead.identity = format!("email|{number}@x|other");
            row.lead.campaign_id = Some(CampaignId::new("other"));
            tx.save_lead(tenant, &row).await?;
        }
        let before = tx.merging_leads(tenant, &CampaignId::new("other")).await?;
        let moved: Vec<(LeadId, String)> = before
            .iter()
            .map(|it| (it.id.clone(), it.identity.replace("|other", "|webinar")))
            .collect();
        let webinar = CampaignId::new("webinar");
        tx.move_leads(tenant, &webinar, &moved).await?;
        let aside: Vec<(LeadId, LeadId)> = moved[..MANY - 1]
            .iter()
            .map(|(id, _)| (id.clone(), LeadId::new("nova")))
            .collect();
        tx.set_aside(tenant, &aside, minute(50)).await?;
        let identities: Vec<String> = moved.iter().map(|(_, it)| it.clone()).collect();
        let known = tx.merging_leads_known(tenant, &identities).await?;
        Ok((before, moved, known))
    });
    assert_eq!((before.len(), moved.len(), known.len()), (MANY, MANY, MANY));
    assert_eq!(known.iter().filter(|it| !it.is_aside).count(), 1);
    let (left, all, first, waiting, answers) = read_rows!(store, tenant, |tx, tenant| {
        let (webinar, other) = (CampaignId::new("webinar"), CampaignId::new("other"));
        let ids = [LeadId::new("many-0000"), LeadId::new("nova")];
        Ok((
            tx.merging_leads(tenant, &other).await?,
            tx.merging_leads(tenant, &webinar).await?,
            tx.lead(tenant, &ids[0]).await?,
            tx.waiting_in_asks(tenant, &ids).await?,
            tx.count_answers(tenant, &webinar).await?,
        ))
    });
    assert!(left.is_empty());
    assert_eq!(all.iter().filter(|it| it.is_rated).count(), 1);
    let first = first.unwrap();
    assert_eq!(first.lead.identity, "email|0@x|webinar");
    assert_eq!(first.lead.done, Some(DoneReason::Duplicate));
    assert_eq!(first.duplicate_of, Some(LeadId::new("nova")));
    assert!(waiting.iter().all(|it| it.as_str() == "nova"));
    assert_eq!(answers, 1);
}

pub(crate) async fn a_merged_name_stays_known_and_can_be_taken(store: Store) {
    let tenant = company(&store, "T1").await;
    let spellings = write_rows!(store, tenant, |tx, tenant| {
        for (id, name) in [("one", "Webinar Sept"), ("two", "Sept webinar")] {
            tx.save_campaign(tenant, &spelling(id, name)).await?;
        }
        let (one, two) = (CampaignId::new("one"), CampaignId::new("two"));
        let webinar = CampaignId::new("webinar");
        tx.mark_merged(tenant, &two, &one).await?;
        tx.mark_merged(tenant, &one, &webinar).await?;
        assert_eq!(tx.merged_into(tenant, &two).await?, Some(webinar.clone()));
        assert_eq!(tx.merged_into(tenant, &webinar).await?, None);
        let before = tx.campaign(tenant, &webinar).await?.unwrap();
        tx.swap_spelling(tenant, &before, "sept  WEBINAR").await?;
        let renamed = Campaign {
            name: "Sept webinar".to_owned(),
            ..before
        };
        tx.save_campaign(tenant, &renamed).await?;
        tx.merged_spellings(tenant).await
    });
    let webinar = "Sept webinar".to_owned();
    assert_eq!(
        spellings,
        [
            ("Webinar Sept".to_owned(), webinar.clone()),
            ("Webinar  September".to_owned(), webinar)
        ]
    );
    let (first, second, third) = read_rows!(store, tenant, |tx, tenant| {
        Ok((
            tx.campaign_by_name(tenant, "webinar september").await?,
            tx.campaign_by_name(tenant, "webinar sept").await?,
            tx.campaign_by_name(tenant, "sept webinar").await?,
        ))
    });
    for found in [first, second, third] {
        assert_eq!(found.unwrap().id, CampaignId::new("webinar"));
    }
}

pub(crate) async fn what_a_briefing_said_before_is_kept(store: Store) {
    let tenant = company(&store, "T1").await;
    let webinar = CampaignId::new("webinar");
    let goal = |number: i64| BriefingContent {
        goal: format!("goal {number}"),
        ..BriefingContent::default()
    };
    write_rows!(store, tenant, |tx, tenant| {
        for revision in 1..=60 {
            let row = BriefingRow {
                campaign_id: CampaignId::new("webinar"),
                state: BriefingState::Draft,
                content: BriefingContent {
                    goal: format!("goal {revision}"),
                    ..BriefingContent::default()
                },
                posted: None,
                channels: Vec::new(),
                revision,
                edited_by: MemberId::new("ULEAD"),
                edited_at: minute(revision),
                post_at: None,
                posted_at: None,
                posted_by: None,
                closed_at: None,
            };
            tx.save_briefing(tenant, &row).await?;
        }
        Ok(())
    });
    let (forgotten, kept, of_writer, of_owner, of_nobody, to_brief) =
        read_rows!(store, tenant, |tx, tenant| {
            let webinar = CampaignId::new("webinar");
            let of = |id: &'static str| MemberId::new(id);
            Ok((
                tx.briefing_at(tenant, &webinar, 10).await?,
                tx.briefing_at(tenant, &webinar, 11).await?,
                tx.unfinished_briefings(tenant, &of("ULEAD"), 5).await?,
                tx.unfinished_briefings(tenant, &of("UMARK"), 5).await?,
                tx.unfinished_briefings(tenant, &of("UREP"), 5).await?,
                tx.campaigns_to_brief(tenant).await?,
            ))
        });
    assert_eq!((forgotten, kept), (None, Some(goal(11))));
    assert_eq!(
        (of_writer.len(), of_owner.len(), of_nobody.len()),
        (1, 1, 0)
    );
    assert_eq!(to_brief[0].0, webinar);
}
