//! Leads that come in from files, and what becomes of them.

use std::fmt::Write as _;

use futures_util::FutureExt as _;
use jiff::tz::TimeZone;

use super::{World, at, id};
use crate::domain::ask::{AskState, AskedState};
use crate::domain::lead::{DoneReason, OwnerFrom};
use crate::domain::rating::FollowUp;
use crate::features::import_leads::{ImportFault, ImportOptions, import_leads};
use crate::features::pass_on_lead::{PassOn, pass_on_lead};
use crate::import::report::ImportReport;
use crate::import::{LeadFile, ReadOptions, RowFault, RowOutcome};
use crate::store::LeadRow;

const HEADINGS: &str = "Record ID,Person,Company,Email,Campaign,Owner,Created,Status";

fn options(is_dry_run: bool) -> ImportOptions {
    ImportOptions {
        file: "leads.csv".to_owned(),
        source: "csv".to_owned(),
        is_dry_run,
    }
}

fn rows(bytes: Vec<u8>) -> LeadFile<std::io::Cursor<Vec<u8>>> {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    LeadFile::open(std::io::Cursor::new(bytes), ReadOptions::new(zone)).unwrap()
}

impl World {
    async fn import_bytes(&self, bytes: Vec<u8>, is_dry_run: bool) -> ImportReport {
        let rows = rows(bytes);
        import_leads(&self.app, &self.tenant, rows, &options(is_dry_run), &mut ())
            .await
            .unwrap()
    }

    pub(super) async fn import(&self, lines: &[&str]) -> ImportReport {
        let file = format!("{HEADINGS}\n{}\n", lines.join("\n"));
        self.import_bytes(file.into_bytes(), false).await
    }

    /// Every lead, by e-mail.
    pub(super) async fn all_leads(&self) -> Vec<LeadRow> {
        let leads = self.app.store.read(self.tenant.clone(), |tx, tenant| {
            tx.leads_page(tenant, None, 100_000).boxed()
        });
        let mut leads = leads.await.unwrap();
        leads.sort_by(|a, b| a.lead.facts.email.cmp(&b.lead.facts.email));
        leads
    }

    async fn only_lead(&self) -> LeadRow {
        let leads = self.all_leads().await;
        assert_eq!(leads.len(), 1);
        leads.into_iter().next().unwrap()
    }
}

fn counts(report: &ImportReport) -> (usize, usize, usize) {
    (report.new, report.updated, report.unchanged)
}

#[tokio::test]
async fn a_row_becomes_a_lead_with_owner_campaign_and_what_the_status_tells() {
    let world = World::new().await;
    let report = world
        .import(&[
            "1,Ada Quist,Quist Marine,ADA@quist.example,Autumn webinar,sanne@seller.example,2026-11-03,Gebeld",
            "2,Bo Lind,Lind,bo@lind.example,autumn  WEBINAR,Somebody Else,2026-11-04,Customer",
            ",,,,Autumn webinar,,2026-11-04,",
            ",Cy Ode,Ode,,,,2026-11-04,",
        ])
        .await;
    assert_eq!(counts(&report), (3, 0, 0));
    assert_eq!(report.campaign_names, ["Autumn webinar"]);
    assert_eq!(report.unresolved_owners.get("Somebody Else"), Some(&1));
    assert_eq!(report.listed(), [(4, RowFault::Nobody)]);
    assert_eq!((report.without_owner, report.without_campaign), (1, 1));
    assert_eq!(report.by_company_and_name, 1);

    let leads = world.all_leads().await;
    let [ode, ada, bo] = leads.as_slice() else {
        panic!("{leads:?}")
    };
    assert_eq!(ada.lead.owner_id, Some(id("sanne")));
    assert_eq!(ada.lead.facts.follow_up, Some(FollowUp::Called));
    assert_eq!(ada.lead.came_in_at, at("2026-11-02T23:00:00Z"));
    assert_eq!(bo.lead.campaign_id, ada.lead.campaign_id);
    assert_eq!(
        (bo.lead.owner_id.as_ref(), bo.lead.done),
        (None, Some(DoneReason::Outcome))
    );
    assert_eq!(bo.lead.import_owner.as_deref(), Some("Somebody Else"));
    assert!(ode.lead.campaign_id.is_none() && ode.lead.owner_id.is_none());
}

#[tokio::test]
async fn a_later_file_updates_what_it_says_and_leaves_what_it_does_not() {
    let world = World::new().await;
    world
        .import(&["1,Ada,Quist,ada@quist.example,Webinar,sanne,2026-11-03,New"])
        .await;
    let report = world
        .import(&["1,Ada Quist,,,Webinar,sanne@seller.example,,Won"])
        .await;
    assert_eq!(counts(&report), (0, 1, 0));
    let lead = world.only_lead().await.lead;
    assert_eq!(lead.facts.person.as_deref(), Some("Ada Quist"));
    assert_eq!(lead.facts.company.as_deref(), Some("Quist"));
    assert_eq!(lead.done, Some(DoneReason::Outcome));

    world.import(&["1,Ada Quist,,,Webinar,sanne,,Open"]).await;
    assert_eq!(world.only_lead().await.lead.done, None);
}

#[tokio::test]
async fn of_several_rows_for_one_lead_the_first_counts_whatever_the_order_of_imports() {
    let world = World::new().await;
    let lines = [
        "1,Ada,Quist,,Webinar,sanne,2026-11-03,New",
        "1,Ada,Quist Marine,ada@quist.example,Webinar,joe,2026-11-03,Won",
    ];
    let report = world.import(&lines).await;
    assert_eq!(counts(&report), (1, 1, 0));
    assert!(
        report
            .to_string()
            .contains("line 3: the same lead as in an earlier row")
    );
    let lead = world.only_lead().await;
    assert_eq!(lead.lead.owner_id, Some(id("sanne")));
    assert_eq!(lead.lead.facts.company.as_deref(), Some("Quist"));
    assert_eq!(lead.lead.facts.email.as_deref(), Some("ada@quist.example"));

    assert_eq!(counts(&world.import(&lines).await), (0, 0, 2));
    assert_eq!(world.only_lead().await, lead);
}

#[tokio::test]
async fn an_id_that_was_somebody_elses_and_a_day_to_come_are_remarked_on() {
    let world = World::new().await;
    world
        .import(&["1,Ada,Quist,ada@quist.example,Webinar,sanne,2026-11-03,New"])
        .await;
    let moved = ["1,Ada,Quist Marine,ada@quist.example,Webinar,sanne,2026-11-03,New"];
    let moved = world.import(&moved).await.to_string();
    assert!(
        !moved.contains("--source"),
        "one of both may change: {moved}"
    );
    let other = ["1,Bo,Lind,bo@lind.example,Webinar,sanne,2030-01-01,New"];
    let other = world.import(&other).await.to_string();
    for said in [
        "line 2: this id was a lead of Quist Marine before",
        "line 2: it came in on a day that is still to come",
    ] {
        assert!(other.contains(said), "{said}: {other}");
    }
}

#[tokio::test]
async fn a_duplicate_is_asked_once_and_counts_for_the_latest_campaign() {
    let world = World::new().await;
    let lines = [
        "1,Ada,Quist,ada@quist.example,Spring,sanne,2026-10-03,New",
        "2,Ada,Quist,ada@quist.example,Autumn,sanne,2026-11-03,New",
        "3,Bo,Lind B.V.,b@lind.example,Autumn,sanne,2026-11-03,New",
        "4,Bó,Lind,bo@lind.example,Spring,sanne,2026-10-03,New",
    ];
    world.import(&lines).await;
    let open = |leads: &[LeadRow]| -> Vec<String> {
        let mut open: Vec<_> = leads
            .iter()
            .filter(|it| it.lead.done.is_none())
            .filter_map(|it| it.lead.external_id.clone())
            .collect();
        open.sort();
        open
    };
    let leads = world.all_leads().await;
    assert_eq!(open(&leads), ["2", "3"]);
    let stands_for = |number: &str| {
        let find = |wanted: &str| {
            let mut all = leads.iter();
            all.find(|it| it.lead.external_id.as_deref() == Some(wanted))
                .unwrap()
        };
        let other = find(number).duplicate_of.clone();
        leads
            .iter()
            .find(|it| Some(&it.lead.id) == other.as_ref())
            .unwrap()
            .lead
            .external_id
            .clone()
    };
    assert_eq!(stands_for("1").as_deref(), Some("2"));
    assert_eq!(stands_for("4").as_deref(), Some("3"));

    assert_eq!(counts(&world.import(&lines).await), (0, 0, 4));
    assert_eq!(world.all_leads().await, leads);
}

#[tokio::test]
async fn a_hand_over_wins_over_imports_until_the_crm_changes_the_owner() {
    let world = World::new().await;
    world.set_up().await;
    let by = |owner: &str| format!("1,Ada,Quist,ada@quist.example,Webinar,{owner},2026-11-03,New");
    world.import(&[&by("sanne")]).await;
    let lead_id = world.only_lead().await.lead.id;
    let pass = PassOn {
        lead_id,
        ask_id: None,
        to: Some(id("joe")),
        whose: None,
    };
    let passed = pass_on_lead(&world.app, &world.tenant, &id("sanne"), pass).await;
    passed.unwrap().unwrap();

    assert_eq!(counts(&world.import(&[&by("sanne")]).await), (0, 0, 1));
    let lead = world.only_lead().await.lead;
    assert_eq!(
        (lead.owner_id, lead.owner_from),
        (Some(id("joe")), OwnerFrom::HandOver)
    );
    // Another report of the CRM names the same owner by e-mail.
    for wording in ["sanne@seller.example", "Sanne", "sanne@seller.example"] {
        world.import(&[&by(wording)]).await;
        let owner = world.only_lead().await.lead.owner_id;
        assert_eq!(owner, Some(id("joe")), "{wording}");
    }

    world.import(&[&by("mark")]).await;
    let lead = world.only_lead().await.lead;
    assert_eq!(
        (lead.owner_id, lead.owner_from),
        (Some(id("mark")), OwnerFrom::Import)
    );
}

#[tokio::test]
async fn a_lead_whose_owner_changes_leaves_the_open_ask_of_the_old_one() {
    let world = World::new().await;
    let by = |owner: &str| format!("1,Ada,Quist,ada@quist.example,Webinar,{owner},2026-11-03,New");
    let other = "2,Bo,Lind,bo@lind.example,Webinar,sanne,2026-11-03,New";
    world.import(&[&by("sanne"), other]).await;
    world.set_up().await;
    world.until("2026-11-10T09:00:00Z").await;
    let ask = world.asks("sanne").await.remove(0).ask;
    assert_eq!(ask.state, AskState::Sent);

    world.import(&[&by("joe"), other]).await;
    let input = (world.tenant.clone(), ask.id.clone());
    let asked = world.app.store.read(input, |tx, (tenant, ask_id)| {
        tx.asked_leads(tenant, ask_id).boxed()
    });
    let mut states: Vec<_> = asked
        .await
        .unwrap()
        .iter()
        .map(|it| it.asked.state)
        .collect();
    states.sort();
    assert_eq!(states, [AskedState::Open, AskedState::Withdrawn]);
    let posts = world.posts().await;
    assert!(
        posts.contains(&"ask-changed to sanne".to_owned()),
        "{posts:?}"
    );
}

#[tokio::test]
async fn ten_thousand_rows_come_in_and_come_in_again() {
    let world = World::new().await;
    let mut file = format!("{HEADINGS}\n");
    for number in 0..10_000 {
        let owner = ["sanne", "joe", "nobody"][number % 3];
        writeln!(
            file,
            "{number},Person {number},Company {},p{number}@x.example,Campaign {},{owner},2026-11-03,New",
            number % 7,
            number % 12,
        )
        .unwrap();
    }
    let report = world.import_bytes(file.clone().into_bytes(), false).await;
    assert_eq!(counts(&report), (10_000, 0, 0));
    assert_eq!(report.new_campaigns, 12);
    assert_eq!(report.unresolved_owners.get("nobody"), Some(&3_333));
    let again = world.import_bytes(file.into_bytes(), false).await;
    assert_eq!(counts(&again), (0, 0, 10_000));
}

#[tokio::test]
async fn a_file_that_breaks_off_keeps_what_was_read_and_says_so() {
    let world = World::new().await;
    let file = format!("{HEADINGS}\n1,Ada,Quist,a@q.example,Webinar,sanne,2026-11-03,New\n");
    let whole: Vec<_> = rows(file.into_bytes())
        .collect::<Result<Vec<RowOutcome>, _>>()
        .unwrap();
    let broken = whole
        .into_iter()
        .map(Ok)
        .chain([Err(std::io::Error::other("the disk was pulled out"))]);
    let stopped = import_leads(&world.app, &world.tenant, broken, &options(false), &mut ())
        .await
        .unwrap_err();
    assert!(matches!(stopped.cause, ImportFault::Read(_)));
    assert_eq!((stopped.report.new, stopped.report.through_line), (1, 2));
    let told = stopped.to_string();
    assert!(
        told.starts_with("the import stopped after line 2 and 1 leads"),
        "{told}"
    );
    assert_eq!(world.all_leads().await.len(), 1);
}

#[tokio::test]
async fn the_source_of_what_reps_add_is_not_for_files() {
    let world = World::new().await;
    let options = ImportOptions {
        source: " Sales".to_owned(),
        ..options(false)
    };
    let stopped = import_leads(
        &world.app,
        &world.tenant,
        std::iter::empty(),
        &options,
        &mut (),
    )
    .await;
    assert!(matches!(
        stopped.unwrap_err().cause,
        ImportFault::ReservedSource
    ));
}
