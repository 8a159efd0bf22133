//! Whose lead it is, told by examples.

use jiff::Timestamp;
use rstest::rstest;

use super::*;
use crate::domain::holidays::OwnHolidays;
use crate::domain::ids::LeadId;
use crate::domain::lead::LeadFacts;
use crate::domain::member::WorkingDays;

fn member(id: &str, real_name: &str, email: &str) -> Member {
    Member {
        id: MemberId::new(id),
        name: real_name.split(' ').next().unwrap_or_default().to_owned(),
        real_name: real_name.to_owned(),
        email: Some(email.to_owned()),
        zone: "Europe/Amsterdam".to_owned(),
        slack_locale: None,
        language: None,
        is_admin: false,
        is_deactivated: false,
        is_outsider: false,
        paused_until: None,
        status_until: None,
        overrules_status: false,
        holidays: OwnHolidays::OfTheLoop,
        working_days: WorkingDays::default(),
        is_introduced: true,
        silent_rounds: 0,
        asks_less_often: false,
    }
}

fn team() -> Vec<Member> {
    vec![
        member("U1", "Jan de Vries", "jan@seller.example"),
        member("U2", "Sanne Kok", "sanne@seller.example"),
        member("U3", "Piet Bos", "piet@seller.example"),
        member("U4", "Petra Bos", "petra@seller.example"),
        member("U5", "José Álvarez", "jose@seller.example"),
    ]
}

#[rstest]
#[case("JAN@seller.example", "U1")]
#[case("Somebody Else <jan@seller.example>", "U1")]
#[case("jan de vries", "U1")]
#[case("Vries, Jan de", "U1")]
#[case("de Vries, J.", "U1")]
#[case("J. de Vries", "U1")]
#[case("Sanne", "U2")]
#[case("Jose Alvarez", "U5")]
fn an_owner_is_found_by_mail_name_or_initials(#[case] text: &str, #[case] id: &str) {
    assert_eq!(
        match_owner(text, &team()),
        OwnerMatch::Matched(MemberId::new(id))
    );
}

#[rstest]
#[case("Vries")]
#[case("K. de Vries")]
#[case("nobody@seller.example")]
#[case("")]
#[case("J.")]
fn a_stranger_is_nobody(#[case] text: &str) {
    assert_eq!(match_owner(text, &team()), OwnerMatch::Unknown);
}

#[test]
fn two_who_fit_are_both_named_unless_one_has_left() {
    let mut team = team();
    assert_eq!(
        match_owner("P. Bos", &team),
        OwnerMatch::Ambiguous(vec![MemberId::new("U3"), MemberId::new("U4")])
    );
    team[2].is_deactivated = true;
    assert_eq!(
        match_owner("P. Bos", &team),
        OwnerMatch::Matched(MemberId::new("U4"))
    );
}

fn lead(owner: Option<&str>, owner_from: OwnerFrom, import_owner: Option<&str>) -> Lead {
    Lead {
        id: LeadId::new("l"),
        source: "csv".to_owned(),
        external_id: None,
        identity: String::new(),
        campaign_id: None,
        facts: LeadFacts::default(),
        came_in_at: Timestamp::UNIX_EPOCH,
        owner_id: owner.map(MemberId::new),
        owner_from,
        import_owner: import_owner.map(str::to_owned),
        times_asked: 0,
        rounds_not_reached: 0,
        rests_until: None,
        has_rested: false,
        done: None,
    }
}

/// "noted", "-" for unchanged, else the new owner's id or "nobody".
fn told(change: &OwnerChange) -> &str {
    match change {
        OwnerChange::Unchanged => "-",
        OwnerChange::Noted { .. } => "noted",
        OwnerChange::Changed { owner_id, .. } => {
            owner_id.as_ref().map_or("nobody", MemberId::as_str)
        }
    }
}

#[rstest]
// The import's owner wins.
#[case(
    lead(Some("U1"), OwnerFrom::Import, Some("jan")),
    Some("sanne"),
    Some("U2"),
    "U2"
)]
#[case(
    lead(Some("U1"), OwnerFrom::Import, Some("jan")),
    Some("jan"),
    Some("U1"),
    "-"
)]
#[case(
    lead(Some("U1"), OwnerFrom::Import, Some("jan")),
    Some("Jan de Vries"),
    Some("U1"),
    "noted"
)]
#[case(
    lead(Some("U1"), OwnerFrom::Import, Some("jan")),
    Some("zoe"),
    None,
    "nobody"
)]
#[case(
    lead(Some("U1"), OwnerFrom::Import, Some("jan")),
    Some("Jan"),
    None,
    "-"
)]
#[case(lead(Some("U1"), OwnerFrom::Import, Some("jan")), None, None, "-")]
// A hand-over wins until the CRM's owner changes.
#[case(
    lead(Some("U3"), OwnerFrom::HandOver, Some("jan")),
    Some("JAN"),
    Some("U1"),
    "-"
)]
#[case(
    lead(Some("U3"), OwnerFrom::HandOver, Some("jan@seller.example")),
    Some("Vries, Jan de"),
    Some("U1"),
    "noted"
)]
#[case(
    lead(None, OwnerFrom::HandOver, Some("J. de Vries")),
    Some("Jan de Vries"),
    Some("U1"),
    "noted"
)]
#[case(
    lead(Some("U3"), OwnerFrom::HandOver, Some("zoe")),
    Some("Jan de Vries"),
    Some("U1"),
    "U1"
)]
#[case(
    lead(Some("U3"), OwnerFrom::HandOver, Some("jan")),
    Some("sanne"),
    Some("U2"),
    "U2"
)]
#[case(
    lead(Some("U3"), OwnerFrom::HandOver, None),
    Some("zoe"),
    None,
    "noted"
)]
#[case(
    lead(Some("U3"), OwnerFrom::Added, None),
    Some("sanne"),
    Some("U2"),
    "U2"
)]
// "Not my lead" isn't undone by the same import.
#[case(
    lead(None, OwnerFrom::HandOver, Some("jan")),
    Some("jan"),
    Some("U1"),
    "-"
)]
// An owner who could not be matched can be later on.
#[case(
    lead(None, OwnerFrom::Import, Some("zoe")),
    Some("zoe"),
    Some("U4"),
    "U4"
)]
fn what_an_import_does_to_the_owner(
    #[case] lead: Lead,
    #[case] text: Option<&str>,
    #[case] matched: Option<&str>,
    #[case] then: &str,
) {
    let before = match lead
        .import_owner
        .as_deref()
        .map(|it| match_owner(it, &team()))
    {
        Some(OwnerMatch::Matched(id)) => Some(id),
        _ => None,
    };
    let matched = matched.map(MemberId::new);
    let change = owner_after_import(Some(&lead), text, matched, before.as_ref());
    assert_eq!(told(&change), then);
}

#[test]
fn leads_of_owners_who_cannot_be_asked_are_without_owner() {
    let mut owner = member("U1", "Jan", "jan@seller.example");
    assert_eq!(without_owner(None, true), Some(WithoutOwner::NoOwner));
    assert_eq!(without_owner(Some(&owner), true), None);
    assert_eq!(
        without_owner(Some(&owner), false),
        Some(WithoutOwner::InNoLoop)
    );
    owner.is_outsider = true;
    assert_eq!(
        without_owner(Some(&owner), true),
        Some(WithoutOwner::OwnerLeft)
    );
}
