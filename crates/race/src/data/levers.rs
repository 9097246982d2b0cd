//! Levers: what a government can set, and the values that each takes.

use chipgate_base::Name;
use chipgate_base::near::did_you_mean;
use jiff::civil::Date;

/// What a lever takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LeverKind {
    /// A number up to the one given.
    Number {
        /// Largest value.
        most: f64,
    },
    /// A number up to the one given, or one of these words.
    NumberOr {
        /// Largest value.
        most: f64,
        /// Words.
        words: &'static [&'static str],
    },
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
const SHARE_OR_RULES: LeverKind = LeverKind::NumberOr { most: 1.0, words: &["rules"] };
const GATE: LeverKind = LeverKind::NumberOr { most: 1.0, words: &["rules", "reacts"] };

/// Every lever.
///
/// `rules` asks the rule books of each day. `reacts` does so up to the last day that the sources of
/// China's gate cover, and hands over to a chain of four states that starts where the book stands then.
pub const LEVERS: [Lever; 21] = [
    lever("us.class", LeverKind::Class, "best class that may be sold to China; `rules` asks the rule books"),
    lever(
        "us.practice",
        LeverKind::NumberOr { most: 1.0, words: &["assumed"] },
        "share of applied-for volume that may ship, 0 to 1",
    ),
    lever(
        "us.take",
        SHARE_OR_RULES,
        "share of licensed sales that the US government takes, 0 to 1, or `rules`",
    ),
    lever(
        "us.cap_units",
        LeverKind::NumberOr { most: 1e12, words: &["rules"] },
        "cap, thousand units per month; `rules` caps where a rule does",
    ),
    lever("us.enforcement", LeverKind::Number { most: 20.0 }, "multiplier on enforcement against diversion"),
    lever("us.offshore_open", SHARE, "multiplier on the growth of compute rented abroad, 0 to 1"),
    lever("us.notch", SHARE, "figures of the class `notch` over those of the flagship, 0 to 1"),
    lever(
        "us.redesign",
        SHARE,
        "1: vendors answer with the flagship clipped to what needs no license, after the usual lags",
    ),
    lever("us.leaked", SHARE, "1: a stop is known six months before, so that orders are pulled forward"),
    lever("cn.gate.train", GATE, "share of wanted imports let in for training, 0 to 1, `rules` or `reacts`"),
    lever("cn.gate.infer", GATE, "share of wanted imports let in for inference, 0 to 1, `rules` or `reacts`"),
    lever(
        "cn.gate.startup",
        GATE,
        "share of wanted imports let in for start-ups, 0 to 1, `rules` or `reacts`",
    ),
    lever(
        "cn.gate.state",
        GATE,
        "share of wanted imports let in for state buyers, 0 to 1, `rules` or `reacts`",
    ),
    lever("cn.practice.train", SHARE, "most that is let in for training whatever the rules say, 0 to 1"),
    lever("cn.practice.infer", SHARE, "most that is let in for inference whatever the rules say, 0 to 1"),
    lever("cn.practice.startup", SHARE, "most that is let in for start-ups whatever the rules say, 0 to 1"),
    lever("cn.practice.state", SHARE, "most that is let in for state buyers whatever the rules say, 0 to 1"),
    lever(
        "cn.mandate.train",
        SHARE_OR_RULES,
        "least domestic share of spending on training, 0 to 1, or `rules`",
    ),
    lever(
        "cn.mandate.infer",
        SHARE_OR_RULES,
        "least domestic share of spending on inference, 0 to 1, or `rules`",
    ),
    lever(
        "cn.mandate.startup",
        SHARE_OR_RULES,
        "least domestic share of spending of start-ups, 0 to 1, or `rules`",
    ),
    lever(
        "cn.mandate.state",
        SHARE_OR_RULES,
        "least domestic share of spending of the state, 0 to 1, or `rules`",
    ),
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
pub type Misfit = (String, String);

/// The lever with this id.
pub fn known(id: &str) -> Result<&'static Lever, Misfit> {
    LEVERS.iter().find(|lever| lever.id == id).ok_or_else(|| {
        let near = did_you_mean(id, LEVERS.iter().map(|lever| lever.id));
        let all = || format!("levers are {}", LEVERS.map(|lever| lever.id).join(", "));
        (format!("unknown lever `{id}`"), near.unwrap_or_else(all))
    })
}

/// Checks a value against its lever.
pub fn fits<'c>(
    lever: &Lever,
    value: &LeverValue,
    classes: impl Iterator<Item = &'c str>,
) -> Result<(), Misfit> {
    let range = |most: f64| {
        (format!("`{}` is outside 0 to {most}", lever.id), format!("write a number from 0 to {most}"))
    };
    match (lever.kind, value) {
        (LeverKind::Number { most } | LeverKind::NumberOr { most, .. }, LeverValue::Number(number)) => {
            if (0.0..=most).contains(number) { Ok(()) } else { Err(range(most)) }
        }
        (LeverKind::NumberOr { words, .. }, LeverValue::Word(found)) if words.contains(&&**found) => Ok(()),
        (LeverKind::Class, LeverValue::Word(found)) => class_fits(found, classes),
        (LeverKind::NumberOr { most, words }, _) => Err(number_or(lever, most, words)),
        (LeverKind::Class, _) => Err((format!("`{}` takes a class", lever.id), "write a word".to_owned())),
        (LeverKind::Number { .. }, _) => {
            Err((format!("`{}` takes a number", lever.id), "write a number".to_owned()))
        }
    }
}

fn number_or(lever: &Lever, most: f64, words: &[&str]) -> Misfit {
    let or = |quote: &str| {
        let quoted: Vec<String> = words.iter().map(|word| format!("{quote}{word}{quote}")).collect();
        quoted.join(" or ")
    };
    (format!("`{}` takes a number or {}", lever.id, or("`")), format!("write 0 to {most}, or {}", or("\"")))
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
