//! What may have been meant by a word that is not known.
//!
//! A code of two letters has no neighbours: `CHN` is China, however near `CH` looks.
//! A word that names a family of chips is answered with that family and no other.

use crate::ground::Ground;
use chipgate_base::Name;
use chipgate_base::near::did_you_mean;
use chipgate_catalogue::{Chip, Country};
use unicode_normalization::UnicodeNormalization;

/// More ids than these are not listed in a message.
const MOST_LISTED: usize = 12;
/// Words shorter than this are too near to each other for a guess by letters.
const SHORTEST_GUESSED: usize = 6;

/// Letters and digits of a word alone, in small letters and usual width.
#[must_use]
pub fn folded_word(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The remedy for a country that is not known: its code where the word is one of its names.
#[must_use]
pub fn place_help(ground: Ground<'_>, word: &str) -> String {
    let wanted = folded_word(word);
    let called = |country: &&Country| names(country).any(|name| folded_word(name) == wanted);
    if let Some(country) = ground.catalogue.countries.iter().find(called) {
        return format!("write its code `{}`", country.code);
    }
    let near: Vec<String> = nearest(ground, &wanted)
        .into_iter()
        .map(|country| format!("{} (`{}`)", country.names.en, country.code))
        .collect();
    match near.as_slice() {
        [] => "write an ISO 3166-1 alpha-2 code such as CN".to_owned(),
        near => format!("did you mean {}?", near.join(" or ")),
    }
}

fn names(country: &Country) -> impl Iterator<Item = &Name> {
    country
        .names
        .each()
        .chain(&country.also)
        .chain([&country.iso3, &country.code])
        .filter(|name| !name.is_empty())
}

/// Countries whose name is nearest to a word of four letters or more; several where they are as near.
fn nearest<'c>(ground: Ground<'c>, wanted: &str) -> Vec<&'c Country> {
    let letters = wanted.chars().count();
    if letters < 4 {
        return Vec::new();
    }
    let most = if letters < SHORTEST_GUESSED { 1 } else { 2 };
    let distance = |country: &Country| {
        let long = names(country).map(|name| folded_word(name)).filter(|name| name.chars().count() >= 4);
        long.map(|name| chipgate_base::near::distance(wanted, &name)).min()
    };
    let found = ground.catalogue.countries.iter().filter_map(|country| Some((distance(country)?, country)));
    let found: Vec<_> = found.filter(|(distance, _)| *distance <= most).collect();
    let least = found.iter().map(|(distance, _)| *distance).min();
    found.into_iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, country)| country).collect()
}

/// The remedy for a chip that is not known: its id, or those of its family.
#[must_use]
pub fn chip_help(ground: Ground<'_>, word: &str) -> String {
    let all = "`chipgate chips list` prints every id";
    let found = meant(ground, word);
    let listed: Vec<String> = found.iter().take(MOST_LISTED).map(|id| format!("`{id}`")).collect();
    match listed.split_last() {
        None => all.to_owned(),
        Some((only, [])) => format!("did you mean {only}?"),
        Some((last, _)) if found.len() <= MOST_LISTED => {
            let before = listed.get(..listed.len() - 1).unwrap_or_default().join(", ");
            format!("did you mean {before} or {last}?")
        }
        Some(_) => format!("did you mean one of {}, …? {all}", listed.join(", ")),
    }
}

/// Ids of the chips that a word may stand for, sorted; empty where nothing comes near.
fn meant<'c>(ground: Ground<'c>, word: &str) -> Vec<&'c Name> {
    let asked = Asked::new(ground, word);
    if asked.parts.is_empty() {
        return Vec::new();
    }
    let families: Vec<&Chip> = asked.chips().filter(|chip| asked.is_family(chip)).collect();
    let narrowed = |chips: Vec<&'c Chip>| chips.into_iter().map(|chip| &chip.id).collect::<Vec<_>>();
    let full: Vec<&Chip> = asked.chips().filter(|chip| asked.is_whole(chip)).collect();
    let with_all: Vec<&Chip> = asked.chips().filter(|chip| asked.has_every_part(chip)).collect();
    if let Some(found) = [full, families, with_all].into_iter().find(|found| !found.is_empty()) {
        return narrowed(found);
    }
    let of_family: Vec<&Chip> = asked.chips().filter(|chip| asked.names_family_of(chip)).collect();
    let known = if of_family.is_empty() { asked.chips().collect() } else { of_family.clone() };
    let is_long = asked.parts.concat().chars().count() >= SHORTEST_GUESSED;
    let near = did_you_mean(&word.to_lowercase(), known.iter().map(|chip| &*chip.id)).filter(|_| is_long);
    match near {
        Some(near) => {
            narrowed(known.into_iter().filter(|chip| near.contains(&format!("`{}`", chip.id))).collect())
        }
        None => narrowed(of_family),
    }
}

/// A word for a chip in its parts.
struct Asked<'c> {
    ground: Ground<'c>,
    /// The designer, where the word names one.
    designer: Option<&'c Name>,
    /// Words of the name without the designer, in small letters.
    parts: Vec<String>,
}

impl<'c> Asked<'c> {
    fn new(ground: Ground<'c>, word: &str) -> Asked<'c> {
        let mut parts = parts(word);
        let designer = parts.first().and_then(|first| {
            let mut designers = ground.catalogue.chips.iter().map(|chip| &chip.designer);
            designers.find(|designer| ***designer == *first.as_str())
        });
        if designer.is_some() {
            parts.remove(0);
        }
        Asked { ground, designer, parts }
    }

    /// The chips of the designer, or all.
    fn chips(&self) -> impl Iterator<Item = &'c Chip> {
        let designer = self.designer;
        self.ground
            .catalogue
            .chips
            .iter()
            .filter(move |chip| designer.is_none_or(|designer| chip.designer == *designer))
    }

    /// The word is the whole name or the whole id.
    fn is_whole(&self, chip: &Chip) -> bool {
        let wanted = self.parts.concat();
        let id = chip.id.strip_prefix(&*chip.designer).unwrap_or(&chip.id);
        folded_word(&chip.name) == wanted || folded_word(id) == wanted
    }

    /// The word is the family, or the family without the letters of its brand (`4090`, `910B`).
    fn is_family(&self, chip: &Chip) -> bool {
        let (family, wanted) = (folded_word(&chip.family), self.parts.concat());
        let number = family.trim_start_matches(|c: char| c.is_alphabetic());
        family == wanted || (number.len() >= 3 && number == wanted)
    }

    /// Every part stands in the id, name or family; letters alone may lack the number after them (`SXM`).
    fn has_every_part(&self, chip: &Chip) -> bool {
        let own = [&chip.id, &chip.name, &chip.family].map(|text| parts(text)).concat();
        let is_there = |part: &String| {
            let is_letters = part.chars().all(char::is_alphabetic);
            let follows = |own: &String| {
                own.strip_prefix(part.as_str()).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
            };
            own.iter().any(|own| own == part || (is_letters && follows(own)))
        };
        self.parts.iter().all(is_there)
    }

    /// One of the parts, or two side by side, is the family.
    fn names_family_of(&self, chip: &Chip) -> bool {
        let family = folded_word(&chip.family);
        let pairs = self.parts.windows(2).map(<[String]>::concat);
        self.parts.iter().cloned().chain(pairs).any(|part| part == family)
    }
}

fn parts(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(folded_word);
    words.filter(|word| !word.is_empty()).collect()
}

/// The remedy for a party that is not known: parties of which it is a name or a part of one.
#[must_use]
pub fn party_help(ground: Ground<'_>, word: &str) -> String {
    let wanted = parts(word);
    let has_all = |name: &Name| {
        let own = parts(name);
        !wanted.is_empty() && wanted.iter().all(|part| own.contains(part))
    };
    let parties = ground.catalogue.parties.iter();
    let named =
        parties.filter(|party| party.names.each().chain(&party.aliases).chain([&party.id]).any(has_all));
    let found: Vec<String> = named.map(|party| format!("`{}`", party.id)).take(MOST_LISTED).collect();
    if !found.is_empty() {
        return format!("did you mean {}?", found.join(" or "));
    }
    let near = did_you_mean(word, ground.catalogue.parties.iter().map(|party| &*party.id));
    near.unwrap_or_else(|| "`chipgate parties list` prints every id".to_owned())
}
