//! Documents that a reader chose, and the machine twins of a choice.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Dispatch, Page};
use super::error::Error;
use super::gathered;
use super::parameters::{Query, Unreadable};
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::Slug;
use crate::document::{Selection, Whereabouts};
use crate::export::{self, Format, OfList, SelectionWriter};
use crate::ingest;
use crate::view::{Feed, SelectionPage, SelectionWish};

/// `/selection`.
pub(super) async fn selection(
    State(reception): State<Reception>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let wished = Wished::read(&query);
    match negotiated(&reader.headers, &export::of_list(&export::SELECTION)) {
        Some(format) => written(&reception, &reader.headers, &wished, format, BY_TYPE).await,
        None => page(&reception, &reader, &wished).await,
    }
}

/// `/selection.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let wished = Wished::read(&query);
    let formats = export::of_list(&export::SELECTION);
    let Some(format) = export::by_suffix(&formats, &suffix) else {
        let ids: Vec<Slug> = wished.named.iter().filter_map(|name| Slug::parse(name)).collect();
        let page = reader.links(reception.links()).selection(&ids, None, false);
        let path = |suffix| reception.links().selection_twin(suffix, &ids);
        return Err(suffix_unknown(&suffix, page, &formats, path));
    };
    written(&reception, &reader.headers, &wished, format, BY_CODING).await
}

/// What the address of a selection asks for.
struct Wished {
    /// The documents as they are named, each once, as many as one address may choose.
    named: Vec<String>,
    wish: SelectionWish,
    unreadable: Vec<Unreadable>,
}

impl Wished {
    fn read(query: &Query) -> Self {
        let mut parameters = query.parameters(&["style", "texts"]);
        let of_style = |code: &str| SelectionPage::has_style(code).then(|| code.to_owned());
        let style = parameters.read("style", of_style);
        let texts = parameters.read("texts", |texts| (texts == "1").then_some(())).is_some();
        let mut named: Vec<String> = Vec::new();
        for name in query.every("id") {
            if !named.contains(&name) {
                named.push(name);
            }
        }
        let beyond = named.len().saturating_sub(Selection::MOST);
        named.truncate(Selection::MOST);
        let wish = SelectionWish { style, texts, beyond };
        Self { named, wish, unreadable: parameters.unreadable }
    }
}

async fn page(reception: &Reception, reader: &Reader, wished: &Wished) -> Result<Response, Error> {
    let Wished { named, wish, unreadable } = wished;
    let name = format!("selection {named:?} {wish:?} {unreadable:?}");
    let make = async |reception: Reception| {
        let mut selection = reception.store().selection(named).await?;
        reception.store().introduce(&mut selection.entries).await?;
        let room = reception.room_for(reader).await?;
        let mut holdings = Vec::new();
        if wish.texts && selection.cards.len() <= SelectionPage::MOST_TEXTS {
            for id in selection.ids() {
                let found = ingest::whereabouts(reception.store(), &id).await;
                if let Whereabouts::Here(holding) = found.map_err(Error::Internal)? {
                    holdings.push(*holding);
                }
            }
        }
        let notices: Vec<_> = unreadable.iter().map(Unreadable::notice).collect();
        let page = SelectionPage::new(&room, &selection, wish, &holdings, &notices);
        Ok(Content::try_from(Page(page))?)
    };
    reception.page(reader, name, BY_TYPE, make).await
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    wished: &Wished,
    format: &Format<OfList<SelectionWriter>>,
    varies: &'static str,
) -> Result<Response, Error> {
    Unreadable::refuse(wished.unreadable.iter())?;
    if wished.wish.beyond > 0 {
        let value = (Selection::MOST + wished.wish.beyond).to_string();
        Unreadable::refuse(std::iter::once(&Unreadable { name: "id", value }))?;
    }
    let name = format!("selection.{} {:?}", format.suffix, wished.named);
    let make = async |reception: Reception| {
        let selection = reception.store().selection(&wished.named).await?;
        let room = reception.room().await?;
        let ids = selection.ids();
        match format.write {
            OfList::Page(write) => {
                let body = write(room.desk(), &selection).into_bytes();
                Ok(Dispatch::from(Content { media_type: format.media_type.into(), body }))
            }
            OfList::Whole(write) => {
                let page = reception.links().selection(&ids, None, false);
                reception.gathered(&ids, page, (format, write), None).await
            }
            OfList::Feed => {
                let records = room.desk().records(&selection.cards);
                gathered::feed(&Feed::of_selection(&room, &ids, &records))
            }
        }
    };
    reception.answer(headers, name, varies, make).await
}
