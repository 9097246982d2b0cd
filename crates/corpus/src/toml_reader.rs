//! TOML tables with places: each key is asked for once, and what nobody asked for is a problem.

use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::near::did_you_mean;
use chipgate_base::problem::{Problem, Sink, place};
use chipgate_base::text::Text;
use jiff::civil::Date;
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text file under its path.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    pub path: &'a str,
    pub text: &'a str,
    pub sink: &'a Sink,
}

impl File<'_> {
    pub fn problem(&self, at: Range<usize>, message: impl Into<String>, help: Option<String>) {
        self.sink.add(Problem { message: message.into(), place: place(self.path, self.text, at), help });
    }
}

/// A value of the file with its place.
pub(crate) type Value<'a> = &'a Spanned<DeValue<'a>>;

/// A table that is being read.
pub(crate) struct Table<'a> {
    pub file: File<'a>,
    map: &'a DeTable<'a>,
    span: Range<usize>,
    asked: RefCell<Vec<String>>,
}

/// A word or text with its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub text: Name,
    pub at: Range<usize>,
}

impl<'a> Table<'a> {
    /// Reads a whole file and hands its table over; a syntax error is a problem.
    pub fn read<T>(file: File<'_>, with: impl FnOnce(&Table<'_>) -> T) -> Option<T> {
        match DeTable::parse(file.text) {
            Ok(root) => {
                let table = Table::new(file, root.get_ref(), 0..0);
                let result = with(&table);
                table.finish();
                Some(result)
            }
            Err(error) => {
                let at = error.span().unwrap_or(0..0);
                let message = error.message().lines().next().unwrap_or("not TOML").to_owned();
                file.problem(at, message, Some("write valid TOML here".to_owned()));
                None
            }
        }
    }

    /// Reads a file that was read before: neither syntax nor unknown keys are reported again.
    pub fn read_quietly(file: File<'_>, with: impl FnOnce(&Table<'_>)) {
        if let Ok(root) = DeTable::parse(file.text) {
            with(&Table::new(file, root.get_ref(), 0..0));
        }
    }

    fn new<'b>(file: File<'b>, map: &'b DeTable<'b>, span: Range<usize>) -> Table<'b> {
        Table { file, map, span, asked: RefCell::default() }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        self.asked.borrow_mut().push(key.to_owned());
        self.map.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Keys with their values, in the order of the text.
    pub fn entries(&self) -> impl Iterator<Item = (Placed, Value<'a>)> + '_ {
        self.map.iter().map(|(key, value)| {
            self.asked.borrow_mut().push(key.get_ref().to_string());
            (Placed { text: Name::from(key.get_ref().as_ref()), at: key.span() }, value)
        })
    }

    /// The place of the table.
    pub fn at(&self) -> Range<usize> {
        self.span.clone()
    }

    pub fn problem(&self, at: Range<usize>, message: impl Into<String>, help: &str) {
        self.file.problem(at, message, Some(help.to_owned()));
    }

    /// Reports every key that was not asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.map {
            let name = key.get_ref();
            if !asked.iter().any(|known| known == name.as_ref()) {
                let near = did_you_mean(name, asked.iter().map(String::as_str));
                let help = near.unwrap_or_else(|| "remove it; it is not read".to_owned());
                self.file.problem(key.span(), format!("unknown key `{name}`"), Some(help));
            }
        }
    }

    pub fn text(&self, key: &str) -> Option<Placed> {
        let value = self.get(key)?;
        text_of(self.file, key, value)
    }

    /// A text that must be there; an empty one stands in when it is not.
    pub fn required_text(&self, key: &str) -> Placed {
        match self.get(key) {
            Some(value) => {
                text_of(self.file, key, value).unwrap_or(Placed { text: Name::from(""), at: value.span() })
            }
            None => {
                self.problem(self.at(), format!("missing key `{key}`"), &format!("add `{key} = \"…\"`"));
                Placed { text: Name::from(""), at: self.at() }
            }
        }
    }

    /// `title`, which must be there, with `title_ja` and `title_zh`, which may be left out.
    pub fn title(&self) -> Text {
        self.in_languages("title")
    }

    /// A text in English under its key, and in Japanese and Chinese under `key_ja` and `key_zh`.
    pub fn in_languages(&self, key: &str) -> Text {
        let translated = |key: &str| {
            let text = self.text(key)?;
            if text.text.trim().is_empty() {
                self.problem(text.at, format!("`{key}` is empty"), "translate the text or leave the key out");
                return None;
            }
            Some(text.text)
        };
        let (ja, zh) = (translated(&format!("{key}_ja")), translated(&format!("{key}_zh")));
        Text { en: self.required_text(key).text, ja, zh }
    }

    pub fn texts(&self, key: &str) -> Vec<Placed> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(list) => list.iter().filter_map(|item| text_of(self.file, key, item)).collect(),
            other => {
                self.wrong_type(key, value.span(), "a list of texts", other);
                Vec::new()
            }
        }
    }

    pub fn date(&self, key: &str) -> Option<Date> {
        let value = self.get(key)?;
        date_of(self.file, key, value)
    }

    pub fn required_date(&self, key: &str) -> Option<Date> {
        if self.get(key).is_none() {
            self.problem(self.at(), format!("missing key `{key}`"), &format!("add `{key} = YYYY-MM-DD`"));
        }
        self.date(key)
    }

    /// A day, or a table with `earliest` and `latest`.
    pub fn day_span(&self, key: &str) -> Option<(DaySpan, Range<usize>)> {
        let value = self.get(key)?;
        let at = value.span();
        if value.get_ref().is_table() {
            let table = self.inner(value)?;
            let span = (table.required_date("earliest"), table.required_date("latest"));
            table.finish();
            let (Some(earliest), Some(latest)) = span else {
                return None;
            };
            if latest < earliest {
                self.problem(at.clone(), "the span ends before it begins", "put the earlier day first");
                return None;
            }
            return Some((DaySpan { earliest, latest }, at));
        }
        date_of(self.file, key, value).map(|day| (DaySpan::on(day), at))
    }

    pub fn number(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        number_of(value).or_else(|| {
            self.wrong_type(key, value.span(), "a number", value.get_ref());
            None
        })
    }

    pub fn flag(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        value.get_ref().as_bool().or_else(|| {
            self.wrong_type(key, value.span(), "true or false", value.get_ref());
            None
        })
    }

    pub fn table(&self, key: &str) -> Option<Table<'a>> {
        let value = self.get(key)?;
        let table = self.inner(value);
        if table.is_none() {
            self.wrong_type(key, value.span(), "a table", value.get_ref());
        }
        table
    }

    /// A value as a table.
    pub fn inner(&self, value: Value<'a>) -> Option<Table<'a>> {
        value.get_ref().as_table().map(|map| Table {
            file: self.file,
            map,
            span: value.span(),
            asked: RefCell::default(),
        })
    }

    /// The tables of a list of tables.
    pub fn tables(&self, key: &str) -> Vec<Table<'a>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        match value.get_ref().as_array() {
            Some(list) => list.iter().filter_map(|item| self.inner(item)).collect(),
            None => {
                self.wrong_type(key, value.span(), "a list of tables", value.get_ref());
                Vec::new()
            }
        }
    }

    pub fn wrong_type(&self, key: &str, at: Range<usize>, wanted: &str, found: &DeValue<'_>) {
        let message = format!("`{key}` must be {wanted}, found {}", found.type_str());
        self.problem(at, message, &format!("write {wanted}"));
    }
}

pub(crate) fn text_of(file: File<'_>, key: &str, value: Value<'_>) -> Option<Placed> {
    match value.get_ref().as_str() {
        Some(text) => Some(Placed { text: Name::from(text), at: value.span() }),
        None => {
            let found = value.get_ref().type_str();
            let message = format!("`{key}` must be text, found {found}");
            file.problem(value.span(), message, Some("write it in quotes".to_owned()));
            None
        }
    }
}

pub(crate) fn number_of(value: Value<'_>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Integer(integer) => {
            i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix())
                .ok()
                // Figures of chips and law are far below 2^53, where every integer is exact.
                .map(|number| number as f64)
        }
        DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

pub(crate) fn date_of(file: File<'_>, key: &str, value: Value<'_>) -> Option<Date> {
    let found = value.get_ref().as_datetime().and_then(|datetime| datetime.date);
    let day = found.and_then(|day| {
        Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?)
            .ok()
    });
    if day.is_none() {
        let message = format!("`{key}` must be a date that exists");
        file.problem(value.span(), message, Some("write YYYY-MM-DD without quotes".to_owned()));
    }
    day
}
