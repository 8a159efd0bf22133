//! One rep's judgement of one lead: follow-up, relevance, timing, intent, verdict, reason, comment,
//! and the warmth that follows from them.

use serde::{Deserialize, Serialize};

use super::coded::coded;

/// Longest comment a rep can type, in characters (the form's own limit).
pub const COMMENT_MAX: usize = 500;

coded! {
    /// What has happened with the lead so far. A newsletter is not follow-up.
    FollowUp {
        /// Nothing yet.
        Nothing => "nothing",
        /// Tried, but no contact yet.
        Tried => "tried",
        /// Spoke on the phone.
        Called => "called",
        /// Exchanged mail or chat.
        Mailed => "mailed",
        /// Met, online or in person.
        Met => "met",
        /// Any other contact.
        Other => "other",
    }
}

impl FollowUp {
    /// Whether there has been a first contact: anything but `nothing` and `tried`.
    #[must_use]
    pub fn is_contact(self) -> bool {
        !matches!(self, Self::Nothing | Self::Tried)
    }
}

coded! {
    /// A judgement on one of the three axes: a level from 1 to 5, or an explicit "can't say yet",
    /// which is never counted in an n.
    Judgement {
        /// Level 1, the lowest.
        One => "1",
        /// Level 2.
        Two => "2",
        /// Level 3.
        Three => "3",
        /// Level 4.
        Four => "4",
        /// Level 5, the highest.
        Five => "5",
        /// Can't say yet.
        CantSay => "unknown",
    }
}

impl Judgement {
    /// The level from 1 to 5; none for "can't say yet".
    #[must_use]
    pub fn level(self) -> Option<u8> {
        match self {
            Self::One => Some(1),
            Self::Two => Some(2),
            Self::Three => Some(3),
            Self::Four => Some(4),
            Self::Five => Some(5),
            Self::CantSay => None,
        }
    }

    /// Whether the level is 4 or 5: what the digest counts as good.
    #[must_use]
    pub fn is_high(self) -> bool {
        self.level().is_some_and(|level| level >= 4)
    }
}

coded! {
    /// The three axes of the form.
    Axis {
        /// Our kind of customer, and does this person decide?
        Relevance => "relevance",
        /// Is now the moment?
        Timing => "timing",
        /// How much do they want this?
        Intent => "intent",
    }
}

coded! {
    /// What is to become of the lead.
    Verdict {
        /// Taken on by sales: a sales accepted lead (SAL).
        Accepted => "accepted",
        /// Marketing keeps in touch; comes back once after 60 days.
        NotYet => "not_yet",
        /// Not for us; has a reason.
        Rejected => "rejected",
        /// Can't say yet; asked again next round.
        Open => "open",
    }
}

coded! {
    /// Why a lead was rejected. Each has one thing that marketing does about it.
    Reason {
        /// The company doesn't fit us.
        Company => "company",
        /// The wrong person.
        Person => "person",
        /// A student, applicant or supplier.
        NotABuyer => "not_a_buyer",
        /// No need for it.
        NoNeed => "no_need",
        /// Chose someone else.
        SomeoneElse => "someone_else",
        /// Known: customer, deal or duplicate.
        Known => "known",
        /// Wrong details, or never reached.
        Data => "data",
        /// Something else; the comment says what.
        Other => "other",
    }
}

coded! {
    /// Timing and intent in one word. Derived, never asked.
    Warmth {
        /// Timing and intent both 4 or 5.
        Warm => "warm",
        /// Neither warm nor cold.
        Lukewarm => "lukewarm",
        /// Either is 1, or both are at most 2.
        Cold => "cold",
        /// No contact, or "can't say yet" in either.
        Unknown => "unknown",
    }
}

impl Warmth {
    /// The warmth that a timing and an intent amount to.
    #[must_use]
    pub fn of(timing: Judgement, intent: Judgement) -> Self {
        match (timing.level(), intent.level()) {
            (Some(timing), Some(intent)) if timing >= 4 && intent >= 4 => Self::Warm,
            (Some(timing), Some(intent))
                if timing == 1 || intent == 1 || (timing <= 2 && intent <= 2) =>
            {
                Self::Cold
            }
            (Some(_), Some(_)) => Self::Lukewarm,
            _ => Self::Unknown,
        }
    }
}

/// A complete judgement, as stored: made only by [`Draft::complete`], so that its parts fit together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// What has happened so far.
    pub follow_up: FollowUp,
    /// Relevance.
    pub relevance: Judgement,
    /// Timing; "can't say yet" without a contact.
    pub timing: Judgement,
    /// Intent; "can't say yet" without a contact.
    pub intent: Judgement,
    /// What is to become of the lead.
    pub verdict: Verdict,
    /// Why not; there exactly when the verdict is `rejected`.
    pub reason: Option<Reason>,
    /// A remark for marketing, trimmed, at most [`COMMENT_MAX`] characters; never empty.
    pub comment: Option<String>,
}

impl Judged {
    /// The warmth of the lead as judged.
    #[must_use]
    pub fn warmth(&self) -> Warmth {
        Warmth::of(self.timing, self.intent)
    }
}

/// What a rep has chosen so far in the form; any part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// What has happened so far.
    pub follow_up: Option<FollowUp>,
    /// Relevance.
    pub relevance: Option<Judgement>,
    /// Timing, if it was shown and chosen.
    pub timing: Option<Judgement>,
    /// Intent, if it was shown and chosen.
    pub intent: Option<Judgement>,
    /// What is to become of the lead.
    pub verdict: Option<Verdict>,
    /// Why not, if it was shown and chosen.
    pub reason: Option<Reason>,
    /// The remark as typed.
    pub comment: Option<String>,
}

/// A question that is still to be answered before a draft can be stored as a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// "What has happened so far?"
    FollowUp,
    /// One of the axes.
    Axis(Axis),
    /// "What next?"
    Verdict,
    /// "Why not?"
    Reason,
    /// A few words with "something else".
    Comment,
}

impl Draft {
    /// Whether timing and intent are shown: from the start, folded away by `nothing` and `tried`.
    #[must_use]
    pub fn shows_timing_and_intent(&self) -> bool {
        self.follow_up.is_none_or(FollowUp::is_contact)
    }

    /// Whether "Why not?" is shown: only on reject.
    #[must_use]
    pub fn shows_reason(&self) -> bool {
        self.verdict == Some(Verdict::Rejected)
    }

    /// The rating that the draft amounts to.
    ///
    /// Timing and intent count as "can't say yet" while there has been no contact, a reason counts
    /// only with `rejected`, whatever a folded block still held.
    ///
    /// # Errors
    /// The questions that still lack an answer, in the order of the form.
    pub fn complete(&self) -> Result<Judged, Vec<Missing>> {
        let comment = self
            .comment
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        let shown = self.shows_timing_and_intent();
        let axis = |chosen: Option<Judgement>| {
            if shown {
                chosen
            } else {
                Some(Judgement::CantSay)
            }
        };
        let (timing, intent) = (axis(self.timing), axis(self.intent));
        let reason = self.reason.filter(|_| self.shows_reason());

        let mut missing = Vec::new();
        let mut need = |absent: bool, question| {
            if absent {
                missing.push(question);
            }
        };
        need(self.follow_up.is_none(), Missing::FollowUp);
        need(self.relevance.is_none(), Missing::Axis(Axis::Relevance));
        need(timing.is_none(), Missing::Axis(Axis::Timing));
        need(intent.is_none(), Missing::Axis(Axis::Intent));
        need(self.verdict.is_none(), Missing::Verdict);
        need(self.shows_reason() && reason.is_none(), Missing::Reason);
        need(
            reason == Some(Reason::Other) && comment.is_none(),
            Missing::Comment,
        );

        match (self.follow_up, self.relevance, timing, intent, self.verdict) {
            (Some(follow_up), Some(relevance), Some(timing), Some(intent), Some(verdict))
                if missing.is_empty() =>
            {
                Ok(Judged {
                    follow_up,
                    relevance,
                    timing,
                    intent,
                    verdict,
                    reason,
                    comment: comment.map(|text| text.chars().take(COMMENT_MAX).collect()),
                })
            }
            _ => Err(missing),
        }
    }
}

impl From<&Judged> for Draft {
    fn from(judged: &Judged) -> Self {
        Self {
            follow_up: Some(judged.follow_up),
            relevance: Some(judged.relevance),
            timing: Some(judged.timing),
            intent: Some(judged.intent),
            verdict: Some(judged.verdict),
            reason: judged.reason,
            comment: judged.comment.clone(),
        }
    }
}
