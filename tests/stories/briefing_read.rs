//! Who has read a briefing: a count for everybody, names for its owner alone; and questions about it.

use leadloop::domain::ids::MemberId;
use leadloop::features::post_briefing::When;
use leadloop::features::read_briefing::who_has_not;
use leadloop::features::refusal::Refusal;
use rstest::rstest;

use crate::world::{ACCEPTED, Door, FIRST_ASK, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM, World};

fn all(world: &World) -> usize {
    let people = [SANNE, JORIS, PRIYA, TOM, MARIEKE, KARIN];
    people.iter().map(|id| world.dms(id)).sum::<usize>() + world.campaigns().len()
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn each_reader_counts_once_and_nobody_is_pinged(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_posted_briefing().await;
    let messages = all(&world);
    world.press_briefing(SANNE, "I've read it").await;
    world.again().await;
    world.press_briefing(SANNE, "I've read it").await;
    world.press_briefing(JORIS, "I've read it").await;
    let briefing = world.campaigns_read().remove(0);
    assert!(briefing.contains("Read by 2 of 4"), "{briefing}");
    assert!(
        !briefing.contains("Sanne"),
        "no name in a channel: {briefing}"
    );
    assert!(
        world.person(SANNE).view().is_none(),
        "nothing is to be read about it"
    );
    assert_eq!(all(&world), messages, "edited in place");
    let told = world.dm(MARIEKE).plain();
    assert!(told.contains("Read by 2 of 4."), "{told}");
    assert!(!told.contains("Priya"), "names are behind a button: {told}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_has_not_is_for_the_owner_alone(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_posted_briefing().await;
    for reader in [SANNE, TOM] {
        world.press_briefing(reader, "I've read it").await;
    }
    world.open(MARIEKE, "Who has not read it?").await;
    let said = world.window(MARIEKE);
    assert!(
        said.contains("Two colleagues have not read it: Joris and Priya. Only you see this."),
        "{said}"
    );
    for other in [KARIN, SANNE] {
        let other = MemberId::new(other);
        let refused = who_has_not(&world.app, &world.tenant, &other, &campaign).await;
        assert!(
            matches!(refused, Ok(Err(Refusal::NotAllowed(_)))),
            "{refused:?}"
        );
    }
    for reader in [JORIS, PRIYA] {
        world.press_briefing(reader, "I've read it").await;
    }
    let told = world.dm(MARIEKE).plain();
    assert!(told.contains("Read by 4 of 4."), "{told}");
    assert!(!told.contains("Who has not"), "{told}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn who_is_not_in_sales_does_not_count(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_posted_briefing().await;
    world.press_briefing(KARIN, "I've read it").await;
    let said = world.window(KARIN);
    assert!(
        said.contains("The count is of colleagues in sales"),
        "{said}"
    );
    let briefing = world.campaigns_read().remove(0);
    assert!(briefing.contains("Read by 0 of 4"), "{briefing}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_unread_one_stands_in_the_next_ask(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_posted_briefing().await;
    let fair = world.a_campaign("Trade fair").await;
    world.write_briefing(&fair, |_| {}).await;
    world.decide(&fair, When::Now).await.expect("posted");
    world.a_minute().await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_lead("Kade 9", JORIS, &webinar, 3).await;
    world.a_lead("Lumen", SANNE, &webinar, 4).await;
    world.a_lead("Oostwal", JORIS, &webinar, 4).await;
    world.press_briefing(JORIS, "I've read it").await;
    world.until(FIRST_ASK).await;
    let ask = world.dm(SANNE).plain();
    let new = |name: &str| ask.find(&format!("New: the briefing of {name}."));
    assert!(new("Autumn webinar") < new("Trade fair"), "{ask}");
    assert!(new("Autumn webinar").is_some(), "{ask}");
    let of_joris = world.dm(JORIS).plain();
    assert!(
        !of_joris.contains("New: the briefing of Autumn webinar"),
        "{of_joris}"
    );

    world.open(SANNE, "Read it").await;
    world.a_minute().await;
    let window = world.window(SANNE);
    for part in [
        "20 first talks",
        "one plant, students, IT",
        "planning check",
        "Which plant eats",
        "too expensive",
        "Questions to Marieke",
    ] {
        assert!(window.contains(part), "{part}: {window}");
    }
    for anchor in ["5 accepted", "lukewarm", "40 leads"] {
        assert!(!window.contains(anchor), "{anchor} would anchor: {window}");
    }
    let channel = world.campaigns_read();
    let read = channel.iter().find(|it| it.contains("Read by 2 of 4"));
    assert!(read.is_some(), "{channel:#?}");
    let ask = world.dm(SANNE).plain();
    assert!(
        !ask.contains("New: the briefing of Autumn webinar"),
        "{ask}"
    );
    assert!(ask.contains("New: the briefing of Trade fair"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn from_the_rating_window_choices_stay(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_posted_briefing().await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.a_lead("Lumen", SANNE, &webinar, 4).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    let rating = world.window(SANNE);
    assert!(!rating.contains("5 accepted"), "{rating}");
    world.choose(SANNE, ACCEPTED).await;
    let sanne = world.person(SANNE);
    sanne
        .press_in_view("See briefing")
        .await
        .expect("it is pushed");
    world.a_minute().await;
    let window = world.window(SANNE);
    assert!(window.contains("Which plant eats most"), "{window}");
    assert!(!window.contains("lukewarm"), "{window}");
    sanne.cancel().await.expect("back");
    assert!(
        world.save(SANNE).await.is_accepted(),
        "all choices are there"
    );
    let briefing = world.campaigns_read().remove(0);
    assert!(briefing.contains("Read by 1 of 4"), "{briefing}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_question_stands_in_the_thread_and_calls_the_owner(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_posted_briefing().await;
    world.press_briefing(PRIYA, "I have a question").await;
    let priya = world.person(PRIYA);
    let typed = priya
        .type_text(
            "What do you want to know?",
            "Does it work <!channel> for dairy?",
        )
        .await;
    typed.expect("typed");
    assert!(world.save(PRIYA).await.is_accepted());
    world.a_minute().await;
    world.again().await;
    let channel = world.campaigns();
    let [briefing, _, question] = &channel[..] else {
        panic!("one question: {:#?}", world.campaigns_read());
    };
    assert_eq!(question.thread_ts.as_ref(), Some(&briefing.ts));
    let read = question.plain();
    assert!(
        read.starts_with("Priya asks: Does it work <!channel> for dairy?"),
        "{read}"
    );
    assert!(read.contains("@Marieke"), "{read}");
    let blocks = serde_json::to_string(&question.blocks).expect("JSON");
    assert!(blocks.contains("\"type\":\"user\""), "{blocks}");
    assert!(!blocks.contains("broadcast"), "{blocks}");
    assert!(!question.text.contains("<!"), "{}", question.text);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn leads_before_their_briefing_are_told_to_its_owner(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_written_briefing().await;
    world.until("2026-11-07T08:00:00Z").await;
    world.a_lead("Nova Bouw", SANNE, &webinar, 3).await;
    world.decide(&webinar, When::Now).await.expect("posted");
    world.a_minute().await;
    let told = world.dm(MARIEKE).plain();
    assert!(
        told.contains("The first lead came four days before the briefing."),
        "{told}"
    );
    let channel = world.campaigns_read().remove(0);
    assert!(!channel.contains("before the briefing"), "{channel}");
    world.end().await;
}
