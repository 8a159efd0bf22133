//! Modals: triggers, what stays chosen, required fields, answers to a submission, closing.

use jiff::SignedDuration;
use rstest::rstest;
use serde_json::{Value, json};
use slack_sandbox::{ActError, Submitted};

use crate::app::{By, World, app, button, handler, input, modal, options, plain, quiet};

fn form(why: &str) -> Value {
    modal(&json!([
        input("fit", "Does it fit?", &json!({"type": "radio_buttons", "action_id": "v", "options": options(&["Yes", "No"])})),
        {"type": "input", "block_id": why, "optional": true, "label": plain("Why?"),
            "element": {"type": "plain_text_input", "action_id": "v", "max_length": 10}},
        {"type": "actions", "elements": [button("more", "More"), button("deeper", "Deeper")]},
    ]))
}

/// An app whose modal answers to what is typed under "Why?".
async fn form_app(by: By) -> World {
    app(
        by,
        handler(|payload, api| async move {
            match payload["type"].as_str() {
                Some("shortcut") => {
                    api.call("views.open", json!({"trigger_id": payload["trigger_id"], "view": form("why")})).await;
                }
                Some("block_actions") if payload["actions"][0]["action_id"] == "deeper" => {
                    api.call("views.push", json!({"trigger_id": payload["trigger_id"], "view": form("deep")})).await;
                }
                Some("block_actions") => {
                    // A new block id under "Why?", the old one under the question.
                    let update = json!({"view_id": payload["view"]["id"], "hash": payload["view"]["hash"], "view": form("why2")});
                    assert_eq!(api.call("views.update", update).await["ok"], true);
                }
                Some("view_submission") => {
                    let typed = payload["view"]["state"]["values"]["why"]["v"]["value"].as_str().unwrap_or_default();
                    return match typed {
                        "errors" => json!({"response_action": "errors", "errors": {"why": "Not that."}}),
                        "update" => json!({"response_action": "update", "view": form("why")}),
                        "push" => json!({"response_action": "push", "view": form("pushed")}),
                        "clear" => json!({"response_action": "clear"}),
                        "bad" => json!({"response_action": "errors", "errors": {"nowhere": "?"}}),
                        _ => Value::Null,
                    };
                }
                _ => {}
            }
            Value::Null
        }),
    )
    .await
}

#[rstest]
#[tokio::test]
async fn what_is_chosen_stays_where_the_ids_stay(#[values(By::Http, By::Socket)] by: By) {
    let world = form_app(by).await;
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("acknowledged");
    ben.choose("Does it fit?", "Yes").await.expect("chosen");
    ben.type_text("Why?", "because").await.expect("typed");
    assert_eq!(
        ben.view().expect("a modal").plain(),
        "Form\nDoes it fit?\n(x) Yes\n( ) No\nWhy? (optional)\n<because>\n[More] [Deeper]\n[Cancel] [Save]"
    );
    ben.press_in_view("More").await.expect("acknowledged");
    assert_eq!(
        ben.view().expect("a modal").plain(),
        "Form\nDoes it fit?\n(x) Yes\n( ) No\nWhy? (optional)\n<>\n[More] [Deeper]\n[Cancel] [Save]"
    );
    assert_eq!(world.slack.refusals(), []);
}

#[tokio::test]
async fn slack_itself_asks_for_what_is_missing_or_too_long() {
    let world = form_app(By::Socket).await;
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("acknowledged");
    ben.type_text("Why?", "far too long").await.expect("typed");
    let before = world.slack.deliveries().len();
    let Submitted::Incomplete(said) = ben.submit().await.expect("submitted") else {
        unreachable!("nothing was chosen")
    };
    assert_eq!(said["fit"], "Please complete this required field.");
    assert_eq!(said["why"], "Enter at most 10 characters.");
    assert_eq!(world.slack.deliveries().len(), before);
    assert!(
        ben.view()
            .expect("a modal")
            .plain()
            .contains("! Please complete this required field.")
    );
}

#[rstest]
#[tokio::test]
async fn each_answer_to_a_submission_does_what_it_says(#[values(By::Http, By::Socket)] by: By) {
    let world = form_app(by).await;
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("acknowledged");
    ben.choose("fit", "no").await.expect("chosen");

    ben.type_text("Why?", "errors").await.expect("typed");
    assert!(
        matches!(ben.submit().await.expect("submitted"), Submitted::Errors(said) if said["why"] == "Not that.")
    );
    assert!(ben.view().expect("a modal").plain().contains("! Not that."));

    ben.type_text("Why?", "bad").await.expect("typed");
    assert!(matches!(ben.submit().await, Err(ActError::Refused(_))));
    assert_eq!(world.slack.take_refusals().len(), 1);

    ben.type_text("Why?", "update").await.expect("typed");
    assert!(
        matches!(ben.submit().await.expect("submitted"), Submitted::Updated(view) if view.inputs()[0].chosen == ["No"])
    );

    ben.type_text("Why?", "push").await.expect("typed");
    assert!(matches!(
        ben.submit().await.expect("submitted"),
        Submitted::Pushed(_)
    ));
    assert_eq!(ben.views().len(), 2);
    ben.cancel().await.expect("closed");
    assert_eq!(ben.views().len(), 1);

    ben.type_text("Why?", "ok").await.expect("typed");
    assert!(matches!(
        ben.submit().await.expect("submitted"),
        Submitted::Closed
    ));
    assert!(ben.view().is_none());
}

#[tokio::test]
async fn no_more_than_three_modals_lie_on_each_other() {
    let world = form_app(By::Socket).await;
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("acknowledged");
    for _ in 0..3 {
        ben.press_in_view("Deeper").await.expect("acknowledged");
    }
    assert_eq!(ben.views().len(), 3);
    assert_eq!(world.slack.take_refusals()[0].error, "push_limit_reached");
}

#[tokio::test]
async fn a_trigger_opens_one_modal_within_three_seconds() {
    let world = app(By::Http, handler(|_, _| async { Value::Null })).await;
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("acknowledged");
    let trigger = world.slack.deliveries()[0].payload["trigger_id"].clone();
    let open = |trigger: Value| {
        world.api.call(
            "views.open",
            json!({"trigger_id": trigger, "view": form("why")}),
        )
    };
    world.clock.advance(SignedDuration::from_secs(3));
    assert_eq!(open(trigger.clone()).await["ok"], true);
    assert_eq!(open(trigger).await["error"], "exchanged_trigger_id");
    assert_eq!(open(json!("1.2.3")).await["error"], "invalid_trigger_id");
    ben.shortcut("global").await.expect("acknowledged");
    let trigger = world.slack.deliveries()[1].payload["trigger_id"].clone();
    world.clock.advance(SignedDuration::from_millis(3001));
    assert_eq!(open(trigger).await["error"], "expired_trigger_id");
}

#[tokio::test]
async fn a_stale_hash_does_not_overwrite() {
    let world = quiet().await;
    let home =
        |text: &str| json!({"type": "home", "blocks": [{"type": "section", "text": plain(text)}]});
    let first = world
        .api
        .call(
            "views.publish",
            json!({"user_id": "U0BEN", "view": home("one")}),
        )
        .await;
    let hash = first["view"]["hash"].clone();
    let publish = |text| {
        world.api.call(
            "views.publish",
            json!({"user_id": "U0BEN", "hash": hash, "view": home(text)}),
        )
    };
    assert_eq!(publish("two").await["ok"], true);
    assert_eq!(publish("three").await["error"], "hash_conflict");
    assert_eq!(
        world
            .slack
            .person("U0BEN")
            .home()
            .expect("a Home tab")
            .plain(),
        "two"
    );
}

#[tokio::test]
async fn closing_tells_the_app_only_if_it_asked() {
    let world = app(
        By::Http,
        handler(|payload, api| async move {
            if payload["type"] == "shortcut" {
                let mut view = form("why");
                view["notify_on_close"] = true.into();
                api.call(
                    "views.open",
                    json!({"trigger_id": payload["trigger_id"], "view": view}),
                )
                .await;
            }
            Value::Null
        }),
    )
    .await;
    let ben = world.slack.person("U0BEN");
    for (x, is_cleared) in [(true, true), (false, false)] {
        ben.shortcut("global").await.expect("acknowledged");
        if x {
            ben.close().await
        } else {
            ben.cancel().await
        }
        .expect("closed");
        let last = world.slack.deliveries().pop().expect("a delivery");
        assert_eq!(
            (last.name.as_str(), &last.payload["is_cleared"]),
            ("view_closed", &json!(is_cleared))
        );
    }
}

#[rstest]
#[tokio::test]
async fn an_external_select_asks_the_app(#[values(By::Http, By::Socket)] by: By) {
    let world = app(
        by,
        handler(|payload, api| async move {
            if payload["type"] == "block_suggestion" {
                let typed = payload["value"].as_str().unwrap_or_default().to_owned();
                return json!({"options": options(&[&typed, "Other"])});
            }
            let view = modal(&json!([input(
                "who",
                "Who?",
                &json!({"type": "external_select", "action_id": "v", "min_query_length": 0})
            )]));
            api.call(
                "views.open",
                json!({"trigger_id": payload["trigger_id"], "view": view}),
            )
            .await;
            Value::Null
        }),
    )
    .await;
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("acknowledged");
    assert_eq!(
        ben.suggestions("Who?", "Acme").await.expect("options"),
        ["Acme", "Other"]
    );
    ben.choose("Who?", "Acme").await.expect("chosen");
    assert_eq!(ben.view().expect("a modal").inputs()[0].chosen, ["Acme"]);
}

#[rstest]
#[case::too_many(json!({"options": vec![options(&["A"])[0].clone(); 101]}), "no more than 100 items allowed [json-pointer:/options]")]
#[case::neither(json!({}), "missing required field: options [json-pointer:]")]
#[case::long(json!({"options": options(&["x".repeat(76).as_str()])}), "must be less than 76 characters [json-pointer:/options/0/text/text]; must be less than 76 characters [json-pointer:/options/0/value]")]
#[case::text(json!("nothing"), "must provide an object [json-pointer:]")]
#[tokio::test]
async fn options_slack_can_not_show_are_refused(#[case] answer: Value, #[case] why: &str) {
    let world = app(
        By::Socket,
        handler(move |payload, api| {
            let answer = answer.clone();
            async move {
                if payload["type"] == "block_suggestion" {
                    return answer;
                }
                let select = json!({"type": "external_select", "action_id": "v"});
                let view = modal(&json!([input("who", "Who?", &select)]));
                let open = json!({"trigger_id": payload["trigger_id"], "view": view});
                api.call("views.open", open).await;
                Value::Null
            }
        }),
    )
    .await;
    let ben = world.slack.person("U0BEN");
    ben.shortcut("global").await.expect("acknowledged");
    assert!(ben.suggestions("Who?", "Acme").await.is_err());
    assert_eq!(world.slack.take_refusals()[0].error, why);
}
