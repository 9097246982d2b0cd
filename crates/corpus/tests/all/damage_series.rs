//! One mistake in the series a test: what is said, where, and what to do.

use crate::damage::Damaged;
use crate::support::{files_with, text_of};
use chipgate_corpus::Corpus;

const SERIES: &str = "record/series/series.csv";
const POLICY: &str = "record/series/points/policy.csv";
const NVIDIA: &str = "record/series/points/nvidia.csv";

/// A figure of the cap on H200 exports, which has one of 2026-01-13.
fn cap(period: &str, values: &str, rest: &str) -> Damaged {
    Damaged::extended(POLICY, &format!("us_h200_volume_cap,{period},{values},{rest}\n"))
}

const REST: &str = "actual,us.cfr,high,read,";

#[test]
fn a_sound_figure_is_no_mistake() {
    assert_eq!(cap("2026-02-17", "1,2,3", REST).problems(), Vec::new());
    assert_eq!(cap("2026-02-17", "2,,3", REST).problems(), Vec::new());
}

#[test]
fn a_figure_of_an_unknown_series() {
    let row = "no_such_series_at_all,2026-02-17,,1,,actual,us.cfr,high,read,\n";
    Damaged::extended(POLICY, row).says(
        "unknown series `no_such_series_at_all`",
        "no_such_series_at_all",
        "add the series or correct the id",
    );
}

#[test]
fn a_figure_of_a_series_from_an_unknown_source() {
    cap("2026-02-17", ",1,", "actual,no.source.of.this.name,high,read,").says(
        "unknown source `no.source.of.this.name`",
        "no.source.of.this.name",
        "add the source or correct the id",
    );
}

#[test]
fn a_figure_of_a_series_without_a_source() {
    cap("2026-02-17", ",1234,", "actual,,high,read,a figure of a test").says(
        "no source is named",
        ",high,read,a figure of a test",
        "name at least one id of `sources/`",
    );
}

#[test]
fn a_figure_of_a_series_with_two_sources() {
    cap("2026-02-17", ",1,", "actual,us.cfr;us.csl.2026-07-31,high,read,").says(
        "a figure has one source",
        "us.cfr;us.csl",
        "give each source a row of its own",
    );
}

#[test]
fn a_low_above_the_central_figure() {
    cap("2026-02-17", "7654,2,", REST).says(
        "`low` is above `central`",
        "7654",
        "put the smaller figure first",
    );
}

#[test]
fn a_central_figure_above_the_high() {
    cap("2026-02-17", "1,7654,3", REST).says(
        "`central` is above `high`",
        "7654",
        "put the smaller figure first",
    );
}

#[test]
fn a_low_above_the_high_without_a_central_figure() {
    cap("2026-02-17", "7654,,3", REST).says("`low` is above `high`", "7654", "put the smaller figure first");
}

#[test]
fn a_figure_of_a_series_without_a_value() {
    cap("2026-02-17", ",,", "actual,us.cfr,high,read,nothing").says(
        "the figure has no value",
        ",,actual,us.cfr,high,read,nothing",
        "give `central`, or `low` and `high`",
    );
}

#[test]
fn a_value_that_is_not_a_number() {
    cap("2026-02-17", ",about 7,", REST).says(
        "`about 7` is not a number",
        "about 7",
        "write digits with a point",
    );
}

#[test]
fn the_same_figure_twice() {
    let text = text_of(NVIDIA);
    let row = text.lines().find(|line| line.starts_with("nvda_dc_revenue_fy,FY2025@")).unwrap();
    let damaged = Damaged::extended(NVIDIA, &format!("{row}\n"));
    let problems = damaged.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].message, "`FY2025@2025-01` stands twice for `nvda_dc_revenue_fy`");
    assert_eq!(problems[0].help.as_deref(), Some("keep one, or give the other its own series"));
    let place = &problems[0].place;
    assert_eq!(place.line, text.lines().count() + 1);
    assert_eq!(place.column, "nvda_dc_revenue_fy,".len() + 1);
}

#[test]
fn another_source_or_another_kind_of_one_period_is_no_mistake() {
    for rest in ["actual,us.cfr,high,read,", "estimate,market.techloy.h200,high,read,"] {
        assert_eq!(cap("2026-01-13", ",1,", rest).problems(), Vec::new());
    }
}

#[test]
fn a_day_that_does_not_exist_as_a_period() {
    cap("2026-02-30", ",1,", REST).says(
        "`2026-02-30` cannot be read as a period of this series (day)",
        "2026-02-30",
        "write YYYY-MM-DD",
    );
}

#[test]
fn a_calendar_quarter_in_a_series_of_fiscal_quarters() {
    let row = "h20_sales_china,2026-Q1,,1,,actual,us.cfr,high,read,\n";
    Damaged::extended(NVIDIA, row).says(
        "`2026-Q1` cannot be read as a period of this series (fiscal_quarter)",
        "2026-Q1",
        "write the label and the month of its end, such as FY21Q1@2020-04",
    );
}

#[test]
fn a_fiscal_quarter_without_the_month_of_its_end() {
    let row = "h20_sales_china,FY26Q4,,1,,actual,us.cfr,high,read,\n";
    Damaged::extended(NVIDIA, row).says(
        "`FY26Q4` cannot be read as a period of this series (fiscal_quarter)",
        "FY26Q4,",
        "write the label and the month of its end, such as FY21Q1@2020-04",
    );
}

#[test]
fn a_kind_that_is_misspelt() {
    cap("2026-02-17", ",1,", "projecton,us.cfr,high,read,").says(
        "unknown `kind`: `projecton`",
        "projecton,",
        "did you mean `projection`?",
    );
}

#[test]
fn a_series_without_a_unit() {
    let from = "H20 revenue from China,USD bn,fiscal_quarter,nvidia,,\n";
    let to = "H20 revenue from China,,fiscal_quarter,nvidia,no unit,\n";
    Damaged::replaced(SERIES, from, to).says(
        "the series has no unit",
        ",fiscal_quarter,nvidia,no unit",
        "say in what its figures are counted",
    );
}

#[test]
fn a_series_that_says_nothing_of_its_dates() {
    let row = "a_test,A test,USD,,policy,,\n";
    Damaged::extended(SERIES, row).says_kind_of_period();
}

impl Damaged {
    #[track_caller]
    fn says_kind_of_period(&self) {
        let problems = self.problems();
        assert_eq!(problems.len(), 1, "{problems:#?}");
        assert_eq!(problems[0].message, "unknown `period`: ``");
        assert!(
            problems[0].help.as_deref().is_some_and(|help| help.contains("fiscal_quarter")),
            "{problems:?}"
        );
    }
}

#[test]
fn a_series_without_a_figure() {
    Damaged::extended(SERIES, "a_test_series,A test,USD,year,policy,,\n").says(
        "`a_test_series` has no figure",
        "a_test_series",
        "add one to `record/series/points/`",
    );
}

#[test]
fn two_series_of_one_id() {
    let row = "h20_charge,A test,USD bn,fiscal_quarter,nvidia,,\n";
    let damaged = Damaged::extended(SERIES, row);
    let messages: Vec<String> = damaged.problems().into_iter().map(|problem| problem.message).collect();
    assert!(messages.contains(&"two series have the id `h20_charge`".to_owned()), "{messages:?}");
}

#[test]
fn a_file_of_figures_cut_in_half_has_places_and_remedies() {
    let text = text_of(NVIDIA);
    let files = files_with(&[(NVIDIA, text.as_bytes()[..text.len() / 2].to_vec())]);
    let problems = Corpus::load(&files, &[]).problems;
    assert!(!problems.is_empty());
    assert!(problems.iter().all(|problem| problem.help.is_some() && problem.place.line >= 1));
}
