//! Work that waits at the same time shares a commit, and so one wait for the disk: on SQLite, which has one writer.
//!
//! Each work but the first stands in a savepoint of its own: what one does wrong is taken back, and the others are none
//! the worse for it. What it writes is sent with the next one's first statement, or with the commit; should that fail,
//! all of it is taken back and each work done again by itself. Nobody is answered before the commit, and whoever is told that it is done finds it after a power cut. Never
//! waits for company: what comes while nothing is written begins at once, what comes meanwhile shares the next commit.

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::{AnyPool, query};
use tokio::sync::oneshot;

use super::transaction::{Held, Rings};
use super::{ATTEMPTS, EditTurns, Kind, StoreError, Tx};
use crate::bells::Bells;

/// Takes the one place of a writer at once, not with the first write.
const BEGIN: &str = "BEGIN IMMEDIATE";
/// Works that share a commit at most.
const MOST_WORKS: usize = 256;
/// Works that are told at once what came of them.
const ANSWERED_AT_ONCE: usize = 8;
/// Once a transaction has taken as long, no work joins it any more: who came first waits for the commit.
const LONG_ENOUGH: Duration = Duration::from_millis(250);
/// Once a transaction has as many statements, no work joins it any more.
const ENOUGH_STATEMENTS: usize = 4_000;
/// A work that needs more statements is done by itself: the others don't wait for it with what they have done.
const MOST_BESIDE_OTHERS: usize = 500;

/// The line in which work waits for its turn to write.
#[derive(Debug, Clone)]
pub(super) struct Line {
    writer: AnyPool,
    bells: Bells,
    edit_turns: EditTurns,
    waiting: Arc<Mutex<Waiting>>,
}

#[derive(Default)]
struct Waiting {
    works: VecDeque<Box<dyn Work>>,
    /// Somebody takes works from the line until it is empty.
    is_served: bool,
}

impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Waiting").field(&self.works.len()).finish()
    }
}

/// Something to be done in a transaction, as often as it takes.
trait Work: Send {
    /// Does it, and keeps what came of it.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, Result<(), StoreError>>;

    /// Tells whoever asked for it: what came of it, or why it was not done.
    fn answer(self: Box<Self>, outcome: Result<(), StoreError>);
}

struct Asked<A, T, F> {
    input: A,
    work: F,
    value: Option<T>,
    asker: oneshot::Sender<Result<T, StoreError>>,
}

impl<A, T, F> Work for Asked<A, T, F>
where
    A: Send + Sync,
    T: Send,
    F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, StoreError>> + Send + Sync,
{
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, Result<(), StoreError>> {
        async {
            self.value = None;
            let value = (self.work)(tx, &self.input).await?;
            self.value = Some(value);
            Ok(())
        }
        .boxed()
    }

    fn answer(self: Box<Self>, outcome: Result<(), StoreError>) {
        let answer = match (outcome, self.value) {
            (Ok(()), Some(value)) => Ok(value),
            (Err(error), _) => Err(error),
            (Ok(()), None) => Err(StoreError::Stopped("a work was not done".to_owned())),
        };
        // Whoever does not wait any more will find what was stored.
        let _gone = self.asker.send(answer);
    }
}

/// What became of a work beside others.
enum Beside {
    /// It ended, well or not; the transaction is as if it alone had not been there where it did not end well.
    Ended(Result<(), StoreError>),
    /// It is to be done by itself; the transaction is as if it had not been there.
    Alone,
    /// The transaction is no longer open: nothing of it is stored.
    Lost(StoreError),
}

impl From<Result<(), StoreError>> for Beside {
    /// What became of the first work.
    fn from(outcome: Result<(), StoreError>) -> Self {
        match outcome {
            Ok(()) => Self::Ended(Ok(())),
            Err(error) => Self::Lost(error),
        }
    }
}

impl Line {
    pub(super) fn new(writer: AnyPool, bells: Bells, edit_turns: EditTurns) -> Self {
        Self {
            writer,
            bells,
            edit_turns,
            waiting: Arc::default(),
        }
    }

    /// Does `work` in its turn, on a task of the line's own.
    pub(super) async fn write<A, T, F>(&self, input: A, work: F) -> Result<T, StoreError>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, StoreError>>
            + Send
            + Sync
            + 'static,
    {
        let (asker, answer) = oneshot::channel();
        self.stand(Box::new(Asked {
            input,
            work,
            value: None,
            asker,
        }));
        answer
            .await
            .map_err(|_| StoreError::Stopped("the writer ended".to_owned()))?
    }

    /// Waits until all that waits now is done.
    pub(super) async fn finish(&self) {
        // Nothing to do, after everything else. Where it can't be done, nothing else can, either.
        if let Err(error) = self.write((), |_, ()| async { Ok(()) }.boxed()).await {
            tracing::debug!(%error, "the line was not served to its end");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Whoever holds it moves works about, and can't fail half-way.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stand(&self, work: Box<dyn Work>) {
        let mut waiting = self.lock();
        waiting.works.push_back(work);
        if !std::mem::replace(&mut waiting.is_served, true) {
            tokio::spawn(self.clone().serve());
        }
    }

    fn next(&self) -> Option<Box<dyn Work>> {
        self.lock().works.pop_front()
    }

    /// Takes works from the line until it is empty.
    async fn serve(self) {
        /// Should serving ever end before the line is empty, nobody waits for ever.
        struct Serving {
            line: Line,
            is_done: bool,
        }
        impl Drop for Serving {
            fn drop(&mut self) {
                if !self.is_done {
                    let mut waiting = self.line.lock();
                    waiting.is_served = false;
                    waiting.works.clear();
                }
            }
        }
        let mut serving = Serving {
            line: self,
            is_done: false,
        };
        loop {
            let line = &serving.line;
            let first = {
                let mut waiting = line.lock();
                let first = waiting.works.pop_front();
                waiting.is_served = first.is_some();
                first
            };
            let Some(first) = first else {
                // Another task may serve by now.
                serving.is_done = true;
                return;
            };
            line.commit_together(first).await;
        }
    }

    /// One transaction: this work, and what waits beside it.
    #[expect(
        clippy::disallowed_methods,
        reason = "people wait in real time for the commit that answers them"
    )]
    async fn commit_together(&self, first: Box<dyn Work>) {
        let mut tx = match self.begin_with_the_first().await {
            Ok(tx) => tx,
            Err(error) => return self.refuse_all(vec![first], error),
        };
        let began = Instant::now();
        let mut ended = Vec::new();
        let mut alone = Vec::new();
        let (mut statements, mut rings) = (0, Rings::default());
        let mut next = Some(first);
        while let Some(mut work) = next {
            let done = match ended.is_empty() {
                true => first_of_all(&mut tx, &mut *work).await.into(),
                false => beside_others(&mut tx, &mut *work).await,
            };
            match done {
                Beside::Ended(Err(error)) if error.is_retryable() => alone.push(work),
                Beside::Ended(outcome) => {
                    if outcome.is_ok() {
                        rings.join(tx.rings);
                    }
                    ended.push((work, outcome));
                }
                Beside::Alone => {
                    alone.push(work);
                    break;
                }
                Beside::Lost(error) => {
                    tracing::debug!(%error, "a transaction was lost; what shared it is done again, one by one");
                    take_back(tx).await;
                    let all = ended.into_iter().map(|(work, _)| work);
                    let all: Vec<_> = all.chain([work]).chain(alone).collect();
                    // It may be that nothing can begin at all.
                    match self.begin().await {
                        Ok(tx) => take_back(tx).await,
                        Err(error) => return self.refuse_all(all, error),
                    }
                    return self.one_by_one(all).await;
                }
            }
            statements += tx.statements();
            let has_room = ended.len() < MOST_WORKS
                && statements < ENOUGH_STATEMENTS
                && began.elapsed() < LONG_ENOUGH;
            next = if has_room { self.next() } else { None };
        }
        match commit(tx).await {
            Ok(()) => {
                rings.sound(&self.bells);
                if ended.len() > ANSWERED_AT_ONCE {
                    tokio::spawn(answer_all(ended));
                } else {
                    answer_all(ended).await;
                }
                self.one_by_one(alone).await;
            }
            Err(error) => {
                // Whoever is refused then is told why.
                tracing::debug!(%error, "a commit failed; what shared it is done again, one by one");
                let all = ended.into_iter().map(|(work, _)| work).chain(alone);
                self.one_by_one(all.collect()).await;
            }
        }
    }

    /// Each in a transaction of its own, repeated when the database asks for it: whoever is refused then has its own
    /// reason.
    async fn one_by_one(&self, works: Vec<Box<dyn Work>>) {
        for mut work in works {
            let mut attempt = 1;
            let outcome = loop {
                match self.alone(&mut *work).await {
                    Err(error) if error.is_retryable() && attempt < ATTEMPTS => {
                        tracing::debug!(attempt, %error, "the database asks to repeat a transaction");
                        attempt += 1;
                    }
                    outcome => break outcome,
                }
            };
            work.answer(outcome);
        }
    }

    async fn alone(&self, work: &mut dyn Work) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        if let Err(error) = first_of_all(&mut tx, work).await {
            take_back(tx).await;
            return Err(error);
        }
        let rings = tx.rings;
        commit(tx).await?;
        rings.sound(&self.bells);
        Ok(())
    }

    /// A transaction that begins with the first statement.
    async fn begin_with_the_first(&self) -> Result<Tx, StoreError> {
        let held = Held::Shared(self.writer.acquire().await?);
        let mut tx = Tx::new(Kind::Sqlite, held, &self.edit_turns);
        tx.later(query(BEGIN)).await?;
        Ok(tx)
    }

    async fn begin(&self) -> Result<Tx, StoreError> {
        let mut attempt = 1;
        loop {
            let mut connection = self.writer.acquire().await?;
            let begun = query(BEGIN).execute(&mut *connection).await;
            match begun.map_err(StoreError::from) {
                Ok(_) => {
                    let held = Held::Shared(connection);
                    return Ok(Tx::new(Kind::Sqlite, held, &self.edit_turns));
                }
                Err(error) if error.is_retryable() && attempt < ATTEMPTS => {
                    tracing::debug!(attempt, %error, "another process holds the database");
                    attempt += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Where nothing can begin, whoever waits waits for nothing.
    fn refuse_all(&self, begun: Vec<Box<dyn Work>>, error: StoreError) {
        let waiting: Vec<_> = self.lock().works.drain(..).collect();
        let error = Arc::new(error);
        for work in begun.into_iter().chain(waiting) {
            work.answer(Err(StoreError::Together(Arc::clone(&error))));
        }
    }
}

/// Tells each what came of it; a few at a time, for what they make of it would all be in memory at once.
async fn answer_all(ended: Vec<(Box<dyn Work>, Result<(), StoreError>)>) {
    for (at, (work, outcome)) in ended.into_iter().enumerate() {
        if at > 0 && at % ANSWERED_AT_ONCE == 0 {
            tokio::task::yield_now().await;
        }
        work.answer(outcome);
    }
}

/// Does the first work of a transaction: to take it back, the whole transaction is.
async fn first_of_all(tx: &mut Tx, work: &mut dyn Work) -> Result<(), StoreError> {
    tx.begin_account();
    run(tx, work).await
}

async fn run(tx: &mut Tx, work: &mut dyn Work) -> Result<(), StoreError> {
    let outcome = AssertUnwindSafe(work.run(tx)).catch_unwind().await;
    outcome.unwrap_or_else(|_| {
        Err(StoreError::Stopped(
            "it ended by a defect: see the log above".to_owned(),
        ))
    })
}

/// Does a work in a savepoint of a transaction that others share.
async fn beside_others(tx: &mut Tx, work: &mut dyn Work) -> Beside {
    tx.begin_account();
    tx.most = Some(MOST_BESIDE_OTHERS);
    // Sent with the first statement of the work.
    if let Err(error) = tx.later(query("SAVEPOINT work")).await {
        return Beside::Lost(error);
    }
    let outcome = run(tx, work).await;
    let gave_way = tx.gave_way();
    tx.most = None;
    match outcome {
        Ok(()) if !gave_way => match tx.later(query("RELEASE work")).await {
            // Sent with the next work, or with the commit: should it fail then, all is done again one by one.
            Ok(()) => Beside::Ended(Ok(())),
            Err(error) => Beside::Lost(error),
        },
        Err(error) if tx.is_lost() => Beside::Lost(error),
        outcome => match (roll_back_to_savepoint(tx).await, outcome) {
            (Err(_), Err(error)) | (Err(error), Ok(())) => Beside::Lost(error),
            (Ok(()), _) if gave_way => Beside::Alone,
            (Ok(()), outcome) => Beside::Ended(outcome),
        },
    }
}

/// Takes back what was done since the savepoint. It fails when the savepoint is not there: where a full disk or a
/// failed write made SQLite take back the whole transaction.
async fn roll_back_to_savepoint(tx: &mut Tx) -> Result<(), StoreError> {
    // The savepoint itself may not have been sent: then nothing of the work was.
    let was_sent = tx.forget_waiting();
    tx.begin_account();
    if !was_sent {
        return Ok(());
    }
    tx.later(query("ROLLBACK TO work")).await?;
    tx.later(query("RELEASE work")).await?;
    tx.send_waiting().await
}

/// Sends what waits, and commits. Where that fails, nothing of it is stored.
async fn commit(mut tx: Tx) -> Result<(), StoreError> {
    match query("COMMIT").execute(&mut tx).await {
        Ok(_) => Ok(()),
        Err(error) => {
            take_back(tx).await;
            Err(error.into())
        }
    }
}

/// Takes back whatever is open, so that the connection can be used again; else it is closed.
async fn take_back(tx: Tx) {
    let Held::Shared(mut connection) = tx.into_held() else {
        return;
    };
    // With the savepoint there is certainly a transaction to take back, whether or not SQLite did so before.
    let taken_back = async {
        query("SAVEPOINT work").execute(&mut *connection).await?;
        query("ROLLBACK").execute(&mut *connection).await
    };
    if let Err(error) = taken_back.await {
        tracing::warn!(%error, "the writing connection is closed: it could not be brought in order");
        connection.close_on_drop();
    }
}

#[cfg(test)]
mod tests;
