//! What becomes of an application: record and event → record.
//!
//! `submitted → under-review → in-production → ready → collected`, or from `under-review` to `annulled`.
//! The order: the applicant's ticket (талон регистрации заявки), the migration service (УМС ДП), the
//! central node (центральный узел РП ДРН), the registration point.

use crate::calendar::CivilDate;
use crate::data::answer::{Answer, Object};
use crate::data::code::{Code, codes};
use crate::data::problem::{Invalid, Parameter, Problem, ProblemCode};
use crate::data::reading::{self, Fields, Path, Problems};
use crate::data::value::Value;
use crate::identity::region::Region;
use crate::law::ruleset::{self, Citation, Ruleset};
use crate::law::settings::{self, Rules};
use alloc::vec;
use alloc::vec::Vec;

/// Longest ticket number, in characters; none was seen in print.
pub const LONGEST_TICKET: usize = 64;
/// The last instant that JavaScript's `Date` knows, in epoch milliseconds (ECMA-262, 21.4.1.1).
pub const LAST_INSTANT: f64 = 8.64e15;

codes! {
    /// Where an application stands.
    Status {
        /// Registered; a ticket was given.
        Submitted = "submitted",
        /// With the migration service.
        UnderReview = "under-review",
        /// With the central node.
        InProduction = "in-production",
        /// At the registration point.
        Ready = "ready",
        /// Handed over.
        Collected = "collected",
        /// Refused for its photo or signature; the applicant may apply again.
        Annulled = "annulled",
    }
}

codes! {
    /// Who reports an event.
    Actor {
        /// The portal or an app.
        Portal = "portal",
        /// УМС ДП of the region.
        MigrationService = "migration-service",
        /// Центральный узел РП ДРН.
        CentralNode = "central-node",
        /// The place where the card is collected.
        RegistrationPoint = "registration-point",
    }
}

codes! {
    /// What happened.
    EventType {
        /// The application was registered: талон регистрации заявки.
        Registered = "registered",
        /// The migration service began.
        ReviewStarted = "review-started",
        /// It approved the application and sent it to the central node.
        Approved = "approved",
        /// It annulled the application.
        Annulled = "annulled",
        /// The card arrived at the registration point.
        Arrived = "arrived",
        /// The card was handed over against the ticket number.
        HandedOver = "handed-over",
    }
}

codes! {
    /// Why an application is annulled.
    Fault {
        /// The photo is poor.
        PhotoQuality = "photo-quality",
        /// The signature is poor.
        SignatureQuality = "signature-quality",
    }
}

codes! {
    /// What the applicant does next.
    Next {
        /// Nothing but wait.
        Wait = "wait",
        /// Collect the card.
        Collect = "collect",
        /// Apply again.
        Reapply = "reapply",
        /// Nothing: it is over.
        None = "none",
    }
}

/// What a record says where nothing can be claimed back.
pub const NO_REFUND: &str = "none";

/// One row of the table of transitions: this event leads from one status to another and is one actor's.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Transition {
    pub event: EventType,
    pub from: Option<Status>,
    pub by: Actor,
    pub to: Status,
}

/// The whole life of an application.
pub const TRANSITIONS: [Transition; 6] = {
    use {Actor::*, EventType as Event, Status::*};
    const fn row(event: Event, from: Option<Status>, by: Actor, to: Status) -> Transition {
        Transition { event, from, by, to }
    }
    [
        row(Event::Registered, None, Portal, Submitted),
        row(Event::ReviewStarted, Some(Submitted), MigrationService, UnderReview),
        row(Event::Approved, Some(UnderReview), MigrationService, InProduction),
        row(Event::Annulled, Some(UnderReview), MigrationService, Annulled),
        row(Event::Arrived, Some(InProduction), CentralNode, Ready),
        row(Event::HandedOver, Some(Ready), RegistrationPoint, Collected),
    ]
};

impl Answer for Transition {
    fn write(&self, into: &mut Object) {
        into.code("event", self.event);
        into.optional_code("from", self.from);
        into.code("by", self.by);
        into.code("to", self.to);
    }
}

/// Something that happened to an application, with what only its type carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<'v> {
    /// What happened.
    pub event_type: EventType,
    /// When, in whole epoch milliseconds.
    pub at: f64,
    /// Who reports it.
    pub by: Actor,
    /// With `registered`, the ticket given; with `handed-over`, the ticket shown.
    pub ticket: Option<&'v str>,
    /// With `registered`: the applicant's region.
    pub region: Option<Region>,
    /// With `registered`: whether a duty was paid.
    pub duty_paid: Option<bool>,
    /// With `registered`, where one was paid: the day of payment.
    pub paid_on: Option<CivilDate>,
    /// With `annulled`: why.
    pub annulled_for: Option<Vec<Fault>>,
}

/// Where an application stands and how it came there.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'v> {
    /// The registration ticket's number (талон регистрации заявки).
    pub ticket: &'v str,
    /// Where it stands.
    pub status: Status,
    /// The region whose office reviews it.
    pub region: Region,
    /// Whether a duty was paid.
    pub duty_paid: bool,
    /// Everything that happened, in order; only ever added to.
    pub history: Vec<Event<'v>>,
    /// What the applicant does next.
    pub next: Next,
    /// What can be claimed back of the duty; the contract writes `none` where nothing can.
    pub refund: Option<Refund<'v>>,
}

/// The duty that an annulled application was paid for, to be claimed back: it is never set off against another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refund<'v> {
    /// The clause.
    pub basis: Citation<'v>,
    /// Last day for the documents.
    pub claim_by: CivilDate,
}

impl<'v> Record<'v> {
    fn new(
        ticket: &'v str,
        region: Region,
        duty_paid: bool,
        status: Status,
        history: Vec<Event<'v>>,
        rules: &Ruleset<'v>,
    ) -> Self {
        let next = match status {
            Status::Submitted | Status::UnderReview | Status::InProduction => Next::Wait,
            Status::Ready => Next::Collect,
            Status::Annulled => Next::Reapply,
            Status::Collected => Next::None,
        };
        let paid_on = history.first().and_then(|registered| registered.paid_on).filter(|_| duty_paid);
        let refund = paid_on.filter(|_| status == Status::Annulled).and_then(|paid_on| {
            let claim_by = paid_on.plus_months(rules.refund.years.saturating_mul(12))?;
            Some(Refund { basis: rules.refund.basis, claim_by })
        });
        Self { ticket, status, region, duty_paid, history, next, refund }
    }
}

/// What becomes of an event that could be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<'v> {
    /// The event was allowed: the record with the event at the end of its history.
    Advanced(Record<'v>),
    /// The event was understood and is not allowed, and the record stays as it was: why; never empty.
    Rejected(Vec<Problem>),
}

impl Answer for Event<'_> {
    fn write(&self, into: &mut Object) {
        into.code("type", self.event_type);
        into.number("at", self.at);
        into.code("by", self.by);
        into.optional_text("ticket", self.ticket);
        into.optional_code("region", self.region);
        if let Some(duty_paid) = self.duty_paid {
            into.boolean("dutyPaid", duty_paid);
        }
        if let Some(paid_on) = self.paid_on {
            into.date("paidOn", paid_on);
        }
        if let Some(faults) = &self.annulled_for {
            into.codes("for", faults);
        }
    }
}

impl Answer for Record<'_> {
    fn write(&self, into: &mut Object) {
        into.text("ticket", self.ticket);
        into.code("status", self.status);
        into.code("region", self.region);
        into.boolean("dutyPaid", self.duty_paid);
        into.objects("history", &self.history);
        into.code("next", self.next);
        match &self.refund {
            Some(refund) => into.object("refund", refund),
            None => into.literal("refund", NO_REFUND),
        }
    }
}

impl Answer for Refund<'_> {
    fn write(&self, into: &mut Object) {
        into.object("basis", &self.basis);
        into.date("claimBy", self.claim_by);
    }
}

impl Answer for Outcome<'_> {
    fn write(&self, into: &mut Object) {
        match self {
            Outcome::Advanced(record) => {
                into.literal("outcome", "advanced");
                into.object("record", record);
            }
            Outcome::Rejected(problems) => {
                into.literal("outcome", "rejected");
                into.objects("problems", problems);
            }
        }
    }
}

/// Applies an event to a record, or to none where the event makes one, with `ruleset` as an option. The paths of a
/// record's problems begin with `record`, those of an event are its own fields.
///
/// # Errors
/// What cannot be read, and a record that its own history does not make (`inconsistent`).
pub fn advance<'v>(record: &'v Value, event: &'v Value, options: &'v Value) -> Result<Outcome<'v>, Invalid> {
    let mut problems = Problems::default();
    let rules = reading::options(options, &Path::Root, &mut problems, settings::rules);
    let rules = rules.as_ref().map(Rules::get);
    let record = match record {
        Value::Null => Some(None),
        record => {
            let path = Path::Field(&Path::Root, "record");
            reading::object(record, &path, &mut problems, |record| read_record(record, rules)).map(Some)
        }
    };
    let event = read_event(event, &Path::Root, &mut problems);
    let (rules, (record, event)) = problems.or(rules.zip(record.zip(event)))?;
    let mut rejections = Problems::default();
    let record = apply(record, event, rules, &Path::Root, &mut rejections);
    Ok(match rejections.or(record) {
        Ok(record) => Outcome::Advanced(record),
        Err(Invalid { problems }) => Outcome::Rejected(problems),
    })
}

/// The record after an event, or every reason why the event cannot follow.
fn apply<'v>(
    record: Option<Record<'v>>,
    event: Event<'v>,
    rules: &Ruleset<'v>,
    path: &Path,
    problems: &mut Problems,
) -> Option<Record<'v>> {
    let row = TRANSITIONS.iter().find(|row| row.event == event.event_type)?;
    let before = problems.count();
    if row.from != record.as_ref().map(|record| record.status) {
        problems.add(ProblemCode::NotAllowedNow, &Path::Field(path, "type"));
    }
    if row.by != event.by {
        let allowed = vec![("allowed", Parameter::Text(row.by.code().into()))];
        problems.add_with(ProblemCode::WrongActor, &Path::Field(path, "by"), allowed);
    }
    let last = record.as_ref().and_then(|record| record.history.last());
    if last.is_some_and(|last| event.at < last.at) {
        problems.add(ProblemCode::BeforeLastEvent, &Path::Field(path, "at"));
    }
    let own_ticket = record.as_ref().map(|record| record.ticket);
    if event.event_type == EventType::HandedOver && own_ticket.is_some_and(|own| Some(own) != event.ticket) {
        problems.add(ProblemCode::WrongTicket, &Path::Field(path, "ticket"));
    }
    if event.paid_on.is_some_and(|paid_on| paid_on.begins_after(event.at)) {
        problems.add(ProblemCode::DateInTheFuture, &Path::Field(path, "paidOn"));
    }
    if problems.count() > before {
        return None;
    }
    let (ticket, region, duty_paid, mut history) = match record {
        Some(record) => (record.ticket, record.region, record.duty_paid, record.history),
        None => (event.ticket?, event.region?, event.duty_paid?, Vec::new()),
    };
    history.push(event);
    Some(Record::new(ticket, region, duty_paid, row.to, history, rules))
}

/// Without rules the history is read and not judged.
fn read_record<'v>(record: &mut Fields<'_, 'v>, rules: Option<&Ruleset<'v>>) -> Option<Record<'v>> {
    let ticket = record.required("ticket", ticket);
    let status = record.required("status", reading::one_of);
    let region = record.required("region", reading::one_of);
    let duty_paid = record.required("dutyPaid", reading::boolean);
    let history = record.required("history", |value, path, problems| {
        let events = reading::list(value, path, problems, read_event)?;
        if events.is_empty() {
            problems.add(ProblemCode::Empty, path);
        }
        Some(events)
    });
    let next = record.required("next", reading::one_of);
    let refund = record.required("refund", read_refund);
    let made = record.within("history", |path, problems| replay(history?, rules?, path, problems))?;
    let (status, region, next): (Status, Region, Next) = (status?, region?, next?);
    for (field, agrees) in [
        ("ticket", ticket? == made.ticket),
        ("status", status == made.status),
        ("region", region == made.region),
        ("dutyPaid", duty_paid? == made.duty_paid),
        ("next", next == made.next),
        // The words of the clause may have been bettered since.
        ("refund", refund? == made.refund.map(|refund| refund.claim_by)),
    ] {
        if !agrees {
            record.problem(ProblemCode::Inconsistent, field);
        }
    }
    Some(made)
}

/// The last day for the documents, or that nothing can be claimed back.
fn read_refund(value: &Value, path: &Path, problems: &mut Problems) -> Option<Option<CivilDate>> {
    if let Value::Text(text) = value {
        problems.must_be_one_of(path, text, &[NO_REFUND]);
        return (text == NO_REFUND).then_some(None);
    }
    reading::object(value, path, problems, |refund| {
        ruleset::citation(refund, "basis", &mut Citation::default());
        refund.required("claimBy", reading::date).map(Some)
    })
}

/// The record that a history makes.
fn replay<'v>(
    history: Vec<Event<'v>>,
    rules: &Ruleset<'v>,
    path: &Path,
    problems: &mut Problems,
) -> Option<Record<'v>> {
    let mut record = None;
    for (index, event) in history.into_iter().enumerate() {
        record = Some(apply(record, event, rules, &Path::Entry(path, index), problems)?);
    }
    record
}

#[inline(never)]
fn read_event<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Event<'v>> {
    reading::object(value, path, problems, |event| {
        let event_type: Option<EventType> = event.required("type", reading::one_of);
        let at = event.required("at", instant);
        let by = event.required("by", reading::one_of);
        let registered = event_type == Some(EventType::Registered);
        let mut shown = None;
        if registered || event_type == Some(EventType::HandedOver) {
            shown = event.required("ticket", ticket);
        }
        let (mut region, mut duty_paid, mut paid_on) = (None, None, None);
        if registered {
            region = event.required("region", reading::one_of);
            duty_paid = event.required("dutyPaid", reading::boolean);
            paid_on = match duty_paid {
                Some(true) => event.required("paidOn", reading::date),
                // What was not paid was paid on no day.
                Some(false) => None,
                None => event.optional("paidOn", reading::date),
            };
        }
        let mut annulled_for = None;
        if event_type == Some(EventType::Annulled) {
            annulled_for = event.required("for", faults);
        }
        if event_type.is_none() {
            event.ignore_the_rest();
        }
        Some(Event {
            event_type: event_type?,
            at: at?,
            by: by?,
            ticket: shown,
            region,
            duty_paid,
            paid_on,
            annulled_for,
        })
    })
}

/// The number of a registration ticket.
pub(crate) fn ticket<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<&'v str> {
    reading::words(value, path, problems, LONGEST_TICKET)
}

/// One or both faults, each once.
pub(crate) fn faults(value: &Value, path: &Path, problems: &mut Problems) -> Option<Vec<Fault>> {
    reading::some_of(value, path, problems)
}

fn instant(value: &Value, path: &Path, problems: &mut Problems) -> Option<f64> {
    reading::whole(value, path, problems, -LAST_INSTANT, LAST_INSTANT)
}
