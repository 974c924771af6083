//! What an answer costs: a kept one at the door and on the whole way, and one that must be made.
//!
//! `cargo bench --bench serving`. The times hold the client's part too, on the same machine; compare
//! them with each other. How the room stands beside other servers is measured by
//! `cargo bench --bench serve`, instructions by `cargo bench --bench instructions`.

mod corpus;
mod room;

use std::hint::black_box;

use axum::body::Body;
use axum::http::Request;
use criterion::{BatchSize, Criterion};
use tower::ServiceExt as _;

use room::Room;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let room = Room::of(200);
    let page = format!("/documents/{}", room.documents[room.documents.len() / 2]);
    let mut client = room.client();
    let tag = format!("If-None-Match: {}\r\n", client.tag(&page));

    for (way, line) in [("kept, at the door", ""), ("kept, the whole way", "TE: trailers\r\n")] {
        let mut group = criterion.benchmark_group(way);
        for (name, method, wish) in [
            ("plain", "GET", ""),
            ("gzip", "GET", "Accept-Encoding: gzip\r\n"),
            ("br", "GET", "Accept-Encoding: gzip, br\r\n"),
            ("304", "GET", tag.as_str()),
            ("HEAD", "HEAD", ""),
        ] {
            let request = format!("{method} {page} HTTP/1.1\r\nHost: room\r\n{wish}{line}\r\n");
            client.answered(&request);
            group.bench_function(name, |b| b.iter(|| black_box(client.answered(&request))));
        }
        group.finish();
    }

    let mut group = criterion.benchmark_group("made");
    group.sample_size(20);
    let listing = "/documents".to_owned();
    for (name, path) in [("a document's page", &page), ("the first list", &listing)] {
        for (packed, coding) in [("plain", "identity"), ("gzip", "gzip"), ("br", "br")] {
            group.bench_function(format!("{name}, {packed}"), |b| {
                b.iter_batched(
                    || {
                        let request = Request::get(path)
                            .header("host", "room")
                            .header("accept-encoding", coding)
                            .body(Body::empty())
                            .expect("a request");
                        (room.routes(), request)
                    },
                    |(routes, request)| {
                        room.runtime.block_on(async {
                            let answer = routes.oneshot(request).await.expect("an answer");
                            let body = axum::body::to_bytes(answer.into_body(), usize::MAX);
                            body.await.expect("a body")
                        })
                    },
                    BatchSize::PerIteration,
                );
            });
        }
    }
    group.finish();
    criterion.final_summary();
}
