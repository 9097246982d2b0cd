//! The map of TPP and performance density, against the question about a chip with such figures.

use crate::support::corpus;
use chipgate_ask::determination::answer_with;
use chipgate_ask::gates::GateBooks;
use chipgate_ask::{Given, ItemSpec, PartySpec, Question, fill};
use chipgate_base::Name;
use chipgate_base::interval::Interval;
use chipgate_law::determine::GateAnswer;
use chipgate_law::rule::{Lens, Measure};
use chipgate_survey::plane::{Region, regions};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// A number inside a range.
fn inside(range: &Interval) -> f64 {
    let low = range.low.at.max(0.01);
    if range.high.at.is_finite() { f64::midpoint(low, range.high.at) } else { low * 2.0 }
}

/// What the gate of the seller says of a chip in the middle of a region.
fn asked(books: &GateBooks<'_>, day: Date, datacenter: bool, region: &Region) -> GateAnswer {
    let (tpp, density) = (inside(&region.tpp), inside(&region.density));
    let facts = [("tpp", tpp), ("performance_density", density)];
    let mut facts: BTreeMap<String, Given> =
        facts.map(|(fact, number)| (fact.to_owned(), Given::Number(number))).into();
    facts.insert("datacenter".to_owned(), Given::YesNo(datacenter));
    let item = ItemSpec { kind: Some("chip".to_owned()), facts, ..ItemSpec::default() };
    let question = Question::of(item)
        .by("export")
        .to("CN")
        .on(day)
        .party("end_user", PartySpec::default().headquartered("CN"))
        .with("buyer_class", Given::Words(vec!["private".to_owned()]))
        .with("letter_received", Given::YesNo(false));
    let asked = fill(corpus().ground(), &question, day).unwrap();
    answer_with(books, asked).gates.seller().answer
}

#[test]
fn a_settled_region_is_answered_as_the_question_about_such_a_chip_is() {
    for day in [date(2022, 12, 1), date(2023, 12, 1), date(2026, 3, 1), date(2026, 9, 1)] {
        let books = GateBooks::on(&corpus().law, day, None, None);
        for (datacenter, region) in regions_of(&books) {
            let answer = asked(&books, day, datacenter, &region);
            let is_same = region.answer == GateAnswer::Unknown || region.answer == answer;
            assert!(is_same, "{day} {datacenter} {region:?}: {answer:?}");
        }
    }
}

/// ECCN 3A090.a and .b of October 2023 and Note 2 to it, written out.
#[test]
fn the_regions_of_october_2023_are_those_of_the_text() {
    for day in [date(2023, 12, 1), date(2026, 9, 1)] {
        let books = GateBooks::on(&corpus().law, day, None, None);
        for (datacenter, region) in regions_of(&books) {
            let (tpp, density) = (inside(&region.tpp), inside(&region.density));
            let a = tpp >= 4800.0 || (tpp >= 1600.0 && density >= 5.92);
            let b = (tpp >= 2400.0 && density >= 1.6) || (tpp >= 1600.0 && density >= 3.2);
            let counts = if datacenter { a || b } else { tpp >= 4800.0 };
            let measure = if counts { Measure::LicenseRequired } else { Measure::NoLicenseRequired };
            assert_eq!(region.answer, GateAnswer::Settled(measure), "{day} {datacenter} {region:?}");
        }
    }
}

/// The regions on the day of the books, for datacenters and not.
fn regions_of(books: &GateBooks<'_>) -> Vec<(bool, Region)> {
    let book = books.gates.seller().under(Lens::Enforced);
    let of = |datacenter| regions(corpus().ground(), book, &Name::from("CN"), datacenter);
    [true, false].into_iter().flat_map(|is| of(is).into_iter().map(move |region| (is, region))).collect()
}
