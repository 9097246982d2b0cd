//! What a block carries from month to month, and what the steps of one month hand to each other.

use super::*;

pub(super) struct State<S: Simd> {
    pub unmet: V<S>,
    pub premium: V<S>,
    pub premium_2025: V<S>,
    pub smuggling: V<S>,
    pub loss: V<S>,
    pub stacks: V<S>,
    pub dies: V<S>,
    pub cum_wafers: V<S>,
    pub good: V<S>,
    pub invest: V<S>,
    pub covers: Vec<V<S>>,
    pub research: V<S>,
    pub research_2025: V<S>,
    pub shift: V<S>,
    pub cum_units: V<S>,
    pub cum_units_2025: V<S>,
    pub quality_b: V<S>,
    pub stored: [V<S>; 2],
    pub shares: [[V<S>; 4]; 4],
    pub gate_state: [V<S>; 4],
    pub backlog: V<S>,
    pub exported: [V<S>; 3],
    pub exported_delta: V<S>,
    pub sales_mean: V<S>,
    pub access: V<S>,
    pub special: V<S>,
    /// Compute abroad of the month before.
    pub offshore: V<S>,
    pub ln_us: V<S>,
    pub ln_cn: V<S>,
    pub use_of: [[V<S>; 2]; 6],
    pub first: [[V<S>; 2]; 3],
    pub first_left: [V<S>; 2],
    pub history: Vec<[[V<S>; 2]; 6]>,
    /// Stock of the US and of China on the FP4 ruler.
    pub fp4: [V<S>; 2],
    pub history_fp4: Vec<[V<S>; 2]>,
    pub row_supply: Vec<V<S>>,
    pub effective_us: Vec<V<S>>,
    pub passed: [usize; WIDEST],
    pub sold: [V<S>; 7],
    pub rented: V<S>,
}

impl<S: Simd> State<S> {
    #[inline(always)]
    pub(super) fn new(simd: S, world: &World, fixed: &Fixed<S>) -> State<S> {
        let all = |value: f64| V::splat(simd, value);
        let (zero, one) = (all(0.0), all(1.0));
        State {
            unmet: zero,
            premium: all(world.premium0),
            premium_2025: all(world.premium0),
            smuggling: zero,
            loss: zero,
            stacks: fixed.v(P::DomStacks0) * 1000.0,
            dies: fixed.v(P::DomDieBank) * 1000.0,
            cum_wafers: all(world.constants.cum_wafers0),
            good: fixed.v(P::DomYield0),
            invest: one,
            covers: Vec::with_capacity(MONTHS),
            research: zero,
            research_2025: one,
            shift: zero,
            cum_units: one,
            cum_units_2025: one,
            quality_b: all(world.constants.quality_b0),
            stored: [zero; 2],
            shares: [world.share0.map(all); 4],
            gate_state: [all(2.0); 4],
            backlog: zero,
            exported: [zero; 3],
            exported_delta: zero,
            sales_mean: zero,
            access: zero,
            special: zero,
            offshore: zero,
            ln_us: zero,
            ln_cn: zero,
            use_of: [[zero; 2]; 6],
            first: world.stock0.map(|rulers| rulers.map(all)),
            first_left: [one; 2],
            history: Vec::with_capacity(MONTHS),
            fp4: [zero; 2],
            history_fp4: Vec::with_capacity(MONTHS),
            row_supply: Vec::with_capacity(MONTHS),
            effective_us: Vec::with_capacity(MONTHS),
            passed: [0; WIDEST],
            sold: [zero; 7],
            rented: zero,
        }
    }
}

/// What the steps of one month hand to each other.
pub(super) struct Now<S: Simd> {
    pub delta: V<S>,
    pub stage: V<S>,
    pub displaced: V<S>,
    pub new_us: [V<S>; 3],
    pub new_row: [V<S>; 3],
    pub huawei: V<S>,
    pub other: V<S>,
    pub quality: [V<S>; 3],
    pub gap: [V<S>; 2],
    pub price_domestic: V<S>,
    pub slack: V<S>,
    pub shadow: [V<S>; 2],
    pub arrivals: V<S>,
    pub seized: V<S>,
    pub gates: [V<S>; 4],
    pub gate_mean: V<S>,
    pub budget: V<S>,
    /// USD million by option.
    pub sold: [V<S>; 4],
    pub spent: V<S>,
    pub cover: V<S>,
    pub legal_units: V<S>,
    pub legal: [V<S>; 3],
    pub sold_units: [V<S>; 2],
    pub domestic_f: V<S>,
    pub domestic_fp4: V<S>,
    /// New chips of US companies and in China on the FP4 ruler.
    pub new_fp4: [V<S>; 2],
}

impl<S: Simd> Now<S> {
    #[inline(always)]
    pub(super) fn new(simd: S) -> Now<S> {
        let zero = V::splat(simd, 0.0);
        Now {
            delta: zero,
            stage: zero,
            displaced: zero,
            new_us: [zero; 3],
            new_row: [zero; 3],
            huawei: zero,
            other: zero,
            quality: [zero; 3],
            gap: [zero; 2],
            price_domestic: zero,
            slack: zero,
            shadow: [zero; 2],
            arrivals: zero,
            seized: zero,
            gates: [zero; 4],
            gate_mean: zero,
            budget: zero,
            sold: [zero; 4],
            spent: zero,
            cover: zero,
            legal_units: zero,
            legal: [zero; 3],
            sold_units: [zero; 2],
            domestic_f: zero,
            domestic_fp4: zero,
            new_fp4: [zero; 2],
        }
    }
}

/// The class that may be sold in a month: that of the rules, or a redesigned part once it exists.
pub(super) struct Class<S: Simd> {
    pub available: V<S>,
    /// What is left of it at the end of the month.
    pub stays: V<S>,
    pub practice: V<S>,
    pub figures: [V<S>; 3],
    pub per_wafer: V<S>,
    pub price: V<S>,
    pub special: V<S>,
}
