//! What readers type into the search box, asked of a real index.

use std::collections::BTreeSet;
use std::future::Future;

use reading_room::address::Slug;
use reading_room::search::{Compiled, Expansion, Expansions, Query, ladder};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Row as _};

use super::room::Room;

/// The index of a room, and the words of its paragraphs by their keys.
struct Shelf {
    room: Room,
    index: SqliteConnection,
    paragraphs: Vec<(i64, String)>,
}

thread_local! {
    static SHELF: std::cell::RefCell<Shelf> = std::cell::RefCell::new(Shelf::new());
}

/// Any text is a query.
pub(super) fn query(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    SHELF.with_borrow_mut(|shelf| shelf.check(&typed));
}

impl Shelf {
    fn new() -> Self {
        let room = Room::new();
        let options = SqliteConnectOptions::new().filename(&room.database).read_only(true);
        let (index, paragraphs) = room.runtime.block_on(async {
            let mut index = SqliteConnection::connect_with(&options).await.expect("a database");
            let rows = sqlx::query("SELECT number, id FROM document").fetch_all(&mut index).await;
            let mut paragraphs = Vec::new();
            for row in rows.expect("documents") {
                let (number, id): (i64, &str) = (row.get(0), row.get(1));
                let id = Slug::parse(id).expect("an identifier");
                let holding =
                    room.store.holding(&id).await.expect("an answer").expect("a document");
                let blocks = holding.document.texts.into_iter().flat_map(|text| text.blocks);
                let keys = (number << 20) + 1..;
                paragraphs.extend(keys.zip(blocks.map(|block| block.text)));
            }
            (index, paragraphs)
        });
        Self { room, index, paragraphs }
    }

    fn check(&mut self, typed: &str) {
        let query = Query::parse(typed);
        assert!(query.text.chars().count() <= 512, "cut to what is read: {typed:?}");
        assert_eq!(
            Query::parse(&query.text).compiled(&Expansions::default()).documents,
            query.compiled(&Expansions::default()).documents,
            "read again alike: {typed:?}"
        );
        let spans = query.spans();
        let expansion = || Expansion { forms: vec!["소련".to_owned()], entities: Vec::new() };
        let known = spans.into_iter().map(|span| (span, expansion())).collect();
        for expansions in [Expansions::default(), Expansions(known)] {
            let compiled = query.compiled(&expansions);
            self.ask(&compiled, typed);
            let missing = vec![true; compiled.units.len()];
            let steps = ladder::relaxed(&query, &expansions, &missing);
            let texts = steps.into_iter().map(|step| step.text).chain(compiled.exact);
            let respelled = ladder::unfound(&query, &expansions, &missing);
            let respelled = respelled.iter().map(|word| word.respelled("소련 plenum"));
            let texts: BTreeSet<String> = texts.chain(respelled).collect();
            for text in texts {
                self.ask(&Query::parse(&text).compiled(&Expansions::default()), &text);
            }
        }
    }

    /// The index understands the expressions, and what it finds is what is marked.
    fn ask(&mut self, compiled: &Compiled, typed: &str) {
        let units = compiled.units.iter().map(ToString::to_string);
        let expressions = units.chain(compiled.documents.as_ref().map(ToString::to_string));
        for expression in expressions {
            let select = "SELECT rowid FROM ft_doc WHERE ft_doc MATCH ?1";
            found(&self.room, &mut self.index, select, &expression, typed);
        }
        let select = "SELECT rowid FROM ft_para WHERE ft_para MATCH ?1";
        if let Some(all) = &compiled.paragraphs {
            found(&self.room, &mut self.index, select, &all.to_string(), typed);
        }
        let Some(any) = &compiled.any_paragraph else { return };
        let any = found(&self.room, &mut self.index, select, &any.to_string(), typed);
        for (key, text) in &self.paragraphs {
            let marked = compiled.needles.marked(text, false);
            assert_eq!(any.contains(key), marked.needles != 0, "{typed:?} in {text:?}: {marked:?}");
            assert_eq!(any.contains(key), !marked.ranges.is_empty(), "{typed:?} in {text:?}");
        }
    }
}

fn found(
    room: &Room,
    index: &mut SqliteConnection,
    select: &'static str,
    expression: &str,
    typed: &str,
) -> BTreeSet<i64> {
    let rows = waited(room, sqlx::query(select).bind(expression).fetch_all(index));
    let rows = rows.unwrap_or_else(|error| panic!("{error}\n{typed:?}\n{expression}"));
    rows.iter().map(|row| row.get(0)).collect()
}

fn waited<T>(room: &Room, future: impl Future<Output = T>) -> T {
    room.runtime.block_on(future)
}
