//! Names of parties: folded, and looked up among parties and listings.
//!
//! A listed name is known by its name, its aliases, the part after "Affiliated
//! Entity:" and a short name in brackets at the end. A name that is a whole-word
//! part of a listed name, or contains a listed short name, may be that entry:
//! it is never taken to be unlisted.

use chipgate_law::Name;
use chipgate_law::catalogue::{Listing, PartyRecord};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Words for the form of a company, left out when names are compared.
const FORMS: [&str; 28] = [
    "co",
    "company",
    "corp",
    "corporation",
    "inc",
    "incorporated",
    "llc",
    "limited",
    "ltd",
    "plc",
    "pte",
    "pty",
    "private",
    "gmbh",
    "ag",
    "ab",
    "as",
    "bv",
    "nv",
    "sa",
    "sarl",
    "srl",
    "spa",
    "oy",
    "kk",
    "sdn",
    "bhd",
    "the",
];
/// A short name with fewer letters than this is too common to be recognised inside another name.
const SHORTEST_INSIDE: usize = 4;

/// Folds a name: compatibility forms, accents, case, and every mark to a space.
#[must_use]
pub fn fold(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && !is_apostrophe(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ')
}

/// Folds a name and leaves out words for the form of a company.
#[must_use]
pub fn fold_without_form(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !FORMS.contains(word)).collect();
    if words.is_empty() { folded } else { words.join(" ") }
}

/// The forms under which a listed name is known.
fn known_as(name: &str) -> Vec<&str> {
    let mut forms = vec![name];
    if let Some((_, own)) = name.split_once("Affiliated Entity:") {
        forms = vec![own.trim()];
    }
    let mut short = Vec::new();
    for form in &forms {
        let bracketed =
            form.trim_end_matches('.').strip_suffix(')').and_then(|inside| inside.rsplit_once('('));
        if let Some((before, bracket)) = bracketed.filter(|(before, _)| !before.trim().is_empty()) {
            short.push(bracket.trim());
            short.push(before.trim());
        }
    }
    forms.extend(short);
    forms
}

/// What a name may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// One party of the catalogue.
    Party(Name),
    /// Entries of a list with exactly this name.
    Listed(Vec<Name>),
    /// Entries whose name contains this one, or is contained in it.
    Perhaps(Vec<Name>),
    /// Nothing of that name is loaded.
    Unknown,
}

/// Names of parties and listings, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameIndex {
    parties: BTreeMap<String, Name>,
    listed: BTreeMap<String, Vec<Name>>,
}

impl NameIndex {
    pub fn new(parties: &[PartyRecord], listings: &[Listing]) -> NameIndex {
        let mut index = NameIndex::default();
        for party in parties {
            let names = party.names.iter().chain(&party.aliases).chain([&party.id]);
            for name in names.filter(|name| !name.is_empty()) {
                index.parties.entry(fold(name)).or_insert_with(|| party.id.clone());
            }
        }
        for party in parties {
            for name in party.names.iter().chain(&party.aliases).filter(|name| !name.is_empty()) {
                index.parties.entry(fold_without_form(name)).or_insert_with(|| party.id.clone());
            }
        }
        for listing in listings {
            index.add_listing(listing);
        }
        index
    }

    fn add_listing(&mut self, listing: &Listing) {
        let names = known_as(&listing.name).into_iter().chain(listing.aliases.iter().map(|alias| &**alias));
        for name in names {
            for key in [fold(name), fold_without_form(name)] {
                let entries = self.listed.entry(key).or_default();
                if !entries.contains(&listing.id) {
                    entries.push(listing.id.clone());
                }
            }
        }
    }

    pub fn find(&self, name: &str) -> Match {
        let (folded, core) = (fold(name), fold_without_form(name));
        if folded.is_empty() {
            return Match::Unknown;
        }
        if let Some(party) = self.parties.get(&folded) {
            return Match::Party(party.clone());
        }
        if let Some(entries) = self.listed.get(&folded).or_else(|| self.listed.get(&core)) {
            return Match::Listed(entries.clone());
        }
        if let Some(party) = self.parties.get(&core) {
            return Match::Party(party.clone());
        }
        let perhaps = self.perhaps(&core);
        if perhaps.is_empty() { Match::Unknown } else { Match::Perhaps(perhaps) }
    }

    fn perhaps(&self, core: &str) -> Vec<Name> {
        let mut found: Vec<Name> = self
            .listed
            .iter()
            .filter(|(key, _)| is_part(core, key) || (is_distinct(key) && is_part(key, core)))
            .flat_map(|(_, entries)| entries.clone())
            .collect();
        found.sort();
        found.dedup();
        found
    }
}

fn is_distinct(key: &str) -> bool {
    key.chars().count() >= SHORTEST_INSIDE
}

/// Every word of `part` stands in `whole`, in order and side by side; without spaces in Chinese, any stretch.
fn is_part(part: &str, whole: &str) -> bool {
    if part.chars().any(is_ideograph) {
        return part.chars().count() >= 2 && whole.contains(part);
    }
    let padded = format!(" {whole} ");
    padded.contains(&format!(" {part} "))
}

fn is_ideograph(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_accents_and_width_do_not_count() {
        assert_eq!(fold("Xi’an Iluvatar CoreX, Co.,Ltd"), "xian iluvatar corex co ltd");
        assert_eq!(fold("ＨＵＡＷＥＩ"), fold("Huawei"));
        assert_eq!(fold("Düsseldorf"), "dusseldorf");
    }

    #[test]
    fn a_listed_name_is_known_by_its_affiliate_part_and_by_its_short_name() {
        let affiliate =
            "Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: Huawei Tech. Investment Co.";
        assert_eq!(known_as(affiliate), vec!["Huawei Tech. Investment Co."]);
        let short = known_as("HiSilicon Technologies Co., Ltd (HiSilicon)");
        assert!(short.contains(&"HiSilicon") && short.contains(&"HiSilicon Technologies Co., Ltd"));
    }

    #[test]
    fn a_part_counts_only_in_whole_words() {
        assert!(is_part("intel", "intel mobile") && !is_part("intel", "intellifusion technologies"));
        assert!(is_part("华为", "华为技术有限公司"));
    }
}
