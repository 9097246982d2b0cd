//! Supply: output of US design, domestic production, quality, smuggling.

use super::*;

impl State {
    /// 2.1 Output of US design: the smallest of packaging, memory, 4 nm wafers and power or spending.
    ///
    /// Q = K_cw a_nv eta_cw x figures per wafer, growing by g_us a year from 2028; other vendors are a
    /// ratio of it. To 2025 output is given. Displacement delta is an output: H100e of the newest class
    /// forgone per H100e exported = phi x (per wafer, newest) / (per wafer, exported). Unit: thousand
    /// H100e per month. Source: `us_output.*`, `cowos.*`; delta after the correction that a clipped
    /// chip takes the packaging of a whole one.
    pub(super) fn us_output(&mut self, w: &World, d: &Draw, t: usize, class: &Class, now: &mut Now) {
        let growth = d.get(P::UsGrowthPerWafer).powf(years_after(t, w.dates.figures_grow));
        now.delta = if class.available > 0.0 {
            d.get(P::UsFungible) * at(&w.per_wafer[0], t) * growth / (class.per_wafer * class.figures[0])
        } else {
            0.0
        };
        let mut outside = [0.0; 3];
        if t < w.dates.output_made {
            for (ruler, value) in outside.iter_mut().enumerate() {
                let legal = if t < w.sales_from { at(&w.legal[ruler], t) } else { self.exported[ruler] };
                let amd = at(&w.amd, t) * [1.0, w.other_b_per_f, w.other_fp4_per_f][ruler];
                *value = at(&w.output[ruler], t) - legal - amd;
            }
        } else {
            let packaging = w.cowos.at(t, d.get(P::UsCowos)) * at(&w.nv_share, t) * d.get(P::UsEtaCw);
            let memory = at(&w.hbm_gb, t) / (w.constants.hbm_gb_per_package * at(&w.packages, t));
            let others = 1.0 + at(&w.other_ratio, t);
            let per_wafer = at(&w.per_wafer[0], t) * growth;
            let caps =
                [packaging * per_wafer, memory * per_wafer, at(&w.n4_ceiling, t), at(&w.power_ceiling, t)];
            let mut nvidia = caps[0];
            for (stage, cap) in [1.0, 2.0, 3.0].into_iter().zip(&caps[1..]) {
                if *cap < nvidia {
                    nvidia = *cap;
                    now.stage = stage;
                }
            }
            now.displaced = self.exported_delta_f.min(w.constants.displaced_most * nvidia);
            let left = (nvidia - now.displaced) / per_wafer;
            let rest = nvidia * (others - 1.0);
            outside = [
                left * per_wafer + rest,
                left * at(&w.per_wafer[1], t) * growth + rest * w.other_b_per_f,
                left * at(&w.per_wafer[2], t) * growth + rest * w.other_fp4_per_f,
            ];
        }
        let share = at(&w.us_share, t);
        now.new_us = outside.map(|value| value * share);
        now.new_row = outside.map(|value| value * (1.0 - share));
    }

    /// 2.5 Domestic supply: dies or memory, whichever allows fewer units.
    ///
    /// use = (M + inflow) / T_draw + new_use M_dot; other vendors take what they need up to a share; Huawei
    /// N = min((draw on the bank + W a_ai G y) / d_u, (use - other) / m_u) y_p / 0.87. The bank goes
    /// first. 1 - y falls with cumulative wafers of all products. Units: thousand units, stacks, dies
    /// per month. Before 2024 units are given. Source: M10 of the published analyses, completed.
    pub(super) fn domestic_supply(&mut self, w: &World, d: &Draw, t: usize, now: &mut Now) {
        let wanted_other = w.other.at(t, d.get(P::DomOther)) * self.invest;
        if t < w.dates.domestic_limited {
            now.huawei = at(&w.huawei_given, t);
            now.other = wanted_other;
        } else {
            let c = &w.constants;
            let made = w.memory.at(t, d.get(P::DomMemory)) * 1000.0 / 12.0 * self.invest;
            let bought = w.inflow.at(t, d.get(P::DomStackInflow)) * 1000.0;
            let usable = (self.stacks + bought) / d.get(P::DomDrawMonths) + d.get(P::DomNewUse) * made;
            let other_stacks = (c.stacks_other * wanted_other).min(d.get(P::DomOtherCap) * usable);
            let fed = other_stacks / (c.stacks_other * wanted_other + 1e-12);
            let floor = d.get(P::DomOtherFloor);
            now.other = wanted_other * (floor + (1.0 - floor) * fed);
            let (m_u, d_u) = (at(&w.stacks_huawei, t), at(&w.dies_huawei, t));
            let wafers = w.wafers.at(t, d.get(P::DomWafers)) * self.invest;
            let draw = self.dies.min(d.get(P::DomDieDraw) * 1000.0);
            let by_dies = (draw + wafers * d.get(P::DomAllocation) * c.gross_dies * self.good) / d_u;
            let by_memory = (usable - other_stacks) / m_u;
            let gross = by_dies.min(by_memory).min(at(&w.packaging_cn, t));
            let kept = d.get(P::DomPackageYield) / c.package_reference;
            now.huawei = gross * kept;
            now.slack = by_dies / (by_memory + 1e-12);
            let memory_binds = by_memory <= by_dies;
            let f = w.quality_f.at(t, d.get(P::DomQuality));
            now.shadow = [
                if memory_binds { f * kept / m_u } else { 0.0 },
                if memory_binds { 0.0 } else { f * kept / d_u },
            ];
            self.stacks += bought + made - other_stacks - gross * m_u;
            self.dies -= draw.min(gross * d_u);
            self.cum_wafers += wafers;
            let learned = (self.cum_wafers / c.cum_wafers0).powf(-d.get(P::DomLearningYield));
            self.good = 1.0 - (1.0 - d.get(P::DomYield0)) * learned;
        }
        self.cum_units += now.huawei + now.other;
        if t + 1 == w.dates.output_made {
            self.cum_units_2025 = self.cum_units;
            self.research_2025 = self.research;
        }
    }

    /// 2.6 Quality, software gap and price.
    ///
    /// Quality is the roadmap times exp(shift); from 2026 the shift moves by
    /// adj (ln g_q - ln 1.25 + theta_R log2(R / R_2025)) / 12. sigma = sigma_0 exp(-k log2(B / B_0) - k/2 years),
    /// within 0.02 to 0.8. Cost falls by ell per doubling of units; a part reaches the price.
    /// Units: H100e per unit, fraction of peak, USD thousand. Source: roadmap, `dom.*`.
    pub(super) fn quality(&mut self, w: &World, d: &Draw, t: usize, now: &mut Now) {
        let c = &w.constants;
        if t >= w.dates.output_made {
            let ratio = (self.research / self.research_2025).max(1e-3);
            let drift = d.get(P::DomCadence).ln() - c.cadence_reference.ln()
                + d.get(P::DomResearchEffect) * ratio.log2();
            let shift = self.quality_shift + d.get(P::DomQualityAdjust) * drift / 12.0;
            self.quality_shift = shift.clamp(-c.quality_clip, c.quality_clip);
        }
        let band = w.quality_f.at(t, d.get(P::DomQuality));
        let central = w.quality_f.at(t, 0.0);
        let factor = band / central * self.quality_shift.exp();
        now.quality = [central * factor, at(&w.quality_b, t) * factor, at(&w.quality_fp4, t) * factor];
        let base = (self.use_of[HUAWEI][0].max(1e-9) / c.sigma_base).log2().max(-1.0);
        let closing = d.get(P::DomGapClosing);
        let closed = (-closing * base - c.sigma_time * closing * years_after(t, w.dates.gap_closes)).exp();
        now.gap = [d.get(P::DomGapTraining), d.get(P::DomGapInference)]
            .map(|gap| (gap * closed).clamp(c.sigma_least, c.sigma_most));
        let doublings =
            if t >= w.dates.output_made { (self.cum_units / self.cum_units_2025).log2() } else { 0.0 };
        let cost = (1.0 - d.get(P::DomCostLearning)).powf(doublings);
        now.price_domestic =
            w.price_domestic.at(t, d.get(P::DomPrice)) * (1.0 - d.get(P::DomCostPass) * (1.0 - cost));
    }

    /// 2.4 Smuggling: a flow that follows premium, world supply and enforcement over tau months.
    ///
    /// S* = S_0 (pi / pi_ref)^eta exp(-psi pen (q(E) - q(1))) (supply / supply_ref) (1 - loss);
    /// q(E) = 1 - exp(-k E); arrivals S (1 - q); S is at most half of supply outside the US and China.
    /// Unit: thousand H100e per month. Source: `smuggle.*`; S_0, pi_ref and supply_ref are all of mid-2024.
    pub(super) fn smuggle(&mut self, w: &World, r: &Rules, d: &Draw, t: usize, now: &mut Now) {
        let c = &w.constants;
        let e = at(&r.enforcement, t);
        let k = -(1.0 - d.get(P::SmuggleInterdiction)).ln() / c.enforcement_reference;
        let caught = 1.0 - (-k * e).exp();
        let lost =
            if at(&d.hit, t) < d.get(P::SmuggleHit) * e { d.get(P::SmuggleConcentration) } else { 0.0 };
        self.loss = (self.loss * (1.0 - 1.0 / d.get(P::SmuggleRecovery).max(1.0)) + lost).min(1.0);
        if t < w.dates.domestic_limited {
            self.smuggling = at(&w.smuggled, t) * d.get(P::SmuggleScale) / w.constants.press_scale;
        } else {
            let supply = mean_before(&self.row_supply, t) / w.row_reference;
            let deterred =
                d.get(P::SmuggleDeterrence) * d.get(P::SmugglePenalty) * (caught - (1.0 - (-k).exp()));
            let pull = (self.premium / d.get(P::SmugglePremiumRef)).powf(d.get(P::SmuggleElasticity));
            let target = d.get(P::SmuggleScale) * pull * (-deterred).exp() * supply * (1.0 - self.loss);
            self.smuggling += (target - self.smuggling) / d.get(P::SmuggleTau);
        }
        let flow = self.smuggling.min(c.smuggle_max_row * now.new_row[0]);
        self.smuggling = flow;
        now.arrivals = flow * (1.0 - caught);
        now.seized = flow * caught;
        let part = flow / (now.new_row[0] + 1e-12);
        self.row_supply.push(now.new_row[0]);
        now.new_row = now.new_row.map(|value| value * (1.0 - part));
    }
}
