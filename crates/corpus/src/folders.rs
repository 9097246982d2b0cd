//! Where everything stands below `data/`: one row a folder or file, with who needs it and where it stood before.

use crate::files::Files;
use chipgate_base::problem::{Problem, place};

/// Who needs the files of a folder; each needs also what those above it need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needed {
    /// The law under a reform, which is read anew.
    Law,
    /// An answer on a transaction.
    Answers,
    /// Only the whole of the data.
    Whole,
}

/// A row of the table.
struct Folder {
    /// The beginning of the path of each of its files.
    path: &'static str,
    /// The beginning in data of format 1; empty where it was the same.
    before: &'static str,
    needed: Needed,
}

macro_rules! folders {
    ($($(#[$doc:meta])* $name:ident = $path:literal, before $before:literal, $needed:ident;)*) => {
        $($(#[$doc])* pub const $name: &str = $path;)*
        const ALL: &[Folder] =
            &[$(Folder { path: $path, before: $before, needed: Needed::$needed }),*];
    };
}

folders! {
    /// Whose law there is, in which order it is asked.
    GATES = "gates.toml", before "", Law;
    /// Acts and what they did to the law.
    INSTRUMENTS = "law/instruments/", before "instruments/", Law;
    /// Provisions, version by version, with their cases beside them.
    RULES = "law/rules/", before "rules/", Law;
    /// What a rule may ask.
    FACTS = "law/facts/", before "facts/", Law;
    /// Countries, their names and their groups.
    PLACES = "law/places/", before "places/", Law;
    /// Named sets of parties.
    SETS = "law/sets/", before "parties/sets", Law;
    /// Entries of the lists that were read one by one.
    LISTINGS = "law/lists/listings.csv", before "parties/listings.csv", Answers;
    /// Screening lists.
    LISTS = "law/lists/", before "lists/", Answers;
    /// What can be laid over the law.
    REFORMS = "law/reforms/", before "reforms/", Whole;
    /// What became of each provision that was collected.
    COVERAGE = "law/coverage/", before "coverage/", Whole;
    /// Chips and their figures.
    CHIPS = "things/chips/", before "chips/", Answers;
    /// Who is who.
    PARTIES = "things/parties/", before "parties/", Answers;
    /// What happened.
    EVENTS = "record/events/", before "events/", Whole;
    /// Figures of series, a file for each topic.
    POINTS = "record/series/points/", before "series/points/", Whole;
    /// Series over time, with title and unit.
    SERIES = "record/series/", before "series/", Whole;
    /// Who held which post and argued what.
    ACTORS = "record/actors/", before "actors/", Whole;
    /// What the articles claim.
    CLAIMS = "record/claims/", before "claims/", Whole;
    /// Models by their shape.
    MODELS = "worth/models/", before "models/", Whole;
    /// Machines in which chips stand.
    CLUSTERS = "worth/clusters/", before "clusters/", Whole;
    /// What a chip is asked to do.
    WORKLOADS = "worth/workloads/", before "workloads/", Whole;
    /// What was measured.
    MEASUREMENTS = "worth/measurements/", before "measurements/", Whole;
    /// What the worth of a chip takes to be so.
    WORTH_ASSUMPTIONS = "worth/assumptions.toml", before "assumptions/worth.toml", Whole;
    /// Which efficiencies were fitted.
    WORTH_FIT = "worth/fit.toml", before "assumptions/worth_fit.toml", Whole;
    /// What nobody knows of the race.
    ASSUMPTIONS = "race/assumptions/", before "assumptions/race/", Whole;
    /// What is given to the race by month.
    FORCING = "race/forcing/", before "forcing/", Whole;
    /// What a government sets.
    POLICIES = "race/policies/", before "policies/", Whole;
    /// Priors in place of others.
    SCENARIOS = "race/scenarios/", before "scenarios/", Whole;
    /// Published analyses that are rebuilt.
    PUBLISHED = "race/published/", before "published/", Whole;
    /// Questions that are told as a whole.
    STUDIES = "race/studies/", before "studies/", Whole;
    /// What ties the race to chips, series, units, equations and tests.
    RACE = "race/", before "", Whole;
    /// Words for readers, in every language.
    WORDS = "words/", before "messages/", Answers;
    /// Where each figure and statement comes from.
    SOURCES = "sources/", before "", Answers;
    /// What filings, official texts and the press say that an answer is.
    CASES = "cases/", before "", Whole;
}

/// The number of the format, and what the data cover.
pub(crate) const MANIFEST: &str = "manifest.toml";
/// Facts of the item, of which the program itself names some.
pub(crate) const ITEM_FACTS: &str = "law/facts/item.toml";
/// The head of each screening list.
pub(crate) const LISTS_HEAD: &str = "law/lists/lists.toml";
/// The words of names that say little.
pub(crate) const LIST_WORDS: &str = "law/lists/words.csv";
/// Provisions that are known and were not collected.
pub(crate) const UNCOLLECTED: &str = "law/coverage/uncollected.csv";
/// Levers that ask the rule books, month by month.
pub(crate) const LEVERS_OF_GATES: &str = "race/forcing/gates.csv";
/// Words of the law in every language.
pub(crate) const TERMS: &str = "words/terms.csv";

/// Words that no answer on a transaction needs, by the beginning of their paths.
const WORDS_OF_PAGES: [&str; 4] = ["words/actors", "words/study", "words/timeline", "words/worth"];

/// An answer on a transaction needs this file, or the file stands in no folder of the data.
pub(crate) fn is_for_answers(path: &str) -> bool {
    let is_of_pages = WORDS_OF_PAGES.iter().any(|beginning| path.starts_with(beginning));
    !is_of_pages && !path.ends_with(".cases.toml") && needed(path) != Some(Needed::Whole)
}

/// The law under a reform is read from this file.
pub(crate) fn is_for_law(path: &str) -> bool {
    needed(path) == Some(Needed::Law)
}

/// The file holds entries of one screening list.
pub(crate) fn is_list(path: &str) -> bool {
    path.starts_with(LISTS) && path.ends_with(".csv") && path != LIST_WORDS && path != LISTINGS
}

fn needed(path: &str) -> Option<Needed> {
    ALL.iter().find(|folder| path.starts_with(folder.path)).map(|folder| folder.needed)
}

/// The path of a file of TOML with this name.
#[must_use]
pub fn file_of(folder: &str, name: &str) -> String {
    format!("{folder}{name}.toml")
}

/// The name of a file of TOML of this folder; `None` for any other path.
#[must_use]
pub fn name_of<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_suffix(".toml")
}

/// A file left where data of format 1 had it would be read by nobody, so each such folder is a problem.
pub(crate) fn check(files: &Files) -> Vec<Problem> {
    let moved = ALL.iter().filter(|folder| !folder.before.is_empty());
    let mut told: Vec<&str> = Vec::new();
    let mut problems = Vec::new();
    for (path, _) in files.iter() {
        let stale = moved.clone().find(|folder| path.starts_with(folder.before));
        if let Some(folder) = stale.filter(|folder| !told.contains(&folder.path)) {
            told.push(folder.path);
            problems.push(left_behind(path, folder));
        }
    }
    problems
}

fn left_behind(path: &str, folder: &Folder) -> Problem {
    Problem {
        message: format!("`{path}` is not read: since format 2 of the data it belongs to `{}`", folder.path),
        place: place(path, "", 0..0),
        help: Some(format!("move it to `{}`, with what stands beside it", folder.path)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, LIST_WORDS, LISTS_HEAD, MANIFEST, TERMS};
    use crate::embedded;

    #[test]
    fn every_file_stands_in_a_folder_and_every_folder_has_a_file() {
        let files = embedded::files();
        let lost: Vec<&str> = files
            .iter()
            .map(|(path, _)| path)
            .filter(|path| *path != MANIFEST && !ALL.iter().any(|folder| path.starts_with(folder.path)))
            .collect();
        assert_eq!(lost, Vec::<&str>::new());
        let is_used = |beginning: &str| files.iter().any(|(path, _)| path.starts_with(beginning));
        for path in ALL.iter().map(|folder| folder.path).chain([LISTS_HEAD, LIST_WORDS, TERMS]) {
            assert!(is_used(path), "{path}");
        }
    }

    #[test]
    fn a_file_of_a_folder_is_asked_for_by_the_row_of_that_folder() {
        for (at, folder) in ALL.iter().enumerate() {
            let above = ALL.iter().take(at).find(|above| folder.path.starts_with(above.path));
            assert!(above.is_none(), "{} stands below a row that takes its files", folder.path);
        }
    }
}
