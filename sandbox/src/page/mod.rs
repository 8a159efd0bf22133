//! The page: a small Slack in the browser, in which one acts as any of the people.
//!
//! Its files are part of the program: nothing is built, nothing is fetched from elsewhere. They know the sandbox only
//! by the JSON of `page_api`, so whatever the page does, a script can do too. The page keeps nothing of the workspace:
//! what was read and who one acts as stay in the browser.

use axum::{
    Router,
    extract::Path,
    http::{HeaderName, StatusCode, header},
    response::IntoResponse,
    routing::get,
};

/// A file of the page.
struct Asset {
    name: &'static str,
    kind: &'static str,
    content: &'static str,
}

macro_rules! assets {
    ($($name:literal: $kind:expr),* $(,)?) => {
        &[$(Asset { name: $name, kind: $kind, content: include_str!(concat!("assets/", $name)) }),*]
    };
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

static ASSETS: &[Asset] = assets![
    "app.js": SCRIPT,
    "blocks.js": SCRIPT,
    "channel.js": SCRIPT,
    "charts.js": SCRIPT,
    "clock.js": SCRIPT,
    "composer.js": SCRIPT,
    "confirm.js": SCRIPT,
    "dom.js": SCRIPT,
    "elements.js": SCRIPT,
    "message.js": SCRIPT,
    "modal.js": SCRIPT,
    "picker.js": SCRIPT,
    "rich_text.js": SCRIPT,
    "sidebar.js": SCRIPT,
    "store.js": SCRIPT,
    "tables.js": SCRIPT,
    "text.js": SCRIPT,
    "time.js": SCRIPT,
    "traffic.js": SCRIPT,
    "base.css": STYLE,
    "blocks.css": STYLE,
];

static INDEX: Asset = Asset {
    name: "index.html",
    kind: "text/html; charset=utf-8",
    content: include_str!("assets/index.html"),
};

/// The page at `/` and its files under `/page/`, for any state.
pub(crate) fn router<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    Router::new()
        .route("/", get(|| async { serve(&INDEX) }))
        .route("/page/{file}", get(file))
}

async fn file(Path(name): Path<String>) -> Result<impl IntoResponse, StatusCode> {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    found.map(serve).ok_or(StatusCode::NOT_FOUND)
}

/// Nothing but the page's own files runs in it, whatever an app puts into a message. Pictures may come from anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      img-src https: http: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

fn serve(asset: &'static Asset) -> impl IntoResponse {
    let headers: [(HeaderName, &str); 5] = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, asset.content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_one_file_asks_for_is_there() {
        for asset in ASSETS.iter().chain([&INDEX]) {
            for (_, rest) in asset
                .content
                .match_indices("\"/page/")
                .map(|(at, found)| asset.content.split_at(at + found.len()))
            {
                let wanted = rest.split('"').next().unwrap_or_default();
                assert!(
                    ASSETS.iter().any(|other| other.name == wanted),
                    "{}: {wanted}",
                    asset.name
                );
            }
        }
    }

    #[test]
    fn content_never_becomes_markup_or_code() {
        let dangerous = [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "DOMParser",
        ];
        for asset in ASSETS {
            for word in dangerous {
                assert!(!asset.content.contains(word), "{}: {word}", asset.name);
            }
        }
    }

    #[test]
    fn nothing_is_fetched_from_elsewhere() {
        for asset in ASSETS.iter().chain([&INDEX]) {
            let foreign = asset.content.replace("http://www.w3.org/2000/svg", "");
            assert!(
                !foreign.contains("//cdn") && !foreign.contains("url(http"),
                "{}",
                asset.name
            );
            assert!(
                !foreign.contains("from \"http") && !foreign.contains("src=\"http"),
                "{}",
                asset.name
            );
        }
    }
}
