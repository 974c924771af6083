//! Clients that are slow, odd or hostile: none gets an answer without the room's headers, and none
//! keeps the others from theirs.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use reading_room::web::Limits;

use super::house::{House, received};

const SHORT: Duration = Duration::from_millis(300);
const CLOSE: &str = "Host: room\r\nConnection: close\r\n\r\n";

fn house(limits: Limits) -> House {
    House::opened(&[("letter.txt", "A letter.\n")], None, limits)
}

#[test]
fn odd_requests_get_an_answer_of_the_room() {
    let house = house(Limits::default());
    let check = |raw: &[u8], status: u16| {
        let what = String::from_utf8_lossy(&raw[..raw.len().min(80)]).into_owned();
        let answer = house.sent(raw);
        assert_eq!(answer.status, status, "{what}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{what}");
        assert!(answer.header("content-security-policy").is_some(), "{what}");
        assert_eq!(answer.said("content-length"), answer.body.len().to_string(), "{what}");
        if status >= 400 {
            let page = answer.text();
            assert!(page.contains("<h1") && page.contains(&status.to_string()), "{what}: {page}");
        }
    };
    let with = |line: &str, more: &str| format!("{line}\r\n{more}{CLOSE}").into_bytes();
    check(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400);
    check(b"GET /\r\n\r\n", 400);
    check(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
    check(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400);
    check(b"GET / HTTP/1.0\r\n\r\n", 200);
    check(&with("GET / HTTP/1.1", "Host: other\r\n"), 400);
    check(b"GET / HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n", 400);
    check(&with("GET / HTTP/3.0", ""), 400);
    check(&with("GET /\0 HTTP/1.1", ""), 400);
    check(&with("GET / HTTP/1.1", "A B: c\r\n"), 400);
    check(&with("GET / HTTP/1.1", "Content-Length: -4\r\n"), 400);
    check(&with("GET / HTTP/1.1", "Content-Length: 4\r\nContent-Length: 5\r\n"), 400);
    check(&with("GET / HTTP/1.1", &"X: a\r\n".repeat(90)), 200);
    check(&with("GET / HTTP/1.1", &"X: a\r\n".repeat(150)), 431);
    check(&with("GET / HTTP/1.1", &format!("X: {}\r\n", "a".repeat(40_000))), 431);
    check(&with("GET / HTTP/1.1", &format!("X: {}\r\n", "a".repeat(1_000_000))), 431);
    for length in [9_000, 70_000, 1_000_000] {
        check(&with(&format!("GET /{} HTTP/1.1", "a".repeat(length)), ""), 414);
    }
    for length in [70_000, 1_000_000] {
        check(&with(&format!("GET /documents?year={} HTTP/1.1", "a".repeat(length)), ""), 414);
    }
    for path in ["/%", "/%4", "/%zz", "/documents/%ff", "/documents/a%C3"] {
        check(&with(&format!("GET {path} HTTP/1.1"), ""), 400);
    }
    for path in
        ["/static/../../etc/passwd", "/documents/%00", "/documents/..%2f..%2fx", "/documents/a%20b"]
    {
        check(&with(&format!("GET {path} HTTP/1.1"), ""), 404);
    }
    check(&with("CONNECT a:443 HTTP/1.1", ""), 405);
    check(&with("GET http://other.example/documents HTTP/1.1", ""), 200);
}

#[test]
fn a_client_that_says_no_more_after_its_request_is_answered() {
    let house = house(Limits::default());
    let mut client = house.client(b"GET /healthz HTTP/1.1\r\nHost: room\r\n\r\n");
    client.shutdown(std::net::Shutdown::Write).unwrap();
    assert!(received(&mut client).starts_with(b"HTTP/1.1 200 OK"));
}

#[test]
fn requests_sent_together_are_answered_in_turn() {
    let house = house(Limits::default());
    let mut client = house.client(
        b"GET /healthz HTTP/1.1\r\nHost: room\r\n\r\nGET /readyz HTTP/1.1\r\nHost: room\r\n\r\nBAD\r\n\r\n",
    );
    let answers = String::from_utf8(received(&mut client)).unwrap();
    let heads: Vec<&str> = answers.split("HTTP/1.1 ").skip(1).collect();
    assert_eq!(heads.len(), 3, "{answers}");
    for (head, status) in heads.iter().zip(["200", "200", "400"]) {
        assert!(head.starts_with(status) && head.contains("content-security-policy"), "{head}");
    }
}

#[test]
fn a_client_that_is_slow_with_its_request_is_dropped() {
    let house = house(Limits { head: SHORT, idle: SHORT, ..Limits::default() });
    for begun in [
        "",
        "GET",
        "GET / HTTP/1.1\r\nHost: room\r\n",
        "GET /healthz HTTP/1.1\r\nHost: room\r\n\r\n",
    ] {
        let mut client = house.client(begun.as_bytes());
        let answers = String::from_utf8(received(&mut client)).unwrap();
        let status = match begun {
            "" => "",
            begun if begun.ends_with("\r\n\r\n") => "HTTP/1.1 200 ",
            _ => "HTTP/1.1 408 ",
        };
        assert!(answers.starts_with(status) && answers.is_empty() == begun.is_empty(), "{begun}");
        assert_eq!(answers.contains("content-security-policy: "), !begun.is_empty(), "{begun}");
        assert_eq!(answers.contains("<h1"), status.contains("408"), "{begun}");
    }
}

#[test]
fn a_client_that_gives_its_request_drop_by_drop_is_told_so_and_dropped() {
    let house = house(Limits { head: SHORT, body: SHORT, ..Limits::default() });
    let head = "POST /oai HTTP/1.1\r\nHost: room\r\nContent-Length: 1000\r\n\r\n";
    for (begun, drop_by_drop) in [("GET /", "a"), ("GET / HTTP/1.1\r\n", "X: a\r\n"), (head, "a")] {
        let mut client = house.client(begun.as_bytes());
        let mut drops = client.try_clone().unwrap();
        let dripping = std::thread::spawn(move || {
            while drops.write_all(drop_by_drop.as_bytes()).is_ok() {
                std::thread::sleep(SHORT / 10);
            }
        });
        let mut first = [0; 12];
        client.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 408", "{begun}");
        drop(received(&mut client));
        dripping.join().unwrap();
    }
}

#[test]
fn a_client_that_takes_its_answer_drop_by_drop_is_dropped() {
    let limits = Limits { write_stall: 3 * SHORT, ..Limits::default() };
    let long = "A long line of words that nobody takes.\n".repeat(60_000);
    let house = House::opened(&[("long.txt", &long)], None, limits);
    let ask = format!("GET /documents/long/source.txt HTTP/1.1\r\n{CLOSE}");
    let mut client = house.client(ask.as_bytes());
    let mut taken = [0; 64];
    let mut rest = 0;
    // It goes on taking a little all the time, and yet does not get everything.
    while let Ok(count @ 1..) = client.read(&mut taken) {
        rest += count;
        assert!(rest < long.len(), "all of it was given");
        if client.take_error().unwrap().is_some() {
            break;
        }
        std::thread::sleep(SHORT / 100);
    }
    // An honest one does.
    assert_eq!(house.get("/documents/long/source.txt").body.len(), long.len());
}

#[test]
fn whoever_only_keeps_a_place_gives_way_to_who_wants_one() {
    let house = house(Limits { connections: 4, ..Limits::default() });
    let idle = house.client(b"GET /healthz HTTP/1.1\r\nHost: room\r\n\r\n");
    let others: Vec<_> = ["", "G", "GET / HTTP/1.1\r\n"]
        .into_iter()
        .map(|begun| house.client(begun.as_bytes()))
        .collect();
    for _ in 0..10 {
        assert_eq!(house.get("/documents/letter").status, 200);
    }
    drop((idle, others));
}

#[test]
fn clients_that_keep_their_places_give_them_back_in_time() {
    let limits = Limits { head: SHORT, write_stall: SHORT, connections: 2, ..Limits::default() };
    let long = "A long line of words that nobody takes.\n".repeat(60_000);
    let house = House::opened(&[("long.txt", &long)], None, limits);
    let takes_nothing =
        house.client(format!("GET /documents/long/source.txt HTTP/1.1\r\n{CLOSE}").as_bytes());
    let says_nothing = house.client(b"");
    assert_eq!(house.get("/healthz").status, 200);
    drop((takes_nothing, says_nothing));
}

#[test]
fn an_answer_that_is_being_taken_is_not_cut_by_the_end() {
    let long = "A long line of words that somebody takes.\n".repeat(60_000);
    let house = House::opened(&[("long.txt", &long)], None, Limits::default());
    let ask = format!("GET /documents/long/source.txt HTTP/1.1\r\n{CLOSE}");
    let mut client = house.client(ask.as_bytes());
    let mut first = [0; 1000];
    client.read_exact(&mut first).unwrap();
    let reading = std::thread::spawn(move || {
        std::thread::sleep(SHORT);
        received(&mut client).len()
    });
    house.stops();
    assert!(reading.join().unwrap() > long.len() - first.len());
}

#[test]
fn the_room_stops_in_time_whatever_its_clients_do() {
    let house = house(Limits { stop: SHORT, ..Limits::default() });
    let half_sent = house.client(b"GET / HTTP/1.1\r\nHost: room\r\n");
    let idle = house.client(b"GET /healthz HTTP/1.1\r\nHost: room\r\n\r\n");
    let silent = house.client(b"");
    // All three are taken up before a later one is answered.
    assert_eq!(house.get("/healthz").status, 200);
    house.stops();
    drop((half_sent, idle, silent));
}
