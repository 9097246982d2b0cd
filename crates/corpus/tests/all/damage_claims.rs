//! One mistake in the claims a test: what is said, where, and what to do.

use crate::damage::Damaged;

const CLAIMS: &str = "record/claims/003.toml";

/// The claim of a test with these lines.
fn with(lines: &str) -> Damaged {
    let claim = format!(
        "\n[[claim]]\nid = \"CL-999\"\nphrase_ja = \"試験\"\nreading_en = \"A test\"\nconfidence = \"low\"\n{lines}\n"
    );
    Damaged::extended(CLAIMS, &claim)
}

/// A claim with a formula whose value is to be 1.
fn formula(text: &str) -> Damaged {
    with(&format!("class = \"exact\"\nclaimed = 1\nformula = '{text}'"))
}

#[test]
fn a_sound_claim_is_no_mistake() {
    assert_eq!(formula("series(\"us_take_rate\", \"2025-08-11\") / 15").problems(), Vec::new());
    assert_eq!(
        with("stated = \"true\"\nbecause_en = \"So\"\nrests_on = [\"us.cfr\"]").problems(),
        Vec::new()
    );
}

#[test]
fn a_claim_that_names_a_missing_series() {
    formula("series(\"us_take_rat\", \"2025-08-12\")").says(
        "unknown series `us_take_rat`",
        "\"us_take_rat\"",
        "did you mean `us_take_rate`?",
    );
}

#[test]
fn a_claim_about_a_period_without_a_figure() {
    formula("series(\"us_take_rate\", \"2031-01-01\")").says_with_help_from(
        "series `us_take_rate` has no figure for `2031-01-01`",
        "\"2031-01-01\"",
        "write one of ",
    );
}

#[test]
fn a_claim_that_divides_by_nothing() {
    formula("15 / series(\"h20_sales_china\", \"FY26Q2\")").says(
        "division by nothing: `series(\"h20_sales_china\", \"FY26Q2\")`",
        "series(\"h20_sales_china\", \"FY26Q2\")",
        "divide by a figure that cannot be zero, or compare the two figures instead",
    );
    formula("15 / (series(\"us_take_rate\", \"2025-08-11\") - 15)").says(
        "division by nothing: `series(\"us_take_rate\", \"2025-08-11\") - 15`",
        "series(\"us_take_rate\", \"2025-08-11\") - 15",
        "divide by a figure that cannot be zero, or compare the two figures instead",
    );
}

#[test]
fn a_claim_about_an_unknown_chip_quantity_event_or_rule() {
    formula("chip(\"nvidia-h20-97gb\", tpp)").says_with_help_from(
        "unknown chip `nvidia-h20-97gb`",
        "\"nvidia-h20-97gb\"",
        "did you mean `nvidia-h20-",
    );
    formula("chip(\"nvidia-h20-96gb\", tppp)").says(
        "chip `nvidia-h20-96gb` has no figure `tppp`",
        "tppp",
        "did you mean `tpp`?",
    );
    formula("date(\"ev-2025-04-09-h20-leter\") - 2025-04-08").says(
        "unknown event, instrument or rule `ev-2025-04-09-h20-leter`",
        "\"ev-2025-04-09-h20-leter\"",
        "did you mean `ev-2025-04-09-h20-letter`?",
    );
    formula("limit(\"ear.3a090.z\", tpp_floor, 2025-01-01)").says_with_help_from(
        "unknown rule `ear.3a090.z`",
        "\"ear.3a090.z\"",
        "did you mean `ear.3a090.",
    );
}

#[test]
fn a_formula_that_cannot_be_read() {
    formula("chipp(1)").says("unknown function `chipp`", "chipp(1)", "did you mean `chip`?");
    formula("0.22%").says("unexpected character `%`", "%'", "write a share as a number, such as 0.22");
}

#[test]
fn a_formula_of_the_wrong_kind() {
    formula("date(\"ev-2018-08-13-ecra\") - 3.25").says(
        "`date(\"ev-2018-08-13-ecra\")` is a day, not a number",
        "date(\"ev-2018-08-13-ecra\") - 3.25",
        "put a number here",
    );
    with("formula = 'series(\"us_take_rate\", \"2025-08-11\") / 2'").says(
        "the formula gives a number, and `claimed` is none",
        "series(\"us_take_rate\", \"2025-08-11\") / 2",
        "add `claimed = 12`, `[low, high]` or `{ at_least = 1e9 }`",
    );
}

#[test]
fn a_claim_without_formula_verdict_or_source() {
    with("rests_on = [\"us.cfr\"]").says(
        "claim `CL-999` has neither a formula nor a stated verdict",
        "\"CL-999\"",
        "add `formula`, or `stated` with `because_en`",
    );
    with("stated = \"true\"\nbecause_en = \"So\"").says(
        "claim `CL-999` has neither a formula nor a source",
        "\"CL-999\"",
        "add `formula`, or name under `rests_on` the source on which it rests",
    );
    with("stated = \"true\"\nbecause_en = \"So\"\nrests_on = [\"no.such.source.at.all\"]").says(
        "unknown source `no.such.source.at.all`",
        "\"no.such.source.at.all\"",
        "add the source or correct the id",
    );
}

#[test]
fn a_verdict_stated_beside_a_formula() {
    with("formula = '1 < 2'\nstated = \"contested\"\nbecause_en = \"So\"").says_among_others(
        "a verdict is stated beside a formula",
        "\"contested\"\nbecause_en = \"So\"",
        "remove `stated`; a formula gives the verdict",
    );
}

#[test]
fn cases_of_different_units() {
    let formula = "series(\"us_take_rate\", \"2025-08-11\")";
    let part =
        |unit: &str| format!("[[claim.part]]\nof_en = \"one\"\nformula = '{formula}'\nunit = \"{unit}\"\n");
    with(&format!(
        "join = \"cases\"\nclass = \"exact\"\nclaimed = 1\n{}{}",
        part("percent"),
        part("kg of test")
    ))
    .says_somewhere(
        "cases of one quantity have the units `percent` and `kg of test`",
        "give them one unit, or join them as `meanings`",
    );
}

#[test]
fn a_claim_whose_formula_only_repeats_the_report_that_the_article_retells() {
    // The share of 15 percent becomes a figure of the report that the article retells.
    let retold = "retells  = [\"market.cnbc.revenue-share\", ";
    Damaged::replaced("record/claims/002.toml", "retells  = [", retold).says(
        "the formula only repeats what the article or the report that it retells says",
        "series(\"us_take_rate\", \"2025-08-11\") / 100",
        "read a figure of another source, or write `stated = \"not_checkable\"` with `because_en`",
    );
}

#[test]
fn a_claim_whose_formula_reads_no_data() {
    formula("2 / 2").says(
        "the formula only repeats what the article or the report that it retells says",
        "2 / 2",
        "read a figure of another source, or write `stated = \"not_checkable\"` with `because_en`",
    );
}
