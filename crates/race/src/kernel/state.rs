//! What a block carries from month to month, and what the steps of one month hand to each other.

use super::*;

pub(super) struct State {
    pub unmet: Lanes,
    pub premium: Lanes,
    pub premium_2025: Lanes,
    pub smuggling: Lanes,
    pub loss: Lanes,
    pub stacks: Lanes,
    pub dies: Lanes,
    pub cum_wafers: Lanes,
    pub good: Lanes,
    pub invest: Lanes,
    pub covers: Vec<Lanes>,
    pub research: Lanes,
    pub research_2025: Lanes,
    pub shift: Lanes,
    pub cum_units: Lanes,
    pub cum_units_2025: Lanes,
    pub quality_b: Lanes,
    pub stored: [Lanes; 2],
    pub shares: [[Lanes; 4]; 4],
    pub gate_state: [Lanes; 4],
    pub backlog: Lanes,
    pub exported: [Lanes; 3],
    pub exported_delta: Lanes,
    pub sales_mean: Lanes,
    pub access: Lanes,
    pub special: Lanes,
    /// Compute abroad of the month before.
    pub offshore: Lanes,
    pub ln_us: Lanes,
    pub ln_cn: Lanes,
    pub use_of: [[Lanes; 2]; 6],
    pub first: [[Lanes; 2]; 3],
    pub first_left: [Lanes; 2],
    pub history: Vec<[[Lanes; 2]; 6]>,
    /// Stock of the US and of China on the FP4 ruler.
    pub fp4: [Lanes; 2],
    pub history_fp4: Vec<[Lanes; 2]>,
    pub row_supply: Vec<Lanes>,
    pub effective_us: Vec<Lanes>,
    pub passed: [usize; WIDTH],
    pub sold: [Lanes; 7],
    pub rented: Lanes,
}

impl State {
    #[inline(always)]
    pub(super) fn new(world: &World, fixed: &Fixed) -> State {
        State {
            unmet: ZERO,
            premium: Lanes::splat(world.premium0),
            premium_2025: Lanes::splat(world.premium0),
            smuggling: ZERO,
            loss: ZERO,
            stacks: fixed.v(P::DomStacks0) * 1000.0,
            dies: fixed.v(P::DomDieBank) * 1000.0,
            cum_wafers: Lanes::splat(world.constants.cum_wafers0),
            good: fixed.v(P::DomYield0),
            invest: ONE,
            covers: Vec::with_capacity(MONTHS),
            research: ZERO,
            research_2025: ONE,
            shift: ZERO,
            cum_units: ONE,
            cum_units_2025: ONE,
            quality_b: Lanes::splat(0.3),
            stored: [ZERO; 2],
            shares: [world.share0.map(Lanes::splat); 4],
            gate_state: [ZERO; 4],
            backlog: ZERO,
            exported: [ZERO; 3],
            exported_delta: ZERO,
            sales_mean: ZERO,
            access: ZERO,
            special: ZERO,
            offshore: ZERO,
            ln_us: ZERO,
            ln_cn: ZERO,
            use_of: [[ZERO; 2]; 6],
            first: world.stock0.map(|rulers| rulers.map(Lanes::splat)),
            first_left: [ONE; 2],
            history: Vec::with_capacity(MONTHS),
            fp4: [ZERO; 2],
            history_fp4: Vec::with_capacity(MONTHS),
            row_supply: Vec::with_capacity(MONTHS),
            effective_us: Vec::with_capacity(MONTHS),
            passed: [0; WIDTH],
            sold: [ZERO; 7],
            rented: ZERO,
        }
    }
}

/// What the steps of one month hand to each other.
pub(super) struct Now {
    pub delta: Lanes,
    pub stage: Lanes,
    pub displaced: Lanes,
    pub new_us: [Lanes; 3],
    pub new_row: [Lanes; 3],
    pub huawei: Lanes,
    pub other: Lanes,
    pub quality: [Lanes; 3],
    pub gap: [Lanes; 2],
    pub price_domestic: Lanes,
    pub slack: Lanes,
    pub shadow: [Lanes; 2],
    pub arrivals: Lanes,
    pub seized: Lanes,
    pub gates: [Lanes; 4],
    pub gate_mean: Lanes,
    pub budget: Lanes,
    /// USD million by option.
    pub sold: [Lanes; 4],
    pub spent: Lanes,
    pub cover: Lanes,
    pub legal_units: Lanes,
    pub legal: [Lanes; 3],
    pub sold_units: [Lanes; 2],
    pub domestic_f: Lanes,
    pub domestic_fp4: Lanes,
    /// New chips of US companies and in China on the FP4 ruler.
    pub new_fp4: [Lanes; 2],
}

impl Now {
    #[inline(always)]
    pub(super) fn new() -> Now {
        Now {
            delta: ZERO,
            stage: ZERO,
            displaced: ZERO,
            new_us: [ZERO; 3],
            new_row: [ZERO; 3],
            huawei: ZERO,
            other: ZERO,
            quality: [ZERO; 3],
            gap: [ZERO; 2],
            price_domestic: ZERO,
            slack: ZERO,
            shadow: [ZERO; 2],
            arrivals: ZERO,
            seized: ZERO,
            gates: [ZERO; 4],
            gate_mean: ZERO,
            budget: ZERO,
            sold: [ZERO; 4],
            spent: ZERO,
            cover: ZERO,
            legal_units: ZERO,
            legal: [ZERO; 3],
            sold_units: [ZERO; 2],
            domestic_f: ZERO,
            domestic_fp4: ZERO,
            new_fp4: [ZERO; 2],
        }
    }
}

/// The class that may be sold in a month: that of the rules, or a redesigned part once it exists.
pub(super) struct Class {
    pub available: Lanes,
    /// What is left of it at the end of the month.
    pub stays: Lanes,
    pub practice: Lanes,
    pub figures: [Lanes; 3],
    pub per_wafer: Lanes,
    pub price: Lanes,
    pub special: Lanes,
}
