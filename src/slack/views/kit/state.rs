//! Reading what was entered in a modal.

use serde_json::Value;

use super::Choice;

/// What was entered in a view: `view.state.values`, by the name of the block.
#[derive(Debug, Clone, Copy)]
pub struct State<'a>(pub &'a Value);

impl<'a> State<'a> {
    /// What the block's one element holds; blocks are found by their whole id.
    #[must_use]
    pub fn element(self, block_id: &str) -> Option<&'a Value> {
        self.0.get(block_id)?.as_object()?.values().next()
    }

    /// A chosen option's value.
    #[must_use]
    pub fn choice(self, block_id: &str) -> Option<&'a str> {
        self.element(block_id)?
            .get("selected_option")?
            .get("value")?
            .as_str()
    }

    /// A chosen option's value and text.
    #[must_use]
    pub fn option(self, block_id: &str) -> Option<Choice> {
        let option = self.element(block_id)?.get("selected_option")?;
        Some((
            option.get("value")?.as_str()?.to_owned(),
            option.pointer("/text/text")?.as_str()?.to_owned(),
        ))
    }

    /// The values and texts of the options chosen in a list of several, in the order in which they were chosen.
    #[must_use]
    pub fn options(self, block_id: &str) -> Vec<Choice> {
        self.element(block_id)
            .and_then(|element| element.get("selected_options")?.as_array())
            .into_iter()
            .flatten()
            .filter_map(|option| {
                Some((
                    option.get("value")?.as_str()?.to_owned(),
                    option.pointer("/text/text")?.as_str()?.to_owned(),
                ))
            })
            .collect()
    }

    /// The values of ticked boxes.
    #[must_use]
    pub fn ticked(self, block_id: &str) -> Vec<&'a str> {
        self.element(block_id)
            .and_then(|element| element.get("selected_options")?.as_array())
            .into_iter()
            .flatten()
            .filter_map(|option| option.get("value")?.as_str())
            .collect()
    }

    /// Typed text, trimmed; none when nothing was typed.
    #[must_use]
    pub fn text(self, block_id: &str) -> Option<&'a str> {
        self.field(block_id, "value")
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// A named field of the element: `selected_date`, `selected_user`, `selected_time`…
    #[must_use]
    pub fn field(self, block_id: &str, field: &str) -> Option<&'a str> {
        self.element(block_id)?.get(field)?.as_str()
    }

    /// A named list of the element: `selected_users`.
    #[must_use]
    pub fn fields(self, block_id: &str, field: &str) -> Vec<&'a str> {
        self.element(block_id)
            .and_then(|element| element.get(field)?.as_array())
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}
