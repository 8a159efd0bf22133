//! A loop that takes its reps from a Slack user group follows it.

use rstest::rstest;

use crate::world::{Door, FIRST_ASK, JORIS, KARIN, PRIYA, REPS_GROUP, SANNE, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_joins_it_is_asked_next_and_who_leaves_it_is_not(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    for (rep, first, second) in [(JORIS, "Helder IT", "Oostwal"), (PRIYA, "Acme", "Globex")] {
        world.a_lead(first, rep, &webinar, 17).await;
        world.a_lead(second, rep, &webinar, 18).await;
    }
    let karin = world.person(KARIN);
    world.home(KARIN).await;
    karin
        .press_in_home("Set up a feedback loop")
        .await
        .expect("the modal");
    karin.type_text("Name", "Benelux").await.expect("typed");
    let group = [("… or a user group", "Reps")];
    world.choose(KARIN, &group).await;
    karin
        .pick_date("First round on", "2026-11-16")
        .await
        .expect("picked");
    assert!(world.save(KARIN).await.is_accepted());
    let preview = world.window(KARIN);
    assert!(
        preview.contains("Sanne") && preview.contains("Joris"),
        "{preview}"
    );
    assert!(!preview.contains("Priya"), "{preview}");
    assert!(world.save(KARIN).await.is_accepted());

    world.until(FIRST_ASK).await;
    assert_eq!((world.dms(SANNE), world.dms(PRIYA)), (1, 0));
    let changed = world.slack.set_group_members(REPS_GROUP, &[SANNE, PRIYA]);
    changed.await.expect("the group");
    world.until("2026-11-30T10:00:00Z").await;
    assert_eq!(world.dms(JORIS), 0, "{:#?}", world.inbox(JORIS));
    let ask = world.dm(PRIYA).plain();
    assert!(ask.contains("Autumn webinar: Acme, Globex"), "{ask}");
    let home = world.home(KARIN).await;
    assert!(home.contains("Two leads belong to nobody."), "{home}");
    world.end().await;
}
