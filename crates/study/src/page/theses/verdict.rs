//! For which thesis a result speaks, and whether a test tells the scenarios apart.

use chipgate_race::paired::CLEAR;
use chipgate_race::theses::Tested;

/// For which thesis most draws speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At least three quarters speak for dependence.
    Dependence,
    /// At least three quarters speak for the bridge.
    Bridge,
    /// Neither.
    Open,
}

impl Side {
    /// End of the keys of its messages, and its class in the style sheet.
    pub fn code(self) -> &'static str {
        match self {
            Side::Dependence => "dependence",
            Side::Bridge => "bridge",
            Side::Open => "open",
        }
    }
}

/// The side of a result, from the part of the draws that speak for dependence.
pub fn side(dependence: f64) -> Side {
    if dependence >= CLEAR {
        Side::Dependence
    } else if dependence <= 1.0 - CLEAR {
        Side::Bridge
    } else {
        Side::Open
    }
}

/// What a test says over all scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// The same side under every scenario: it does not tell them apart.
    All(Side),
    /// Dependence under one scenario, bridge under another.
    Apart,
    /// No clear side under at least one scenario, and no two on opposite sides.
    Open,
}

/// What a test says over all scenarios.
pub fn spread(results: &[&Tested<'_>]) -> Spread {
    let sides: Vec<Side> = results.iter().map(|tested| side(tested.dependence)).collect();
    match sides.first() {
        Some(first) if *first != Side::Open && sides.iter().all(|side| side == first) => Spread::All(*first),
        _ if sides.contains(&Side::Dependence) && sides.contains(&Side::Bridge) => Spread::Apart,
        _ => Spread::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chipgate_race::data::Made;
    use chipgate_race::formula::{Formula, Names};
    use chipgate_race::paired::band;

    const NOTHING_NAMED: Names<'_> = Names { read: &[], fixed: &[], given: &|_| None };

    fn spread_of(parts: &[f64]) -> Spread {
        let thesis = chipgate_race::data::Thesis {
            id: "T1".into(),
            observable: "".into(),
            unit: "share".into(),
            dependence: "".into(),
            bridge: "".into(),
            threshold: 0.0,
            dependence_below: true,
            note: "".into(),
            makes: Made { reads: Vec::new(), formula: Formula::read("0", &NOTHING_NAMED).unwrap() },
        };
        let of = |part: &f64| Tested {
            thesis: &thesis,
            scenario: String::new(),
            band: band(&[0.0]),
            dependence: *part,
        };
        let tested: Vec<Tested<'_>> = parts.iter().map(of).collect();
        spread(&tested.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_test_tells_scenarios_apart_only_where_two_stand_on_opposite_sides() {
        assert_eq!(spread_of(&[0.9, 0.76, 1.0]), Spread::All(Side::Dependence));
        assert_eq!(spread_of(&[0.0, 0.25]), Spread::All(Side::Bridge));
        assert_eq!(spread_of(&[0.9, 0.5, 0.1]), Spread::Apart);
        assert_eq!(spread_of(&[0.9, 0.5]), Spread::Open);
        assert_eq!(spread_of(&[0.5, 0.5]), Spread::Open);
    }
}
