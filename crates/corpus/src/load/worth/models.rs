//! `worth/models/<id>.toml`.

use super::{Known, amount, count, plain_text, word};
use crate::folders;
use crate::load::Reading;
use crate::toml_reader::Table;
use chipgate_base::Name;
use chipgate_worth::model::{Attention, Experts, Model};

pub(super) fn read(reading: &Reading<'_>, known: &Known<'_>) -> Vec<Model> {
    let files = reading.files(folders::MODELS, ".toml").into_iter();
    let mut models: Vec<Model> =
        files.filter_map(|file| Table::read(file, |root| model(root, known, true))).collect();
    models.sort_by(|a, b| a.id.cmp(&b.id));
    models
}

/// A model table; `sourced` asks for its sources.
pub(super) fn model(table: &Table<'_>, known: &Known<'_>, sourced: bool) -> Model {
    let parameters = amount(table, "parameters", 0.0, None);
    let model = Model {
        id: table.required_text("id").text,
        name: plain_text(table, "name"),
        aliases: table.texts("aliases").into_iter().map(|alias| alias.text).collect(),
        parameters,
        active_parameters: amount(table, "active_parameters", 0.0, Some(parameters)),
        layers: count(table, "layers", 1, None),
        width: count(table, "width", 1, None),
        query_heads: count(table, "query_heads", 1, None),
        attention: table.table("attention").map_or_else(|| missing(table), |inner| attention(&inner)),
        ffn_width: count(table, "ffn_width", 1, None),
        gated: table.flag("gated").unwrap_or(true),
        experts: table.table("experts").map(|inner| experts(&inner)),
        sources: if sourced {
            known.sources(table)
        } else {
            table.texts("sources").into_iter().map(|id| id.text).collect()
        },
        confidence: if sourced {
            word(table, "confidence", &["high", "medium", "low"]).text
        } else {
            plain_text(table, "confidence")
        },
        note: plain_text(table, "note"),
    };
    for fault in model.faults() {
        let key = fault.key.rsplit('.').next().unwrap_or(fault.key);
        let inner = table
            .table("attention")
            .and_then(|inner| inner.get(key))
            .or_else(|| table.table("experts").and_then(|inner| inner.get(key)));
        let at = inner.or_else(|| table.get(key)).map_or(table.at(), |value| value.span());
        table.problem(at, fault.message, &fault.help);
    }
    model
}

fn missing(table: &Table<'_>) -> Attention {
    table.problem(
        table.at(),
        "missing table `attention`",
        "add `[attention]` with `kind = \"grouped\"`, `kv_heads` and `head_size`",
    );
    Attention::Grouped { kv_heads: 1, head_size: 1 }
}

fn attention(table: &Table<'_>) -> Attention {
    let kind = word(table, "kind", &["grouped", "latent"]);
    let of = |key: &str| count(table, key, 1, None);
    let found = if kind.text == Name::from("latent") {
        Attention::Latent {
            latent: of("latent"),
            rope: of("rope"),
            head_size: of("head_size"),
            value_size: of("value_size"),
            query_latent: of("query_latent"),
        }
    } else {
        Attention::Grouped { kv_heads: of("kv_heads"), head_size: of("head_size") }
    };
    table.finish();
    found
}

fn experts(table: &Table<'_>) -> Experts {
    let found = Experts {
        count: count(table, "count", 1, None),
        top_k: count(table, "top_k", 1, None),
        shared: count(table, "shared", 0, Some(0)),
        width: count(table, "width", 1, None),
        layers: count(table, "layers", 1, None),
        node_limit: table.get("node_limit").map(|_| count(table, "node_limit", 1, None)),
    };
    table.finish();
    found
}
