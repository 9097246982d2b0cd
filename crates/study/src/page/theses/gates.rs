//! The third reading: the tighter of the two governments sets the volume.

use super::{Reading, Test, card, in_study_order};
use crate::Story;
use chipgate_race::data::{GateTest, Thesis};
use chipgate_race::theses::Tested;
use chipgate_race::theses::gates::Gated;
use maud::{Markup, html};

/// Draws the predictions of the two-gate thesis as tests; nothing where none was run.
pub fn draw(story: &Story<'_>) -> Markup {
    let theses: Vec<Thesis> = story.corpus.race.gate_tests.iter().map(as_thesis).collect();
    let of = |thesis| (thesis, tested(story, thesis));
    let all: Vec<(&Thesis, Vec<Tested<'_>>)> = theses.iter().map(of).collect();
    let tests = all.iter().filter(|(_, results)| !results.is_empty());
    let tests: Vec<Test<'_>> = tests
        .map(|(thesis, results)| Test { thesis, results: results.iter().collect(), reading: Reading::Gates })
        .collect();
    let words = story.words;
    html! {
        @if !tests.is_empty() {
            h3 { (words.get("tests_gates_title")) }
            p { (words.get("tests_gates_guide")) }
            div.tests { @for test in &tests { (card::card(story, test)) } }
        }
    }
}

/// A prediction as a test whose first side is the two-gate thesis.
fn as_thesis(test: &GateTest) -> Thesis {
    Thesis {
        id: test.id.clone(),
        observable: test.observable.clone(),
        unit: test.unit.clone(),
        dependence: test.two_gate.clone(),
        bridge: test.single_gate.clone(),
        threshold: test.threshold,
        dependence_below: test.two_gate_below,
        note: test.note.clone(),
        makes: test.makes.clone(),
    }
}

fn tested<'t>(story: &Story<'_>, thesis: &'t Thesis) -> Vec<Tested<'t>> {
    let found = gated(story, &thesis.id).into_iter();
    let of = |gated: &Gated<'_>| Tested {
        thesis,
        scenario: gated.scenario.clone(),
        band: gated.band,
        dependence: gated.two_gate.share,
    };
    found.map(of).collect()
}

/// Results of a prediction, scenarios of the study first.
fn gated<'a>(story: &'a Story<'_>, test: &str) -> Vec<&'a Gated<'a>> {
    let all: Vec<&Gated<'_>> = story.gated.iter().filter(|gated| *gated.test.id == *test).collect();
    let order = in_study_order(story, all.iter().map(|gated| gated.scenario.as_str()));
    order.iter().filter_map(|id| all.iter().copied().find(|gated| gated.scenario == *id)).collect()
}

/// In how many draws the Chinese gate binds, scenario by scenario.
pub fn binds(story: &Story<'_>, test: &str) -> String {
    let words = story.words;
    let of = |gated: &Gated<'_>| {
        let part = chipgate_show::words::number::percent(gated.binds, 0);
        words.fill("tests_part_of", &[("part", &part), ("scenario", story.scenario_title(&gated.scenario))])
    };
    let all: Vec<String> = gated(story, test).into_iter().map(of).collect();
    words.fill("tests_gates_binds", &[("parts", &all.join(words.get("tests_comma")))])
}
