//! A briefing is posted: now, or at a local time; it is edited, and closed with its campaign.

use futures_util::FutureExt as _;
use jiff::civil::date;
use leadloop::domain::briefing::{BriefingState, Field};
use leadloop::domain::campaign::CampaignState;
use leadloop::domain::ids::{CampaignId, ChannelId, LoopId, MemberId};
use leadloop::domain::language::Language;
use leadloop::features::campaigns::reopen;
use leadloop::features::post_briefing::{Decided, When, close};
use leadloop::features::refusal::{BriefingFault, Refusal};
use rstest::rstest;
use slack_sandbox::{Misbehaviour, Rule};

use crate::world::{BRIEFINGS, DIGEST_CHANNEL, Door, JORIS, KARIN, MARIEKE, SANNE, World};

async fn close_it(world: &World, campaign: &CampaignId) {
    let marieke = MemberId::new(MARIEKE);
    let closed = close(&world.app, &world.tenant, &marieke, campaign).await;
    closed.expect("the store").expect("it is closed");
    world.a_minute().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn one_screen_says_it_all_and_the_rest_stands_in_its_thread(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_posted_briefing().await;
    let channel = world.campaigns();
    let [briefing, details] = &channel[..] else {
        panic!("a briefing with its thread: {:#?}", world.campaigns_read());
    };
    let read = briefing.plain();
    for part in [
        "Autumn webinar",
        "By Marieke · webinar and LinkedIn · first leads from Tuesday 3 November · until Friday 27 November",
        "Goal 20 first talks with heads of operations in food",
        "heads of operations, food, 50–500 people, NL/BE",
        "one plant, students, IT",
        "a 30-minute planning check, free",
        "about 40 leads; of ten: 5 accepted; of ten reached: 2 warm, 5 lukewarm, 3 cold",
        "First contact within two working days. Open with: \"Which plant eats most of your planning time?\"",
        "[I've read it]",
        "[I have a question]",
        "[Objections and links]",
        "Read by 0 of 4",
    ] {
        assert!(read.contains(part), "{part}: {read}");
    }
    for part in [
        "20 first talks",
        "one plant, students, IT",
        "5 accepted",
        "30-minute",
    ] {
        assert!(briefing.text.contains(part), "{part}: {}", briefing.text);
    }
    assert_eq!(details.thread_ts.as_ref(), Some(&briefing.ts));
    let details = details.plain();
    assert!(
        details.contains("too expensive → the check is free"),
        "{details}"
    );
    assert!(
        details.contains("https://fabrikam.example/webinar"),
        "{details}"
    );

    world.press_briefing(SANNE, "Objections and links").await;
    let more = world.window(SANNE);
    assert!(more.contains("no time → 30 minutes"), "{more}");

    // Posting it again changes nothing.
    let again = world.decide(&campaign, When::Now).await;
    assert_eq!(again, Ok(Decided::Unchanged));
    world.a_minute().await;
    assert_eq!(world.campaigns().len(), 2);
    assert_eq!(world.dms(MARIEKE), 1, "{:#?}", world.inbox(MARIEKE));
    let told = world.dm(MARIEKE).plain();
    assert!(
        told.contains("It was posted on Monday 2 November"),
        "{told}"
    );
    let forecasts = forecasts(&world, &campaign).await;
    assert_eq!(forecasts, [5]);
    world.end().await;
}

async fn forecasts(world: &World, campaign: &CampaignId) -> Vec<u8> {
    let input = (world.tenant.clone(), campaign.clone());
    let rows = world
        .store
        .read(input, |tx, (tenant, campaign)| {
            tx.forecasts(tenant, campaign).boxed()
        })
        .await
        .expect("the store");
    rows.into_iter()
        .map(|it| it.forecast.accepted_of_ten)
        .collect()
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn each_channel_is_spoken_to_in_the_language_of_its_loop(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    world
        .a_loop_like(&[JORIS], |it| {
            it.id = LoopId::new("loop-2");
            it.language = Language::Dutch;
            it.briefing_channel = Some(ChannelId::new(DIGEST_CHANNEL));
        })
        .await;
    let posted = world
        .decide_in(&campaign, When::Now, &[BRIEFINGS, DIGEST_CHANNEL])
        .await;
    assert_eq!(posted, Ok(Decided::Posted { channels: 2 }));
    world.a_minute().await;
    let english = world.campaigns_read();
    assert!(english[0].contains("Our request"), "{english:#?}");
    let dutch = world.channel();
    for part in [
        "Doel",
        "Voor wie",
        "Niet voor",
        "Dit is ze beloofd",
        "Verwachting",
        "Ons verzoek",
        "Gelezen door 0 van 4",
    ] {
        assert!(dutch[0].contains(part), "{part}: {dutch:#?}");
    }
    assert_eq!((english.len(), dutch.len()), (2, 2), "each with its thread");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn at_a_local_time_also_when_the_bot_was_down(#[case] door: Door) {
    let mut world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    let at = "2026-11-03T08:00:00Z".parse().expect("an instant");
    let decided = world.decide(&campaign, When::At(at)).await;
    assert_eq!(decided, Ok(Decided::Scheduled(at)));
    world.until("2026-11-03T07:59:00Z").await;
    assert_eq!(world.campaigns().len(), 0);
    let told = world.dm(MARIEKE).plain();
    assert!(
        told.contains("It is posted on Tuesday 3 November, 09:00"),
        "{told}"
    );
    assert!(told.contains("#campaigns"), "{told}");
    world.until("2026-11-03T08:00:30Z").await;
    assert_eq!(world.campaigns().len(), 2);
    let told = world.dm(MARIEKE).plain();
    assert!(
        told.contains("It was posted on Tuesday 3 November, 09:00"),
        "{told}"
    );

    let fair = world.a_campaign("Trade fair").await;
    world.write_briefing(&fair, |_| {}).await;
    let at = "2026-11-04T08:00:00Z".parse().expect("an instant");
    let decided = world.decide(&fair, When::At(at)).await;
    assert_eq!(decided, Ok(Decided::Scheduled(at)));
    world.stop_bot().await;
    world
        .clock
        .advance_to("2026-11-04T10:00:00Z".parse().expect("an instant"));
    world.start_bot().await;
    world.a_minute().await;
    assert_eq!(world.campaigns().len(), 4, "{:#?}", world.campaigns_read());
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn one_that_is_being_rewritten_is_held_back_and_its_owner_told(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    let past = "2026-11-02T06:00:00Z".parse().expect("an instant");
    let refused = world.decide(&campaign, When::At(past)).await;
    assert_eq!(refused, Err(Refusal::Briefing(BriefingFault::InThePast)));
    let at = "2026-11-03T08:00:00Z".parse().expect("an instant");
    let decided = world.decide(&campaign, When::At(at)).await;
    assert_eq!(decided, Ok(Decided::Scheduled(at)));
    world
        .write_briefing(&campaign, |it| it.promise.clear())
        .await;
    let refused = world.decide(&campaign, When::Now).await;
    assert_eq!(refused, Err(Refusal::Briefing(BriefingFault::Incomplete)));
    world.until("2026-11-03T08:02:00Z").await;
    assert_eq!(world.campaigns().len(), 0);
    let told = world.inbox(MARIEKE).join("\n");
    assert!(
        told.contains("a page of it is not complete, so it was not"),
        "{told}"
    );
    world
        .write_briefing(&campaign, |it| it.promise = "A check".to_owned())
        .await;
    let message = world.message_with(MARIEKE, "Briefing: Autumn webinar");
    let pressed = world.person(MARIEKE).press(&message, "Post now").await;
    pressed.expect("it is posted");
    world.a_minute().await;
    assert_eq!(world.campaigns().len(), 2);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn an_edit_changes_the_message_and_its_thread_says_what(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_posted_briefing().await;
    world
        .write_briefing(&campaign, |it| {
            it.for_whom = "heads of operations, food and pharma".to_owned();
            it.ends_on = Some(date(2026, 12, 4));
            it.forecast = it.forecast.map(|mut forecast| {
                forecast.accepted_of_ten = 6;
                forecast
            });
        })
        .await;
    let before = world.campaigns_read();
    assert!(!before[0].contains("pharma"), "unseen until it is posted");
    let edited = world.decide(&campaign, When::Now).await;
    let fields = vec![Field::ForWhom, Field::EndsOn, Field::Accepted];
    assert_eq!(edited, Ok(Decided::Edited(fields)));
    world.a_minute().await;
    let channel = world.campaigns_read();
    let [briefing, _, line] = &channel[..] else {
        panic!("one line more: {channel:#?}");
    };
    assert!(briefing.contains("food and pharma"), "{briefing}");
    assert!(briefing.contains("6 accepted"), "{briefing}");
    assert_eq!(
        line,
        "Changed: for whom: heads of operations, food and pharma; ends on: Friday 4 December; accepted of ten: 6"
    );
    assert_eq!(forecasts(&world, &campaign).await, [5, 6]);
    let again = world.decide(&campaign, When::Now).await;
    assert_eq!(again, Ok(Decided::Unchanged));
    world.a_minute().await;
    assert_eq!(world.campaigns_read(), channel);
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_is_typed_can_mention_nobody(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    world
        .write_briefing(&campaign, |it| {
            it.goal = "<!channel> *now* <@U0SANNE>".to_owned();
            it.for_whom = "<!here> everybody".to_owned();
        })
        .await;
    world.decide(&campaign, When::Now).await.expect("posted");
    world.a_minute().await;
    let briefing = &world.campaigns()[0];
    assert!(!briefing.text.contains("<!"), "{}", briefing.text);
    let blocks = serde_json::to_string(&briefing.blocks).expect("JSON");
    assert!(!blocks.contains("mrkdwn"), "{blocks}");
    assert!(
        briefing.plain().contains("<!channel> *now* <@U0SANNE>"),
        "as typed"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn closing_marks_it_and_stops_what_was_to_be_posted(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_posted_briefing().await;
    let fair = world.a_campaign("Trade fair").await;
    world.write_briefing(&fair, |_| {}).await;
    let at = "2026-11-03T08:00:00Z".parse().expect("an instant");
    world.decide(&fair, When::At(at)).await.expect("scheduled");
    let before = world.campaigns().remove(0);
    close_it(&world, &campaign).await;
    close_it(&world, &campaign).await;
    close_it(&world, &fair).await;
    world.until("2026-11-03T09:00:00Z").await;
    let channel = world.campaigns_read();
    assert_eq!(channel.len(), 2, "{channel:#?}");
    let closed = &channel[0];
    assert!(closed.contains("Closed: Autumn webinar"), "{closed}");
    assert!(
        closed.contains("This campaign was closed on Monday 2 November"),
        "{closed}"
    );
    assert!(!closed.contains("[I've read it]"), "{closed}");
    let state = world.stored_briefing(&campaign).await.map(|it| it.state);
    assert_eq!(state, Some(BriefingState::Closed));
    // Somebody presses what was on their screen still.
    let pressed = world.person(SANNE).press(&before, "I've read it").await;
    drop(pressed);
    let refused = world.decide(&fair, When::Now).await;
    assert_eq!(refused, Err(Refusal::Briefing(BriefingFault::Closed)));
    let campaigns = world
        .store
        .read(world.tenant.clone(), |tx, tenant| {
            tx.campaigns(tenant).boxed()
        })
        .await
        .expect("the store");
    assert!(campaigns.iter().all(|it| it.state == CampaignState::Closed));
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn only_marketing_posts(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    let sanne = MemberId::new(SANNE);
    let channels = vec![ChannelId::new(BRIEFINGS)];
    let (app, tenant) = (&world.app, &world.tenant);
    let refused = leadloop::features::post_briefing::decide(
        app,
        tenant,
        &sanne,
        &campaign,
        1,
        When::Now,
        channels,
    )
    .await;
    assert!(
        matches!(refused, Ok(Err(Refusal::NotAllowed(_)))),
        "{refused:?}"
    );
    assert_eq!(world.campaigns().len(), 0);
    let stale = leadloop::features::post_briefing::decide(
        app,
        tenant,
        &MemberId::new(KARIN),
        &campaign,
        0,
        When::Now,
        vec![ChannelId::new(BRIEFINGS)],
    )
    .await;
    assert!(matches!(stale, Ok(Err(Refusal::Stale))), "{stale:?}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_stands_in_the_thread_from_the_start_follows(#[case] door: Door) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    world
        .write_briefing(&campaign, |it| {
            it.objections.clear();
            it.links.clear();
        })
        .await;
    world.decide(&campaign, When::Now).await.expect("posted");
    world.a_minute().await;
    let channel = world.campaigns_read();
    assert_eq!(channel.len(), 1, "there is nothing to add: {channel:#?}");
    assert!(
        !channel[0].contains("[Objections and links]"),
        "{channel:#?}"
    );
    for (objections, seen) in [
        ("too far → we come to you", "too far → we come to you"),
        (
            "too small → two plants are enough",
            "too small → two plants are enough",
        ),
        ("", "There are no objections or links."),
    ] {
        world
            .write_briefing(&campaign, |it| it.objections = objections.to_owned())
            .await;
        world.decide(&campaign, When::Now).await.expect("edited");
        world.a_minute().await;
        let channel = world.campaigns_read();
        let details = channel
            .iter()
            .filter(|it| !it.starts_with("Changed:") && it.contains(seen));
        assert_eq!(details.count(), 1, "{channel:#?}");
    }
    let channel = world.campaigns_read();
    assert_eq!(
        channel.len(),
        5,
        "three lines say what changed: {channel:#?}"
    );
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn its_owner_edits_it_from_the_message_about_it(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_posted_briefing().await;
    let marieke = world.person(MARIEKE);
    world.open(MARIEKE, "Edit the briefing").await;
    let typed = marieke
        .type_text("Who is it not for?", "one plant, students, IT, interns")
        .await;
    typed.expect("typed");
    for _ in 0..4 {
        assert!(world.save(MARIEKE).await.is_accepted());
    }
    world.a_minute().await;
    let channel = world.campaigns_read();
    let line = channel.last().expect("a line");
    assert_eq!(line, "Changed: not for: one plant, students, IT, interns");
    assert!(channel[0].contains("interns"), "{channel:#?}");
    world.end().await;
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn what_was_closed_before_slack_took_it_is_posted_once_it_is_opened_again(
    #[case] door: Door,
) {
    let world = World::begin(door).await;
    let campaign = world.a_written_briefing().await;
    let busy = Misbehaviour::RateLimited { retry_after_s: 90 };
    let busy = Rule::on("chat.postMessage", busy).in_channel(BRIEFINGS);
    world.slack.faults().add(busy);
    let posted = world.decide(&campaign, When::Now).await;
    assert_eq!(posted, Ok(Decided::Posted { channels: 1 }));
    close_it(&world, &campaign).await;
    world.until("2026-11-02T12:00:00Z").await;
    assert_eq!(world.campaigns_read(), Vec::<String>::new());

    let marieke = MemberId::new(MARIEKE);
    let reopened = reopen(&world.app, &world.tenant, &marieke, &campaign).await;
    reopened.expect("the store").expect("it is open");
    world.until("2026-11-02T12:05:00Z").await;
    let channel = world.campaigns_read();
    assert_eq!(channel.len(), 2, "with its thread: {channel:#?}");
    assert!(channel[0].contains("[I've read it]"), "{channel:#?}");
    drop(world.slack.take_refusals());
    world.end().await;
}
