//! Turns of a gate over the embedded data, against official dates.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::turns::{stopped, turns};
use chipgate_ask::reference::Reference;
use chipgate_corpus::{Corpus, Files};
use chipgate_survey::history::{Histories, History, Span};
use jiff::civil::{Date, date};

fn corpus() -> Corpus {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    Corpus::load(&Files::from_folder(&folder).unwrap(), &[]).corpus.unwrap()
}

fn history(corpus: &Corpus, chip: &str) -> History {
    let ask = Reference { to: "CN".to_owned(), base: chipgate_ask::Question::default() };
    let histories = Histories::new(corpus.ground(), Span { ask, from: None, until: date(2026, 6, 2) });
    histories.of(corpus.catalogue.chip(chip).unwrap()).unwrap()
}

/// Days of force: NVIDIA's Forms 8-K of 2022-08-31, 2023-10-24 and 2025-04-15.
#[test]
fn the_chain_of_cut_down_chips_was_stopped_on_the_days_that_nvidia_filed() {
    let corpus = corpus();
    let stops: [(&str, Date); 4] = [
        ("nvidia-a100-sxm4-80gb", date(2022, 8, 26)),
        ("nvidia-a800-sxm4-80gb", date(2023, 10, 23)),
        ("nvidia-h800-sxm5-80gb", date(2023, 10, 23)),
        ("nvidia-h20-96gb", date(2025, 4, 9)),
    ];
    for (chip, day) in stops {
        let history = history(&corpus, chip);
        let turns = turns(&history, corpus.law.gates.seller());
        assert_eq!(stopped(&turns), Some(day), "{chip}");
        assert!(
            turns.windows(2).all(|pair| pair[0].until == pair[1].from && pair[0].answer != pair[1].answer)
        );
    }
}

#[test]
fn a_turn_names_an_instrument_of_its_own_gate() {
    let corpus = corpus();
    let history = history(&corpus, "nvidia-h200-sxm-141gb");
    for (gate, prefix) in [(corpus.law.gates.seller(), "us."), (corpus.law.gates.buyer(), "cn.")] {
        let turns = turns(&history, gate);
        let named: Vec<_> = turns.iter().filter_map(|turn| turn.cause).collect();
        assert!(!named.is_empty() && named.iter().all(|id| id.starts_with(prefix)), "{named:?}");
    }
}
