//! Every day that the contract knows, with a card at every distance up to 400 days on either side: the
//! owner may renew an identity card on expiry in one rectangle of days, and nowhere else.
//!
//! The rectangle is the law's and stands here in the law's numbers; the calendar is this file's own.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_wrap
)]

use std::thread;

use kualik::calendar::CivilDate;
use kualik::data::problem::ProblemCode;
use kualik::data::value::Value;
use kualik::law::eligibility::{self, RefusalCode, Verdict, Window};

/// «Срок действия приказа – по 31.03.2026», in force from 28.05.2025 (zan.kz G25C0000389).
const IN_FORCE: (&str, &str) = ("2025-05-28", "2026-03-31");
/// 4 days of May, then June to December, January to March: counted on a calendar.
const DAYS_IN_FORCE: usize = 4 + 30 + 31 + 31 + 30 + 31 + 30 + 31 + 31 + 28 + 31;
/// «30 и менее календарных дней либо … не более 10 календарных дней назад» (kaskyr-news.com 179760).
const MOST_LEFT: i32 = 30;
const LONGEST_EXPIRED: i32 = 10;
/// How far a card's printed date lies from the day asked for, on either side.
const FARTHEST: i32 = 400;

/// Every day of 1991 to 2100 as text, by the Gregorian rule of leap years.
fn days() -> Vec<String> {
    let mut days = Vec::new();
    for year in 1991..=2100 {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let lengths = [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (length, month) in lengths.into_iter().zip(1..) {
            days.extend((1..=length).map(|day| format!("{year}-{month:02}-{day:02}")));
        }
    }
    days
}

struct Calendar {
    texts: Vec<String>,
    dates: Vec<CivilDate>,
    first: usize,
    last: usize,
}

fn calendar() -> Calendar {
    let texts = days();
    // 110 years, of which 27 have a 29th of February: 1992, 1996 … 2096, and not 2100.
    assert_eq!(texts.len(), 110 * 365 + 27);
    let dates: Vec<_> = texts.iter().map(|text| CivilDate::parse(text).unwrap()).collect();
    let place = |day: &str| texts.iter().position(|text| text == day).unwrap();
    let (first, last) = (place(IN_FORCE.0), place(IN_FORCE.1));
    assert_eq!(last - first + 1, DAYS_IN_FORCE);
    Calendar { texts, dates, first, last }
}

fn query() -> Value<'static> {
    let fields =
        [("document", "identity-card"), ("reason", "expiry"), ("applicant", "owner"), ("expiresOn", ""), ("on", "")];
    Value::Object(fields.map(|(name, text)| (name.into(), Value::Text(text.into()))).into())
}

fn set(query: &mut Value, name: &str, text: &str) {
    let Value::Object(fields) = query else { panic!() };
    let (_, Value::Text(place)) = fields.iter_mut().find(|(known, _)| known == name).unwrap() else { panic!() };
    text.clone_into(place.to_mut());
}

impl Calendar {
    /// Decides a day for cards at every distance; gives how many were eligible and how many were decided.
    fn sweep(&self, today: usize, query: &mut Value) -> (usize, usize) {
        set(query, "on", &self.texts[today]);
        let (mut eligible, mut decided) = (0, 0);
        for days in -FARTHEST..=FARTHEST {
            let expiry = today as i64 + i64::from(days);
            let Some(expiry) = usize::try_from(expiry).ok().filter(|expiry| *expiry < self.texts.len()) else {
                continue;
            };
            set(query, "expiresOn", &self.texts[expiry]);
            let request = eligibility::read(query, || unreachable!()).unwrap();
            eligible += usize::from(self.agrees(today, expiry, days, &request.verdict()));
            decided += 1;
        }
        (eligible, decided)
    }

    /// Whether the verdict is that the card may be renewed; panics where it is not the law's.
    fn agrees(&self, today: usize, expiry: usize, days: i32, verdict: &Verdict) -> bool {
        let at = |place: i64| usize::try_from(place).ok().and_then(|place| self.dates.get(place)).copied();
        let opens = (expiry as i64 - i64::from(MOST_LEFT)).max(self.first as i64);
        let closes = (expiry as i64 + i64::from(LONGEST_EXPIRED)).min(self.last as i64);
        let window = at(opens).zip(at(closes)).filter(|_| opens <= closes);
        let window = window.map(|(opens_on, closes_on)| Window { opens_on, closes_on });
        let refusals: Vec<_> = [
            (today < self.first, RefusalCode::PilotNotStarted),
            (today > self.last, RefusalCode::PilotEnded),
            (days > MOST_LEFT, RefusalCode::WindowNotOpen),
            (days < -LONGEST_EXPIRED, RefusalCode::WindowClosed),
        ]
        .into_iter()
        .filter_map(|(holds, code)| holds.then_some(code))
        .collect();
        let place = || format!("on {} with {days} days to expiry", self.texts[today]);
        match verdict {
            Verdict::Eligible(answer) => {
                assert_eq!(refusals, [], "{}", place());
                assert_eq!((answer.days_to_expiry, Some(answer.window)), (days, window), "{}", place());
                true
            }
            Verdict::Unavailable(answer) => {
                assert!(answer.refusals.iter().map(|refusal| refusal.code).eq(refusals), "{}", place());
                assert!(!answer.refusals.is_empty(), "{}", place());
                assert_eq!((answer.days_to_expiry, answer.window), (Some(days), window), "{}", place());
                false
            }
        }
    }
}

/// In an optimised build, `make sweep`, every day; else the days about either end of the order and
/// each sixty-first besides, of which no month, weekday or leap year is missed.
fn is_swept(calendar: &Calendar, today: usize) -> bool {
    let is_near = [calendar.first, calendar.last].iter().any(|end| end.abs_diff(today) <= 45);
    !cfg!(debug_assertions) || is_near || today.is_multiple_of(61)
}

#[test]
fn the_eligible_days_are_one_rectangle() {
    let calendar = calendar();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let sweeps = |worker: usize| {
        let mut query = query();
        let swept = (worker..calendar.texts.len()).step_by(workers).filter(|today| is_swept(&calendar, *today));
        swept.map(|today| calendar.sweep(today, &mut query)).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    };
    let (eligible, decided) = thread::scope(|scope| {
        let all: Vec<_> = (0..workers).map(|worker| scope.spawn(move || sweeps(worker))).collect();
        all.into_iter().map(|one| one.join().unwrap()).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    });
    println!("{decided} decided, {eligible} eligible");
    // 41 distances on each day in force, and 801 on every day but for those that lead out of the years
    // known: 1 + 2 + … + 400 at either end.
    let swept_in_force = (calendar.first..=calendar.last).filter(|today| is_swept(&calendar, *today)).count();
    assert_eq!(eligible, 41 * swept_in_force);
    if !cfg!(debug_assertions) {
        assert_eq!((swept_in_force, decided), (DAYS_IN_FORCE, calendar.texts.len() * 801 - 400 * 401));
    }
}

#[test]
fn days_are_written_as_they_are_read() {
    let calendar = calendar();
    for (place, (text, date)) in calendar.texts.iter().zip(&calendar.dates).enumerate() {
        assert_eq!(date.to_text(), *text);
        assert_eq!(calendar.dates[0].days_until(*date), i32::try_from(place).unwrap());
    }
}

#[test]
fn a_day_lasts_from_midnight_to_the_last_instant_before_the_next() {
    // 1991-01-01 is 21 years after 1970-01-01, five of them leap years; Kazakhstan's midnight is at 19:00 UTC.
    let midnight = |day: usize| (21 * 365 + 5 + day) as f64 * 86_400_000.0 - 5.0 * 3_600_000.0;
    let calendar = calendar();
    for (day, date) in calendar.dates.iter().enumerate() {
        assert_eq!(CivilDate::of_instant(midnight(day)), Some(*date));
        assert_eq!(CivilDate::of_instant(midnight(day + 1).next_down()), Some(*date));
    }
    assert_eq!(CivilDate::of_instant(midnight(0).next_down()), None);
    assert_eq!(CivilDate::of_instant(midnight(calendar.dates.len())), None);
}

#[test]
fn no_other_day_can_be_asked_for() {
    for (day, code) in [
        ("1990-12-31", ProblemCode::DateOutOfRange),
        ("2101-01-01", ProblemCode::DateOutOfRange),
        ("2100-02-29", ProblemCode::ImpossibleDate),
    ] {
        for field in ["on", "expiresOn"] {
            let mut query = query();
            set(&mut query, "on", "2025-06-01");
            set(&mut query, "expiresOn", "2025-06-20");
            set(&mut query, field, day);
            let invalid = eligibility::read(&query, || unreachable!()).unwrap_err();
            assert_eq!(invalid.problems.len(), 1);
            assert_eq!((invalid.problems[0].code, invalid.problems[0].path.as_str()), (code, field));
        }
    }
}
