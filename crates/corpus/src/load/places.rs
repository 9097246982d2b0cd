//! Other names of countries: three-letter codes, abbreviations and common names.
//!
//! They are never read in place of a code. A message that refuses one names the code.

use super::{Reading, second_of, unknown_id};
use crate::csv_reader::{Row, read};
use crate::folders;
use chipgate_ask::folded_word;
use chipgate_base::Name;
use chipgate_catalogue::Country;
use std::collections::{BTreeMap, BTreeSet};

/// Adds the other names of `law/places/names.csv` to the countries, which are sorted by code.
pub(super) fn add_names(reading: &Reading<'_>, countries: &mut [Country]) {
    let Some(file) = reading.file_in(folders::PLACES, "names.csv") else { return };
    let mut owners = BTreeMap::new();
    for country in countries.iter() {
        for name in country.names.each().chain([&country.code]) {
            owners.insert(folded_word(name), country.code.clone());
        }
    }
    let mut seen = BTreeSet::new();
    read(file, &["iso2", "iso3", "also"], |row| {
        let code = row.required("iso2");
        if second_of(&mut seen, &code).is_some() {
            row.problem("iso2", format!("two rows are of `{code}`"), "keep one");
        }
        let found = countries.binary_search_by(|country| country.code.cmp(&code)).ok();
        let Some(country) = found.and_then(|at| countries.get_mut(at)) else {
            let none: [&str; 0] = [];
            unknown_id(file, row.span("iso2"), "country", &code, none.into_iter());
            return;
        };
        country.iso3 = iso3(row);
        country.also = row.list("also");
        for name in country.also.iter().chain([&country.iso3]) {
            check_owner(row, name, &code, &mut owners);
        }
    });
}

fn iso3(row: &Row<'_>) -> Name {
    let code = row.required("iso3");
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let message = format!("`{code}` is not a code of three capital letters");
        row.problem("iso3", message, "use ISO 3166-1 alpha-3");
    }
    code
}

/// A name that stands for two countries would name the wrong code.
fn check_owner(row: &Row<'_>, name: &Name, code: &Name, owners: &mut BTreeMap<String, Name>) {
    let owner = owners.entry(folded_word(name)).or_insert_with(|| code.clone());
    if owner != code {
        row.problem("also", format!("`{name}` is already a name of `{owner}`"), "leave it out of one");
    }
}
