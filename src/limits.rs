//! The limits that arguments are read by, as data: no page and no package repeats them.

use crate::application::draft;
use crate::calendar::{CivilDate, UTC_OFFSET_MINUTES};
use crate::data::answer::{Answer, Object};
use crate::identity::{iin, name};
use crate::law::ruleset;
use crate::lifecycle;

/// The answer of `limits` in the contract.
pub struct Limits;

impl Answer for Limits {
    fn write(&self, into: &mut Object) {
        for (name, limit) in [
            ("attachmentBytes", draft::LARGEST_ATTACHMENT),
            ("iinDigits", iin::LENGTH),
            ("cardNumberDigits", draft::CARD_NUMBER),
            ("nameLength", name::LONGEST),
            ("registrationPointLength", draft::LONGEST_POINT),
            ("paymentReferenceLength", draft::LONGEST_REFERENCE),
            ("ticketLength", lifecycle::LONGEST_TICKET),
            ("rulesetTextLength", ruleset::LONGEST_TEXT),
        ] {
            into.number(name, limit as f64);
        }
        into.number("windowDays", ruleset::LONGEST_WINDOW);
        into.number("amount", ruleset::LARGEST_AMOUNT);
        into.date("firstDate", CivilDate::FIRST);
        into.date("lastDate", CivilDate::LAST);
        into.number("utcOffsetMinutes", UTC_OFFSET_MINUTES);
    }
}
