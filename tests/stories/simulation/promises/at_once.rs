//! What is promised of all messages and ratings at one moment, whatever was there before.

use std::collections::{BTreeMap, BTreeSet};

use super::{LATE, POSTED_ONCE, STORED, hold};
use crate::simulation::ledger::Ledger;
use crate::simulation::observed::Observed;
use crate::simulation::play::Broken;

pub(super) fn posted_once(observed: &Observed) -> Result<(), Broken> {
    let mut posts = BTreeMap::new();
    let mut replies = BTreeSet::new();
    for seen in &observed.messages {
        if let Some(post) = seen.post() {
            let before = posts.insert(post, seen.at());
            hold(before.is_none(), POSTED_ONCE, || {
                let row = observed.posts.get(post);
                format!(
                    "{row:?} for {} at {before:?} and at {}",
                    seen.place,
                    seen.at()
                )
            })?;
        } else if let Some(thread) = &seen.message.thread_ts {
            let is_new = replies.insert((thread, seen.message.plain()));
            hold(is_new, POSTED_ONCE, || seen.message.plain())?;
        }
    }
    Ok(())
}

pub(super) fn ratings(observed: &Observed, ledger: &Ledger) -> Result<(), Broken> {
    for (slot, saves) in ledger.acknowledged() {
        let stored = observed
            .ratings
            .iter()
            .find(|it| it.ask == slot.ask && it.lead == slot.lead && it.member == slot.who);
        let fits = stored.is_some_and(|stored| {
            saves.iter().any(|save| {
                stored.comment.as_ref() == Some(&save.words)
                    && save.verdict.is_none_or(|it| it == stored.verdict)
            })
        });
        hold(fits, STORED, || {
            format!("{slot:?} was told that it is saved: {saves:?}; stored is {stored:?}")
        })?;
    }
    for rating in &observed.ratings {
        let ask = observed.asks.get(&rating.ask);
        let round = ask.and_then(|it| observed.rounds.get(&it.round));
        let closed = round.and_then(|it| it.closed_ms);
        let is_kept = match (closed, rating.is_late) {
            (None, late) => late == 0,
            (Some(closed), 0) => rating.at_ms <= closed,
            (Some(closed), _) => rating.at_ms >= closed,
        };
        hold(is_kept, LATE, || format!("{rating:?} of {round:?}"))?;
    }
    Ok(())
}
