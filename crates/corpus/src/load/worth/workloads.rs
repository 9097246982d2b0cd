//! `worth/workloads/<id>.toml`.

use super::{Known, amount, count, optional, plain_text, word};
use crate::folders;
use crate::load::{Reading, unknown_id};
use crate::toml_reader::Table;
use chipgate_base::Name;
use chipgate_base::text::Text;
use chipgate_worth::cluster::Cluster;
use chipgate_worth::model::{Model, nearest_divisor};
use chipgate_worth::numbers::Numbers;
use chipgate_worth::serving::Split;
use chipgate_worth::workload::{Workload, WorkloadKind};

/// What a workload may name.
pub(super) struct Names<'n> {
    pub models: &'n [Model],
    pub clusters: &'n [Cluster],
}

pub(super) fn read(reading: &Reading<'_>, known: &Known<'_>, names: &Names<'_>) -> Vec<Workload> {
    let files = reading.files(folders::WORKLOADS, ".toml").into_iter();
    let mut all: Vec<Workload> = files
        .filter_map(|file| Table::read(file, |root| workload(root, known, names, true)).flatten())
        .collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// A workload; `sourced` asks for its sources. `None` where its kind or model is not known.
pub(super) fn workload(
    table: &Table<'_>,
    known: &Known<'_>,
    names: &Names<'_>,
    sourced: bool,
) -> Option<Workload> {
    let words = WorkloadKind::ALL.map(WorkloadKind::word);
    let kind = word(table, "kind", &words);
    let kind = WorkloadKind::ALL.into_iter().find(|other| other.word() == &*kind.text);
    let model = table.required_text("model");
    let found = names.models.iter().find(|other| other.id == model.text);
    if found.is_none() {
        unknown_id(
            table.file,
            model.at.clone(),
            "model",
            &model.text,
            names.models.iter().map(|model| &*model.id),
        );
    }
    let split = table.table("split").map(|inner| split(&inner, found));
    let workload = Workload {
        id: table.required_text("id").text,
        title: title(table),
        kind: kind.unwrap_or(WorkloadKind::Serving),
        model: model.text,
        numbers: numbers(table),
        input_tokens: amount(table, "input_tokens", 1.0, None),
        output_tokens: amount(table, "output_tokens", 0.0, Some(0.0)),
        varied: table.flag("varied").unwrap_or(false),
        drafts: count(table, "drafts", 0, Some(0)),
        cached: share(table, "cached"),
        token_limit_ms: optional(table, "token_limit_ms", 0.001),
        chips: count(table, "chips", 1, None),
        requests_per_chip: optional(table, "requests_per_chip", 0.001),
        split,
        training_tokens: amount(table, "training_tokens", 1.0, Some(1e12)),
        sequences_per_step: optional(table, "sequences_per_step", 1.0),
        low_rank: table.flag("low_rank").unwrap_or(false),
        user_tokens_per_s: amount(table, "user_tokens_per_s", 0.001, Some(20.0)),
        cluster: cluster(table, names),
        sources: if sourced {
            known.sources(table)
        } else {
            table.texts("sources").into_iter().map(|id| id.text).collect()
        },
        note: plain_text(table, "note"),
    };
    let writes = matches!(workload.kind, WorkloadKind::Decode | WorkloadKind::Serving);
    if writes && workload.output_tokens <= 0.0 {
        table.problem(
            table.at(),
            "a workload that writes needs `output_tokens` above 0",
            "add `output_tokens = 1000`",
        );
    }
    (kind.is_some() && found.is_some()).then_some(workload)
}

/// A file of a user may leave the title out.
fn title(table: &Table<'_>) -> Text {
    if table.get("title").is_some() { table.title() } else { Text::from(Name::from("")) }
}

fn cluster(table: &Table<'_>, names: &Names<'_>) -> Option<Name> {
    let named = table.text("cluster")?;
    if !names.clusters.iter().any(|cluster| cluster.id == named.text) {
        unknown_id(
            table.file,
            named.at,
            "machine",
            &named.text,
            names.clusters.iter().map(|cluster| &*cluster.id),
        );
    }
    Some(named.text)
}

fn numbers(table: &Table<'_>) -> Vec<Numbers> {
    let words = table.texts("precision");
    if words.is_empty() {
        table.problem(
            table.at(),
            "no number format is given",
            "add `precision = [\"fp8\", \"bf16\"]`, the best first",
        );
    }
    let read = |word: &crate::toml_reader::Placed| {
        let found = Numbers::parse(&word.text);
        if found.is_none() {
            table.problem(
                word.at.clone(),
                format!("unknown number format `{}`", word.text),
                "write fp4, fp8, int8 or bf16, or two of them as weights/attention",
            );
        }
        found
    };
    words.iter().filter_map(read).collect()
}

fn share(table: &Table<'_>, key: &str) -> f64 {
    let found = amount(table, key, 0.0, Some(0.0));
    if found < 1.0 {
        return found;
    }
    let at = table.get(key).map_or(table.at(), |value| value.span());
    table.problem(
        at,
        format!("`{key}` is {found}, but nothing would be left to read"),
        "write a share below 1",
    );
    0.0
}

/// Degrees that divide the heads of the model.
fn split(table: &Table<'_>, model: Option<&Model>) -> Split {
    let found = Split {
        tensor: count(table, "tensor", 1, Some(1)),
        pipeline: count(table, "pipeline", 1, Some(1)),
        expert: count(table, "expert", 1, Some(1)),
    };
    table.finish();
    if let Some(model) = model.filter(|model| !model.divides(found.tensor)) {
        let at = table.get("tensor").map_or(table.at(), |value| value.span());
        let near = nearest_divisor(model.query_heads, found.tensor);
        let message = format!(
            "{} heads of `{}` do not divide among {} chips",
            model.query_heads, model.id, found.tensor
        );
        table.problem(at, message, &format!("nearest change: a tensor degree of {near}"));
    }
    found
}
