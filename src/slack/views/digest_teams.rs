//! What a digest says of a loop's teams: to the loop's team leads in one list, to a team's own lead of theirs; and
//! whose leads are open.

use std::collections::HashSet;

use super::digest::{Copy, Digest, Parts};
use crate::domain::figures::{ROWS_MAX, RoundFigures};
use crate::domain::figures_teams::{TeamFigures, shown_teams, waiting_of};
use crate::domain::ids::MemberId;
use crate::domain::language::Language;
use crate::texts::{commas, t};

impl Digest<'_> {
    /// The roll-up over all teams, or the reader's own ones: as far as they may be shown.
    pub(super) fn teams(&self, language: Language, parts: &mut Parts) {
        let Copy::TeamLead { own, .. } = &self.copy else {
            return;
        };
        let all = &self.figures.teams;
        if all.len() < 2 {
            return;
        }
        let is_read = |it: &TeamFigures| {
            own.as_ref()
                .is_none_or(|own| own.groups.contains(&it.group))
        };
        let shown = shown_teams(self.figures)
            .into_iter()
            .filter(|it| is_read(it));
        let mut lines: Vec<String> = shown.map(|it| line(language, self.figures, it)).collect();
        let (shown, teams) = (lines.len(), all.iter().filter(|it| is_read(it)).count());
        if shown < teams {
            lines.push(t!(
                language,
                "digest-teams-shown",
                shown = shown,
                teams = teams
            ));
        }
        let title = match own {
            Some(_) => t!(language, "digest-your-teams", count = teams),
            None => t!(language, "digest-teams"),
        };
        parts.lines(&title, &lines);
    }

    /// Who left leads open, for a team lead: of teams with leads of their own only how many.
    pub(super) fn open(&self, language: Language) -> Vec<String> {
        let Copy::TeamLead { names, own } = &self.copy else {
            return vec![];
        };
        let with_lead: Vec<&TeamFigures> = match own {
            Some(_) => vec![],
            None => self
                .figures
                .teams
                .iter()
                .filter(|it| !it.leads.is_empty())
                .collect(),
        };
        let led: HashSet<&MemberId> = with_lead.iter().flat_map(|it| &it.members).collect();
        let open = &self.copy.open(self.figures).open;
        let (of_teams, of_reader): (Vec<_>, Vec<_>) =
            open.iter().partition(|(member, _)| led.contains(member));
        // By name, so that nobody stands first for what they left open.
        let mut of_reader: Vec<(&str, u32)> = of_reader
            .into_iter()
            .filter_map(|(member, count)| Some((names.get(member)?.as_str(), *count)))
            .collect();
        of_reader.sort_unstable();
        let mut named: Vec<String> = of_reader
            .into_iter()
            .map(|(name, count)| t!(language, "digest-open-of", name = name, count = count))
            .collect();
        let more = named.len().saturating_sub(ROWS_MAX);
        named.truncate(ROWS_MAX);
        if more > 0 {
            named.push(t!(language, "digest-more-leads", count = more));
        }
        let mut sentences = vec![];
        if !named.is_empty() {
            sentences.push(t!(language, "digest-open", open = named.join(", ")));
        }
        let count: u32 = of_teams.iter().map(|(_, count)| count).sum();
        if count > 0 {
            let is_open =
                |it: &&&TeamFigures| of_teams.iter().any(|(id, _)| it.members.contains(id));
            let teams: Vec<String> = with_lead
                .iter()
                .filter(is_open)
                .map(|it| it.name.clone())
                .collect();
            sentences.push(t!(
                language,
                "digest-open-in-teams",
                count = count,
                teams = commas(&teams)
            ));
        }
        sentences
    }
}

/// A team in a line.
fn line(language: Language, figures: &RoundFigures, team: &TeamFigures) -> String {
    let verdicts = team.verdicts;
    t!(
        language,
        "digest-team-line",
        team = team.name.as_str(),
        asked = team.reps_asked,
        answered = team.reps_answered,
        rated = verdicts.rated(),
        accepted = verdicts.accepted,
        not_yet = verdicts.not_yet,
        rejected = verdicts.rejected,
        open = verdicts.open,
        waiting = waiting_of(figures, team)
    )
}
