//! What the table of provisions covers, in words: how many of those collected are modelled, and what it is silent on.

use chipgate_corpus::Corpus;
use chipgate_show::Words;

/// The statuses of a collected provision, in the order in which they are told.
pub const STATUSES: [&str; 4] = ["modelled", "outline", "recorded", "not_modelled"];

/// How many collected provisions have a status.
#[must_use]
pub fn count(corpus: &Corpus, status: &str) -> usize {
    corpus.coverage.iter().filter(|coverage| &*coverage.status == status).count()
}

/// That only collected provisions are counted, and how many of them are modelled, in outline, recorded or not.
#[must_use]
pub fn collected(corpus: &Corpus, words: &Words) -> String {
    let all = corpus.coverage.len().to_string();
    let [modelled, outline, recorded, missing] = STATUSES.map(|status| count(corpus, status).to_string());
    let values = [
        ("all", &*all),
        ("missing", &*missing),
        ("modelled", &*modelled),
        ("outline", &*outline),
        ("recorded", &*recorded),
    ];
    words.fill("tests_limits_coverage", &values)
}

/// That the list of provisions is not all law, and how many are known that were not collected.
#[must_use]
pub fn beyond(corpus: &Corpus, words: &Words) -> String {
    words.fill("coverage_beyond", &[("count", &corpus.uncollected.len().to_string())])
}
