//! Predicted against measured.

use super::figures::short;
use super::page;
use super::page::{axis, mark};
use chipgate_show::Words;
use chipgate_show::draw::Frame;
use chipgate_show::draw::axis::crossed;
use chipgate_show::table::{Cell, Column, Table, figure, list, number, text as word, yes_no};
use chipgate_show::words::number::{exactly, signed};
use chipgate_worth::assume::Fit;
use chipgate_worth::points::{Group, Point};
use chipgate_worth::validate::{
    CHIPS_FOR_ORDER, Checked, SERVING_LIMITS, Summary, TAU_LIMIT, TRAINING_LIMITS, Validation,
};
use maud::{Markup, html};
use serde_json::{Map, Value, json};

const COLUMNS: [Column; 17] = [
    word("id"),
    word("phase"),
    word("chip"),
    number("chips"),
    word("model"),
    word("metric"),
    word("unit"),
    figure("measured"),
    figure("predicted"),
    figure("ln_error"),
    figure("ln_error_with_stack"),
    word("binding"),
    figure("share_of_bound"),
    yes_no("counted"),
    word("stack"),
    list("assumed"),
    word("not_predicted"),
];

/// Every point with predicted, measured and error; unpredicted points with the reason under `not_predicted`.
#[must_use]
pub fn table(found: &Validation) -> Table {
    let mut table = Table::new(&COLUMNS);
    for one in &found.checked {
        table.push(row(one));
    }
    for (point, reason) in &found.left_out {
        table.push(left_out(point, reason));
    }
    table
}

fn row(one: &Checked) -> [Cell; 17] {
    let ready = &one.prepared;
    let point = &ready.point;
    [
        (&point.id).into(),
        (&point.phase).into(),
        ready.chip.to_string().into(),
        point.chips.into(),
        ready.model.to_string().into(),
        (&point.metric).into(),
        (&point.unit).into(),
        point.value.into(),
        ready.value(one.predicted).into(),
        one.ln_error.into(),
        one.ln_error_with_stack.into(),
        one.binding.into(),
        (one.predicted / one.bound).into(),
        ready.counted.into(),
        (&point.stack).into(),
        Cell::list(&ready.assumed),
        Cell::Missing,
    ]
}

fn left_out(point: &Point, reason: &str) -> [Cell; 17] {
    let none = || Cell::Missing;
    [
        (&point.id).into(),
        (&point.phase).into(),
        (&point.chip).into(),
        point.chips.into(),
        (&point.model).into(),
        (&point.metric).into(),
        (&point.unit).into(),
        point.value.into(),
        none(),
        none(),
        none(),
        none(),
        none(),
        false.into(),
        (&point.stack).into(),
        none(),
        reason.into(),
    ]
}

/// Whether a group meets its thresholds.
fn met(group: Group, summary: &Summary) -> bool {
    let (median, p90) = limits(group);
    summary.median <= median && summary.p90 <= p90
}

fn limits(group: Group) -> (f64, f64) {
    if group == Group::Serving { SERVING_LIMITS } else { TRAINING_LIMITS }
}

/// The whole validation as JSON.
#[must_use]
pub fn json(found: &Validation, fit: &Fit) -> Value {
    let mut summary = Map::new();
    for group in [Group::Serving, Group::Training] {
        let (Some(plain), Some(stacked)) = (found.summary(group), found.summary_with_stacks(group)) else {
            continue;
        };
        summary.insert(group.word().to_owned(), json!({
            "points": plain.points, "median_abs_ln_error": plain.median, "p90_abs_ln_error": plain.p90, "bias": plain.bias,
            "median_limit": limits(group).0, "p90_limit": limits(group).1, "met": met(group, &plain),
            "with_stack_factors": { "median_abs_ln_error": stacked.median, "p90_abs_ln_error": stacked.p90 },
        }));
    }
    let list = |summaries: Vec<Summary>| -> Value {
        summaries.iter().map(|one| json!({ "name": one.name, "points": one.points, "median_abs_ln_error": one.median, "p90_abs_ln_error": one.p90, "bias": one.bias })).collect()
    };
    json!({
        "schema": "chipgate.worth_validation/1",
        "summary": summary,
        "by_phase": list(found.by(|one| one.prepared.point.phase.to_string())),
        "by_chip": list(found.by(|one| one.prepared.chip.to_string())),
        "by_stack": list(found.by(stack_key)),
        "order": found.orders().iter().map(|order| json!({ "workload": order.workload, "chips": order.chips, "kendall_tau": order.tau, "kendall_tau_with_stack": order.tau_with_stack, "limit": TAU_LIMIT })).collect::<Vec<_>>(),
        "broken_bounds": found.broken_bounds().iter().map(|(id, which)| json!({ "id": &**id, "which": which })).collect::<Vec<_>>(),
        "fit": { "serving": efficiencies(fit, Group::Serving), "training": efficiencies(fit, Group::Training), "stacks": stacks(fit) },
        "points": table(found).json(),
    })
}

fn stack_key(one: &Checked) -> String {
    format!("{} {}", one.prepared.group.word(), one.prepared.point.stack)
}

fn efficiencies(fit: &Fit, group: Group) -> Value {
    let (phase, third) =
        if group == Group::Serving { (&fit.serving, "balance") } else { (&fit.training, "exposed") };
    let list = phase.efficiencies;
    json!({ "arithmetic": list.arithmetic, "memory": list.memory, third: list.third, "points": phase.points.len(), "method": &*phase.method })
}

fn stacks(fit: &Fit) -> Value {
    fit.stacks.iter().map(|one| json!({ "group": &*one.group, "stack": &*one.stack, "measured_over_predicted": one.factor, "points": one.points })).collect()
}

/// The validation for people.
#[must_use]
pub fn text(found: &Validation, fit: &Fit, words: &Words) -> String {
    let mut out = format!("{}\n\n", words.get("worth_validate_title"));
    for one in &found.checked {
        let ready = &one.prepared;
        let measured = ready.point.value.unwrap_or_default();
        let mark = if ready.counted { ' ' } else { '*' };
        out.push_str(&format!(
            "{mark} {:<12} {:<24} {:<16} {:>12} {:>12}  {}  {}\n",
            ready.point.id,
            ready.chip,
            ready.model,
            short(measured),
            short(ready.value(one.predicted)),
            signed(one.ln_error, 2),
            words.code("worth_bind", one.binding)
        ));
    }
    out.push_str(&format!("  {}\n", words.get("worth_legacy_mark")));
    for (point, reason) in &found.left_out {
        out.push_str(&format!("  {:<12} {}: {reason}\n", point.id, words.get("worth_not_predicted")));
    }
    out.push('\n');
    for line in verdicts(found, words) {
        out.push_str(&format!("{line}\n"));
    }
    for (title, list) in groups(found, words) {
        out.push_str(&format!("\n{title}\n"));
        for one in list {
            out.push_str(&format!(
                "  {:<34} {:>3}  {}  {}  {}\n",
                one.name,
                one.points,
                exactly(one.median, 3),
                exactly(one.p90, 3),
                signed(one.bias, 3)
            ));
        }
    }
    out.push_str(&format!("\n{}\n", words.get("worth_stack_title")));
    for one in &fit.stacks {
        out.push_str(&format!(
            "  {:<10} {:<20} ×{}  ({})\n",
            one.group,
            one.stack,
            exactly(one.factor, 2),
            one.points
        ));
    }
    out
}

fn groups(found: &Validation, words: &Words) -> Vec<(String, Vec<Summary>)> {
    let columns = words.get("worth_summary_columns");
    vec![
        (
            format!("{}  ({columns})", words.get("worth_by_phase")),
            found.by(|one| one.prepared.point.phase.to_string()),
        ),
        (
            format!("{}  ({columns})", words.get("worth_by_chip")),
            found.by(|one| one.prepared.chip.to_string()),
        ),
        (format!("{}  ({columns})", words.get("worth_by_stack")), found.by(stack_key)),
    ]
}

/// One line for each threshold: met or missed, and why.
fn verdicts(found: &Validation, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    for group in [Group::Serving, Group::Training] {
        let (Some(one), Some(stacked)) = (found.summary(group), found.summary_with_stacks(group)) else {
            continue;
        };
        let (median, p90) = limits(group);
        let name = words.code("worth_group", group.word());
        let state = words.get(if met(group, &one) { "worth_met" } else { "worth_missed" });
        let number = |value: f64| exactly(value, 3);
        lines.push(words.fill(
            "worth_verdict",
            &[
                ("group", &name),
                ("points", &one.points.to_string()),
                ("median", &number(one.median)),
                ("median_limit", &number(median)),
                ("p90", &number(one.p90)),
                ("p90_limit", &number(p90)),
                ("state", state),
                ("stack_median", &number(stacked.median)),
                ("stack_p90", &number(stacked.p90)),
            ],
        ));
    }
    for order in found.orders() {
        let state = words.get(if order.tau >= TAU_LIMIT { "worth_met" } else { "worth_missed" });
        lines.push(words.fill(
            "worth_order",
            &[
                ("workload", &order.workload),
                ("chips", &order.chips.to_string()),
                ("tau", &exactly(order.tau, 2)),
                ("state", state),
                ("stack_tau", &exactly(order.tau_with_stack, 2)),
            ],
        ));
    }
    if found.orders().iter().any(|order| order.tau < TAU_LIMIT) {
        lines.push(words.get("worth_order_why").to_owned());
    }
    let broken = found.broken_bounds();
    let ids: Vec<String> = broken.iter().map(|(id, which)| format!("{id} ({which})")).collect();
    let listed = if ids.is_empty() { "0".to_owned() } else { ids.join(", ") };
    lines.push(words.fill("worth_bounds", &[("broken", &listed)]));
    lines.push(words.fill("worth_orders_note", &[("chips", &CHIPS_FOR_ORDER.to_string())]));
    lines
}

/// The validation as a page with a chart of predicted over measured.
#[must_use]
pub fn page(found: &Validation, fit: &Fit, words: &Words, lang: &str) -> String {
    let title = words.get("worth_validate_title");
    let body = html! {
        p.guide { (words.get("worth_validate_guide")) }
        ul.facts { @for line in verdicts(found, words) { li { (line.trim()) } } }
        section {
            h2 { (words.get("worth_scatter_title")) }
            p.hint { (words.get("worth_scatter_hint")) }
            div.wide tabindex="0" role="region" aria-label=(words.get("worth_scatter_title")) { (scatter(found, words)) }
            (legend(found, words))
        }
        @for (title, list) in groups(found, words) {
            section { h2 { (title) } (summaries(&list, words)) }
        }
        section {
            h2 { (words.get("worth_stack_title")) }
            div.wide tabindex="0" { table { tbody { @for one in &fit.stacks { tr { td { (words.code("worth_group", &one.group)) } td { (one.stack) } td.number { "×" (exactly(one.factor, 2)) } td.number { (one.points) } } } } } }
        }
        section { h2 { (words.get("worth_points_title")) } (points(found, words)) }
    };
    page::page(title, lang, &body, words)
}

fn summaries(list: &[Summary], words: &Words) -> Markup {
    html! {
        div.wide tabindex="0" { table {
            thead { tr { th { (words.get("worth_col_name")) } th { (words.get("worth_col_points")) } th { (words.get("worth_col_median")) } th { (words.get("worth_col_p90")) } th { (words.get("worth_col_bias")) } } }
            tbody { @for one in list { tr {
                td { (one.name) } td.number { (one.points) } td.number { (exactly(one.median, 2)) } td.number { (exactly(one.p90, 2)) } td.number { (signed(one.bias, 2)) }
            } } }
        } }
    }
}

fn points(found: &Validation, words: &Words) -> Markup {
    html! {
        div.wide tabindex="0" { table {
            thead { tr { th { "id" } th { (words.get("worth_col_chip")) } th { (words.get("worth_col_model")) } th { (words.get("worth_col_metric")) } th { (words.get("worth_col_measured")) } th { (words.get("worth_col_predicted")) } th { "ln" } th { (words.get("worth_col_binding")) } th { (words.get("worth_col_assumed")) } } }
            tbody {
                @for one in &found.checked { tr {
                    td { (one.prepared.point.id) } td { (one.prepared.chip) } td { (one.prepared.model) } td { (one.prepared.point.metric) " (" (one.prepared.point.unit) ")" }
                    td.number { (short(one.prepared.point.value.unwrap_or_default())) } td.number { (short(one.prepared.value(one.predicted))) }
                    td.number { (signed(one.ln_error, 2)) } td { (words.code("worth_bind", one.binding)) } td { (one.prepared.assumed.join("; ")) }
                } }
                @for (point, reason) in &found.left_out { tr { td { (point.id) } td { (point.chip) } td { (point.model) } td { (point.metric) } td.number { (point.value.map_or(String::new(), short)) } td colspan="4" { (reason) } } }
            }
        } }
    }
}

fn mark_of(one: &Checked) -> &'static str {
    match (one.prepared.group, &*one.prepared.point.phase) {
        (Group::Training, _) => "training",
        (_, "prefill") => "prefill",
        (_, "decode") => "decode",
        _ => "serving",
    }
}

fn legend(found: &Validation, words: &Words) -> Markup {
    let kinds = ["serving", "prefill", "decode", "training"];
    html! { ul.legend { @for kind in kinds.into_iter().filter(|kind| found.checked.iter().any(|one| mark_of(one) == *kind)) {
        li { svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" { (mark(kind, (0.0, 0.0))) } " " (words.code("worth_kind", kind)) }
    } } }
}

const FRAME: Frame = Frame { size: (720.0, 560.0), left: 70.0, right: 690.0, top: 20.0, bottom: 500.0 };

/// Predicted over measured tokens a second and chip, on equal logarithmic axes.
fn scatter(found: &Validation, words: &Words) -> Markup {
    let rates = found.checked.iter().flat_map(|one| [one.predicted, one.prepared.measured]);
    let (low, high) =
        rates.fold((f64::INFINITY, 0.0_f64), |(low, high), rate| (low.min(rate), high.max(rate)));
    let ends = (low / 1.5, high * 1.5);
    let (x, y) = FRAME.logs(ends, ends);
    let line = |factor: f64| {
        let from = (x.beyond(ends.0), y.beyond(ends.0 * factor));
        format!("M{:.1} {:.1}L{:.1} {:.1}", from.0, from.1, x.beyond(ends.1), y.beyond(ends.1 * factor))
    };
    let names = (words.get("worth_col_measured_rate"), words.get("worth_col_predicted_rate"));
    html! {
        svg.chart viewBox=(FRAME.view()) role="img" aria-label=(words.get("worth_scatter_title")) {
            (crossed(&FRAME, &axis(x), &axis(y), names))
            clipPath id="plot" { rect x="70" y="20" width="620" height="480" {} }
            g clip-path="url(#plot)" {
                path.faint d=(line(1.822)) {} path.faint d=(line(1.0 / 1.822)) {} path.even d=(line(1.0)) {}
                @for one in &found.checked {
                    g { title { (one.prepared.point.id) " · " (one.prepared.chip) " · " (signed(one.ln_error, 2)) } (mark(mark_of(one), (x.beyond(one.prepared.measured), y.beyond(one.predicted)))) }
                }
            }
        }
    }
}
