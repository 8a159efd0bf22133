//! `/leadloop` and what stands behind it.

use futures_util::FutureExt as _;
use jiff::Timestamp;
use serde_json::Value;

use super::saying::{answered, answered_plainly};
use super::{Dispatch, Trouble, Visitor};
use crate::domain::ids::MemberId;
use crate::domain::member::Role;
use crate::features::ask_now::{self, LoopChoice};
use crate::features::rate_leads::{RateRefusal, Show};
use crate::features::refusal::Refusal;
use crate::features::who;
use crate::slack::ack::Ack;
use crate::slack::incoming::Command;
use crate::slack::refusal_text::refusal_text;
use crate::slack::views::help::{Answer, Help};
use crate::texts::{dates, t};

/// What somebody typed behind `/leadloop`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    Help,
    Rate,
    Briefing,
    Lead,
    /// An extra round: for one rep, in the loop of this name where one is typed.
    AskNow(Option<MemberId>, String),
    Why(Option<MemberId>),
    Pause,
    Settings,
    /// A person was meant, but not named with `@`.
    NoPerson(&'static str),
    Unknown,
}

impl Asked {
    fn parse(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let first = words.next().unwrap_or_default().to_lowercase();
        let rest: Vec<&str> = words.collect();
        match first.as_str() {
            "" | "help" => Self::Help,
            "rate" => Self::Rate,
            "briefing" => Self::Briefing,
            "lead" => Self::Lead,
            "pause" => Self::Pause,
            "settings" => Self::Settings,
            "why" => match (rest.first(), rest.iter().find_map(|it| mention(it))) {
                (_, Some(person)) => Self::Why(Some(person)),
                (None, None) => Self::Why(None),
                (Some(_), None) => Self::NoPerson("why"),
            },
            "ask"
                if rest
                    .first()
                    .is_some_and(|it| it.eq_ignore_ascii_case("now")) =>
            {
                let rest = rest.get(1..).unwrap_or_default();
                let person = rest.iter().find_map(|it| mention(it));
                let name: Vec<&str> = rest
                    .iter()
                    .copied()
                    .filter(|it| mention(it).is_none())
                    .collect();
                if name.iter().any(|it| it.starts_with('@')) {
                    return Self::NoPerson("ask now");
                }
                Self::AskNow(person, name.join(" "))
            }
            _ => Self::Unknown,
        }
    }
}

/// `<@U123|name>` or `<@U123>`.
fn mention(word: &str) -> Option<MemberId> {
    let inside = word.strip_prefix("<@")?.strip_suffix('>')?;
    let id = inside.split('|').next()?;
    (!id.is_empty()).then(|| MemberId::new(id))
}

impl Dispatch {
    pub(super) async fn command(&self, command: &Command) -> Result<Ack, Trouble> {
        let visitor = self.visitor(&command.sender).await?;
        let language = visitor.language;
        match Asked::parse(&command.text) {
            Asked::Help => self.help(&visitor, false).await,
            Asked::Unknown => self.help(&visitor, true).await,
            Asked::Rate => self.rate_by_command(&visitor, command).await,
            Asked::Briefing => {
                let view = self.briefings_modal(&visitor).await?;
                self.modal_by_command(&visitor, command, view).await
            }
            Asked::Lead => {
                let view = self.add_lead_modal(&visitor, None).await?;
                self.modal_by_command(&visitor, command, view).await
            }
            Asked::Pause => {
                let view = self.pause_modal(&visitor).await?;
                self.modal_by_command(&visitor, command, view).await
            }
            Asked::Settings => {
                let view = self.settings_modal(&visitor).await?;
                self.modal_by_command(&visitor, command, view).await
            }
            Asked::Why(about) => {
                let about = about.unwrap_or_else(|| visitor.member.clone());
                Ok(match self.why(&visitor, &about).await? {
                    Ok(message) => answered(message),
                    Err(refusal) => answered_plainly(&refusal_text(language, &refusal)),
                })
            }
            Asked::AskNow(rep, name) => self.ask_now(&visitor, rep.as_ref(), &name).await,
            Asked::NoPerson(command) => Ok(answered_plainly(&t!(
                language,
                "cannot-name-no-rep",
                command = command
            ))),
        }
    }

    /// What the command can do for this person.
    async fn help(&self, visitor: &Visitor, is_unknown_command: bool) -> Result<Ack, Trouble> {
        let input = (visitor.tenant.clone(), visitor.member.clone());
        let person = self
            .app
            .store
            .read(input, |tx, (tenant, member)| {
                who::actor(tx, tenant, member).boxed()
            })
            .await?;
        let is = |wanted: Role| person.roles.iter().any(|(_, role)| *role == wanted);
        let leads = is(Role::TeamLead);
        let help = Help {
            can_write_briefings: person.is_admin || is(Role::Marketing),
            can_ask_now: person.is_admin || leads,
            can_ask_about_others: person.is_admin || leads,
            is_unknown_command,
        };
        Ok(answered(help.message(visitor.language)))
    }

    /// The first open lead of the newest ask.
    async fn rate_by_command(&self, visitor: &Visitor, command: &Command) -> Result<Ack, Trouble> {
        let workspace = visitor.tenant.workspace_id().clone();
        let trigger = trigger(command)?;
        let refused = self
            .open_window(workspace, &visitor.member, trigger, Show::Newest)
            .await?;
        match refused {
            Some(RateRefusal::NothingOpen) => {
                return Ok(answered(Answer::NothingToRate.message(visitor.language)));
            }
            Some(refusal) => self.refuse_rating(visitor, trigger, refusal).await?,
            None => {}
        }
        Ok(Ack::Empty)
    }

    async fn modal_by_command(
        &self,
        visitor: &Visitor,
        command: &Command,
        view: Result<Value, Refusal>,
    ) -> Result<Ack, Trouble> {
        match view {
            Ok(view) => {
                let api = self.api(&visitor.tenant);
                api.open_view(trigger(command)?, view).await?;
                Ok(Ack::Empty)
            }
            Err(refusal) => Ok(answered_plainly(&refusal_text(visitor.language, &refusal))),
        }
    }

    /// An extra round, in the one loop in which that can be meant.
    async fn ask_now(
        &self,
        visitor: &Visitor,
        rep: Option<&MemberId>,
        name: &str,
    ) -> Result<Ack, Trouble> {
        let (tenant, member) = (&visitor.tenant, &visitor.member);
        let refused =
            |refusal: &Refusal| Ok(answered_plainly(&refusal_text(visitor.language, refusal)));
        let mut choices = match ask_now::choices(&self.app, tenant, member, rep).await? {
            Ok(choices) => choices,
            Err(refusal) => return refused(&refusal),
        };
        let names: Vec<String> = choices.iter().map(|it| it.name.clone()).collect();
        if !name.is_empty() {
            choices.retain(|it| it.name.to_lowercase() == name.to_lowercase());
        }
        let loop_id = match choices.as_slice() {
            [LoopChoice { loop_id, .. }] => loop_id,
            _ if names.is_empty() => {
                let text = t!(visitor.language, "ask-now-nowhere");
                return Ok(answered_plainly(&text));
            }
            _ => {
                let names = crate::texts::commas(&names);
                let text = t!(visitor.language, "ask-now-which", names = names);
                return Ok(answered_plainly(&text));
            }
        };
        match ask_now::ask_now(&self.app, tenant, member, loop_id, rep).await? {
            Ok(asked) => {
                let at: Vec<Timestamp> = asked.reps.iter().filter_map(|it| it.at).collect();
                let people = u32::try_from(at.len()).unwrap_or(u32::MAX);
                let is_now = |at: &Timestamp| *at <= self.app.now();
                let first = at.iter().min().filter(|_| !at.iter().all(is_now));
                let Some(first) = first else {
                    let answer = Answer::AskedNow { people };
                    return Ok(answered(answer.message(visitor.language)));
                };
                let language = visitor.language;
                let first = match is_now(first) {
                    true => t!(language, "asked-first-now"),
                    false => {
                        let first = first.to_zoned(self.zone_of(visitor).await?);
                        let moment = dates::moment(language, &first);
                        t!(language, "asked-first-at", moment = moment)
                    }
                };
                let text = t!(
                    language,
                    "answer-asked-later",
                    people = people,
                    first = first
                );
                Ok(answered_plainly(&text))
            }
            Err(refusal) => refused(&refusal),
        }
    }
}

fn trigger(command: &Command) -> Result<&str, Trouble> {
    command
        .trigger_id
        .as_deref()
        .ok_or(Trouble::Lacks("a trigger"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", Asked::Help)]
    #[case("  HELP ", Asked::Help)]
    #[case("rate", Asked::Rate)]
    #[case("why", Asked::Why(None))]
    #[case("why <@U123|joris>", Asked::Why(Some(MemberId::new("U123"))))]
    #[case("why <@U123>", Asked::Why(Some(MemberId::new("U123"))))]
    #[case("why joris", Asked::NoPerson("why"))]
    #[case("ask now", Asked::AskNow(None, String::new()))]
    #[case("ask now <@U1|j> Benelux south", Asked::AskNow(Some(MemberId::new("U1")), "Benelux south".to_owned()))]
    #[case("ask now @joris", Asked::NoPerson("ask now"))]
    #[case("ask", Asked::Unknown)]
    #[case("dance", Asked::Unknown)]
    fn a_command_is_read(#[case] text: &str, #[case] asked: Asked) {
        assert_eq!(Asked::parse(text), asked);
    }
}
