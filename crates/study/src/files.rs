//! The files of a study.

use crate::{Run, Story, json, markdown, page, table};

/// A study in its four forms, each under the name of its file.
#[must_use]
pub fn files(story: &Story<'_>) -> [(&'static str, String); 4] {
    let run = Run { seed: story.study.seed, draws: Some(story.study.draws), corpus: story.corpus };
    [
        ("results.csv", table(story.summary, &run).csv()),
        ("results.json", format!("{:#}\n", json(story))),
        ("report.md", markdown(story)),
        ("report.html", page::render(story)),
    ]
}
