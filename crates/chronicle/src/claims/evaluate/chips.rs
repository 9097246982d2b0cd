//! Figures of chips: one, the best of a designer, and the day on which a designer reached one.

use super::functions::{Call, LookedUp, Result, day_in, looked_up, unknown, word};
use super::{Read, number};
use crate::claims::value::{Range, Value};
use chipgate_ask::{Question, fill};
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::formula::{Expr, FormulaProblem};
use chipgate_base::interval::Interval;
use chipgate_base::near::did_you_mean;
use chipgate_catalogue::{Chip, Figure};

/// Statuses of chips that are not on sale, whatever their launch says.
const NOT_ON_SALE: [&str; 3] = ["announced", "reported", "cancelled"];

/// A chip with a figure: its range, unit and sources.
type WithFigure<'c> = (&'c Chip, Range, Name, Vec<Name>);

impl<'a> Call<'a> {
    pub(super) fn chip(&self) -> Result<LookedUp> {
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
            Some(chipgate_law::fact::FactKind::Number { unit }) => unit.clone(),
            _ => return Ok(None),
        };
        let sources = asked.inputs.sources.get(id.0).cloned().flatten().into_iter().collect();
        Ok(Some((range, unit, sources)))
    }

    pub(super) fn refused(&self, message: Option<String>, at: &Expr) -> FormulaProblem {
        let message = message.unwrap_or_else(|| "the question about this chip does not fit".to_owned());
        FormulaProblem::new(message, at.at.clone()).help("correct the chip, the country or the day")
    }

    pub(super) fn find_chip(&self, at: &Expr) -> Result<&'a Chip> {
        let chronicle = self.with.chronicle;
        let id = word(at)?;
        chronicle
            .ground
            .catalogue
            .chip(id)
            .ok_or_else(|| unknown("chip", id, at, chipgate_ask::chip_help(chronicle.ground, id)))
    }

    pub(super) fn launch(&self) -> Result<LookedUp> {
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

    pub(super) fn best(&self) -> Result<LookedUp> {
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

    pub(super) fn reached(&self, reads: &mut Vec<Read>) -> Result<LookedUp> {
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
}

/// A figure as the catalogue holds it: by its name, or `dense_<format>_tera_per_s`.
fn figure<'c>(chip: &'c Chip, name: &str) -> Option<&'c Figure> {
    let format = name.strip_prefix("dense_").and_then(|rest| rest.strip_suffix("_tera_per_s"));
    match format {
        Some(format) => chip.figure("dense_tera_per_s", format),
        None => chip.figure(name, ""),
    }
}
