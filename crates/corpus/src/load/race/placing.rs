//! Formulas and months of the files of the race, with the places of their mistakes.

use crate::toml_reader::{Placed, Table};
use chipgate_base::formula::FormulaProblem;
use chipgate_race::time::month_named;

/// What was read of a formula; its problem is reported at its place in the file.
pub(super) fn placed<T>(table: &Table<'_>, text: &Placed, read: Result<T, FormulaProblem>) -> Option<T> {
    read.map_err(|problem| report(table, text, problem)).ok()
}

/// The text stands inside quotes of the file, behind a line break where there are three.
fn report(table: &Table<'_>, text: &Placed, problem: FormulaProblem) {
    let raw = table.file.text.get(text.at.clone()).unwrap_or_default();
    let at = match raw.find(&*text.text) {
        Some(offset) => {
            let start = text.at.start + offset;
            start + problem.at.start..start + problem.at.end
        }
        // An escape stands in it.
        None => text.at.clone(),
    };
    table.file.problem(at, problem.message, problem.help);
}

/// A month of the run that must be given, counted from its first.
pub(super) fn required_month(table: &Table<'_>, key: &str) -> Option<usize> {
    let text = table.required_text(key);
    let month = month_named(&text.text);
    if month.is_none() && !text.text.is_empty() {
        let message = format!("`{}` is no month that the race runs", text.text);
        table.problem(text.at, message, "write a month such as 2026-01");
    }
    month
}
