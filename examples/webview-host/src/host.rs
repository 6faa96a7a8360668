//! What the host does with what the page says: it signs with a key for tests, checks the application with the same core
//! that built it, registers it once, and tells how its record goes on. Knows nothing of windows.

use std::collections::HashMap;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey};
use kualik::application::verify::{Received, verify};
use kualik::calendar::CivilDate;
use kualik::data::answer::Answer;
use kualik::data::value::Value as Data;
use kualik::law::pilot_2025::PILOT_2025;
use kualik::lifecycle;
use serde_json::{Value, json};

use crate::conduct::Conducts;

/// How this host was started.
pub struct Settings {
    /// The day to decide for.
    pub on: CivilDate,
    /// The page's language.
    pub lang: String,
    /// How long the page is to wait for an answer.
    pub patience: Duration,
    /// How it signs.
    pub signing: Conducts,
    /// How it takes applications.
    pub sending: Conducts,
}

/// What to say to the page, and after how long.
pub type Said = Vec<(Duration, Value)>;

/// The app around the page.
pub struct Host {
    settings: Settings,
    key: SigningKey,
    draft: Value,
    /// The answer to each application by its id: the same sent twice is registered once.
    answered: HashMap<String, Value>,
    record: Option<Value>,
}

/// Between one event of the record and the next.
const PACE: Duration = Duration::from_millis(200);

impl Host {
    /// A host that has heard nothing yet.
    pub fn new(settings: Settings) -> Self {
        let key = SigningKey::from_bytes(b"a key for tests, known to anyone");
        Self { settings, key, draft: Value::Null, answered: HashMap::new(), record: None }
    }

    /// Hears a message of the page.
    pub fn hear(&mut self, message: &Value) -> Said {
        let now = |answer| vec![(Duration::ZERO, answer)];
        match message["type"].as_str() {
            Some("ready") => now(self.configure()),
            Some("draft") => {
                self.draft = message["draft"].clone();
                vec![]
            }
            Some("sign-request") => {
                let answer = self.sign(message);
                self.settings.signing.next(answer, self.settings.patience)
            }
            Some("submit") => {
                let answer = self.register(message);
                self.settings.sending.next(answer, self.settings.patience)
            }
            Some("status") => self.follow(&message["ticket"]),
            Some("verdict" | "close" | "protocol-problem") => vec![],
            other => now(
                json!({ "type": "protocol-problem", "because": "unknown-type", "version": 1, "about": other.unwrap_or("") }),
            ),
        }
    }

    /// Noon in Kazakhstan (UTC+5) of this host's day, in epoch milliseconds.
    fn now(&self) -> i64 {
        (i64::from(self.settings.on.days_since_1970()) * 24 + 7) * 3_600_000
    }

    fn configure(&self) -> Value {
        let patience = u64::try_from(self.settings.patience.as_millis()).unwrap_or(u64::MAX);
        let mut configuration = json!({
            "type": "configure", "lang": self.settings.lang, "now": self.now(), "gateway": "host", "signing": "host",
            "keepsDrafts": true, "timeouts": { "signing": patience, "sending": patience },
        });
        if !self.draft.is_null() {
            configuration["draft"] = self.draft.clone();
        }
        configuration
    }

    /// A detached Ed25519 signature over the canonical bytes as they came.
    fn sign(&self, message: &Value) -> Value {
        let Some(canonical) = bytes(&message["canonical"]) else {
            return json!({ "type": "sign-response", "id": message["id"], "outcome": "failed", "because": "protocol" });
        };
        let signature = self.key.sign(&canonical).to_bytes();
        json!({
            "type": "sign-response", "id": message["id"], "outcome": "signed",
            "signature": { "format": "host", "bytes": { "$base64": BASE64_STANDARD.encode(signature) } },
        })
    }

    /// Registers what the core accepts and this host has signed.
    fn register(&mut self, message: &Value) -> Value {
        let id = message["id"].as_str().unwrap_or_default().to_owned();
        if let Some(answer) = self.answered.get(&id) {
            return answer.clone();
        }
        let answer = match self.checked(message) {
            Ok(event) => {
                self.record = advance(&Value::Null, &event);
                json!({ "type": "submit-result", "id": id, "outcome": "registered", "event": event })
            }
            Err(problems) => json!({ "type": "submit-result", "id": id, "outcome": "invalid", "problems": problems }),
        };
        self.answered.insert(id, answer.clone());
        answer
    }

    fn checked(&self, message: &Value) -> Result<Value, Value> {
        let malformed = || json!([{ "code": "malformed", "path": "" }]);
        let part = |value: &Value| bytes(value).ok_or_else(malformed);
        let canonical = part(&message["canonical"])?;
        let (photo, picture) = (part(&message["photo"]["bytes"])?, part(&message["signaturePicture"]["bytes"])?);
        let signature = part(&message["signature"]["bytes"])?;
        let is_signed = Signature::from_slice(&signature)
            .is_ok_and(|signature| self.key.verifying_key().verify_strict(&canonical, &signature).is_ok());
        let application: Value = serde_json::from_slice(&canonical).map_err(|_| malformed())?;
        if !is_signed || application["id"] != message["id"] {
            return Err(json!([{ "code": "inconsistent", "path": "" }]));
        }
        let parsed: Data = serde_json::from_slice(&canonical).map_err(|_| malformed())?;
        verify(&canonical, &parsed, &photo, &picture, Received::on(self.settings.on), &PILOT_2025)
            .map_err(|_| json!([{ "code": "inconsistent", "path": "" }]))?;
        // Two such tickets of one run differ, and nothing about the applicant is in them.
        let ticket = format!("TEST-{:06}", self.answered.len() + 1);
        let mut registered = json!({
            "type": "registered", "at": 1_748_736_000_000_u64, "by": "portal", "ticket": ticket,
            "region": application["region"], "dutyPaid": application["duty"]["outcome"] == "due",
        });
        if registered["dutyPaid"] == true {
            registered["paidOn"] = application["duty"]["paidOn"].clone();
        }
        Ok(registered)
    }

    /// The record of that ticket as it is, and then one event after another until the card is handed over.
    fn follow(&mut self, ticket: &Value) -> Said {
        let Some(mut record) = self.record.clone().filter(|record| record["ticket"] == *ticket) else {
            return vec![(Duration::ZERO, json!({ "type": "status", "record": null, "ticket": ticket }))];
        };
        let mut said = vec![(Duration::ZERO, json!({ "type": "status", "record": record }))];
        let steps = [
            ("review-started", "migration-service"),
            ("approved", "migration-service"),
            ("arrived", "central-node"),
            ("handed-over", "registration-point"),
        ];
        for (step, (name, by)) in (1_u32..).zip(steps) {
            let mut event = json!({ "type": name, "at": 1_748_736_000_000_u64 + u64::from(step), "by": by });
            if name == "handed-over" {
                event["ticket"] = ticket.clone();
            }
            let Some(next) = advance(&record, &event) else { break };
            record = next;
            said.push((PACE * step, json!({ "type": "status", "record": record })));
        }
        self.record = Some(record);
        said
    }
}

/// The record after an event, by the core; `None` where it may not follow.
fn advance(record: &Value, event: &Value) -> Option<Value> {
    let data = |value: &Value| serde_json::from_value::<Data>(value.clone()).ok();
    let (record, event) = (data(record)?, data(event)?);
    let answer = serde_json::to_value(lifecycle::advance(&record, &event, &Data::Null).ok()?.to_value()).ok()?;
    answer.get("record").cloned()
}

fn bytes(value: &Value) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(value["$base64"].as_str()?).ok()
}
