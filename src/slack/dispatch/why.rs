//! "Why was I asked, why not?" in a window or as a command's answer.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Dispatch, Trouble, Visitor};
use crate::domain::ids::MemberId;
use crate::domain::queue::NotAsked;
use crate::features::refusal::Refusal;
use crate::features::why::{self, LeadName};
use crate::slack::incoming::BlockActions;
use crate::slack::views::kit::Message;
use crate::slack::views::leads::shown;
use crate::slack::views::why::{LeadWhy, Why, WhyLine};
use crate::slack::views::words::LeadTitle;

impl Dispatch {
    /// The answer about oneself, in a window.
    pub(super) async fn show_why(
        &self,
        visitor: &Visitor,
        delivery: &BlockActions,
    ) -> Result<(), Trouble> {
        match self.why(visitor, &visitor.member).await? {
            Ok(message) => {
                let view = shown(visitor.language, &message);
                self.show(visitor, delivery, view).await
            }
            Err(refusal) => self.refuse(visitor, delivery, &refusal).await,
        }
    }

    /// The answer about somebody, as a message.
    pub(super) async fn why(
        &self,
        visitor: &Visitor,
        about: &MemberId,
    ) -> Result<Result<Message, Refusal>, Trouble> {
        let found = why::why(&self.app, &visitor.tenant, &visitor.member, about).await?;
        Ok(found.map(|found| {
            let zone = TimeZone::get(&found.zone).unwrap_or(TimeZone::UTC);
            let lines = found.lines.into_iter();
            Why {
                about: found.about,
                lines: lines.map(|it| line(it, &zone)).collect(),
            }
            .message(visitor.language)
        }))
    }
}

fn line(line: why::WhyLine, zone: &TimeZone) -> WhyLine {
    let day = |at: Timestamp| -> Date { zone.to_datetime(at).date() };
    match line {
        why::WhyLine::Deactivated => WhyLine::Deactivated,
        why::WhyLine::Outsider => WhyLine::Outsider,
        why::WhyLine::InNoLoop => WhyLine::InNoLoop,
        why::WhyLine::Away { until } => WhyLine::Away {
            until: until.map(day),
        },
        why::WhyLine::LessOften => WhyLine::LessOften,
        why::WhyLine::LoopPaused { loop_name } => WhyLine::LoopPaused { loop_name },
        why::WhyLine::AskedOn {
            at,
            loop_name,
            leads,
        } => {
            let at = at.to_zoned(zone.clone());
            match leads {
                Some((leads, answered)) => WhyLine::AskedOn {
                    at,
                    loop_name,
                    leads: leads as usize,
                    answered: answered as usize,
                },
                None => WhyLine::Asked { at, loop_name },
            }
        }
        why::WhyLine::TheseLeads { leads } => WhyLine::TheseLeads {
            leads: leads.into_iter().map(title).collect(),
        },
        why::WhyLine::Declined { at } => WhyLine::Declined { on: day(at) },
        why::WhyLine::NotAnswered { at } => WhyLine::NotAnswered { on: day(at) },
        why::WhyLine::DueOn { at, loop_name } => WhyLine::DueOn {
            at: at.to_zoned(zone.clone()),
            loop_name,
        },
        why::WhyLine::WasAway { date } => WhyLine::WasAway { date },
        why::WhyLine::HadNoLeads { date } => WhyLine::HadNoLeads { date },
        why::WhyLine::EnoughWereAsked { date } => WhyLine::EnoughWereAsked { date },
        why::WhyLine::OtherLoopAsked { .. } => WhyLine::OtherLoopAsked,
        why::WhyLine::Downtime { .. } => WhyLine::Downtime,
        why::WhyLine::RoundSkipped { date } => WhyLine::RoundSkipped { date },
        why::WhyLine::NextRound { date, loop_name } => WhyLine::NextRound { date, loop_name },
        why::WhyLine::NoRipeLeads => WhyLine::NoRipeLeads,
        why::WhyLine::OverTheCap { waiting, cap } => WhyLine::OverTheCap {
            waiting: waiting as usize,
            cap,
        },
        why::WhyLine::Lead { lead, why } => WhyLine::Lead {
            lead: title(lead),
            why: lead_why(why, day),
        },
        why::WhyLine::MoreLeads(count) => WhyLine::MoreLeads(count),
    }
}

fn lead_why(why: why::LeadWhy, day: impl Fn(Timestamp) -> Date) -> LeadWhy {
    match why {
        why::LeadWhy::InNextAsk => LeadWhy::InNextAsk,
        why::LeadWhy::TooOld => LeadWhy::TooOld,
        why::LeadWhy::NotAsked(NotAsked::Done(reason)) => LeadWhy::Done(reason),
        why::LeadWhy::NotAsked(NotAsked::InOpenAsk) => LeadWhy::InOpenAsk,
        why::LeadWhy::NotAsked(NotAsked::AskedThreeTimes) => LeadWhy::AskedOut,
        why::LeadWhy::NotAsked(NotAsked::NotReachedTwice) => LeadWhy::NotReached,
        why::LeadWhy::NotAsked(NotAsked::RestingUntil(at)) => LeadWhy::Rests(day(at)),
        why::LeadWhy::NotAsked(NotAsked::RipensAt(at)) => LeadWhy::Ripens(day(at)),
        why::LeadWhy::NotAsked(NotAsked::Alone) => LeadWhy::Alone,
        why::LeadWhy::NotAsked(NotAsked::OverTheCap) => LeadWhy::OverTheCap,
        why::LeadWhy::NotAsked(NotAsked::EnoughOfCampaign) => LeadWhy::EnoughOfCampaign,
    }
}

fn title(lead: LeadName) -> LeadTitle {
    match (lead.company, lead.person) {
        (Some(company), _) => LeadTitle::Company(company),
        (None, person) => LeadTitle::Person(person.unwrap_or_else(|| "–".to_owned())),
    }
}
