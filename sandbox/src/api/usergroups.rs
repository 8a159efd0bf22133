//! `usergroups.*`

use serde_json::json;

use super::{Answer, ApiError, Args, require_scope};
use crate::model::Model;

/// <https://docs.slack.dev/reference/methods/usergroups.list>
pub(super) fn list(model: &Model, args: &Args) -> Answer {
    require_scope(model, "usergroups:read")?;
    let disabled_too = args.flag("include_disabled");
    let groups = model.groups.values().filter(|group| disabled_too || !group.disabled).map(|group| {
        let mut object = json!({
            "id": group.id, "team_id": model.team.id, "is_usergroup": true, "is_subteam": true, "name": group.name,
            "description": "", "handle": group.handle, "is_external": false, "date_create": 0, "date_update": 0,
            "date_delete": i32::from(group.disabled), "auto_type": null, "auto_provision": false,
            "prefs": {"channels": [], "groups": []}, "channel_count": 0,
        });
        if args.flag("include_users") {
            object["users"] = json!(group.users);
        }
        if args.flag("include_count") {
            object["user_count"] = group.users.len().into();
        }
        object
    });
    Ok(json!({"usergroups": groups.collect::<Vec<_>>()}))
}

/// <https://docs.slack.dev/reference/methods/usergroups.users.list>
pub(super) fn users_list(model: &Model, args: &Args) -> Answer {
    require_scope(model, "usergroups:read")?;
    let group = model
        .groups
        .get(args.required("usergroup")?)
        .ok_or_else(|| ApiError::new("no_such_subteam"))?;
    if group.disabled && !args.flag("include_disabled") {
        return Err(ApiError::new("no_such_subteam"));
    }
    Ok(json!({"users": group.users}))
}
