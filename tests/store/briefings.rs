//! Briefings: written, posted when due, expected, discussed, read.

use jiff::tz::TimeZone;
use leadloop::domain::briefing::{BriefingContent, BriefingState, Forecast, Opinion};
use leadloop::domain::campaign::{Campaign, CampaignState};
use leadloop::domain::ids::{CampaignId, ChannelId, LoopId, MemberId};
use leadloop::domain::language::Language;
use leadloop::domain::member::Role;
use leadloop::domain::post::{Destination, Post};
use leadloop::store::{BriefingRow, ForecastRow, OutboxState, ReviewRow, SentPost, Store};

use crate::small_company::{
    campaign, company, lead, loop_row, member, minute, read_rows, write_rows,
};

/// In minutes.
const DAY: i64 = 24 * 60;

fn webinar() -> CampaignId {
    CampaignId::new("webinar")
}

fn channel(id: &str) -> ChannelId {
    ChannelId::new(id)
}

fn briefing() -> BriefingRow {
    BriefingRow {
        campaign_id: webinar(),
        state: BriefingState::Draft,
        content: BriefingContent {
            goal: "tien gesprekken – “echt”".to_owned(),
            ..BriefingContent::default()
        },
        posted: None,
        channels: vec![channel("CBRIEF")],
        revision: 3,
        edited_by: MemberId::new("UMARK"),
        edited_at: minute(3),
        post_at: Some(minute(50)),
        posted_at: None,
        posted_by: None,
        closed_at: None,
    }
}

pub(crate) async fn a_briefing_comes_back_as_it_was(store: Store) {
    let tenant = company(&store, "T1").await;
    let posted = BriefingRow {
        state: BriefingState::Posted,
        posted: Some(briefing().content),
        post_at: None,
        posted_at: Some(minute(50)),
        posted_by: Some(MemberId::new("UMARK")),
        closed_at: Some(minute(90)),
        revision: 4,
        ..briefing()
    };
    let expected = posted.clone();
    let (before, after, of, standing, none) = store
        .write((tenant.clone(), posted), |tx, (tenant, posted)| {
            Box::pin(async move {
                tx.save_briefing(tenant, &briefing()).await?;
                let before = tx.briefing(tenant, &webinar()).await?;
                tx.save_briefing(tenant, posted).await?;
                let ids = [CampaignId::new("none"), webinar()];
                Ok((
                    before,
                    tx.briefing(tenant, &webinar()).await?,
                    tx.briefings_of(tenant, &ids).await?,
                    tx.posted_briefings(tenant, 10).await?,
                    tx.briefing(tenant, &CampaignId::new("none")).await?,
                ))
            })
        })
        .await
        .unwrap();
    assert_eq!(before, Some(briefing()));
    assert_eq!(after, Some(expected.clone()));
    assert_eq!(of.as_slice(), std::slice::from_ref(&expected));
    assert_eq!(standing, [expected]);
    assert_eq!(none, None);
}

pub(crate) async fn a_briefing_is_due_when_it_is_to_be_posted(store: Store) {
    let tenant = company(&store, "T1").await;
    let (early, due, next, put_off, posted) = write_rows!(store, tenant, |tx, tenant| {
        tx.save_briefing(tenant, &briefing()).await?;
        let early = tx.briefings_to_post(minute(49), 10).await?;
        let due = tx.briefings_to_post(minute(50), 10).await?;
        let next = tx.next_briefing_at().await?;
        tx.put_briefing_off(tenant, &webinar(), minute(60)).await?;
        let put_off = tx.next_briefing_at().await?;
        let posted = BriefingRow {
            post_at: None,
            ..briefing()
        };
        tx.save_briefing(tenant, &posted).await?;
        tx.put_briefing_off(tenant, &webinar(), minute(70)).await?;
        Ok((early, due, next, put_off, tx.next_briefing_at().await?))
    });
    assert_eq!(early, []);
    assert_eq!(due, [(tenant.clone(), webinar())]);
    assert_eq!(next, Some(minute(50)));
    assert_eq!(put_off, Some(minute(60)));
    assert_eq!(posted, None, "what nobody scheduled is not put off");
}

pub(crate) async fn what_was_expected_and_said_of_a_draft_is_kept(store: Store) {
    let tenant = company(&store, "T1").await;
    let made = |accepted_of_ten, at| ForecastRow {
        forecast: Forecast {
            accepted_of_ten,
            warm_of_ten: 2,
            cold_of_ten: 3,
        },
        made_at: minute(at),
        made_by: MemberId::new("UMARK"),
    };
    let asked = ReviewRow {
        member_id: MemberId::new("UREP"),
        asked_at: minute(5),
        opinion: None,
        remark: None,
        given_at: None,
        reply: None,
        is_taken_over: false,
    };
    let said = ReviewRow {
        opinion: Some(Opinion::NeedsMore),
        remark: Some("Wat kost het?".to_owned()),
        given_at: Some(minute(6)),
        ..asked.clone()
    };
    assert!(!asked.is_owed_an_answer() && said.is_owed_an_answer());
    let answered = ReviewRow {
        reply: Some("prijs erbij".to_owned()),
        is_taken_over: true,
        ..said.clone()
    };
    assert!(!answered.is_owed_an_answer());
    let input = (tenant.clone(), [asked, said, answered.clone()]);
    let (forecasts, reviews) = store
        .write(input, move |tx, (tenant, reviews)| {
            Box::pin(async move {
                tx.save_briefing(tenant, &briefing()).await?;
                for forecast in [made(6, 9), made(5, 7), made(4, 7)] {
                    tx.add_forecast(tenant, &webinar(), &forecast).await?;
                }
                for review in reviews {
                    tx.save_review(tenant, &webinar(), review).await?;
                }
                Ok((
                    tx.forecasts(tenant, &webinar()).await?,
                    tx.reviews(tenant, &webinar()).await?,
                ))
            })
        })
        .await
        .unwrap();
    assert_eq!(forecasts, [made(4, 7), made(6, 9)]);
    assert_eq!(reviews, [answered]);
}

pub(crate) async fn reps_of_the_channels_loops_count_as_readers(store: Store) {
    let tenant = company(&store, "T1").await;
    let (elsewhere, there, language, other, unread, first, second, left) =
        write_rows!(store, tenant, |tx, tenant| {
            for (id, name) in [("UTWO", "Bram"), ("UGONE", "Cas")] {
                let mut member = member(id, name);
                member.is_deactivated = id == "UGONE";
                tx.upsert_member(tenant, &member).await?;
            }
            let mut second = loop_row();
            second.settings.id = LoopId::new("second");
            second.settings.name = "Nordics".to_owned();
            second.settings.language = Language::English;
            second.settings.briefing_channel = Some(channel("CBRIEF"));
            tx.save_loop(tenant, &second).await?;
            let reps = [MemberId::new("UREP")];
            let (one, two) = (LoopId::new("loop"), LoopId::new("second"));
            tx.set_loop_members(tenant, &one, Role::Sales, &reps, false, minute(0))
                .await?;
            let reps = [MemberId::new("UTWO"), MemberId::new("UGONE")];
            tx.set_loop_members(tenant, &two, Role::Sales, &reps, false, minute(0))
                .await?;
            let posted = BriefingRow {
                state: BriefingState::Posted,
                posted_at: Some(minute(50)),
                ..briefing()
            };
            tx.save_briefing(tenant, &posted).await?;
            let two = MemberId::new("UTWO");
            let unread = (
                tx.unread_briefings(tenant, &two).await?.len(),
                tx.unread_briefings(tenant, &MemberId::new("UREP"))
                    .await?
                    .len(),
            );
            let first = tx.note_read(tenant, &webinar(), &two, minute(60)).await?;
            let again = tx.note_read(tenant, &webinar(), &two, minute(61)).await?;
            Ok((
                tx.wanted_readers(tenant, &[channel("COTHER")]).await?.len(),
                tx.wanted_readers(tenant, &[channel("CBRIEF")]).await?,
                tx.language_of_channel(tenant, &channel("CBRIEF")).await?,
                tx.language_of_channel(tenant, &channel("COTHER")).await?,
                unread,
                first,
                again,
                (
                    tx.unread_briefings(tenant, &two).await?.len(),
                    tx.readers(tenant, &webinar()).await?,
                    tx.read_by(tenant, &two).await?,
                ),
            ))
        });
    assert_eq!(elsewhere, 2, "a channel of no loop is for everybody");
    let there: Vec<&str> = there.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(there, ["Bram"], "who is gone does not count");
    assert_eq!((language, other), (Language::English, Language::English));
    assert_eq!(unread, (1, 0));
    assert!(first && !second, "read once");
    assert_eq!(left, (0, vec![MemberId::new("UTWO")], vec![webinar()]));
}

pub(crate) async fn leads_before_their_briefing_are_counted_in_days(store: Store) {
    let tenant = company(&store, "T1").await;
    let (unposted, posted, of_none) = write_rows!(store, tenant, |tx, tenant| {
        let mut own = lead("own", Some("UREP"));
        own.lead.source = "sales".to_owned();
        own.lead.came_in_at = minute(-30 * DAY);
        tx.save_lead(tenant, &own).await?;
        let days = |days: i64| minute(days * DAY);
        let (zone, of) = (TimeZone::UTC, webinar());
        let unposted = tx
            .first_lead_before_briefing(tenant, &of, &zone, days(6))
            .await?;
        let posted = BriefingRow {
            posted_at: Some(days(4)),
            ..briefing()
        };
        tx.save_briefing(tenant, &posted).await?;
        let posted = tx
            .first_lead_before_briefing(tenant, &of, &zone, days(6))
            .await?;
        let none = CampaignId::new("none");
        let of_none = tx
            .first_lead_before_briefing(tenant, &none, &zone, days(6))
            .await?;
        Ok((unposted, posted, of_none))
    });
    assert_eq!((unposted, posted, of_none), (Some(6), Some(4), None));
}

pub(crate) async fn a_deleted_message_is_posted_anew_and_its_owner_known(store: Store) {
    let tenant = company(&store, "T1").await;
    let (row, told, nobody) = write_rows!(store, tenant, |tx, tenant| {
        tx.save_briefing(tenant, &briefing()).await?;
        let post = Post::Briefing {
            campaign_id: webinar(),
            channel_id: channel("CBRIEF"),
        };
        let to = Destination::Channel(channel("CBRIEF"));
        let id = leadloop::domain::ids::PostId::new("p1");
        tx.post(tenant, &id, &post, &to, minute(5)).await?;
        let row = tx.post_by_key(tenant, &post.key()).await?.unwrap();
        tx.claim_post(tenant, &row, minute(5)).await?;
        let place = SentPost {
            channel: "CBRIEF".to_owned(),
            ts: "1.2".to_owned(),
        };
        tx.mark_sent(tenant, &row, &place).await?;
        tx.post_anew(tenant, &post.key(), minute(9)).await?;
        let told = tx.told_of_post(tenant, &post).await?;
        let of_nobody = Campaign {
            owner_id: None,
            state: CampaignState::Running,
            ..campaign()
        };
        tx.save_campaign(tenant, &of_nobody).await?;
        Ok((
            tx.post_by_key(tenant, &post.key()).await?.unwrap(),
            told,
            tx.told_of_post(tenant, &post).await?,
        ))
    });
    assert_eq!(row.state, OutboxState::Pending);
    assert_eq!((row.ts, row.not_before), (None, minute(9)));
    assert_eq!(told, Some(MemberId::new("UMARK")), "its campaign's owner");
    assert_eq!(nobody, Some(MemberId::new("UMARK")), "else who wrote it");
    let standing = read_rows!(store, tenant, |tx, tenant| {
        tx.posted_briefings(tenant, 10).await
    });
    assert_eq!(standing, [], "a draft stands nowhere");
}

pub(crate) async fn what_was_dropped_is_posted_after_all_once(store: Store) {
    let tenant = company(&store, "T1").await;
    let (waiting, dropped, again, row) = write_rows!(store, tenant, |tx, tenant| {
        tx.save_briefing(tenant, &briefing()).await?;
        let post = Post::Briefing {
            campaign_id: webinar(),
            channel_id: channel("CBRIEF"),
        };
        let to = Destination::Channel(channel("CBRIEF"));
        let id = leadloop::domain::ids::PostId::new("p1");
        tx.post(tenant, &id, &post, &to, minute(5)).await?;
        let key = post.key();
        let waiting = tx.post_after_all(tenant, &key, minute(6)).await?;
        let row = tx.post_by_key(tenant, &key).await?.unwrap();
        tx.mark_post(tenant, &row, OutboxState::Dropped, "no longer wanted")
            .await?;
        let dropped = tx.post_after_all(tenant, &key, minute(9)).await?;
        let again = tx.post_after_all(tenant, &key, minute(12)).await?;
        let row = tx.post_by_key(tenant, &key).await?.unwrap();
        Ok((waiting, dropped, again, row))
    });
    assert_eq!((waiting, dropped, again), (false, true, false));
    assert_eq!(
        (row.state, row.not_before),
        (OutboxState::Pending, minute(9))
    );
    assert_eq!(row.reason, None);
}
