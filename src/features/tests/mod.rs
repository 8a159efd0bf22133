//! Stories of what people do with loops and settings, on a database of their own and a clock that stands.

mod add_lead;
mod ask_now;
mod campaigns;
mod export;
mod figures;
mod import_leads;
mod loops;
mod pass_on_lead;
mod people;
mod set_up;
mod why;

use std::sync::Arc;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::civil::{Time, date};

use super::advance_round::advance_round;
use super::refusal::Refusal;
use super::set_up_loop::{self, LoopDraft, LoopTarget, Saved};
use super::sync_members::sync_members;
use crate::app::{App, fresh_id};
use crate::bells::Bells;
use crate::clock::ManualClock;
use crate::domain::feedback_loop::Cadence;
use crate::domain::holidays::OwnHolidays;
use crate::domain::ids::{LeadId, LoopId, MemberId, RoundId, WorkspaceId};
use crate::domain::language::Language;
use crate::domain::lead::{Lead, LeadFacts, OwnerFrom};
use crate::domain::member::{Member, WorkingDays};
use crate::domain::post::Post;
use crate::domain::round::Round;
use crate::store::{AskRow, Lane, LeadRow, OutboxState, Store, Tenant, Workspace};

/// Karin is the admin, Tessa leads the team, Mark is in marketing; Sanne sells from Amsterdam, Joe from
/// New York, Paul from London; Gwen is a guest.
pub(super) struct World {
    pub(super) app: App,
    pub(super) clock: ManualClock,
    pub(super) tenant: Tenant,
    leads: std::cell::Cell<u32>,
    _dir: tempfile::TempDir,
}

pub(super) fn id(name: &str) -> MemberId {
    MemberId::new(name)
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn person(name: &str, zone: &str) -> Member {
    Member {
        id: id(name),
        name: name.to_owned(),
        real_name: name.to_owned(),
        email: Some(format!("{name}@seller.example")),
        zone: zone.to_owned(),
        slack_locale: None,
        language: None,
        is_admin: false,
        is_deactivated: false,
        is_outsider: false,
        paused_until: None,
        status_until: None,
        overrules_status: false,
        working_days: WorkingDays::default(),
        holidays: OwnHolidays::OfTheLoop,
        is_introduced: true,
        silent_rounds: 0,
        asks_less_often: false,
    }
}

impl World {
    /// Monday 9 November 2026, 09:00 in Amsterdam.
    pub(super) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", dir.path().join("leadloop.db").display());
        let bells = Bells::default();
        let store = Store::open(&url, bells.clone()).await.unwrap();
        let clock = ManualClock::new(at("2026-11-09T08:00:00Z"));
        let app = App {
            store,
            clock: Arc::new(clock.clone()),
            bells,
        };
        let workspace = Workspace {
            id: WorkspaceId::new("T1"),
            name: "Seller".to_owned(),
            bot_user_id: id("bot"),
            pseudonym_salt: "salt".to_owned(),
        };
        let tenant = app
            .store
            .write((workspace, app.now()), |tx, (workspace, now)| {
                tx.upsert_workspace(workspace, *now).boxed()
            })
            .await
            .unwrap();
        let world = Self {
            app,
            clock,
            tenant,
            leads: std::cell::Cell::new(0),
            _dir: dir,
        };
        let mut gwen = person("gwen", "Europe/Amsterdam");
        gwen.is_outsider = true;
        let people = [
            person("karin", "Europe/Amsterdam"),
            person("tessa", "Europe/Amsterdam"),
            person("mark", "Europe/Amsterdam"),
            person("sanne", "Europe/Amsterdam"),
            person("joe", "America/New_York"),
            person("paul", "Europe/London"),
            gwen,
        ];
        sync_members(&world.app, &world.tenant, &people, &[id("karin")])
            .await
            .unwrap();
        world
    }

    /// A lead of somebody's that came in at this instant.
    pub(super) async fn lead(&self, owner: &str, company: &str, came_in: &str) -> LeadId {
        let number = self.leads.get() + 1;
        self.leads.set(number);
        let lead_id = LeadId::new(format!("lead-{number}"));
        let row = LeadRow {
            lead: Lead {
                id: lead_id.clone(),
                source: "csv".to_owned(),
                external_id: None,
                identity: format!("csv:{number}"),
                campaign_id: None,
                facts: LeadFacts {
                    company: Some(company.to_owned()),
                    ..LeadFacts::default()
                },
                came_in_at: at(came_in),
                owner_id: Some(id(owner)),
                owner_from: OwnerFrom::Import,
                import_owner: Some(owner.to_owned()),
                times_asked: 0,
                rounds_not_reached: 0,
                rests_until: None,
                has_rested: false,
                done: None,
            },
            imported_at: at(came_in),
            waited_alone: false,
            done_at: None,
            duplicate_of: None,
            passed_on_as: None,
        };
        self.app
            .store
            .write((self.tenant.clone(), row), |tx, (tenant, row)| {
                tx.save_lead(tenant, row).boxed()
            })
            .await
            .unwrap();
        lead_id
    }

    /// Three leads that came in last week.
    pub(super) async fn three_leads(&self, owner: &str) {
        for company in ["Nova Bouw", "Kade 9", "Oostwal"] {
            self.lead(owner, company, "2026-11-03T10:00:00Z").await;
        }
    }

    /// A fortnightly loop of Tessa's, asking at nine, from Tuesday 10 November on.
    pub(super) fn draft(&self) -> LoopDraft {
        LoopDraft {
            name: "Benelux".to_owned(),
            reps: vec![id("joe"), id("sanne")],
            teams: vec![],
            team_leads: vec![id("tessa")],
            marketing: vec![id("mark")],
            cadence: Cadence::Weeks { weeks: 2 },
            anchor: date(2026, 11, 10),
            ask_at: Time::constant(9, 0, 0, 0),
            window_days: 4,
            zone: "Europe/Amsterdam".to_owned(),
            country: None,
            language: Language::English,
            digest_channel: None,
            briefing_channel: None,
            ideal_customer: None,
            quarter_goal: None,
            leads_per_ask: 5,
            lead_days_back: 30,
            shows_names: true,
        }
    }

    pub(super) fn new_loop(&self) -> LoopTarget {
        LoopTarget::New(LoopId::new(fresh_id(self.app.now())))
    }

    pub(super) async fn save(
        &self,
        actor: &str,
        target: &LoopTarget,
        draft: &LoopDraft,
    ) -> Result<Saved, Refusal> {
        set_up_loop::save(&self.app, &self.tenant, &id(actor), target, draft)
            .await
            .unwrap()
    }

    /// Karin sets the loop up as drafted.
    pub(super) async fn set_up(&self) -> LoopId {
        let saved = self.save("karin", &self.new_loop(), &self.draft()).await;
        saved.unwrap().loop_id
    }

    /// Lets the time pass, doing what falls due.
    pub(super) async fn until(&self, until: &str) {
        let until = at(until);
        for _ in 0..1000 {
            let now = self.app.now();
            let due = self
                .app
                .store
                .read(now, |tx, now| tx.rounds_to_wake(*now, 50).boxed())
                .await
                .unwrap();
            for (tenant, round) in &due {
                advance_round(&self.app, tenant, round).await.unwrap();
            }
            self.slack_takes_asks().await;
            if !due.is_empty() {
                continue;
            }
            let next = self
                .app
                .store
                .read((), |tx, ()| tx.next_round_wake().boxed())
                .await
                .unwrap();
            match next {
                Some(next) if next <= until => self.clock.advance_to(next),
                _ => return self.clock.advance_to(until),
            }
        }
        panic!("no rest before {until}");
    }

    /// Slack takes every ask that is due.
    async fn slack_takes_asks(&self) {
        let taken = self.app.store.write(self.app.now(), |tx, now| {
            async move {
                for post in tx.posts_to_send(Lane::New, &[], *now, 10_000).await? {
                    let (tenant, row) = post.expect("a post that can be read");
                    if matches!(row.post, Post::Ask { .. }) {
                        tx.mark_post(&tenant, &row, OutboxState::Sent, "").await?;
                    }
                }
                Ok(())
            }
            .boxed()
        });
        taken.await.unwrap();
    }

    /// The rounds of a loop, the first first.
    pub(super) async fn rounds(&self, loop_id: &LoopId) -> Vec<Round> {
        let input = (self.tenant.clone(), loop_id.clone());
        let rounds = self.app.store.read(input, |tx, (tenant, loop_id)| {
            tx.rounds_of_loop(tenant, loop_id, 50).boxed()
        });
        let mut rounds = rounds.await.unwrap();
        rounds.reverse();
        rounds
    }

    /// The asks of a person, the latest due first.
    pub(super) async fn asks(&self, name: &str) -> Vec<AskRow> {
        let input = (self.tenant.clone(), id(name));
        let asks = self.app.store.read(input, |tx, (tenant, member)| {
            tx.asks_of_member(tenant, member, 50).boxed()
        });
        asks.await.unwrap()
    }

    /// A person's ask in a round.
    pub(super) async fn ask_in(&self, name: &str, round: &RoundId) -> Option<AskRow> {
        let asks = self.asks(name).await;
        asks.into_iter().find(|it| it.ask.round_id == *round)
    }

    /// What waits in the outbox, by kind and receiver.
    pub(super) async fn posts(&self) -> Vec<String> {
        let now = Timestamp::MAX;
        let read = self.app.store.read(now, |tx, now| {
            async move {
                let mut rows = tx.posts_to_send(Lane::New, &[], *now, 500).await?;
                rows.extend(tx.posts_to_send(Lane::Edits, &[], *now, 500).await?);
                Ok(rows)
            }
            .boxed()
        });
        let mut posts: Vec<String> = read
            .await
            .unwrap()
            .into_iter()
            .map(|row| {
                let (_, row) = row.unwrap();
                let kind = row.key.split(':').next().unwrap_or_default().to_owned();
                format!("{kind} to {}", row.destination.id())
            })
            .collect();
        posts.sort();
        posts
    }
}
