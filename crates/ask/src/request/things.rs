//! The item and the parties of a request.

use super::Places;
use super::words::{Entry, Problems, each, problem, table, text, unknown_key};
use crate::part::Part;
use crate::question::{Inside, ItemSpec, PartySpec, ROLES};
use chipgate_base::near::did_you_mean;
use chipgate_base::tree::{Node, Tree};

/// Reads an item, whose words are parts of `at`.
pub(super) fn item(tree: &Tree, at: &Part, places: &mut Places) -> Result<ItemSpec, Problems> {
    let entries = table(tree, "an item is a table of keys", "write `kind = \"chip\"` and so on")?;
    let mut item = ItemSpec::default();
    each(entries, |key, _, value| {
        let part = at.join(key);
        match key {
            "kind" => item.kind = places.text(key, part, value)?,
            "name" => item.name = places.text(key, part, value)?,
            "stated_eccn" => item.stated_eccn = places.text(key, part, value)?,
            "designer" => item.designer = places.text(key, part, value)?,
            "contains" => item.contains = contents(value, &part, places)?,
            name => {
                let given = places.given(name, part, value)?;
                item.facts.insert(name.to_owned(), given);
            }
        }
        Ok(())
    })?;
    Ok(item)
}

fn contents(value: &Tree, at: &Part, places: &mut Places) -> Result<Vec<(Inside, u32)>, Problems> {
    let Node::List(list) = &value.node else {
        return Err(vec![problem(&value.at, "`contains` is a list of tables", "write `[[contains]]`")]);
    };
    list.iter().enumerate().map(|(place, tree)| inside(tree, &at.join(place), places)).collect()
}

fn inside(tree: &Tree, at: &Part, places: &mut Places) -> Result<(Inside, u32), Problems> {
    let entries = table(tree, "contents are tables", "write `[[contains]]` with `chip` and `count`")?;
    let of = |name: &str| entries.iter().find(|(key, ..)| key == name).map(|(.., value)| value);
    let count = of("count").map_or(Ok(1), whole)?;
    let chip = of("chip").map(|value| places.text("chip", at.join("chip"), value)).transpose()?.flatten();
    let rest = || entries.iter().filter(|(key, ..)| key != "chip" && key != "count");
    match (chip, rest().next()) {
        (Some(_), Some((key, at, _))) => Err(vec![unknown_key(key, at, ["chip", "count"].into_iter())]),
        (Some(chip), None) => Ok((Inside::Chip(chip), count)),
        (None, _) => {
            let rest = Tree { at: tree.at.clone(), node: Node::Table(rest().cloned().collect()) };
            Ok((Inside::Spec(Box::new(item(&rest, at, places)?)), count))
        }
    }
}

fn whole(value: &Tree) -> Result<u32, Problems> {
    match value.node {
        // The range is checked, so the cast keeps the whole number.
        Node::Number(number) if number.fract() == 0.0 && (1.0..1e9).contains(&number) => Ok(number as u32),
        _ => Err(vec![problem(&value.at, "`count` must be a whole number from 1", "write how many")]),
    }
}

const PARTY_KEYS: [&str; 6] =
    ["role", "name", "country", "headquarters", "ultimate_parent", "ultimate_parent_headquarters"];

pub(super) fn party(tree: &Tree, places: &mut Places) -> Result<(String, PartySpec), Problems> {
    let entries = table(tree, "a party is a table", "write `[[party]]` with `role` and `name`")?;
    let role = role(tree, entries)?;
    let mut spec = PartySpec::default();
    for (key, at, value) in entries.iter().filter(|(key, ..)| key != "role") {
        let Some(slot) = spec.word_mut(key) else {
            return Err(vec![unknown_key(key, at, PARTY_KEYS.into_iter())]);
        };
        *slot = places.text(key, Part::of_party(&role, key), value)?;
    }
    Ok((role, spec))
}

fn role(tree: &Tree, entries: &[Entry]) -> Result<String, Problems> {
    let Some((key, _, value)) = entries.iter().find(|(key, ..)| key == "role") else {
        let help = "add purchaser, intermediate, consignee or end_user";
        return Err(vec![problem(&tree.at, "the party has no `role`", help)]);
    };
    let role = text(key, value).map_err(|problem| vec![problem])?;
    if ROLES.contains(&role.as_str()) {
        return Ok(role);
    }
    let help = did_you_mean(&role, ROLES.into_iter())
        .unwrap_or_else(|| "write purchaser, intermediate, consignee or end_user".to_owned());
    Err(vec![problem(&value.at, &format!("unknown role `{role}`"), &help)])
}
