//! A question in the form of a request file, so that it can be recorded and asked again.

use crate::question::{Given, Inside, ItemSpec, PartySpec, Question};
use serde_json::{Map, Value, json};

impl Question {
    /// The question as the JSON of a request file. Reading it again gives the same question.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut out = Map::new();
        let mut put = |key: &str, word: &Option<String>| {
            if let Some(word) = word {
                out.insert(key.to_owned(), json!(word));
            }
        };
        put("chip", &self.chip);
        put("kind", &self.kind);
        put("from", &self.from);
        put("to", &self.to);
        put("exporter", &self.exporter);
        put("lens", &self.lens);
        if let Some(item) = &self.item {
            out.insert("item".to_owned(), item.to_json());
        }
        for (key, day) in [("as_of", &self.as_of), ("known_on", &self.known_on)] {
            if let Some(day) = day {
                out.insert(key.to_owned(), json!(day.to_string()));
            }
        }
        if self.strict {
            out.insert("strict".to_owned(), json!(true));
        }
        if !self.overrides.is_empty() {
            out.insert("override".to_owned(), json!(self.overrides));
        }
        let facts: Map<String, Value> =
            self.facts.iter().map(|(name, value)| (name.clone(), given(value))).collect();
        out.insert("facts".to_owned(), Value::Object(facts));
        out.insert(
            "party".to_owned(),
            Value::Array(self.parties.iter().map(|(role, spec)| party(role, spec)).collect()),
        );
        Value::Object(out)
    }
}

impl ItemSpec {
    fn to_json(&self) -> Value {
        let mut out: Map<String, Value> =
            self.facts.iter().map(|(name, value)| (name.clone(), given(value))).collect();
        let words = [("kind", &self.kind), ("stated_eccn", &self.stated_eccn), ("designer", &self.designer)];
        for (key, word) in words {
            if let Some(word) = word {
                out.insert(key.to_owned(), json!(word));
            }
        }
        if let Some(name) = &self.name {
            out.insert("name".to_owned(), json!(name));
        }
        if !self.contains.is_empty() {
            out.insert("contains".to_owned(), Value::Array(self.contains.iter().map(inside).collect()));
        }
        Value::Object(out)
    }
}

fn inside((inside, count): &(Inside, u32)) -> Value {
    match inside {
        Inside::Chip(chip) => json!({ "chip": chip, "count": count }),
        Inside::Spec(spec) => {
            let mut value = spec.to_json();
            if let Some(object) = value.as_object_mut() {
                object.insert("count".to_owned(), json!(count));
            }
            value
        }
    }
}

fn party(role: &str, spec: &PartySpec) -> Value {
    let mut out = Map::new();
    out.insert("role".to_owned(), json!(role));
    for (key, word) in spec.words() {
        if let Some(word) = word {
            out.insert(key.to_owned(), json!(word));
        }
    }
    Value::Object(out)
}

fn given(given: &Given) -> Value {
    match given {
        Given::Text(text) => json!(text),
        Given::Number(number) => json!(number),
        // JSON has no number without end.
        Given::Range(low, high) if high.is_infinite() => json!(format!("{low}..{}", crate::number::NO_END)),
        Given::Range(low, high) => json!([low, high]),
        Given::YesNo(is) => json!(is),
        Given::Date(day) => json!(day.to_string()),
        Given::Words(words) => json!(words),
    }
}
