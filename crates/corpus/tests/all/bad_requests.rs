//! Requests that do not fit: what is said and what to do.

use crate::support::{corpus, question, today, try_filled};
use chipgate_ask::determination::{AFTER_HORIZON, answer};
use chipgate_ask::{Request, RequestProblem};
use chipgate_base::tree::Tree;
use chipgate_corpus::{read_json, read_toml};
use chipgate_law::determine::{GateAnswer, GateReport};

/// Problems of a request in the form of a request file, from reading or from filling in.
fn problems(text: &str) -> Vec<RequestProblem> {
    let tree = read_toml("ask.toml", text).unwrap();
    problems_of(&tree)
}

fn problems_of(tree: &Tree) -> Vec<RequestProblem> {
    match Request::from_tree(tree) {
        Ok(request) => {
            let found = try_filled(corpus(), &request.question).err().unwrap_or_default();
            request.places.locate(found)
        }
        Err(problems) => problems,
    }
}

/// Exactly this problem, where `at` begins, with this remedy.
#[track_caller]
fn says(text: &str, message: &str, at: &str, help: &str) {
    let found = problems(text);
    let shown: Vec<(&str, Option<&str>)> =
        found.iter().map(|problem| (problem.message.as_str(), problem.help.as_deref())).collect();
    assert_eq!(shown, [(message, Some(help))], "{text}");
    let place = found[0].in_file("ask.toml", text).place;
    let start = text.find(at).unwrap();
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let expected = (text[..start].matches('\n').count() + 1, text[line_start..start].chars().count() + 1);
    assert_eq!((place.line, place.column), expected, "{text}");
}

fn item(facts: &str) -> String {
    format!("to = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2026-02-01\n[item]\n{facts}\n")
}

#[test]
fn an_unknown_chip_is_named_with_the_nearest_one() {
    says(
        "chip = \"nvidia-h20-96gp\"\nto = \"CN\"",
        "unknown chip `nvidia-h20-96gp`",
        "\"nvidia",
        "did you mean `nvidia-h20-96gb`?",
    );
}

#[test]
fn an_unknown_chip_without_a_near_name_points_to_the_list() {
    says(
        "chip = \"abacus-of-beads\"\nto = \"CN\"",
        "unknown chip `abacus-of-beads`",
        "\"abacus",
        "`chipgate chips list` prints every id",
    );
}

#[test]
fn no_item_at_all() {
    let found = problems("to = \"CN\"");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "no item is given");
    assert!(found[0].help.is_some());
}

#[test]
fn a_chip_and_an_item_at_once() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\n[item]\nkind = \"chip\"\n",
        "a chip and an item are both given",
        "\"nvidia",
        "give one of the two",
    );
}

#[test]
fn an_unknown_country_is_named_with_its_code() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"China\"",
        "unknown country `China`",
        "\"China",
        "write its code `CN`",
    );
}

#[test]
fn an_unknown_fact_is_named_with_the_nearest_one() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\n[facts]\nletter_recieved = true\n",
        "unknown fact `letter_recieved`",
        "true",
        "did you mean `letter_received`?",
    );
}

#[test]
fn an_unknown_fact_of_an_item_is_named_with_the_nearest_one() {
    says(
        &item("dattacenter = true"),
        "unknown fact `dattacenter` of an item",
        "true",
        "did you mean `datacenter`?",
    );
}

#[test]
fn a_fact_that_is_worked_out_cannot_be_given() {
    let found = problems("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\n[facts]\nis_circuit = true\n");
    assert_eq!(found[0].message, "`is_circuit` is worked out from other facts and cannot be given");
    assert!(found.len() == 1 && found[0].help.is_some());
}

#[test]
fn a_fact_that_contradicts_the_catalogue() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\n[facts]\ndatacenter = false\n",
        "`datacenter` is given as no, but is yes in the data",
        "false",
        "leave it out, or let your value go first with --override datacenter",
    );
}

#[test]
fn an_unknown_key_is_named_with_the_nearest_one() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_off = 2026-01-01",
        "unknown key `as_off`",
        "as_off",
        "did you mean `as_of`?",
    );
}

#[test]
fn a_date_that_does_not_exist_in_toml() {
    let text = "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2025-02-30";
    let problem = read_toml("ask.toml", text).unwrap_err();
    assert_eq!(problem.place.line, 3);
    assert!(problem.place.column > 1 && problem.help.is_some());
    assert!(problem.message.contains("date"), "{}", problem.message);
}

#[test]
fn a_date_that_does_not_exist_in_quotes() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = \"2025-02-30\"",
        "`as_of` is not a date that exists",
        "\"2025",
        "write YYYY-MM-DD",
    );
}

#[test]
fn a_date_that_does_not_exist_in_json() {
    let text = r#"{"chip": "nvidia-h20-96gb", "to": "CN", "as_of": "2025-02-30"}"#;
    let found = problems_of(&read_json("ask.json", text).unwrap());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "`as_of` is not a date that exists");
}

#[test]
fn a_syntax_error_in_json_has_a_place() {
    let problem = read_json("ask.json", "{\n  \"chip\": nvidia\n}").unwrap_err();
    assert_eq!(problem.message, "this is not valid JSON");
    assert_eq!(problem.place.line, 2);
    assert!(problem.help.is_some());
}

#[test]
fn a_date_before_the_first_day_covered() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2018-12-31",
        "2018-12-31 is before 2019-01-01, the first day covered",
        "2018",
        "ask about a day from 2019-01-01 on",
    );
}

#[test]
fn a_date_after_the_horizon_is_answered_with_a_caveat() {
    let text =
        |day: &str| format!("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nend_user_hq = \"CN\"\nas_of = {day}");
    let of = |day: &str| answer(corpus().ground(), &question(&text(day)), today(corpus())).unwrap();
    let is_late = |report: &GateReport| report.caveats.iter().any(|caveat| **caveat == *AFTER_HORIZON);
    let late = of("2027-06-01");
    assert!(late.gates.values().all(is_late), "{late:?}");
    assert_ne!(late.gates.seller().answer, GateAnswer::Unknown);
    assert!(!of(&today(corpus()).to_string()).gates.values().any(is_late));
}

#[test]
fn a_tpp_that_contradicts_the_rates() {
    says(
        &item("tpp = 9000\ndense_fp8_tera_per_s = 1000"),
        "`tpp` contradicts the dense rates",
        "9000",
        "leave `tpp` out, or correct the rates",
    );
}

#[test]
fn a_density_that_contradicts_tpp_and_area() {
    says(
        &item("tpp = 1000\nperformance_density = 7.0\napplicable_die_area_mm2 = 500"),
        "`performance_density`, `tpp` and the area contradict each other",
        "7.0",
        "performance density is TPP over the area; leave one of the three out",
    );
}

#[test]
fn a_negative_figure() {
    says(&item("tpp = -1"), "`tpp` is negative or not a number", "-1\n", "write a number from zero up");
}

#[test]
fn a_figure_that_is_not_a_number() {
    for given in ["nan", "inf"] {
        says(
            &item(&format!("tpp = {given}")),
            "`tpp` is negative or not a number",
            given,
            "write a number from zero up",
        );
    }
}

#[test]
fn a_negative_rate() {
    says(
        &item("dense_fp8_tera_per_s = -1"),
        "`dense_fp8_tera_per_s` is not a rate from zero up",
        "-1\n",
        "write tera operations per second, or [low, high]",
    );
}

#[test]
fn a_rate_of_an_unknown_format() {
    for name in ["dense_fp9_tera_per_s", "dense_dense_fp8_tera_per_s"] {
        let found = problems(&item(&format!("{name} = 100")));
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0].message, format!("unknown rate `{name}`"));
        assert!(found[0].help.is_some(), "{name}");
    }
}

#[test]
fn a_sparse_rate() {
    says(
        &item("sparse_fp8_tera_per_s = 1000"),
        "`sparse_fp8_tera_per_s` is a sparse rate; the law counts dense rates",
        "1000",
        "halve a 2:4 sparse rate and give it as `dense_…`",
    );
}

#[test]
fn a_range_upside_down() {
    says(
        &item("tpp = [5000, 4000]"),
        "the range of `tpp` ends before it begins",
        "[5000",
        "put the smaller number first",
    );
}

#[test]
fn an_export_that_does_not_leave_the_us() {
    says(
        "chip = \"nvidia-h20-96gb\"\nfrom = \"TW\"\nto = \"CN\"",
        "an export leaves from the US",
        "\"TW",
        "use --kind reexport for goods that leave another country",
    );
}

#[test]
fn an_unknown_act_is_named_with_the_known_ones() {
    let found = problems("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nkind = \"smuggle\"");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "unknown value `smuggle` of `act`");
    assert!(found[0].help.as_ref().unwrap().contains("reexport"));
}

#[test]
fn an_unknown_lens() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nlens = \"enforcd\"",
        "unknown lens `enforcd`",
        "\"enforcd",
        "did you mean `enforced`?",
    );
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nlens = \"moral\"",
        "unknown lens `moral`",
        "\"moral",
        "write enforced or codified",
    );
}

#[test]
fn an_unknown_role() {
    says(
        "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\n[[party]]\nrole = \"end_usr\"\nname = \"X\"\n",
        "unknown role `end_usr`",
        "\"end_usr",
        "did you mean `end_user`?",
    );
}

#[test]
fn a_switch_that_is_neither_true_nor_false() {
    let found = problems("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nstrict = \"yes\"");
    assert_eq!(found.len(), 1, "a word after `strict` is read as false");
}

#[test]
fn every_mistake_of_a_request_is_said_at_once() {
    let found = problems("chip = \"nvidia-h20-96gp\"\nto = \"Chyna\"\nlens = \"moral\"\nas_of = 2018-01-01");
    assert_eq!(found.len(), 4, "{found:?}");
}
