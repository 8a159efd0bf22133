//! What people did and what they were told came of it: what the promises hold the program to.

use std::collections::BTreeMap;

use jiff::Timestamp;

/// A rep's answer on a lead in an ask.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub(super) who: &'static str,
    pub(super) ask: String,
    pub(super) lead: String,
}

/// A press of the save button.
#[derive(Debug, Clone)]
pub(super) struct Save {
    /// The comment, of which no two are alike.
    pub(super) words: String,
    /// What was chosen at "What next?", where that was asked.
    pub(super) verdict: Option<&'static str>,
    /// The rep was told that it is saved.
    pub(super) is_acknowledged: bool,
}

#[derive(Debug)]
struct Away {
    who: &'static str,
    from: Timestamp,
    until: Timestamp,
}

/// All that the program has acknowledged.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    saves: BTreeMap<Slot, Vec<Save>>,
    done: BTreeMap<String, Timestamp>,
    away: Vec<Away>,
    paused: Vec<(Timestamp, Timestamp)>,
    words: u32,
}

impl Ledger {
    /// A comment that nobody has written yet.
    pub(super) fn new_words(&mut self) -> String {
        self.words += 1;
        format!("Remark {}.", self.words)
    }

    pub(super) fn saves(&mut self, slot: Slot, save: Save) {
        self.saves.entry(slot).or_default().push(save);
    }

    /// Every answer of which a rep was told that it is saved, with what may stand there in its place: what the
    /// rep pressed save on since, without an answer.
    pub(super) fn acknowledged(&self) -> impl Iterator<Item = (&Slot, &[Save])> {
        self.saves.iter().filter_map(|(slot, saves)| {
            let last = saves.iter().rposition(|it| it.is_acknowledged)?;
            Some((slot, &saves[last..]))
        })
    }

    /// The rep of this ask was told that it is done, or declined.
    pub(super) fn is_done(&mut self, ask: String, now: Timestamp) {
        self.done.entry(ask).or_insert(now);
    }

    pub(super) fn done_at(&self, ask: &str) -> Option<Timestamp> {
        self.done.get(ask).copied()
    }

    /// Somebody asked to be left in peace; without an answer, nobody knows from now on whether they are.
    pub(super) fn pauses(&mut self, who: &'static str, now: Timestamp, until: Option<Timestamp>) {
        for away in self.away.iter_mut().filter(|it| it.who == who) {
            away.until = away.until.min(now);
        }
        let away = until.map(|until| Away {
            who,
            from: now,
            until,
        });
        self.away.extend(away);
    }

    /// Whether somebody certainly was away then.
    pub(super) fn was_away(&self, who: &str, at: Timestamp) -> bool {
        let mut away = self.away.iter();
        away.any(|it| it.who == who && it.from < at && at < it.until)
    }

    pub(super) fn pauses_loop(&mut self, now: Timestamp) {
        self.paused.push((now, Timestamp::MAX));
    }

    /// The loop may go on from now on.
    pub(super) fn resumes_loop(&mut self, now: Timestamp) {
        for (_, until) in &mut self.paused {
            *until = (*until).min(now);
        }
    }

    /// Whether the loop certainly was paused then.
    pub(super) fn was_paused(&self, at: Timestamp) -> bool {
        let mut paused = self.paused.iter();
        paused.any(|(from, until)| *from < at && at < *until)
    }

    /// Whether the loop was ever paused.
    pub(super) fn was_ever_paused(&self) -> bool {
        !self.paused.is_empty()
    }
}
