use super::ARGUMENTS;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A call that fills a message whose key stands in it.
struct Call {
    file: PathBuf,
    key: String,
    /// Names of the arguments; `None` where the call does not list them itself.
    names: Option<BTreeSet<String>>,
}

/// Rust files and scripts of the crates that fill messages, with their text but for their tests.
fn sources() -> Vec<(PathBuf, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    let mut folders = ["show", "report", "study", "cli"].map(|name| crates.join(name).join("src")).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() && !path.ends_with("report/src/arguments") => folders.push(path),
                path if path.is_file() && !path.ends_with("report/src/arguments.rs") => {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let program =
                        text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
                    found.push((path, program));
                }
                _ => {}
            }
        }
    }
    found
}

/// The text of a literal at the start of some source.
fn literal(source: &str) -> Option<&str> {
    source.trim_start().strip_prefix('"')?.split('"').next()
}

/// The arguments of a call, from behind its opening bracket to its closing one.
fn inside(call: &str) -> &str {
    let mut depth = 1;
    let is_end = |letter: char| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    };
    call.find(is_end).map_or(call, |end| &call[..end])
}

/// Names of the pairs in the lists of a call; `None` where it passes a list by its name or joins several.
fn names(inside: &str) -> Option<BTreeSet<String>> {
    let lists = inside.trim_start().split_once(',')?.1.trim_start();
    let is_listed = |list: &str| list.trim_start().starts_with(['(', ']']);
    if !lists.starts_with("&[") || !lists.split('[').skip(1).all(is_listed) {
        return None;
    }
    let pairs = lists.split(['[', ',']).filter_map(|part| literal(part.trim_start().strip_prefix('(')?));
    Some(pairs.map(str::to_owned).collect())
}

fn calls() -> Vec<Call> {
    let mut calls = Vec::new();
    for (file, text) in sources() {
        for opening in [".fill(", ".spliced(", "filled("] {
            for after in text.split(opening).skip(1) {
                let inside = inside(after);
                if let Some(key) = literal(inside) {
                    calls.push(Call { file: file.clone(), key: key.to_owned(), names: names(inside) });
                }
            }
        }
    }
    calls
}

#[test]
fn every_message_that_the_program_fills_is_named_with_its_arguments() {
    let calls = calls();
    assert!(calls.len() > 100, "{}", calls.len());
    for Call { file, key, names } in &calls {
        let file = file.display();
        let named = ARGUMENTS.iter().find(|(name, _)| name == key);
        let Some((_, named)) = named else { panic!("{file} fills `{key}`: add it with its arguments") };
        let named: BTreeSet<String> = named.iter().map(|name| (*name).to_owned()).collect();
        if let Some(names) = names {
            assert_eq!(names, &named, "{file} passes other arguments to `{key}` than are named");
        }
    }
}

#[test]
fn every_message_and_argument_that_is_named_stands_in_the_sources() {
    let sources = sources();
    let stands = |text: &str| sources.iter().any(|(_, source)| source.contains(text));
    let families: BTreeSet<String> = sources.iter().flat_map(|(_, source)| families(source)).collect();
    for (key, names) in ARGUMENTS {
        let of_family = || families.iter().any(|family| key.starts_with(family.as_str()));
        assert!(stands(&format!("\"{key}\"")) || of_family(), "nothing fills `{key}`: remove it");
        for name in *names {
            let is_passed = stands(&format!("\"{name}\"")) || stands(&format!(" {name}: "));
            assert!(is_passed, "nothing passes `{name}`, which is named for `{key}`");
        }
    }
}

/// Beginnings of keys that are put together with a code: `race_value_` of `"race_value_{code}"`.
fn families(source: &str) -> Vec<String> {
    let literals = source.split('"').filter_map(|part| part.split_once('{').map(|(start, _)| start));
    let is_start = |start: &&str| {
        start.len() > 3 && start.ends_with('_') && start.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    literals.filter(is_start).map(str::to_owned).collect()
}

#[test]
fn the_list_is_sorted() {
    assert!(ARGUMENTS.is_sorted_by(|a, b| a.0 < b.0));
}
