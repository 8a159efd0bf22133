//! The workspace that is measured: many reps in one loop, each with an open ask of five leads. Names are made from
//! numbers, so that what is sent needs no look into the database.

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use leadloop::bells::Bells;
use leadloop::domain::ask::{Ask, AskState, AskedForm, AskedLead, AskedState};
use leadloop::domain::campaign::{Campaign, CampaignState};
use leadloop::domain::feedback_loop::{Cadence, FeedbackLoop, LoopState};
use leadloop::domain::holidays::OwnHolidays;
use leadloop::domain::ids::{
    AskId, CampaignId, LeadId, LoopId, MemberId, PostId, RoundId, WindowId, WorkspaceId,
};
use leadloop::domain::language::Language;
use leadloop::domain::lead::{Lead, LeadFacts, OwnerFrom};
use leadloop::domain::member::{Member, Role, WorkingDays};
use leadloop::domain::post::{Destination, Post};
use leadloop::domain::round::{Round, RoundState};
use leadloop::store::{
    AskRow, AskedRow, LeadRow, LoopRow, SentPost, Store, StoreError, Tenant, Tx, WindowRow,
    Workspace,
};

pub(crate) const TEAM: &str = "T0LOAD000";
pub(crate) const BOT: &str = "U0LEADLOOP";
/// Leads of an ask, as many as a loop asks about unless it says otherwise.
pub(crate) const LEADS_PER_ASK: usize = 5;
/// Those whose rating is answered with the next card; the last one ends the ask.
pub(crate) const CARDS_WITH_A_NEXT: usize = LEADS_PER_ASK - 1;

const CAMPAIGNS: usize = 40;
const ROWS_PER_COMMIT: usize = 500;
const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub(crate) fn uuid(kind: u16, number: usize) -> String {
    format!("01937a00-{kind:04x}-7000-8000-{number:012x}")
}

pub(crate) fn rep(number: usize) -> MemberId {
    MemberId::new(format!("U1{number:08}"))
}

pub(crate) fn ask(rep: usize) -> AskId {
    AskId::new(uuid(1, rep))
}

/// The lead at a place of a rep's ask, from 0.
pub(crate) fn lead(rep: usize, place: usize) -> LeadId {
    LeadId::new(uuid(2, rep * LEADS_PER_ASK + place))
}

pub(crate) fn window(rep: usize) -> WindowId {
    WindowId::new(uuid(3, rep))
}

pub(crate) fn campaign(number: usize) -> CampaignId {
    CampaignId::new(uuid(4, number % CAMPAIGNS))
}

pub(crate) fn the_loop() -> LoopId {
    LoopId::new(uuid(5, 0))
}

fn round() -> RoundId {
    RoundId::new(uuid(6, 0))
}

/// Makes the workspace in a new database, with a rating window of each rep open at its first lead.
pub(crate) async fn fill(url: &str, reps: usize, now: Timestamp) -> anyhow::Result<()> {
    let store = Store::open(url, Bells::default()).await?;
    let tenant = store.write(now, |tx, now| found(tx, *now).boxed()).await?;
    let mut first = 0;
    while first < reps {
        let next = (first + ROWS_PER_COMMIT).min(reps);
        let input = (tenant.clone(), first..next, now);
        store
            .write(input, |tx, (tenant, reps, now)| {
                async move {
                    for number in reps.clone() {
                        ask_rep(tx, tenant, number, *now).await?;
                    }
                    Ok(())
                }
                .boxed()
            })
            .await?;
        first = next;
    }
    store
        .write((tenant, now), move |tx, (tenant, now)| {
            async move {
                let members: Vec<MemberId> = (0..reps).map(rep).collect();
                tx.set_loop_members(tenant, &the_loop(), Role::Sales, &members, false, *now)
                    .await
            }
            .boxed()
        })
        .await?;
    store.close().await;
    Ok(())
}

async fn found(tx: &mut Tx, now: Timestamp) -> Result<Tenant, StoreError> {
    let workspace = Workspace {
        id: WorkspaceId::new(TEAM),
        name: "Load".to_owned(),
        bot_user_id: MemberId::new(BOT),
        pseudonym_salt: "salt".to_owned(),
    };
    let tenant = tx.upsert_workspace(&workspace, now).await?;
    for (id, name) in [("U0LOTTE00", "Lotte"), ("U0MARK000", "Mark")] {
        tx.upsert_member(&tenant, &member(MemberId::new(id), name))
            .await?;
    }
    tx.save_loop(&tenant, &loop_row(now)).await?;
    for number in 0..CAMPAIGNS {
        let owner = Some(MemberId::new("U0MARK000"));
        let campaign = campaign_row(number, owner, now - 400 * HOUR);
        tx.save_campaign(&tenant, &campaign).await?;
    }
    let mut round = Round::planned(round(), the_loop(), 1, date(now - 24 * HOUR), now);
    round.state = RoundState::Open;
    round.opened_at = Some(now - 24 * HOUR);
    round.next_wake = Some(now + 96 * HOUR);
    tx.save_round(&tenant, &round).await?;
    Ok(tenant)
}

/// A campaign with its goal.
pub(crate) fn campaign_row(
    number: usize,
    owner_id: Option<MemberId>,
    created_at: Timestamp,
) -> Campaign {
    Campaign {
        id: campaign(number),
        name: format!("Webinar {number}: less paper on the building site"),
        state: CampaignState::Running,
        owner_id,
        goal: Some("Ten first talks with site managers who still plan on paper".to_owned()),
        not_for: Some("Students and agencies".to_owned()),
        first_contact_days: Some(3),
        starts_on: None,
        ends_on: None,
        created_at,
        revision: 1,
    }
}

async fn ask_rep(
    tx: &mut Tx,
    tenant: &Tenant,
    number: usize,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.upsert_member(tenant, &member(rep(number), &format!("Rep {number}")))
        .await?;
    tx.save_ask(tenant, &ask_row(number, now)).await?;
    for place in 0..LEADS_PER_ASK {
        tx.save_lead(tenant, &lead_row(number, place, now)).await?;
        let asked = AskedRow {
            asked: AskedLead {
                ask_id: ask(number),
                lead_id: lead(number, place),
                position: u16::try_from(place + 1).unwrap_or(u16::MAX),
                form: AskedForm::Full,
                state: AskedState::Open,
                card_of: None,
                skipped: false,
            },
            passed_to: None,
            draft: None,
        };
        tx.save_asked(tenant, &asked).await?;
    }
    let window = WindowRow {
        id: window(number),
        member_id: rep(number),
        ask_id: ask(number),
        lead_id: lead(number, 0),
        is_edit: false,
        revision: 0,
        answered: None,
        opened_at: now,
    };
    tx.save_window(tenant, &window).await?;
    // The ask's message stands in Slack: an answer edits it.
    let post = Post::Ask {
        ask_id: ask(number),
    };
    let to = Destination::Member(rep(number));
    let id = PostId::new(uuid(7, number));
    tx.post(tenant, &id, &post, &to, now).await?;
    if let Some(row) = tx.post_by_id(tenant, &id).await? {
        let sent = SentPost {
            channel: format!("D1{number:08}"),
            ts: "1790000000.000100".to_owned(),
        };
        tx.mark_sent(tenant, &row, &sent).await?;
    }
    Ok(())
}

pub(crate) fn date(at: Timestamp) -> jiff::civil::Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

pub(crate) fn member(id: MemberId, name: &str) -> Member {
    Member {
        email: Some(format!("{}@example.com", id.as_str().to_lowercase())),
        id,
        name: name.to_owned(),
        real_name: format!("{name} de Vries"),
        zone: "Europe/Amsterdam".to_owned(),
        slack_locale: Some("en-GB".to_owned()),
        language: None,
        is_admin: false,
        is_deactivated: false,
        is_outsider: false,
        paused_until: None,
        status_until: None,
        overrules_status: false,
        holidays: OwnHolidays::OfTheLoop,
        working_days: WorkingDays::default(),
        is_introduced: true,
        silent_rounds: 0,
        asks_less_often: false,
    }
}

pub(crate) fn loop_row(now: Timestamp) -> LoopRow {
    LoopRow {
        settings: FeedbackLoop {
            id: the_loop(),
            name: "Benelux".to_owned(),
            state: LoopState::Active,
            cadence: Cadence::Weeks { weeks: 2 },
            anchor: date(now - 24 * HOUR),
            ask_at: jiff::civil::time(9, 30, 0, 0),
            window_days: 4,
            zone: "Europe/Amsterdam".to_owned(),
            country: None,
            language: Language::English,
            digest_channel: None,
            briefing_channel: None,
            ideal_customer: Some("Builders with 50 to 500 people".to_owned()),
            quarter_goal: Some(40),
            leads_per_ask: 5,
            lead_days_back: 30,
            shows_names: true,
            revision: 1,
        },
        created_by: MemberId::new("U0LOTTE00"),
        created_at: now - 400 * HOUR,
        last_extra_at: None,
    }
}

fn ask_row(number: usize, now: Timestamp) -> AskRow {
    AskRow {
        ask: Ask {
            id: ask(number),
            round_id: round(),
            member_id: rep(number),
            state: AskState::Sent,
            due_at: now - 24 * HOUR,
            send_at: now - 24 * HOUR,
            deadline_at: now + 96 * HOUR,
            remind_at: Some(now + 72 * HOUR),
            sent_at: Some(now - 24 * HOUR),
            reminded_at: None,
            finished_at: None,
            decline_reason: None,
            less_often: None,
        },
        filled_at: Some(now - 24 * HOUR),
        left_waiting: 0,
        next_wake: Some(now + 72 * HOUR),
    }
}

fn lead_row(rep_number: usize, place: usize, now: Timestamp) -> LeadRow {
    let number = rep_number * LEADS_PER_ASK + place;
    lead_row_of(
        lead(rep_number, place),
        number,
        &campaign(number),
        rep_number,
        now - 200 * HOUR,
    )
}

/// A lead as a CRM's export brings it.
pub(crate) fn lead_row_of(
    id: LeadId,
    number: usize,
    campaign_id: &CampaignId,
    owner: usize,
    came_in_at: Timestamp,
) -> LeadRow {
    LeadRow {
        lead: Lead {
            id,
            source: "hubspot".to_owned(),
            external_id: Some(number.to_string()),
            identity: format!("hubspot:{number}"),
            campaign_id: Some(campaign_id.clone()),
            facts: LeadFacts {
                company: Some(format!("Nova Bouw {number}")),
                person: Some(format!("Jan Example {number}")),
                job_title: Some("Site manager".to_owned()),
                email: Some(format!("jan.{number}@nova.example")),
                company_size: Some("50-200".to_owned()),
                place: Some("Utrecht".to_owned()),
                activity: Some("Webinar sign-up, stayed until the end".to_owned()),
                message: Some("How do you deal with subcontractors without a licence?".to_owned()),
                link: Some(format!("https://crm.example/contacts/{number}")),
                ..LeadFacts::default()
            },
            came_in_at,
            owner_id: Some(rep(owner)),
            owner_from: OwnerFrom::Import,
            import_owner: Some(format!("rep.{owner}@example.com")),
            times_asked: 1,
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
