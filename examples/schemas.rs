//! Prints the JSON Schemas (draft 2020-12) of a ruleset, an application and a record as one object.
//!
//! Codes and limits come from the core's own types; what a schema cannot say (spans that overlap, a
//! verdict that follows from a date) the core's checks say.

use kualik::application::attachment::MediaType;
use kualik::application::build::{FORMAT, REVIEWER};
use kualik::application::draft;
use kualik::data::code::Code;
use kualik::identity::iin;
use kualik::identity::phone::MOBILE_PREFIXES;
use kualik::identity::region::Region;
use kualik::law::duty::{Because, CURRENCY};
use kualik::law::ruleset::{
    Applicant, Certainty, Document, Exemption, LARGEST_AMOUNT, LARGEST_FINE, LARGEST_INDEX, LONGEST_CODE, LONGEST_RATE,
    LONGEST_TEXT, LONGEST_WINDOW, MOST_MONTHS, MOST_YEARS, OfficialLanguage, Reason,
};
use kualik::lifecycle::{Actor, EventType, Fault, LAST_INSTANT, LONGEST_TICKET, NO_REFUND, Next, Status, TRANSITIONS};
use serde_json::{Map, Value, json};

/// An object of exactly these fields; a name that ends with `?` may be missing.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let required: Vec<_> = fields.iter().map(|(name, _)| *name).filter(|name| !name.ends_with('?')).collect();
    let properties: Map<_, _> =
        fields.iter().map(|(name, schema)| (name.trim_end_matches('?').to_owned(), schema.clone())).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn codes<C: Code>() -> Value {
    json!({ "enum": C::CODES })
}

/// As the core reads it: nothing that is only space.
fn words(longest: usize) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": longest, "pattern": "\\S" })
}

fn digits(count: usize) -> Value {
    json!({ "type": "string", "pattern": format!("^[0-9]{{{count}}}$") })
}

fn mobile_number() -> Value {
    let prefixes = MOBILE_PREFIXES.map(|prefix| String::from_utf8_lossy(&prefix).into_owned()).join("|");
    json!({ "type": "string", "pattern": format!("^\\+7({prefixes})[0-9]{{7}}$") })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^(199[1-9]|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$" })
}

fn count(largest: u32) -> Value {
    json!({ "type": "integer", "minimum": 0, "maximum": largest })
}

fn positive(largest: u32) -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": largest })
}

/// A decimal as `0.2`.
fn rate() -> Value {
    json!({ "type": "string", "maxLength": LONGEST_RATE, "pattern": "^[0-9]+(\\.[0-9]+)?$" })
}

fn some<C: Code>() -> Value {
    json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": codes::<C>() })
}

fn document(title: &str, schema: Value) -> Value {
    let Value::Object(mut schema) = schema else { return schema };
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!(title));
    Value::Object(schema)
}

fn citation() -> Value {
    let words = || words(LONGEST_TEXT);
    let certainty = codes::<Certainty>();
    object([("act", words()), ("clause?", words()), ("text", words()), ("certainty", certainty), ("note?", words())])
}

fn checked() -> Value {
    object([("source", words(LONGEST_TEXT)), ("on", date())])
}

fn code() -> Value {
    json!({ "type": "string", "pattern": format!("^[a-z0-9.-]{{1,{LONGEST_CODE}}}$") })
}

fn ruleset() -> Value {
    let words = || words(LONGEST_TEXT);
    let basis = object([
        ("document", citation()),
        ("reason", citation()),
        ("applicant", citation()),
        ("biometrics", citation()),
    ]);
    let mrp = object([
        ("from", date()),
        ("through", date()),
        ("amount", positive(LARGEST_INDEX)),
        ("basis", citation()),
        ("checked?", checked()),
    ]);
    let duty = object([
        ("from", date()),
        ("through", date()),
        ("rate", rate()),
        ("exempt?", codes::<Exemption>()),
        ("basis", citation()),
        ("checked?", checked()),
    ]);
    let group = object([
        ("code", code()),
        ("from", date()),
        ("through?", date()),
        ("basis", citation()),
        ("checked?", checked()),
    ]);
    let fine = object([
        ("months", positive(MOST_MONTHS)),
        ("mrp", positive(LARGEST_FINE)),
        ("repeatedMrp", positive(LARGEST_FINE)),
        ("basis", citation()),
    ]);
    let liability = object([
        ("from", date()),
        ("through", date()),
        ("warning", object([("days", count(LONGEST_WINDOW)), ("basis", citation())])),
        ("fine", fine),
        ("checked?", checked()),
    ]);
    object([
        ("id", code()),
        ("title", object([("ru", words()), ("kk", words()), ("en", words())])),
        ("inForce", object([("from", date()), ("through", date()), ("basis", citation()), ("checked?", checked())])),
        (
            "covers",
            object([
                ("documents", some::<Document>()),
                ("reasons", some::<Reason>()),
                ("applicants", some::<Applicant>()),
                ("basis", basis),
                ("checked?", checked()),
            ]),
        ),
        (
            "window",
            object([
                ("daysBefore", count(LONGEST_WINDOW)),
                ("daysAfter", count(LONGEST_WINDOW)),
                ("basis", citation()),
                ("checked?", checked()),
            ]),
        ),
        ("mrp", json!({ "type": "array", "items": mrp })),
        ("duty", json!({ "type": "array", "items": duty })),
        ("exemptPersons", json!({ "type": "array", "items": group })),
        ("liability", json!({ "type": "array", "items": liability })),
        ("refund", object([("years", positive(MOST_YEARS)), ("basis", citation()), ("checked?", checked())])),
        (
            "notice",
            object([
                ("ru", words()),
                ("kk", words()),
                ("en", words()),
                ("official", codes::<OfficialLanguage>()),
                ("checked?", checked()),
            ]),
        ),
    ])
}

fn application() -> Value {
    let name = || words(kualik::identity::name::LONGEST);
    let sha256 = || json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    let attachment = || {
        let side = || json!({ "type": "integer", "minimum": 1 });
        object([
            ("mediaType", codes::<MediaType>()),
            ("size", json!({ "type": "integer", "minimum": 1, "maximum": draft::LARGEST_ATTACHMENT })),
            ("width", side()),
            ("height", side()),
            ("sha256", sha256()),
        ])
    };
    let reference = || words(draft::LONGEST_REFERENCE);
    let paid = object([
        ("outcome", json!({ "const": "due" })),
        ("amount", count(LARGEST_AMOUNT)),
        ("currency", json!({ "const": CURRENCY })),
        ("rate", rate()),
        ("mrp", positive(LARGEST_INDEX)),
        ("paymentReference", reference()),
        ("paidOn", date()),
    ]);
    let exempt =
        |because: Because| [("outcome", json!({ "const": "exempt" })), ("because", json!({ "const": because.code() }))];
    let [outcome, because] = exempt(Because::ExemptPerson);
    let exempt_person = object([outcome, because, ("exemption", code())]);
    let no_duty = object(exempt(Because::NotAnObject));
    let uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
    object([
        ("format", json!({ "const": FORMAT })),
        ("id", json!({ "type": "string", "pattern": uuid })),
        ("document", json!({ "const": Document::IdentityCard.code() })),
        ("reason", json!({ "const": Reason::Expiry.code() })),
        ("ruleset", code()),
        (
            "verdict",
            object([
                ("checkedOn", date()),
                ("daysToExpiry", json!({ "type": "integer" })),
                ("window", object([("opensOn", date()), ("closesOn", date())])),
            ]),
        ),
        (
            "applicant",
            object([
                ("iin", digits(iin::LENGTH)),
                ("surname", name()),
                ("givenName?", name()),
                ("patronymic?", name()),
                ("phone", mobile_number()),
            ]),
        ),
        ("card", object([("number", digits(draft::CARD_NUMBER)), ("expiresOn", date())])),
        ("region", codes::<Region>()),
        ("reviewer", json!({ "const": REVIEWER })),
        ("registrationPoint", words(draft::LONGEST_POINT)),
        ("photo", attachment()),
        ("signature", attachment()),
        ("duty", json!({ "oneOf": [paid, exempt_person, no_duty] })),
        (
            "previous?",
            object([
                ("ticket", words(LONGEST_TICKET)),
                ("annulledFor", some::<Fault>()),
                ("paymentReference?", reference()),
            ]),
        ),
        ("consent", json!({ "const": true })),
    ])
}

/// The forms of an event type: the table of transitions says who reports it, its type what it carries.
fn event(event_type: EventType, by: Actor) -> Vec<Value> {
    let at = json!({ "type": "integer", "minimum": -LAST_INSTANT, "maximum": LAST_INSTANT });
    let common = [("type", json!({ "const": event_type.code() })), ("at", at), ("by", json!({ "const": by.code() }))];
    let [event_type_field, at, by] = common;
    let ticket = ("ticket", words(LONGEST_TICKET));
    match event_type {
        EventType::Registered => {
            let common = [event_type_field, at, by, ticket, ("region", codes::<Region>())];
            let [a, b, c, d, e] = common.clone();
            let paid = object([a, b, c, d, e, ("dutyPaid", json!({ "const": true })), ("paidOn", date())]);
            let [a, b, c, d, e] = common;
            vec![paid, object([a, b, c, d, e, ("dutyPaid", json!({ "const": false }))])]
        }
        EventType::HandedOver => vec![object([event_type_field, at, by, ticket])],
        EventType::Annulled => vec![object([event_type_field, at, by, ("for", some::<Fault>())])],
        EventType::ReviewStarted | EventType::Approved | EventType::Arrived => vec![object([event_type_field, at, by])],
    }
}

fn record() -> Value {
    let events: Vec<_> = TRANSITIONS.iter().flat_map(|row| event(row.event, row.by)).collect();
    object([
        ("ticket", words(LONGEST_TICKET)),
        ("status", codes::<Status>()),
        ("region", codes::<Region>()),
        ("dutyPaid", json!({ "type": "boolean" })),
        ("history", json!({ "type": "array", "minItems": 1, "items": { "oneOf": events } })),
        ("next", codes::<Next>()),
        ("refund", json!({ "oneOf": [{ "const": NO_REFUND }, object([("basis", citation()), ("claimBy", date())])] })),
    ])
}

fn main() {
    let schemas = json!({
        "ruleset": document("Ruleset", ruleset()),
        "application": document("Application", application()),
        "record": document("ApplicationRecord", record()),
    });
    println!("{schemas:#}");
}
