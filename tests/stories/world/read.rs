//! What people read, and the little that only the database can tell.

use futures_util::FutureExt as _;
use leadloop::domain::ids::{CampaignId, LeadId};
use leadloop::store::OutboxRow;
use slack_sandbox::Message;

use super::World;
use super::company::{DIGEST_CHANNEL, KARIN};

impl World {
    /// The newest message that the bot sent somebody, as they read it.
    pub(crate) fn dm(&self, id: &str) -> Message {
        self.person(id)
            .last_in_dm_with_app()
            .unwrap_or_else(|| panic!("{id} got no message"))
    }

    /// How many messages the bot has sent somebody.
    pub(crate) fn dms(&self, id: &str) -> usize {
        self.person(id).messages_in_dm_with_app().len()
    }

    /// The messages that the bot has sent somebody, as they read them now.
    pub(crate) fn inbox(&self, id: &str) -> Vec<String> {
        self.person(id)
            .messages_in_dm_with_app()
            .iter()
            .map(Message::plain)
            .collect()
    }

    /// The first message to somebody that has these words in it.
    pub(crate) fn message_with(&self, id: &str, words: &str) -> Message {
        let messages = self.person(id).messages_in_dm_with_app();
        let mut fitting = messages.into_iter().filter(|it| it.plain().contains(words));
        let found = fitting.next();
        found.unwrap_or_else(|| panic!("no {words:?} in: {:#?}", self.inbox(id)))
    }

    /// What stands in the digest channel.
    pub(crate) fn channel(&self) -> Vec<String> {
        self.person(KARIN)
            .messages(DIGEST_CHANNEL)
            .iter()
            .map(Message::plain)
            .collect()
    }

    /// What somebody reads in the window.
    pub(crate) fn window(&self, id: &str) -> String {
        self.person(id)
            .view()
            .unwrap_or_else(|| panic!("{id} has no window"))
            .plain()
    }

    /// Whether these words stand anywhere in the database.
    pub(crate) fn database_holds(&self, words: &str) -> bool {
        let files = ["leadloop.db", "leadloop.db-wal"];
        files.into_iter().any(|file| {
            let bytes = std::fs::read(self.folder.path().join(file)).expect("the database");
            bytes
                .windows(words.len())
                .any(|part| part == words.as_bytes())
        })
    }

    /// The posts that Slack did not take, or may not have taken.
    pub(crate) async fn troubled(&self) -> Vec<OutboxRow> {
        self.store
            .read(self.tenant.clone(), |tx, tenant| {
                tx.troubled_posts(tenant, 20).boxed()
            })
            .await
            .expect("the outbox")
    }

    /// The campaign of this name.
    pub(crate) async fn campaign_named(&self, name: &str) -> CampaignId {
        let campaigns = self
            .store
            .read(self.tenant.clone(), |tx, tenant| {
                tx.campaigns(tenant).boxed()
            })
            .await
            .expect("the store");
        let found = campaigns.into_iter().find(|it| it.name == name);
        found.expect("the campaign").id
    }

    /// Who owns a lead.
    pub(crate) async fn owner_of(&self, lead: &str) -> Option<String> {
        let input = (self.tenant.clone(), LeadId::new(lead));
        let lead = self
            .store
            .read(input, |tx, (tenant, id)| tx.lead(tenant, id).boxed())
            .await
            .expect("the store");
        let owner = lead.expect("a lead").lead.owner_id;
        owner.map(|it| it.to_string())
    }
}
