//! Numbers that neither month nor draw changes.

use super::classes::{Classes, DOMESTIC_OTHER, RENTED};
use super::series::Tables;

/// Numbers that no draw changes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is a row of the forcing tables, which says what it is")]
pub struct Constants {
    pub quality_clip: f64,
    pub sigma_time: f64,
    pub sigma_base: f64,
    pub smuggle_max_row: f64,
    pub premium_cut: f64,
    pub premium_step: f64,
    pub premium_cap: f64,
    pub premium_before: f64,
    pub gate_slope: f64,
    pub gate_reference: f64,
    pub gate_unmet: f64,
    pub gate_most: f64,
    /// Share of wanted imports let in at each step of the Chinese gate, from free to closed.
    pub gate_levels: [f64; 4],
    /// What the cap of the rules comes to, thousand units per month.
    pub cap_units: f64,
    /// TPP and memory bandwidth (GB/s) of an H100.
    pub f_tpp: f64,
    pub b_gb: f64,
    pub offshore_price: f64,
    pub offshore_training: f64,
    pub enforcement_reference: f64,
    pub invest_cover: f64,
    pub china_longer: f64,
    pub points: f64,
    pub gross_dies: f64,
    pub cum_wafers0: f64,
    pub stacks_other: f64,
    pub algo_before: f64,
    pub hbm_gb_per_package: f64,
    pub offer_flagship: f64,
    pub rented_f: f64,
    pub rented_b: f64,
    pub redesign_per_wafer: f64,
    pub package_reference: f64,
    pub cadence_reference: f64,
    pub sigma_least: f64,
    pub sigma_most: f64,
    pub cover_least: f64,
    pub cover_most: f64,
    pub invest_least: f64,
    pub invest_most: f64,
    pub displaced_most: f64,
    pub amd_f_per_card: f64,
    pub quality_b0: f64,
    pub press_scale: f64,
    /// FLOP in a year of a thousand H100e in training, 16 bit.
    pub flop_per_year: f64,
}

/// Of 365.25 days.
const SECONDS_IN_A_YEAR: f64 = 31_557_600.0;

pub(super) fn constants(tables: &mut Tables<'_>, classes: &Classes<'_>) -> Constants {
    let stacks = tables.constant(&classes.series(classes.newest(), "stacks"));
    let gb = tables.constant("hbm.gb_per_stack");
    let stacks_other = tables.constant(&classes.series(classes.first(DOMESTIC_OTHER), "stacks"));
    let rented = classes.figures(classes.first(RENTED));
    let mut of = |id: &str| tables.constant(id);
    Constants {
        quality_clip: of("quality.clip"),
        sigma_time: of("sigma.time"),
        sigma_base: of("sigma.base"),
        smuggle_max_row: of("smuggle.max_row"),
        premium_cut: of("premium.cut"),
        premium_step: of("premium.step"),
        premium_cap: of("premium.cap"),
        premium_before: of("premium.before"),
        gate_slope: of("gate.slope"),
        gate_reference: of("gate.reference"),
        gate_unmet: of("gate.unmet"),
        gate_most: of("gate.most"),
        gate_levels: ["free", "discouraged", "approval", "closed"]
            .map(|step| of(&format!("gate.level.{step}"))),
        cap_units: of("cap.units"),
        f_tpp: of("unit.F_tpp"),
        b_gb: of("unit.B_gb_per_s"),
        offshore_price: of("offshore.price"),
        offshore_training: of("offshore.training"),
        enforcement_reference: of("enforcement.reference"),
        invest_cover: of("invest.cover"),
        china_longer: of("china.longer"),
        points: of("capability.points"),
        gross_dies: of("dom.gross_dies"),
        cum_wafers0: of("dom.cum_wafers"),
        stacks_other,
        algo_before: of("algo.growth_before"),
        hbm_gb_per_package: stacks * gb,
        offer_flagship: of("offer.flagship"),
        rented_f: rented.f,
        rented_b: rented.b,
        redesign_per_wafer: of("redesign.per_wafer"),
        package_reference: of("dom.package_reference"),
        cadence_reference: of("dom.cadence_reference"),
        sigma_least: of("sigma.least"),
        sigma_most: of("sigma.most"),
        cover_least: of("invest.cover_least"),
        cover_most: of("invest.cover_most"),
        invest_least: of("invest.least"),
        invest_most: of("invest.most"),
        displaced_most: of("us.displaced_most"),
        amd_f_per_card: of("amd.f_per_card"),
        quality_b0: of("quality.b0"),
        press_scale: of("smuggle.press_scale"),
        flop_per_year: of("unit.h100_flop_per_s") * SECONDS_IN_A_YEAR * 1e3,
    }
}
