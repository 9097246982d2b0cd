//! What a policy sets: levers with their values.

use crate::toml_reader::{Table, number_of};
use chipgate_base::Name;
use chipgate_race::data::{LeverValue, Setting, fits, known_lever};
use jiff::civil::Date;

/// Reads the tables `[[set]]` of a policy or study; `from` stands in where a table has none.
pub(super) fn settings(table: &Table<'_>, from: Date, classes: &[&str]) -> Vec<Setting> {
    let each = |set: &Table<'_>| setting(set, from, classes);
    table.tables("set").iter().filter_map(each).collect()
}

fn setting(set: &Table<'_>, from: Date, classes: &[&str]) -> Option<Setting> {
    let id = set.required_text("lever");
    let from = set.date("from").unwrap_or(from);
    let value = set.get("value");
    if value.is_none() {
        set.problem(set.at(), "missing key `value`", "add `value = …`");
    }
    set.finish();
    let value = value?;
    let read = match value.get_ref().as_str() {
        Some(word) => LeverValue::Word(Name::from(word)),
        None => LeverValue::Number(number_of(value).unwrap_or(f64::NAN)),
    };
    let checked = match known_lever(&id.text) {
        Ok(lever) => fits(lever, &read, classes.iter().copied()).map_err(|misfit| (value.span(), misfit)),
        Err(misfit) => Err((id.at.clone(), misfit)),
    };
    match checked {
        Ok(()) => Some(Setting { lever: id.text, from, value: read, band: None }),
        Err((at, (message, help))) => {
            set.problem(at, message, &help);
            None
        }
    }
}
