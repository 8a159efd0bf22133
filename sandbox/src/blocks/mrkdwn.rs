//! Slack's markup as a person reads it.

use std::{collections::BTreeMap, sync::Arc};

/// Id → name, of people, channels and user groups.
pub(crate) type Names = Arc<BTreeMap<String, String>>;

/// The text without its markup: mentions and links by name, no formatting characters, entities
/// resolved.
pub(crate) fn mrkdwn_plain(text: &str, names: &Names) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let Some(length) = rest[start..].find('>') else {
            break;
        };
        plain.push_str(&formatted(&rest[..start]));
        plain.push_str(&reference(&rest[start + 1..start + length], names));
        rest = &rest[start + length + 1..];
    }
    plain.push_str(&formatted(rest));
    // The ampersand last, or "&amp;lt;" would become "<".
    plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// What stands between `<` and `>`.
fn reference(inner: &str, names: &Names) -> String {
    let (target, label) = inner
        .split_once('|')
        .map_or((inner, None), |(target, label)| (target, Some(label)));
    let named = |sign: char, id: &str| {
        let name = names.get(id).map(String::as_str).or(label).unwrap_or(id);
        format!("{sign}{}", name.trim_start_matches(sign))
    };
    if let Some(id) = target.strip_prefix('@') {
        named('@', id)
    } else if let Some(id) = target.strip_prefix('#') {
        named('#', id)
    } else if let Some(id) = target.strip_prefix("!subteam^") {
        named('@', id)
    } else if target.starts_with("!date^") {
        label.unwrap_or(target).to_owned()
    } else if let Some(everybody) = target.strip_prefix('!') {
        label.map_or_else(|| format!("@{everybody}"), str::to_owned)
    } else {
        label.unwrap_or(target).to_owned()
    }
}

/// Takes away pairs of `*`, `_`, `~` and `` ` `` that stand around words.
fn formatted(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for marker in ['*', '_', '~', '`'] {
        chars = without_pairs(&chars, marker);
    }
    chars.into_iter().collect()
}

fn without_pairs(chars: &[char], marker: char) -> Vec<char> {
    let mut drop = vec![false; chars.len()];
    let mut open: Option<usize> = None;
    for (at, &char) in chars.iter().enumerate() {
        if char == '\n' {
            open = None;
        }
        if char != marker {
            continue;
        }
        let before = at.checked_sub(1).map(|index| chars[index]);
        let after = chars.get(at + 1).copied();
        match open {
            Some(start)
                if before.is_some_and(|c| !c.is_whitespace())
                    && after.is_none_or(|c| !c.is_alphanumeric())
                    && at > start + 1 =>
            {
                drop[start] = true;
                drop[at] = true;
                open = None;
            }
            _ if before.is_none_or(|c| !c.is_alphanumeric())
                && after.is_some_and(|c| !c.is_whitespace()) =>
            {
                open = Some(at);
            }
            _ => {}
        }
    }
    chars
        .iter()
        .zip(drop)
        .filter(|(_, drop)| !drop)
        .map(|(char, _)| *char)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_reads_as_words() {
        let names: Names = Arc::new(
            [
                ("U1".to_owned(), "Ann".to_owned()),
                ("C1".to_owned(), "sales".to_owned()),
            ]
            .into(),
        );
        let read = |text: &str| mrkdwn_plain(text, &names);
        assert_eq!(
            read("*Hi* <@U1>, see <#C1> and <https://x.example|the list>"),
            "Hi @Ann, see #sales and the list"
        );
        assert_eq!(
            read("2 * 3 * 4, snake_case_name, a &lt;b&gt; &amp;lt;"),
            "2 * 3 * 4, snake_case_name, a <b> &lt;"
        );
        assert_eq!(read("<!date^0^{date}|1 Jan> <!here>"), "1 Jan @here");
        assert_eq!(read("a < b"), "a < b");
    }
}
