//! An export as people really have it comes in, and a round follows.

use jiff::tz::TimeZone;
use leadloop::domain::language::Language;
use leadloop::features::import_leads::{ImportOptions, SOURCE_CSV, import_leads};
use leadloop::import::report::ImportReport;
use leadloop::import::{LeadFile, ReadOptions};
use rstest::rstest;

use crate::world::{ALL_ASKED, Door, FIRST_DIGEST, JORIS, KARIN, REJECTED_IN_DUTCH, SANNE, World};

/// As a Dutch spreadsheet writes it: semicolons, a comma in numbers, the day first.
const DUTCH: &str = "sep=;\r\n\
    Bedrijfsnaam;Voornaam;Achternaam;E-mail;Functie;Campagne;Accountmanager;Datum;Status\r\n\
    Nova Bouw;Femke;Bos;f.bos@novabouw.example;Inkoper;Herfstwebinar;sanne@fabrikam.example;3-11-2026;Nieuw\r\n\
    Kade 9;Piet;Kok;p.kok@kade9.example;Directeur;Herfstwebinar;Sanne Example;4-11-2026;Nieuw\r\n\
    Helder IT;Ans;Vos;a.vos@helder.example;;Prijsgids;joris@fabrikam.example;5-11-2026;Gebeld\r\n\
    Oostwal;Jan;Smit;j.smit@oostwal.example;;Prijsgids;Wie Weet;5-11-2026;Nieuw\r\n\
    ;;;;;Prijsgids;Sanne Example;5-11-2026;Nieuw\r\n";

pub(crate) async fn import(world: &World, file: &str) -> ImportReport {
    let zone = TimeZone::get("Europe/Amsterdam").expect("a zone");
    let bytes = std::io::Cursor::new(file.as_bytes().to_vec());
    let rows = LeadFile::open(bytes, ReadOptions::new(zone)).expect("a file of leads");
    let options = ImportOptions {
        file: "leads.csv".to_owned(),
        source: SOURCE_CSV.to_owned(),
        is_dry_run: false,
    };
    let done = import_leads(&world.app, &world.tenant, rows, &options, &mut ()).await;
    done.expect("the import reaches the end")
}

#[rstest]
#[case::socket(Door::Socket)]
#[case::http(Door::Http)]
#[tokio::test]
async fn a_dutch_file_is_asked_about_and_counted(#[case] door: Door) {
    let world = World::begin(door).await;
    world.a_loop(Language::Dutch).await;
    let report = import(&world, DUTCH).await;
    assert_eq!(report.leads(), 4, "{report}");
    assert_eq!(report.not_kept, 1, "the row of nobody: {report}");

    world.until(ALL_ASKED).await;
    let ask = world.dm(SANNE).plain();
    assert!(ask.contains("Herfstwebinar: Nova Bouw, Kade 9"), "{ask}");
    assert_eq!(world.dms(JORIS), 0, "one lead alone waits a round");
    world.open(SANNE, "2 leads beoordelen").await;
    let window = world.window(SANNE);
    assert!(window.contains("Femke Bos, Inkoper"), "{window}");
    world.rate(SANNE, REJECTED_IN_DUTCH).await;
    world.rate(SANNE, REJECTED_IN_DUTCH).await;

    let again = import(&world, DUTCH).await;
    assert_eq!((again.new, again.updated), (0, 0), "{again}");
    world.until(FIRST_DIGEST).await;
    let digest = world.message_with(KARIN, "Benelux, ronde 1").plain();
    assert!(digest.contains("Er kwamen 3 leads binnen"), "{digest}");
    assert!(digest.contains("Eén lead is van niemand"), "{digest}");
    world.until("2026-11-30T08:31:00Z").await;
    assert_eq!(
        world.dms(SANNE),
        1,
        "done is done: {:#?}",
        world.inbox(SANNE)
    );
    let ask = world.dm(JORIS).plain();
    assert!(ask.contains("Prijsgids: Helder IT"), "{ask}");
    world.end().await;
}
