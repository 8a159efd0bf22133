//! The user groups of a loop: who is in them, who leads them, and who is a rep through them.

use leadloop::domain::feedback_loop::LoopState;
use leadloop::domain::ids::{LoopId, MemberId, UserGroupId};
use leadloop::domain::member::Role;
use leadloop::domain::team::Team;
use leadloop::store::Store;

use crate::small_company::{company, minute, write_rows};

fn ids(names: &[&str]) -> Vec<MemberId> {
    names.iter().map(|name| MemberId::new(*name)).collect()
}

fn team(group: &str, reps: &[&str], leads: &[&str]) -> Team {
    Team {
        group: UserGroupId::new(group),
        name: format!("The {group}"),
        leads: ids(leads),
        reps: ids(reps),
    }
}

/// Three groups, one without people; one rep is in two.
fn three() -> [Team; 3] {
    [
        team("S2", &["UMARK", "UREP"], &["ULEAD"]),
        team("S1", &["UREP"], &[]),
        team("S3", &[], &["ULEAD"]),
    ]
}

pub(crate) async fn teams_come_back_in_their_order(store: Store) {
    let tenant = company(&store, "T1").await;
    let loop_id = LoopId::new("loop");
    let (stored, led, used, reps, renamed, left) = write_rows!(store, tenant, |tx, tenant| {
        let id = &LoopId::new("loop");
        let (lead, first) = (MemberId::new("ULEAD"), UserGroupId::new("S1"));
        tx.set_teams(tenant, id, &three(), &[], minute(1)).await?;
        let stored = tx.teams(tenant, id).await?;
        let led = tx.teams_led_by(tenant, &lead).await?;
        let used = tx.groups_in_use(tenant).await?;
        let reps = tx.members_with_role(tenant, Role::Sales).await?;
        tx.rename_group(tenant, &first, "North").await?;
        let renamed = tx.teams(tenant, id).await?;
        let of_group = tx.loops_of_group(tenant, &first).await?;
        let mut ended = tx.feedback_loop(tenant, id).await?.unwrap();
        ended.settings.state = LoopState::Ended;
        tx.save_loop(tenant, &ended).await?;
        let left = (
            tx.teams_led_by(tenant, &lead).await?,
            tx.groups_in_use(tenant).await?,
            tx.loops_of_group(tenant, &first).await?,
        );
        Ok((stored, led, used, reps, (renamed, of_group), left))
    });
    assert_eq!(stored, three());
    let of = |group: &str| (loop_id.clone(), UserGroupId::new(group));
    assert_eq!(led, [of("S2"), of("S3")]);
    assert_eq!(used, ["S1", "S2", "S3"].map(UserGroupId::new));
    let reps: Vec<_> = reps.into_iter().map(|it| it.member_id).collect();
    assert_eq!(reps, ids(&["UMARK", "UREP"]), "each once");
    assert_eq!(renamed.0[1].name, "North");
    assert_eq!(renamed.1, std::slice::from_ref(&loop_id));
    assert_eq!(left, (vec![], vec![], vec![]), "an ended loop has none");
}

pub(crate) async fn who_leaves_one_group_stays_through_another(store: Store) {
    let tenant = company(&store, "T1").await;
    let (both, one, none) = write_rows!(store, tenant, |tx, tenant| {
        let id = &LoopId::new("loop");
        let teams = [team("S1", &["UREP"], &[]), team("S2", &["UREP"], &[])];
        tx.set_teams(tenant, id, &teams, &[], minute(1)).await?;
        let both = tx.members_with_role(tenant, Role::Sales).await?;
        let (first, second) = (UserGroupId::new("S1"), UserGroupId::new("S2"));
        tx.set_team_reps(tenant, id, &first, &[], minute(2)).await?;
        let one = tx.members_with_role(tenant, Role::Sales).await?;
        tx.set_team_reps(tenant, id, &second, &[], minute(3))
            .await?;
        Ok((both, one, tx.members_with_role(tenant, Role::Sales).await?))
    });
    assert_eq!(one, both, "with the date of joining");
    assert_eq!(none, []);
}

pub(crate) async fn a_switch_of_groups_keeps_the_dates_of_those_who_stay(store: Store) {
    let tenant = company(&store, "T1").await;
    let reps = write_rows!(store, tenant, |tx, tenant| {
        let id = &LoopId::new("loop");
        let before = [team("S1", &["UREP", "ULEAD"], &[])];
        tx.set_teams(tenant, id, &before, &[], minute(1)).await?;
        let after = [team("S2", &["UREP", "UMARK"], &[])];
        tx.set_teams(tenant, id, &after, &[], minute(2)).await?;
        tx.members_with_role(tenant, Role::Sales).await
    });
    let reps: Vec<_> = reps
        .into_iter()
        .map(|it| (it.member_id, it.joined_at))
        .collect();
    let expected = [("UMARK", minute(2)), ("UREP", minute(1))];
    assert_eq!(reps, expected.map(|(id, at)| (MemberId::new(id), at)));
}
