//! What is there when a story begins: loops, campaigns, leads, people's choices.

use futures_util::FutureExt as _;
use jiff::civil::{date, time};
use leadloop::clock::Clock as _;
use leadloop::domain::campaign::{Campaign, CampaignState};
use leadloop::domain::feedback_loop::{Cadence, FeedbackLoop, LoopState};
use leadloop::domain::ids::{CampaignId, ChannelId, LeadId, LoopId, MemberId, RoundId};
use leadloop::domain::language::Language;
use leadloop::domain::lead::{Lead, LeadFacts, OwnerFrom};
use leadloop::domain::member::{Member, Role};
use leadloop::domain::round::Round;
use leadloop::store::{LeadRow, LoopRow};

use super::Door;
use super::World;
use super::company::{DIGEST_CHANNEL, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM};
use super::time::FIRST_ASK;

impl World {
    /// Sanne has been asked about two leads of the autumn webinar, Nova Bouw and Kade 9.
    pub(crate) async fn sanne_was_asked(door: Door) -> Self {
        let world = Self::begin(door).await;
        world.two_leads_of_sanne().await;
        world.a_loop(Language::English).await;
        world.until(FIRST_ASK).await;
        world
    }

    /// Two ripe leads of Sanne's, Nova Bouw and Kade 9, of Marieke's autumn webinar.
    pub(crate) async fn two_leads_of_sanne(&self) -> CampaignId {
        let webinar = self.a_campaign("Autumn webinar").await;
        self.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
        self.a_lead("Kade 9", SANNE, &webinar, 4).await;
        webinar
    }

    /// A loop every two weeks at 09:30, with all four reps, Karin leading and Marieke in marketing.
    pub(crate) async fn a_loop(&self, language: Language) -> LoopId {
        self.a_loop_of(language, &[SANNE, JORIS, PRIYA, TOM]).await
    }

    /// The same with these reps.
    pub(crate) async fn a_loop_of(&self, language: Language, reps: &[&str]) -> LoopId {
        self.a_loop_like(reps, |it| it.language = language).await
    }

    /// A loop like [`World::a_loop`] of these reps, changed before it is stored.
    pub(crate) async fn a_loop_like(
        &self,
        reps: &[&str],
        change: impl FnOnce(&mut FeedbackLoop),
    ) -> LoopId {
        let now = self.clock.now();
        let mut settings = FeedbackLoop {
            id: LoopId::new("loop-1"),
            name: "Benelux".to_owned(),
            state: LoopState::Active,
            cadence: Cadence::Weeks { weeks: 2 },
            anchor: date(2026, 11, 16),
            ask_at: time(9, 30, 0, 0),
            window_days: 5,
            zone: "Europe/Amsterdam".to_owned(),
            country: None,
            language: Language::English,
            digest_channel: Some(ChannelId::new(DIGEST_CHANNEL)),
            briefing_channel: None,
            ideal_customer: Some("Food producers, 50–500 people, NL and BE.".to_owned()),
            quarter_goal: Some(90),
            leads_per_ask: 5,
            lead_days_back: 30,
            shows_names: true,
            revision: 0,
        };
        change(&mut settings);
        let id = settings.id.clone();
        let first = settings.anchor;
        let round = RoundId::new(format!("first-of-{id}"));
        let round = Round::planned(round, id.clone(), 1, first, now);
        let row = LoopRow {
            settings,
            created_by: MemberId::new(KARIN),
            created_at: now,
            last_extra_at: None,
        };
        let people = [
            (Role::Sales, members(reps)),
            (Role::Marketing, members(&[MARIEKE])),
            (Role::TeamLead, members(&[KARIN])),
        ];
        let input = (self.tenant.clone(), row, round, people, now);
        self.store
            .write(input, |tx, (tenant, row, round, people, now)| {
                async move {
                    tx.save_loop(tenant, row).await?;
                    let loop_id = &row.settings.id;
                    for (role, people) in people {
                        tx.set_loop_members(tenant, loop_id, *role, people, false, *now)
                            .await?;
                    }
                    tx.save_round(tenant, round).await
                }
                .boxed()
            })
            .await
            .expect("a loop");
        id
    }

    /// A campaign of Marieke's.
    pub(crate) async fn a_campaign(&self, name: &str) -> CampaignId {
        self.a_campaign_like(name, |_| {}).await
    }

    /// A campaign like [`World::a_campaign`], changed before it is stored.
    pub(crate) async fn a_campaign_like(
        &self,
        name: &str,
        change: impl FnOnce(&mut Campaign),
    ) -> CampaignId {
        let mut campaign = Campaign {
            id: CampaignId::new(format!("campaign-{name}")),
            name: name.to_owned(),
            state: CampaignState::Running,
            owner_id: Some(MemberId::new(MARIEKE)),
            goal: Some("20 first talks with heads of operations in food".to_owned()),
            not_for: Some("firms with one plant".to_owned()),
            first_contact_days: Some(2),
            starts_on: None,
            ends_on: None,
            created_at: self.clock.now(),
            revision: 0,
        };
        change(&mut campaign);
        let id = campaign.id.clone();
        self.store
            .write((self.tenant.clone(), campaign), |tx, (tenant, campaign)| {
                tx.save_campaign(tenant, campaign).boxed()
            })
            .await
            .expect("a campaign");
        id
    }

    /// A lead of somebody's that came in at nine on a day of November.
    pub(crate) async fn a_lead(
        &self,
        company: &str,
        owner: &str,
        campaign: &CampaignId,
        day: u8,
    ) -> LeadId {
        self.a_lead_like(company, owner, campaign, day, |_| {})
            .await
    }

    /// A lead like [`World::a_lead`], changed before it is stored.
    pub(crate) async fn a_lead_like(
        &self,
        company: &str,
        owner: &str,
        campaign: &CampaignId,
        day: u8,
        change: impl FnOnce(&mut Lead),
    ) -> LeadId {
        let mut row = LeadRow {
            lead: Lead {
                id: LeadId::new(format!("lead-{company}")),
                source: "csv".to_owned(),
                external_id: None,
                identity: format!("test:{company}"),
                campaign_id: Some(campaign.clone()),
                facts: LeadFacts {
                    company: Some(company.to_owned()),
                    person: Some(format!("Contact of {company}")),
                    job_title: Some("head of operations".to_owned()),
                    ..LeadFacts::default()
                },
                came_in_at: format!("2026-11-{day:02}T09:00:00Z")
                    .parse()
                    .expect("an instant"),
                owner_id: Some(MemberId::new(owner)),
                owner_from: OwnerFrom::Import,
                import_owner: None,
                times_asked: 0,
                rounds_not_reached: 0,
                rests_until: None,
                has_rested: false,
                done: None,
            },
            imported_at: self.clock.now(),
            waited_alone: false,
            done_at: None,
            duplicate_of: None,
            passed_on_as: None,
        };
        change(&mut row.lead);
        let id = row.lead.id.clone();
        self.store
            .write((self.tenant.clone(), row), |tx, (tenant, row)| {
                tx.save_lead(tenant, row).boxed()
            })
            .await
            .expect("a lead");
        id
    }

    /// Changes what is known of a lead, as an import would: its owner, its facts.
    pub(crate) async fn change_lead(&self, id: &str, change: impl FnOnce(&mut Lead)) {
        let input = (self.tenant.clone(), LeadId::new(id));
        let found = self
            .store
            .read(input, |tx, (tenant, id)| tx.lead(tenant, id).boxed())
            .await
            .expect("the leads");
        let mut row = found.expect("a lead");
        change(&mut row.lead);
        self.store
            .write((self.tenant.clone(), row), |tx, (tenant, row)| {
                tx.save_lead(tenant, row).boxed()
            })
            .await
            .expect("a changed lead");
    }

    /// Something goes wrong with the database, or is mended: a statement from outside.
    pub(crate) async fn tamper(&self, statement: &'static str) {
        let database = self.folder.path().join("leadloop.db");
        let url = format!("sqlite://{}", database.display());
        let outside = sqlx::AnyPool::connect(&url).await.expect("the database");
        sqlx::query(statement)
            .execute(&outside)
            .await
            .expect("the statement runs");
        outside.close().await;
    }

    /// Changes what is known of somebody: their language, leave, days or zone.
    pub(crate) async fn change_member(&self, id: &str, change: impl FnOnce(&mut Member)) {
        let found = self
            .store
            .read(
                (self.tenant.clone(), MemberId::new(id)),
                |tx, (tenant, id)| tx.member(tenant, id).boxed(),
            )
            .await
            .expect("the members");
        let mut member = found.expect("a member");
        change(&mut member);
        self.store
            .write((self.tenant.clone(), member), |tx, (tenant, member)| {
                async move {
                    tx.upsert_member(tenant, member).await?;
                    tx.save_member_choices(tenant, member).await
                }
                .boxed()
            })
            .await
            .expect("a changed member");
    }
}

fn members(ids: &[&str]) -> Vec<MemberId> {
    ids.iter().map(|&id| MemberId::new(id)).collect()
}
