//! Pages that are asked for, and what each of them costs.

use std::path::Path;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

use super::load::{self, Rate, percentile};
use super::peers::Peers;
use super::process::Process;
use super::queries;

/// Rounds of which the median counts.
const ROUNDS: usize = 3;
/// Documents that are asked for each once.
const MOST_FRESH: usize = 2_000;
/// Requests of which the cost of a HEAD is the mean.
const HEADS: u32 = 50_000;
/// Connections that a fixed rate has.
const CONNECTIONS: usize = 64;

/// The addresses of the pages that are asked for.
pub(crate) struct Asked {
    /// A document in the middle of the room.
    document: String,
    /// Its number in the database.
    number: i64,
    half_way: String,
    /// Documents in order, spread over the room.
    fresh: Vec<String>,
}

const FIRST_LIST: &str = "/documents";
const SEARCH: &str = "/search?q=delegation";

impl Asked {
    /// The files that stand for pages behind nginx, and the addresses of the pages.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        [
            ("document.html", self.document.as_str()),
            ("list.html", FIRST_LIST),
            ("half.html", self.half_way.as_str()),
            ("search.html", SEARCH),
        ]
        .into_iter()
    }
}

/// Finds a document and a list half-way through the room.
pub(crate) fn asked(data: &Path, count: u64) -> Asked {
    let documents = documents(data);
    assert_eq!(documents.len() as u64, count, "every record is in the room");
    let (sort_key, half, number) = documents[documents.len() / 2].clone();
    let step = (documents.len() / MOST_FRESH).max(1);
    Asked {
        document: format!("/documents/{half}"),
        number,
        half_way: format!("/documents?after={sort_key}~{half}"),
        fresh: documents
            .iter()
            .step_by(step)
            .map(|(_, id, _)| format!("/documents/{id}"))
            .collect(),
    }
}

/// Sort key, identifier and number of every document, in reading order.
fn documents(data: &Path) -> Vec<(String, String, i64)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let options = SqliteConnectOptions::new().filename(data.join("room.sqlite3"));
        let mut connection = options.read_only(true).connect().await.expect("the database");
        let rows = sqlx::query_as("SELECT sort_key, id, number FROM document ORDER BY 1, 2");
        rows.fetch_all(&mut connection).await.expect("documents")
    })
}

/// One row of the table of rates.
struct Page<'a> {
    name: &'static str,
    path: &'a str,
    lines: Vec<String>,
    /// The file of the same bytes.
    file: &'static str,
    /// How Datasette answers the same question, if it does.
    datasette: Option<String>,
}

/// What each page costs when it is asked for again and again.
pub(crate) fn rates(room: &Process, peers: &Peers, asked: &Asked) {
    println!(
        "\n| page, 16 connections | CPU us | requests/s | p99 ms | nginx CPU us | rate of nginx \
         (CPU) | Datasette CPU us | times Datasette (CPU) |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    );
    let coding = |name: &str| vec![format!("Accept-Encoding: {name}")];
    let of_document = format!("/room/document/{}", asked.number);
    let of_list = "/room/document?_size=50&_sort=sort_key".to_owned();
    let of_search = "/shell/texts?_search=delegation".to_owned();
    let page = |name, path, lines, file, datasette| Page { name, path, lines, file, datasette };
    let document = asked.document.as_str();
    let half_way = asked.half_way.as_str();
    let pages = [
        page("document", document, vec![], "document.html", Some(of_document)),
        page("document, gzip", document, coding("gzip"), "document.html", None),
        page("document, br (nginx: gzip)", document, coding("br, gzip"), "document.html", None),
        page(
            "document, not modified",
            document,
            vec!["If-None-Match".to_owned()],
            "document.html",
            None,
        ),
        page("first list", FIRST_LIST, vec![], "list.html", Some(of_list)),
        page("first list, gzip", FIRST_LIST, coding("gzip"), "list.html", None),
        page("list half-way", half_way, vec![], "half.html", None),
        page("search, asked before", SEARCH, vec![], "search.html", Some(of_search)),
    ];
    for page in pages {
        let rates = |server: &Process, path: &str| {
            load::closed(server, path, &conditional(server, path, &page.lines), 16)
        };
        let (mut own, mut nginx, mut datasette) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            own.extend(rates(room, page.path));
            let file = format!("/{}", page.file);
            nginx.extend(peers.nginx.as_ref().and_then(|nginx| rates(nginx, &file)));
            datasette.extend(
                peers
                    .datasette
                    .as_ref()
                    .zip(page.datasette.as_ref())
                    .and_then(|(d, path)| rates(d, path)),
            );
        }
        let Some(own) = load::median(own) else {
            println!("| {} | wrk is not installed |", page.name);
            continue;
        };
        let nginx = load::median(nginx);
        let datasette = load::median(datasette);
        println!(
            "| {} | {:.1} | {:.0} | {:.2} | {} | {} | {} | {} |{}",
            page.name,
            own.cpu,
            own.a_second,
            own.most,
            figure(nginx.map(|nginx| nginx.cpu), 1),
            figure(nginx.map(|nginx| nginx.cpu / own.cpu), 2),
            figure(datasette.map(|datasette| datasette.cpu), 0),
            figure(datasette.map(|datasette| datasette.cpu / own.cpu), 0),
            failures([Some(own), nginx, datasette]),
        );
    }
    let (own, nginx) = heads(room, peers, document);
    let ratio = nginx.map(|nginx| nginx / own);
    println!(
        "| document, HEAD (one connection) | {own:.1} | | | {} | {} | | |",
        figure(nginx, 1),
        figure(ratio, 2)
    );
}

/// The same lines; the tag that the server gives the page in place of the name alone.
fn conditional(server: &Process, path: &str, lines: &[String]) -> Vec<String> {
    if lines != ["If-None-Match"] {
        return lines.to_vec();
    }
    let answer = load::asked(&mut None, server.port, "GET", path, &[]).expect("an answer");
    vec![format!("If-None-Match: {}", answer.line("etag").unwrap_or_default())]
}

/// Says so where some answers were none.
fn failures(rates: [Option<Rate>; 3]) -> String {
    match rates.into_iter().flatten().map(|rate| rate.failed).sum::<u64>() {
        0 => String::new(),
        failed => format!(" {failed} answers failed"),
    }
}

/// A figure with so many decimals; a dash where there is none.
fn figure(figure: Option<f64>, decimals: usize) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.decimals$}"))
}

/// CPU of a HEAD request in microseconds, the room's and nginx's.
fn heads(room: &Process, peers: &Peers, document: &str) -> (f64, Option<f64>) {
    let cost = |server: &Process, path: &str| {
        let before = server.cpu();
        let mut connection = None;
        for _ in 0..HEADS {
            let answer = load::asked(&mut connection, server.port, "HEAD", path, &[]);
            assert_eq!(answer.expect("an answer").status, 200, "{path}");
        }
        (server.cpu() - before) / f64::from(HEADS) * 1e6
    };
    let own = cost(room, document);
    (own, peers.nginx.as_ref().map(|nginx| cost(nginx, "/document.html")))
}

/// Requests a second and their times by the number of connections.
pub(crate) fn connections(room: &Process, peers: &Peers, asked: &Asked) {
    println!(
        "\n| page | connections | requests/s | p50 ms | p99 ms | CPU us | nginx requests/s | nginx \
         p50 | nginx p99 | nginx CPU us |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    );
    let gzip = ["Accept-Encoding: gzip".to_owned()];
    let pages = [
        ("document, gzip", asked.document.as_str(), "/document.html"),
        ("first list, gzip", FIRST_LIST, "/list.html"),
        ("search, asked before, gzip", SEARCH, "/search.html"),
    ];
    for (name, path, file) in pages {
        for connections in [1, 16, 64] {
            let rates = |server: &Process, path: &str| {
                let rounds =
                    (0..ROUNDS).filter_map(|_| load::closed(server, path, &gzip, connections));
                load::median(rounds.collect())
            };
            let Some(own) = rates(room, path) else { continue };
            let nginx = peers.nginx.as_ref().and_then(|nginx| rates(nginx, file));
            println!(
                "| {name} | {connections} | {:.0} | {:.2} | {:.2} | {:.1} | {} | {} | {} | {} |",
                own.a_second,
                own.half,
                own.most,
                own.cpu,
                figure(nginx.map(|nginx| nginx.a_second), 0),
                figure(nginx.map(|nginx| nginx.half), 2),
                figure(nginx.map(|nginx| nginx.most), 2),
                figure(nginx.map(|nginx| nginx.cpu), 1),
            );
        }
    }
}

/// How long a request takes where so many come in a second, whatever became of those before.
pub(crate) fn paced(room: &Process, peers: &Peers, asked: &Asked) {
    println!(
        "\n| 200 requests/s | p50 ms | p99 ms | CPU us | not 200 |\n|---|---:|---:|---:|---:|"
    );
    let same = |path: &str| vec![path.to_owned(); 2_000];
    row(room, "document, kept", &same(&asked.document), 200.0);
    if let Some(nginx) = &peers.nginx {
        row(nginx, "the same file by nginx", &same("/document.html"), 200.0);
    }
    row(room, "documents, each in turn", &asked.fresh, 200.0);
}

/// Asks for paths at a rate and prints what came of it.
fn row(server: &Process, name: &str, paths: &[String], rate: f64) {
    let before = server.cpu();
    let answered = load::paced(server, paths, rate, CONNECTIONS);
    let cpu = (server.cpu() - before) / count(paths.len()) * 1e6;
    let mut times: Vec<f64> = answered.iter().map(|one| one.took).collect();
    let failed = answered.iter().filter(|one| one.status != 200).count();
    println!(
        "| {name} | {:.2} | {:.2} | {cpu:.0} | {failed} |",
        percentile(&mut times, 50),
        percentile(&mut times, 99),
    );
}

/// Pages that nobody asked for before: documents, and searches of each class.
pub(crate) fn fresh(room: &Process, peers: &Peers, records: u64) {
    let rate = if records > 20_000 { 20.0 } else { 200.0 };
    println!(
        "\n| searches not asked before, {rate} a second | p50 ms | p99 ms | CPU us | not 200 |\n\
         |---|---:|---:|---:|---:|"
    );
    let classes = queries::classes(records);
    let address = |query: &str| format!("/search?q={}", encoded(query));
    let longest = classes.iter().map(|class| class.queries.len()).max().unwrap_or(0);
    let mixed: Vec<String> = (0..longest)
        .flat_map(|n| classes.iter().filter_map(move |class| class.queries.get(n)))
        .map(|query| address(query))
        .collect();
    row(room, "all classes, mixed", &mixed, rate);
    for class in &classes {
        // In another order of results, so that none was made before.
        let paths: Vec<String> =
            class.queries.iter().map(|query| format!("{}&sort=date", address(query))).collect();
        row(room, &format!("{}, by date", class.name), &paths, rate);
    }
    if let Some(datasette) = &peers.datasette {
        let words =
            &classes.iter().find(|class| class.name == "three words").expect("a class").queries;
        let of = |prefix: &str, most: usize| -> Vec<String> {
            words.iter().take(most).map(|words| format!("{prefix}{}", encoded(words))).collect()
        };
        row(room, "three words, as Datasette below", &of("/search?sort=-date&q=", 20), 2.0);
        row(datasette, "Datasette, three words", &of("/shell/texts?_search=", 20), 2.0);
    }
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
fn count(number: usize) -> f64 {
    number as f64
}
