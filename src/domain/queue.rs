//! Which leads an ask gets, in which order, and why the others were not asked.
//!
//! Works on the leads of one rep. Never looks at the clock, the calendar or the store: ripeness and
//! ages are handed in.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::ask::AskedForm;
use super::ids::{CampaignId, LeadId};
use super::lead::DoneReason;
use super::lead_state::{ASKS_MAX, NOT_REACHED_MAX};
use super::rating::{FollowUp, Verdict};

/// The answer in the lead's last ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastAnswer {
    /// Its present owner gave it, not somebody who owned it before.
    pub is_owners: bool,
    /// What was to become of it.
    pub verdict: Verdict,
    /// What had happened.
    pub follow_up: FollowUp,
}

/// A lead of the rep's, as far as the queue needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The lead.
    pub lead_id: LeadId,
    /// The company as [`company_key`](super::lead_identity::company_key) writes it; none without one.
    pub company_key: Option<String>,
    /// Its campaign.
    pub campaign_id: Option<CampaignId>,
    /// When it came in.
    pub came_in_at: Timestamp,
    /// Two working days after it came in.
    pub ripens_at: Timestamp,
    /// The rep did something with it, by the CRM: ripe at once.
    pub acted_on: bool,
    /// There has been a first contact, by the CRM or the last answer.
    pub has_contact: bool,
    /// The last answer.
    pub last: Option<LastAnswer>,
    /// Asks it has stood in.
    pub times_asked: u16,
    /// Rounds in a row without having been reached.
    pub rounds_not_reached: u16,
    /// Not asked before this instant.
    pub rests_until: Option<Timestamp>,
    /// Why it is no longer asked about.
    pub done: Option<DoneReason>,
    /// Stands in another ask that is open.
    pub in_open_ask: bool,
    /// Working days since it came in.
    pub age_working_days: u32,
    /// Working days within which its campaign wants the first contact; none when it wants none.
    pub first_contact_days: Option<u8>,
    /// Answers its campaign has so far.
    pub campaign_answers: u32,
    /// A rep added it: none of marketing's.
    pub is_from_sales: bool,
    /// Leads of its campaign that the ask may be about, if not all: enough others are asked about in the round.
    pub campaign_room: Option<u32>,
    /// Was the only lead once already, and waited for a round.
    pub waited_alone: bool,
}

/// Why a lead is not in the ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotAsked {
    /// It is done.
    Done(DoneReason),
    /// It stands in another open ask.
    InOpenAsk,
    /// It was asked three times.
    AskedThreeTimes,
    /// It was not reached in two rounds.
    NotReachedTwice,
    /// `not_yet`: it rests until then.
    RestingUntil(Timestamp),
    /// It came in less than two working days ago, and ripens then.
    RipensAt(Timestamp),
    /// It is the only one, and waits one round.
    Alone,
    /// More than the cap allows; it waits for the next round.
    OverTheCap,
    /// Enough leads of its campaign are asked about in this round; it waits for the next.
    EnoughOfCampaign,
}

/// One card of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The lead it is about.
    pub lead_id: LeadId,
    /// How much of the form it needs.
    pub form: AskedForm,
    /// More leads of the same company that may get the same answer.
    pub with: Vec<LeadId>,
}

impl Card {
    /// Whether it asks everything, not for the first contact alone.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.form == AskedForm::Full
    }
}

/// What an ask gets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The cards in the order of the window: campaigns together, the one with the best card first.
    pub cards: Vec<Card>,
    /// Leads that could have been asked but for the cap.
    pub left_waiting: u32,
    /// Leads held back because enough others of their campaign are asked about, by campaign.
    pub held_back: BTreeMap<CampaignId, u32>,
    /// Why each of the other leads is not in it, in the order given.
    pub why: Vec<(LeadId, NotAsked)>,
}

/// What becomes of a lead that is the only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoneLead {
    /// It waits one round.
    Waits,
    /// It is asked about: the rep wants more.
    IsAsked,
}

/// Where a lead stands in the queue; the lowest is asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// "Can't say yet" last time.
    CouldNotSay,
    /// No contact, and past the days its campaign asks for.
    WaitsTooLong,
    /// Of a campaign, with so many answers.
    OfCampaign(u32),
    /// The rest.
    Rest,
}

/// Whether there has been a first contact: by the CRM, whenever it said so, or by the last answer.
#[must_use]
pub fn has_contact(by_crm: Option<FollowUp>, last: Option<LastAnswer>) -> bool {
    let said = [by_crm, last.map(|last| last.follow_up)];
    said.into_iter().flatten().any(FollowUp::is_contact)
}

impl Candidate {
    /// Why the lead can't be asked now, whatever else is in the queue.
    fn refused(&self, now: Timestamp) -> Option<NotAsked> {
        if let Some(reason) = self.done {
            return Some(NotAsked::Done(reason));
        }
        if self.in_open_ask {
            return Some(NotAsked::InOpenAsk);
        }
        if self.rounds_not_reached >= NOT_REACHED_MAX {
            return Some(NotAsked::NotReachedTwice);
        }
        if self.times_asked >= ASKS_MAX {
            return Some(NotAsked::AskedThreeTimes);
        }
        if let Some(until) = self.rests_until.filter(|until| now < *until) {
            return Some(NotAsked::RestingUntil(until));
        }
        (!self.acted_on && now < self.ripens_at).then_some(NotAsked::RipensAt(self.ripens_at))
    }

    fn form(&self) -> AskedForm {
        match self.last {
            // Who never judged it has nothing that the short form could leave as it was.
            Some(last)
                if last.is_owners
                    && last.verdict == Verdict::Accepted
                    && !last.follow_up.is_contact() =>
            {
                AskedForm::FollowUpOnly
            }
            _ => AskedForm::Full,
        }
    }

    fn can_be_held_back(&self) -> bool {
        matches!(self.turn(), Turn::OfCampaign(_)) && self.form() == AskedForm::Full
    }

    fn turn(&self) -> Turn {
        let is_late = self
            .first_contact_days
            .is_some_and(|days| self.age_working_days > u32::from(days));
        if self.last.is_some_and(|last| last.verdict == Verdict::Open) {
            Turn::CouldNotSay
        } else if is_late && !self.has_contact {
            Turn::WaitsTooLong
        } else if self.campaign_id.is_some() {
            Turn::OfCampaign(self.campaign_answers)
        } else {
            Turn::Rest
        }
    }
}

/// Fills an ask with at most `cap_left` cards out of one rep's leads.
///
/// First "can't say yet" from last time; then no contact and past the days the campaign asks for; then
/// campaigns with the fewest answers; then the rest; oldest first within each. People of one company
/// who need the whole form share a card, which counts once. One lead alone waits one round. The order
/// of `candidates` makes no difference to the cards.
///
/// Of a campaign of which the round asks about enough leads, no more come in than its room; what is held back keeps
/// its turn for the next round. Never held back is a lead that nobody could judge last time, one that waits too
/// long for its first contact, and one that was judged and lacks the first contact alone.
#[must_use]
pub fn fill(candidates: &[Candidate], cap_left: usize, lone: LoneLead, now: Timestamp) -> Filled {
    let mut why: HashMap<&LeadId, NotAsked> = HashMap::new();
    let mut ready: Vec<&Candidate> = Vec::new();
    for candidate in candidates {
        match candidate.refused(now) {
            Some(reason) => {
                why.insert(&candidate.lead_id, reason);
            }
            None => ready.push(candidate),
        }
    }
    ready.sort_by_key(|lead| (lead.turn(), lead.came_in_at, &lead.lead_id));

    let mut left_waiting = 0;
    let mut held_back = BTreeMap::new();
    let mut chosen = Vec::new();
    if let [only] = ready[..]
        && lone == LoneLead::Waits
        && !only.waited_alone
    {
        why.insert(&only.lead_id, NotAsked::Alone);
    } else {
        let (mut groups, others) = within_room(by_company(&ready));
        for lead in others {
            why.insert(&lead.lead_id, NotAsked::EnoughOfCampaign);
            if let Some(campaign) = &lead.campaign_id {
                *held_back.entry(campaign.clone()).or_insert(0) += 1;
            }
        }
        for lead in groups.split_off(cap_left.min(groups.len())).concat() {
            left_waiting += 1;
            why.insert(&lead.lead_id, NotAsked::OverTheCap);
        }
        chosen = groups;
    }
    Filled {
        cards: by_campaign(chosen),
        left_waiting,
        held_back,
        why: candidates
            .iter()
            .filter_map(|lead| Some((lead.lead_id.clone(), *why.get(&lead.lead_id)?)))
            .collect(),
    }
}

/// Leads in groups of one company, each group where its best lead stands.
fn by_company<'a>(ready: &[&'a Candidate]) -> Vec<Vec<&'a Candidate>> {
    let mut groups: Vec<Vec<&Candidate>> = Vec::new();
    for lead in ready {
        let shares = |group: &&mut Vec<&Candidate>| {
            group.first().is_some_and(|first| {
                first.company_key.is_some()
                    && first.company_key == lead.company_key
                    && first.form() == AskedForm::Full
                    && lead.form() == AskedForm::Full
            })
        };
        match groups.iter_mut().find(shares) {
            Some(group) => group.push(lead),
            None => groups.push(vec![lead]),
        }
    }
    groups
}

/// The groups that may come in, and the leads of the others: those of a campaign whose room is taken.
fn within_room(groups: Vec<Vec<&Candidate>>) -> (Vec<Vec<&Candidate>>, Vec<&Candidate>) {
    let mut taken: HashMap<&CampaignId, u32> = HashMap::new();
    let (mut kept, mut held_back) = (Vec::new(), Vec::new());
    for group in groups {
        let limited = group.first().and_then(|first| {
            let room = first.campaign_room?;
            Some((first.campaign_id.as_ref()?, room, first.can_be_held_back()))
        });
        let has_room = |campaign, room| taken.get(campaign).copied().unwrap_or(0) < room;
        match limited {
            Some((campaign, room, true)) if !has_room(campaign, room) => held_back.extend(group),
            _ => {
                let counted = group
                    .iter()
                    .filter(|it| it.form() == AskedForm::Full && !it.is_from_sales);
                for lead in counted {
                    if let Some(campaign) = &lead.campaign_id {
                        *taken.entry(campaign).or_insert(0) += 1;
                    }
                }
                kept.push(group);
            }
        }
    }
    (kept, held_back)
}

/// Cards in the order of the window: a goal is read once, and the best card's campaign comes first.
fn by_campaign(groups: Vec<Vec<&Candidate>>) -> Vec<Card> {
    let mut order: Vec<Option<&CampaignId>> = Vec::new();
    let mut cards: Vec<(usize, Card)> = Vec::new();
    for group in groups {
        let Some((first, others)) = group.split_first() else {
            continue;
        };
        let campaign = first.campaign_id.as_ref();
        let place = order
            .iter()
            .position(|seen| *seen == campaign)
            .unwrap_or_else(|| {
                order.push(campaign);
                order.len() - 1
            });
        let card = Card {
            lead_id: first.lead_id.clone(),
            form: first.form(),
            with: others.iter().map(|lead| lead.lead_id.clone()).collect(),
        };
        cards.push((place, card));
    }
    cards.sort_by_key(|(place, _)| *place);
    cards.into_iter().map(|(_, card)| card).collect()
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
