//! Figures, words and files at the edge of what is read: what each attack is answered.

use crate::support::{answered, corpus, filled, question, sound, try_filled};
use chipgate_ask::{Given, QuestionProblem, Request, RequestProblem, chip_help, party_help, place_help};
use chipgate_corpus::{Corpus, embedded, read_json, read_toml};

const H20: &str = "chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2025-03-01\n";

fn problems(text: &str) -> Vec<RequestProblem> {
    let tree = read_toml("ask.toml", text).unwrap();
    match Request::from_tree(&tree) {
        Ok(request) => {
            let found = try_filled(corpus(), &request.question).err().unwrap_or_default();
            request.places.locate(found)
        }
        Err(problems) => problems,
    }
}

/// The request with one fact of the command line, refused or answered.
fn with_fact(name: &str, value: &str) -> Vec<RequestProblem> {
    let asked = question(H20).with(name, Given::from(value));
    let found: Vec<QuestionProblem> = try_filled(corpus(), &asked).err().unwrap_or_default();
    Request::default().places.locate(found)
}

#[track_caller]
fn refused(found: &[RequestProblem], message: &str, help: &str) {
    let told: Vec<_> =
        found.iter().map(|one| (one.message.as_str(), one.help.as_deref().unwrap_or(""))).collect();
    assert!(told.iter().any(|(said, remedy)| said.contains(message) && remedy.contains(help)), "{told:?}");
}

fn item(facts: &str) -> String {
    format!("to = \"CN\"\nend_user_hq = \"CN\"\nas_of = 2026-02-01\n[item]\n{facts}\n")
}

#[test]
fn a_number_with_a_separator_of_thousands_is_refused_with_the_number_to_write() {
    for text in ["15,832", "15'832", "15 832", "15\u{202f}832", "15_832"] {
        let found = problems(&item(&format!("tpp = \"{text}\"")));
        refused(&found, "separator of thousands", "write 15832");
        refused(&with_fact("nac_notice_days", text), "separator of thousands", "write 15832");
    }
}

#[test]
fn a_range_in_text_has_two_points_and_no_comma() {
    assert_eq!(with_fact("nac_notice_days", "10..20"), []);
    refused(&with_fact("nac_notice_days", "10,20"), "not the form of a range", "`10..20`");
    refused(&with_fact("nac_notice_days", "[10, 20]"), "not the form of a range", "`10..20`");
    assert_eq!(problems(&item("tpp = [100, 200]")), []);
}

#[test]
fn shares_lie_from_zero_to_one_and_counts_are_whole_and_at_least_one() {
    for share in ["7", "1.5", "0.5..1.1"] {
        refused(&with_fact("domestic_share", share), "a share from 0 to 1", "0.25");
        refused(&with_fact("site_progress", share), "a share from 0 to 1", "0.25");
    }
    assert_eq!(with_fact("domestic_share", "1"), []);
    for count in ["0", "0.5", "1.5", "0..3"] {
        refused(&with_fact("quantity", count), "a whole number from 1", "how many");
    }
    for negative in ["-1", "-0.1", "−1", "nan", "inf", "1e999"] {
        refused(&with_fact("domestic_share", negative), "negative or not a number", "from zero up");
    }
    refused(&problems(&format!("{H20}domestic_share = -0.1\n")), "negative or not a number", "from zero up");
    refused(&problems(&item("tpp = [inf, inf]")), "negative or not a number", "from zero up");
    assert_eq!(problems(&item("tpp = [100, inf]")), []);
}

#[test]
fn a_name_in_which_nothing_can_be_seen_is_refused() {
    for blank in ["", "   ", "\\u200B", "\\u00AD\\u2060", "\\u3164", "---"] {
        let found = problems(&format!("{H20}end_user = \"{blank}\"\n"));
        refused(&found, "`end_user` is empty", "leave it out");
        let found = problems(&format!("{H20}[[party]]\nrole = \"end_user\"\nname = \"{blank}\"\n"));
        refused(&found, "`name` is empty", "leave it out");
    }
    let mut asked = question(H20);
    asked.party_in("end_user").name = Some("\u{200b} ".to_owned());
    let found = try_filled(corpus(), &asked).unwrap_err();
    assert_eq!((found.len(), found[0].part.flag()), (1, "--end-user".to_owned()));
}

#[test]
fn a_stated_class_must_have_the_form_of_one_and_an_unknown_one_is_never_an_all_clear() {
    for wrong in ["3F090", "EAR 99", "nonsense", "3A09"] {
        let found = problems(&item(&format!("tpp = 10\nstated_eccn = \"{wrong}\"")));
        refused(&found, "cannot be an ECCN", "3A090.a, or EAR99");
    }
    let unknown = question(&item("kind = \"other\"\nstated_eccn = \"3A999\""));
    assert!(filled(corpus(), &unknown).caveats.contains(&"stated_class_not_modelled"));
    assert_ne!(answered(corpus(), &unknown).answer.code(), "no_license_required");
    let known = question(&item("kind = \"chip\"\ntpp = 100\nstated_eccn = \"3A991.p\""));
    assert!(!filled(corpus(), &known).caveats.contains(&"stated_class_not_modelled"));
}

#[test]
fn a_slip_of_unit_is_told_and_the_figure_still_counts() {
    let odd = |facts: &str| filled(corpus(), &question(&item(facts))).implausible;
    let names = |facts: &str| odd(facts).iter().map(|one| one.fact.to_string()).collect::<Vec<_>>();
    // An H100 with its bandwidth in TB/s, its area in square centimetres and its rate in peta operations.
    assert_eq!(names("datacenter = true\ntpp = 15832\ndram_bw_gb_per_s = 3.35"), ["dram_bw_gb_per_s"]);
    assert_eq!(names("tpp = 15832\napplicable_die_area_mm2 = 0.814"), ["applicable_die_area_mm2"]);
    assert_eq!(names("datacenter = true\ntpp = 1.98"), ["tpp"]);
    assert_eq!(names("tpp = 100\nprocess_node_nm = 4000"), ["process_node_nm"]);
    assert!(names("datacenter = false\ntpp = 5\ndram_bw_gb_per_s = 20").is_empty());
    let asked = filled(corpus(), &question(&item("datacenter = true\ntpp = 1.98")));
    assert!(asked.caveats.contains(&"implausible_figure"));
}

#[test]
fn no_chip_of_the_catalogue_has_an_implausible_figure() {
    for chip in &corpus().catalogue.chips {
        let asked =
            filled(corpus(), &question(&format!("chip = \"{}\"\nto = \"CN\"\nas_of = 2026-02-01", chip.id)));
        assert_eq!(asked.implausible, [], "{}", chip.id);
    }
}

#[test]
fn a_day_beyond_any_rule_is_refused_with_the_last_one() {
    let found = problems("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 9999-12-31");
    refused(&found, "9999-12-31 is after 2100-12-31", "a day up to 2100-12-31");
    assert_eq!(problems("chip = \"nvidia-h20-96gb\"\nto = \"CN\"\nas_of = 2100-12-31"), []);
}

#[test]
fn problems_of_a_json_request_have_line_and_column() {
    let text = "{\n  \"chip\": \"nvidia-h20-96gb\",\n  \"to\": \"CHN\",\n  \"facts\": {\"quantity\": 0}\n}";
    let asked = Request::from_tree(&read_json("ask.json", text).unwrap()).unwrap();
    let found = asked.places.locate(try_filled(corpus(), &asked.question).unwrap_err());
    let places: Vec<_> = found
        .iter()
        .map(|one| one.in_file("ask.json", text).place)
        .map(|place| (place.line, place.column))
        .collect();
    assert_eq!(places, [(3, 9), (4, 25)], "{found:?}");
}

#[test]
fn very_many_entries_are_refused_before_any_work_on_them() {
    let keys: String = (0..100_000).map(|n| format!("k{n} = 1\n")).collect();
    let problem = read_toml("item.toml", &keys).unwrap_err();
    assert!(problem.message.contains("at most 1000"), "{}", problem.message);
    let contents =
        format!("kind = \"server\"\n{}", "[[contains]]\nchip = \"nvidia-h20-96gb\"\n".repeat(50_000));
    assert!(read_toml("item.toml", &contents).is_err());
}

#[test]
fn codes_of_three_letters_abbreviations_and_names_lead_to_the_right_code() {
    for (word, code) in [
        ("CHN", "CN"),
        ("USA", "US"),
        ("GBR", "GB"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("PRC", "CN"),
        ("ROC", "TW"),
        ("UAE", "AE"),
        ("ROK", "KR"),
        ("DPRK", "KP"),
        ("England", "GB"),
        ("中国", "CN"),
        ("中华人民共和国", "CN"),
        ("中華人民共和国", "CN"),
        ("中國", "CN"),
        ("美国", "US"),
        ("美國", "US"),
        ("アメリカ", "US"),
        ("米国", "US"),
        ("英国", "GB"),
        ("イギリス", "GB"),
        ("Deutschland", "DE"),
        ("Viet Nam", "VN"),
        ("Turkey", "TR"),
        ("ＣＮ", "CN"),
        ("jpn", "JP"),
        ("KOR", "KR"),
        ("TWN", "TW"),
        ("香港", "HK"),
        ("Russian Federation", "RU"),
        ("台灣", "TW"),
    ] {
        assert_eq!(place_help(corpus().ground(), word), format!("write its code `{code}`"), "{word}");
    }
}

#[test]
fn a_short_word_is_never_corrected_by_its_letters() {
    for word in ["XX", "CX1", "CHX", "XSA", "UA-43", "zz", "QQQ"] {
        let help = place_help(corpus().ground(), word);
        assert_eq!(help, "write an ISO 3166-1 alpha-2 code such as CN", "{word}");
    }
    assert_eq!(place_help(corpus().ground(), "Chyna"), "did you mean China (`CN`)?");
    let both = place_help(corpus().ground(), "Irak");
    assert!(both.contains("`IR`") && both.contains("`IQ`"), "{both}");
}

#[test]
fn every_country_has_a_code_of_three_letters_of_its_own() {
    let mut codes: Vec<&str> = corpus().catalogue.countries.iter().map(|country| &*country.iso3).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), corpus().catalogue.countries.len());
    assert!(codes.iter().all(|code| code.len() == 3));
}

/// Ids in a remedy.
fn ids(help: &str) -> Vec<&str> {
    help.split('`').skip(1).step_by(2).filter(|part| !part.contains(' ')).collect()
}

#[test]
fn a_chip_is_found_by_its_family_its_name_and_parts_of_it() {
    for (word, found) in [
        ("h20", vec!["nvidia-h20-141gb", "nvidia-h20-96gb"]),
        ("H20", vec!["nvidia-h20-141gb", "nvidia-h20-96gb"]),
        ("NVIDIA H20", vec!["nvidia-h20-141gb", "nvidia-h20-96gb"]),
        ("H100 SXM", vec!["nvidia-h100-sxm5-80gb"]),
        ("H100", vec!["nvidia-h100-nvl-94gb", "nvidia-h100-pcie-80gb", "nvidia-h100-sxm5-80gb"]),
        ("RTX 4090", vec!["nvidia-rtx-4090"]),
        ("4090", vec!["nvidia-rtx-4090"]),
        ("GeForce RTX 4090 D", vec!["nvidia-rtx-4090-d"]),
        ("l2", vec!["nvidia-l2"]),
        ("nvidia-h20-96gp", vec!["nvidia-h20-96gb"]),
        ("GB200", vec!["nvidia-gb200"]),
    ] {
        assert_eq!(ids(&chip_help(corpus().ground(), word)), found, "{word}");
    }
    let ascend = chip_help(corpus().ground(), "910B");
    assert!(ids(&ascend).len() == 5 && ascend.contains("huawei-ascend-910b4"), "{ascend}");
}

#[test]
fn a_word_that_is_a_family_is_never_answered_by_another_family() {
    for family in corpus().catalogue.chips.iter().map(|chip| &chip.family).filter(|family| !family.is_empty())
    {
        let help = chip_help(corpus().ground(), family);
        let named = ids(&help);
        assert!(!named.is_empty(), "{family}");
        for id in named {
            assert_eq!(corpus().catalogue.chip(id).unwrap().family, *family, "{family}: {help}");
        }
    }
}

#[test]
fn a_party_is_found_by_a_part_of_its_name() {
    let help = party_help(corpus().ground(), "Alibaba Cloud");
    assert_eq!(ids(&help), ["alibaba"], "{help}");
    assert_eq!(party_help(corpus().ground(), "zzzz"), "`chipgate parties list` prints every id");
}

#[test]
fn a_name_of_two_countries_and_bounds_of_no_fact_are_problems_of_the_data() {
    let damaged = |path: &str, from: &str, to: &str| {
        let mut files = embedded::files();
        let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
        assert!(text.contains(from), "{path}: {from}");
        files.insert(path, text.replacen(from, to, 1).into_bytes());
        Corpus::load(&files, &[]).problems
    };
    let say = |found: Vec<chipgate_base::problem::Problem>| {
        found.into_iter().map(|one| one.message).collect::<Vec<_>>()
    };
    let found = say(damaged("law/places/names.csv", "\nAD,AND,", "\nAD,AND,PRC"));
    assert_eq!(found, ["`PRC` is already a name of `AD`"]);
    let found = say(damaged("law/places/names.csv", "\nAD,AND,", "\nAD,CHN,"));
    assert_eq!(found, ["`CHN` is already a name of `AD`"]);
    let found = say(damaged("law/facts/plausible.csv", "tpp,datacenter,", "tppp,datacenter,"));
    assert_eq!(found, ["unknown fact `tppp`"]);
    let found = say(damaged("law/facts/plausible.csv", "tpp,datacenter,10,", "tpp,datacenter,1e9,"));
    assert_eq!(found, ["the bounds end before they begin"]);
    assert_eq!(sound(&embedded::files(), &[]).frame.plausible.len(), 5);
}
