//! Finding the thing a person means.

use serde_json::Value;

use super::{ActError, Person, Place};
use crate::{
    blocks::{Placed, State, initial_state, interactive, options_of},
    delivery::Scene,
    model::{Message, View},
};

/// Where a person acts, with everything shown there.
#[derive(Clone, Debug)]
pub(crate) enum Spot {
    Message(Message),
    View(View, Place),
}

impl Spot {
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Message(message) => Place::Message(message.ts.clone()),
            Self::View(_, place) => place.clone(),
        }
    }

    pub(super) fn blocks(&self) -> &[Value] {
        match self {
            Self::Message(message) => &message.blocks,
            Self::View(view, _) => &view.blocks,
        }
    }

    /// The one element that fits and is called `wanted`.
    pub(super) fn find(
        &self,
        what: &'static str,
        wanted: &str,
        fits: impl Fn(&Placed<'_>) -> bool,
    ) -> Result<Placed<'_>, ActError> {
        let candidates: Vec<_> = interactive(self.blocks())
            .into_iter()
            .filter(|placed| fits(placed))
            .collect();
        let named = |placed: &&Placed<'_>| placed.action_id() == wanted || placed.label() == wanted;
        let found = candidates
            .iter()
            .find(|placed| placed.is_at(wanted))
            .or_else(|| candidates.iter().find(named));
        if let Some(placed) =
            found.or_else(|| candidates.iter().find(|placed| placed.is_called(wanted)))
        {
            return Ok(placed.clone());
        }
        Err(ActError::NoSuch {
            what,
            wanted: wanted.to_owned(),
            place: self.place(),
            there: candidates.iter().map(Placed::label).collect(),
        })
    }

    /// The option of an element that is called `wanted`, by text or value.
    pub(super) fn option(&self, placed: &Placed<'_>, wanted: &str) -> Result<Value, ActError> {
        let options = options_of(placed.element);
        self.pick(&options, wanted)
    }

    pub(super) fn pick(&self, options: &[&Value], wanted: &str) -> Result<Value, ActError> {
        let text = |option: &Value| crate::blocks::text_of(&option["text"]);
        let by_text = options.iter().find(|option| text(option) == wanted);
        let found = by_text.or_else(|| options.iter().find(|option| option["value"] == wanted));
        found
            .map(|option| (*option).clone())
            .ok_or_else(|| ActError::NoSuch {
                what: "option",
                wanted: wanted.to_owned(),
                place: self.place(),
                there: options.iter().map(|option| text(option)).collect(),
            })
    }
}

impl Person {
    pub(crate) fn modal(&self) -> Result<Spot, ActError> {
        self.check_present()?;
        self.view()
            .map(|view| Spot::View(view, Place::Modal))
            .ok_or(ActError::Empty(Place::Modal))
    }

    pub(crate) fn home_spot(&self) -> Result<Spot, ActError> {
        self.check_present()?;
        self.home()
            .map(|view| Spot::View(view, Place::Home))
            .ok_or(ActError::Empty(Place::Home))
    }

    /// The message as it is now, ordinary or ephemeral.
    pub(crate) fn message_spot(&self, message: &Message) -> Result<Spot, ActError> {
        self.check_present()?;
        let now = self.core.read(|model| {
            let ephemeral = model.ephemerals.iter().find(|other| {
                other.ts == message.ts && other.ephemeral_to.as_deref() == Some(&self.id)
            });
            ephemeral
                .or_else(|| model.message(&message.channel, &message.ts))
                .cloned()
        });
        now.map(Spot::Message)
            .ok_or_else(|| ActError::NotFound(format!("the message {} is gone", message.ts)))
    }

    /// What the app is told about where this happens.
    pub(super) fn scene(&self, spot: &Spot) -> Scene {
        match spot {
            Spot::View(view, _) => {
                let current = self.core.read(|model| model.view(&view.id).cloned());
                Scene::View(Box::new(current.unwrap_or_else(|| view.clone())))
            }
            Spot::Message(message) => {
                Scene::Message(Box::new(message.clone()), self.choices(message))
            }
        }
    }

    /// What this person has chosen in a message.
    pub(super) fn choices(&self, message: &Message) -> State {
        let key = (message.channel.clone(), message.ts.clone(), self.id.clone());
        let chosen = self.core.read(|model| model.choices.get(&key).cloned());
        chosen.unwrap_or_else(|| initial_state(&message.blocks))
    }
}
