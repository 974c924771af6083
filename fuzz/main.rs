//! The targets under libFuzzer. The target is named by `READING_ROOM_FUZZ`.

#![no_main]
#![expect(clippy::unwrap_used, reason = "a law that is broken ends the run")]

mod targets;

use std::sync::LazyLock;

static TARGET: LazyLock<&targets::Target> = LazyLock::new(|| {
    let names: Vec<&str> = targets::ALL.iter().map(|target| target.name).collect();
    let name = std::env::var("READING_ROOM_FUZZ").unwrap_or_default();
    targets::named(&name).unwrap_or_else(|| panic!("READING_ROOM_FUZZ is one of {names:?}"))
});

libfuzzer_sys::fuzz_target!(|input: &[u8]| (TARGET.run)(input));
