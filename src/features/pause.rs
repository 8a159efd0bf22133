//! Leave: stored as "away until", never why. Only about oneself.

use futures_util::FutureExt as _;
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan as _};

use super::refusal::{self, Outcome, Refusal};
use super::{wake, who};
use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::working_time::{local_date, local_instant};
use crate::store::Tenant;

/// The longest pause; what is further ahead is a slip of the finger.
const PAUSE_MAX_YEARS: i64 = 1;

/// Pauses somebody until a date, from the start of that day where they live. An ask that was on its way
/// comes on the first working day back if that is before half of its window, else not at all; one that
/// is open can be answered, and brings no reminder.
///
/// # Errors
/// When the database fails.
pub async fn pause_until(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    date: Date,
) -> Outcome<Timestamp> {
    let input = (tenant.clone(), member.clone(), date, app.now());
    refusal::write(app, input, |tx, (tenant, member, date, now)| {
        async move {
            let mut person = who::known(tx, tenant, member).await?;
            let zone = person.time_zone();
            let today = local_date(*now, &zone);
            if *date <= today || *date > today.saturating_add(PAUSE_MAX_YEARS.years()) {
                return Err(Refusal::NotWithinAYear.into());
            }
            let until = local_instant(*date, Time::midnight(), &zone);
            let is_shorter = person.away_until.is_some_and(|before| until < before);
            person.away_until = Some(until);
            tx.save_member_choices(tenant, &person).await?;
            if is_shorter {
                wake::asks_of_one_who_is_back(tx, tenant, member, *now).await?;
            } else {
                wake::pending_asks(tx, tenant, member, *now).await?;
            }
            Ok(until)
        }
        .boxed()
    })
    .await
}

/// Ends somebody's pause now. An ask that they would have missed by it comes after all, if there is time.
///
/// # Errors
/// When the database fails.
pub async fn end_pause(app: &App, tenant: &Tenant, member: &MemberId) -> Outcome<()> {
    let input = (tenant.clone(), member.clone(), app.now());
    refusal::write(app, input, |tx, (tenant, member, now)| {
        async move {
            let mut person = who::known(tx, tenant, member).await?;
            if person.away_until.take().is_some() {
                tx.save_member_choices(tenant, &person).await?;
                wake::asks_of_one_who_is_back(tx, tenant, member, *now).await?;
            }
            Ok(())
        }
        .boxed()
    })
    .await
}
