//! What the program offers stands in its documentation: each option, command, address, room and
//! dependency is looked for by name.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the program says of itself when asked for help.
fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_reading-room"))
        .args(arguments)
        .arg("--help")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?} --help failed");
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a text that begin so, each up to the first character that is not of a name.
fn names<'a>(text: &'a str, beginning: &str) -> Vec<&'a str> {
    let of_a_name = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
    let mut names: Vec<_> = text
        .match_indices(beginning)
        .map(|(at, _)| {
            let rest = &text[at..];
            &rest[..rest.find(|letter| !of_a_name(letter)).unwrap_or(rest.len())]
        })
        .filter(|name| name.len() > beginning.len())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = help(&[]);
    let list = help.split_once("Commands:\n").map_or("", |(_, list)| list);
    list.lines()
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn every_command_option_and_variable_is_in_the_readme() {
    let readme = read("README.md");
    let commands = commands();
    assert!(commands.contains(&"serve".to_owned()), "{commands:?}");
    let mut missing = Vec::new();
    for command in std::iter::once(None).chain(commands.iter().map(Some)) {
        let arguments: Vec<_> = command.into_iter().map(String::as_str).collect();
        let help = help(&arguments);
        for name in names(&help, "--").into_iter().chain(names(&help, "READING_ROOM_")) {
            if !["--help", "--version"].contains(&name) && !readme.contains(&format!("`{name}`")) {
                missing.push(name.to_owned());
            }
        }
    }
    for command in commands {
        if !readme.contains(&format!("`{command}")) {
            missing.push(command);
        }
    }
    assert!(missing.is_empty(), "not in README.md: {missing:?}");
}

#[test]
fn every_address_is_in_the_readme() {
    let readme = read("README.md");
    let source = read("src/web/router.rs");
    let routes: Vec<_> = source
        .match_indices(".route(")
        .filter_map(|(at, _)| source[at..].split('"').nth(1))
        .collect();
    assert!(routes.len() > 5, "the routes are written otherwise now: {routes:?}");
    for route in routes {
        // Where a parameter begins, the table has what readers put there.
        let fixed = route.split('{').next().unwrap();
        assert!(readme.contains(&format!("`{fixed}")), "{route} is not in README.md");
    }
}

#[test]
fn every_room_is_in_the_architecture() {
    let architecture = read("ARCHITECTURE.md");
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let named = match name.as_str() {
            "lib.rs" | "main.rs" => continue,
            name => format!("`{}`", name.trim_end_matches(".rs")),
        };
        assert!(architecture.contains(&named), "{named} is not in ARCHITECTURE.md");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let architecture = read("ARCHITECTURE.md");
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    for table in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for name in manifest[table].as_table().unwrap().keys() {
            assert!(
                architecture.contains(&format!("`{name}`")),
                "{name} is not in ARCHITECTURE.md"
            );
        }
    }
}

#[test]
fn every_field_of_front_matter_is_explained() {
    let fields = read("docs/fields.md");
    let source = read("src/capture/front_matter.rs");
    let (_, list) = source.split_once("NAMES: &[&str] = &[").unwrap();
    let (list, _) = list.split_once("];").unwrap();
    let names: Vec<_> = list.split('"').skip(1).step_by(2).collect();
    assert!(names.contains(&"title"), "{names:?}");
    for name in names {
        assert!(fields.contains(&format!("`{name}`")), "{name} is not in docs/fields.md");
    }
}

#[test]
fn every_field_of_a_statement_is_explained() {
    let statements = read("docs/statements.md");
    for name in reading_room::document::Statement::FIELDS {
        assert!(statements.contains(&format!("`{name}`")), "{name} is not in docs/statements.md");
    }
}

#[test]
fn every_link_between_the_documents_leads_somewhere() {
    for page in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "docs/fields.md",
        "docs/releasing.md",
        "docs/self-hosting.md",
        "docs/statements.md",
        "docs/security.md",
        "SECURITY.md",
        "seeds/README.md",
    ] {
        let text = read(page);
        let folder = root().join(page).parent().unwrap().to_owned();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap();
            let target = target.split('#').next().unwrap();
            if !target.contains(':') {
                assert!(folder.join(target).exists(), "{page} links to {target}");
            }
        }
    }
}

/// The rows of `docs/security.md`: the items of the first column, the tests that are named.
fn security() -> Vec<(String, Vec<String>)> {
    let page = read("docs/security.md");
    let rows = page.lines().filter(|line| line.starts_with("| ")).map(|line| {
        let item = line.split('|').nth(1).unwrap_or_default().trim().to_owned();
        let last = line.trim_end_matches(" |").rsplit("| ").next().unwrap_or_default();
        let tests = last.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect();
        (item, tests)
    });
    rows.filter(|(item, _)| item.starts_with(|c: char| c.is_ascii_digit())).collect()
}

/// The items of the standard that the room holds itself to.
const ITEMS: &str = "1.2.1 1.2.2 1.2.4 1.3.1 3.2.1 3.2.2 3.4.1 3.4.2 4.1.1 5.2.1 5.3.2 13.4.1 15.1.1 \
                     15.2.1 15.3.1 1.1.1 1.1.2 1.3.5 3.4.3 3.4.4 3.4.5 3.4.6 3.7.2 4.1.3 4.2.1 5.2.2 \
                     5.4.1 5.4.2 13.4.2 13.4.3 13.4.4 13.4.5 15.1.2 15.1.3 15.2.2 15.3.4 15.3.7 \
                     16.3.4 16.4.1 16.5.1 16.5.2 16.5.3 3.4.8 4.1.4 16.5.4";

#[test]
fn every_item_of_security_has_a_test_that_is_there() {
    let rows = security();
    let mut sources = String::new();
    for folder in ["src", "tests/it"] {
        for entry in walkdir::WalkDir::new(root().join(folder)) {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|ending| ending == "rs") {
                sources.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    for item in ITEMS.split_whitespace() {
        let row = rows.iter().find(|(known, _)| known == item);
        let (_, tests) = row.unwrap_or_else(|| panic!("{item} is not in docs/security.md"));
        assert!(!tests.is_empty(), "{item} has no test");
        for test in tests {
            assert!(sources.contains(&format!("fn {test}(")), "{item}: there is no test {test}");
        }
    }
}

#[test]
fn the_times_for_corrections_are_stated() {
    let page = read("SECURITY.md");
    for words in ["within seven days", "30 days", "lock file", "cargo deny check advisories"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(root().join("Cargo.lock").exists() && root().join("deny.toml").exists());
}

#[test]
fn no_script_writes_html() {
    for entry in walkdir::WalkDir::new(root().join("static")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|ending| ending != "js") {
            continue;
        }
        let script = fs::read_to_string(&path).unwrap();
        for writes in [
            "innerHTML =",
            "innerHTML +=",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
        ] {
            assert!(!script.contains(writes), "{}: {writes}", path.display());
        }
    }
}

#[test]
fn every_file_of_the_package_that_the_guide_names_is_there() {
    let guide = read("docs/self-hosting.md") + &read("docs/releasing.md");
    let mut seen = 0;
    for (beginning, folder) in [
        ("packaging/", "packaging/"),
        ("tests/release/", "tests/release/"),
        ("sites-available/", "packaging/nginx/sites-available/"),
        ("Caddyfile", "packaging/caddy/Caddyfile"),
        ("reading-room-verify.", "packaging/systemd/reading-room-verify."),
        ("reading-room-backup.", "packaging/systemd/reading-room-backup."),
    ] {
        let of_a_path = |letter: char| letter.is_alphanumeric() || "-_./".contains(letter);
        for (at, _) in guide.match_indices(beginning) {
            let rest = &guide[at + beginning.len()..];
            let rest = &rest[..rest.find(|letter| !of_a_path(letter)).unwrap_or(rest.len())];
            let file = format!("{folder}{}", rest.trim_end_matches(['.', '/']));
            assert!(root().join(&file).exists(), "the guide names {beginning}{rest}; no {file}");
            seen += 1;
        }
    }
    assert!(seen > 15, "{seen} files are named");
}

#[test]
fn every_setting_that_the_service_and_the_guide_name_is_one() {
    let help = help(&[]);
    for page in [
        "docs/self-hosting.md",
        "packaging/reading-room.conf",
        "packaging/reading-room-admin",
        "packaging/Containerfile",
        "packaging/systemd/reading-room.service",
        "packaging/systemd/reading-room-backup.service",
        "packaging/systemd/reading-room-verify.service",
    ] {
        for name in names(&read(page), "READING_ROOM_") {
            assert!(help.contains(&format!("{name}=")), "{page} names {name}");
        }
    }
}
