//! What a rep is asked about, told by examples and by rules that hold for any queue.

use jiff::SignedDuration;
use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn at(hours: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
}

const NOW: i64 = 1_000;

/// A ripe lead of a campaign that wants no contact.
fn lead(id: &str) -> Candidate {
    Candidate {
        lead_id: LeadId::new(id),
        company_key: None,
        campaign_id: Some(CampaignId::new("webinar")),
        came_in_at: at(0),
        ripens_at: at(48),
        acted_on: false,
        has_contact: false,
        last: None,
        times_asked: 0,
        rounds_not_reached: 0,
        rests_until: None,
        done: None,
        in_open_ask: false,
        age_working_days: 10,
        first_contact_days: None,
        campaign_answers: 0,
        is_from_sales: false,
        campaign_room: None,
        waited_alone: false,
    }
}

fn said(verdict: Verdict, follow_up: FollowUp) -> Option<LastAnswer> {
    Some(LastAnswer {
        is_owners: true,
        verdict,
        follow_up,
    })
}

fn asked(filled: &Filled) -> Vec<&str> {
    filled
        .cards
        .iter()
        .map(|card| card.lead_id.as_str())
        .collect()
}

#[rstest]
#[case(Candidate { done: Some(DoneReason::Outcome), ..lead("x") }, NotAsked::Done(DoneReason::Outcome))]
#[case(Candidate { in_open_ask: true, ..lead("x") }, NotAsked::InOpenAsk)]
#[case(Candidate { times_asked: 3, ..lead("x") }, NotAsked::AskedThreeTimes)]
#[case(Candidate { rounds_not_reached: 2, ..lead("x") }, NotAsked::NotReachedTwice)]
#[case(Candidate { rests_until: Some(at(NOW + 1)), ..lead("x") }, NotAsked::RestingUntil(at(NOW + 1)))]
#[case(Candidate { ripens_at: at(NOW + 1), ..lead("x") }, NotAsked::RipensAt(at(NOW + 1)))]
#[case(lead("x"), NotAsked::Alone)]
fn a_lead_that_is_not_asked_has_its_reason(#[case] only: Candidate, #[case] reason: NotAsked) {
    let filled = fill(&[only], 5, LoneLead::Waits, at(NOW));
    assert_eq!(filled.cards, []);
    assert_eq!(filled.why, [(LeadId::new("x"), reason)]);
}

#[rstest]
#[case(None, None, false)]
#[case(Some(FollowUp::Called), None, true)]
#[case(Some(FollowUp::Called), said(Verdict::Open, FollowUp::Nothing), true)]
#[case(Some(FollowUp::Tried), said(Verdict::Open, FollowUp::Mailed), true)]
#[case(Some(FollowUp::Tried), said(Verdict::Open, FollowUp::Tried), false)]
fn a_contact_is_one_by_the_crm_or_the_last_answer(
    #[case] by_crm: Option<FollowUp>,
    #[case] last: Option<LastAnswer>,
    #[case] is_contact: bool,
) {
    assert_eq!(has_contact(by_crm, last), is_contact);
}

#[test]
fn one_lead_alone_waits_one_round_only() {
    let waited = Candidate {
        waited_alone: true,
        ..lead("x")
    };
    assert_eq!(asked(&fill(&[waited], 5, LoneLead::Waits, at(NOW))), ["x"]);
}

#[test]
fn a_lead_the_rep_did_something_with_is_ripe_at_once() {
    let fresh = Candidate {
        ripens_at: at(NOW + 40),
        acted_on: true,
        ..lead("fresh")
    };
    assert_eq!(
        asked(&fill(&[fresh, lead("old")], 5, LoneLead::Waits, at(NOW))).len(),
        2
    );
}

#[test]
fn the_order_of_the_queue_decides_who_is_asked_under_the_cap() {
    let queue = [
        Candidate {
            campaign_id: None,
            ..lead("5 rest")
        },
        Candidate {
            campaign_id: Some(CampaignId::new("fair")),
            campaign_answers: 9,
            ..lead("4 many answers")
        },
        Candidate {
            campaign_id: Some(CampaignId::new("guide")),
            ..lead("3 few answers")
        },
        Candidate {
            first_contact_days: Some(9),
            ..lead("2 waits too long")
        },
        Candidate {
            last: said(Verdict::Open, FollowUp::Called),
            campaign_id: Some(CampaignId::new("mail")),
            ..lead("1 could not say")
        },
    ];
    for cap in 1..=5 {
        let filled = fill(&queue, cap, LoneLead::Waits, at(NOW));
        let places: Vec<_> = asked(&filled).iter().map(|id| id[..1].to_owned()).collect();
        assert_eq!(places.concat(), "12345"[..cap]);
        assert_eq!(filled.left_waiting as usize, 5 - cap);
    }
}

#[test]
fn what_is_more_than_enough_of_a_campaign_keeps_its_turn() {
    let of_webinar = |id, hours| Candidate {
        came_in_at: at(hours),
        campaign_room: Some(1),
        ..lead(id)
    };
    let queue = [
        of_webinar("a", 1),
        of_webinar("b", 2),
        Candidate {
            campaign_id: Some(CampaignId::new("guide")),
            campaign_answers: 9,
            ..lead("c")
        },
        of_webinar("d", 3),
    ];
    let filled = fill(&queue, 5, LoneLead::Waits, at(NOW));
    assert_eq!(asked(&filled), ["a", "c"]);
    let enough = |id| (LeadId::new(id), NotAsked::EnoughOfCampaign);
    assert_eq!(filled.why, [enough("b"), enough("d")]);
    assert_eq!(
        filled.held_back,
        BTreeMap::from([(CampaignId::new("webinar"), 2)])
    );
    assert_eq!(filled.left_waiting, 0, "the cap leaves nothing waiting");
}

#[test]
fn no_lead_is_forgotten_because_enough_others_are_asked_about() {
    let full = |id| Candidate {
        campaign_room: Some(0),
        ..lead(id)
    };
    let queue = [
        Candidate {
            last: said(Verdict::Open, FollowUp::Called),
            ..full("could not say")
        },
        Candidate {
            first_contact_days: Some(9),
            ..full("waits too long")
        },
        Candidate {
            last: said(Verdict::Accepted, FollowUp::Tried),
            ..full("only the contact is lacking")
        },
        full("may wait"),
    ];
    let filled = fill(&queue, 5, LoneLead::Waits, at(NOW));
    let not = (LeadId::new("may wait"), NotAsked::EnoughOfCampaign);
    assert_eq!((filled.cards.len(), filled.why), (3, vec![not]));
}

#[test]
fn one_lead_that_stands_for_others_is_not_alone() {
    let full = |id| Candidate {
        campaign_room: Some(1),
        ..lead(id)
    };
    let filled = fill(&[full("a"), full("b")], 5, LoneLead::Waits, at(NOW));
    assert_eq!(asked(&filled), ["a"]);
}

#[test]
fn accepted_without_contact_comes_back_with_the_follow_up_question_only() {
    let accepted = Candidate {
        last: said(Verdict::Accepted, FollowUp::Tried),
        ..lead("a")
    };
    let filled = fill(&[accepted, lead("b")], 5, LoneLead::Waits, at(NOW));
    let forms: Vec<_> = filled.cards.iter().map(|card| card.form).collect();
    assert_eq!(forms, [AskedForm::FollowUpOnly, AskedForm::Full]);
}

#[test]
fn people_of_one_company_share_a_card_that_counts_once() {
    let of_nova = |id| Candidate {
        company_key: Some("nova bouw".to_owned()),
        ..lead(id)
    };
    let filled = fill(
        &[of_nova("a"), lead("b"), of_nova("c"), of_nova("d")],
        1,
        LoneLead::Waits,
        at(NOW),
    );
    assert_eq!(asked(&filled), ["a"]);
    assert_eq!(filled.cards[0].with, [LeadId::new("c"), LeadId::new("d")]);
    assert_eq!(filled.why, [(LeadId::new("b"), NotAsked::OverTheCap)]);
}

#[test]
fn the_window_keeps_campaigns_together_the_best_card_first() {
    let of = |id, campaign: &str, hours| Candidate {
        campaign_id: Some(CampaignId::new(campaign)),
        came_in_at: at(hours),
        ..lead(id)
    };
    let queue = [of("a", "fair", 1), of("b", "guide", 2), of("c", "fair", 3)];
    assert_eq!(
        asked(&fill(&queue, 5, LoneLead::Waits, at(NOW))),
        ["a", "c", "b"]
    );
}

prop_compose! {
    fn any_lead()(
        id in 0u32..1_000_000,
        company in prop::option::of("[ab]"),
        campaign in prop::option::of("[xyz]"),
        hours in 0i64..1_200,
        last in prop::option::of((0usize..4, 0usize..6)),
        times_asked in 0u16..5,
        days in prop::option::of(0u8..5),
        answers in 0u32..20,
        flags in any::<(bool, bool)>(),
    ) -> Candidate {
        Candidate {
            company_key: company,
            campaign_id: campaign.map(CampaignId::new),
            came_in_at: at(hours),
            ripens_at: at(hours + 48),
            last: last.map(|(v, f)| LastAnswer {
                is_owners: true,
                verdict: Verdict::ALL[v],
                follow_up: FollowUp::ALL[f],
            }),
            times_asked,
            first_contact_days: days,
            campaign_answers: answers,
            acted_on: flags.0,
            in_open_ask: flags.1,
            ..lead(&id.to_string())
        }
    }
}

proptest! {
    #[test]
    fn a_campaign_gets_its_room_and_what_cannot_wait(
        queue in prop::collection::vec(any_lead(), 0..25),
        room in 0u32..6,
    ) {
        let mut queue = queue;
        queue.sort_by(|a, b| a.lead_id.cmp(&b.lead_id));
        queue.dedup_by(|a, b| a.lead_id == b.lead_id);
        let unlimited = fill(&queue, 100, LoneLead::IsAsked, at(NOW));
        for lead in &mut queue {
            lead.company_key = None;
            lead.campaign_room = Some(room);
        }
        let filled = fill(&queue, 100, LoneLead::IsAsked, at(NOW));
        let held_back: u32 = filled.held_back.values().sum();
        let leads = |filled: &Filled| -> usize {
            filled.cards.iter().map(|card| 1 + card.with.len()).sum()
        };
        prop_assert_eq!(leads(&filled) + held_back as usize, leads(&unlimited));
        for campaign in ["x", "y", "z"].map(CampaignId::new) {
            let of = queue.iter().filter(|it| it.campaign_id.as_ref() == Some(&campaign));
            let is_asked = |it: &&Candidate| {
                filled.cards.iter().any(|card| card.lead_id == it.lead_id)
            };
            let may_wait = of.filter(is_asked).filter(|it| it.can_be_held_back()).count();
            prop_assert!(may_wait <= room as usize);
        }
    }

    #[test]
    fn every_lead_is_asked_or_has_a_reason(
        queue in prop::collection::vec(any_lead(), 0..25),
        cap in 0usize..8,
        rooms in prop::array::uniform3(prop::option::of(0u32..6)),
    ) {
        let mut queue = queue;
        for lead in &mut queue {
            let room = |campaign: &CampaignId| {
                let place = ["x", "y", "z"].iter().position(|it| *it == campaign.as_str());
                rooms[place.unwrap_or_default()]
            };
            lead.campaign_room = lead.campaign_id.as_ref().and_then(room);
        }
        queue.sort_by(|a, b| a.lead_id.cmp(&b.lead_id));
        queue.dedup_by(|a, b| a.lead_id == b.lead_id);
        let filled = fill(&queue, cap, LoneLead::Waits, at(NOW));
        prop_assert!(filled.cards.len() <= cap);
        let mut seen: Vec<_> = filled.why.iter().map(|(id, _)| id.clone()).collect();
        for card in &filled.cards {
            seen.push(card.lead_id.clone());
            seen.extend(card.with.iter().cloned());
        }
        seen.sort();
        let all: Vec<_> = queue.iter().map(|lead| lead.lead_id.clone()).collect();
        prop_assert_eq!(seen, all);

        queue.reverse();
        prop_assert_eq!(fill(&queue, cap, LoneLead::Waits, at(NOW)).cards, filled.cards);
    }
}
