//! `race/theses.toml` and `race/two_gates.toml`: runs, tests, what they read by name, and their formulas.

use super::equations::check_tests;
use super::placing::placed;
use super::study::is_known;
use crate::corpus::Corpus;
use crate::folders;
use crate::load::Reading;
use crate::toml_reader::{Placed, Table, number_of};
use chipgate_base::Name;
use chipgate_base::formula::FormulaProblem;
use chipgate_race::data::{Asked, GateTest, Made, Policy, RaceData, Read, Run, Runs, Side, Span, Thesis};
use chipgate_race::formula::{Condition, Formula, Names};
use chipgate_race::outcomes::Outcome;
use chipgate_race::quantities::all;
use chipgate_race::time::{MONTHS, month_of};

/// Reads the tests of both files; they need the policies.
pub(in crate::load) fn theses(reading: &Reading<'_>, corpus: &mut Corpus) {
    if let Some(file) = reading.file_in(folders::RACE, "theses.toml")
        && let Some((runs, tests)) = Table::read(file, |root| tests(root, &corpus.race, thesis))
    {
        (corpus.race.thesis_runs, corpus.race.theses) = (runs, tests);
    }
    if let Some(file) = reading.file_in(folders::RACE, "two_gates.toml")
        && let Some((runs, tests)) = Table::read(file, |root| tests(root, &corpus.race, gate_test))
    {
        (corpus.race.gate_runs, corpus.race.gate_tests) = (runs, tests);
    }
    check_tests(reading, corpus);
}

/// What the tests of a file share while they are read.
struct Reader<'a> {
    data: &'a RaceData,
    runs: Runs,
    /// First month of the policy from which spans are counted.
    start: usize,
}

fn tests<T>(
    root: &Table<'_>,
    data: &RaceData,
    test: fn(&Reader<'_>, &Table<'_>) -> Option<T>,
) -> (Runs, Vec<T>) {
    let (runs, start) = runs(root, data);
    let mut reader = Reader { data, runs, start };
    if let Some(table) = root.table("binds") {
        reader.runs.binds = reader.made(&table, Condition::read);
        table.finish();
    }
    let mut found = Vec::new();
    for table in root.tables("test") {
        found.extend(test(&reader, &table));
        table.finish();
    }
    (reader.runs, found)
}

fn runs(root: &Table<'_>, data: &RaceData) -> (Runs, usize) {
    let counted_from = policy(root, "counted_from", data, |_| true);
    let start = counted_from.and_then(|policy| month_of(policy.from)).unwrap_or(0);
    let runs = Runs {
        counted_from: counted_from.map_or_else(|| Name::from(""), |policy| policy.id.clone()),
        wider: root.number("wider").unwrap_or(1.0),
        runs: root.tables("run").iter().filter_map(|table| run(table, data)).collect(),
        binds: None,
    };
    (runs, start)
}

fn run(table: &Table<'_>, data: &RaceData) -> Option<Run> {
    let of = |key: &str, side: Side| policy(table, key, data, |policy| policy.side == side);
    let (us, cn) = (of("us", Side::Seller), of("cn", Side::Buyer));
    let (name, wide) = (table.required_text("name").text, table.flag("wide").unwrap_or(false));
    table.finish();
    Some(Run { name, seller: us?.id.clone(), buyer: cn?.id.clone(), wide })
}

fn policy<'d>(
    table: &Table<'_>,
    key: &str,
    data: &'d RaceData,
    fits: impl Fn(&Policy) -> bool,
) -> Option<&'d Policy> {
    let id = table.required_text(key);
    let known: Vec<&str> =
        data.policies.iter().filter(|policy| fits(policy)).map(|policy| &*policy.id).collect();
    if id.text.is_empty() || !is_known(table, &id, "policy", &known) {
        return None;
    }
    data.policy(&id.text)
}

fn thesis(reader: &Reader<'_>, table: &Table<'_>) -> Option<Thesis> {
    let text = |key: &str| table.required_text(key).text;
    let (threshold, makes) = (threshold(table), reader.made(table, Formula::read));
    Some(Thesis {
        id: text("id"),
        observable: text("observable"),
        unit: text("unit"),
        dependence: text("dependence"),
        bridge: text("bridge"),
        dependence_below: is_below(table, "dependence_is"),
        note: note(table),
        threshold: threshold?,
        makes: makes?,
    })
}

fn gate_test(reader: &Reader<'_>, table: &Table<'_>) -> Option<GateTest> {
    let text = |key: &str| table.required_text(key).text;
    let (threshold, makes) = (threshold(table), reader.made(table, Formula::read));
    Some(GateTest {
        id: text("id"),
        observable: text("observable"),
        unit: text("unit"),
        two_gate: text("two_gate"),
        single_gate: text("single_gate"),
        two_gate_below: is_below(table, "two_gate_is"),
        note: note(table),
        threshold: threshold?,
        makes: makes?,
    })
}

fn note(table: &Table<'_>) -> Name {
    table.text("note").map_or_else(|| Name::from(""), |text| text.text)
}

fn threshold(table: &Table<'_>) -> Option<f64> {
    if table.get("threshold").is_none() {
        table.problem(table.at(), "missing key `threshold`", "add `threshold = 0.3`");
    }
    table.number("threshold")
}

fn is_below(table: &Table<'_>, key: &str) -> bool {
    let side = table.required_text(key);
    is_known(table, &side, "side", &["above", "below"]) && &*side.text == "below"
}

impl Reader<'_> {
    /// What a test or condition reads and makes; `None` where a name, a span or the formula does not fit.
    fn made<F>(
        &self,
        table: &Table<'_>,
        read: fn(&str, &Names<'_>) -> Result<F, FormulaProblem>,
    ) -> Option<Made<F>> {
        let found = self.reads(table);
        let text = table.required_text("formula");
        let names: Vec<&str> = found.iter().map(|(name, _)| &**name).collect();
        let fixed = [("wider", self.runs.wider)];
        let names = Names { read: &names, fixed: &fixed, given: &|id| self.data.constant(id) };
        let formula = placed(table, &text, read(&text.text, &names))?;
        let reads = found.into_iter().map(|(_, read)| read).collect::<Option<_>>()?;
        Some(Made { reads, formula })
    }

    /// What is read, by name; `None` behind a name whose number cannot be read.
    fn reads(&self, table: &Table<'_>) -> Vec<(Name, Option<Read>)> {
        let Some(reads) = table.table("reads") else {
            table.problem(table.at(), "nothing is read", "add `[test.reads]` with a name for each number");
            return Vec::new();
        };
        let read = |(name, value): (Placed, crate::toml_reader::Value<'_>)| {
            let Some(inner) = reads.inner(value) else {
                reads.wrong_type(&name.text, value.span(), "a table", value.get_ref());
                return (name.text, None);
            };
            let read = self.read(&inner);
            inner.finish();
            (name.text, read)
        };
        reads.entries().map(read).collect()
    }

    fn read(&self, table: &Table<'_>) -> Option<Read> {
        let (quantity, run) = (table.required_text("quantity"), table.required_text("run"));
        let known: Vec<&str> = all().into_iter().map(|(id, ..)| id).collect();
        let names: Vec<&str> = self.runs.runs.iter().map(|run| &*run.name).collect();
        let fits = is_known(table, &quantity, "quantity", &known);
        let is_run = is_known(table, &run, "run", &names);
        let span = self.span(table)?;
        let place = names.iter().position(|name| *name == &*run.text);
        let (from, to) = span.months(self.start)?;
        (fits && is_run).then_some(())?;
        Outcome::new(&quantity.text, from, to)?;
        Some(Read { run: place?, asked: Asked { quantity: quantity.text, span } })
    }

    /// One of `months`, `year` and `end_of`, inside the run.
    fn span(&self, table: &Table<'_>) -> Option<Span> {
        let (year, end) = (whole(table, "year"), whole(table, "end_of"));
        let months = table.get("months").and_then(|value| {
            let list: Vec<f64> = value.get_ref().as_array()?.iter().filter_map(number_of).collect();
            let [from, to] = list.as_slice() else { return None };
            Some(Span::After(as_month(*from)?, as_month(*to)?))
        });
        let found: Vec<Span> =
            [months, year.map(Span::Year), end.map(Span::EndOf)].into_iter().flatten().collect();
        let inside =
            |span: &Span| span.months(self.start).is_some_and(|(from, to)| from <= to && to < MONTHS);
        match found.as_slice() {
            [span] if inside(span) => Some(*span),
            _ => {
                let help = "write one of `months = [12, 23]`, `year = 2027` and `end_of = 2027`, inside the years of the race";
                table.problem(table.at(), "it is not said when the number is read", help);
                None
            }
        }
    }
}

fn whole(table: &Table<'_>, key: &str) -> Option<i16> {
    let number = table.get(key).and_then(number_of)?;
    // Years are small whole numbers, so that the conversion is exact; a part of one is outside the run.
    (number.fract() == 0.0).then_some(number as i16)
}

fn as_month(number: f64) -> Option<usize> {
    (number.fract() == 0.0 && (0.0..1000.0).contains(&number)).then_some(number as usize)
}
