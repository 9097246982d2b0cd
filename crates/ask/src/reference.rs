//! The reference transaction: the one question that is asked of every chip.
//!
//! An export by the designer to an unlisted, private, civil buyer headquartered
//! at the destination, other facts not given. Chips that nobody can buy, and
//! those designed where they are used, are asked about in use.

use crate::determination::{Determination, answer_with};
use crate::gates::GateBooks;
use crate::ground::Ground;
use crate::{Asked, Given, Question, QuestionProblem, fill};
use chipgate_catalogue::Chip;
use jiff::civil::Date;

/// Statuses of chips that nobody can buy; they are asked about in use.
const NOT_SOLD: [&str; 2] = ["internal", "cloud-only"];

/// What the question asks besides the chip and the day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    /// Country of destination and of the buyer's headquarters.
    pub to: String,
    /// Reading and knowledge of the law, and everything else that a question may say.
    pub base: Question,
}

/// The act that is asked about for a chip: export, or use.
#[must_use]
pub fn reference_act(ground: Ground<'_>, chip: &Chip) -> &'static str {
    let home = &ground.frame.used_where_designed;
    let own = ground.catalogue.party(&chip.designer).is_some_and(|party| home.contains(&party.headquarters));
    if own || NOT_SOLD.contains(&&*chip.status) { "use" } else { "export" }
}

impl Reference {
    /// Asks about a chip on a day, with rule books of that day where they can be shared.
    ///
    /// Letters are known to their addressee before others, so books that hold
    /// only what was known on a day are made for each exporter.
    ///
    /// # Errors
    ///
    /// Returns what does not fit, such as a lens that does not exist.
    pub fn ask(
        &self,
        ground: Ground<'_>,
        books: Option<&GateBooks<'_>>,
        chip: &Chip,
        day: Date,
    ) -> Result<Determination, Vec<QuestionProblem>> {
        let asked = self.asked(ground, chip, day)?;
        if let Some(books) = books.filter(|_| asked.known_on.is_none()) {
            return Ok(answer_with(books, asked));
        }
        let books = GateBooks::on(ground.law, day, asked.known_on, asked.exporter.clone());
        Ok(answer_with(&books, asked))
    }

    /// The question about a chip on a day, filled.
    ///
    /// # Errors
    ///
    /// Returns what does not fit, such as a lens that does not exist.
    pub fn asked(&self, ground: Ground<'_>, chip: &Chip, day: Date) -> Result<Asked, Vec<QuestionProblem>> {
        fill(ground, &self.question(ground, chip, day), day)
    }

    fn question(&self, ground: Ground<'_>, chip: &Chip, day: Date) -> Question {
        let mut question = self.base.clone().to(&self.to).on(day);
        question.chip = Some(chip.id.to_string());
        question.kind.get_or_insert_with(|| reference_act(ground, chip).to_owned());
        let buyer = question.party_in("end_user");
        if buyer.name.is_none() && buyer.headquarters.is_none() {
            buyer.headquarters = Some(self.to.clone());
        }
        let private = Given::Words(vec!["private".to_owned()]);
        question.facts.entry("buyer_class".to_owned()).or_insert(private);
        question
    }
}
