//! `/metrics`, on an address of its own: whoever reads in the room has no business there.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tokio::net::TcpListener;

use super::Reception;
use super::accept::{Limits, attended};
use super::error::Error;
use super::metrics::{Metrics, OPEN_METRICS};
use super::router::layered;
use crate::view::Trouble;

/// Places for those who watch: a few programs.
const CONNECTIONS: usize = 16;

/// Answers those who watch over the room until `stop` is ready.
pub async fn monitored(
    listener: TcpListener,
    reception: Reception,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let limits = Limits { connections: CONNECTIONS.min(limits.connections), ..limits };
    let routes = Router::new()
        .route("/metrics", get(metrics))
        .fallback(async || Error::from(Trouble::NotFound))
        .with_state(reception.clone());
    let routes = layered(routes, reception.clone(), limits.answer);
    let metrics = Arc::new(Metrics::new());
    // Those who watch are not counted among those who are watched.
    attended(listener, (routes, None), &reception, metrics, limits, stop).await;
}

/// `/metrics`.
async fn metrics(State(reception): State<Reception>) -> Result<Response, Error> {
    let store = reception.store();
    let tally = store.tally().await?;
    let text = reception.metrics().text(store.searches(), &tally).map_err(Error::internal)?;
    let headers = [(header::CONTENT_TYPE, OPEN_METRICS), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, text).into_response())
}
