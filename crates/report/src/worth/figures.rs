//! Bands of the worth model as people and programs read them.

use chipgate_show::table::Cell;
pub use chipgate_show::words::number::short;
use chipgate_worth::answer::Band;
use serde_json::{Value, json};

/// Middle and ends, such as `1,490 (1,080–2,050)`.
#[must_use]
pub fn band(band: Band) -> String {
    format!("{} ({}–{})", short(band.middle), short(band.low), short(band.high))
}

/// Low end, middle and high end of a band; an infinite end is missing.
#[must_use]
pub(super) fn cells(band: Option<Band>) -> [Cell; 3] {
    band.map_or([const { Cell::Missing }; 3], |band| [band.low, band.middle, band.high].map(Cell::from))
}

/// A band as an object; an infinite end is null.
#[must_use]
pub fn band_json(band: Band) -> Value {
    let end = |number: f64| if number.is_finite() { json!(number) } else { Value::Null };
    json!({ "low": end(band.low), "middle": end(band.middle), "high": end(band.high) })
}
