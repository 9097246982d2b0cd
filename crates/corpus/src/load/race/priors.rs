//! Distributions: what is believed about a number, and that it makes sense.

use crate::load::unknown_id;
use crate::toml_reader::{Table, number_of};
use chipgate_race::data::{Prior, RaceData, Scale};

pub(super) fn prior(table: &Table<'_>, data: &RaceData) -> Option<Prior> {
    let form = table.required_text("form");
    match &*form.text {
        "fixed" => table.number("value").map(Prior::Fixed),
        "band" => band(table, data),
        "discrete" => discrete(table),
        "quantiles" => {
            let bounds = bounds(table);
            let at = numbers(table, "quantiles")?;
            let scale = scale(table)?;
            quantiles(table, scale, &at, bounds?)
        }
        other => {
            let help = "write quantiles, band, discrete or fixed";
            table.problem(form.at, format!("unknown form `{other}`"), help);
            None
        }
    }
}

fn band(table: &Table<'_>, data: &RaceData) -> Option<Prior> {
    let of = table.required_text("of");
    let mut known = data.forcing.iter().filter(|row| row.low.is_some()).map(|row| &*row.series);
    if !known.clone().any(|series| series == &*of.text) {
        unknown_id(table.file, of.at, "series with a band", &of.text, &mut known);
        return None;
    }
    Some(Prior::Band { of: of.text })
}

fn scale(table: &Table<'_>) -> Option<Scale> {
    let text = table.required_text("scale");
    let found = Scale::ALL.iter().find(|(_, word)| **word == *text.text).map(|(scale, _)| *scale);
    if found.is_none() {
        table.problem(text.at, format!("unknown scale `{}`", text.text), "write linear, log or logit");
    }
    found
}

fn bounds(table: &Table<'_>) -> Option<[f64; 2]> {
    if table.get("bounds").is_none() {
        let message = "the assumption has no bounds";
        table.problem(table.at(), message, "add `bounds = [lowest, highest]`: what the number cannot pass");
        return None;
    }
    let found = numbers(table, "bounds")?;
    match found.as_slice() {
        [low, high] if low < high => Some([*low, *high]),
        _ => {
            let at = table.get("bounds").map_or(table.at(), toml::Spanned::span);
            table.problem(at, "bounds are two numbers in order", "write `bounds = [lowest, highest]`");
            None
        }
    }
}

pub(super) fn numbers(table: &Table<'_>, key: &str) -> Option<Vec<f64>> {
    let Some(value) = table.get(key) else {
        table.problem(table.at(), format!("missing key `{key}`"), &format!("add `{key} = [ … ]`"));
        return None;
    };
    let list =
        value.get_ref().as_array().map(|list| list.iter().map(number_of).collect::<Option<Vec<f64>>>());
    let found = list.flatten().filter(|list| list.iter().all(|number| number.is_finite()));
    if found.is_none() {
        table.problem(
            value.span(),
            format!("`{key}` must be a list of numbers"),
            "write numbers with a point",
        );
    }
    found
}

pub(super) fn quantiles(table: &Table<'_>, scale: Scale, at: &[f64], bounds: [f64; 2]) -> Option<Prior> {
    let place = table.get("quantiles").map_or(table.at(), toml::Spanned::span);
    let [low, mid, high] = *at else {
        table.problem(place, "three quantiles are needed", "write those at 5, 50 and 95 percent");
        return None;
    };
    if !(low < mid && mid < high) {
        let message = "the distribution does not normalise: its quantiles do not rise";
        table.problem(
            place,
            message,
            "put 5, 50 and 95 percent in order; for one value use `form = \"fixed\"`",
        );
        return None;
    }
    if low < bounds[0] || high > bounds[1] {
        table.problem(place, "a quantile lies outside the bounds", "widen the bounds or mend the quantile");
        return None;
    }
    let open = match scale {
        Scale::Linear => true,
        Scale::Log => low > 0.0,
        Scale::Logit => low > 0.0 && high < 1.0,
    };
    if !open {
        table.problem(
            place,
            "the quantiles do not fit the scale",
            "log needs numbers above 0, logit between 0 and 1",
        );
        return None;
    }
    Some(Prior::Quantiles { scale, at: [low, mid, high], bounds })
}

fn discrete(table: &Table<'_>) -> Option<Prior> {
    let values = numbers(table, "values")?;
    let probabilities = numbers(table, "probabilities")?;
    let at = table.get("probabilities").map_or(table.at(), toml::Spanned::span);
    let sum: f64 = probabilities.iter().sum();
    if values.len() != probabilities.len() || values.is_empty() {
        table.problem(at, "each value needs one probability", "give lists of the same length");
        return None;
    }
    if (sum - 1.0).abs() > 1e-9 || probabilities.iter().any(|probability| *probability < 0.0) {
        let message = format!("the distribution does not normalise: its probabilities add up to {sum}");
        table.problem(at, message, "make them add up to 1");
        return None;
    }
    Some(Prior::Discrete { values, probabilities })
}
