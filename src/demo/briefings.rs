//! The demo's two briefings: one that was posted before its leads came and that two reps have read, and one that
//! Bram has begun.

use futures_util::FutureExt as _;
use jiff::civil::date;

use super::DemoError;
use super::company::{BRAM, BRIEFINGS_CHANNEL, KARIN, MARIEKE, PRIYA, SANNE};
use crate::app::App;
use crate::domain::briefing::{BriefingContent, BriefingState, Forecast, Place};
use crate::domain::campaign::{Campaign, CampaignState, FIRST_CONTACT_DAYS};
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::features::post_briefing::{When, decide};
use crate::features::read_briefing;
use crate::features::refusal::Refusal;
use crate::store::{BriefingRow, StoreError, Tenant};

/// The campaign whose briefing is posted.
const WEBINAR: &str = "Autumn webinar";
/// The one whose briefing Bram has begun.
pub(super) const GUIDE: &str = "Pricing guide";

fn webinar() -> CampaignId {
    CampaignId::new("demo-webinar")
}

/// Marieke's webinar, with its briefing in the channel: before any lead has come.
pub(super) async fn post_first(app: &App, tenant: &Tenant) -> Result<(), DemoError> {
    let campaign = Campaign {
        id: webinar(),
        name: WEBINAR.to_owned(),
        state: CampaignState::Running,
        owner_id: Some(MemberId::new(MARIEKE)),
        goal: None,
        not_for: None,
        first_contact_days: Some(FIRST_CONTACT_DAYS),
        starts_on: None,
        ends_on: None,
        created_at: app.now(),
        revision: 0,
    };
    let input = (tenant.clone(), campaign);
    app.store
        .write(input, |tx, (tenant, campaign)| {
            tx.save_campaign(tenant, campaign).boxed()
        })
        .await?;
    begin(app, tenant, &webinar(), MARIEKE, about_webinar()).await?;
    let (karin, channels) = (
        MemberId::new(KARIN),
        vec![ChannelId::new(BRIEFINGS_CHANNEL)],
    );
    decide(app, tenant, &karin, &webinar(), 1, When::Now, channels)
        .await?
        .map_err(|it| refused(&it))?;
    Ok(())
}

/// Sanne and Priya have read it; Bram has begun his.
pub(super) async fn go_on(app: &App, tenant: &Tenant) -> Result<(), DemoError> {
    for rep in [SANNE, PRIYA] {
        read_briefing::read(app, tenant, &MemberId::new(rep), &webinar()).await?;
    }
    let guide = app
        .store
        .read(tenant.clone(), |tx, tenant| {
            tx.campaign_by_name(tenant, GUIDE).boxed()
        })
        .await?;
    if let Some(guide) = guide {
        begin(app, tenant, &guide.id, BRAM, about_guide()).await?;
    }
    Ok(())
}

/// A briefing as somebody has written it so far.
async fn begin(
    app: &App,
    tenant: &Tenant,
    campaign: &CampaignId,
    by: &str,
    content: BriefingContent,
) -> Result<(), StoreError> {
    let row = BriefingRow {
        campaign_id: campaign.clone(),
        state: BriefingState::Draft,
        content,
        posted: None,
        channels: Vec::new(),
        revision: 1,
        edited_by: MemberId::new(by),
        edited_at: app.now(),
        post_at: None,
        posted_at: None,
        posted_by: None,
        closed_at: None,
    };
    let input = (tenant.clone(), row);
    app.store
        .write(input, |tx, (tenant, row)| {
            tx.save_briefing(tenant, row).boxed()
        })
        .await
}

fn about_webinar() -> BriefingContent {
    BriefingContent {
        goal: "20 first talks with heads of operations".to_owned(),
        for_whom: "Heads of operations in food and metal, 50–500 people, NL and BE".to_owned(),
        not_for: "firms with one plant and one shift".to_owned(),
        promise: "A 30-minute planning check, free, with one of us".to_owned(),
        starts_on: Some(date(2026, 11, 2)),
        ends_on: Some(date(2026, 11, 27)),
        places: vec![Place::Webinar, Place::LinkedIn],
        expected_leads: Some(40),
        forecast: Some(Forecast {
            accepted_of_ten: 5,
            warm_of_ten: 2,
            cold_of_ten: 3,
        }),
        objections:
            "Too expensive → the check is free\nNo time now → thirty minutes, after harvest"
                .to_owned(),
        first_contact_days: Some(FIRST_CONTACT_DAYS),
        opening: "Which plant eats most of your planning time?".to_owned(),
        links: vec!["https://fabrikam.example/webinar".to_owned()],
        questions_to: Some(MemberId::new(MARIEKE)),
    }
}

fn about_guide() -> BriefingContent {
    BriefingContent {
        goal: "10 quotes before Christmas".to_owned(),
        for_whom: "Finance directors who compare suppliers".to_owned(),
        not_for: "students, consultants, firms under 50 people".to_owned(),
        promise: "Prices for three sizes of company, without a call".to_owned(),
        starts_on: Some(date(2026, 11, 4)),
        places: vec![Place::Search, Place::Website],
        questions_to: Some(MemberId::new(BRAM)),
        ..BriefingContent::default()
    }
}

fn refused(refusal: &Refusal) -> DemoError {
    DemoError::Refused(format!("{refusal:?}"))
}
