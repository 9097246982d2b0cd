//! Texts of the race data in the reader's language: units, what a test observes, notes.
//!
//! The data are English. Where a language has a message for a text it stands in its place; English readers always get
//! the text of the data, and programs too.

use super::unit_name;
use chipgate_show::Words;
use chipgate_show::table::Cell;

/// The message of a key, or the text of the data where there is none; in English always that of the data.
#[must_use]
pub fn told(words: &Words, key: &str, data: &str) -> String {
    let message = words.all().get(key).filter(|_| words.lang() != "en");
    message.map_or_else(|| data.to_owned(), Clone::clone)
}

/// A text of the data as a cell: for programs as it stands, for people in their language.
#[must_use]
pub fn told_cell(words: &Words, key: &str, data: &str) -> Cell {
    Cell::word(data, told(words, key, data))
}

/// A unit as a cell: for programs and in English as it stands in the data.
#[must_use]
pub fn unit_cell(words: &Words, unit: &str) -> Cell {
    let told = if words.lang() == "en" { unit.to_owned() } else { unit_name(words, unit) };
    Cell::word(unit, told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lang: &str) -> Words {
        let phrases = [("tests_T1_note", "注"), ("race_unit_x", "倍"), ("tests_unit_per_month", "毎月")];
        Words::new(lang, phrases.map(|(key, text)| (key.to_owned(), text.to_owned())).into())
    }

    /// What people read in a cell.
    fn read(cell: &Cell) -> &str {
        match cell {
            Cell::Word { words, .. } => words,
            _ => "",
        }
    }

    #[test]
    fn a_text_of_the_data_is_told_in_the_language_and_stays_for_programs() {
        let cell = told_cell(&words("ja"), "tests_T1_note", "a note");
        assert_eq!((read(&cell), &cell), ("注", &Cell::from("a note")));
        assert_eq!(told(&words("ja"), "tests_T2_note", "another"), "another");
        assert_eq!(told(&words("en"), "tests_T1_note", "a note"), "a note");
    }

    #[test]
    fn a_unit_of_a_quantity_or_an_assumption_has_its_name() {
        let told = |lang, unit| read(&unit_cell(&words(lang), unit)).to_owned();
        assert_eq!([told("ja", "x"), told("ja", "per month"), told("ja", "H100e")], ["倍", "毎月", "H100e"]);
        assert_eq!(told("en", "x"), "x");
    }
}
