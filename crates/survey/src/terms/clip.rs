//! The flagship clipped to what needs no license: the part that a vendor can still sell after a rule.
//!
//! The part keeps the flagship's die area. Its arithmetic is the largest that
//! some part may have without a license, then its memory bandwidth, then its
//! interconnect: each the last number before a line of the rule book.

use super::lines::across;
use chipgate_ask::determination::{Determination, answer_with};
use chipgate_ask::gates::GateBooks;
use chipgate_ask::reference::Reference;
use chipgate_ask::{Asked, Given, Ground, ItemSpec, Question, QuestionProblem, fill};
use chipgate_base::Name;
use chipgate_catalogue::{Chip, quantity};
use chipgate_law::determine::GateAnswer;
use chipgate_law::fact::FactId;
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::Measure;
use chipgate_law::space::{Cut, Outcome};
use jiff::civil::Date;
use std::cmp::Ordering;

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

/// One of the figures, in the order in which they are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    Arithmetic,
    Memory,
    Interconnect,
}

impl Figure {
    const ALL: [Figure; 3] = [Figure::Arithmetic, Figure::Memory, Figure::Interconnect];
}

impl Figures {
    const NONE: Figures = Figures { tpp: 0.0, memory: 0.0, interconnect: 0.0 };

    fn of(&self, figure: Figure) -> f64 {
        match figure {
            Figure::Arithmetic => self.tpp,
            Figure::Memory => self.memory,
            Figure::Interconnect => self.interconnect,
        }
    }

    fn with(self, figure: Figure, number: f64) -> Figures {
        match figure {
            Figure::Arithmetic => Figures { tpp: number, ..self },
            Figure::Memory => Figures { memory: number, ..self },
            Figure::Interconnect => Figures { interconnect: number, ..self },
        }
    }

    /// This figure with another number, and nothing of those that are sought after it.
    fn up_to(self, figure: Figure, number: f64) -> Figures {
        let later = Figure::ALL.into_iter().filter(|other| *other > figure);
        later.fold(self, |figures, later| figures.with(later, 0.0)).with(figure, number)
    }
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

/// Steps of a double by which a figure that follows from others may miss its line by rounding.
const ROUNDING: i32 = 2;

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
    let mut part =
        Clip { chip: chip.id.clone(), designer: chip.designer.clone(), area, full, kept: Figures::NONE };
    if !part.is_free(ground, books, day)? {
        return Ok(None);
    }
    for figure in Figure::ALL {
        let most = part.most(figure, ground, books, day)?;
        part.kept = part.kept.with(figure, most);
    }
    Ok(Some(part))
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
        Ok(answer_with(books, self.asked(ground, reference, day)?))
    }

    /// The question about the part, filled.
    pub(super) fn asked(
        &self,
        ground: Ground<'_>,
        reference: Reference,
        day: Date,
    ) -> Result<Asked, Vec<QuestionProblem>> {
        fill(ground, &self.question(reference, day), day)
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
        let found = self.ask(ground, books, to_destination(ground), day)?;
        Ok(found.gates.seller().answer == GateAnswer::Settled(Measure::NoLicenseRequired))
    }

    /// Whether no larger figure would do, in the order in which figures are sought.
    fn is_best(
        &self,
        ground: Ground<'_>,
        books: &GateBooks<'_>,
        day: Date,
    ) -> Result<bool, Vec<QuestionProblem>> {
        let free = |kept| Clip { kept, ..self.clone() }.is_free(ground, books, day);
        for figure in Figure::ALL {
            let kept = self.kept.of(figure);
            if kept < self.full.of(figure) && free(self.kept.up_to(figure, kept.next_up()))? {
                return Ok(false);
            }
        }
        free(self.kept)
    }

    /// The most of a figure, up to that of the chip, with which the part is free and has nothing of the later figures.
    ///
    /// A larger figure never frees a part, so the most is the last number before one of the lines.
    fn most(
        &self,
        figure: Figure,
        ground: Ground<'_>,
        books: &GateBooks<'_>,
        day: Date,
    ) -> Result<f64, Vec<QuestionProblem>> {
        let free = |number| {
            Clip { kept: self.kept.up_to(figure, number), ..self.clone() }.is_free(ground, books, day)
        };
        let full = self.full.of(figure);
        if free(full)? {
            return Ok(full);
        }
        let asked = self.asked(ground, to_destination(ground), day)?;
        for near in self.lines(figure, ground, books, &asked.inputs).into_iter().rev() {
            for number in near.into_iter().filter(|number| (0.0..full).contains(number)) {
                if free(number)? {
                    return Ok(number);
                }
            }
        }
        Ok(0.0)
    }

    /// The lines that the book of the day draws across a figure, rising, each as the numbers about it, falling.
    fn lines(
        &self,
        figure: Figure,
        ground: Ground<'_>,
        books: &GateBooks<'_>,
        inputs: &Inputs,
    ) -> Vec<Vec<f64>> {
        let facts = &ground.law.vocabulary.facts;
        let moved: Vec<(FactId, Line)> = self
            .moved(figure)
            .into_iter()
            .filter_map(|(name, line)| Some((facts.find(name)?, line)))
            .collect();
        let ids: Vec<FactId> = moved.iter().map(|(fact, _)| *fact).collect();
        let cuts = across(&books.gates.seller().enforced, inputs, Outcome::answer_judge(), &ids);
        let number = |(fact, cut): (FactId, Cut)| {
            let (_, line) = moved.iter().find(|(moved, _)| *moved == fact)?;
            Some(line.about(cut.at))
        };
        let mut numbers: Vec<Vec<f64>> = cuts.into_iter().filter_map(number).collect();
        numbers.sort_by(|a, b| a.first().partial_cmp(&b.first()).unwrap_or(Ordering::Equal));
        numbers.dedup();
        numbers
    }

    /// The quantities that move with a figure.
    fn moved(&self, figure: Figure) -> Vec<(&'static str, Line)> {
        let same = Line { times: 1.0, less: 0.0 };
        let density = self.area.map(|area| (quantity::PERFORMANCE_DENSITY, Line { times: area, less: 0.0 }));
        let beside = |other: f64| (quantity::DRAM_PLUS_IC_BW, Line { times: 1.0, less: other });
        match figure {
            Figure::Arithmetic => {
                [(quantity::TPP, same), (quantity::BITTOPS22, same)].into_iter().chain(density).collect()
            }
            Figure::Memory => vec![(quantity::DRAM_BW, same), beside(0.0)],
            Figure::Interconnect => {
                vec![(quantity::IC_BW, same), (quantity::IO22, same), beside(self.kept.memory)]
            }
        }
    }
}

/// How a figure follows from a quantity that moves with it: the quantity times one number, less another.
#[derive(Clone, Copy)]
struct Line {
    times: f64,
    less: f64,
}

impl Line {
    /// The numbers about that at which the quantity reaches its line, falling, one step of rounding apart.
    fn about(self, at: f64) -> Vec<f64> {
        let whole = at * self.times;
        let step = whole.next_up() - whole;
        (-ROUNDING..=ROUNDING).rev().map(|steps| whole + f64::from(steps) * step - self.less).collect()
    }
}

fn to_destination(ground: Ground<'_>) -> Reference {
    Reference { to: ground.frame.destination.to_string(), ..Reference::default() }
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
