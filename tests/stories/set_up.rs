//! Setting a loop up in Slack: the Home tab, one modal, a preview, and the first round that follows.

use jiff::civil::time;
use leadloop::domain::lead::DoneReason;
use rstest::rstest;

use crate::world::{DIGEST_CHANNEL, Door, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM, World};

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_admin_sets_a_loop_up_and_the_first_round_follows(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for (company, day) in [("Nova Bouw", 3), ("Kade 9", 4)] {
        world.a_lead(company, SANNE, &webinar, day).await;
    }
    let karin = world.person(KARIN);
    let home = world.home(KARIN).await;
    assert!(home.starts_with("Welcome."), "{home}");
    assert!(home.contains("not to appraise people"), "{home}");

    karin
        .press_in_home("Set up a feedback loop")
        .await
        .expect("the modal opens");
    karin.type_text("Name", "Benelux").await.expect("typed");
    karin
        .pick_users("Sales: who is asked", &[SANNE, JORIS])
        .await
        .expect("picked");
    karin
        .pick_users(
            "Marketing: who bring leads in and own campaigns",
            &[MARIEKE],
        )
        .await
        .expect("picked");
    karin
        .pick_date("First round on", "2026-11-16")
        .await
        .expect("picked");
    karin
        .pick_conversation("Channel for the digest", DIGEST_CHANNEL)
        .await
        .expect("picked");
    assert!(karin.submit().await.expect("an answer").is_accepted());
    let preview = karin.view().expect("a preview").plain();
    for seen in [
        "Monday 16 November, 09:00",
        "Monday 30 November, 09:00",
        "Sanne",
        "Joris: no lead",
    ] {
        assert!(preview.contains(seen), "no {seen:?} in:\n{preview}");
    }
    assert!(karin.submit().await.expect("an answer").is_accepted());
    assert!(karin.view().is_none(), "both windows close");
    let home = world.home_now(KARIN).await;
    assert!(home.contains("Next round: Monday 16 November."), "{home}");

    let told = world.dm(MARIEKE).plain();
    assert!(told.contains("Benelux"), "marketing hears of it: {told}");

    world.until("2026-11-16T08:01:00Z").await;
    assert_eq!(world.dms(SANNE), 1, "Sanne is asked at nine");
    assert_eq!(world.dms(JORIS), 0, "Joris has no lead");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_preview_says_why_somebody_would_not_be_asked(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    for company in ["Acme", "Globex"] {
        world
            .a_lead_like(company, JORIS, &webinar, 2, |it| {
                it.done = Some(DoneReason::Rated);
            })
            .await;
        world
            .a_lead(&format!("{company} 2"), MARIEKE, &webinar, 2)
            .await;
    }
    world.a_lead("Alone", PRIYA, &webinar, 2).await;
    world.a_lead("Young", TOM, &webinar, 15).await;
    world
        .a_loop_like(&[SANNE], |it| it.ask_at = time(8, 30, 0, 0))
        .await;
    let karin = world.person(KARIN);
    world.home(KARIN).await;
    let opened = karin.press_in_home("Set up a feedback loop").await;
    opened.expect("the modal opens");
    karin.type_text("Name", "Export").await.expect("typed");
    let everybody = [SANNE, JORIS, PRIYA, TOM, KARIN];
    let picked = karin.pick_users("Sales: who is asked", &everybody).await;
    picked.expect("picked");
    let picked = karin.pick_date("First round on", "2026-11-16").await;
    picked.expect("picked");
    assert!(karin.submit().await.expect("an answer").is_accepted());
    let preview = world.window(KARIN);
    for seen in [
        "Sanne: asked by another loop on that day",
        "Joris: all their leads are done",
        "Priya: one lead only, which waits a round",
        "Tom: no lead that is ripe by then",
        "Karin: no lead that counts for this loop",
        "Two leads have no owner in this loop yet",
    ] {
        assert!(preview.contains(seen), "no {seen:?} in:\n{preview}");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn somebody_without_the_right_is_offered_nothing_to_set_up(#[case] door: Door) {
    let world = World::begin(door).await;
    let home = world.home(SANNE).await;
    assert!(!home.contains("Set up a feedback loop"), "{home}");
    world.end().await;
}
