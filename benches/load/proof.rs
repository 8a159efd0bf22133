//! Whether an acknowledged rating is a stored rating, and what the disk takes for a commit.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::time::Instant;

use anyhow::bail;
use futures_util::FutureExt as _;
use leadloop::bells::Bells;
use leadloop::domain::ids::{AskId, LeadId, WorkspaceId};
use leadloop::store::Store;

use crate::Place;
use crate::company::TEAM;
use crate::figures::Durations;

/// A rating that was acknowledged.
pub(crate) type Stored = (AskId, LeadId);

/// Looks for each of them in the file.
pub(crate) async fn all_are_stored(url: &str, acknowledged: &[Stored]) -> anyhow::Result<()> {
    let mut by_ask: BTreeMap<AskId, Vec<LeadId>> = BTreeMap::new();
    for (ask, lead) in acknowledged {
        by_ask.entry(ask.clone()).or_default().push(lead.clone());
    }
    let store = Store::open_as_it_is(url, Bells::default()).await?;
    let lost = store
        .read(by_ask, |tx, by_ask| {
            async move {
                let mut lost = 0;
                let tenant = tx.tenant(&WorkspaceId::new(TEAM)).await?;
                for (ask, leads) in by_ask {
                    let stored = match &tenant {
                        Some(tenant) => tx.ratings_of_ask(tenant, ask).await?,
                        None => Vec::new(),
                    };
                    let is_lost = |lead: &&LeadId| !stored.iter().any(|it| it.lead_id == **lead);
                    lost += leads.iter().filter(is_lost).count();
                }
                Ok(lost)
            }
            .boxed()
        })
        .await?;
    store.close().await;
    if lost > 0 {
        bail!(
            "{lost} of {} acknowledged ratings are not in the file",
            acknowledged.len()
        );
    }
    if !acknowledged.is_empty() {
        println!(
            "all {} acknowledged ratings are in the file of the killed server",
            acknowledged.len()
        );
    }
    Ok(())
}

/// What an append of a page takes here until it is on the disk: what a commit takes at least.
pub(crate) fn sync_costs(place: &Place) -> anyhow::Result<()> {
    let path = place.folder.join(format!("sync-{}", std::process::id()));
    let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
    let mut took = Durations::default();
    for _ in 0..300 {
        file.write_all(&[1; 4096])?;
        let began = Instant::now();
        file.sync_data()?;
        took.add(began.elapsed());
    }
    std::fs::remove_file(&path)?;
    println!("one fdatasync of 4 KB here:   {}", took.line());
    Ok(())
}
