//! What becomes of an application: record and event → record.
//!
//! `submitted → under-review → in-production → ready → collected`, or from `under-review` to `annulled`.
//! The order: the applicant's ticket (талон регистрации заявки), the migration service (УМС ДП), the
//! central node (центральный узел РП ДРН), the registration point.

use crate::data::answer::{Answer, Object};
use crate::data::code::{Code, codes};
use crate::data::problem::{Invalid, Parameter, Problem, ProblemCode};
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;
use crate::identity::region::Region;

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

codes! {
    /// Whether the duty goes back to the applicant.
    Refund {
        /// Under the Tax Code.
        Due = "due",
        /// Nothing to refund.
        None = "none",
    }
}

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
    /// Whether the duty goes back.
    pub refund: Refund,
}

impl<'v> Record<'v> {
    fn new(ticket: &'v str, region: Region, duty_paid: bool, status: Status, history: Vec<Event<'v>>) -> Self {
        let next = match status {
            Status::Submitted | Status::UnderReview | Status::InProduction => Next::Wait,
            Status::Ready => Next::Collect,
            Status::Annulled => Next::Reapply,
            Status::Collected => Next::None,
        };
        let refund = if status == Status::Annulled && duty_paid { Refund::Due } else { Refund::None };
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
        into.code("refund", self.refund);
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

/// Applies an event to a record, or to none where the event makes one. The paths of a record's problems
/// begin with `record`, those of an event are its own fields.
///
/// # Errors
/// What cannot be read, and a record that its own history does not make (`inconsistent`).
pub fn advance<'v>(record: &'v Value, event: &'v Value) -> Result<Outcome<'v>, Invalid> {
    let mut problems = Problems::default();
    let record = match record {
        Value::Null => Some(None),
        record => read_record(record, &Path::Field(&Path::Root, "record"), &mut problems).map(Some),
    };
    let event = read_event(event, &Path::Root, &mut problems);
    let (record, event) = problems.or(record.zip(event))?;
    let mut rejections = Problems::default();
    let record = apply(record, event, &Path::Root, &mut rejections);
    Ok(match rejections.or(record) {
        Ok(record) => Outcome::Advanced(record),
        Err(Invalid { problems }) => Outcome::Rejected(problems),
    })
}

fn apply<'v>(record: Option<Record<'v>>, event: Event<'v>, path: &Path, problems: &mut Problems) -> Option<Record<'v>> {
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
    if problems.count() > before {
        return None;
    }
    let (ticket, region, duty_paid, mut history) = match record {
        Some(record) => (record.ticket, record.region, record.duty_paid, record.history),
        None => (event.ticket?, event.region?, event.duty_paid?, Vec::new()),
    };
    history.push(event);
    Some(Record::new(ticket, region, duty_paid, row.to, history))
}

fn read_record<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Record<'v>> {
    reading::object(value, path, problems, |record| {
        let ticket = record.required("ticket", ticket);
        let status = record.required("status", reading::one_of);
        let region = record.required("region", reading::one_of);
        let duty_paid = record.required("dutyPaid", reading::boolean);
        let history = record.required("history", |value, path, problems| {
            let events = reading::list(value, path, problems, read_event)?;
            replay(events, path, problems)
        });
        let next = record.required("next", reading::one_of);
        let refund = record.required("refund", reading::one_of);
        let made = history?;
        let (status, region, next, refund): (Status, Region, Next, Refund) = (status?, region?, next?, refund?);
        for (field, agrees) in [
            ("ticket", ticket? == made.ticket),
            ("status", status == made.status),
            ("region", region == made.region),
            ("dutyPaid", duty_paid? == made.duty_paid),
            ("next", next == made.next),
            ("refund", refund == made.refund),
        ] {
            if !agrees {
                record.problem(ProblemCode::Inconsistent, field);
            }
        }
        Some(made)
    })
}

/// The record that a history makes.
fn replay<'v>(history: Vec<Event<'v>>, path: &Path, problems: &mut Problems) -> Option<Record<'v>> {
    let mut record = None;
    for (index, event) in history.into_iter().enumerate() {
        record = Some(apply(record, event, &Path::Entry(path, index), problems)?);
    }
    if record.is_none() {
        problems.add(ProblemCode::Empty, path);
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
        let (mut region, mut duty_paid) = (None, None);
        if registered {
            region = event.required("region", reading::one_of);
            duty_paid = event.required("dutyPaid", reading::boolean);
        }
        let mut annulled_for = None;
        if event_type == Some(EventType::Annulled) {
            annulled_for = event.required("for", faults);
        }
        if event_type.is_none() {
            event.ignore_the_rest();
        }
        Some(Event { event_type: event_type?, at: at?, by: by?, ticket: shown, region, duty_paid, annulled_for })
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
