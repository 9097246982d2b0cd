//! The reference transaction: the one question that is asked of every chip.
//!
//! An export by the designer to an unlisted, private, civil buyer headquartered
//! at the destination, other facts not given. Chips that nobody can buy, and
//! those designed where they are used, are asked about in use.

use crate::ask::{Given, Request, RequestProblem, Said, Where, fill};
use crate::corpus::Corpus;
use crate::determination::{Determination, answer_with};
use crate::gates::GateBooks;
use chipgate_catalogue::Chip;
use jiff::civil::Date;

/// Statuses of chips that nobody can buy; they are asked about in use.
const NOT_SOLD: [&str; 2] = ["internal", "cloud-only"];

/// What the question asks besides the chip and the day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    /// Country of destination and of the buyer's headquarters.
    pub to: String,
    /// Reading and knowledge of the law, and everything else that a request may say.
    pub base: Request,
}

/// The act that is asked about for a chip: export, or use.
#[must_use]
pub fn reference_act(corpus: &Corpus, chip: &Chip) -> &'static str {
    let home = &corpus.manifest.used_where_designed;
    let own = corpus.party(&chip.designer).is_some_and(|party| home.contains(&party.headquarters));
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
        corpus: &Corpus,
        books: Option<&GateBooks<'_>>,
        chip: &Chip,
        day: Date,
    ) -> Result<Determination, Vec<RequestProblem>> {
        let asked = fill(corpus, &self.request(corpus, chip, day), day)?;
        if let Some(books) = books.filter(|_| asked.known_on.is_none()) {
            return Ok(answer_with(books, asked));
        }
        let books = GateBooks::on(&corpus.law, day, asked.known_on, asked.exporter.clone());
        Ok(answer_with(&books, asked))
    }

    fn request(&self, corpus: &Corpus, chip: &Chip, day: Date) -> Request {
        let said =
            |value: &str, flag: &str| Said { value: value.to_owned(), at: Where::Flag(flag.to_owned()) };
        let mut request = self.base.clone();
        request.chip = Some(said(&chip.id, "--chip"));
        request.kind.get_or_insert_with(|| said(reference_act(corpus, chip), "--kind"));
        request.to = Some(said(&self.to, "--to"));
        request.as_of = Some(Said { value: day, at: Where::Flag("--as-of".to_owned()) });
        let buyer = request.party("end_user");
        if buyer.name.is_none() && buyer.headquarters.is_none() {
            buyer.headquarters = Some(said(&self.to, "--to"));
        }
        let private = Given::Words(vec!["private".to_owned()]);
        let private = Said { value: private, at: Where::Flag("--buyer-class".to_owned()) };
        request.facts.entry("buyer_class".to_owned()).or_insert(private);
        request
    }
}
