//! What a round's figures know of its campaigns' briefings: whether there was one in time, and what
//! marketing expected, held against what sales found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::briefing::Forecast;
use super::figures::{CHANGE_MIN, CampaignFigures, SPLIT_MIN};
use super::ids::CampaignId;

/// A campaign's posted briefing, as it was when the round closed. Dates are those of the loop's home zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenBriefing {
    /// The date on which it was first posted.
    pub posted_on: Date,
    /// It was posted since the loop's figures were last frozen: only then is it told that it was late.
    #[serde(default)]
    pub is_new: bool,
    /// How many days the campaign's first lead came before it; none when it did not.
    #[serde(default)]
    pub days_late: Option<u32>,
    /// What marketing expected.
    #[serde(default)]
    pub forecast: Option<FrozenForecast>,
}

/// What marketing expected when the round closed, and what it had expected before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenForecast {
    /// What.
    #[serde(flatten)]
    pub forecast: Forecast,
    /// The date on which it was made.
    pub made_on: Date,
    /// What it was before, oldest first.
    #[serde(default)]
    pub earlier: Vec<EarlierForecast>,
}

/// A forecast that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierForecast {
    /// What it was.
    #[serde(flatten)]
    pub forecast: Forecast,
    /// The date on which it was changed.
    pub until: Date,
}

impl FrozenForecast {
    /// The shares of ten that one number of the forecast had before, oldest first, each with the date until
    /// which it had it; a change of the other numbers is none of this one.
    #[must_use]
    pub fn was(&self, number: fn(&Forecast) -> u8) -> Vec<(u8, Date)> {
        let mut was: Vec<(u8, Date)> = Vec::new();
        for earlier in &self.earlier {
            let of_ten = number(&earlier.forecast);
            match was.last_mut() {
                Some(last) if last.0 == of_ten => last.1 = earlier.until,
                _ => was.push((of_ten, earlier.until)),
            }
        }
        if was.last().is_some_and(|it| it.0 == number(&self.forecast)) {
            was.pop();
        }
        was
    }
}

/// How what was found lies to what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Within two in ten.
    Agreed,
    /// Further apart.
    Differs,
    /// Fewer than [`CHANGE_MIN`]: not called either.
    TooFew,
}

impl Agreement {
    /// Of so many found among n, against a share of ten.
    #[must_use]
    pub fn of(found: u32, n: u32, expected_of_ten: u8) -> Self {
        let (found, expected) = (found * 10, u32::from(expected_of_ten) * n);
        match n < CHANGE_MIN {
            true => Self::TooFew,
            false if found.abs_diff(expected) < 2 * n => Self::Agreed,
            false => Self::Differs,
        }
    }
}

/// Expected against found of one campaign, where both may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted<'a> {
    /// What was expected.
    pub forecast: &'a FrozenForecast,
    /// Accepted.
    pub accepted: u32,
    /// With a verdict.
    pub decided: u32,
}

impl Accepted<'_> {
    /// How the two lie to each other.
    #[must_use]
    pub fn agreement(&self) -> Agreement {
        let expected = self.forecast.forecast.accepted_of_ten;
        Agreement::of(self.accepted, self.decided, expected)
    }
}

impl CampaignFigures {
    /// What marketing expected of it.
    #[must_use]
    pub fn forecast(&self) -> Option<&FrozenForecast> {
        self.briefing.as_ref()?.forecast.as_ref()
    }

    /// Accepted as expected and as found: none without a forecast, or from fewer than three verdicts of three
    /// people.
    #[must_use]
    pub fn accepted_against_expected(&self) -> Option<Accepted<'_>> {
        let decided = self.verdicts.decided();
        let may_be_shown =
            self.can_be_shown() && decided >= SPLIT_MIN && self.decided_raters >= SPLIT_MIN;
        let forecast = self.forecast().filter(|_| may_be_shown)?;
        Some(Accepted {
            forecast,
            accepted: self.verdicts.accepted,
            decided,
        })
    }

    /// What was expected of how warm they are, where what was found may be shown beside it.
    #[must_use]
    pub fn warmth_expected(&self) -> Option<&FrozenForecast> {
        let may_be_shown = self.can_be_shown() && self.warmth.can_be_shown();
        self.forecast().filter(|_| may_be_shown)
    }

    /// How many days its first lead came before its briefing, in the round in which that is news.
    #[must_use]
    pub fn days_late(&self) -> Option<u32> {
        let briefing = self.briefing.as_ref().filter(|it| it.is_new)?;
        briefing.days_late
    }
}

/// Warm, lukewarm and cold out of ten as whole leads out of n: the largest parts are rounded up first, so
/// that they add up.
#[must_use]
pub fn expected_warmth(forecast: Forecast, n: u32) -> [u32; 3] {
    let of_ten = [
        forecast.warm_of_ten,
        forecast.lukewarm_of_ten(),
        forecast.cold_of_ten,
    ]
    .map(u32::from);
    let mut whole = of_ten.map(|share| share * n / 10);
    let mut places = [0, 1, 2];
    places.sort_by_key(|place| std::cmp::Reverse(of_ten[*place] * n % 10));
    let left = n.saturating_sub(whole.iter().sum());
    for place in places.into_iter().take(left as usize) {
        whole[place] += 1;
    }
    whole
}

/// What a digest says of what marketing does with what reps said, of one campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Its name when the digest went out.
    pub campaign: String,
    /// Where it is.
    pub state: SaidState,
}

/// You said → we did: how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SaidState {
    /// Done, since the digest before.
    Done {
        /// In marketing's words.
        answer: String,
        /// When, in the loop's home zone.
        on: Date,
    },
    /// Promised in an earlier round, and not done yet.
    Promised {
        /// In marketing's words.
        answer: String,
    },
    /// This round's numbers wait for an answer.
    Open {
        /// Until when one is hoped for.
        due: Date,
        /// The round's before got none either.
        again: bool,
    },
    /// The numbers of the round before got no answer, and there are no new ones.
    Unanswered,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn forecast(accepted: u8, warm: u8, cold: u8) -> Forecast {
        Forecast {
            accepted_of_ten: accepted,
            warm_of_ten: warm,
            cold_of_ten: cold,
        }
    }

    #[test]
    fn whole_leads_add_up() {
        let of = |n| expected_warmth(forecast(5, 2, 3), n);
        assert_eq!(of(10), [2, 5, 3]);
        assert_eq!(of(13), [3, 6, 4]);
        assert_eq!(of(3), [1, 1, 1]);
        assert_eq!(of(0), [0, 0, 0]);
        for n in 0..200 {
            let whole = expected_warmth(forecast(0, 3, 3), n);
            assert_eq!(whole.iter().sum::<u32>(), n);
        }
    }

    #[test]
    fn under_ten_nothing_is_called_agreement() {
        assert_eq!(Agreement::of(8, 15, 5), Agreement::Agreed);
        assert_eq!(Agreement::of(3, 10, 5), Agreement::Differs);
        assert_eq!(Agreement::of(3, 9, 5), Agreement::TooFew);
    }

    #[test]
    fn only_a_change_of_the_number_itself_is_told() {
        let earlier = |accepted, warm, day| EarlierForecast {
            forecast: forecast(accepted, warm, 1),
            until: date(2026, 11, day),
        };
        let frozen = FrozenForecast {
            forecast: forecast(6, 3, 1),
            made_on: date(2026, 11, 14),
            earlier: vec![earlier(5, 2, 10), earlier(5, 3, 12), earlier(6, 4, 14)],
        };
        let accepted = frozen.was(|it| it.accepted_of_ten);
        assert_eq!(accepted, [(5, date(2026, 11, 12))]);
        let warm = frozen.was(|it| it.warm_of_ten);
        let days = [10, 12, 14].map(|day| date(2026, 11, day));
        assert_eq!(warm, [(2, days[0]), (3, days[1]), (4, days[2])]);
        assert_eq!(frozen.was(|it| it.cold_of_ten), []);
    }
}
