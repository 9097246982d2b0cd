//! Nothing appears or vanishes.

use crate::support::*;
use chipgate_race::parameters::Parameter as P;
use chipgate_race::quantities::Quantity as Q;
use chipgate_race::time::MONTHS;

#[test]
fn chips_of_us_design_are_bought_by_someone_or_seized() {
    let rules = rules(&[&policy("b30a"), &policy("cn-buy-freely")]);
    for draw in draws(16) {
        let path = path(&rules, &draw);
        let made = sum(&path, Q::OutputF, 48..MONTHS);
        let sold: f64 = [Q::SoldUsF, Q::SoldRowF, Q::SoldLegalF, Q::SoldAmdF, Q::SoldSmuggledF]
            .into_iter()
            .map(|quantity| at(&path, quantity, MONTHS - 1))
            .sum();
        let seized = sum(&path, Q::SeizedF, 48..MONTHS);
        assert!(same(made, sold + seized), "{made} {sold} {seized}");
    }
}

#[test]
fn domestic_units_are_sold_or_in_store_and_money_adds_up() {
    let rules = rules(&[&policy("no-controls"), &policy("cn-buy-freely")]);
    for draw in draws(16) {
        let path = path(&rules, &draw);
        let mut store = 0.0;
        for (month, numbers) in path.iter().enumerate() {
            let of = |quantity: Q| numbers[quantity.place()];
            store += of(Q::DomesticUnits) - of(Q::DomesticSold);
            assert!(store > -1e-6 * of(Q::DomesticUnits).max(1.0), "month {month}: {store}");
            assert!(same(of(Q::DomesticUnits), of(Q::HuaweiUnits) + of(Q::OtherUnits)));
            assert!(of(Q::LegalUsd) + of(Q::DomesticUsd) <= of(Q::Spent) + 1e-6);
            if of(Q::Unmet) > 0.0 {
                assert!(same(of(Q::Spent) + of(Q::Unmet) * of(Q::Demand), of(Q::Demand)), "month {month}");
            }
        }
    }
}

#[test]
fn no_stock_is_negative_and_the_stock_in_use_never_exceeds_what_was_sold() {
    let rules = rules(&[]);
    for draw in draws(32) {
        let path = path(&rules, &draw);
        for month in 0..MONTHS {
            for quantity in
                [Q::StockCnF, Q::StockUsF, Q::StockRowF, Q::StockCnB, Q::StockUsB, Q::StockDomesticF]
            {
                assert!(at(&path, quantity, month) >= 0.0, "{month}");
            }
        }
    }
}

#[test]
fn without_failures_and_retirement_the_stock_is_the_sum_of_sales() {
    let priors = priors("central").with(P::UseFailure, 0.0).with(P::UseLife, 300.0).with(P::UseLag, 0.0);
    let path = path(&rules(&[]), &priors.central());
    let sold = sum(&path, Q::NewUsF, 0..MONTHS);
    let stock = at(&path, Q::StockUsF, MONTHS - 1);
    let first = WORLD.stock0[0][0] * (1.0 - 216.0 / 300.0);
    assert!(same(sold + first, stock), "{sold} {first} {stock}");
}

#[test]
fn one_cohort_fails_and_retires_as_the_closed_form_says() {
    // All sales of Huawei of a month are followed alone by switching lag and failures on.
    let with = |lag: f64, fails: f64, life: f64| {
        let priors = priors("central").with(P::UseFailure, fails).with(P::UseLife, life).with(P::UseLag, lag);
        path(&rules(&[]), &priors.central())
    };
    let path = with(3.0, 0.06, 24.0);
    let keep: f64 = 1.0 - 0.06 / 12.0;
    for month in [40_usize, 120, 200] {
        let first = WORLD.stock0[0][0]
            * (0.0_f64
                .max(keep.powi(i32::try_from(month + 1).unwrap()) * (1.0 - (month as f64 + 1.0) / 24.0)));
        let closed: f64 = (0..24)
            .filter_map(|age| month.checked_sub(3 + age).map(|sold| (age, sold)))
            .map(|(age, sold)| at(&path, Q::NewUsF, sold) * keep.powi(i32::try_from(age).unwrap()))
            .sum();
        let stock = at(&path, Q::StockUsF, month);
        assert!((closed + first - stock).abs() < 1e-6 * stock, "{month}: {closed} {stock}");
    }
}

#[test]
fn with_enforcement_that_catches_nothing_nothing_is_seized() {
    let priors = priors("central").with(P::SmuggleInterdiction, 0.0);
    let path = path(&rules(&[]), &priors.central());
    assert_eq!(sum(&path, Q::SeizedF, 0..MONTHS), 0.0);
    assert!(sum(&path, Q::SmuggledF, 0..MONTHS) > 0.0);
}

#[test]
fn the_yield_falls_with_cumulative_wafers_as_the_closed_form_says() {
    // With memory abundant and dies binding, units follow good dies.
    let priors =
        priors("central").with(P::DomLearningYield, 0.0).with(P::DomMemory, 2.5).with(P::DomStacks0, 5.0);
    let lower = priors
        .clone()
        .with(P::DomYield0, 0.1)
        .with(P::DomWafers, -2.5)
        .with(P::DomAllocation, 0.05)
        .with(P::DomDieBank, 0.001)
        .with(P::DomDieDraw, 0.1);
    let path = path(&rules(&[]), &lower.central());
    let month = 110;
    let wafers = WORLD.wafers.at(month, -2.5);
    let good = wafers * 0.05 * 80.0 * 0.1 / WORLD.dies_huawei[month] * (0.87 / 0.87);
    let invest = at(&path, Q::Invest, month - 1);
    let made = at(&path, Q::HuaweiUnits, month);
    assert!(at(&path, Q::DieSlack, month) < 1.0);
    assert!((made - good * invest).abs() < 1e-6 * made, "{made} {good} {invest}");
}
