//! On which days a reform that is laid over the law says anything at all.
//!
//! A reform that is not yet in force changes no answer, and an answer without a change then reads as "this
//! reform does nothing". So every command that lays reforms compares these days with those that it asks.

use crate::corpus::Corpus;
use crate::folders;
use crate::toml_reader::{File, Table};
use chipgate_base::problem::Sink;
use jiff::civil::Date;

/// The days on which the texts of one laid reform hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReformDays {
    /// Name of a reform of the data, or the path of a user's file.
    pub name: String,
    /// First day of its first text.
    pub first: Date,
    /// First day on which none of its texts holds any more; `None` where one stands without an end.
    pub until: Option<Date>,
}

impl ReformDays {
    /// Whether a text of the reform holds on any day from `first` to `last`, both included.
    #[must_use]
    pub fn is_in_force(&self, first: Date, last: Date) -> bool {
        self.first <= last && self.until.is_none_or(|until| first < until)
    }
}

impl Corpus {
    /// The days of every laid reform, in the order in which they are laid; one without a dated text is left out.
    #[must_use]
    pub fn reform_days(&self) -> Vec<ReformDays> {
        self.laid.iter().filter_map(|(path, bytes)| days_of(path, bytes)).collect()
    }

    /// The laid reforms of which no text holds on any day from `first` to `last`, both included.
    #[must_use]
    pub fn reforms_not_in_force(&self, first: Date, last: Date) -> Vec<ReformDays> {
        self.reform_days().into_iter().filter(|days| !days.is_in_force(first, last)).collect()
    }
}

fn days_of(path: &str, bytes: &[u8]) -> Option<ReformDays> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut texts: Vec<(Date, Option<Date>)> = Vec::new();
    // What is wrong with the file was told when it was laid over the law.
    let sink = Sink::default();
    Table::read_quietly(File { path, text, sink: &sink }, |root| {
        for (outer, inner) in [("rule", "version"), ("instrument", "effect")] {
            let dated = root.tables(outer).into_iter().flat_map(|table| table.tables(inner));
            texts.extend(
                dated.filter_map(|text| Some((text.day_span("from")?.0.earliest, text.date("until")))),
            );
        }
    });
    let name = folders::name_of(folders::REFORMS, path).unwrap_or(path);
    let ends: Option<Vec<Date>> = texts.iter().map(|(_, until)| *until).collect();
    Some(ReformDays {
        name: name.to_owned(),
        first: texts.iter().map(|(from, _)| *from).min()?,
        until: ends.and_then(|ends| ends.into_iter().max()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;
    use jiff::civil::date;

    fn with(name: &str) -> Corpus {
        let files = embedded::files();
        let path = folders::file_of(folders::REFORMS, name);
        let bytes = files.get(&path).unwrap().to_vec();
        Corpus::load(&files, &[(path, bytes)]).corpus.unwrap()
    }

    #[test]
    fn a_bill_counts_from_the_day_on_which_it_was_introduced() {
        // S. 3374 was introduced on 4 December 2025.
        let corpus = with("safe-chips-act");
        let before = corpus.reforms_not_in_force(date(2024, 1, 1), date(2024, 1, 1));
        assert_eq!((before.len(), before[0].first), (1, date(2025, 12, 4)));
        assert!(corpus.reforms_not_in_force(date(2025, 12, 4), date(2025, 12, 4)).is_empty());
        assert!(corpus.reforms_not_in_force(date(2024, 1, 1), date(2026, 1, 1)).is_empty());
    }

    #[test]
    fn a_reform_that_has_ended_is_not_in_force_either() {
        let corpus = with("mofcom-suspension-extended");
        assert!(corpus.reforms_not_in_force(date(2027, 1, 10), date(2027, 1, 10)).is_empty());
        let after = corpus.reforms_not_in_force(date(2027, 1, 11), date(2027, 3, 1));
        assert_eq!(after[0].until, Some(date(2027, 1, 11)));
    }
}
