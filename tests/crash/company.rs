//! What is there when a round begins: a campaign, leads of four reps, and their loop, written past the bot.

use futures_util::FutureExt as _;
use jiff::civil::{date, time};
use leadloop::domain::campaign::{Campaign, CampaignState};
use leadloop::domain::feedback_loop::{Cadence, FeedbackLoop, LoopState};
use leadloop::domain::ids::{CampaignId, ChannelId, LeadId, LoopId, MemberId, RoundId};
use leadloop::domain::language::Language;
use leadloop::domain::lead::{Lead, LeadFacts, OwnerFrom};
use leadloop::domain::member::Role;
use leadloop::domain::round::Round;
use leadloop::store::{LeadRow, LoopRow};

use crate::slack::{DIGEST_CHANNEL, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM};
use crate::world::World;

pub(crate) const REPS: [&str; 4] = [SANNE, JORIS, PRIYA, TOM];
pub(crate) const LOOP: &str = "loop-1";

/// The leads by owner. The fifth of the month is the latest that is ripe.
const LEADS: &[(&str, &str, u8)] = &[
    ("Nova Bouw", SANNE, 3),
    ("Kade 9", SANNE, 4),
    ("Oostwal", SANNE, 5),
    ("Helder IT", JORIS, 3),
    ("Brouwerij Zuid", JORIS, 4),
    ("Acme", PRIYA, 3),
    ("Globex", PRIYA, 4),
    ("Initech", TOM, 3),
    ("Hooli", TOM, 4),
];

impl World {
    /// Leads of four reps from one campaign of Marieke's, in a loop every two weeks that Karin leads.
    pub(crate) async fn write_company(&self) {
        let now = self.now();
        let (store, tenant) = self.store().await;
        store
            .write((tenant, now), |tx, (tenant, now)| {
                async move {
                    let campaign = campaign(*now);
                    tx.save_campaign(tenant, &campaign).await?;
                    for (company, owner, day) in LEADS {
                        let row = lead(company, owner, &campaign.id, *day);
                        tx.save_lead(tenant, &row).await?;
                    }
                    let row = feedback_loop(*now);
                    tx.save_loop(tenant, &row).await?;
                    let id = &row.settings.id;
                    let people: [(Role, &[&str]); 3] = [
                        (Role::Sales, &REPS),
                        (Role::Marketing, &[MARIEKE]),
                        (Role::TeamLead, &[KARIN]),
                    ];
                    for (role, people) in people {
                        let people: Vec<_> = people.iter().map(|&it| MemberId::new(it)).collect();
                        tx.set_loop_members(tenant, id, role, &people, false, *now)
                            .await?;
                    }
                    let first = RoundId::new("round-1");
                    let round = Round::planned(first, id.clone(), 1, row.settings.anchor, *now);
                    tx.save_round(tenant, &round).await
                }
                .boxed()
            })
            .await
            .expect("the company");
        store.close().await;
    }
}

fn campaign(now: jiff::Timestamp) -> Campaign {
    Campaign {
        id: CampaignId::new("webinar"),
        name: "Autumn webinar".to_owned(),
        state: CampaignState::Running,
        owner_id: Some(MemberId::new(MARIEKE)),
        goal: Some("20 first talks with heads of operations in food".to_owned()),
        not_for: None,
        first_contact_days: Some(2),
        starts_on: None,
        ends_on: None,
        created_at: now,
        revision: 0,
    }
}

fn lead(company: &str, owner: &str, campaign: &CampaignId, day: u8) -> LeadRow {
    let came_in_at = format!("2026-11-{day:02}T09:00:00Z");
    let came_in_at = came_in_at.parse().expect("an instant");
    LeadRow {
        lead: Lead {
            id: LeadId::new(company),
            source: "csv".to_owned(),
            external_id: None,
            identity: format!("test:{company}"),
            campaign_id: Some(campaign.clone()),
            facts: LeadFacts {
                company: Some(company.to_owned()),
                person: Some(format!("Contact of {company}")),
                ..LeadFacts::default()
            },
            came_in_at,
            owner_id: Some(MemberId::new(owner)),
            owner_from: OwnerFrom::Import,
            import_owner: None,
            times_asked: 0,
            rounds_not_reached: 0,
            rests_until: None,
            has_rested: false,
            done: None,
        },
        imported_at: came_in_at,
        waited_alone: false,
        done_at: None,
        duplicate_of: None,
        passed_on_as: None,
    }
}

fn feedback_loop(now: jiff::Timestamp) -> LoopRow {
    LoopRow {
        settings: FeedbackLoop {
            id: LoopId::new(LOOP),
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
            ideal_customer: None,
            quarter_goal: None,
            leads_per_ask: 5,
            lead_days_back: 30,
            shows_names: true,
            revision: 0,
        },
        created_by: MemberId::new(KARIN),
        created_at: now,
        last_extra_at: None,
    }
}
