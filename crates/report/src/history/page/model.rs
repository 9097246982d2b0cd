//! What the page of legal histories shows, as plain values.

pub use crate::page::cause::Cause;
use chipgate_corpus::WellKnown;
use serde::Serialize;

/// The whole page.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    /// Language of the page: `en`, `ja` or `zh`.
    pub lang: String,
    /// Destination, as a code and in words.
    pub to: (String, String),
    /// First day drawn.
    pub from: String,
    /// Last day drawn (inclusive).
    pub until: String,
    /// The day on which the page was asked for.
    pub today: String,
    /// The countries of the two sides, as codes: the one that sells, and the one that buys.
    pub sides: [String; 2],
    /// Last day that the sources of the US gate cover.
    pub covers_to: String,
    /// Last day that the sources of China's gate cover.
    pub covers_to_cn: String,
    /// Version and hash of the data.
    pub corpus: (String, String),
    /// The lens: `enforced` or `codified`.
    pub lens: String,
    /// One strip a chip.
    pub chips: Vec<ChipStrip>,
    /// Chips that the plane names, the ones first that most deserve the room.
    #[serde(skip)]
    pub well_known: Vec<WellKnown>,
    /// The plane TPP × performance density, one entry a stretch of days without change.
    pub planes: Vec<Plane>,
}

/// The legal history of one chip.
#[derive(Clone, Debug, Serialize)]
pub struct ChipStrip {
    /// Catalogue id.
    pub id: String,
    /// Name as sold.
    pub name: String,
    /// Vendor, and its country code.
    pub vendor: (String, String),
    /// `datacenter`, `consumer`, `workstation` or `edge`.
    pub market: String,
    /// Launch day; empty when unknown.
    pub launch: String,
    /// The act asked about: `export` or `use`.
    pub kind: String,
    /// TPP: low, and high (`None` where unbounded); `None` when nothing is known.
    pub tpp: Option<(f64, Option<f64>)>,
    /// Performance density in TPP per mm², in the same form.
    pub density: Option<(f64, Option<f64>)>,
    /// Designed or marketed for datacenters; `None` when not known.
    pub datacenter: Option<bool>,
    /// Stretches of days with one answer, in order, without gaps.
    pub spans: Vec<Span>,
}

/// A stretch of days with one answer.
#[derive(Clone, Debug, Serialize)]
pub struct Span {
    /// First day.
    pub from: String,
    /// First day of the next stretch.
    pub until: String,
    /// Answer of the US gate, as a code.
    pub seller: String,
    /// Answer of China's gate, as a code.
    pub buyer: String,
    /// Answers of the gates of other governments: name and code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<(String, String)>,
    /// The joint verdict, as a code.
    pub verdict: String,
    /// ECCN paragraphs.
    pub eccn: Vec<String>,
    /// Review policy, as a code; several joined by `|` where open.
    pub review: String,
    /// What brought the change about: short citation, title and address (may be empty).
    pub cause: Option<Cause>,
    /// Rules behind the answer of the US gate, each with its provision and comparisons.
    pub rules: Vec<RuleLine>,
    /// Rules behind the answer of China's gate.
    pub rules_buyer: Vec<RuleLine>,
    /// Kind of authority that the answer of China's gate rests on, as a code; empty where no rule gives it.
    pub rests_buyer: String,
    /// What the joint verdict rests on, where it rests on press reports alone; empty otherwise.
    pub rests_joint: String,
    /// Conditions and notices of China's gate, as codes.
    pub conditions_cn: Vec<String>,
    /// Facts that would settle an open answer of the US gate.
    pub missing: Vec<String>,
    /// Facts that would settle an open answer of China's gate.
    pub missing_cn: Vec<String>,
}

/// A rule behind an answer.
#[derive(Clone, Debug, Serialize)]
pub struct RuleLine {
    /// Rule id.
    pub id: String,
    /// Text.
    pub title: String,
    /// Provision, as lawyers cite it.
    pub provision: String,
    /// `yes`, `no` or `unknown`.
    pub answer: String,
    /// Comparisons in words, such as `TPP 2,368 < 4,800`.
    pub reads: Vec<String>,
}

/// Regions of the plane on a stretch of days.
#[derive(Clone, Debug, Serialize)]
pub struct Plane {
    /// First day.
    pub from: String,
    /// First day of the next stretch.
    pub until: String,
    /// Regions for an item designed or marketed for datacenters.
    pub datacenter: Vec<Region>,
    /// Regions for any other item.
    pub other: Vec<Region>,
}

/// A rectangle of the plane with one answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Region {
    /// TPP from, and to (`None` = unbounded).
    pub tpp: (f64, Option<f64>),
    /// Density from, and to (`None` = unbounded).
    pub density: (f64, Option<f64>),
    /// Answer of the US gate, as a code.
    pub answer: String,
    /// ECCN paragraphs.
    pub eccn: Vec<String>,
}
