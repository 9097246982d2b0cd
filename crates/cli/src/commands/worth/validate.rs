//! `chipgate worth validate`.

use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, pretty, user_file, words_of};
use chipgate_report::worth::validation;
use chipgate_worth::points::Point;
use chipgate_worth::validate::validate;
use clap::Args;
use std::path::PathBuf;

/// Hold the stored fit against measured points, without fitting again
///
/// Prints predicted, measured and ln error of every point, summaries by phase,
/// chip and software stack, the order of chips, and physical bounds.
///
///   chipgate worth validate
///   chipgate worth validate --points mine.csv --format html -o validation.html
#[derive(Args, Debug)]
pub struct Validate {
    /// A file of the shape of `worth/measurements/points.csv` (default: the points of the data)
    #[arg(long, value_name = "FILE")]
    pub points: Option<PathBuf>,
}

impl Validate {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let points = self.points(&corpus.worths.points)?;
        let (worths, fit) = (&corpus.worths, &corpus.worths.fit);
        let found = validate(&points, worths, fit, &corpus.catalogue.chips);
        let words = words_of(&corpus, common);
        let text = match common.format {
            Format::Text => validation::text(&found, fit, &words),
            Format::Csv => validation::table(&found).csv(),
            Format::Json => pretty(&validation::json(&found, fit)),
            Format::Html | Format::Dot => validation::page(&found, fit, &words, common.lang.code()),
        };
        emit(common, &text)
    }

    fn points(&self, stored: &[Point]) -> Result<Vec<Point>, Failure> {
        let Some(path) = &self.points else {
            return Ok(stored.to_vec());
        };
        let file = user_file(path)?;
        chipgate_corpus::own_points(&file.path, &file.text)
            .map_err(|problems| super::problems(&problems, &file))
    }
}
