//! Levers: what a government can set, and the values that each takes.

use crate::toml_reader::{Table, number_of};
use chipgate_law::Name;
use chipgate_law::expr::resolve::did_you_mean;
use jiff::civil::Date;

/// Segments of Chinese buyers.
pub const SEGMENTS: [&str; 4] = ["train", "infer", "startup", "state"];

/// What a lever takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LeverKind {
    /// A number up to the one given.
    Number {
        /// Largest value.
        most: f64,
    },
    /// A number from 0 to 1, or this word.
    ShareOr(&'static str),
    /// A class of chips, `none`, `flagship`, `notch` or `rules`.
    Class,
}

/// A lever.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lever {
    /// Stable id.
    pub id: &'static str,
    /// What it takes.
    pub kind: LeverKind,
    /// What it means, with the unit.
    pub meaning: &'static str,
}

const fn lever(id: &'static str, kind: LeverKind, meaning: &'static str) -> Lever {
    Lever { id, kind, meaning }
}

const SHARE: LeverKind = LeverKind::Number { most: 1.0 };
const GATE: LeverKind = LeverKind::ShareOr("reacts");

/// Every lever.
pub const LEVERS: [Lever; 17] = [
    lever("us.class", LeverKind::Class, "best class that may be sold to China; `rules` asks the rule books"),
    lever("us.practice", LeverKind::ShareOr("assumed"), "share of applied-for volume that may ship, 0 to 1"),
    lever("us.take", SHARE, "share of licensed sales that the US government takes, 0 to 1"),
    lever("us.cap_units", LeverKind::Number { most: 1e12 }, "cap, thousand units per month"),
    lever("us.enforcement", LeverKind::Number { most: 20.0 }, "multiplier on enforcement against diversion"),
    lever("us.offshore_open", SHARE, "multiplier on the growth of compute rented abroad, 0 to 1"),
    lever("us.notch", SHARE, "figures of the class `notch` over those of the flagship, 0 to 1"),
    lever(
        "us.redesign",
        SHARE,
        "1: vendors answer with a part clipped to the class `notch`, after the usual lags",
    ),
    lever("us.leaked", SHARE, "1: a stop is known six months before, so that orders are pulled forward"),
    lever("cn.gate.train", GATE, "share of wanted imports let in for training, 0 to 1"),
    lever("cn.gate.infer", GATE, "share of wanted imports let in for inference, 0 to 1"),
    lever("cn.gate.startup", GATE, "share of wanted imports let in for start-ups, 0 to 1"),
    lever("cn.gate.state", GATE, "share of wanted imports let in for state buyers, 0 to 1"),
    lever("cn.mandate.train", SHARE, "least domestic share of spending on training, 0 to 1"),
    lever("cn.mandate.infer", SHARE, "least domestic share of spending on inference, 0 to 1"),
    lever("cn.mandate.startup", SHARE, "least domestic share of spending of start-ups, 0 to 1"),
    lever("cn.mandate.state", SHARE, "least domestic share of spending of the state, 0 to 1"),
];

/// The value of a lever.
#[derive(Clone, Debug, PartialEq)]
pub enum LeverValue {
    /// A number in the unit of the lever.
    Number(f64),
    /// A class or another word.
    Word(Name),
}

/// A lever with a value from a day on, until the next setting of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Id of the lever.
    pub lever: Name,
    /// First day.
    pub from: Date,
    /// Its value.
    pub value: LeverValue,
    /// Low and high end of a value that is judgement.
    pub band: Option<(f64, f64)>,
}

/// Why a setting does not fit: message and remedy.
pub(crate) type Misfit = (String, String);

/// The lever with this id.
pub(crate) fn known(id: &str) -> Result<&'static Lever, Misfit> {
    LEVERS.iter().find(|lever| lever.id == id).ok_or_else(|| {
        let near = did_you_mean(id, LEVERS.iter().map(|lever| lever.id));
        let all = || format!("levers are {}", LEVERS.map(|lever| lever.id).join(", "));
        (format!("unknown lever `{id}`"), near.unwrap_or_else(all))
    })
}

/// Checks a value against its lever.
pub(crate) fn fits<'c>(
    lever: &Lever,
    value: &LeverValue,
    classes: impl Iterator<Item = &'c str>,
) -> Result<(), Misfit> {
    let range = |most: f64| {
        (format!("`{}` is outside 0 to {most}", lever.id), format!("write a number from 0 to {most}"))
    };
    match (lever.kind, value) {
        (LeverKind::Number { most }, LeverValue::Number(number)) => {
            if (0.0..=most).contains(number) {
                Ok(())
            } else {
                Err(range(most))
            }
        }
        (LeverKind::ShareOr(_), LeverValue::Number(number)) => {
            if (0.0..=1.0).contains(number) {
                Ok(())
            } else {
                Err(range(1.0))
            }
        }
        (LeverKind::ShareOr(word), LeverValue::Word(found)) if **found == *word => Ok(()),
        (LeverKind::Class, LeverValue::Word(found)) => class_fits(found, classes),
        (LeverKind::ShareOr(word), _) => Err((
            format!("`{}` takes a number or `{word}`", lever.id),
            format!("write 0 to 1, or \"{word}\""),
        )),
        (LeverKind::Class, _) => Err((format!("`{}` takes a class", lever.id), "write a word".to_owned())),
        (LeverKind::Number { .. }, _) => {
            Err((format!("`{}` takes a number", lever.id), "write a number".to_owned()))
        }
    }
}

fn class_fits<'c>(found: &str, classes: impl Iterator<Item = &'c str>) -> Result<(), Misfit> {
    let known: Vec<&str> = ["none", "flagship", "notch", "rules"].into_iter().chain(classes).collect();
    if known.contains(&found) {
        return Ok(());
    }
    let near = did_you_mean(found, known.iter().copied());
    let help = near.unwrap_or_else(|| format!("classes are {}", known.join(", ")));
    Err((format!("unknown class `{found}`"), help))
}

/// Reads the tables `[[set]]` of a policy or study; `from` stands in where a table has none.
pub(crate) fn settings(table: &Table<'_>, from: Date, classes: &[&str]) -> Vec<Setting> {
    let each = |set: &Table<'_>| setting(set, from, classes);
    table.tables("set").iter().filter_map(each).collect()
}

fn setting(set: &Table<'_>, from: Date, classes: &[&str]) -> Option<Setting> {
    let id = set.required_text("lever");
    let from = set.date("from").unwrap_or(from);
    let value = set.get("value");
    if value.is_none() {
        set.problem(set.at(), "missing key `value`", "add `value = …`");
    }
    set.finish();
    let value = value?;
    let read = match value.get_ref().as_str() {
        Some(word) => LeverValue::Word(Name::from(word)),
        None => LeverValue::Number(number_of(value).unwrap_or(f64::NAN)),
    };
    let checked = match known(&id.text) {
        Ok(lever) => fits(lever, &read, classes.iter().copied()).map_err(|misfit| (value.span(), misfit)),
        Err(misfit) => Err((id.at.clone(), misfit)),
    };
    match checked {
        Ok(()) => Some(Setting { lever: id.text, from, value: read, band: None }),
        Err((at, (message, help))) => {
            set.problem(at, message, &help);
            None
        }
    }
}
