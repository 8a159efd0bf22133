//! A briefing in its channel and thread, as a draft, to its owner, and in windows.

use jiff::civil::date;

use super::{Shown, Size, at, november};
use crate::domain::briefing::{BriefingContent, Field, Forecast, Opinion, Place};
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::language::Language;
use crate::slack::views::briefing_draft::{BriefingDraft, DraftState, RemarkView};
use crate::slack::views::briefing_owner::{
    BriefingOwner, ReplyView, Reviewed, Whereabouts, not_read,
};
use crate::slack::views::briefing_post::{BriefingPost, Heard, ReadCount};
use crate::slack::views::briefing_question::QuestionView;
use crate::slack::views::briefing_thread::{BriefingDetails, BriefingEdited, QuestionAsked};
use crate::slack::views::kit::Message;
use crate::slack::views::leads::said;
use crate::slack::views::rating::BriefingView;
use crate::slack::views::tell::briefing_held_back;

pub(in super::super) fn content(size: Size) -> BriefingContent {
    let objections = "too expensive → the check is free\nno time → it takes 30 minutes";
    let link = match size {
        Size::Story => "https://fabrikam.example/webinar".to_owned(),
        Size::Longest => format!("https://fabrikam.example/{}", "a".repeat(900)),
    };
    BriefingContent {
        goal: size.text("20 first talks with heads of operations in food", 120),
        for_whom: size.text("heads of operations, food, 50–500 people, NL/BE", 300),
        not_for: size.text("one plant, students, IT", 200),
        promise: size.text("a 30-minute planning check, free", 300),
        starts_on: Some(november(3)),
        ends_on: Some(november(27)),
        places: match size {
            Size::Story => vec![Place::Webinar, Place::LinkedIn],
            Size::Longest => Place::ALL.to_vec(),
        },
        expected_leads: Some(size.number(40, 100_000)),
        forecast: Some(Forecast {
            accepted_of_ten: 5,
            warm_of_ten: 2,
            cold_of_ten: 3,
        }),
        objections: size.text(objections, 1_000),
        first_contact_days: Some(2),
        opening: size.text("Which plant eats most of your planning time?", 300),
        links: vec![link],
        questions_to: Some(MemberId::new("UMARIEKE")),
    }
}

pub(super) fn post(size: Size) -> BriefingPost {
    let changes = vec![
        size.text("students taken out", 200),
        size.text("price answer added", 200),
    ];
    BriefingPost {
        campaign: CampaignId::new("c1"),
        name: size.text("Autumn webinar: planning three plants without Excel", 80),
        by: size.option("Marieke", 80),
        content: content(size),
        read: ReadCount { read: 7, of: 9 },
        heard: Heard {
            people: 2,
            changes: size.rows(changes, 20),
        },
        closed_on: None,
    }
}

fn reviewed(size: Size) -> Vec<Reviewed> {
    let one = |id: &str, name: &str, opinion| Reviewed {
        member: MemberId::new(id),
        name: size.text(name, 80),
        opinion,
        remark: None,
        reply: None,
    };
    let sanne = Reviewed {
        remark: size.option("These are students.", 200),
        reply: size.option("students taken out", 200).map(|it| (it, true)),
        ..one("USANNE", "Sanne", Some(Opinion::WrongAudience))
    };
    let joris = Reviewed {
        remark: size.option("What does it cost?", 200),
        ..one("UJORIS", "Joris", Some(Opinion::NeedsMore))
    };
    let priya = one("UPRIYA", "Priya", Some(Opinion::WouldCall));
    let tom = one("UTOM", "Tom", None);
    size.rows(vec![tom, priya, joris, sanne], 20)
}

fn to_owner(size: Size, whereabouts: Whereabouts) -> BriefingOwner {
    BriefingOwner {
        campaign: CampaignId::new("c1"),
        name: size.text("Autumn webinar", 80),
        whereabouts,
        channels: size.rows(vec![ChannelId::new("C1"), ChannelId::new("C2")], 30),
        read: ReadCount { read: 7, of: 9 },
        days_late: None,
        reviews: reviewed(size),
    }
}

fn messages(size: Size, language: Language) -> Vec<(&'static str, Message)> {
    let whole = content(size);
    let closed = BriefingPost {
        closed_on: Some(date(2026, 12, 1)),
        ..post(size)
    };
    let bare = BriefingPost {
        by: None,
        content: BriefingContent {
            places: Vec::new(),
            ends_on: None,
            expected_leads: None,
            objections: String::new(),
            first_contact_days: None,
            opening: String::new(),
            links: Vec::new(),
            ..content(size)
        },
        read: ReadCount::default(),
        heard: Heard::default(),
        ..post(size)
    };
    let edited = BriefingEdited {
        fields: match size {
            Size::Story => &[Field::ForWhom, Field::Accepted, Field::Links],
            Size::Longest => Field::ALL,
        },
        content: &BriefingContent {
            links: Vec::new(),
            ..content(size)
        },
        questions_to: size.option("Marieke", 80),
    }
    .message(language);
    let question = QuestionAsked {
        asked_by: size.text("Priya", 80),
        question: size.text("Does it work for dairy?", 300),
        to: Some(MemberId::new("UMARIEKE")),
    };
    let draft = |state, opinion, reply| BriefingDraft {
        post: BriefingPost {
            read: ReadCount::default(),
            heard: Heard::default(),
            ..post(size)
        },
        state,
        opinion,
        remark: opinion.and_then(|_| size.option("These are students.", 200)),
        reply,
    };
    let said = Some(Opinion::WrongAudience);
    let reply = Some((size.text("students taken out", 200), true));
    let late = BriefingOwner {
        days_late: Some(4),
        ..to_owner(size, Whereabouts::Posted(at(november(2), 9)))
    };
    let mut shown = vec![
        ("briefing-posted", post(size).message(language)),
        ("briefing-posted-bare", bare.message(language)),
        ("briefing-closed", closed.message(language)),
        ("briefing-edited", edited),
        ("briefing-question", question.message(language)),
        (
            "briefing-draft",
            draft(DraftState::Open, None, None).message(language),
        ),
        (
            "briefing-draft-said",
            draft(DraftState::Open, said, reply.clone()).message(language),
        ),
        (
            "briefing-draft-posted",
            draft(DraftState::Posted, said, reply).message(language),
        ),
        (
            "briefing-draft-closed",
            draft(DraftState::Closed, None, None).message(language),
        ),
        (
            "briefing-owner-review",
            to_owner(size, Whereabouts::InReview).message(language),
        ),
        (
            "briefing-owner-scheduled",
            to_owner(size, Whereabouts::Scheduled(at(november(3), 9))).message(language),
        ),
        (
            "briefing-owner-held-back",
            to_owner(size, Whereabouts::HeldBack).message(language),
        ),
        (
            "briefing-owner-not-decided",
            to_owner(size, Whereabouts::NotDecided).message(language),
        ),
        ("briefing-owner-posted", late.message(language)),
        (
            "briefing-owner-closed",
            to_owner(size, Whereabouts::Closed(date(2026, 12, 1))).message(language),
        ),
        (
            "briefing-held-back",
            briefing_held_back(language, &size.text("Autumn webinar", 80)),
        ),
    ];
    let details = BriefingDetails { content: &whole }.message(language);
    shown.extend(details.map(|it| ("briefing-details", it)));
    shown
}

pub(super) fn briefings(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let shown = messages(size, language).into_iter();
    let mut shown: Vec<_> = shown.map(|(name, it)| (name, Shown::Message(it))).collect();
    let whole = content(size);
    let nothing = BriefingContent::default();
    let seen = BriefingView {
        metadata: "c1".to_owned(),
        name: size.text("Autumn webinar", 80),
        goal: None,
        not_for: None,
        posted: Some(content(size)),
        owner: size.option("Marieke", 80),
    };
    let remark = RemarkView {
        campaign: CampaignId::new("c1"),
        name: size.text("Autumn webinar", 80),
        opinion: Opinion::NeedsMore,
        remark: size.option("What does it cost?", 200),
    };
    let [answered, open] = [0, 1].map(|back| {
        let mut reviewed = reviewed(Size::Story);
        reviewed.reverse();
        ReplyView {
            campaign: CampaignId::new("c1"),
            reviewed: reviewed.remove(back),
        }
    });
    let question = QuestionView {
        campaign: CampaignId::new("c1"),
        channel: ChannelId::new("C1"),
    };
    let names = size.rows(vec![size.text("Joris", 80), size.text("Priya", 80)], 200);
    let view = |it| Shown::View(it);
    shown.extend([
        ("briefing-seen", view(seen.view(language))),
        (
            "briefing-more",
            view(BriefingDetails { content: &whole }.view(language)),
        ),
        (
            "briefing-no-more",
            view(BriefingDetails { content: &nothing }.view(language)),
        ),
        ("briefing-ask", view(question.view(language))),
        ("briefing-remark", view(remark.view(language))),
        ("briefing-reply", view(open.view(language))),
        ("briefing-reply-again", view(answered.view(language))),
        (
            "briefing-not-read",
            view(said(language, &not_read(language, &names))),
        ),
        (
            "briefing-all-read",
            view(said(language, &not_read(language, &[]))),
        ),
    ]);
    shown
}
