//! The campaigns' briefings as they are when a round closes: whether they came in time, and what marketing
//! expected.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::figures_briefing::{EarlierForecast, FrozenBriefing, FrozenForecast};
use crate::domain::ids::CampaignId;
use crate::domain::working_time::local_date;
use crate::store::{ForecastRow, StoreError, Tenant, Tx};

/// When the loop's figures were last frozen, and where its dates are those of.
pub(super) struct Since<'a> {
    pub(super) home: &'a TimeZone,
    pub(super) at: Timestamp,
}

/// The posted ones of these campaigns' briefings.
pub(super) async fn frozen(
    tx: &mut Tx,
    tenant: &Tenant,
    campaigns: &[CampaignId],
    since: &Since<'_>,
) -> Result<HashMap<CampaignId, FrozenBriefing>, StoreError> {
    let briefings = tx.briefings_of(tenant, campaigns).await?;
    let first_leads = tx.first_leads(tenant, campaigns).await?;
    let mut frozen = HashMap::new();
    for briefing in briefings {
        let Some(posted_at) = briefing.posted_at else {
            continue;
        };
        let campaign = briefing.campaign_id;
        let posted_on = local_date(posted_at, since.home);
        let days_late = first_leads.get(&campaign).and_then(|came_in| {
            let days = (posted_on - local_date(*came_in, since.home)).get_days();
            u32::try_from(days).ok().filter(|days| *days > 0)
        });
        let made = tx.forecasts(tenant, &campaign).await?;
        let of_campaign = FrozenBriefing {
            posted_on,
            is_new: posted_at >= since.at,
            days_late,
            forecast: forecast(&made, since.home),
        };
        frozen.insert(campaign, of_campaign);
    }
    Ok(frozen)
}

/// The last of what was expected, with the rest as what it was before.
fn forecast(made: &[ForecastRow], home: &TimeZone) -> Option<FrozenForecast> {
    let (last, _) = made.split_last()?;
    let earlier = made.iter().zip(made.iter().skip(1));
    Some(FrozenForecast {
        forecast: last.forecast,
        made_on: local_date(last.made_at, home),
        earlier: earlier
            .map(|(was, next)| EarlierForecast {
                forecast: was.forecast,
                until: local_date(next.made_at, home),
            })
            .collect(),
    })
}
