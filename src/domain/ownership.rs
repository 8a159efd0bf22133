//! Whose lead it is: the CRM's owner, a hand-over in Slack, and the leads that belong to nobody.

use super::ids::MemberId;
use super::lead::{Lead, OwnerFrom};
use super::member::Member;
use super::names::{folded, plain, words};

/// Whom an import's owner text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerMatch {
    /// This member.
    Matched(MemberId),
    /// Any of these members; somebody must choose.
    Ambiguous(Vec<MemberId>),
    /// Nobody leadloop knows.
    Unknown,
}

/// Finds the member that an import calls the owner: by e-mail (also as in "Jan Kok <jan@kok.example>"),
/// else by full or display name ("Kok, Jan" too), else by initials ("J. de Vries"). Of several with the
/// same name the one who can be asked is meant, if there is just one.
#[must_use]
pub fn match_owner(text: &str, members: &[Member]) -> OwnerMatch {
    let email = email_in(text);
    if let Some(email) = &email {
        let found = chosen(members, |member| {
            member.email.as_deref().map(folded).as_ref() == Some(email)
        });
        if found != OwnerMatch::Unknown {
            return found;
        }
    }
    let name = name_in(text);
    if name.is_empty() {
        return OwnerMatch::Unknown;
    }
    let found = chosen(members, |member| {
        words(&member.real_name) == name || words(&member.name) == name
    });
    if found != OwnerMatch::Unknown {
        return found;
    }
    chosen(members, |member| {
        initials_fit(&name, &words(&member.real_name))
    })
}

fn chosen(members: &[Member], fits: impl Fn(&Member) -> bool) -> OwnerMatch {
    let all: Vec<&Member> = members.iter().filter(|member| fits(member)).collect();
    let askable: Vec<&Member> = all.iter().copied().filter(|m| m.can_be_asked()).collect();
    let ids = |found: &[&Member]| found.iter().map(|member| member.id.clone()).collect();
    match (&askable[..], &all[..]) {
        ([only], _) | ([], [only]) => OwnerMatch::Matched(only.id.clone()),
        ([], []) => OwnerMatch::Unknown,
        ([], several) | (several, _) => OwnerMatch::Ambiguous(ids(several)),
    }
}

/// The e-mail in a text, alone or in angle brackets.
fn email_in(text: &str) -> Option<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';'))
        .find(|part| part.contains('@'))
        .map(folded)
}

/// The words of the name in a text, given names first, without an e-mail.
fn name_in(text: &str) -> Vec<String> {
    let name = text.split(['<', '(']).next().unwrap_or_default();
    if name.contains('@') {
        return Vec::new();
    }
    match name.split_once(',') {
        Some((last, first)) => [words(first), words(last)].concat(),
        None => words(name),
    }
}

/// Whether "J. de Vries" may be "Jan de Vries".
fn initials_fit(name: &[String], full: &[String]) -> bool {
    let initials = name
        .iter()
        .take_while(|word| word.chars().count() == 1)
        .count();
    let (initials, surname) = name.split_at(initials);
    let Some(given) = full.strip_suffix(surname) else {
        return false;
    };
    !initials.is_empty()
        && !surname.is_empty()
        && !given.is_empty()
        && initials
            .iter()
            .zip(given)
            .all(|(initial, name)| name.starts_with(initial.as_str()))
}

/// What an import does to a lead's owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerChange {
    /// Nothing.
    Unchanged,
    /// The owner stays; what the import calls the owner is to be remembered.
    Noted {
        /// As the import words it.
        import_owner: String,
    },
    /// The lead gets this owner, or none.
    Changed {
        /// The owner; none when the import names nobody leadloop knows.
        owner_id: Option<MemberId>,
        /// How they came to own it.
        owner_from: OwnerFrom,
        /// As the import words it.
        import_owner: Option<String>,
    },
}

/// What an import does to the owner of a lead (`current` is none for a new one).
///
/// The import's owner wins; a hand-over in Slack wins over later imports until the CRM's owner itself
/// changes. `matched_before` is whom the lead's last wording of that owner means: another wording of the
/// same person is no change. An import that says nothing about the owner takes nobody's lead away, nor does
/// one that says the same as before and can't be matched any more.
#[must_use]
pub fn owner_after_import(
    current: Option<&Lead>,
    import_owner_text: Option<&str>,
    matched: Option<MemberId>,
    matched_before: Option<&MemberId>,
) -> OwnerChange {
    let said = import_owner_text
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let changed = |owner_id| OwnerChange::Changed {
        owner_id,
        owner_from: OwnerFrom::Import,
        import_owner: said.map(str::to_owned),
    };
    let Some(lead) = current else {
        return changed(matched);
    };
    let Some(text) = said else {
        return OwnerChange::Unchanged;
    };
    let before = lead.import_owner.as_deref();
    let says_the_same = before.is_some_and(|before| plain(before) == plain(text));
    let means_the_same = says_the_same || (matched.is_some() && matched.as_ref() == matched_before);
    let by_import = lead.owner_from == OwnerFrom::Import;
    let noted = || OwnerChange::Noted {
        import_owner: text.to_owned(),
    };
    match matched {
        // Another wording of the same owner is no change of the CRM's owner.
        Some(owner) if lead.owner_id.as_ref() == Some(&owner) => {
            if says_the_same {
                OwnerChange::Unchanged
            } else {
                noted()
            }
        }
        _ if says_the_same && !by_import => OwnerChange::Unchanged,
        _ if means_the_same && !by_import => noted(),
        Some(owner) => changed(Some(owner)),
        None if says_the_same => OwnerChange::Unchanged,
        // The CRM names an owner for the first time, and nobody knows who that is.
        None if before.is_none() && lead.owner_id.is_some() => noted(),
        None => changed(None),
    }
}

/// Why a lead is listed as one without owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WithoutOwner {
    /// It has none, or the import's could not be matched.
    NoOwner,
    /// The owner left, or is a guest.
    OwnerLeft,
    /// The owner is in sales in no loop.
    InNoLoop,
}

/// Whether a lead counts as one without owner, and why.
#[must_use]
pub fn without_owner(owner: Option<&Member>, is_rep_of_a_loop: bool) -> Option<WithoutOwner> {
    match owner {
        None => Some(WithoutOwner::NoOwner),
        Some(owner) if !owner.can_be_asked() => Some(WithoutOwner::OwnerLeft),
        Some(_) if !is_rep_of_a_loop => Some(WithoutOwner::InNoLoop),
        Some(_) => None,
    }
}

#[cfg(test)]
#[path = "ownership_tests.rs"]
mod tests;
