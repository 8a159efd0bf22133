//! What belongs to the teams that somebody leads, where they don't lead the loop.

use std::collections::HashSet;

use super::refusal::Stop;
use crate::domain::figures::RoundFigures;
use crate::domain::figures_teams::{TeamFigures, part_of};
use crate::domain::ids::{LoopId, MemberId, UserGroupId};
use crate::domain::permission::{Action, Actor, may};
use crate::domain::team::each_once;
use crate::store::{StoreError, Tenant, Tx};

/// A closed round as somebody may see what was open in it: the loop's team leads all of it, a team's lead their
/// teams' part; nobody else anything.
pub(super) fn part_for(
    actor: &Actor,
    loop_id: &LoopId,
    figures: &RoundFigures,
) -> Result<RoundFigures, Stop> {
    let may_see =
        |group: &UserGroupId| may(actor, &Action::SeeTeam(loop_id.clone(), group.clone())).is_ok();
    match may(actor, &Action::ReadRatingsOfLoop(loop_id.clone())) {
        Ok(()) => Ok(figures.clone()),
        Err(_) if figures.teams.iter().any(|it| may_see(&it.group)) => {
            Ok(part_of(figures, |it| may_see(&it.group)))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The people of the teams that somebody leads, as they were when a round closed.
pub(super) fn people_in(
    actor: &Actor,
    loop_id: &LoopId,
    figures: &RoundFigures,
) -> HashSet<MemberId> {
    let may_see = |it: &&TeamFigures| {
        let action = Action::SeeTeam(loop_id.clone(), it.group.clone());
        may(actor, &action).is_ok()
    };
    let teams = figures.teams.iter().filter(may_see);
    teams.flat_map(|it| it.members.iter().cloned()).collect()
}

/// The people of the teams that somebody leads, of this loop or of all.
pub(super) async fn people_of(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &Actor,
    only: Option<&LoopId>,
) -> Result<HashSet<MemberId>, StoreError> {
    let mut people = HashSet::new();
    let mut loops: Vec<&LoopId> = actor.teams.iter().map(|(id, _)| id).collect();
    loops.dedup();
    for loop_id in loops
        .into_iter()
        .filter(|id| only.is_none_or(|only| only == *id))
    {
        for team in each_once(tx.teams(tenant, loop_id).await?) {
            if actor.teams.contains(&(loop_id.clone(), team.group)) {
                people.extend(team.reps);
            }
        }
    }
    Ok(people)
}

/// Stops unless somebody may pass on a lead of this owner who is not themselves.
pub(super) async fn may_pass_on_of(
    tx: &mut Tx,
    tenant: &Tenant,
    actor: &Actor,
    owner: Option<&MemberId>,
) -> Result<(), Stop> {
    let allowed = may(actor, &Action::PassOn { is_own: false });
    let (Err(refusal), Some(owner)) = (allowed, owner) else {
        return Ok(allowed?);
    };
    let mut of_owner = vec![];
    for (loop_id, group) in &actor.teams {
        let teams = each_once(tx.teams(tenant, loop_id).await?);
        let mut theirs = teams.iter().filter(|it| it.group == *group);
        if theirs.any(|it| it.reps.contains(owner)) {
            of_owner.push((loop_id.clone(), group.clone()));
        }
    }
    // What is lacking is told as for anybody else.
    Ok(may(actor, &Action::PassOnOfTeams(of_owner)).map_err(|_| refusal)?)
}
