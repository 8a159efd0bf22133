//! What single parts take, without a database or a network: `cargo bench --bench parts`.

#![expect(
    clippy::unwrap_used,
    reason = "what is measured is made of sound parts"
)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use leadloop::domain::ask::AskedForm;
use leadloop::domain::figures::{Before, CountedRating, HighOf, RoundFigures};
use leadloop::domain::figures_compute::{CampaignInput, RoundInput, round_figures};
use leadloop::domain::ids::{AskId, CampaignId, LeadId, LoopId, MemberId, RoundId};
use leadloop::domain::language::Language;
use leadloop::domain::lead::LeadFacts;
use leadloop::domain::lead_state::{RatedAt, state_after};
use leadloop::domain::queue::{Candidate, LoneLead, fill};
use leadloop::domain::rating::{Draft, FollowUp, Judged, Judgement, Reason, Verdict};
use leadloop::import::{LeadFile, ReadOptions};
use leadloop::slack::incoming::Incoming;
use leadloop::slack::signature::verify;
use leadloop::slack::views::ask::{AskMessage, AskedCampaign};
use leadloop::slack::views::digest::{Charts, Copy, Digest};
use leadloop::slack::views::rating::{CardCampaign, Place, RatingWindow};
use leadloop::slack::views::words::LeadTitle;
use serde_json::{Value, json};
use sha2::Sha256;

const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const TODAY: Date = date(2026, 11, 27);

fn now() -> Timestamp {
    Timestamp::from_second(1_795_780_800).unwrap()
}

fn uuid(number: usize) -> String {
    format!("01937a00-0000-7000-8000-{number:012x}")
}

fn facts(number: usize) -> LeadFacts {
    LeadFacts {
        company: Some(format!("Nova Bouw {number}")),
        person: Some("Jan Example".to_owned()),
        job_title: Some("Site manager".to_owned()),
        email: Some("jan@nova.example".to_owned()),
        place: Some("Utrecht".to_owned()),
        activity: Some("Webinar sign-up, stayed until the end".to_owned()),
        message: Some("How do you deal with subcontractors without a licence?".to_owned()),
        link: Some("https://crm.example/contacts/1".to_owned()),
        ..LeadFacts::default()
    }
}

fn window() -> RatingWindow {
    RatingWindow {
        metadata: uuid(1),
        ask: AskId::new(uuid(2)),
        lead: LeadId::new(uuid(3)),
        place: Place::InAsk {
            position: 2,
            total: 5,
            is_last: false,
        },
        note: None,
        facts: facts(1),
        came_in: TODAY,
        today: TODAY,
        campaign: Some(CardCampaign {
            id: CampaignId::new(uuid(4)),
            name: "Webinar: less paper on the building site".to_owned(),
            goal: Some("Ten first talks with site managers".to_owned()),
            not_for: Some("Students and agencies".to_owned()),
        }),
        form: AskedForm::Full,
        draft: Draft {
            follow_up: Some(FollowUp::Called),
            ..Draft::default()
        },
        is_follow_up_from_crm: false,
        ideal_customer: Some("Builders with 50 to 500 people".to_owned()),
        others: Vec::new(),
        is_same_for_others: false,
        shows_names: true,
    }
}

/// A submission of that window, as Slack posts it.
fn submission() -> Vec<u8> {
    let mut view = window().view(Language::English);
    let blocks = view["blocks"].as_array().unwrap().iter();
    let values: serde_json::Map<String, Value> = blocks
        .filter(|block| block["type"] == "input")
        .map(|block| {
            let element = &block["element"];
            let chosen =
                json!({ "type": element["type"], "selected_option": element["options"][0] });
            let action = element["action_id"].as_str().unwrap().to_owned();
            let block_id = block["block_id"].as_str().unwrap().to_owned();
            (block_id, json!({ action: chosen }))
        })
        .collect();
    view["id"] = "V0000000001".into();
    view["hash"] = "1790000000.abcdef".into();
    view["state"] = json!({ "values": values });
    let payload = json!({
        "type": "view_submission", "team": { "id": "T0LOAD000" }, "user": { "id": "U0REP0000", "team_id": "T0LOAD000" },
        "trigger_id": "1.2.3", "view": view, "response_urls": [],
    });
    let mut body = String::from("payload=");
    body.extend(form_urlencoded::byte_serialize(
        payload.to_string().as_bytes(),
    ));
    body.into_bytes()
}

fn deliveries(criterion: &mut Criterion) {
    let body = submission();
    let at = now().as_second();
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("v0:{at}:").as_bytes());
    mac.update(&body);
    let digest = mac.finalize().into_bytes();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let (secret, timestamp, signature) = (SECRET.into(), at.to_string(), format!("v0={hex}"));
    criterion.bench_function("a submission's signature", |bencher| {
        bencher.iter(|| {
            verify(
                &secret,
                Some(&timestamp),
                Some(&signature),
                black_box(&body),
                now(),
            )
            .unwrap();
        });
    });
    criterion.bench_function("reading a submission", |bencher| {
        bencher.iter(|| Incoming::from_body(black_box(&body)).unwrap());
    });
}

fn views(criterion: &mut Criterion) {
    let window = window();
    criterion.bench_function("the rating window as JSON", |bencher| {
        bencher.iter(|| black_box(&window).view(Language::Dutch).to_string());
    });
    let ask = AskMessage {
        ask: AskId::new(uuid(2)),
        name: "Sanne".to_owned(),
        came_in: (TODAY, TODAY),
        campaigns: (0..5)
            .map(|number| AskedCampaign {
                name: Some(format!("Webinar {number}")),
                leads: vec![LeadTitle::Company(format!("Nova Bouw {number}"))],
            })
            .collect(),
        introduction: None,
        outcomes: Vec::new(),
        briefings: Vec::new(),
        deadline: now().to_zoned(TimeZone::UTC),
        shows_names: true,
        other_language: None,
    };
    criterion.bench_function("an ask as JSON", |bencher| {
        bencher.iter(|| black_box(&ask).message(Language::Dutch).json().to_string());
    });
    let figures = round_figures(round(2_000));
    let digest = Digest {
        round: RoundId::new(uuid(1)),
        loop_id: LoopId::new(uuid(2)),
        figures: &figures,
        copy: Copy::Channel,
        charts: Charts::Native,
        without_briefing: 3,
    };
    criterion.bench_function("a digest of 2,000 ratings as JSON", |bencher| {
        bencher.iter(|| {
            black_box(&digest)
                .message(Language::Dutch)
                .json()
                .to_string()
        });
    });
    let stored = serde_json::to_string(&figures).unwrap();
    criterion.bench_function("reading stored figures", |bencher| {
        bencher.iter(|| serde_json::from_str::<RoundFigures>(black_box(&stored)).unwrap());
    });
}

fn judged(number: usize) -> Judged {
    let verdict = Verdict::ALL[number % Verdict::ALL.len()];
    Judged {
        follow_up: FollowUp::Called,
        relevance: Judgement::ALL[number % Judgement::ALL.len()],
        timing: Judgement::ALL[(number / 2) % Judgement::ALL.len()],
        intent: Judgement::ALL[(number / 3) % Judgement::ALL.len()],
        verdict,
        reason: (verdict == Verdict::Rejected).then_some(Reason::ALL[number % Reason::ALL.len()]),
        comment: number
            .is_multiple_of(4)
            .then(|| "They plan on paper still, and want a call".to_owned()),
    }
}

/// A round of a big team: so many ratings, of sixty campaigns.
fn round(ratings: usize) -> RoundInput {
    RoundInput {
        loop_name: "Benelux".to_owned(),
        number: 12,
        date: TODAY,
        is_extra: false,
        frozen_at: now(),
        leads_came_in: Some((TODAY, TODAY)),
        came_in: 2_100,
        asked: 2_200,
        accepted_before: Some(400),
        reps: 200,
        reps_asked: 190,
        reps_away: 10,
        sampled: Vec::new(),
        teams: Vec::new(),
        campaigns: (0..60)
            .map(|number| CampaignInput {
                id: CampaignId::new(uuid(number)),
                name: format!("Webinar {number}"),
                owner_id: Some(MemberId::new("U0MARK000")),
                relevance_before: Before::FirstRound,
                timing_intent_before: None,
                since_start: [HighOf { high: 30, n: 60 }; 3],
                briefing: None,
            })
            .collect(),
        ratings: (0..ratings)
            .map(|number| CountedRating {
                lead_id: LeadId::new(uuid(number)),
                title: format!("Nova Bouw {number}"),
                campaign_id: Some(CampaignId::new(uuid(number % 60))),
                member_id: MemberId::new(format!("U1{:08}", number % 200)),
                is_from_sales: false,
                judged: judged(number),
            })
            .collect(),
        trend_before: Vec::new(),
        waiting: Vec::new(),
        leads_of_away: 0,
        away_until: None,
        leads_without_owner: 4,
        open: Vec::new(),
        asked_out: 3,
        not_reached: 2,
        late: Vec::new(),
        changed: Vec::new(),
        goal: None,
        missed_by_downtime: false,
        names: (0..200)
            .map(|number| format!("Rep {number} de Vries"))
            .collect(),
    }
}

fn candidates(leads: usize) -> Vec<Candidate> {
    (0..leads)
        .map(|number| Candidate {
            lead_id: LeadId::new(uuid(number)),
            company_key: Some(format!("nova bouw {}", number / 2)),
            campaign_id: Some(CampaignId::new(uuid(number % 20))),
            came_in_at: now() - SignedDuration::from_hours(24 * 20),
            ripens_at: now() - SignedDuration::from_hours(24 * 18),
            acted_on: false,
            has_contact: false,
            last: None,
            times_asked: 0,
            rounds_not_reached: 0,
            rests_until: None,
            done: None,
            in_open_ask: false,
            age_working_days: 14,
            first_contact_days: Some(3),
            campaign_answers: u32::try_from(number % 7).unwrap(),
            is_from_sales: false,
            campaign_room: None,
            waited_alone: false,
        })
        .collect()
}

fn domain(criterion: &mut Criterion) {
    let leads = candidates(200);
    criterion.bench_function("filling an ask from 200 leads", |bencher| {
        bencher.iter(|| fill(black_box(&leads), 5, LoneLead::Waits, now()));
    });
    let history: Vec<RatedAt> = (0..3)
        .map(|number| RatedAt {
            at: now(),
            judged: judged(number),
        })
        .collect();
    criterion.bench_function("a lead's state after three ratings", |bencher| {
        bencher.iter(|| state_after(black_box(&history), 3));
    });
    let input = round(2_000);
    criterion.bench_function("the figures of 2,000 ratings", |bencher| {
        bencher.iter(|| round_figures(black_box(&input).clone()));
    });
}

fn import(criterion: &mut Criterion) {
    let rows = 10_000;
    let mut file = String::from(
        "Record ID;E-mail;Voornaam;Achternaam;Bedrijf;Functie;Campagne;Aanmaakdatum;Notities\r\n",
    );
    for number in 0..rows {
        file.push_str(&format!(
            "{number};jan.{number}@nova.example;Jan;Voorbeeld;\"Nova Bouw; {number}\";Uitvoerder;Webinar {};{:02}-11-2026 09:30;\
             Wil in mei gebeld worden\r\n",
            number % 40,
            number % 27 + 1
        ));
    }
    let mut group = criterion.benchmark_group("import");
    group.throughput(Throughput::Elements(rows));
    group.bench_function("reading 10,000 rows of CSV", |bencher| {
        bencher.iter(|| {
            let options = ReadOptions::new(TimeZone::UTC);
            let rows = LeadFile::open(black_box(file.as_bytes()), options).unwrap();
            rows.map(Result::unwrap).count()
        });
    });
    group.finish();
}

criterion_group! {
    name = parts;
    config = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    targets = deliveries, views, domain, import
}
criterion_main!(parts);
