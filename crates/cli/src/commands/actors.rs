//! `chipgate actors`.

use super::lists::parts::line;
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, pretty, words_of};
use chipgate_chronicle::actors::{Actor, ActorError};
use chipgate_corpus::Corpus;
use chipgate_report::actors;
use clap::{Args, Subcommand};
use serde_json::Value;

/// Who argued what, on whose evidence, and which posts they held
///
/// Names are matched in English, Japanese and Chinese; a part of a name is
/// enough where one actor has it. `--format dot` prints the graph in the dot language.
///
///   chipgate actors show "Jason Matheny"
///   chipgate actors --format html -o actors.html
///   chipgate actors --format dot -o actors.dot
#[derive(Args, Debug)]
pub struct Actors {
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What to do with the actors.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Print a line for each
    List,
    /// Print one whole: roles, moves, positions, whom it cites
    Show {
        /// Its id or name
        name: String,
    },
}

impl Actors {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let (words, lang) = (words_of(&corpus, common), common.lang.code());
        if common.format == Format::Dot {
            return emit(common, &actors::dot(&corpus, &words, lang));
        }
        match (&self.action, common.format) {
            (Some(Action::Show { name }), format) => {
                let actor = named(&corpus, name)?;
                match format {
                    Format::Text => emit(common, &actors::text(&corpus, actor, &words, lang)),
                    Format::Json => emit(common, &pretty(&actors::json(&corpus, actor))),
                    Format::Csv => {
                        let all = actors::table(&corpus, lang);
                        emit_table(common, &corpus, &line(all, &actor.id).unwrap_or_default())
                    }
                    Format::Html | Format::Dot => Err(Failure::request(
                        "one actor is shown as text, JSON or CSV",
                        "use --format text, json or csv",
                    )),
                }
            }
            (_, Format::Json) => {
                let all: Vec<Value> =
                    corpus.records.actors.iter().map(|actor| actors::json(&corpus, actor)).collect();
                emit(common, &pretty(&Value::Array(all)))
            }
            (_, Format::Html) => emit(common, &actors::page::render(&corpus, &words, lang)),
            _ => emit_table(common, &corpus, &actors::table(&corpus, lang)),
        }
    }
}

fn named<'c>(corpus: &'c Corpus, name: &str) -> Result<&'c Actor, Failure> {
    corpus.chronicle().find_actor(name).map_err(|error| {
        let help = match &error {
            ActorError::Ambiguous { .. } => "write its id".to_owned(),
            ActorError::Unknown { party: Some(party), .. } => {
                format!("`chipgate parties show {party}` shows the party of that name")
            }
            ActorError::Unknown { near, .. } if !near.is_empty() => {
                format!("did you mean {}?", near.join(", "))
            }
            ActorError::Unknown { .. } => "`chipgate actors list` prints every name".to_owned(),
        };
        Failure::request(error, help)
    })
}
