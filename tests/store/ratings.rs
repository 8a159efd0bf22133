//! Ratings: edited in place, counted by one digest.

use std::collections::HashMap;

use leadloop::domain::figures::HighOf;
use leadloop::domain::ids::{AskId, CampaignId, LeadId, LoopId, MemberId, RoundId};
use leadloop::domain::rating::{Judgement, Reason, Verdict};
use leadloop::store::Store;

use crate::small_company::{ask, asked, company, minute, rating, round, write_rows};

pub(crate) async fn a_rating_is_edited_in_place(store: Store) {
    let tenant = company(&store, "T1").await;
    let (first, edited, of_ask, of_lead) = write_rows!(store, tenant, |tx, tenant| {
        let first = rating("ask", "nova");
        tx.save_rating(tenant, &first).await?;
        let stored = tx.ratings_of_ask(tenant, &AskId::new("ask")).await?;
        let mut edited = first.clone();
        edited.judged.verdict = Verdict::Rejected;
        edited.judged.reason = Some(Reason::NoNeed);
        edited.judged.relevance = Judgement::One;
        edited.judged.comment = None;
        edited.is_late = true;
        edited.edited_at = Some(minute(30));
        edited.revision = 2;
        tx.save_rating(tenant, &edited).await?;
        Ok((
            (first, stored),
            edited,
            tx.ratings_of_ask(tenant, &AskId::new("ask")).await?,
            tx.ratings_of_lead(tenant, &LeadId::new("nova")).await?,
        ))
    });
    assert_eq!(first.1, [first.0]);
    assert_eq!(of_ask.as_slice(), std::slice::from_ref(&edited));
    assert_eq!(of_lead, [edited]);
}

pub(crate) async fn a_late_rating_is_counted_once(store: Store) {
    let tenant = company(&store, "T1").await;
    let (first, second, third, (page, rest), accepted_before) =
        write_rows!(store, tenant, |tx, tenant| {
            let the_loop = LoopId::new("loop");
            let (one, two) = (RoundId::new("round"), RoundId::new("second"));
            tx.save_rating(tenant, &rating("ask", "nova")).await?;
            tx.mark_counted(tenant, &the_loop, &one).await?;
            let first = tx.ratings_counted_in(tenant, &one).await?;

            tx.save_round(tenant, &round("second", 2)).await?;
            tx.save_ask(tenant, &ask("next", "second", "UREP")).await?;
            tx.save_asked(tenant, &asked("next", "delta", 1)).await?;
            let mut late = rating("ask", "delta");
            late.is_late = true;
            late.rated_at = minute(60);
            tx.save_rating(tenant, &late).await?;
            let mut in_time = rating("next", "delta");
            in_time.rated_at = minute(61);
            tx.save_rating(tenant, &in_time).await?;
            tx.mark_counted(tenant, &the_loop, &two).await?;
            let second = tx.ratings_counted_in(tenant, &two).await?;
            let third = RoundId::new("third");
            tx.save_round(tenant, &round("third", 3)).await?;
            tx.mark_counted(tenant, &the_loop, &third).await?;
            let again = tx.ratings_counted_in(tenant, &third).await?;
            let page = tx.ratings_page(tenant, None, 2).await?;
            let last = page.last().map(|it| &it.rating);
            let rest = tx.ratings_page(tenant, last, 2).await?;
            Ok((
                first,
                second,
                again,
                (page, rest),
                tx.count_accepted(tenant, &the_loop, minute(0), minute(60))
                    .await?,
            ))
        });
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].asked_in, (RoundId::new("round"), 1));
    assert_eq!(
        first[0].source,
        ("csv".to_owned(), Some("crm-nova".to_owned()))
    );
    assert_eq!(
        second.len(),
        2,
        "its own, and the late one of the round before"
    );
    assert_eq!(third, []);
    assert_eq!(page.len(), 2);
    assert_eq!(accepted_before, 1);
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].rating.counted_in, Some(RoundId::new("second")));
}

pub(crate) async fn since_start_holds_each_lead_as_it_was_last_judged(store: Store) {
    let tenant = company(&store, "T1").await;
    let (before, after, changed, earlier, counted) = write_rows!(store, tenant, |tx, tenant| {
        let the_loop = LoopId::new("loop");
        let (one, two) = (RoundId::new("round"), RoundId::new("second"));
        let campaigns = ["webinar", "without-ratings"].map(CampaignId::new);
        let mut first = round("round", 1);
        first.closed_at = Some(minute(30));
        tx.save_round(tenant, &first).await?;
        let mut nova = rating("ask", "nova");
        tx.save_rating(tenant, &nova).await?;
        tx.mark_counted(tenant, &the_loop, &one).await?;
        let before = tx.since_start(tenant, &the_loop, &campaigns).await?;

        // Changed after the close; and asked about again, and judged anew.
        nova.counted_in = Some(one.clone());
        nova.edited_at = Some(minute(40));
        nova.judged.intent = Judgement::Five;
        tx.save_rating(tenant, &nova).await?;
        tx.save_round(tenant, &round("second", 2)).await?;
        tx.save_ask(tenant, &ask("next", "second", "UREP")).await?;
        tx.save_asked(tenant, &asked("next", "delta", 1)).await?;
        let mut delta = rating("next", "delta");
        delta.judged.relevance = Judgement::One;
        delta.rated_at = minute(50);
        tx.save_rating(tenant, &delta).await?;
        tx.mark_counted(tenant, &the_loop, &two).await?;
        Ok((
            before,
            tx.since_start(tenant, &the_loop, &campaigns).await?,
            tx.changed_after_digest(tenant, &the_loop, minute(30), minute(60))
                .await?,
            tx.changed_after_digest(tenant, &the_loop, minute(41), minute(60))
                .await?,
            tx.ratings_counted_in(tenant, &two).await?,
        ))
    });
    let webinar = |axes: [(u32, u32); 3]| {
        let axes = axes.map(|(high, n)| HighOf { high, n });
        HashMap::from([(CampaignId::new("webinar"), axes)])
    };
    assert_eq!(before, webinar([(1, 1), (0, 1), (0, 0)]));
    assert_eq!(after, webinar([(1, 2), (0, 2), (1, 1)]));
    assert_eq!((changed, earlier), (vec![(1, 1)], vec![]));
    let counted: Vec<_> = counted
        .iter()
        .map(|it| it.rating.lead_id.as_str())
        .collect();
    assert_eq!(counted, ["delta"]);
}

pub(crate) async fn a_round_of_one_rep_is_counted_by_the_next(store: Store) {
    let tenant = company(&store, "T1").await;
    let (open, closed) = write_rows!(store, tenant, |tx, tenant| {
        let (the_loop, two) = (LoopId::new("loop"), RoundId::new("second"));
        let mut alone = round("alone", 2);
        alone.only_rep = Some(MemberId::new("UREP"));
        tx.save_round(tenant, &alone).await?;
        tx.save_ask(tenant, &ask("extra", "alone", "UREP")).await?;
        tx.save_asked(tenant, &asked("extra", "delta", 1)).await?;
        tx.save_rating(tenant, &rating("extra", "delta")).await?;
        tx.save_round(tenant, &round("second", 3)).await?;
        tx.mark_counted(tenant, &the_loop, &two).await?;
        let open = tx.ratings_counted_in(tenant, &two).await?;
        alone.closed_at = Some(minute(30));
        tx.save_round(tenant, &alone).await?;
        tx.mark_counted(tenant, &the_loop, &two).await?;
        Ok((open, tx.ratings_counted_in(tenant, &two).await?))
    });
    assert_eq!(open, []);
    assert_eq!(closed.len(), 1);
    assert!(!closed[0].has_digest);
}
