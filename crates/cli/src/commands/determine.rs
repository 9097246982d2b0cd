//! `chipgate determine`.

use crate::context::{
    Failure, UserFile, corpus_for_answer, emit, file_problem, no_page, pretty, request_failure, today,
    user_file, words_of, write_whole,
};
use crate::options::{Common, Format};
use chipgate_corpus::Corpus;
use chipgate_corpus::ask::{Given, ItemSpec, Request, Said, Tree, Where, read_json, read_toml};
use chipgate_corpus::determination::{Determination, answer};
use chipgate_report::{json, text};
use clap::Args;
use jiff::civil::Date;
use serde_json::json;
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
    /// Write request, answer and hashes to this file, for `chipgate verify`
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
}

/// Everything that can be said of a transaction.
#[derive(Args, Clone, Debug, Default)]
pub struct Ask {
    /// A chip of the catalogue (`chipgate chips list`)
    #[arg(long, value_name = "ID")]
    pub chip: Option<String>,
    /// A file that describes an item: a chip, a server with chips, a memory stack, a design
    #[arg(long, value_name = "FILE", conflicts_with_all = ["chip", "file"])]
    pub item: Option<PathBuf>,
    /// A file with the whole request, in TOML or JSON; flags add to it
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// The day asked about (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// export, reexport, transfer, import, deploy, use or service
    #[arg(long)]
    pub kind: Option<String>,
    /// Country that the item leaves (default for an export: US)
    #[arg(long, value_name = "ISO2")]
    pub from: Option<String>,
    /// Country of destination
    #[arg(long, value_name = "ISO2")]
    pub to: Option<String>,
    /// How many items
    #[arg(long)]
    pub quantity: Option<f64>,
    /// Who exports (default: the designer of the chip)
    #[arg(long, value_name = "NAME|ID")]
    pub exporter: Option<String>,
    #[arg(long, value_name = "NAME|ID")]
    pub purchaser: Option<String>,
    #[arg(long, value_name = "NAME|ID")]
    pub intermediate: Option<String>,
    #[arg(long, value_name = "NAME|ID")]
    pub consignee: Option<String>,
    #[arg(long, value_name = "NAME|ID")]
    pub end_user: Option<String>,
    /// Country of the end user's headquarters
    #[arg(long, value_name = "ISO2")]
    pub end_user_hq: Option<String>,
    /// Country where the end user is (default: --to)
    #[arg(long, value_name = "ISO2")]
    pub end_user_country: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub ultimate_parent: Option<String>,
    #[arg(long, value_name = "ISO2")]
    pub ultimate_parent_hq: Option<String>,
    /// training, inference, research, supercomputer, military or unknown
    #[arg(long)]
    pub end_use: Option<String>,
    /// own-use, resale or hosting
    #[arg(long)]
    pub purpose: Option<String>,
    /// large_platform, state_owned, cii_operator, government, chipmaker, university or private (repeatable)
    #[arg(long)]
    pub buyer_class: Vec<String>,
    /// new or existing
    #[arg(long)]
    pub site: Option<String>,
    /// public or private
    #[arg(long)]
    pub site_owner: Option<String>,
    /// state or private
    #[arg(long)]
    pub site_funding: Option<String>,
    /// How much of the site is built, 0 to 1
    #[arg(long)]
    pub site_progress: Option<f64>,
    /// Share of domestic chips at the site, 0 to 1
    #[arg(long)]
    pub domestic_share: Option<f64>,
    /// The maker's own ECCN
    #[arg(long, value_name = "ECCN")]
    pub stated_eccn: Option<String>,
    /// Any other fact (`chipgate facts list`); repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    pub fact: Vec<String>,
    /// Count facts that are presumed as unknown
    #[arg(long)]
    pub strict: bool,
}

impl Determine {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus_for_answer(common)?;
        let (request, file) = self.ask.request(common)?;
        if request.to.is_none() {
            return Err(Failure::request(
                "no destination is given",
                "add --to with a country code such as CN",
            ));
        }
        let found =
            answer(&corpus, &request, today()).map_err(|found| request_failure(&found, file.as_ref()))?;
        let rendered = match common.format {
            Format::Text => text::determination(&corpus, &found, &words_of(&corpus, common)),
            Format::Json => pretty(&json::determination(&corpus, &found)),
            Format::Csv => csv(&found).csv(),
            Format::Html | Format::Dot => return Err(no_page()),
        };
        if let Some(path) = &self.record {
            write_record(path, common, &corpus, request, &found)?;
        }
        emit(common, &rendered)
    }
}

fn csv(found: &Determination) -> chipgate_report::table::Table {
    let mut table = chipgate_report::table::Table::new(&[
        "as_of",
        "item",
        "us",
        "cn",
        "verdict",
        "eccn",
        "review_policy",
        "missing",
        "cn_missing",
    ]);
    let us = &found.us;
    let join = |names: Vec<&str>| names.join(";");
    table.push([
        found.asked.as_of.to_string(),
        found.asked.item_id.as_deref().unwrap_or(&found.asked.item_name).to_owned(),
        us.answer.code().to_owned(),
        found.cn.answer.code().to_owned(),
        found.verdict.code().to_owned(),
        join(us.eccn.iter().map(|name| &**name).collect()),
        chipgate_corpus::history::review_word(found),
        join(us.missing.iter().map(|missing| &*missing.fact).collect()),
        join(found.cn.missing.iter().map(|missing| &*missing.fact).collect()),
    ]);
    table
}

/// The record holds all that is needed to ask again: the request with its day, and every reform whole.
fn write_record(
    path: &Path,
    common: &Common,
    corpus: &Corpus,
    mut request: Request,
    found: &Determination,
) -> Result<(), Failure> {
    request.as_of = Some(Said { value: found.asked.as_of, at: Where::Flag("--as-of".to_owned()) });
    let files = crate::context::files(common)?;
    let reforms = crate::context::reforms(common, &files)?;
    let reforms: Vec<_> = reforms
        .iter()
        .map(|(name, bytes)| json!({ "name": name, "text": String::from_utf8_lossy(bytes) }))
        .collect();
    let record = json!({
        "schema": "chipgate.record/1",
        "request": request.to_json(),
        "reforms": reforms,
        "determination": json::determination(corpus, found),
    });
    write_whole(path, pretty(&record).as_bytes())
}

impl Ask {
    /// The request of flags and file; and the file, for excerpts.
    pub fn request(&self, common: &Common) -> Result<(Request, Option<UserFile>), Failure> {
        let (mut request, file) = self.base_request()?;
        self.add_words(&mut request, common);
        self.add_parties(&mut request);
        self.add_facts(&mut request)?;
        Ok((request, file))
    }

    fn base_request(&self) -> Result<(Request, Option<UserFile>), Failure> {
        if let Some(path) = &self.file {
            let (file, tree) = read_tree(path)?;
            let request = Request::from_tree(&tree).map_err(|found| request_failure(&found, Some(&file)))?;
            return Ok((request, Some(file)));
        }
        let Some(path) = &self.item else { return Ok((Request::default(), None)) };
        let (file, tree) = read_tree(path)?;
        let item = ItemSpec::from_tree(&tree).map_err(|found| request_failure(&found, Some(&file)))?;
        Ok((Request { item: Some(item), ..Request::default() }, Some(file)))
    }

    fn add_words(&self, request: &mut Request, common: &Common) {
        set(&mut request.chip, &self.chip, "--chip");
        set(&mut request.kind, &self.kind, "--kind");
        set(&mut request.from, &self.from, "--from");
        set(&mut request.to, &self.to, "--to");
        set(&mut request.exporter, &self.exporter, "--exporter");
        set(&mut request.lens, &common.lens, "--lens");
        set(&mut request.as_of, &self.as_of, "--as-of");
        set(&mut request.known_on, &common.known_on, "--known-on");
        request.strict |= self.strict;
        if self.stated_eccn.is_some() {
            set(&mut request.item.get_or_insert_default().stated_eccn, &self.stated_eccn, "--stated-eccn");
        }
    }

    fn add_parties(&self, request: &mut Request) {
        let roles = [
            ("purchaser", &self.purchaser),
            ("intermediate", &self.intermediate),
            ("consignee", &self.consignee),
            ("end_user", &self.end_user),
        ];
        for (role, name) in roles.into_iter().filter(|(_, name)| name.is_some()) {
            set(&mut request.party(role).name, name, &format!("--{}", role.replace('_', "-")));
        }
        let end_user =
            [&self.end_user_hq, &self.end_user_country, &self.ultimate_parent, &self.ultimate_parent_hq];
        if end_user.iter().any(|given| given.is_some()) {
            let party = request.party("end_user");
            set(&mut party.headquarters, &self.end_user_hq, "--end-user-hq");
            set(&mut party.country, &self.end_user_country, "--end-user-country");
            set(&mut party.ultimate_parent, &self.ultimate_parent, "--ultimate-parent");
            set(&mut party.ultimate_parent_headquarters, &self.ultimate_parent_hq, "--ultimate-parent-hq");
        }
    }

    fn add_facts(&self, request: &mut Request) -> Result<(), Failure> {
        let words = [
            ("end_use", &self.end_use),
            ("purpose", &self.purpose),
            ("site", &self.site),
            ("site_owner", &self.site_owner),
            ("site_funding", &self.site_funding),
        ];
        for (name, word) in words {
            if let Some(word) = word {
                add(request, name, Given::Text(word.clone()));
            }
        }
        let numbers = [
            ("quantity", self.quantity),
            ("site_progress", self.site_progress),
            ("domestic_share", self.domestic_share),
        ];
        for (name, number) in numbers {
            if let Some(number) = number {
                add(request, name, Given::Number(number));
            }
        }
        if !self.buyer_class.is_empty() {
            add(request, "buyer_class", Given::Words(self.buyer_class.clone()));
        }
        for fact in &self.fact {
            let (name, value) = fact.split_once('=').ok_or_else(|| {
                Failure::request(format!("`--fact {fact}` has no `=`"), "write --fact NAME=VALUE")
            })?;
            let at = Where::Flag(format!("--fact {fact}"));
            request.facts.insert(name.to_owned(), Said { value: Given::Text(value.to_owned()), at });
        }
        Ok(())
    }
}

fn set<T: Clone>(slot: &mut Option<Said<T>>, given: &Option<T>, flag: &str) {
    if let Some(value) = given {
        *slot = Some(Said { value: value.clone(), at: Where::Flag(flag.to_owned()) });
    }
}

fn add(request: &mut Request, name: &str, value: Given) {
    let at = Where::Flag(format!("--{}", name.replace('_', "-")));
    request.facts.insert(name.to_owned(), Said { value, at });
}

/// Reads a TOML or, by its ending, a JSON file.
pub fn read_tree(path: &Path) -> Result<(UserFile, Tree), Failure> {
    let file = user_file(path)?;
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let read = if is_json { read_json(&file.path, &file.text) } else { read_toml(&file.path, &file.text) };
    match read {
        Ok(tree) => Ok((file, tree)),
        Err(problem) => {
            let message = file_problem(&problem, &file);
            Err(Failure { message, code: crate::context::WRONG_REQUEST })
        }
    }
}
