//! Modals and the Home tab.

use serde_json::{Map, Value};

use super::{Answer, Api, Failure};
use crate::domain::ids::MemberId;
use crate::slack::methods;
use crate::slack::value::owned_text;

/// A view as Slack now shows it. It is shown even where an odd answer leaves a field empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedView {
    /// The view's id, for a later update.
    pub id: Option<String>,
    /// The state of the view, to refuse an update of a newer one.
    pub hash: Option<String>,
    /// The lowest view of the stack.
    pub root_view_id: Option<String>,
}

impl Api {
    /// Opens a modal. The trigger lives three seconds and works once.
    ///
    /// # Errors
    /// As every call; `expired_trigger_id` and `exchanged_trigger_id` for a trigger that is spent.
    pub async fn open_view(&self, trigger_id: &str, view: Value) -> Result<OpenedView, Failure> {
        let arguments = about("trigger_id", trigger_id, view);
        Ok(opened(&self.call(methods::VIEWS_OPEN, &arguments).await?))
    }

    /// Puts a modal on top of the open ones; three are the most.
    ///
    /// # Errors
    /// As [`open_view`](Self::open_view).
    pub async fn push_view(&self, trigger_id: &str, view: Value) -> Result<OpenedView, Failure> {
        let arguments = about("trigger_id", trigger_id, view);
        Ok(opened(&self.call(methods::VIEWS_PUSH, &arguments).await?))
    }

    /// Replaces an open modal. With `hash`, only while it is still the one the hash names.
    ///
    /// # Errors
    /// As every call; `hash_conflict` when the view has changed, `not_found` when it is closed.
    pub async fn update_view(
        &self,
        view_id: &str,
        hash: Option<&str>,
        view: Value,
    ) -> Result<OpenedView, Failure> {
        let mut arguments = about("view_id", view_id, view);
        with_hash(&mut arguments, hash);
        Ok(opened(&self.call(methods::VIEWS_UPDATE, &arguments).await?))
    }

    /// Shows a person their Home tab. With `hash`, only while it is still the one the hash names.
    ///
    /// # Errors
    /// As every call; `hash_conflict` when the tab has changed.
    pub async fn publish_home(
        &self,
        user: &MemberId,
        hash: Option<&str>,
        view: Value,
    ) -> Result<OpenedView, Failure> {
        let mut arguments = about("user_id", user.as_str(), view);
        with_hash(&mut arguments, hash);
        Ok(opened(
            &self.call(methods::VIEWS_PUBLISH, &arguments).await?,
        ))
    }
}

/// The arguments of a call about a view, which is moved into them.
fn about(name: &str, id: &str, view: Value) -> Value {
    let id = (name.to_owned(), Value::from(id));
    Value::Object(Map::from_iter([id, ("view".to_owned(), view)]))
}

fn with_hash(arguments: &mut Value, hash: Option<&str>) {
    if let (Some(fields), Some(hash)) = (arguments.as_object_mut(), hash) {
        fields.insert("hash".to_owned(), hash.into());
    }
}

fn opened(answer: &Answer) -> OpenedView {
    OpenedView {
        id: owned_text(&answer.body, &["view", "id"]),
        hash: owned_text(&answer.body, &["view", "hash"]),
        root_view_id: owned_text(&answer.body, &["view", "root_view_id"]),
    }
}
