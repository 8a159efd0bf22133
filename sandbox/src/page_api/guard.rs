//! Keeps other sites in the browser, and other machines, from acting in the sandbox.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::core::Core;

pub(crate) async fn only_this_machine(
    State(core): State<Arc<Core>>,
    request: Request,
    next: Next,
) -> Response {
    match check(core.port, request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(reason) => (StatusCode::FORBIDDEN, reason).into_response(),
    }
}

/// Like [`only_this_machine`], for a page whose form a browser posts.
pub(crate) async fn from_here_only(
    State(core): State<Arc<Core>>,
    request: Request,
    next: Next,
) -> Response {
    match check_address(core.port, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(reason) => (StatusCode::FORBIDDEN, reason).into_response(),
    }
}

fn check(port: u16, method: &Method, headers: &HeaderMap) -> Result<(), &'static str> {
    check_address(port, headers)?;
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/json"));
    if *method == Method::POST && !is_json {
        return Err("a POST must be application/json");
    }
    Ok(())
}

fn check_address(port: u16, headers: &HeaderMap) -> Result<(), &'static str> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let names = ["127.0.0.1", "localhost", "[::1]"];
    if !names
        .iter()
        .any(|name| host == format!("{name}:{port}") || (port == 80 && host == *name))
    {
        return Err("the sandbox answers to its own machine only");
    }
    if text(header::ORIGIN).is_some_and(|origin| origin != format!("http://{host}")) {
        return Err("another site can't act here");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .filter_map(|(name, value)| {
                Some((
                    name.parse::<header::HeaderName>().ok()?,
                    value.parse().ok()?,
                ))
            })
            .collect()
    }

    #[test]
    fn other_sites_and_machines_stay_outside() {
        let json = ("content-type", "application/json");
        let here = ("host", "127.0.0.1:3900");
        let get = |pairs: &[_]| check(3900, &Method::GET, &headers(pairs)).is_ok();
        let post = |pairs: &[_]| check(3900, &Method::POST, &headers(pairs)).is_ok();
        assert!(
            get(&[here])
                && post(&[here, json])
                && post(&[here, json, ("origin", "http://127.0.0.1:3900")])
        );
        assert!(!get(&[("host", "evil.example:3900")]));
        assert!(!get(&[("host", "127.0.0.1:1")]));
        assert!(!post(&[here, json, ("origin", "http://evil.example")]));
        assert!(!post(&[here, ("content-type", "text/plain")]));
    }
}
