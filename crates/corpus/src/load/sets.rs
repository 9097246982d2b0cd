//! Named sets of countries and parties with their dates.

use super::{Reading, unknown_id};
use crate::folders;
use crate::toml_reader::{Placed, Table};
use chipgate_base::Name;
use chipgate_catalogue::{Source, find};
use chipgate_law::book::{Law, NamedSet, SetVersion};
use chipgate_law::expr::SetId;

/// Reads every `[[set]]` of `law/places/` and `law/sets/`.
pub(super) fn read(reading: &Reading<'_>, sources: &[Source], law: &mut Law) {
    let files = || [reading.files(folders::PLACES, ".toml"), reading.files(folders::SETS, ".toml")].concat();
    for file in files() {
        Table::read(file, |root| {
            for set in root.tables("set") {
                let id = set.required_text("id");
                if law.vocabulary.set(&id.text).is_some() {
                    set.problem(id.at, format!("two sets have the id `{}`", id.text), "rename one");
                }
                let of = set.required_text("of").text;
                law.vocabulary.sets.push((id.text, of));
                read_rest_later(&set);
            }
        });
    }
    for file in files() {
        Table::read(file, |root| {
            for set in root.tables("set") {
                let named = named_set(&set, sources, law);
                set.finish();
                law.sets.push(named);
            }
        });
    }
}

/// The first reading only learns the ids, since a set may name one that stands later.
fn read_rest_later(set: &Table<'_>) {
    for (_, _) in set.entries() {}
}

fn named_set(set: &Table<'_>, sources: &[Source], law: &Law) -> NamedSet {
    for key in ["id", "of", "title", "provision", "note"] {
        set.text(key);
    }
    let of = set.text("of").map(|text| text.text).unwrap_or_else(|| Name::from("country"));
    let members = |table: &Table<'_>, key: &str| words(table, key, &of, law);
    if set.get("union").is_some() {
        let ids = |key: &str| set.texts(key).iter().filter_map(|text| set_id(set, text, law)).collect();
        return NamedSet::Built {
            union: ids("union"),
            plus: members(set, "plus_members"),
            minus: ids("minus"),
        };
    }
    let mut versions: Vec<SetVersion> = Vec::new();
    for table in set.tables("version") {
        let before = versions.last().map(|version| version.members.clone()).unwrap_or_default();
        if let Some(version) = version(&table, before, sources, &members) {
            if versions.last().is_some_and(|last| last.from >= version.from) {
                table.problem(
                    table.at(),
                    "versions must follow each other by date",
                    "sort them and keep one a day",
                );
            }
            versions.push(version);
        }
        table.finish();
    }
    NamedSet::Listed(versions)
}

fn version(
    table: &Table<'_>,
    before: Vec<Name>,
    sources: &[Source],
    members: &dyn Fn(&Table<'_>, &str) -> Vec<Name>,
) -> Option<SetVersion> {
    table.text("confidence");
    table.text("note");
    let source = table.required_text("source");
    if find(sources, &source.text, |source| &source.id).is_none() {
        unknown_id(table.file, source.at, "source", &source.text, sources.iter().map(|source| &*source.id));
    }
    let mut now = if table.get("members").is_some() { members(table, "members") } else { before };
    now.extend(members(table, "plus"));
    let out = members(table, "minus");
    now.retain(|word| !out.contains(word));
    now.sort();
    now.dedup();
    Some(SetVersion {
        from: table.required_date("from")?,
        published: table.required_date("published")?,
        source: source.text,
        members: now,
    })
}

fn set_id(set: &Table<'_>, text: &Placed, law: &Law) -> Option<SetId> {
    let id = law.vocabulary.set(&text.text);
    if id.is_none() {
        let known = law.vocabulary.sets.iter().map(|(id, _)| &**id);
        unknown_id(set.file, text.at.clone(), "set", &text.text, known);
    }
    id
}

fn words(table: &Table<'_>, key: &str, of: &str, law: &Law) -> Vec<Name> {
    let known = if of == "party" { &law.vocabulary.parties } else { &law.vocabulary.countries };
    let texts = table.texts(key);
    for text in &texts {
        if known.binary_search(&text.text).is_err() {
            unknown_id(table.file, text.at.clone(), of, &text.text, known.iter().map(|word| &**word));
        }
    }
    texts.into_iter().map(|text| text.text).collect()
}
