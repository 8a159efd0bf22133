//! What a person typed, as the rich text block Slack's clients send along with it.

use serde_json::{Value, json};

/// The `rich_text` block of a typed text: its mentions and links become elements of their own.
///
/// Source: <https://docs.slack.dev/reference/block-kit/blocks/rich-text-block>
pub(crate) fn typed(text: &str, block_id: &str) -> Value {
    let mut elements = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let Some(length) = rest[start..].find('>') else {
            break;
        };
        push_text(&mut elements, &rest[..start]);
        elements.push(reference(&rest[start + 1..start + length]));
        rest = &rest[start + length + 1..];
    }
    push_text(&mut elements, rest);
    json!({"type": "rich_text", "block_id": block_id, "elements": [
        {"type": "rich_text_section", "elements": elements}]})
}

fn push_text(elements: &mut Vec<Value>, text: &str) {
    if !text.is_empty() {
        elements.push(json!({"type": "text", "text": unescaped(text)}));
    }
}

/// What stands between `<` and `>`.
fn reference(inner: &str) -> Value {
    let (target, label) = inner
        .split_once('|')
        .map_or((inner, None), |(target, label)| (target, Some(label)));
    if let Some(id) = target.strip_prefix('@') {
        return json!({"type": "user", "user_id": id});
    }
    if let Some(id) = target.strip_prefix('#') {
        return json!({"type": "channel", "channel_id": id});
    }
    if let Some(id) = target.strip_prefix("!subteam^") {
        return json!({"type": "usergroup", "usergroup_id": id});
    }
    if let Some(range) = target.strip_prefix('!') {
        return json!({"type": "broadcast", "range": range});
    }
    let mut link = json!({"type": "link", "url": unescaped(target)});
    if let Some(label) = label {
        link["text"] = unescaped(label).into();
    }
    link
}

fn unescaped(text: &str) -> String {
    // The ampersand last, or "&amp;lt;" would become "<".
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_and_links_become_elements() {
        let block = typed("<@U1> &amp; <!here>: <https://example.com|this>", "b");
        assert_eq!(
            block["elements"][0]["elements"],
            json!([
                {"type": "user", "user_id": "U1"},
                {"type": "text", "text": " & "},
                {"type": "broadcast", "range": "here"},
                {"type": "text", "text": ": "},
                {"type": "link", "url": "https://example.com", "text": "this"},
            ])
        );
    }
}
