//! The facts that the program itself fills or reads, found once when the data are loaded.

use chipgate_catalogue::derived::TABLE;
use chipgate_law::fact::{FactId, Facts};

macro_rules! known {
    ($($(#[$about:meta])* $field:ident),+ $(,)?) => {
        /// Ids of the facts that the program names.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Known {
            $($(#[$about])* pub $field: FactId,)+
            quantities: [FactId; TABLE.len()],
        }

        impl Known {
            /// Names of the facts, those that are worked out from figures left aside.
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),+];

            /// Finds every fact. One that the data do not declare stands outside every list and is never read;
            /// [`Known::missing`] names it, and such data are refused.
            #[must_use]
            pub fn of(facts: &Facts) -> Known {
                let find = |name: &str| facts.find(name).unwrap_or(FactId(usize::MAX));
                Known {
                    $($field: find(stringify!($field)),)+
                    quantities: TABLE.map(|derived| find(derived.name)),
                }
            }
        }
    };
}

known! {
    /// What is done: an export, an import and so on.
    act,
    /// The place that the item leaves, as given.
    origin_place,
    /// The country that it leaves, as the rules read it.
    origin_country,
    /// The place where it ends, as given.
    destination_place,
    /// The country where it ends, as the rules read it.
    destination,
    /// The country of transit, as the rules read it.
    transit_country,
    /// The item stays in the place of transit.
    enters_transit_country,
    /// Who exports.
    exporter,
    /// The exporter has a letter that informs it of a requirement.
    letter_received,
    /// Of which kind the buyer is.
    buyer_class,
    /// A chip, a server and so on.
    item_kind,
    /// A stack of high-bandwidth memory.
    hbm,
    /// Product family.
    family,
    /// Who designed it.
    designer,
    /// Where the designer's ultimate parent is headquartered.
    designer_headquarters,
    /// Designed or marketed for datacenters.
    datacenter,
    /// First day on which it was available in the US.
    us_available_on,
    /// Node of its dies, nm.
    process_node_nm,
    /// Made with US technology, for the foreign direct product rules.
    direct_product_of_us_technology,
    /// Of which kind the class is that the maker states.
    stated_class,
    /// A party's id.
    party,
    /// A party's country.
    country,
    /// Country of a party's headquarters.
    headquarters,
    /// A party's ultimate parent.
    ultimate_parent,
    /// Country of the ultimate parent's headquarters.
    ultimate_parent_headquarters,
    /// Review policies of a party's entries on lists.
    listing_policies,
    /// Footnotes of a party's entries on lists.
    listing_footnotes,
    /// Sanctions programmes of a party's entries on lists.
    sanction_programmes,
    /// Half or more is owned by listed parties.
    owned_half_by_listed,
}

impl Known {
    /// The fact of a quantity of the table of derived quantities; outside every list for any other name.
    #[must_use]
    pub fn quantity(&self, name: &str) -> FactId {
        let found = TABLE.iter().zip(&self.quantities).find(|(derived, _)| derived.name == name);
        found.map_or(FactId(usize::MAX), |(_, fact)| *fact)
    }

    /// Names of facts that the program fills and the data do not declare.
    #[must_use]
    pub fn missing(facts: &Facts) -> Vec<&'static str> {
        let all = Known::NAMES.iter().copied().chain(TABLE.iter().map(|derived| derived.name));
        all.filter(|name| facts.find(name).is_none()).collect()
    }
}
