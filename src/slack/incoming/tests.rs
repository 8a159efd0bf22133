//! What Slack delivers, as files in `tests/payloads`, and what remains of it when fields come and go.

use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::domain::ids::{MemberId, UserGroupId, WorkspaceId};
use crate::slack::views::kit::State;

macro_rules! payload {
    ($name:literal) => {
        serde_json::from_str::<Value>(include_str!(concat!(
            "../../../tests/payloads/",
            $name,
            ".json"
        )))
        .unwrap()
    };
}

fn read(value: &Value) -> Incoming {
    Incoming::from_value(value.clone()).unwrap()
}

/// Every payload, with the fields its kind can't do without.
fn all() -> Vec<(Value, &'static [&'static str])> {
    vec![
        (payload!("app_home_opened"), &["type", "event"]),
        (payload!("app_uninstalled"), &["type", "event"]),
        (payload!("block_actions_home"), &["type", "user", "id"]),
        (payload!("block_actions_message"), &["type", "user", "id"]),
        (payload!("block_actions_no_team"), &["type", "user", "id"]),
        (payload!("block_actions_view"), &["type", "user", "id"]),
        (
            payload!("block_suggestion"),
            &["type", "user", "id", "action_id"],
        ),
        (payload!("command"), &["command", "user_id"]),
        (payload!("event_of_2027"), &["type", "event"]),
        (payload!("interaction_of_2027"), &["type"]),
        (payload!("member_joined_channel"), &["type", "event"]),
        (
            payload!("message_action"),
            &["type", "user", "id", "callback_id", "trigger_id"],
        ),
        (
            payload!("shortcut"),
            &["type", "user", "id", "callback_id", "trigger_id"],
        ),
        (payload!("subteam_members_changed"), &["type", "event"]),
        (payload!("subteam_updated"), &["type", "event"]),
        (payload!("team_join"), &["type", "event"]),
        (payload!("tokens_revoked"), &["type", "event"]),
        (payload!("user_change"), &["type", "event"]),
        (payload!("view_closed"), &["type", "user", "id", "view"]),
        (payload!("view_submission"), &["type", "user", "id", "view"]),
    ]
}

#[test]
fn a_submission_brings_what_was_entered() {
    let Incoming::ViewSubmission(submission) = read(&payload!("view_submission")) else {
        panic!()
    };
    assert_eq!(submission.sender.team, Some(WorkspaceId::new("T0ACME")));
    assert_eq!(submission.sender.user, MemberId::new("U0SALES"));
    let view = submission.view;
    assert_eq!(
        (view.id.as_str(), view.callback_id.as_str()),
        ("V0RATE", "rate_lead")
    );
    assert_eq!(
        view.private_metadata,
        "0190f3b2-7a51-7000-8000-000000000001"
    );
    assert_eq!(view.hash.as_deref(), Some("1795420800.abcdef"));
    assert_eq!((view.external_id, view.previous_view_id), (None, None));

    let state = State(&view.values);
    assert_eq!(state.choice("fit"), Some("good"));
    assert_eq!(state.option("fit").unwrap().1, "Good fit");
    assert_eq!(state.choice("intent"), None);
    assert_eq!(state.ticked("reasons"), ["budget", "authority"]);
    assert_eq!(
        state.text("comment"),
        Some("Asked for a call in March & sounded <keen>")
    );
    assert_eq!(state.text("nothing"), None);
    assert_eq!(state.text("goal"), Some("25"));
    assert_eq!(state.field("colleague", "selected_user"), Some("U0OTHER"));
    assert_eq!(state.fields("sales", "selected_users").len(), 2);
    assert_eq!(
        state.field("channel", "selected_conversation"),
        Some("C0DIGEST")
    );
    assert_eq!(
        state.field("first_day", "selected_date"),
        Some("2026-12-07")
    );
    assert_eq!(state.field("hour", "selected_time"), Some("09:30"));
    assert_eq!(view.values.as_object().unwrap().len(), 12);
}

#[test]
fn closing_the_whole_stack_is_told_from_closing_one() {
    let mut payload = payload!("view_closed");
    let is_cleared = |payload: &Value| match read(payload) {
        Incoming::ViewClosed(closed) => closed.is_cleared,
        other => panic!("{other:?}"),
    };
    assert!(is_cleared(&payload));
    payload["is_cleared"] = Value::Null;
    assert!(!is_cleared(&payload));
}

#[test]
fn a_button_in_a_message_names_the_message() {
    let Incoming::BlockActions(pressed) = read(&payload!("block_actions_message")) else {
        panic!()
    };
    let message = pressed.message.unwrap();
    assert_eq!(
        (message.channel.as_str(), message.ts.as_str()),
        ("D0SANNE", "1795420800.000100")
    );
    assert_eq!(pressed.actions[0].action_id, "rate");
    assert_eq!(pressed.actions[0].value.value.as_deref(), Some("0190f3b2"));
    assert!(pressed.response_url.is_some() && pressed.view.is_none());
}

#[test]
fn a_message_is_found_by_its_container_alone() {
    let mut payload = payload!("block_actions_message");
    payload["message"] = Value::Null;
    payload["channel"] = Value::Null;
    let Incoming::BlockActions(pressed) = read(&payload) else {
        panic!()
    };
    assert_eq!(pressed.message.unwrap().channel.as_str(), "D0SANNE");
}

#[test]
fn a_choice_in_a_modal_keeps_the_view_and_what_it_holds() {
    let Incoming::BlockActions(chosen) = read(&payload!("block_actions_view")) else {
        panic!()
    };
    let view = chosen.view.unwrap();
    assert_eq!(view.id, "V0RATE");
    assert_eq!(State(&view.values).choice("fit"), Some("good"));
    assert_eq!(chosen.actions[0].value.choice(), Some("c1"));
    assert_eq!(chosen.message, None);
}

#[test]
fn an_organisation_may_send_no_team_and_the_persons_own_counts() {
    let mut payload = payload!("block_actions_no_team");
    let sender = |payload: &Value| match read(payload) {
        Incoming::BlockActions(pressed) => pressed.sender,
        other => panic!("{other:?}"),
    };
    assert_eq!(sender(&payload).team, Some(WorkspaceId::new("T0ACME")));
    assert_eq!(sender(&payload).enterprise.as_deref(), Some("E0ORG"));
    payload["user"]["team_id"] = Value::Null;
    payload["view"] = Value::Null;
    assert_eq!(sender(&payload).team, None);
}

#[test]
fn typing_into_a_select_and_the_shortcuts() {
    let Incoming::BlockSuggestion(typed) = read(&payload!("block_suggestion")) else {
        panic!()
    };
    assert_eq!(
        (typed.action_id.as_str(), typed.value.as_str()),
        ("choose", "rep")
    );
    let Incoming::Shortcut(used) = read(&payload!("shortcut")) else {
        panic!()
    };
    assert_eq!(used.callback_id, crate::slack::manifest::SHORTCUT_ADD_LEAD);
    let Incoming::MessageAction(used) = read(&payload!("message_action")) else {
        panic!()
    };
    assert_eq!(
        used.callback_id,
        crate::slack::manifest::SHORTCUT_ADD_LEAD_FROM_MESSAGE
    );
    assert_eq!(
        used.message.unwrap().text,
        "Met Jo from Globex, wants a demo"
    );
}

#[test]
fn a_command_reads_the_same_from_its_form_and_from_the_socket() {
    let by_socket = read(&payload!("command"));
    let by_form =
        Incoming::from_body(include_bytes!("../../../tests/payloads/command.form")).unwrap();
    assert_eq!(by_socket, by_form);
    let Incoming::Command(command) = by_form else {
        panic!()
    };
    assert_eq!(
        (command.command.as_str(), command.text.as_str()),
        ("/leadloop", "why <@U0OTHER|tom>")
    );
}

#[test]
fn an_interaction_comes_as_a_form_with_its_payload() {
    let payload = payload!("view_submission");
    let body: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("payload", &payload.to_string())
        .finish();
    assert_eq!(
        Incoming::from_body(body.as_bytes()).unwrap(),
        read(&payload)
    );
}

fn event(payload: &Value) -> Event {
    match read(payload) {
        Incoming::Event(delivery) => {
            assert_eq!(delivery.team, Some(WorkspaceId::new("T0ACME")));
            assert!(delivery.event_id.is_some() && delivery.at.is_some());
            delivery.event
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_changed_user_comes_with_zone_status_and_email() {
    let Event::UserChanged(user) = event(&payload!("user_change")) else {
        panic!()
    };
    assert_eq!(
        (user.name.as_str(), user.real_name.as_str()),
        ("Sanne", "Sanne de Vries")
    );
    assert_eq!(user.email.as_deref(), Some("sanne@acme.example"));
    assert_eq!(user.zone.as_deref(), Some("Europe/Amsterdam"));
    let status = user.status.as_ref().unwrap();
    assert_eq!(status.text, "Vacation until 7 Dec");
    assert!(
        !format!("{user:?}").contains("Vacation"),
        "it gets into no log"
    );
    assert!(status.until.is_some() && !user.is_outsider && !user.is_admin && !user.is_deactivated);
}

#[test]
fn a_guest_without_a_profile_still_has_a_name() {
    let Event::TeamJoined(user) = event(&payload!("team_join")) else {
        panic!()
    };
    assert_eq!(
        (user.name.as_str(), user.real_name.as_str(), user.zone),
        ("new", "new", None)
    );
    assert!(user.is_outsider);
}

#[test]
fn the_other_events() {
    let Event::AppHomeOpened { tab, view, .. } = event(&payload!("app_home_opened")) else {
        panic!()
    };
    assert_eq!(
        (tab.as_str(), view.unwrap().id.as_str()),
        ("home", "V0HOME")
    );
    let changed = Event::GroupMembersChanged {
        group: UserGroupId::new("S0REPS"),
        added: vec![MemberId::new("U0NEW")],
        removed: vec![MemberId::new("U0GONE")],
    };
    assert_eq!(event(&payload!("subteam_members_changed")), changed);
    let Event::GroupUpdated(group) = event(&payload!("subteam_updated")) else {
        panic!()
    };
    assert!(group.is_disabled && group.members == Some(4));
    assert!(matches!(
        event(&payload!("member_joined_channel")),
        Event::ChannelJoined { .. }
    ));
    assert_eq!(event(&payload!("app_uninstalled")), Event::AppUninstalled);
    assert_eq!(
        event(&payload!("tokens_revoked")),
        Event::TokensRevoked {
            bots: vec![MemberId::new("U0BOT")]
        }
    );
    assert_eq!(
        event(&payload!("event_of_2027")),
        Event::Unknown("lead_scored_by_slack".to_owned())
    );
}

#[test]
fn kinds_of_tomorrow_are_kept_as_unknown() {
    assert_eq!(
        read(&payload!("interaction_of_2027")),
        Incoming::Unknown {
            kind: "voice_action".to_owned()
        }
    );
    assert_eq!(
        read(&payload!("app_rate_limited")),
        Incoming::Unknown {
            kind: "app_rate_limited".to_owned()
        }
    );
}

#[rstest]
#[case(b"")]
#[case(b"{")]
#[case(b"payload=%7B")]
#[case(b"a=b")]
#[case(b"{\"no\":\"type\"}")]
#[case(b"\xff\xfe\x00")]
fn what_is_not_slacks_is_unreadable(#[case] body: &[u8]) {
    assert_eq!(Incoming::from_body(body), Err(Unreadable::NotSlack));
}

#[test]
fn a_fault_names_what_is_missing_and_nothing_of_the_content() {
    let mut payload = payload!("view_submission");
    payload["view"] = Value::Null;
    let fault = Incoming::from_value(payload.clone()).unwrap_err();
    assert_eq!(fault.to_string(), "a view_submission came without a view");
}

/// Changes one field somewhere: removed, null, of another type, or joined by one nobody knows.
fn change(value: &mut Value, essential: &[&str], path: &[usize], how: u8) {
    let Some((step, rest)) = path.split_first() else {
        return;
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            let index = step % items.len();
            change(&mut items[index], essential, rest, how);
        }
        Value::Object(fields) if !fields.is_empty() => {
            let name = fields.keys().nth(step % fields.len()).unwrap().clone();
            let is_essential = essential.contains(&name.as_str());
            if !rest.is_empty() && (fields[&name].is_object() || fields[&name].is_array()) {
                change(&mut fields[&name], essential, rest, how);
            } else if how == 3 {
                fields.insert(
                    "added_in_2027".to_owned(),
                    json!({ "type": ["of", 1, null] }),
                );
            } else if !is_essential {
                match how {
                    0 => drop(fields.remove(&name)),
                    1 => drop(fields.insert(name, Value::Null)),
                    _ => drop(fields.insert(name, json!([{ "id": 7 }, "text", null]))),
                }
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(800) })]

    #[test]
    fn fields_come_and_go_and_the_kind_is_still_read(
        which in 0..20_usize,
        changes in prop::collection::vec((prop::collection::vec(0..40_usize, 1..6), 0..4_u8), 1..12),
    ) {
        let (mut payload, essential) = all().swap_remove(which);
        let kind = read(&payload).kind();
        for (path, how) in &changes {
            change(&mut payload, essential, path, *how);
        }
        let still = Incoming::from_value(payload.clone());
        prop_assert!(still.is_ok(), "{still:?} from {payload}");
        // An event that lost its object is kept as unknown; everything else keeps its kind.
        let read = still.unwrap();
        prop_assert!(read.kind() == kind || matches!(read, Incoming::Event(_)));
    }

    #[test]
    fn no_body_makes_the_parser_panic(body in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,200}") {
        let _any = Incoming::from_body(&body);
        let _any = Incoming::from_body(text.as_bytes());
        let _any = Incoming::from_body(format!("payload={text}").as_bytes());
    }
}
