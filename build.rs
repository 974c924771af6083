//! Makes what the build checks itself against.

fn main() {}
