//! `/leadloop ask now` with one name: what that one person answered is a figure by itself nowhere.

use jiff::tz::TimeZone;
use leadloop::domain::language::Language;
use leadloop::export::ExportFormat;
use leadloop::features::export::{ExportWhat, export};
use rstest::rstest;

use crate::world::{
    ACCEPTED, Door, FIRST_ASK, FIRST_DIGEST, JORIS, KARIN, MARIEKE, SANNE, WRONG, World,
};

/// The rounds of the workspace as they are exported.
async fn rounds(world: &World) -> String {
    let mut file = Vec::new();
    export(
        &world.app,
        &world.tenant,
        ExportWhat::Rounds,
        ExportFormat::Csv,
        TimeZone::UTC,
        &mut file,
    )
    .await
    .expect("an export");
    String::from_utf8(file).expect("a text")
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn it_is_counted_with_the_next_round_and_never_by_itself(#[case] door: Door) {
    let world = World::begin(door).await;
    let webinar = world.two_leads_of_sanne().await;
    world.a_loop(Language::English).await;
    world.until("2026-11-09T09:00:00Z").await;
    let asked = world
        .command(KARIN, &format!("ask now <@{SANNE}|sanne>"))
        .await;
    assert_eq!(asked, "One person is asked now.");
    world.a_minute().await;
    world.open(SANNE, "Rate 2 leads").await;
    world.rate(SANNE, ACCEPTED).await;
    world.rate(SANNE, WRONG).await;
    world.a_lead("Helder IT", JORIS, &webinar, 10).await;
    world.a_lead("Oostwal", JORIS, &webinar, 11).await;
    let home = world.home(KARIN).await;
    assert!(
        !home.contains("have answered") && !home.contains("has answered"),
        "nobody is watched: {home}"
    );
    world.until(FIRST_ASK).await;
    world.open(JORIS, "Rate 2 leads").await;
    world.rate(JORIS, ACCEPTED).await;
    world.rate(JORIS, WRONG).await;

    world.until("2026-11-17T12:00:00Z").await;
    assert_eq!(world.channel(), [""; 0], "no digest of one person");
    for person in [KARIN, MARIEKE] {
        assert_eq!(world.inbox(person), [""; 0], "no numbers of one person");
    }
    let record = world.dm(SANNE).plain();
    assert!(!record.contains("This round:"), "{record}");
    assert!(!record.contains("Changes until the digest"), "{record}");
    let home = world.home(KARIN).await;
    assert!(!home.contains("wait for a first contact"), "{home}");
    world.until(FIRST_DIGEST).await;
    let digest = world.channel().remove(0);
    assert!(digest.contains("2 accepted"), "both of them: {digest}");
    assert!(digest.contains("4 were asked about, 4 rated"), "{digest}");
    assert!(
        digest.contains("Two people asked, two answered"),
        "{digest}"
    );
    assert!(!digest.contains("Late answers"), "{digest}");
    assert!(!digest.contains("last time"), "{digest}");
    let rounds = rounds(&world).await;
    let of_the_loop = rounds.lines().filter(|it| it.contains("Benelux"));
    let extra = of_the_loop.filter(|it| it.contains("true")).count();
    assert_eq!(extra, 0, "no row with one person's counts: {rounds}");
    world.end().await;
}
