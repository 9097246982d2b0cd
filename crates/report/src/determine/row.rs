//! A determination as one row of a table: everything under which the answer holds stands beside it.

use chipgate_ask::determination::{Determination, review_word};
use chipgate_ask::{Asked, Overridden, PartyHit, Screened};
use chipgate_base::Name;
use chipgate_corpus::Corpus;
use chipgate_law::determine::{Charge, GateReport, Missing, ProvidedThat};
use chipgate_law::rule::Measure;
use chipgate_show::table::{Cell, Column, Table, day, list, text};

/// The columns. An entry of a list that has parts has `:` between them; those of a gate begin with `us` or `cn`.
///
/// | column | an entry |
/// |---|---|
/// | `provided` | gate, rule, the facts it needs with `+`, the answer it would bring |
/// | `charges` | gate, id, kind, rate, base, whether it falls due |
/// | `conditions`, `caveats` | gate, key |
/// | `screened_against` | list, day of its copy, entries compared |
/// | `party_hits` | role, list, entry, score of 0 to 1, `exact` or `near`, the name as given |
/// | `overridden` | fact, value given, value of the data |
pub const COLUMNS: [Column; 21] = [
    day("as_of"),
    text("item"),
    text("us"),
    text("cn"),
    text("verdict"),
    list("eccn"),
    text("review_policy"),
    list("missing"),
    list("cn_missing"),
    list("us_possible"),
    list("cn_possible"),
    text("verdict_authority"),
    list("provided"),
    list("conditions"),
    list("charges"),
    list("caveats"),
    list("screened_against"),
    list("party_hits"),
    list("overridden"),
    text("lens"),
    text("corpus"),
];

/// The answer to one request as a table of one row.
#[must_use]
pub fn table(corpus: &Corpus, found: &Determination) -> Table {
    let mut table = Table::new(&COLUMNS);
    table.push(row(corpus, found));
    with_others(table, corpus, [found])
}

/// The table with a column for the gates of other governments, `gate:answer`, where the data have such.
#[must_use]
pub fn with_others<'d>(
    table: Table,
    corpus: &Corpus,
    found: impl IntoIterator<Item = &'d Determination>,
) -> Table {
    if corpus.law.gates.iter().all(|(_, entry)| entry.side.is_some()) {
        return table;
    }
    let cell = |found: &Determination| {
        Cell::list(
            found
                .gates
                .others()
                .map(|(gate, report)| format!("{}:{}", corpus.law.gates[gate].id, report.answer.code())),
        )
    };
    table.beside(list("other_gates"), found.into_iter().map(cell))
}

/// The row of one answer. `verdict_authority` is what the gate that decides rests on; empty where nothing was found or the verdict is open.
#[must_use]
pub fn row(corpus: &Corpus, found: &Determination) -> [Cell; 21] {
    let (asked, us, cn) = (&found.asked, found.gates.seller(), found.gates.buyer());
    [
        asked.as_of.into(),
        asked.item_id.as_ref().unwrap_or(&asked.item_name).into(),
        us.answer.code().into(),
        cn.answer.code().into(),
        found.verdict.code().into(),
        eccn_cell(us),
        review_word(found).into(),
        missing(&us.missing),
        missing(&cn.missing),
        possible(&us.possible),
        possible(&cn.possible),
        found.verdict_authority.map(|authority| authority.code()).into(),
        of_gates(corpus, found, |gate| gate.provided_that.iter().map(provided).collect()),
        of_gates(corpus, found, |gate| gate.conditions.iter().map(ToString::to_string).collect()),
        of_gates(corpus, found, |gate| gate.charges.iter().map(charge).collect()),
        of_gates(corpus, found, |gate| gate.caveats.iter().map(ToString::to_string).collect()),
        Cell::list(asked.screened.iter().map(screened)),
        Cell::list(asked.hits.iter().map(hit)),
        Cell::list(overridden(asked)),
        asked.lens.code().into(),
        (&corpus.sha256).into(),
    ]
}

fn missing(list: &[Missing]) -> Cell {
    Cell::list(list.iter().map(|missing| &*missing.fact))
}

fn possible(list: &[Measure]) -> Cell {
    Cell::list(list.iter().map(|measure| measure.code()))
}

/// What all gates say, each entry with its gate.
fn of_gates(corpus: &Corpus, found: &Determination, entries: impl Fn(&GateReport) -> Vec<String>) -> Cell {
    let of = |(gate, report)| {
        let id = &corpus.law.gates[gate].id;
        entries(report).into_iter().map(move |entry| format!("{id}:{entry}"))
    };
    Cell::list(found.gates.iter().flat_map(of))
}

fn provided(presumed: &ProvidedThat) -> String {
    format!("{}:{}:{}", presumed.rule, presumed.needs.join("+"), presumed.would_be.code())
}

fn charge(charge: &Charge) -> String {
    format!("{}:{}:{}:{}:{}", charge.id, charge.kind, charge.rate, charge.base, charge.answer.code())
}

fn screened(against: &Screened) -> String {
    format!("{}:{}:{}", against.list, against.dated, against.entries)
}

fn hit(hit: &PartyHit) -> String {
    let how = if hit.exact { "exact" } else { "near" };
    format!("{}:{}:{}:{}:{how}:{}", hit.role, hit.list, hit.id, hit.score, hit.given)
}

fn overridden(asked: &Asked) -> impl Iterator<Item = String> {
    let one = |value: &Overridden| {
        format!("{}:{}:{}", value.fact, ungrouped(&value.given), ungrouped(&value.known))
    };
    asked.overridden.iter().map(one)
}

/// Words without the separators between the thousands of their numbers.
fn ungrouped(words: &str) -> String {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let chars: Vec<char> = words.chars().collect();
    let is_separator = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after: Vec<Option<char>> = (1..=4).map(|step| chars.get(at + step).copied()).collect();
        digit(before) && after.iter().take(3).all(|c| digit(*c)) && !after.last().copied().is_some_and(digit)
    };
    let kept = chars.iter().enumerate().filter(|(at, c)| **c != ',' || !is_separator(*at));
    kept.map(|(_, c)| *c).collect()
}

/// The paragraphs that hold; where sets of them are possible, these as one word.
#[must_use]
pub fn eccn_cell(us: &GateReport) -> Cell {
    if us.eccn_possible.len() > 1 { Cell::list([possible_sets(us)]) } else { us.eccn.as_slice().into() }
}

/// The sets of paragraphs in the possible cases, joined by `|`, those of a set by `+`; `none` where none holds.
pub(crate) fn possible_sets(us: &GateReport) -> String {
    let joined = |set: &Vec<Name>| {
        if set.is_empty() { "none".to_owned() } else { set.join("+") }
    };
    us.eccn_possible.iter().map(joined).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::ungrouped;

    #[test]
    fn only_separators_of_thousands_are_left_out() {
        assert_eq!(ungrouped("15,832 to 1,234,567.5"), "15832 to 1234567.5");
        assert_eq!(ungrouped("CN, HK, 2020,21"), "CN, HK, 2020,21");
    }
}
