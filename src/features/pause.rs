//! Leave: stored as "away until", never why. Only about oneself.

use futures_util::FutureExt as _;
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan as _};

use super::refusal::{self, Outcome, Refusal};
use super::{wake, who};
use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::member::Member;
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
            let before = who::known(tx, tenant, member).await?;
            let mut person = before.clone();
            let zone = person.time_zone();
            let today = local_date(*now, &zone);
            if *date <= today || *date > today.saturating_add(PAUSE_MAX_YEARS.years()) {
                return Err(Refusal::NotWithinAYear.into());
            }
            let until = local_instant(*date, Time::midnight(), &zone);
            person.paused_until = Some(until);
            tx.save_member_choices(tenant, &person).await?;
            wake::asks_after_leave_changed(tx, tenant, &before, &person, *now).await?;
            Ok(until)
        }
        .boxed()
    })
    .await
}

/// Ends somebody's pause now, and has them asked in spite of their Slack status while it stays as it is. An ask that they would have missed by it comes after all, if there is time.
///
/// # Errors
/// When the database fails.
pub async fn end_pause(app: &App, tenant: &Tenant, member: &MemberId) -> Outcome<()> {
    let input = (tenant.clone(), member.clone(), app.now());
    refusal::write(app, input, |tx, (tenant, member, now)| {
        async move {
            let before = who::known(tx, tenant, member).await?;
            let person = Member {
                paused_until: None,
                overrules_status: before.status_until.is_some(),
                ..before.clone()
            };
            if before != person {
                tx.save_member_choices(tenant, &person).await?;
                wake::asks_after_leave_changed(tx, tenant, &before, &person, *now).await?;
            }
            Ok(())
        }
        .boxed()
    })
    .await
}
