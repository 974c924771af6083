//! A document's page and its machine twins.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Dispatch, Page};
use super::error::Error;
use super::holding::EditionHash;
use super::parameters::{Query, Unreadable};
use super::passage::{Passage, passage};
use super::reader::Reader;
use super::search;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::{Anchor, Links, SearchQuery, Slug, split_suffix};
use crate::document::{Holding, Language};
use crate::export::{self, Beside, DocumentWriter, Format};
use crate::search::{LAST_RESULT, Steps};
use crate::store::{self, Filter};
use crate::view::{Asked, DocumentPage, Notice, Place, Sought, View};

/// `/documents/{file}`: the page, or the twin that the suffix or the client's wishes name.
pub(super) async fn document(
    State(reception): State<Reception>,
    Path(file): Path<String>,
    query: Query,
    reader: Reader,
) -> Result<Response, Error> {
    let (name, suffix) = split_suffix(&file);
    let Some(id) = Slug::parse(name) else { return Err(reception.unknown(name).await) };
    let wished = Wished::read(&query);
    let Some(suffix) = suffix else {
        return match negotiated(&reader.headers, &export::DOCUMENT) {
            Some(format) => twin(&reception, &reader.headers, &id, &wished, format, At::Page).await,
            None => page(&reception, &reader, &id, &wished).await,
        };
    };
    let Some(format) = export::by_suffix(&export::DOCUMENT, suffix) else {
        let page = reader.links(reception.links()).document(&id);
        let path = |suffix| reception.links().document_twin(&id, suffix, None);
        return Err(suffix_unknown(suffix, page, &export::DOCUMENT, path));
    };
    twin(&reception, &reader.headers, &id, &wished, format, At::File).await
}

/// The current edition of a document in a format.
pub(super) async fn record(
    reception: &Reception,
    headers: &HeaderMap,
    id: &Slug,
    format: &'static Format<DocumentWriter>,
) -> Result<Response, Error> {
    twin(reception, headers, id, &Wished::read(&Query::default()), format, At::File).await
}

/// `/documents/{id}/linkset.json`: the way to the document's files and back.
pub(super) async fn linkset(
    reception: &Reception,
    id: &Slug,
    query: &Query,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let mut parameters = query.parameters(&["edition"]);
    let edition = parameters.read("edition", EditionHash::parse);
    Unreadable::refuse(parameters.unreadable.iter())?;
    let name = format!("linkset {id} {edition:?}");
    let make = async |reception: Reception| {
        let wished = edition.as_ref().map(EditionHash::as_str);
        let elsewhere = |to: &Slug| reception.links().linkset(to, wished);
        let current = reception.current(id, elsewhere).await?;
        let cited = reception.earlier(&current, edition.as_ref()).await?;
        let edition = cited.as_ref().map(|cited| cited.edition.short());
        let body = reception.room().await?.desk().linkset(id, edition);
        Ok(Content { media_type: export::LINKSET.into(), body })
    };
    reception.answer(headers, name, BY_CODING, make).await
}

/// The address that a twin is sent from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// The document's own, where the client would rather have the twin than the page.
    Page,
    /// The twin's.
    File,
}

/// What a document's address asks for beside the document.
#[derive(Debug)]
struct Wished {
    view: Option<View>,
    edition: Option<EditionHash>,
    at: Option<Anchor>,
    /// The search that the reader came from, and the document's place in what it found.
    sought: Option<(SearchQuery, u64)>,
    /// What that search is narrowed to.
    filter: Filter,
    unreadable: Vec<Unreadable>,
}

impl Wished {
    fn read(query: &Query) -> Self {
        let names = ["view", "edition", "at", "rank"].into_iter().chain(search::NAMES);
        let mut parameters = query.parameters(&names.collect::<Vec<_>>());
        let view = parameters.read("view", View::parse);
        let edition = parameters.read("edition", EditionHash::parse);
        let at = parameters.read("at", Anchor::parse);
        let rank = parameters.read("rank", |rank| rank.parse().ok().filter(|n| *n <= LAST_RESULT));
        let search = search::Wished::from_parameters(query, parameters);
        let rank = rank.unwrap_or_default();
        Self {
            view,
            edition,
            at,
            sought: (!search.query.q.trim().is_empty()).then_some((search.query, rank)),
            filter: search.filter,
            unreadable: search.unreadable,
        }
    }

    fn edition(&self) -> Option<&str> {
        self.edition.as_ref().map(EditionHash::as_str)
    }

    /// The page of another document with the same wishes.
    fn page_of(&self, links: &Links, id: &Slug) -> String {
        if let Some((query, rank)) = &self.sought {
            let view = self.view.as_ref().map(View::written);
            return links.found(id, query, *rank, view.as_deref(), self.at.as_ref());
        }
        if let Some(at) = &self.at {
            return links.place_on_page(id, at, self.edition());
        }
        let view = self.view.as_ref().map(View::written);
        links.document_view(id, view.as_deref(), self.edition())
    }

    /// What the page is to show of `holding`, and what its reader is to be told. `current` is the
    /// current edition, where `holding` is an earlier one.
    fn fitted(&self, holding: &Holding, current: Option<&Holding>) -> Asked {
        let mut asked = Asked::default();
        asked.notices.extend(self.unreadable.iter().map(Unreadable::notice));
        let mut unfit = |name, value| {
            asked.notices.push(Unreadable { name, value }.notice());
        };
        asked.view = self.view.clone().and_then(|view| view.fitting(&holding.document));
        if let (Some(view), None) = (&self.view, &asked.view) {
            unfit("view", view.written());
        }
        if let Some(at) = &self.at {
            if Place::of(at, &holding.document) == Place::Here {
                asked.at = Some(at.clone());
            } else {
                unfit("at", at.to_string());
            }
        }
        if let (Some(at), Some(current)) = (&asked.at, current)
            && let Passage::Changed(nearest) = passage(at, &holding.document, &current.document)
        {
            asked.notices.push(Notice::PassageChanged { nearest });
        }
        asked
    }
}

async fn page(
    reception: &Reception,
    reader: &Reader,
    id: &Slug,
    wished: &Wished,
) -> Result<Response, Error> {
    let name = format!("document {id} {wished:?}");
    let searching = reception;
    let make = async |reception: Reception| {
        let links = reader.links(reception.links());
        let mut current = reception.current(id, |to| wished.page_of(&links, to)).await?;
        current.related = reception.store().related(id).await?;
        let cited = reception.earlier(&current, wished.edition.as_ref()).await?;
        let neighbours = reception.store().neighbours(id).await?;
        let room = reception.room_for(reader).await?;
        let (holding, current) = match &cited {
            Some(cited) => (cited, Some(&current)),
            None => (&current, None),
        };
        let mut asked = wished.fitted(holding, current);
        let lexicon = reception.store().lexicon();
        let named = reception.named(holding, &lexicon).await?;
        // What follows has turns of its own to wait for.
        reception.store().rest().await;
        if let Some(current) = current {
            asked.since = Some(reception.collation(holding.clone(), current.clone()).await?);
        }
        asked.sought = sought(searching, wished, id).await?;
        let page = DocumentPage::new(&room, holding, &neighbours, &asked).naming(
            holding,
            &named,
            lexicon.authority(),
        );
        let edition = cited.as_ref().map(|cited| cited.edition.short());
        let links = room.desk().links_of_page(id, edition);
        Ok(Dispatch::from(Content::try_from(Page(page))?).linked(&links))
    };
    reception.page(reader, name, BY_TYPE, make).await
}

/// The search that the reader came from, looked up.
async fn sought(
    reception: &Reception,
    wished: &Wished,
    id: &Slug,
) -> Result<Option<Sought>, Error> {
    let Some((query, rank)) = &wished.sought else { return Ok(None) };
    let store = reception.store();
    let asked = store.asked(&query.q, &wished.filter).await?;
    let steps = match store.steps(&asked, query.sort, *rank, id).await {
        // The document can be read without knowing which comes next.
        Err(store::Error::TooBroad) => Steps::default(),
        steps => steps?,
    };
    let language = asked.language().and_then(Language::parse);
    let (query, rank) = (query.clone(), *rank);
    Ok(Some(Sought { query, needles: asked.compiled.needles, language, rank, steps }))
}

async fn twin(
    reception: &Reception,
    headers: &HeaderMap,
    id: &Slug,
    wished: &Wished,
    format: &'static Format<DocumentWriter>,
    at: At,
) -> Result<Response, Error> {
    let unreadable = wished.unreadable.iter().filter(|bad| bad.name == "edition");
    Unreadable::refuse(unreadable)?;
    let name = format!("document {id}.{} {:?} {at:?}", format.suffix, wished.edition);
    let make = async |reception: Reception| {
        let elsewhere =
            |to: &Slug| reception.links().document_twin(to, format.suffix, wished.edition());
        let mut current = reception.current(id, elsewhere).await?;
        current.related = reception.store().related(id).await?;
        let cited = reception.earlier(&current, wished.edition.as_ref()).await?;
        let holding = cited.as_ref().unwrap_or(&current);
        let lexicon = reception.store().lexicon();
        let named = reception.named(holding, &lexicon).await?;
        let beside = Beside { named: &named, authority: lexicon.authority() };
        let room = reception.room().await?;
        let desk = room.desk();
        let body = (format.write)(desk, holding, beside).map_err(Error::internal)?;
        let edition = cited.as_ref().map(|cited| cited.edition.short());
        let links = match at {
            At::Page => desk.links_of_page(id, edition),
            At::File => desk.links_of_file(id, edition, format),
        };
        let content = Content { media_type: format.media_type.into(), body };
        let name = format!("{id}.{}", format.suffix);
        Ok(Dispatch::from(content).linked(&links).named(&name))
    };
    let varies = if at == At::Page { BY_TYPE } else { BY_CODING };
    reception.answer(headers, name, varies, make).await
}
