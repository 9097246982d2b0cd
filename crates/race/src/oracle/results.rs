//! What comes of it: stocks, capability, money, the report of a month.

use super::*;

impl State {
    /// 2.8 Stocks by vintage: arrivals L_on after the sale, failures, retirement at the end of life.
    ///
    /// dK/dt = inflow(t - L) - mu K / 12 - inflow(t - L - T)(1 - mu/12)^T; life is longer in China. The
    /// first stock leaves evenly over one life. Accumulators since 2022 know no retirement. Unit:
    /// thousand H100e on two rulers. Source: `use.*`.
    pub(super) fn stocks(&mut self, w: &World, d: &Draw, t: usize, now: &mut Now) {
        let c = &w.constants;
        let amd = at(&w.amd, t);
        let b_per_f = at(&w.smuggled_b_per_f, t);
        self.history.push([
            [now.new_us[0], now.new_us[1]],
            [now.new_row[0], now.new_row[1]],
            [now.legal[0] + amd, now.legal[1] + amd * w.other_b_per_f],
            [now.arrivals, now.arrivals * b_per_f],
            [now.sold_units[0] * now.quality[0], now.sold_units[0] * now.quality[1]],
            [0, 1].map(|ruler| now.sold_units[1] * at(&w.other_figures[ruler], t)),
        ]);
        // The mix of a smuggled chip follows the FP4 share of what the rest of the world gets.
        let smuggled = now.arrivals * now.new_row[2] / (now.new_row[0] + 1e-12);
        now.new_fp4 = [now.new_us[2], now.legal[2] + amd * w.other_fp4_per_f + smuggled + now.domestic_fp4];
        self.history_fp4.push(now.new_fp4);
        let lag = whole(d.get(P::UseLag));
        let fails = d.get(P::UseFailure) / 12.0;
        let lives = [whole(d.get(P::UseLife)), whole(d.get(P::UseLife) + c.china_longer)];
        for source in 0..6 {
            let life = lives[usize::from(source >= IMPORTED)];
            let inflow = self.vintage(source, t, lag);
            let retired = self.vintage(source, t, lag + life);
            for ruler in 0..2 {
                let k = &mut self.use_of[source][ruler];
                *k += inflow[ruler] - *k * fails - retired[ruler] * power(1.0 - fails, life);
            }
        }
        for region in 0..2 {
            let of = |age: usize| {
                t.checked_sub(age)
                    .and_then(|month| self.history_fp4.get(month))
                    .map_or(0.0, |flow| flow[region])
            };
            let life = lives[region];
            let change = of(lag) - of(lag + life) * power(1.0 - fails, life);
            self.fp4[region] += change - self.fp4[region] * fails;
        }
        for (region, life) in [lives[0], lives[0], lives[1]].into_iter().enumerate() {
            for ruler in 0..2 {
                let leaving = if t < life {
                    w.stock0[region][ruler] / as_number(life) * power(1.0 - fails, t)
                } else {
                    0.0
                };
                let k = &mut self.first[region][ruler];
                *k = (*k * (1.0 - fails) - leaving).max(0.0);
            }
        }
        if t >= w.dates.sold_counted {
            let since_2024 = if t >= w.dates.domestic_limited { 1.0 } else { 0.0 };
            let flows = [
                now.new_us[0],
                now.new_row[0],
                now.legal[0],
                amd,
                now.arrivals,
                since_2024 * now.sold_units[0] * now.quality[0],
                since_2024 * now.sold_units[1] * at(&w.other_figures[0], t),
            ];
            for (sum, flow) in self.sold.iter_mut().zip(flows) {
                *sum += flow;
            }
        }
    }

    pub(super) fn vintage(&self, source: usize, t: usize, age: usize) -> Flow {
        t.checked_sub(age).and_then(|month| self.history.get(month)).map_or([0.0; 2], |flows| flows[source])
    }

    pub(super) fn in_use(&self, region: usize, ruler: usize) -> f64 {
        let sources: &[usize] = match region {
            0 => &[US],
            1 => &[ROW],
            _ => &[IMPORTED, DIVERTED, HUAWEI, OTHER],
        };
        self.first[region][ruler] + sources.iter().map(|source| self.use_of[*source][ruler]).sum::<f64>()
    }

    /// 2.9 Capability and lag.
    ///
    /// Before December 2022 both levels grow at the rate seen from 2012 on.
    /// run = c_tr x a year of effective training compute; d ln A_us = ln g_A, d ln A_cn = ln g_A
    /// (C_cn / C_us)^r + 12 ln 2 / h_sp max(0, ln A_us - ln A_cn) per year, from December 2022;
    /// e = log10(run A); cap_us = e_us; cap_cn = e_cn + chi max(0, e_us(t - h_sp) - e_cn);
    /// lag = months since cap_us first passed cap_cn. h_sp is longer before July 2023.
    /// Units: FLOP, months. Source: `spill.*`, `algo.*`, `run.*`.
    pub(super) fn capability(&mut self, w: &World, d: &Draw, t: usize, out: &mut Month) {
        let c = &w.constants;
        let training = 1.0 - w.w_inf.at(t, d.get(P::CnWInf));
        let (good_us, good_cn) = (d.get(P::UseMfuUs), d.get(P::UseMfuCn));
        let us = self.in_use(0, 0) * good_us * training;
        let imported =
            self.first[2][0] + self.use_of[IMPORTED][0] + d.get(P::SmuggleUsable) * self.use_of[DIVERTED][0];
        let domestic = self.use_of[HUAWEI][0] + self.use_of[OTHER][0];
        let rented = self.rented * c.offshore_training * good_us;
        let cn = (imported * good_us + domestic * good_cn + rented) * training;
        let growth = d.get(P::AlgoGrowth).ln();
        let half_life =
            d.get(P::SpillHalfLife) * if t < w.dates.open_methods { d.get(P::SpillEarly) } else { 1.0 };
        if t <= w.dates.levels {
            self.ln_us = c.algo_before.ln() * (as_number(t) - as_number(w.dates.levels)) / 12.0;
            self.ln_cn = self.ln_us + d.get(P::AlgoRatio0).ln();
        } else {
            let research = (cn / us).powf(d.get(P::AlgoResearch));
            let catch_up = std::f64::consts::LN_2 / half_life * (self.ln_us - self.ln_cn).max(0.0);
            self.ln_cn += growth * research / 12.0 + catch_up;
            self.ln_us += growth / 12.0;
        }
        let run_us = d.get(P::RunShareUs) * us * w.constants.flop_per_year;
        let run_cn = d.get(P::RunShareCn) * cn * w.constants.flop_per_year;
        let e_us = run_us.log10() + self.ln_us / std::f64::consts::LN_10;
        let e_cn = run_cn.log10() + self.ln_cn / std::f64::consts::LN_10;
        // The level never falls: what was once reached stays known.
        let e_us = self.effective_us.last().map_or(e_us, |last| last.max(e_us));
        self.effective_us.push(e_us);
        let seen = value_before(&self.effective_us, as_number(t) - half_life);
        let cap_cn = e_cn + d.get(P::SpillShare) * (seen - e_cn).max(0.0);
        let lag =
            if t >= w.dates.lag_told { as_number(t) - time_passed(&self.effective_us, cap_cn) } else { 0.0 };
        set(out, Q::TrainingCn, cn);
        set(out, Q::TrainingUs, us);
        set(out, Q::RunCn, run_cn);
        set(out, Q::RunUs, run_us);
        set(out, Q::Lag, lag);
        set(out, Q::Points, c.points * (e_us - cap_cn));
    }

    /// 2.10 Money: revenue, the government's take, the charge when a market shuts with stock in hand.
    ///
    /// charge = realised x months of stock x mean sales x part of access lost at the end of the month, for
    /// classes made for one market: a stop inside a month writes all of it down then. R = rho x domestic sales of a year + passed-on support. Units: USD million, USD billion
    /// per year. Source: `money.*`, `dom.*`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn money(
        &mut self,
        w: &World,
        r: &Rules,
        d: &Draw,
        t: usize,
        class: &Class,
        now: &Now,
        out: &mut Month,
    ) {
        let _ = w;
        let access = class.stays * now.gate_mean;
        let lost = if self.access > 0.01 { ((self.access - access) / self.access).max(0.0) } else { 0.0 };
        let stock = d.get(P::MoneyInventory) * self.sales_mean;
        let charge = d.get(P::MoneyRealised) * stock * lost * self.special;
        self.sales_mean += (now.spent[LEGAL] - self.sales_mean) / 3.0;
        self.access = access;
        self.special = class.special;
        self.research = d.get(P::DomResearchShare) * now.spent[DOMESTIC] * 12.0 / 1000.0
            + d.get(P::DomSupportPass) * d.get(P::DomSupport);
        set(out, Q::Take, at(&r.take, t) * now.spent[LEGAL]);
        set(out, Q::Charge, charge);
        set(out, Q::ResearchUsd, self.research);
    }

    pub(super) fn report(&self, w: &World, t: usize, now: &Now, out: &mut Month) {
        let amd = at(&w.amd, t);
        let legal_f = now.legal[0] + amd;
        let outside = now.new_us[0] + now.new_row[0] + now.arrivals + now.seized;
        for (quantity, value) in [
            (Q::OutputF, outside + legal_f),
            (Q::DisplacedF, now.displaced),
            (Q::Delta, now.delta),
            (Q::Stage, now.stage),
            (Q::LegalUnits, now.legal_units),
            (Q::LegalUsd, now.spent[LEGAL]),
            (Q::LegalF, legal_f),
            (Q::SmuggledF, now.arrivals),
            (Q::SeizedF, now.seized),
            (Q::Premium, self.premium),
            (Q::HuaweiUnits, now.huawei),
            (Q::OtherUnits, now.other),
            (Q::DomesticUnits, now.huawei + now.other),
            (Q::DomesticSold, now.sold_units[0] + now.sold_units[1]),
            (Q::DomesticF, now.domestic_f),
            (Q::DomesticUsd, now.spent[DOMESTIC]),
            (Q::DomesticUnit, now.quality[0]),
            (Q::DieSlack, now.slack),
            (Q::ShadowMemory, now.shadow[0]),
            (Q::ShadowDies, now.shadow[1]),
            (Q::GapTraining, now.gap[0]),
            (Q::Unmet, self.unmet),
            (Q::Spent, now.spent.iter().sum()),
            (Q::Demand, now.budget),
            (Q::Gate, now.gate_mean),
            (Q::Cover, now.cover),
            (Q::StockCnF, self.in_use(2, 0)),
            (Q::StockUsF, self.in_use(0, 0)),
            (Q::StockRowF, self.in_use(1, 0)),
            (Q::StockCnB, self.in_use(2, 1)),
            (Q::StockUsB, self.in_use(0, 1)),
            (Q::StockDomesticF, self.use_of[HUAWEI][0] + self.use_of[OTHER][0]),
            (Q::SoldUsF, self.sold[0]),
            (Q::SoldRowF, self.sold[1]),
            (Q::SoldLegalF, self.sold[2]),
            (Q::SoldAmdF, self.sold[3]),
            (Q::SoldSmuggledF, self.sold[4]),
            (Q::SoldHuaweiF, self.sold[5]),
            (Q::SoldOtherF, self.sold[6]),
            (Q::OffshoreF, self.rented),
            (Q::CardsDomestic, now.sold_units[0] + now.sold_units[1]),
            (
                Q::CardsAll,
                now.sold_units[0]
                    + now.sold_units[1]
                    + now.legal_units
                    + at(&w.small, t)
                    + amd / w.constants.amd_f_per_card,
            ),
            (Q::NewUsF, now.new_us[0]),
            (Q::NewUsFp4, now.new_us[2]),
            (Q::NewCnF, legal_f + now.arrivals + now.domestic_f),
            (Q::NewCnFp4, now.new_fp4[1]),
            (Q::NewDomesticFp4, now.domestic_fp4),
            (Q::StockCnFp4, self.first[2][0] * w.first_fp4 + self.fp4[1]),
            (Q::StockUsFp4, self.first[0][0] * w.first_fp4 + self.fp4[0]),
            (Q::Invest, self.invest),
        ] {
            set(out, quantity, value);
        }
    }
}
