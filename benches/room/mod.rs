//! A room of invented records, served on a free port, for what is measured from outside.

#![allow(dead_code, reason = "each bench uses its part")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use axum::Router;
use reading_room::address::Links;
use reading_room::ingest::Ingest;
use reading_room::store::Store;
use reading_room::web::{self, Limits, Reception};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::corpus;

/// A room that answers.
pub(crate) struct Room {
    pub(crate) runtime: Runtime,
    pub(crate) store: Store,
    pub(crate) ingest: Ingest,
    pub(crate) address: SocketAddr,
    /// Identifiers of documents, in the order of the listing.
    pub(crate) documents: Vec<String>,
    pub(crate) folder: TempDir,
}

impl Room {
    /// A room of so many records.
    pub(crate) fn of(count: u64) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (seeds, data) = (folder.path().join("seeds"), folder.path().join("data"));
        corpus::write(&seeds, count);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let (store, ingest, address) = runtime.block_on(async {
            let store = Store::open(&data.join("room.sqlite3")).await.expect("a database");
            let ingest = Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now);
            let ingest = ingest.expect("a way in");
            ingest.pass(true).await.expect("a reading");
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address");
            let forever = std::future::pending();
            let served = web::serve(listener, reception(&store), Limits::default(), forever);
            tokio::spawn(served);
            (store, ingest, address)
        });
        let mut room = Self { runtime, store, ingest, address, documents: Vec::new(), folder };
        let list = room.client().asked("GET /documents.json HTTP/1.1\r\nHost: room\r\n\r\n");
        let list: serde_json::Value = serde_json::from_slice(&list).expect("a list");
        let documents = list["documents"].as_array().into_iter().flatten();
        room.documents =
            documents.filter_map(|entry| entry["id"].as_str().map(str::to_owned)).collect();
        room
    }

    /// The routes of the room with nothing kept.
    pub(crate) fn routes(&self) -> Router {
        web::routes(reception(&self.store), Duration::from_mins(1))
    }

    /// A client on a connection of its own.
    pub(crate) fn client(&self) -> Client {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_nodelay(true).expect("a setting");
        Client { stream, buffer: vec![0; 1 << 20] }
    }
}

fn reception(store: &Store) -> Reception {
    Reception::new(store.clone(), Links::parse("http://room").expect("an address"))
}

/// A client that keeps its connection.
pub(crate) struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    /// The body of the answer to a request, which is sent as it is.
    pub(crate) fn asked(&mut self, request: &str) -> Vec<u8> {
        let (head, length) = self.answered(request);
        self.buffer[head..length].to_vec()
    }

    /// The lengths of an answer's head and of all of it.
    pub(crate) fn answered(&mut self, request: &str) -> (usize, usize) {
        self.stream.write_all(request.as_bytes()).expect("a request");
        let mut filled = 0;
        loop {
            filled += self.stream.read(&mut self.buffer[filled..]).expect("an answer");
            let end = self.buffer[..filled.min(8192)].windows(4).position(|b| b == b"\r\n\r\n");
            let Some(head) = end.map(|end| end + 4) else { continue };
            let lines = String::from_utf8_lossy(&self.buffer[..head]);
            let has_body = !request.starts_with("HEAD ") && !lines.starts_with("HTTP/1.1 304");
            let length = lines.split("content-length: ").nth(1).filter(|_| has_body);
            let length = length.and_then(|rest| rest.split("\r\n").next()?.parse().ok());
            let whole = head + length.unwrap_or(0);
            while filled < whole {
                filled += self.stream.read(&mut self.buffer[filled..]).expect("an answer");
            }
            return (head, whole);
        }
    }

    /// Takes an answer of which the length is known.
    pub(crate) fn answered_with(&mut self, request: &str, length: usize) {
        self.stream.write_all(request.as_bytes()).expect("a request");
        self.stream.read_exact(&mut self.buffer[..length]).expect("an answer");
    }

    /// The entity tag of what stands at a path.
    pub(crate) fn tag(&mut self, path: &str) -> String {
        let (head, _) = self.answered(&format!("GET {path} HTTP/1.1\r\nHost: room\r\n\r\n"));
        let head = String::from_utf8_lossy(&self.buffer[..head]).into_owned();
        let tag = head.split("etag: ").nth(1).and_then(|rest| rest.split("\r\n").next());
        tag.unwrap_or_default().to_owned()
    }
}
