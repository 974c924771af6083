//! What a page of results costs, by class of query, beside stock FTS5 over the same texts.
//!
//! `cargo bench --bench finding` invents 1,000 records; `-- 10000 100000` measures these sizes. For
//! each size it prints
//!
//! * what making the index costs and how large it is, beside two stock FTS5 tables of the same
//!   titles and texts: `porter unicode61` and `trigram`;
//! * for each class of query the median and the 99th percentile of a whole page: the request goes
//!   through the room's own routes, so words are read, names expanded, documents ranked, counted by
//!   facet, their passages marked and the page written, with no answer kept from before. By the
//!   clock on the wall, and in CPU time of all threads. Beside it the same of a stock page: the best
//!   20 with `snippet()`, and their count.
//!
//! Medians stand with their ratio to stock. A stock table that finds nothing for a class is cheap
//! for that reason, so the number of documents found (the median) is printed too.
//!
//! Aims, by the wall on an idle machine: median below 20 ms and 99th percentile below 100 ms at
//! 10,000 records; 50 and 250 ms at 100,000.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

#[path = "../corpus/mod.rs"]
mod corpus;
mod cost;
mod queries;
mod room;
mod stock;

use cost::{Cost, Spread};
use room::Room;
use stock::Stock;

/// Pages that are measured of each class, at least.
const SAMPLES: usize = 200;

fn main() {
    // Run as a test, a bench only shows that it is built.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let sizes: Vec<u64> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    for count in if sizes.is_empty() { vec![1_000] } else { sizes } {
        runtime.block_on(measure(count));
    }
}

async fn measure(count: u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("\n{count} records");
    let room = Room::taken_in(folder.path(), count).await;
    let texts = room.texts().await;
    let bytes = texts.iter().map(|(_, title, text)| title.len() + text.len()).sum();
    let own = room.index().await;
    own.print("index of the room", bytes, None);
    let mut stocks = Vec::new();
    for tokenizer in ["porter unicode61", "trigram"] {
        let path = folder.path().join(format!("{}.sqlite3", &tokenizer[..6]));
        let (stock, made) = Stock::of(&path, tokenizer, &texts).await;
        made.print(tokenizer, bytes, Some(&own));
        stocks.push((tokenizer, stock));
    }
    drop(texts);

    println!(
        "{:24} {:>7} {:>8} {:>8} {:>8} {:>8}",
        "milliseconds", "found", "p50", "p99", "CPU p50", "CPU p99"
    );
    for class in queries::classes(count) {
        let queries = &class.queries;
        let rounds = SAMPLES.div_ceil(queries.len());
        let own = Spread::of(&room.pages(queries, rounds).await);
        own.print(class.name, None);
        for (tokenizer, stock) in &mut stocks {
            let pages = stock.pages(queries, rounds).await;
            Spread::of(&pages).print(&format!("  {tokenizer}"), Some(&own));
        }
    }
    room.close().await;
}

/// An index: what making it cost, and its bytes.
struct Index {
    made: Cost,
    size: i64,
}

impl Index {
    /// Prints it for texts of so many bytes, with the room's own cost and size as a multiple of
    /// this one's.
    #[expect(clippy::cast_precision_loss, reason = "figures for reading")]
    fn print(&self, name: &str, bytes: usize, own: Option<&Self>) {
        let megabytes = bytes as f64 / 1e6;
        let beside = own.map_or_else(String::new, |own| {
            format!(
                "; the room's is {:.2} x CPU, {:.2} x size",
                own.made.cpu / self.made.cpu.max(0.001),
                own.size as f64 / self.size as f64
            )
        });
        println!(
            "{name:24} {:8.2} s CPU {:8.2} s wall {:6.1} MB/s of CPU; {:7.1} MB, {:.2} x text{beside}",
            self.made.cpu,
            self.made.wall,
            megabytes / self.made.cpu.max(0.001),
            self.size as f64 / 1e6,
            self.size as f64 / bytes as f64
        );
    }
}
