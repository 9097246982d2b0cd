//! What each gate said of a chip over time, for the pages that draw it.

use super::answers::{ANSWERS, swatch};
use chipgate_base::text::Text;
use chipgate_show::Words;
use chipgate_show::draw::days;
use maud::{Markup, html};

/// A chip with one strip for each gate and one for both together.
#[derive(Clone, Debug)]
pub struct ChipGates {
    /// Name as sold.
    pub name: String,
    /// The act asked about, as a code.
    pub act: String,
    /// The strips in the order drawn: each gate, then the joint verdict.
    pub gates: Vec<GateStrip>,
}

/// The answers of one gate, or the joint verdict, over time.
#[derive(Clone, Debug)]
pub struct GateStrip {
    /// Id of the gate, or `joint`.
    pub gate: String,
    /// Whose law it is; `None` for the joint verdict.
    pub title: Option<Text>,
    /// The class of its outline: `seller`, `buyer`, `third` or `joint`.
    pub look: &'static str,
    /// Last day that its sources cover; of the joint verdict, that all cover.
    pub covers_to: String,
    /// Stretches of days with one answer, in order, without gaps.
    pub spans: Vec<GateSpan>,
}

impl GateStrip {
    /// The name of the gate, or of all together.
    pub fn name<'s>(&'s self, words: &'s Words) -> &'s str {
        self.title.as_ref().map_or_else(|| words.get("col_joint"), |title| title.in_language(words.lang()))
    }
}

/// Days with one answer of one gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateSpan {
    /// First day.
    pub from: String,
    /// First day of the next stretch.
    pub until: String,
    /// The answer, as a code.
    pub answer: String,
}

/// From which to which day a stretch goes, in words.
pub fn told(span: &GateSpan, words: &Words) -> String {
    let (from, last) = (words.day_of_text(&span.from), words.day_of_text(&days::before(&span.until)));
    words.fill("dates", &[("from", &from), ("last", &last)])
}

/// The answers that occur on the strips of some chips, each with its pattern.
pub fn legend_of_answers(chips: &[ChipGates], words: &Words) -> Markup {
    let spans = || chips.iter().flat_map(|chip| &chip.gates).flat_map(|strip| &strip.spans);
    html! {
        @for code in ANSWERS.iter().filter(|code| spans().any(|span| span.answer == **code)) {
            li { (swatch(code)) span { (words.code("answer", code)) } }
        }
    }
}
