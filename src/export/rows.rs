//! What is exported of a rating, a lead and a round, column by column.

use jiff::Timestamp;

use super::writer::{Cell, Column, Exported};
use crate::domain::ids::{LeadId, RoundId};
use crate::domain::lead::{DoneReason, LeadFacts, OwnerFrom};
use crate::domain::rating::{FollowUp, Judged, Reason};
use crate::domain::round::{Round, SkipReason};

/// A rating, with what ops need to write it back to the CRM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedRating {
    /// The lead's id in leadloop.
    pub lead_id: LeadId,
    /// The lead's source.
    pub source: String,
    /// The lead's id in the source.
    pub external_id: Option<String>,
    /// The lead's company.
    pub company: Option<String>,
    /// The lead's e-mail.
    pub email: Option<String>,
    /// The campaign's name.
    pub campaign: Option<String>,
    /// The loop's name.
    pub loop_name: Option<String>,
    /// The round's number in its loop; none for a rating outside a round.
    pub round: Option<u32>,
    /// The rep's pseudonym, or name where the loop announces names.
    pub rep: String,
    /// The judgement.
    pub judged: Judged,
    /// Given after the round had closed.
    pub is_late: bool,
    /// When it was first given.
    pub rated_at: Timestamp,
    /// When it was last changed; none when never.
    pub edited_at: Option<Timestamp>,
}

/// A lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedLead {
    /// Its id in leadloop.
    pub lead_id: LeadId,
    /// Its source.
    pub source: String,
    /// Its id in the source.
    pub external_id: Option<String>,
    /// The campaign's name.
    pub campaign: Option<String>,
    /// The owner's pseudonym or name; none for a lead without owner.
    pub owner: Option<String>,
    /// How the owner came to own it.
    pub owner_from: OwnerFrom,
    /// What is known about it.
    pub facts: LeadFacts,
    /// When it came in.
    pub came_in_at: Timestamp,
    /// How many sent asks it has stood in.
    pub times_asked: u16,
    /// Why it is no longer asked about; none while it is.
    pub done: Option<DoneReason>,
}

/// A round and how many asks came to what: counts of the round, never of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedRound {
    /// The loop's name.
    pub loop_name: String,
    /// The round.
    pub round: Round,
    /// Asks that were sent.
    pub asked: u32,
    /// Asks of which every lead was rated.
    pub answered: u32,
    /// Asks of which some leads were rated.
    pub partial: u32,
    /// Asks that were declined.
    pub declined: u32,
    /// Reps that were away.
    pub away: u32,
    /// Leads in the asks that were sent.
    pub leads: u32,
    /// Leads among them that were rated.
    pub rated: u32,
}

macro_rules! columns {
    ($($name:literal: $means:literal),* $(,)?) => {
        &[$(Column { name: $name, means: $means }),*]
    };
}

impl Exported for ExportedRating {
    const COLUMNS: &'static [Column] = columns! {
        "lead_id": "the lead's id in leadloop",
        "source": "where the lead came from: csv, a --source, or sales",
        "external_id": "the lead's id in the source",
        "company": "the lead's company",
        "email": "the lead's e-mail",
        "campaign": "the campaign",
        "loop": "the loop",
        "round": "the round's number in the loop",
        "rep": "who rated: a pseudonym, or a name where the loop announces names",
        "follow_up": "nothing, tried, called, mailed, met, other",
        "relevance": "1 to 5, or unknown (can't say yet)",
        "timing": "1 to 5, or unknown",
        "intent": "1 to 5, or unknown",
        "warmth": "warm, lukewarm, cold, unknown; follows from timing and intent",
        "verdict": "accepted, not_yet, rejected, open",
        "reason": "why rejected: company, person, not_a_buyer, no_need, someone_else, known, data, other",
        "comment": "the rep's remark",
        "is_late": "true when given after the round had closed",
        "rated_at_utc": "when first given",
        "rated_at_local": "the same in the export's zone",
        "edited_at_utc": "when last changed",
        "edited_at_local": "the same in the export's zone",
    };

    fn cells(&self) -> Vec<Cell<'_>> {
        let judged = &self.judged;
        let [rated_utc, rated_local] = Cell::instant(Some(self.rated_at));
        let [edited_utc, edited_local] = Cell::instant(self.edited_at);
        vec![
            Cell::Text(self.lead_id.as_str()),
            Cell::Text(&self.source),
            Cell::text(self.external_id.as_deref()),
            Cell::text(self.company.as_deref()),
            Cell::text(self.email.as_deref()),
            Cell::text(self.campaign.as_deref()),
            Cell::text(self.loop_name.as_deref()),
            self.round
                .map_or(Cell::Empty, |number| Cell::Number(number.into())),
            Cell::Text(&self.rep),
            Cell::Text(judged.follow_up.code()),
            Cell::Text(judged.relevance.code()),
            Cell::Text(judged.timing.code()),
            Cell::Text(judged.intent.code()),
            Cell::Text(judged.warmth().code()),
            Cell::Text(judged.verdict.code()),
            Cell::text(judged.reason.map(Reason::code)),
            Cell::text(judged.comment.as_deref()),
            Cell::Truth(self.is_late),
            rated_utc,
            rated_local,
            edited_utc,
            edited_local,
        ]
    }
}

impl Exported for ExportedLead {
    const COLUMNS: &'static [Column] = columns! {
        "lead_id": "the lead's id in leadloop",
        "source": "where it came from: csv, a --source, or sales",
        "external_id": "its id in the source",
        "company": "the company",
        "person": "the person",
        "email": "e-mail",
        "job_title": "the person's role",
        "campaign": "the campaign",
        "owner": "its owner in sales: a pseudonym, or a name where the loop announces names",
        "owner_from": "import, hand_over, added",
        "status": "the status as the CRM words it",
        "outcome": "the outcome as the CRM words it",
        "crm_follow_up": "what the CRM's status amounts to: nothing, tried, called, mailed, met, other",
        "link": "a link into the CRM",
        "came_in_at_utc": "when it came in",
        "came_in_at_local": "the same in the export's zone",
        "last_activity_at_utc": "when sales last did something with it, by the CRM",
        "last_activity_at_local": "the same in the export's zone",
        "times_asked": "how many sent asks it has stood in, not counting those from which it was passed on or taken",
        "done": "why it is no longer asked about: rated, asked_out, not_reached, duplicate, outcome",
    };

    fn cells(&self) -> Vec<Cell<'_>> {
        let facts = &self.facts;
        let [came_in_utc, came_in_local] = Cell::instant(Some(self.came_in_at));
        let [activity_utc, activity_local] = Cell::instant(facts.last_activity_at);
        vec![
            Cell::Text(self.lead_id.as_str()),
            Cell::Text(&self.source),
            Cell::text(self.external_id.as_deref()),
            Cell::text(facts.company.as_deref()),
            Cell::text(facts.person.as_deref()),
            Cell::text(facts.email.as_deref()),
            Cell::text(facts.job_title.as_deref()),
            Cell::text(self.campaign.as_deref()),
            Cell::text(self.owner.as_deref()),
            Cell::Text(self.owner_from.code()),
            Cell::text(facts.status.as_deref()),
            Cell::text(facts.outcome.as_deref()),
            Cell::text(facts.follow_up.map(FollowUp::code)),
            Cell::text(facts.link.as_deref()),
            came_in_utc,
            came_in_local,
            activity_utc,
            activity_local,
            Cell::Number(self.times_asked.into()),
            Cell::text(self.done.map(DoneReason::code)),
        ]
    }
}

impl Exported for ExportedRound {
    const COLUMNS: &'static [Column] = columns! {
        "round_id": "the round's id in leadloop",
        "loop": "the loop",
        "round": "its number in the loop",
        "date": "its date",
        "state": "planned, open, closed, published, skipped",
        "skip_reason": "no_leads, team_lead, away, downtime, loop_stopped",
        "is_extra": "true when made by `ask now`",
        "asked": "asks that were sent",
        "answered": "asks of which every lead was rated",
        "partial": "asks of which some leads were rated",
        "declined": "asks that were declined",
        "away": "reps that were away",
        "leads": "leads in the asks that were sent",
        "rated": "leads among them that were rated",
        "opened_at_utc": "when its first ask was sent",
        "opened_at_local": "the same in the export's zone",
        "closed_at_utc": "when it closed",
        "closed_at_local": "the same in the export's zone",
        "published_at_utc": "when its digest went out",
        "published_at_local": "the same in the export's zone",
    };

    fn cells(&self) -> Vec<Cell<'_>> {
        let round = &self.round;
        let counts = [
            self.asked,
            self.answered,
            self.partial,
            self.declined,
            self.away,
            self.leads,
            self.rated,
        ];
        let round_id: &RoundId = &round.id;
        let mut cells = vec![
            Cell::Text(round_id.as_str()),
            Cell::Text(&self.loop_name),
            Cell::Number(round.number.into()),
            Cell::Day(round.date),
            Cell::Text(round.state.code()),
            Cell::text(round.skip_reason.map(SkipReason::code)),
            Cell::Truth(round.is_extra),
        ];
        cells.extend(counts.map(|count| Cell::Number(count.into())));
        let instants = [round.opened_at, round.closed_at, round.published_at];
        cells.extend(instants.into_iter().flat_map(Cell::instant));
        cells
    }
}
