//! Supply: output of US design, domestic production, quality, smuggling.

use super::state::Class;
use super::*;
use crate::oracle::{SCALE_OF_PRESS, stays};
use crate::time::{DOMESTIC_FROM, LEGAL_FROM};

/// Logarithms to base 2 from natural ones.
const PER_LN2: f64 = std::f64::consts::LOG2_E;

/// 2.3 The class sold.
#[inline(always)]
pub(super) fn class_sold(m: At<'_>) -> Class {
    let At { f, w, r, t } = m;
    let since = Lanes::splat(r.since_rule[t]);
    let redesigned = since.below(f.redesign_lag, ZERO, f.redesign);
    let mut figures = [ZERO; 3];
    for i in 0..3 {
        figures[i] = pick(redesigned, Lanes::splat(r.clipped[i][t]), Lanes::splat(r.figures[i][t]));
    }
    let aged = if r.age[t] > 0.0 { (f.ln_decay * r.age[t]).exp() } else { ONE };
    let clipped_price = Lanes::splat(r.clipped[0][t] * w.price_per_f[t]);
    let practice = r.practice[t] + r.practice_assumed[t] * m.v(P::LegalPractice);
    Class {
        available: pick(redesigned, ONE, Lanes::splat(r.available[t])),
        stays: pick(redesigned, ONE, Lanes::splat(stays(&r.available, t))),
        practice: pick(redesigned, ONE, practice),
        figures,
        per_wafer: pick(redesigned, Lanes::splat(29.0), Lanes::splat(r.per_wafer[t])),
        price: pick(redesigned, clipped_price, aged * r.price[t]),
        special: pick(redesigned, ONE, Lanes::splat(r.special[t])),
    }
}

#[inline(always)]
fn pick(redesigned: Lanes, new: Lanes, old: Lanes) -> Lanes {
    ZERO.below(redesigned, new, old)
}

impl State {
    /// 2.1 Output of US design.
    #[inline(always)]
    pub(super) fn us_output(&mut self, m: At<'_>, class: &Class, now: &mut Now) {
        let At { f, w, t, .. } = m;
        let growth = (f.ln_growth * years_after(t, 119)).exp();
        let full = m.v(P::UsFungible) * (w.per_wafer[0][t] * growth) / (class.per_wafer * class.figures[0]);
        now.delta = ZERO.below(class.available, full, ZERO);
        let outside = if m.known() { self.output_given(m) } else { self.output_made(m, growth, now) };
        for i in 0..3 {
            now.new_us[i] = outside[i] * w.us_share[t];
            now.new_row[i] = outside[i] * (1.0 - w.us_share[t]);
        }
    }

    /// Known output less what goes to China.
    #[inline(always)]
    fn output_given(&self, m: At<'_>) -> [Lanes; 3] {
        let At { w, t, .. } = m;
        let rates = [1.0, w.other_b_per_f, w.other_fp4_per_f];
        let mut outside = [ZERO; 3];
        for i in 0..3 {
            let legal = if t < LEGAL_FROM { Lanes::splat(w.legal[i][t]) } else { self.exported[i] };
            outside[i] = w.output[i][t] - legal - w.amd[t] * rates[i];
        }
        outside
    }

    /// The smallest of packaging, memory, 4 nm wafers and power, less what exports displace.
    #[inline(always)]
    fn output_made(&self, m: At<'_>, growth: Lanes, now: &mut Now) -> [Lanes; 3] {
        let At { w, t, .. } = m;
        let packaging = m.band(&w.cowos, P::UsCowos) * w.nv_share[t] * m.v(P::UsEtaCw);
        let memory = w.hbm_gb[t] / (w.constants.hbm_gb_per_package * w.packages[t]);
        let per_wafer = w.per_wafer[0][t] * growth;
        let mut nvidia = packaging * per_wafer;
        let limits = [per_wafer * memory, Lanes::splat(w.n4_ceiling[t]), Lanes::splat(w.power_ceiling[t])];
        for (number, limit) in [1.0, 2.0, 3.0].into_iter().zip(limits) {
            now.stage = limit.below(nvidia, Lanes::splat(number), now.stage);
            nvidia = limit.min(nvidia);
        }
        now.displaced = self.exported_delta.min(nvidia * 0.5);
        let left = (nvidia - now.displaced) / per_wafer;
        let rest = nvidia * w.other_ratio[t];
        [
            left * per_wafer + rest,
            left * w.per_wafer[1][t] * growth + rest * w.other_b_per_f,
            left * w.per_wafer[2][t] * growth + rest * w.other_fp4_per_f,
        ]
    }

    /// 2.5 Domestic supply.
    #[inline(always)]
    pub(super) fn domestic_supply(&mut self, m: At<'_>, now: &mut Now) {
        let At { w, t, .. } = m;
        now.quality[0] = m.band(&w.quality_f, P::DomQuality);
        let wanted_other = m.band(&w.other, P::DomOther) * self.invest;
        if t < DOMESTIC_FROM {
            now.huawei = Lanes::splat(w.huawei_given[t]);
            now.other = wanted_other;
        } else {
            self.domestic_limited(m, wanted_other, now);
        }
        self.cum_units += now.huawei + now.other;
        if t + 1 == OUTPUT_KNOWN {
            self.cum_units_2025 = self.cum_units;
            self.research_2025 = self.research;
        }
    }

    /// Dies or memory, whichever allows fewer units.
    #[inline(always)]
    fn domestic_limited(&mut self, m: At<'_>, wanted_other: Lanes, now: &mut Now) {
        let At { w, t, .. } = m;
        let c = &w.constants;
        let made = m.band(&w.memory, P::DomMemory) * 1000.0 / 12.0 * self.invest;
        let bought = m.band(&w.inflow, P::DomStackInflow) * 1000.0;
        let usable = (self.stacks + bought) / m.v(P::DomDrawMonths) + m.v(P::DomNewUse) * made;
        let need = c.stacks_other * wanted_other;
        let other_stacks = need.min(m.v(P::DomOtherCap) * usable);
        let floor = m.v(P::DomOtherFloor);
        now.other = wanted_other * (floor + (1.0 - floor) * (other_stacks / (need + 1e-12)));
        let (m_u, d_u) = (w.stacks_huawei[t], w.dies_huawei[t]);
        let wafers = m.band(&w.wafers, P::DomWafers) * self.invest;
        let draw = self.dies.min(m.v(P::DomDieDraw) * 1000.0);
        let by_dies = (draw + wafers * m.v(P::DomAllocation) * c.gross_dies * self.good) / d_u;
        let by_memory = (usable - other_stacks) / m_u;
        let gross = by_dies.min(by_memory).min(Lanes::splat(w.packaging_cn[t]));
        let kept = m.v(P::DomPackageYield) / 0.87;
        now.huawei = gross * kept;
        now.slack = by_dies / (by_memory + 1e-12);
        let per_unit = now.quality[0] * kept;
        now.shadow =
            [by_dies.below(by_memory, ZERO, per_unit / m_u), by_dies.below(by_memory, per_unit / d_u, ZERO)];
        self.stacks += bought + made - other_stacks - gross * m_u;
        self.dies -= draw.min(gross * d_u);
        self.cum_wafers += wafers;
        let learned = (-m.v(P::DomLearningYield) * (self.cum_wafers / c.cum_wafers0).ln()).exp();
        self.good = 1.0 - (1.0 - m.v(P::DomYield0)) * learned;
    }

    /// 2.6 Quality, software gap, price; `now.quality[0]` comes as the roadmap's band.
    #[inline(always)]
    pub(super) fn quality(&mut self, m: At<'_>, now: &mut Now) {
        let At { f, w, t, .. } = m;
        if !m.known() {
            self.shift_quality(m);
        }
        let central = w.quality_f.mid[t].exp();
        let factor = now.quality[0] / central * self.shift.exp();
        now.quality = [factor * central, factor * w.quality_b[t], factor * w.quality_fp4[t]];
        let closed = self.gap_closed(m);
        now.gap = [
            (m.v(P::DomGapTraining) * closed).clamp(0.02, 0.8),
            (m.v(P::DomGapInference) * closed).clamp(0.02, 0.8),
        ];
        let cost = if m.known() {
            ONE
        } else {
            (f.ln_cost * ((self.cum_units / self.cum_units_2025).ln() * PER_LN2)).exp()
        };
        let band = m.band(&w.price_domestic, P::DomPrice);
        now.price_domestic = band * (1.0 - m.v(P::DomCostPass) * (1.0 - cost));
    }

    #[inline(always)]
    fn shift_quality(&mut self, m: At<'_>) {
        let clip = m.w.constants.quality_clip;
        let ratio = (self.research / self.research_2025).max(Lanes::splat(1e-3));
        let drift = m.f.ln_cadence + m.v(P::DomResearchEffect) * (ratio.ln() * PER_LN2);
        self.shift = (self.shift + m.v(P::DomQualityAdjust) * drift / 12.0).clamp(-clip, clip);
    }

    /// What is left of the software gap.
    #[inline(always)]
    fn gap_closed(&self, m: At<'_>) -> Lanes {
        let c = &m.w.constants;
        let base = self.use_of[4][0].max(Lanes::splat(1e-9)) / c.sigma_base;
        let base = (base.ln() * PER_LN2).max(Lanes::splat(-1.0));
        let closing = m.v(P::DomGapClosing);
        (-(closing * base) - closing * (c.sigma_time * years_after(m.t, 77))).exp()
    }

    /// 2.4 Smuggling.
    #[inline(always)]
    pub(super) fn smuggle(&mut self, m: At<'_>, now: &mut Now) {
        let At { f, w, r, t } = m;
        let e = r.enforcement[t];
        let caught = 1.0 - (f.interdiction * -e).exp();
        let lost = f.hit[t].below(m.v(P::SmuggleHit) * e, m.v(P::SmuggleConcentration), ZERO);
        let heal = 1.0 - 1.0 / m.v(P::SmuggleRecovery).max(ONE);
        self.loss = (self.loss * heal + lost).min(ONE);
        if t < DOMESTIC_FROM {
            self.smuggling = w.smuggled[t] * m.v(P::SmuggleScale) / SCALE_OF_PRESS;
        } else {
            let target = self.smuggling_target(m, caught);
            self.smuggling += (target - self.smuggling) / m.v(P::SmuggleTau);
        }
        let flow = self.smuggling.min(now.new_row[0] * w.constants.smuggle_max_row);
        self.smuggling = flow;
        now.arrivals = flow * (1.0 - caught);
        now.seized = flow * caught;
        let part = flow / (now.new_row[0] + 1e-12);
        self.row_supply.push(now.new_row[0]);
        for i in 0..3 {
            now.new_row[i] = now.new_row[i] * (1.0 - part);
        }
    }

    /// Where the flow tends: premium, supply of six months, deterrence, networks lost.
    #[inline(always)]
    fn smuggling_target(&self, m: At<'_>, caught: Lanes) -> Lanes {
        let At { f, w, t, .. } = m;
        let mut supply = ZERO;
        for month in t - 6..t {
            supply += self.row_supply[month];
        }
        let supply = supply / 6.0 / w.row_reference;
        let deterred = f.deterrence * (caught - f.caught_at_one);
        let pull = m.v(P::SmuggleElasticity) * (self.premium.ln() - f.ln_premium_ref) - deterred;
        m.v(P::SmuggleScale) * pull.exp() * supply * (1.0 - self.loss)
    }
}
