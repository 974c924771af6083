//! The room as a bag after `BagIt` 1.0 (RFC 8493), and a bag taken in again.
//!
//! A bag holds what a group would mourn: the seeds folder as it is, the kept sources of earlier
//! editions with the log of events, and beside them what the room says of each document. Into
//! another data folder it brings the same documents under the same addresses with the same
//! editions. Nothing of a bag is used before all its checksums hold, none of its paths can lead out
//! of the folder, and nothing that is there is ever overwritten. Bags that must be completed from
//! the network (`fetch.txt`) are refused.
//!
//! A backup is such a bag in one zip file: whatever becomes of this program, any computer opens it,
//! and any tool for `BagIt` says whether it is whole.

mod backup;
mod files;
mod manifest;
mod packing;
mod reading;
mod restore;
mod unpacking;

pub use backup::{BackedUp, backed_up};
pub use manifest::read as manifest;
pub use packing::{Packed, packed};
pub use restore::{RESTORING, restored};
pub use unpacking::{Unpacked, unpacked};

/// The folders of the payload, below `data/`.
const SEEDS: &str = "seeds";
const KEPT: &str = "kept";
const METADATA: &str = "metadata";
/// The log of events in the kept folder.
const EVENTS: &str = "events.jsonl";
