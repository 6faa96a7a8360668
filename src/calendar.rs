//! Civil dates of Kazakhstan: reads and writes `YYYY-MM-DD`, and knows no clock.

use alloc::string::String;
use chrono::{Datelike, Months, NaiveDate};

/// Kazakhstan has one time zone without daylight saving since 01.03.2024 (IANA 2024a): UTC+5.
/// The whole pilot lies in it, so it is a constant and no zone data is needed.
pub const UTC_OFFSET_MINUTES: u32 = 300;
const MINUTE_MILLISECONDS: f64 = 60_000.0;
const DAY_MILLISECONDS: f64 = 86_400_000.0;
const FIRST_YEAR: i32 = 1991;
const LAST_YEAR: i32 = 2100;

/// Why text is no date that the contract knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not written `YYYY-MM-DD` in ASCII digits.
    Malformed,
    /// Written well, but the calendar has no such day.
    Impossible,
    /// A day of a year before 1991 or after 2100.
    OutOfRange,
}

/// A day of the proleptic Gregorian calendar, without a time or a zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate(NaiveDate);

impl CivilDate {
    /// The first day that the contract knows, 1991-01-01.
    pub const FIRST: Self = Self::known(FIRST_YEAR, 1, 1);
    /// The last day that the contract knows, 2100-12-31.
    pub const LAST: Self = Self::known(LAST_YEAR, 12, 31);
    const EPOCH: Self = Self::known(1970, 1, 1);

    /// A day that the calendar has: runs in the compiler alone, and another does not build.
    #[allow(clippy::panic)]
    pub(crate) const fn known(year: i32, month: u32, day: u32) -> Self {
        match Self::from_ymd(year, month, day) {
            Some(date) => date,
            None => panic!("no such day"),
        }
    }

    /// The day, or nothing where the calendar has no such day.
    pub const fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Some(Self(date)),
            None => None,
        }
    }

    /// Year of the century, month and day that the first six of some digits name, as YYMMDD.
    pub fn yymmdd(digits: &str) -> Option<(i32, u32, u32)> {
        let number = |from: usize| digits.get(from..)?.get(..2)?.parse::<u32>().ok();
        Some((i32::try_from(number(0)?).ok()?, number(2)?, number(4)?))
    }

    /// The day of a century (1900, say) that the first six of some digits name, as YYMMDD.
    pub fn from_yymmdd(century: i32, digits: &str) -> Option<Self> {
        let (year, month, day) = Self::yymmdd(digits)?;
        Self::from_ymd(year.checked_add(century)?, month, day)
    }

    /// Year, month and day.
    pub fn ymd(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Reads exactly `YYYY-MM-DD` in ASCII digits, of the years 1991 to 2100.
    ///
    /// # Errors
    /// Tested in the order of [`DateError`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return Err(DateError::Malformed);
        };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |number, digit| {
                let digit = char::from(*digit).to_digit(10)?;
                number.checked_mul(10)?.checked_add(digit)
            })
        };
        let (Some(year), Some(month), Some(day)) =
            (number(&[y1, y2, y3, y4]).and_then(|year| i32::try_from(year).ok()), number(&[m1, m2]), number(&[d1, d2]))
        else {
            return Err(DateError::Malformed);
        };
        let date = Self::from_ymd(year, month, day).ok_or(DateError::Impossible)?;
        if date.is_in_range() { Ok(date) } else { Err(DateError::OutOfRange) }
    }

    /// The civil date in Kazakhstan (UTC + 5 h) at an instant in epoch milliseconds; nothing outside
    /// the years 1991 to 2100, or where the instant is not a finite number.
    pub fn of_instant(epoch_milliseconds: f64) -> Option<Self> {
        let days = day_number(epoch_milliseconds);
        // Far wider than the years allowed, and narrow enough for the conversion below to be exact.
        if !(-1e6..=1e6).contains(&days) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation)]
        let date = Self::of_days_since_1970(days as i32)?;
        date.is_in_range().then_some(date)
    }

    /// Calendar days from this day to another; negative where the other comes first.
    pub fn days_until(self, other: Self) -> i32 {
        other.0.num_days_from_ce().saturating_sub(self.0.num_days_from_ce())
    }

    /// The day so many days later, or earlier for a negative count.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let day = self.0.num_days_from_ce().checked_add(days)?;
        NaiveDate::from_num_days_from_ce_opt(day).map(Self)
    }

    /// The day so many calendar months later, as terms in months are counted: the same number, or the month's last day
    /// where it has none.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        self.0.checked_add_months(Months::new(months)).map(Self)
    }

    /// Whether the day has not begun in Kazakhstan at an instant in epoch milliseconds.
    pub fn begins_after(self, epoch_milliseconds: f64) -> bool {
        f64::from(self.days_since_1970()) > day_number(epoch_milliseconds)
    }

    fn is_in_range(self) -> bool {
        (FIRST_YEAR..=LAST_YEAR).contains(&self.0.year())
    }

    /// Days since 1970-01-01; negative before.
    pub fn days_since_1970(self) -> i32 {
        Self::EPOCH.days_until(self)
    }

    /// The day so many days after 1970-01-01.
    pub fn of_days_since_1970(days: i32) -> Option<Self> {
        Self::EPOCH.plus_days(days)
    }

    /// Writes `YYYY-MM-DD`. By hand: chrono's formatter would weigh more than this whole module.
    pub fn to_text(self) -> String {
        let mut text = String::with_capacity(10);
        let year = self.0.year().unsigned_abs();
        for (number, width) in [(year, 1000_u32), (self.0.month(), 10), (self.0.day(), 10)] {
            if !text.is_empty() {
                text.push('-');
            }
            let mut place = width;
            while let Some(digit) = number.checked_div(place) {
                text.push(char::from_digit(digit % 10, 10).unwrap_or('0'));
                place /= 10;
            }
        }
        text
    }
}

/// The civil date in Kazakhstan at an instant, as days since 1970-01-01.
fn day_number(epoch_milliseconds: f64) -> f64 {
    // Whole milliseconds first: with a fraction the quotient could round up to the next day.
    floor((floor(epoch_milliseconds) + f64::from(UTC_OFFSET_MINUTES) * MINUTE_MILLISECONDS) / DAY_MILLISECONDS)
}

/// The largest integer that is not larger. Beyond the integers of 64 bits, where no day of use lies, that limit.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn floor(number: f64) -> f64 {
    let toward_zero = number as i64 as f64;
    if toward_zero > number { toward_zero - 1.0 } else { toward_zero }
}
