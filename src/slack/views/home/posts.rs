//! Posts that failed, or of which nobody knows whether they arrived, with what to do about each.

use serde_json::Value;

use super::{HomePost, PostTrouble};
use crate::domain::language::Language;
use crate::slack::ids::ActionId;
use crate::slack::views::kit;
use crate::texts::t;

const POSTS_MAX: usize = 5;

pub(super) fn blocks(language: Language, posts: &[HomePost], more: usize) -> Vec<Value> {
    if posts.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![kit::header(&t!(language, "home-posts"))];
    for post in posts.iter().take(POSTS_MAX) {
        let key = match post.trouble {
            PostTrouble::Failed => "home-post-failed",
            PostTrouble::Unknown => "home-post-unknown",
        };
        let mut text = t!(
            language,
            key,
            what = post.what.as_str(),
            to = post.to.as_str()
        );
        if let Some(mend) = &post.mend {
            text = t!(
                language,
                "two-sentences",
                first = text,
                second = mend.as_str()
            );
        }
        blocks.push(kit::section(&text));
        let mut buttons = vec![kit::button(
            &t!(language, "home-send-again"),
            ActionId::SendAgain,
            post.post.as_str(),
        )];
        if post.trouble == PostTrouble::Unknown {
            buttons.push(kit::button(
                &t!(language, "home-it-arrived"),
                ActionId::ItArrived,
                post.post.as_str(),
            ));
        }
        blocks.push(kit::actions(buttons));
    }
    if let more @ 1.. = posts.len().saturating_sub(POSTS_MAX) + more {
        blocks.push(kit::context(&t!(
            language,
            "digest-more-leads",
            count = more
        )));
    }
    blocks
}
