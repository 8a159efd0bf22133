//! The questions of the rating window, and answers to all of them for each kind of lead.

/// Questions with what is chosen.
pub(crate) type Answers<'a> = &'a [(&'a str, &'a str)];

pub(crate) const FOLLOW_UP: &str = "What has happened so far?";
pub(crate) const RELEVANCE: &str = "Relevance: our kind of customer, and does this person decide?";
pub(crate) const TIMING: &str = "Timing: is now the moment?";
pub(crate) const INTENT: &str = "Intent: how much do they want this?";
pub(crate) const VERDICT: &str = "What next?";
pub(crate) const REASON: &str = "Why not?";
pub(crate) const COMMENT: &str = "Anything marketing should know?";

/// Nobody has called yet, and nothing is decided.
pub(crate) const UNTOUCHED: Answers<'static> = &[
    (FOLLOW_UP, "Nothing yet"),
    (RELEVANCE, "4 – Fits, and has a say"),
    (VERDICT, "Can't say yet, ask me next time"),
];
/// Wrong at first sight.
pub(crate) const WRONG: Answers<'static> = &[
    (FOLLOW_UP, "Nothing yet"),
    (RELEVANCE, "1 – Not our customer"),
    (VERDICT, "No, not for us (reject)"),
    (REASON, "Company doesn't fit us"),
];
/// Spoken to, and taken on.
pub(crate) const ACCEPTED: Answers<'static> = &[
    (FOLLOW_UP, "Spoke on the phone"),
    (RELEVANCE, "5 – Exactly our customer, and decides"),
    (TIMING, "4 – Date or budget is known"),
    (INTENT, "4 – Asks about price or how it works"),
    (VERDICT, "Yes, I'm taking it on (accept)"),
];
/// Spoken to; marketing keeps in touch.
pub(crate) const NOT_YET: Answers<'static> = &[
    (FOLLOW_UP, "Spoke on the phone"),
    (RELEVANCE, "4 – Fits, and has a say"),
    (TIMING, "2 – Some day, nothing planned"),
    (INTENT, "3 – Has the problem, looks around"),
    (VERDICT, "Not yet, marketing keeps in touch"),
];
/// Spoken to, and rejected.
pub(crate) const REJECTED: Answers<'static> = &[
    (FOLLOW_UP, "Spoke on the phone"),
    (RELEVANCE, "2 – Doubtful: size, sector or region"),
    (TIMING, "1 – No moment in sight"),
    (INTENT, "1 – Only curious"),
    (VERDICT, "No, not for us (reject)"),
    (REASON, "No need for it"),
];
/// Wrong at first sight, in Dutch.
pub(crate) const REJECTED_IN_DUTCH: Answers<'static> = &[
    ("Wat is er tot nu toe gebeurd?", "Nog niets"),
    (
        "Relevantie: past dit bedrijf, en beslist deze persoon?",
        "1 – Geen klant voor ons",
    ),
    ("Wat doen we ermee?", "Nee, niets voor ons (afwijzen)"),
    ("Waarom niet?", "Bedrijf past niet bij ons"),
];
