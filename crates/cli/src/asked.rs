//! A transaction as flags and files say it.

use crate::common::Common;
use crate::context::{Failure, UserFile, file_failure, request_failure, user_file};
use chipgate_ask::{Given, Part, Question, Request, Where, plain_number};
use chipgate_base::tree::Tree;
use chipgate_corpus::{read_json, read_toml};
use clap::Args;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

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
    #[arg(long, allow_hyphen_values = true, value_name = "N")]
    pub quantity: Option<String>,
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
    #[arg(long, allow_hyphen_values = true, value_name = "SHARE")]
    pub site_progress: Option<String>,
    /// Share of domestic chips at the site, 0 to 1
    #[arg(long, allow_hyphen_values = true, value_name = "SHARE")]
    pub domestic_share: Option<String>,
    /// The maker's own ECCN
    #[arg(long, value_name = "ECCN")]
    pub stated_eccn: Option<String>,
    /// Any other fact (`chipgate facts list`); repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    pub fact: Vec<String>,
    /// Let a given value go before what the data hold of this fact, such as `tpp` or `end_user.headquarters`; repeatable
    #[arg(long = "override", value_name = "FACT")]
    pub overrides: Vec<String>,
    /// Count facts that are presumed as unknown
    #[arg(long)]
    pub strict: bool,
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

    /// The question of flags and file for a command that asks it of many chips.
    pub fn question(&self, common: &Common) -> Result<Question, Failure> {
        self.request(common).map(|(request, _)| request.question)
    }

    fn base_request(&self) -> Result<(Request, Option<UserFile>), Failure> {
        let Some(path) = self.file.as_ref().or(self.item.as_ref()) else {
            return Ok((Request::default(), None));
        };
        let (file, tree) = read_tree(path)?;
        let read = if self.file.is_some() { Request::from_tree(&tree) } else { Request::of_item(&tree) };
        let request = read.map_err(|found| request_failure(&found, Some(&file)))?;
        Ok((request, Some(file)))
    }

    fn add_words(&self, request: &mut Request, common: &Common) {
        let Request { question, places } = request;
        let mut say = |slot: &mut Option<String>, word: &Option<String>, part: Part| {
            if word.is_some() {
                *slot = word.clone();
                places.say(part.clone(), Where::Flag(part.flag()));
            }
        };
        say(&mut question.chip, &self.chip, Part::new("chip"));
        say(&mut question.kind, &self.kind, Part::new("kind"));
        say(&mut question.from, &self.from, Part::new("from"));
        say(&mut question.to, &self.to, Part::new("to"));
        say(&mut question.exporter, &self.exporter, Part::new("exporter"));
        say(&mut question.lens, &common.lens, Part::new("lens"));
        if self.stated_eccn.is_some() {
            let item = question.item.get_or_insert_default();
            say(&mut item.stated_eccn, &self.stated_eccn, Part::item().join("stated_eccn"));
        }
        for (day, slot, part) in [
            (self.as_of, &mut question.as_of, Part::new("as_of")),
            (common.known_on, &mut question.known_on, Part::new("known_on")),
        ] {
            if day.is_some() {
                *slot = day;
                places.say(part.clone(), Where::Flag(part.flag()));
            }
        }
        question.strict |= self.strict;
        for fact in &self.overrides {
            let part = Part::overridden(fact);
            places.say(part.clone(), Where::Flag(part.flag()));
            question.overrides.push(fact.clone());
        }
    }

    fn add_parties(&self, request: &mut Request) {
        let words = [
            ("purchaser", "name", &self.purchaser),
            ("intermediate", "name", &self.intermediate),
            ("consignee", "name", &self.consignee),
            ("end_user", "name", &self.end_user),
            ("end_user", "headquarters", &self.end_user_hq),
            ("end_user", "country", &self.end_user_country),
            ("end_user", "ultimate_parent", &self.ultimate_parent),
            ("end_user", "ultimate_parent_headquarters", &self.ultimate_parent_hq),
        ];
        for (role, what, word) in words {
            if let Some(word) = word {
                let part = Part::of_party(role, what);
                request.places.say(part.clone(), Where::Flag(part.flag()));
                request.question.party_in(role).set(what, word);
            }
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
            ("quantity", &self.quantity),
            ("site_progress", &self.site_progress),
            ("domestic_share", &self.domestic_share),
        ];
        for (name, text) in numbers {
            if let Some(text) = text {
                // What is no plain number is read, and refused, by the type of the fact.
                let number = plain_number(text).map(Given::Number);
                add(request, name, number.unwrap_or_else(|| Given::Text(text.clone())));
            }
        }
        if !self.buyer_class.is_empty() {
            add(request, "buyer_class", Given::Words(self.buyer_class.clone()));
        }
        for fact in &self.fact {
            let (name, value) = fact.split_once('=').ok_or_else(|| {
                Failure::request(format!("`--fact {fact}` has no `=`"), "write --fact NAME=VALUE")
            })?;
            request.places.say(Part::fact(name), Where::Flag(format!("--fact {fact}")));
            request.question.facts.insert(name.to_owned(), Given::Text(value.to_owned()));
        }
        Ok(())
    }
}

fn add(request: &mut Request, name: &str, value: Given) {
    let flag = format!("--{}", name.replace('_', "-"));
    request.places.say(Part::fact(name), Where::Flag(flag));
    request.question.facts.insert(name.to_owned(), value);
}

/// Reads a TOML or, by its ending, a JSON file.
pub fn read_tree(path: &Path) -> Result<(UserFile, Tree), Failure> {
    let file = user_file(path)?;
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let read = if is_json { read_json(&file.path, &file.text) } else { read_toml(&file.path, &file.text) };
    match read {
        Ok(tree) => Ok((file, tree)),
        Err(problem) => Err(file_failure([&problem], &file)),
    }
}
