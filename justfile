# Recipes for working on the room. `tests/run` needs none of them.

# List the recipes.
default:
    @just --list

# Serve the seeds on http://127.0.0.1:3000.
run *options:
    cargo run --release -- {{options}}

# Everything that must hold before a change lands.
check:
    tests/run

# The Rust tests alone, or those whose name holds a word.
test word="":
    cargo test --all-targets -- {{word}}

# Format and lint.
tidy:
    cargo fmt
    cargo clippy --all-targets -- -D warnings

# The tests in Chromium alone.
browser:
    cargo build
    npm --prefix tests/browser test

# The room behind nginx and Caddy alone.
proxies:
    cargo build
    tests/proxies/run

# The program of a release, the same from the same source anywhere.
release:
    packaging/build

# What the dependencies bring in: licences, bans, sources.
deny:
    cargo deny check bans licenses sources

# Parse and store a generated collection and print its speed.
bench:
    cargo bench

# Read what the seeds' snapshots would change to.
review:
    cargo insta review
