//! The room's own files: style sheets, script, fonts, its mark.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::Keeping;
use super::error::Error;
use crate::assets;
use crate::view::Trouble;

/// `/static/{*name}`: a file by its name with checksum, which never changes.
pub(super) async fn file(
    State(reception): State<Reception>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let asset = assets::find(&name).ok_or(Trouble::NotFound)?;
    Ok(reception.file(asset, &headers, Keeping::Forever))
}

/// `/favicon.ico`: the room's mark as pixels, for those who do not read where the page says it is or
/// cannot draw it.
pub(super) async fn mark(
    State(reception): State<Reception>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let asset = assets::find(assets::FAVICON_ICO).ok_or(Trouble::NotFound)?;
    Ok(reception.file(asset, &headers, Keeping::Asking))
}
