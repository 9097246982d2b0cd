//! Parties and their listings as plain records.

use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_base::day::DaySpan;
use chipgate_base::text::Text;
use jiff::civil::Date;

/// A company or organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyRecord {
    /// Stable id.
    pub id: Name,
    /// Name in English, Chinese and Japanese; the last two may be empty.
    pub names: Text,
    /// Other names.
    pub aliases: Vec<Name>,
    /// What it does.
    pub kind: Name,
    /// Country of its headquarters; empty when unknown.
    pub headquarters: Name,
    /// Ultimate parent, by id or in words; empty when none or unknown.
    pub ultimate_parent: Name,
    /// Country of the ultimate parent's headquarters; empty when unknown.
    pub ultimate_parent_headquarters: Name,
    /// Ids of its listings and of those of a parent of the same name.
    pub listings: Vec<Name>,
    /// The day on which its listings were reviewed.
    pub listings_reviewed: Option<Date>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// `high`, `medium` or `low`.
    pub confidence: Name,
    /// What a reader should know.
    pub note: Name,
}

/// An entry on a list of parties.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// Stable id.
    pub id: Name,
    /// Which list.
    pub list: Name,
    /// The name on the list.
    pub name: Name,
    /// Aliases on the list.
    pub aliases: Vec<Name>,
    /// Countries of its addresses.
    pub countries: Vec<Name>,
    /// `entity`, `individual`, `vessel` or `aircraft`; empty where the list does not say.
    pub kind: Name,
    /// First day listed; `None` where the list gives no day.
    pub from: Option<DaySpan>,
    /// The day of the copy in which the entry was seen; `None` where it was read in the act that added it.
    pub seen: Option<Date>,
    /// First day no longer listed; `None` while listed, as far as the copy tells.
    pub until: Option<Date>,
    /// Citation of the rule that added it; empty where the list gives none.
    pub citation: Name,
    /// Which items need a license, by key; empty on lists that do not say.
    pub requirement: Name,
    /// Footnote number; empty when none.
    pub footnote: Name,
    /// First day of the footnote.
    pub footnote_from: Option<Date>,
    /// License exceptions that the entry lets in, such as `GOV`.
    pub exceptions: Vec<Name>,
    /// Key of its review policy; empty on lists without one.
    pub policy: Name,
    /// Sanctions programmes under which it is listed.
    pub programmes: Vec<Name>,
    /// Source ids.
    pub sources: Vec<Name>,
    /// What a reader should know.
    pub note: Name,
}

impl Listing {
    /// Is on the list on a day; unknown on a day on which it may or may not have been listed yet.
    #[must_use]
    pub fn is_in_force(&self, day: Date) -> Answer {
        if self.until.is_some_and(|until| until <= day) {
            return Answer::No;
        }
        self.has_begun(day)
    }

    /// Had been put on the list by a day.
    #[must_use]
    pub fn has_begun(&self, day: Date) -> Answer {
        let certain_from = self.from.map(|from| from.latest).or(self.seen);
        match (self.from, certain_from) {
            (_, Some(certain)) if certain <= day => Answer::Yes,
            (Some(from), _) if day < from.earliest => Answer::No,
            _ => Answer::Unknown,
        }
    }

    /// Its footnote on a day; `None` when it has none then.
    #[must_use]
    pub fn footnote_on(&self, day: Date) -> Option<&Name> {
        let begun = self.footnote_from.is_none_or(|from| from <= day);
        (begun && !self.footnote.is_empty()).then_some(&self.footnote)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn listing(from: Option<DaySpan>, until: Option<Date>) -> Listing {
        let none = || Name::from("");
        Listing {
            id: none(),
            list: none(),
            name: none(),
            aliases: Vec::new(),
            countries: Vec::new(),
            kind: none(),
            from,
            seen: Some(date(2026, 7, 31)),
            until,
            citation: none(),
            requirement: none(),
            footnote: none(),
            footnote_from: None,
            exceptions: Vec::new(),
            policy: none(),
            programmes: Vec::new(),
            sources: Vec::new(),
            note: none(),
        }
    }

    #[test]
    fn inside_the_span_in_which_an_entry_was_added_it_is_unknown_whether_it_is_in_force() {
        let span = DaySpan { earliest: date(2022, 8, 24), latest: date(2022, 12, 19) };
        let entry = listing(Some(span), Some(date(2025, 1, 1)));
        assert_eq!(entry.is_in_force(date(2022, 8, 23)), Answer::No);
        assert_eq!(entry.is_in_force(date(2022, 8, 24)), Answer::Unknown);
        assert_eq!(entry.is_in_force(date(2022, 12, 19)), Answer::Yes);
        assert_eq!(entry.is_in_force(date(2025, 1, 1)), Answer::No);
    }

    #[test]
    fn an_entry_without_a_day_is_certain_only_from_the_day_of_the_copy() {
        let entry = listing(None, None);
        assert_eq!(entry.is_in_force(date(2026, 7, 30)), Answer::Unknown);
        assert_eq!(entry.is_in_force(date(2026, 7, 31)), Answer::Yes);
    }
}
