//! Sales has a say before a campaign starts: the draft to a few colleagues, and the owner's answers.

use leadloop::domain::ids::MemberId;
use leadloop::domain::permission;
use leadloop::features::campaigns::reopen;
use leadloop::features::post_briefing::{Decided, When, close};
use leadloop::features::refusal::{BriefingFault, Refusal};
use leadloop::features::review_briefing::{own_word, word_of};
use rstest::rstest;

use crate::world::{Door, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM, World};

fn colleagues(ids: &[&str]) -> When {
    When::AfterReview(ids.iter().map(|&it| MemberId::new(it)).collect())
}

/// Sanne and Joris have the draft.
async fn a_draft(door: Door) -> World {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    let decided = world
        .decide(&campaign, colleagues(&[SANNE, JORIS, SANNE]))
        .await;
    let left_out = Vec::new();
    assert_eq!(decided, Ok(Decided::InReview { asked: 2, left_out }));
    world.a_minute().await;
    world
}

async fn say(world: &World, id: &str, button: &str, line: Option<&str>) {
    world.open(id, button).await;
    world.a_minute().await;
    if let Some(line) = line {
        let typed = world
            .person(id)
            .type_text("What would make it better?", line)
            .await;
        typed.expect("typed");
    }
    assert!(world.save(id).await.is_accepted());
    world.a_minute().await;
}

async fn answer(world: &World, to: &str, kind: &str, line: &str) {
    let message = world.dm(MARIEKE);
    let marieke = world.person(MARIEKE);
    let lines: Vec<String> = message.plain().lines().map(str::to_owned).collect();
    let place = lines
        .iter()
        .filter(|it| it.contains(": "))
        .collect::<Vec<_>>();
    assert!(place.iter().any(|it| it.starts_with(to)), "{lines:#?}");
    marieke.press(&message, "Answer").await.expect("the form");
    let form = world.window(MARIEKE);
    assert!(form.contains(to), "{form}");
    marieke
        .choose("What comes of it?", kind)
        .await
        .expect("chosen");
    marieke.type_text("Your answer", line).await.expect("typed");
    assert!(world.save(MARIEKE).await.is_accepted());
    world.again().await;
    world.a_minute().await;
}

const TAKEN_OVER: &str = "Taken over: the briefing says so";

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_they_say_is_answered_and_stands_in_the_briefing(#[case] door: Door) {
    let world = a_draft(door).await;
    let campaign = world.campaign_named("Autumn webinar").await;
    let draft = world.dm(SANNE).plain();
    for part in [
        "Draft: two minutes, and it can still change. Marieke asks",
        "20 first talks",
        "too expensive",
        "[I would call these]",
        "[I need more]",
        "[Wrong audience]",
    ] {
        assert!(draft.contains(part), "{part}: {draft}");
    }
    assert!(!draft.contains("I've read it"), "{draft}");
    let told = world.dm(MARIEKE).plain();
    assert!(told.contains("Sanne: nothing yet"), "{told}");

    say(&world, SANNE, "Wrong audience", Some("These are students.")).await;
    world.again().await;
    let told = world.dm(MARIEKE).plain();
    assert!(
        told.contains("Sanne: Wrong audience. These are students."),
        "{told}"
    );
    assert!(told.contains("Joris: nothing yet"), "{told}");
    assert_eq!(world.dms(MARIEKE), 1, "no further message");

    // Whoever remarked is owed an answer.
    world.open(MARIEKE, "Post now").await;
    let said = world.window(MARIEKE);
    assert!(
        said.contains("Sanne said something about the draft and waits for your answer."),
        "{said}"
    );
    world.person(MARIEKE).close().await.expect("closed");
    let refused = world.decide(&campaign, When::Now).await;
    let owed = BriefingFault::AnswersOwed(vec!["Sanne".to_owned()]);
    assert_eq!(refused, Err(Refusal::Briefing(owed)));

    answer(&world, "Sanne", TAKEN_OVER, "students taken out").await;
    let of_sanne = world.dm(SANNE).plain();
    assert!(
        of_sanne.contains("You said: Wrong audience. These are students."),
        "{of_sanne}"
    );
    assert!(
        of_sanne.contains("Marieke answers: taken over: students taken out"),
        "{of_sanne}"
    );
    assert_eq!(world.dms(SANNE), 1, "no further message");

    world.open(MARIEKE, "Post now").await;
    world.again().await;
    let refusals = world.slack.take_refusals();
    assert!(
        refusals.iter().all(|it| it.error == "exchanged_trigger_id"),
        "a window opens once"
    );
    let briefing = world.campaigns_read();
    assert_eq!(briefing.len(), 2, "{briefing:#?}");
    assert!(
        briefing[0]
            .contains("Read by 0 of 4 · After a colleague read the draft: students taken out"),
        "{}",
        briefing[0]
    );
    for reviewer in [SANNE, JORIS] {
        let draft = world.dm(reviewer).plain();
        assert!(draft.contains("This briefing has been posted."), "{draft}");
        assert!(!draft.contains("[I need more]"), "{draft}");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn they_may_change_their_mind_and_are_answered_anew(#[case] door: Door) {
    let world = a_draft(door).await;
    say(&world, JORIS, "I need more", Some("What does it cost?")).await;
    answer(
        &world,
        "Joris",
        "Not taken over: only they read this",
        "The price is on the page.",
    )
    .await;
    let of_joris = world.dm(JORIS).plain();
    assert!(
        of_joris.contains("Marieke answers: The price is on the page."),
        "{of_joris}"
    );
    say(&world, JORIS, "I would call these", Some("Good now.")).await;
    let of_joris = world.dm(JORIS).plain();
    assert!(
        of_joris.contains("You said: I would call these. Good now."),
        "{of_joris}"
    );
    assert!(!of_joris.contains("Marieke answers"), "{of_joris}");
    answer(
        &world,
        "Joris",
        "Not taken over: only they read this",
        "Thank you.",
    )
    .await;
    say(&world, SANNE, "I would call these", None).await;
    world.open(MARIEKE, "Post now").await;
    world.a_minute().await;
    let briefing = world.campaigns_read();
    assert!(
        !briefing[0].contains("read the draft"),
        "nothing was taken over: {}",
        briefing[0]
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_away_or_gone_is_not_asked(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    world
        .slack
        .set_deactivated(TOM, true)
        .await
        .expect("he leaves");
    let until = "2026-11-20T08:00:00Z".parse().expect("an instant");
    world
        .change_member(PRIYA, |it| it.paused_until = Some(until))
        .await;
    world.settle().await;
    let decided = world.decide(&campaign, colleagues(&[PRIYA, TOM])).await;
    let names = vec!["Priya".to_owned(), "Tom".to_owned()];
    let nobody = BriefingFault::NobodyToAsk(names.clone());
    assert_eq!(decided, Err(Refusal::Briefing(nobody)));
    let decided = world
        .decide(&campaign, colleagues(&[PRIYA, TOM, SANNE]))
        .await;
    let left_out = names;
    assert_eq!(decided, Ok(Decided::InReview { asked: 1, left_out }));
    world.a_minute().await;
    assert_eq!(
        (world.dms(PRIYA), world.dms(TOM), world.dms(SANNE)),
        (0, 0, 1)
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_draft_that_was_changed_is_edited_in_place(#[case] door: Door) {
    let world = a_draft(door).await;
    let campaign = world.campaign_named("Autumn webinar").await;
    world
        .write_briefing(&campaign, |it| {
            it.not_for = "students and interns".to_owned();
        })
        .await;
    let decided = world.decide(&campaign, colleagues(&[SANNE, JORIS])).await;
    assert!(decided.is_ok(), "{decided:?}");
    world.a_minute().await;
    assert_eq!(
        (world.dms(SANNE), world.dms(JORIS), world.dms(MARIEKE)),
        (1, 1, 1)
    );
    let draft = world.dm(SANNE).plain();
    assert!(draft.contains("students and interns"), "{draft}");
    // Nobody else has a say in it.
    let tom = MemberId::new(TOM);
    let refused = own_word(&world.app, &world.tenant, &tom, &campaign).await;
    assert!(
        matches!(refused, Ok(Err(Refusal::Briefing(BriefingFault::NotShown)))),
        "{refused:?}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_remark_after_the_time_was_set_holds_nothing_up(#[case] door: Door) {
    let world = a_draft(door).await;
    let campaign = world.campaign_named("Autumn webinar").await;
    let at = "2026-11-03T08:00:00Z".parse().expect("an instant");
    let decided = world.decide(&campaign, When::At(at)).await;
    assert_eq!(decided, Ok(Decided::Scheduled(at)));
    say(&world, JORIS, "I need more", Some("What does it cost?")).await;
    world.until("2026-11-03T08:02:00Z").await;
    assert_eq!(world.campaigns().len(), 2, "sales counts on it");
    let told = world.dm(MARIEKE).plain();
    assert!(
        told.contains("It was posted on Tuesday 3 November"),
        "{told}"
    );
    assert!(
        told.contains("Joris: I need more. What does it cost?"),
        "{told}"
    );
    answer(&world, "Joris", TAKEN_OVER, "price answer added").await;
    let briefing = world.campaigns_read().remove(0);
    assert!(
        briefing.contains("After a colleague read the draft: price answer added"),
        "{briefing}"
    );
    // The draft is none any more.
    let joris = MemberId::new(JORIS);
    let refused = own_word(&world.app, &world.tenant, &joris, &campaign).await;
    assert!(
        matches!(
            refused,
            Ok(Err(Refusal::Briefing(BriefingFault::PostedMeanwhile)))
        ),
        "{refused:?}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_draft_of_a_campaign_that_is_opened_again_can_be_judged_again(#[case] door: Door) {
    let world = a_draft(door).await;
    let campaign = world.campaign_named("Autumn webinar").await;
    let (app, tenant, marieke) = (&world.app, &world.tenant, MemberId::new(MARIEKE));
    let closed = close(app, tenant, &marieke, &campaign).await;
    closed.expect("the store").expect("it is closed");
    world.a_minute().await;
    let draft = world.dm(SANNE).plain();
    assert!(!draft.contains("[I need more]"), "{draft}");

    let reopened = reopen(app, tenant, &marieke, &campaign).await;
    reopened.expect("the store").expect("it is open");
    world.a_minute().await;
    say(&world, SANNE, "I need more", Some("What does it cost?")).await;
    let told = world.dm(MARIEKE).plain();
    for part in ["Sanne: I need more.", "Joris: nothing yet", "[Post now]"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(
        !told.contains("not posted"),
        "nothing was held back: {told}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_remark_is_for_the_owner_alone(#[case] door: Door) {
    let world = a_draft(door).await;
    let campaign = world.campaign_named("Autumn webinar").await;
    say(&world, SANNE, "Wrong audience", Some("These are students.")).await;
    let (app, tenant, sanne) = (&world.app, &world.tenant, MemberId::new(SANNE));
    for other in [KARIN, JORIS] {
        let other = MemberId::new(other);
        let read = word_of(app, tenant, &other, &campaign, &sanne).await;
        let only_owner = Refusal::NotAllowed(permission::Refusal::OnlyTheOwner);
        assert_eq!(read.expect("the store"), Err(only_owner));
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_answer_to_what_a_colleague_said_before_is_none_to_what_they_say_now(
    #[case] door: Door,
) {
    let world = a_draft(door).await;
    say(&world, SANNE, "Wrong audience", Some("These are students.")).await;
    let marieke = world.person(MARIEKE);
    let pressed = marieke.press(&world.dm(MARIEKE), "Answer").await;
    pressed.expect("the form");
    say(&world, SANNE, "I need more", Some("What does it cost?")).await;
    let typed = marieke.type_text("Your answer", "students taken out").await;
    typed.expect("typed");
    assert!(world.save(MARIEKE).await.is_accepted());
    world.a_minute().await;
    let form = world.window(MARIEKE);
    for part in ["I need more. What does it cost?", "students taken out"] {
        assert!(form.contains(part), "{part}: {form}");
    }
    let of_sanne = world.dm(SANNE).plain();
    assert!(!of_sanne.contains("students taken out"), "{of_sanne}");
    assert!(world.save(MARIEKE).await.is_accepted());
    world.a_minute().await;
    let of_sanne = world.dm(SANNE).plain();
    assert!(of_sanne.contains("students taken out"), "{of_sanne}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_old_click_that_comes_again_does_not_bring_an_old_opinion_back(#[case] door: Door) {
    let world = a_draft(door).await;
    say(&world, SANNE, "Wrong audience", None).await;
    let is_click = |it: &&slack_sandbox::Delivery| it.name == "block_actions";
    let deliveries = world.slack.deliveries();
    let old = deliveries.iter().rfind(is_click).expect("her click");
    say(&world, SANNE, "I would call these", None).await;
    let told = world.dm(MARIEKE).plain();
    assert!(told.contains("Sanne: I would call these"), "{told}");
    world.slack.repeat(&old.id).await.expect("an answer");
    world.a_minute().await;
    drop(world.slack.take_refusals());
    let told = world.dm(MARIEKE).plain();
    assert!(told.contains("Sanne: I would call these"), "{told}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn whoever_owns_the_campaign_next_is_told_where_its_briefing_is(#[case] door: Door) {
    let world = a_draft(door).await;
    say(&world, SANNE, "Wrong audience", None).await;
    assert_eq!(world.dms(KARIN), 0);
    world.home(MARIEKE).await;
    let marieke = world.person(MARIEKE);
    marieke.press_in_home("Edit").await.expect("the form");
    marieke.pick_user("Owner", KARIN).await.expect("Karin");
    assert!(world.save(MARIEKE).await.is_accepted());
    world.a_minute().await;
    let told = world.dm(KARIN).plain();
    assert!(told.contains("Sanne: "), "{told}");
    world.end().await;
}
