//! Keeps what somebody filled in while a form of more than one view is open.

use futures_util::FutureExt as _;
use serde_json::Value;

use crate::app::{App, fresh_id};
use crate::domain::ids::MemberId;
use crate::store::{StoreError, Tenant};

/// Keeps a form; gives the id under which [`kept`] finds it for this person.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    content: Value,
) -> Result<String, StoreError> {
    let now = app.now();
    let id = fresh_id(now);
    let input = (tenant.clone(), id.clone(), member.clone(), content, now);
    app.store
        .write(input, |tx, (tenant, id, member, content, now)| {
            tx.keep_form(tenant, id, member, content, *now).boxed()
        })
        .await?;
    Ok(id)
}

/// The form of this id, if it is this person's.
///
/// # Errors
/// When the database fails.
pub async fn kept(
    app: &App,
    tenant: &Tenant,
    member: &MemberId,
    id: &str,
) -> Result<Option<Value>, StoreError> {
    let input = (tenant.clone(), id.to_owned(), member.clone());
    app.store
        .read(input, |tx, (tenant, id, member)| {
            tx.form(tenant, id, member).boxed()
        })
        .await
}
