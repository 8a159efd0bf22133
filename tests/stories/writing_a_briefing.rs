//! Marketing writes a briefing page by page, leaves it, takes it up again, and sees the post before it is
//! posted.

use futures_util::FutureExt as _;
use leadloop::clock::Clock as _;
use leadloop::domain::ids::{CampaignId, ChannelId, MemberId};
use leadloop::domain::language::Language;
use leadloop::features::write_briefing;
use rstest::rstest;
use slack_sandbox::Submitted;

use crate::world::{
    DIGEST_CHANNEL, Door, FIRST_ASK, JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM, World,
};

const GOAL: &str = "Goal in one line";
const FOR_WHOM: &str = "Who is it for?";
const NOT_FOR: &str = "Who is it not for?";
const PROMISE: &str = "What do we promise them? What have they seen or got?";
const FIRST: &str = "First leads expected on";
const ACCEPTED: &str = "Out of ten leads, how many will sales accept?";
const WARM: &str = "Out of ten reached, how many warm?";
const COLD: &str = "… and how many cold?";

impl World {
    /// A loop whose briefings go to its channel.
    pub(crate) async fn a_loop_with_briefings(&self) {
        self.a_loop_like(&[SANNE, JORIS, PRIYA, TOM], |it| {
            it.briefing_channel = Some(ChannelId::new(DIGEST_CHANNEL));
        })
        .await;
    }

    /// Types into fields of the window that is open.
    pub(crate) async fn type_in(&self, id: &str, texts: &[(&str, &str)]) {
        for (field, text) in texts {
            let typed = self.person(id).type_text(field, text).await;
            typed.unwrap_or_else(|error| panic!("{error}\n{}", self.window(id)));
        }
    }

    /// Fills the first page in, as far as it is needed.
    pub(crate) async fn promise(&self, id: &str) {
        let texts = [
            (GOAL, "20 first talks"),
            (FOR_WHOM, "heads of operations in food"),
            (NOT_FOR, "students, firms with one plant"),
            (PROMISE, "a planning check of 30 minutes"),
        ];
        self.type_in(id, &texts).await;
        let picked = self.person(id).pick_date(FIRST, "2026-11-03").await;
        picked.expect("picked");
    }

    /// Fills the second page in.
    pub(crate) async fn expectation(&self, id: &str) {
        self.choose(id, &[(ACCEPTED, "5"), (WARM, "2"), (COLD, "3")])
            .await;
    }

    /// What a campaign is for, as the rating window says it.
    pub(crate) async fn goal_of(&self, campaign: &CampaignId) -> Option<String> {
        let input = (self.tenant.clone(), campaign.clone());
        let found = self
            .store
            .read(input, |tx, (tenant, id)| tx.campaign(tenant, id).boxed())
            .await;
        found.expect("the store").expect("the campaign").goal
    }

    /// Opens the form, or the list of what is unfinished, by the command.
    pub(crate) async fn open_briefing(&self, id: &str) {
        let answer = self.person(id).slash("/leadloop", "briefing").await;
        assert!(answer.expect("an answer").is_none(), "a window opens");
        self.settle().await;
    }
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_briefing_is_written_in_three_pages_and_seen_before_it_is_posted(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop_with_briefings().await;
    let marieke = world.person(MARIEKE);
    world.open_briefing(MARIEKE).await;
    assert_eq!(title(&world, MARIEKE), "1 · The promise");
    world
        .type_in(MARIEKE, &[("Name of the new campaign", "Autumn webinar")])
        .await;
    world.promise(MARIEKE).await;
    assert!(world.save(MARIEKE).await.is_accepted());

    assert_eq!(title(&world, MARIEKE), "2 · What to expect");
    world.expectation(MARIEKE).await;
    let said = [(
        "What will they say, and what is a good answer?",
        "too dear → from 90 a month",
    )];
    world.type_in(MARIEKE, &said).await;
    assert!(world.save(MARIEKE).await.is_accepted());

    assert_eq!(title(&world, MARIEKE), "3 · What we ask of sales");
    let window = world.window(MARIEKE);
    assert!(window.contains("<Marieke>"), "questions to her: {window}");
    world
        .choose(MARIEKE, &[("First contact within", "1 working day")])
        .await;
    world
        .type_in(MARIEKE, &[("How to open", "Which plant eats your time?")])
        .await;
    assert!(world.save(MARIEKE).await.is_accepted());

    assert_eq!(title(&world, MARIEKE), "4 · Preview");
    let preview = world.window(MARIEKE);
    for seen in [
        "Autumn webinar",
        "By Marieke",
        "Goal 20 first talks",
        "students, firms with one plant",
        "5 accepted",
        "5 lukewarm",
        "First contact within one working day.",
        "Which plant eats your time?",
        "Ask a few colleagues first (recommended)",
        "Which colleagues?",
        "benelux-sales",
    ] {
        assert!(preview.contains(seen), "no {seen:?} in:\n{preview}");
    }
    assert!(!preview.contains("I've read it"), "no buttons: {preview}");
    world
        .choose(MARIEKE, &[("When is it posted?", "Post on…")])
        .await;
    world.settle().await;
    let preview = world.window(MARIEKE);
    assert!(preview.contains("Date and time"), "{preview}");
    assert!(!preview.contains("Which colleagues?"), "{preview}");
    let yesterday = world.clock.now().as_second() - 86_400;
    let picked = marieke.pick_date_time("Date and time", yesterday).await;
    picked.expect("picked");
    assert!(!world.save(MARIEKE).await.is_accepted(), "that has been");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn it_is_posted_and_a_change_is_shown_before_it_is_posted_too(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop_with_briefings().await;
    let marieke = world.person(MARIEKE);
    world.open_briefing(MARIEKE).await;
    world
        .type_in(MARIEKE, &[("Name of the new campaign", "Autumn webinar")])
        .await;
    world.promise(MARIEKE).await;
    world.save(MARIEKE).await;
    world.expectation(MARIEKE).await;
    world.save(MARIEKE).await;
    world.save(MARIEKE).await;
    let preview = world.window(MARIEKE);
    world
        .choose(MARIEKE, &[("When is it posted?", "Post now")])
        .await;
    world.settle().await;
    assert!(world.save(MARIEKE).await.is_accepted());
    let said = world.window(MARIEKE);
    assert!(said.contains("goes to the channel now"), "{said}");
    world.a_minute().await;
    let posted = world.channel().join("\n");
    for line in [
        "students, firms with one plant",
        "5 accepted",
        "20 first talks",
    ] {
        assert!(preview.contains(line), "no {line:?} in:\n{preview}");
        assert!(posted.contains(line), "no {line:?} in:\n{posted}");
    }

    let campaign = world.campaign_named("Autumn webinar").await;
    let app = (&world.app, &world.tenant);
    let told = write_briefing::unfinished(app.0, app.1, &MemberId::new(MARIEKE)).await;
    assert_eq!(told.expect("the store"), Ok(Vec::new()), "it is finished");
    marieke.close().await.expect("closed");
    world.open_campaign(MARIEKE, "Autumn webinar").await;
    marieke
        .press_in_view("Edit briefing")
        .await
        .expect("the briefing");
    world.settle().await;
    let form = world.window(MARIEKE);
    assert!(form.contains("This briefing is posted."), "{form}");
    world.type_in(MARIEKE, &[(NOT_FOR, "students")]).await;
    world.save(MARIEKE).await;
    world.choose(MARIEKE, &[(ACCEPTED, "6")]).await;
    world.save(MARIEKE).await;
    world.save(MARIEKE).await;
    let preview = world.window(MARIEKE);
    for seen in [
        "What changes in the post:",
        "Not for: students",
        "Accepted of ten: 6",
        "Post the change",
    ] {
        assert!(preview.contains(seen), "no {seen:?} in:\n{preview}");
    }
    assert!(!preview.contains("When is it posted?"), "{preview}");
    assert!(world.save(MARIEKE).await.is_accepted());
    world.a_minute().await;
    let posted = world.channel().join("\n");
    assert!(posted.contains("6 accepted"), "{posted}");
    assert!(!posted.contains("5 accepted"), "{posted}");
    let goal = world.goal_of(&campaign).await;
    assert_eq!(goal.as_deref(), Some("20 first talks"));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn it_is_left_and_taken_up_where_it_was_left(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop_with_briefings().await;
    world.a_campaign("Pricing guide").await;
    let marieke = world.person(MARIEKE);
    world.open_briefing(MARIEKE).await;
    world
        .choose(MARIEKE, &[("Campaign", "Pricing guide")])
        .await;
    world.settle().await;
    let window = world.window(MARIEKE);
    assert!(
        window.contains("20 first talks with heads of operations in food"),
        "what is known of the campaign stands there: {window}"
    );
    world.promise(MARIEKE).await;
    assert!(world.save(MARIEKE).await.is_accepted());
    world
        .choose(MARIEKE, &[(ACCEPTED, "4"), (WARM, "2"), (COLD, "3")])
        .await;
    marieke
        .press_in_view("Back")
        .await
        .expect("the page before");
    world.settle().await;
    let window = world.window(MARIEKE);
    assert!(window.contains("heads of operations in food"), "{window}");
    marieke.close().await.expect("the x");

    world.open_briefing(MARIEKE).await;
    let list = world.window(MARIEKE);
    assert!(list.contains("Pricing guide: ready to be posted"), "{list}");
    marieke.press_in_view("Go on").await.expect("the form");
    world.settle().await;
    let preview = world.window(MARIEKE);
    assert!(preview.contains("4 accepted"), "Back kept it: {preview}");
    for page in [
        "3 · What we ask of sales",
        "2 · What to expect",
        "1 · The promise",
    ] {
        marieke
            .press_in_view("Back")
            .await
            .expect("the page before");
        world.settle().await;
        assert_eq!(title(&world, MARIEKE), page);
    }
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_lost(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop_with_briefings().await;
    world.a_campaign("Pricing guide").await;
    let marieke = world.person(MARIEKE);
    world.open_briefing(MARIEKE).await;
    world.promise(MARIEKE).await;
    world
        .type_in(
            MARIEKE,
            &[
                ("Name of the new campaign", "pricing  GUIDE"),
                (FOR_WHOM, "  "),
            ],
        )
        .await;
    marieke
        .pick_date("Ends on", "2026-11-02")
        .await
        .expect("picked");
    let errors = errors(world.save(MARIEKE).await);
    assert!(errors.contains("Please fill this in."), "{errors}");
    assert!(errors.contains("before the first leads"), "{errors}");
    world.type_in(MARIEKE, &[(FOR_WHOM, "buyers")]).await;
    marieke
        .pick_date("Ends on", "2026-11-27")
        .await
        .expect("picked");
    let taken = self::errors(world.save(MARIEKE).await);
    assert!(taken.contains("Another campaign has this name"), "{taken}");
    world
        .type_in(MARIEKE, &[("Name of the new campaign", "Trade fair")])
        .await;
    assert!(world.save(MARIEKE).await.is_accepted());

    world
        .choose(MARIEKE, &[(ACCEPTED, "5"), (WARM, "6"), (COLD, "5")])
        .await;
    let too_much = self::errors(world.save(MARIEKE).await);
    assert_eq!(too_much, "Warm and cold are more than ten together.");
    world.choose(MARIEKE, &[(COLD, "4")]).await;
    assert!(world.save(MARIEKE).await.is_accepted());

    world
        .type_in(MARIEKE, &[("Links", "https://a.example/x\nwww.b.example")])
        .await;
    let no_link = self::errors(world.save(MARIEKE).await);
    assert!(no_link.contains("begins with https://"), "{no_link}");
    world
        .type_in(MARIEKE, &[("Links", "https://a.example/x")])
        .await;
    assert!(world.save(MARIEKE).await.is_accepted());
    assert_eq!(title(&world, MARIEKE), "4 · Preview");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn sales_is_told_who_can_write_one_in_their_own_language(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::Dutch).await;
    let refused = world.command(SANNE, "briefing").await;
    assert!(refused.contains("marketing"), "{refused}");
    assert!(
        refused.contains("Dat kunnen alleen marketing"),
        "in Dutch: {refused}"
    );
    world.open_briefing(KARIN).await;
    assert_eq!(title(&world, KARIN), "1 · De belofte");
    world.end().await;
}

/// What stands above the window.
pub(crate) fn title(world: &World, id: &str) -> String {
    let title = world.person(id).view().expect("a window").title;
    let title = title.expect("a title");
    title["text"].as_str().expect("a text").to_owned()
}

/// What is said under the fields.
fn errors(submitted: Submitted) -> String {
    let Submitted::Errors(errors) = submitted else {
        panic!("no errors: {submitted:?}");
    };
    errors.into_values().collect::<Vec<_>>().join(" ")
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_time_that_was_set_is_taken_back(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop_with_briefings().await;
    let marieke = world.person(MARIEKE);
    world.open_briefing(MARIEKE).await;
    world
        .type_in(MARIEKE, &[("Name of the new campaign", "Autumn webinar")])
        .await;
    world.promise(MARIEKE).await;
    world.save(MARIEKE).await;
    world.expectation(MARIEKE).await;
    world.save(MARIEKE).await;
    world.save(MARIEKE).await;
    let when = "When is it posted?";
    let preview = world.window(MARIEKE);
    assert!(
        !preview.contains("Not for now"),
        "no time is set: {preview}"
    );
    world.choose(MARIEKE, &[(when, "Post on…")]).await;
    world.settle().await;
    let tomorrow = world.clock.now().as_second() / 3_600 * 3_600 + 86_400;
    let picked = marieke.pick_date_time("Date and time", tomorrow).await;
    picked.expect("picked");
    world.save(MARIEKE).await;
    marieke.close().await.expect("closed");
    world.a_minute().await;
    let desk = world.dm(MARIEKE).plain();
    assert!(desk.contains("It is posted on"), "{desk}");

    world.open(MARIEKE, "Edit the briefing").await;
    world
        .choose(MARIEKE, &[(when, "Not for now: keep the draft")])
        .await;
    world.settle().await;
    world.save(MARIEKE).await;
    let said = world.window(MARIEKE);
    assert!(said.contains("It stays a draft."), "{said}");
    world.a_minute().await;
    let desk = world.dm(MARIEKE).plain();
    assert!(desk.contains("No time is set"), "{desk}");
    world.until(FIRST_ASK).await;
    assert!(world.channel().is_empty(), "nothing was posted");
    world.end().await;
}
