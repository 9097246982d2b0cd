//! A question with everything that the catalogue adds and all that was assumed.

use super::checks;
use chipgate_base::Name;
use chipgate_law::determine::Manner;
use chipgate_law::inputs::Inputs;
use chipgate_law::rule::Lens;
use jiff::civil::Date;

/// Something that was taken to be so without being given.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// The fact.
    pub fact: Name,
    /// Its value in words.
    pub value: String,
    /// Why, as the key of a message.
    pub why: &'static str,
}

/// A value of the request that differs from what the data hold and goes before it because the request says so by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Overridden {
    /// The fact; for a party's fact with the role in front, such as `end_user.headquarters`.
    pub fact: Name,
    /// The value of the request, in words.
    pub given: String,
    /// The value of the data, in words.
    pub known: String,
}

/// A transaction whose end user is in another country than the place to which the item is sent first.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The place of transit or of the intermediate consignee, `--to`.
    pub through: Name,
    /// The ultimate destination that the rules read (15 CFR 734.13, 734.14, 734.16).
    pub ultimate: Name,
}

/// A list of parties with which the names of the request were compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Screened {
    /// Id of the list, such as `us.entity_list`.
    pub list: Name,
    /// Its title, for people.
    pub title: Name,
    /// The day of the copy that is loaded.
    pub dated: Date,
    /// How many entries were compared.
    pub entries: usize,
    /// SHA-256 of the file that holds it.
    pub sha256: String,
}

/// A listed name, or the name of a known party, to which a name of the request comes near.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyHit {
    /// The role of the party whose name it is; `exporter`, or `end_user.ultimate_parent` and the like for owners.
    pub role: Name,
    /// The name as given.
    pub given: Name,
    /// Id of the entry or of the known party.
    pub id: Name,
    /// Which list; empty for a known party that is on none.
    pub list: Name,
    /// The name or alias that hit.
    pub alias: Name,
    /// The same name, and not only a near one.
    pub exact: bool,
    /// How near, 0 to 1; 1 for the same name.
    pub score: f64,
    /// Why it is near, as keys of messages `near_…`, such as `edits`, `order`, `joined`, `script`, `part`.
    pub reasons: Vec<&'static str>,
}

/// A question ready to be determined.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The values of all facts.
    pub inputs: Inputs,
    /// How it is to be answered.
    pub manner: Manner,
    /// The day asked about.
    pub as_of: Date,
    /// Only what was known by this day.
    pub known_on: Option<Date>,
    /// Which reading.
    pub lens: Lens,
    /// Who exports, by party id.
    pub exporter: Option<Name>,
    /// Catalogue id of the item; `None` for a described one.
    pub item_id: Option<Name>,
    /// Name of the item.
    pub item_name: Name,
    /// What was assumed.
    pub assumed: Vec<Assumed>,
    /// Presumptions that no rule states, such as `full_list_screening`.
    pub provided: Vec<&'static str>,
    /// Keys of caveats that the filling found, for the gate whose lists are read: the seller's.
    pub caveats: Vec<&'static str>,
    /// Figures far outside what such items have.
    pub implausible: Vec<checks::Implausible>,
    /// Country codes that are not those given, such as HK read as CN: (given, read as).
    pub mapped: Vec<(Name, Name)>,
    /// Values that go before what the data hold, shown first.
    pub overridden: Vec<Overridden>,
    /// The transit and the ultimate destination, where they differ.
    pub passage: Option<Passage>,
    /// Lists with which named parties were compared; empty where no party is named.
    pub screened: Vec<Screened>,
    /// Entries and known parties to which the names of the request come near.
    pub hits: Vec<PartyHit>,
}
