//! The articles' claims: each has a verdict, and values are worked out a second time from the bare tables.

use crate::support::{corpus, text_of};
use chipgate_chronicle::claims::{
    Checked, Claimed, Join, Said, Stance, Value, Verdict, filled_in, parse, print,
};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CHECKED: LazyLock<Vec<Checked<'static>>> =
    LazyLock::new(|| corpus().chronicle().check_claims(&corpus().records.claims));

fn claim(id: &str) -> &'static Checked<'static> {
    CHECKED.iter().find(|checked| &*checked.claim.id == id).unwrap_or_else(|| panic!("no claim {id}"))
}

/// Low and high of the value of a part.
#[track_caller]
fn value(id: &str, part: usize) -> (f64, f64) {
    match &claim(id).judged.parts[part].found.as_ref().expect("a value").value {
        Value::Number(range) => (range.low, range.high),
        other => panic!("{id} gives {other:?}"),
    }
}

#[track_caller]
fn verdict(id: &str) -> Verdict {
    claim(id).judged.verdict
}

/// The rows of a table, read without the program's own reader of rows.
fn rows(path: &str) -> Vec<Vec<String>> {
    let text = text_of(path);
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// A figure of a chip: low and high.
fn figure(chip: &str, quantity: &str, format: &str) -> (f64, f64) {
    let found = rows("things/chips/values.csv")
        .into_iter()
        .find(|row| row[0] == chip && row[1] == quantity && row[2] == format);
    let row = found.unwrap_or_else(|| panic!("{chip} {quantity} {format}"));
    (row[3].parse().unwrap(), row[4].parse().unwrap())
}

/// A figure of a series: the central one, or the low and the high where they are given.
fn point(series: &str, period: &str) -> (f64, f64) {
    let files =
        ["claims", "nvidia", "market", "prices", "policy", "compute", "china_supply", "models", "diversion"];
    let row = files
        .iter()
        .flat_map(|name| rows(&format!("record/series/points/{name}.csv")))
        .find(|row| row[0] == series && row[1].split('@').next() == Some(period))
        .unwrap_or_else(|| panic!("{series} {period}"));
    let number = |at: usize| row[at].parse::<f64>().ok();
    (number(2).or(number(3)).or(number(4)).unwrap(), number(4).or(number(3)).or(number(2)).unwrap())
}

#[track_caller]
fn near(found: (f64, f64), expected: (f64, f64)) {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1e-9);
    assert!(close(found.0, expected.0) && close(found.1, expected.1), "{found:?}, not {expected:?}");
}

fn over(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (a.0 / b.1, a.1 / b.0)
}

fn times(a: (f64, f64), by: f64) -> (f64, f64) {
    (a.0 * by, a.1 * by)
}

#[test]
fn all_79_claims_of_the_four_articles_have_a_verdict_and_a_source() {
    let mut of_article: BTreeMap<&str, usize> = BTreeMap::new();
    for checked in CHECKED.iter() {
        *of_article.entry(&checked.claim.article).or_default() += 1;
        assert!(!checked.sources().is_empty(), "{}", checked.claim.id);
    }
    assert_eq!(of_article.values().copied().collect::<Vec<_>>(), [38, 14, 14, 13]);
    assert_eq!(CHECKED.len(), 79);
}

#[test]
fn no_formula_of_the_data_fails_when_the_law_is_asked() {
    for checked in CHECKED.iter() {
        for part in checked.judged.parts.iter().chain(&checked.judged.asides) {
            assert_eq!(part.problem, None, "{}", checked.claim.id);
        }
    }
}

#[test]
fn every_claim_with_a_figure_or_a_day_is_computed() {
    for checked in CHECKED.iter() {
        for part in &checked.claim.parts {
            let is_formula = matches!(part.said, Said::Formula { .. });
            assert!(
                is_formula || part.claimed == Claimed::Yes || checked.claim.join == Join::Parts,
                "{}",
                checked.claim.id
            );
        }
    }
}

#[test]
fn formulas_of_the_data_are_read_again_as_they_are_printed() {
    for checked in CHECKED.iter() {
        for part in checked.claim.parts.iter().chain(&checked.claim.asides) {
            if let Said::Formula { expr, .. } = &part.said {
                assert_eq!(parse(&print(expr)).as_ref(), Ok(expr));
            }
        }
    }
}

#[test]
fn twelve_times_holds_approximately_of_the_half_size_chip_alone() {
    // TPP = dense rate × bit length, at the format where it is greatest: FP4 for B30A and B300, FP8 for the H20.
    let h20 = times(figure("nvidia-h20-96gb", "dense_tera_per_s", "fp8"), 8.0);
    let tpp = |chip: &str| times(figure(chip, "dense_tera_per_s", "fp4"), 4.0);
    near(value("CL-033", 0), over(tpp("nvidia-b30a"), h20));
    near(value("CL-033", 1), over(tpp("nvidia-b200-sxm"), h20));
    near(value("CL-033", 2), over(tpp("nvidia-b300-sxm"), h20));
    assert_eq!(verdict("CL-033"), Verdict::Approximately);
    assert_eq!(claim("CL-033").judged.holds_of, [0]);
}

#[test]
fn eleven_times_as_fast_is_contested_because_no_meaning_of_fast_gives_it() {
    let ratio = |quantity: &str| {
        over(figure("nvidia-b200-sxm", quantity, ""), figure("nvidia-h20-96gb", quantity, ""))
    };
    near(value("CL-034", 2), ratio("memory_bandwidth_gb_per_s"));
    near(value("CL-034", 3), ratio("link_gb_per_s"));
    assert_eq!(verdict("CL-034"), Verdict::Contested);
    assert_eq!(claim("CL-034").claim.join, Join::Meanings);
}

#[test]
fn fifteen_percent_worth_billions_is_false_by_what_was_sold() {
    let sold = (point("h20_sales_china", "FY26Q2").0 + point("h20_sales_china", "FY26Q3").0) * 1e9;
    let share = point("us_take_rate", "2025-08-11").0 / 100.0;
    near(value("CL-027", 0), (share * sold, share * sold));
    assert_eq!(verdict("CL-027"), Verdict::False);
    // What it could have been when it was said stands beside it and does not count.
    let aside = claim("CL-027").judged.asides[0].verdict;
    assert_eq!(aside, Verdict::True);
}

#[test]
fn from_22_to_13_percent_holds_approximately_of_a_year_and_of_a_basis() {
    let share = |basis: &str, year: &str| over(point(basis, year), point("nvda_revenue_fy", year));
    near(value("CL-015", 0), share("nvda_china_revenue_fy_billto", "FY2022"));
    near(value("CL-015", 1), share("nvda_china_revenue_fy_billto", "FY2023"));
    near(value("CL-016", 0), share("nvda_china_revenue_fy_billto", "FY2025"));
    near(value("CL-016", 1), share("nvda_china_revenue_fy_hq", "FY2025"));
    assert_eq!((verdict("CL-015"), &claim("CL-015").judged.holds_of[..]), (Verdict::Approximately, &[1][..]));
    assert_eq!((verdict("CL-016"), &claim("CL-016").judged.holds_of[..]), (Verdict::Approximately, &[0][..]));
}

#[test]
fn over_90_percent_is_contested_between_the_printed_total_and_its_parts() {
    let [own, all, amd, intel] =
        ["nvidia", "all", "amd", "intel"].map(|maker| point(&format!("dc_gpu_units_{maker}"), "2023").0);
    near(value("CL-012", 0), (own / all, own / all));
    let of_parts = own / (own + amd + intel);
    near(value("CL-012", 1), (of_parts, of_parts));
    assert_eq!(verdict("CL-012"), Verdict::Contested);
    assert_eq!(claim("CL-012").judged.outside, [Stance::Agrees, Stance::Disagrees]);
}

#[test]
fn values_are_those_of_the_tables_worked_out_a_second_time() {
    let orders = times(point("h20_orders_china", "2025-Q1"), 1e6);
    near(value("CL-002", 0), over(orders, point("chip_price_china_h20", "2024-07")));
    let transistors = |chip: &str| figure(chip, "transistors_billion", "").0;
    let least = transistors("nvidia-h100-sxm5-80gb").min(transistors("nvidia-b200-sxm")) * 1e9;
    near(value("CL-005", 0), (least, least));
    near(value("CL-006", 0), times(point("colossus_chips", "2024"), 1000.0));
    let bandwidth = |chip: &str| figure(chip, "memory_bandwidth_gb_per_s", "");
    near(value("CL-021", 0), over(bandwidth("nvidia-h20-96gb"), bandwidth("nvidia-h100-sxm5-80gb")));
    let rate = |chip: &str| figure(chip, "dense_tera_per_s", "fp8");
    near(value("CL-021", 1), over(rate("nvidia-h20-96gb"), rate("nvidia-h100-sxm5-80gb")));
    near(value("CL-024", 0), point("deepseek_v3_chips", "2024-12"));
    let middle = (point("china_ai_chip_market", "2025").0 + point("china_ai_chip_market", "2027").0) / 2.0;
    near(value("CL-025", 1), (middle, middle));
    near(value("CL-029", 0), times(point("china_big_fund_3", "2024"), 1e9));
    near(
        value("CL-107", 0),
        over(point("deepseek_v3_run_cost", "2024-12"), point("claude_sonnet_run_cost", "2024")),
    );
    // 14 to 31 July, and 26 July 2025 back to 24 September 2014: 3,958 days.
    near(value("CL-101", 0), (17.0, 17.0));
    near(value("CL-114", 0), (3958.0 / 365.25, 3958.0 / 365.25));
    // 9 April to 14 July are 96 days.
    near(value("CL-004", 0), (96.0 / 365.25 * 12.0, 96.0 / 365.25 * 12.0));
}

#[test]
fn verdicts_of_dates_and_rule_states_are_those_of_the_published_texts() {
    let expected = [
        ("CL-001", Verdict::True),
        ("CL-003", Verdict::True),
        ("CL-008", Verdict::Approximately),
        ("CL-009", Verdict::Approximately),
        ("CL-018", Verdict::True),
        ("CL-019", Verdict::Approximately),
        ("CL-020", Verdict::True),
        ("CL-203", Verdict::Approximately),
        ("CL-204", Verdict::Approximately),
        ("CL-207", Verdict::True),
        ("CL-308", Verdict::True),
        ("CL-309", Verdict::Approximately),
    ];
    for (id, wanted) in expected {
        assert_eq!(verdict(id), wanted, "{id}");
    }
}

#[test]
fn arguments_are_contested_and_what_nothing_decides_is_not_checkable() {
    for id in [
        "CL-010", "CL-013", "CL-017", "CL-022", "CL-028", "CL-032", "CL-037", "CL-107", "CL-109", "CL-113",
        "CL-311",
    ] {
        assert_eq!(verdict(id), Verdict::Contested, "{id}");
    }
    for id in ["CL-014", "CL-038", "CL-104", "CL-211", "CL-303", "CL-310"] {
        assert_eq!(verdict(id), Verdict::NotCheckable, "{id}");
    }
}

#[test]
fn a_changed_figure_changes_the_verdict() {
    let text = text_of("record/series/points/nvidia.csv");
    let from = "h20_sales_china,FY26Q3@2025-10,,0.05,";
    assert!(text.contains(from));
    let sold = text.replacen(from, "h20_sales_china,FY26Q3@2025-10,,20,", 1);
    let files = crate::support::files_with(&[("record/series/points/nvidia.csv", sold.into_bytes())]);
    let changed = crate::support::sound(&files, &[]);
    let checked = changed.chronicle().check_claims([changed.chronicle().claim("CL-027").unwrap()]);
    assert_eq!(checked[0].judged.own, Verdict::True);
    // The source outside still says otherwise.
    assert_eq!(checked[0].judged.verdict, Verdict::Contested);
}

#[test]
fn the_count_of_interviews_does_not_prove_itself_and_names_who_gave_them() {
    let interviews = claim("CL-205");
    assert_eq!(verdict("CL-205"), Verdict::NotCheckable);
    let reading = &interviews.claim.reading;
    for (text, name) in [("en", "Webster"), ("ja", "ウェブスター"), ("zh", "韦伯斯特")]
        .map(|(lang, name)| (reading.own(lang), name))
    {
        assert!(text.contains(name), "{text}");
    }
    for reporter in ["reporter", "記者", "记者"] {
        assert!(!reading.each().any(|text| text.contains(reporter)));
    }
}

#[test]
fn the_note_on_the_h800_says_in_every_language_that_a_chip_is_caught_only_where_both_limits_are_reached() {
    // 87 FR 62186: 600 GB/s or more *and* 4,800 or more. The H800 reaches the second alone.
    let of = |quantity| figure("nvidia-h800-sxm5-80gb", quantity, "").1;
    let performance = figure("nvidia-h800-sxm5-80gb", "dense_tera_per_s", "fp8").0 * 8.0;
    assert!(of("link_gb_per_s") + of("bus_gb_per_s") < 600.0 && performance >= 4800.0);
    let note = &claim("CL-019").claim.note;
    assert!(note.en.contains("caught a chip only where both limits were reached"), "{}", note.en);
    assert!(note.own("ja").contains("両方の制限値に達したチップだけを規制対象"), "{}", note.own("ja"));
    assert!(note.own("zh").contains("只管制两项限值都达到的芯片"), "{}", note.own("zh"));
    // The words of the fault: let pass because both were met.
    assert!(!note.own("zh").contains("才放行") && !note.en.contains("passed because both"));
}

#[test]
fn a_formula_is_filled_in_with_what_it_read() {
    let checked = claim("CL-033");
    let part = &checked.claim.parts[0];
    let found = checked.judged.parts[0].found.as_ref().unwrap();
    assert_eq!(filled_in(part, found).as_deref(), Some("(26,200–30,000) / 2,368"));
}
