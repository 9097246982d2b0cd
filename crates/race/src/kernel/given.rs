//! Powers and logarithms of a month, taken together before the steps that need them.

use super::row::{exps5, exps8, lns5};
use super::*;

/// Logarithms to base 2 from natural ones.
const PER_LN2: f64 = std::f64::consts::LOG2_E;

/// What is the same for all draws of a month.
pub(super) struct Month {
    /// Logarithms of a smuggled chip's figures on two rulers.
    pub ln_chip: [f64; 2],
    /// The same of a rented unit, and of its price.
    pub ln_rented: [f64; 2],
    pub ln_price_rented: f64,
    /// Central arithmetic of a Huawei unit.
    pub central: f64,
}

impl Month {
    pub(super) fn new(w: &World, t: usize) -> Month {
        let c = &w.constants;
        let chip_f = w.smuggled_f_per_chip[t].max(0.1);
        Month {
            ln_chip: [chip_f.ln(), (chip_f * w.smuggled_b_per_f[t]).ln()],
            ln_rented: [c.rented_f.ln(), c.rented_b.ln()],
            ln_price_rented: (c.offshore_price * w.price_per_f[t] * c.rented_f).ln(),
            central: w.quality_f.mid[t].exp(),
        }
    }
}

/// What the draws alone give a month.
pub(super) struct Given<S: Simd> {
    pub growth: V<S>,
    pub cowos: V<S>,
    pub quality: V<S>,
    pub other: V<S>,
    pub memory: V<S>,
    pub inflow: V<S>,
    pub wafers: V<S>,
    pub price_domestic: V<S>,
    pub demand: V<S>,
    pub offer: V<S>,
    pub offshore: V<S>,
    pub w_inf: V<S>,
    /// Ageing of the price of the class sold.
    pub aged: V<S>,
    /// Part of the smuggled flow that is not caught.
    pub escape: V<S>,
    /// What failures left of the first stock.
    pub kept_so_far: V<S>,
    /// Volume cap over its center.
    pub cap: V<S>,
}

impl<S: Simd> Given<S> {
    #[inline(always)]
    pub(super) fn new(simd: S, f: &Fixed<S>, w: &World, r: &Rules, t: usize) -> Given<S> {
        let [growth, cowos, quality, other, memory, inflow, wafers, price_domestic] = exps8([
            f.ln_growth * years_after(t, w.dates.figures_grow),
            ln_band(simd, &w.cowos, t, f.v(P::UsCowos)),
            ln_band(simd, &w.quality_f, t, f.v(P::DomQuality)),
            ln_band(simd, &w.other, t, f.v(P::DomOther)),
            ln_band(simd, &w.memory, t, f.v(P::DomMemory)),
            ln_band(simd, &w.inflow, t, f.v(P::DomStackInflow)),
            ln_band(simd, &w.wafers, t, f.v(P::DomWafers)),
            ln_band(simd, &w.price_domestic, t, f.v(P::DomPrice)),
        ]);
        let [down, up] = [V::splat(simd, r.cap_band[0]), V::splat(simd, r.cap_band[1])];
        let cap_step = f.cap.below(V::splat(simd, 0.0), down, up);
        let [demand, offer, offshore, w_inf, aged, escape, kept_so_far, cap] = exps8([
            ln_band(simd, &w.demand, t, f.v(P::CnDemand)),
            ln_band(simd, &w.offer, t, f.v(P::LegalOffer)),
            ln_band(simd, &w.offshore, t, f.v(P::OffStock)),
            ln_band(simd, &w.w_inf, t, f.v(P::CnWInf)),
            f.ln_decay * r.age[t],
            f.interdiction * -r.enforcement[t],
            f.ln_keeps * as_number(t),
            f.cap * cap_step,
        ]);
        Given {
            growth,
            cowos,
            quality,
            other,
            memory,
            inflow,
            wafers,
            price_domestic,
            demand,
            offer,
            offshore,
            w_inf,
            aged,
            escape,
            kept_so_far,
            cap,
        }
    }
}

/// Logarithm of a path at the step that a draw gives it.
#[inline(always)]
fn ln_band<S: Simd>(simd: S, banded: &Banded, t: usize, z: V<S>) -> V<S> {
    let (down, up) = (V::splat(simd, banded.down[t]), V::splat(simd, banded.up[t]));
    banded.mid[t] + z * z.below(V::splat(simd, 0.0), down, up)
}

/// What experience, research and the premium give a month.
pub(super) struct Curves<S: Simd> {
    /// Part of the lost yield that is left.
    pub learned: V<S>,
    /// Quality over its roadmap.
    pub shift: V<S>,
    /// What is left of the software gap.
    pub closed: V<S>,
    /// Cost over that of 2025.
    pub cost: V<S>,
    /// What draws the smuggled flow.
    pub pull: V<S>,
}

impl<S: Simd> State<S> {
    #[inline(always)]
    pub(super) fn curves(&mut self, m: At<'_, S>) -> Curves<S> {
        let c = &m.w.constants;
        let f = m.f;
        let [wafers, ratio, base, units, premium] = lns5([
            self.cum_wafers * (1.0 / c.cum_wafers0),
            (self.research / self.research_2025).at_least(1e-3),
            self.use_of[4][0].at_least(1e-9) * (1.0 / c.sigma_base),
            self.cum_units / self.cum_units_2025,
            self.premium,
        ]);
        if !m.known() {
            let drift = f.ln_cadence + m.v(P::DomResearchEffect) * (ratio * PER_LN2);
            let shift = self.shift + m.v(P::DomQualityAdjust) * drift * (1.0 / 12.0);
            self.shift = shift.clamp(-c.quality_clip, c.quality_clip);
        }
        let closing = m.v(P::DomGapClosing);
        let base = (base * PER_LN2).at_least(-1.0);
        let deterred = f.deterrence * ((1.0 - m.g.escape) - f.caught_at_one);
        let [learned, shift, closed, cost, pull] = exps5([
            -m.v(P::DomLearningYield) * wafers,
            self.shift,
            -(closing * base) - closing * (c.sigma_time * years_after(m.t, m.w.dates.gap_closes)),
            f.ln_cost * (units * PER_LN2),
            m.v(P::SmuggleElasticity) * (premium - f.ln_premium_ref) - deterred,
        ]);
        let cost = if m.known() { m.all(1.0) } else { cost };
        Curves { learned, shift, closed, cost, pull }
    }
}
