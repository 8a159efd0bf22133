//! The small language in which the shapes of Block Kit are written down as tables.

use super::walk::Walk;
use serde_json::{Map, Value};

/// An object's fields by name.
pub(super) type Object = Map<String, Value>;

/// Which text objects may stand somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// `plain_text` only.
    Plain,
    /// `plain_text` or `mrkdwn`.
    Either,
}

/// What a value must be.
pub(super) enum Rule {
    /// Not looked at.
    Anything,
    /// `true` or `false`.
    Bool,
    /// A number, with or without decimals.
    Number,
    /// A whole number between the two, both included.
    Whole(i64, i64),
    /// A string with so many characters, both included.
    Chars(usize, usize),
    /// A link with at most so many characters.
    Link(usize),
    /// A link to the open web over http or https, with at most so many characters.
    WebLink(usize),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A text object of that kind with at most so many characters.
    Text(TextKind, usize),
    /// An array with so many items, both included, each by the rule.
    List(usize, usize, &'static Rule),
    /// An object of that shape.
    Object(&'static Shape),
    /// An object whose `type` is one of these.
    Typed(&'static [Typed]),
    /// Whatever the function says.
    Check(fn(&mut Walk, &Value)),
}

/// A field of an object.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) rule: Rule,
}

/// A field that must be there.
pub(super) const fn required(name: &'static str, rule: Rule) -> Field {
    Field {
        name,
        required: true,
        rule,
    }
}

/// A field that may be there.
pub(super) const fn optional(name: &'static str, rule: Rule) -> Field {
    Field {
        name,
        required: false,
        rule,
    }
}

/// The fields of an object and what holds among them.
pub(super) struct Shape {
    /// Every field it may have (besides `type` in [`Typed`] objects); anything else is refused.
    pub(super) fields: &'static [&'static [Field]],
    /// Rules among the fields, looked at after the fields.
    pub(super) also: Option<fn(&mut Walk, &Object)>,
}

/// A shape by the name that stands in `type`.
pub(super) struct Typed {
    pub(super) name: &'static str,
    pub(super) shape: &'static Shape,
}

/// Pairs a type's name with its shape.
pub(super) const fn typed(name: &'static str, shape: &'static Shape) -> Typed {
    Typed { name, shape }
}

/// A shape without rules among its fields.
pub(super) const fn plain(fields: &'static [&'static [Field]]) -> Shape {
    Shape { fields, also: None }
}

/// A shape with rules among its fields.
pub(super) const fn with(
    fields: &'static [&'static [Field]],
    also: fn(&mut Walk, &Object),
) -> Shape {
    Shape {
        fields,
        also: Some(also),
    }
}

/// Links may have this many characters.
pub(super) const LINK: usize = 3000;
/// Ids an app gives (`block_id`, `action_id`, `callback_id`, `external_id`) may have this many characters.
pub(super) const ID: usize = 255;
