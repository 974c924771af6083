//! Every route of the room, and what lies around them.
//!
//! From outside in: a number for the log, the headers that every answer has, a last resort, the
//! words of errors, a net for panics, a time limit, what a request must be, the routes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument as _;

use super::door::Asked;
use super::error::{Error, worded};
use super::guard::guarded;
use super::headers::lined;
use super::kept::Answer;
use super::{
    Reception, api, archives, crawlers, document, events, feeds, files, front, health, ingest,
    listing, oai, people, place, search, selection, terms, timeline, unapi,
};
use crate::view::Trouble;

/// The room's routes with all their layers; `time` is the limit for making one answer.
pub fn routes(reception: Reception, time: Duration) -> Router {
    let routes = Router::new()
        .route("/", get(front::front))
        .route("/about", get(front::about))
        .route("/about/accessibility", get(front::accessibility))
        .route("/archives", get(archives::all))
        .route("/archives.{suffix}", get(archives::twin))
        .route("/archives/{*place}", get(archives::place))
        .route("/documents", get(listing::listing))
        .route("/documents.{suffix}", get(listing::twin))
        .route("/documents/{file}", get(document::document))
        .route("/documents/{id}/{place}", get(place::place))
        .route("/search", get(search::search))
        .route("/search.{suffix}", get(search::twin))
        .route("/selection", get(selection::selection))
        .route("/selection.{suffix}", get(selection::twin))
        .route("/ingest", get(ingest::report))
        .route("/ingest.{suffix}", get(ingest::twin))
        .route("/ingest/{file}", get(events::events))
        .route("/timeline", get(timeline::timeline))
        .route("/timeline.{suffix}", get(timeline::twin))
        .route("/people", get(people::people))
        .route("/people.{suffix}", get(people::people_twin))
        .route("/people/{file}", get(people::person))
        .route("/terms", get(terms::terms))
        .route("/terms.{suffix}", get(terms::twin))
        .route("/api", get(api::page))
        .route("/openapi.json", get(api::description))
        .route("/oai", get(oai::oai).post(oai::oai))
        .route("/unapi", get(unapi::unapi))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/feed.atom", get(feeds::atom))
        .route("/feed.json", get(feeds::json_feed))
        .route("/corrections.atom", get(feeds::corrections))
        .route("/opensearch.xml", get(feeds::opensearch))
        .route("/robots.txt", get(crawlers::robots))
        .route("/sitemap.xml", get(crawlers::sitemap))
        .route("/sitemap-{part}", get(crawlers::sitemap_part))
        .route("/favicon.ico", get(files::mark))
        .route("/static/{*name}", get(files::file))
        .fallback(async || Error::from(Trouble::NotFound))
        .with_state(reception.clone());
    let routes = routes.route_layer(from_fn(patterned));
    layered(routes, reception.clone(), time).layer(from_fn_with_state(reception, counted))
}

/// The routes within all that lies around them.
pub(super) fn layered(routes: Router, reception: Reception, time: Duration) -> Router {
    let around = ServiceBuilder::new()
        .layer(from_fn(numbered))
        .layer(from_fn_with_state(reception.policy(), lined))
        .layer(CatchPanicLayer::custom(last_resort))
        .layer(from_fn_with_state(reception.clone(), worded))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(time, in_time))
        .layer(from_fn_with_state(reception, guarded))
        .service(routes);
    Router::new().fallback_service(around)
}

/// The room's own name for an address: `/documents/{file}`.
#[derive(Debug, Clone)]
struct Pattern(MatchedPath);

/// Puts the pattern of the route that a request took beside its answer.
async fn patterned(request: Request, next: Next) -> Response {
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let mut answer = next.run(request).await;
    if let Some(pattern) = pattern {
        answer.extensions_mut().insert(Pattern(pattern));
    }
    answer
}

/// Counts what was answered, by the room's own names and never by what a client sent. What was
/// answered with a kept answer is told to the door, to be answered there the next time.
async fn counted(State(reception): State<Reception>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let asked = Asked::of(&request);
    let mut answer = next.run(request).await;
    let pattern = answer.extensions().get::<Pattern>();
    let route = reception.metrics().counts_of(pattern.map_or("none", |pattern| pattern.0.as_str()));
    route.answered(answer.status().as_u16(), begun.elapsed());
    let kept = answer.extensions_mut().remove::<Arc<Answer>>();
    if let (Some(asked), Some(kept)) = (asked, kept) {
        reception.door().learns(asked, answer.headers(), &kept, route);
    }
    answer
}

/// Whether the log tells of every request: then each takes the whole way, where that is done.
pub(super) fn tells_of_each_request() -> bool {
    tracing::enabled!(tracing::Level::DEBUG)
}

/// Counts requests, so that what is logged about one can be told from another's. Neither the
/// client's address nor what it searches for is part of it.
async fn numbered(request: Request, next: Next) -> Response {
    static REQUESTS: AtomicU64 = AtomicU64::new(1);
    let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let span = tracing::info_span!(
        "request",
        number,
        method = %request.method(),
        path = request.uri().path().escape_debug().to_string(),
    );
    async move {
        let answer = next.run(request).await;
        tracing::debug!(status = answer.status().as_u16(), "answered");
        answer
    }
    .instrument(span)
    .await
}

/// Ends a request whose answer takes too long to make.
async fn in_time(State(time): State<Duration>, request: Request, next: Next) -> Response {
    let Ok(answer) = tokio::time::timeout(time, next.run(request)).await else {
        tracing::error!("an answer took too long to make");
        return Error::from(Trouble::Unavailable).into_response();
    };
    answer
}

/// What a panic in a handler is answered with.
fn panicked(_payload: Box<dyn std::any::Any + Send>) -> Response {
    Error::internal(anyhow::anyhow!("a handler panicked")).into_response()
}

/// What a panic in the making of an error page is answered with.
fn last_resort(_payload: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("an error page panicked");
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::INTERNAL_SERVER_ERROR, plain, "The room failed to answer.\n").into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::HeaderMap;
    use tower::ServiceExt as _;

    use super::*;
    use crate::address::Links;
    use crate::store::Store;

    async fn check(route: Router, expect: u16) -> (HeaderMap, String) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        let links = Links::parse("http://room").unwrap();
        let reception = Reception::new(store, links);
        let layered = layered(route, reception, Duration::from_millis(50));
        let request = Request::get("/").header("host", "room").body(Body::empty()).unwrap();
        let answer = layered.oneshot(request).await.unwrap();
        assert_eq!(answer.status().as_u16(), expect);
        let headers = answer.headers().clone();
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (headers, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_answered_with_a_page_that_tells_nothing_of_it() {
        async fn panics() -> Response {
            panic!("a secret")
        }
        let (headers, page) = check(Router::new().route("/", get(panics)), 500).await;
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
        assert!(page.contains("<h1") && !page.contains("secret"), "{page}");
    }

    #[tokio::test]
    async fn a_failure_of_the_house_is_answered_without_its_cause() {
        let fails = async || Error::internal(anyhow::anyhow!("a secret path"));
        let (headers, page) = check(Router::new().route("/", get(fails)), 500).await;
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
        assert!(page.contains("<h1") && !page.contains("secret"), "{page}");
    }

    #[tokio::test]
    async fn a_busy_room_says_when_to_come_again() {
        let busy = async || Error::from(Trouble::Unavailable);
        let (headers, page) = check(Router::new().route("/", get(busy)), 503).await;
        assert_eq!(headers[header::RETRY_AFTER], "5");
        assert!(page.contains("<h1"), "{page}");
    }

    #[tokio::test]
    async fn an_answer_that_takes_too_long_is_given_up() {
        let waits = async || std::future::pending::<Response>().await;
        let (headers, page) = check(Router::new().route("/", get(waits)), 503).await;
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
        assert!(page.contains("<h1"), "{page}");
    }
}
