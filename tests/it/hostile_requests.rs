//! Requests that no honest program sends: each gets an answer of the room, with all its headers and
//! never of a failure of the house, or the connection is closed where HTTP says so.

use std::fs;
use std::net::Shutdown;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::house::{Answer, House, received};
use super::server::check_headers;
use reading_room::web::Limits;

const CLOSE: &str = "Host: room\r\nConnection: close\r\n\r\n";
/// Threads that ask at once.
const CLIENTS: usize = 4;

fn house() -> House {
    let letter = "---\ntitle: A letter\ndate: 1957-02-10\nsource: \"AVPRF F. 0102, Op. 13, P. 72, \
                  Delo 5, Listy 1-2\"\n---\n\nDear Kim Il Sung.\n\nMore of it.\n\n# 글 {lang=ko}\n\n\
                  김일성에게.\n\n더.\n";
    House::opened(
        &[
            ("letter.md", letter),
            ("other.txt", "Something else altogether.\n"),
            (
                "redirects.toml",
                "[moved]\nold = \"letter\"\n\n[gone.lost]\nreason = \"Why\"\nby = \"We\"\non = 2026-01-02\n",
            ),
        ],
        None,
        Limits::default(),
    )
}

/// What came back to these bytes, with nothing said after them.
fn sent(house: &House, raw: &[u8]) -> Vec<u8> {
    let mut client = house.client(raw);
    drop(client.shutdown(Shutdown::Write));
    received(&mut client)
}

/// The answer to these bytes, behind what only says that the rest may be sent.
fn answered(house: &House, raw: &[u8]) -> Option<Answer> {
    let bytes = sent(house, raw);
    let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
    Answer::parse(bytes.strip_prefix(go_on.as_slice()).unwrap_or(&bytes))
}

/// Checks an answer that may say anything but that the house failed.
fn is_ours(answer: &Answer, what: &str) {
    assert!(answer.status < 500, "{what}: {}", answer.status);
    check_headers(answer, what);
    if answer.status >= 400 && !answer.body.is_empty() {
        let kind = answer.said("content-type");
        let ours = ["text/html; charset=utf-8", "application/problem+json"].contains(&kind);
        assert!(ours, "{what}: {kind}");
        let page = answer.text();
        for secret in ["panicked", "src/", ".rs", "SELECT ", "sqlx", "hyper"] {
            assert!(!page.contains(secret), "{what}: {page}");
        }
    }
}

fn shown(raw: &[u8]) -> String {
    String::from_utf8_lossy(&raw[..raw.len().min(120)]).into_owned()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of requests")]
fn a_request_of_any_form_is_answered_or_its_connection_closed() {
    let house = house();
    let check = |raw: &[u8], statuses: &[u16]| {
        let what = shown(raw);
        match answered(&house, raw) {
            Some(answer) => {
                assert!(statuses.contains(&answer.status), "{what:?}: {}", answer.status);
                is_ours(&answer, &what);
            }
            None => assert!(statuses.is_empty(), "{what:?}: no answer"),
        }
    };
    let line = |line: &str| format!("{line}\r\n{CLOSE}").into_bytes();
    let with = |lines: &str| format!("GET /documents HTTP/1.1\r\n{lines}{CLOSE}").into_bytes();

    // Nothing, or half of something, and then no more.
    check(b"", &[]);
    check(b"\r\n", &[]);
    check(b"GET", &[]);
    check(b"GET / HTTP/1.1\r\nHost: room\r\n", &[]);
    check(b"GET / HTTP/1.1\nHost: room\nConnection: close\n\n", &[200, 400]);
    check(b"\r\n\r\nGET / HTTP/1.1\r\nHost: room\r\n\r\n", &[200]);
    // Other protocols.
    check(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", &[400]);
    check(b"\x16\x03\x01\x00\xee\x01\x00\x00\xea\x03\x03", &[400]);
    check(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &[400]);
    check(b"SSH-2.0-OpenSSH_9.2\r\n", &[400]);
    check(b"EHLO room\r\n", &[400]);
    check(b"*1\r\n$4\r\nPING\r\n", &[400]);
    check(b"\0\0\0\0\0\0\0\0", &[400]);
    check(b"GET /\r\n\r\n", &[400]);
    check(b"GET / HTTP/0.9\r\n\r\n", &[400]);
    check(b"GET / HTTP/1.2\r\nHost: room\r\n\r\n", &[400]);
    check(b"GET / HTTP/9\r\nHost: room\r\n\r\n", &[400]);
    check(b"GET / http/1.1\r\nHost: room\r\n\r\n", &[400]);
    check(b"GET / HTTP/1.0\r\n\r\n", &[200]);
    check(b"HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", &[200]);
    // Methods.
    for method in [
        "get",
        "Get",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "TRACE",
        "TRACK",
        "PROPFIND",
        "MKCOL",
        "DEBUG",
        "PURGE",
        "QUERY",
        "!#$%&'*+-.^_`|~",
        "X",
    ] {
        check(&line(&format!("{method} / HTTP/1.1")), &[405]);
    }
    check(&line(&format!("{} / HTTP/1.1", "A".repeat(5000))), &[400, 405]);
    check(&line("GE\0T / HTTP/1.1"), &[400]);
    check(&line("GE T / HTTP/1.1"), &[400]);
    check(&line("\u{456} / HTTP/1.1"), &[400]);
    check(&line("OPTIONS * HTTP/1.1"), &[204]);
    check(&line("OPTIONS /documents HTTP/1.1"), &[204]);
    check(&line("GET * HTTP/1.1"), &[400]);
    check(&line("CONNECT room:80 HTTP/1.1"), &[405]);
    check(&line("GET room:80 HTTP/1.1"), &[400]);
    check(&line("GET http://other.example/documents HTTP/1.1"), &[200]);
    check(&line("GET ftp://other.example HTTP/1.1"), &[200]);
    check(&line("GET http:// HTTP/1.1"), &[400]);
    check(&line("GET documents HTTP/1.1"), &[400]);
    check(&line("GET  /  HTTP/1.1"), &[200, 400]);
    check(&line("GET /#p14 HTTP/1.1"), &[200, 400]);
    check(&line("GET /?q=a b HTTP/1.1"), &[400]);
    check(&line("GET /\t HTTP/1.1"), &[400]);
    check(b"GET /\xff\xfe HTTP/1.1\r\nHost: room\r\nConnection: close\r\n\r\n", &[400, 404]);
    check(
        b"GET /search?q=\xed\x97\x88 HTTP/1.1\r\nHost: room\r\nConnection: close\r\n\r\n",
        &[200],
    );
    // Header lines.
    check(&with(" folded: yes\r\n"), &[200, 400]);
    check(&with("X: a\r\n b\r\n"), &[400]);
    check(&with("X : a\r\n"), &[400]);
    check(&with(": a\r\n"), &[400]);
    check(&with("no colon\r\n"), &[400]);
    check(&with("X: a\0b\r\n"), &[400]);
    check(&with("X: a\rb\r\n"), &[400]);
    check(&with("X: \u{feff}\u{202e}\r\n"), &[200]);
    check(&with(&format!("{}: a\r\n", "X".repeat(20_000))), &[200]);
    check(&with(&format!("{}: a\r\n", "X".repeat(70_000))), &[431, 400]);
    check(&with(&"X: a\r\n".repeat(95)), &[200]);
    check(&with(&"X: a\r\n".repeat(120)), &[431]);
    check(&with("Host: other\r\n"), &[400]);
    check(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", &[400]);
    check(b"GET / HTTP/1.1\r\nHost: a, b\r\nConnection: close\r\n\r\n", &[400]);
    check(b"GET / HTTP/1.1\r\nHost: http://x/\r\nConnection: close\r\n\r\n", &[400]);
    check(b"GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", &[200]);
    check(b"GET / HTTP/1.1\r\nHost: [::1]:3000\r\nConnection: close\r\n\r\n", &[200]);
    // Two readings of where a request ends.
    check(&with("Content-Length: 0\r\n"), &[200]);
    check(&with("Content-Length: 0\r\nContent-Length: 0\r\n"), &[200, 400, 413]);
    check(&with("Content-Length: 1\r\nContent-Length: 2\r\n"), &[400]);
    check(&with("Content-Length: 0, 5\r\n"), &[400, 413]);
    check(&with("Content-Length: +1\r\n"), &[400, 413]);
    check(&with("Content-Length: 0x1\r\n"), &[400]);
    check(&with("Content-Length: 99999999999999999999999\r\n"), &[400, 413]);
    check(&with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), &[400, 413]);
    check(&with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"), &[400, 413]);
    check(&with("Transfer-Encoding: xchunked\r\n"), &[400, 413]);
    check(&with("Transfer-Encoding: gzip, chunked\r\n"), &[400, 413]);
    check(&with("Transfer-Encoding:\u{b}chunked\r\n"), &[400, 413]);
    check(&with("Content-Length: 3\r\n"), &[413]);
    check(b"POST /oai HTTP/1.1\r\nHost: room\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n", &[200, 400]);
    check(b"POST /oai HTTP/1.1\r\nHost: room\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nab\r\n0\r\n\r\n", &[400, 413]);
    check(b"POST /oai HTTP/1.1\r\nHost: room\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nfffffffffffffffff\r\nab\r\n0\r\n\r\n", &[400, 413]);
    check(b"POST /oai HTTP/1.1\r\nHost: room\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nd\r\nverb=Identify\r\n0\r\nTrailer: x\r\n\r\n", &[200]);
    check(b"POST /oai HTTP/1.1\r\nHost: room\r\nContent-Length: 13\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nverb=Identify", &[200]);
    check(b"POST /oai HTTP/1.1\r\nHost: room\r\nContent-Length: 13\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\nverb=Identify", &[415]);
    check(
        b"POST /oai HTTP/1.1\r\nHost: room\r\nContent-Length: 100\r\nConnection: close\r\n\r\nverb",
        &[400, 413],
    );
    check(format!("POST /oai HTTP/1.1\r\nHost: room\r\nContent-Length: 20000\r\nConnection: close\r\n\r\n{}", "a".repeat(20_000)).as_bytes(), &[413]);
    // What the room does not do.
    for lines in [
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n",
        "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
        "Expect: 100-continue\r\n",
        "Expect: the-unexpected\r\n",
        "Range: bytes=0-5\r\n",
        "Range: bytes=5-0,-1,9999999999999999999-\r\nIf-Range: \"x\"\r\n",
        "TE: trailers, deflate;q=0.5\r\n",
        "Cookie: session=1; admin=true\r\n",
        "Authorization: Basic YWRtaW46YWRtaW4=\r\n",
        "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: gopher\r\nForwarded: host=evil.example\r\n",
        "X-Original-URL: /healthz\r\nX-Rewrite-URL: /healthz\r\nX-HTTP-Method-Override: DELETE\r\n",
        "Origin: null\r\nSec-Fetch-Site: cross-site\r\n",
    ] {
        check(&with(lines), &[200]);
    }
    let page = house.asked("GET", "/", &[("X-Forwarded-Host", "evil.example")]).text();
    assert!(!page.contains("evil.example"));
}

#[test]
fn what_a_client_would_like_is_met_or_ignored() {
    let house = house();
    let tag = house.get("/documents").said("etag").to_owned();
    let many = (0..100).map(|n| format!("a/b{n};q=0.{n}")).collect::<Vec<_>>().join(", ");
    let check = |name: &str, value: &str, statuses: &[u16]| {
        for path in ["/documents", "/documents.json", "/nothing", "/documents/letter/source.txt"] {
            let answer = house.asked("GET", path, &[(name, value)]);
            let what = format!("{path} {name}: {}", value.chars().take(60).collect::<String>());
            is_ours(&answer, &what);
            let expect = if path == "/nothing" { &[404] } else { statuses };
            assert!(expect.contains(&answer.status), "{what}: {}", answer.status);
        }
    };
    for value in [
        "*/*",
        "",
        ",",
        ";",
        "text/html;q=0",
        "*/*;q=0",
        "text/*;q=0.5, */*;q=0.1",
        "q=1",
        "text/html;q=1.0000",
        "text/html;q=-1",
        "text/html;q=2",
        "text/html;q=NaN",
        "a/b/c",
        "////",
        "text/html;charset=\"a,b\";q=0.1",
        "application/json;;;;",
        &many,
        &"*/*,".repeat(5000),
    ] {
        check("Accept", value, &[200]);
    }
    for value in [
        "",
        "*",
        "*;q=0",
        "identity;q=0",
        "identity;q=0, *;q=0",
        "br;q=0, gzip;q=0, identity;q=0",
        "gzip;q=0.001",
        "zstd, deflate, compress",
        "GZIP",
        "gzip;q=garbage",
        "x-gzip",
        &"br,".repeat(5000),
    ] {
        check("Accept-Encoding", value, &[200]);
    }
    for value in
        ["", "*", "ko;q=0, en;q=0", "ko-KP-x-private", "-", "en-", "x".repeat(8000).as_str()]
    {
        check("Accept-Language", value, &[200]);
    }
    for value in ["Accept-Charset", "DNT", "Purpose", "Save-Data"] {
        check(value, "utf-16;q=1, \u{ff}", &[200]);
    }
    let list = format!("\"a\", W/\"b\", {tag}, \"c\"");
    for (value, status) in [
        (tag.as_str(), 304),
        (list.as_str(), 304),
        (&format!("W/{tag}"), 304),
        ("*", 304),
        ("\"other\"", 200),
        ("", 200),
        ("\"", 200),
        (",,,", 200),
        ("W/", 200),
        ("w/\"x\"", 200),
        (&"\"a\",".repeat(5000), 200),
        (tag.trim_matches('"'), 200),
    ] {
        let answer = house.asked("GET", "/documents", &[("If-None-Match", value)]);
        is_ours(&answer, value);
        assert_eq!(answer.status, status, "If-None-Match: {value:.60}");
        assert_eq!(answer.body.is_empty(), status == 304);
    }
    for value in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 32 Foo -1 99:99:99 GMT",
        "0",
        "",
    ] {
        check("If-Modified-Since", value, &[200]);
        check("If-Unmodified-Since", value, &[200, 412]);
        check("If-Range", value, &[200]);
    }
    for value in ["*", "\"other\"", "W/\"x\"", "garbage"] {
        check("If-Match", value, &[200, 412]);
    }
}

/// Addresses spelled so that something might slip through.
#[expect(clippy::too_many_lines, reason = "a table of addresses")]
fn addresses() -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    let climbs = [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%252e%252e",
        "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae",
        "..;",
        "...",
        "..%00",
        "%uff0e%uff0e",
        "%ef%bc%8e%ef%bc%8e",
    ];
    let slashes = ["/", "%2f", "%5c", "\\", "%252f", "%c0%af", "//", "/./"];
    for climb in climbs {
        for slash in slashes {
            let up = format!("{climb}{slash}").repeat(5);
            for beginning in ["", "static/", "documents/", "documents/letter/", "archives/"] {
                addresses.push(format!("/{beginning}{up}etc{slash}passwd"));
            }
        }
    }
    for odd in [
        "%",
        "%%",
        "%0",
        "%gg",
        "%00",
        "%0d%0aX-Y:%20z",
        "%0a",
        "%09",
        "%20",
        "%7f",
        "%80",
        "%ff",
        "%c0%80",
        "%ed%a0%80",
        "%f4%90%80%80",
        "%f8%88%80%80%80",
        "%EF%BB%BF",
        "%E2%80%AE",
        "%ED%97%88%EA%B0%80%EC%9D%B4",
        "a%CC%81",
        "con",
        "aux.txt",
        "nul",
        ".git/config",
        ".env",
        ".htaccess",
        "index.php",
        "wp-login.php",
        "~root",
        "-",
        "_",
        "'",
        "\"",
        "<script>",
        "{id}",
        "${jndi:ldap://x}",
        "$(id)",
        "`id`",
        ";ls",
        "|id",
        "&",
        "=",
        "+",
        "@",
        ":",
        "::$DATA",
        "!",
        "(",
        ")",
        "[",
        "]",
        "^",
        "letter.",
        "letter..json",
        ".json",
        "letter.json.json",
        "LETTER",
        "letter%2ejson",
        "letter/",
        "letter//p1",
        "letter/p1/p2",
        "p14",
        "old",
        "lost",
        "lost.json",
        "%6c%65tter",
        "letter;x=1",
        "letter,x",
        "0",
        "-1",
        "18446744073709551616",
    ] {
        for beginning in
            ["/", "/documents/", "/documents/letter/", "/people/", "/archives/", "/static/"]
        {
            addresses.push(format!("{beginning}{odd}"));
        }
    }
    for long in [100, 255, 256, 4096, 8100] {
        for letter in ["a", "%61", "%ED%97%88", "../", "a/", "."] {
            let times = long / letter.len();
            addresses.push(format!("/documents/{}", letter.repeat(times)));
        }
    }
    addresses.retain(|address| address.bytes().all(|b| b.is_ascii_graphic()));
    addresses
}

#[test]
fn an_address_however_spelled_leads_nowhere_else() {
    let house = house();
    let addresses = addresses();
    assert!(addresses.len() > 700, "{}", addresses.len());
    each(&addresses, |address| {
        let raw = format!("GET {address} HTTP/1.1\r\n{CLOSE}");
        let answer = answered(&house, raw.as_bytes()).unwrap_or_else(|| panic!("{address}"));
        is_ours(&answer, address);
        let text = String::from_utf8_lossy(&answer.body);
        assert!(!text.contains("root:x:") && !text.contains("[dependencies]"), "{address}");
        if let Some(location) = answer.header("location") {
            assert!(location.starts_with('/') && !location.starts_with("//"), "{address}");
        }
        for line in ["x-y", "set-cookie"] {
            assert_eq!(answer.header(line), None, "{address}");
        }
    });
}

/// Calls `check` for each, some at once.
fn each(all: &[String], check: impl Fn(&str) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    check(one);
                }
            });
        }
    });
}

/// Every route as an address of this room.
fn routes() -> Vec<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/router.rs");
    let source = fs::read_to_string(source).unwrap();
    let patterns =
        source.match_indices(".route(").filter_map(|(at, _)| source[at..].split('"').nth(1));
    let mut routes = Vec::new();
    for pattern in patterns {
        let places: &[&str] =
            if pattern.contains("{place}") { &["p1", "ko2", "source", "history"] } else { &[""] };
        for place in places {
            let address = pattern
                .replace("{id}", "letter")
                .replace("{place}", place)
                .replace("{*place}", "avprf/0102")
                .replace("{*name}", "css/room.css")
                .replace("{suffix}", "json")
                .replace("{part}", "1.xml")
                .replace("{file}", if pattern.starts_with("/people") { "kim" } else { "letter" });
            let address = address.split('{').next().unwrap();
            routes.push(address.to_owned());
        }
    }
    routes
}

#[test]
fn every_route_bears_every_suffix_and_every_odd_parameter() {
    let house = house();
    let routes = routes();
    assert!(routes.len() > 40, "the routes are written otherwise now: {routes:?}");
    let suffixes = [
        ".json",
        ".txt",
        ".md",
        ".tei.xml",
        ".ris",
        ".bib",
        ".csl.json",
        ".jsonld",
        ".rdf",
        ".epub",
        ".csv",
        ".atom",
        ".html",
        ".docx",
        ".",
        ".json.",
        ".%00",
        ".JSON",
        "/",
        "/p1",
        "/linkset.json",
    ];
    let long = "a".repeat(600);
    let parameters = [
        "page=0",
        "page=-1",
        "page=18446744073709551616",
        "page=1e9",
        "page=%31",
        "year=9999",
        "year=-1",
        "year=99999999999999999999",
        "year=1957&year=1958",
        "from=0000-00-00",
        "from=1957-02-30&to=1956",
        "to=%ff",
        "after=%00",
        "after=~~~&before=~~~",
        "before=garbage",
        "archive=%C0%80",
        "archive='%20OR%201=1--",
        "language=xx-x-x",
        "person=../..",
        "sort=1",
        "q=%00",
        "q=%22%22%22",
        "q=*",
        "q=NEAR(",
        "q=%F0%9F%98%80",
        "q=a&q=b",
        "view=ko&view=en",
        "view=%3Cscript%3E",
        "edition=000000000000",
        "edition=%00",
        "at=p99999999999999999999",
        "at=p1&at=p2",
        "to=99999999999",
        "id=letter&id=letter&id=none",
        "id=%ff&format=ris",
        "format=mods",
        "style=none&texts=2",
        "ui=xx&theme=%00&size=9",
        "verb=Identify&verb=x",
        "verb=ListRecords&resumptionToken=%00",
        "verb=GetRecord&identifier=x&metadataPrefix=y",
        "verb=ListRecords&metadataPrefix=oai_dc&from=9999-99-99",
        "name=%ff",
        "a=1&;b=2&&=&==&%=%",
        "_method=DELETE",
        "callback=alert",
        "id[]=1&id[$ne]=1",
        "__proto__=1",
    ];
    let many = (0..300).map(|n| format!("p{n}=v")).collect::<Vec<_>>().join("&");
    let doubled = "year=1957&".repeat(300);
    let mut paths: Vec<String> = Vec::new();
    for (n, route) in routes.iter().enumerate() {
        for (m, suffix) in suffixes.iter().enumerate() {
            paths.push(format!("{route}{suffix}?{}", parameters[(n + m) % parameters.len()]));
        }
        paths.extend(parameters.iter().map(|parameters| format!("{route}?{parameters}")));
        for odd in [&many, &doubled, &format!("q={long}"), &format!("archive={long}")] {
            paths.push(format!("{route}?{odd}"));
        }
    }
    each(&paths, |path| {
        let raw = format!("GET {path} HTTP/1.1\r\n{CLOSE}");
        let answer = answered(&house, raw.as_bytes()).unwrap_or_else(|| panic!("{path:.200}"));
        is_ours(&answer, &path[..path.len().min(200)]);
    });
}

#[test]
fn refusals_speak_the_readers_language_and_say_as_much_to_head() {
    let base = "https://example.org/archive";
    let house = House::opened(&[("letter.txt", "A letter.\n")], Some(base), Limits::default());
    let long = format!("/archive/{}", "a".repeat(9000));
    let wide = "a".repeat(33_000);
    for (method, path, lines, status) in [
        ("GET", "/archive/nothing", vec![], 404),
        ("GET", "/archive/%zz", vec![], 400),
        ("DELETE", "/archive/", vec![], 405),
        ("GET", "/archive/documents", vec![("Content-Length", "5")], 413),
        ("GET", &long, vec![], 414),
        ("GET", "/archive/", vec![("X", wide.as_str())], 431),
        ("GET", "/archive/documents.docx", vec![], 404),
    ] {
        let korean: Vec<_> = lines.iter().copied().chain([("Accept-Language", "ko")]).collect();
        let page = house.asked(method, path, &korean);
        assert_eq!((page.status, page.said("content-language")), (status, "ko"), "{path:.40}");
        assert!(page.text().contains("<html lang=\"ko\"") && page.text().contains("\"/archive/"));
        assert!(page.said("strict-transport-security").starts_with("max-age="));
        let program: Vec<_> =
            lines.iter().copied().chain([("Accept", "application/json")]).collect();
        let problem = house.asked(method, path, &program);
        assert_eq!(problem.said("content-type"), "application/problem+json", "{path:.40}");
        assert_eq!(
            (problem.status, problem.json()["status"].as_u64()),
            (status, Some(status.into()))
        );
        if method == "GET" {
            let head = house.asked("HEAD", path, &korean);
            assert_eq!((head.status, head.body.len()), (status, 0), "{path:.40}");
            assert_eq!(head.header("content-type"), page.header("content-type"));
            check_headers(&head, path);
        }
    }
}
