//! The middle of a digest: per campaign, why rejected, where the teams disagree, the trend, what was done; or
//! the plain list that stands for all of it under four reps.

use jiff::civil::Date;

use super::digest::{Charts, Digest, Parts};
use super::figures::{campaign_lines, campaign_name};
use super::forecast::{accepted_of_campaign, warmth_differs};
use super::{digest_charts, kit, words};
use crate::domain::figures::{ListedLead, ROWS_MAX};
use crate::domain::figures_briefing::{Said, SaidState};
use crate::domain::figures_headline::{RatedCampaigns, rated_campaigns};
use crate::domain::language::Language;
use crate::domain::rating::Verdict;
use crate::slack::ids::ActionId;
use crate::texts::{commas, dates, t};

/// Campaigns that one sentence names.
const NAMED_MAX: usize = 5;

impl Digest<'_> {
    pub(super) fn statistics(&self, language: Language, parts: &mut Parts) {
        let campaigns = rated_campaigns(self.figures);
        self.campaigns(language, &campaigns, parts);
        self.reasons(language, parts);
        self.expectations(language, parts);
        self.trend(language, parts);
    }

    fn campaigns(&self, language: Language, campaigns: &RatedCampaigns<'_>, parts: &mut Parts) {
        let shown: Vec<_> = campaigns.shown.iter().copied().take(ROWS_MAX).collect();
        let title = t!(
            language,
            "digest-table-caption",
            number = self.figures.number
        );
        let lines: Vec<String> = shown
            .iter()
            .map(|row| {
                let name = campaign_name(language, row);
                let figures = campaign_lines(language, row).join(" ");
                t!(
                    language,
                    "digest-campaign-line",
                    name = name,
                    figures = figures
                )
            })
            .collect();
        match self.charts {
            _ if shown.is_empty() => {}
            Charts::Plain => parts.lines(&title, &lines),
            Charts::Native => {
                parts.text.push(format!("{title}\n{}", lines.join("\n")));
                parts
                    .blocks
                    .extend(digest_charts::verdicts(language, &shown));
                parts
                    .blocks
                    .push(digest_charts::table(language, &title, &shown));
            }
        }
        if campaigns.others > 0 {
            let key = match shown.is_empty() {
                true => "digest-campaigns-too-few",
                false => "digest-other-campaigns",
            };
            parts.both(&t!(
                language,
                key,
                count = campaigns.others,
                rated = campaigns.others_rated
            ));
        }
        let more = campaigns.shown.len().saturating_sub(ROWS_MAX);
        if more > 0 {
            let text = t!(language, "digest-more-campaigns", count = more);
            parts.blocks.push(kit::section_with(
                &text,
                kit::button(
                    &t!(language, "digest-show"),
                    ActionId::MoreCampaigns,
                    self.round.as_str(),
                ),
            ));
            parts.text.push(text);
        }
    }

    fn reasons(&self, language: Language, parts: &mut Parts) {
        let figures = self.figures;
        if figures.reasons.is_empty() {
            return;
        }
        let counts: Vec<String> = figures
            .reasons
            .iter()
            .map(|row| {
                let reason = words::reason(language, row.reason);
                match &row.all_of {
                    Some(campaign) => t!(
                        language,
                        "figure-reason-all-of",
                        reason = reason,
                        count = row.count,
                        campaign = campaign.as_str()
                    ),
                    None => t!(
                        language,
                        "figure-reason",
                        reason = reason,
                        count = row.count
                    ),
                }
            })
            .collect();
        parts.titled(
            &t!(
                language,
                "digest-why-rejected",
                count = figures.verdicts.rejected
            ),
            &t!(language, "figure-reasons", reasons = counts.join("; ")),
        );
    }

    fn expectations(&self, language: Language, parts: &mut Parts) {
        let shown = self.figures.campaigns.iter().take(ROWS_MAX);
        let sentences: Vec<String> = shown
            .flat_map(|row| {
                let accepted = accepted_of_campaign(language, row);
                accepted.into_iter().chain(warmth_differs(language, row))
            })
            .collect();
        if !sentences.is_empty() {
            parts.titled(&t!(language, "digest-disagree"), &sentences.join(" "));
        }
    }

    fn trend(&self, language: Language, parts: &mut Parts) {
        let figures = self.figures;
        let points: Vec<_> = figures
            .trend
            .iter()
            .filter(|point| point.can_be_drawn())
            .collect();
        if points.len() >= 2 {
            let title = t!(language, "digest-trend", rounds = points.len());
            let lines = digest_charts::trend_lines(language, &points);
            match self.charts {
                Charts::Plain => parts.lines(&title, &lines),
                Charts::Native => {
                    parts.text.push(format!("{title}\n{}", lines.join("\n")));
                    parts
                        .blocks
                        .push(digest_charts::trend(language, &title, &points));
                }
            }
        }
        let thin = figures.trend.len() - points.len();
        let left_out = figures.trend_left_out as usize + thin;
        if points.len() >= 2 && left_out > 0 {
            let text = t!(language, "digest-trend-left-out", count = left_out);
            parts.blocks.push(kit::context(&text));
            parts.text.push(text);
        }
    }

    pub(super) fn list(&self, language: Language, parts: &mut Parts) {
        let lines: Vec<String> = self
            .figures
            .list
            .iter()
            .take(ROWS_MAX)
            .map(|lead| listed(language, lead))
            .collect();
        if lines.is_empty() {
            return;
        }
        parts.lines(&t!(language, "digest-list"), &lines);
        let more = self.figures.list.len().saturating_sub(ROWS_MAX);
        if more > 0 {
            let text = t!(language, "digest-more-leads", count = more);
            let button = kit::button(&text, ActionId::MoreRated, self.round.as_str());
            parts.blocks.push(kit::actions(vec![button]));
            parts.text.push(text);
        }
    }

    /// You said → we did: what was done and promised, this round's answers, what is open.
    pub(super) fn answers(&self, language: Language, parts: &mut Parts) {
        let said = &self.figures.said;
        let done = said.iter().filter_map(|it| done_line(language, it));
        let answers = self.figures.campaigns.iter().filter_map(|row| {
            let answer = row.owner_answer.as_deref()?;
            Some(t!(
                language,
                "digest-owner-answer",
                campaign = campaign_name(language, row),
                answer = answer
            ))
        });
        let mut lines: Vec<String> = answers.chain(done).collect();
        let more = lines.len().saturating_sub(ROWS_MAX);
        lines.truncate(ROWS_MAX);
        if more > 0 {
            lines.push(t!(language, "digest-more-answers", count = more));
        }
        lines.extend(open_line(language, said));
        lines.extend(unanswered_line(language, said));
        if !lines.is_empty() {
            parts.lines(&t!(language, "digest-said-done"), &lines);
        }
    }
}

/// What was done, or is promised.
fn done_line(language: Language, said: &Said) -> Option<String> {
    let campaign = said.campaign.as_str();
    match &said.state {
        SaidState::Done { answer, on } => Some(t!(
            language,
            "digest-done",
            campaign = campaign,
            what = answer.as_str(),
            date = dates::day_month(language, *on)
        )),
        SaidState::Promised { answer } => Some(t!(
            language,
            "digest-promised",
            campaign = campaign,
            what = answer.as_str()
        )),
        SaidState::Open { .. } | SaidState::Unanswered => None,
    }
}

/// "Open: Pricing guide, answer due Thursday 26 November."
fn open_line(language: Language, said: &[Said]) -> Option<String> {
    let open: Vec<(&str, Date)> = said
        .iter()
        .filter_map(|it| match it.state {
            SaidState::Open { due, .. } => Some((it.campaign.as_str(), due)),
            _ => None,
        })
        .collect();
    let (_, due) = open.first()?;
    let names: Vec<&str> = open.iter().map(|(name, _)| *name).collect();
    Some(t!(
        language,
        "digest-open-answers",
        count = names.len(),
        campaigns = some_of(language, &names),
        date = dates::day(language, *due)
    ))
}

/// Campaigns whose last numbers got no answer, said kindly: their subject is the campaign.
fn unanswered_line(language: Language, said: &[Said]) -> Option<String> {
    let names: Vec<&str> = said
        .iter()
        .filter(|it| {
            matches!(
                it.state,
                SaidState::Unanswered | SaidState::Open { again: true, .. }
            )
        })
        .map(|it| it.campaign.as_str())
        .collect();
    (!names.is_empty()).then(|| {
        t!(
            language,
            "digest-unanswered",
            campaigns = some_of(language, &names)
        )
    })
}

/// The first names, and how many more there are.
fn some_of(language: Language, names: &[&str]) -> String {
    let more = names.len().saturating_sub(NAMED_MAX);
    let mut named: Vec<String> = names
        .iter()
        .take(NAMED_MAX)
        .map(|name| (*name).to_owned())
        .collect();
    if more > 0 {
        named.push(t!(language, "digest-more-leads", count = more));
    }
    commas(&named)
}

/// A rated lead in a line.
pub(super) fn listed(language: Language, lead: &ListedLead) -> String {
    let outcome = match (lead.judged.verdict, lead.judged.reason) {
        (Verdict::Rejected, Some(reason)) => t!(
            language,
            "record-rejected",
            reason = words::reason(language, reason)
        ),
        (verdict, _) => words::verdict(language, verdict),
    };
    let campaign = lead
        .campaign
        .clone()
        .unwrap_or_else(|| t!(language, "campaign-none"));
    t!(
        language,
        "digest-listed",
        lead = lead.title.as_str(),
        campaign = campaign,
        outcome = outcome
    )
}
