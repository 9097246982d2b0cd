//! Observations of a user: what happened, or what somebody else says will.

use crate::csv_reader::{Row, read};
use crate::toml_reader::File;
use chipgate_base::Name;
use chipgate_base::near::did_you_mean;
use chipgate_base::problem::{Problem, Sink};
use jiff::civil::Date;

/// A number that the model can be scored with.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Id of the row.
    pub id: Name,
    /// A quantity of the model, or a series of the data.
    pub quantity: Name,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The number, in the unit of the quantity.
    pub value: f64,
    /// Low and high end, where known.
    pub range: (Option<f64>, Option<f64>),
}

/// Reads a file with the columns `id,quantity,from,to,value,low,high`.
#[must_use]
pub fn read_observations(path: &str, text: &str, quantities: &[&str]) -> (Vec<Observation>, Vec<Problem>) {
    let sink = Sink::default();
    let mut all = Vec::new();
    let columns = ["id", "quantity", "from", "to", "value", "low", "high"];
    read(File { path, text, sink: &sink }, &columns, |row| all.extend(observation(row, quantities)));
    (all, sink.take())
}

fn observation(row: &Row<'_>, quantities: &[&str]) -> Option<Observation> {
    let quantity = row.required("quantity");
    if !quantities.contains(&&*quantity) {
        let near = did_you_mean(&quantity, quantities.iter().copied());
        let help = near.unwrap_or_else(|| "`chipgate race quantities` prints the ids".to_owned());
        row.problem("quantity", format!("unknown quantity `{quantity}`"), &help);
        return None;
    }
    for column in ["from", "to", "value"] {
        row.required(column);
    }
    let (from, to) = (row.date("from")?, row.date("to")?);
    if to < from {
        row.problem("to", "the span ends before it begins", "put the earlier day first");
        return None;
    }
    let outside = from.year() < super::FIRST_YEAR || to.year() > super::LAST_YEAR;
    if outside {
        let message = format!(
            "the span leaves the years {} to {} that the race runs",
            super::FIRST_YEAR,
            super::LAST_YEAR
        );
        row.problem("from", message, "choose a span inside them");
        return None;
    }
    let value = row.number("value")?;
    let range = (row.number("low"), row.number("high"));
    check_range(row, value, range)?;
    Some(Observation { id: row.required("id"), quantity, from, to, value, range })
}

/// The bounds stand in order and around the value.
fn check_range(row: &Row<'_>, value: f64, (low, high): (Option<f64>, Option<f64>)) -> Option<()> {
    if let Some((low, high)) = low.zip(high).filter(|(low, high)| low > high) {
        row.problem(
            "low",
            format!("`low` is {low} and `high` is {high}"),
            "put the smaller number under `low`",
        );
        return None;
    }
    if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
        row.problem("value", "the value lies outside its own bounds", "order low, value and high");
        return None;
    }
    Some(())
}
