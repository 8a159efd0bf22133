//! What people choose for themselves: working days, language, how often they are asked.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use jiff::Timestamp;

use super::advance_round::refresh_ask;
use super::refusal::{self, Outcome, Refusal, Stop};
use super::{wake, who};
use crate::app::App;
use crate::domain::holidays::OwnHolidays;
use crate::domain::ids::MemberId;
use crate::domain::language::Language;
use crate::domain::member::{Leave, Member, WorkingDays};
use crate::store::{StoreError, Tenant, Tx};

/// Asks of one person whose messages may still be on their screen.
const RECENT_ASKS: u32 = 4;

/// What somebody has chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Their leave, if they are away.
    pub leave: Option<Leave>,
    /// The days they work.
    pub working_days: WorkingDays,
    /// Whose public holidays they keep.
    pub holidays: OwnHolidays,
    /// The language they chose; none while it follows the loops and Slack.
    pub language: Option<Language>,
    /// At most every four weeks.
    pub asks_less_often: bool,
    /// IANA name of the time zone, as Slack gives it.
    pub zone: String,
    /// They are an admin.
    pub is_admin: bool,
}

impl Settings {
    pub(super) fn of(member: &Member, now: Timestamp) -> Self {
        Self {
            leave: member.leave(now),
            working_days: member.working_days,
            holidays: member.holidays,
            language: member.language,
            asks_less_often: member.asks_less_often,
            zone: member.zone.clone(),
            is_admin: member.is_admin,
        }
    }
}

/// Somebody's own settings.
///
/// # Errors
/// When the database fails.
pub async fn settings(app: &App, tenant: &Tenant, member: &MemberId) -> Outcome<Settings> {
    let input = (tenant.clone(), member.clone(), app.now());
    refusal::read(app, input, |tx, (tenant, member, now)| {
        async move { Ok(Settings::of(&who::known(tx, tenant, member).await?, *now)) }.boxed()
    })
    .await
}

/// Sets the days of the week on which somebody works, as bits, Monday the lowest.
///
/// # Errors
/// When the database fails.
pub async fn set_working_days(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    bits: u8,
) -> Outcome<Settings> {
    let Some(days) = WorkingDays::from_bits(bits) else {
        return Ok(Err(Refusal::NoWorkingDay));
    };
    change(app, tenant, member, Change::WorkingDays(days)).await
}

/// Sets somebody's language, or lets it follow the loop and Slack again. Their open asks change with it.
///
/// # Errors
/// When the database fails.
pub async fn set_language(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    language: Option<Language>,
) -> Outcome<Settings> {
    change(app, tenant, member, Change::Language(language)).await
}

/// Answers "shall I ask less often?": at most every four weeks, or as before. The question isn't put
/// again until they have been silent twice more.
///
/// # Errors
/// When the database fails.
pub async fn set_less_often(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    less_often: bool,
) -> Outcome<Settings> {
    change(app, tenant, member, Change::LessOften(less_often)).await
}

/// What stands in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// The days of the week they work.
    pub working_days: WorkingDays,
    /// Whose public holidays they keep.
    pub holidays: OwnHolidays,
    /// Their language; none to follow the loop and Slack.
    pub language: Option<Language>,
    /// At most every four weeks.
    pub asks_less_often: bool,
}

/// Saves the whole form.
///
/// # Errors
/// When the database fails.
pub async fn save(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    chosen: Chosen,
) -> Outcome<Settings> {
    change(app, tenant, member, Change::All(chosen)).await
}

#[derive(Debug, Clone, Copy)]
enum Change {
    WorkingDays(WorkingDays),
    Language(Option<Language>),
    LessOften(bool),
    All(Chosen),
}

async fn change(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    change: Change,
) -> Outcome<Settings> {
    let input = (tenant.clone(), member.clone(), change, app.now());
    refusal::write(app, input, |tx, (tenant, member, change, now)| {
        change_in(tx, tenant, member, *change, *now)
    })
    .await
}

fn change_in<'t>(
    tx: &'t mut Tx,
    tenant: &'t Tenant,
    id: &'t MemberId,
    change: Change,
    now: Timestamp,
) -> BoxFuture<'t, Result<Settings, Stop>> {
    async move {
        let before = who::known(tx, tenant, id).await?;
        let mut member = before.clone();
        match change {
            Change::WorkingDays(days) => member.working_days = days,
            Change::Language(language) => member.language = language,
            Change::LessOften(less_often) => member.asks_less_often = less_often,
            Change::All(chosen) => {
                member.working_days = chosen.working_days;
                member.holidays = chosen.holidays;
                member.language = chosen.language;
                member.asks_less_often = chosen.asks_less_often;
            }
        }
        // The question has been answered, even by "keep it".
        let is_answer = matches!(change, Change::LessOften(_))
            || before.asks_less_often != member.asks_less_often;
        if is_answer {
            member.silent_rounds = 0;
        }
        tx.save_member_choices(tenant, &member).await?;
        let days = |it: &Member| (it.working_days, it.holidays);
        if days(&before) != days(&member) {
            wake::pending_asks(tx, tenant, id, now).await?;
        }
        // Another language, or a message that loses the question.
        if is_answer || before.language != member.language {
            refresh_asks(tx, tenant, id, now).await?;
        }
        Ok(Settings::of(&member, now))
    }
    .boxed()
}

/// Has the messages of somebody's last asks written anew.
async fn refresh_asks(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for row in tx.asks_of_member(tenant, member, RECENT_ASKS).await? {
        if row.ask.sent_at.is_some() {
            refresh_ask(tx, tenant, &row.ask.id, member, now).await?;
        }
    }
    Ok(())
}
