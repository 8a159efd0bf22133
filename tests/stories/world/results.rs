//! Rounds whose results come home: rated leads of a campaign with a briefing, and marketing's answer.

use leadloop::domain::ids::CampaignId;
use slack_sandbox::Message;

use super::company::{JORIS, MARIEKE, PRIYA, SANNE, TOM};
use super::{ACCEPTED, ALL_ASKED, COMMENT, Door, WRONG, World};

/// The first round has closed in New York too: the owners have their numbers, nobody has the digest.
pub(crate) const ALL_CLOSED: &str = "2026-11-23T23:00:00Z";
/// What Sanne writes of her second lead.
pub(crate) const SANNES_WORDS: &str = "A thesis, not a purchase.";

impl World {
    /// The autumn webinar's briefing is posted; Sanne, Joris and Priya have rated two leads of it each, one
    /// accepted and one rejected, Sanne with a comment.
    pub(crate) async fn a_rated_campaign(door: Door) -> (Self, CampaignId) {
        let world = Self::begin(door).await;
        let webinar = world.a_posted_briefing().await;
        world.two_leads_each(&webinar, 3).await;
        world.until(ALL_ASKED).await;
        world.three_rate().await;
        (world, webinar)
    }

    /// Two leads for each rep, that came in on this day of November and the next.
    pub(crate) async fn two_leads_each(&self, campaign: &CampaignId, day: u8) {
        for (rep, name) in [
            (SANNE, "Sanne"),
            (JORIS, "Joris"),
            (PRIYA, "Priya"),
            (TOM, "Tom"),
        ] {
            let first = format!("First {day} {name} BV");
            self.a_lead(&first, rep, campaign, day).await;
            let second = format!("Second {day} {name} BV");
            self.a_lead(&second, rep, campaign, day + 1).await;
        }
    }

    /// Sanne, Joris and Priya rate the two leads they were asked about.
    pub(crate) async fn three_rate(&self) {
        for rep in [SANNE, JORIS, PRIYA] {
            let ask = self.newest_with(rep, "Rate 2 leads");
            let opened = self.person(rep).press(&ask, "Rate 2 leads").await;
            opened.expect("the window opens");
            self.rate(rep, ACCEPTED).await;
            if rep == SANNE {
                let typed = self.person(SANNE).type_text(COMMENT, SANNES_WORDS).await;
                typed.expect("a comment");
            }
            self.rate(rep, WRONG).await;
        }
        self.a_minute().await;
    }

    /// Somebody's newest message with these words in it.
    pub(crate) fn newest_with(&self, id: &str, words: &str) -> Message {
        let messages = self.person(id).messages_in_dm_with_app();
        let mut fitting = messages.into_iter().rev();
        let found = fitting.find(|it| it.plain().contains(words));
        found.unwrap_or_else(|| panic!("no {words:?} in: {:#?}", self.inbox(id)))
    }

    /// Marieke's numbers of a round of the autumn webinar.
    pub(crate) fn numbers(&self, round: u32) -> Message {
        self.newest_with(MARIEKE, &format!("Autumn webinar: Benelux, round {round}"))
    }

    /// Marieke opens the form below a round's numbers.
    pub(crate) async fn open_answer(&self, round: u32) {
        let numbers = self.numbers(round);
        let label = match numbers.plain().contains("Change the answer") {
            true => "Change the answer",
            false => "Answer in one line",
        };
        let pressed = self.person(MARIEKE).press(&numbers, label).await;
        pressed.expect("the form opens");
    }

    /// Marieke answers a round's numbers, ticking (or unticking) what led to it.
    pub(crate) async fn answer_numbers(&self, round: u32, line: &str, ticks: &[(&str, &str)]) {
        self.open_answer(round).await;
        let marieke = self.person(MARIEKE);
        let typed = marieke.type_text("What will you change?", line).await;
        typed.expect("a line");
        self.choose(MARIEKE, ticks).await;
        assert!(self.save(MARIEKE).await.is_accepted());
        marieke.close().await.expect("closed");
        self.a_minute().await;
    }

    /// Marieke says that what she promised is done.
    pub(crate) async fn mark_done(&self, round: u32) {
        let numbers = self.numbers(round);
        let pressed = self.person(MARIEKE).press(&numbers, "It is done").await;
        pressed.expect("it is done");
        self.a_minute().await;
    }

    /// The results of a round in the briefing's thread.
    pub(crate) fn results(&self, round: u32) -> Message {
        let words = format!("Autumn webinar: Benelux, round {round}");
        let mut all = self.campaigns().into_iter();
        let found = all.find(|it| it.plain().contains(&words));
        found.unwrap_or_else(|| panic!("no {words:?} in: {:#?}", self.campaigns_read()))
    }

    /// The digest of a round in the channel.
    pub(crate) fn digest(&self, round: u32) -> String {
        let words = format!("Benelux, round {round}");
        let mut all = self.channel().into_iter();
        let found = all.find(|it| it.contains(&words) && it.contains("How much this rests on"));
        found.unwrap_or_else(|| panic!("no {words:?} in: {:#?}", self.channel()))
    }
}
