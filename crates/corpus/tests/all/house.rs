//! How the house is built: files are short, and inside a crate folders stand above each other.

use crate::world::sources;
use std::collections::{BTreeMap, BTreeSet};

/// Most lines of a file.
const MOST_LINES: usize = 400;

/// Most lines of a crate, its tests in other folders left out.
const MOST_LINES_OF_A_CRATE: usize = 9000;

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let lines = sources().into_iter().map(|(path, text)| (path, text.lines().count()));
    let long: Vec<_> = lines.filter(|(_, lines)| *lines > MOST_LINES).collect();
    assert!(long.is_empty(), "split by subject: {long:?}");
}

#[test]
fn no_crate_is_longer_than_nine_thousand_lines() {
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for (path, text) in sources() {
        *lines.entry(path.split('/').next().unwrap().to_owned()).or_default() += text.lines().count();
    }
    let long: Vec<_> = lines.iter().filter(|(_, lines)| **lines > MOST_LINES_OF_A_CRATE).collect();
    assert!(long.is_empty() && lines.len() > 10, "split by subject: {long:?}");
}

#[test]
fn files_of_different_folders_of_a_crate_stand_in_no_circle() {
    let of = |(name, files): (String, Files)| {
        let circles = circles(&files).into_iter();
        circles.map(|circle| format!("{name}: {}", circle.join(", "))).collect::<Vec<_>>()
    };
    let found: Vec<String> = crates().into_iter().flat_map(of).collect();
    assert!(found.is_empty(), "a file uses what stands below it; what both need moves down: {found:#?}");
}

#[test]
fn a_circle_is_seen_through_what_a_folder_hands_on() {
    let file = |text: &str, folder: &str| File { text: text.to_owned(), folder: folder.to_owned() };
    let mut files = Files::from([
        (String::new(), file("mod a;\nmod b;", "")),
        ("a".to_owned(), file("mod inner;\npub use inner::Thing;", "a")),
        ("a::inner".to_owned(), file("use crate::b::{Other, self};\npub struct Thing(Other);", "a")),
        ("b".to_owned(), file("use crate::a::Thing;", "")),
    ]);
    assert_eq!(circles(&files), [["a::inner", "b"]]);
    files.get_mut("b").unwrap().text = "// use crate::a::Thing;".to_owned();
    assert!(circles(&files).is_empty());
}

/// A source file.
struct File {
    text: String,
    /// The module whose folder it stands in: its own, where it has a folder.
    folder: String,
}

/// Files by module, such as `load::race`; the root is empty.
type Files = BTreeMap<String, File>;

fn crates() -> BTreeMap<String, Files> {
    let mut all: BTreeMap<String, Files> = BTreeMap::new();
    let sources = sources();
    let folders: BTreeSet<&str> =
        sources.iter().filter_map(|(path, _)| path.rsplit_once('/').map(|(folder, _)| folder)).collect();
    for (path, text) in &sources {
        let (name, below) = path.split_once("/src/").unwrap();
        let own = below.trim_end_matches(".rs").trim_end_matches("mod").trim_end_matches('/');
        let own = if own == "lib" || own == "main" { "" } else { own };
        let has_folder = folders.contains(format!("{name}/src/{own}").trim_end_matches('/'));
        let folder = if has_folder { own } else { own.rsplit_once('/').map_or("", |(folder, _)| folder) };
        let module = |path: &str| path.replace('/', "::");
        let file = File { text: without_comments(text), folder: module(folder) };
        all.entry(name.to_owned()).or_default().insert(module(own), file);
    }
    all
}

fn without_comments(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n")
}

/// Files of different folders that use each other, over however many others; each circle sorted.
fn circles(files: &Files) -> Vec<Vec<String>> {
    let handed = handed_on(files);
    let mut reach: BTreeMap<&str, BTreeSet<String>> =
        files.iter().map(|(module, file)| (module.as_str(), used(module, file, files, &handed))).collect();
    loop {
        let wider: BTreeMap<&str, BTreeSet<String>> = reach
            .iter()
            .map(|(module, of)| {
                let further = of.iter().flat_map(|other| &reach[other.as_str()]).cloned();
                (*module, of.iter().cloned().chain(further).collect())
            })
            .collect();
        if wider == reach {
            break;
        }
        reach = wider;
    }
    let of = |module: &str| -> Vec<String> {
        let back = |other: &&String| reach[other.as_str()].contains(module);
        reach[module].iter().filter(back).cloned().collect()
    };
    let all: BTreeSet<Vec<String>> = files.keys().map(|module| of(module)).collect();
    let spans = |circle: &Vec<String>| {
        circle.iter().map(|module| &files[module].folder).collect::<BTreeSet<_>>().len() > 1
    };
    all.into_iter().filter(spans).collect()
}

/// What a module hands on: its name there, and where it comes from.
type Handed = BTreeMap<(String, String), Vec<String>>;

fn handed_on(files: &Files) -> Handed {
    let mut all = Handed::new();
    for (module, file) in files {
        for (is_public, path) in uses(&file.text) {
            let path = absolute(module, path, files).unwrap_or_default();
            if let Some(name) = path.last().filter(|_| is_public) {
                all.insert((module.clone(), name.clone()), path.clone());
            }
        }
    }
    all
}

/// The modules that a file uses, itself left out; what it only hands on does not count.
fn used(module: &str, file: &File, files: &Files, handed: &Handed) -> BTreeSet<String> {
    let paths = uses(&file.text).into_iter().filter(|(is_public, _)| !is_public);
    let paths = paths.filter_map(|(_, path)| absolute(module, path, files));
    let ends = paths.map(|path| home(&path, files, handed, 0));
    ends.filter(|end| end != module).collect()
}

/// The module where a path leads, through all that hand it on.
fn home(path: &[String], files: &Files, handed: &Handed, steps: usize) -> String {
    let is_module = |length: &usize| files.contains_key(&path[..*length].join("::"));
    let length = (0..=path.len()).rev().find(is_module).unwrap_or(0);
    let module = path[..length].join("::");
    let next = path.get(length).and_then(|name| handed.get(&(module.clone(), name.clone())));
    match next.filter(|next| next.as_slice() != path && steps < 8) {
        Some(next) => {
            let further: Vec<String> = next.iter().chain(&path[length + 1..]).cloned().collect();
            home(&further, files, handed, steps + 1)
        }
        None => module,
    }
}

/// A path of this crate from its root; `None` for one of another crate.
fn absolute(module: &str, path: Vec<String>, files: &Files) -> Option<Vec<String>> {
    let mut base: Vec<String> =
        module.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let mut rest = path.into_iter().peekable();
    let first = rest.peek()?.clone();
    match first.as_str() {
        "crate" => base.clear(),
        "self" | "super" => {}
        _ => {
            let below = base.iter().chain([&first]).cloned().collect::<Vec<_>>().join("::");
            files.contains_key(&below).then_some(())?;
        }
    }
    while let Some(step) = rest.next_if(|part| ["crate", "self", "super"].contains(&part.as_str())) {
        if step == "super" {
            base.pop();
        }
    }
    Some(base.into_iter().chain(rest).collect())
}

/// Every path behind `use`, and whether it is handed on.
fn uses(text: &str) -> Vec<(bool, Vec<String>)> {
    let mut all = Vec::new();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    for statement in code.split(';') {
        let Some((before, path)) = statement.rsplit_once("use ") else { continue };
        let line = before.rsplit('\n').next().unwrap_or_default().trim();
        if line.is_empty() || line.starts_with("pub") {
            let spread = spread(&path.split_whitespace().collect::<Vec<_>>().join(" "));
            all.extend(spread.into_iter().map(|path| (!line.is_empty(), path)));
        }
    }
    all
}

/// A path with braces, as one path for each of its ends.
fn spread(path: &str) -> Vec<Vec<String>> {
    let parts = |text: &str| text.split("::").map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    let braced = path.split_once('{').and_then(|(before, rest)| Some((before, rest.rsplit_once('}')?.0)));
    let Some((before, inside)) = braced else {
        return vec![parts(path.split(" as ").next().unwrap_or_default())];
    };
    let mut ends = vec![String::new()];
    let mut depth = 0;
    for letter in inside.chars() {
        match letter {
            ',' if depth == 0 => ends.push(String::new()),
            letter => {
                depth += i32::from(letter == '{') - i32::from(letter == '}');
                ends.last_mut().unwrap().push(letter);
            }
        }
    }
    let before: Vec<String> = parts(before.trim().trim_end_matches("::"));
    let ends = ends.iter().filter(|end| !end.trim().is_empty()).flat_map(|end| spread(end.trim()));
    let whole =
        |end: Vec<String>| before.iter().cloned().chain(end.into_iter().filter(|part| part != "self"));
    ends.map(|end| whole(end).collect()).collect()
}
