//! Bounds of figures outside which a slip of unit is likely.

use super::{Reading, unknown_id};
use crate::csv_reader::{Row, read};
use crate::folders;
use chipgate_ask::Plausible;
use chipgate_base::interval::Interval;
use chipgate_law::book::Law;
use chipgate_law::fact::{Belongs, FactId, FactKind};

/// Reads `law/facts/plausible.csv`; empty where there is none.
pub(super) fn read_all(reading: &Reading<'_>, law: &Law) -> Vec<Plausible> {
    let mut all = Vec::new();
    if let Some(file) = reading.file_in(folders::FACTS, "plausible.csv") {
        read(file, &["fact", "where", "low", "high", "reason"], |row| all.extend(bound(row, law)));
    }
    all
}

fn bound(row: &Row<'_>, law: &Law) -> Option<Plausible> {
    let is_number = |kind: &FactKind| matches!(kind, FactKind::Number { .. });
    let fact = item_fact(row, "fact", law, is_number, "a number of the item")?;
    let condition = match row.text("where") {
        "" => None,
        _ => Some(item_fact(row, "where", law, |kind| *kind == FactKind::YesNo, "a yes or no of the item")?),
    };
    let (low, high) = (row.number("low")?, row.number("high")?);
    if low > high {
        row.problem("low", "the bounds end before they begin", "put the smaller number under `low`");
    }
    Some(Plausible { fact, condition, range: Interval::between(low, high), reason: row.required("reason") })
}

/// The fact of a field, where it is of the item and of the kind that the column needs.
fn item_fact(
    row: &Row<'_>,
    column: &str,
    law: &Law,
    fits: impl Fn(&FactKind) -> bool,
    wanted: &str,
) -> Option<FactId> {
    let facts = &law.vocabulary.facts;
    let name = row.text(column);
    let Some(id) = facts.find(name) else {
        let known: Vec<_> = facts.iter().map(|(_, fact)| fact.name.clone()).collect();
        unknown_id(row.file, row.span(column), "fact", name, known.iter().map(|name| &**name));
        return None;
    };
    let found = facts.get(id).filter(|fact| fact.belongs == Belongs::Item && fits(&fact.kind));
    if found.is_none() {
        row.problem(column, format!("`{name}` is not {wanted}"), "name another fact");
    }
    found.map(|_| id)
}
