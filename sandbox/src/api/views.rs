//! `views.*`

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Answer, ApiError, Args};
use crate::{
    model::{Model, View},
    validate::{self, FaultCode},
};

fn trigger(args: &Args) -> Result<&str, ApiError> {
    args.text("trigger_id")
        .or_else(|| args.text("interactivity_pointer"))
        .ok_or_else(|| ApiError::missing("trigger_id"))
}

fn payload(args: &Args, kind: &str) -> Result<Value, ApiError> {
    let view = args
        .json("view", "invalid_arguments")?
        .ok_or_else(|| ApiError::missing("view"))?;
    check_view(&view, kind)?;
    Ok(view)
}

/// Refuses what is no sound view of this kind.
pub(crate) fn check_view(view: &Value, kind: &str) -> Result<(), ApiError> {
    if view["type"] != kind {
        let message = format!("[ERROR] must be of type {kind} [json-pointer:/view/type]");
        return Err(ApiError::new("invalid_arguments").because(vec![message]));
    }
    let faults = validate::view(view);
    if faults
        .iter()
        .all(|fault| fault.code == FaultCode::ViewTooLarge)
        && !faults.is_empty()
    {
        return Err(ApiError::new("view_too_large"));
    }
    if !faults.is_empty() {
        return Err(ApiError::faulty_below(
            "invalid_arguments",
            "/view",
            &faults,
        ));
    }
    Ok(())
}

fn shown(model: &Model, view: &View) -> Value {
    json!({"view": view.to_wire(&model.team.id, &model.app.id, &model.app.bot_id)})
}

/// <https://docs.slack.dev/reference/methods/views.open>
pub(super) fn open(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    let trigger = trigger(args)?;
    let payload = payload(args, "modal")?;
    let view = model.open_view(trigger, &payload, now)?;
    Ok(shown(model, &view))
}

/// <https://docs.slack.dev/reference/methods/views.push>
pub(super) fn push(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    let trigger = trigger(args)?;
    let payload = payload(args, "modal")?;
    let view = model.push_view_by_trigger(trigger, &payload, now)?;
    Ok(shown(model, &view))
}

/// <https://docs.slack.dev/reference/methods/views.update>
pub(super) fn update(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    let payload = payload(args, "modal")?;
    let id = match (args.text("view_id"), args.text("external_id")) {
        (Some(id), None) => id.to_owned(),
        (None, Some(external_id)) => {
            let view = model.view_by_external_id(external_id);
            view.map(|view| view.id.clone())
                .ok_or_else(|| ApiError::new("not_found"))?
        }
        _ => return Err(ApiError::missing("view_id or external_id, one of them")),
    };
    let view = model.update_view(&id, args.text("hash"), &payload, now)?;
    Ok(shown(model, &view))
}

/// <https://docs.slack.dev/reference/methods/views.publish>
pub(super) fn publish(model: &mut Model, args: &Args, now: Timestamp) -> Answer {
    let user = args.required("user_id")?.to_owned();
    let payload = payload(args, "home")?;
    match model.users.get(&user) {
        None => return Err(ApiError::new("user_not_found")),
        Some(user) if user.deleted || user.is_bot => return Err(ApiError::new("not_enabled")),
        Some(_) => {}
    }
    let view = model.publish_home(&user, args.text("hash"), &payload, now)?;
    Ok(shown(model, &view))
}
