//! The middle of a digest: per campaign, why rejected, where the teams disagree, the trend, what was done; or
//! the plain list that stands for all of it under four reps.

use super::digest::{Charts, Digest, Parts};
use super::figures::{campaign_lines, campaign_name};
use super::{digest_charts, kit, words};
use crate::domain::figures::{ListedLead, ROWS_MAX};
use crate::domain::figures_headline::{RatedCampaigns, rated_campaigns};
use crate::domain::language::Language;
use crate::domain::rating::Verdict;
use crate::slack::ids::ActionId;
use crate::texts::t;

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
        let sentences: Vec<String> = self
            .expectations
            .iter()
            .filter(|one| one.decided > 0)
            .map(|one| {
                // Agreed while the accepted share is within two in ten of the expected one.
                let (found, expected) = (one.accepted * 10, one.expected_of_ten * one.decided);
                let key = if found.abs_diff(expected) < 2 * one.decided {
                    "digest-expected-agreed"
                } else {
                    "digest-expected-differs"
                };
                t!(
                    language,
                    key,
                    campaign = one.campaign.as_str(),
                    expected = one.expected_of_ten,
                    accepted = one.accepted,
                    decided = one.decided
                )
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

    pub(super) fn answers(&self, language: Language, parts: &mut Parts) {
        let mut lines: Vec<String> = self
            .done
            .iter()
            .map(|done| {
                t!(
                    language,
                    "digest-done",
                    campaign = done.campaign.as_str(),
                    what = done.what.as_str()
                )
            })
            .collect();
        lines.extend(self.figures.campaigns.iter().filter_map(|row| {
            let answer = row.owner_answer.as_deref()?;
            Some(t!(
                language,
                "digest-owner-answer",
                campaign = campaign_name(language, row),
                answer = answer
            ))
        }));
        lines.truncate(ROWS_MAX);
        if !lines.is_empty() {
            parts.lines(&t!(language, "digest-said-done"), &lines);
        }
    }
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
