//! Who may do what, in one place: every feature asks [`may`] before it acts. Being away, caps and
//! frequencies are not matters of permission.

use super::ids::{LoopId, UserGroupId};
use super::member::Role;

/// The person who wants to do something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Actor {
    /// A workspace admin.
    pub is_admin: bool,
    /// Their roles, by loop.
    pub roles: Vec<(LoopId, Role)>,
    /// The teams they lead, by loop and user group. Looked up for what is a team lead's of a team alone.
    pub teams: Vec<(LoopId, UserGroupId)>,
}

impl Actor {
    fn leads(&self, loop_id: &LoopId) -> bool {
        self.roles
            .iter()
            .any(|(id, role)| id == loop_id && *role == Role::TeamLead)
    }

    fn is(&self, wanted: Role) -> bool {
        self.roles.iter().any(|(_, role)| *role == wanted)
    }
}

/// What somebody wants to do. `is_own` means: it is about the actor (their lead, ask, settings).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Make a loop.
    MakeLoop {
        /// The actor is named as a team lead of the new loop.
        is_own: bool,
    },
    /// Edit, pause, resume or end a loop.
    EditLoop(LoopId),
    /// Skip or shift the next round.
    SkipRound(LoopId),
    /// Hold an extra round now.
    AskNow(LoopId),
    /// Say who has which role.
    NameRoles(LoopId),
    /// Import leads.
    ImportLeads,
    /// Add or edit a campaign, write its briefing.
    EditCampaign,
    /// Answer a campaign's numbers of a round in one line.
    AnswerNumbers {
        /// The actor is the campaign's owner.
        is_own: bool,
        /// The loop whose round it is.
        loop_id: LoopId,
    },
    /// Add a lead.
    AddLead {
        /// For oneself.
        is_own: bool,
    },
    /// Pass a lead on to a colleague, or give it an owner.
    PassOn {
        /// One's own lead.
        is_own: bool,
    },
    /// Answer, edit or decline an ask. The one who was asked is in sales, whatever has changed since.
    Answer {
        /// One's own ask.
        is_own: bool,
    },
    /// Read a loop's ratings with names.
    ReadRatingsOfLoop(LoopId),
    /// Read a campaign's ratings with names.
    ReadRatingsOfCampaign {
        /// The actor is the campaign's owner.
        is_own: bool,
        /// The loop shows names to campaign owners.
        shows_names: bool,
    },
    /// Read who has not read a campaign's briefing.
    SeeReaders {
        /// The actor is the campaign's owner.
        is_own: bool,
    },
    /// Read what a colleague thinks of a campaign's draft, with their name, and answer it.
    AnswerRemark {
        /// The actor is the campaign's owner.
        is_own: bool,
    },
    /// See what is open in a team of a loop, and its people's ratings with names.
    SeeTeam(LoopId, UserGroupId),
    /// Pass on a lead, or give it an owner, whose owner is in these teams.
    PassOnOfTeams(Vec<(LoopId, UserGroupId)>),
    /// Read the ratings one gave.
    ReadOwnRatings,
    /// Ask why oneself was asked or not.
    WhySelf,
    /// Ask why somebody else was asked or not.
    WhyOther {
        /// The loops in which that person is.
        loops: Vec<LoopId>,
    },
    /// Say which words of a Slack status mean "away".
    EditAwayWords,
    /// Pause, working days, language.
    PersonalSettings {
        /// One's own.
        is_own: bool,
    },
}

/// Why somebody may not do something; said in their language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Only admins and team leads, who must be a team lead of the loop it is about.
    OnlyTeamLeads,
    /// Only admins, team leads and marketing.
    OnlyMarketing,
    /// Only admins.
    OnlyAdmins,
    /// Only for oneself.
    OnlyOwn,
    /// Only the campaign's owner, and the team leads.
    OnlyCampaignOwner,
    /// The loop hides names from marketing.
    NamesAreHidden,
    /// Only the campaign's owner: nobody else's business.
    OnlyTheOwner,
}

/// Whether somebody may do something: the table "who may do what". Several roles add up.
///
/// # Errors
/// Why not.
pub fn may(actor: &Actor, action: &Action) -> Result<(), Refusal> {
    let marketing_up = actor.is_admin || actor.is(Role::TeamLead) || actor.is(Role::Marketing);
    let (allowed, refusal) = match action {
        Action::MakeLoop { is_own } => (
            actor.is_admin || (*is_own && actor.is(Role::TeamLead)),
            Refusal::OnlyTeamLeads,
        ),
        Action::EditLoop(id)
        | Action::SkipRound(id)
        | Action::AskNow(id)
        | Action::NameRoles(id) => (actor.is_admin || actor.leads(id), Refusal::OnlyTeamLeads),
        Action::ImportLeads | Action::EditCampaign => (marketing_up, Refusal::OnlyMarketing),
        Action::AnswerNumbers { is_own, loop_id } => (
            actor.is_admin || actor.leads(loop_id) || *is_own,
            Refusal::OnlyCampaignOwner,
        ),
        Action::AddLead { is_own } | Action::PassOn { is_own } => {
            let own = *is_own && actor.is(Role::Sales);
            let refusal = if actor.is(Role::Sales) {
                Refusal::OnlyOwn
            } else {
                Refusal::OnlyMarketing
            };
            (marketing_up || own, refusal)
        }
        Action::Answer { is_own } | Action::PersonalSettings { is_own } => {
            (*is_own, Refusal::OnlyOwn)
        }
        Action::ReadRatingsOfLoop(id) => (actor.leads(id), Refusal::OnlyTeamLeads),
        Action::ReadRatingsOfCampaign {
            is_own,
            shows_names,
        } => {
            let owner = *is_own && actor.is(Role::Marketing);
            let refusal = if owner {
                Refusal::NamesAreHidden
            } else {
                Refusal::OnlyCampaignOwner
            };
            (owner && *shows_names, refusal)
        }
        Action::SeeReaders { is_own } | Action::AnswerRemark { is_own } => {
            (*is_own && marketing_up, Refusal::OnlyTheOwner)
        }
        Action::EditAwayWords => (actor.is_admin, Refusal::OnlyAdmins),
        Action::SeeTeam(id, group) => {
            let is_theirs = actor.teams.iter().any(|it| it.0 == *id && it.1 == *group);
            (actor.leads(id) || is_theirs, Refusal::OnlyTeamLeads)
        }
        Action::PassOnOfTeams(teams) => {
            let is_theirs = actor.teams.iter().any(|it| teams.contains(it));
            (marketing_up || is_theirs, Refusal::OnlyMarketing)
        }
        Action::ReadOwnRatings | Action::WhySelf => (true, Refusal::OnlyOwn),
        Action::WhyOther { loops } => (
            actor.is_admin || loops.iter().any(|id| actor.leads(id)),
            Refusal::OnlyTeamLeads,
        ),
    };
    if allowed { Ok(()) } else { Err(refusal) }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn here() -> LoopId {
        LoopId::new("benelux")
    }

    fn elsewhere() -> LoopId {
        LoopId::new("nordics")
    }

    /// Admin, team lead, marketing, sales and anyone, each in "benelux" and nothing else.
    fn actors() -> [Actor; 5] {
        let with = |role| Actor {
            roles: vec![(here(), role)],
            ..Actor::default()
        };
        [
            Actor {
                is_admin: true,
                ..Actor::default()
            },
            with(Role::TeamLead),
            with(Role::Marketing),
            with(Role::Sales),
            Actor::default(),
        ]
    }

    // One letter a column: admin, team_lead, marketing, sales, anyone.
    #[rstest]
    #[case(Action::MakeLoop { is_own: true }, "yy---")]
    #[case(Action::MakeLoop { is_own: false }, "y----")]
    #[case(Action::EditLoop(here()), "yy---")]
    #[case(Action::EditLoop(elsewhere()), "y----")]
    #[case(Action::SkipRound(here()), "yy---")]
    #[case(Action::SkipRound(elsewhere()), "y----")]
    #[case(Action::AskNow(here()), "yy---")]
    #[case(Action::AskNow(elsewhere()), "y----")]
    #[case(Action::NameRoles(here()), "yy---")]
    #[case(Action::NameRoles(elsewhere()), "y----")]
    #[case(Action::ImportLeads, "yyy--")]
    #[case(Action::EditCampaign, "yyy--")]
    #[case(Action::AnswerNumbers { is_own: true, loop_id: elsewhere() }, "yyyyy")]
    #[case(Action::AnswerNumbers { is_own: false, loop_id: here() }, "yy---")]
    #[case(Action::AddLead { is_own: true }, "yyyy-")]
    #[case(Action::AddLead { is_own: false }, "yyy--")]
    #[case(Action::PassOn { is_own: true }, "yyyy-")]
    #[case(Action::PassOn { is_own: false }, "yyy--")]
    #[case(Action::Answer { is_own: true }, "yyyyy")]
    #[case(Action::Answer { is_own: false }, "-----")]
    #[case(Action::ReadRatingsOfLoop(here()), "-y---")]
    #[case(Action::ReadRatingsOfLoop(elsewhere()), "-----")]
    #[case(Action::ReadRatingsOfCampaign { is_own: true, shows_names: true }, "--y--")]
    #[case(Action::ReadRatingsOfCampaign { is_own: true, shows_names: false }, "-----")]
    #[case(Action::ReadRatingsOfCampaign { is_own: false, shows_names: true }, "-----")]
    #[case(Action::SeeReaders { is_own: true }, "yyy--")]
    #[case(Action::SeeReaders { is_own: false }, "-----")]
    #[case(Action::AnswerRemark { is_own: true }, "yyy--")]
    #[case(Action::AnswerRemark { is_own: false }, "-----")]
    #[case(Action::SeeTeam(here(), UserGroupId::new("north")), "-y---")]
    #[case(Action::SeeTeam(elsewhere(), UserGroupId::new("north")), "-----")]
    #[case(Action::PassOnOfTeams(vec![(here(), UserGroupId::new("north"))]), "yyy--")]
    #[case(Action::ReadOwnRatings, "yyyyy")]
    #[case(Action::WhySelf, "yyyyy")]
    #[case(Action::WhyOther { loops: vec![elsewhere(), here()] }, "yy---")]
    #[case(Action::WhyOther { loops: vec![elsewhere()] }, "y----")]
    #[case(Action::PersonalSettings { is_own: true }, "yyyyy")]
    #[case(Action::PersonalSettings { is_own: false }, "-----")]
    fn the_table_of_who_may_do_what(#[case] action: Action, #[case] row: &str) {
        let found: String = actors()
            .iter()
            .map(|actor| {
                if may(actor, &action).is_ok() {
                    'y'
                } else {
                    '-'
                }
            })
            .collect();
        assert_eq!(found, row, "{action:?}");
    }

    #[test]
    fn who_leads_a_team_may_see_it_and_pass_its_leads_on_and_nothing_else() {
        let (north, south) = (UserGroupId::new("north"), UserGroupId::new("south"));
        let actor = Actor {
            teams: vec![(here(), north.clone())],
            ..Actor::default()
        };
        let of = |group: &UserGroupId| vec![(here(), group.clone())];
        for (action, is_allowed) in [
            (Action::SeeTeam(here(), north.clone()), true),
            (Action::SeeTeam(here(), south.clone()), false),
            (Action::SeeTeam(elsewhere(), north.clone()), false),
            (Action::PassOnOfTeams(of(&north)), true),
            (Action::PassOnOfTeams(of(&south)), false),
            (Action::PassOnOfTeams(vec![]), false),
            (Action::PassOn { is_own: false }, false),
            (Action::ReadRatingsOfLoop(here()), false),
            (Action::EditLoop(here()), false),
            (Action::EditCampaign, false),
            (
                Action::WhyOther {
                    loops: vec![here()],
                },
                false,
            ),
        ] {
            assert_eq!(may(&actor, &action).is_ok(), is_allowed, "{action:?}");
        }
    }

    #[test]
    fn a_refusal_says_what_is_lacking() {
        let hidden = Action::ReadRatingsOfCampaign {
            is_own: true,
            shows_names: false,
        };
        let [_, _, marketing, sales, anyone] = actors();
        assert_eq!(may(&marketing, &hidden), Err(Refusal::NamesAreHidden));
        let other = Action::PassOn { is_own: false };
        assert_eq!(may(&sales, &other), Err(Refusal::OnlyOwn));
        assert_eq!(may(&anyone, &other), Err(Refusal::OnlyMarketing));
    }
}
