//! What must hold whatever the question is.

use crate::support::{
    answered, corpus, determined, files_renamed, files_with, filled, question, sound, text_of,
};
use chipgate_ask::{Asked, Question};
use chipgate_base::answer::Answer;
use chipgate_corpus::{Corpus, embedded};
use chipgate_law::determine::{GateAnswer, GateReport};
use chipgate_law::fact::{Belongs, FactId, Origin};
use chipgate_law::rule::{Measure, Policy};
use chipgate_law::value::Value;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt::Write;

const FOLDERS_OF_LAW: [&str; 5] =
    ["law/rules/", "law/facts/", "law/instruments/", "law/places/", "law/sets/"];

/// How many questions of the cases are asked where each is asked several times.
const QUESTIONS: usize = 60;

/// Questions of every kind: those of cases spread over all files.
fn questions() -> Vec<Question> {
    let cases = &corpus().cases;
    let step = (cases.len() / QUESTIONS).max(1);
    let spread = cases.iter().step_by(step);
    spread.map(|case| case.question.clone()).collect()
}

#[test]
fn the_order_of_files_does_not_matter() {
    let shuffled = sound(&files_renamed(under_another_name), &[]);
    let mut differing = Vec::new();
    for question in questions() {
        let (before, after) = (answered(corpus(), &question), answered(&shuffled, &question));
        if before != after {
            differing.push(format!("{question:?}\n{}", first_difference(&before, &after)));
        }
    }
    assert!(differing.is_empty(), "{}\n{}", differing.len(), differing[0]);
}

/// Gives files of law names that sort otherwise, small letters and digits turned round.
fn under_another_name(path: &str) -> String {
    let is_law = path.ends_with(".toml") && FOLDERS_OF_LAW.iter().any(|folder| path.starts_with(folder));
    let Some((folder, name)) = path.rsplit_once('/').filter(|_| is_law) else {
        return path.to_owned();
    };
    let turned: String =
        name.bytes().take(8).map(|byte| char::from(b'a' + (b'z'.saturating_sub(byte)) % 26)).collect();
    format!("{folder}/{turned}_{name}")
}

fn first_difference(before: &GateReport, after: &GateReport) -> String {
    let (before, after) = (format!("{before:#?}"), format!("{after:#?}"));
    let differing = before.lines().zip(after.lines()).find(|(a, b)| a != b);
    format!("{differing:?}")
}

#[test]
fn the_same_question_has_the_same_answer_twice() {
    let again = sound(&embedded::files(), &[]);
    for question in questions() {
        assert_eq!(answered(corpus(), &question), answered(corpus(), &question));
        assert_eq!(answered(corpus(), &question), answered(&again, &question));
    }
}

const LATE_REFORM: &str = r#"
gate = "us"

[reform]
title = "A reform of September 2026 that reaches back"
about = "Ends, suspends, amends and adds rules, from 2020 on."

[[instrument]]
id        = "test.late"
title     = "A late instrument"
citation  = "none"
authority = "regulation"
source    = "us.cfr"
published = 2026-09-01

[[instrument.effect]]
id      = "main"
kind    = "amend"
from    = 2020-01-01

[[instrument.effect]]
id      = "void"
kind    = "void"
from    = 2020-01-01
targets = ["ear.742.6.b_class", "ear.740.8.nac"]

[[instrument.effect]]
id      = "end"
kind    = "rescind"
from    = 2024-01-01
targets = ["ear.742.6.review.macau_or_d5"]

[[instrument.effect]]
id      = "pause"
kind    = "suspend"
from    = 2023-06-01
until   = 2026-09-10
targets = ["ear.744.11"]

[[rule]]
id        = "ear.742.6.a_class"
title     = "License for 3A090.a and 4A090.a"
step      = "requirement"
concludes = { requirement = "license_required", reasons = ["RS"] }

[[rule.version]]
instrument = "test.late"
from       = 2020-01-01
lens       = "enforced"
provision  = "none"
when       = 'destination == "FR"'
confidence = "high"

[[rule]]
id        = "test.late.ban"
title     = "A new ban"
step      = "requirement"
concludes = { requirement = "prohibited", reasons = ["RS"] }

[[rule.version]]
instrument = "test.late"
from       = 2020-01-01
provision  = "none"
when       = '"test.class" in eccn'
confidence = "high"

[[rule]]
id        = "test.late.class"
title     = "A new class"
step      = "class"
concludes = { eccn = "test.class" }

[[rule.version]]
instrument = "test.late"
from       = 2020-01-01
provision  = "none"
when       = 'always'
confidence = "high"
"#;

fn reformed() -> Corpus {
    let overlay = ("late.toml".to_owned(), LATE_REFORM.as_bytes().to_vec());
    sound(&embedded::files(), &[overlay])
}

#[test]
fn a_later_instrument_changes_no_answer_known_before_it() {
    let reformed = reformed();
    for question in questions() {
        for known_on in ["2026-08-31", "2025-01-01"] {
            let question = known(&question, known_on);
            assert_eq!(answered(corpus(), &question), answered(&reformed, &question), "{question:?}");
        }
    }
}

#[test]
fn the_later_instrument_does_change_what_is_known_from_its_day_on() {
    let reformed = reformed();
    let is_plain = |question: &Question| question.item.as_ref().is_none_or(|item| item.stated_eccn.is_none());
    let began = |question: &Question| question.as_of.is_none_or(|day| day >= jiff::civil::date(2020, 1, 1));
    for question in questions().into_iter().filter(is_plain).filter(began) {
        let question = known(&question, "2026-09-01");
        assert_eq!(
            answered(&reformed, &question).answer,
            GateAnswer::Settled(Measure::Prohibited),
            "{question:?}"
        );
    }
}

fn known(question: &Question, day: &str) -> Question {
    Question { known_on: Some(day.parse().unwrap()), ..question.clone() }
}

#[test]
fn a_version_that_is_added_later_changes_no_day_before_it() {
    let path = "law/instruments/us/test.toml";
    let instrument = "id = \"test.future\"\ntitle = \"t\"\ncitation = \"c\"\nauthority = \"regulation\"\nsource = \"us.cfr\"\npublished = 2026-06-01\n[[effect]]\nid = \"main\"\nkind = \"rescind\"\nfrom = 2026-09-01\ntargets = [\"ear.742.6.a_class\", \"ear.744.11\"]\n";
    let changed = sound(&files_with(&[(path, instrument.into())]), &[]);
    for question in questions() {
        let asked = filled(corpus(), &question);
        if asked.as_of < jiff::civil::date(2026, 9, 1) {
            assert_eq!(determined(corpus(), &asked), answered(&changed, &question));
        }
    }
}

/// A described chip with ranges, or a chip of the catalogue, for some buyer.
#[derive(Clone, Debug)]
struct Draw {
    tpp: (f64, f64),
    area: (f64, f64),
    dram: (f64, f64),
    links: (f64, f64),
    datacenter: Option<bool>,
    to: &'static str,
    hq: Option<&'static str>,
    kind: &'static str,
    day: &'static str,
    facts: u8,
}

const PLACES: [&str; 9] = ["CN", "MO", "SG", "AE", "SA", "KH", "FR", "IQ", "TW"];
const HOMES: [&str; 5] = ["CN", "MO", "US", "SG", "IQ"];
const DAYS: [&str; 7] =
    ["2022-11-01", "2023-10-25", "2023-12-01", "2024-06-01", "2025-04-20", "2025-08-01", "2026-08-01"];

impl Draw {
    fn question(&self) -> Question {
        let mut text = format!("to = \"{}\"\nkind = \"{}\"\nas_of = {}\n", self.to, self.kind, self.day);
        if self.kind == "reexport" {
            text.push_str("from = \"SG\"\n");
        }
        if let Some(hq) = self.hq {
            writeln!(text, "end_user_hq = \"{hq}\"").unwrap();
        }
        text.push_str("[facts]\n");
        self.formalities(&mut text);
        text.push_str("[item]\nkind = \"chip\"\nprocess_node_nm = 5\nus_available_on = 2025-06-01\n");
        self.figures(&mut text);
        question(&text)
    }

    fn formalities(&self, text: &mut String) {
        let given = [
            "letter_received = false\n",
            "purchase_order = true\n",
            "nac_notice_days = 30\n",
            "dd_certified = true\n",
            "end_use = \"training\"\n",
            "part_744_license_needed = false\n",
        ];
        for (at, line) in given.into_iter().enumerate() {
            if self.facts & (1 << at) != 0 {
                text.push_str(line);
            }
        }
    }

    fn figures(&self, text: &mut String) {
        let mut range = |name: &str, (low, high): (f64, f64)| {
            writeln!(text, "{name} = [{low:?}, {high:?}]").unwrap();
        };
        range("tpp", self.tpp);
        range("applicable_die_area_mm2", self.area);
        range("dram_bw_gb_per_s", self.dram);
        range("io22_gb_per_s", self.links);
        range("ic_bw_gb_per_s", self.links);
        if let Some(is) = self.datacenter {
            writeln!(text, "datacenter = {is}").unwrap();
        }
    }

    /// The same question with every figure fixed at a share of its range, and every open word given.
    fn sample(&self, shares: [f64; 4], datacenter: bool, hq: &'static str) -> Draw {
        let at = |(low, high): (f64, f64), share: f64| {
            let point = (low + (high - low) * share).clamp(low, high);
            (point, point)
        };
        Draw {
            tpp: at(self.tpp, shares[0]),
            area: at(self.area, shares[1]),
            dram: at(self.dram, shares[2]),
            links: at(self.links, shares[3]),
            datacenter: Some(self.datacenter.unwrap_or(datacenter)),
            hq: Some(self.hq.unwrap_or(hq)),
            ..self.clone()
        }
    }
}

/// A range whose ends tend to stand near figures of the law.
fn range(figures: &'static [f64], up_to: f64) -> impl Strategy<Value = (f64, f64)> {
    let end = move || prop_oneof![select(figures), 1.0..up_to];
    prop_oneof![
        end().prop_map(|point| (point, point)),
        (end(), end()).prop_map(|(a, b)| (a.min(b), a.max(b))),
    ]
}

fn draw() -> impl Strategy<Value = Draw> {
    let figures = (
        range(&[1600.0, 2368.0, 2400.0, 4800.0, 21000.0], 25_000.0),
        range(&[100.0, 405.0, 500.0, 814.0, 1500.0], 1_700.0),
        range(&[1400.0, 4000.0, 6500.0], 8_000.0),
        range(&[150.0, 600.0, 1100.0], 1_300.0),
    );
    let words = (
        prop::option::of(any::<bool>()),
        select(&PLACES[..]),
        prop::option::weighted(0.7, select(&HOMES[..])),
        select(&["export", "export", "reexport", "transfer", "use"][..]),
        select(&DAYS[..]),
        any::<u8>(),
    );
    (figures, words).prop_map(|((tpp, area, dram, links), (datacenter, to, hq, kind, day, facts))| Draw {
        tpp,
        area,
        dram,
        links,
        datacenter,
        to,
        hq,
        kind,
        day,
        facts,
    })
}

fn settled_draw() -> impl Strategy<Value = Draw> {
    (draw(), any::<[f64; 4]>(), any::<bool>(), select(&HOMES[..]))
        .prop_map(|(draw, _, datacenter, hq)| draw.sample([0.5, 0.25, 0.75, 0.5], datacenter, hq))
}

/// One input that can be made unknown.
#[derive(Clone, Copy, Debug)]
enum Input {
    Own(FactId),
    OfParty(usize, FactId),
}

/// Every given fact of the question that has a value.
fn known_inputs(asked: &Asked) -> Vec<Input> {
    let mut inputs = Vec::new();
    for (id, fact) in corpus().law.vocabulary.facts.iter() {
        if fact.origin != Origin::Given {
            continue;
        }
        if fact.belongs != Belongs::Party {
            inputs.extend((*asked.inputs.value(id) != Value::Unknown).then_some(Input::Own(id)));
            continue;
        }
        for (at, party) in asked.inputs.parties.iter().enumerate() {
            inputs.extend((party.values[id.0] != Value::Unknown).then_some(Input::OfParty(at, id)));
        }
    }
    inputs
}

fn without(asked: &Asked, input: Input) -> Asked {
    let mut asked = asked.clone();
    match input {
        Input::Own(fact) => asked.inputs.set(fact, Value::Unknown, None),
        Input::OfParty(at, fact) => asked.inputs.parties[at].set(fact, Value::Unknown, None),
    }
    asked
}

fn name_of(input: Input) -> String {
    let (Input::Own(fact) | Input::OfParty(_, fact)) = input;
    corpus().law.vocabulary.facts.name(fact).to_string()
}

/// What a report allows the answer to be.
fn allows(report: &GateReport, answer: Measure) -> bool {
    let measures = match report.answer {
        GateAnswer::Settled(measure) => vec![measure],
        GateAnswer::Unknown => report.possible.clone(),
    };
    // An exception of which a condition is open is listed as open and does not decide the gate.
    let open_exception = report.exceptions.iter().any(|exception| exception.answer == Answer::Unknown);
    measures.contains(&answer)
        || (answer == Measure::LicenseException
            && measures.contains(&Measure::LicenseRequired)
            && open_exception)
}

fn check_answer_without(asked: &Asked) -> Result<(), TestCaseError> {
    let GateAnswer::Settled(before) = determined(corpus(), asked).answer else {
        return Ok(());
    };
    for input in known_inputs(asked) {
        let after = determined(corpus(), &without(asked, input));
        prop_assert!(
            allows(&after, before),
            "{before:?} without {} became {:?}, possible {:?}, {:?}",
            name_of(input),
            after.answer,
            after.possible,
            asked.item_name
        );
    }
    Ok(())
}

fn check_class_without(asked: &Asked) -> Result<(), TestCaseError> {
    let before = determined(corpus(), asked);
    if !before.eccn_possible.is_empty() {
        return Ok(());
    }
    for input in known_inputs(asked) {
        let after = determined(corpus(), &without(asked, input));
        prop_assert!(
            after.eccn == before.eccn || after.eccn_possible.contains(&before.eccn),
            "{:?} without {} became {:?}, possible {:?}",
            before.eccn,
            name_of(input),
            after.eccn,
            after.eccn_possible
        );
    }
    Ok(())
}

fn check_review_without(asked: &Asked) -> Result<(), TestCaseError> {
    let before = determined(corpus(), asked);
    let Some(policy) = before.review else {
        return Ok(());
    };
    for input in known_inputs(asked) {
        let after = determined(corpus(), &without(asked, input));
        prop_assert!(
            after.answer == GateAnswer::Unknown
                || after.answer != before.answer
                || after.review == Some(policy)
                || after.review_possible.contains(&policy),
            "{policy:?} without {} became {:?}, possible {:?}",
            name_of(input),
            after.review,
            after.review_possible
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_input_made_unknown_never_turns_a_settled_answer_into_another(draw in settled_draw()) {
        check_answer_without(&filled(corpus(), &draw.question()))?;
    }

    #[test]
    fn an_input_made_unknown_never_turns_a_class_into_another(draw in settled_draw()) {
        check_class_without(&filled(corpus(), &draw.question()))?;
    }

    #[test]
    fn an_input_made_unknown_never_turns_a_review_into_another(draw in settled_draw()) {
        check_review_without(&filled(corpus(), &draw.question()))?;
    }

    #[test]
    fn every_point_of_a_range_has_an_answer_that_the_range_allows(
        draw in draw(),
        points in prop::collection::vec((prop::array::uniform4(0.0..=1.0f64), any::<bool>(), select(&HOMES[..])), 6),
    ) {
        let whole = answered(corpus(), &draw.question());
        let corners = [[0.0; 4], [1.0; 4], [0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 1.0]]
            .into_iter()
            .map(|corner| (corner, true, "US"));
        for (shares, datacenter, hq) in points.into_iter().chain(corners) {
            let sample = draw.sample(shares, datacenter, hq);
            let GateAnswer::Settled(answer) = answered(corpus(), &sample.question()).answer else {
                continue;
            };
            prop_assert!(
                allows(&whole, answer),
                "{:?}, possible {:?}, but {answer:?} for {sample:?}", whole.answer, whole.possible
            );
        }
    }
}

#[test]
fn an_input_made_unknown_never_turns_the_settled_answer_of_a_case_into_another() {
    for question in questions().iter().step_by(2) {
        let asked = filled(corpus(), question);
        if asked.manner.stated_eccn.is_none() {
            check_answer_without(&asked).unwrap_or_else(|error| panic!("{question:?}: {error}"));
        }
    }
}

#[test]
fn a_license_that_is_certain_in_two_classes_has_the_reviews_of_both() {
    let either = question(
        "to = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2024-06-01\n[item]\ndatacenter = true\ntpp = 3000\napplicable_die_area_mm2 = [400, 600]\n",
    );
    let report = answered(corpus(), &either);
    assert_eq!(report.answer, GateAnswer::Settled(Measure::LicenseRequired));
    assert_eq!(
        report.review_possible,
        [Policy::CaseByCase, Policy::PresumptionOfDenial],
        "settled: {:?}",
        report.review
    );
}

#[test]
fn a_density_that_was_rounded_hides_no_case() {
    for area in 1..800 {
        let open = question(&format!(
            "to = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2024-06-01\n[item]\ntpp = 4799\napplicable_die_area_mm2 = {area}\n"
        ));
        let report = answered(corpus(), &open);
        assert_eq!(report.possible, [Measure::NoLicenseRequired, Measure::LicenseRequired], "area: {area}");
    }
}

#[test]
fn a_class_that_is_not_modelled_hides_no_certain_requirement() {
    let to_a_listed_buyer = question(
        "to = \"CN\"\nend_user = \"Huawei Technologies Co., Ltd.\"\nas_of = 2024-06-01\nstated_eccn = \"5A002.a\"\n[item]\ntpp = 10\n",
    );
    let report = answered(corpus(), &to_a_listed_buyer);
    assert_eq!(
        report.answer,
        GateAnswer::Settled(Measure::LicenseRequired),
        "possible: {:?}",
        report.possible
    );
}

#[test]
fn an_exception_that_some_case_reaches_is_possible() {
    check_exception_without("act", "MO", "2024-06-01");
    check_exception_without("destination", "CN", "2023-12-01");
}

#[track_caller]
fn check_exception_without(fact: &str, to: &str, day: &str) {
    let transfer = question(&format!(
        "kind = \"transfer\"\nto = \"{to}\"\nend_user_hq = \"{to}\"\nas_of = {day}\n[facts]\npurchase_order = true\n[item]\ndatacenter = false\ntpp = 6000\n"
    ));
    let asked = filled(corpus(), &transfer);
    assert_eq!(determined(corpus(), &asked).answer, GateAnswer::Settled(Measure::LicenseException));
    let fact = corpus().law.vocabulary.facts.find(fact).unwrap();
    let open = determined(corpus(), &without(&asked, Input::Own(fact)));
    assert!(open.possible.contains(&Measure::LicenseException), "possible: {:?}", open.possible);
}

#[test]
fn data_files_are_sorted_by_nothing_but_their_content() {
    let lines = text_of("things/chips/chips.csv");
    let (head, rows) = lines.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    let turned = format!("{head}\n{}\n", rows.join("\n"));
    let other = sound(&files_with(&[("things/chips/chips.csv", turned.into())]), &[]);
    assert_eq!(other.catalogue.chips, corpus().catalogue.chips);
}
