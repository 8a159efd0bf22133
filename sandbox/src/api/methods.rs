//! Every method there is: who may call it, with what scopes, how often.
//!
//! Tiers as the method pages and <https://docs.slack.dev/apis/web-api/rate-limits> give them.

use jiff::Timestamp;

use super::{
    Answer, Args, auth, bots, chat, conversations, dnd, history, limits::Tier, membership, oauth,
    request::JsonBody, schedule, usergroups, users, validation, views,
};
use crate::model::Model;

/// Which token a method takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// None at all.
    Nothing,
    Bot,
    AppLevel,
    BotOrAppLevel,
}

/// A method of the Web API.
#[derive(Clone, Copy)]
pub(super) struct Method {
    pub(super) name: &'static str,
    pub(super) takes: Takes,
    /// The scopes that open it, as `x-accepted-oauth-scopes` lists them.
    pub(super) scopes: &'static str,
    pub(super) tier: Tier,
    /// Whether it reads arguments sent as JSON: those that write do.
    pub(super) json: JsonBody,
    pub(super) run: fn(&mut Model, &Args, Timestamp) -> Answer,
}

const fn bot(
    name: &'static str,
    tier: Tier,
    scopes: &'static str,
    run: fn(&mut Model, &Args, Timestamp) -> Answer,
) -> Method {
    Method {
        name,
        takes: Takes::Bot,
        scopes,
        tier,
        json: JsonBody::Ignored,
        run,
    }
}

const fn writes(method: Method) -> Method {
    Method {
        json: JsonBody::Read,
        ..method
    }
}

const fn with(takes: Takes, method: Method) -> Method {
    Method { takes, ..method }
}

const READ: &str = "channels:read,groups:read,im:read,mpim:read";
const WRITE: &str = "channels:manage,groups:write,im:write,mpim:write";
const HISTORY: &str = "channels:history,groups:history,im:history,mpim:history";

static METHODS: &[Method] = &[
    with(
        Takes::Nothing,
        writes(bot("api.test", Tier::Four, "", |_, args, _| {
            auth::api_test(args)
        })),
    ),
    with(
        Takes::AppLevel,
        writes(bot(
            "apps.connections.open",
            Tier::One,
            "connections:write",
            |model, _, _| auth::connections_open(model),
        )),
    ),
    with(
        Takes::Nothing,
        bot("apps.uninstall", Tier::One, "", |model, args, now| {
            auth::uninstall(model, args, now)
        }),
    ),
    bot("auth.revoke", Tier::Three, "", |model, args, now| {
        auth::revoke(model, args, now)
    }),
    with(
        Takes::BotOrAppLevel,
        writes(bot(
            "auth.test",
            Tier::Special(600),
            "",
            |model, args, _| auth::test(model, args),
        )),
    ),
    with(
        Takes::Nothing,
        writes(bot(
            "blocks.validate",
            Tier::Special(100),
            "",
            |_, args, _| validation::validate(args),
        )),
    ),
    bot("bots.info", Tier::Three, "users:read", |model, args, _| {
        bots::info(model, args)
    }),
    writes(bot("chat.delete", Tier::Three, "chat:write", chat::delete)),
    writes(bot(
        "chat.deleteScheduledMessage",
        Tier::Three,
        "chat:write",
        schedule::delete,
    )),
    bot(
        "chat.getPermalink",
        Tier::Special(600),
        "",
        |model, args, _| chat::get_permalink(model, args),
    ),
    writes(bot(
        "chat.postEphemeral",
        Tier::Four,
        "chat:write",
        chat::post_ephemeral,
    )),
    writes(bot(
        "chat.postMessage",
        Tier::Posting,
        "chat:write",
        chat::post_message,
    )),
    writes(bot(
        "chat.scheduleMessage",
        Tier::Three,
        "chat:write",
        schedule::schedule,
    )),
    writes(bot(
        "chat.scheduledMessages.list",
        Tier::Three,
        "",
        |model, args, _| schedule::list(model, args),
    )),
    writes(bot("chat.update", Tier::Three, "chat:write", chat::update)),
    bot(
        "conversations.history",
        Tier::Three,
        HISTORY,
        |model, args, _| history::history(model, args),
    ),
    bot("conversations.info", Tier::Three, READ, |model, args, _| {
        conversations::info(model, args)
    }),
    writes(bot(
        "conversations.join",
        Tier::Three,
        "channels:join",
        membership::join,
    )),
    writes(bot(
        "conversations.leave",
        Tier::Three,
        WRITE,
        membership::leave,
    )),
    bot("conversations.list", Tier::Two, READ, |model, args, _| {
        conversations::list(model, args)
    }),
    bot(
        "conversations.members",
        Tier::Four,
        READ,
        |model, args, _| conversations::members(model, args),
    ),
    writes(bot(
        "conversations.open",
        Tier::Three,
        WRITE,
        conversations::open,
    )),
    bot(
        "conversations.replies",
        Tier::Three,
        HISTORY,
        |model, args, _| history::replies(model, args),
    ),
    bot("dnd.info", Tier::Three, "dnd:read", |model, args, now| {
        dnd::info(model, args, now)
    }),
    bot("dnd.teamInfo", Tier::Two, "dnd:read", |model, args, now| {
        dnd::team_info(model, args, now)
    }),
    with(
        Takes::Nothing,
        bot("oauth.v2.access", Tier::Four, "", oauth::access),
    ),
    bot("team.info", Tier::Three, "team:read", |model, args, _| {
        bots::team(model, args)
    }),
    bot(
        "usergroups.list",
        Tier::Two,
        "usergroups:read",
        |model, args, _| usergroups::list(model, args),
    ),
    bot(
        "usergroups.users.list",
        Tier::Two,
        "usergroups:read",
        |model, args, _| usergroups::users_list(model, args),
    ),
    bot(
        "users.conversations",
        Tier::Three,
        READ,
        |model, args, _| membership::of_user(model, args),
    ),
    bot(
        "users.getPresence",
        Tier::Three,
        "users:read",
        |model, args, _| users::presence(model, args),
    ),
    bot(
        "users.info",
        Tier::Four,
        "users:read",
        |model, args, now| users::info(model, args, now),
    ),
    bot("users.list", Tier::Two, "users:read", |model, args, now| {
        users::list(model, args, now)
    }),
    bot(
        "users.lookupByEmail",
        Tier::Three,
        "users:read.email",
        |model, args, now| users::lookup_by_email(model, args, now),
    ),
    bot(
        "users.profile.get",
        Tier::Four,
        "users.profile:read",
        |model, args, now| users::profile(model, args, now),
    ),
    writes(bot("views.open", Tier::Four, "", views::open)),
    writes(bot("views.publish", Tier::Four, "", views::publish)),
    writes(bot("views.push", Tier::Four, "", views::push)),
    writes(bot("views.update", Tier::Four, "", views::update)),
];

pub(super) fn method(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_stand_in_order_and_once() {
        assert!(METHODS.is_sorted_by(|one, next| one.name < next.name));
    }
}
