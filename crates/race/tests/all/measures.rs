//! Demand, ceilings, rulers and units: what they measure is what they say.

use crate::support::*;
use chipgate_race::backcast::{Verdict, answers, questions};
use chipgate_race::data::MeasuredKind;
use chipgate_race::oracle;
use chipgate_race::outcomes::Outcome;
use chipgate_race::parameters::Parameter as P;
use chipgate_race::quantities::Quantity as Q;
use chipgate_race::reproduce::{outcomes, rebuild};
use chipgate_race::time::MONTHS;

#[test]
fn demand_is_as_given_to_2025_and_answers_to_the_premium_of_the_month_before_after_it() {
    let rules = rules(&[&policy("h200"), &policy("cn-as-it-stands")]);
    for elasticity in [-1.0, -0.5, -1.6] {
        let draw = priors("central").with(P::CnElasticity, elasticity).draw(3, 11);
        let path = path(&rules, &draw);
        for month in 0..150 {
            let given = WORLD.demand.at(month, draw.get(P::CnDemand)) * 1000.0 / 12.0;
            let ratio =
                if month < 96 { 1.0 } else { at(&path, Q::Premium, month - 1) / at(&path, Q::Premium, 95) };
            let expected = given * ratio.powf(1.0 + elasticity);
            assert!(same(at(&path, Q::Demand, month), expected), "{elasticity} {month}");
        }
    }
}

#[test]
fn ceilings_that_the_data_leave_open_bind_where_they_are_set() {
    let draw = priors("central").central();
    let rules = rules(&[&policy("keep-ban")]);
    let stage = |world: &chipgate_race::world::World| {
        let path = oracle::run(world, &rules, &draw, MONTHS);
        (at(&path, Q::Stage, 130), at(&path, Q::OutputF, 130), at(&path, Q::HuaweiUnits, 130))
    };
    let (free, output, units) = stage(&WORLD);
    assert!(free < 2.0 && WORLD.n4_ceiling[130] > 1e8 && WORLD.packaging_cn[130] > 1e8);
    let mut world = WORLD.clone();
    world.n4_ceiling.fill(800.0);
    let (by_n4, limited, _) = stage(&world);
    // The ceiling is on NVIDIA; other vendors stand in a given ratio to it.
    assert!(by_n4 == 2.0 && limited < output && same(limited, 800.0 * (1.0 + WORLD.other_ratio[130])));
    world.power_ceiling.fill(500.0);
    assert_eq!(stage(&world).0, 3.0);
    world.packaging_cn.fill(20.0);
    let kept = draw.get(P::DomPackageYield) / 0.87;
    assert!(units > 20.0 && same(stage(&world).2, 20.0 * kept));
}

#[test]
fn without_failures_and_within_one_life_the_fp4_stock_is_all_that_arrived() {
    let priors = priors("central").with(P::UseFailure, 0.0).with(P::UseLife, 160.0).with(P::UseLag, 3.0);
    let path = path(&rules(&[&policy("b30a")]), &priors.draw(1, 5));
    for (stock, flow, region, life) in
        [(Q::StockUsFp4, Q::NewUsFp4, 0, 160.0), (Q::StockCnFp4, Q::NewCnFp4, 2, 178.0)]
    {
        for month in [30, 90, 150] {
            let first = WORLD.stock0[region][0] * WORLD.first_fp4 * (1.0 - (month + 1) as f64 / life);
            let expected = first + sum(&path, flow, 0..month - 2);
            assert!(
                same(at(&path, stock, month), expected),
                "{month}: {} {expected}",
                at(&path, stock, month)
            );
        }
    }
}

#[test]
fn a_stop_inside_a_month_is_written_down_once_and_near_what_was_booked() {
    let path = path(&rules(&[]), &priors("central").central());
    // 4.5 billion booked and 5.5 announced for the quarter of the letter of April 2025.
    let quarter = sum(&path, Q::Charge, 85..88);
    assert!((4_000.0..5_500.0).contains(&quarter), "{quarter}");
    assert_eq!(at(&path, Q::Charge, 88), 0.0);
    assert!(at(&path, Q::Charge, 87) > 0.8 * quarter);
}

#[test]
fn a_published_number_is_met_in_the_unit_of_its_author() {
    let analyses = &CORPUS.race.analyses;
    let asked = outcomes(analyses).unwrap();
    let draws = vec![vec![466.0, 466.0]; asked.len()];
    let rebuilt = rebuild(analyses, &CORPUS.race.units, &draws).unwrap();
    let of = |unit: &str| {
        rebuilt.iter().find(|row| row.output.is_some_and(|output| *output.unit == *unit)).unwrap()
    };
    let terms = rebuilt.iter().filter(|row| row.output.is_some_and(|output| output.unit_of.is_some()));
    assert_eq!(terms.count(), 2);
    // 466 thousand H100e are 200 thousand B300e in training terms: 1 B300e is 2.33 H100e.
    assert!(same(of("thousand B300e FP4").ours.unwrap(), 466.0));
    let training = rebuilt.iter().find(|row| {
        row.output.and_then(|output| output.unit_of.as_ref()).is_some_and(|unit| **unit == *"b300e")
    });
    assert!(same(training.unwrap().ours.unwrap(), 200.0));
    let mut wrong = analyses.clone();
    for output in wrong.iter_mut().flat_map(|analysis| &mut analysis.outputs) {
        if output.unit_of.is_some() {
            output.unit_of = Some("h20e_bandwidth".into());
        }
    }
    assert!(rebuild(&wrong, &CORPUS.race.units, &draws).is_err());
}

#[test]
fn units_of_one_ruler_stand_to_each_other_as_their_chips() {
    let size = |id: &str| CORPUS.race.unit(id).unwrap().size;
    // 4,500 and 5,000 against 1,979 trillion; 8 and 4 against 3.35 TB/s; TPP of 60,000 against 15,832.
    assert!(
        (size("b200e") - 4500.0 / 1979.0).abs() < 0.01 && (size("gb300e") - 5000.0 / 1979.0).abs() < 0.01
    );
    assert!((size("b300e_bandwidth") - 8.0 / 3.35).abs() < 0.01);
    assert!((size("h20e_bandwidth") - 4.0 / 3.35).abs() < 0.01);
    assert!((1.0 / size("b300_tpp") - 60_000.0 / 15_832.0).abs() < 0.01);
    // The classes of the model use the same sizes.
    assert_eq!(size("b300e"), WORLD.classes["b200"].f);
    assert_eq!(size("h20e"), WORLD.classes["h20"].f);
    assert_eq!(size("h100e_fp4"), WORLD.classes["h100"].fp4);
}

#[test]
fn inputs_and_smaller_runs_are_no_forecasts() {
    let asked = questions(&CORPUS.race, &CORPUS.records.series);
    for kind in asked.windows(2).filter(|pair| pair[0].series.id == pair[1].series.id) {
        if kind[0].link.kind == MeasuredKind::Record {
            assert!(kind[1].observed > kind[0].observed, "{}", kind[0].series.id);
        }
    }
    // GPT-4 and Grok 4 are there, the smaller runs of 2024 are not.
    let runs: Vec<f64> =
        asked.iter().filter(|q| *q.series.id == *"training_run_flop_us").map(|q| q.observed).collect();
    assert!(runs.contains(&2.1e25) && runs.contains(&5.0e26) && !runs.contains(&3.8e25), "{runs:?}");
    // Draws that all say 1.02 times the figure agree with an input and miss a forecast.
    let draws: Vec<Vec<f64>> = asked.iter().map(|question| vec![1.02 * question.observed; 16]).collect();
    for answer in answers(asked, &draws) {
        let expected = match (answer.question.link.kind, answer.question.observed == 0.0) {
            (MeasuredKind::Input, _) => Verdict::InputAgrees,
            (_, true) => Verdict::In50,
            _ => Verdict::Miss,
        };
        assert_eq!(answer.verdict(), expected, "{}", answer.question.series.id);
    }
    assert!(Outcome::new("stock_ratio_fp4", 95, 95).is_some());
}
