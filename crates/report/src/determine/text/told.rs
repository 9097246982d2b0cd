//! What was assumed, and which gaps could touch the answer.

use super::facts::Speaker;
use super::{gate_heading, line};
use chipgate_ask::determination::{AFTER_HORIZON, Determination};
use chipgate_base::Name;
use chipgate_show::words::Words;

pub(super) fn assumed(out: &mut String, found: &Determination, to: &Speaker<'_>) {
    let asked = &found.asked;
    if asked.assumed.is_empty() && asked.mapped.is_empty() {
        return;
    }
    out.push('\n');
    line(out, 0, to.words.get("assumed_title"));
    for assumed in &asked.assumed {
        let why = to.words.code("why", assumed.why);
        let text = format!("{} = {}", assumed_fact(&assumed.fact, to), assumed.value);
        line(out, 1, &to.noted(&text, &why));
    }
    for (given, read) in &asked.mapped {
        line(out, 1, &format!("{} → {}", to.place(given), to.place(read)));
    }
}

/// A fact, or a role that was taken from another one.
fn assumed_fact(name: &Name, to: &Speaker<'_>) -> String {
    let role = format!("role_{name}");
    if to.words.has(&role) { format!("{} [{name}]", to.words.get(&role)) } else { to.fact(name) }
}

/// Gaps that several gates have are named once; that the day lies after the sources stands in the first lines.
pub(super) fn caveats(out: &mut String, found: &Determination, to: &Speaker<'_>) {
    let mut told: Vec<&Name> = Vec::new();
    for (gate, report) in found.gates.iter() {
        let keys = report.caveats.iter().filter(|key| &***key != AFTER_HORIZON && !told.contains(key));
        let keys: Vec<&Name> = keys.collect();
        if told.is_empty() && !keys.is_empty() {
            out.push('\n');
            line(out, 0, to.words.get("caveats_title"));
        }
        if !keys.is_empty() {
            line(out, 1, &gate_heading(gate, to));
        }
        keys.iter().for_each(|key| caveat(out, key, found, to.words));
        told.extend(keys);
    }
}

fn caveat(out: &mut String, key: &str, found: &Determination, words: &Words) {
    line(out, 2, words.get(&format!("caveat_{key}")));
    if key == "implausible_figure" {
        implausible(out, found);
    }
}

/// The figures that may be slips of unit, each with its bounds.
fn implausible(out: &mut String, found: &Determination) {
    for odd in &found.asked.implausible {
        line(out, 3, &format!("{} = {} ({})", odd.fact, odd.value, odd.bounds));
    }
}
