//! JSON as a tree with places, in which no key stands twice.
//!
//! `serde_json` reads every value; what it does not give, the place of a value, is
//! where the raw text that it lends lies within the whole text.

use chipgate_base::problem::{Problem, place};
use chipgate_base::tree::{Node, Tree, check_width};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

/// Deepest nesting that is read; each level is read once more for its places.
const DEEPEST: usize = 64;

/// Reads a JSON file. Dates are texts of the form YYYY-MM-DD.
///
/// # Errors
///
/// Returns what is wrong with its syntax, a key that stands twice or a `null`, with the place.
pub fn read_json(path: &str, text: &str) -> Result<Tree, Problem> {
    let tree = Reader { path, text, with_null: false }.whole()?;
    check_width(&tree, path, text).map(|()| tree)
}

/// Checks that a text is JSON in which no key stands twice; `null` is a value here.
///
/// # Errors
///
/// Returns what is wrong with its syntax, or a key that stands twice, with the place.
pub fn check_json(path: &str, text: &str) -> Result<(), Problem> {
    Reader { path, text, with_null: true }.whole().map(drop)
}

struct Reader<'t> {
    path: &'t str,
    text: &'t str,
    with_null: bool,
}

impl<'t> Reader<'t> {
    fn whole(&self) -> Result<Tree, Problem> {
        let raw: &RawValue = serde_json::from_str(self.text).map_err(|error| self.invalid(0, &error))?;
        self.value(raw, 0)
    }

    fn value(&self, raw: &'t RawValue, depth: usize) -> Result<Tree, Problem> {
        let at = self.range(raw);
        if depth > DEEPEST {
            return Err(self.problem(at, "this is nested too deeply", "write it with fewer levels"));
        }
        let node = match raw.get().as_bytes().first() {
            Some(b'{') => self.table(raw, depth)?,
            Some(b'[') => self.list(raw, depth)?,
            Some(b'"') => Node::Text(self.scalar(raw)?),
            Some(b't' | b'f') => Node::Flag(self.scalar(raw)?),
            Some(b'n') => self.null(at.clone())?,
            _ => Node::Number(self.scalar(raw)?),
        };
        Ok(Tree { at, node })
    }

    fn null(&self, at: Range<usize>) -> Result<Node, Problem> {
        if self.with_null {
            return Ok(Node::List(Vec::new()));
        }
        let help = "leave the key out where the value is not known; write `[]` for an empty list";
        Err(self.problem(at, "`null` says neither that a value is unknown nor that there is none", help))
    }

    fn scalar<T: Deserialize<'t>>(&self, raw: &'t RawValue) -> Result<T, Problem> {
        serde_json::from_str(raw.get()).map_err(|error| self.invalid(self.range(raw).start, &error))
    }

    fn list(&self, raw: &'t RawValue, depth: usize) -> Result<Node, Problem> {
        let Items(items) = self.scalar(raw)?;
        let values = items.into_iter().map(|item| self.value(item, depth + 1));
        values.collect::<Result<_, _>>().map(Node::List)
    }

    fn table(&self, raw: &'t RawValue, depth: usize) -> Result<Node, Problem> {
        let Entries(entries) = self.scalar(raw)?;
        let mut first = HashMap::new();
        let mut table = Vec::new();
        for (key, value) in entries {
            let at = self.range(key);
            let name: String = self.scalar(key)?;
            if let Some(before) = first.insert(name.clone(), at.start) {
                let line = place(self.path, self.text, before..before).line;
                let message = format!("`{name}` stands twice");
                let help = format!("keep one of the two; the first is in line {line}");
                return Err(self.problem(at, &message, &help));
            }
            table.push((name, at, self.value(value, depth + 1)?));
        }
        Ok(Node::Table(table))
    }

    /// Where a piece that was lent from the text lies in it.
    fn range(&self, raw: &RawValue) -> Range<usize> {
        let start = (raw.get().as_ptr().addr()).saturating_sub(self.text.as_ptr().addr());
        start..start + raw.get().len()
    }

    fn problem(&self, at: Range<usize>, message: &str, help: &str) -> Problem {
        let place = place(self.path, self.text, at);
        Problem { message: message.to_owned(), place, help: Some(help.to_owned()) }
    }

    /// A mistake of syntax in the piece that begins at `start`.
    fn invalid(&self, start: usize, error: &serde_json::Error) -> Problem {
        let piece = self.text.get(start..).unwrap_or_default();
        let lines = piece.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len);
        let at = (start + lines.sum::<usize>() + error.column().saturating_sub(1)).min(self.text.len());
        let said = error.to_string();
        let told = said.split(" at line ").next().unwrap_or_default();
        self.problem(at..at, "this is not valid JSON", told)
    }
}

/// The pieces of an array.
struct Items<'t>(Vec<&'t RawValue>);
/// The keys and values of an object, in their order, with every one of equal keys.
struct Entries<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'t> Deserialize<'t> for Items<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Pieces).map(Items)
    }
}

impl<'t> Deserialize<'t> for Entries<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs).map(Entries)
    }
}

struct Pieces;
struct Pairs;

impl<'t> Visitor<'t> for Pieces {
    type Value = Vec<&'t RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(items)
    }
}

impl<'t> Visitor<'t> for Pairs {
    type Value = Vec<(&'t RawValue, &'t RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (String, usize, usize) {
        let problem = read_json("ask.json", text).unwrap_err();
        assert!(problem.help.is_some(), "{text}");
        (problem.message, problem.place.line, problem.place.column)
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_where_it_stands_again() {
        let text = "{\n  \"tpp\": 99999,\n  \"tpp\": 1\n}";
        assert_eq!(refused(text), ("`tpp` stands twice".to_owned(), 3, 3));
        let inside = "{\"item\": {\"a\": 1, \"b\": [{\"x\": 1, \"\\u0078\": 2}]}}";
        assert_eq!(refused(inside).0, "`x` stands twice");
    }

    #[test]
    fn null_is_refused_where_it_stands() {
        for text in ["{\n \"party\": null}", "{\n \"party\": [null]}", "{\n\"a\": {\"b\": null}}"] {
            let (message, line, _) = refused(text);
            assert!(message.contains("`null`") && line == 2, "{message} {line}");
        }
        assert_eq!(check_json("record", "{\"known_on\": null}"), Ok(()));
    }

    #[test]
    fn values_and_keys_have_their_places() {
        let text = "{ \"to\" : \"CN\",\n\"tpp\": [ 1.5 , 2e3 ] }";
        let tree = read_json("ask.json", text).unwrap();
        let Node::Table(entries) = tree.node else { panic!() };
        let shown: Vec<(&str, &str)> =
            entries.iter().map(|(_, key, value)| (&text[key.clone()], &text[value.at.clone()])).collect();
        assert_eq!(shown, [("\"to\"", "\"CN\""), ("\"tpp\"", "[ 1.5 , 2e3 ]")]);
        let Node::List(list) = &entries[1].2.node else { panic!() };
        assert_eq!((&list[1].node, &text[list[1].at.clone()]), (&Node::Number(2000.0), "2e3"));
    }

    #[test]
    fn bad_syntax_is_refused_where_it_stands() {
        assert_eq!(refused("{\n  \"chip\": nvidia\n}").1, 2);
        assert_eq!(refused("{\"a\": 1} x").0, "this is not valid JSON");
        assert_eq!(refused("{\"a\":\n \"\\ud800\"}").1, 2);
        assert_eq!(refused("{\"a\": 1e999}").0, "this is not valid JSON");
    }

    #[test]
    fn deep_nesting_and_very_many_entries_are_refused() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(refused(&deep).0, "this is nested too deeply");
        let wide = format!("[{}1]", "1,".repeat(50_000));
        assert!(refused(&wide).0.contains("at most 1000"));
    }
}
