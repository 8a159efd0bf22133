//! A round team by team: what may be shown of each, and what is open in the teams that somebody leads.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::figures::{CountedRating, RoundFigures, SPLIT_MIN, STATISTICS_MIN_REPS, Verdicts};
use super::ids::{MemberId, UserGroupId};

/// One team's part of a round, as it was when the round closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamFigures {
    /// Its user group.
    pub group: UserGroupId,
    /// The group's name.
    pub name: String,
    /// Who leads it, but for the loop's own team leads, who get everything; filled in when publishing.
    pub leads: Vec<MemberId>,
    /// Its people: whose leads are the team's. Somebody in two groups is in the first alone.
    pub members: Vec<MemberId>,
    /// Those of them who can be asked.
    pub reps: u32,
    /// Reps asked.
    pub reps_asked: u32,
    /// Reps who answered at least one lead.
    pub reps_answered: u32,
    /// What became of their leads.
    pub verdicts: Verdicts,
    /// Open leads of those who are away.
    pub leads_of_away: u32,
    /// Leads of those who can't be asked any more.
    pub leads_without_owner: u32,
}

impl TeamFigures {
    /// Whether its counts tell nothing of one person: from four reps, and three answers of three of them.
    fn is_enough(&self) -> bool {
        self.reps >= STATISTICS_MIN_REPS
            && self.verdicts.rated() >= SPLIT_MIN
            && self.reps_answered >= SPLIT_MIN
    }
}

/// The teams whose counts may be shown, in their order.
///
/// A team from four reps, and three answers of three people. And what remains when they are taken from the totals
/// must not be one or two people's either: while it is, the shown team with the fewest people is held back too.
#[must_use]
pub fn shown_teams(figures: &RoundFigures) -> Vec<&TeamFigures> {
    if !figures.shows_statistics() {
        return vec![];
    }
    let mut shown: Vec<&TeamFigures> = figures.teams.iter().filter(|it| it.is_enough()).collect();
    loop {
        let of = |count: fn(&TeamFigures) -> u32| shown.iter().map(|it| count(it)).sum::<u32>();
        let people = figures
            .reps_answered
            .saturating_sub(of(|it| it.reps_answered));
        let answers = figures
            .verdicts
            .rated()
            .saturating_sub(of(|it| it.verdicts.rated()));
        let rest_is_enough = people >= SPLIT_MIN && answers >= SPLIT_MIN;
        if rest_is_enough || (people == 0 && answers == 0) {
            return shown;
        }
        let fewest = shown.iter().enumerate().rev();
        let Some((place, _)) = fewest.min_by_key(|(_, it)| it.reps_answered) else {
            return shown;
        };
        shown.remove(place);
    }
}

/// How many of a team's leads wait for a first contact.
#[must_use]
pub fn waiting_of(figures: &RoundFigures, team: &TeamFigures) -> u32 {
    let members: HashSet<&MemberId> = team.members.iter().collect();
    let waiting = figures.waiting.iter();
    let of_team = waiting.filter(|it| it.owner_id.as_ref().is_some_and(|id| members.contains(id)));
    u32::try_from(of_team.count()).unwrap_or(u32::MAX)
}

/// The same round for somebody who leads these teams alone: what is open, whose leads wait or lie with who is away,
/// is theirs; all that the channel may read stays.
#[must_use]
pub fn part_of(figures: &RoundFigures, is_led: impl Fn(&TeamFigures) -> bool) -> RoundFigures {
    let led: Vec<&TeamFigures> = figures.teams.iter().filter(|it| is_led(it)).collect();
    let members: HashSet<&MemberId> = led.iter().flat_map(|it| &it.members).collect();
    let mut part = figures.clone();
    part.waiting
        .retain(|it| it.owner_id.as_ref().is_some_and(|id| members.contains(id)));
    part.open.retain(|(member, _)| members.contains(member));
    part.leads_of_away = led.iter().map(|it| it.leads_of_away).sum();
    // Of whom it is the date was told for the whole loop's leads.
    if part.leads_of_away != figures.leads_of_away {
        part.away_until = None;
    }
    part.leads_without_owner = led.iter().map(|it| it.leads_without_owner).sum();
    part
}

/// Fills in what a team's people answered.
pub(super) fn count_answers(teams: &mut [TeamFigures], ratings: &[&CountedRating]) {
    for team in teams {
        let members: HashSet<&MemberId> = team.members.iter().collect();
        let theirs: Vec<&CountedRating> = ratings
            .iter()
            .copied()
            .filter(|rating| members.contains(&rating.member_id))
            .collect();
        team.verdicts = super::figures_compute::verdicts(&theirs);
        team.reps_answered = super::figures_compute::raters(&theirs);
    }
}

#[cfg(test)]
#[path = "figures_teams_tests.rs"]
mod tests;
