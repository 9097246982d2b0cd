//! One mistake in the data of the race a test, and mistakes in studies and observations.

use crate::damage::Damaged;
use chipgate_base::problem::Problem;
use chipgate_corpus::{Corpus, embedded, read_observations, read_study};

const SMUGGLING: &str = "race/assumptions/smuggling.toml";

#[track_caller]
fn says(damaged: &Damaged, words: &str, help: &str) {
    let problems = damaged.problems();
    let told = |problem: &Problem| {
        problem.message.contains(words) && problem.help.as_deref().unwrap_or("").contains(help)
    };
    assert!(problems.iter().any(told), "{problems:#?}");
    assert!(problems.iter().all(|problem| problem.place.line > 0));
}

#[test]
fn an_assumption_without_bounds_is_refused() {
    let damaged = Damaged::replaced(SMUGGLING, "bounds     = [1.0, 200.0]\n", "");
    says(&damaged, "the assumption has no bounds", "add `bounds");
}

#[test]
fn a_distribution_that_does_not_normalise_is_refused() {
    let damaged =
        Damaged::replaced(SMUGGLING, "quantiles  = [8.0, 19.0, 44.0]", "quantiles  = [8.0, 8.0, 44.0]");
    says(&damaged, "does not normalise", "in order");
    let from = "form       = \"quantiles\"\nscale      = \"log\"\nquantiles  = [8.0, 19.0, 44.0]\nbounds     = [1.0, 200.0]";
    let to = "form       = \"discrete\"\nvalues     = [1, 2]\nprobabilities = [0.5, 0.6]";
    says(&Damaged::replaced(SMUGGLING, from, to), "probabilities add up to 1.1", "add up to 1");
}

#[test]
fn a_quantile_outside_its_bounds_and_a_scale_that_does_not_fit_are_refused() {
    let damaged = Damaged::replaced(SMUGGLING, "bounds     = [1.0, 200.0]", "bounds     = [10.0, 200.0]");
    says(&damaged, "a quantile lies outside the bounds", "widen");
    let damaged = Damaged::replaced(
        SMUGGLING,
        "quantiles  = [8.0, 19.0, 44.0]\nbounds     = [1.0",
        "quantiles  = [0.0, 19.0, 44.0]\nbounds     = [0.0",
    );
    says(&damaged, "do not fit the scale", "above 0");
}

#[test]
fn a_misspelt_lever_and_a_value_that_does_not_fit_are_refused() {
    let damaged = Damaged::replaced("race/policies/b30a.toml", "\"us.practice\"", "\"us.practise\"");
    says(&damaged, "unknown lever `us.practise`", "did you mean `us.practice`?");
    let damaged = Damaged::replaced("race/policies/b30a.toml", "value = 1.0", "value = 15.0");
    says(&damaged, "`us.practice` is outside 0 to 1", "from 0 to 1");
    let damaged = Damaged::replaced("race/policies/one-notch-below.toml", "\"notch\"", "\"noch\"");
    says(&damaged, "unknown class `noch`", "did you mean `notch`?");
    let damaged = Damaged::replaced("race/policies/cn-buy-freely.toml", "\"rules\"", "\"rule\"");
    says(&damaged, "`cn.gate.train` takes a number or `rules` or `reacts`", "write 0 to 1, or \"rules\"");
    let damaged = Damaged::replaced("race/policies/b30a.toml", "[\"b30a-allowed\"]", "[\"safe-chip-act\"]");
    says(&damaged, "unknown reform `safe-chip-act`", "did you mean `safe-chips-act`?");
}

#[test]
fn a_band_of_no_series_and_an_override_of_no_assumption_are_refused() {
    let damaged = Damaged::replaced(
        "race/assumptions/domestic.toml",
        "of         = \"smic.wafers\"",
        "of         = \"smic.wafer\"",
    );
    says(&damaged, "unknown series with a band `smic.wafer`", "did you mean `smic.wafers`?");
    let damaged = Damaged::replaced("race/scenarios/bridge.toml", "\"dom.response\"", "\"dom.respons\"");
    says(&damaged, "unknown assumption `dom.respons`", "did you mean `dom.response`?");
}

#[test]
fn a_center_outside_its_band_and_a_source_that_is_not_there_are_refused() {
    let damaged = Damaged::replaced("race/forcing/us_supply.csv", "level_log,65,73,80", "level_log,65,83,80");
    says(&damaged, "the central value lies outside its band", "order");
    let damaged = Damaged::replaced("race/forcing/us_supply.csv", "race.cowos-2025,", "race.cowos-2052,");
    says(&damaged, "unknown source `race.cowos-2052`", "did you mean");
}

const EQUATIONS: &str = "race/equations.toml";

#[test]
fn an_assumption_of_no_block_and_a_block_of_no_test_or_source_are_refused() {
    let damaged = Damaged::replaced(SMUGGLING, "equation   = \"2.4\"", "equation   = \"2.44\"");
    says(&damaged, "unknown block of equations `2.44`", "did you mean `2.4`?");
    let damaged = Damaged::replaced(EQUATIONS, "[\"T10\"]", "[\"T11\"]");
    says(&damaged, "unknown test `T11`", "did you mean `T1");
    let damaged = Damaged::replaced(
        EQUATIONS,
        "sources    = [\"race.nvidia-charge\", ",
        "sources    = [\"race.nvidia-charg\", ",
    );
    says(&damaged, "unknown source `race.nvidia-charg`", "did you mean `race.nvidia-charge`?");
    let damaged = Damaged::replaced(EQUATIONS, "id         = \"2.10\"", "id         = \"2.9\"");
    says(&damaged, "two blocks of equations have the id `2.9`", "rename");
}

#[test]
fn a_block_without_formula_or_source_is_refused() {
    let extended = |block: &str| {
        Damaged::extended(
            EQUATIONS,
            &format!("\n[[block]]\nid = \"2.11\"\ntitle = \"x\"\nabout = \"x\"\n{block}"),
        )
    };
    says(&extended("sources = [\"race.judgement\"]\n"), "the block has no formula", "one formula a line");
    says(&extended("formula = [\"a = b\"]\n"), "no source is named", "sources/");
}

fn corpus() -> Corpus {
    Corpus::load(&embedded::files(), &[]).corpus.unwrap()
}

const STUDY: &str = "question = \"q\"\ndraws = 64\nscenarios = [\"central\"]\npolicies = [\"b30a\", \"keep-ban\"]\nanswers = [\"cn-buy-freely\"]\nbaseline = \"keep-ban\"\n\n[[outcome]]\nquantity = \"lag\"\nfrom = 2028\n";

#[track_caller]
fn study_says(from: &str, to: &str, words: &str, help: &str, line: usize) {
    assert!(STUDY.contains(from), "{from}");
    let (_, problems) = read_study("study.toml", &STUDY.replace(from, to), &corpus(), &["lag", "premium"]);
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert!(problem.message.contains(words), "{problem:#?}");
    assert!(problem.help.as_deref().unwrap_or("").contains(help), "{problem:#?}");
    assert_eq!(problem.place.line, line);
}

#[test]
fn a_study_is_read_and_its_mistakes_have_places() {
    let (study, problems) = read_study("study.toml", STUDY, &corpus(), &["lag"]);
    assert!(problems.is_empty(), "{problems:#?}");
    let study = study.unwrap();
    assert_eq!((study.draws, study.seed, &*study.baseline, study.outcomes.len()), (64, 1, "keep-ban", 1));
    study_says("draws = 64", "draws = 0", "`draws` cannot be 0", "1 to 65536", 2);
    study_says("draws = 64", "draws = 70000", "`draws` cannot be 70000", "1 to 65536", 2);
    study_says(
        "from = 2028",
        "from = 2040",
        "outside the years 2018 to 2035",
        "after 2030 is extrapolation",
        10,
    );
    study_says("\"lag\"", "\"premum\"", "unknown quantity `premum`", "did you mean `premium`?", 9);
    study_says("\"central\"", "\"centrl\"", "unknown scenario `centrl`", "did you mean `central`?", 3);
    study_says(
        "[\"b30a\", \"keep-ban\"]",
        "[\"keep-bann\", \"keep-ban\"]",
        "unknown policy `keep-bann`",
        "did you mean `keep-ban`?",
        4,
    );
    study_says(
        "baseline = \"keep-ban\"",
        "baselin = \"keep-ban\"",
        "unknown key `baselin`",
        "did you mean `baseline`?",
        6,
    );
}

#[test]
fn a_study_without_outcomes_or_with_one_twice_is_refused() {
    let outcome = "\n[[outcome]]\nquantity = \"lag\"\nfrom = 2028\n";
    study_says(outcome, "", "asks for no outcome", "chipgate race quantities", 1);
    study_says(outcome, &outcome.repeat(2), "`lag` is asked for twice", "join the years", 12);
}

#[test]
fn a_policy_of_a_study_cannot_take_the_name_of_another() {
    let own = "\n[[policy]]\nid = \"h20\"\nside = \"us\"\ntitle = \"t\"\nabout = \"a\"\nfrom = 2027-01-01\n[[policy.set]]\nlever = \"us.take\"\nvalue = 0.3\n";
    study_says(
        "from = 2028\n",
        &format!("from = 2028\n{own}"),
        "already a policy `h20`",
        "id of its own",
        12,
    );
}

#[test]
fn a_study_may_describe_a_policy_of_its_own() {
    let own = format!(
        "{}\n[[policy]]\nid = \"mine\"\nside = \"us\"\ntitle = \"t\"\nabout = \"a\"\nfrom = 2027-01-01\n[[policy.set]]\nlever = \"us.enforcment\"\nvalue = 3\n",
        STUDY.replace("\"b30a\"", "\"mine\"")
    );
    let (_, problems) = read_study("study.toml", &own, &corpus(), &["lag"]);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].help.as_deref().unwrap().contains("us.enforcement"));
    let (study, problems) =
        read_study("study.toml", &own.replace("enforcment", "enforcement"), &corpus(), &["lag"]);
    assert!(problems.is_empty() && study.unwrap().own.len() == 1, "{problems:#?}");
}

#[test]
fn observations_are_read_and_their_mistakes_have_places() {
    let text = "id,quantity,from,to,value,low,high\na,lag,2026-01-01,2026-12-31,7,,\nb,lgg,2026-01-01,2026-12-31,7,,\nc,lag,2026-12-31,2026-01-01,7,,\nd,lag,2036-01-01,2036-12-31,7,,\ne,lag,2026-01-01,2026-12-31,,,\n";
    let (found, problems) = read_observations("o.csv", text, &["lag"]);
    assert_eq!(found.len(), 1);
    let lines: Vec<usize> = problems.iter().map(|problem| problem.place.line).collect();
    assert_eq!(lines, [3, 4, 5, 6], "{problems:#?}");
}

#[test]
fn a_duty_that_no_rule_concludes_and_one_of_no_lever_are_refused() {
    let damaged = Damaged::replaced("race/duties.csv", "dd_volume_cap", "dd_volume_cups");
    says(&damaged, "unknown condition `dd_volume_cups`", "did you mean `dd_volume_cap`?");
    let damaged = Damaged::replaced("race/duties.csv", "us.cap_units", "us.cap_unit");
    says(&damaged, "unknown lever `us.cap_unit`", "did you mean `us.cap_units`?");
}

#[test]
fn a_unit_without_size_twice_or_of_no_ruler_is_refused() {
    let units = "race/units.csv";
    says(&Damaged::replaced(units, "b300e,8-bit,2.33,", "b300e,8-bit,0,"), "a size above 0", "base units");
    says(&Damaged::replaced(units, "b300e,8-bit,", "b300e,16-bit,"), "16-bit", "8-bit");
    says(
        &Damaged::replaced(units, "gb300e,8-bit,2.527", "b300e,8-bit,2.527"),
        "two units have the id",
        "rename",
    );
    let damaged = Damaged::replaced("race/published/analyses.toml", "in = \"b300e\"", "in = \"b30e\"");
    says(&damaged, "unknown unit `b30e`", "did you mean `b300e`?");
}

#[test]
fn a_test_of_two_gates_without_a_side_and_a_series_of_no_kind_are_refused() {
    let gates = "race/two_gates.toml";
    says(&Damaged::replaced(gates, "two_gate_is = \"below\"", "two_gate_is = \"under\""), "under", "below");
    let damaged = Damaged::replaced("race/measured.csv", "run_us,1,record,", "run_us,1,largest,");
    says(&damaged, "largest", "record");
}

#[test]
fn a_test_of_the_theses_reads_only_runs_policies_quantities_and_months_that_exist() {
    let theses = "race/theses.toml";
    let of = |from: &str, to: &str| Damaged::replaced(theses, from, to);
    says(&of("\"sale / none - 1\"", "\"sale / nome - 1\""), "unknown name `nome`", "did you mean `none`?");
    says(&of("\"sale / none - 1\"", "\"sale > none\""), "is a yes or no, not a number", "a number");
    says(&of("run = \"ban\"", "run = \"bam\""), "unknown run `bam`", "did you mean `ban`?");
    says(&of("\"keep-ban\"", "\"keep-band\""), "unknown policy `keep-band`", "did you mean `keep-ban`?");
    says(&of("us   = \"keep-ban\"", "us   = \"cn-gate-open\""), "unknown policy `cn-gate-open`", "keep-ban");
    says(
        &of("\"domestic_units\"", "\"domestic_unit\""),
        "unknown quantity",
        "did you mean `domestic_units`?",
    );
    says(&of("months = [24, 35]", "months = [24, 350]"), "when the number is read", "months = [12, 23]");
    says(&of("year = 2028", "year = 2038"), "when the number is read", "year = 2027");
    says(
        &of("counted_from = \"twelve-months\"", "counted_from = \"twelve\""),
        "unknown policy `twelve`",
        "known are",
    );
    let damaged = Damaged::replaced("race/two_gates.toml", "gate.level.discouraged", "gate.level.discourage");
    says(&damaged, "the forcing has no constant `gate.level.discourage`", "constant");
}

#[test]
fn a_published_output_has_one_formula_over_its_inputs_or_one_question_to_the_model() {
    let file = "race/published/analyses.toml";
    let of = |from: &str, to: &str| Damaged::replaced(file, from, to);
    says(
        &of("\"us / domestic\"", "\"us / domestik\""),
        "unknown name `domestik`",
        "did you mean `domestic`?",
    );
    says(&of("\"us / domestic\"", "\"us / (domestic\""), "expected `)`", "formulas read like");
    says(&of("formula = \"us / domestic\"\n", ""), "how the number comes about", "write `formula`");
    says(&of("\"made_ratio_f\"", "\"made_ratio\""), "unknown quantity `made_ratio`", "did you mean");
    says(&of("from = \"2026-01\"", "from = \"2026-13\""), "`2026-13` is no month", "2026-01");
}

#[test]
fn a_date_that_the_equations_ask_for_must_be_there_once_and_be_a_month() {
    let dates = "race/dates.csv";
    let of = |from: &str, to: &str| Damaged::replaced(dates, from, to);
    says(
        &of("lag_told,2023-01,", "lag_tol,2023-01,"),
        "unknown `name`: `lag_tol`",
        "did you mean `lag_told`?",
    );
    says(&of("lag_told,2023-01,", "levels,2023-01,"), "there is no date `lag_told`", "add `lag_told,");
    says(&of("lag_told,2023-01,", "levels,2023-01,"), "two dates have the name `levels`", "remove one");
    says(&of("lag_told,2023-01,", "lag_told,2023-13,"), "`2023-13` is no month", "2026-01");
    says(
        &of("lag_told,2023-01,race.epoch-gap", "lag_told,2023-01,race.epoch-gab"),
        "race.epoch-gab",
        "race.epoch-gap",
    );
}

#[test]
fn an_average_unit_has_a_class_in_every_month_and_none_before_its_first_sale() {
    let classes = "race/classes.csv";
    let of = |from: &str, to: &str| Damaged::replaced(classes, from, to);
    says(&of(",a100,2020-07,", ",a10,2020-07,"), "unknown class `a10`", "did you mean");
    says(&of(",a100,2020-07,", ",a100,2020-04,"), "not sold yet", "earliest");
    says(&of(",h100,2022-09,", ",h100,2020-07,"), "does not follow", "after the one before it");
    says(
        &of("flagship,,,v100,2018-01", "flagship,,,v100,2018-02"),
        "does not follow",
        "first month of the race",
    );
    says(
        &of("rented,,,b200,2018-01", "domestic_other,,,b200,2018-02"),
        "the average unit `rented`",
        "add a row",
    );
    let damaged = Damaged::replaced("race/forcing/us_supply.csv", "us_output.h20,", "us_output.h21,");
    says(&damaged, "unknown class `h21`", "did you mean `h20`?");
}
