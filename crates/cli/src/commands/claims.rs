//! `chipgate claims`.

use crate::clock::page_day;
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, pretty, words_of};
use chipgate_base::near::did_you_mean;
use chipgate_chronicle::claims::{Checked, Verdict};
use chipgate_corpus::Corpus;
use chipgate_report::claims;
use clap::{Args, Subcommand};

/// Check the articles' claims: formula, value, what sources outside say, verdict
///
/// Values come from the data at this moment. How a verdict follows from a value
/// is said on the page and in GLOSSARY.md.
///
///   chipgate claims --article 003_ea0a72b2c9337529.txt
///   chipgate claims show CL-033
///   chipgate claims --format html -o claims.html
#[derive(Args, Debug)]
pub struct Claims {
    /// Only claims of this article: the name of its file, or its beginning
    #[arg(long, value_name = "FILE")]
    pub article: Option<String>,
    /// Only claims with this verdict
    #[arg(long, value_name = "true|approximately|contested|false|not_checkable")]
    pub verdict: Option<String>,
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What to do with the claims.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Print all of them
    List,
    /// Print one whole
    Show {
        /// Its id
        id: String,
    },
}

impl Claims {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let found = match &self.action {
            Some(Action::Show { id }) => corpus.chronicle().check_claims([self.claim(&corpus, id)?]),
            _ => self.chosen(&corpus)?,
        };
        let (words, lang) = (words_of(&corpus, common), common.lang.code());
        match (common.format, &self.action) {
            (Format::Html | Format::Dot, _) => emit(common, &page(&corpus, &found, &words, lang)?),
            (Format::Json, Some(Action::Show { .. })) => {
                emit(common, &found.first().map(|one| pretty(&claims::one(&corpus, one))).unwrap_or_default())
            }
            (Format::Json, _) => emit(common, &pretty(&claims::json(&corpus, &found))),
            (Format::Csv, _) => emit_table(common, &corpus, &claims::table(&corpus, &found)),
            (Format::Text, Some(Action::Show { .. })) => emit(
                common,
                &found.iter().map(|one| claims::text_of(&corpus, one, &words, lang)).collect::<String>(),
            ),
            (Format::Text, _) => emit(common, &claims::text(&corpus, &found, &words, lang)),
        }
    }

    fn claim<'c>(
        &self,
        corpus: &'c Corpus,
        id: &str,
    ) -> Result<&'c chipgate_chronicle::claims::Claim, Failure> {
        let wanted = id.to_ascii_uppercase();
        corpus.chronicle().claim(&wanted).ok_or_else(|| {
            let near = did_you_mean(&wanted, corpus.records.claims.iter().map(|claim| &*claim.id));
            let help = near.unwrap_or_else(|| "`chipgate claims --format csv` prints every id".to_owned());
            Failure::request(format!("there is no claim `{id}`"), help)
        })
    }

    fn chosen<'c>(&self, corpus: &'c Corpus) -> Result<Vec<Checked<'c>>, Failure> {
        let article = self.article.as_deref().map(|name| article(corpus, name)).transpose()?;
        let verdict = self.verdict.as_deref().map(verdict).transpose()?;
        let of_article =
            corpus.records.claims.iter().filter(|claim| article.is_none_or(|id| &*claim.article == id));
        let mut found = corpus.chronicle().check_claims(of_article);
        found.retain(|one| verdict.is_none_or(|wanted| one.judged.verdict == wanted));
        Ok(found)
    }
}

fn article<'c>(corpus: &'c Corpus, name: &str) -> Result<&'c str, Failure> {
    let mut matching =
        corpus.records.articles.iter().map(|article| &*article.id).filter(|id| id.starts_with(name));
    let found = matching.next().filter(|_| !name.is_empty() && matching.next().is_none());
    found.ok_or_else(|| {
        let ids: Vec<&str> = corpus.records.articles.iter().map(|article| &*article.id).collect();
        let help = did_you_mean(name, ids.iter().copied())
            .unwrap_or_else(|| format!("write one of {}", ids.join(", ")));
        Failure::request(format!("there is no article `{name}`"), help)
    })
}

fn verdict(word: &str) -> Result<Verdict, Failure> {
    let known = Verdict::ALL.iter().find(|(_, code)| *code == word).map(|(verdict, _)| *verdict);
    known.ok_or_else(|| {
        let words: Vec<&str> = Verdict::ALL.iter().map(|(_, code)| *code).collect();
        let help = did_you_mean(word, words.iter().copied())
            .unwrap_or_else(|| format!("write one of {}", words.join(", ")));
        Failure::request(format!("unknown verdict `{word}`"), help)
    })
}

fn page(
    corpus: &Corpus,
    found: &[Checked<'_>],
    words: &chipgate_show::Words,
    lang: &str,
) -> Result<String, Failure> {
    let gates = &corpus.law.gates;
    let made = claims::page::Made {
        today: page_day(corpus)?.to_string(),
        covers_to: gates[gates.seller()].covers_to.to_string(),
        covers_to_cn: gates[gates.buyer()].covers_to.to_string(),
    };
    Ok(claims::page::render(corpus, found, &made, words, lang))
}
