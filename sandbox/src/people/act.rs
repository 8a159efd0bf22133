//! Pressing and choosing: what becomes `block_actions`.

use serde_json::{Value, json};

use super::{ActError, Person, find::Spot};
use crate::{
    blocks::{Placed, set_value},
    delivery::{DeliveryFailure, Family},
    model::Message,
};

/// One of the elements one presses.
fn presses(placed: &Placed<'_>) -> bool {
    placed.is_button()
}

impl Person {
    /// Presses a button of a message: by label or action id. What the app does before and with its
    /// acknowledgement is done when this ends.
    ///
    /// # Errors
    /// When there is no such button, or the app fails.
    pub async fn press(&self, message: &Message, button: &str) -> Result<(), ActError> {
        let spot = self.message_spot(message)?;
        self.press_at(&spot, button).await
    }

    /// Presses a button in the modal on top.
    ///
    /// # Errors
    /// When there is no such button, or the app fails.
    pub async fn press_in_view(&self, button: &str) -> Result<(), ActError> {
        self.press_at(&self.modal()?, button).await
    }

    /// Presses a button in the Home tab.
    ///
    /// # Errors
    /// When there is no such button, or the app fails.
    pub async fn press_in_home(&self, button: &str) -> Result<(), ActError> {
        self.press_at(&self.home_spot()?, button).await
    }

    /// Chooses in an overflow menu of a message. With several menus, the first that offers it.
    ///
    /// # Errors
    /// When no menu offers it, or the app fails.
    pub async fn choose_overflow(&self, message: &Message, option: &str) -> Result<(), ActError> {
        let spot = self.message_spot(message)?;
        self.overflow_at(&spot, None, option).await
    }

    /// Chooses in an overflow menu of the modal on top.
    ///
    /// # Errors
    /// When no menu offers it, or the app fails.
    pub async fn choose_overflow_in_view(&self, option: &str) -> Result<(), ActError> {
        self.overflow_at(&self.modal()?, None, option).await
    }

    /// Chooses in an overflow menu of the Home tab.
    ///
    /// # Errors
    /// When no menu offers it, or the app fails.
    pub async fn choose_overflow_in_home(&self, option: &str) -> Result<(), ActError> {
        self.overflow_at(&self.home_spot()?, None, option).await
    }

    pub(crate) async fn press_at(&self, spot: &Spot, button: &str) -> Result<(), ActError> {
        let is_side = |placed: &Placed<'_>| {
            ["positive_button", "negative_button"]
                .iter()
                .any(|side| crate::blocks::text_of(&placed.element[*side]["text"]) == button)
        };
        let placed = match spot.find("button", button, presses) {
            Ok(placed) => placed,
            Err(error) => {
                let mut all = crate::blocks::interactive(spot.blocks()).into_iter();
                all.find(|placed| placed.kind() == "feedback_buttons" && is_side(placed))
                    .ok_or(error)?
            }
        };
        let mut action = self.action(&placed);
        let source = if placed.kind() == "feedback_buttons" {
            let negative =
                crate::blocks::text_of(&placed.element["negative_button"]["text"]) == button;
            &placed.element[if negative {
                "negative_button"
            } else {
                "positive_button"
            }]
        } else {
            placed.element
        };
        for field in ["text", "value", "style", "url", "icon"] {
            if let Some(value) = source.get(field) {
                action[field] = value.clone();
            }
        }
        self.tell(spot, action).await
    }

    /// `menu` says which, where several may offer the option.
    pub(crate) async fn overflow_at(
        &self,
        spot: &Spot,
        menu: Option<&str>,
        option: &str,
    ) -> Result<(), ActError> {
        let is_meant = |placed: &Placed<'_>| {
            menu.is_none_or(|wanted| placed.is_at(wanted) || placed.is_called(wanted))
        };
        let menus: Vec<_> = crate::blocks::interactive(spot.blocks())
            .into_iter()
            .filter(|placed| placed.kind() == "overflow" && is_meant(placed))
            .collect();
        let offered: Vec<&Value> = menus
            .iter()
            .flat_map(|menu| crate::blocks::options_of(menu.element))
            .collect();
        let chosen = spot.pick(&offered, option)?;
        let Some(menu) = menus
            .iter()
            .find(|menu| crate::blocks::options_of(menu.element).contains(&&chosen))
        else {
            return Ok(());
        };
        let mut action = self.action(menu);
        action["selected_option"] = chosen;
        self.tell(spot, action).await
    }

    /// Stores a new value of an element, and tells the app if it wants to know at once.
    pub(super) async fn set(
        &self,
        spot: &Spot,
        placed: &Placed<'_>,
        value: Value,
    ) -> Result<(), ActError> {
        self.core.write(|model| match spot {
            Spot::View(view, _) => {
                if let Some(view) = model.view_mut(&view.id) {
                    set_value(&mut view.state, placed, &value);
                    view.errors.remove(placed.block_id());
                }
            }
            Spot::Message(message) => {
                let key = (message.channel.clone(), message.ts.clone(), self.id.clone());
                let state = model
                    .choices
                    .entry(key)
                    .or_insert_with(|| crate::blocks::initial_state(&message.blocks));
                set_value(state, placed, &value);
            }
        });
        if !placed.tells_app() {
            return Ok(());
        }
        let mut action = self.action(placed);
        let mut own = crate::State::new();
        set_value(&mut own, placed, &value);
        let fields = own
            .into_values()
            .flat_map(std::collections::BTreeMap::into_values)
            .next()
            .unwrap_or_default();
        for (field, value) in fields.as_object().into_iter().flatten() {
            action[field] = value.clone();
        }
        self.tell(spot, action).await
    }

    fn action(&self, placed: &Placed<'_>) -> Value {
        let now = self.core.now();
        let mut action = json!({
            "type": placed.kind(),
            "action_id": placed.action_id(),
            "block_id": placed.block_id(),
            "action_ts": self.core.write(|model| model.ids.ts(now)),
        });
        for (field, value) in placed.element.as_object().into_iter().flatten() {
            if field == "placeholder" || field.starts_with("initial_") || field == "confirm" {
                action[field] = value.clone();
            }
        }
        action
    }

    async fn tell(&self, spot: &Spot, action: Value) -> Result<(), ActError> {
        let scene = self.scene(spot);
        let payload = self.core.block_actions(&self.id, &scene, &action);
        self.interact(Family::Interactive, payload).await.map(drop)
    }

    /// Delivers; when the app fails, this person is told so.
    pub(super) async fn interact(&self, family: Family, payload: Value) -> Result<Value, ActError> {
        self.check_present()?;
        let parcel = self.core.parcel(family, payload);
        let parcel = self.core.troubled_on_request(parcel);
        self.core
            .deliver_with_trouble(&parcel)
            .await
            .map_err(|failure| self.trouble(failure))
    }

    fn trouble(&self, failure: DeliveryFailure) -> ActError {
        let sentence = "We had some trouble connecting. Try again?".to_owned();
        self.core
            .write(|model| model.troubles.push((self.id.clone(), sentence)));
        failure.into()
    }
}
