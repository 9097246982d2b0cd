//! `worth/assumptions.toml` and `worth/fit.toml`.

use super::{Known, amount};
use crate::folders;
use crate::load::Reading;
use crate::toml_reader::{Table, number_of};
use chipgate_base::Name;
use chipgate_worth::assume::{Assumptions, Efficiencies, Fit, PhaseFit, StackFactor, Told};
use chipgate_worth::units::Seconds;

pub(super) fn read(reading: &Reading<'_>, known: &Known<'_>) -> Assumptions {
    let file = reading.file(folders::WORTH_ASSUMPTIONS);
    let told = file.and_then(|file| Table::read(file, |root| list(root, known))).unwrap_or_default();
    let of = |key: &str| match told.iter().find(|one| &*one.key == key) {
        Some(one) => one.number,
        None => {
            if let Some(file) = file {
                file.problem(
                    0..0,
                    format!("there is no assumption `{key}`"),
                    Some(format!("add an [[assumption]] with `key = \"{key}\"`")),
                );
            }
            1.0
        }
    };
    Assumptions {
        link_share: of("link_share"),
        memory_share: of("memory_share"),
        launch: Seconds(of("launch_ms") / 1e3),
        hop: Seconds(of("hop_us") / 1e6),
        most_requests: of("most_requests"),
        prefill_tokens: of("prefill_tokens"),
        draft_acceptance: of("draft_acceptance"),
        virtual_stages: of("virtual_stages"),
        step_tokens: of("step_tokens"),
        lora_tokens: of("lora_tokens"),
        state_bytes: of("state_bytes"),
        optimizer_bytes: of("optimizer_bytes"),
        mtbf_chip_hours: of("mtbf_chip_hours"),
        checkpoint: Seconds(of("checkpoint_s")),
        restart: Seconds(of("restart_s")),
        power_overhead: of("power_overhead"),
        usd_per_kwh: of("usd_per_kwh"),
        lifetime_years: of("lifetime_years"),
        system_price_factor: of("system_price_factor"),
        told,
    }
}

fn list(root: &Table<'_>, known: &Known<'_>) -> Vec<Told> {
    let tables = root.tables("assumption");
    let read = |table: &Table<'_>| {
        let told = Told {
            key: table.required_text("key").text,
            number: amount(table, "number", 0.0, None),
            unit: table.required_text("unit").text,
            meaning: table.required_text("meaning").text,
            sources: known.sources(table),
        };
        table.finish();
        told
    };
    tables.iter().map(read).collect()
}

pub(super) fn fit(reading: &Reading<'_>) -> Fit {
    let file = reading.file(folders::WORTH_FIT);
    file.and_then(|file| Table::read(file, of_file)).unwrap_or_else(|| Fit {
        serving: unfitted(),
        training: unfitted(),
        stacks: Vec::new(),
    })
}

fn unfitted() -> PhaseFit {
    PhaseFit {
        efficiencies: Efficiencies::IDEAL,
        points: Vec::new(),
        residuals: Vec::new(),
        method: Name::from(""),
    }
}

fn of_file(root: &Table<'_>) -> Fit {
    let phase = |key: &str, third: &str| root.table(key).map_or_else(unfitted, |table| phase(&table, third));
    let stack = |table: &Table<'_>| {
        let factor = StackFactor {
            group: table.required_text("group").text,
            stack: table.required_text("stack").text,
            factor: amount(table, "factor", 0.0, None),
            points: super::count(table, "points", 1, None) as usize,
        };
        table.finish();
        factor
    };
    Fit {
        serving: phase("serving", "balance"),
        training: phase("training", "exposed"),
        stacks: root.tables("stack").iter().map(stack).collect(),
    }
}

fn phase(table: &Table<'_>, third: &str) -> PhaseFit {
    let share = |key: &str| {
        let found = amount(table, key, 0.01, None);
        if found > 1.0 {
            let at = table.get(key).map_or(table.at(), |value| value.span());
            table.problem(
                at,
                format!("`{key}` is {found}: no machine is faster than its peak"),
                "write a share of at most 1",
            );
        }
        found
    };
    let efficiencies =
        Efficiencies { arithmetic: share("arithmetic"), memory: share("memory"), third: share(third) };
    let residuals = table.get("residuals").and_then(|value| value.get_ref().as_array());
    let found = PhaseFit {
        efficiencies,
        points: table.texts("points").into_iter().map(|id| id.text).collect(),
        residuals: residuals.map_or(Vec::new(), |list| list.iter().filter_map(number_of).collect()),
        method: table.required_text("method").text,
    };
    if found.points.len() != found.residuals.len() {
        table.problem(
            table.at(),
            "points and residuals differ in number",
            "make the file again with `chipgate worth fit`",
        );
    }
    table.finish();
    found
}
