//! What goes out, and what doesn't.

use futures_util::FutureExt as _;
use jiff::tz::TimeZone;

use super::{World, at, id};
use crate::domain::rating::{FollowUp, Judged, Judgement, Verdict};
use crate::export::ExportFormat;
use crate::features::export::{ExportWhat, export, local_zone};
use crate::store::RatingRow;

impl World {
    async fn exported(&self, what: ExportWhat) -> Vec<serde_json::Value> {
        let mut output = Vec::new();
        let zone = local_zone(&self.app, &self.tenant).await.unwrap();
        let rows = export(
            &self.app,
            &self.tenant,
            what,
            ExportFormat::Json,
            zone,
            &mut output,
        )
        .await
        .unwrap();
        let all: Vec<serde_json::Value> = serde_json::from_slice(&output).unwrap();
        assert_eq!(u64::try_from(all.len()).unwrap(), rows);
        all
    }

    /// Sanne is asked, and rates one of her two leads.
    async fn one_rating(&self, shows_names: bool) {
        self.import(&[
            "77,Ada,Quist,ada@quist.example,Webinar,sanne,2026-11-03,New",
            "78,Bo,Lind,bo@lind.example,Webinar,sanne,2026-11-03,New",
        ])
        .await;
        let mut draft = self.draft();
        draft.shows_names = shows_names;
        self.save("karin", &self.new_loop(), &draft).await.unwrap();
        self.until("2026-11-10T09:00:00Z").await;
        let ask_id = self.asks("sanne").await.remove(0).ask.id;
        let lead_id = self.all_leads().await.remove(0).lead.id;
        let rating = RatingRow {
            ask_id,
            lead_id,
            member_id: id("sanne"),
            judged: Judged {
                follow_up: FollowUp::Called,
                relevance: Judgement::Four,
                timing: Judgement::Four,
                intent: Judgement::Five,
                verdict: Verdict::Accepted,
                reason: None,
                comment: None,
            },
            rated_at: at("2026-11-10T09:30:00Z"),
            edited_at: None,
            is_late: false,
            counted_in: None,
            revision: 1,
        };
        let input = (self.tenant.clone(), rating);
        let saved = self.app.store.write(input, |tx, (tenant, rating)| {
            tx.save_rating(tenant, rating).boxed()
        });
        saved.await.unwrap();
    }
}

#[tokio::test]
async fn a_rating_goes_out_with_the_crm_s_id_and_the_rep_s_name_where_the_loop_announces_it() {
    let world = World::new().await;
    world.one_rating(true).await;
    let ratings = world.exported(ExportWhat::Ratings).await;
    let [rating] = ratings.as_slice() else {
        panic!("{ratings:?}")
    };
    assert_eq!(rating["external_id"], "77");
    assert_eq!(rating["campaign"], "Webinar");
    assert_eq!(
        (&rating["loop"], &rating["round"]),
        (&"Benelux".into(), &1.into())
    );
    assert_eq!(rating["rep"], "sanne");
    assert_eq!(rating["rated_at_utc"], "2026-11-10T09:30:00Z");
    assert_eq!(rating["rated_at_local"], "2026-11-10T10:30:00+01:00");
    assert_eq!(rating["warmth"], "warm");
}

#[tokio::test]
async fn a_rep_goes_by_the_same_pseudonym_everywhere_where_the_loop_hides_names() {
    let world = World::new().await;
    world.one_rating(false).await;
    let rating = world.exported(ExportWhat::Ratings).await.remove(0);
    let rep = rating["rep"].as_str().unwrap().to_owned();
    assert!(rep.starts_with("rep-"), "{rep}");
    let leads = world.exported(ExportWhat::Leads).await;
    assert_eq!(leads.len(), 2);
    assert!(leads.iter().all(|lead| lead["owner"] == rep.as_str()));
    let text = serde_json::to_string(&(rating, leads)).unwrap();
    assert!(!text.contains("sanne"), "{text}");
}

#[tokio::test]
async fn a_round_goes_out_as_counts() {
    let world = World::new().await;
    world.one_rating(true).await;
    let rounds = world.exported(ExportWhat::Rounds).await;
    let first = &rounds[0];
    assert_eq!(
        (&first["loop"], &first["date"]),
        (&"Benelux".into(), &"2026-11-10".into())
    );
    assert_eq!((&first["asked"], &first["leads"]), (&1.into(), &2.into()));
    assert_eq!(first["state"], "open");
}

#[tokio::test]
async fn without_loops_the_local_times_are_utc() {
    let world = World::new().await;
    let zone = local_zone(&world.app, &world.tenant).await.unwrap();
    assert_eq!(zone, TimeZone::UTC);
    assert!(world.exported(ExportWhat::Ratings).await.is_empty());
}
