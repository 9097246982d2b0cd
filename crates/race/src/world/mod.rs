//! The world: forcing by month, the same for every draw and policy.
//!
//! Units: thousand chips, thousand H100e (8-bit dense, or bandwidth), USD million, months.

mod classes;
mod constants;
mod dates;
mod domestic;
mod mix;
mod sales;
mod series;

pub use classes::{AVERAGES, Class};
pub use constants::Constants;
pub use dates::Dates;
pub use series::Banded;

use crate::data::{RaceData, SEGMENTS};
use crate::parameters::Parameter as P;
use crate::time::month_of;
use classes::{Classes, FLAGSHIP};
use constants::constants;
use domestic::Quality;
use mix::Mix;
use sales::{Legal, output};
use series::Tables;
use std::collections::BTreeMap;

/// Options of a buyer, in the order of arrays.
pub const OPTIONS: [&str; 4] = ["legal", "smuggled", "domestic", "abroad"];

/// Forcing by month.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is a series of the forcing tables, which says what it is")]
pub struct World {
    pub constants: Constants,
    pub dates: Dates,
    /// First month whose legal sales the model makes itself: the one after the last whose units are given.
    pub sales_from: usize,
    pub classes: BTreeMap<String, Class>,
    /// Known output of non-Chinese designs, thousand H100e per month on three rulers; zero once the model makes it.
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
    /// Figures of an average flagship unit on three rulers, its growth at the central rate included.
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
    /// Returns the first series, date or class that the equations need and the data lack.
    pub fn new(data: &RaceData) -> Result<World, String> {
        let dates = Dates::new(data).map_err(|name| format!("the data lack the date `{name}`"))?;
        let sales = data.sales_begin().and_then(month_of);
        let sales_from = sales.ok_or("the data lack the units of a class sold to China by month")?;
        let mut tables = Tables { data, missing: None };
        let world = build(&mut tables, dates, sales_from);
        match tables.missing {
            None => Ok(world),
            Some(what) => Err(format!("the data lack {what}")),
        }
    }
}

fn build(tables: &mut Tables<'_>, dates: Dates, sales_from: usize) -> World {
    let classes = Classes::new(tables);
    let mix = Mix::new(tables, &classes, &dates);
    let output = output(tables, &classes);
    let legal = Legal::new(tables, &classes, &dates, sales_from);
    let quality = Quality::new(tables, &classes, &dates);
    let mut amd = tables.path("cn_legal_f.amd");
    amd.iter_mut().skip(dates.output_made).for_each(|value| *value = 0.0);
    let us_share = us_share(tables);
    let first = classes.figures(classes.first(FLAGSHIP));
    let smuggled_f_per_chip = tables.path("smuggled.F_per_chip");
    let row = |month: usize| at(&output[0], month) - at(&legal.figures[0], month) - at(&amd, month);
    let reference = dates.supply_reference..dates.supply_reference + 6;
    let row_reference = reference.map(|month| row(month) * (1.0 - at(&us_share, month))).sum::<f64>() / 6.0;
    World {
        constants: constants(tables, &classes),
        dates,
        sales_from,
        output,
        legal: legal.figures,
        legal_units: legal.units,
        legal_usd: legal.usd,
        amd,
        small: legal.small,
        cowos: tables.moved_by(P::UsCowos),
        nv_share: tables.path("cowos.nv_share"),
        packages: mix.per_wafer(|_| 1.0),
        per_wafer: [mix.per_wafer(|c| c.f), mix.per_wafer(|c| c.b), mix.per_wafer(|c| c.fp4)],
        flagship: [mix.flagship(|c| c.f), mix.flagship(|c| c.b), mix.flagship(|c| c.fp4)],
        other_ratio: tables.path("us_mix.other_ratio"),
        other_b_per_f: tables.constant("other.B_per_F"),
        other_fp4_per_f: tables.constant("other.FP4_per_F"),
        hbm_gb: hbm_gb(tables),
        n4_ceiling: tables.path("ceiling.n4_F"),
        power_ceiling: tables.path("ceiling.power_F"),
        us_share,
        price_per_f: tables.path("price.per_F"),
        offer: tables.moved_by(P::LegalOffer),
        demand: tables.moved_by(P::CnDemand),
        w_inf: tables.moved_by(P::CnWInf),
        smuggled: smuggled(tables, &smuggled_f_per_chip),
        smuggled_f_per_chip,
        smuggled_b_per_f: tables.path("smuggled.B_per_F"),
        enforcement: enforcement(tables),
        row_reference,
        huawei_given: tables.path("cn_units.huawei"),
        other: tables.flow_then_path(P::DomOther, dates.output_made),
        wafers: tables.moved_by(P::DomWafers),
        inflow: tables.moved_by(P::DomStackInflow),
        memory: tables.moved_by(P::DomMemory),
        stacks_huawei: tables.path("hbm.m_huawei"),
        dies_huawei: tables.path("dies.d_huawei"),
        packaging_cn: tables.path("packaging.domestic"),
        quality_f: quality.f,
        quality_b: quality.b,
        quality_fp4: quality.fp4,
        other_figures: quality.other,
        price_domestic: tables.moved_by(P::DomPrice),
        offshore: tables.moved_by(P::OffStock),
        risk: SEGMENTS.map(|segment| {
            OPTIONS.map(|option| tables.constant(&format!("segment.{segment}.risk.{option}")))
        }),
        ruler: SEGMENTS.map(|segment| tables.constant(&format!("segment.{segment}.ruler_F_weight"))),
        share0: OPTIONS.map(|option| tables.constant(&format!("init.share.{option}"))),
        premium0: tables.constant("init.pi"),
        stock0: ["us", "row", "cn"]
            .map(|region| ["F", "B"].map(|ruler| tables.constant(&format!("init.{ruler}.{region}")))),
        first_fp4: first.fp4 / first.f,
        classes: classes.by_id,
    }
}

pub(crate) fn at(list: &[f64], month: usize) -> f64 {
    list.get(month).copied().unwrap_or(f64::NAN)
}

fn years_after(month: usize, from: usize) -> f64 {
    month.saturating_sub(from) as f64 / 12.0
}

/// Part of what does not go to China that US companies own.
fn us_share(tables: &mut Tables<'_>) -> Vec<f64> {
    let [us, row] = [tables.path("split.us"), tables.path("split.row")];
    us.iter().zip(&row).map(|(us, row)| us / (us + row)).collect()
}

/// Gigabytes of memory that the largest vendor's share of the market gives in a month, thousand.
fn hbm_gb(tables: &mut Tables<'_>) -> Vec<f64> {
    let (all, share) = (tables.path("hbm.us_vendors"), tables.constant("hbm.nv_share"));
    all.iter().map(|exabytes| exabytes * 1e6 / 12.0 * share).collect()
}

fn smuggled(tables: &mut Tables<'_>, f_per_chip: &[f64]) -> Vec<f64> {
    tables.path("smuggled.units").iter().zip(f_per_chip).map(|(units, f)| units * f).collect()
}

/// Enforcement by month; 1 before the first dated case.
fn enforcement(tables: &mut Tables<'_>) -> Vec<f64> {
    tables.path("enforcement.E").into_iter().map(|value| if value > 0.0 { value } else { 1.0 }).collect()
}
