//! One mistake in the data a test: what is said, where, and what to do.

use crate::support::{files_with, text_of};
use chipgate_base::problem::Problem;
use chipgate_corpus::{Corpus, embedded};

const RULES: &str = "law/rules/ear/3a090.toml";
const REQUIREMENTS: &str = "law/rules/ear/742_6.toml";
const REVIEWS: &str = "law/rules/ear/review.toml";
const CHIPS: &str = "things/chips/chips.csv";
const WELL_KNOWN: &str = "things/chips/well_known.csv";
const VALUES: &str = "things/chips/values.csv";
const PARTIES: &str = "things/parties/parties.csv";
const LISTINGS: &str = "law/lists/listings.csv";
/// An instrument on which no rule and no event rests.
const BILL: &str = "law/instruments/us/bill.gain-ai.toml";
const STAY: &str = "law/instruments/us/bis.90-fr-50857.toml";

/// A file with a mistake in it.
pub struct Damaged {
    path: &'static str,
    text: String,
}

impl Damaged {
    #[track_caller]
    pub fn replaced(path: &'static str, from: &str, to: &str) -> Damaged {
        let text = text_of(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        Damaged { path, text: text.replacen(from, to, 1) }
    }

    pub fn extended(path: &'static str, with: &str) -> Damaged {
        Damaged { path, text: format!("{}{with}", text_of(path)) }
    }

    pub fn problems(&self) -> Vec<Problem> {
        let files = files_with(&[(self.path, self.text.clone().into_bytes())]);
        Corpus::load(&files, &[]).problems
    }

    /// This problem and no other, at the place where `at` begins.
    #[track_caller]
    pub fn says(&self, message: &str, at: &str, help: &str) {
        let problems = self.problems();
        self.check(&problems, message, at, help);
        assert_eq!(problems.len(), 1, "{problems:#?}");
    }

    /// This problem and no other, with a remedy that begins so, at the place where `at` begins.
    #[track_caller]
    pub fn says_with_help_from(&self, message: &str, at: &str, help: &str) {
        let problems = self.problems();
        let told = problems.first().and_then(|problem| problem.help.clone()).unwrap_or_default();
        assert!(told.starts_with(help), "{problems:#?}");
        self.says(message, at, &told);
    }

    /// This problem and no other, wherever it stands.
    #[track_caller]
    pub fn says_somewhere(&self, message: &str, help: &str) {
        let problems = self.problems();
        let told: Vec<_> = problems.iter().map(|one| (one.message.as_str(), one.help.as_deref())).collect();
        assert_eq!(told, [(message, Some(help))]);
    }

    /// This problem, and others that follow from it.
    #[track_caller]
    pub fn says_among_others(&self, message: &str, at: &str, help: &str) {
        let problems = self.problems();
        let of_file = problems
            .iter()
            .filter(|problem| problem.place.file == self.path && problem.message == message)
            .cloned()
            .collect::<Vec<Problem>>();
        assert!(!of_file.is_empty(), "{problems:#?}");
        self.check(&of_file, message, at, help);
    }

    #[track_caller]
    fn check(&self, problems: &[Problem], message: &str, at: &str, help: &str) {
        let problem = problems.first().expect("nothing is said");
        let place = &problem.place;
        assert_eq!((problem.message.as_str(), problem.help.as_deref()), (message, Some(help)));
        assert_eq!(place.file, self.path);
        assert_eq!((place.line, place.column), self.place_of(at), "{message}");
    }

    /// Line and column of a text that stands once in the file.
    #[track_caller]
    fn place_of(&self, at: &str) -> (usize, usize) {
        assert_eq!(self.text.matches(at).count(), 1, "`{at}` must stand once");
        let start = self.text.find(at).unwrap();
        let before = &self.text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (
            before.lines().count().max(1) + usize::from(before.ends_with('\n')),
            self.text[line_start..start].chars().count() + 1,
        )
    }
}

/// The fields of the first row of a table without quotes in its first columns.
fn first_row(path: &str) -> Vec<String> {
    let text = text_of(path);
    let row = text.lines().nth(1).unwrap();
    row.split(',').map(str::to_owned).collect()
}

fn value_row(chip: &str, quantity: &str, figures: &str) -> String {
    let source = &first_row(VALUES)[6];
    format!("{chip},{quantity},,{figures},{source},row,,published,\n")
}

/// A chip of the catalogue that has no figure called `price_usd`.
fn chip_without_price() -> String {
    let corpus = crate::support::corpus();
    let chip = corpus.catalogue.chips.iter().find(|chip| chip.figure("price_usd", "").is_none()).unwrap();
    chip.id.to_string()
}

#[test]
fn a_well_known_chip_is_one_of_the_catalogue_and_stands_once() {
    let wrong = Damaged::replaced(WELL_KNOWN, "nvidia-l20,", "nvidia-l2O,");
    wrong.says("unknown chip `nvidia-l2O`", "nvidia-l2O", "did you mean `nvidia-l2`?");
    let twice = Damaged::extended(WELL_KNOWN, "nvidia-a100-sxm4-80gb ,A100 again\n");
    twice.says_somewhere("`nvidia-a100-sxm4-80gb` stands twice", "remove one row");
}

#[test]
fn a_gate_has_a_country_that_the_data_know() {
    let damaged = Damaged::replaced("gates.toml", "country   = \"US\"", "country   = \"UX\"");
    let first = &damaged.problems()[0];
    assert_eq!(first.message, "unknown country `UX`");
    assert_eq!((&*first.place.file, first.place.line, first.place.column), ("gates.toml", 7, 13));
}

#[test]
fn the_embedded_data_have_no_problem() {
    assert_eq!(Corpus::load(&embedded::files(), &[]).problems, Vec::new());
}

#[test]
fn a_figure_of_an_unknown_chip() {
    let row = value_row("no-such-chip-at-all", "tdp_w", "1,1,W");
    Damaged::extended(VALUES, &row).says(
        "unknown chip `no-such-chip-at-all`",
        "no-such-chip-at-all",
        "add the chip or correct the id",
    );
}

#[test]
fn a_figure_from_an_unknown_source() {
    let chip = chip_without_price();
    let row = format!("{chip},price_usd,,1,1,USD,no.source.of.this.name,row,,published,\n");
    Damaged::extended(VALUES, &row).says(
        "unknown source `no.source.of.this.name`",
        "no.source.of.this.name",
        "add the source or correct the id",
    );
}

#[test]
fn a_thirtieth_of_february_in_an_instrument() {
    Damaged::replaced(STAY, "from  = 2025-11-10", "from  = 2025-02-30").says_among_others(
        "invalid date, expected day between 01 and 28",
        "2025-02-30",
        "write valid TOML here",
    );
}

#[test]
fn a_thirtieth_of_february_in_a_table() {
    let row = "us.el.test,us.entity_list,Test,,,CN,2025-02-30,,none,all_items,,,,presumption_of_denial,high,us.cfr,\n";
    Damaged::extended(LISTINGS, row).says_among_others(
        "`2025-02-30` is not a date that exists",
        "2025-02-30",
        "write YYYY-MM-DD",
    );
}

fn class_rule(id: &str, when: &str, thresholds: &str) -> String {
    format!(
        "\n[[rule]]\nid        = \"{id}\"\ntitle     = \"A test\"\nstep      = \"class\"\nconcludes = {{ eccn = \"test\" }}\n\n[[rule.version]]\ninstrument = \"us.bis.part-734\"\nfrom       = 2012-01-01\nprovision  = \"none\"\nwhen       = '{when}'\nconfidence = \"high\"\n{thresholds}"
    )
}

#[test]
fn two_rules_of_one_id() {
    Damaged::extended(RULES, &class_rule("ear.3a090.a", "hbm", "")).says(
        "two rules have the id `ear.3a090.a`",
        "\"ear.3a090.a\"\ntitle     = \"A test\"",
        "rename one, or add a version to the other",
    );
}

#[test]
fn two_chips_of_one_id() {
    let text = text_of(CHIPS);
    let id = &first_row(CHIPS)[0];
    let row = text.lines().nth(1).unwrap();
    let damaged = Damaged::extended(CHIPS, &format!("{row}\n"));
    let problems = damaged.problems();
    let last_line = damaged.text.lines().count();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].message, format!("two chips have the id `{id}`"));
    assert_eq!(problems[0].help.as_deref(), Some("rename one"));
    assert_eq!((problems[0].place.line, problems[0].place.column), (last_line, 1));
}

#[test]
fn two_reviews_of_equal_rank_that_can_both_hold() {
    let review = "\n[[rule]]\nid        = \"test.review\"\ntitle     = \"A test\"\nstep      = \"review\"\nconcludes = { review = \"policy_of_denial\", for = [\"ear.742.6.hbm\"], rank = 20 }\n\n[[rule.version]]\ninstrument = \"us.bis.89-fr-96790\"\neffect     = \"hbm\"\nfrom       = 2024-12-31\nprovision  = \"none\"\nwhen       = 'hbm'\nconfidence = \"high\"\n";
    Damaged::extended(REVIEWS, review).says(
        "reviews `ear.742.6.review.hbm_denial` and `test.review` of `ear.742.6.hbm` overlap with one rank",
        "\"test.review\"",
        "give one a lower rank, or exclude the other in its condition",
    );
}

#[test]
fn a_rule_that_reads_a_later_step() {
    let rule = "\n[[rule]]\nid        = \"test.early\"\ntitle     = \"A test\"\nstep      = \"jurisdiction\"\nconcludes = { jurisdiction = \"ear\", route = \"test\" }\n\n[[rule.version]]\ninstrument = \"us.bis.part-734\"\nfrom       = 2012-01-01\nprovision  = \"none\"\nwhen       = '\"3A090.c\" in eccn'\nconfidence = \"high\"\n";
    Damaged::extended(RULES, rule).says(
        "rule `test.early` reads `ear.3a090.c` of the later step `class`",
        "\"test.early\"",
        "a rule reads only what earlier steps conclude",
    );
}

#[test]
fn two_rules_that_read_each_other() {
    let turn = |id: &str, own: &str, other: &str| {
        class_rule(id, &format!("\"{other}\" in eccn"), "")
            .replace("eccn = \"test\"", &format!("eccn = \"{own}\""))
    };
    let rules = format!("{}{}", turn("test.one", "one", "two"), turn("test.two", "two", "one"));
    Damaged::extended(RULES, &rules).says(
        "rules `test.two` and `test.one` read each other",
        "\"test.two\"",
        "break the circle: let one of them read plain facts",
    );
}

#[test]
fn a_threshold_without_a_unit() {
    let rule = class_rule("test.no_unit", "tpp >= floor", "thresholds = { floor = { value = 1 } }\n");
    Damaged::extended(RULES, &rule).says_among_others(
        "threshold `floor` has no unit",
        "{ value = 1 }",
        "add `unit`",
    );
}

#[test]
fn a_threshold_that_is_a_bare_number() {
    let rule = class_rule("test.bare", "tpp >= floor", "thresholds = { floor = 17 }\n");
    Damaged::extended(RULES, &rule).says_among_others(
        "threshold `floor` has no unit",
        "17 }",
        "write { value = …, unit = \"…\" }",
    );
}

#[test]
fn a_number_in_a_condition() {
    let rule = class_rule("test.number", "tpp >= 4800", "");
    Damaged::extended(RULES, &rule).says_among_others(
        "a number stands in a condition",
        "4800'",
        "give the number a name and a unit under `thresholds` and write the name here",
    );
}

#[test]
fn an_unknown_fact_in_a_condition() {
    Damaged::replaced(REQUIREMENTS, "destination == \"CN\"", "destinaton == \"CN\"").says(
        "unknown fact `destinaton`",
        "destinaton",
        "did you mean `destination`?",
    );
}

#[test]
fn an_unknown_set_in_a_condition() {
    Damaged::replaced(REQUIREMENTS, "destination in macau_and_china", "destination in macau_and_chin").says(
        "unknown set `macau_and_chin`",
        "macau_and_chin ",
        "did you mean `macau_and_china`?",
    );
}

#[test]
fn a_threshold_in_the_wrong_unit() {
    let rule = class_rule(
        "test.unit",
        "tpp >= floor_of_area",
        "thresholds = { floor_of_area = { value = 1, unit = \"mm2\" } }\n",
    );
    Damaged::extended(RULES, &rule).says_among_others(
        "`tpp` is in TPP, but threshold `floor_of_area` is in mm2",
        "floor_of_area'",
        "use the fact's unit",
    );
}

#[test]
fn a_threshold_that_nothing_uses() {
    let rule =
        class_rule("test.idle", "hbm", "thresholds = { idle_floor = { value = 1, unit = \"TPP\" } }\n");
    Damaged::extended(RULES, &rule).says(
        "threshold `idle_floor` is not used in `when`",
        "idle_floor",
        "use it or remove it",
    );
}

#[test]
fn a_version_that_starts_on_another_day_than_its_instrument() {
    let rule = class_rule("test.day", "hbm", "").replace("2012-01-01", "2012-01-03");
    Damaged::extended(RULES, &rule).says(
        "the version starts on 2012-01-03, but `main` of instrument `us.bis.part-734` takes effect on 2012-01-01",
        "2012-01-03",
        "write the day the effect of the instrument begins",
    );
}

#[test]
fn a_version_that_starts_before_its_instrument_was_published() {
    let rule = class_rule("test.day", "hbm", "").replace("2012-01-01", "2001-01-03");
    Damaged::extended(RULES, &rule).says(
        "the version starts on 2001-01-03, but `main` of instrument `us.bis.part-734` takes effect on 2012-01-01",
        "2001-01-03",
        "2001-01-03 is before publication; write the day the rule takes effect",
    );
}

#[test]
fn a_file_that_is_not_utf_8() {
    let path = "law/coverage/us.csv";
    let mut bytes = text_of(path).into_bytes();
    let second_line = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    bytes.insert(second_line + 2, 0xff);
    let problems = Corpus::load(&files_with(&[(path, bytes)]), &[]).problems;
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].message, "the file is not UTF-8");
    assert_eq!(problems[0].help.as_deref(), Some("save the file as UTF-8"));
    let place = &problems[0].place;
    assert_eq!((place.file.as_str(), place.line, place.column), (path, 2, 3));
}

#[test]
fn a_negative_figure() {
    let row = value_row(&chip_without_price(), "price_usd", "-17,1,USD");
    Damaged::extended(VALUES, &row).says("`-17` is negative", "-17,", "a figure of a chip is not negative");
}

#[test]
fn a_sparse_rate() {
    let row = value_row(&chip_without_price(), "sparse_tera_per_s", "1,1,tera_per_s");
    Damaged::extended(VALUES, &row).says(
        "a sparse rate is not a figure of the law",
        "sparse_tera_per_s",
        "halve a 2:4 rate and give it as dense",
    );
}

#[test]
fn a_figure_in_another_unit() {
    let row = value_row(&chip_without_price(), "price_usd", "1,1,CNY");
    Damaged::extended(VALUES, &row).says(
        "`price_usd` is in USD, not in `CNY`",
        "CNY",
        "convert the figure and use that unit",
    );
}

#[test]
fn a_range_upside_down() {
    let row = value_row(&chip_without_price(), "price_usd", "987654,2,USD");
    let damaged = Damaged::extended(VALUES, &row);
    damaged.says("the range ends before it begins", "2,USD,", "put the smaller figure under `low`");
}

#[test]
fn a_row_with_a_missing_field() {
    Damaged::extended(VALUES, "no-such-chip,tdp_w,,1,1,W,us.cfr,row,,published\n").says(
        "the row has 10 fields, the table has 11",
        "no-such-chip",
        "quote a field that contains a comma",
    );
}

#[test]
fn a_table_with_another_header() {
    Damaged::replaced("law/coverage/us.csv", "id,status", "id,state").says(
        "the columns are not those of this table",
        "id,state",
        "the first line must be `id,status,rules,reason`",
    );
}

#[test]
fn a_syntax_error() {
    let damaged = Damaged::replaced(BILL, "authority = \"draft\"", "authority = draft\"");
    let problems = damaged.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let problem = &problems[0];
    assert_eq!(problem.help.as_deref(), Some("write valid TOML here"));
    assert_eq!(problem.place.file, BILL);
    assert_eq!(problem.place.line, damaged.place_of("draft\"").0);
    assert!(problem.place.column > 1 && !problem.message.is_empty());
}

#[test]
fn a_key_that_nobody_reads() {
    Damaged::replaced(BILL, "citation  =", "colour = \"red\"\ncitation  =").says(
        "unknown key `colour`",
        "colour",
        "remove it; it is not read",
    );
}

#[test]
fn a_key_that_is_misspelt() {
    Damaged::replaced(BILL, "note      =", "notes     =").says(
        "unknown key `notes`",
        "notes ",
        "did you mean `note`?",
    );
}

#[test]
fn data_of_a_newer_format() {
    Damaged::replaced("manifest.toml", "schema      = 2", "schema      = 3").says(
        "the data are of format 3, this program reads up to 2",
        "3\nversion",
        "install a newer chipgate",
    );
}

#[test]
fn data_whose_folders_stand_as_before() {
    Damaged::replaced("manifest.toml", "schema      = 2", "schema      = 1").says(
        "the data are of format 1, whose folders were regrouped; this program reads format 2",
        "1\nversion",
        "take newer data, or move the folders as CHANGELOG.md says",
    );
}

#[test]
fn files_left_where_nobody_reads_them() {
    let left = [
        ("rules/ear/new.toml", "law/rules/"),
        ("rules/cn/new.toml", "law/rules/"),
        ("parties/parties.csv", "things/parties/"),
        ("parties/listings.csv", "law/lists/listings.csv"),
        ("assumptions/worth.toml", "worth/assumptions.toml"),
        ("messages/text.en.toml", "words/"),
    ];
    let problems = Corpus::load(&files_with(&left.map(|(path, _)| (path, Vec::new()))), &[]).problems;
    let told = |path: &str| problems.iter().find(|problem| problem.place.file == path);
    for (path, now) in left.into_iter().filter(|(path, _)| *path != "rules/ear/new.toml") {
        let problem = told(path).unwrap_or_else(|| panic!("{path}: {problems:#?}"));
        let message = format!("`{path}` is not read: since format 2 of the data it belongs to `{now}`");
        assert_eq!(problem.message, message);
        assert_eq!(problem.help, Some(format!("move it to `{now}`, with what stands beside it")));
    }
    assert_eq!(problems.len(), 5, "one of each folder: {problems:#?}");
}

#[test]
fn a_message_that_is_not_translated() {
    let path = "words/page.ja.toml";
    let text = text_of(path);
    let line = text.lines().find(|line| line.starts_with("act_use")).unwrap();
    let damaged = Damaged::replaced(path, &format!("{line}\n"), "");
    let first = damaged.text.lines().next().unwrap().to_owned();
    damaged.says("there is no message `act_use`", &first, "translate it from the English file");
}

#[test]
fn a_condition_without_words_for_its_reader() {
    let from = "condition = \"cn_nvidia_fair_supply\"";
    let damaged = Damaged::replaced("law/rules/cn/chips.toml", from, "condition = \"cn_nvidia_fair_suply\"");
    damaged.says(
        "condition `cn_nvidia_fair_suply` has no message `condition_cn_nvidia_fair_suply`",
        "\"cn_nvidia_fair_suply\"",
        "did you mean `cn_nvidia_fair_supply`?",
    );
}

#[test]
fn a_caveat_of_a_reform_without_words_for_its_reader() {
    let from = "step      = \"condition\"\nconcludes = { condition = \"cn_grid_share_missed\" }";
    let to = "step      = \"caveat\"\nconcludes = { caveat = \"something_else_entirely\" }";
    Damaged::replaced("law/reforms/national-grid-domestic-share.toml", from, to).says(
        "caveat `something_else_entirely` has no message `caveat_something_else_entirely`",
        "\"something_else_entirely\"",
        "add `caveat_something_else_entirely` to words/text.en.toml and translate it",
    );
}

#[test]
fn a_translation_with_other_arguments() {
    Damaged::replaced("words/page.ja.toml", "{count}", "{number}")
        .says_first_of_line("has other arguments than the English one", "use {count}");
}

impl Damaged {
    #[track_caller]
    fn says_first_of_line(&self, message: &str, help: &str) {
        let problems = self.problems();
        assert_eq!(problems.len(), 1, "{problems:#?}");
        let (problem, line) = (&problems[0], self.place_of("{number}").0);
        assert!(problem.message.ends_with(message), "{}", problem.message);
        assert_eq!(problem.help.as_deref(), Some(help));
        assert_eq!((problem.place.file.as_str(), problem.place.line), (self.path, line));
        assert!(problem.place.column > 1);
    }
}

#[test]
fn a_party_whose_listings_were_not_reviewed() {
    let row = "test-party,Test Party,,,,buyer,CN,,CN,,,,us.cfr,high,\n";
    let damaged = Damaged::extended(PARTIES, row);
    let problems = damaged.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let place = &problems[0].place;
    assert_eq!(problems[0].message, "the listings of this party were not reviewed");
    assert_eq!(problems[0].help.as_deref(), Some("compare the party with every listing and write the day"));
    assert_eq!((place.line, place.column), (damaged.place_of("test-party").0, row.find("us.cfr").unwrap()));
}

#[test]
fn a_party_with_a_listing_that_is_not_there() {
    let row = "test-party,Test Party,,,,buyer,CN,,CN,,no.such.listing.at.all,2026-11-24,us.cfr,high,\n";
    Damaged::extended(PARTIES, row).says(
        "unknown listing `no.such.listing.at.all`",
        "no.such.listing.at.all",
        "add the listing or correct the id",
    );
}

#[test]
fn an_effect_on_a_rule_that_is_not_there() {
    Damaged::replaced(STAY, "\"ear.744.11.affiliates\"", "\"ear.744.11.affiliate\"").says(
        "unknown rule `ear.744.11.affiliate`",
        "\"ear.744.11.affiliate\"",
        "did you mean `ear.744.11.affiliates`?",
    );
}

#[test]
fn an_instrument_without_an_effect() {
    let text = text_of(BILL);
    let (head, _) = text.split_once("[[effect]]").unwrap();
    let damaged = Damaged { path: BILL, text: head.to_owned() };
    damaged.says("the instrument has no effect", "id        =", "add `[[effect]]` with kind and first day");
}

#[test]
fn a_listing_that_ends_before_it_begins() {
    let begin = "\"ACM Research Korea Co., Ltd.\",,,KR,2024-12-02,";
    Damaged::replaced(LISTINGS, &format!("{begin},"), &format!("{begin}2024-12-01,")).says(
        "the listing ends before it begins",
        "2024-12-01",
        "write the first day no longer listed",
    );
}

#[test]
fn an_effect_that_ends_before_it_begins() {
    Damaged::replaced(STAY, "until = 2026-11-10", "until = 2025-11-10").says_among_others(
        "the effect ends before it begins",
        "2025-11-10\nuntil",
        "`until` is the first day on which it no longer holds",
    );
}

#[test]
fn a_version_with_a_mistake_is_not_called_missing() {
    for rule in
        [class_rule("test.number", "tpp >= 4800", ""), class_rule("test.fact", "no_such_fact_at_all", "")]
    {
        let problems = Damaged::extended(RULES, &rule).problems();
        assert_eq!(problems.len(), 1, "{problems:#?}");
    }
}

#[test]
fn a_threshold_with_a_mistake_is_not_called_unknown() {
    let rule = class_rule("test.bare", "tpp >= floor", "thresholds = { floor = 17 }\n");
    let problems = Damaged::extended(RULES, &rule).problems();
    let is_follow_on = |problem: &&Problem| problem.message == "unknown threshold `floor`";
    assert_eq!(problems.iter().find(is_follow_on), None);
}

#[test]
fn every_problem_has_a_place_and_a_remedy() {
    for path in [RULES, REQUIREMENTS, REVIEWS, CHIPS, PARTIES, LISTINGS, BILL] {
        let text = text_of(path);
        let half = text.len() / 2;
        let cut = (half..).find(|at| text.is_char_boundary(*at)).unwrap();
        let files = files_with(&[(path, text[..cut].into())]);
        for problem in Corpus::load(&files, &[]).problems {
            assert!(problem.help.is_some(), "{problem:?}");
            assert!(problem.place.line >= 1 && problem.place.column >= 1);
        }
    }
}

const TERMS: &str = "words/terms.csv";

#[test]
fn a_term_that_is_not_in_the_list() {
    let from = "short_license_required = \"{term.license_required}\"";
    let to = "short_license_required = \"{term.licence_required}\"";
    Damaged::replaced("words/page.ja.toml", from, to).says(
        "unknown term `licence_required`",
        "{term.licence_required}",
        "did you mean `license_required`?",
    );
}

#[test]
fn a_term_without_a_word_in_one_language() {
    Damaged::replaced(TERMS, "presumption of denial,原則不許可,", "presumption of denial,,").says(
        "term `presumption_of_denial` has no `ja`",
        ",推定拒绝",
        "write the term as the law of that language has it, with `source_ja`",
    );
}

#[test]
fn a_word_of_ours_that_does_not_say_so() {
    let row = "test_term,word,言葉,词,general,us.cfr,us.cfr,ours,\n";
    Damaged::extended(TERMS, row).says(
        "the note does not say that the word is ours",
        "ours,\n",
        "write `Ours in …: why` as its note",
    );
}

#[test]
fn a_term_with_a_source_that_is_not_declared() {
    Damaged::extended(TERMS, "test_term,word,言葉,词,general,us.cfr,us.cfr,term.zh.no-such,\n").says(
        "unknown source `term.zh.no-such`",
        "term.zh.no-such",
        "add the source or correct the id",
    );
}

#[test]
fn two_terms_with_one_id() {
    let first = "test_term,word,言葉,词,general,us.cfr,us.cfr,us.cfr,\n";
    let second = "test_term,other,別,别,general,us.cfr,us.cfr,us.cfr,\n";
    Damaged::extended(TERMS, &format!("{first}{second}")).says(
        "two terms have the id `test_term`",
        "test_term,other",
        "rename one",
    );
}

#[test]
fn a_day_in_a_message_that_does_not_exist() {
    Damaged::replaced("words/text.zh.toml", "{day.2026-07-31}", "{day.2026-02-30}").says(
        "`{day.2026-02-30}` is not a day",
        "{day.2026-02-30}",
        "write `{day.YYYY-MM-DD}` with a day that exists",
    );
}

#[test]
fn an_argument_that_the_program_does_not_pass() {
    let line = "chip_count = \"{count} チップ";
    let damaged = Damaged::replaced("words/page.ja.toml", line, "chip_count = \"{number} チップ");
    let files = files_with(&[(damaged.path, damaged.text.clone().into_bytes())]);
    let passed: &[(&str, &[&str])] = &[("chip_count", &["count"])];
    let of_key = |problem: &Problem| problem.message.starts_with("message `chip_count`");
    let mut problems = chipgate_corpus::messages::check_arguments(&files, passed);
    problems.retain(of_key);
    damaged.check(
        &problems,
        "message `chip_count` has an argument `number` that the program does not pass",
        "{number}",
        "use {count}",
    );
    assert_eq!(problems.len(), 1);
}

#[test]
fn an_empty_translation_of_a_title() {
    let from = "title_ja  = \"高帯域幅メモリ（HBM）\"";
    Damaged::replaced(RULES, from, "title_ja  = \"\"").says(
        "`title_ja` is empty",
        "\"\"",
        "translate the text or leave the key out",
    );
}

#[test]
fn a_provision_that_is_collected_and_uncollected() {
    let row = "P-SME,us,Tools for making chips,15 CFR part 774,It could matter.,us.cfr\n";
    Damaged::extended("law/coverage/uncollected.csv", row).says(
        "`P-SME` is collected and uncollected",
        "P-SME",
        "remove this row, or the one of the collected provisions",
    );
}

#[test]
fn an_uncollected_provision_without_a_source() {
    Damaged::extended("law/coverage/uncollected.csv", "P2-NEW,us,A rule,15 CFR part 774,It could matter.,\n")
        .says_somewhere("no source is named", "name at least one id of `sources/`");
}

#[test]
fn what_was_not_collected_is_told_and_none_of_it_is_collected() {
    let corpus = crate::support::corpus();
    assert!(corpus.uncollected.len() >= 30);
    for one in &corpus.uncollected {
        assert!(corpus.coverage.iter().all(|row| row.id != one.id), "{}", one.id);
    }
}

#[test]
fn a_fact_that_the_program_fills_must_be_declared() {
    Damaged::replaced("law/facts/item.toml", "name    = \"family\"", "name    = \"familie\"")
        .says_among_others(
            "the program fills the fact `family`, which the data do not declare",
            "# ",
            "declare it in the folder of facts, or give the fact its name again",
        );
}
