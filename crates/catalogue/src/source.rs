//! Sources and countries as plain records.

use chipgate_base::Name;
use chipgate_base::text::Text;
use jiff::civil::Date;

/// Where a figure or a statement comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Stable id.
    pub id: Name,
    /// Text.
    pub title: Name,
    /// Publisher.
    pub publisher: Name,
    /// Address; empty when there is none.
    pub url: Name,
    /// Day of publication; `None` when unknown.
    pub published: Option<Date>,
    /// `official`, `company`, `press`, `analysis`, `dataset` or `general_knowledge`.
    pub kind: Name,
    /// What may be reused.
    pub reuse: Name,
}

/// A country or territory.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: Name,
    /// Name in English, Japanese and Chinese.
    pub names: Text,
    /// ISO 3166-1 alpha-3 code; empty where the data give none.
    pub iso3: Name,
    /// Abbreviations and other common names, told in messages and never read in place of the code.
    pub also: Vec<Name>,
    /// Treated as another country by US export rules, from a day.
    pub treated_as: Option<(Name, Date)>,
}
