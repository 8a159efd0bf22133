//! What people do.

use slack_sandbox::{Person, Submitted};

use super::World;
use super::answers::Answers;

impl World {
    pub(crate) fn person(&self, id: &str) -> Person {
        self.slack.person(id)
    }

    /// Opens the window from somebody's newest message, or presses another button of it.
    pub(crate) async fn open(&self, id: &str, button: &str) {
        let message = self.dm(id);
        self.person(id)
            .press(&message, button)
            .await
            .expect("the window opens");
    }

    /// Answers questions of the window that is open.
    pub(crate) async fn choose(&self, id: &str, answers: Answers<'_>) {
        for (question, option) in answers {
            self.person(id)
                .choose(question, option)
                .await
                .unwrap_or_else(|error| panic!("{error}\n{}", self.window(id)));
        }
    }

    /// Saves the window that is open.
    pub(crate) async fn save(&self, id: &str) -> Submitted {
        let submitted = self.person(id).submit().await.expect("an answer");
        self.settle().await;
        submitted
    }

    /// Answers the lead that is in the window, and saves. Gives how many clicks that took.
    pub(crate) async fn rate(&self, id: &str, answers: Answers<'_>) -> usize {
        self.choose(id, answers).await;
        let saved = self.save(id).await;
        assert!(saved.is_accepted(), "{saved:?}");
        answers.len() + 1
    }

    /// Opens the Home tab, and gives what stands there.
    pub(crate) async fn home(&self, id: &str) -> String {
        self.person(id).open_home().await.expect("the tab opens");
        self.home_now(id).await
    }

    /// What stands in the Home tab that is open, brought in line with what was just done there.
    pub(crate) async fn home_now(&self, id: &str) -> String {
        self.settle().await;
        self.person(id).home().expect("a Home tab").plain()
    }

    /// What `/leadloop` answers somebody at once.
    pub(crate) async fn command(&self, id: &str, text: &str) -> String {
        let answer = self.person(id).slash("/leadloop", text).await;
        let answer = answer.expect("the command is answered");
        answer.expect("an answer to read").plain()
    }
}
