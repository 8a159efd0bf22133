//! A lead goes to whom it belongs: passed on by a rep, or given an owner by the team lead.

use jiff::civil::date;
use leadloop::domain::ids::{LoopId, MemberId};
use leadloop::domain::language::Language;
use rstest::rstest;

use crate::world::{
    ACCEPTED, Answers, Door, FIRST_ASK, FIRST_DIGEST, FOLLOW_UP, JORIS, KARIN, MARIEKE, RELEVANCE,
    SANNE, SECOND_ASK, THIRD_ASK, TOM, VERDICT, WRONG, World,
};

/// Accepted before anybody has called.
const UNTOUCHED_ACCEPTED: Answers<'static> = &[
    (FOLLOW_UP, "Nothing yet"),
    (RELEVANCE, "4 – Fits, and has a say"),
    (VERDICT, "Yes, I'm taking it on (accept)"),
];

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn not_my_lead_stands_in_the_colleagues_next_ask(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 17).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    let sanne = world.person(SANNE);
    world.open(SANNE, "Rate 2 leads").await;
    sanne.press_in_view("Not my lead").await.expect("a view");
    sanne
        .pick_user("pass_to", MARIEKE)
        .await
        .expect("somebody in marketing");
    let refused = world.save(SANNE).await;
    assert!(!refused.is_accepted(), "marketing takes no leads");
    sanne
        .pick_user("pass_to", JORIS)
        .await
        .expect("a colleague");
    assert!(world.save(SANNE).await.is_accepted());
    let window = world.window(SANNE);
    assert!(window.contains("Kade 9"), "the next lead: {window}");
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Nova Bouw: passed on to Joris"), "{record}");
    assert_eq!(world.dms(JORIS), 0, "he is not disturbed for it");
    let owner = world.owner_of("lead-Nova Bouw").await;
    assert_eq!(owner.as_deref(), Some(JORIS));

    world.until(SECOND_ASK).await;
    let ask = world.dm(JORIS).plain();
    assert!(
        ask.contains("Autumn webinar: Nova Bouw, Helder IT"),
        "{ask}"
    );
    assert_eq!(world.dms(SANNE), 1, "{:#?}", world.inbox(SANNE));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_lead_of_nobody_gets_an_owner_who_is_asked_next(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Zonder Baas", MARIEKE, &webinar, 4).await;
    world.a_lead("Acme", TOM, &webinar, 17).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, WRONG).await;
    world.rate(SANNE, WRONG).await;
    world.until(FIRST_DIGEST).await;
    let karin = world.person(KARIN);
    let digest = world.message_with(KARIN, "One lead belongs to nobody.");
    karin
        .press(&digest, "Give it an owner")
        .await
        .expect("the list of leads");
    let list = world.window(KARIN);
    assert!(list.contains("Zonder Baas"), "{list}");
    karin.pick_user("give_owner", TOM).await.expect("an owner");
    let list = world.window(KARIN);
    assert!(list.contains("goes to Tom"), "{list}");

    world.until("2026-11-30T15:00:00Z").await;
    let ask = world.dm(TOM).plain();
    assert!(ask.contains("Autumn webinar: Zonder Baas, Acme"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_lead_that_is_nobodys_is_shown_to_the_team_lead(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let sanne = world.person(SANNE);
    world.open(SANNE, "Rate 2 leads").await;
    sanne.press_in_view("Not my lead").await.expect("a view");
    world
        .choose(
            SANNE,
            &[("As far as you know, it is", "Nobody's, as far as I know")],
        )
        .await;
    assert!(world.save(SANNE).await.is_accepted());
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let record = world.dm(SANNE).plain();
    assert!(record.contains("Nova Bouw: passed on"), "{record}");
    assert_eq!(world.owner_of("lead-Nova Bouw").await, None);
    let home = world.home(KARIN).await;
    assert!(home.contains("One lead belongs to nobody."), "{home}");
    world.end().await;
}

/// Sanne passes the lead in her window on to this colleague.
async fn pass_on_to(world: &World, colleague: &str) {
    let sanne = world.person(SANNE);
    sanne.press_in_view("Not my lead").await.expect("a view");
    let chosen = sanne.pick_user("pass_to", colleague).await;
    chosen.expect("a colleague");
    assert!(world.save(SANNE).await.is_accepted());
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn passed_on_in_its_third_ask_it_still_stands_in_the_colleagues_next(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    world.until(THIRD_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    pass_on_to(&world, JORIS).await;
    pass_on_to(&world, JORIS).await;
    world.until("2026-12-28T08:31:00Z").await;
    let ask = world.dm(JORIS).plain();
    assert!(ask.contains("Autumn webinar: Nova Bouw, Kade 9"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_lead_older_than_the_colleagues_loop_is_asked_about_too(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    for company in ["Nova Bouw", "Kade 9"] {
        world
            .a_lead_like(company, SANNE, &webinar, 1, |it| {
                it.came_in_at = "2026-10-20T09:00:00Z".parse().expect("an instant");
            })
            .await;
    }
    world.a_loop_of(Language::English, &[SANNE]).await;
    world
        .a_loop_like(&[JORIS], |it| {
            it.id = LoopId::new("loop-2");
            it.anchor = date(2026, 11, 18);
            it.lead_days_back = 0;
        })
        .await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    pass_on_to(&world, JORIS).await;
    pass_on_to(&world, JORIS).await;
    world.until("2026-11-18T08:31:00Z").await;
    let ask = world.dm(JORIS).plain();
    assert!(ask.contains("Autumn webinar: Kade 9, Nova Bouw"), "{ask}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_team_lead_reads_what_the_rep_said_of_a_lead_that_is_not_theirs(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let sanne = world.person(SANNE);
    world.open(SANNE, "Rate 2 leads").await;
    for whose in [
        "The company already has an account manager",
        "Nobody's, as far as I know",
    ] {
        sanne.press_in_view("Not my lead").await.expect("a view");
        world
            .choose(SANNE, &[("As far as you know, it is", whose)])
            .await;
        assert!(world.save(SANNE).await.is_accepted());
    }
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    let opened = karin.press_in_home("Give them an owner").await;
    opened.expect("the list of leads");
    let list = world.window(KARIN);
    for seen in [
        "came in on 3 November. Passed on: the company already has an account manager",
        "came in on 4 November. Passed on: nobody's, as far as the rep knows",
    ] {
        assert!(list.contains(seen), "no {seen:?} in:\n{list}");
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn the_list_says_when_a_lead_came_in_where_the_team_lead_is(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.a_campaign("Autumn webinar").await;
    world
        .a_lead_like("Zonder Baas", MARIEKE, &webinar, 1, |it| {
            it.came_in_at = "2026-11-01T23:30:00Z".parse().expect("an instant");
        })
        .await;
    world.a_loop(Language::English).await;
    world.home(KARIN).await;
    let karin = world.person(KARIN);
    let opened = karin.press_in_home("Give it an owner").await;
    opened.expect("the list of leads");
    let list = world.window(KARIN);
    assert!(list.contains("came in on 2 November"), "{list}");
    karin.pick_user("give_owner", TOM).await.expect("an owner");
    let list = world.window(KARIN);
    assert!(list.contains("2 November: goes to Tom"), "{list}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_new_owner_judges_for_themselves(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_lead("Helder IT", JORIS, &webinar, 17).await;
    world.a_loop(Language::English).await;
    world.until(FIRST_ASK).await;
    world.open(SANNE, "Rate 2 leads").await;
    // Accepted, and not yet called: it comes back, to Joris by now.
    world.rate(SANNE, UNTOUCHED_ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world
        .change_lead("lead-Nova Bouw", |lead| {
            lead.owner_id = Some(MemberId::new(JORIS));
        })
        .await;
    world.until(SECOND_ASK).await;
    world.open(JORIS, "Rate 2 leads").await;
    let window = world.window(JORIS);
    assert!(window.contains("Nova Bouw"), "{window}");
    assert!(window.contains(RELEVANCE), "the whole form: {window}");
    world.rate(JORIS, ACCEPTED).await;
    let window = world.window(JORIS);
    assert!(window.contains("Saved: Nova Bouw."), "{window}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_was_passed_on_is_not_judged_any_more(#[case] door: Door) {
    let world = World::sanne_was_asked(door).await;
    let sanne = world.person(SANNE);
    world.open(SANNE, "Rate 2 leads").await;
    sanne.press_in_view("Not my lead").await.expect("a view");
    sanne
        .pick_user("pass_to", JORIS)
        .await
        .expect("a colleague");
    world.save(SANNE).await;
    world.rate(SANNE, WRONG).await;
    world.a_minute().await;
    let record = world.dm(SANNE);
    assert!(
        record.plain().contains("<Change an answer> of Kade 9\n"),
        "{}",
        record.plain()
    );
    world.end().await;
}
