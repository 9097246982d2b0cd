//! Supply: output of US design, domestic production, quality, smuggling.

use super::given::Curves;
use super::state::Class;
use super::*;
use crate::oracle::stays;

/// 2.3 The class sold.
#[inline(always)]
pub(super) fn class_sold<S: Simd>(m: At<'_, S>) -> Class<S> {
    let At { f, w, r, t, .. } = m;
    let since = m.all(r.since_rule[t]);
    let redesigned = since.below(f.redesign_lag, m.all(0.0), f.redesign);
    let mut figures = [m.all(0.0); 3];
    for i in 0..3 {
        figures[i] = m.pick(redesigned, m.all(r.clipped[i][t]), m.all(r.figures[i][t]));
    }
    let clipped_price = m.all(r.clipped[0][t] * w.price_per_f[t]);
    let practice = r.practice[t] + r.practice_assumed[t] * m.v(P::LegalPractice);
    Class {
        available: m.pick(redesigned, m.all(1.0), m.all(r.available[t])),
        stays: m.pick(redesigned, m.all(1.0), m.all(stays(&r.available, t))),
        practice: m.pick(redesigned, m.all(1.0), practice),
        figures,
        per_wafer: m.pick(redesigned, m.all(w.constants.redesign_per_wafer), m.all(r.per_wafer[t])),
        price: m.pick(redesigned, clipped_price, m.g.aged * r.price[t]),
        special: m.pick(redesigned, m.all(1.0), m.all(r.special[t])),
    }
}

impl<S: Simd> State<S> {
    /// 2.1 Output of US design.
    #[inline(always)]
    pub(super) fn us_output(&mut self, m: At<'_, S>, class: &Class<S>, now: &mut Now<S>) {
        let At { w, t, .. } = m;
        let growth = m.g.growth;
        let full = m.v(P::UsFungible) * (w.per_wafer[0][t] * growth) / (class.per_wafer * class.figures[0]);
        now.delta = m.all(0.0).below(class.available, full, m.all(0.0));
        let outside = if m.known() { self.output_given(m) } else { self.output_made(m, growth, now) };
        for i in 0..3 {
            now.new_us[i] = outside[i] * w.us_share[t];
            now.new_row[i] = outside[i] * (1.0 - w.us_share[t]);
        }
    }

    /// Known output less what goes to China.
    #[inline(always)]
    fn output_given(&self, m: At<'_, S>) -> [V<S>; 3] {
        let At { w, t, .. } = m;
        let rates = [1.0, w.other_b_per_f, w.other_fp4_per_f];
        let mut outside = [m.all(0.0); 3];
        for i in 0..3 {
            let legal = if t < w.sales_from { m.all(w.legal[i][t]) } else { self.exported[i] };
            outside[i] = w.output[i][t] - legal - w.amd[t] * rates[i];
        }
        outside
    }

    /// The smallest of packaging, memory, 4 nm wafers and power, less what exports displace.
    #[inline(always)]
    fn output_made(&self, m: At<'_, S>, growth: V<S>, now: &mut Now<S>) -> [V<S>; 3] {
        let At { w, t, .. } = m;
        let packaging = m.g.cowos * w.nv_share[t] * m.v(P::UsEtaCw);
        let memory = w.hbm_gb[t] / (w.constants.hbm_gb_per_package * w.packages[t]);
        let per_wafer = w.per_wafer[0][t] * growth;
        let mut nvidia = packaging * per_wafer;
        let limits = [per_wafer * memory, m.all(w.n4_ceiling[t]), m.all(w.power_ceiling[t])];
        for (number, limit) in [1.0, 2.0, 3.0].into_iter().zip(limits) {
            now.stage = limit.below(nvidia, m.all(number), now.stage);
            nvidia = limit.min(nvidia);
        }
        now.displaced = self.exported_delta.min(nvidia * w.constants.displaced_most);
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
    pub(super) fn domestic_supply(&mut self, m: At<'_, S>, now: &mut Now<S>) {
        let At { w, t, .. } = m;
        let wanted_other = m.g.other * self.invest;
        if t < w.dates.domestic_limited {
            now.huawei = m.all(w.huawei_given[t]);
            now.other = wanted_other;
        } else {
            self.domestic_limited(m, wanted_other, now);
        }
        self.cum_units += now.huawei + now.other;
        if t + 1 == w.dates.output_made {
            self.cum_units_2025 = self.cum_units;
            self.research_2025 = self.research;
        }
    }

    /// Dies or memory, whichever allows fewer units.
    #[inline(always)]
    fn domestic_limited(&mut self, m: At<'_, S>, wanted_other: V<S>, now: &mut Now<S>) {
        let At { w, t, .. } = m;
        let c = &w.constants;
        let made = m.g.memory * (1000.0 / 12.0) * self.invest;
        let bought = m.g.inflow * 1000.0;
        let usable = (self.stacks + bought) * m.f.drawn + m.v(P::DomNewUse) * made;
        let need = c.stacks_other * wanted_other;
        let other_stacks = need.min(m.v(P::DomOtherCap) * usable);
        let floor = m.v(P::DomOtherFloor);
        now.other = wanted_other * (floor + (1.0 - floor) * (other_stacks / (need + 1e-12)));
        let (m_u, d_u) = (w.stacks_huawei[t], w.dies_huawei[t]);
        let (per_stack, per_die) = (1.0 / m_u, 1.0 / d_u);
        let wafers = m.g.wafers * self.invest;
        let draw = self.dies.min(m.v(P::DomDieDraw) * 1000.0);
        let by_dies = (draw + wafers * m.v(P::DomAllocation) * c.gross_dies * self.good) * per_die;
        let by_memory = (usable - other_stacks) * per_stack;
        let gross = by_dies.min(by_memory).at_most(w.packaging_cn[t]);
        now.huawei = gross * m.f.packaged;
        now.slack = by_dies / (by_memory + 1e-12);
        let per_unit = m.g.quality * m.f.packaged;
        now.shadow = [
            by_dies.below(by_memory, m.all(0.0), per_unit * per_stack),
            by_dies.below(by_memory, per_unit * per_die, m.all(0.0)),
        ];
        self.stacks += bought + made - other_stacks - gross * m_u;
        self.dies -= draw.min(gross * d_u);
        self.cum_wafers += wafers;
    }

    /// 2.6 Quality, software gap, price.
    #[inline(always)]
    pub(super) fn quality(&mut self, m: At<'_, S>, curves: &Curves<S>, now: &mut Now<S>) {
        let At { w, t, .. } = m;
        if t >= w.dates.domestic_limited {
            self.good = 1.0 - (1.0 - m.v(P::DomYield0)) * curves.learned;
        }
        let central = m.month.central;
        let factor = m.g.quality * (1.0 / central) * curves.shift;
        now.quality = [factor * central, factor * w.quality_b[t], factor * w.quality_fp4[t]];
        let (least, most) = (w.constants.sigma_least, w.constants.sigma_most);
        now.gap = [
            (m.v(P::DomGapTraining) * curves.closed).clamp(least, most),
            (m.v(P::DomGapInference) * curves.closed).clamp(least, most),
        ];
        now.price_domestic = m.g.price_domestic * (1.0 - m.v(P::DomCostPass) * (1.0 - curves.cost));
    }

    /// 2.4 Smuggling.
    #[inline(always)]
    pub(super) fn smuggle(&mut self, m: At<'_, S>, curves: &Curves<S>, now: &mut Now<S>) {
        let At { f, w, r, t, .. } = m;
        let e = r.enforcement[t];
        let caught = 1.0 - m.g.escape;
        let lost = f.hit[t].below(m.v(P::SmuggleHit) * e, m.v(P::SmuggleConcentration), m.all(0.0));
        self.loss = (self.loss * f.heal + lost).at_most(1.0);
        if t < w.dates.domestic_limited {
            self.smuggling = m.v(P::SmuggleScale) * (w.smuggled[t] / w.constants.press_scale);
        } else {
            let target = self.smuggling_target(m, curves);
            self.smuggling += (target - self.smuggling) * f.smuggle_pace;
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
    fn smuggling_target(&self, m: At<'_, S>, curves: &Curves<S>) -> V<S> {
        let At { w, t, .. } = m;
        let mut supply = m.all(0.0);
        for month in t.saturating_sub(6)..t {
            supply += self.row_supply[month];
        }
        let supply = supply * (1.0 / (6.0 * w.row_reference));
        m.v(P::SmuggleScale) * curves.pull * supply * (1.0 - self.loss)
    }
}
