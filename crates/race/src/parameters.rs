//! The assumptions that the equations read, each with its fixed place in a draw.

macro_rules! parameters {
    ($($name:ident = $id:literal,)*) => {
        /// An assumption that the equations read.
        ///
        /// The order fixes the dimension of the sequence of draws: new ones are
        /// added at the end, so that a draw keeps its values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Parameter { $(#[doc = concat!("`", $id, "`")] $name,)* }

        impl Parameter {
            /// Every parameter, in the order of their places.
            pub const ALL: &'static [(Parameter, &'static str)] = &[$((Parameter::$name, $id),)*];
        }
    };
}

parameters! {
    UsCowos = "us.cowos",
    UsEtaCw = "us.eta_cw",
    UsGrowthPerWafer = "us.growth_per_wafer",
    UsFungible = "us.fungible",
    UsH200Decay = "us.h200_decay",
    LegalOffer = "legal.offer",
    LegalPractice = "legal.practice",
    LegalCap = "legal.cap",
    GateTighten = "gate.tighten",
    GateLoosen = "gate.loosen",
    RedesignAnnounce = "redesign.announce",
    RedesignVolume = "redesign.volume",
    RedesignExists = "redesign.exists",
    RedesignPull = "redesign.pull",
    CnDemand = "cn.demand",
    SegmentTrain = "segment.train",
    SegmentInfer = "segment.infer",
    SegmentStartup = "segment.startup",
    SegmentState = "segment.state",
    ChoiceAlpha = "choice.alpha",
    ChoiceWait = "choice.wait",
    ChoiceOverflow = "choice.overflow",
    ChoiceOverflowSmuggled = "choice.overflow_smuggled",
    ChoiceMemory = "choice.memory",
    ChoiceLoyalty = "choice.loyalty",
    ChoiceSwitching = "choice.switching",
    CnWInf = "cn.w_inf",
    SmuggleScale = "smuggle.scale",
    SmugglePremiumRef = "smuggle.premium_ref",
    SmuggleElasticity = "smuggle.elasticity",
    SmuggleInterdiction = "smuggle.interdiction",
    SmuggleDeterrence = "smuggle.deterrence",
    SmugglePenalty = "smuggle.penalty",
    SmuggleConcentration = "smuggle.concentration",
    SmuggleRecovery = "smuggle.recovery",
    SmuggleHit = "smuggle.hit",
    SmuggleUsable = "smuggle.usable",
    SmuggleTau = "smuggle.tau",
    PremiumSlope = "premium.slope",
    PremiumTau = "premium.tau",
    DomWafers = "dom.wafers",
    DomAllocation = "dom.allocation",
    DomYield0 = "dom.yield0",
    DomLearningYield = "dom.learning_yield",
    DomPackageYield = "dom.package_yield",
    DomDieBank = "dom.die_bank",
    DomDieDraw = "dom.die_draw",
    DomStacks0 = "dom.stacks0",
    DomStackInflow = "dom.stack_inflow",
    DomMemory = "dom.memory",
    DomDrawMonths = "dom.draw_months",
    DomNewUse = "dom.new_use",
    DomOtherCap = "dom.other_cap",
    DomOtherFloor = "dom.other_floor",
    DomOther = "dom.other",
    DomQuality = "dom.quality",
    DomPrice = "dom.price",
    DomResponse = "dom.response",
    DomCadence = "dom.cadence",
    DomResearchShare = "dom.research_share",
    DomResearchEffect = "dom.research_effect",
    DomSupport = "dom.support",
    DomSupportPass = "dom.support_pass",
    DomQualityAdjust = "dom.quality_adjust",
    DomGapTraining = "dom.gap_training",
    DomGapInference = "dom.gap_inference",
    DomGapClosing = "dom.gap_closing",
    DomCostLearning = "dom.cost_learning",
    DomCostPass = "dom.cost_pass",
    OffStock = "off.stock",
    UseFailure = "use.failure",
    UseLife = "use.life",
    UseLag = "use.lag",
    UseMfuUs = "use.mfu_us",
    UseMfuCn = "use.mfu_cn",
    RunShareUs = "run.share_us",
    RunShareCn = "run.share_cn",
    AlgoGrowth = "algo.growth",
    AlgoRatio0 = "algo.ratio0",
    AlgoResearch = "algo.research",
    SpillHalfLife = "spill.half_life",
    SpillEarly = "spill.early",
    SpillShare = "spill.share",
    MoneyRealised = "money.realised",
    MoneyInventory = "money.inventory",
    CnElasticity = "cn.elasticity",
    DomInvestLag = "dom.invest_lag",
}

/// How many there are.
pub const PARAMETERS: usize = Parameter::ALL.len();

impl Parameter {
    /// Id in the data.
    #[must_use]
    pub fn id(self) -> &'static str {
        Parameter::ALL.iter().find(|(parameter, _)| *parameter == self).map_or("", |(_, id)| id)
    }

    /// Place in a draw.
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }
}
