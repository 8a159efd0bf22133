//! Which elements may stand in which block, and what holds for every element.

use super::rule::Typed;
use super::walk::Walk;
use super::{Surface, buttons, choices, inputs};
use serde_json::Value;

/// A place in a block where elements stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `elements` of an `actions` block.
    Actions,
    /// `accessory` of a `section`.
    Accessory,
    /// `element` of an `input` block.
    Input,
    /// `elements` of `context_actions`.
    ContextActions,
    /// Where only a button may stand: cards and table cells.
    ButtonOnly,
}

/// Where each element may stand.
static PLACES: &[(&str, &[Place])] = &[
    (
        "button",
        &[Place::Actions, Place::Accessory, Place::ButtonOnly],
    ),
    ("workflow_button", &[Place::Actions, Place::Accessory]),
    ("overflow", &[Place::Actions, Place::Accessory]),
    ("image", &[Place::Accessory]),
    ("feedback_buttons", &[Place::ContextActions]),
    ("icon_button", &[Place::ContextActions]),
    ("checkboxes", EVERYWHERE),
    ("radio_buttons", EVERYWHERE),
    ("datepicker", EVERYWHERE),
    ("timepicker", EVERYWHERE),
    ("datetimepicker", &[Place::Actions, Place::Input]),
    ("static_select", EVERYWHERE),
    ("external_select", EVERYWHERE),
    ("users_select", EVERYWHERE),
    ("conversations_select", EVERYWHERE),
    ("channels_select", EVERYWHERE),
    ("multi_static_select", EVERYWHERE),
    ("multi_external_select", EVERYWHERE),
    ("multi_users_select", EVERYWHERE),
    ("multi_conversations_select", EVERYWHERE),
    ("multi_channels_select", EVERYWHERE),
    ("rich_text_input", &[Place::Actions, Place::Input]),
    ("plain_text_input", &[Place::Input]),
    ("email_text_input", &[Place::Input]),
    ("url_text_input", &[Place::Input]),
    ("number_input", &[Place::Input]),
    ("file_input", &[Place::Input]),
];

static EVERYWHERE: &[Place] = &[Place::Actions, Place::Accessory, Place::Input];

/// Elements that only a modal shows.
static MODAL_ONLY: &[&str] = &[
    "email_text_input",
    "url_text_input",
    "number_input",
    "file_input",
];

fn shapes() -> impl Iterator<Item = &'static Typed> {
    [buttons::BUTTONS, choices::CHOICES, inputs::INPUTS]
        .into_iter()
        .flatten()
}

fn allowed(name: &str, place: Place, surface: Surface) -> bool {
    let stands = PLACES
        .iter()
        .any(|(known, places)| *known == name && places.contains(&place));
    stands && (surface == Surface::Modal || !MODAL_ONLY.contains(&name))
}

/// Holds an element against the rules of its place.
pub(super) fn element(walk: &mut Walk, place: Place, value: &Value) {
    let Some(object) = walk.object(value) else {
        return;
    };
    let Some(kind) = object.get("type") else {
        return walk.missing("type");
    };
    let Some(name) = kind.as_str() else {
        return walk.at("type", |walk| walk.refuse("must provide a string"));
    };
    let Some(found) = shapes()
        .find(|known| known.name == name)
        .filter(|_| allowed(name, place, walk.surface))
    else {
        let names: Vec<_> = PLACES
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| allowed(name, place, walk.surface))
            .collect();
        return walk.at("type", |walk| {
            walk.not_one_of(format!("unsupported type: {name}"), &names, name);
        });
    };
    walk.shape(found.shape, object, true);
    if let Some(id) = object.get("action_id").and_then(Value::as_str) {
        walk.action_id(id);
    }
    if object.get("focus_on_load") == Some(&Value::Bool(true)) {
        walk.tally.focused += 1;
        if walk.tally.focused > 1 {
            walk.at("focus_on_load", |walk| {
                walk.refuse("only one element may have focus_on_load");
            });
        }
    }
    let links_back = object.get("response_url_enabled") == Some(&Value::Bool(true));
    if links_back && !(walk.surface == Surface::Modal && place == Place::Input) {
        walk.at("response_url_enabled", |walk| {
            walk.refuse("only allowed in an input block of a modal");
        });
    }
}
