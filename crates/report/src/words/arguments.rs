//! What the program passes to messages, so that a message cannot ask for anything else.

/// Every message that is filled, with the arguments that the program passes to it, sorted by key.
///
/// A call of `Words::fill`, or of `filled` in a script of a page, has its line here; `chipgate check`
/// refuses a message with an argument that is not named.
#[rustfmt::skip]
pub const ARGUMENTS: &[(&str, &[&str])] = &[
    ("actors_article", &["number"]),
    ("actors_between", &["after", "by"]),
    ("actors_by", &["by"]),
    ("actors_confidence", &["confidence"]),
    ("actors_guide", &["persons", "positions"]),
    ("actors_last_said", &["from", "to"]),
    ("actors_seen", &["day"]),
    ("actors_since", &["from"]),
    ("actors_until", &["until"]),
    ("also_here", &["names"]),
    ("applications_reviewed", &["policy"]),
    ("asked_as_reexport", &["from"]),
    ("asked_line", &["item", "act", "to", "day"]),
    ("asked_line_no_place", &["item", "act", "day"]),
    ("asked_route", &["item", "act", "from", "to", "day"]),
    ("attention_line", &["text"]),
    ("beyond_sources", &["days"]),
    ("cell_at_least", &["low"]),
    ("cell_range", &["low", "high"]),
    ("cell_up_to", &["high"]),
    ("charge_announced", &["from"]),
    ("charge_from", &["from"]),
    ("charge_line", &["rate", "base", "authority", "days", "id"]),
    ("charge_span", &["from", "last"]),
    ("chip_count", &["count"]),
    ("chips_changed", &["count"]),
    ("claims_because_holds_of", &["of"]),
    ("claims_because_meanings_differ", &["of"]),
    ("claims_count", &["count"]),
    ("claims_shown", &["count", "shown"]),
    ("claims_sources", &["count"]),
    ("class_line", &["eccn"]),
    ("class_one_of", &["sets"]),
    ("class_stated", &["eccn"]),
    ("compare_chips", &["count", "compared"]),
    ("compare_listings", &["count"]),
    ("compare_title", &["before", "after", "to"]),
    ("coverage_beyond", &["count"]),
    ("dates", &["from", "last"]),
    ("day_of_gate", &["gate", "day"]),
    ("events_count", &["count"]),
    ("events_guide", &["count"]),
    ("events_made_from", &["hash", "today", "version"]),
    ("events_title_chips", &["chips"]),
    ("exception_leaves", &["rules"]),
    ("exception_line", &["id", "answer"]),
    ("exception_needs", &["facts"]),
    ("exporter_assumed", &["name"]),
    ("exporter_named", &["name"]),
    ("fact_of", &["fact", "who"]),
    ("first_day_between", &["rule", "from", "to"]),
    ("first_day_open", &["rule"]),
    ("gate_answer_cn", &["answer"]),
    ("gate_answer_us", &["answer"]),
    ("gate_heading", &["gate"]),
    ("guide", &["count", "to"]),
    ("hit_because", &["hit", "reasons"]),
    ("hit_line", &["who", "given", "score", "alias", "entry"]),
    ("hits_more", &["count", "who"]),
    ("known_on_day", &["day"]),
    ("last_change", &["date", "causes"]),
    ("made_from", &["version", "hash", "today", "covers_to", "covers_to_cn"]),
    ("missing_entries", &["entries"]),
    ("needs_line", &["facts", "answer", "rule"]),
    ("next_apply_for_license", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_ask_buyer", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_ask_buyer_reported", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_check_newer_law", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_confirm_facts", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_do_not_proceed", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_do_not_proceed_reported", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_examine", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_examine_open", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_keep_record", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_line", &["steps"]),
    ("next_more", &["facts", "count"]),
    ("next_name_parties", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_numbered", &["number", "step"]),
    ("next_obtain_approval", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_obtain_approval_reported", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_screen", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_screen_again", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_settle_name", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_supply_facts", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_try_exception", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("next_use_exception", &["gate", "facts", "policy", "exception", "entries", "day"]),
    ("no_requirement", &["day"]),
    ("noted", &["text", "note"]),
    ("other_lens", &["lens", "answer"]),
    ("overridden_line", &["fact", "given", "known"]),
    ("passage_line", &["ultimate", "through"]),
    ("place_name", &["name", "code"]),
    ("policy_not_yet", &["asked", "day", "policy"]),
    ("possible_line", &["answers"]),
    ("race_axis_usd", &["n"]),
    ("race_axis_usd_per_year", &["n"]),
    ("race_chance_rests", &["assumption", "chance", "factor"]),
    ("race_chance_ruler", &["chance", "quantity"]),
    ("race_data", &["unit"]),
    ("race_effect_less", &["share"]),
    ("race_effect_more", &["share"]),
    ("race_effect_turns", &["year"]),
    ("race_effect_unclear", &["share"]),
    ("race_effects_guide", &["baseline"]),
    ("race_equation", &["id"]),
    ("race_from", &["month"]),
    ("race_glance", &["baseline"]),
    ("race_headline_conditions", &["answer", "scenario"]),
    ("race_headline_effect", &["effect", "range", "words"]),
    ("race_headline_gate_value", &["answer", "range", "value"]),
    ("race_headline_gates", &["policy", "quantity", "values", "when"]),
    ("race_headline_highest", &["baseline", "high", "high_effect", "low", "low_effect", "quantity", "when"]),
    ("race_headline_level", &["answer", "policy", "quantity", "range", "value", "when"]),
    ("race_headline_one", &["baseline", "high", "high_effect", "quantity", "when"]),
    ("race_headline_same", &["effect", "words"]),
    ("race_headline_test_count", &["bridge", "dependence", "open", "scenario"]),
    ("race_headline_tests", &["cannot", "count", "counts", "least", "tell", "tells"]),
    ("race_headline_tests_none", &["cannot", "count", "counts", "least", "tell", "tells"]),
    ("race_key_base", &["policy"]),
    ("race_money_bar", &["policy", "quantity", "range", "value"]),
    ("race_money_span", &["from", "to"]),
    ("race_money_year", &["year"]),
    ("race_of_end", &["year"]),
    ("race_of_year", &["year"]),
    ("race_of_years", &["from", "to"]),
    ("race_panel", &["base", "policy", "quantity", "range", "value", "year"]),
    ("race_panel_base", &["policy", "quantity", "range", "value", "year"]),
    ("race_range", &["high", "low"]),
    ("race_state", &["answer", "scenario"]),
    ("race_unit", &["unit"]),
    ("race_value_b300e", &["n"]),
    ("race_value_cards", &["n"]),
    ("race_value_eci_points", &["n"]),
    ("race_value_flop", &["n"]),
    ("race_value_h100e", &["n"]),
    ("race_value_h100e_bandwidth", &["n"]),
    ("race_value_h100e_per_die", &["n"]),
    ("race_value_h100e_per_h100e", &["n"]),
    ("race_value_h100e_per_stack", &["n"]),
    ("race_value_h100e_per_unit", &["n"]),
    ("race_value_months", &["n"]),
    ("race_value_percent", &["n"]),
    ("race_value_percent_of_budget", &["n"]),
    ("race_value_percent_of_peak", &["n"]),
    ("race_value_plain", &["n"]),
    ("race_value_points", &["n"]),
    ("race_value_times", &["n"]),
    ("race_value_units", &["n"]),
    ("race_value_us_price", &["n"]),
    ("race_value_usd", &["n"]),
    ("race_value_usd_per_year", &["n"]),
    ("read_as_line", &["given", "read", "day"]),
    ("reading_line", &["lens", "known"]),
    ("record_cn_answer", &["new", "old"]),
    ("record_eccn", &["new", "old"]),
    ("record_others", &["count"]),
    ("record_us_answer", &["new", "old"]),
    ("record_verdict", &["new", "old"]),
    ("reform_days", &["from", "to"]),
    ("reform_no_longer", &["asked", "day", "reform"]),
    ("reform_not_yet", &["asked", "day", "reform"]),
    ("rests", &["authority"]),
    ("rests_on", &["authority"]),
    ("review_missing_line", &["facts"]),
    ("screened_line", &["lists"]),
    ("screened_list", &["title", "day", "count"]),
    ("screened_many", &["count", "entries", "day", "lists"]),
    ("shown", &["shown", "count"]),
    ("sources_reach_to", &["date"]),
    ("sources_reach_to_both", &["us", "cn"]),
    ("stretch", &["chip", "from", "last", "answer", "china", "joint"]),
    ("study_law_before", &["day"]),
    ("study_law_came", &["day"]),
    ("study_law_came_after", &["day", "days", "other"]),
    ("study_law_cn_turn", &["answer", "by", "day"]),
    ("study_law_free_before", &["by", "day"]),
    ("study_law_free_until", &["by", "day", "days"]),
    ("study_law_launched", &["day"]),
    ("study_law_needed", &["by"]),
    ("study_law_reach", &["cn", "us"]),
    ("study_law_review", &["by", "day", "review"]),
    ("study_law_spoken", &["answers", "chip"]),
    ("study_law_terms", &["by", "day"]),
    ("study_law_turn", &["answer", "by", "day"]),
    ("study_made_from", &["draws", "hash", "name", "seed", "today", "version"]),
    ("study_markdown_effects", &["answer", "scenario"]),
    ("study_markdown_misses", &["all", "missed"]),
    ("study_not_calibrated", &["draws", "seed"]),
    ("study_stopped", &["asked", "done"]),
    ("study_unsettled_cn_still", &["buyers", "chip", "from", "gate"]),
    ("study_unsettled_cn_until", &["buyers", "chip", "from", "gate", "until"]),
    ("study_unsettled_list", &["count"]),
    ("study_unsettled_us_still", &["chip", "from", "gate"]),
    ("study_unsettled_us_until", &["chip", "from", "gate", "until"]),
    ("study_worth_alone", &["from", "last", "others"]),
    ("study_worth_axis", &["chip"]),
    ("study_worth_command", &["workload"]),
    ("study_worth_ends", &["least", "most"]),
    ("study_worth_error", &["group", "median", "p90", "points"]),
    ("study_worth_open", &["chips", "workload"]),
    ("study_worth_pair", &["arithmetic", "bandwidth", "one", "ratio", "two"]),
    ("study_worth_peak", &["arithmetic", "bandwidth", "memory", "one", "two"]),
    ("study_worth_peaks", &["chip"]),
    ("study_worth_prices", &["prices"]),
    ("study_worth_tokens", &["ratio", "two"]),
    ("study_worth_waits", &["term"]),
    ("tests_equations_assumptions", &["count"]),
    ("tests_equations_forcing", &["judgement", "rows", "series", "sources"]),
    ("tests_equations_rows", &["count"]),
    ("tests_gates_binds", &["parts"]),
    ("tests_gates_parts", &["parts"]),
    ("tests_in_part", &["part"]),
    ("tests_limits_coverage", &["all", "missing", "modelled", "outline", "recorded"]),
    ("tests_limits_covers", &["cn", "us"]),
    ("tests_limits_extrapolation", &["year"]),
    ("tests_limits_judgement", &["all", "judgement", "low"]),
    ("tests_limits_not_calibrated", &["all", "missed"]),
    ("tests_limits_repeat_how", &["hash"]),
    ("tests_misses_count", &["all", "differ", "expected", "inputs", "missed"]),
    ("tests_misses_hit", &["count"]),
    ("tests_misses_input_agrees", &["count"]),
    ("tests_misses_is", &["median", "observed", "range"]),
    ("tests_misses_ratio", &["ratio"]),
    ("tests_part_of", &["part", "scenario"]),
    ("tests_parts", &["parts"]),
    ("tests_prior_band", &["series"]),
    ("tests_prior_discrete", &["part", "value"]),
    ("tests_prior_fixed", &["value"]),
    ("tests_separation_is", &["area"]),
    ("tests_separation_means", &["bridge", "dependence", "least", "reason"]),
    ("tests_theses_count", &["all", "apart", "bridge", "cannot", "dependence", "open", "scenarios", "tell"]),
    ("tests_when", &["scenario"]),
    ("tests_when_move", &["above", "below", "high", "low", "unit"]),
    ("tests_when_none", &["errors"]),
    ("title", &["to"]),
    ("unplaced", &["count"]),
    ("verdict_line", &["answer"]),
    ("verdict_line_by", &["answer", "authority"]),
    ("worth_attained", &["share", "tera"]),
    ("worth_bounds", &["broken"]),
    ("worth_measured_ratio", &["ratios"]),
    ("worth_order", &["chips", "stack_tau", "state", "tau", "workload"]),
    ("worth_orders_note", &["chips"]),
    ("worth_page_title_one", &["one"]),
    ("worth_page_title_two", &["one", "two"]),
    ("worth_rank_title", &["day", "workload"]),
    ("worth_ratio", &["arithmetic", "bandwidth", "one", "ratio", "two"]),
    ("worth_stack_ratio", &["ratio", "stacks"]),
    ("worth_verdict", &["group", "median", "median_limit", "p90", "p90_limit", "points", "stack_median", "stack_p90", "state"]),
    ("worth_waits", &["chip", "share", "term"]),
];

#[cfg(test)]
mod tests {
    use super::ARGUMENTS;
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    /// Rust files and scripts of the two crates that fill messages.
    fn sources() -> Vec<PathBuf> {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut found = Vec::new();
        let mut folders = vec![crates.join("report/src"), crates.join("cli/src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                match entry.path() {
                    path if path.is_dir() => folders.push(path),
                    path if !path.ends_with("words/arguments.rs") => found.push(path),
                    _ => {}
                }
            }
        }
        found
    }

    /// Keys that stand in a call, with the file of the call.
    fn filled() -> BTreeMap<String, PathBuf> {
        let mut keys = BTreeMap::new();
        for path in sources() {
            let text = std::fs::read_to_string(&path).unwrap();
            for call in ["fill(", "filled("] {
                for after in text.split(call).skip(1) {
                    let literal =
                        after.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                    if let Some(key) = literal {
                        keys.insert(key.to_owned(), path.clone());
                    }
                }
            }
        }
        keys
    }

    #[test]
    fn every_message_that_the_program_fills_is_named_with_its_arguments() {
        let filled = filled();
        assert!(filled.len() > 20, "{filled:?}");
        for (key, path) in filled {
            let named = ARGUMENTS.iter().any(|(name, _)| *name == key);
            assert!(named, "{} fills `{key}`: add it with its arguments", path.display());
        }
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(ARGUMENTS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
