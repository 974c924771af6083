//! The room's own files: style sheets, script, fonts, its mark.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::{Keeping, Packed};
use super::error::Error;
use super::negotiation::Coding;
use super::twin::BY_CODING;
use crate::assets;
use crate::view::Trouble;

/// `/static/{*name}`: a file by its name with checksum, which never changes.
pub(super) async fn file(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = assets::find(&name).ok_or(Trouble::NotFound)?;
    Ok(Packed::of_asset(asset, Coding::wished(&headers)).answer(
        &headers,
        Keeping::Forever,
        BY_CODING,
    ))
}

/// `/favicon.ico`: the room's mark as pixels, for those who do not read where the page says it is or
/// cannot draw it.
pub(super) async fn mark(headers: HeaderMap) -> Result<Response, Error> {
    let asset = assets::find(assets::FAVICON_ICO).ok_or(Trouble::NotFound)?;
    Ok(Packed::of_asset(asset, Coding::wished(&headers)).answer(
        &headers,
        Keeping::Asking,
        BY_CODING,
    ))
}
