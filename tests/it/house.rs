//! A room that answers over real connections, and a client that sends any bytes it likes.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

use reading_room::address::Links;
use reading_room::ingest::Ingest;
use reading_room::store::Store;
use reading_room::web::{self, Limits, Reception};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Longer than anything here takes; only a test that hangs reaches it.
pub(crate) const FOR_EVER: Duration = Duration::from_mins(1);

/// A room on a free port over a seeds folder of its own.
pub(crate) struct House {
    pub(crate) address: SocketAddr,
    runtime: Runtime,
    ingest: Ingest,
    reception: Reception,
    pub(crate) store: Store,
    folder: TempDir,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl House {
    /// A room with these files, at its own address.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        Self::opened(files, None, Limits::default())
    }

    /// A room for those alone whom a proxy lets in.
    pub(crate) fn private(files: &[(&str, &str)]) -> Self {
        Self::received(files, None, Limits::default(), Reception::of_private)
    }

    /// A room with these files, this public address and these limits.
    pub(crate) fn opened(files: &[(&str, &str)], base_url: Option<&str>, limits: Limits) -> Self {
        Self::received(files, base_url, limits, Reception::new)
    }

    fn received(
        files: &[(&str, &str)],
        base_url: Option<&str>,
        limits: Limits,
        reception: impl FnOnce(Store, Links) -> Reception,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let seeds = folder.path().join("seeds");
        fs::create_dir(&seeds).unwrap();
        for (name, text) in files {
            fs::write(seeds.join(name), text).unwrap();
        }
        let data = folder.path().join("data");
        let runtime = Runtime::new().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let (address, ingest, reception, store, served) = runtime.block_on(async {
            let store = Store::open(&data.join("room.sqlite3")).await.unwrap();
            let clock = jiff::Timestamp::now;
            let ingest = Ingest::new(store.clone(), &seeds, &data, clock).unwrap();
            ingest.pass(true).await.unwrap();
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let own = format!("http://{address}");
            let links = Links::parse(base_url.unwrap_or(&own)).unwrap();
            let reception = reception(store.clone(), links);
            let stopped = async { drop(stopped.await) };
            let served = web::serve(listener, reception.clone(), limits, stopped);
            (address, ingest, reception, store, tokio::spawn(served))
        });
        Self { address, runtime, ingest, reception, store, folder, stop, served }
    }

    /// Writes a seed and takes it in.
    pub(crate) fn takes_in(&self, name: &str, text: &str) {
        fs::write(self.seeds().join(name), text).unwrap();
        self.runtime.block_on(self.ingest.pass(true)).unwrap();
    }

    pub(crate) fn seeds(&self) -> PathBuf {
        self.folder.path().join("seeds")
    }

    /// Tells the room to stop, and waits for it.
    pub(crate) fn stops(self) {
        self.stop.send(()).unwrap();
        self.runtime
            .block_on(async { tokio::time::timeout(FOR_EVER, self.served).await })
            .unwrap()
            .unwrap();
    }

    /// The answer to a GET for `path`.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.asked("GET", path, &[])
    }

    /// The answer to a request with these further header lines.
    pub(crate) fn asked(&self, method: &str, path: &str, lines: &[(&str, &str)]) -> Answer {
        let mut raw = format!("{method} {path} HTTP/1.1\r\nHost: room\r\nConnection: close\r\n");
        for (name, value) in lines {
            raw.extend([name, ": ", value, "\r\n"]);
        }
        raw.push_str("\r\n");
        self.sent(raw.as_bytes())
    }

    /// The answer to any bytes.
    pub(crate) fn sent(&self, raw: &[u8]) -> Answer {
        let answers = received(&mut self.client(raw));
        Answer::parse(&answers).unwrap_or_else(|| {
            panic!("no answer to {:?}", String::from_utf8_lossy(&raw[..raw.len().min(200)]))
        })
    }

    /// The answer to those who watch over the room, on an address of its own.
    pub(crate) fn watched(&self, path: &str) -> Answer {
        let reception = self.reception.clone();
        let address = self.runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let forever = std::future::pending();
            tokio::spawn(web::monitored(listener, reception, Limits::default(), forever));
            address
        });
        let mut client = TcpStream::connect(address).unwrap();
        let ask = format!("GET {path} HTTP/1.1\r\nHost: room\r\nConnection: close\r\n\r\n");
        client.write_all(ask.as_bytes()).unwrap();
        Answer::parse(&received(&mut client)).unwrap()
    }

    /// A connection that has sent these bytes.
    pub(crate) fn client(&self, raw: &[u8]) -> TcpStream {
        let mut client = TcpStream::connect(self.address).unwrap();
        client.set_read_timeout(Some(FOR_EVER)).unwrap();
        // A room that refuses early may hang up before all is sent.
        drop(client.write_all(raw));
        client
    }
}

/// All that comes in until the room hangs up.
pub(crate) fn received(client: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    match client.read_to_end(&mut bytes) {
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => panic!("it hangs"),
        _ => drop(client.shutdown(Shutdown::Both)),
    }
    bytes
}

/// An answer of the room.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Some(Self { status, headers, body: bytes[end + 4..].to_vec() })
    }

    /// The value of a header line, if it stands there once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} stands twice");
        value
    }

    /// All header lines, in their order.
    pub(crate) fn lines(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The value of a header line that must be there.
    pub(crate) fn said(&self, name: &str) -> &str {
        self.header(name).unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}
