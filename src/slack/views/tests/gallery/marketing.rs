//! The briefing form, unfinished briefings, campaigns and merging them.

use jiff::Timestamp;

use super::briefings::{content, post};
use super::{Shown, Size};
use crate::domain::briefing::{BriefingContent, BriefingState, Fault, Field, Page};
use crate::domain::campaign::CampaignState;
use crate::domain::ids::{CampaignId, ChannelId, MemberId};
use crate::domain::language::Language;
use crate::slack::views::briefing_form::{
    BriefingForm, BriefingPreview, FormError, FormPlace, PostWhen, TheirChange, WhenChosen,
    WhenField, errors, when_error,
};
use crate::slack::views::briefings::{Unfinished, UnfinishedBriefings};
use crate::slack::views::campaign::{CampaignForm, CampaignView, KnownCampaign};
use crate::slack::views::merge::{MergeTold, MergeView};

/// The longest id that leadloop makes.
const ID: &str = "0190a5a0-0000-7000-8000-0000000000c1";

fn place(page: Option<Page>) -> FormPlace {
    FormPlace {
        campaign: CampaignId::new(ID),
        is_open: false,
        page,
        revision: 12,
    }
}

fn campaigns(size: Size, story: usize, longest: usize) -> Vec<(CampaignId, String)> {
    let count = if size == Size::Story { story } else { longest };
    (0..count)
        .map(|number| {
            let id = format!("0190a5a0-0000-7000-8000-{number:012}");
            (CampaignId::new(id), size.text("Pricing guide", 80))
        })
        .collect()
}

pub(super) fn forms(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let page = |page: Page| BriefingForm {
        place: place(Some(page)),
        name: size.option("Autumn webinar", 80),
        campaigns: Vec::new(),
        content: content(size),
        is_posted: false,
        theirs: None,
    };
    let new = BriefingForm {
        place: FormPlace {
            is_open: true,
            revision: 0,
            ..place(Some(Page::Promise))
        },
        name: None,
        campaigns: campaigns(size, 2, 99),
        content: BriefingContent::default(),
        is_posted: false,
        theirs: None,
    };
    let of_many = BriefingForm {
        campaigns: campaigns(size, 100, 500),
        ..new.clone()
    };
    let fields = match size {
        Size::Story => vec![Field::Goal, Field::Places, Field::QuestionsTo],
        Size::Longest => Field::ALL.to_vec(),
    };
    let conflict = BriefingForm {
        is_posted: true,
        theirs: Some(TheirChange {
            by: size.option("Karin", 80),
            fields,
            content: content(size),
            questions_to: size.option("Marieke", 80),
        }),
        ..page(Page::Promise)
    };
    let by_somebody = BriefingForm {
        theirs: Some(TheirChange {
            by: None,
            fields: vec![Field::EndsOn],
            content: BriefingContent::default(),
            questions_to: None,
        }),
        ..page(Page::Request)
    };
    let all_wrong: Vec<FormError> = [
        (Field::Goal, Fault::Missing),
        (Field::ForWhom, Fault::TooLong(300)),
        (Field::StartsOn, Fault::Missing),
        (Field::EndsOn, Fault::EndsBeforeStart),
        (Field::ExpectedLeads, Fault::TooMany),
        (Field::Accepted, Fault::Missing),
        (Field::Cold, Fault::WarmAndColdOverTen),
        (Field::Links, Fault::NoHttps),
        (Field::QuestionsTo, Fault::Missing),
    ]
    .into_iter()
    .map(|(field, fault)| FormError::Field(field, fault))
    .collect();
    let unfinished = UnfinishedBriefings {
        briefings: campaigns(size, 3, 20)
            .into_iter()
            .zip(
                [
                    Unfinished::BeingWritten,
                    Unfinished::Ready,
                    Unfinished::WithColleagues,
                ]
                .into_iter()
                .cycle(),
            )
            .map(|((id, name), how_far)| (id, name, how_far))
            .collect(),
    };
    let mut shown = vec![
        ("brief-new", Shown::View(new.view(language))),
        ("brief-new-of-many", Shown::View(of_many.view(language))),
    ];
    for (name, it) in [
        ("brief-promise", Page::Promise),
        ("brief-expectation", Page::Expectation),
        ("brief-request", Page::Request),
    ] {
        shown.push((name, Shown::View(page(it).view(language))));
    }
    let wrong = errors(language, &place(Some(Page::Promise)), &all_wrong);
    let unnamed = [
        FormError::NoName,
        FormError::NameTaken,
        FormError::NameTooLong(80),
    ];
    shown.extend([
        ("brief-conflict", Shown::View(conflict.view(language))),
        ("brief-conflict-2", Shown::View(by_somebody.view(language))),
        ("brief-wrong", Shown::Answer(wrong)),
        ("briefs", Shown::View(unfinished.view(language))),
    ]);
    shown.extend(unnamed.map(|it| {
        let answer = errors(language, &place(Some(Page::Promise)), &[it]);
        ("brief-unnamed", Shown::Answer(answer))
    }));
    shown.extend(previews(size, language));
    shown
}

fn previews(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let ids = |count: usize| (0..count).map(|number| format!("U0{number:09}"));
    let most = if size == Size::Story { 2 } else { 10 };
    let preview = |when: PostWhen, edit: Option<Vec<Field>>| BriefingPreview {
        place: place(None),
        has_time: when == PostWhen::NotYet,
        post: post(size),
        post_language: language,
        edit,
        questions_to: size.option("Marieke", 80),
        chosen: WhenChosen {
            when,
            reviewers: ids(most).map(MemberId::new).collect(),
            at: Timestamp::from_second(1_763_000_000).ok(),
            channels: ids(most).map(ChannelId::new).collect(),
        },
    };
    let fields = match size {
        Size::Story => vec![Field::NotFor, Field::Accepted],
        Size::Longest => Field::ALL.to_vec(),
    };
    vec![
        (
            "brief-preview",
            Shown::View(preview(PostWhen::Review, None).view(language)),
        ),
        (
            "brief-preview-now",
            Shown::View(preview(PostWhen::Now, None).view(language)),
        ),
        (
            "brief-preview-at",
            Shown::View(preview(PostWhen::At, None).view(language)),
        ),
        (
            "brief-preview-not-yet",
            Shown::View(preview(PostWhen::NotYet, None).view(language)),
        ),
        (
            "brief-preview-edit",
            Shown::View(preview(PostWhen::Now, Some(fields)).view(language)),
        ),
        (
            "brief-preview-same",
            Shown::View(preview(PostWhen::Now, Some(Vec::new())).view(language)),
        ),
        (
            "brief-preview-wrong",
            Shown::Answer(when_error(WhenField::Channels, &size.text("No.", 4_000))),
        ),
    ]
}

pub(super) fn campaigns_shown(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let form = CampaignForm {
        name: size.text("Autumn webinar", 80),
        owner: Some(MemberId::new("UMARIEKE")),
        goal: size.option("20 first talks with heads of operations in food", 120),
        not_for: size.option("firms with one plant", 200),
        first_contact_days: Some(2),
    };
    let campaign = |state: CampaignState, briefing: Option<BriefingState>| CampaignView {
        metadata: format!("{ID}:2"),
        known: Some(KnownCampaign {
            id: CampaignId::new(ID),
            state,
            briefing,
        }),
        form: form.clone(),
    };
    let new = CampaignView {
        metadata: String::new(),
        known: None,
        form: CampaignForm {
            name: String::new(),
            owner: None,
            goal: None,
            not_for: None,
            first_contact_days: None,
        },
    };
    let merge = |told: Option<MergeTold>, story: usize| MergeView {
        from: (CampaignId::new(ID), size.text("Autum webinar", 80)),
        others: campaigns(size, story, 100),
        told,
    };
    let told = MergeTold {
        into: (
            CampaignId::new("0190a5a0-0000-7000-8000-000000000001"),
            size.text("Pricing guide", 80),
        ),
        leads: size.number(37, 20_000) as usize,
        in_both: size.number(5, 20_000) as usize,
        answers: size.number(12, 60_000),
        closes_briefing: Some(true),
    };
    let of_many = MergeView {
        others: campaigns(size, 101, 500),
        ..merge(Some(told.clone()), 2)
    };
    let alone = MergeView {
        others: Vec::new(),
        ..merge(None, 0)
    };
    let running = CampaignState::Running;
    vec![
        (
            "campaign",
            Shown::View(campaign(running, None).view(language)),
        ),
        ("campaign-new", Shown::View(new.view(language))),
        (
            "campaign-draft",
            Shown::View(campaign(CampaignState::Draft, None).view(language)),
        ),
        (
            "campaign-posted",
            Shown::View(campaign(running, Some(BriefingState::Posted)).view(language)),
        ),
        (
            "campaign-closed",
            Shown::View(
                campaign(CampaignState::Closed, Some(BriefingState::Closed)).view(language),
            ),
        ),
        ("merge", Shown::View(merge(None, 2).view(language))),
        (
            "merge-told",
            Shown::View(merge(Some(told), 2).view(language)),
        ),
        ("merge-of-many", Shown::View(of_many.view(language))),
        ("merge-alone", Shown::View(alone.view(language))),
    ]
}
