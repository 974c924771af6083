//! The `reading-room` program.

fn main() {}
