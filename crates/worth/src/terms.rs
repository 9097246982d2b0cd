//! The parts of a step's time, at peak rates, and which of them binds.

use crate::assume::Efficiencies;
use crate::units::Seconds;

/// Times at peak rates; the efficiencies come in only when they are added up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    /// Reading weights.
    pub weights: Seconds,
    /// Reading stored keys and values.
    pub kv: Seconds,
    /// Reading and writing activations.
    pub activations: Seconds,
    /// Activations of prompts: long streams between large products, which run at the share that products reach.
    pub streamed: Seconds,
    /// Products with weights that every token uses.
    pub linear: Seconds,
    /// Products with routed experts.
    pub experts: Seconds,
    /// Attention.
    pub attention: Seconds,
    /// Exchange inside a node or supernode, already at the share that links reach.
    pub scale_up: Seconds,
    /// Exchange between nodes, the same.
    pub scale_out: Seconds,
    /// Time in which nothing is computed.
    pub launch: Seconds,
}

/// What a step waits for most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Arithmetic.
    Arithmetic,
    /// Memory bandwidth.
    MemoryBandwidth,
    /// Links inside a node.
    ScaleUp,
    /// Links between nodes.
    ScaleOut,
    /// Launches and other fixed time.
    Fixed,
}

impl Binding {
    /// The code in results.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Binding::Arithmetic => "arithmetic",
            Binding::MemoryBandwidth => "memory_bandwidth",
            Binding::ScaleUp => "scale_up_link",
            Binding::ScaleOut => "scale_out_link",
            Binding::Fixed => "fixed_time",
        }
    }
}

impl Terms {
    /// Memory time at peak.
    #[must_use]
    pub fn memory(&self) -> Seconds {
        self.weights + self.kv + self.activations + self.streamed
    }

    /// Arithmetic time at peak.
    #[must_use]
    pub fn arithmetic(&self) -> Seconds {
        self.linear + self.experts + self.attention
    }

    /// No machine is faster: the longer of arithmetic and memory, without losses, links or launches.
    #[must_use]
    pub fn bound(&self) -> Seconds {
        self.arithmetic().max(self.memory())
    }

    /// Time of a serving step: arithmetic and memory one after the other at what they reach, then the exchange.
    ///
    /// The pessimistic form of `T_step` with an efficiency for each: `T_cmp/η_f + T_mem/η_w + T_com + T_launch`;
    /// the experts' share waits for the fullest chip (`η_balance`).
    #[must_use]
    pub fn serving(&self, fitted: &Efficiencies) -> Seconds {
        let even = self.linear + self.attention + self.experts / fitted.third;
        even / fitted.arithmetic + self.memory_time(fitted) + self.exchange() + self.launch
    }

    /// Time of a training step: only a share of the exchange is not hidden.
    #[must_use]
    pub fn training(&self, fitted: &Efficiencies) -> Seconds {
        self.arithmetic() / fitted.arithmetic
            + self.memory_time(fitted)
            + self.exchange() * fitted.third
            + self.launch
    }

    fn memory_time(&self, fitted: &Efficiencies) -> Seconds {
        (self.weights + self.kv + self.activations) / fitted.memory + self.streamed / fitted.arithmetic
    }

    fn exchange(&self) -> Seconds {
        self.scale_up + self.scale_out
    }

    /// Shares of a serving step by what is waited for, in the order of [`Binding`].
    #[must_use]
    pub fn serving_parts(&self, fitted: &Efficiencies) -> [(Binding, Seconds); 5] {
        let even = self.linear + self.attention + self.experts / fitted.third;
        self.parts(even / fitted.arithmetic, fitted, 1.0)
    }

    /// The same of a training step.
    #[must_use]
    pub fn training_parts(&self, fitted: &Efficiencies) -> [(Binding, Seconds); 5] {
        self.parts(self.arithmetic() / fitted.arithmetic, fitted, fitted.third)
    }

    fn parts(&self, arithmetic: Seconds, fitted: &Efficiencies, exposed: f64) -> [(Binding, Seconds); 5] {
        [
            (Binding::Arithmetic, arithmetic),
            (Binding::MemoryBandwidth, self.memory_time(fitted)),
            (Binding::ScaleUp, self.scale_up * exposed),
            (Binding::ScaleOut, self.scale_out * exposed),
            (Binding::Fixed, self.launch),
        ]
    }

    /// Every part times a number.
    #[must_use]
    pub fn times(&self, number: f64) -> Terms {
        Terms {
            weights: self.weights * number,
            kv: self.kv * number,
            activations: self.activations * number,
            streamed: self.streamed * number,
            linear: self.linear * number,
            experts: self.experts * number,
            attention: self.attention * number,
            scale_up: self.scale_up * number,
            scale_out: self.scale_out * number,
            launch: self.launch * number,
        }
    }

    /// Part by part with another.
    #[must_use]
    pub fn and(&self, other: &Terms) -> Terms {
        Terms {
            weights: self.weights + other.weights,
            kv: self.kv + other.kv,
            activations: self.activations + other.activations,
            streamed: self.streamed + other.streamed,
            linear: self.linear + other.linear,
            experts: self.experts + other.experts,
            attention: self.attention + other.attention,
            scale_up: self.scale_up + other.scale_up,
            scale_out: self.scale_out + other.scale_out,
            launch: self.launch + other.launch,
        }
    }
}

/// The longest part.
#[must_use]
pub fn binding(parts: &[(Binding, Seconds)]) -> Binding {
    let longest = parts.iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0));
    longest.map_or(Binding::Fixed, |(binding, _)| *binding)
}
