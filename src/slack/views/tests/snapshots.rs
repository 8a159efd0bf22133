//! Every view in both languages, as plain text; and a few as the JSON that Slack is sent.

use super::gallery::digests::{digest, figures};
use super::gallery::rating::window;
use super::gallery::{Shown, Size, everything, sheets};
use super::plain::sheet;
use crate::domain::figures_briefing::{Said, SaidState};
use crate::domain::ids::CampaignId;
use crate::domain::language::Language;
use crate::slack::views::digest::{Charts, Copy};

#[test]
fn everything_reads_as_it_should() {
    for language in Language::ALL {
        for (area, sheets) in sheets(Size::Story, language) {
            let sheets: Vec<String> = sheets
                .iter()
                .map(|(name, shown)| format!("=== {name} ===\n{}", sheet(shown)))
                .collect();
            let text = sheets.join("\n\n");
            assert!(!text.contains('⟦'), "{area}: {text}");
            insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
                insta::assert_snapshot!(format!("{area}.{}", language.code()), text);
            });
        }
    }
}

#[test]
fn the_window_and_the_digest_as_slack_gets_them() {
    let window = window(Size::Story).view(Language::English);
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_json_snapshot!("json-rating-window", window);
    });
    for (name, shown) in everything(Size::Story, Language::English) {
        if let ("digest-team-lead" | "ask", Shown::Message(message)) = (name, shown) {
            insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
                insta::assert_json_snapshot!(format!("json-{name}"), message.json());
            });
        }
    }
}

#[test]
fn a_lock_screen_shows_companies_and_no_people() {
    for language in Language::ALL {
        for (name, shown) in everything(Size::Story, language) {
            let Shown::Message(message) = shown else {
                continue;
            };
            let is_to_rep = ["ask", "reminder", "record"]
                .iter()
                .any(|start| name.starts_with(start));
            for person in ["Pim Kok", "Sanne", "Joris", "Excel"] {
                assert!(
                    !is_to_rep || !message.text.contains(person),
                    "{name}: {}",
                    message.text
                );
            }
        }
    }
}

#[test]
fn a_channel_sees_nobodys_name() {
    for language in Language::ALL {
        for (name, shown) in everything(Size::Story, language) {
            let Shown::Message(message) = &shown else {
                continue;
            };
            if name.starts_with("digest-channel") || name == "digest-details-channel" {
                let seen = sheet(&shown) + &message.text;
                assert!(!seen.contains("Joris"), "{name}: {seen}");
                assert!(!seen.contains("1 December"), "{name}: {seen}");
            }
        }
    }
}

#[test]
fn a_digest_says_how_many_answers_it_has_no_room_for() {
    let mut figures = figures(Size::Story);
    let promised = |number: usize| Said {
        campaign_id: CampaignId::new(format!("c{number}")),
        campaign: format!("Campaign {number}"),
        state: SaidState::Promised {
            answer: "Fewer small firms.".to_owned(),
        },
    };
    figures.said = (0..12).map(promised).collect();
    for (language, words) in [
        (Language::English, "Three more answers are not done yet"),
        (Language::Dutch, "Nog drie antwoorden zijn niet gedaan"),
    ] {
        let digest = digest(&figures, Copy::Channel, Charts::Plain).message(language);
        assert!(digest.text.contains(words), "{}", digest.text);
    }
}
