//! The numbers of a month, each in its place.

use super::*;
use crate::quantities::Quantity as Q;

impl<S: Simd> State<S> {
    #[inline(always)]
    pub(super) fn report(&self, m: At<'_, S>, now: &Now<S>, out: &mut Out<'_>) {
        self.flows(m, now, out);
        self.makers(now, out);
        self.levels(m, out);
        self.new_chips(m, now, out);
    }

    #[inline(always)]
    fn flows(&self, m: At<'_, S>, now: &Now<S>, out: &mut Out<'_>) {
        let legal_f = now.legal[0] + m.w.amd[m.t];
        let outside = now.new_us[0] + now.new_row[0] + now.arrivals + now.seized;
        out.set(Q::OutputF, outside + legal_f);
        out.set(Q::DisplacedF, now.displaced);
        out.set(Q::Delta, now.delta);
        out.set(Q::Stage, now.stage);
        out.set(Q::LegalUnits, now.legal_units);
        out.set(Q::LegalUsd, now.sold[0]);
        out.set(Q::LegalF, legal_f);
        out.set(Q::SmuggledF, now.arrivals);
        out.set(Q::SeizedF, now.seized);
        out.set(Q::Premium, self.premium);
        out.set(Q::Unmet, self.unmet);
        out.set(Q::Spent, now.spent);
        out.set(Q::Demand, now.budget);
        out.set(Q::Gate, now.gate_mean);
        out.set(Q::Cover, now.cover);
    }

    #[inline(always)]
    fn makers(&self, now: &Now<S>, out: &mut Out<'_>) {
        out.set(Q::HuaweiUnits, now.huawei);
        out.set(Q::OtherUnits, now.other);
        out.set(Q::DomesticUnits, now.huawei + now.other);
        out.set(Q::DomesticSold, now.sold_units[0] + now.sold_units[1]);
        out.set(Q::DomesticF, now.domestic_f);
        out.set(Q::DomesticUsd, now.sold[2]);
        out.set(Q::DomesticUnit, now.quality[0]);
        out.set(Q::DieSlack, now.slack);
        out.set(Q::ShadowMemory, now.shadow[0]);
        out.set(Q::ShadowDies, now.shadow[1]);
        out.set(Q::GapTraining, now.gap[0]);
        out.set(Q::Invest, self.invest);
    }

    #[inline(always)]
    fn levels(&self, m: At<'_, S>, out: &mut Out<'_>) {
        out.set(Q::StockCnF, self.in_use(2, 0));
        out.set(Q::StockUsF, self.in_use(0, 0));
        out.set(Q::StockRowF, self.in_use(1, 0));
        out.set(Q::StockCnB, self.in_use(2, 1));
        out.set(Q::StockUsB, self.in_use(0, 1));
        out.set(Q::StockCnFp4, self.first[2][0] * m.w.first_fp4 + self.fp4[1]);
        out.set(Q::StockUsFp4, self.first[0][0] * m.w.first_fp4 + self.fp4[0]);
        out.set(Q::StockDomesticF, self.use_of[4][0] + self.use_of[5][0]);
        out.set(Q::SoldUsF, self.sold[0]);
        out.set(Q::SoldRowF, self.sold[1]);
        out.set(Q::SoldLegalF, self.sold[2]);
        out.set(Q::SoldAmdF, self.sold[3]);
        out.set(Q::SoldSmuggledF, self.sold[4]);
        out.set(Q::SoldHuaweiF, self.sold[5]);
        out.set(Q::SoldOtherF, self.sold[6]);
        out.set(Q::OffshoreF, self.rented);
    }

    #[inline(always)]
    fn new_chips(&self, m: At<'_, S>, now: &Now<S>, out: &mut Out<'_>) {
        let amd = m.w.amd[m.t];
        let legal_f = now.legal[0] + amd;
        let cards = now.sold_units[0] + now.sold_units[1];
        out.set(Q::CardsDomestic, cards);
        out.set(Q::CardsAll, cards + now.legal_units + m.w.small[m.t] + amd / m.w.constants.amd_f_per_card);
        out.set(Q::NewUsF, now.new_us[0]);
        out.set(Q::NewUsFp4, now.new_us[2]);
        out.set(Q::NewCnF, legal_f + now.arrivals + now.domestic_f);
        out.set(Q::NewCnFp4, now.new_fp4[1]);
        out.set(Q::NewDomesticFp4, now.domestic_fp4);
    }
}
