//! Results that come home: in a campaign's thread, to its owner, to those who said it, to marketing.

use super::digests::{figures, listed};
use super::{Shown, Size, at, lead, november};
use crate::domain::figures::CampaignFigures;
use crate::domain::ids::{CampaignId, MemberId, RoundId};
use crate::domain::language::Language;
use crate::domain::rating::Reason;
use crate::slack::views::campaign_owner::{
    OwnerAnswerView, OwnerNumbers, TickedComment, TickedReason,
};
use crate::slack::views::campaign_results::{CampaignResults, Change};
use crate::slack::views::digest::Charts;
use crate::slack::views::nothing_came_back::{NothingCameBack, Waiting};
use crate::slack::views::you_said::{OwnWords, YouSaid};

/// What marketing changes.
pub(super) fn change(size: Size, done_on: Option<jiff::civil::Date>) -> Change {
    Change {
        answer: size.text("Students go out this week.", 200),
        done_on,
    }
}

fn in_thread(size: Size, figures: &CampaignFigures) -> CampaignResults<'_> {
    CampaignResults {
        round: RoundId::new("r14"),
        number: 14,
        loop_name: size.text("Benelux", 60),
        campaign: CampaignId::new("c2"),
        figures,
        list: None,
        owner: Some(MemberId::new("UMARIEKE")),
        change: None,
        takes_answer: true,
        charts: Charts::Native,
    }
}

fn comments(size: Size) -> Vec<TickedComment> {
    let texts = [
        ("A thesis, not a purchase.", true),
        (
            "Wants a price for three plants before the end of the year, else it goes to the next budget.",
            false,
        ),
    ];
    let of = |(place, (text, is_ticked)): (usize, (&str, bool))| TickedComment {
        lead: lead(place),
        text: size.text(text, 500),
        is_ticked,
    };
    let story = texts.into_iter().enumerate().map(of).collect();
    let mut rows = size.rows(story, 45);
    for (place, row) in rows.iter_mut().enumerate() {
        row.lead = lead(place);
    }
    rows
}

pub(in super::super) fn answer_form(size: Size) -> OwnerAnswerView {
    let all = [
        Reason::NotABuyer,
        Reason::Person,
        Reason::Company,
        Reason::NoNeed,
        Reason::SomeoneElse,
        Reason::Known,
        Reason::Data,
        Reason::Other,
    ];
    let reasons = all.into_iter().take(size.number(2, 8) as usize);
    OwnerAnswerView {
        metadata: "r14:c2".to_owned(),
        campaign: size.text("Pricing guide", 80),
        answer: size.option("Students go out this week.", 200),
        comments: comments(size),
        reasons: reasons
            .enumerate()
            .map(|(place, reason)| TickedReason {
                reason,
                count: 4,
                is_ticked: place == 0,
            })
            .collect(),
    }
}

fn you_said(size: Size) -> YouSaid {
    let of = |title: &str, reason, comment| OwnWords {
        lead: size.crm(title),
        reason,
        comment,
    };
    YouSaid {
        campaign: size.text("Pricing guide", 80),
        said: size.rows(
            vec![
                of("Helder IT", Some(Reason::NotABuyer), None),
                of(
                    "Oostwal",
                    None,
                    size.option("A thesis, not a purchase.", 500),
                ),
            ],
            30,
        ),
        owner: size.option("Marieke", 80),
        change: change(size, None),
    }
}

fn nothing_came_back(size: Size) -> NothingCameBack {
    let of = |name: &str, lacks_owner| Waiting {
        campaign: CampaignId::new(name),
        name: size.text(name, 80),
        rated: 11,
        lacks_owner,
    };
    NothingCameBack {
        round: RoundId::new("r14"),
        loop_name: size.text("Benelux", 60),
        campaigns: size.rows(
            vec![of("Autumn webinar", false), of("Pricing guide", true)],
            30,
        ),
    }
}

pub(super) fn results(size: Size, language: Language) -> Vec<(&'static str, Shown)> {
    let round = figures(size);
    let (webinar, guide) = (&round.campaigns[0], &round.campaigns[1]);
    let message = |results: CampaignResults<'_>| Shown::Message(results.message(language));
    let few = CampaignFigures {
        raters: 2,
        ..webinar.clone()
    };
    let numbers = OwnerNumbers {
        round: RoundId::new("r14"),
        number: 14,
        loop_name: size.text("Benelux", 60),
        campaign: CampaignId::new("c2"),
        figures: webinar,
        may_see_names: true,
        digest_at: at(november(24), 9),
        is_published: true,
        takes_answer: true,
        change: Some(change(size, Some(november(27)))),
    };
    let no_longer = YouSaid {
        said: Vec::new(),
        owner: None,
        change: change(size, Some(november(27))),
        ..you_said(size)
    };
    let without_ticks = OwnerAnswerView {
        comments: Vec::new(),
        reasons: Vec::new(),
        answer: None,
        ..answer_form(size)
    };
    vec![
        ("results-in-thread", message(in_thread(size, webinar))),
        (
            "results-in-thread-plain",
            message(CampaignResults {
                charts: Charts::Plain,
                change: Some(change(size, None)),
                ..in_thread(size, guide)
            }),
        ),
        (
            "results-in-thread-too-few",
            message(CampaignResults {
                owner: None,
                ..in_thread(size, &few)
            }),
        ),
        (
            "results-in-thread-few-reps",
            message(CampaignResults {
                list: Some(listed(size)),
                ..in_thread(size, webinar)
            }),
        ),
        (
            "results-in-thread-done",
            message(CampaignResults {
                change: Some(change(size, Some(november(27)))),
                takes_answer: false,
                ..in_thread(size, guide)
            }),
        ),
        (
            "owner-numbers-published",
            Shown::Message(numbers.message(language)),
        ),
        (
            "owner-answer",
            Shown::View(answer_form(size).view(language)),
        ),
        (
            "owner-answer-no-ticks",
            Shown::View(without_ticks.view(language)),
        ),
        ("you-said", Shown::Message(you_said(size).message(language))),
        (
            "you-said-no-longer",
            Shown::Message(no_longer.message(language)),
        ),
        (
            "nothing-came-back",
            Shown::Message(nothing_came_back(size).message(language)),
        ),
    ]
}
