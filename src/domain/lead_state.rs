//! What ratings make of a lead: done, resting, or asked again. Always computed from the whole history,
//! so that an edit replaces what it edits and counts once.

use jiff::{SignedDuration, Timestamp};

use super::lead::{DoneReason, Lead};
use super::rating::{Judged, Verdict};

/// Asks in which a lead may stand.
pub const ASKS_MAX: u16 = 3;
/// Rounds in a row without having been reached after which a lead leaves the queue.
pub const NOT_REACHED_MAX: u16 = 2;
/// How long a lead rests after `not_yet`.
pub const REST: SignedDuration = SignedDuration::from_hours(60 * 24);

/// The rating of one ask as it stands now, edits included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedAt {
    /// When it was first given; an edit doesn't move it, so a rest doesn't start anew.
    pub at: Timestamp,
    /// The judgement.
    pub judged: Judged,
}

/// What a lead's ratings amount to: the fields of [`Lead`] of the same names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeadState {
    /// Rounds in a row, up to the last, in which it was rated without having been reached.
    pub rounds_not_reached: u16,
    /// Not asked before this instant.
    pub rests_until: Option<Timestamp>,
    /// Was given `not_yet` once; the second time is final.
    pub has_rested: bool,
    /// Why it is no longer asked about.
    pub done: Option<DoneReason>,
}

/// What a lead is after its ratings, one for each ask, oldest first.
///
/// Final are `rejected`, `accepted` with a contact, and the second `not_yet`. `accepted` without a
/// contact and `open` stay in the queue; the first `not_yet` rests 60 days. What isn't final leaves the
/// queue when it was not reached in two rounds, or was asked three times.
#[must_use]
pub fn state_after(history: &[RatedAt], times_asked: u16) -> LeadState {
    let mut state = LeadState::default();
    for rated in history {
        state.rests_until = None;
        state.done = None;
        let reached = rated.judged.follow_up.is_contact();
        state.rounds_not_reached = if reached {
            0
        } else {
            state.rounds_not_reached.saturating_add(1)
        };
        match rated.judged.verdict {
            Verdict::Rejected => state.done = Some(DoneReason::Rated),
            Verdict::Accepted if reached => state.done = Some(DoneReason::Rated),
            Verdict::NotYet if state.has_rested => state.done = Some(DoneReason::Rated),
            Verdict::NotYet => {
                state.has_rested = true;
                // An instant beyond the calendar's end rests for ever.
                state.rests_until = Some(rated.at.checked_add(REST).unwrap_or(Timestamp::MAX));
            }
            Verdict::Accepted | Verdict::Open => {}
        }
    }
    if state.done.is_none() {
        state.done = if state.rounds_not_reached >= NOT_REACHED_MAX {
            Some(DoneReason::NotReached)
        } else if times_asked >= ASKS_MAX && !history.is_empty() {
            Some(DoneReason::AskedOut)
        } else {
            None
        };
    }
    if state.done.is_some() {
        state.rests_until = None;
    }
    state
}

/// What a lead becomes when one of its ratings was given or edited. `history` holds all of them, one
/// for each ask, oldest first. What the import or a later duplicate ended stays ended.
#[must_use]
pub fn after_rating(lead: &Lead, history: &[RatedAt]) -> LeadState {
    let state = state_after(history, lead.times_asked);
    match lead.done {
        Some(DoneReason::Duplicate | DoneReason::Outcome) => LeadState {
            done: lead.done,
            ..state
        },
        _ => state,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::domain::rating::{FollowUp, Judgement, Reason};

    fn rated(days: i64, follow_up: FollowUp, verdict: Verdict) -> RatedAt {
        RatedAt {
            at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * days),
            judged: Judged {
                follow_up,
                relevance: Judgement::Four,
                timing: Judgement::CantSay,
                intent: Judgement::CantSay,
                verdict,
                reason: (verdict == Verdict::Rejected).then_some(Reason::NoNeed),
                comment: None,
            },
        }
    }

    #[rstest]
    #[case(FollowUp::Nothing, Verdict::Rejected, Some(DoneReason::Rated))]
    #[case(FollowUp::Called, Verdict::Accepted, Some(DoneReason::Rated))]
    #[case(FollowUp::Tried, Verdict::Accepted, None)]
    #[case(FollowUp::Called, Verdict::Open, None)]
    #[case(FollowUp::Called, Verdict::NotYet, None)]
    fn a_first_answer_is_final_or_comes_back(
        #[case] follow_up: FollowUp,
        #[case] verdict: Verdict,
        #[case] done: Option<DoneReason>,
    ) {
        assert_eq!(state_after(&[rated(0, follow_up, verdict)], 1).done, done);
    }

    #[test]
    fn not_yet_rests_sixty_days_once() {
        let first = rated(0, FollowUp::Called, Verdict::NotYet);
        let resting = state_after(std::slice::from_ref(&first), 1);
        assert_eq!(resting.rests_until, Some(first.at + REST));
        let again = state_after(&[first, rated(61, FollowUp::Called, Verdict::NotYet)], 2);
        assert_eq!(
            (again.rests_until, again.done),
            (None, Some(DoneReason::Rated))
        );
    }

    #[test]
    fn a_lead_nobody_reached_in_two_rounds_leaves_the_queue_and_a_contact_starts_anew() {
        let tried = rated(0, FollowUp::Tried, Verdict::Open);
        let reached = rated(14, FollowUp::Mailed, Verdict::Open);
        let accepted = rated(14, FollowUp::Nothing, Verdict::Accepted);
        assert_eq!(
            state_after(&[tried.clone(), accepted], 2).done,
            Some(DoneReason::NotReached)
        );
        assert_eq!(state_after(&[tried.clone(), reached.clone()], 2).done, None);
        assert_eq!(
            state_after(&[tried.clone(), reached, tried], 3).done,
            Some(DoneReason::AskedOut)
        );
    }

    #[test]
    fn an_edit_counts_once() {
        let open = rated(0, FollowUp::Tried, Verdict::Open);
        let edited = rated(0, FollowUp::Tried, Verdict::NotYet);
        assert_eq!(state_after(&[open], 1).rounds_not_reached, 1);
        let state = state_after(&[edited], 1);
        assert_eq!((state.rounds_not_reached, state.done), (1, None));
    }

    proptest! {
        #[test]
        fn nothing_is_both_done_and_resting(
            picks in prop::collection::vec((0usize..6, 0usize..4), 0..5),
            asked in 0u16..6,
        ) {
            let history: Vec<_> = (0i64..)
                .zip(&picks)
                .map(|(n, (f, v))| rated(n * 14, FollowUp::ALL[*f], Verdict::ALL[*v]))
                .collect();
            let state = state_after(&history, asked);
            prop_assert!(state.done.is_none() || state.rests_until.is_none());
            if asked >= ASKS_MAX && !history.is_empty() {
                prop_assert!(state.done.is_some());
            }
        }
    }
}
