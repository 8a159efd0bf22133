//! The outbox: posted once, claimed once, the latest edit wins, nothing repeated blindly.

use jiff::Timestamp;
use leadloop::domain::ids::{AskId, MemberId, PostId, RoundId, WorkspaceId};
use leadloop::domain::post::{Destination, Post};
use leadloop::store::{Lane, OutboxRow, OutboxState, SentPost, Store, StoreError, Tenant, Tx};

use crate::small_company::{company, minute, write_rows};

fn the_ask() -> Post {
    Post::Ask {
        ask_id: AskId::new("ask"),
    }
}

fn the_edit() -> Post {
    Post::AskChanged {
        ask_id: AskId::new("ask"),
    }
}

fn the_other_edit() -> Post {
    Post::ReminderChanged {
        ask_id: AskId::new("ask"),
    }
}

fn the_digest() -> Post {
    Post::Digest {
        round_id: RoundId::new("round"),
        team_lead: None,
    }
}

fn its_thread() -> Post {
    Post::DigestDetails {
        round_id: RoundId::new("round"),
        team_lead: None,
    }
}

async fn put(tx: &mut Tx, tenant: &Tenant, id: &str, post: &Post) -> Result<(), StoreError> {
    let rep = Destination::Member(MemberId::new("UREP"));
    tx.post(tenant, &PostId::new(id), post, &rep, minute(5))
        .await
}

/// The posts of a lane whose turn has come.
async fn due(
    tx: &mut Tx,
    lane: Lane,
    now: Timestamp,
) -> Result<Vec<(Tenant, OutboxRow)>, StoreError> {
    let due = tx.posts_to_send(lane, &[], now, 10).await?;
    Ok(due.into_iter().map(|it| it.unwrap()).collect())
}

pub(crate) async fn the_same_thing_is_posted_once(store: Store) {
    let tenant = company(&store, "T1").await;
    let (early, due, next, by_id) = write_rows!(store, tenant, |tx, tenant| {
        put(tx, tenant, "p1", &the_ask()).await?;
        put(tx, tenant, "p2", &the_ask()).await?;
        Ok((
            due(tx, Lane::New, minute(4)).await?,
            due(tx, Lane::New, minute(5)).await?,
            tx.next_post_at(Lane::New, &[]).await?,
            tx.post_by_id(tenant, &PostId::new("p1")).await?,
        ))
    });
    assert_eq!(early, []);
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].1.post, the_ask());
    assert_eq!(due[0].0, tenant);
    assert_eq!(next, Some(minute(5)));
    assert_eq!(by_id.as_ref(), Some(&due[0].1));
}

pub(crate) async fn a_post_is_claimed_once(store: Store) {
    let tenant = company(&store, "T1").await;
    let (claims, postponed, sent, none_left) = write_rows!(store, tenant, |tx, tenant| {
        put(tx, tenant, "p1", &the_ask()).await?;
        let key = the_ask().key();
        let row = tx.post_by_key(tenant, &key).await?.unwrap();
        let first = tx.claim_post(tenant, &row, minute(5)).await?;
        let second = tx.claim_post(tenant, &row, minute(5)).await?;
        tx.postpone(tenant, &row, minute(7), true).await?;
        let postponed = tx.post_by_key(tenant, &key).await?.unwrap();
        let third = tx.claim_post(tenant, &row, minute(7)).await?;
        let place = SentPost {
            channel: "D1".to_owned(),
            ts: "1790000000.000100".to_owned(),
        };
        tx.mark_sent(tenant, &row, &place).await?;
        let sent = tx.post_by_key(tenant, &key).await?.unwrap();
        Ok((
            [first, second, third],
            postponed,
            sent,
            tx.next_post_at(Lane::New, &[]).await?,
        ))
    });
    assert_eq!(claims, [true, false, true]);
    assert_eq!(
        (postponed.not_before, postponed.is_plain),
        (minute(7), true)
    );
    assert_eq!(postponed.state, OutboxState::Pending);
    assert_eq!((sent.state, sent.attempts), (OutboxState::Sent, 2));
    assert_eq!(sent.ts.as_deref(), Some("1790000000.000100"));
    assert_eq!(none_left, None);
}

pub(crate) async fn the_latest_edit_wins(store: Store) {
    let tenant = company(&store, "T1").await;
    let (replaced, troubled, again) = write_rows!(store, tenant, |tx, tenant| {
        put(tx, tenant, "p1", &the_edit()).await?;
        let key = the_edit().key();
        let row = tx.post_by_key(tenant, &key).await?.unwrap();
        assert!(tx.claim_post(tenant, &row, minute(5)).await?);
        // A newer edit while the first is on its way.
        put(tx, tenant, "p2", &the_edit()).await?;
        let place = SentPost {
            channel: "D1".to_owned(),
            ts: "1.2".to_owned(),
        };
        tx.mark_sent(tenant, &row, &place).await?;
        let replaced = tx.post_by_key(tenant, &key).await?.unwrap();
        assert!(tx.claim_post(tenant, &replaced, minute(6)).await?);
        tx.mark_post(tenant, &replaced, OutboxState::Failed, "channel_not_found")
            .await?;
        let troubled = tx.troubled_posts(tenant, 10).await?;
        let again = tx.send_again(tenant, &replaced.id, minute(8)).await?;
        Ok((
            replaced,
            troubled,
            [again, tx.send_again(tenant, &row.id, minute(8)).await?],
        ))
    });
    assert_eq!(
        replaced.state,
        OutboxState::Pending,
        "the newer one is still to be sent"
    );
    assert_eq!(replaced.revision, 1);
    assert_eq!(troubled.len(), 1);
    assert_eq!(troubled[0].reason.as_deref(), Some("channel_not_found"));
    assert_eq!(again, [true, false]);
}

pub(crate) async fn an_interrupted_post_is_unknown(store: Store) {
    let tenant = company(&store, "T1").await;
    let (claimed, early, unknown, edit) = write_rows!(store, tenant, |tx, tenant| {
        put(tx, tenant, "p0", &the_ask()).await?;
        let ask = tx.post_by_key(tenant, &the_ask().key()).await?.unwrap();
        let place = SentPost {
            channel: "D1".to_owned(),
            ts: "1.2".to_owned(),
        };
        tx.mark_sent(tenant, &ask, &place).await?;
        for (id, post) in [("p1", the_digest()), ("p2", the_edit())] {
            put(tx, tenant, id, &post).await?;
            let row = tx.post_by_key(tenant, &post.key()).await?.unwrap();
            tx.claim_post(tenant, &row, minute(5)).await?;
        }
        assert_eq!(tx.oldest_claim().await?, Some(minute(5)));
        let claimed = tx.claimed_posts(minute(5)).await?;
        assert_eq!(tx.claimed_posts(minute(4)).await?, []);
        let early = tx.recover_posts(minute(4)).await?;
        let unknown = tx.recover_posts(minute(5)).await?;
        Ok((
            claimed,
            early,
            unknown,
            tx.post_by_key(tenant, &the_edit().key()).await?.unwrap(),
        ))
    });
    assert_eq!(claimed.len(), 1, "an edit can't be looked for");
    let (_, row, claimed_at) = &claimed[0];
    assert_eq!((&row.post, *claimed_at), (&the_digest(), minute(5)));
    assert_eq!(early, [], "it may still be on its way");
    assert_eq!(unknown.len(), 1);
    assert_eq!(unknown[0].1.state, OutboxState::Unknown);
    assert_eq!(unknown[0].1.post, the_digest());
    assert_eq!(
        edit.state,
        OutboxState::Pending,
        "an edit may be sent again"
    );
}

pub(crate) async fn a_thread_follows_its_message(store: Store) {
    let tenant = company(&store, "T1").await;
    let (again, due) = write_rows!(store, tenant, |tx, tenant| {
        for (id, post, state) in [
            ("p1", the_digest(), OutboxState::Failed),
            ("p2", its_thread(), OutboxState::Dropped),
            ("p3", the_ask(), OutboxState::Dropped),
        ] {
            put(tx, tenant, id, &post).await?;
            let row = tx.post_by_key(tenant, &post.key()).await?.unwrap();
            tx.mark_post(tenant, &row, state, "not_in_channel").await?;
        }
        let again = tx.send_again(tenant, &PostId::new("p1"), minute(8)).await?;
        Ok((again, due(tx, Lane::New, minute(8)).await?))
    });
    assert!(again);
    let due: Vec<_> = due.into_iter().map(|(_, row)| row.post).collect();
    assert_eq!(due, [the_digest(), its_thread()]);
}

pub(crate) async fn an_edit_is_stored_with_its_turn_and_keeps_it(store: Store) {
    let tenant = company(&store, "T1").await;
    let turns = store.edit_turns().clone();
    // Turns that are taken in another workspace are none of its.
    turns.taken_until(&WorkspaceId::new("T2"), minute(50));
    write_rows!(store, tenant, |tx, tenant| {
        put(tx, tenant, "p1", &the_edit()).await
    });
    turns.taken_until(&WorkspaceId::new("T1"), minute(9));
    let (due_now, next, due_later, new) = write_rows!(store, tenant, |tx, tenant| {
        // Said anew while it waits; then another one; and a message, which has other turns.
        put(tx, tenant, "p2", &the_edit()).await?;
        put(tx, tenant, "p3", &the_other_edit()).await?;
        put(tx, tenant, "p4", &the_ask()).await?;
        Ok((
            due(tx, Lane::Edits, minute(5)).await?,
            tx.post_by_id(tenant, &PostId::new("p3")).await?,
            due(tx, Lane::Edits, minute(9)).await?,
            due(tx, Lane::New, minute(5)).await?,
        ))
    });
    let posts = |due: Vec<(Tenant, OutboxRow)>| -> Vec<Post> {
        due.into_iter().map(|(_, row)| row.post).collect()
    };
    assert_eq!(posts(due_now), [the_edit()]);
    assert_eq!(next.unwrap().not_before, minute(9));
    assert_eq!(posts(due_later), [the_edit(), the_other_edit()]);
    assert_eq!(posts(new), [the_ask()]);
}

pub(crate) async fn an_edit_follows_a_post_that_was_found(store: Store) {
    let tenant = company(&store, "T1").await;
    let (found, due) = write_rows!(store, tenant, |tx, tenant| {
        for (id, post, state) in [
            ("p1", the_ask(), OutboxState::Unknown),
            ("p2", the_edit(), OutboxState::Dropped),
            ("p3", its_thread(), OutboxState::Dropped),
        ] {
            put(tx, tenant, id, &post).await?;
            let row = tx.post_by_key(tenant, &post.key()).await?.unwrap();
            tx.mark_post(tenant, &row, state, "no answer").await?;
        }
        let row = tx.post_by_key(tenant, &the_ask().key()).await?.unwrap();
        let place = SentPost {
            channel: "D1".to_owned(),
            ts: "1.2".to_owned(),
        };
        tx.found_post(tenant, &row, &place, minute(8)).await?;
        Ok((
            tx.post_by_key(tenant, &the_ask().key()).await?.unwrap(),
            due(tx, Lane::Edits, minute(8)).await?,
        ))
    });
    assert_eq!(found.state, OutboxState::Sent);
    assert_eq!(found.ts.as_deref(), Some("1.2"));
    let due: Vec<_> = due.into_iter().map(|(_, row)| row.post).collect();
    assert_eq!(due, [the_edit()]);
}
