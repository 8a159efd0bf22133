//! Why a feature did not do what somebody asked for: a value, said politely in that person's language.
//! Never a failure of the program; that is a [`StoreError`].

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use crate::app::App;
use crate::domain::feedback_loop::LoopState;
use crate::domain::permission;
use crate::domain::round::{ChangeRefusal, RefusedUntil, RoundState};
use crate::store::{StoreError, Tx};

/// Something that a request names and leadloop can't find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A person: not known in this workspace.
    Member,
    /// A person who is in sales in no such loop.
    Rep,
    /// A loop.
    Loop,
    /// A round.
    Round,
    /// An ask.
    Ask,
    /// A campaign.
    Campaign,
    /// A lead.
    Lead,
}

/// What is wrong with a loop as somebody filled it in; each belongs to one field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoopFault {
    /// No name.
    NameMissing,
    /// The name is longer than [`NAME_MAX`](crate::domain::feedback_loop::NAME_MAX).
    NameTooLong,
    /// Neither a rep nor a user group.
    NoReps,
    /// More user groups than [`TEAMS_MAX`](crate::domain::team::TEAMS_MAX).
    TooManyTeams,
    /// No team lead.
    NoTeamLead,
    /// Somebody named is not known in this workspace.
    UnknownPerson,
    /// The cadence is none that leadloop offers.
    Cadence,
    /// The window is not between 3 and 10 working days.
    WindowDays,
    /// The window leaves less than two days to the next round; the largest that fits.
    WindowTooLong {
        /// In working days.
        largest: u8,
    },
    /// The time zone is none that the time zone database knows.
    Zone,
    /// More than 90 days back.
    LeadDaysBack,
    /// Not between 1 and 20 leads in one ask.
    LeadsPerAsk,
    /// "Who is our customer" is longer than
    /// [`IDEAL_CUSTOMER_MAX`](crate::domain::feedback_loop::IDEAL_CUSTOMER_MAX).
    IdealCustomerTooLong,
}

/// What is wrong with a campaign as somebody filled it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CampaignFault {
    /// No name.
    NameMissing,
    /// The name is longer than [`NAME_MAX`](crate::domain::campaign::NAME_MAX).
    NameTooLong,
    /// Another campaign has this name.
    NameTaken,
    /// The goal is longer than [`GOAL_MAX`](crate::domain::campaign::GOAL_MAX).
    GoalTooLong,
    /// "Not for" is longer than [`NOT_FOR_MAX`](crate::domain::campaign::NOT_FOR_MAX).
    NotForTooLong,
    /// The owner is not known in this workspace.
    UnknownOwner,
    /// More than ten working days to a first contact.
    FirstContactDays,
}

/// Why nothing comes of what somebody wants with a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BriefingFault {
    /// A page lacks something.
    Incomplete,
    /// No channel was chosen.
    NoChannel,
    /// Of the colleagues who were chosen nobody can be asked now: names.
    NobodyToAsk(Vec<String>),
    /// The instant is past.
    InThePast,
    /// These colleagues remarked on the draft and wait for an answer: names.
    AnswersOwed(Vec<String>),
    /// It stands in its channels; an edit is posted at once.
    StandsThere,
    /// Its campaign is closed.
    Closed,
    /// The draft was not shown to this person.
    NotShown,
    /// It was posted meanwhile: there is no draft any more.
    PostedMeanwhile,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// They may not.
    NotAllowed(permission::Refusal),
    /// It is not there (any more).
    Unknown(Thing),
    /// Somebody edited it meanwhile: look again, then decide.
    Stale,
    /// The loop is filled in wrongly; at least one fault.
    Loop(Vec<LoopFault>),
    /// The campaign is filled in wrongly; at least one fault.
    Campaign(Vec<CampaignFault>),
    /// Nothing comes of it with this briefing.
    Briefing(BriefingFault),
    /// The campaign is closed.
    CampaignClosed,
    /// The loop is paused or over.
    LoopStopped(LoopState),
    /// The round can't be skipped or moved.
    Round(ChangeRefusal),
    /// An extra round was asked for less than a week after the last.
    AskedNowBefore(RefusedUntil),
    /// Nobody would be asked about anything now.
    NothingToAsk,
    /// There are no numbers before the round has closed.
    NotClosed(RoundState),
    /// The loop's next round has closed: its numbers take the answers now.
    NewerNumbers,
    /// Nothing was answered that could be done.
    NotAnswered,
    /// Nothing was written.
    TextMissing,
    /// The text is longer than so many characters.
    TextTooLong {
        /// The most it may have.
        most: usize,
    },
    /// The date is not after today, or more than a year away.
    NotWithinAYear,
    /// No day of the week was left to work on.
    NoWorkingDay,
}

impl From<permission::Refusal> for Refusal {
    fn from(refusal: permission::Refusal) -> Self {
        Self::NotAllowed(refusal)
    }
}

impl From<BriefingFault> for Refusal {
    fn from(fault: BriefingFault) -> Self {
        Self::Briefing(fault)
    }
}

impl From<ChangeRefusal> for Refusal {
    fn from(refusal: ChangeRefusal) -> Self {
        Self::Round(refusal)
    }
}

impl From<RefusedUntil> for Refusal {
    fn from(refusal: RefusedUntil) -> Self {
        Self::AskedNowBefore(refusal)
    }
}

/// Why a feature stops half-way: both kinds, so that `?` serves both. A feature refuses before it writes.
#[derive(Debug)]
pub(super) enum Stop<R = Refusal> {
    /// Politely.
    Refused(R),
    /// The store failed.
    Failed(StoreError),
}

impl<T: Into<Refusal>> From<T> for Stop<Refusal> {
    fn from(refusal: T) -> Self {
        Self::Refused(refusal.into())
    }
}

impl<R> From<StoreError> for Stop<R> {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// What a feature answers: done, or refused.
pub type Outcome<T, R = Refusal> = Result<Result<T, R>, StoreError>;

fn outcome<T, R>(result: Result<T, Stop<R>>) -> Outcome<T, R> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Stop::Refused(refusal)) => Ok(Err(refusal)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Does `work` in one writing transaction.
pub(super) async fn write<A, T, R, F>(app: &App, input: A, work: F) -> Outcome<T, R>
where
    A: Send + Sync + 'static,
    T: Send + 'static,
    R: Send + 'static,
    F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, Stop<R>>> + Send + Sync + 'static,
{
    app.store
        .write(input, move |tx, input| work(tx, input).map(outcome).boxed())
        .await
}

/// Does `work` in one reading transaction.
pub(super) async fn read<A, T, R, F>(app: &App, input: A, work: F) -> Outcome<T, R>
where
    A: Send + Sync,
    T: Send + 'static,
    R: Send + 'static,
    F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, Stop<R>>> + Send + Sync,
{
    app.store
        .read(input, |tx, input| work(tx, input).map(outcome).boxed())
        .await
}

/// Does `work` without a transaction, as [`Store::look`](crate::store::Store::look) says.
pub(super) async fn look<A, T, R, F>(app: &App, input: A, work: F) -> Outcome<T, R>
where
    A: Send + Sync,
    T: Send + 'static,
    R: Send + 'static,
    F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T, Stop<R>>> + Send + Sync,
{
    app.store
        .look(input, |tx, input| work(tx, input).map(outcome).boxed())
        .await
}
