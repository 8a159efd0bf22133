//! Deliveries in full size, as Slack makes them of what the bot posted and opened: written once, with blanks for the
//! names that differ from one to the next.

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use leadloop::domain::language::Language;
use leadloop::slack::views::ask::{AskMessage, AskedCampaign};
use leadloop::slack::views::words::LeadTitle;
use serde_json::{Value, json};

use crate::company::{self, TEAM};
use crate::proof::Stored;

const APP: &str = "A0LOAD000";
const BOT_ID: &str = "B0LOAD000";

/// What is written into a stencil.
#[derive(Debug, Clone)]
pub(crate) struct Blanks {
    rep: usize,
    place: usize,
    values: [String; Blank::COUNT],
}

#[derive(Debug, Clone, Copy)]
enum Blank {
    Member,
    Ask,
    Lead,
    Window,
    View,
    Hash,
    Trigger,
}

impl Blank {
    const COUNT: usize = 7;
    const ALL: [Self; Self::COUNT] = [
        Self::Member,
        Self::Ask,
        Self::Lead,
        Self::Window,
        Self::View,
        Self::Hash,
        Self::Trigger,
    ];
}

impl Blanks {
    /// For the lead at a place of a rep's ask.
    pub(crate) fn new(rep: usize, place: usize) -> Self {
        let values = [
            company::rep(rep).to_string(),
            company::ask(rep).to_string(),
            company::lead(rep, place).to_string(),
            company::window(rep).to_string(),
            format!("V1{rep:08}"),
            format!("{}.{rep:08x}", 1_790_000_000 + place),
            format!("130{rep:08}.{place:02}.8088930838d88f008e0"),
        ];
        Self { rep, place, values }
    }

    pub(crate) fn trigger(&self) -> &str {
        &self.values[Blank::Trigger as usize]
    }

    /// The rating that a submission with them stores.
    pub(crate) fn stored(&self) -> Stored {
        (company::ask(self.rep), company::lead(self.rep, self.place))
    }

    pub(crate) fn envelope(&self) -> String {
        format!("e0000000-0000-4000-{:04x}-{:012x}", self.place, self.rep)
    }
}

/// A payload with blanks, as JSON and as the form in which it is posted.
pub(crate) struct Stencil {
    json: Vec<Part>,
    form: Vec<Part>,
}

enum Part {
    Text(Vec<u8>),
    Blank(Blank),
}

impl Stencil {
    /// Of a payload that was made with these blanks.
    fn of(payload: &Value, blanks: &Blanks) -> Self {
        let json = payload.to_string();
        let mut form = String::from("payload=");
        form.extend(form_urlencoded::byte_serialize(json.as_bytes()));
        Self {
            json: cut(json.as_bytes(), blanks),
            form: cut(form.as_bytes(), blanks),
        }
    }

    pub(crate) fn json(&self, blanks: &Blanks) -> String {
        String::from_utf8_lossy(&fill(&self.json, blanks)).into_owned()
    }

    pub(crate) fn form(&self, blanks: &Blanks) -> Vec<u8> {
        fill(&self.form, blanks)
    }
}

fn cut(text: &[u8], blanks: &Blanks) -> Vec<Part> {
    let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let found = Blank::ALL
            .into_iter()
            .find(|blank| text[at..].starts_with(blanks.values[*blank as usize].as_bytes()));
        let Some(blank) = found else {
            at += 1;
            continue;
        };
        parts.push(Part::Text(text[from..at].to_vec()));
        parts.push(Part::Blank(blank));
        at += blanks.values[blank as usize].len();
        from = at;
    }
    parts.push(Part::Text(text[from..].to_vec()));
    parts
}

fn fill(parts: &[Part], blanks: &Blanks) -> Vec<u8> {
    let mut text = Vec::with_capacity(32 * 1024);
    for part in parts {
        match part {
            Part::Text(part) => text.extend_from_slice(part),
            Part::Blank(blank) => text.extend_from_slice(blanks.values[*blank as usize].as_bytes()),
        }
    }
    text
}

fn base(kind: &str, blanks: &Blanks) -> Value {
    let user = &blanks.values[Blank::Member as usize];
    json!({
        "type": kind,
        "team": { "id": TEAM, "domain": "load" },
        "user": { "id": user, "username": "rep", "name": "rep", "team_id": TEAM },
        "api_app_id": APP,
        "token": "deprecated",
        "enterprise": null,
        "is_enterprise_install": false,
        "trigger_id": blanks.trigger(),
    })
}

/// "Rate leads", pressed in the ask.
pub(crate) fn click(blanks: &Blanks, now: Timestamp) -> anyhow::Result<Stencil> {
    let ask = company::ask(blanks.rep);
    let message = ask_message(blanks, now)?;
    let mut payload = base("block_actions", blanks);
    payload["container"] = json!({
        "type": "message", "message_ts": "1790000000.000100", "channel_id": "D0000000001", "is_ephemeral": false,
        "is_app_unfurl": false,
    });
    payload["channel"] = json!({ "id": "D0000000001", "name": "directmessage" });
    payload["message"] = json!({
        "type": "message", "user": company::BOT, "ts": "1790000000.000100", "text": message.text, "team": TEAM,
        "bot_id": BOT_ID, "app_id": APP, "blocks": message.blocks,
        "bot_profile": {
            "id": BOT_ID, "app_id": APP, "user_id": company::BOT, "name": "leadloop", "deleted": false, "updated": 0,
            "team_id": TEAM, "icons": { "image_36": "", "image_48": "", "image_72": "" },
        },
    });
    payload["state"] = json!({ "values": {} });
    payload["response_url"] = "https://hooks.slack.com/actions/T0LOAD000/1/abc".into();
    payload["actions"] = json!([{
        "type": "button", "action_id": "rate_leads", "block_id": "b1", "value": ask, "style": "primary",
        "text": { "type": "plain_text", "text": "Rate 5 leads", "emoji": true }, "action_ts": "1790000001.000200",
    }]);
    Ok(Stencil::of(&payload, blanks))
}

fn ask_message(
    blanks: &Blanks,
    now: Timestamp,
) -> anyhow::Result<leadloop::slack::views::kit::Message> {
    let today = now.to_zoned(jiff::tz::TimeZone::UTC);
    let title = |place: usize| LeadTitle::Company(format!("Nova Bouw {place}"));
    let ask = AskMessage {
        ask: company::ask(blanks.rep),
        name: "Sanne".to_owned(),
        came_in: (today.date(), today.date()),
        campaigns: (0..company::LEADS_PER_ASK)
            .map(|place| AskedCampaign {
                name: Some(format!("Webinar {place}: less paper on the building site")),
                leads: vec![title(place)],
            })
            .collect(),
        introduction: None,
        outcomes: Vec::new(),
        briefings: Vec::new(),
        deadline: today.checked_add(SignedDuration::from_hours(96))?,
        shows_names: true,
        other_language: None,
    };
    Ok(ask.message(Language::English))
}

/// A change of the first question in the rating window that `view` opened.
pub(crate) fn first_answer(blanks: &Blanks, view: &Value) -> anyhow::Result<Stencil> {
    let block = input(view, "pick_follow_up")?;
    let mut payload = base("block_actions", blanks);
    let view = on_screen(blanks, view);
    payload["container"] = json!({ "type": "view", "view_id": view["id"] });
    payload["view"] = view;
    payload["actions"] = json!([{
        "type": "radio_buttons", "action_id": "pick_follow_up", "block_id": block["block_id"],
        "selected_option": chosen(block), "action_ts": "1790000001.000200",
    }]);
    Ok(Stencil::of(&payload, blanks))
}

/// "Save and next" in the rating window that `view` opened, with every question answered.
pub(crate) fn submission(blanks: &Blanks, view: &Value) -> anyhow::Result<Stencil> {
    let mut payload = base("view_submission", blanks);
    payload["view"] = on_screen(blanks, view);
    payload["response_urls"] = json!([]);
    input(view, "pick_verdict")?;
    Ok(Stencil::of(&payload, blanks))
}

fn input<'v>(view: &'v Value, action: &str) -> anyhow::Result<&'v Value> {
    inputs(view)
        .find(|block| block["element"]["action_id"] == action)
        .with_context(|| format!("the window has no {action}"))
}

fn inputs(view: &Value) -> impl Iterator<Item = &Value> {
    let blocks = view["blocks"].as_array().into_iter().flatten();
    blocks.filter(|block| block["type"] == "input")
}

/// What is chosen: accepted, so that no reason is asked; a contact, and the middle of each scale.
fn chosen(block: &Value) -> Value {
    let options = &block["element"]["options"];
    let is_verdict = block["element"]["action_id"] == "pick_verdict";
    let middle = options.get(2).filter(|_| !is_verdict);
    middle.unwrap_or(&options[0]).clone()
}

/// The view object of a payload: what was opened, and what is chosen in it.
fn on_screen(blanks: &Blanks, opened: &Value) -> Value {
    let mut values = serde_json::Map::new();
    for block in inputs(opened) {
        let (block_id, action) = (&block["block_id"], &block["element"]["action_id"]);
        let value = match block["element"]["type"].as_str() {
            Some("radio_buttons") => {
                json!({ "type": "radio_buttons", "selected_option": chosen(block) })
            }
            Some("checkboxes") => json!({ "type": "checkboxes", "selected_options": [] }),
            _ => {
                json!({ "type": "plain_text_input", "value": "They call back in May, and sounded keen" })
            }
        };
        let (block_id, action) = (block_id.as_str(), action.as_str());
        values.insert(
            block_id.unwrap_or_default().to_owned(),
            json!({ action.unwrap_or_default(): value }),
        );
    }
    let mut view = opened.clone();
    let (id, hash) = (
        &blanks.values[Blank::View as usize],
        &blanks.values[Blank::Hash as usize],
    );
    view["id"] = json!(id);
    view["hash"] = json!(hash);
    view["root_view_id"] = json!(id);
    view["previous_view_id"] = Value::Null;
    view["private_metadata"] = json!(blanks.values[Blank::Window as usize]);
    view["state"] = json!({ "values": values });
    for (name, value) in [
        ("team_id", TEAM),
        ("app_installed_team_id", TEAM),
        ("app_id", APP),
        ("bot_id", BOT_ID),
        ("external_id", ""),
    ] {
        view[name] = value.into();
    }
    view["clear_on_close"] = false.into();
    view
}
