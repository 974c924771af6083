//! Kept answers are given at the door, before the HTTP library has read the request: they are the
//! same that the whole way gives, and who is to be refused is refused.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};

use super::house::{Answer, House, received};

const LETTER: &str = "A letter.\n\nMore of it.\n";
/// A line that changes no answer of the room, and with which a request takes the whole way.
const WHOLE_WAY: &str = "TE: trailers\r\n";

fn house() -> House {
    House::with(&[("letter.txt", LETTER)])
}

/// The next answer on a connection that is kept open.
fn next(client: &mut TcpStream, method: &str) -> Answer {
    let mut raw = Vec::new();
    let mut byte = [0];
    while !raw.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte).unwrap();
        raw.extend(byte);
    }
    let mut answer = Answer::parse(&raw).unwrap();
    let length = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
    if method != "HEAD" {
        answer.body = vec![0; length];
        client.read_exact(&mut answer.body).unwrap();
    }
    answer
}

fn ask(client: &mut TcpStream, method: &str, target: &str, lines: &str) -> Answer {
    let raw = format!("{method} {target} HTTP/1.1\r\nHost: room\r\n{lines}\r\n");
    client.write_all(raw.as_bytes()).unwrap();
    next(client, method)
}

/// How often an answer was found among those that are kept.
fn found(house: &House) -> u64 {
    let text = house.watched("/metrics").text();
    let line = text.lines().find_map(|line| {
        line.strip_prefix("reading_room_kept_answers_total{found=\"true\"} ").map(str::to_owned)
    });
    line.map_or(0, |count| count.parse().unwrap())
}

/// The time that the making of documents' pages took, as it is printed.
fn time_spent(house: &House) -> String {
    let text = house.watched("/metrics").text();
    let name = "reading_room_request_seconds_sum{route=\"/documents/{file}\"} ";
    text.lines().find_map(|line| line.strip_prefix(name).map(str::to_owned)).unwrap()
}

/// What an answer says, but for the time.
fn said(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let mut lines = answer.lines().to_vec();
    lines.retain(|(name, _)| name != "date");
    lines.sort();
    (answer.status, lines, answer.body.clone())
}

#[test]
fn the_door_answers_as_the_whole_way_does() {
    let targets = [
        "/",
        "/?ui=ko",
        "/?theme=dark&x=y",
        "/documents",
        "/documents?year=1957",
        "/documents?year=garbage",
        "/documents.json",
        "/documents/letter",
        "/documents/letter?view=both&edition=zz",
        "/documents/letter.json",
        "/documents/letter.tei.xml",
        "/documents/letter.ris",
        "/documents/letter/source",
        "/documents/letter/source.txt",
        "/documents/letter/history",
        "/documents/letter/p1",
        "/documents/letter/p1.json",
        "/documents/LETTER",
        "/documents/none",
        "/documents//letter",
        "/documents/%6cetter",
        "/search?q=letter",
        "/search?q=%",
        "/people",
        "/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/oai?verb=Identify",
        "/healthz",
        "/favicon.ico",
        "/nothing",
        "//",
        "/a#b",
    ];
    let wishes = [
        "",
        "Accept-Encoding: br, gzip\r\n",
        "accept-encoding: gzip;q=1.0, br;q=0.3\r\nX-Other: y\r\n",
        "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nAccept-Language: ko-KR,en;q=0.1\r\n",
        "Accept: application/json\r\nAccept-Encoding: identity\r\n",
        "Accept: text/html;q=0.1, application/*\r\n",
        "Accept-Language: fr, en;q=0.5\r\nConnection: keep-alive\r\n",
        "If-None-Match: *\r\n",
        "If-None-Match: \"x\", W/\"y\"\r\n",
        "If-Modified-Since: Fri, 08 Jul 2050 00:00:00 GMT\r\n",
    ];
    for house in [house(), House::private(&[("letter.txt", LETTER)])] {
        let mut client = house.client(b"");
        for target in targets {
            for wish in wishes {
                for method in ["GET", "HEAD"] {
                    let lines = format!("{wish}{WHOLE_WAY}");
                    let mut asked = || {
                        [lines.as_str(), &lines, wish]
                            .map(|lines| said(&ask(&mut client, method, target, lines)))
                    };
                    let mut answers = asked();
                    // What a harvester is told holds the second in which it was told.
                    for _ in 0..5 {
                        if target.starts_with("/oai") && answers[0] != answers[2] {
                            answers = asked();
                        }
                    }
                    let [first, again, short] = answers;
                    let what = format!("{method} {target} {wish}");
                    assert_eq!(first, again, "{what}");
                    assert_eq!(first, short, "{what}");
                }
            }
        }
    }
}

#[test]
fn an_answer_given_at_the_door_is_of_the_room_as_it_is_now() {
    let house = house();
    let mut client = house.client(b"");
    let before = ask(&mut client, "GET", "/documents/letter", "");
    let unchanged = ask(&mut client, "GET", "/about/accessibility", "");
    house.takes_in("letter.txt", "A letter.\n\nNothing else.\n");
    let after = ask(&mut client, "GET", "/documents/letter", "");
    assert!(after.text().contains("Nothing else") && !after.text().contains("More of it"));
    assert_ne!(before.said("etag"), after.said("etag"));
    let again = ask(&mut client, "GET", "/about/accessibility", "");
    assert_eq!(unchanged.said("etag"), again.said("etag"));
    let tag = format!("If-None-Match: {}\r\n", after.said("etag"));
    assert_eq!(ask(&mut client, "GET", "/documents/letter", &tag).status, 304);
    let old = format!("If-None-Match: {}\r\n", before.said("etag"));
    assert_eq!(ask(&mut client, "GET", "/documents/letter", &old).status, 200);
}

#[test]
fn whoever_asks_at_the_door_is_counted() {
    let house = house();
    let mut client = house.client(b"");
    ask(&mut client, "GET", "/documents/letter", "");
    let before = found(&house);
    let spent = time_spent(&house);
    for _ in 0..5 {
        assert_eq!(ask(&mut client, "GET", "/documents/letter", "").status, 200);
        assert_eq!(
            ask(&mut client, "GET", "/documents/letter", "If-None-Match: *\r\n").status,
            304
        );
    }
    assert_eq!(found(&house) - before, 10);
    // What is given at the door takes no time to make, and is the only thing that takes none.
    assert_eq!(time_spent(&house), spent);
    ask(&mut client, "HEAD", "/documents/letter", "");
    assert_eq!(time_spent(&house), spent);
    ask(&mut client, "HEAD", "/documents/letter", WHOLE_WAY);
    assert_ne!(time_spent(&house), spent);
    let text = house.watched("/metrics").text();
    for line in [
        "reading_room_requests_total{route=\"/documents/{file}\",status=\"2xx\"} 8",
        "reading_room_requests_total{route=\"/documents/{file}\",status=\"3xx\"} 5",
        "reading_room_request_seconds_count{route=\"/documents/{file}\"} 13",
        "reading_room_request_seconds_bucket{le=\"+Inf\",route=\"/documents/{file}\"} 13",
    ] {
        assert!(text.lines().any(|known| known == line), "{line} in {text}");
    }
}

#[test]
fn nobody_gets_past_the_guard_by_the_door() {
    let house = house();
    let page = "/documents/letter";
    let mut client = house.client(b"");
    ask(&mut client, "GET", page, "");
    ask(&mut client, "GET", page, "");
    let check = |raw: &str, status: u16| {
        let answer = house.sent(format!("{raw}Connection: close\r\n\r\n").as_bytes());
        assert_eq!(answer.status, status, "{raw}");
        // The connection before it was no other's.
        let mut client = house.client(b"");
        ask(&mut client, "GET", page, "");
        client.write_all(format!("{raw}Connection: close\r\n\r\n").as_bytes()).unwrap();
        let answers = received(&mut client);
        assert_eq!(Answer::parse(&answers).unwrap().status, status, "{raw}");
    };
    check(&format!("GET {page} HTTP/1.1\r\n"), 400);
    check(&format!("GET {page} HTTP/1.1\r\nHost: a\r\nHost: a\r\n"), 400);
    check(&format!("GET {page} HTTP/1.1\r\nHost: a b\r\n"), 400);
    check(&format!("GET {page} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"), 413);
    check(&format!("GET {page} HTTP/1.1\r\nHost: a\r\nx y: z\r\n"), 400);
    check(&format!("GET {page} HTTP/1.1\r\nHost: a\r\na: {}\r\n", "b".repeat(40_000)), 431);
    check(&format!("POST {page} HTTP/1.1\r\nHost: a\r\n"), 405);
    check(&format!("GET {page} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"), 200);
}

#[test]
fn requests_in_any_pieces_are_answered_in_turn() {
    let house = house();
    let one = "GET /documents/letter HTTP/1.1\r\nHost: room\r\n\r\n";
    let other = "GET /healthz HTTP/1.1\r\nHost: room\r\n\r\n";
    ask(&mut house.client(b""), "GET", "/documents/letter", "");
    let length = ask(&mut house.client(b""), "GET", "/documents/letter", "").body.len();
    let check = |pieces: &[&str], expect: &[usize]| {
        let mut client = house.client(b"");
        client.set_nodelay(true).unwrap();
        for piece in pieces {
            client.write_all(piece.as_bytes()).unwrap();
            // What was sent before is read before: the test is of the order, whichever it is.
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        for length in expect {
            assert_eq!(next(&mut client, "GET").body.len(), *length, "{pieces:?}");
        }
        client.shutdown(Shutdown::Write).unwrap();
        assert!(received(&mut client).is_empty(), "{pieces:?}");
    };
    let alive = "alive\n".len();
    check(&[one], &[length]);
    check(&[one, one, other, one], &[length, length, alive, length]);
    check(&[&[one, one].concat()], &[length, length]);
    check(&[&[other, one].concat(), one], &[alive, length, length]);
    check(&[&[one, &other[..9]].concat(), &other[9..], one], &[length, alive, length]);
    check(&[one, &one[..20], &one[20..], one], &[length, length, length]);
    check(&[&[other, &one[..20]].concat(), &one[20..], one], &[alive, length, length]);
}

#[test]
fn a_client_that_was_answered_at_the_door_does_not_keep_the_room_from_closing() {
    let house = house();
    let mut client = house.client(b"");
    ask(&mut client, "GET", "/documents", "");
    let mut client = house.client(b"");
    ask(&mut client, "GET", "/documents", "");
    house.stops();
    assert!(received(&mut client).is_empty());
}
