//! The world: forcing by month, the same for every draw and policy.
//!
//! Units: thousand chips, thousand H100e (8-bit dense, or bandwidth), USD million, months.

mod series;

pub use series::Banded;

use crate::data::{RaceData, SEGMENTS};
use crate::time::{DOMESTIC_FROM, LEGAL_FROM, MONTHS, OUTPUT_KNOWN};
use series::{Tables, flow_then_path};
use std::collections::BTreeMap;

/// A class of chips.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// 8-bit dense rate, H100e per unit.
    pub f: f64,
    /// Memory bandwidth, H100e per unit.
    pub b: f64,
    /// FP4 rate, B300e per unit.
    pub fp4: f64,
    /// Packages per CoWoS wafer.
    pub per_wafer: f64,
    /// USD thousand per unit.
    pub price: f64,
    /// 1 where stock is written off when the Chinese market shuts.
    pub special: f64,
    /// 1 where the price falls with age from January 2026.
    pub ages: f64,
}

/// Options of a buyer, in the order of arrays.
pub const OPTIONS: [&str; 4] = ["legal", "smuggled", "domestic", "abroad"];

/// Numbers that no draw changes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
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

/// Forcing by month.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct World {
    pub constants: Constants,
    pub classes: BTreeMap<String, Class>,
    /// Known output of non-Chinese designs, thousand H100e per month on three rulers; zero from 2026 on.
    pub output: [Vec<f64>; 3],
    /// Known legal sales to China of NVIDIA's data-center classes on three rulers, in units and USD million.
    pub legal: [Vec<f64>; 3],
    pub legal_units: Vec<f64>,
    pub legal_usd: Vec<f64>,
    /// AMD's sales to China, thousand H100e.
    pub amd: Vec<f64>,
    /// Small cards, thousand.
    pub small: Vec<f64>,
    pub cowos: Banded,
    pub nv_share: Vec<f64>,
    /// Packages per wafer, and figures per wafer on three rulers, of the mix of NVIDIA's classes.
    pub packages: Vec<f64>,
    pub per_wafer: [Vec<f64>; 3],
    /// Figures of an average flagship unit on three rulers, its growth after 2028 at the central rate included.
    pub flagship: [Vec<f64>; 3],
    /// Output of other vendors over NVIDIA's, in F.
    pub other_ratio: Vec<f64>,
    pub other_b_per_f: f64,
    pub other_fp4_per_f: f64,
    /// Gigabytes of memory that NVIDIA's share of the market gives in a month, thousand.
    pub hbm_gb: Vec<f64>,
    pub n4_ceiling: Vec<f64>,
    pub power_ceiling: Vec<f64>,
    /// Part of what does not go to China that US companies own.
    pub us_share: Vec<f64>,
    pub price_per_f: Vec<f64>,
    pub offer: Banded,
    pub demand: Banded,
    pub w_inf: Banded,
    /// Given smuggled flow before 2024, thousand H100e per month.
    pub smuggled: Vec<f64>,
    pub smuggled_f_per_chip: Vec<f64>,
    pub smuggled_b_per_f: Vec<f64>,
    pub enforcement: Vec<f64>,
    /// Mean supply outside the US and China in the six months before mid-2024.
    pub row_reference: f64,
    pub huawei_given: Vec<f64>,
    pub other: Banded,
    pub wafers: Banded,
    pub inflow: Banded,
    pub memory: Banded,
    pub stacks_huawei: Vec<f64>,
    pub dies_huawei: Vec<f64>,
    pub packaging_cn: Vec<f64>,
    pub quality_f: Banded,
    pub quality_b: Vec<f64>,
    pub quality_fp4: Vec<f64>,
    /// Figures of an average unit of other Chinese vendors on three rulers.
    pub other_figures: [Vec<f64>; 3],
    pub price_domestic: Banded,
    pub offshore: Banded,
    pub risk: [[f64; 4]; 4],
    pub ruler: [f64; 4],
    pub share0: [f64; 4],
    pub premium0: f64,
    /// Stocks of January 2018 by region (us, row, cn) on two rulers.
    pub stock0: [[f64; 2]; 3],
    /// FP4 of that stock over its arithmetic, B300e per H100e.
    pub first_fp4: f64,
}

impl World {
    /// Reads the forcing tables.
    ///
    /// # Errors
    ///
    /// Returns the id of the first series that the equations need and the data lack.
    pub fn new(data: &RaceData) -> Result<World, String> {
        let mut tables = Tables { data, missing: None };
        let world = build(&mut tables);
        match tables.missing {
            None => Ok(world),
            Some(id) => Err(format!("the data lack the series `{id}`")),
        }
    }
}

const US_CLASSES: [&str; 5] = ["v100", "a100", "h100", "h20", "b200"];

fn build(tables: &mut Tables<'_>) -> World {
    let constants = constants(tables);
    let classes = classes(tables);
    let figures = |id: &str| classes.get(id).copied().unwrap_or(NO_CLASS);
    let output = output(tables, &figures);
    let (legal, legal_units, legal_usd) = legal(tables, &figures);
    let amd: Vec<f64> = tables.path("cn_legal_f.amd").iter().enumerate().map(known_output).collect();
    let rubin = tables.path("us_mix.rubin");
    let (blackwell, next) = (figures("b200"), figures("rubin"));
    let mixed = |of: fn(&Class) -> f64| -> Vec<f64> {
        rubin
            .iter()
            .map(|m| (1.0 - m) * blackwell.per_wafer * of(&blackwell) + m * next.per_wafer * of(&next))
            .collect()
    };
    let packages = mixed(|_| 1.0);
    let per_wafer = [mixed(|c| c.f), mixed(|c| c.b), mixed(|c| c.fp4)];
    let flagship = flagship(&rubin, tables.constant("us.figures_tail"), blackwell, next, &figures);
    let split = [tables.path("split.us"), tables.path("split.row")];
    let us_share: Vec<f64> = split[0].iter().zip(&split[1]).map(|(us, row)| us / (us + row)).collect();
    let hbm = tables.path("hbm.us_vendors");
    let share = tables.constant("hbm.nv_share");
    let tail = tables.constant("quality.tail");
    let grown = |mut path: Vec<f64>| {
        for (month, value) in path.iter_mut().enumerate() {
            *value *= tail.powf(years_after(month, 149));
        }
        path
    };
    let mut quality_f = tables.banded("cn_quality.F");
    for (month, mid) in quality_f.mid.iter_mut().enumerate() {
        *mid += tail.ln() * years_after(month, 149);
    }
    let quality_b = grown(tables.path("cn_quality.B"));
    let [before, after] = ["hw910c", "hw950"].map(|id| figures(id).fp4 / figures(id).f);
    let fp4 = |month: usize| before + (after - before) * years_after(month, FP4_FROM).min(1.0);
    let quality_fp4 = (0..MONTHS).map(|month| fp4(month) * quality_f.at(month, 0.0)).collect();
    let others = tables.path("cn_quality.other");
    let of_others = |figure: f64| -> Vec<f64> { others.iter().map(|growth| growth * figure).collect() };
    let other = figures("cnother");
    let first = figures("v100");
    let (f_per_chip, smuggled_units) = (tables.path("smuggled.F_per_chip"), tables.path("smuggled.units"));
    let smuggled = smuggled_units.iter().zip(&f_per_chip).map(|(units, f)| units * f).collect();
    let row = |month: usize| at(&output[0], month) - at(&legal[0], month) - at(&amd, month);
    let row_reference = (72..78).map(|month| row(month) * (1.0 - at(&us_share, month))).sum::<f64>() / 6.0;
    World {
        constants,
        output,
        legal,
        legal_units,
        legal_usd,
        amd,
        small: hold_after(tables.path("cn_legal.small"), OUTPUT_KNOWN),
        cowos: tables.banded("cowos.capacity"),
        nv_share: tables.path("cowos.nv_share"),
        packages,
        per_wafer,
        flagship,
        other_ratio: tables.path("us_mix.other_ratio"),
        other_b_per_f: tables.constant("other.B_per_F"),
        other_fp4_per_f: tables.constant("other.FP4_per_F"),
        hbm_gb: hbm.iter().map(|exabytes| exabytes * 1e6 / 12.0 * share).collect(),
        n4_ceiling: tables.path("ceiling.n4_F"),
        power_ceiling: tables.path("ceiling.power_F"),
        us_share,
        price_per_f: tables.path("price.per_F"),
        offer: tables.banded("cn_legal.offer"),
        demand: tables.banded("cn_demand"),
        w_inf: tables.banded("w_inf"),
        smuggled,
        smuggled_f_per_chip: f_per_chip,
        smuggled_b_per_f: tables.path("smuggled.B_per_F"),
        enforcement: enforcement(tables),
        row_reference,
        huawei_given: tables.path("cn_units.huawei"),
        other: flow_then_path(tables.data, "cn_units.other", OUTPUT_KNOWN),
        wafers: tables.banded("smic.wafers"),
        inflow: tables.banded("hbm.inflow"),
        memory: tables.banded("hbm.domestic"),
        stacks_huawei: tables.path("hbm.m_huawei"),
        dies_huawei: tables.path("dies.d_huawei"),
        packaging_cn: tables.path("packaging.domestic"),
        quality_f,
        quality_b,
        quality_fp4,
        other_figures: [of_others(other.f), of_others(other.b), of_others(other.fp4)],
        price_domestic: tables.banded("cn_price.domestic"),
        offshore: tables.banded("offshore.stock"),
        risk: SEGMENTS.map(|segment| {
            OPTIONS.map(|option| tables.constant(&format!("segment.{segment}.risk.{option}")))
        }),
        ruler: SEGMENTS.map(|segment| tables.constant(&format!("segment.{segment}.ruler_F_weight"))),
        share0: OPTIONS.map(|option| tables.constant(&format!("init.share.{option}"))),
        premium0: tables.constant("init.pi"),
        stock0: ["us", "row", "cn"]
            .map(|region| ["F", "B"].map(|ruler| tables.constant(&format!("init.{ruler}.{region}")))),
        first_fp4: first.fp4 / first.f,
        classes,
    }
}

/// March 2026, when the 950 begins to replace chips without FP4; it takes a year.
const FP4_FROM: usize = 98;

const NO_CLASS: Class =
    Class { f: 1.0, b: 1.0, fp4: 0.1, per_wafer: 29.0, price: 10.0, special: 0.0, ages: 0.0 };

pub(crate) fn at(list: &[f64], month: usize) -> f64 {
    list.get(month).copied().unwrap_or(f64::NAN)
}

fn known_output((month, value): (usize, &f64)) -> f64 {
    if month < OUTPUT_KNOWN { *value } else { 0.0 }
}

fn years_after(month: usize, from: usize) -> f64 {
    month.saturating_sub(from) as f64 / 12.0
}

fn hold_after(mut path: Vec<f64>, from: usize) -> Vec<f64> {
    let last = at(&path, from - 1);
    for value in path.iter_mut().skip(from) {
        *value = last;
    }
    path
}

/// Enforcement by month; 1 before the first dated case.
fn enforcement(tables: &mut Tables<'_>) -> Vec<f64> {
    tables.path("enforcement.E").into_iter().map(|value| if value > 0.0 { value } else { 1.0 }).collect()
}

fn classes(tables: &mut Tables<'_>) -> BTreeMap<String, Class> {
    let ids: Vec<String> = tables
        .data
        .forcing
        .iter()
        .filter_map(|row| row.series.strip_prefix("class.")?.strip_suffix(".F").map(str::to_owned))
        .collect();
    let read = |id: &String, tables: &mut Tables<'_>| {
        let mut figure = |name: &str| tables.constant(&format!("class.{id}.{name}"));
        let (f, b, fp4) = (figure("F"), figure("B"), figure("FP4"));
        let (per_wafer, price) = (figure("per_wafer"), figure("price"));
        let special = tables.constant_or(&format!("class.{id}.special"), 0.0);
        let ages = tables.constant_or(&format!("class.{id}.ages"), 0.0);
        Class { f, b, fp4, per_wafer, price, special, ages }
    };
    ids.iter().map(|id| (id.clone(), read(id, tables))).collect()
}

fn output(tables: &mut Tables<'_>, figures: &impl Fn(&str) -> Class) -> [Vec<f64>; 3] {
    let mut sums = [vec![0.0; MONTHS], vec![0.0; MONTHS], vec![0.0; MONTHS]];
    for id in US_CLASSES {
        let class = figures(id);
        let units = tables.path(&format!("us_output.{id}"));
        for (sum, figure) in sums.iter_mut().zip([class.f, class.b, class.fp4]) {
            for (sum, units) in sum.iter_mut().zip(&units) {
                *sum += units * figure;
            }
        }
    }
    let rates = [1.0, tables.constant("other.B_per_F"), tables.constant("other.FP4_per_F")];
    for maker in ["tpu", "amd", "trainium"] {
        let flow = tables.path(&format!("us_output_f.{maker}"));
        for (sum, rate) in sums.iter_mut().zip(rates) {
            for (sum, flow) in sum.iter_mut().zip(&flow) {
                *sum += flow * rate;
            }
        }
    }
    sums
}

type Legal = ([Vec<f64>; 3], Vec<f64>, Vec<f64>);

fn legal(tables: &mut Tables<'_>, figures: &impl Fn(&str) -> Class) -> Legal {
    let mut sums = [vec![0.0; MONTHS], vec![0.0; MONTHS], vec![0.0; MONTHS]];
    let (mut all, mut usd) = (vec![0.0; MONTHS], vec![0.0; MONTHS]);
    for id in ["v100", "a100", "h100", "h20"] {
        let class = figures(id);
        let units = tables.path_or_zero(&format!("cn_legal.{id}"));
        for (month, units) in units.iter().enumerate().take(LEGAL_FROM) {
            let add = |list: &mut Vec<f64>, figure: f64| {
                if let Some(sum) = list.get_mut(month) {
                    *sum += units * figure;
                }
            };
            for (sum, figure) in sums.iter_mut().zip([class.f, class.b, class.fp4]) {
                add(sum, figure);
            }
            add(&mut all, 1.0);
            add(&mut usd, class.price);
        }
    }
    (sums, all, usd)
}

/// Figures of an average flagship: the class of the time, mixed while one follows another.
fn flagship(
    rubin: &[f64],
    growth: f64,
    blackwell: Class,
    next: Class,
    figures: &impl Fn(&str) -> Class,
) -> [Vec<f64>; 3] {
    let of = |get: fn(&Class) -> f64| -> Vec<f64> {
        (0..MONTHS)
            .map(|month| match month {
                0..30 => get(&figures("v100")),
                30..56 => get(&figures("a100")),
                56..83 => get(&figures("h100")),
                _ => {
                    let m = at(rubin, month);
                    ((1.0 - m) * get(&blackwell) + m * get(&next)) * growth.powf(years_after(month, 119))
                }
            })
            .collect()
    };
    [of(|c| c.f), of(|c| c.b), of(|c| c.fp4)]
}

/// Of 365.25 days.
const SECONDS_IN_A_YEAR: f64 = 31_557_600.0;

fn constants(tables: &mut Tables<'_>) -> Constants {
    let stacks = tables.constant("class.b200.stacks");
    let gb = tables.constant("hbm.gb_per_stack");
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
        gross_dies: of("smic.gross_dies"),
        cum_wafers0: of("smic.cumW0"),
        stacks_other: of("class.cnother.stacks"),
        algo_before: of("algo.growth_before"),
        hbm_gb_per_package: stacks * gb,
        offer_flagship: of("offer.flagship"),
        rented_f: of("class.b200.F"),
        rented_b: of("class.b200.B"),
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

/// The domestic block is limited by dies and memory from this month on.
#[must_use]
pub fn is_limited(month: usize) -> bool {
    month >= DOMESTIC_FROM
}
