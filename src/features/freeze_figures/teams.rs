//! The loop's teams as they are when a round closes.

use std::collections::{BTreeSet, HashSet};

use super::count;
use crate::domain::figures::Verdicts;
use crate::domain::figures_teams::TeamFigures;
use crate::domain::ids::MemberId;
use crate::domain::member::Member;
use crate::domain::team::{Team, each_once};
use crate::store::LeadRow;

/// Each team with its people, those of them who can be asked and those who were, and their leads that lie with
/// who is away or left.
pub(super) fn frozen(
    teams: Vec<Team>,
    reps: &[Member],
    asked: &BTreeSet<MemberId>,
    of_away: &[LeadRow],
    without_owner: &[LeadRow],
) -> Vec<TeamFigures> {
    let can_be_asked: HashSet<&MemberId> = reps.iter().map(|it| &it.id).collect();
    let freeze = |team: Team| {
        let members: HashSet<&MemberId> = team.reps.iter().collect();
        let of_team = |leads: &[LeadRow]| {
            let owners = leads.iter().filter_map(|it| it.lead.owner_id.as_ref());
            count(owners.filter(|id| members.contains(id)).count())
        };
        TeamFigures {
            reps: count(
                members
                    .iter()
                    .filter(|id| can_be_asked.contains(*id))
                    .count(),
            ),
            reps_asked: count(members.iter().filter(|id| asked.contains(**id)).count()),
            reps_answered: 0,
            verdicts: Verdicts::default(),
            leads_of_away: of_team(of_away),
            leads_without_owner: of_team(without_owner),
            group: team.group,
            name: team.name,
            leads: vec![],
            members: team.reps,
        }
    };
    each_once(teams).into_iter().map(freeze).collect()
}
