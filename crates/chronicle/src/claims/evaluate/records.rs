//! Figures of series, days of events, instruments and rules, and thresholds.

use super::functions::{Call, LookedUp, Result, day_in, looked_up, unknown, word};
use crate::claims::value::{Range, Value};
use chipgate_ask::gates::GateBooks;
use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::formula::FormulaProblem;
use chipgate_base::near::did_you_mean;
use chipgate_law::expr::Atom;
use chipgate_law::rule::Version;

impl<'a> Call<'a> {
    pub(super) fn series(&self) -> Result<LookedUp> {
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

    pub(super) fn date(&self) -> Result<LookedUp> {
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

    pub(super) fn limit(&self) -> Result<LookedUp> {
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
        let entries = books.gates.values().flat_map(|gate| &gate.enforced.entries);
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
