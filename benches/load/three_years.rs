//! A workspace with three years behind it: a round a week, some hundred reps, some thousand campaigns, and as many
//! ratings as wanted. The last round is open, answered and about to close.

use std::path::Path;
use std::time::Instant;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use leadloop::bells::Bells;
use leadloop::domain::ask::{Ask, AskState, AskedForm, AskedLead, AskedState};
use leadloop::domain::campaign::{Campaign, CampaignState};
use leadloop::domain::figures::{Before, CountedRating, HighOf};
use leadloop::domain::figures_compute::{CampaignInput, RoundInput, round_figures};
use leadloop::domain::ids::{AskId, CampaignId, ChannelId, LeadId, MemberId, RoundId, WorkspaceId};
use leadloop::domain::lead::DoneReason;
use leadloop::domain::member::Role;
use leadloop::domain::rating::{FollowUp, Judged, Judgement, Reason, Verdict};
use leadloop::domain::round::{Round, RoundState};
use leadloop::store::{AskRow, AskedRow, RatingRow, Store, StoreError, Tenant, Tx, Workspace};

use crate::company::{self, BOT, TEAM, uuid};

pub(crate) const ROUNDS: usize = 160;
pub(crate) const LEADS_PER_ASK: usize = 10;
/// Rounds of which the figures are there: those that a closing round looks back through.
const ROUNDS_WITH_FIGURES: usize = 30;
/// Leads of each rep that wait for their turn.
const WAITING: usize = 8;
const CAMPAIGNS: usize = 3_000;
/// Campaigns that have leads in one round.
const CAMPAIGNS_OF_A_ROUND: usize = 60;
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
const DAY: SignedDuration = SignedDuration::from_hours(24);

pub(crate) const TEAM_LEAD: &str = "U0LOTTE00";
pub(crate) const MARKETER: &str = "U0MARK000";
pub(crate) const ADMIN: &str = "U0ADMIN00";

/// When the last round's asks end.
pub(crate) fn last_deadline() -> Timestamp {
    began(ROUNDS - 1) + 4 * DAY
}

pub(crate) fn last_round() -> RoundId {
    RoundId::new(uuid(6, ROUNDS - 1))
}

/// When a round's asks go out; the first Monday is the 4th of December 2023.
fn began(round: usize) -> Timestamp {
    let first = Timestamp::from_second(1_701_680_400).unwrap_or(Timestamp::UNIX_EPOCH);
    first + WEEK * i32::try_from(round).unwrap_or(i32::MAX)
}

fn campaign_id(number: usize) -> CampaignId {
    CampaignId::new(uuid(4, number))
}

/// The campaign of a lead asked about in a round: a few new ones each week, each for some weeks.
fn campaign_of(round: usize, lead: usize) -> usize {
    let newest = (round + 1) * (CAMPAIGNS / ROUNDS);
    newest.saturating_sub(lead % CAMPAIGNS_OF_A_ROUND) % CAMPAIGNS
}

/// Fills a database at `path`, unless it is there.
pub(crate) async fn fill(path: &Path, ratings: usize) -> anyhow::Result<usize> {
    let reps = ratings.div_ceil(ROUNDS * LEADS_PER_ASK);
    if path.exists() {
        println!("{} is there from an earlier run", path.display());
        return Ok(reps);
    }
    let part = path.with_extension("part");
    for ending in ["", "-wal", "-shm"] {
        let _not_there = std::fs::remove_file(format!("{}{ending}", part.display()));
    }
    let began_at = Instant::now();
    let store = Store::open(&format!("sqlite://{}", part.display()), Bells::default()).await?;
    let tenant = store
        .write(reps, |tx, reps| found(tx, *reps).boxed())
        .await?;
    for round in 0..ROUNDS {
        store
            .write(
                (tenant.clone(), round, reps),
                |tx, (tenant, round, reps)| hold(tx, tenant, *round, *reps).boxed(),
            )
            .await?;
    }
    for rep in 0..reps {
        store
            .write((tenant.clone(), rep, reps), |tx, (tenant, rep, reps)| {
                wait(tx, tenant, *rep, *reps).boxed()
            })
            .await?;
    }
    store.close().await;
    std::fs::rename(&part, path)?;
    println!(
        "{} ratings of {reps} reps in {ROUNDS} rounds, filled in {:.0} s",
        reps * ROUNDS * LEADS_PER_ASK,
        began_at.elapsed().as_secs_f64()
    );
    Ok(reps)
}

async fn found(tx: &mut Tx, reps: usize) -> Result<Tenant, StoreError> {
    let start = began(0) - 30 * DAY;
    let workspace = Workspace {
        id: WorkspaceId::new(TEAM),
        name: "Three years".to_owned(),
        bot_user_id: MemberId::new(BOT),
        pseudonym_salt: "salt".to_owned(),
    };
    let tenant = tx.upsert_workspace(&workspace, start).await?;
    for (id, name) in [(TEAM_LEAD, "Lotte"), (MARKETER, "Mark"), (ADMIN, "Anna")] {
        let mut member = company::member(MemberId::new(id), name);
        member.is_admin = id == ADMIN;
        tx.upsert_member(&tenant, &member).await?;
    }
    let everybody: Vec<MemberId> = (0..reps).map(company::rep).collect();
    for (number, rep) in everybody.iter().enumerate() {
        let member = company::member(rep.clone(), &format!("Rep {number}"));
        tx.upsert_member(&tenant, &member).await?;
    }
    let mut row = company::loop_row(start);
    row.settings.digest_channel = Some(ChannelId::new("C0DIGEST0"));
    row.settings.briefing_channel = Some(ChannelId::new("C0BRIEF00"));
    row.settings.leads_per_ask = 10;
    tx.save_loop(&tenant, &row).await?;
    for (role, members) in [
        (Role::Sales, everybody),
        (Role::TeamLead, vec![MemberId::new(TEAM_LEAD)]),
        (Role::Marketing, vec![MemberId::new(MARKETER)]),
    ] {
        tx.set_loop_members(&tenant, &row.settings.id, role, &members, false, start)
            .await?;
    }
    for number in 0..CAMPAIGNS {
        let week = number * ROUNDS / CAMPAIGNS;
        let campaign = Campaign {
            id: campaign_id(number),
            name: format!("Campaign {number}: less paper on the building site"),
            state: match week + 12 < ROUNDS {
                true => CampaignState::Closed,
                false => CampaignState::Running,
            },
            owner_id: Some(MemberId::new(MARKETER)),
            goal: Some("Ten first talks with site managers".to_owned()),
            not_for: None,
            first_contact_days: Some(3),
            starts_on: None,
            ends_on: None,
            created_at: began(week) - 7 * DAY,
            revision: 1,
        };
        tx.save_campaign(&tenant, &campaign).await?;
    }
    Ok(tenant)
}

/// One round with everybody's asks, leads and ratings.
async fn hold(tx: &mut Tx, tenant: &Tenant, number: usize, reps: usize) -> Result<(), StoreError> {
    let id = RoundId::new(uuid(6, number));
    let (at, is_last) = (began(number), number + 1 == ROUNDS);
    let mut round = Round::planned(
        id.clone(),
        company::the_loop(),
        as_u32(number + 1),
        company::date(at),
        at,
    );
    round.opened_at = Some(at);
    round.state = RoundState::Open;
    round.next_wake = is_last.then_some(at + 4 * DAY);
    if !is_last {
        round.state = RoundState::Published;
        round.closed_at = Some(at + 4 * DAY);
        round.digest_due_at = Some(at + 5 * DAY);
        round.published_at = Some(at + 5 * DAY);
    }
    tx.save_round(tenant, &round).await?;
    let mut counted = Vec::new();
    for rep in 0..reps {
        let ask_id = AskId::new(uuid(1, number * reps + rep));
        tx.save_ask(tenant, &ask_row(&ask_id, &id, rep, at)).await?;
        for place in 0..LEADS_PER_ASK {
            let lead = (number * reps + rep) * LEADS_PER_ASK + place;
            let is_answered = !is_last || (rep + place) % 9 != 0;
            counted.extend(
                answer(
                    tx,
                    tenant,
                    &Answer {
                        number,
                        lead,
                        rep,
                        place,
                        ask_id: &ask_id,
                        at,
                        is_answered,
                    },
                )
                .await?,
            );
        }
    }
    if !is_last && number + ROUNDS_WITH_FIGURES >= ROUNDS {
        let figures = round_figures(round_input(number, reps, counted));
        tx.save_figures(tenant, &id, &figures).await?;
    }
    Ok(())
}

/// One lead of one ask, and what was said of it.
struct Answer<'a> {
    number: usize,
    lead: usize,
    rep: usize,
    place: usize,
    ask_id: &'a AskId,
    at: Timestamp,
    is_answered: bool,
}

async fn answer(
    tx: &mut Tx,
    tenant: &Tenant,
    it: &Answer<'_>,
) -> Result<Option<CountedRating>, StoreError> {
    let id = LeadId::new(uuid(2, it.lead));
    let campaign = campaign_id(campaign_of(it.number, it.lead));
    let judged = judged(it.lead);
    let is_last = it.number + 1 == ROUNDS;
    let mut row = company::lead_row_of(id.clone(), it.lead, &campaign, it.rep, it.at - 5 * DAY);
    // What is accepted and called, or rejected, is done.
    let is_done = it.is_answered && !matches!(judged.verdict, Verdict::NotYet | Verdict::Open);
    row.lead.done = match (is_done, is_last) {
        (true, _) => Some(DoneReason::Rated),
        (false, true) => None,
        (false, false) => Some(DoneReason::AskedOut),
    };
    row.done_at = row.lead.done.map(|_| it.at + DAY);
    tx.save_lead(tenant, &row).await?;
    let asked = AskedRow {
        asked: AskedLead {
            ask_id: it.ask_id.clone(),
            lead_id: id.clone(),
            position: u16::try_from(it.place + 1).unwrap_or(u16::MAX),
            form: AskedForm::Full,
            state: if it.is_answered {
                AskedState::Rated
            } else {
                AskedState::Open
            },
            card_of: None,
            skipped: false,
        },
        passed_to: None,
        draft: None,
    };
    tx.save_asked(tenant, &asked).await?;
    if !it.is_answered {
        return Ok(None);
    }
    let rating = RatingRow {
        ask_id: it.ask_id.clone(),
        lead_id: id.clone(),
        member_id: company::rep(it.rep),
        judged: judged.clone(),
        rated_at: it.at + DAY,
        edited_at: None,
        is_late: false,
        counted_in: (!is_last).then(|| RoundId::new(uuid(6, it.number))),
        revision: 1,
    };
    tx.save_rating(tenant, &rating).await?;
    Ok(Some(CountedRating {
        lead_id: id,
        title: format!("Nova Bouw {}", it.lead),
        campaign_id: Some(campaign),
        member_id: company::rep(it.rep),
        is_from_sales: false,
        judged,
    }))
}

/// Leads of the last weeks that wait for their turn.
async fn wait(tx: &mut Tx, tenant: &Tenant, rep: usize, reps: usize) -> Result<(), StoreError> {
    for place in 0..WAITING {
        let number = reps * ROUNDS * LEADS_PER_ASK + rep * WAITING + place;
        let came_in = began(ROUNDS - 1) - DAY * i32::try_from(place).unwrap_or_default();
        let campaign = campaign_id(campaign_of(ROUNDS - 1, number));
        let row = company::lead_row_of(
            LeadId::new(uuid(2, number)),
            number,
            &campaign,
            rep,
            came_in,
        );
        tx.save_lead(tenant, &row).await?;
    }
    Ok(())
}

fn ask_row(id: &AskId, round: &RoundId, rep: usize, at: Timestamp) -> AskRow {
    AskRow {
        ask: Ask {
            id: id.clone(),
            round_id: round.clone(),
            member_id: company::rep(rep),
            state: AskState::Answered,
            due_at: at,
            send_at: at,
            deadline_at: at + 4 * DAY,
            remind_at: Some(at + 3 * DAY),
            sent_at: Some(at),
            reminded_at: None,
            finished_at: Some(at + DAY),
            decline_reason: None,
            less_often: None,
        },
        filled_at: Some(at),
        left_waiting: 0,
        next_wake: None,
    }
}

fn judged(lead: usize) -> Judged {
    let level = |salt: usize| match (lead * 7 + salt * 13) % 11 {
        0 => Judgement::CantSay,
        1 => Judgement::One,
        2 | 3 => Judgement::Two,
        4 | 5 => Judgement::Three,
        6..=8 => Judgement::Four,
        _ => Judgement::Five,
    };
    let verdict = match (lead * 31) % 10 {
        0..=3 => Verdict::Accepted,
        4 | 5 => Verdict::NotYet,
        6..=8 => Verdict::Rejected,
        _ => Verdict::Open,
    };
    Judged {
        follow_up: FollowUp::Called,
        relevance: level(1),
        timing: level(2),
        intent: level(3),
        verdict,
        reason: (verdict == Verdict::Rejected).then_some(Reason::ALL[lead % Reason::ALL.len()]),
        comment: lead
            .is_multiple_of(4)
            .then(|| "They plan on paper still, and want a call in May".to_owned()),
    }
}

fn round_input(number: usize, reps: usize, ratings: Vec<CountedRating>) -> RoundInput {
    let mut campaigns: Vec<usize> = (0..CAMPAIGNS_OF_A_ROUND)
        .map(|it| campaign_of(number, it))
        .collect();
    campaigns.sort_unstable();
    campaigns.dedup();
    RoundInput {
        loop_name: "Benelux".to_owned(),
        number: as_u32(number + 1),
        date: company::date(began(number)),
        is_extra: false,
        frozen_at: began(number) + 4 * DAY,
        leads_came_in: None,
        came_in: as_u32(ratings.len()),
        asked: as_u32(ratings.len()),
        accepted_before: None,
        reps: as_u32(reps),
        reps_asked: as_u32(reps),
        reps_away: 0,
        campaigns: campaigns
            .into_iter()
            .map(|it| CampaignInput {
                id: campaign_id(it),
                name: format!("Campaign {it}: less paper on the building site"),
                owner_id: Some(MemberId::new(MARKETER)),
                relevance_before: Before::FirstRound,
                timing_intent_before: None,
                since_start: [HighOf::default(); 3],
                briefing: None,
            })
            .collect(),
        ratings,
        trend_before: Vec::new(),
        waiting: Vec::new(),
        leads_of_away: 0,
        away_until: None,
        sampled: Vec::new(),
        teams: Vec::new(),
        leads_without_owner: 0,
        open: Vec::new(),
        asked_out: 0,
        not_reached: 0,
        late: Vec::new(),
        changed: Vec::new(),
        goal: None,
        missed_by_downtime: false,
        names: Vec::new(),
    }
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
