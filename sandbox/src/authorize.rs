//! `/oauth/v2/authorize`: where a person allows an app to be installed.
//!
//! Source: <https://docs.slack.dev/authentication/installing-with-oauth>

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;

use crate::{core::Core, model::Model, page_api::from_here_only};

pub(crate) fn routes(core: Arc<Core>) -> Router<Arc<Core>> {
    Router::new()
        .route("/oauth/v2/authorize", get(ask).post(decide))
        .layer(middleware::from_fn_with_state(core, from_here_only))
}

/// What an app puts into the address of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    client_id: String,
    scope: String,
    redirect_uri: Option<String>,
    state: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Decision {
    #[serde(flatten)]
    wanted: Wanted,
    /// Who decides; left out, an admin.
    #[serde(rename = "as")]
    user: Option<String>,
    /// `cancel`, or anything else.
    #[serde(default)]
    decision: String,
}

/// Why the page can't send anybody anywhere.
fn check(model: &Model, wanted: &Wanted) -> Result<(String, Vec<String>), &'static str> {
    if wanted.client_id != model.app.client_id {
        return Err("invalid_client_id: no app has this client id");
    }
    let scopes: Vec<_> = wanted
        .scope
        .split([',', ' '])
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect();
    if scopes.is_empty() {
        return Err("no_scopes: the address asks for no bot scope");
    }
    let known = &model.app.redirect_urls;
    match &wanted.redirect_uri {
        Some(uri) if uri.contains('#') => Err("bad_redirect_uri: it has a fragment"),
        Some(uri) if known.is_empty() || known.iter().any(|known| is_below(uri, known)) => {
            Ok((uri.clone(), scopes))
        }
        Some(_) => Err("bad_redirect_uri: it is none of the app's redirect URLs, nor below one"),
        None => known
            .first()
            .map(|uri| (uri.clone(), scopes))
            .ok_or("bad_redirect_uri: the address names none, and the app has none"),
    }
}

/// Whether an address is a configured one or a path below it.
fn is_below(uri: &str, known: &str) -> bool {
    let path = uri.split('?').next().unwrap_or_default();
    uri == known || path == known || path.starts_with(&format!("{}/", known.trim_end_matches('/')))
}

async fn ask(State(core): State<Arc<Core>>, Query(wanted): Query<Wanted>) -> Response {
    let page =
        core.read(|model| check(model, &wanted).map(|(_, scopes)| page(model, &wanted, &scopes)));
    match page {
        Ok(page) => shown(StatusCode::OK, page),
        Err(reason) => refused(reason),
    }
}

async fn decide(State(core): State<Arc<Core>>, Form(decision): Form<Decision>) -> Response {
    let now = core.now();
    let Decision {
        wanted,
        user,
        decision,
    } = decision;
    let target = core.write(|model| {
        let (uri, scopes) = check(model, &wanted)?;
        let answer = if decision == "cancel" {
            ("error", "access_denied".to_owned())
        } else {
            let user = user
                .filter(|user| model.users.contains_key(user))
                .unwrap_or_else(|| installer(model));
            let code = model.grant(scopes, wanted.redirect_uri.clone(), user, now);
            ("code", code)
        };
        let state = wanted.state.clone().unwrap_or_default();
        let query = serde_urlencoded::to_string([(answer.0, answer.1), ("state", state)])
            .unwrap_or_default();
        let sign = if uri.contains('?') { '&' } else { '?' };
        Ok(format!("{uri}{sign}{query}"))
    });
    match target {
        Ok(target) => (StatusCode::FOUND, Redirect::to(&target)).into_response(),
        Err(reason) => refused(reason),
    }
}

/// Who installs when nobody is named: an admin, or else anybody.
fn installer(model: &Model) -> String {
    let people = || model.users.values().filter(|user| !user.is_bot);
    people()
        .find(|user| user.is_owner || user.is_admin)
        .or_else(|| people().next())
        .map(|user| user.id.clone())
        .unwrap_or_default()
}

fn page(model: &Model, wanted: &Wanted, scopes: &[String]) -> String {
    let app = escaped(&model.app.name);
    let team = escaped(&model.team.name);
    let items: String = scopes
        .iter()
        .map(|scope| format!("<li><code>{}</code></li>", escaped(scope)))
        .collect();
    let first = installer(model);
    let people: String = model
        .users
        .values()
        .filter(|user| !user.is_bot && !user.deleted && user.id != "USLACKBOT")
        .map(|user| {
            let chosen = if user.id == first { " selected" } else { "" };
            let name = escaped(user.shown_name());
            format!(
                "<option value=\"{}\"{chosen}>{name}</option>",
                escaped(&user.id)
            )
        })
        .collect();
    let hidden: String = [
        ("client_id", Some(&wanted.client_id)),
        ("scope", Some(&wanted.scope)),
        ("redirect_uri", wanted.redirect_uri.as_ref()),
        ("state", wanted.state.as_ref()),
    ]
    .into_iter()
    .filter_map(|(name, value)| {
        let value = escaped(value?);
        Some(format!(
            "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"
        ))
    })
    .collect();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Install {app}</title>\
         <main><h1>{app} wants to be installed in {team}</h1><p>It asks for:</p><ul>{items}</ul>\
         <form method=\"post\">{hidden}<p><label>Install as <select name=\"as\">{people}</select></label></p>\
         <p><button name=\"decision\" value=\"allow\">Allow</button> \
         <button name=\"decision\" value=\"cancel\">Cancel</button></p></form></main></html>"
    )
}

fn refused(reason: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not installed</title>\
         <main><h1>This app can't be installed so</h1><p>{}</p></main></html>",
        escaped(reason)
    );
    shown(StatusCode::BAD_REQUEST, page)
}

fn shown(status: StatusCode, page: String) -> Response {
    let mut response = (status, Html(page)).into_response();
    // Browsers hold the redirect after the form against the policy too, and apps are anywhere.
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; form-action http: https:; frame-ancestors 'none'",
        ),
    );
    response
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
