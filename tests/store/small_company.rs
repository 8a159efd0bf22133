//! A workspace with three people, a loop, a campaign, a round and an ask: what most stories start from.

use jiff::Timestamp;
use leadloop::domain::ask::{Ask, AskState, AskedForm, AskedLead, AskedState};
use leadloop::domain::campaign::{Campaign, CampaignState};
use leadloop::domain::feedback_loop::{Cadence, FeedbackLoop, LoopState};
use leadloop::domain::holidays::OwnHolidays;
use leadloop::domain::ids::{AskId, CampaignId, LeadId, LoopId, MemberId, RoundId, WorkspaceId};
use leadloop::domain::language::Language;
use leadloop::domain::lead::{Lead, LeadFacts, OwnerFrom};
use leadloop::domain::member::{Member, WorkingDays};
use leadloop::domain::rating::{FollowUp, Judged, Judgement, Verdict};
use leadloop::domain::round::Round;
use leadloop::store::{
    AskRow, AskedRow, LeadRow, LoopRow, RatingRow, Store, StoreError, Tenant, Tx, Workspace,
};

/// An instant, so many minutes after the story's first one.
pub(crate) fn minute(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + minutes * 60).unwrap()
}

pub(crate) fn workspace(id: &str) -> Workspace {
    Workspace {
        id: WorkspaceId::new(id),
        name: format!("Company {id}"),
        bot_user_id: MemberId::new("UBOT"),
        pseudonym_salt: format!("salt of {id}"),
    }
}

pub(crate) fn member(id: &str, name: &str) -> Member {
    Member {
        id: MemberId::new(id),
        name: name.to_owned(),
        real_name: format!("{name} de Vries"),
        email: Some(format!("{}@example.com", name.to_lowercase())),
        zone: "Europe/Amsterdam".to_owned(),
        slack_locale: Some("nl-NL".to_owned()),
        language: None,
        is_admin: false,
        is_deactivated: false,
        is_outsider: false,
        paused_until: None,
        status_until: None,
        overrules_status: false,
        working_days: WorkingDays::default(),
        holidays: OwnHolidays::OfTheLoop,
        is_introduced: false,
        silent_rounds: 0,
        asks_less_often: false,
    }
}

pub(crate) fn loop_row() -> LoopRow {
    LoopRow {
        settings: FeedbackLoop {
            id: LoopId::new("loop"),
            name: "Benelux".to_owned(),
            state: LoopState::Active,
            cadence: Cadence::Weeks { weeks: 2 },
            anchor: "2026-09-21".parse().unwrap(),
            ask_at: "09:30".parse().unwrap(),
            window_days: 4,
            zone: "Europe/Amsterdam".to_owned(),
            country: None,
            language: Language::Dutch,
            digest_channel: None,
            briefing_channel: None,
            ideal_customer: None,
            quarter_goal: None,
            leads_per_ask: 5,
            lead_days_back: 30,
            shows_names: true,
            revision: 1,
        },
        created_by: MemberId::new("ULEAD"),
        created_at: minute(0),
        last_extra_at: None,
    }
}

pub(crate) fn campaign() -> Campaign {
    Campaign {
        id: CampaignId::new("webinar"),
        name: "Webinar  September".to_owned(),
        state: CampaignState::Running,
        owner_id: Some(MemberId::new("UMARK")),
        goal: Some("ten first talks".to_owned()),
        not_for: None,
        first_contact_days: Some(3),
        starts_on: Some("2026-09-01".parse().unwrap()),
        ends_on: None,
        created_at: minute(0),
        revision: 1,
    }
}

pub(crate) fn round(id: &str, number: u32) -> Round {
    Round::planned(
        RoundId::new(id),
        LoopId::new("loop"),
        number,
        "2026-09-21".parse().unwrap(),
        minute(10),
    )
}

pub(crate) fn ask(id: &str, round: &str, member: &str) -> AskRow {
    AskRow {
        ask: Ask {
            id: AskId::new(id),
            round_id: RoundId::new(round),
            member_id: MemberId::new(member),
            state: AskState::Sent,
            due_at: minute(10),
            send_at: minute(11),
            deadline_at: minute(5_000),
            remind_at: Some(minute(4_000)),
            sent_at: Some(minute(11)),
            reminded_at: None,
            finished_at: None,
            decline_reason: None,
            less_often: None,
        },
        filled_at: Some(minute(11)),
        left_waiting: 2,
        next_wake: Some(minute(4_000)),
    }
}

pub(crate) fn asked(ask: &str, lead: &str, position: u16) -> AskedRow {
    AskedRow {
        asked: AskedLead {
            ask_id: AskId::new(ask),
            lead_id: LeadId::new(lead),
            position,
            form: AskedForm::Full,
            state: AskedState::Open,
            card_of: None,
            skipped: false,
        },
        passed_to: None,
        draft: None,
    }
}

pub(crate) fn lead(id: &str, owner: Option<&str>) -> LeadRow {
    LeadRow {
        lead: Lead {
            id: LeadId::new(id),
            source: "csv".to_owned(),
            external_id: Some(format!("crm-{id}")),
            identity: format!("csv:crm-{id}"),
            campaign_id: Some(CampaignId::new("webinar")),
            facts: LeadFacts {
                company: Some(format!("Nova Bouw {id}")),
                email: Some(format!("{id}@nova.example")),
                ..LeadFacts::default()
            },
            came_in_at: minute(1),
            owner_id: owner.map(MemberId::new),
            owner_from: OwnerFrom::Import,
            import_owner: Some("sanne@example.com".to_owned()),
            times_asked: 1,
            rounds_not_reached: 0,
            rests_until: None,
            has_rested: false,
            done: None,
        },
        imported_at: minute(2),
        waited_alone: false,
        done_at: None,
        duplicate_of: None,
        passed_on_as: None,
    }
}

pub(crate) fn rating(ask: &str, lead: &str) -> RatingRow {
    RatingRow {
        ask_id: AskId::new(ask),
        lead_id: LeadId::new(lead),
        member_id: MemberId::new("UREP"),
        judged: Judged {
            follow_up: FollowUp::Called,
            relevance: Judgement::Four,
            timing: Judgement::Two,
            intent: Judgement::CantSay,
            verdict: Verdict::Accepted,
            reason: None,
            comment: Some("Zij bellen in mei terug – “graag”".to_owned()),
        },
        rated_at: minute(20),
        edited_at: None,
        is_late: false,
        counted_in: None,
        revision: 1,
    }
}

/// The company's own rows, in one transaction of the caller's.
pub(crate) async fn found(tx: &mut Tx, id: &str) -> Result<Tenant, StoreError> {
    let tenant = tx.upsert_workspace(&workspace(id), minute(0)).await?;
    for (id, name) in [("ULEAD", "Lotte"), ("UMARK", "Mark"), ("UREP", "Sanne")] {
        tx.upsert_member(&tenant, &member(id, name)).await?;
    }
    tx.save_loop(&tenant, &loop_row()).await?;
    tx.save_campaign(&tenant, &campaign()).await?;
    tx.save_round(&tenant, &round("round", 1)).await?;
    for id in ["nova", "delta"] {
        tx.save_lead(&tenant, &lead(id, Some("UREP"))).await?;
    }
    tx.save_ask(&tenant, &ask("ask", "round", "UREP")).await?;
    tx.save_asked(&tenant, &asked("ask", "nova", 1)).await?;
    tx.save_asked(&tenant, &asked("ask", "delta", 2)).await?;
    Ok(tenant)
}

/// A company of this id, founded in a transaction of its own.
pub(crate) async fn company(store: &Store, id: &'static str) -> Tenant {
    store
        .write(id, |tx, id| Box::pin(found(tx, id)))
        .await
        .unwrap()
}

/// One write, whose input is the tenant: `write!(store, tenant, |tx| { … })`.
macro_rules! write_rows {
    ($store:expr, $tenant:expr, |$tx:ident, $t:ident| $body:block) => {
        $store
            .write($tenant.clone(), |$tx, $t| Box::pin(async move { $body }))
            .await
            .unwrap()
    };
}
/// One read, likewise.
macro_rules! read_rows {
    ($store:expr, $tenant:expr, |$tx:ident, $t:ident| $body:block) => {
        $store
            .read($tenant.clone(), |$tx, $t| Box::pin(async move { $body }))
            .await
            .unwrap()
    };
}
pub(crate) use {read_rows, write_rows};
