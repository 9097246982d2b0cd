//! `law/lists/`: the screening lists, whose every entry is counted.

use super::tables::known_source;
use super::{Reading, second_of};
use crate::csv_reader::{Row, read, row_at};
use crate::files::Files;
use crate::folders;
use crate::toml_reader::{File, Placed, Table};
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::problem::Sink;
use chipgate_catalogue::lists::{Lists, ScreeningList, id_at, line_starts};
use chipgate_catalogue::names::{Kind, Words, fold};
use chipgate_catalogue::{Listing, Source};
use chipgate_law::fact::{Belongs, FactKind, Facts};
use jiff::ToSpan;
use std::borrow::Cow;
use std::collections::BTreeSet;

const KINDS: [&str; 4] = ["entity", "individual", "vessel", "aircraft"];

/// Columns of the file of a list.
const COLUMNS: [&str; 13] = [
    "id",
    "name",
    "aliases",
    "countries",
    "type",
    "citation",
    "from_earliest",
    "from_latest",
    "requirement",
    "footnote",
    "exceptions",
    "policy",
    "programmes",
];

/// Reads the lists; every row only where the whole of the data is read, the counts always.
pub(super) fn lists(
    reading: &Reading<'_>,
    files: &Files,
    sources: &[Source],
    own: Vec<Listing>,
    is_whole: bool,
) -> Lists {
    let mut all = Vec::new();
    match reading.file(folders::LISTS_HEAD) {
        Some(file) => {
            Table::read(file, |table| {
                for entry in table.tables("list") {
                    all.extend(list(&entry, sources, files, &own));
                }
            });
        }
        None => reading.missing(folders::LISTS_HEAD, "a party that is listed would pass for one that is not"),
    }
    if is_whole {
        let mut seen: BTreeSet<_> = own.iter().map(|listing| listing.id.clone()).collect();
        for list in &all {
            check_rows(reading, list, &mut seen);
        }
    }
    all.sort_by(|a: &ScreeningList, b| a.file.cmp(&b.file));
    let texts = all.iter().map(|list| text(files, &list.file)).collect();
    Lists::new(all, own, texts, entry)
}

fn text(files: &Files, path: &str) -> Cow<'static, str> {
    files.text(path).unwrap_or_default()
}

fn list(entry: &Table<'_>, sources: &[Source], files: &Files, own: &[Listing]) -> Option<ScreeningList> {
    let id = entry.required_text("id");
    let source = entry.required_text("source");
    known_source(entry.file, &source, sources);
    let list = ScreeningList {
        title: entry.title(),
        authority: entry.required_text("authority").text,
        citation: entry.required_text("citation").text,
        file: entry.required_text("file").text.to_string(),
        dated: entry.required_date("dated")?,
        entries: whole(entry, "entries")?,
        lead_days: u16::try_from(whole(entry, "lead_days")?).unwrap_or(u16::MAX),
        source: source.text,
        fact: entry.text("fact").map(|fact| fact.text),
        special: entry.text("special_requirement").zip(entry.text("special_fact")).map(texts),
        owners_count: entry.flag("owners_count").unwrap_or(false),
        id: id.text,
    };
    entry.finish();
    count(entry, &list, files, own);
    Some(list)
}

fn texts((requirement, fact): (Placed, Placed)) -> (Name, Name) {
    (requirement.text, fact.text)
}

/// Every fact by which a list speaks is a yes or no of a party.
pub(super) fn check_facts(reading: &Reading<'_>, lists: &Lists, facts: &Facts) {
    let named = lists.all().iter().flat_map(|list| list.facts().map(move |fact| (list, fact)));
    for (list, name) in named {
        let declared = facts.find(name).and_then(|id| facts.get(id));
        let fits =
            declared.is_some_and(|fact| fact.belongs == Belongs::Party && fact.kind == FactKind::YesNo);
        if let Some(file) = reading.file(folders::LISTS_HEAD).filter(|_| !fits) {
            let help = "name a yes-or-no fact of a party, or declare it in `law/facts/party.toml`".to_owned();
            file.problem(0..0, format!("list `{}` speaks by `{name}`, which is none", list.id), Some(help));
        }
    }
}

fn whole(entry: &Table<'_>, key: &str) -> Option<usize> {
    let number = entry.number(key).filter(|number| number.fract() == 0.0 && (0.0..1e9).contains(number));
    if number.is_none() {
        entry.problem(entry.at(), format!("`{key}` must be a whole number from 0"), "write a whole number");
    }
    number.map(|number| number as usize)
}

/// An entry that got lost would let a listed party through.
fn count(entry: &Table<'_>, list: &ScreeningList, files: &Files, own: &[Listing]) {
    let of_own = own.iter().filter(|listing| listing.list == list.id).count();
    let of_file = line_starts(&text(files, &list.file)).len();
    let found = of_own + of_file;
    if found == list.entries {
        return;
    }
    let beside = if of_own > 0 { format!(" and {of_own} in `{}`", folders::LISTINGS) } else { String::new() };
    let message = format!(
        "the list `{}` has {} entries, and the data hold {found}: {of_file} in `{}`{beside}",
        list.id, list.entries, list.file
    );
    let help = if found < list.entries {
        "restore the entries that are missing; only a newer copy of the list changes the number"
    } else {
        "remove the entries that are too many; only a newer copy of the list changes the number"
    };
    let at = entry.get("entries").map_or(entry.at(), |value| value.span());
    entry.problem(at, message, help);
}

fn check_rows(reading: &Reading<'_>, list: &ScreeningList, seen: &mut BTreeSet<chipgate_base::Name>) {
    let Some(file) = reading.file(&list.file) else { return };
    read(file, &COLUMNS, |row| {
        let listing = listing(row, list);
        if second_of(seen, &listing.id).is_some() {
            row.problem("id", format!("two listings have the id `{}`", listing.id), "rename one");
        }
        if row.text("id").contains('"') || id_at(file.text, row.span("id").start) != row.text("id") {
            row.problem(
                "id",
                "an id stands without quotes",
                "write small letters, digits, points and hyphens",
            );
        }
        check_words(row);
    });
}

fn check_words(row: &Row<'_>) {
    if !row.text("type").is_empty() {
        row.one_of("type", &KINDS);
    }
    for country in row.list("countries") {
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let message = format!("`{country}` is not a code of two capital letters");
            row.problem("countries", message, "use ISO 3166-1 alpha-2");
        }
    }
}

/// The words of names that say little.
pub(super) fn words(reading: &Reading<'_>) -> Words {
    let mut words = Words::default();
    let Some(file) = reading.file(folders::LIST_WORDS) else {
        reading.missing(folders::LIST_WORDS, "every word of a name would count alike");
        return words;
    };
    read(file, &["word", "kind", "means"], |row| {
        let kind = Kind::of_word(&row.one_of("kind", &["form", "stop", "weak", "place"]));
        let word = row.required("word");
        if fold(&word) != *word {
            row.problem("word", format!("`{word}` is not folded"), &format!("write `{}`", fold(&word)));
        }
        words.add(&word, kind.unwrap_or(Kind::Weak), row.text("means"));
    });
    words
}

/// The entry in the row that begins at a byte of the file of a list; damage of the embedded files is told elsewhere.
fn entry(list: &ScreeningList, text: &str, start: usize) -> Option<Listing> {
    let sink = Sink::default();
    let file = File { path: &list.file, text, sink: &sink };
    row_at(file, &COLUMNS, start).map(|row| listing(&row, list))
}

/// The entry in a row of the file of a list.
fn listing(row: &Row<'_>, list: &ScreeningList) -> Listing {
    Listing {
        id: row.required("id"),
        list: list.id.clone(),
        name: row.required("name"),
        aliases: row.list_between("aliases", '|'),
        countries: row.list("countries"),
        kind: row.name("type"),
        from: span(row, list),
        seen: Some(list.dated),
        until: None,
        citation: row.name("citation"),
        requirement: row.name("requirement"),
        footnote: row.name("footnote"),
        footnote_from: None,
        exceptions: row.list("exceptions"),
        policy: row.name("policy"),
        programmes: row.list("programmes"),
        sources: vec![list.source.clone()],
        note: Name::from(""),
    }
}

/// The span of publication, begun earlier by what an effect can precede its page.
fn span(row: &Row<'_>, list: &ScreeningList) -> Option<DaySpan> {
    let (earliest, latest) = (row.date("from_earliest")?, row.date("from_latest")?);
    if latest < earliest {
        let help = "put the earlier day first";
        row.problem("from_earliest", "the span ends before it begins", help);
    }
    let earliest = earliest.checked_sub(i32::from(list.lead_days).days()).unwrap_or(earliest);
    Some(DaySpan { earliest, latest })
}
