//! What holds for every input, and not only for those that somebody thought of.
//!
//! The same inputs in every run; `make properties` draws others, and many more. One that fails is kept
//! beside this file and tried first from then on.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[path = "common/call.rs"]
mod call;
mod common;

use std::sync::LazyLock;

use call::Data;
use common::{CALLS, ELIGIBILITY, at_path, cases};
use kualik::application::canonical;
use kualik::calendar::CivilDate;
use kualik::data::answer::Answer;
use kualik::data::code::Code;
use kualik::data::problem::ProblemCode;
use kualik::law::eligibility::RefusalCode;
use kualik::law::pilot_2025::PILOT_2025;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

/// So many cases, or as many as the environment asks for.
fn config(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return asked;
    }
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(20_250_528), ..asked }
}

/// 2025-06-01 in Kazakhstan.
fn now() -> f64 {
    1_748_750_400_000.0
}

fn answer(function: &str, args: &[Value]) -> Value {
    let args: Vec<Data> = args.iter().map(|arg| call::data(arg).unwrap()).collect();
    call::json(&call::call(function, &args, now).unwrap())
}

fn embedded() -> Value {
    serde_json::to_value(PILOT_2025.to_value()).unwrap()
}

/// So many days after the first that the contract knows.
fn day(days: i32) -> String {
    CivilDate::from_ymd(1991, 1, 1).unwrap().plus_days(days).unwrap().to_text()
}

/// The last day that the contract knows: 110 years, 27 of them with a 29th of February.
const LAST_DAY: i32 = 110 * 365 + 27 - 1;

// Data of any shape, and arguments that are nearly right.

fn text() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "",
        " ",
        "identity-card",
        "expiry",
        "owner",
        "2025-06-20",
        "2025-02-30",
        "0000-00-00",
        "9999-99-99",
        "990101300122",
        "registered",
        "annulled",
        "+77010000000",
        "image/jpeg",
        "photo-quality",
        "0.2",
        "veteran",
        "e\u{301}",
        "\u{fffd}",
        "__proto__",
        "٣",
    ];
    prop_oneof![
        2 => select(WORDS).prop_map(str::to_owned),
        1 => vec(any::<char>(), 0..40).prop_map(String::from_iter),
        1 => vec(select(b"0123456789-+.IDKAZ<O \n".as_slice()), 0..100).prop_map(|bytes| String::from_utf8(bytes).unwrap()),
    ]
}

fn name() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "document",
        "reason",
        "applicant",
        "expiresOn",
        "biometrics",
        "on",
        "now",
        "ruleset",
        "exemption",
        "id",
        "type",
        "at",
        "by",
        "ticket",
        "region",
        "dutyPaid",
        "paidOn",
        "for",
        "history",
        "status",
        "card",
        "number",
        "photo",
        "bytes",
        "duty",
        "previous",
        "inForce",
        "from",
    ];
    prop_oneof![3 => select(KNOWN).prop_map(str::to_owned), 1 => text()]
}

fn number() -> impl Strategy<Value = f64> {
    const EDGES: &[f64] = &[
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        8.64e15,
        -8.64e15,
        9_007_199_254_740_992.0,
        1e9,
        1_748_718_000_000.0,
        4_133_962_799_999.9,
    ];
    prop_oneof![select(EDGES), proptest::num::f64::ANY, any::<i32>().prop_map(f64::from)]
}

/// Anything that can come in, also what JSON cannot say.
fn anything() -> impl Strategy<Value = Data> {
    let plain = prop_oneof![
        Just(Data::Null),
        Just(Data::Unreadable),
        any::<bool>().prop_map(Data::Bool),
        number().prop_map(Data::Number),
        text().prop_map(|text| Data::Text(text.into())),
        vec(any::<u8>(), 0..64).prop_map(|bytes| Data::Bytes(bytes.into())),
    ];
    plain.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Data::List),
            vec((name().prop_map(Into::into), inner), 0..6).prop_map(Data::Object),
        ]
    })
}

/// Every call of the vectors.
static KNOWN_CALLS: LazyLock<Vec<(String, Vec<Data>)>> = LazyLock::new(|| {
    let of = |case: &Value| {
        let args = case["args"].as_array().unwrap().iter().map(|arg| call::data(arg).unwrap()).collect();
        (case["call"].as_str().unwrap().to_owned(), args)
    };
    let queries = cases(ELIGIBILITY, "cases");
    let queries = queries.iter().map(|case| ("checkEligibility".to_owned(), vec![call::data(&case["query"]).unwrap()]));
    let rulesets = [("checkRuleset".to_owned(), vec![PILOT_2025.to_value()])];
    let calls = CALLS.iter().flat_map(|vectors| cases(vectors, "cases")).map(|case| of(&case)).collect::<Vec<_>>();
    queries.chain(rulesets).chain(calls).collect()
});

#[derive(Clone, Debug)]
enum Change {
    Replace(Data),
    Rename(String),
    Twice,
    Add(String, Data),
    Swap,
}

fn change() -> impl Strategy<Value = (Index, Change)> {
    let change = prop_oneof![
        4 => anything().prop_map(Change::Replace),
        1 => name().prop_map(Change::Rename),
        1 => Just(Change::Twice),
        1 => (name(), anything()).prop_map(|(name, value)| Change::Add(name, value)),
        1 => Just(Change::Swap),
    ];
    (any::<Index>(), change)
}

fn size(value: &Data) -> usize {
    1 + match value {
        Data::List(entries) => entries.iter().map(size).sum(),
        Data::Object(fields) => fields.iter().map(|(_, value)| size(value)).sum(),
        _ => 0,
    }
}

/// The value at a place of a walk over everything.
fn at<'v>(value: &'v mut Data, place: &mut usize) -> Option<&'v mut Data> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Data::List(entries) => entries.iter_mut().find_map(|entry| at(entry, place)),
        Data::Object(fields) => fields.iter_mut().find_map(|(_, value)| at(value, place)),
        _ => None,
    }
}

fn apply(value: &mut Data, place: &Index, change: Change) {
    let mut place = place.index(size(value));
    let Some(value) = at(value, &mut place) else { return };
    match (change, value) {
        (Change::Replace(by), value) => *value = by,
        (Change::Add(name, by), Data::Object(fields)) => fields.push((name.into(), by)),
        (Change::Add(_, by), Data::List(entries)) => entries.push(by),
        (Change::Rename(name), Data::Object(fields)) => {
            fields.iter_mut().take(1).for_each(|(known, _)| *known = name.clone().into())
        }
        (Change::Twice, Data::Object(fields)) => fields.extend_from_within(..fields.len().min(1)),
        (Change::Twice, Data::List(entries)) => entries.extend_from_within(..entries.len().min(1)),
        (Change::Twice, Data::Bytes(bytes)) => {
            let half = bytes.len() / 2;
            bytes.to_mut().truncate(half);
        }
        (Change::Twice, Data::Text(text)) => *text = text.repeat(2).into(),
        (Change::Swap, Data::Object(fields)) => fields.reverse(),
        (Change::Swap, Data::List(entries)) => entries.reverse(),
        (Change::Swap, Data::Bytes(bytes)) => bytes.to_mut().reverse(),
        _ => {}
    }
}

/// A call of the contract with arguments of any shape, or of nearly the right one.
fn any_call() -> impl Strategy<Value = (String, Vec<Data>)> {
    let foreign =
        (select(&call::FUNCTIONS[..]), vec(anything(), 0..3)).prop_map(|(function, args)| (function.to_owned(), args));
    let spoiled = (any::<Index>(), vec((0..2_usize, change()), 0..5)).prop_map(|(which, changes)| {
        let (function, mut args) = which.get(&KNOWN_CALLS).clone();
        for (index, (place, change)) in changes {
            if let Some(arg) = args.get_mut(index) {
                apply(arg, &place, change);
            }
        }
        (function, args)
    });
    prop_oneof![1 => foreign, 4 => spoiled]
}

/// The fields of an answer, which is an object whatever was asked.
fn field<'a>(answer: &'a Data, name: &str) -> Option<&'a Data> {
    let Data::Object(fields) = answer else { panic!("{answer:?}") };
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn outcome(answer: &Data) -> &str {
    match field(answer, "outcome") {
        Some(Data::Text(outcome)) => outcome,
        other => panic!("{other:?}"),
    }
}

/// The order of fields is no part of what is asked.
fn reversed(value: &Data) -> Data {
    match value {
        Data::List(entries) => Data::List(entries.iter().map(reversed).collect()),
        Data::Object(fields) => {
            Data::Object(fields.iter().rev().map(|(name, value)| (name.clone(), reversed(value))).collect())
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(config(1000))]

    /// Every call is answered in the contract's words, and the same way each time.
    #[test]
    fn everything_is_answered((function, args) in any_call()) {
        let answer = call::call(&function, &args, now).unwrap();
        let outcomes: &[&str] = match function.as_str() {
            "checkEligibility" => &["eligible", "unavailable", "invalid"],
            "stateDuty" => &["due", "exempt", "not-covered", "invalid"],
            "liability" => &["none", "warning", "fine", "not-covered", "invalid"],
            "parseIin" | "parseMrz" => &["valid", "invalid"],
            "reviewApplication" => &["complete", "unavailable", "invalid"],
            "buildApplication" => &["built", "unavailable", "invalid"],
            "advance" => &["advanced", "rejected", "invalid"],
            _ => &["sound", "invalid"],
        };
        prop_assert!(outcomes.contains(&outcome(&answer)), "{answer:?}");
        if let Some(problems) = field(&answer, "problems") {
            let Data::List(problems) = problems else { panic!("{problems:?}") };
            prop_assert!(!problems.is_empty());
            for problem in problems {
                let Some(Data::Text(code)) = field(problem, "code") else { panic!("{problem:?}") };
                prop_assert!(ProblemCode::CODES.contains(&&**code) && code != "internal", "{code}");
                prop_assert!(matches!(field(problem, "path"), Some(Data::Text(_))));
            }
        }
        if let Some(Data::List(refusals)) = field(&answer, "refusals") {
            let place = |refusal| match field(refusal, "code") {
                Some(Data::Text(code)) => RefusalCode::CODES.iter().position(|known| known == code).unwrap(),
                other => panic!("{other:?}"),
            };
            let places: Vec<_> = refusals.iter().map(place).collect();
            prop_assert!(!places.is_empty() && places.is_sorted_by(|one, other| one < other), "{places:?}");
        }
        // Compared as text, for what is not a number does not equal itself.
        prop_assert_eq!(format!("{answer:?}"), format!("{:?}", call::call(&function, &args, now).unwrap()));
    }

    /// Nor does the order of fields decide, where no field stands twice.
    #[test]
    fn the_order_of_fields_does_not_matter(which in any::<Index>()) {
        let (function, args) = which.get(&KNOWN_CALLS);
        let mut answers = [args.clone(), args.iter().map(reversed).collect()]
            .map(|args| call::json(&call::call(function, &args, now).unwrap()));
        for answer in &mut answers {
            if let Some(problems) = answer.get_mut("problems") {
                *problems = common::problems(problems);
            }
        }
        prop_assert_eq!(&answers[0], &answers[1]);
    }

    /// Rules and cards that all lie some days later are judged alike, some days later.
    #[test]
    fn days_are_only_counted(
        (shift, today) in (-4000..4000, 5000..LAST_DAY - 5000),
        (expiry, starts, length) in (-50..50, -60..60, 0..60),
        (before, after) in (0..40, 0..40),
    ) {
        let asked = |shift: i32| {
            let mut rules = embedded();
            rules["id"] = json!("moved");
            // Of an offence months are counted, which are not all as long.
            rules["liability"] = json!([]);
            rules["window"]["daysBefore"] = json!(before);
            rules["window"]["daysAfter"] = json!(after);
            rules["inForce"]["from"] = json!(day(today + shift + starts));
            rules["inForce"]["through"] = json!(day(today + shift + starts + length));
            answer("checkEligibility", &[json!({ "document": "identity-card", "reason": "expiry", "applicant": "owner",
                "expiresOn": day(today + shift + expiry), "on": day(today + shift), "ruleset": rules })])
        };
        let later = |text: &Value| {
            let date = CivilDate::parse(text.as_str().unwrap()).unwrap();
            json!(date.plus_days(shift).unwrap().to_text())
        };
        let mut expected = asked(0);
        expected["checkedOn"] = later(&expected["checkedOn"]);
        if let Some(window) = expected.get_mut("window") {
            *window = json!({ "opensOn": later(&window["opensOn"]), "closesOn": later(&window["closesOn"]) });
        }
        prop_assert_eq!(asked(shift), expected);
    }

    /// What is canonical stays so, byte for byte, read and written again.
    #[test]
    fn canonical_bytes_are_a_fixed_point(value in anything()) {
        if let Some(bytes) = canonical::write(&value) {
            let read: Data = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(canonical::write(&read), Some(bytes));
        } else {
            prop_assert!(!is_json(&value));
        }
    }

    /// An instant belongs to the day that begins five hours before that of UTC; within it nothing changes.
    #[test]
    fn an_instant_is_of_the_day_in_kazakhstan(days in 0..=LAST_DAY, millisecond in prop_oneof![Just(0), Just(86_399_999), 0..86_400_000_i32], fraction in 0.0..0.999) {
        // 1991-01-01 is day 7670 of 1970: 21 years, five of them leap years.
        let midnight = f64::from(7670 + days) * 86_400_000.0 - 5.0 * 3_600_000.0;
        let date = CivilDate::of_instant(midnight + f64::from(millisecond) + fraction);
        prop_assert_eq!(date.map(CivilDate::to_text), Some(day(days)));
    }
}

proptest! {
    #![proptest_config(config(20))]

    /// The days on which a card may be renewed are one run, and `window` is that run.
    #[test]
    fn the_window_is_the_eligible_days(
        expiry in 700..LAST_DAY - 700,
        (before, after) in (0..100_i32, 0..100_i32),
        (starts, length) in (-300..300_i32, 0..300_i32),
    ) {
        let mut rules = embedded();
        rules["window"]["daysBefore"] = json!(before);
        rules["window"]["daysAfter"] = json!(after);
        rules["inForce"]["from"] = json!(day(expiry + starts));
        rules["inForce"]["through"] = json!(day(expiry + starts + length));
        let rules = call::data(&rules).unwrap();
        let mut eligible = Vec::new();
        let mut windows = Vec::new();
        // From before the first to after the last day that could be eligible.
        for today in expiry - 101..=expiry + 101 {
            let query = json!({ "document": "identity-card", "reason": "expiry", "applicant": "owner", "expiresOn": day(expiry), "on": day(today) });
            let Some(Data::Object(mut query)) = call::data(&query) else { panic!() };
            query.push(("ruleset".into(), rules.clone()));
            let answer = call::call("checkEligibility", &[Data::Object(query)], now).unwrap();
            if outcome(&answer) == "eligible" {
                eligible.push(today);
            }
            windows.push(field(&answer, "window").cloned());
        }
        prop_assert!(eligible.windows(2).all(|pair| pair[1] == pair[0] + 1), "{eligible:?}");
        prop_assert!(windows.iter().all(|window| *window == windows[0]), "the window depends on the day");
        let run = eligible.first().zip(eligible.last()).map(|(first, last)| json!({ "opensOn": day(*first), "closesOn": day(*last) }));
        prop_assert_eq!(windows[0].as_ref().map(call::json), run);
    }
}

/// Whether JSON can say it.
fn is_json(value: &Data) -> bool {
    match value {
        Data::Number(number) => number.is_finite(),
        Data::List(entries) => entries.iter().all(is_json),
        Data::Object(fields) => fields.iter().all(|(_, value)| is_json(value)),
        Data::Bytes(_) | Data::Unreadable => false,
        _ => true,
    }
}

// Applications.

/// The smallest picture that is whole: a frame and an empty scan.
fn picture(comment: u8, width: u8) -> Data {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xfe, 0, 3, comment];
    bytes.extend([0xff, 0xc0, 0, 11, 8, 2, 19, 1, width, 1, 1, 0x11, 0]);
    bytes.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0xff, 0xd9]);
    Data::Bytes(bytes.into())
}

/// Numbers whose control digits were reckoned by hand (docs of the IIN): both passes occur.
const IINS: [&str; 4] = ["990101300122", "031231500126", "061211600012", "830717350867"];

/// A draft of which each field can be chosen alone, and every choice is good: field and which of two or more.
const CHOICES: [(&str, &[&str]); 14] = [
    ("applicant.iin", &IINS),
    ("applicant.surname", &["Үмбетәлі", "Сейдахметова", "O'Neill"]),
    ("applicant.givenName", &["Ғани", "Мадина"]),
    ("applicant.patronymic", &["Әлиұлы", "Ерланқызы"]),
    ("applicant.phone", &["+77010000000", "+77010000001", "+77850000000"]),
    ("card.number", &["012345678", "012345679", "112345678"]),
    ("card.expiresOn", &["2025-06-20", "2025-06-21", "2025-05-23"]),
    ("region", &["75", "71", "10"]),
    ("registrationPoint", &["№ 1", "№ 2", "№ 1 "]),
    ("duty.paymentReference", &["P-1", "P-2", "p-1"]),
    ("duty.paidOn", &["2025-06-01", "2025-05-31"]),
    ("previous.ticket", &["T-1", "T-2"]),
    ("previous.paymentReference", &["P-8", "P-9"]),
    ("id", &["00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000001"]),
];

/// Builds the draft of these choices; the last two choose the pictures.
fn build(choices: &[usize]) -> Value {
    let mut draft =
        json!({ "duty": { "amount": 786 }, "previous": { "annulledFor": ["photo-quality"] }, "consent": true });
    let mut options = json!({ "on": "2025-06-01" });
    for ((path, values), choice) in CHOICES.iter().zip(choices) {
        let into = if *path == "id" { &mut options } else { &mut draft };
        if let Some((parent, _)) = path.split_once('.') {
            into.as_object_mut().unwrap().entry(parent).or_insert(json!({}));
        }
        *at_path(into, path) = json!(values[*choice % values.len()]);
    }
    let Some(Data::Object(mut fields)) = call::data(&draft) else { panic!() };
    for (name, choice) in ["photo", "signature"].into_iter().zip(&choices[CHOICES.len()..]) {
        let choice = u8::try_from(*choice % 4).unwrap();
        let picture = vec![
            ("mediaType".into(), Data::Text("image/jpeg".into())),
            ("bytes".into(), picture(choice / 2, 100 + choice % 2)),
        ];
        fields.push((name.into(), Data::Object(picture)));
    }
    call::json(&call::call("buildApplication", &[Data::Object(fields), call::data(&options).unwrap()], now).unwrap())
}

proptest! {
    #![proptest_config(config(500))]

    /// Another value in any one field is another application, with another digest; the same is the same.
    #[test]
    fn every_field_is_signed(
        choices in vec(0..12_usize, CHOICES.len() + 2),
        changed in 0..CHOICES.len() + 2,
        by in 1..12_usize,
    ) {
        let built = build(&choices);
        prop_assert_eq!(&built["outcome"], "built", "{}", built);
        let text = built["canonical"].as_str().unwrap();
        let parsed: Data = serde_json::from_str(text).unwrap();
        prop_assert_eq!(canonical::write(&parsed).unwrap(), text.as_bytes());
        prop_assert_eq!(&serde_json::from_str::<Value>(text).unwrap(), &built["application"]);
        prop_assert_eq!(&build(&choices)["sha256"], &built["sha256"]);

        let mut others = choices.clone();
        others[changed] += by;
        let values = CHOICES.get(changed).map_or(4, |(_, values)| values.len());
        let is_same = others[changed] % values == choices[changed] % values;
        prop_assert_eq!(build(&others)["sha256"] == built["sha256"], is_same);
    }
}

// The lifecycle.

fn event() -> impl Strategy<Value = Value> {
    let types = ["registered", "review-started", "approved", "annulled", "arrived", "handed-over"];
    let actors =
        ["portal", "migration-service", "migration-service", "migration-service", "central-node", "registration-point"];
    (0..types.len(), 0..8_usize, -1..4_i64, any::<bool>(), 0..8_usize).prop_map(
        move |(which, actor, later, paid, ticket)| {
            // Mostly what is right, for only then does a record get old.
            let by = if actor == 0 { actors[(which + 1) % actors.len()] } else { actors[which] };
            let mut event = json!({ "type": types[which], "at": later, "by": by });
            if matches!(types[which], "registered" | "handed-over") {
                event["ticket"] = json!(if ticket == 0 { "T-2" } else { "T-1" });
            }
            if types[which] == "registered" {
                event["region"] = json!("75");
                event["dutyPaid"] = json!(paid);
                if paid {
                    event["paidOn"] = json!("2025-06-01");
                }
            }
            if types[which] == "annulled" {
                event["for"] = json!(["photo-quality"]);
            }
            event
        },
    )
}

proptest! {
    #![proptest_config(config(500))]

    /// A history only grows, by one and forward in time; what is over stays over; a refund is due where an
    /// application that was paid for is annulled, and only there.
    #[test]
    fn a_record_only_goes_on(events in vec(event(), 1..40)) {
        let mut record = Value::Null;
        // 2025-06-01, midday in Kazakhstan.
        let mut clock = 1_748_761_200_000_i64;
        for mut event in events {
            clock += event["at"].as_i64().unwrap();
            event["at"] = json!(clock);
            let answer = answer("advance", &[record.clone(), event.clone()]);
            if answer["outcome"] == "rejected" {
                clock = record["history"].as_array().and_then(|history| history.last()).map_or(1_748_761_200_000, |last| last["at"].as_i64().unwrap());
                continue;
            }
            prop_assert_eq!(&answer["outcome"], "advanced", "{}", answer);
            let next = answer["record"].clone();
            prop_assert!(!matches!(record["status"].as_str(), Some("collected" | "annulled")), "{next}");
            let mut grown = record["history"].as_array().cloned().unwrap_or_default();
            prop_assert!(grown.last().is_none_or(|last| last["at"].as_i64() <= event["at"].as_i64()));
            grown.push(event);
            prop_assert_eq!(&next["history"], &json!(grown));
            if !record.is_null() {
                for kept in ["ticket", "region", "dutyPaid"] {
                    prop_assert_eq!(&next[kept], &record[kept]);
                }
            }
            let is_refunded = next["status"] == "annulled" && next["dutyPaid"] == json!(true);
            prop_assert_eq!(next["refund"]["claimBy"] == "2028-06-01", is_refunded);
            prop_assert_eq!(next["refund"] == "none", !is_refunded);
            record = next;
        }
    }
}
