//! A whole round: asked, rated, changed, declined, reminded, closed, answered, published.

use slack_sandbox::{ActError, Message, Person, Sandbox, Submitted};

use crate::answers::{ACCEPTED, Answers, UNTOUCHED, WRONG};
use crate::slack::{JORIS, KARIN, MARIEKE, PRIYA, SANNE, TOM};
use crate::world::World;

/// How often somebody opens a window anew before they are at their wits' end.
const ATTEMPTS: u32 = 5;

/// What was acknowledged: who said what of which lead last.
pub(crate) type Truth = Vec<(&'static str, &'static str, Answers<'static>)>;

impl World {
    /// The round from before its asks until the day after its digest. Gives what was acknowledged.
    pub(crate) async fn a_round(&mut self) -> Truth {
        let mut truth = Truth::new();
        self.until("2026-11-16T08:29:00Z").await;
        self.until("2026-11-16T08:31:00Z").await;
        self.send_again_what_is_lost().await;
        for (company, answers) in [
            ("Nova Bouw", ACCEPTED),
            ("Kade 9", WRONG),
            ("Oostwal", UNTOUCHED),
        ] {
            self.rate(&mut truth, SANNE, company, answers).await;
        }
        self.rate(&mut truth, JORIS, "Helder IT", ACCEPTED).await;
        self.act("Joris stops", async |slack| {
            let joris = slack.person(JORIS);
            match joris.view() {
                Some(_) => joris.close().await,
                None => Ok(()),
            }
        })
        .await;
        self.until("2026-11-16T15:00:00Z").await;
        self.send_again_what_is_lost().await;
        self.decline(PRIYA).await;
        for id in [KARIN, SANNE] {
            self.act("somebody opens the Home tab", async |slack| {
                slack.person(id).open_home().await
            })
            .await;
        }
        self.change(&mut truth, SANNE, "Kade 9", ACCEPTED).await;
        self.until("2026-11-23T13:01:00Z").await;
        self.send_again_what_is_lost().await;
        self.rate(&mut truth, JORIS, "Brouwerij Zuid", WRONG).await;
        self.rate(&mut truth, TOM, "Initech", ACCEPTED).await;
        self.until("2026-11-23T23:00:00Z").await;
        self.send_again_what_is_lost().await;
        self.answer_numbers().await;
        self.until("2026-11-24T09:00:00Z").await;
        self.send_again_what_is_lost().await;
        self.until("2026-11-25T09:00:00Z").await;
        truth
    }

    /// Somebody rates a lead, one click after the other, and does again what was not taken.
    async fn rate(
        &mut self,
        truth: &mut Truth,
        rep: &'static str,
        company: &'static str,
        answers: Answers<'static>,
    ) {
        for attempt in 1.. {
            self.act("a rep opens the window", async |slack| {
                let person = slack.person(rep);
                if shows(&person, company) {
                    return Ok(());
                }
                close(&person).await?;
                let (message, label) = asked(&person)?;
                person.press(&message, &label).await
            })
            .await;
            if self.answered(attempt, rep, company, answers).await {
                break;
            }
        }
        truth.push((rep, company, answers));
    }

    /// Somebody changes an answer from the record.
    async fn change(
        &mut self,
        truth: &mut Truth,
        rep: &'static str,
        company: &'static str,
        answers: Answers<'static>,
    ) {
        self.have_record(rep).await;
        for attempt in 1.. {
            self.act("a rep opens an answer", async |slack| {
                let person = slack.person(rep);
                if shows(&person, company) {
                    return Ok(());
                }
                close(&person).await?;
                let record = record(&person).ok_or_else(|| ActError::NotFound(inbox(&person)))?;
                person.choose_in(&record, "Change an answer", company).await
            })
            .await;
            if self.answered(attempt, rep, company, answers).await {
                break;
            }
        }
        truth.retain(|(who, what, _)| (*who, *what) != (rep, company));
        truth.push((rep, company, answers));
    }

    /// The ask may still stand there with its buttons: the answer to its post got lost, and the bot was killed again
    /// when their click told where it stands. They click once more.
    async fn have_record(&mut self, rep: &'static str) {
        if record(&self.slack.person(rep)).is_some() {
            return;
        }
        self.act("a rep clicks on what is rated", async |slack| {
            let person = slack.person(rep);
            close(&person).await?;
            match asked(&person) {
                Ok((message, label)) => person.press(&message, &label).await,
                // The bot was killed over it once it had made a record of it.
                Err(_) if record(&person).is_some() => Ok(()),
                Err(error) => Err(error),
            }
        })
        .await;
        let now = self.now();
        self.until(&(now + jiff::SignedDuration::from_mins(1)).to_string())
            .await;
    }

    /// Fills in the window that is open and saves; true when that was acknowledged as stored.
    async fn answered(
        &mut self,
        attempt: u32,
        rep: &'static str,
        company: &str,
        answers: Answers<'static>,
    ) -> bool {
        for (question, option) in answers {
            let chosen = self
                .act("a rep chooses", async |slack| {
                    match slack.person(rep).choose(question, option).await {
                        // A window that the bot lost when it was killed is not unfolded.
                        Err(ActError::NoSuch { .. }) if attempt < ATTEMPTS => Ok(false),
                        Err(error @ ActError::NoSuch { .. }) => {
                            let window = slack.person(rep).view().map(|it| it.plain());
                            panic!("{error}: {window:?}");
                        }
                        chosen => chosen.map(|()| true),
                    }
                })
                .await;
            if !chosen {
                self.act("a rep gives the window up", async |slack| {
                    close(&slack.person(rep)).await
                })
                .await;
                return false;
            }
        }
        let submitted = self
            .act("a rep saves", async |slack| {
                slack.person(rep).submit().await
            })
            .await;
        match submitted {
            Submitted::Closed | Submitted::Cleared => true,
            Submitted::Updated(view) => {
                let says_so = view.plain().contains(&format!("Saved: {company}."));
                says_so || view.callback_id == "rate_done"
            }
            Submitted::Pushed(_) | Submitted::Errors(_) | Submitted::Incomplete(_) => false,
        }
    }

    async fn decline(&mut self, rep: &'static str) {
        self.act("a rep declines", async |slack| {
            let person = slack.person(rep);
            let [ask] = &person.messages_in_dm_with_app()[..] else {
                return Err(ActError::NotFound(inbox(&person)));
            };
            match ask.buttons().iter().any(|it| it == "Not this time") {
                true => person.press(ask, "Not this time").await,
                false => Ok(()),
            }
        })
        .await;
    }

    /// Marieke answers her campaign's numbers in one line.
    async fn answer_numbers(&mut self) {
        const LINE: &str = "Fewer small firms from now on.";
        self.act("Marieke opens the form", async |slack| {
            let marieke = slack.person(MARIEKE);
            close(&marieke).await?;
            let messages = marieke.messages_in_dm_with_app();
            let numbers = messages.iter().find(|it| it.plain().contains("round 1"));
            let numbers = numbers.ok_or_else(|| ActError::NotFound(inbox(&marieke)))?;
            marieke.press(numbers, "Answer in one line").await
        })
        .await;
        self.act("Marieke writes", async |slack| {
            let marieke = slack.person(MARIEKE);
            marieke.type_text("What will you change?", LINE).await
        })
        .await;
        self.act("Marieke saves", async |slack| {
            let saved = slack.person(MARIEKE).submit().await?;
            assert!(saved.is_accepted(), "{saved:?}");
            Ok(())
        })
        .await;
        self.act("Marieke closes", async |slack| {
            close(&slack.person(MARIEKE)).await
        })
        .await;
    }
}

/// Whether this person's window asks about a lead.
fn shows(person: &Person, company: &str) -> bool {
    let window = person.view();
    window.is_some_and(|it| it.submit.is_some() && it.plain().contains(company))
}

async fn close(person: &Person) -> Result<(), ActError> {
    match person.view() {
        Some(_) => person.close().await,
        None => Ok(()),
    }
}

/// The newest message with a button that opens the window, and that button.
fn asked(person: &Person) -> Result<(Message, String), ActError> {
    let opens = |label: &String| label.starts_with("Rate") || label == "Go on";
    let messages = person.messages_in_dm_with_app();
    let found = messages.into_iter().rev().find_map(|message| {
        let label = message.buttons().into_iter().find(opens)?;
        Some((message, label))
    });
    found.ok_or_else(|| ActError::NotFound(inbox(person)))
}

/// What an ask becomes once its leads are rated.
fn record(person: &Person) -> Option<Message> {
    let mut messages = person.messages_in_dm_with_app().into_iter();
    messages.rfind(|it| it.plain().contains("leads rated"))
}

fn inbox(person: &Person) -> String {
    let messages = person.messages_in_dm_with_app();
    let read: Vec<String> = messages.iter().map(Message::plain).collect();
    format!("{} reads: {read:#?}", person.id())
}

/// Every message of the bot's, with its thread's messages.
pub(crate) fn all_messages(slack: &Sandbox) -> Vec<Message> {
    let people = [SANNE, JORIS, PRIYA, TOM, MARIEKE, KARIN];
    let mut all: Vec<Message> = people
        .iter()
        .flat_map(|id| slack.person(id).messages_in_dm_with_app())
        .collect();
    all.extend(slack.person(KARIN).messages(crate::slack::DIGEST_CHANNEL));
    all
}
