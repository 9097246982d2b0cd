//! Instruments: the only place that says when something is in force.

use chipgate_base::Name;
use chipgate_base::day::DaySpan;
use chipgate_base::text::Text;
use jiff::civil::Date;

/// What kind of authority an answer rests on, from the strongest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// An act of a legislature.
    Statute,
    /// A published regulation.
    Regulation,
    /// A published order or proclamation.
    Order,
    /// An entry on a published list.
    Listing,
    /// A letter that informs one company of a requirement.
    IsInformedLetter,
    /// Published guidance.
    Guidance,
    /// A statement without a text that orders anything.
    Announcement,
    /// Unpublished guidance known from the press.
    WindowGuidance,
    /// A bill or draft.
    Draft,
}

chipgate_base::codes!(Authority {
    Statute => "statute",
    Regulation => "regulation",
    Order => "order",
    Listing => "listing",
    IsInformedLetter => "is_informed_letter",
    Guidance => "guidance",
    Announcement => "announcement",
    WindowGuidance => "window_guidance",
    Draft => "draft",
});

/// What an effect does to law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffectKind {
    /// Brings a rule into being.
    Enact,
    /// Replaces the text of a rule.
    Amend,
    /// Stops a rule for a time.
    Suspend,
    /// Lets a suspended or ended rule hold again.
    Revive,
    /// Ends a rule.
    Rescind,
    /// A rule ends by its own terms.
    Expire,
    /// A rule is treated as never having operated.
    Void,
    /// Says that something will be done; changes no rule.
    Announce,
}

chipgate_base::codes!(EffectKind {
    Enact => "enact",
    Amend => "amend",
    Suspend => "suspend",
    Revive => "revive",
    Rescind => "rescind",
    Expire => "expire",
    Void => "void",
    Announce => "announce",
});

/// One dated effect of an instrument.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Its key within the instrument.
    pub id: Name,
    /// What it does.
    pub kind: EffectKind,
    /// The first day it holds.
    pub from: DaySpan,
    /// The first day it no longer holds, where the instrument says so.
    pub until: Option<Date>,
    /// The first day on which it must be complied with, where later than `from`.
    pub compliance_from: Option<Date>,
    /// Ids of the rules that are suspended, revived, rescinded, expired or voided.
    pub targets: Vec<Name>,
}

/// A published or notified act.
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// Stable id, such as `us.bis.88-fr-73458`.
    pub id: Name,
    /// Short title in our words.
    pub title: Text,
    /// Citation as lawyers write it.
    pub citation: Name,
    /// What it rests on.
    pub authority: Authority,
    /// Id of its source.
    pub source: Name,
    /// Address of its source; empty when there is none.
    pub url: Name,
    /// First day on which the public could know it.
    pub published: Date,
    /// For a letter, the day its addressees were told.
    pub notified: Option<Date>,
    /// For a letter, the parties it is addressed to.
    pub addressees: Vec<Name>,
    /// What it does, and when.
    pub effects: Vec<Effect>,
    /// What a reader should know; empty when nothing.
    pub note: Name,
}

impl Instrument {
    /// Was known to `asker` on `day`: a letter to its addressee once notified, to others once published.
    #[must_use]
    pub fn known_on(&self, day: Date, asker: Option<&Name>) -> bool {
        let told = asker.is_some_and(|asker| self.addressees.contains(asker));
        match (told, self.notified) {
            (true, Some(notified)) => notified <= day,
            _ => self.published <= day,
        }
    }

    /// The effect with this id.
    #[must_use]
    pub fn effect(&self, id: &str) -> Option<&Effect> {
        self.effects.iter().find(|effect| &*effect.id == id)
    }
}
