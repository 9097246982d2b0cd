//! What a formula can call: chips, series, days, limits and answers of the law.

mod law;

use super::evaluate::{Evaluator, Read, number};
use super::value::{Range, Value};
use chipgate_ask::gates::GateBooks;
use chipgate_ask::{Question, fill};
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::formula::{Expr, FormulaProblem, Part, print};
use chipgate_base::interval::Interval;
use chipgate_base::near::did_you_mean;
use chipgate_catalogue::{Chip, Figure};
use chipgate_law::expr::Atom;
use chipgate_law::rule::Version;
use jiff::civil::Date;

/// The functions with their arguments and what they give.
pub const FUNCTIONS: [(&str, &str, &str); 13] = [
    (
        "answer",
        "chip, country, day, words",
        "the answer of the US gate to the reference question, as enforced",
    ),
    (
        "best",
        "designer, quantity, day",
        "the greatest figure among the designer's chips on sale that day, of those with both ends known",
    ),
    ("china", "chip, country, day, words", "the answer of China's gate to the same question"),
    ("chip", "chip, quantity", "a figure of a chip"),
    (
        "date",
        "event, instrument or rule",
        "the day of an event, the first effect of an instrument, the first text of a rule",
    ),
    ("joint", "chip, country, day, words", "the stricter of both gates"),
    ("launch", "chip", "the day from which a chip was on sale"),
    ("limit", "rule, threshold, day", "a threshold of the text in force that day"),
    ("max", "numbers", "the greatest"),
    ("min", "numbers", "the smallest"),
    (
        "reached",
        "designer, quantity, number",
        "the day from which the designer had a chip on sale with at least that figure",
    ),
    ("review", "chip, country, day, words", "the review policy for the reference question, as enforced"),
    ("series", "series, period", "the figures of a period, from the lowest to the highest"),
];

/// Statuses of chips that are not on sale, whatever their launch says.
const NOT_ON_SALE: [&str; 3] = ["announced", "reported", "cancelled"];

/// What a call gave.
pub(super) struct LookedUp {
    pub value: Value,
    pub unit: Name,
    pub sources: Vec<Name>,
    pub grade: Name,
    /// It was read from the data, and not worked out from other calls.
    pub is_read: bool,
}

type Result<T> = std::result::Result<T, FormulaProblem>;

/// A chip with a figure: its range, unit and sources.
type WithFigure<'c> = (&'c Chip, Range, Name, Vec<Name>);

/// Evaluates a call.
pub(super) fn call(
    with: &Evaluator<'_>,
    expr: &Expr,
    name: &str,
    arguments: &[Expr],
    reads: &mut Vec<Read>,
) -> Result<LookedUp> {
    let call = Call { with, expr, name, arguments };
    match name {
        "chip" => call.chip(),
        "launch" => call.launch(),
        "best" => call.best(),
        "reached" => call.reached(reads),
        "series" => call.series(),
        "date" => call.date(),
        "limit" => call.limit(),
        "answer" | "review" | "china" | "joint" => call.law(),
        "min" => call.over_all(reads, f64::min),
        "max" => call.over_all(reads, f64::max),
        _ => Err(call.unknown_function()),
    }
}

struct Call<'a> {
    with: &'a Evaluator<'a>,
    expr: &'a Expr,
    name: &'a str,
    arguments: &'a [Expr],
}

fn plain(text: &str) -> Name {
    Name::from(text)
}

fn looked_up(value: Value, unit: &str, sources: Vec<Name>, grade: &str) -> LookedUp {
    LookedUp { value, unit: plain(unit), sources, grade: plain(grade), is_read: true }
}

impl<'a> Call<'a> {
    fn unknown_function(&self) -> FormulaProblem {
        let known = FUNCTIONS.iter().map(|(name, ..)| *name);
        let help = did_you_mean(self.name, known.clone())
            .unwrap_or_else(|| format!("write one of {}", known.collect::<Vec<_>>().join(", ")));
        FormulaProblem::new(format!("unknown function `{}`", self.name), self.expr.at.clone()).help(help)
    }

    /// The arguments, when there are just so many.
    fn arguments<const N: usize>(&self) -> Result<[&'a Expr; N]> {
        let list: Vec<&Expr> = self.arguments.iter().collect();
        <[&Expr; N]>::try_from(list).map_err(|list| {
            let wanted =
                FUNCTIONS.iter().find(|(name, ..)| *name == self.name).map_or("", |(_, wanted, _)| wanted);
            let message = format!("`{}` has {} arguments, not {N}", self.name, list.len());
            FormulaProblem::new(message, self.expr.at.clone())
                .help(format!("write `{}({wanted})`", self.name))
        })
    }

    fn chip(&self) -> Result<LookedUp> {
        let [chip, quantity] = self.arguments()?;
        let found = self.find_chip(chip)?;
        let name = word(quantity)?;
        if let Some(figure) = figure(found, name) {
            return Ok(looked_up(
                Value::Number(Range::from(&figure.range)),
                &figure.unit,
                figure.sources.clone(),
                &figure.grade,
            ));
        }
        match self.computed(found, name, self.expr)? {
            Some((range, unit, sources)) => Ok(looked_up(Value::Number(range), &unit, sources, "derived")),
            None => Err(self.no_figure(found, quantity, name)),
        }
    }

    fn no_figure(&self, chip: &Chip, at: &Expr, name: &str) -> FormulaProblem {
        let facts = &self.with.chronicle.ground.law.vocabulary.facts;
        let known = facts
            .iter()
            .map(|(_, fact)| &*fact.name)
            .chain(chip.figures.iter().map(|figure| &*figure.quantity));
        let help = did_you_mean(name, known).filter(|told| !told.contains(&format!("`{name}`")));
        let help = help.unwrap_or_else(|| format!("`chipgate chips show {}` prints every figure", chip.id));
        FormulaProblem::new(format!("chip `{}` has no figure `{name}`", chip.id), at.at.clone()).help(help)
    }

    /// A quantity that the law defines by arithmetic, from the facts of the chip.
    fn computed(&self, chip: &Chip, name: &str, at: &Expr) -> Result<Option<(Range, Name, Vec<Name>)>> {
        let chronicle = self.with.chronicle;
        let Some(id) = chronicle.ground.law.vocabulary.facts.find(name) else { return Ok(None) };
        let frame = chronicle.ground.frame;
        let question = Question::about(&chip.id).to(&frame.destination).by("export");
        let asked = fill(chronicle.ground, &question, frame.covers_from)
            .map_err(|problems| self.refused(problems.first().map(|problem| problem.message.clone()), at))?;
        let range = Range::from(&asked.inputs.value(id).interval());
        if range == Range::from(&Interval::UNKNOWN) {
            return Ok(None);
        }
        let unit = match &chronicle.ground.law.vocabulary.facts.get(id).map(|fact| &fact.kind) {
            Some(chipgate_law::fact::Kind::Number { unit }) => unit.clone(),
            _ => return Ok(None),
        };
        let sources = asked.inputs.sources.get(id.0).cloned().flatten().into_iter().collect();
        Ok(Some((range, unit, sources)))
    }

    fn refused(&self, message: Option<String>, at: &Expr) -> FormulaProblem {
        let message = message.unwrap_or_else(|| "the question about this chip does not fit".to_owned());
        FormulaProblem::new(message, at.at.clone()).help("correct the chip, the country or the day")
    }

    fn find_chip(&self, at: &Expr) -> Result<&'a Chip> {
        let chronicle = self.with.chronicle;
        let id = word(at)?;
        chronicle
            .ground
            .catalogue
            .chip(id)
            .ok_or_else(|| unknown("chip", id, at, chipgate_ask::chip_help(chronicle.ground, id)))
    }

    fn launch(&self) -> Result<LookedUp> {
        let [at] = self.arguments()?;
        let chip = self.find_chip(at)?;
        let launch = chip.launch.ok_or_else(|| {
            FormulaProblem::new(format!("no launch of chip `{}` is known", chip.id), at.at.clone())
                .help("fill in its launch in `things/chips/chips.csv`, or use a chip with one")
        })?;
        Ok(looked_up(Value::Day(launch), "", chip.sources.clone(), ""))
    }

    /// Chips of a designer that were on sale at some time, with a figure known on both sides.
    fn of_designer(&self, designer: &Expr, quantity: &Expr) -> Result<Vec<WithFigure<'a>>> {
        let chronicle = self.with.chronicle;
        let (id, name) = (word(designer)?, word(quantity)?);
        if chronicle.ground.catalogue.party(id).is_none() {
            let help = did_you_mean(id, chronicle.ground.catalogue.parties.iter().map(|party| &*party.id));
            return Err(unknown(
                "party",
                id,
                designer,
                help.unwrap_or_else(|| "`chipgate parties list` prints every id".to_owned()),
            ));
        }
        let own = chronicle
            .ground
            .catalogue
            .chips
            .iter()
            .filter(|chip| &*chip.designer == id && !NOT_ON_SALE.contains(&&*chip.status));
        let mut found = Vec::new();
        for chip in own.filter(|chip| chip.launch.is_some()) {
            let plain = figure(chip, name)
                .map(|figure| (Range::from(&figure.range), figure.unit.clone(), figure.sources.clone()));
            let known = plain.map_or_else(|| self.computed(chip, name, quantity), |found| Ok(Some(found)))?;
            found.extend(
                known
                    .filter(|(range, ..)| range.high.is_finite())
                    .map(|(range, unit, sources)| (chip, range, unit, sources)),
            );
        }
        if found.is_empty() {
            let message = format!("no chip of `{id}` has a figure `{name}`");
            return Err(FormulaProblem::new(message, quantity.at.clone())
                .help("`chipgate facts` lists the quantities"));
        }
        Ok(found)
    }

    fn best(&self) -> Result<LookedUp> {
        let [designer, quantity, day] = self.arguments()?;
        let day = day_in(day)?;
        let all = self.of_designer(designer, quantity)?;
        let on_sale =
            all.into_iter().filter(|(chip, ..)| chip.launch.is_some_and(|launch| launch.latest <= day));
        let best = on_sale.reduce(|a, b| if (b.1.high, b.1.low) > (a.1.high, a.1.low) { b } else { a });
        let (chip, range, unit, sources) = best.ok_or_else(|| {
            FormulaProblem::new(format!("no chip was on sale on {day}"), self.expr.at.clone())
                .help("name a later day")
        })?;
        Ok(LookedUp { grade: chip.name.clone(), ..looked_up(Value::Number(range), &unit, sources, "") })
    }

    fn reached(&self, reads: &mut Vec<Read>) -> Result<LookedUp> {
        let [designer, quantity, least] = self.arguments()?;
        let all = self.of_designer(designer, quantity)?;
        let least = number(least, &self.with.part(least, reads)?)?;
        let able = |surely: bool| {
            all.iter().filter(
                move |(_, range, ..)| if surely { range.low >= least.high } else { range.high >= least.low },
            )
        };
        let first = able(false).filter_map(|(chip, ..)| chip.launch).map(|launch| launch.earliest).min();
        let surely = able(true)
            .filter_map(|(chip, ..)| Some((chip.launch?.latest, *chip)))
            .min_by_key(|(day, _)| *day);
        let (Some(earliest), Some((latest, chip))) = (first, surely) else {
            let message = format!("no chip on sale has at least {}", least.high);
            return Err(FormulaProblem::new(message, self.expr.at.clone())
                .help("name a smaller figure or another designer"));
        };
        let days = DaySpan { earliest: earliest.min(latest), latest };
        Ok(LookedUp { grade: chip.name.clone(), ..looked_up(Value::Day(days), "", chip.sources.clone(), "") })
    }

    fn series(&self) -> Result<LookedUp> {
        let [id, period] = self.arguments()?;
        let chronicle = self.with.chronicle;
        let name = word(id)?;
        let series = chronicle.series(name).ok_or_else(|| {
            let near = did_you_mean(name, chronicle.records.series.iter().map(|series| &*series.id));
            let help = near.unwrap_or_else(|| "add it below `record/series/`, or correct the id".to_owned());
            unknown("series", name, id, help)
        })?;
        let wanted = word(period)?;
        let points: Vec<_> = series.at(wanted).collect();
        let ends = points.iter().map(|point| point.range()).flat_map(|range| [range.low.at, range.high.at]);
        let range = Range::around(ends).ok_or_else(|| {
            let mut periods: Vec<&str> = series.points.iter().map(|point| &*point.period.text).collect();
            periods.dedup();
            let message = format!("series `{name}` has no figure for `{wanted}`");
            FormulaProblem::new(message, period.at.clone())
                .help(format!("write one of {}", periods.join(", ")))
        })?;
        let mut sources: Vec<Name> = points.iter().map(|point| point.source.clone()).collect();
        sources.dedup();
        let kind = points.first().map_or("", |point| point.kind.code());
        Ok(looked_up(Value::Number(range), &series.unit, sources, kind))
    }

    fn date(&self) -> Result<LookedUp> {
        let [at] = self.arguments()?;
        let id = word(at)?;
        let (days, sources) = self.day_of(id).ok_or_else(|| {
            let near = did_you_mean(id, self.dated_ids().into_iter());
            unknown(
                "event, instrument or rule",
                id,
                at,
                near.unwrap_or_else(|| {
                    "`chipgate timeline` and `chipgate instruments list` print the ids".to_owned()
                }),
            )
        })?;
        Ok(looked_up(Value::Day(days), "", sources, ""))
    }

    fn day_of(&self, id: &str) -> Option<(DaySpan, Vec<Name>)> {
        let law = &self.with.chronicle.ground.law;
        if let Some(event) = self.with.chronicle.records.events.iter().find(|event| &*event.id == id) {
            return Some((event.when, event.sources.clone()));
        }
        if let Some(instrument) = law.instruments.iter().find(|instrument| &*instrument.id == id) {
            let first = instrument.effects.iter().map(|effect| effect.from).min();
            return Some((
                first.unwrap_or(DaySpan::on(instrument.published)),
                vec![instrument.source.clone()],
            ));
        }
        let rule = law.rules.iter().find(|rule| &*rule.id == id)?;
        let version = rule.versions.first()?;
        Some((
            version.from,
            law.instrument_of(version).map(|instrument| instrument.source.clone()).into_iter().collect(),
        ))
    }

    fn dated_ids(&self) -> Vec<&'a str> {
        let law = &self.with.chronicle.ground.law;
        let instruments = law.instruments.iter().map(|instrument| &*instrument.id);
        let events = self.with.chronicle.records.events.iter().map(|event| &*event.id);
        events.chain(instruments).chain(law.rules.iter().map(|rule| &*rule.id)).collect()
    }

    fn limit(&self) -> Result<LookedUp> {
        let [rule, threshold, day] = self.arguments()?;
        let (id, name, on) = (word(rule)?, word(threshold)?, day_in(day)?);
        let law = &self.with.chronicle.ground.law;
        if !law.rules.iter().any(|rule| &*rule.id == id) {
            let help = did_you_mean(id, law.rules.iter().map(|rule| &*rule.id));
            return Err(unknown(
                "rule",
                id,
                rule,
                help.unwrap_or_else(|| "`chipgate rules list` prints every id".to_owned()),
            ));
        }
        let books = GateBooks::on(law, on, None, None);
        let entries = books.us.enforced.entries.iter().chain(&books.cn.enforced.entries);
        let entry = entries.into_iter().find(|entry| &*entry.rule.id == id).ok_or_else(|| {
            FormulaProblem::new(format!("rule `{id}` is not in force on {on}"), day.at.clone())
                .help(format!("`chipgate rules show {id}` prints its dates"))
        })?;
        let (number, unit) = threshold_of(entry.version, name).ok_or_else(|| {
            let message = format!("rule `{id}` has no threshold `{name}` on {on}");
            FormulaProblem::new(message, threshold.at.clone())
                .help(format!("`chipgate rules show {id}` prints its thresholds"))
        })?;
        let source = law.instrument_of(entry.version).map(|instrument| instrument.source.clone());
        Ok(looked_up(
            Value::Number(Range::exactly(number)),
            &unit,
            source.into_iter().collect(),
            entry.version.confidence.code(),
        ))
    }

    fn over_all(&self, reads: &mut Vec<Read>, by: fn(f64, f64) -> f64) -> Result<LookedUp> {
        let mut result: Option<Range> = None;
        for one in self.arguments {
            let range = number(one, &self.with.part(one, reads)?)?;
            result =
                Some(result.map_or(range, |old| Range {
                    low: by(old.low, range.low),
                    high: by(old.high, range.high),
                }));
        }
        let range = result.ok_or_else(|| {
            FormulaProblem::new(format!("`{}` of nothing", self.name), self.expr.at.clone())
                .help("give it numbers")
        })?;
        Ok(LookedUp { is_read: false, ..looked_up(Value::Number(range), "", Vec::new(), "") })
    }
}

fn unknown(what: &str, id: &str, at: &Expr, help: String) -> FormulaProblem {
    FormulaProblem::new(format!("unknown {what} `{id}`"), at.at.clone()).help(help)
}

/// A bare word or a text in quotes.
fn word(expr: &Expr) -> Result<&str> {
    match &expr.part {
        Part::Word(text) | Part::Text(text) => Ok(text),
        _ => Err(FormulaProblem::new(format!("`{}` is not a name", print(expr)), expr.at.clone())
            .help("write an id in double quotes, or the name of a quantity")),
    }
}

fn day_in(expr: &Expr) -> Result<Date> {
    match &expr.part {
        Part::Day(day) => Ok(*day),
        _ => Err(FormulaProblem::new(format!("`{}` is not a day", print(expr)), expr.at.clone())
            .help("write YYYY-MM-DD")),
    }
}

/// A figure as the catalogue holds it: by its name, or `dense_<format>_tera_per_s`.
fn figure<'c>(chip: &'c Chip, name: &str) -> Option<&'c Figure> {
    let format = name.strip_prefix("dense_").and_then(|rest| rest.strip_suffix("_tera_per_s"));
    match format {
        Some(format) => chip.figure("dense_tera_per_s", format),
        None => chip.figure(name, ""),
    }
}

fn threshold_of(version: &Version, name: &str) -> Option<(f64, Name)> {
    let mut found = None;
    version.when.each_atom(&mut |atom| {
        if let Atom::Compare(_, _, threshold) = atom
            && &*threshold.name == name
        {
            found = Some((threshold.value, threshold.unit.clone()));
        }
    });
    found
}
