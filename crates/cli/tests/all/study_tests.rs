//! Tests, misses, equations and limits in the page of a study, against other commands and the data.

use crate::support::{self, told as chipgate};
use chipgate_corpus::{Corpus, embedded};
use std::path::Path;
use std::sync::OnceLock;

const DRAWS: [&str; 4] = ["--draws", "32", "--seed", "7"];

/// The page of the study that `study new` writes, told once for all tests.
fn page() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| {
        let place = |name: &str| support::place(&format!("study_tests/{name}")).display().to_string();
        let (file, folder) = (place("tests.toml"), place("tests"));
        std::fs::write(&file, chipgate(&["study", "new"])).unwrap();
        chipgate(&[&["study", &*file, "-o", &*folder], &DRAWS[..]].concat());
        std::fs::read_to_string(Path::new(&folder).join("report.html")).unwrap()
    })
}

fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page.find(&format!("<section class=\"part\" id=\"{id}\">")).unwrap();
    let rest = &page[start..];
    &rest[..rest.find("</section>").unwrap()]
}

/// Rows of a command as CSV, by column name.
fn rows(command: &[&str]) -> Vec<std::collections::HashMap<String, String>> {
    let text = chipgate(&[command, &DRAWS, &["--format", "csv"]].concat());
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn corpus() -> Corpus {
    Corpus::load(&embedded::files(), &[]).corpus.unwrap()
}

#[test]
fn every_test_is_drawn_with_the_side_that_the_command_gives() {
    let drawn = section(page(), "theses");
    let found = rows(&["race", "theses"]);
    let corpus = corpus();
    assert_eq!(found.len(), corpus.race.theses.len() * corpus.race.scenarios.len());
    let summary = &drawn[..drawn.find("</table>").unwrap()];
    let part = |row: &std::collections::HashMap<String, String>| row["dependence"].parse::<f64>().unwrap();
    let votes = || found.iter().filter(|row| row["tells_apart"] == "true");
    let expect = |from: f64, to: f64| votes().filter(|row| (from..to).contains(&part(row))).count();
    assert_eq!(summary.matches(">D</abbr>").count(), expect(0.75, 2.0));
    assert_eq!(summary.matches(">B</abbr>").count(), expect(-1.0, 0.2501));
    let without = found.iter().filter(|row| row["tells_apart"] != "true").count();
    assert_eq!(summary.matches(">cannot tell<").count(), without / corpus.race.scenarios.len());
    for thesis in &corpus.race.theses {
        let card =
            drawn.split(&format!("<article class=\"test\" id=\"test-{}\">", thesis.id)).nth(1).unwrap();
        let card = card.split("</article>").next().unwrap();
        assert!(card.contains(&*thesis.observable), "{}", thesis.id);
        assert_eq!(card.matches("class=\"middle\"").count(), corpus.race.scenarios.len());
        assert!(card.contains("<details class=\"data\">"));
    }
}

#[test]
fn the_misses_are_those_of_the_backcast_and_stand_first() {
    let drawn = section(page(), "misses");
    let found = rows(&["race", "backcast"]);
    let count = |result: &str| found.iter().filter(|row| row["result"].starts_with(result)).count();
    let (missed, inputs, differ) = (count("miss"), count("input"), count("input differs"));
    assert!(drawn.contains(&format!("{missed} of {} published figures", found.len() - inputs)), "{drawn}");
    assert!(drawn.contains(&format!(
        "into the model: {inputs}; more than 5 percent from what came of them: {differ}."
    )));
    let (first, rest) = drawn.split_once("<details").unwrap();
    assert_eq!(first.matches("<li>").count(), missed + differ);
    assert_eq!(rest.matches("<li>").count(), found.len() - missed - differ);
    // The figure as a multiple of the median, from the command's own columns.
    let row = found.iter().find(|row| row["unit"] == "FLOP").unwrap();
    let ratio = row["observed"].parse::<f64>().unwrap() / row["median"].parse::<f64>().unwrap();
    let near = (0..4).any(|digit| {
        let shown = (ratio * 1000.0).round() / 1000.0 + f64::from(digit - 2) / 1000.0;
        drawn.contains(&format!(">{shown:.3}×<")) || drawn.contains(&format!(">{shown}×<"))
    });
    assert!(near, "{ratio}");
}

#[test]
fn every_assumption_stands_once_under_its_equation_and_every_quantity_has_one() {
    let drawn = section(page(), "equations");
    let corpus = corpus();
    for assumption in &corpus.race.assumptions {
        let mark = format!("id=\"assumption-{}\"", assumption.id);
        let (before, _) = drawn.split_once(&mark).unwrap();
        let block = before.rsplit("id=\"eq-").next().unwrap();
        assert!(block.starts_with(&format!("{}\"", assumption.equation)), "{}", assumption.id);
        assert_eq!(drawn.matches(&mark).count(), 1);
    }
    for (quantity, ..) in chipgate_race::quantities::all() {
        assert!(corpus.race.block_of_quantity(quantity).is_some(), "`{quantity}` is given by no block");
    }
    for thesis in &corpus.race.theses {
        assert!(corpus.race.block_of_test(&thesis.id).is_some(), "`{}` rests on no block", thesis.id);
    }
    for scenario in &corpus.race.scenarios {
        for (id, _) in &scenario.overrides {
            let reason = corpus.race.reason(&scenario.id, id).unwrap();
            assert!(drawn.contains(&*reason.en), "{id}");
            assert!(reason.ja.is_some() && reason.zh.is_some(), "{id}");
        }
    }
}

#[test]
fn the_limits_count_what_the_data_hold() {
    let drawn = section(page(), "limits");
    let corpus = corpus();
    let judged = corpus.race.assumptions.iter().filter(|assumption| assumption.judgement).count();
    assert!(drawn.contains(&format!("{judged} of {} assumptions", corpus.race.assumptions.len())));
    assert!(drawn.contains(&corpus.sha256) && drawn.contains("--draws 32 --seed 7"));
    let statuses = chipgate(&["coverage", "--format", "csv"]);
    let count = |status: &str| statuses.lines().filter(|line| line.contains(&format!(",{status},"))).count();
    assert!(drawn.contains(&format!("{} are modelled", count("modelled"))));
    assert!(drawn.contains(&format!("and {} are not modelled", count("not_modelled"))));
    assert!(drawn.contains("provisions that were collected, and of these alone"));
    assert!(drawn.contains(&format!("{} are known that were not collected", count("uncollected"))));
    // One count of misses: that of the section, of the limits and of the text beside the page.
    let missed = chipgate(&["race", "backcast", "--draws", "32", "--seed", "7", "--format", "csv"]);
    let of = |result: &str| missed.lines().skip(1).filter(|line| line.starts_with(result)).count();
    let (misses, inputs, all) = (of("miss"), of("input"), missed.lines().count() - 1);
    let told = format!("{misses} of {} published figures", all - inputs);
    assert!(drawn.contains(&told) && section(page(), "misses").contains(&told), "{told}");
}

#[test]
fn every_series_and_test_has_words_in_each_language_and_the_english_ones_are_those_of_the_data() {
    let corpus = corpus();
    for lang in ["en", "ja", "zh"] {
        let messages = &corpus.messages[lang];
        for link in &corpus.race.measured {
            let title = messages.get(&format!("tests_series_{}", link.series));
            assert!(title.is_some(), "{lang}: `{}` has no title", link.series);
        }
    }
    let english = &corpus.messages["en"];
    let same = |key: String, data: &str| assert_eq!(english.get(&key).map_or("", |text| text), data, "{key}");
    for link in &corpus.race.measured {
        same(
            format!("tests_series_{}", link.series),
            &corpus.chronicle().series(&link.series).unwrap().title,
        );
        same(format!("tests_note_{}", link.series), &link.note);
    }
    for thesis in &corpus.race.theses {
        same(format!("tests_{}_observable", thesis.id), &thesis.observable);
        same(format!("tests_{}_dependence", thesis.id), &thesis.dependence);
        same(format!("tests_{}_bridge", thesis.id), &thesis.bridge);
        same(format!("tests_{}_note", thesis.id), &thesis.note);
    }
    for test in &corpus.race.gate_tests {
        same(format!("tests_{}_observable", test.id), &test.observable);
        same(format!("tests_{}_two_gate", test.id), &test.two_gate);
        same(format!("tests_{}_one_gate", test.id), &test.single_gate);
        same(format!("tests_{}_note", test.id), &test.note);
    }
}

#[test]
fn a_test_says_when_it_would_speak_for_dependence() {
    let drawn = section(page(), "theses");
    let found = rows(&["race", "theses", "--when", "--test", "T1", "--scenario", "central", "--most", "1"]);
    let number = |column: &str| found[0][column].parse::<f64>().unwrap();
    let clear = (number("high_dependence") - number("low_dependence")).abs()
        > 3.5 * number("high_error").hypot(number("low_error"));
    let card = drawn.split("<article class=\"test\" id=\"test-T1\">").nth(1).unwrap();
    let card = card.split("</article>").next().unwrap();
    assert!(card.contains("When it would speak for dependence"));
    assert_eq!(card.contains("No assumption moves it"), !clear);
    assert_eq!(card.contains(&format!("#assumption-{}", found[0]["assumption"])), clear);
    for test in &corpus().race.gate_tests {
        assert!(drawn.contains(&format!("id=\"test-{}\"", test.id)), "{}", test.id);
    }
}
