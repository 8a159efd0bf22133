//! Modals and Home tabs coming, changing and going.

use jiff::Timestamp;
use serde_json::Value;

use super::{Model, TriggerFault, View, ViewKind};
use crate::blocks;

/// How many modals can lie on each other.
const DEEPEST_STACK: usize = 3;

/// Why a view is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ViewFault {
    Trigger(TriggerFault),
    PushLimit,
    NotFound,
    HashConflict,
    DuplicateExternalId,
}

impl Model {
    /// Opens a modal with a trigger; whatever modal was open goes.
    pub(crate) fn open_view(
        &mut self,
        trigger: &str,
        payload: &Value,
        now: Timestamp,
    ) -> Result<View, ViewFault> {
        self.check_external_id(payload, None)?;
        let (user, _) = self.spend_trigger(trigger, now)?;
        let mut view = self.fresh_view(payload, &user, now);
        view.root_view_id = view.id.clone();
        self.stacks.insert(user, vec![view.clone()]);
        Ok(view)
    }

    /// Puts a modal on top of the one a trigger came from.
    pub(crate) fn push_view_by_trigger(
        &mut self,
        trigger: &str,
        payload: &Value,
        now: Timestamp,
    ) -> Result<View, ViewFault> {
        self.check_external_id(payload, None)?;
        let known = self
            .triggers
            .get(trigger)
            .ok_or(ViewFault::Trigger(TriggerFault::Unknown))?;
        known.check(now).map_err(ViewFault::Trigger)?;
        if known.from_view.is_none() {
            return Err(ViewFault::Trigger(TriggerFault::Unknown));
        }
        if self
            .stacks
            .get(&known.user)
            .is_some_and(|stack| stack.len() >= DEEPEST_STACK)
        {
            return Err(ViewFault::PushLimit);
        }
        let (user, _) = self.spend_trigger(trigger, now)?;
        self.push_view(&user, payload, now)
    }

    /// Puts a modal on top of a person's modals.
    pub(crate) fn push_view(
        &mut self,
        user: &str,
        payload: &Value,
        now: Timestamp,
    ) -> Result<View, ViewFault> {
        let mut view = self.fresh_view(payload, user, now);
        let stack = self.stacks.entry(user.to_owned()).or_default();
        if stack.len() >= DEEPEST_STACK {
            return Err(ViewFault::PushLimit);
        }
        view.root_view_id = stack
            .first()
            .map_or_else(|| view.id.clone(), |root| root.id.clone());
        view.previous_view_id = stack.last().map(|below| below.id.clone());
        stack.push(view.clone());
        Ok(view)
    }

    /// Puts new content into an open modal; what keeps its ids keeps its value.
    pub(crate) fn update_view(
        &mut self,
        view_id: &str,
        hash: Option<&str>,
        payload: &Value,
        now: Timestamp,
    ) -> Result<View, ViewFault> {
        let old = self.view(view_id).ok_or(ViewFault::NotFound)?.clone();
        if hash.is_some_and(|hash| hash != old.hash) {
            return Err(ViewFault::HashConflict);
        }
        self.check_external_id(payload, Some(view_id))?;
        let mut new = self.fresh_view(payload, &old.user, now);
        new.state = blocks::carried_over(&old.state, &new.blocks);
        new.id = old.id;
        new.root_view_id = old.root_view_id;
        new.previous_view_id = old.previous_view_id;
        if new.external_id.is_empty() {
            new.external_id = old.external_id;
        }
        if let Some(slot) = self.view_mut(view_id) {
            *slot = new.clone();
        }
        Ok(new)
    }

    /// Puts a new Home tab in front of a person.
    pub(crate) fn publish_home(
        &mut self,
        user: &str,
        hash: Option<&str>,
        payload: &Value,
        now: Timestamp,
    ) -> Result<View, ViewFault> {
        let old = self.homes.get(user).cloned();
        if let (Some(hash), Some(old)) = (hash, &old)
            && hash != old.hash
        {
            return Err(ViewFault::HashConflict);
        }
        let mut view = self.fresh_view(payload, user, now);
        view.kind = ViewKind::Home;
        if let Some(old) = old {
            view.state = blocks::carried_over(&old.state, &view.blocks);
            view.id = old.id;
        }
        view.root_view_id = view.id.clone();
        self.homes.insert(user.to_owned(), view.clone());
        Ok(view)
    }

    /// An open modal or a Home tab, by its id.
    pub(crate) fn view(&self, id: &str) -> Option<&View> {
        let mut views = self.stacks.values().flatten().chain(self.homes.values());
        views.find(|view| view.id == id)
    }

    pub(crate) fn view_mut(&mut self, id: &str) -> Option<&mut View> {
        let mut views = self
            .stacks
            .values_mut()
            .flatten()
            .chain(self.homes.values_mut());
        views.find(|view| view.id == id)
    }

    /// An open modal, by the app's own id.
    pub(crate) fn view_by_external_id(&self, external_id: &str) -> Option<&View> {
        let mut views = self.stacks.values().flatten().chain(self.homes.values());
        views.find(|view| view.external_id == external_id)
    }

    /// Takes one modal, and what lies on it, away from a person.
    pub(crate) fn close_view(&mut self, user: &str, view_id: &str) {
        if let Some(stack) = self.stacks.get_mut(user)
            && let Some(at) = stack.iter().position(|view| view.id == view_id)
        {
            stack.truncate(at);
        }
    }

    fn check_external_id(&self, payload: &Value, own: Option<&str>) -> Result<(), ViewFault> {
        let wanted = payload["external_id"].as_str().unwrap_or_default();
        if wanted.is_empty() {
            return Ok(());
        }
        match self.view_by_external_id(wanted) {
            Some(view) if Some(view.id.as_str()) != own => Err(ViewFault::DuplicateExternalId),
            _ => Ok(()),
        }
    }

    fn spend_trigger(
        &mut self,
        id: &str,
        now: Timestamp,
    ) -> Result<(String, Option<String>), ViewFault> {
        let trigger = self
            .triggers
            .get_mut(id)
            .ok_or(ViewFault::Trigger(TriggerFault::Unknown))?;
        trigger.check(now).map_err(ViewFault::Trigger)?;
        trigger.used = true;
        Ok((trigger.user.clone(), trigger.from_view.clone()))
    }

    fn fresh_view(&mut self, payload: &Value, user: &str, now: Timestamp) -> View {
        let mut view = View::from_payload(payload, user);
        blocks::fill_ids(&mut view.blocks, &mut || self.ids.short());
        view.id = self.ids.id("V");
        view.hash = self.ids.hash(now);
        view.state = blocks::initial_state(&view.blocks);
        view
    }
}
