//! The rule book against a second, plain reading of the same text.
//!
//! Left out, because the two settle an open point differently on purpose: a
//! buyer headquartered in Cyprus or Ethiopia (22 CFR 126.1 against the table of
//! Country Group D:5), one headquartered in Cambodia between the day the State
//! list let it go and the day the table followed, and embargoed destinations.
//! Deliveries within the United States have a test of their own.

use crate::second_reading::{Day, Ic, THRESHOLDS, class, license_required, macau_or_d5, review_h200_line};
use crate::support::{answered, corpus, filled};
use chipgate_ask::{Given, ItemSpec, Question};
use chipgate_base::Name;
use chipgate_law::determine::{Books, GateAnswer, GateReport, determine};
use chipgate_law::rule::{Measure, Policy};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;

/// 15 CFR part 746: the second reading says nothing of them.
const EMBARGOED: [&str; 6] = ["BY", "CU", "IR", "KP", "RU", "SY"];
const NOT_COMPARED_AS_HEADQUARTERS: [&str; 2] = ["CY", "ET"];
const TELLING_PLACES: [&str; 14] =
    ["CN", "HK", "MO", "AE", "SA", "KH", "NI", "IL", "SG", "TW", "VN", "IQ", "AF", "CY"];
const TELLING_DAYS: [Date; 12] = [
    date(2022, 10, 21),
    date(2023, 1, 17),
    date(2023, 11, 17),
    date(2024, 3, 15),
    date(2024, 4, 4),
    date(2024, 12, 2),
    date(2025, 1, 13),
    date(2025, 5, 13),
    date(2025, 5, 15),
    date(2025, 11, 7),
    date(2026, 1, 15),
    date(2026, 7, 10),
];
/// One day after each change of the country groups that matters here.
const DAYS_OF_COUNTRIES: [Date; 5] =
    [date(2023, 11, 17), date(2024, 3, 15), date(2025, 5, 15), date(2026, 2, 3), date(2026, 7, 10)];
const FIRST_DAY: Date = date(2022, 10, 21);
const LAST_DAY: Date = date(2026, 9, 29);
const CAMBODIA_OPEN: [Date; 2] = [date(2025, 11, 7), date(2026, 2, 2)];
const STEP: f64 = 0.01;

#[derive(Clone, Debug)]
struct Compared {
    ic: Ic,
    on: Date,
    dest: String,
    hq: String,
    kind: &'static str,
    us_available: bool,
    certified: bool,
}

impl Compared {
    fn day(&self) -> Day {
        let (month, day) = (self.on.month(), self.on.day());
        (i32::from(self.on.year()), month.unsigned_abs(), day.unsigned_abs())
    }

    fn is_compared(&self) -> bool {
        let open_cambodia = self.hq == "KH" && (CAMBODIA_OPEN[0]..=CAMBODIA_OPEN[1]).contains(&self.on);
        !open_cambodia
            && self.dest != "US"
            // Open without its region (15 CFR 746.6).
            && self.dest != "UA"
            && !NOT_COMPARED_AS_HEADQUARTERS.contains(&&*self.hq)
            && !EMBARGOED.contains(&&*self.dest)
    }

    fn question(&self, lens: &str) -> Question {
        let item = item(&self.ic, self.us_available);
        let mut question = Question::of(item).by(self.kind).to(&self.dest).on(self.on);
        question.lens = Some(lens.to_owned());
        question.from = (self.kind == "reexport").then(|| "SG".to_owned());
        question.party_in("end_user").headquarters = Some(self.hq.clone());
        let question = question.exported_by("An Unlisted Exporter");
        question.with("letter_received", false).with("dd_certified", self.certified)
    }

    fn answered(&self, lens: &str) -> GateReport {
        answered(corpus(), &self.question(lens))
    }
}

fn item(ic: &Ic, us_available: bool) -> ItemSpec {
    let launch = if us_available { date(2026, 1, 15) } else { date(2026, 1, 16) };
    let mut item = ItemSpec { kind: Some("chip".to_owned()), ..ItemSpec::default() };
    let mut give = |name: &str, given: Given| item.facts.insert(name.to_owned(), given);
    for (name, number) in [
        ("tpp", ic.tpp),
        ("bittops22", ic.bittops22),
        ("io22_gb_per_s", ic.io22),
        ("ic_bw_gb_per_s", ic.ic_bw),
        ("dram_bw_gb_per_s", ic.dram_bw),
        ("processing_tera_per_s", ic.tops),
    ] {
        give(name, Given::Number(number));
    }
    match ic.density {
        Some(density) => give("performance_density", Given::Number(density)),
        None => give("applicable_die_area_mm2", Given::Number(0.0)),
    };
    give("datacenter", Given::YesNo(ic.datacenter));
    give("us_available_on", Given::Date(launch));
    item
}

#[track_caller]
fn compare(question: &Compared) {
    let enforced = question.answered("enforced");
    let codified = question.answered("codified");
    for report in [&enforced, &codified] {
        compare_class(question, report);
        compare_review(question, report);
    }
    compare_license(question, &enforced);
}

#[track_caller]
fn compare_class(question: &Compared, report: &GateReport) {
    let found: Vec<&str> = report.eccn.iter().map(|eccn| &**eccn).collect();
    assert_eq!(found, class(&question.ic, question.day()), "{question:?}");
    assert!(report.eccn_possible.is_empty(), "{question:?}");
}

#[track_caller]
fn compare_license(question: &Compared, report: &GateReport) {
    let lenses = [(true, report.enforced_answer), (false, report.codified_answer)];
    for (enforced, found) in lenses {
        let is_required =
            license_required(&question.ic, question.day(), &question.dest, &question.hq, enforced);
        let expected = if is_required { Measure::LicenseRequired } else { Measure::NoLicenseRequired };
        assert_eq!(found, GateAnswer::Settled(expected), "enforced: {enforced}, {question:?}");
    }
}

#[track_caller]
fn compare_review(question: &Compared, report: &GateReport) {
    let expected = review_h200_line(
        &question.ic,
        question.day(),
        question.kind,
        &question.dest,
        question.us_available,
        question.certified,
    );
    if expected.is_some() {
        assert_eq!(
            report.review.map(Policy::code),
            expected,
            "{question:?}, possible: {:?}",
            report.review_possible
        );
    }
}

/// Every figure with which the law compares a quantity, and its neighbours.
fn around(quantity: &str) -> Vec<f64> {
    let figures = THRESHOLDS.iter().filter(|(name, _)| *name == quantity);
    figures.flat_map(|(_, at)| [*at, at.next_up(), at.next_down(), at + STEP, at - STEP]).collect()
}

fn number(quantity: &'static str, up_to: f64) -> impl Strategy<Value = f64> {
    prop_oneof![0.0..up_to, select(around(quantity))]
}

fn circuit() -> impl Strategy<Value = Ic> {
    (
        number("tpp", 30_000.0),
        prop::option::weighted(0.9, number("density", 30.0)),
        any::<bool>(),
        number("bittops22", 12_000.0),
        number("io22", 1_200.0),
        number("dram_bw", 9_000.0),
        0.0..2_000.0,
        number("tops", 20.0),
    )
        .prop_map(|(tpp, density, datacenter, bittops22, io22, dram_bw, ic_bw, tops)| Ic {
            tpp,
            density,
            datacenter,
            bittops22,
            io22,
            dram_bw,
            ic_bw,
            tops,
        })
}

fn country() -> impl Strategy<Value = String> {
    let all: Vec<String> =
        corpus().catalogue.countries.iter().map(|country| country.code.to_string()).collect();
    prop_oneof![select(TELLING_PLACES.to_vec()).prop_map(str::to_owned), select(all)]
}

fn day() -> impl Strategy<Value = Date> {
    let span = (LAST_DAY - FIRST_DAY).get_days();
    let any_day = (0..=span).prop_map(|days| FIRST_DAY + jiff::Span::new().days(days));
    let telling = (select(TELLING_DAYS.to_vec()), -1..=1i32)
        .prop_map(|(day, step)| (day + jiff::Span::new().days(step)).max(FIRST_DAY));
    prop_oneof![any_day, telling]
}

fn question() -> impl Strategy<Value = Compared> {
    (
        circuit(),
        day(),
        country(),
        country(),
        select(vec!["export", "export", "reexport", "transfer"]),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(ic, on, dest, hq, kind, us_available, certified)| Compared {
            ic,
            on,
            dest,
            hq,
            kind,
            us_available,
            certified,
        })
        .prop_filter("settled differently on purpose", Compared::is_compared)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_rule_book_and_the_second_reading_agree(question in question()) {
        compare(&question);
    }

    #[test]
    fn they_agree_on_datacenter_chips_to_china_around_the_line_of_january_2026(
        mut question in question(),
        tpp in number("tpp", 30_000.0),
        days in 0..258i32,
        to_macau in any::<bool>(),
    ) {
        question.ic.tpp = tpp.max(4800.0);
        question.ic.datacenter = true;
        question.on = date(2026, 1, 14) + jiff::Span::new().days(days);
        question.dest = if to_macau { "MO" } else { "CN" }.to_owned();
        prop_assume!(question.is_compared());
        compare(&question);
    }

    #[test]
    fn interconnect_bandwidth_changes_no_answer_for_a_company_without_a_letter(
        question in question(), other in 0.0..5_000.0,
    ) {
        let mut changed = question.clone();
        changed.ic.ic_bw = other;
        let (before, after) = (question.answered("enforced"), changed.answered("enforced"));
        prop_assert_eq!((before.answer, before.eccn, before.review), (after.answer, after.eccn, after.review));
    }
}

const PLAIN: Ic = Ic {
    tpp: 0.0,
    density: Some(0.0),
    datacenter: true,
    bittops22: 0.0,
    io22: 0.0,
    dram_bw: 0.0,
    ic_bw: 0.0,
    tops: 0.0,
};

fn to_china(ic: Ic, on: Date) -> Compared {
    Compared {
        ic,
        on,
        dest: "CN".to_owned(),
        hq: "CN".to_owned(),
        kind: "export",
        us_available: true,
        certified: true,
    }
}

#[test]
fn they_agree_one_step_round_every_figure_of_3a090_a_and_b() {
    for on in [date(2023, 11, 17), date(2026, 2, 1)] {
        for tpp in around("tpp") {
            for density in around("density").into_iter().map(Some).chain([None]) {
                for datacenter in [true, false] {
                    let ic = Ic { tpp, density, datacenter, ..PLAIN };
                    compare(&to_china(ic, on));
                }
            }
        }
    }
}

#[test]
fn they_agree_one_step_round_every_figure_of_the_first_3a090_and_3a991_p() {
    for bittops22 in around("bittops22") {
        for io22 in around("io22") {
            for tops in around("tops") {
                let ic = Ic { bittops22, io22, tops, ..PLAIN };
                compare(&to_china(ic, date(2022, 11, 1)));
            }
        }
    }
}

#[test]
fn they_agree_one_step_round_both_limits_of_january_2026() {
    for tpp in around("tpp") {
        for dram_bw in around("dram_bw") {
            for kind in ["export", "reexport", "transfer"] {
                let ic = Ic { tpp, dram_bw, density: Some(10.0), ..PLAIN };
                let question = Compared { kind, ..to_china(ic, date(2026, 1, 15)) };
                compare(&question);
            }
        }
    }
}

#[test]
fn they_agree_on_every_country_as_place_and_as_home() {
    let less = Ic { tpp: 3000.0, density: Some(4.0), ..PLAIN };
    let more = Ic { tpp: 9000.0, ..less };
    for day in DAYS_OF_COUNTRIES {
        let books =
            Books::on(&corpus().law, corpus().law.gates.seller(), day, None, Some(Name::from("another")));
        for country in &corpus().catalogue.countries {
            for (ic, dest, hq) in [
                (less, &*country.code, "SG"),
                (more, &*country.code, "SG"),
                (less, "SG", &*country.code),
                (more, "SG", &*country.code),
            ] {
                let question = Compared { dest: dest.to_owned(), hq: hq.to_owned(), ..to_china(ic, day) };
                if question.is_compared() {
                    let asked = filled(corpus(), &question.question("enforced"));
                    let report = determine(&books, asked.lens, &asked.inputs, &asked.manner);
                    compare_license(&question, &report);
                }
            }
        }
    }
}

#[test]
fn a_delivery_within_the_united_states_is_no_export() {
    let ic = Ic { tpp: 9000.0, ..PLAIN };
    for day in DAYS_OF_COUNTRIES {
        let question = Compared { dest: "US".to_owned(), ..to_china(ic, day) };
        compare_license(&question, &question.answered("enforced"));
    }
}

#[test]
fn what_is_left_out_is_no_more_than_the_open_points() {
    let day = (2026, 9, 29);
    assert!(!macau_or_d5("CY", day) && !macau_or_d5("ET", day));
    let embargoed = corpus().law.vocabulary.set("embargoed_746_comprehensive").unwrap();
    let view = chipgate_law::book::View {
        gate: corpus().law.gates.seller(),
        as_of: LAST_DAY,
        known_on: None,
        lens: chipgate_law::rule::Lens::Enforced,
        asker: None,
    };
    let book = corpus().law.book(view);
    for code in &book.sets[embargoed.0].members {
        assert!(EMBARGOED.contains(&&**code), "{code}");
    }
}
