//! Observations of a user: what happened, or what somebody else says will.

use crate::csv_reader::{Row, read};
use crate::toml_reader::File;
use chipgate_base::near::did_you_mean;
use chipgate_base::problem::{Problem, Sink};
use chipgate_race::data::{FIRST_YEAR, LAST_YEAR, Observation};

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
    let outside = from.year() < FIRST_YEAR || to.year() > LAST_YEAR;
    if outside {
        let message = format!("the span leaves the years {} to {} that the race runs", FIRST_YEAR, LAST_YEAR);
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
