//! One transaction, and the one way by which its statements reach the database.
//!
//! A statement whose answer nobody waits for is sent with the next one, for on SQLite a statement costs more on its
//! way to the connection's thread and back than in it. Never decides when a transaction begins or ends.

use std::fmt::Write as _;

use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream};
use futures_util::{FutureExt as _, StreamExt as _, TryFutureExt as _, TryStreamExt as _};
use jiff::Timestamp;
use sqlx::any::{AnyArguments, AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo};
use sqlx::pool::PoolConnection;
use sqlx::query::Query;
use sqlx::{
    Any, AnyConnection, AssertSqlSafe, Either, Execute, Executor, SqlSafeStr as _, SqlStr,
    Transaction,
};

use super::{EditTurns, Kind, StoreError};
use crate::bells::Bells;

/// Statements of one work that wait at most; then they are sent by themselves.
const MOST_WAITING: usize = 12;

/// One transaction. The queries of each table family are its methods.
#[derive(Debug)]
pub struct Tx {
    kind: Kind,
    connection: Held,
    /// When edits that it puts into the outbox have their turn.
    pub(super) edits: EditTurns,
    /// What is sent with the next statement.
    waiting: Vec<Waiting>,
    /// The bells that sound after the commit.
    pub(super) rings: Rings,
    /// A statement failed: what came after it would be of another transaction, if of any.
    has_failed: bool,
    /// Statements that waited already when the account of this work began: of works before it, in the same transaction.
    of_others: usize,
    /// One was sent together with those of others: should that fail, it may be by theirs.
    is_lost: bool,
    /// Statements so far.
    statements: usize,
    /// Statements after which it is to be taken back and done by itself; none where it may take as long as it takes.
    pub(super) most: Option<usize>,
}

/// The connection of a transaction.
#[derive(Debug)]
pub(super) enum Held {
    /// Of a transaction that sqlx began, and takes back should it be dropped.
    Alone(Transaction<'static, Any>),
    /// Of one in which many share a commit: whoever shares it out begins and ends it.
    Shared(PoolConnection<Any>),
}

impl Held {
    fn connection(&mut self) -> &mut AnyConnection {
        match self {
            Self::Alone(transaction) => transaction,
            Self::Shared(connection) => connection,
        }
    }
}

#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Rings {
    pub(super) scheduler: bool,
    /// When the first of what is new is due.
    pub(super) outbox: Option<Timestamp>,
}

impl Rings {
    /// Those of another work, too.
    pub(super) fn join(&mut self, other: Self) {
        self.scheduler |= other.scheduler;
        self.outbox = [self.outbox, other.outbox].into_iter().flatten().min();
    }

    pub(super) fn sound(self, bells: &Bells) {
        if self.scheduler {
            bells.scheduler.ring();
        }
        if let Some(at) = self.outbox {
            bells.outbox.ring_at(at);
        }
    }
}

/// A statement that has not been sent.
struct Waiting {
    text: SqlStr,
    arguments: AnyArguments,
}

impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What it binds is somebody's data.
        f.debug_tuple("Waiting").field(&self.text.as_str()).finish()
    }
}

impl Tx {
    pub(super) fn new(kind: Kind, connection: Held, edits: &EditTurns) -> Self {
        Self {
            kind,
            connection,
            edits: edits.clone(),
            waiting: Vec::new(),
            rings: Rings::default(),
            has_failed: false,
            of_others: 0,
            is_lost: false,
            statements: 0,
            most: None,
        }
    }

    /// Rings the scheduler's bell after the commit.
    pub fn ring_scheduler(&mut self) {
        self.rings.scheduler = true;
    }

    /// Rings the outbox's bell after the commit, for a post that is due at `at`.
    pub(super) fn ring_outbox(&mut self, at: Timestamp) {
        self.rings.join(Rings {
            outbox: Some(at),
            ..Rings::default()
        });
    }

    /// Through which a statement is sent.
    pub(super) fn connection(&mut self) -> &mut Self {
        self
    }

    /// Has a statement done before the next one, or before the commit: for what gives no rows, and of which nobody asks
    /// how many it changed.
    pub(super) async fn later(
        &mut self,
        mut statement: Query<'_, Any, AnyArguments>,
    ) -> Result<(), StoreError> {
        let arguments = statement.take_arguments().map_err(sqlx::Error::Encode)?;
        self.waiting.push(Waiting {
            arguments: arguments.unwrap_or_default(),
            text: statement.sql(),
        });
        if self.waiting.len() < self.of_others + MOST_WAITING {
            return Ok(());
        }
        self.send_waiting().await
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Sends what waits.
    pub(super) async fn send_waiting(&mut self) -> Result<(), StoreError> {
        if let Some(last) = self.waiting.pop() {
            sqlx::query_with(last.text, last.arguments)
                .execute(self)
                .await?;
        }
        Ok(())
    }

    /// Begins the account of a work that shares the transaction with others. What those left waiting is sent with its
    /// first statement.
    pub(super) fn begin_account(&mut self) {
        self.of_others = self.waiting.len();
        self.has_failed = false;
        self.is_lost = false;
        self.rings = Rings::default();
        self.statements = 0;
        self.most = None;
    }

    /// Ends the account of a work that is to be taken back: what of it waits is never sent. True when some of it was.
    pub(super) fn forget_waiting(&mut self) -> bool {
        let was_sent = self.statements > 0;
        self.waiting.truncate(self.of_others);
        was_sent
    }

    /// Statements since the account began, and those that wait.
    pub(super) fn statements(&self) -> usize {
        self.statements + self.waiting.len() - self.of_others
    }

    /// Whether a statement failed that may be of others: then nobody knows whose fault it was.
    pub(super) fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// Whether it was stopped for taking too long beside others.
    pub(super) fn gave_way(&self) -> bool {
        self.most.is_some_and(|most| self.statements > most)
    }

    pub(super) fn into_held(self) -> Held {
        self.connection
    }

    /// Commits what sqlx began. What many share is committed by whoever shares it out.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self.connection {
            Held::Alone(transaction) => Ok(transaction.commit().await?),
            Held::Shared(_) => Err(StoreError::Stopped("a shared commit".to_owned())),
        }
    }

    /// Takes back what sqlx began.
    pub(super) async fn roll_back(self) -> Result<(), StoreError> {
        match self.connection {
            Held::Alone(transaction) => Ok(transaction.rollback().await?),
            Held::Shared(_) => Err(StoreError::Stopped("a shared commit".to_owned())),
        }
    }

    /// One statement of what waits and this one, and of how many answers of it are those of what waited. SQLite takes
    /// several statements in one text; PostgreSQL does not, and is sent them one by one.
    fn joined(&mut self, text: SqlStr, arguments: Option<AnyArguments>) -> Joined {
        if self.kind != Kind::Sqlite || self.waiting.is_empty() {
            return Joined {
                before: std::mem::take(&mut self.waiting),
                text,
                arguments,
                skip: 0,
            };
        }
        let skip = self.waiting.len();
        let mut all = String::new();
        let mut bound = AnyArguments::default();
        for it in self.waiting.drain(..) {
            // sqlx has no other way to put the arguments of two statements together.
            renumber(it.text.as_str(), bound.values.0.len(), &mut all);
            all.push(';');
            bound.values.0.extend(it.arguments.values.0);
        }
        renumber(text.as_str(), bound.values.0.len(), &mut all);
        bound
            .values
            .0
            .extend(arguments.unwrap_or_default().values.0);
        Joined {
            before: Vec::new(),
            text: AssertSqlSafe(all).into_sql_str(),
            arguments: Some(bound),
            skip,
        }
    }

    /// Sends what waits, and this statement; the answers of what waited are left out.
    fn send<'e, 'q: 'e, E>(
        &'e mut self,
        mut statement: E,
    ) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, sqlx::Error>>
    where
        E: 'q + Execute<'q, Any>,
    {
        if self.has_failed || self.gave_way() {
            return stream::once(std::future::ready(Err(sqlx::Error::Protocol(
                "the transaction has failed or was stopped, and is taken back".to_owned(),
            ))))
            .boxed();
        }
        let arguments = match statement.take_arguments() {
            Ok(arguments) => arguments,
            Err(error) => {
                return stream::once(std::future::ready(Err(sqlx::Error::Encode(error)))).boxed();
            }
        };
        let persistent = statement.persistent();
        let Joined {
            before,
            text,
            arguments,
            mut skip,
        } = self.joined(statement.sql(), arguments);
        let with_others = std::mem::take(&mut self.of_others);
        self.statements += before.len() + skip + 1 - with_others;
        let Tx {
            connection,
            has_failed,
            is_lost,
            ..
        } = self;
        let connection = connection.connection();
        async move {
            for it in before {
                sqlx::query_with(it.text, it.arguments)
                    .execute(&mut *connection)
                    .await?;
            }
            Ok(connection.fetch_many(Statement {
                text,
                arguments,
                persistent,
            }))
        }
        .try_flatten_stream()
        .inspect_err(move |_| {
            *has_failed = true;
            *is_lost |= with_others > 0;
        })
        .try_filter(move |answer| {
            let is_of_another = answer.is_left() && skip > 0;
            skip -= usize::from(is_of_another);
            std::future::ready(!is_of_another)
        })
        .boxed()
    }
}

/// What is sent for a statement.
struct Joined {
    /// What is sent by itself before.
    before: Vec<Waiting>,
    text: SqlStr,
    arguments: Option<AnyArguments>,
    /// Answers that are of what waited.
    skip: usize,
}

/// Appends the statement with its placeholders counted on from `offset`. No text of ours has a `$` but for them.
fn renumber(text: &str, offset: usize, into: &mut String) {
    if offset == 0 {
        into.push_str(text);
        return;
    }
    let mut parts = text.split('$');
    into.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        match number.parse::<usize>() {
            // Writing into a text can't fail.
            Ok(number) => _ = write!(into, "${}", number + offset),
            Err(_) => into.push('$'),
        }
        into.push_str(rest);
    }
}

impl<'t> Executor<'t> for &'t mut Tx {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(
        self,
        statement: E,
    ) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, sqlx::Error>>
    where
        't: 'e,
        E: 'q + Execute<'q, Any>,
    {
        self.send(statement)
    }

    fn fetch_optional<'e, 'q: 'e, E>(
        self,
        statement: E,
    ) -> BoxFuture<'e, Result<Option<AnyRow>, sqlx::Error>>
    where
        't: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let mut answers = self.fetch_many(statement);
        async move {
            while let Some(answer) = answers.try_next().await? {
                if let Either::Right(row) = answer {
                    return Ok(Some(row));
                }
            }
            Ok(None)
        }
        .boxed()
    }

    fn prepare_with<'e>(
        self,
        text: SqlStr,
        parameters: &'e [AnyTypeInfo],
    ) -> BoxFuture<'e, Result<AnyStatement, sqlx::Error>>
    where
        't: 'e,
    {
        self.connection.connection().prepare_with(text, parameters)
    }

    fn describe<'e>(self, text: SqlStr) -> BoxFuture<'e, Result<sqlx::Describe<Any>, sqlx::Error>>
    where
        't: 'e,
    {
        self.connection.connection().describe(text)
    }
}

/// A statement as it is sent.
struct Statement {
    text: SqlStr,
    arguments: Option<AnyArguments>,
    persistent: bool,
}

impl Execute<'_, Any> for Statement {
    fn sql(self) -> SqlStr {
        self.text
    }

    fn statement(&self) -> Option<&AnyStatement> {
        None
    }

    fn take_arguments(&mut self) -> Result<Option<AnyArguments>, sqlx::error::BoxDynError> {
        Ok(self.arguments.take())
    }

    fn persistent(&self) -> bool {
        self.persistent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_counted_on() {
        let renumbered = |text, offset| {
            let mut into = String::new();
            renumber(text, offset, &mut into);
            into
        };
        assert_eq!(
            renumbered("VALUES ($1, $12, $1)", 20),
            "VALUES ($21, $32, $21)"
        );
        assert_eq!(renumbered("VALUES ($1, $2)", 0), "VALUES ($1, $2)");
        assert_eq!(renumbered("COMMIT", 3), "COMMIT");
    }
}
