//! Packs the names of the embedded lists, works out the hash of the data, and rebuilds the crate when a data file changes.

#![allow(dead_code)]

#[path = "../catalogue/src/names/draft.rs"]
mod draft;
#[path = "../catalogue/src/names/fold.rs"]
mod fold;
#[path = "../catalogue/src/names/mark.rs"]
mod mark;
#[path = "../catalogue/src/names/table.rs"]
mod table;
#[path = "../catalogue/src/names/words.rs"]
mod words;

use draft::{Named, is_person};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use words::{Kind, Words};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=../../data");
    println!("cargo::rerun-if-changed=../catalogue/src/names");
    println!("cargo::rerun-if-changed=build.rs");
    let data = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../../data");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let words = declared(&data)?;
    let rows = rows(&data, &words)?;
    std::fs::write(out.join("names.bin"), draft::table(rows.into_iter(), &words))?;
    std::fs::write(out.join("sha256.txt"), hash(&data)?)?;
    Ok(())
}

/// The hash of `Files::sha256`; a test holds the two together.
fn hash(data: &Path) -> Result<String, Failure> {
    let mut files = BTreeMap::new();
    collect(data, "", &mut files)?;
    let mut hash = Sha256::new();
    for (path, bytes) in &files {
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else if name.ends_with(".toml") || name.ends_with(".csv") {
            files.insert(name, std::fs::read(&path)?);
        }
    }
    Ok(())
}

/// Entries in the order of `Lists::iter`, then parties by id.
fn rows(data: &Path, words: &Words) -> Result<Vec<Named>, Failure> {
    let mut all = table_of(&data.join("law/lists/listings.csv"), |row| {
        named(row, &["name"], &[("aliases", ';'), ("name_zh", ';')], "entity", words)
    })?;
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(data.join("law/lists"))? {
        files.push(entry?.path());
    }
    files.sort();
    let is_list = |path: &&PathBuf| {
        let is_other = path.ends_with("words.csv") || path.ends_with("listings.csv");
        path.extension().is_some_and(|ending| ending == "csv") && !is_other
    };
    for file in files.iter().filter(is_list) {
        all.extend(table_of(file, |row| {
            let kind = row.get("type").map_or("", String::as_str);
            named(row, &["name"], &[("aliases", '|')], kind, words)
        })?);
    }
    let names = ["name", "name_zh", "name_ja"];
    all.extend(table_of(&data.join("things/parties/parties.csv"), |row| {
        named(row, &names, &[("aliases", ';'), ("id", ';')], "entity", words)
    })?);
    Ok(all)
}

type Fields = BTreeMap<String, String>;

/// Rows of a table, sorted by id.
fn table_of(path: &Path, each: impl Fn(&Fields) -> Named) -> Result<Vec<Named>, Failure> {
    let mut rows = Vec::new();
    for row in csv::Reader::from_path(path)?.into_deserialize() {
        let row: Fields = row?;
        rows.push((row.get("id").cloned().unwrap_or_default(), each(&row)));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(rows.into_iter().map(|(_, named)| named).collect())
}

fn named(row: &Fields, names: &[&str], lists: &[(&str, char)], kind: &str, words: &Words) -> Named {
    let field = |column: &str| row.get(column).map(|text| text.trim()).unwrap_or_default();
    let mut all: Vec<String> = names.iter().map(|column| field(column).to_owned()).collect();
    for (column, separator) in lists {
        let parts = field(column).split(*separator).map(str::trim).filter(|part| !part.is_empty());
        all.extend(parts.map(str::to_owned));
    }
    Named { is_person: is_person(kind, field("name"), words), names: all }
}

fn declared(data: &Path) -> Result<Words, Failure> {
    let mut words = Words::default();
    for row in csv::Reader::from_path(data.join("law/lists/words.csv"))?.into_deserialize() {
        let row: Fields = row?;
        let field = |column: &str| row.get(column).map(|text| text.trim()).unwrap_or_default();
        words.add(field("word"), Kind::of_word(field("kind")).unwrap_or(Kind::Weak), field("means"));
    }
    Ok(words)
}
