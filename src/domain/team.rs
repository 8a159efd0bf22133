//! Teams: a loop may take its reps from several user groups. Each group is a team, and may have leads of its own.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::ids::{MemberId, UserGroupId};

/// Most teams of one loop: a digest lists them all.
pub const TEAMS_MAX: usize = 10;

/// One user group of a loop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// The user group.
    pub group: UserGroupId,
    /// The group's name.
    pub name: String,
    /// Who leads it: they get their own team's copy of the digest. Without any, its part is the loop's team
    /// leads' alone.
    pub leads: Vec<MemberId>,
    /// The people of the group.
    pub reps: Vec<MemberId>,
}

/// Everybody once: who is in several groups counts for the first in the loop's order.
#[must_use]
pub fn each_once(mut teams: Vec<Team>) -> Vec<Team> {
    let mut seen: HashSet<MemberId> = HashSet::new();
    for team in &mut teams {
        team.reps.retain(|rep| seen.insert(rep.clone()));
    }
    teams
}

/// The people of all groups, each once.
#[must_use]
pub fn everybody(teams: &[Team]) -> Vec<MemberId> {
    let mut all: Vec<MemberId> = teams.iter().flat_map(|it| it.reps.clone()).collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_in_two_groups_counts_for_the_first() {
        let team = |name: &str, reps: &[&str]| Team {
            group: UserGroupId::new(name),
            name: name.to_owned(),
            leads: vec![],
            reps: reps.iter().map(|id| MemberId::new(*id)).collect(),
        };
        let teams = vec![team("north", &["a", "b"]), team("south", &["b", "c"])];
        assert_eq!(everybody(&teams), ["a", "b", "c"].map(MemberId::new));
        let once = [team("north", &["a", "b"]), team("south", &["c"])];
        assert_eq!(each_once(teams), once);
    }
}
