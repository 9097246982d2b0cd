//! No thing of the world stands in the program: no chip, party, country, instrument, rule, list, class, policy or day.

use crate::support::{corpus, in_repository};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What still stands: the file below `crates/`, the words in it, and why, with the place where they belong.
///
/// A line may only go away or lose words.
const STILL: &[(&str, &[&str], &str)] = &[
    ("base/src/day.rs", &["date(1970, 1, 1)"], "days are counted from it; no day of the world"),
    ("cli/src/asked.rs", &["ID"], "the word for an id in the help, not Indonesia"),
    (
        "cli/src/commands/bench.rs",
        &["date(2025, 5, 1)", "date(2026, 9, 30)", "nvidia-h100-sxm5-80gb", "nvidia-rtx-5090-d"],
        "the question that is timed: a request file beside the command",
    ),
    ("cli/src/commands/race/backcast.rs", &["h20"], "the name of a study: the manifest"),
    ("cli/src/commands/study/read.rs", &["h20"], "the name of a study: the manifest"),
    ("cli/src/commands/worth/mod.rs", &["ID"], "the word for an id in the help, not Indonesia"),
    ("corpus/src/load/catalogue.rs", &["GB"], "the unit, not the United Kingdom"),
    ("race/src/time.rs", &["date(2018, 1, 1)"], "the first month of the race: race/forcing"),
];

#[test]
fn nothing_of_the_world_stands_in_the_program() {
    let ids = ids();
    let mut listed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, words, _) in STILL {
        assert!(listed.insert(path, words.iter().copied().collect()).is_none(), "{path} is listed twice");
    }
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let found = of_the_world(&text, &ids);
        let known = listed.remove(path.as_str()).unwrap_or_default();
        let known: BTreeSet<String> = known.into_iter().map(str::to_owned).collect();
        wrong.extend(found.difference(&known).map(|word| format!("{path}: `{word}` belongs into data/")));
        wrong.extend(known.difference(&found).map(|word| format!("{path}: `{word}` is gone; unlist it")));
    }
    wrong.extend(listed.keys().map(|path| format!("{path}: there is no such file; unlist it")));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn ids_and_days_are_found_and_comments_and_tests_are_not() {
    let text = r##"
        //! CN in a comment.
        /// US in a doc comment.
        const A: &str = "nvidia-h20-96gb";
        fn f() { let b = r#"US"#; g(date(2022, 10, 7), Date::constant(2023, 10, 17), "2022-10-07", 'C', "CN-"); }
        #[arg(default_value = "CN")]
        #[cfg(test)]
        mod tests { const C: &str = "SG"; }
        #[cfg(test)]
        mod elsewhere;
        const D: &str = "3A090.a";
    "##;
    let found = of_the_world(text, &ids());
    let wanted =
        ["2022-10-07", "3A090.a", "CN", "US", "date(2022, 10, 7)", "date(2023, 10, 17)", "nvidia-h20-96gb"];
    assert_eq!(found, wanted.map(str::to_owned).into());
}

/// Every id of the data that names something of the world.
fn ids() -> BTreeSet<String> {
    let corpus = corpus();
    let (law, catalogue) = (&corpus.law, &corpus.catalogue);
    let names = catalogue
        .chips
        .iter()
        .map(|chip| &*chip.id)
        .chain(catalogue.parties.iter().map(|party| &*party.id))
        .chain(catalogue.countries.iter().map(|country| &*country.code))
        .chain(catalogue.lists.all().iter().map(|list| &*list.id))
        .chain(law.instruments.iter().map(|instrument| &*instrument.id))
        .chain(law.rules.iter().map(|rule| &*rule.id))
        .chain(law.vocabulary.sets.iter().map(|(id, _)| &**id))
        .chain(law.vocabulary.conclusions.iter().filter(|(of, _)| &**of == "eccn").map(|(_, word)| &**word))
        .chain(corpus.race.class_ids())
        .chain(corpus.race.policies.iter().map(|policy| &*policy.id))
        .chain(corpus.reforms.iter().map(|reform| &*reform.id));
    names.map(str::to_owned).collect()
}

/// Every source file of the program, by its path below `crates/`, without those that hold tests alone.
pub fn sources() -> Vec<(String, String)> {
    let root = in_repository("crates");
    let mut all = Vec::new();
    for of in std::fs::read_dir(&root).unwrap() {
        read(&root, &of.unwrap().path().join("src"), &mut all);
    }
    all.sort();
    let tests: BTreeSet<String> = all.iter().flat_map(|(path, text)| test_files(path, text)).collect();
    let is_test = |path: &str| {
        tests.iter().any(|test| path == format!("{test}.rs") || path.starts_with(&format!("{test}/")))
    };
    all.retain(|(path, _)| !is_test(path));
    all
}

fn read(root: &Path, folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let below = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            into.push((below, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The paths, without ending, of the modules that a file declares for tests alone.
fn test_files(path: &str, text: &str) -> Vec<String> {
    let folder = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let folder = folder.strip_suffix("/lib").or_else(|| folder.strip_suffix("/main")).unwrap_or(folder);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let marked = (0..lines.len()).filter(|at| lines[*at] == "#[cfg(test)]");
    let declared = marked.filter_map(|at| lines[at..].iter().find(|line| !line.starts_with("#[")));
    let names = declared.filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    names.map(|name| format!("{folder}/{name}")).collect()
}

/// The words of a file, outside its comments and tests, that are an id or a day.
fn of_the_world(text: &str, ids: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(text.parse().unwrap(), ids, &mut found);
    found
}

fn walk(tokens: TokenStream, ids: &BTreeSet<String>, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) if is_attribute(&tokens, at, group, "doc") => {}
            TokenTree::Group(group) if is_attribute(&tokens, at, group, "cfg (test)") => {
                at = end_of_item(&tokens, at);
            }
            TokenTree::Group(group) => {
                found.extend(day(&tokens, at, group));
                walk(group.stream(), ids, found);
            }
            TokenTree::Literal(literal) => found.extend(word(&literal.to_string(), ids)),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
        at += 1;
    }
}

/// The group is `#[…]` or `#![…]` with these words at its beginning.
fn is_attribute(tokens: &[TokenTree], at: usize, group: &Group, words: &str) -> bool {
    let is = |back: usize, sign: char| {
        let token = at.checked_sub(back).and_then(|at| tokens.get(at));
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
    };
    let is_one = group.delimiter() == Delimiter::Bracket && (is(1, '#') || (is(1, '!') && is(2, '#')));
    is_one && group.stream().to_string().starts_with(words)
}

/// Where the item behind an attribute ends: with its braces, or with a semicolon.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    tokens[at..].iter().position(is_end).map_or(tokens.len(), |found| at + found)
}

/// A day that a call makes, such as `date(2022, 10, 7)`.
fn day(tokens: &[TokenTree], at: usize, arguments: &Group) -> Option<String> {
    let TokenTree::Ident(name) = at.checked_sub(1).and_then(|at| tokens.get(at))? else { return None };
    if name != "date" && name != "constant" {
        return None;
    }
    let text = arguments.stream().to_string().replace(' ', "");
    let numbers: Option<Vec<u32>> = text.split(',').map(|part| part.parse().ok()).collect();
    match numbers?.as_slice() {
        [year, month, day] => Some(format!("date({year}, {month}, {day})")),
        _ => None,
    }
}

/// A text that is an id or a day.
fn word(literal: &str, ids: &BTreeSet<String>) -> Option<String> {
    let text = literal.trim_start_matches('r').trim_matches('#');
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    let is_day = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    (is_day || ids.contains(text)).then(|| text.to_owned())
}
