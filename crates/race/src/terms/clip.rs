//! The flagship clipped to what needs no license: the part that a vendor can still sell after a rule.
//!
//! The part keeps the flagship's die area. Its arithmetic is the largest that
//! some part may have without a license, then its memory bandwidth, then its
//! interconnect, each found by asking the rule book.

use chipgate_ask::determination::{Determination, answer_with};
use chipgate_ask::gates::GateBooks;
use chipgate_ask::reference::Reference;
use chipgate_ask::{Given, Ground, ItemSpec, Question, QuestionProblem, fill};
use chipgate_base::Name;
use chipgate_catalogue::{Chip, quantity};
use chipgate_law::determine::GateAnswer;
use chipgate_law::rule::Measure;
use jiff::civil::Date;

/// Figures that a rule can limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Total processing performance, TPP.
    pub tpp: f64,
    /// Memory bandwidth, GB/s.
    pub memory: f64,
    /// Interconnect bandwidth, both directions, GB/s.
    pub interconnect: f64,
}

/// A chip clipped to what needs no license.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    /// Id of the chip that is clipped.
    pub chip: Name,
    /// Its designer, who sells the part.
    pub designer: Name,
    /// Area of its dies, mm2, which the part keeps; `None` when unknown.
    pub area: Option<f64>,
    /// Figures of the chip.
    pub full: Figures,
    /// Figures of the part.
    pub kept: Figures,
}

/// Halvings of the range in which a figure is sought: the last is about a ten-millionth of it.
const HALVINGS: u32 = 24;
/// Step beyond a figure that was found, larger than the last halving.
const BEYOND: f64 = 1.0 + 1e-6;

/// The best part of a chip that needs no license on the day of the books.
///
/// `None` where the chip's figures are not known, or no figure at all would do.
///
/// # Errors
///
/// Returns what does not fit in the question that is asked.
pub fn clip(
    ground: Ground<'_>,
    books: &GateBooks<'_>,
    chip: &Chip,
    day: Date,
) -> Result<Option<Clip>, Vec<QuestionProblem>> {
    let Some(full) = figures(ground, chip, day)? else { return Ok(None) };
    let area = chip.figure(quantity::DIE_AREA, "").map(|figure| figure.range.high.at);
    let nothing = Figures { tpp: 0.0, memory: 0.0, interconnect: 0.0 };
    let part = |kept| Clip { chip: chip.id.clone(), designer: chip.designer.clone(), area, full, kept };
    let free = |kept: Figures| part(kept).is_free(ground, books, day);
    if !free(nothing)? {
        return Ok(None);
    }
    let tpp = largest(full.tpp, |tpp| free(Figures { tpp, ..nothing }))?;
    let memory = largest(full.memory, |memory| free(Figures { tpp, memory, ..nothing }))?;
    let interconnect =
        largest(full.interconnect, |interconnect| free(Figures { tpp, memory, interconnect }))?;
    Ok(Some(part(Figures { tpp, memory, interconnect })))
}

/// The same, from a part found before: it stays where it is still the best.
pub(super) fn near(
    ground: Ground<'_>,
    books: &GateBooks<'_>,
    chip: &Chip,
    day: Date,
    last: Option<&Clip>,
) -> Result<Option<Clip>, Vec<QuestionProblem>> {
    if let Some(last) = last.filter(|last| last.chip == chip.id)
        && last.is_best(ground, books, day)?
    {
        return Ok(Some(last.clone()));
    }
    clip(ground, books, chip, day)
}

impl Clip {
    /// What both gates say of the part; the reference holds what is said of the buyer.
    pub(super) fn ask(
        &self,
        ground: Ground<'_>,
        books: &GateBooks<'_>,
        reference: Reference,
        day: Date,
    ) -> Result<Determination, Vec<QuestionProblem>> {
        Ok(answer_with(books, fill(ground, &self.question(reference, day), day)?))
    }

    fn question(&self, reference: Reference, day: Date) -> Question {
        let Reference { to, base } = reference;
        let mut facts = std::collections::BTreeMap::from([
            (quantity::TPP.to_owned(), Given::Number(self.kept.tpp)),
            (quantity::DRAM_BW.to_owned(), Given::Number(self.kept.memory)),
            (quantity::IC_BW.to_owned(), Given::Number(self.kept.interconnect)),
            (quantity::IO22.to_owned(), Given::Number(self.kept.interconnect)),
            ("datacenter".to_owned(), Given::YesNo(true)),
            // A new name, so that letters that name a family do not reach it by that.
            ("family".to_owned(), Given::from("clipped")),
        ]);
        facts.extend(self.area.map(|area| (quantity::DIE_AREA.to_owned(), Given::Number(area))));
        let mut question = base.to(&to).exported_by(&self.designer).on(day);
        question.item = Some(ItemSpec {
            kind: Some("chip".to_owned()),
            designer: Some(self.designer.to_string()),
            facts,
            ..ItemSpec::default()
        });
        question.kind.get_or_insert_with(|| "export".to_owned());
        question.party_in("end_user").headquarters = Some(to);
        let private = Given::Words(vec!["private".to_owned()]);
        question.facts.entry("buyer_class".to_owned()).or_insert(private);
        question
    }

    fn is_free(
        &self,
        ground: Ground<'_>,
        books: &GateBooks<'_>,
        day: Date,
    ) -> Result<bool, Vec<QuestionProblem>> {
        let reference = Reference { to: ground.frame.destination.to_string(), ..Reference::default() };
        let found = self.ask(ground, books, reference, day)?;
        Ok(found.gates.seller().answer == GateAnswer::Settled(Measure::NoLicenseRequired))
    }

    /// Whether no larger figure would do, in the order in which figures are sought.
    fn is_best(
        &self,
        ground: Ground<'_>,
        books: &GateBooks<'_>,
        day: Date,
    ) -> Result<bool, Vec<QuestionProblem>> {
        let (kept, full) = (self.kept, self.full);
        let free = |kept| Clip { kept, ..self.clone() }.is_free(ground, books, day);
        let beyond = |value: f64, most: f64| (value < most).then_some((value * BEYOND).min(most));
        let none = Figures { memory: 0.0, interconnect: 0.0, ..kept };
        let better = [
            beyond(kept.tpp, full.tpp).map(|tpp| Figures { tpp, ..none }),
            beyond(kept.memory, full.memory).map(|memory| Figures { memory, ..none }),
            beyond(kept.interconnect, full.interconnect).map(|interconnect| Figures { interconnect, ..kept }),
        ];
        for larger in better.into_iter().flatten() {
            if free(larger)? {
                return Ok(false);
            }
        }
        free(kept)
    }
}

/// The largest number up to `full` that passes, where smaller numbers pass if larger ones do.
fn largest(
    full: f64,
    passes: impl Fn(f64) -> Result<bool, Vec<QuestionProblem>>,
) -> Result<f64, Vec<QuestionProblem>> {
    if passes(full)? {
        return Ok(full);
    }
    let (mut low, mut high) = (0.0, full);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if passes(middle)? {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// Figures of a chip as the rules read them, at the high end of what is known; `None` where one is unknown.
fn figures(ground: Ground<'_>, chip: &Chip, day: Date) -> Result<Option<Figures>, Vec<QuestionProblem>> {
    let asked = fill(ground, &Question::about(&chip.id).on(day), day)?;
    let figure = |name: &str| {
        let fact = ground.law.vocabulary.facts.find(name)?;
        let high = asked.inputs.value(fact).interval().high.at;
        high.is_finite().then_some(high)
    };
    let of = || {
        Some(Figures {
            tpp: figure(quantity::TPP)?,
            memory: figure(quantity::DRAM_BW)?,
            interconnect: figure(quantity::IC_BW)?,
        })
    };
    Ok(of())
}
