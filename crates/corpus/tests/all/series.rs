//! Figures over time, against the collection they were carried from and against each other.

use crate::support::corpus;
use chipgate_base::interval::Interval;
use chipgate_chronicle::series::{Point, PointKind, Series};
use std::collections::BTreeSet;

fn series(id: &str) -> &'static Series {
    corpus().chronicle().series(id).unwrap_or_else(|| panic!("there is no series `{id}`"))
}

#[track_caller]
fn only(id: &'static str, period: &'static str) -> &'static Point {
    let found: Vec<&Point> = series(id).at(period).collect();
    assert_eq!(found.len(), 1, "{id} {period}");
    found[0]
}

#[track_caller]
fn central(id: &'static str, period: &'static str) -> f64 {
    only(id, period).central.unwrap()
}

fn points() -> impl Iterator<Item = (&'static Series, &'static Point)> {
    // Series of the topic `claims` came later, with the articles' claims; the counts are of the first collection.
    let collected = corpus().records.series.iter().filter(|series| *series.topic != *"claims");
    collected.flat_map(|series| series.points.iter().map(move |point| (series, point)))
}

/// Counts and sums are those of the collection of 230 figures, worked out from its text without this program.
#[test]
fn series_of_one_subject_share_a_group() {
    let members = |group: &'static str| corpus().chronicle().series_of_group(group).count();
    assert_eq!(
        ["chip_price_china", "china_vendor_units", "china_stock_by_source", "china_market_share"]
            .map(members),
        [5, 4, 4, 8]
    );
    assert_eq!(members(""), 0);
}

#[test]
fn every_figure_of_the_collection_is_there() {
    let sum = |value: fn(&Point) -> Option<f64>| {
        let all = points().filter(|(series, _)| *series.unit != *"FLOP");
        let values: Vec<f64> = all.filter_map(|(_, point)| value(point)).collect();
        (values.len(), (values.iter().sum::<f64>() * 1e6).round() / 1e6)
    };
    assert_eq!(points().count(), 230);
    assert_eq!(sum(|point| point.low), (59, 5155.16));
    assert_eq!(sum(|point| point.central), (230 - 8, 21062.5985));
    assert_eq!(sum(|point| point.high), (57, 9556.51));
    let runs: Vec<f64> = points()
        .filter(|(series, _)| *series.unit == *"FLOP")
        .filter_map(|(_, point)| point.central)
        .collect();
    assert_eq!(runs, [3.3e24, 3e24, 1.5e25, 2.1e25, 5e25, 3.8e25, 3.8e25, 5e26]);
}

/// The collection had 110 ids; five of them held several quantities and became 23.
#[test]
fn each_quantity_has_a_series_of_its_own() {
    let collected = corpus().records.series.iter().filter(|series| *series.topic != *"claims");
    assert_eq!(collected.count(), 110 - 5 + 23);
    let parts =
        |prefix: &str| corpus().records.series.iter().filter(|series| series.id.starts_with(prefix)).count();
    assert_eq!(parts("chip_price_china_"), 5);
    assert_eq!(parts("china_stock_by_source_"), 4);
    assert_eq!(parts("china_vendor_units_"), 4 + 1, "four vendors, and the total");
}

#[test]
fn single_figures_are_as_they_were_read() {
    let cap = only("us_h200_volume_cap", "2026-01-13");
    assert_eq!((cap.central, cap.kind, &*cap.confidence), (Some(50.0), PointKind::Actual, "high"));
    let diverted = only("smuggled_h100e_cumulative", "2025-12");
    assert_eq!((diverted.low, diverted.central, diverted.high), (Some(290.0), Some(660.0), Some(1600.0)));
    assert_eq!((diverted.kind, &*diverted.access), (PointKind::Estimate, "second_hand"));
    let made = only("huawei_ascend_units", "2025");
    assert_eq!((made.low, made.central, made.high), (Some(300.0), Some(805.0), Some(820.0)));
    let next = only("tsmc_cowos_capacity", "2027-12");
    assert_eq!((next.low, next.central, next.high), (Some(112.0), Some(140.0), None));
    assert_eq!(next.kind, PointKind::Projection);
    assert_eq!(central("h20_sales_china", "FY26Q2"), 0.0);
    assert_eq!(central("cambricon_revenue", "2025-H1"), 2.881);
    assert_eq!(next.range(), Interval::between(112.0, 140.0));
    assert_eq!(cap.range(), Interval::exactly(50.0));
    assert_eq!(series("chip_price_china_h20").unit, "USD thousand per chip".into());
}

#[test]
fn a_figure_announced_and_a_figure_booked_stand_side_by_side() {
    let charge = series("h20_charge");
    let kinds: Vec<(PointKind, Option<f64>)> =
        charge.at("FY26Q1").map(|point| (point.kind, point.central)).collect();
    assert_eq!(kinds, [(PointKind::Actual, Some(4.5)), (PointKind::Projection, Some(5.5))]);
    assert_eq!(charge.at("2025-04").count(), 2);
    assert_eq!(charge.at("2025").count(), 0);
}

#[test]
fn the_latest_figure_is_that_of_its_kind() {
    let latest = |id: &str, kind| series(id).latest(kind).map(|point| point.period.text.to_string());
    assert_eq!(latest("nvda_dc_revenue_q", PointKind::Actual).as_deref(), Some("FY27Q1@2026-04"));
    assert_eq!(latest("us_capex_big4", PointKind::Actual).as_deref(), Some("2025"));
    assert_eq!(latest("us_capex_big4", PointKind::Projection).as_deref(), Some("2026"));
    assert_eq!(latest("us_capex_big4", PointKind::Estimate), None);
}

#[test]
fn four_quarters_of_a_fiscal_year_are_the_annual_figure() {
    let quarters = |id: &'static str, year: &str| -> f64 {
        let of = |quarter: u8| {
            let label = format!("FY{year}Q{quarter}");
            series(id).at(&label).map(|point| point.central.unwrap()).sum::<f64>()
        };
        (1..=4).map(of).sum()
    };
    for (by_quarter, by_year, years) in [
        ("nvda_dc_revenue_q", "nvda_dc_revenue_fy", vec!["24", "25", "26"]),
        ("nvda_china_revenue_q_billto", "nvda_china_revenue_fy_billto", vec!["22", "23", "24", "25"]),
    ] {
        for year in years {
            let label = format!("FY20{year}");
            let annual: f64 = series(by_year).at(&label).map(|point| point.central.unwrap()).sum();
            assert!((quarters(by_quarter, year) - annual).abs() < 5e-4, "{by_year} {label}");
        }
    }
}

#[test]
fn a_figure_computed_from_two_others_is_what_they_give() {
    for year in ["FY2024", "FY2025"] {
        let [by_seat, by_bill, gap] =
            ["nvda_china_revenue_fy_hq", "nvda_china_revenue_fy_billto", "nvda_china_hq_minus_billto"]
                .map(|id| central(id, year));
        assert!((by_seat - by_bill - gap).abs() < 0.005, "{year}");
    }
    for year in ["2025", "2027"] {
        let share =
            100.0 * central("china_ai_chip_local_supply", year) / central("china_ai_chip_market", year);
        assert_eq!(share.round(), central("china_share_local_supply_bernstein", year));
    }
    // The source gives shares of 8.7 and 75.2 percent, worked out before its figures were rounded.
    for (part, said) in [("china_owned_stock", 8.7), ("us_company_owned_stock", 75.2)] {
        let whole = central("world_ai_compute_stock_owners", "2025-12");
        assert!((100.0 * central(part, "2025-12") / whole - said).abs() < 0.1, "{part}");
    }
}

#[test]
fn legal_domestic_and_diverted_compute_are_the_stock_of_china() {
    let parts: f64 = ["legal_nvidia", "amd", "huawei", "cambricon"]
        .iter()
        .map(|part| series(&format!("china_stock_by_source_{part}")).points[0].central.unwrap())
        .sum();
    let diverted = central("smuggled_h100e_cumulative", "2025-12") / 1000.0;
    assert!((parts + diverted - central("china_owned_stock", "2025-12")).abs() < 0.005);
}

#[test]
fn points_stand_in_the_order_of_time() {
    for series in &corpus().records.series {
        assert!(series.points.is_sorted_by_key(|point| point.period.last.latest), "{}", series.id);
    }
}

#[test]
fn topics_are_those_of_the_files() {
    let topics: BTreeSet<&str> = corpus().records.series.iter().map(|series| &*series.topic).collect();
    let files = chipgate_corpus::embedded::files();
    for topic in topics {
        assert!(files.get(&format!("record/series/points/{topic}.csv")).is_some(), "{topic}");
    }
}
