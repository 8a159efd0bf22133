//! "Not my lead", and "give it an owner": a lead goes to a colleague's next ask, or to nobody.

use futures_util::FutureExt as _;
use jiff::Timestamp;

use super::own_teams::may_pass_on_of;
use super::refusal::{Outcome, Refusal, Stop, Thing, write};
use super::take_out::{Leaving, leave, take_out};
use super::who::{actor, actor_with_teams, can_take_leads};
use crate::app::App;
use crate::domain::ask::{AskState, AskedState};
use crate::domain::ids::{AskId, LeadId, MemberId, WindowId};
use crate::domain::lead::{OwnerFrom, Whose};
use crate::domain::permission::{Action, may};
use crate::store::{AskedRow, Tenant, Tx};

/// A lead on its way to somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassOn {
    /// The lead.
    pub lead_id: LeadId,
    /// The ask from which its rep passes it on; none when it is given an owner from elsewhere.
    pub ask_id: Option<AskId>,
    /// The colleague whose next ask it goes to; none for the leads without owner.
    pub to: Option<MemberId>,
    /// Whose it is as far as its rep knows: read by whoever gives it an owner, while it has none.
    pub whose: Option<Whose>,
}

/// Passes a lead on. It stays in the queue, nothing is rated, and the hand-over wins over later imports
/// until the CRM's owner changes. Saying it twice changes nothing.
///
/// Refused as [`Thing::Rep`] when the colleague can't be asked: gone, a guest, or in sales in no loop.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn pass_on_lead(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    pass: PassOn,
) -> Outcome<()> {
    let input = (tenant.clone(), member.clone(), pass, app.now());
    write(app, input, |tx, (tenant, member, pass, now)| {
        pass_on(tx, tenant, member, pass, *now).boxed()
    })
    .await
}

/// Passes on a lead that a rating window shows. Refused as [`Thing::Ask`] when the window is gone.
///
/// # Errors
/// When the database fails. A refusal is a value.
pub async fn from_window(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    window: &WindowId,
    lead_id: &LeadId,
    to: Option<MemberId>,
    whose: Whose,
) -> Outcome<()> {
    let input = (
        tenant.clone(),
        member.clone(),
        window.clone(),
        lead_id.clone(),
        to,
        whose,
        app.now(),
    );
    write(
        app,
        input,
        |tx, (tenant, member, window, lead_id, to, whose, now)| {
            async move {
                let window = tx.window(tenant, window).await?;
                let window = window.filter(|it| it.member_id == *member);
                let window = window.ok_or(Refusal::Unknown(Thing::Ask))?;
                let pass = PassOn {
                    lead_id: lead_id.clone(),
                    ask_id: Some(window.ask_id),
                    to: to.clone(),
                    whose: Some(*whose),
                };
                pass_on(tx, tenant, member, &pass, *now).await
            }
            .boxed()
        },
    )
    .await
}

async fn pass_on(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    pass: &PassOn,
    now: Timestamp,
) -> Result<(), Stop> {
    let asked = own_asked(tx, tenant, member, pass).await?;
    let Some(mut lead) = tx.lead(tenant, &pass.lead_id).await? else {
        return Err(Refusal::Unknown(Thing::Lead).into());
    };
    let owns_it = lead.lead.owner_id.as_ref() == Some(member);
    if asked.is_none() {
        let actor = actor_with_teams(tx, tenant, member).await?;
        if owns_it {
            may(&actor, &Action::PassOn { is_own: true })?;
        } else {
            may_pass_on_of(tx, tenant, &actor, lead.lead.owner_id.as_ref()).await?;
        }
    }
    if let Some(to) = &pass.to {
        can_take_leads(tx, tenant, to).await?;
    }
    if let Some(asked) = &asked
        && asked.asked.state != AskedState::Open
        && !owns_it
    {
        // Passed on before, or given to somebody else meanwhile: there is nothing left of it here.
        return Ok(());
    }
    let is_to_oneself = pass.to.as_ref() == Some(member);
    if lead.lead.owner_id == pass.to && (asked.is_none() || is_to_oneself) {
        return Ok(());
    }
    if lead.lead.owner_id != pass.to {
        lead.lead.owner_id.clone_from(&pass.to);
        lead.lead.owner_from = OwnerFrom::HandOver;
        lead.passed_on_as = pass.whose.filter(|_| pass.to.is_none());
        tx.save_lead(tenant, &lead).await?;
    }
    if let Some(asked) = asked.filter(|it| it.asked.state == AskedState::Open) {
        let leaving = Leaving::PassedOn(pass.to.clone());
        leave(tx, tenant, &asked.asked.ask_id, &pass.lead_id, leaving, now).await?;
    }
    // Whatever ask it still waits in is not the new owner's.
    take_out(tx, tenant, &pass.lead_id, now).await?;
    Ok(())
}

/// The lead's place in the ask from which its rep passes it on.
async fn own_asked(
    tx: &mut Tx,
    tenant: &Tenant,
    member: &MemberId,
    pass: &PassOn,
) -> Result<Option<AskedRow>, Stop> {
    let Some(ask_id) = &pass.ask_id else {
        return Ok(None);
    };
    let Some(row) = tx.ask(tenant, ask_id).await? else {
        return Err(Refusal::Unknown(Thing::Ask).into());
    };
    may(
        &actor(tx, tenant, member).await?,
        &Action::Answer {
            is_own: row.ask.member_id == *member,
        },
    )?;
    if row.ask.state == AskState::Pending {
        return Err(Refusal::Unknown(Thing::Ask).into());
    }
    let asked = tx.asked_leads(tenant, ask_id).await?;
    let asked = asked
        .into_iter()
        .find(|it| it.asked.lead_id == pass.lead_id);
    asked.map_or_else(
        || Err(Refusal::Unknown(Thing::Lead).into()),
        |it| Ok(Some(it)),
    )
}
