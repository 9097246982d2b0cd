//! The numbers of a month, each in its place.

use super::*;
use crate::quantities::Quantity as Q;

impl State {
    #[inline(always)]
    pub(super) fn report(&self, m: At<'_>, now: &Now, out: &mut BlockMonth) {
        self.flows(m, now, out);
        self.makers(now, out);
        self.levels(m, out);
        self.new_chips(m, now, out);
    }

    #[inline(always)]
    fn flows(&self, m: At<'_>, now: &Now, out: &mut BlockMonth) {
        let legal_f = now.legal[0] + m.w.amd[m.t];
        let outside = now.new_us[0] + now.new_row[0] + now.arrivals + now.seized;
        out[Q::OutputF.place()] = outside + legal_f;
        out[Q::DisplacedF.place()] = now.displaced;
        out[Q::Delta.place()] = now.delta;
        out[Q::Stage.place()] = now.stage;
        out[Q::LegalUnits.place()] = now.legal_units;
        out[Q::LegalUsd.place()] = now.sold[0];
        out[Q::LegalF.place()] = legal_f;
        out[Q::SmuggledF.place()] = now.arrivals;
        out[Q::SeizedF.place()] = now.seized;
        out[Q::Premium.place()] = self.premium;
        out[Q::Unmet.place()] = self.unmet;
        out[Q::Spent.place()] = now.spent;
        out[Q::Demand.place()] = now.budget;
        out[Q::Gate.place()] = now.gate_mean;
        out[Q::Cover.place()] = now.cover;
    }

    #[inline(always)]
    fn makers(&self, now: &Now, out: &mut BlockMonth) {
        out[Q::HuaweiUnits.place()] = now.huawei;
        out[Q::OtherUnits.place()] = now.other;
        out[Q::DomesticUnits.place()] = now.huawei + now.other;
        out[Q::DomesticSold.place()] = now.sold_units[0] + now.sold_units[1];
        out[Q::DomesticF.place()] = now.domestic_f;
        out[Q::DomesticUsd.place()] = now.sold[2];
        out[Q::DomesticUnit.place()] = now.quality[0];
        out[Q::DieSlack.place()] = now.slack;
        out[Q::ShadowMemory.place()] = now.shadow[0];
        out[Q::ShadowDies.place()] = now.shadow[1];
        out[Q::GapTraining.place()] = now.gap[0];
        out[Q::Invest.place()] = self.invest;
    }

    #[inline(always)]
    fn levels(&self, m: At<'_>, out: &mut BlockMonth) {
        out[Q::StockCnF.place()] = self.in_use(2, 0);
        out[Q::StockUsF.place()] = self.in_use(0, 0);
        out[Q::StockRowF.place()] = self.in_use(1, 0);
        out[Q::StockCnB.place()] = self.in_use(2, 1);
        out[Q::StockUsB.place()] = self.in_use(0, 1);
        out[Q::StockCnFp4.place()] = self.first[2][0] * m.w.first_fp4 + self.fp4[1];
        out[Q::StockUsFp4.place()] = self.first[0][0] * m.w.first_fp4 + self.fp4[0];
        out[Q::StockDomesticF.place()] = self.use_of[4][0] + self.use_of[5][0];
        out[Q::SoldUsF.place()] = self.sold[0];
        out[Q::SoldRowF.place()] = self.sold[1];
        out[Q::SoldLegalF.place()] = self.sold[2];
        out[Q::SoldAmdF.place()] = self.sold[3];
        out[Q::SoldSmuggledF.place()] = self.sold[4];
        out[Q::SoldHuaweiF.place()] = self.sold[5];
        out[Q::SoldOtherF.place()] = self.sold[6];
        out[Q::OffshoreF.place()] = self.rented;
    }

    #[inline(always)]
    fn new_chips(&self, m: At<'_>, now: &Now, out: &mut BlockMonth) {
        let amd = m.w.amd[m.t];
        let legal_f = now.legal[0] + amd;
        let cards = now.sold_units[0] + now.sold_units[1];
        out[Q::CardsDomestic.place()] = cards;
        out[Q::CardsAll.place()] = cards + now.legal_units + m.w.small[m.t] + amd / 0.7;
        out[Q::NewUsF.place()] = now.new_us[0];
        out[Q::NewUsFp4.place()] = now.new_us[2];
        out[Q::NewCnF.place()] = legal_f + now.arrivals + now.domestic_f;
        out[Q::NewCnFp4.place()] = now.new_fp4[1];
        out[Q::NewDomesticFp4.place()] = now.domestic_fp4;
    }
}
