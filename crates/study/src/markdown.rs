//! A study as a short text with tables.

use super::{Story, chance, quantity_name, unit_name};
use chipgate_race::backcast::{Verdict, count};
use chipgate_show::words::number::{self, four_digits};
use std::fmt::Write;

/// Question, effects in the last year, tests, the widest misses, and what this is not.
#[must_use]
pub fn markdown(story: &Story<'_>) -> String {
    let words = story.words;
    let mut out = format!("# {}\n\n", plain(story.study.question.in_language(story.lang())));
    let draws = story.study.draws.to_string();
    let seed = story.study.seed.to_string();
    push(&mut out, &words.fill("study_not_calibrated", &[("draws", &draws), ("seed", &seed)]));
    for note in story.notes {
        push(&mut out, note);
    }
    for answer in &story.study.answers {
        effects(&mut out, story, answer);
    }
    tests(&mut out, story);
    misses(&mut out, story);
    push(&mut out, words.get("study_markdown_files"));
    out
}

/// A text of the user in one line, in which no mark is read as Markdown or as a tag.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '!' | '~' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn push(out: &mut String, paragraph: &str) {
    out.push_str(paragraph);
    out.push_str("\n\n");
}

fn head(out: &mut String, cells: &[&str]) {
    line(out, cells.iter().map(|cell| (*cell).to_owned()));
    line(out, cells.iter().map(|_| "---".to_owned()));
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.map(|cell| cell.replace('|', "/")).collect();
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

/// A table of effects against the baseline under the first scenario.
fn effects(out: &mut String, story: &Story<'_>, answer: &str) {
    let words = story.words;
    let Some(scenario) = story.study.scenarios.first() else { return };
    let (answer_title, scenario_title) =
        (plain(story.policy_title(answer)), plain(story.scenario_title(scenario)));
    let names = [("answer", &*answer_title), ("scenario", &*scenario_title)];
    push(out, &format!("## {}", words.fill("study_markdown_effects", &names)));
    let columns = [
        "study_col_policy",
        "study_col_quantity",
        "study_col_year",
        "study_col_unit",
        "study_col_baseline",
        "study_col_effect",
        "study_col_positive",
        "study_col_turns",
    ];
    head(out, &columns.map(|key| words.get(key)));
    for quantity in story.quantities() {
        let Some(year) = story.summary.years(quantity).last().copied() else { continue };
        for policy in story.study.policies.iter().filter(|policy| **policy != story.study.baseline) {
            effect(out, story, (scenario, policy, answer), quantity, year);
        }
    }
    out.push('\n');
}

fn effect(out: &mut String, story: &Story<'_>, cell: (&str, &str, &str), quantity: &str, year: i16) {
    let base = story.number((cell.0, &story.study.baseline, cell.2), quantity, year);
    let found = story.number(cell, quantity, year).and_then(|number| number.effect);
    let (Some(base), Some(effect)) = (base, found) else { return };
    let [low, _, middle, _, high] = effect.band.at.map(four_digits);
    let turns = story
        .summary
        .cells
        .iter()
        .find(|found| {
            (&*found.cell.scenario, &*found.cell.policy, &*found.cell.answer) == (cell.0, cell.1, cell.2)
        })
        .and_then(|found| story.summary.turns(&found.cell, quantity));
    line(
        out,
        [
            plain(story.policy_title(cell.1)),
            quantity_name(story.words, quantity),
            year.to_string(),
            unit_name(story.words, story.unit(quantity)),
            four_digits(base.band.at[2]),
            format!("{middle} ({low} – {high})"),
            chance(story, cell, quantity, Some(year), &effect),
            turns.map_or_else(|| "–".to_owned(), |year| year.to_string()),
        ]
        .into_iter(),
    );
}

fn tests(out: &mut String, story: &Story<'_>) {
    if story.tested.is_empty() {
        return;
    }
    let words = story.words;
    push(out, &format!("## {}", words.get("study_markdown_tests")));
    push(out, &separation_means(story));
    let columns = ["study_col_test", "study_col_separation", "study_col_tells"];
    head(out, &columns.map(|key| words.get(key)));
    for separated in story.separated {
        let tells = words.get(if separated.tells { "tests_tells" } else { "tests_cannot_tell" }).to_owned();
        let area = number::with_error(separated.area, separated.error);
        line(out, [separated.thesis.id.to_string(), area, tells].into_iter());
    }
    out.push('\n');
    let columns = ["study_col_test", "study_col_scenario", "study_col_band", "study_col_dependence"];
    head(out, &columns.map(|key| words.get(key)));
    for tested in story.tested.iter().filter(|tested| story.tells(&tested.thesis.id)) {
        let [low, _, middle, _, high] = tested.band.at.map(four_digits);
        let cells = [
            tested.thesis.id.to_string(),
            plain(story.scenario_title(&tested.scenario)),
            format!("{middle} ({low} – {high}) {}", tested.thesis.unit),
            number::exactly(tested.dependence, 2),
        ];
        line(out, cells.into_iter());
    }
    out.push('\n');
}

/// What separation means, from which number on a test tells the theses apart, and why.
pub(crate) fn separation_means(story: &Story<'_>) -> String {
    let judging = &story.corpus.race.judging.separation;
    let values = [
        ("bridge", story.scenario_title(&judging.bridge)),
        ("dependence", story.scenario_title(&judging.dependence)),
        ("least", &*number::number(judging.least)),
        ("reason", judging.reason.in_language(story.lang())),
    ];
    story.words.fill("tests_separation_means", &values)
}

fn misses(out: &mut String, story: &Story<'_>) {
    let missed: Vec<_> = story.backcast.iter().filter(|answer| answer.verdict() == Verdict::Miss).collect();
    if missed.is_empty() {
        return;
    }
    let words = story.words;
    let count = count(story.backcast);
    let counts = [("missed", &*count.missed.to_string()), ("all", &*count.foreseen.to_string())];
    push(out, &format!("## {}", words.fill("study_markdown_misses", &counts)));
    for answer in missed {
        let question = &answer.question;
        let [low, _, middle, _, high] = answer.score.at.map(four_digits);
        let _ = writeln!(
            out,
            "- {} {}: {} / {middle} ({low} – {high}) {}",
            question.series.id,
            question.point.period.text,
            four_digits(question.observed),
            unit_name(words, question.outcome.unit)
        );
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_links_and_line_breaks_of_the_user_stay_text() {
        let question = "</script><script>alert(9)</script> [a](javascript:x) `b` *c*\n# d & ![e](f)";
        assert_eq!(
            plain(question),
            "&lt;/script&gt;&lt;script&gt;alert(9)&lt;/script&gt; \\[a\\](javascript:x) \\`b\\` \\*c\\* \\# d &amp; \\!\\[e\\](f)"
        );
        assert_eq!(plain("「H20」を売るか？ 2,400 TPP"), "「H20」を売るか？ 2,400 TPP");
    }
}
