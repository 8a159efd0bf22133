//! "Why was I asked, why not?": the true reasons from the data. About oneself all of them; about somebody
//! else only the state, never leads, answers, dates of leave or what they chose for themselves.

mod asks;
mod leads;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use jiff::civil::Date;

use super::refusal::{self, Outcome, Stop};
use super::who;
use crate::app::App;
use crate::domain::feedback_loop::LoopState;
use crate::domain::ids::{LeadId, LoopId, MemberId};
use crate::domain::lead::LeadFacts;
use crate::domain::member::{Member, Role};
use crate::domain::permission::{Action, may};
use crate::domain::queue::NotAsked;
use crate::store::{LoopRow, Tenant, Tx};

/// An answer to "why".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The other person's name; none for oneself.
    pub about: Option<String>,
    /// IANA name of the zone in which instants are to be told: the zone of the person it is about.
    pub zone: String,
    /// The reasons: the person first, then each loop, then the leads.
    pub lines: Vec<WhyLine>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyLine {
    /// Deactivated in Slack.
    Deactivated,
    /// A guest, a bot, or of another workspace.
    Outsider,
    /// In sales in no loop.
    InNoLoop,
    /// Away now.
    Away {
        /// Until when; for oneself only.
        until: Option<Timestamp>,
    },
    /// They chose to be asked at most every four weeks; for oneself only.
    LessOften,
    /// The loop is paused.
    LoopPaused {
        /// Its name.
        loop_name: String,
    },
    /// Was asked.
    AskedOn {
        /// When.
        at: Timestamp,
        /// The loop's name.
        loop_name: String,
        /// How many leads, and how many of them were answered; for oneself only.
        leads: Option<(u32, u32)>,
    },
    /// The leads of that ask: why these is that they are theirs. For oneself only.
    TheseLeads {
        /// The leads.
        leads: Vec<LeadName>,
    },
    /// They said "not this time"; for oneself only.
    Declined {
        /// When.
        at: Timestamp,
    },
    /// The window closed without an answer; for oneself only.
    NotAnswered {
        /// When.
        at: Timestamp,
    },
    /// Will be asked.
    DueOn {
        /// When.
        at: Timestamp,
        /// The loop's name.
        loop_name: String,
    },
    /// The ask of that round was not sent: they were away.
    WasAway {
        /// The round's date.
        date: Date,
    },
    /// The ask of that round was not sent: no lead was ready.
    HadNoLeads {
        /// The round's date.
        date: Date,
    },
    /// The ask of that round was not sent: enough leads of their campaigns were asked about.
    EnoughWereAsked {
        /// The round's date.
        date: Date,
    },
    /// The ask of that round was not sent: another loop had asked them that day.
    OtherLoopAsked {
        /// The round's date.
        date: Date,
    },
    /// The ask of that round was not sent: the bot was down.
    Downtime {
        /// The round's date.
        date: Date,
    },
    /// That round was skipped, or the loop paused.
    RoundSkipped {
        /// Its date.
        date: Date,
    },
    /// The next round.
    NextRound {
        /// Its date.
        date: Date,
        /// The loop's name.
        loop_name: String,
    },
    /// No lead of theirs could be asked about now; for oneself only.
    NoRipeLeads,
    /// More leads than an ask takes; for oneself only.
    OverTheCap {
        /// How many wait.
        waiting: u32,
        /// How many an ask takes.
        cap: u8,
    },
    /// A lead, and why it is asked about or not; for oneself only.
    Lead {
        /// The lead.
        lead: LeadName,
        /// Why.
        why: LeadWhy,
    },
    /// So many more leads that are not listed; for oneself only.
    MoreLeads(u32),
}

/// What a lead is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadName {
    /// The lead.
    pub lead_id: LeadId,
    /// Its company.
    pub company: Option<String>,
    /// Its person.
    pub person: Option<String>,
}

impl LeadName {
    pub(super) fn new(lead_id: LeadId, facts: LeadFacts) -> Self {
        Self {
            lead_id,
            company: facts.company,
            person: facts.person.or(facts.email),
        }
    }
}

/// Why a lead is asked about or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeadWhy {
    /// It would be in an ask that were due now.
    InNextAsk,
    /// It came in before the days back from which the loop takes leads.
    TooOld,
    /// It is not asked about now.
    NotAsked(NotAsked),
}

/// Answers "why" about oneself, or about somebody else: to an admin, and to a team lead about the loops
/// they lead.
///
/// # Errors
/// When the database fails.
pub async fn why(app: &App, tenant: &Tenant, actor: &MemberId, about: &MemberId) -> Outcome<Why> {
    let input = (tenant.clone(), actor.clone(), about.clone(), app.now());
    refusal::read(app, input, |tx, (tenant, actor, about, now)| {
        why_in(tx, tenant, actor, about, *now).boxed()
    })
    .await
}

/// Who it is about, and how much may be said.
struct Look<'a> {
    tenant: &'a Tenant,
    member: &'a Member,
    is_self: bool,
    now: Timestamp,
}

async fn why_in(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &MemberId,
    about: &MemberId,
    now: Timestamp,
) -> Result<Why, Stop> {
    let is_self = actor == about;
    let person = who::actor(tx, tenant, actor).await?;
    let roles = tx.roles_of(tenant, about).await?;
    if is_self {
        may(&person, &Action::WhySelf)?;
    } else {
        let loops = roles.iter().map(|it| it.loop_id.clone()).collect();
        may(&person, &Action::WhyOther { loops })?;
    }
    let member = who::known(tx, tenant, about).await?;
    let may_know = |id: &LoopId| {
        let action = Action::WhyOther {
            loops: vec![id.clone()],
        };
        is_self || may(&person, &action).is_ok()
    };
    let mut loops = Vec::new();
    for role in &roles {
        if role.role == Role::Sales && may_know(&role.loop_id) {
            loops.extend(tx.feedback_loop(tenant, &role.loop_id).await?);
        }
    }
    let look = Look {
        tenant,
        member: &member,
        is_self,
        now,
    };
    Ok(Why {
        about: (!is_self).then(|| member.name.clone()),
        zone: member.zone.clone(),
        lines: look.lines(tx, &loops).await?,
    })
}

impl Look<'_> {
    async fn lines(&self, tx: &mut Tx, loops: &[LoopRow]) -> Result<Vec<WhyLine>, Stop> {
        let mut lines = self.about_the_person(loops);
        if !self.member.can_be_asked() {
            return Ok(lines);
        }
        for feedback_loop in loops {
            if feedback_loop.settings.state == LoopState::Paused {
                let loop_name = feedback_loop.settings.name.clone();
                lines.push(WhyLine::LoopPaused { loop_name });
            }
            lines.extend(self.about_rounds(tx, feedback_loop).await?);
        }
        if self.is_self && !loops.is_empty() {
            lines.extend(self.about_leads(tx, loops).await?);
        }
        Ok(lines)
    }

    fn about_the_person(&self, loops: &[LoopRow]) -> Vec<WhyLine> {
        let member = self.member;
        let leave = member.leave(self.now);
        [
            member.is_deactivated.then_some(WhyLine::Deactivated),
            member.is_outsider.then_some(WhyLine::Outsider),
            loops.is_empty().then_some(WhyLine::InNoLoop),
            leave.map(|leave| WhyLine::Away {
                until: leave.until.filter(|_| self.is_self),
            }),
            (self.is_self && member.asks_less_often).then_some(WhyLine::LessOften),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
