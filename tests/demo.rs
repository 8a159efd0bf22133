//! The demo, from its start to a digest and its end.

use leadloop::demo::{
    BRAM, BRIEFINGS_CHANNEL, DIGEST_CHANNEL, Demo, DemoOptions, JORIS, PRIYA, SANNE, TOM,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_sees_a_whole_round_and_nothing_is_left_behind() {
    leadloop::slack::install_tls_provider();
    let options = DemoOptions {
        port: 0,
        keep: None,
    };
    let demo = Demo::start(options).await.expect("the demo starts");
    let slack = demo.slack().clone();
    let page = reqwest::get(slack.page_url()).await.expect("the page");
    assert!(page.status().is_success(), "{}", page.status());

    let asks = |id: &str| slack.person(id).messages_in_dm_with_app().len();
    assert_eq!([SANNE, JORIS, PRIYA, TOM].map(asks), [1, 1, 0, 0]);

    let briefings = slack.person(SANNE).messages(BRIEFINGS_CHANNEL);
    let briefing = briefings.first().expect("a briefing").plain();
    assert!(briefing.contains("Read by 2 of 4"), "{briefing}");
    let home = async |id: &str| {
        let person = slack.person(id);
        person.open_home().await.expect("the tab opens");
        person.home().expect("a Home tab").plain()
    };
    let of_bram = home(BRAM).await;
    let unfinished = "Pricing guide: its briefing is not finished.";
    assert!(of_bram.contains(unfinished), "{of_bram}");
    let of_tom = home(TOM).await;
    assert!(of_tom.contains("Briefings you haven't read"), "{of_tom}");

    let digest = || slack.person(SANNE).messages(DIGEST_CHANNEL);
    for _ in 0..20 {
        if !digest().is_empty() {
            break;
        }
        let due = demo.time().next_due().expect("something is due");
        demo.time().jump_to(due).await;
    }
    assert!(!digest().is_empty(), "no digest came");
    // Asked and reminded once.
    assert_eq!([SANNE, JORIS, PRIYA, TOM].map(asks), [2, 2, 2, 2]);
    assert!(slack.refusals().is_empty(), "{:#?}", slack.refusals());

    let (database, url) = (demo.database().to_owned(), slack.page_url());
    demo.shutdown().await.expect("the demo ends");
    assert!(!database.exists());
    assert!(!database.parent().expect("a folder").exists());
    assert!(reqwest::get(url).await.is_err(), "the page still answers");
}
