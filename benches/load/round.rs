//! Opening a round for ten thousand reps, and what others wait meanwhile.

use std::time::Duration;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use leadloop::bells::Bells;
use leadloop::domain::ask::AskState;
use leadloop::domain::ids::{LeadId, MemberId, RoundId, WorkspaceId};
use leadloop::domain::member::Role;
use leadloop::domain::round::Round;
use leadloop::store::{Store, StoreError, Tx, Workspace};

use crate::Place;
use crate::company::{self, BOT, LEADS_PER_ASK, TEAM, uuid};
use crate::figures::ms;
use crate::inside::Inside;
use crate::others;
use crate::server::Database;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A Sunday evening; the round is on Tuesday.
fn eve() -> Timestamp {
    Timestamp::from_second(1_795_377_600).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn round_id() -> RoundId {
    RoundId::new(uuid(6, 1))
}

pub(crate) async fn measure(place: &Place, reps: usize) -> anyhow::Result<()> {
    let database = Database::new(place)?;
    fill(&database.url(), reps).await?;
    let inside = Inside::open(&database.file(), eve()).await?;
    let ((), mut waits) = others::save_meanwhile(&inside, open(&inside, reps)).await?;
    println!(
        "somebody else's write meanwhile, {} times:   {}",
        waits.len(),
        waits.line()
    );
    inside.app.store.close().await;
    Ok(())
}

async fn open(inside: &Inside, reps: usize) -> anyhow::Result<()> {
    let mut took = Duration::ZERO;
    for _ in 0..200 {
        took += inside.advance(&round_id()).await?;
        let next = inside
            .app
            .store
            .read((), |tx, ()| tx.next_round_wake().boxed())
            .await?;
        let (sent, summary) = sent(inside).await?;
        if sent >= reps {
            println!(
                "{sent} asks fixed, filled and sent in {} ({} an ask)",
                ms(took),
                ms(took / u32::try_from(sent)?)
            );
            return Ok(());
        }
        match next {
            Some(at) if at <= eve() + 4 * DAY => inside.clock.advance_to(at),
            _ => {
                anyhow::bail!("{sent} asks were sent and the round rests until {next:?}: {summary}")
            }
        }
    }
    anyhow::bail!("the round does not open");
}

async fn sent(inside: &Inside) -> anyhow::Result<(usize, String)> {
    let summary = inside
        .app
        .store
        .read(inside.tenant.clone(), |tx, tenant| {
            async move { tx.ask_summary(tenant, &round_id()).await }.boxed()
        })
        .await?;
    let sent = summary.iter().filter(|it| it.state == AskState::Sent);
    let count = sent.map(|it| it.count).sum::<u32>();
    Ok((usize::try_from(count)?, format!("{summary:?}")))
}

async fn fill(url: &str, reps: usize) -> anyhow::Result<()> {
    let store = Store::open(url, Bells::default()).await?;
    store
        .write(reps, |tx, reps| found(tx, *reps).boxed())
        .await?;
    store.close().await;
    Ok(())
}

async fn found(tx: &mut Tx, reps: usize) -> Result<(), StoreError> {
    let began = eve() - 40 * DAY;
    let workspace = Workspace {
        id: WorkspaceId::new(TEAM),
        name: "Ten thousand".to_owned(),
        bot_user_id: MemberId::new(BOT),
        pseudonym_salt: "salt".to_owned(),
    };
    let tenant = tx.upsert_workspace(&workspace, began).await?;
    tx.upsert_member(
        &tenant,
        &company::member(MemberId::new("U0LOTTE00"), "Lotte"),
    )
    .await?;
    let mut row = company::loop_row(began);
    row.settings.anchor = company::date(eve() + 2 * DAY);
    tx.save_loop(&tenant, &row).await?;
    for number in 0..40 {
        tx.save_campaign(&tenant, &company::campaign_row(number, None, began))
            .await?;
    }
    let everybody: Vec<MemberId> = (0..reps).map(company::rep).collect();
    for (number, rep) in everybody.iter().enumerate() {
        tx.upsert_member(
            &tenant,
            &company::member(rep.clone(), &format!("Rep {number}")),
        )
        .await?;
        for place in 0..LEADS_PER_ASK {
            let lead = number * LEADS_PER_ASK + place;
            let row = company::lead_row_of(
                LeadId::new(uuid(2, lead)),
                lead,
                &company::campaign(lead),
                number,
                eve() - 20 * DAY,
            );
            tx.save_lead(&tenant, &row).await?;
        }
    }
    tx.set_loop_members(
        &tenant,
        &row.settings.id,
        Role::Sales,
        &everybody,
        false,
        began,
    )
    .await?;
    let round = Round::planned(
        round_id(),
        company::the_loop(),
        1,
        company::date(eve() + 2 * DAY),
        eve(),
    );
    tx.save_round(&tenant, &round).await
}
