//! Submitting and closing modals, and what the app's answer does.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{ActError, Person, Place};
use crate::{
    api::ApiError,
    blocks::{chosen_texts, interactive},
    delivery::Family,
    model::View,
};

/// What came of pressing the submit button.
#[derive(Clone, Debug)]
pub enum Submitted {
    /// Slack did not even ask the app: block id → what is said under the input.
    Incomplete(BTreeMap<String, String>),
    /// The app refused: block id → what is said under the input.
    Errors(BTreeMap<String, String>),
    /// The modal is gone; the one below it, if any, is on top.
    Closed,
    /// All modals are gone.
    Cleared,
    /// The modal shows something new.
    Updated(Box<View>),
    /// Another modal lies on top.
    Pushed(Box<View>),
}

impl Submitted {
    /// Whether the app took it.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        !matches!(self, Self::Incomplete(_) | Self::Errors(_))
    }
}

impl Person {
    /// Presses the submit button of the modal on top.
    ///
    /// # Errors
    /// When no modal is open, it has no submit button, or the app fails.
    pub async fn submit(&self) -> Result<Submitted, ActError> {
        self.check_present()?;
        let view = self.view().ok_or(ActError::Empty(Place::Modal))?;
        if view.submit.is_none()
            && !interactive(&view.blocks)
                .iter()
                .any(|placed| placed.is_input)
        {
            return Err(ActError::NotAllowed(
                "the modal has no submit button".to_owned(),
            ));
        }
        let incomplete = incomplete(&view);
        if !incomplete.is_empty() {
            self.show_errors(&view.id, &incomplete);
            return Ok(Submitted::Incomplete(incomplete));
        }
        let _underway = self.core.in_flight.begin();
        let payload = self.core.view_submission(&self.id, &view);
        let answer = self.interact(Family::Interactive, payload).await?;
        self.show_errors(&view.id, &BTreeMap::new());
        self.apply(&view, &answer)
    }

    /// Closes the modals with the x: all of them.
    ///
    /// # Errors
    /// When no modal is open, or the app fails.
    pub async fn close(&self) -> Result<(), ActError> {
        let views = self.views();
        let root = views.first().ok_or(ActError::Empty(Place::Modal))?;
        self.core.write(|model| model.stacks.remove(&self.id));
        if views.iter().any(|view| view.notify_on_close) {
            let payload = self.core.view_closed(&self.id, root, true);
            self.interact(Family::Interactive, payload).await?;
        }
        Ok(())
    }

    /// Closes the modal on top with its cancel button.
    ///
    /// # Errors
    /// When no modal is open, or the app fails.
    pub async fn cancel(&self) -> Result<(), ActError> {
        let view = self.view().ok_or(ActError::Empty(Place::Modal))?;
        self.core
            .write(|model| model.close_view(&self.id, &view.id));
        if view.notify_on_close {
            let payload = self.core.view_closed(&self.id, &view, false);
            self.interact(Family::Interactive, payload).await?;
        }
        Ok(())
    }

    fn show_errors(&self, view_id: &str, errors: &BTreeMap<String, String>) {
        self.core.write(|model| {
            if let Some(view) = model.view_mut(view_id) {
                view.errors.clone_from(errors);
            }
        });
    }

    fn apply(&self, view: &View, answer: &Value) -> Result<Submitted, ActError> {
        let now = self.core.now();
        let what = "view_submission";
        let refused = |error: &str| self.refuse(what, error, answer);
        match answer["response_action"].as_str() {
            None if answer.is_null()
                || answer.as_object().is_some_and(serde_json::Map::is_empty) =>
            {
                self.core.write(|model| {
                    if view.clear_on_close {
                        model.stacks.remove(&self.id);
                    } else {
                        model.close_view(&self.id, &view.id);
                    }
                });
                Ok(if view.clear_on_close {
                    Submitted::Cleared
                } else {
                    Submitted::Closed
                })
            }
            None => Err(refused("a body without response_action")),
            Some("clear") => {
                self.core.write(|model| model.stacks.remove(&self.id));
                Ok(Submitted::Cleared)
            }
            Some("errors") => {
                let errors =
                    read_errors(view, &answer["errors"]).map_err(|error| refused(&error))?;
                self.show_errors(&view.id, &errors);
                Ok(Submitted::Errors(errors))
            }
            Some(action @ ("update" | "push")) => {
                let payload = match &answer["view"] {
                    Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
                    view => view.clone(),
                };
                let said =
                    |error: &ApiError| format!("{} {}", error.name(), error.messages().join("; "));
                crate::api::check_view(&payload, "modal")
                    .map_err(|error| refused(&said(&error)))?;
                let shown = self.core.write(|model| match action {
                    "push" => model.push_view(&self.id, &payload, now),
                    _ => model.update_view(&view.id, None, &payload, now),
                });
                let shown = shown.map_err(|fault| refused(&said(&fault.into())))?;
                let shown = Box::new(
                    self.view()
                        .filter(|top| top.id == shown.id)
                        .unwrap_or(shown),
                );
                Ok(if action == "push" {
                    Submitted::Pushed(shown)
                } else {
                    Submitted::Updated(shown)
                })
            }
            Some(other) => Err(refused(&format!("unknown response_action {other}"))),
        }
    }
}

/// The app's errors; each must belong to an input block.
fn read_errors(view: &View, errors: &Value) -> Result<BTreeMap<String, String>, String> {
    let mut read = BTreeMap::new();
    for (block_id, sentence) in errors.as_object().into_iter().flatten() {
        let is_input = view
            .blocks
            .iter()
            .any(|block| block["type"] == "input" && block["block_id"] == **block_id);
        if !is_input {
            return Err(format!("errors names {block_id}, which is no input block"));
        }
        read.insert(
            block_id.clone(),
            sentence.as_str().unwrap_or_default().to_owned(),
        );
    }
    if read.is_empty() {
        Err("errors without an error".to_owned())
    } else {
        Ok(read)
    }
}

/// What Slack's client says before it asks the app.
fn incomplete(view: &View) -> BTreeMap<String, String> {
    let mut errors = BTreeMap::new();
    for placed in interactive(&view.blocks)
        .into_iter()
        .filter(|placed| placed.is_input)
    {
        let value = view
            .state
            .get(placed.block_id())
            .and_then(|actions| actions.get(placed.action_id()));
        let chosen = value
            .map(|value| chosen_texts(value, placed.kind()))
            .unwrap_or_default();
        let length = |text: &String| u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        let limit = |name: &str| placed.element[name].as_u64();
        let number = |value: &Value| value.as_str().and_then(|text| text.parse::<f64>().ok());
        let sentence = match chosen.first() {
            None if placed.optional() => continue,
            None => "Please complete this required field.".to_owned(),
            Some(text) if placed.kind() == "plain_text_input" => {
                match (limit("min_length"), limit("max_length")) {
                    (Some(min), _) if length(text) < min => {
                        format!("Enter at least {min} characters.")
                    }
                    (_, Some(max)) if length(text) > max => {
                        format!("Enter at most {max} characters.")
                    }
                    _ => continue,
                }
            }
            Some(text) if placed.kind() == "number_input" => {
                let typed = number(&json!(text));
                let decimals = placed.element["is_decimal_allowed"] == true;
                match typed {
                    None => "Enter a number.".to_owned(),
                    Some(typed) if !decimals && typed.fract() != 0.0 => {
                        "Enter a whole number.".to_owned()
                    }
                    Some(typed)
                        if number(&placed.element["min_value"]).is_some_and(|min| typed < min) =>
                    {
                        "Enter a larger number.".to_owned()
                    }
                    Some(typed)
                        if number(&placed.element["max_value"]).is_some_and(|max| typed > max) =>
                    {
                        "Enter a smaller number.".to_owned()
                    }
                    Some(_) => continue,
                }
            }
            Some(text) if placed.kind() == "email_text_input" && !text.contains('@') => {
                "Enter an e-mail address.".to_owned()
            }
            Some(text) if placed.kind() == "url_text_input" && !text.contains("://") => {
                "Enter a URL.".to_owned()
            }
            Some(_) => continue,
        };
        errors.insert(placed.block_id().to_owned(), sentence);
    }
    errors
}
