//! `chipgate determine`.

use crate::asked::Ask;
use crate::clock::{Today, today};
use crate::common::{Common, Format};
use crate::context::{
    Failure, UserFile, corpus_for_answer, emit, files, no_page, pretty, reforms, request_failure, words_of,
};
use crate::in_force::head;
use crate::output::note;
use crate::record;
use chipgate_ask::determination::{Determination, answer};
use chipgate_ask::{Question, Request};
use chipgate_base::Name;
use chipgate_corpus::Corpus;
use chipgate_report::determine::{json, row, text};
use clap::Args;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Say what the law required of one transaction on one day
///
/// Prints the answer, the rules behind it with both numbers of each comparison
/// and their sources, the facts that are missing, and what was taken to be so.
///
///   chipgate determine --chip nvidia-h20-96gb --to CN --as-of 2025-05-01
///   chipgate determine --item my-chip.toml --to CN --end-user "Example Cloud" --end-user-hq CN
///   chipgate determine --file order.toml --format json
#[derive(Args, Debug)]
pub struct Determine {
    #[command(flatten)]
    pub ask: Ask,
    /// Write request, answer or refusal, and hashes to a new file, for `chipgate verify`; a folder gets a new name inside
    #[arg(long, value_name = "FILE|DIR/")]
    pub record: Option<PathBuf>,
}

/// The answer, or what stands against the request.
type Found = Result<Determination, Failure>;

impl Determine {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        if matches!(common.format, Format::Html | Format::Dot) {
            return Err(no_page());
        }
        let corpus = corpus_for_answer(common)?;
        let today = today(&corpus)?;
        let read = self.ask.request(common);
        let found = match &read {
            Ok((request, file)) => determine(&corpus, request, file.as_ref(), &today),
            Err(failure) => Err(failure.clone()),
        };
        let request = read.ok().map(|(request, _)| request);
        if let Some(path) = &self.record {
            self.keep(
                path,
                common,
                &corpus,
                request.as_ref().map(|request| &request.question),
                (&found, today.day()),
            )?;
        }
        let mut found = found?;
        if let Some(request) = &request {
            add_day(&mut found, request, &today);
        }
        let head = head(&corpus, common, found.asked.as_of, found.asked.as_of);
        let rendered = match common.format {
            Format::Json => pretty(&json::determination(&corpus, &found)),
            Format::Csv => row::table(&corpus, &found).csv(),
            _ => head + &text::determination(&corpus, &found, &words_of(&corpus, common)),
        };
        emit(common, &rendered)
    }

    /// Keeps answer or refusal; a record that cannot be written is told beside the refusal.
    fn keep(
        &self,
        path: &Path,
        common: &Common,
        corpus: &Corpus,
        question: Option<&Question>,
        (found, today): (&Found, Date),
    ) -> Result<(), Failure> {
        let kept = record::Kept {
            question,
            files: [&self.ask.item, &self.ask.file].into_iter().flatten().map(PathBuf::as_path).collect(),
            reforms: reforms(common, &files(common)?)?,
            today,
            outcome: found.as_ref().map(|found| json::determination(corpus, found)),
        };
        let written = record::write(path, corpus, &kept);
        match (found, written) {
            (Err(refused), Err(unwritten)) => Err(unwritten.after(refused)),
            (_, Err(unwritten)) => Err(unwritten),
            (_, Ok(place)) if place != path => {
                note(format_args!("{}\n", place.display()));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn determine(corpus: &Corpus, request: &Request, file: Option<&UserFile>, today: &Today) -> Found {
    if request.question.to.is_none() {
        return Err(Failure::request("no destination is given", "add --to with a country code such as CN"));
    }
    answer(corpus.ground(), &request.question, today.day())
        .map_err(|found| request_failure(&request.places.locate(found), file))
}

/// Says which day was used where none was given.
fn add_day(found: &mut Determination, request: &Request, today: &Today) {
    found.asked.assumed.extend(today.assumed(&request.question));
    let gates: Vec<_> = found.gates.iter().map(|(gate, _)| gate).collect();
    for gate in gates {
        found.gates[gate].caveats.extend(today.caveat(&request.question, gate).map(Name::from));
    }
}
