//! Makes a story that breaks a promise shorter, as long as it breaks it.

use super::deeds::Story;
use super::play::{Broken, COMES_TO_REST, play_through};

/// The shortest story found that breaks the same promise, after at most so many tries, and whether the story did so
/// when it was played again.
pub(super) fn shortest(
    mut story: Story,
    mut broken: Broken,
    mut tries: u32,
) -> (Story, Broken, bool) {
    if let Some(last) = broken.after {
        story.steps.truncate(last + 1);
    }
    if broken.promise == COMES_TO_REST {
        return (story, broken, false);
    }
    let mut again = |story: &Story| {
        if tries == 0 {
            return None;
        }
        tries -= 1;
        let found = play_through(story).err()?;
        if found.promise == COMES_TO_REST {
            tries = 0;
        }
        (found.promise == broken.promise).then_some(found)
    };
    let Some(found) = again(&story) else {
        return (story, broken, false);
    };
    broken.seen = found.seen;
    let mut size = story.steps.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < story.steps.len() {
            let mut shorter = story.clone();
            let end = (at + size).min(story.steps.len());
            shorter.steps.drain(at..end);
            match again(&shorter) {
                Some(found) => {
                    broken.seen = found.seen;
                    story = shorter;
                    if let Some(last) = found.after {
                        story.steps.truncate(last + 1);
                    }
                }
                None => at += size,
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    (story, broken, true)
}
