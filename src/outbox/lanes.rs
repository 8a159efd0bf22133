//! When posts may leave: Slack's limits, and the wait while Slack is out of reach, does not answer or does
//! not let the app in. New messages and edits have lanes of their own, for Slack limits each by itself.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::domain::ids::{ChannelId, PostId, WorkspaceId};
use crate::slack::limits::PostLimits;
use crate::store::{Lane, OutboxRow};

/// The first wait after a trouble; doubled with each one that follows.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(5);
/// The most doublings: about five minutes.
const DOUBLINGS_MAX: u32 = 6;

/// The lanes of every workspace.
#[derive(Debug, Default)]
pub(super) struct Lanes(HashMap<(WorkspaceId, Lane), State>);

#[derive(Debug)]
struct State {
    limits: PostLimits,
    /// From when on a post may leave; given once per post.
    granted: HashMap<PostId, Timestamp>,
    /// Slack said when to come back.
    held_until: Option<Timestamp>,
    outage: Option<Outage>,
}

/// Slack is out of reach, does not answer, or does not let the app in.
#[derive(Debug, Clone, Copy)]
struct Outage {
    troubles: u32,
    /// No sooner is Slack asked whether it is back; none once it said so, and one post may try.
    until: Option<Timestamp>,
}

impl State {
    fn new(lane: Lane) -> Self {
        Self {
            limits: match lane {
                Lane::New => PostLimits::of_posts(),
                Lane::Edits => PostLimits::of_edits(),
            },
            granted: HashMap::new(),
            held_until: None,
            outage: None,
        }
    }

    fn is_held(&self, now: Timestamp) -> bool {
        let is_out = self.outage.is_some_and(|it| it.until.is_some());
        is_out || self.held_until.is_some_and(|until| until > now)
    }
}

impl Lanes {
    fn state(&mut self, workspace: &WorkspaceId, lane: Lane) -> &mut State {
        self.0
            .entry((workspace.clone(), lane))
            .or_insert_with(|| State::new(lane))
    }

    /// From when on a post may leave, by Slack's limits.
    pub(super) fn slot(
        &mut self,
        workspace: &WorkspaceId,
        lane: Lane,
        row: &OutboxRow,
        now: Timestamp,
    ) -> Timestamp {
        let state = self.state(workspace, lane);
        let (limits, channel) = (&mut state.limits, ChannelId::new(row.destination.id()));
        *state
            .granted
            .entry(row.id.clone())
            .or_insert_with(|| limits.next_slot(&channel, now))
    }

    /// A post has left, or will not.
    pub(super) fn forget(&mut self, workspace: &WorkspaceId, lane: Lane, post: &PostId) {
        self.state(workspace, lane).granted.remove(post);
    }

    /// Slack answered "too many" and said when to come back: nothing leaves in this lane before.
    pub(super) fn hold(&mut self, workspace: &WorkspaceId, lane: Lane, until: Timestamp) {
        let state = self.state(workspace, lane);
        state.held_until = state.held_until.max(Some(until));
        // Slots that were given before would all be over by then, and everything would leave at once.
        state.granted.clear();
        state.limits.hold(until);
    }

    /// A call came to nothing, and so may the next one: nothing leaves before Slack has said that it is back.
    /// True when it is the first such trouble. New messages are the more precious: no edit leaves while they wait.
    pub(super) fn trouble(&mut self, workspace: &WorkspaceId, lane: Lane, now: Timestamp) -> bool {
        if lane == Lane::New {
            self.trouble(workspace, Lane::Edits, now);
        }
        let state = self.state(workspace, lane);
        let troubles = state.outage.map_or(0, |it| it.troubles);
        let wait = FIRST_WAIT * (1 << troubles.min(DOUBLINGS_MAX));
        let until = now.checked_add(wait).unwrap_or(Timestamp::MAX);
        state.outage = Some(Outage {
            troubles: troubles.saturating_add(1),
            until: Some(until),
        });
        state.granted.clear();
        troubles == 0
    }

    /// Slack took a call.
    pub(super) fn went_well(&mut self, workspace: &WorkspaceId, lane: Lane) {
        self.state(workspace, lane).outage = None;
    }

    /// The workspaces of which it is time to ask whether Slack is back, with the lane that waits for it.
    pub(super) fn to_ask(&self, now: Timestamp) -> Vec<(WorkspaceId, Lane)> {
        self.0
            .iter()
            .filter(|(_, state)| {
                let until = state.outage.and_then(|it| it.until);
                until.is_some_and(|until| until <= now)
            })
            .map(|(of, _)| of.clone())
            .collect()
    }

    /// Slack is back: one post may try.
    pub(super) fn is_back(&mut self, workspace: &WorkspaceId, lane: Lane) {
        if let Some(outage) = &mut self.state(workspace, lane).outage {
            outage.until = None;
        }
    }

    /// Whether nothing may leave at this instant.
    pub(super) fn is_held(&self, workspace: &WorkspaceId, lane: Lane, now: Timestamp) -> bool {
        let state = self.0.get(&(workspace.clone(), lane));
        state.is_some_and(|it| it.is_held(now))
    }

    /// The workspaces of which nothing may leave at this instant.
    pub(super) fn held(&self, lane: Lane, now: Timestamp) -> Vec<WorkspaceId> {
        self.0
            .iter()
            .filter(|((_, of), state)| *of == lane && state.is_held(now))
            .map(|((workspace, _), _)| workspace.clone())
            .collect()
    }

    /// When the first wait is over.
    pub(super) fn next(&self, now: Timestamp) -> Option<Timestamp> {
        self.0
            .values()
            .flat_map(|it| [it.held_until, it.outage.and_then(|it| it.until)])
            .flatten()
            .filter(|until| *until > now)
            .min()
    }
}
