//! What was learned goes out: ratings, leads and rounds of a workspace, to any writer.
//!
//! Reps go by a pseudonym that is theirs in every export, unless their loop announces names. There is no
//! figure about a person.

mod names;

use std::io::{self, Write};

use futures_util::FutureExt as _;
use jiff::tz::TimeZone;

use self::names::Names;
use crate::app::App;
use crate::domain::ask::AskState;
use crate::domain::ids::LeadId;
use crate::export::{
    ExportFormat, ExportWriter, Exported, ExportedLead, ExportedRating, ExportedRound,
};
use crate::store::{LeadRow, LoopRow, RatedLead, RatingRow, StoreError, Tenant, Tx};

/// Leads or ratings read in one transaction.
const PAGE: u32 = 1000;

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportWhat {
    /// Every rating, in the order in which they were given.
    Ratings,
    /// Every lead, the one known longest first.
    Leads,
    /// Every round of every loop, but for those that asked one rep alone.
    Rounds,
}

/// Why an export is not whole.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The output failed.
    #[error("the export can't be written: {0}")]
    Output(#[from] io::Error),
}

/// The zone of an export's local times: the one that all loops of the workspace share, else UTC.
///
/// # Errors
/// When the database fails.
pub async fn local_zone(app: &App, tenant: &Tenant) -> Result<TimeZone, StoreError> {
    let loops = loops(app, tenant).await?;
    let mut zones = loops.iter().map(|it| it.settings.zone.as_str());
    let first = zones.next();
    let is_shared = first.is_some_and(|first| zones.all(|zone| zone == first));
    Ok(loops
        .first()
        .filter(|_| is_shared)
        .map_or(TimeZone::UTC, |it| it.settings.time_zone()))
}

/// Writes an export; how many rows it has, besides the headings.
///
/// # Errors
/// When the database or the output fails; the output then ends somewhere.
pub async fn export<W: Write>(
    app: &App,
    tenant: &Tenant,
    what: ExportWhat,
    format: ExportFormat,
    zone: TimeZone,
    output: W,
) -> Result<u64, ExportFault> {
    match what {
        ExportWhat::Ratings => {
            let writer = ExportWriter::new(output, format, zone)?;
            ratings(app, tenant, writer).await
        }
        ExportWhat::Leads => {
            let writer = ExportWriter::new(output, format, zone)?;
            leads(app, tenant, writer).await
        }
        ExportWhat::Rounds => {
            let writer = ExportWriter::new(output, format, zone)?;
            rounds(app, tenant, writer).await
        }
    }
}

async fn loops(app: &App, tenant: &Tenant) -> Result<Vec<LoopRow>, StoreError> {
    app.store
        .read(tenant.clone(), |tx, tenant| tx.all_loops(tenant).boxed())
        .await
}

async fn ratings<W: Write>(
    app: &App,
    tenant: &Tenant,
    mut writer: ExportWriter<W, ExportedRating>,
) -> Result<u64, ExportFault> {
    let names = app
        .store
        .read(tenant.clone(), |tx, tenant| Names::load(tx, tenant).boxed())
        .await?;
    let mut after: Option<RatingRow> = None;
    loop {
        let input = (tenant.clone(), after);
        let page = app
            .store
            .read(input, |tx, (tenant, after)| {
                tx.ratings_page(tenant, after.as_ref(), PAGE).boxed()
            })
            .await?;
        let Some(last) = page.last() else {
            return finish(writer);
        };
        after = Some(last.rating.clone());
        for rated in page {
            writer.row(&rating(&names, rated))?;
        }
    }
}

fn rating(names: &Names, rated: RatedLead) -> ExportedRating {
    let (round_id, number) = rated.asked_in;
    let (source, external_id) = rated.source;
    let feedback_loop = names.loop_of(&round_id);
    ExportedRating {
        rep: names.rep_in(feedback_loop, &rated.rating.member_id),
        loop_name: feedback_loop.map(|it| it.settings.name.clone()),
        campaign: names.campaign(rated.campaign_id.as_ref()),
        round: Some(number),
        lead_id: rated.rating.lead_id,
        source,
        external_id,
        company: rated.facts.company,
        email: rated.facts.email,
        judged: rated.rating.judged,
        is_late: rated.rating.is_late,
        rated_at: rated.rating.rated_at,
        edited_at: rated.rating.edited_at,
    }
}

async fn leads<W: Write>(
    app: &App,
    tenant: &Tenant,
    mut writer: ExportWriter<W, ExportedLead>,
) -> Result<u64, ExportFault> {
    let names = app
        .store
        .read(tenant.clone(), |tx, tenant| Names::load(tx, tenant).boxed())
        .await?;
    let mut after: Option<LeadId> = None;
    loop {
        let input = (tenant.clone(), after.clone());
        let page = app
            .store
            .read(input, |tx, (tenant, after)| {
                tx.leads_page(tenant, after.as_ref(), PAGE).boxed()
            })
            .await?;
        let Some(last) = page.last() else {
            return finish(writer);
        };
        after = Some(last.lead.id.clone());
        for row in page {
            writer.row(&lead(&names, row))?;
        }
    }
}

fn lead(names: &Names, row: LeadRow) -> ExportedLead {
    let lead = row.lead;
    ExportedLead {
        campaign: names.campaign(lead.campaign_id.as_ref()),
        owner: lead.owner_id.as_ref().map(|id| names.rep(id)),
        lead_id: lead.id,
        source: lead.source,
        external_id: lead.external_id,
        owner_from: lead.owner_from,
        facts: lead.facts,
        came_in_at: lead.came_in_at,
        times_asked: lead.times_asked,
        done: lead.done,
    }
}

async fn rounds<W: Write>(
    app: &App,
    tenant: &Tenant,
    mut writer: ExportWriter<W, ExportedRound>,
) -> Result<u64, ExportFault> {
    for feedback_loop in loops(app, tenant).await? {
        let input = (tenant.clone(), feedback_loop);
        let rows = app
            .store
            .read(input, |tx, (tenant, feedback_loop)| {
                rounds_of(tx, tenant, feedback_loop).boxed()
            })
            .await?;
        for row in rows {
            writer.row(&row)?;
        }
    }
    finish(writer)
}

async fn rounds_of(
    tx: &mut Tx,
    tenant: &Tenant,
    feedback_loop: &LoopRow,
) -> Result<Vec<ExportedRound>, StoreError> {
    let id = &feedback_loop.settings.id;
    let mut rounds = tx.rounds_of_loop(tenant, id, u32::MAX).await?;
    rounds.reverse();
    // The counts of a round that asked one rep alone would be figures about that person.
    rounds.retain(|it| it.only_rep.is_none());
    let mut rows = Vec::with_capacity(rounds.len());
    for round in rounds {
        let asks = tx.ask_summary(tenant, &round.id).await?;
        let count = |wanted: &[AskState]| -> u32 {
            asks.iter()
                .filter(|it| wanted.contains(&it.state))
                .map(|it| it.count)
                .sum()
        };
        let (leads, rated) = tx.asked_counts(tenant, &round.id).await?;
        rows.push(ExportedRound {
            loop_name: feedback_loop.settings.name.clone(),
            asked: count(&[
                AskState::Sent,
                AskState::Partial,
                AskState::Answered,
                AskState::Declined,
                AskState::Missed,
            ]),
            answered: count(&[AskState::Answered]),
            partial: count(&[AskState::Partial]),
            declined: count(&[AskState::Declined]),
            away: count(&[AskState::Away]),
            leads,
            rated,
            round,
        });
    }
    Ok(rows)
}

fn finish<W: Write, R: Exported>(writer: ExportWriter<W, R>) -> Result<u64, ExportFault> {
    let (mut output, rows) = writer.finish()?;
    output.flush()?;
    Ok(rows)
}
