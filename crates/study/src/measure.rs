//! Quantities, units and numbers of the race in the reader's language. For people only.

use chipgate_race::paired::Effect;
use chipgate_race::quantities::{self, QUANTITIES, RATIOS, Reduce};
use chipgate_show::Words;
use chipgate_show::words::number::{amount, percent};

/// How a unit of the model is told to people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// Code in the message family `race_value`.
    pub code: &'static str,
    /// Code for a difference of two numbers: two shares differ by points.
    pub difference: &'static str,
    /// People's number for one of the model's: a thousand for `thousand H100e`, a hundred for a share.
    pub factor: f64,
}

/// Units of the model, with how they are told.
const UNITS: [(&str, Unit); 20] = [
    ("thousand H100e", same("h100e", 1e3)),
    ("thousand H100e bandwidth", same("h100e_bandwidth", 1e3)),
    ("thousand B300e", same("b300e", 1e3)),
    ("thousand units", same("units", 1e3)),
    ("thousand cards", same("cards", 1e3)),
    ("USD million", same("usd", 1e6)),
    ("USD billion per year", same("usd_per_year", 1e9)),
    ("x", same("times", 1.0)),
    ("x US price", Unit { code: "us_price", difference: "times", factor: 1.0 }),
    ("months", same("months", 1.0)),
    ("ECI points", same("eci_points", 1.0)),
    ("FLOP", same("flop", 1.0)),
    ("H100e per H100e", same("h100e_per_h100e", 1.0)),
    ("H100e per unit", same("h100e_per_unit", 1.0)),
    ("H100e per stack", same("h100e_per_stack", 1.0)),
    ("H100e per die", same("h100e_per_die", 1.0)),
    ("1", PLAIN),
    ("share", share("percent")),
    ("share of budget", share("percent_of_budget")),
    ("fraction of peak lost", share("percent_of_peak")),
];

const PLAIN: Unit = same("plain", 1.0);

const fn same(code: &'static str, factor: f64) -> Unit {
    Unit { code, difference: code, factor }
}

const fn share(code: &'static str) -> Unit {
    Unit { code, difference: "points", factor: 100.0 }
}

impl Unit {
    /// How a unit of the model is told; an unknown one as a bare number.
    #[must_use]
    pub fn of(unit: &str) -> Unit {
        UNITS.iter().find(|(name, _)| *name == unit).map_or(PLAIN, |(_, told)| *told)
    }

    /// A number of the model with its unit: `10.7 million H100e`.
    #[must_use]
    pub fn value(self, words: &Words, number: f64) -> String {
        wrap(words, self.code, &self.bare(words, number))
    }

    /// A number of the model without its unit, to three digits: `10.7 million`.
    #[must_use]
    pub fn bare(self, words: &Words, number: f64) -> String {
        amount(words.lang(), number * self.factor)
    }

    /// Two ends without unit: `6.2 million to 18.8 million`.
    #[must_use]
    pub fn range(self, words: &Words, low: f64, high: f64) -> String {
        words.fill("race_range", &[("low", &self.bare(words, low)), ("high", &self.bare(words, high))])
    }

    /// A difference with sign and unit: `+9.24 million H100e`.
    #[must_use]
    pub fn change(self, words: &Words, number: f64) -> String {
        // A sign of money stands before that of the currency.
        wrap(words, self.difference, &self.signed(words, number)).replace("$−", "−$").replace("$+", "+$")
    }

    /// Two ends of a difference with signs and no unit.
    #[must_use]
    pub fn change_range(self, words: &Words, low: f64, high: f64) -> String {
        let [low, high] = [low, high].map(|end| self.signed(words, end));
        words.fill("race_range", &[("low", &low), ("high", &high)])
    }

    /// A number with its sign; what rounds to zero has none.
    fn signed(self, words: &Words, number: f64) -> String {
        let bare = self.bare(words, number.abs());
        match bare.as_str() {
            "0" => bare,
            _ if number < 0.0 => format!("−{bare}"),
            _ => format!("+{bare}"),
        }
    }
}

fn wrap(words: &Words, code: &str, bare: &str) -> String {
    words.fill(&format!("race_value_{code}"), &[("n", bare)])
}

/// The name of a quantity as a noun phrase; what it means in English where the language has no name.
#[must_use]
pub fn quantity_name(words: &Words, id: &str) -> String {
    let key = format!("race_quantity_{id}");
    match words.all().get(&key) {
        Some(name) => name.clone(),
        None => quantities::all()
            .into_iter()
            .find(|(known, ..)| *known == id)
            .map_or_else(|| id.to_owned(), |(_, _, meaning)| meaning.trim_end_matches('.').to_owned()),
    }
}

/// The same with a capital first letter, for headings.
#[must_use]
pub fn quantity_title(words: &Words, id: &str) -> String {
    let name = quantity_name(words, id);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The name of a unit of a quantity or an assumption: `thousand H100e`; the unit itself where the language has no name.
#[must_use]
pub fn unit_name(words: &Words, unit: &str) -> String {
    let slug = unit_slug(unit);
    let message = |family: &str| words.all().get(&format!("{family}_{slug}"));
    message("race_unit").or_else(|| message("tests_unit")).map_or_else(|| unit.to_owned(), Clone::clone)
}

/// The code of a unit in the message family `race_unit`: `thousand_h100e`.
#[must_use]
pub fn unit_slug(unit: &str) -> String {
    unit.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

/// How the months of a year become the number of a quantity; a ratio follows what stands above.
#[must_use]
pub fn reduce(id: &str) -> Reduce {
    let ratio = RATIOS.iter().find(|ratio| ratio.id == id).and_then(|ratio| ratio.above.first()?.about());
    let about = QUANTITIES.iter().find(|about| about.id == id).or(ratio);
    about.map_or(Reduce::Mean, |about| about.reduce)
}

/// Whether none of the middle nine tenths of the draws differs.
#[must_use]
pub fn is_none(effect: &Effect) -> bool {
    effect.differs == 0.0 || (effect.band.at == [0.0; 5] && (effect.positive - 0.5).abs() < 0.05)
}

/// In how many draws a policy gives more: `more in 94% of draws`.
///
/// Between a quarter and three quarters there is no clear change; no difference is said where none of the
/// middle nine tenths of the draws differs.
#[must_use]
pub fn odds(words: &Words, effect: &Effect) -> String {
    if is_none(effect) {
        return words.get("race_effect_none").to_owned();
    }
    let said = |key: &str, share: f64| words.fill(key, &[("share", &odds_share(share))]);
    match effect.positive {
        p if p >= 0.75 => said("race_effect_more", p),
        p if p <= 0.25 => said("race_effect_less", 1.0 - p),
        p => said("race_effect_unclear", p),
    }
}

/// A share of draws in whole percent; never rounded to all or none.
#[must_use]
pub fn odds_share(share: f64) -> String {
    match (share * 100.0).round() {
        _ if share <= 0.0 || share >= 1.0 => percent(share, 0),
        100.0.. => ">99%".to_owned(),
        rounded if rounded < 1.0 => "<1%".to_owned(),
        _ => percent(share, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chipgate_race::paired::Band;

    fn english() -> Words {
        let phrases = [
            ("race_value_usd", "${n}"),
            ("race_value_points", "{n} points"),
            ("race_range", "{low} to {high}"),
            ("race_effect_more", "more in {share}"),
            ("race_effect_less", "less in {share}"),
            ("race_effect_unclear", "unclear, more in {share}"),
            ("race_effect_none", "none"),
        ];
        Words::new("en", phrases.map(|(key, text)| (key.to_owned(), text.to_owned())).into())
    }

    #[test]
    fn a_number_is_told_in_the_units_of_people_with_its_sign_before_the_unit() {
        let words = english();
        let usd = Unit::of("USD million");
        assert_eq!(usd.value(&words, 13_747.0), "$13.7 billion");
        assert_eq!(usd.change(&words, -2696.0), "−$2.7 billion");
        assert_eq!(usd.change(&words, 2696.0), "+$2.7 billion");
        assert_eq!(usd.change(&words, 0.0), "$0");
        assert_eq!(usd.change_range(&words, -13_903.0, 894.8), "−13.9 billion to +895 million");
        assert_eq!(Unit::of("share").change(&words, -0.2368), "−23.7 points");
        assert_eq!(Unit::of("FLOP").bare(&words, 9.24e25), "9.24 × 10²⁵");
    }

    #[test]
    fn every_unit_of_the_model_is_told() {
        for (id, unit, _) in quantities::all() {
            assert!(UNITS.iter().any(|(known, _)| *known == unit), "{id}: {unit}");
        }
    }

    #[test]
    fn a_chance_is_told_as_more_less_unclear_or_none() {
        let words = english();
        let band = |at| Band { at, mean: 0.0, error: 0.0 };
        let effect = |positive| Effect { band: band([1.0; 5]), positive, positive_error: 0.0, differs: 1.0 };
        assert_eq!(odds(&words, &effect(0.94)), "more in 94%");
        assert_eq!(odds(&words, &effect(0.06)), "less in 94%");
        assert_eq!(odds(&words, &effect(0.5)), "unclear, more in 50%");
        assert_eq!(odds(&words, &effect(0.998)), "more in >99%");
        assert_eq!(odds(&words, &effect(1.0)), "more in 100%");
        let none = Effect { band: band([0.0; 5]), positive: 0.5, positive_error: 0.0, differs: 0.0 };
        assert_eq!(odds(&words, &none), "none");
    }
}
