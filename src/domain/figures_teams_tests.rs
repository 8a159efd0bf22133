//! Which teams may be shown, told by examples and by a rule that holds for all of them.

use proptest::prelude::*;

use super::*;
use crate::domain::figures_compute::round_figures;
use crate::domain::figures_compute::tests::{input, rate, waiting};
use crate::domain::rating::Judgement;

/// A team of people with these numbers.
fn team(name: &str, people: std::ops::Range<u32>) -> TeamFigures {
    TeamFigures {
        group: UserGroupId::new(name),
        name: name.to_owned(),
        leads: vec![],
        reps: u32::try_from(people.len()).unwrap(),
        members: people.map(|n| MemberId::new(format!("U{n}"))).collect(),
        reps_asked: 0,
        reps_answered: 0,
        verdicts: Verdicts::default(),
        leads_of_away: 2,
        leads_without_owner: 1,
    }
}

/// A round in which so many leads of each rep, by number, were accepted.
fn round(teams: Vec<TeamFigures>, answers: &[u32]) -> RoundFigures {
    let mut input = input(&[]);
    input.reps = 40;
    input.leads_of_away = 7;
    input.teams = teams;
    for (rep, count) in (0..).zip(answers) {
        for _ in 0..*count {
            input.ratings.push(rate(rep, None, Judgement::Four, None));
        }
    }
    round_figures(input)
}

fn names(figures: &RoundFigures) -> Vec<&str> {
    let shown = shown_teams(figures).into_iter();
    shown.map(|it| it.name.as_str()).collect()
}

#[test]
fn a_team_is_shown_from_four_reps_and_three_answers_of_three_people() {
    let teams = || {
        vec![
            team("north", 0..4),
            team("south", 4..8),
            team("west", 8..11),
        ]
    };
    let all = [1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1];
    assert_eq!(names(&round(teams(), &all)), ["north", "south"]);
    let figures = round(teams(), &[2, 2, 0, 0, 1, 1, 1, 0, 1, 1, 1]);
    assert_eq!(names(&figures), ["south"], "four answers of two people");
    assert_eq!(figures.teams[1].verdicts.accepted, 3);
    assert_eq!(figures.teams[0].reps_answered, 2);
}

#[test]
fn what_remains_of_the_totals_is_nobodys_own_number() {
    let teams = vec![
        team("north", 0..5),
        team("south", 5..9),
        team("west", 9..10),
    ];
    let figures = round(teams.clone(), &[1, 1, 1, 1, 1, 1, 1, 1, 1, 3]);
    assert_eq!(names(&figures), ["north"], "west would be the difference");
    let figures = round(teams, &[1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(names(&figures), ["north", "south"], "nothing remains");
}

#[test]
fn a_teams_lead_sees_what_is_open_in_it_alone() {
    let mut input = input(&[]);
    input.teams = vec![team("north", 0..2), team("south", 2..4)];
    input.leads_of_away = 4;
    input.leads_without_owner = 5;
    input.open = vec![(MemberId::new("U1"), 3), (MemberId::new("U2"), 1)];
    let mut theirs = waiting("a", 4, true);
    theirs.lead.owner_id = Some(MemberId::new("U3"));
    input.waiting = vec![theirs, waiting("b", 5, true)];
    let figures = round_figures(input);
    let part = part_of(&figures, |it| it.name == "south");
    let waiting: Vec<_> = part.waiting.iter().map(|it| it.lead_id.as_str()).collect();
    assert_eq!(waiting, ["a"]);
    assert_eq!(part.open, [(MemberId::new("U2"), 1)]);
    assert_eq!((part.leads_of_away, part.leads_without_owner), (2, 1));
    assert_eq!(waiting_of(&figures, &figures.teams[1]), 1);
}

proptest! {
    #[test]
    fn neither_a_shown_team_nor_the_rest_is_of_one_or_two_people(
        sizes in prop::collection::vec(0_u32..7, 0..6),
        outside in 0_u32..4,
        answers in prop::collection::vec(0_u32..3, 40),
    ) {
        let mut first = 0;
        let mut teams = vec![];
        for (number, size) in sizes.iter().enumerate() {
            teams.push(team(&number.to_string(), first..first + size));
            first += size;
        }
        let people = (first + outside) as usize;
        let figures = round(teams, &answers[..people]);
        let shown = shown_teams(&figures);
        let mut rest = (figures.reps_answered, figures.verdicts.rated());
        for it in &shown {
            prop_assert!(it.reps >= STATISTICS_MIN_REPS);
            prop_assert!(it.reps_answered >= SPLIT_MIN && it.verdicts.rated() >= SPLIT_MIN);
            rest = (rest.0 - it.reps_answered, rest.1 - it.verdicts.rated());
        }
        let is_safe = rest == (0, 0) || (rest.0 >= SPLIT_MIN && rest.1 >= SPLIT_MIN);
        prop_assert!(shown.is_empty() || is_safe, "{rest:?} remain");
    }
}
