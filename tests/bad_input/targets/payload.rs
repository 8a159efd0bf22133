//! The parser of everything that Slack delivers: it reads or refuses, and reads alike through both doors.

use leadloop::slack::incoming::Incoming;
use serde_json::Value;

/// Reads the input as the body of an HTTP delivery, and as the payload of an envelope if it is JSON.
pub(crate) fn run(input: &[u8]) {
    let by_http = Incoming::from_body(input);
    if let Ok(incoming) = &by_http {
        let _ = (incoming.kind(), format!("{incoming:?}"));
    } else if let Err(fault) = &by_http {
        assert!(!fault.to_string().is_empty());
    }
    let Ok(value) = serde_json::from_slice::<Value>(input) else {
        return;
    };
    let by_socket = Incoming::from_value(value.clone());
    if value.is_object() {
        assert_eq!(by_http, by_socket);
    }
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("payload", &value.to_string())
        .finish();
    let in_a_form = Incoming::from_body(form.as_bytes());
    assert_eq!(in_a_form, by_socket);
}
