//! `dnd.*`: everybody has Slack's default hours, 22:00 to 08:00 where they are.

use jiff::{Timestamp, ToSpan, civil::time, tz::TimeZone};
use serde_json::{Map, Value, json};

use super::{Answer, ApiError, Args, require_scope};
use crate::{config::User, model::Model};

/// How many people one call of `dnd.teamInfo` asks about.
const MOST_USERS: usize = 50;

/// <https://docs.slack.dev/reference/methods/dnd.info>
pub(super) fn info(model: &Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "dnd:read")?;
    let id = args.text("user").unwrap_or(&model.app.bot_user_id);
    let user = model
        .users
        .get(id)
        .ok_or_else(|| ApiError::new("user_not_found"))?;
    // Whether somebody snoozes, only they see.
    Ok(hours(user, now))
}

/// <https://docs.slack.dev/reference/methods/dnd.teamInfo>
pub(super) fn team_info(model: &Model, args: &Args, now: Timestamp) -> Answer {
    require_scope(model, "dnd:read")?;
    let asked: Vec<_> = args.required("users")?.split(',').map(str::trim).collect();
    if asked.len() > MOST_USERS {
        return Err(ApiError::new("too_many_users"));
    }
    let mut users = Map::new();
    for id in asked {
        let user = model
            .users
            .get(id)
            .ok_or_else(|| ApiError::new("user_not_found"))?;
        users.insert(id.to_owned(), hours(user, now));
    }
    Ok(json!({"users": users}))
}

/// The hours that run now, or else the next.
fn hours(user: &User, now: Timestamp) -> Value {
    let zone = TimeZone::get(&user.tz).unwrap_or(TimeZone::UTC);
    let today = now.to_zoned(zone.clone()).date();
    let second = |days: i64, at: jiff::civil::Time| {
        let date = today.saturating_add(days.days());
        date.to_datetime(at)
            .to_zoned(zone.clone())
            .map_or(0, |zoned| zoned.timestamp().as_second())
    };
    let (evening, morning) = (time(22, 0, 0, 0), time(8, 0, 0, 0));
    let nights = (-1..=1).map(|day| (second(day, evening), second(day + 1, morning)));
    let next = nights
        .into_iter()
        .find(|(_, end)| *end > now.as_second())
        .unwrap_or_default();
    json!({"dnd_enabled": true, "next_dnd_start_ts": next.0, "next_dnd_end_ts": next.1})
}
