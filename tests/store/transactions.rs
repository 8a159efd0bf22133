//! All or nothing, and nothing lost when many write at once.

use futures_util::future::try_join_all;
use leadloop::bells::Bells;
use leadloop::domain::ids::MemberId;
use leadloop::store::{Store, StoreError};

use crate::small_company::{company, found, member, read_rows};

pub(crate) async fn opening_again_changes_nothing(store: Store) {
    let tenant = company(&store, "T1").await;
    // The migrations ran when the store was opened; a read of every table shows they are all there.
    let people = read_rows!(store, tenant, |tx, tenant| {
        tx.ratings_page(tenant, None, 1).await?;
        tx.members(tenant).await
    });
    assert_eq!(people.len(), 3);
}

pub(crate) async fn an_error_undoes_the_whole_write(store: Store) {
    let tenant = company(&store, "T1").await;
    let refused: Result<(), _> = store
        .write(tenant.clone(), |tx, tenant| {
            Box::pin(async move {
                tx.upsert_member(tenant, &member("UNEW", "New")).await?;
                Err(StoreError::Stopped("on purpose".to_owned()))
            })
        })
        .await;
    assert!(matches!(refused, Err(StoreError::Stopped(_))));
    // A row that a foreign key refuses undoes what stood before it, too.
    let refused: Result<(), _> = store
        .write(tenant.clone(), |tx, tenant| {
            Box::pin(async move {
                tx.upsert_member(tenant, &member("UNEW", "New")).await?;
                let orphan = crate::small_company::ask("lost", "no such round", "UREP");
                tx.save_ask(tenant, &orphan).await
            })
        })
        .await;
    assert!(matches!(refused, Err(StoreError::Database(_))));
    let stranger = read_rows!(store, tenant, |tx, tenant| {
        tx.member(tenant, &MemberId::new("UNEW")).await
    });
    assert_eq!(stranger, None);
}

#[tokio::test]
async fn a_bell_rings_only_after_a_commit() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("leadloop.db").display());
    let bells = Bells::default();
    let store = Store::open(&url, bells.clone()).await.unwrap();
    let before = bells.scheduler.rung();
    let refused: Result<(), _> = store
        .write((), |tx, ()| {
            Box::pin(async move {
                found(tx, "T1").await?;
                Err(StoreError::Stopped("on purpose".to_owned()))
            })
        })
        .await;
    assert!(refused.is_err());
    assert_eq!(bells.scheduler.rung(), before);
    company(&store, "T1").await;
    assert_eq!(bells.scheduler.rung(), before + 1);
}

pub(crate) async fn two_hundred_writers_lose_nothing(store: Store) {
    let tenant = company(&store, "T1").await;
    let writers = (0..200).map(|_| {
        let (store, tenant) = (store.clone(), tenant.clone());
        async move {
            // Reads what it then changes: a lost update would show as a count below 200.
            store
                .write(tenant, |tx, tenant| {
                    Box::pin(async move {
                        let id = MemberId::new("UREP");
                        let mut rep = tx.member(tenant, &id).await?.unwrap();
                        rep.silent_rounds += 1;
                        tx.save_member_choices(tenant, &rep).await
                    })
                })
                .await
        }
    });
    try_join_all(writers).await.unwrap();
    let rep = read_rows!(store, tenant, |tx, tenant| {
        tx.member(tenant, &MemberId::new("UREP")).await
    });
    assert_eq!(rep.unwrap().silent_rounds, 200);
}
