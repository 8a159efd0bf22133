//! The database and the workspace that a command works on.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use futures_util::FutureExt as _;
use leadloop::app::App;
use leadloop::bells::Bells;
use leadloop::clock::SystemClock;
use leadloop::config::{Settings, environment};
use leadloop::store::{self, Store, Tenant};
use secrecy::{ExposeSecret as _, SecretString};

/// The database's address, as the environment has it.
pub(super) fn url() -> anyhow::Result<SecretString> {
    Ok(Settings::database_url(environment)?)
}

/// The file of a SQLite database; none for PostgreSQL and a database in memory.
pub(super) fn sqlite_file(url: &SecretString) -> Option<PathBuf> {
    store::sqlite_file(url.expose_secret())
}

/// Opens the database that is there; a command that reads or adds makes no new one by mistake, and changes
/// no table under a leadloop that runs.
pub(super) async fn open() -> anyhow::Result<App> {
    let url = existing_url()?;
    let bells = Bells::default();
    let store = Store::open_as_it_is(url.expose_secret(), bells.clone())
        .await
        .context("the database can't be opened")?;
    Ok(App {
        store,
        clock: Arc::new(SystemClock),
        bells,
    })
}

/// Opens the database that is there, whatever version its tables are of.
pub(super) async fn open_to_copy() -> anyhow::Result<Store> {
    Store::open_of_any_version(existing_url()?.expose_secret(), Bells::default())
        .await
        .context("the database can't be opened")
}

fn existing_url() -> anyhow::Result<SecretString> {
    let url = url()?;
    if let Some(file) = sqlite_file(&url)
        && !file.exists()
    {
        bail!(
            "there is no database at {}: start `leadloop serve` once, or set DATABASE_URL to where it is",
            file.display()
        );
    }
    Ok(url)
}

/// The workspace to work on: the one named, or the only one.
pub(super) async fn tenant(app: &App, wanted: Option<&str>) -> anyhow::Result<Tenant> {
    let workspaces = app.store.read((), |tx, ()| tx.workspaces().boxed()).await?;
    let known: Vec<String> = workspaces
        .iter()
        .map(|(_, it)| format!("{} ({})", it.id, it.name))
        .collect();
    let known = known.join(", ");
    match (wanted, workspaces.as_slice()) {
        (_, []) => bail!(
            "leadloop knows no workspace yet: start `leadloop serve` once, it learns the workspace and its people"
        ),
        (None, [(tenant, _)]) => Ok(tenant.clone()),
        (None, _) => bail!("there are several workspaces; say which with --workspace: {known}"),
        (Some(wanted), all) => all
            .iter()
            .find(|(_, it)| it.id.as_str() == wanted)
            .map(|(tenant, _)| tenant.clone())
            .with_context(|| format!("there is no workspace {wanted}; there is {known}")),
    }
}
