//! Walks through a payload by the tables, remembers where it is, and collects faults.

use super::fault::{Fault, FaultCode};
use super::rule::{Field, Object, Rule, Shape, TextKind, Typed};
use super::{Surface, objects};
use serde_json::{Value, json};
use std::collections::HashSet;

/// What is counted over a whole payload.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Blocks that count against the surface's limit.
    pub(super) blocks: usize,
    /// `input` blocks.
    pub(super) inputs: usize,
    /// Elements with `focus_on_load`.
    pub(super) focused: usize,
    /// Characters in `markdown` blocks.
    pub(super) markdown_chars: usize,
    /// `table` blocks, and the characters in their cells.
    pub(super) tables: usize,
    /// Characters in the cells of `table` blocks.
    pub(super) table_chars: usize,
    /// Characters in the cells of `data_table` blocks.
    pub(super) data_table_chars: usize,
    /// `data_visualization` blocks.
    pub(super) charts: usize,
}

/// A walk through one payload.
pub(super) struct Walk {
    /// Where the blocks will be shown.
    pub(super) surface: Surface,
    /// What was counted so far.
    pub(super) tally: Tally,
    /// The `type` of the innermost block one is in.
    pub(super) block: String,
    faults: Vec<Fault>,
    pointer: String,
    block_ids: HashSet<String>,
    action_ids: HashSet<String>,
}

impl Walk {
    pub(super) fn new(surface: Surface) -> Self {
        Self {
            surface,
            tally: Tally::default(),
            block: String::new(),
            faults: Vec::new(),
            pointer: String::new(),
            block_ids: HashSet::new(),
            action_ids: HashSet::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<Fault> {
        self.faults
    }

    /// Does something one step further into the document.
    pub(super) fn at<T>(&mut self, step: &str, go: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.pointer.len();
        self.pointer.push('/');
        self.pointer
            .push_str(&step.replace('~', "~0").replace('/', "~1"));
        let result = go(self);
        self.pointer.truncate(before);
        result
    }

    /// Does something for each item of an array.
    pub(super) fn each<'v>(
        &mut self,
        items: &'v [Value],
        mut go: impl FnMut(&mut Self, &'v Value),
    ) {
        for (index, item) in items.iter().enumerate() {
            self.at(&index.to_string(), |walk| go(walk, item));
        }
    }

    /// Notes a broken rule at the present place.
    pub(super) fn refuse(&mut self, message: impl Into<String>) {
        self.refuse_as(FaultCode::FailedConstraint, message);
    }

    /// Notes a fault of a certain kind at the present place.
    pub(super) fn refuse_as(&mut self, code: FaultCode, message: impl Into<String>) {
        self.faults.push(Fault::new(code, &self.pointer, message));
    }

    /// Notes that the present object lacks a field.
    pub(super) fn missing(&mut self, field: &str) {
        let message = format!("missing required field: {field}");
        let mut fault = Fault::new(FaultCode::MissingField, &self.pointer, message);
        fault.field = Some(field.to_owned());
        self.faults.push(fault);
    }

    /// Notes that a string is none of those allowed here.
    pub(super) fn not_one_of(&mut self, message: String, expected: &[&str], got: &str) {
        let mut fault = Fault::new(FaultCode::FailedConstraint, &self.pointer, message);
        fault.constraint = Some(json!({"type": "enum", "expected": expected, "got": got}));
        self.faults.push(fault);
    }

    /// Notes a `block_id`, which must be new.
    pub(super) fn block_id(&mut self, id: &str) {
        if !self.block_ids.insert(id.to_owned()) {
            self.at("block_id", |walk| {
                walk.refuse(format!("`block_id` already exists for another block: {id}"));
            });
        }
    }

    /// Notes an `action_id`, which must be new within its block.
    pub(super) fn action_id(&mut self, id: &str) {
        if !self.action_ids.insert(id.to_owned()) {
            let message =
                format!("`action_id` already exists for another element of this block: {id}");
            self.at("action_id", |walk| walk.refuse(message));
        }
    }

    /// Does something inside a block of its own: `action_id`s are counted anew.
    pub(super) fn inside_block(&mut self, kind: &str, go: impl FnOnce(&mut Self)) {
        let outer_ids = std::mem::take(&mut self.action_ids);
        let outer_block = std::mem::replace(&mut self.block, kind.to_owned());
        go(self);
        self.action_ids = outer_ids;
        self.block = outer_block;
    }

    /// Forgets the `block_id`s seen: another list of blocks begins.
    pub(super) fn forget_block_ids(&mut self) {
        self.block_ids.clear();
    }

    /// Holds a value against a rule.
    pub(super) fn rule(&mut self, rule: &Rule, value: &Value) {
        match rule {
            Rule::Anything => {}
            Rule::Check(check) => check(self, value),
            Rule::Bool if value.is_boolean() => {}
            Rule::Bool => self.refuse("must provide a boolean"),
            Rule::Number if value.is_number() => {}
            Rule::Number => self.refuse("must provide a number"),
            Rule::Whole(least, most) => self.whole(*least, *most, value),
            Rule::Chars(least, most) => self.chars(*least, *most, value),
            Rule::Link(most) => self.link(*most, value, false),
            Rule::WebLink(most) => self.link(*most, value, true),
            Rule::OneOf(expected) => self.one_of(expected, value),
            Rule::Text(kind, most) => self.text(*kind, *most, value),
            Rule::List(least, most, each) => {
                if let Some(items) = self.list(*least, *most, value) {
                    self.each(items, |walk, item| walk.rule(each, item));
                }
            }
            Rule::Object(shape) => {
                if let Some(object) = self.object(value) {
                    self.shape(shape, object, false);
                }
            }
            Rule::Typed(kinds) => self.typed(kinds, value),
        }
    }

    /// The value as an object, or a fault.
    pub(super) fn object<'v>(&mut self, value: &'v Value) -> Option<&'v Object> {
        let object = value.as_object();
        if object.is_none() {
            self.refuse("must provide an object");
        }
        object
    }

    /// The value as an array with so many items, or a fault.
    pub(super) fn list<'v>(
        &mut self,
        least: usize,
        most: usize,
        value: &'v Value,
    ) -> Option<&'v [Value]> {
        let Some(items) = value.as_array() else {
            self.refuse("must provide an array");
            return None;
        };
        if items.len() < least {
            self.refuse(format!("no fewer than {least} items required"));
        } else if items.len() > most {
            self.refuse(format!("no more than {most} items allowed"));
        }
        Some(items)
    }

    /// Holds an object against a shape.
    pub(super) fn shape(&mut self, shape: &Shape, object: &Object, has_type: bool) {
        let fields = || shape.fields.iter().copied().flatten();
        for field in fields() {
            match object.get(field.name) {
                Some(value) => self.at(field.name, |walk| walk.rule(&field.rule, value)),
                None if field.required => self.missing(field.name),
                None => {}
            }
        }
        for name in object.keys() {
            let known =
                (has_type && name == "type") || fields().any(|field: &Field| field.name == name);
            if !known {
                self.refuse(format!("invalid additional property: {name}"));
            }
        }
        if let Some(also) = shape.also {
            also(self, object);
        }
    }

    /// The entry of the table that an object's `type` names, or a fault.
    pub(super) fn kind_of<'t>(&mut self, kinds: &'t [Typed], value: &Value) -> Option<&'t Typed> {
        let object = self.object(value)?;
        let Some(found) = object.get("type") else {
            self.missing("type");
            return None;
        };
        let Some(name) = found.as_str() else {
            self.at("type", |walk| walk.refuse("must provide a string"));
            return None;
        };
        let kind = kinds.iter().find(|kind| kind.name == name);
        if kind.is_none() {
            let expected: Vec<_> = kinds.iter().map(|kind| kind.name).collect();
            self.at("type", |walk| {
                walk.not_one_of(format!("unsupported type: {name}"), &expected, name);
            });
        }
        kind
    }

    fn typed(&mut self, kinds: &[Typed], value: &Value) {
        if let (Some(kind), Some(object)) = (self.kind_of(kinds, value), value.as_object()) {
            self.shape(kind.shape, object, true);
        }
    }

    fn whole(&mut self, least: i64, most: i64, value: &Value) {
        match value.as_i64() {
            None => self.refuse("must provide an integer"),
            Some(number) if number < least => self.refuse(format!("must be at least {least}")),
            Some(number) if number > most => self.refuse(format!("must be at most {most}")),
            Some(_) => {}
        }
    }

    /// Holds a string against a least and a greatest number of characters.
    pub(super) fn chars(&mut self, least: usize, most: usize, value: &Value) {
        let Some(text) = value.as_str() else {
            self.refuse("must provide a string");
            return;
        };
        let count = text.chars().count();
        if count < least {
            self.refuse(format!("must be more than {} characters", least - 1));
        } else if count > most {
            self.refuse(format!("must be less than {} characters", most + 1));
        }
    }

    fn link(&mut self, most: usize, value: &Value, web: bool) {
        self.chars(1, most, value);
        let Some(text) = value.as_str().filter(|text| !text.is_empty()) else {
            return;
        };
        let scheme = text
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        let fits = scheme.is_some_and(|scheme| {
            let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
            named && (!web || ["http", "https"].contains(&scheme.as_str()))
        });
        if !fits || text.contains(char::is_whitespace) {
            self.refuse("must be a valid URL");
        }
    }

    fn one_of(&mut self, expected: &[&str], value: &Value) {
        match value.as_str() {
            None => self.refuse("must provide a string"),
            Some(text) if expected.contains(&text) => {}
            Some(text) => self.not_one_of(
                format!("must be a valid enum value: {}", expected.join(", ")),
                expected,
                text,
            ),
        }
    }

    fn text(&mut self, kind: TextKind, most: usize, value: &Value) {
        objects::text(self, kind, most, value);
    }
}
