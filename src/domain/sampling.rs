//! How many leads of one campaign a round asks about: enough to know, shared among the reps.
//!
//! A round's asks are frozen before its first answer, over a day of time zones. So what counts is what was asked
//! about, not what was answered; that not everybody answers is reckoned with by what the round before brought.

use std::collections::HashMap;
use std::sync::Arc;

use super::ids::{CampaignId, MemberId};

/// Answers about a campaign that are enough in one round.
pub const ENOUGH_ANSWERS: u32 = 40;
/// Leads asked about for as many answers, however few were answered before.
pub const ASKED_MAX: u32 = 80;

/// Leads of one campaign to ask about, so that about [`ENOUGH_ANSWERS`] come back. `last` are the leads asked about
/// in the round before, and those of them that were rated; without one everybody is taken to answer.
#[must_use]
pub fn asked_for_enough(last: Option<(u32, u32)>) -> u32 {
    match last {
        None | Some((0, _)) => ENOUGH_ANSWERS,
        Some((_, 0)) => ASKED_MAX,
        Some((asked, rated)) => ENOUGH_ANSWERS
            .saturating_mul(asked)
            .div_ceil(rated)
            .clamp(ENOUGH_ANSWERS, ASKED_MAX),
    }
}

/// What a round still has to ask about a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Room {
    /// Leads to be asked about yet.
    left: u32,
    /// Reps still to be asked who have leads of it.
    reps: u32,
    /// Their leads.
    leads: u32,
}

/// The campaigns of which a round has more leads than are enough. A copy costs no more for many reps than for few.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sampling {
    rooms: HashMap<CampaignId, Room>,
    leads_of: Arc<HashMap<MemberId, Vec<(CampaignId, u32)>>>,
}

impl Sampling {
    /// What is left to ask when `enough` leads of a campaign are: `asked` of each have been, and `to_ask` are those
    /// of the reps whose asks are still to be filled.
    #[must_use]
    pub fn new(
        enough: u32,
        asked: &HashMap<CampaignId, u32>,
        to_ask: Vec<(CampaignId, MemberId, u32)>,
    ) -> Self {
        let mut rooms = HashMap::new();
        let mut leads_of: HashMap<MemberId, Vec<_>> = HashMap::new();
        for (campaign, rep, leads) in to_ask {
            let before = asked.get(&campaign).copied().unwrap_or(0);
            let room = rooms.entry(campaign.clone()).or_insert(Room {
                left: enough.saturating_sub(before),
                reps: 0,
                leads: 0,
            });
            room.reps += 1;
            room.leads += leads;
            leads_of.entry(rep).or_default().push((campaign, leads));
        }
        rooms.retain(|_, room| room.leads > room.left);
        Self {
            rooms,
            leads_of: Arc::new(leads_of),
        }
    }

    /// How many leads of a campaign the ask of a rep may be about; none when it may be about all.
    ///
    /// Each of the reps still to be asked gets the same share of what is left. What can't be shared evenly goes to
    /// some of them, by chance: where there are fewer leads to ask about than reps, some are not asked. `chance` is
    /// any number, the same for the same rep, campaign and round.
    #[must_use]
    pub fn share(&self, campaign: &CampaignId, chance: u32) -> Option<u32> {
        let room = self.rooms.get(campaign)?;
        if room.leads <= room.left {
            return None;
        }
        let reps = room.reps.max(1);
        let is_lucky = chance % reps < room.left % reps;
        Some(room.left / reps + u32::from(is_lucky))
    }

    /// The ask of a rep has been filled, with so many leads of each campaign. To be noted once for each.
    pub fn note(&mut self, rep: &MemberId, asked: &HashMap<CampaignId, u32>) {
        for (campaign, leads) in self.leads_of.get(rep).into_iter().flatten() {
            if let Some(room) = self.rooms.get_mut(campaign) {
                room.reps = room.reps.saturating_sub(1);
                room.leads = room.leads.saturating_sub(*leads);
            }
        }
        for (campaign, count) in asked {
            if let Some(room) = self.rooms.get_mut(campaign) {
                room.left = room.left.saturating_sub(*count);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::no_round_before(None, 40)]
    #[case::all_answered(Some((30, 30)), 40)]
    #[case::three_in_four(Some((100, 75)), 54)]
    #[case::one_in_ten(Some((100, 10)), 80)]
    #[case::nobody_answered(Some((100, 0)), 80)]
    #[case::nobody_was_asked(Some((0, 0)), 40)]
    #[case::more_than_were_asked(Some((10, 12)), 40)]
    fn as_many_are_asked_as_bring_enough_answers(
        #[case] last: Option<(u32, u32)>,
        #[case] asked: u32,
    ) {
        assert_eq!(asked_for_enough(last), asked);
    }

    fn webinar() -> CampaignId {
        CampaignId::new("webinar")
    }

    /// Asks reps with so many leads each, one after the other, and gives how many leads each is asked about.
    fn asked(leads: &[u32], enough: u32, asked_before: u32, chances: &[u32]) -> Vec<u32> {
        let rep = |n: usize| MemberId::new(format!("U{n}"));
        let to_ask = leads.iter().enumerate();
        let to_ask = to_ask.map(|(n, count)| (webinar(), rep(n), *count));
        let before = HashMap::from([(webinar(), asked_before)]);
        let mut sampling = Sampling::new(enough, &before, to_ask.collect());
        let mut all = vec![];
        for (n, count) in leads.iter().enumerate() {
            let share = sampling.share(&webinar(), chances[n]);
            let asked = share.unwrap_or(*count).min(*count);
            sampling.note(&rep(n), &HashMap::from([(webinar(), asked)]));
            all.push(asked);
        }
        all
    }

    #[test]
    fn what_is_not_too_much_is_asked_about_whole() {
        assert_eq!(asked(&[5, 3, 1], 9, 0, &[0; 3]), [5, 3, 1]);
        assert_eq!(asked(&[5, 3, 1], 20, 11, &[0; 3]), [5, 3, 1]);
        assert_eq!(asked(&[5, 5], 40, 40, &[0; 2]), [0, 0]);
    }

    #[test]
    fn what_a_rep_does_not_use_is_left_to_those_who_come_after() {
        assert_eq!(asked(&[1, 1, 9, 9], 12, 0, &[0; 4]), [1, 1, 5, 5]);
    }

    proptest! {
        #[test]
        fn no_more_are_asked_about_than_are_enough(
            leads in prop::collection::vec(1_u32..9, 1..60),
            enough in 0_u32..100,
            before in 0_u32..50,
            chances in prop::collection::vec(any::<u32>(), 60),
        ) {
            let asked: u32 = asked(&leads, enough, before, &chances).iter().sum();
            prop_assert!(asked <= enough.saturating_sub(before).min(leads.iter().sum()));
        }

        #[test]
        fn reps_with_many_leads_are_asked_about_as_many_but_for_one(
            reps in 1_usize..90,
            enough in 1_u32..100,
            chances in prop::collection::vec(any::<u32>(), 90),
        ) {
            let asked = asked(&vec![100; reps], enough, 0, &chances);
            prop_assert_eq!(asked.iter().sum::<u32>(), enough);
            let (least, most) = (asked.iter().min().unwrap(), asked.iter().max().unwrap());
            prop_assert!(most - least <= 1, "{:?}", asked);
        }
    }
}
