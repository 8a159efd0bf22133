//! Briefings: written, decided upon, and what stands in their channel.

use futures_util::FutureExt as _;
use jiff::civil::date;
use leadloop::clock::Clock as _;
use leadloop::domain::briefing::{BriefingContent, BriefingState, Forecast, Place};
use leadloop::domain::ids::{CampaignId, ChannelId, MemberId};
use leadloop::features::post_briefing::{Decided, When, decide};
use leadloop::features::refusal::Refusal;
use leadloop::store::BriefingRow;
use slack_sandbox::Message;

use super::World;
use super::company::{BRIEFINGS, KARIN, MARIEKE};

impl World {
    /// The autumn webinar with a complete briefing that nobody has been shown yet, in a loop whose briefings go to
    /// #campaigns.
    pub(crate) async fn a_written_briefing(&self) -> CampaignId {
        self.a_loop_like(&["U0SANNE", "U0JORIS", "U0PRIYA", "U0TOM"], |it| {
            it.briefing_channel = Some(ChannelId::new(BRIEFINGS));
        })
        .await;
        let campaign = self.a_campaign("Autumn webinar").await;
        self.write_briefing(&campaign, |_| {}).await;
        campaign
    }

    /// The same, posted in #campaigns.
    pub(crate) async fn a_posted_briefing(&self) -> CampaignId {
        let campaign = self.a_written_briefing().await;
        let posted = self.decide(&campaign, When::Now).await;
        assert_eq!(posted, Ok(Decided::Posted { channels: 1 }));
        self.a_minute().await;
        campaign
    }

    /// Somebody writes a campaign's briefing, or changes what was written.
    pub(crate) async fn write_briefing(
        &self,
        campaign: &CampaignId,
        change: impl FnOnce(&mut BriefingContent),
    ) {
        let before = self.stored_briefing(campaign).await;
        let mut row = before.unwrap_or_else(|| BriefingRow {
            campaign_id: campaign.clone(),
            state: BriefingState::Draft,
            content: complete(),
            posted: None,
            channels: Vec::new(),
            revision: 0,
            edited_by: MemberId::new(MARIEKE),
            edited_at: self.clock.now(),
            post_at: None,
            posted_at: None,
            posted_by: None,
            closed_at: None,
        });
        change(&mut row.content);
        row.revision += 1;
        let input = (self.tenant.clone(), row);
        self.store
            .write(input, |tx, (tenant, row)| {
                tx.save_briefing(tenant, row).boxed()
            })
            .await
            .expect("a briefing");
    }

    /// Marieke decides when it is posted, in #campaigns.
    pub(crate) async fn decide(
        &self,
        campaign: &CampaignId,
        when: When,
    ) -> Result<Decided, Refusal> {
        self.decide_in(campaign, when, &[BRIEFINGS]).await
    }

    /// The same, in these channels.
    pub(crate) async fn decide_in(
        &self,
        campaign: &CampaignId,
        when: When,
        channels: &[&str],
    ) -> Result<Decided, Refusal> {
        let briefing = self.stored_briefing(campaign).await.expect("a briefing");
        let channels = channels.iter().map(|&it| ChannelId::new(it)).collect();
        let marieke = MemberId::new(MARIEKE);
        let (app, tenant, revision) = (&self.app, &self.tenant, briefing.revision);
        let decided = decide(app, tenant, &marieke, campaign, revision, when, channels).await;
        let decided = decided.expect("the store");
        self.settle().await;
        decided
    }

    pub(crate) async fn stored_briefing(&self, campaign: &CampaignId) -> Option<BriefingRow> {
        let input = (self.tenant.clone(), campaign.clone());
        self.store
            .read(input, |tx, (tenant, campaign)| {
                tx.briefing(tenant, campaign).boxed()
            })
            .await
            .expect("the store")
    }

    /// What stands in #campaigns, threads included.
    pub(crate) fn campaigns(&self) -> Vec<Message> {
        self.person(KARIN).messages(BRIEFINGS)
    }

    /// The same, as it is read.
    pub(crate) fn campaigns_read(&self) -> Vec<String> {
        self.campaigns().iter().map(Message::plain).collect()
    }

    /// Somebody presses a button of the briefing in #campaigns.
    pub(crate) async fn press_briefing(&self, id: &str, button: &str) {
        let message = self.campaigns().into_iter().next().expect("a briefing");
        let pressed = self.person(id).press(&message, button).await;
        pressed.expect("it is pressed");
        self.a_minute().await;
    }

    /// Delivers once more what Slack delivered last.
    pub(crate) async fn again(&self) {
        let last = self.slack.deliveries().pop().expect("a delivery");
        self.slack.repeat(&last.id).await.expect("an answer");
        self.a_minute().await;
    }
}

/// The briefing of UX: planning three plants without Excel.
fn complete() -> BriefingContent {
    BriefingContent {
        goal: "20 first talks with heads of operations in food".to_owned(),
        for_whom: "heads of operations, food, 50–500 people, NL/BE".to_owned(),
        not_for: "one plant, students, IT".to_owned(),
        promise: "a 30-minute planning check, free".to_owned(),
        starts_on: Some(date(2026, 11, 3)),
        ends_on: Some(date(2026, 11, 27)),
        places: vec![Place::Webinar, Place::LinkedIn],
        expected_leads: Some(40),
        forecast: Some(Forecast {
            accepted_of_ten: 5,
            warm_of_ten: 2,
            cold_of_ten: 3,
        }),
        objections: "too expensive → the check is free\nno time → 30 minutes".to_owned(),
        first_contact_days: Some(2),
        opening: "Which plant eats most of your planning time?".to_owned(),
        links: vec!["https://fabrikam.example/webinar".to_owned()],
        questions_to: Some(MemberId::new(MARIEKE)),
    }
}
